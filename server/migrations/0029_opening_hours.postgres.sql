CREATE TRIGGER opening_hours_append_only BEFORE UPDATE OR DELETE ON opening_hours FOR EACH ROW EXECUTE FUNCTION refuse_change();
