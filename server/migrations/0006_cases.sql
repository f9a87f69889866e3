-- A reply becomes a case: what was told in fields, where it stands, who has it, and what we promised.
-- status: 'received' | 'in_hand' | 'question' | 'granted' | 'rejected' | 'withdrawn'.
ALTER TABLE reply ADD COLUMN details TEXT NOT NULL DEFAULT '{}';  -- JSON: the fields of its kind
ALTER TABLE reply ADD COLUMN agent_id TEXT;                       -- who has it
ALTER TABLE reply ADD COLUMN answer_by TEXT NOT NULL DEFAULT '';  -- ISO date: until when we promised to answer
UPDATE reply SET status = 'received' WHERE status = 'open';
UPDATE reply SET status = 'withdrawn' WHERE status = 'handled' AND handled_by = 'debtor';
UPDATE reply SET status = 'granted' WHERE status = 'handled';
CREATE INDEX reply_open ON reply (status, answer_by);

-- What happened to a case, as its debtor reads it. The texts are personal data: they go when the person is erased.
CREATE TABLE case_event (
  id TEXT PRIMARY KEY,
  reply_id TEXT NOT NULL REFERENCES reply(id),
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  version BIGINT NOT NULL,                     -- the debtor version that wrote it: their order
  event TEXT NOT NULL,                         -- 'receive' | 'take' | 'ask' | 'answer' | 'grant' | 'reject' | 'withdraw'
  actor TEXT NOT NULL,                         -- 'agent:<id>' | 'debtor' | 'system'
  body TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX case_event_reply ON case_event (reply_id, version);

-- The creditor's choice while a claim is held: does statutory interest run on ('runs') or stand still ('stops')?
ALTER TABLE creditor ADD COLUMN interest_while_held TEXT NOT NULL DEFAULT 'runs';
-- Which term of limitation this creditor's claims have: 'general' | 'consumer_purchase' | 'utilities' | 'judgment'.
ALTER TABLE creditor ADD COLUMN limitation_kind TEXT NOT NULL DEFAULT 'general';
