-- Access that debtors give to people who help them. Somebody who helps is one row by their e-mail address, however many
-- debtors they help; what each debtor gave them is a row of helper_access.
CREATE TABLE helper (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,                  -- in small letters
  language TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE helper_access (
  id TEXT PRIMARY KEY,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  helper_id TEXT NOT NULL REFERENCES helper(id),
  name TEXT NOT NULL,                          -- as who gave it wrote it
  organisation TEXT NOT NULL,
  kind TEXT NOT NULL,                          -- see effen::access::HelperKind
  scopes TEXT NOT NULL,                        -- words of effen::access::Scope
  note TEXT NOT NULL,                          -- an agent's, where an agent registered it
  given_by TEXT NOT NULL,                      -- 'debtor' | 'agent:<id>'
  given_at BIGINT NOT NULL,
  ends_on TEXT NOT NULL,                       -- the last day, ISO
  mailed TEXT NOT NULL,                        -- the invitation: '' on its way | 'sent' | 'failed'
  accepted_at BIGINT,
  revoked_at BIGINT,
  revoked_by TEXT NOT NULL DEFAULT ''          -- 'debtor' | 'agent:<id>'
);
CREATE INDEX helper_access_debtor ON helper_access (debtor_id);
CREATE INDEX helper_access_helper ON helper_access (helper_id);

-- What was done with an access: ids and words of a vocabulary, never names. Append-only.
CREATE TABLE helper_use (
  id TEXT PRIMARY KEY,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  version BIGINT NOT NULL,
  access_id TEXT NOT NULL REFERENCES helper_access(id),
  what TEXT NOT NULL,                          -- see effen::access::Use
  subject TEXT NOT NULL,                       -- the id of what it was about, or ''
  at BIGINT NOT NULL
);
CREATE INDEX helper_use_access ON helper_use (access_id, at);

-- Links for helpers: with an access it is the invitation to it, without one it signs in. Each works once.
CREATE TABLE helper_link (
  token_hash TEXT PRIMARY KEY,
  helper_id TEXT NOT NULL REFERENCES helper(id),
  access_id TEXT REFERENCES helper_access(id),
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);

-- Sessions of helpers: a table of their own, so that none is ever taken for a debtor's.
CREATE TABLE helper_session (
  token_hash TEXT PRIMARY KEY,
  helper_id TEXT NOT NULL REFERENCES helper(id),
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  revoked_at BIGINT
);
CREATE INDEX helper_session_helper ON helper_session (helper_id);

-- A plan that a helper proposes: a quote that waits for the debtor, or for an agent with the debtor's word.
CREATE TABLE plan_proposal (
  id TEXT PRIMARY KEY,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  access_id TEXT NOT NULL REFERENCES helper_access(id),
  quote_id TEXT NOT NULL REFERENCES plan_quote(id),
  status TEXT NOT NULL,                        -- 'open' | 'accepted' | 'declined' | 'replaced'
  made_at BIGINT NOT NULL,
  decided_at BIGINT,
  decided_by TEXT NOT NULL DEFAULT ''          -- 'debtor' | 'agent:<id>' | 'helper'
);
CREATE INDEX plan_proposal_debtor ON plan_proposal (debtor_id);

-- A colleague's session at a company's file, and who wrote a message that is neither the debtor's own nor an agent's.
ALTER TABLE session ADD COLUMN access_id TEXT;
ALTER TABLE message ADD COLUMN access_id TEXT;
CREATE INDEX session_access ON session (access_id);
