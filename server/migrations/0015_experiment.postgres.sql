CREATE TRIGGER experiment_assignment_append_only BEFORE UPDATE OR DELETE ON experiment_assignment FOR EACH ROW EXECUTE FUNCTION refuse_change();
