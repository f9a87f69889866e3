CREATE TRIGGER plan_version_append_only BEFORE UPDATE OR DELETE ON plan_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER plan_policy_append_only BEFORE UPDATE OR DELETE ON plan_policy FOR EACH ROW EXECUTE FUNCTION refuse_change();
