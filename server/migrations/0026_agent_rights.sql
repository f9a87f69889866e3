-- Least privilege: whose files an agent sees, and up to which amount they decide alone.
ALTER TABLE agent ADD COLUMN all_creditors BIGINT NOT NULL DEFAULT 1;      -- 1: sees every creditor's files
ALTER TABLE agent ADD COLUMN waive_cents_max BIGINT;                       -- cents of one waiver; NULL: no limit

CREATE TABLE agent_creditor (
  agent_id TEXT NOT NULL REFERENCES agent(id),
  creditor_id TEXT NOT NULL REFERENCES creditor(id),
  PRIMARY KEY (agent_id, creditor_id)
);

-- Which claims an agent sees, and so which files. Every query of the console that lists or finds joins one of these.
CREATE VIEW agent_claim AS
  SELECT a.id AS agent_id, c.id AS claim_id, c.debtor_id AS debtor_id
  FROM agent a JOIN claim c ON a.all_creditors = 1
  UNION ALL
  SELECT a.id AS agent_id, c.id AS claim_id, c.debtor_id AS debtor_id
  FROM agent a JOIN agent_creditor s ON s.agent_id = a.id JOIN claim c ON c.creditor_id = s.creditor_id
  WHERE a.all_creditors = 0;
CREATE VIEW agent_debtor AS
  SELECT a.id AS agent_id, d.id AS debtor_id FROM agent a JOIN debtor d ON a.all_creditors = 1
  UNION ALL
  SELECT a.id AS agent_id, c.debtor_id AS debtor_id
  FROM agent a JOIN agent_creditor s ON s.agent_id = a.id JOIN claim c ON c.creditor_id = s.creditor_id
  WHERE a.all_creditors = 0;

-- A waiver above the asker's limit, until a colleague has decided.
CREATE TABLE waiver_request (
  id TEXT PRIMARY KEY,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  claim_id TEXT NOT NULL REFERENCES claim(id),
  amount_cents BIGINT NOT NULL,
  part TEXT NOT NULL,                          -- see effen::waiver::WaiverOf
  reason TEXT NOT NULL,                        -- see effen::waiver::WaiverReason
  asked_by TEXT NOT NULL REFERENCES agent(id),
  asked_at BIGINT NOT NULL,
  status TEXT NOT NULL,                        -- 'asked' | 'approved' | 'declined'
  decided_by TEXT REFERENCES agent(id),
  decided_at BIGINT,
  CHECK (decided_by IS NULL OR decided_by <> asked_by)
);
CREATE INDEX waiver_request_debtor ON waiver_request (debtor_id);
CREATE INDEX waiver_request_open ON waiver_request (asked_at) WHERE status = 'asked';
