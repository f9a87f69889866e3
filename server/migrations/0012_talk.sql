-- Chats: open sockets ask several times a second which sessions were revoked just now.
CREATE INDEX session_revoked ON session (revoked_at) WHERE revoked_at IS NOT NULL;
-- Whoever left before the answer is looked for all the time; most conversations were read to their end.
CREATE INDEX conversation_unread ON conversation (id) WHERE last_seq > debtor_read_seq;
-- How fast answers come.
CREATE INDEX message_answer ON message (sent_at) WHERE author = 'agent';

-- What agents tell each other about a conversation. A table of its own: nothing that goes to a debtor reads it.
CREATE TABLE chat_note (
  id TEXT PRIMARY KEY,                         -- made with the form: sent twice, stored once
  conversation_id TEXT NOT NULL REFERENCES conversation(id),
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  agent_id TEXT NOT NULL REFERENCES agent(id),
  handed_to TEXT NOT NULL,                     -- '' a note alone | 'queue' | an agent's id
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX chat_note_conversation ON chat_note (conversation_id, created_at);
