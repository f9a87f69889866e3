CREATE TRIGGER canned_answer_append_only BEFORE UPDATE OR DELETE ON canned_answer FOR EACH ROW EXECUTE FUNCTION refuse_change();
