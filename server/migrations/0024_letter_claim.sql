-- A formal letter about several claims of one creditor: which, and what their open principals came to when it went out.
-- A letter about one claim names it in notice.claim_id.
CREATE TABLE letter_claim (
  claim_id TEXT PRIMARY KEY REFERENCES claim(id),
  notice_id TEXT NOT NULL REFERENCES notice(id),
  base_cents BIGINT
);
CREATE INDEX letter_claim_notice ON letter_claim (notice_id);

-- Every claim that a formal letter is about, with the letter.
CREATE VIEW formal_letter AS
  SELECT n.id, n.debtor_id, n.claim_id, n.channel, n.language, n.status, n.created_at, n.sent_at,
    CAST(NULL AS BIGINT) AS base_cents
  FROM notice n WHERE n.kind = 'formal_letter' AND n.claim_id IS NOT NULL
  UNION ALL
  SELECT n.id, n.debtor_id, k.claim_id, n.channel, n.language, n.status, n.created_at, n.sent_at, k.base_cents
  FROM letter_claim k JOIN notice n ON n.id = k.notice_id AND n.kind = 'formal_letter';
