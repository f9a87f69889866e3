CREATE TRIGGER opening_hours_no_update BEFORE UPDATE ON opening_hours BEGIN SELECT RAISE(ABORT, 'opening_hours is append-only'); END;
CREATE TRIGGER opening_hours_no_delete BEFORE DELETE ON opening_hours BEGIN SELECT RAISE(ABORT, 'opening_hours is append-only'); END;
