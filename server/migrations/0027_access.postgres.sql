CREATE TRIGGER helper_use_append_only BEFORE UPDATE OR DELETE ON helper_use FOR EACH ROW EXECUTE FUNCTION refuse_change();
