CREATE TRIGGER helper_use_no_update BEFORE UPDATE ON helper_use BEGIN SELECT RAISE(ABORT, 'helper_use is append-only'); END;
CREATE TRIGGER helper_use_no_delete BEFORE DELETE ON helper_use BEGIN SELECT RAISE(ABORT, 'helper_use is append-only'); END;
