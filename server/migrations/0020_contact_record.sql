-- Contacts of before, as an import brought them: what is known already is not logged a second time.
CREATE TABLE contact_record (
  id TEXT PRIMARY KEY,
  creditor_id TEXT NOT NULL REFERENCES creditor(id),
  reference TEXT NOT NULL,                     -- the number of the contact in its own file
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  source_hash TEXT NOT NULL,
  imported_at BIGINT NOT NULL,
  UNIQUE (creditor_id, reference)
);
CREATE INDEX contact_record_debtor ON contact_record (debtor_id);
