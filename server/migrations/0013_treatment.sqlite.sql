CREATE TRIGGER treatment_plan_no_update BEFORE UPDATE ON treatment_plan BEGIN SELECT RAISE(ABORT, 'treatment_plan is append-only'); END;
CREATE TRIGGER treatment_plan_no_delete BEFORE DELETE ON treatment_plan BEGIN SELECT RAISE(ABORT, 'treatment_plan is append-only'); END;
