CREATE TRIGGER posting_fits BEFORE INSERT ON posting BEGIN
  SELECT RAISE(ABORT, 'posting: the claim is of another debtor or currency')
    WHERE NEW.claim_id IS NOT NULL AND NOT EXISTS
      (SELECT 1 FROM claim WHERE id = NEW.claim_id AND debtor_id = NEW.debtor_id AND currency = NEW.currency);
  SELECT RAISE(ABORT, 'posting: the payment is of another debtor or currency')
    WHERE NEW.payment_id IS NOT NULL AND NOT EXISTS
      (SELECT 1 FROM payment WHERE id = NEW.payment_id AND debtor_id = NEW.debtor_id AND currency = NEW.currency);
  SELECT RAISE(ABORT, 'posting: what is owed stands on a claim')
    WHERE NEW.claim_id IS NULL
      AND (NEW.debit IN ('principal', 'interest', 'costs') OR NEW.credit IN ('principal', 'interest', 'costs'));
END;
CREATE TRIGGER claim_stays BEFORE UPDATE ON claim
  WHEN NEW.debtor_id <> OLD.debtor_id OR NEW.creditor_id <> OLD.creditor_id OR NEW.currency <> OLD.currency
  BEGIN SELECT RAISE(ABORT, 'claim: debtor, creditor and currency never change'); END;
CREATE TRIGGER payment_stays BEFORE UPDATE ON payment
  WHEN NEW.debtor_id <> OLD.debtor_id OR NEW.amount_cents <> OLD.amount_cents OR NEW.currency <> OLD.currency
  BEGIN SELECT RAISE(ABORT, 'payment: debtor, amount and currency never change'); END;
CREATE TRIGGER payment_part_fits BEFORE INSERT ON payment_part BEGIN
  SELECT RAISE(ABORT, 'payment_part: the parts are more than the payment')
    WHERE NEW.amount_cents + (SELECT COALESCE(SUM(amount_cents), 0) FROM payment_part WHERE payment_id = NEW.payment_id)
      > (SELECT amount_cents FROM payment WHERE id = NEW.payment_id);
END;
CREATE TRIGGER creditor_record_no_update BEFORE UPDATE ON creditor_record BEGIN SELECT RAISE(ABORT, 'creditor_record is append-only'); END;
CREATE TRIGGER creditor_record_no_delete BEFORE DELETE ON creditor_record BEGIN SELECT RAISE(ABORT, 'creditor_record is append-only'); END;
