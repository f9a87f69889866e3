-- Files in the chat: an upload belongs to a case or to a message of a conversation. `agent_id`: sent by an agent.
ALTER TABLE upload ADD COLUMN conversation_id TEXT REFERENCES conversation(id);
ALTER TABLE upload ADD COLUMN message_seq BIGINT;
ALTER TABLE upload ADD COLUMN place BIGINT NOT NULL DEFAULT 0;               -- its place among the files of its message
ALTER TABLE upload ADD COLUMN agent_id TEXT REFERENCES agent(id);
CREATE INDEX upload_message ON upload (conversation_id, message_seq, place);
ALTER TABLE message ADD COLUMN files BIGINT NOT NULL DEFAULT 0;              -- how many go with it

-- Sent, delivered, read: what has reached a device of each side. Whoever has read had it.
ALTER TABLE conversation ADD COLUMN debtor_delivered_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN agent_delivered_seq BIGINT NOT NULL DEFAULT 0;
UPDATE conversation SET debtor_delivered_seq = debtor_read_seq, agent_delivered_seq = agent_read_seq;
