CREATE TRIGGER bank_posting_no_update BEFORE UPDATE ON bank_posting BEGIN SELECT RAISE(ABORT, 'bank_posting is append-only'); END;
CREATE TRIGGER bank_posting_no_delete BEFORE DELETE ON bank_posting BEGIN SELECT RAISE(ABORT, 'bank_posting is append-only'); END;
