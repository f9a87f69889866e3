CREATE TRIGGER bank_posting_append_only BEFORE UPDATE OR DELETE ON bank_posting FOR EACH ROW EXECUTE FUNCTION refuse_change();
