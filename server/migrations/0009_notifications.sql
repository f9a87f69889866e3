-- Notifications of payments (camt.054), booked before the statement that holds the same entries. `batch_key` says which
-- entry of the bank a payment is part of, so that the statement's entry adds nothing, in however many parts it comes.
ALTER TABLE bank_statement ADD COLUMN notification BIGINT NOT NULL DEFAULT 0;
ALTER TABLE bank_entry ADD COLUMN batch_key TEXT NOT NULL DEFAULT '';
CREATE INDEX bank_entry_batch ON bank_entry (batch_key) WHERE batch_key <> '';

-- A payout to a creditor stands on our statement, and lowers what we owe it.
ALTER TABLE bank_entry ADD COLUMN creditor_id TEXT REFERENCES creditor(id);
CREATE INDEX bank_entry_creditor ON bank_entry (creditor_id) WHERE creditor_id IS NOT NULL;
