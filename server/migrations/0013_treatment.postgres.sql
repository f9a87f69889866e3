CREATE TRIGGER treatment_plan_append_only BEFORE UPDATE OR DELETE ON treatment_plan FOR EACH ROW EXECUTE FUNCTION refuse_change();
