-- What a creditor's contract says, by version; a claim has the latest version that holds on the day it was issued. A
-- creditor without a version asks no interest, the costs that the law allows, and lets interest run while a claim is held.
CREATE TABLE creditor_terms (
  creditor_id TEXT NOT NULL REFERENCES creditor(id),
  version BIGINT NOT NULL CHECK (version > 0),
  from_on TEXT NOT NULL,                       -- the first day of issue of the claims it holds for
  interest TEXT NOT NULL,                      -- 'none' | 'law' | a yearly rate in percent, such as '3.5'
  costs_most_cents BIGINT,                     -- the most asked of collection costs; NULL: what the law allows
  while_held TEXT NOT NULL,                    -- interest while a claim is held: 'runs' | 'stops'
  later_instalments BIGINT NOT NULL,           -- 1: its claims are instalments of one contract
  limitation_kind TEXT NOT NULL,               -- 'general' | 'consumer_purchase' | 'utilities' | 'judgment'; '' not known
  made_at BIGINT NOT NULL,
  PRIMARY KEY (creditor_id, version)
);
INSERT INTO creditor_terms SELECT id, 1, '0001-01-01', 'none', NULL, interest_while_held, 0,
  CASE WHEN limitation_kind = 'general' THEN '' ELSE limitation_kind END, created_at FROM creditor;
ALTER TABLE creditor DROP COLUMN interest_while_held;
ALTER TABLE creditor DROP COLUMN limitation_kind;
