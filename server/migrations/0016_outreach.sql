-- Which approved WhatsApp template a message is, with what stands in its places: JSON {name, parameters}, or ''.
ALTER TABLE notice ADD COLUMN template TEXT NOT NULL DEFAULT '';
-- Which agent makes a call; '' while nobody does.
ALTER TABLE notice ADD COLUMN agent_id TEXT NOT NULL DEFAULT '';
-- When an agent looked at a message that could not be delivered; NULL: it still stands on the list.
ALTER TABLE notice ADD COLUMN looked_at BIGINT;
CREATE INDEX notice_undelivered ON notice (status, looked_at);

-- How a call ended. The task before it is a notice by telephone, so that the guard and the frequency see it like any other.
CREATE TABLE call (
  notice_id TEXT PRIMARY KEY REFERENCES notice(id),
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  agent_id TEXT NOT NULL REFERENCES agent(id),
  outcome TEXT NOT NULL,
  ended_at BIGINT NOT NULL
);
CREATE INDEX call_ended ON call (ended_at);
CREATE INDEX call_debtor ON call (debtor_id);
