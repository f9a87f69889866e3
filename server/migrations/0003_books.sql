-- What creditors told us about claims after the invoice: recalls, credit notes against a claim, payments they received
-- themselves. Append-only; `reference` is the creditor's own, so that the same line twice is known.
CREATE TABLE creditor_record (
  id TEXT PRIMARY KEY,
  creditor_id TEXT NOT NULL REFERENCES creditor(id),
  kind TEXT NOT NULL,                          -- 'recall' | 'credit' | 'received'
  reference TEXT NOT NULL,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  claim_id TEXT NOT NULL REFERENCES claim(id),
  happened_on TEXT NOT NULL,
  amount_cents BIGINT NOT NULL CHECK (amount_cents >= 0),   -- as the creditor said; of a recall: what was open
  booked_cents BIGINT NOT NULL CHECK (booked_cents >= 0),   -- what of it was posted to the claim
  source_hash TEXT NOT NULL,
  imported_at BIGINT NOT NULL,
  UNIQUE (creditor_id, kind, reference)
);
CREATE INDEX creditor_record_debtor ON creditor_record (debtor_id);
CREATE INDEX creditor_record_claim ON creditor_record (claim_id);

-- What a creditor is told to be paid is asked by its claims and their postings' days.
CREATE INDEX claim_creditor ON claim (creditor_id, id);
