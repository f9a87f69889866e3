CREATE TRIGGER experiment_assignment_no_update BEFORE UPDATE ON experiment_assignment BEGIN SELECT RAISE(ABORT, 'experiment_assignment is append-only'); END;
CREATE TRIGGER experiment_assignment_no_delete BEFORE DELETE ON experiment_assignment BEGIN SELECT RAISE(ABORT, 'experiment_assignment is append-only'); END;
