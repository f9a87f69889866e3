CREATE FUNCTION posting_fits() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.claim_id IS NOT NULL AND NOT EXISTS
    (SELECT 1 FROM claim WHERE id = NEW.claim_id AND debtor_id = NEW.debtor_id AND currency = NEW.currency) THEN
    RAISE EXCEPTION 'posting: the claim is of another debtor or currency';
  END IF;
  IF NEW.payment_id IS NOT NULL AND NOT EXISTS
    (SELECT 1 FROM payment WHERE id = NEW.payment_id AND debtor_id = NEW.debtor_id AND currency = NEW.currency) THEN
    RAISE EXCEPTION 'posting: the payment is of another debtor or currency';
  END IF;
  IF NEW.claim_id IS NULL
    AND (NEW.debit IN ('principal', 'interest', 'costs') OR NEW.credit IN ('principal', 'interest', 'costs')) THEN
    RAISE EXCEPTION 'posting: what is owed stands on a claim';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER posting_fits BEFORE INSERT ON posting FOR EACH ROW EXECUTE FUNCTION posting_fits();
CREATE FUNCTION claim_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.debtor_id <> OLD.debtor_id OR NEW.creditor_id <> OLD.creditor_id OR NEW.currency <> OLD.currency THEN
    RAISE EXCEPTION 'claim: debtor, creditor and currency never change';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER claim_stays BEFORE UPDATE ON claim FOR EACH ROW EXECUTE FUNCTION claim_stays();
CREATE FUNCTION payment_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.debtor_id <> OLD.debtor_id OR NEW.amount_cents <> OLD.amount_cents OR NEW.currency <> OLD.currency THEN
    RAISE EXCEPTION 'payment: debtor, amount and currency never change';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_stays BEFORE UPDATE ON payment FOR EACH ROW EXECUTE FUNCTION payment_stays();
CREATE FUNCTION payment_part_fits() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.amount_cents + (SELECT COALESCE(SUM(amount_cents), 0) FROM payment_part WHERE payment_id = NEW.payment_id)
    > (SELECT amount_cents FROM payment WHERE id = NEW.payment_id) THEN
    RAISE EXCEPTION 'payment_part: the parts are more than the payment';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_part_fits BEFORE INSERT ON payment_part FOR EACH ROW EXECUTE FUNCTION payment_part_fits();
CREATE TRIGGER creditor_record_append_only BEFORE UPDATE OR DELETE ON creditor_record FOR EACH ROW EXECUTE FUNCTION refuse_change();
