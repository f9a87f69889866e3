-- Which words and numbers find a file is derived: an index that can be made anew at any time.
-- Files whose words may have changed since they were indexed. The writer raises `touched`: on PostgreSQL that makes it
-- wait for whoever indexes the file at that moment, so that no change is missed.
CREATE TABLE search_stale (
  debtor_id TEXT PRIMARY KEY REFERENCES debtor(id),
  touched BIGINT NOT NULL
);
INSERT INTO search_stale (debtor_id, touched) SELECT id, 1 FROM debtor;

CREATE INDEX claim_principal ON claim (principal_cents);
CREATE INDEX mandate_iban ON mandate (iban);
