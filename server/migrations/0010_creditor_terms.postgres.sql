CREATE TRIGGER creditor_terms_append_only BEFORE UPDATE OR DELETE ON creditor_terms FOR EACH ROW EXECUTE FUNCTION refuse_change();
