-- Terms are ASCII and compare byte by byte.
CREATE TABLE search_term (
  term TEXT COLLATE "C" NOT NULL,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  PRIMARY KEY (term, debtor_id)
);
CREATE INDEX search_term_debtor ON search_term (debtor_id);
-- Every distinct word, for typing errors; not the numbers.
CREATE TABLE search_word (term TEXT COLLATE "C" PRIMARY KEY);

CREATE FUNCTION search_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_stale (debtor_id, touched) VALUES (NEW.debtor_id, 1)
    ON CONFLICT (debtor_id) DO UPDATE SET touched = search_stale.touched + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER search_person AFTER INSERT OR UPDATE ON debtor_person FOR EACH ROW EXECUTE FUNCTION search_touch();
CREATE TRIGGER search_claim AFTER INSERT ON claim FOR EACH ROW EXECUTE FUNCTION search_touch();
CREATE TRIGGER search_customer AFTER INSERT ON creditor_customer FOR EACH ROW EXECUTE FUNCTION search_touch();
