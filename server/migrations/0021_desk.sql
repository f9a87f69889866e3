-- The agents' desk: how many conversations an agent has at once, and whom they can help. Words apart by spaces.
ALTER TABLE agent ADD COLUMN capacity BIGINT NOT NULL DEFAULT 6;
ALTER TABLE agent ADD COLUMN languages TEXT NOT NULL DEFAULT 'nl en fr';
ALTER TABLE agent ADD COLUMN skills TEXT NOT NULL DEFAULT 'plans disputes hardship companies';

ALTER TABLE conversation ADD COLUMN priority BIGINT NOT NULL DEFAULT 0;  -- 1: somebody vulnerable, or whom an agent put first
ALTER TABLE conversation ADD COLUMN skill TEXT NOT NULL DEFAULT '';      -- what it takes, as an agent said; '': by the file
ALTER TABLE conversation ADD COLUMN snoozed_until BIGINT;                -- out of its agent's list until then; epoch ms
CREATE INDEX conversation_agent ON conversation (agent_id, status);

-- Every end of a matter: why they came, how it ended, and what the debtor thought of it. A conversation has many.
CREATE TABLE chat_closing (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversation(id),
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  agent_id TEXT NOT NULL REFERENCES agent(id),
  last_seq BIGINT NOT NULL,                    -- the last message before it
  reason TEXT NOT NULL,
  outcome TEXT NOT NULL,
  closed_at BIGINT NOT NULL,
  rating BIGINT CHECK (rating BETWEEN 1 AND 5),
  rated_at BIGINT
);
CREATE INDEX chat_closing_conversation ON chat_closing (conversation_id, closed_at);
CREATE INDEX chat_closing_time ON chat_closing (closed_at);
