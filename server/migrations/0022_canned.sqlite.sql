CREATE TRIGGER canned_answer_no_update BEFORE UPDATE ON canned_answer BEGIN SELECT RAISE(ABORT, 'canned_answer is append-only'); END;
CREATE TRIGGER canned_answer_no_delete BEFORE DELETE ON canned_answer BEGIN SELECT RAISE(ABORT, 'canned_answer is append-only'); END;
