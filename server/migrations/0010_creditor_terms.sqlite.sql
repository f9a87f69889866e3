CREATE TRIGGER creditor_terms_no_update BEFORE UPDATE ON creditor_terms BEGIN SELECT RAISE(ABORT, 'creditor_terms is append-only'); END;
CREATE TRIGGER creditor_terms_no_delete BEFORE DELETE ON creditor_terms BEGIN SELECT RAISE(ABORT, 'creditor_terms is append-only'); END;
