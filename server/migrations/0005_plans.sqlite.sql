CREATE TRIGGER plan_version_no_update BEFORE UPDATE ON plan_version BEGIN SELECT RAISE(ABORT, 'plan_version is append-only'); END;
CREATE TRIGGER plan_version_no_delete BEFORE DELETE ON plan_version BEGIN SELECT RAISE(ABORT, 'plan_version is append-only'); END;
CREATE TRIGGER plan_policy_no_update BEFORE UPDATE ON plan_policy BEGIN SELECT RAISE(ABORT, 'plan_policy is append-only'); END;
CREATE TRIGGER plan_policy_no_delete BEFORE DELETE ON plan_policy BEGIN SELECT RAISE(ABORT, 'plan_policy is append-only'); END;
