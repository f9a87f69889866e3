-- Terms are ASCII and compare byte by byte.
CREATE TABLE search_term (
  term TEXT NOT NULL,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  PRIMARY KEY (term, debtor_id)
) WITHOUT ROWID;
CREATE INDEX search_term_debtor ON search_term (debtor_id);
-- Every distinct word, for typing errors; not the numbers.
CREATE TABLE search_word (term TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TRIGGER search_person_new AFTER INSERT ON debtor_person BEGIN
  INSERT INTO search_stale (debtor_id, touched) VALUES (NEW.debtor_id, 1) ON CONFLICT (debtor_id) DO UPDATE SET touched = touched + 1;
END;
CREATE TRIGGER search_person_changed AFTER UPDATE ON debtor_person BEGIN
  INSERT INTO search_stale (debtor_id, touched) VALUES (NEW.debtor_id, 1) ON CONFLICT (debtor_id) DO UPDATE SET touched = touched + 1;
END;
CREATE TRIGGER search_claim_new AFTER INSERT ON claim BEGIN
  INSERT INTO search_stale (debtor_id, touched) VALUES (NEW.debtor_id, 1) ON CONFLICT (debtor_id) DO UPDATE SET touched = touched + 1;
END;
CREATE TRIGGER search_customer_new AFTER INSERT ON creditor_customer BEGIN
  INSERT INTO search_stale (debtor_id, touched) VALUES (NEW.debtor_id, 1) ON CONFLICT (debtor_id) DO UPDATE SET touched = touched + 1;
END;
