-- Shared by both engines: TEXT, BIGINT and DOUBLE PRECISION only. Times are epoch milliseconds (…_at),
-- dates are ISO text (…_on), money is integer cents (…_cents), flags are 0/1, ids are UUIDv7 as text.

-- Facts about this database itself: the demo mark, the seed it was filled with.
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE creditor (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  account_name TEXT NOT NULL,
  iban TEXT NOT NULL,
  mark TEXT NOT NULL,                          -- name of a mark in public/marks, or '' for initials
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  reclaims_vat BIGINT NOT NULL,                -- 0: VAT comes on top of collection costs
  imputation TEXT NOT NULL,                    -- 'costs_first' | 'principal_first'
  plan_months_max BIGINT NOT NULL,
  plan_instalment_min_cents BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

-- A debtor's file. `version` is raised first in every transaction about this debtor: its row lock orders
-- everything about one debtor, and its value numbers what the transaction writes.
CREATE TABLE debtor (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,                          -- 'person' | 'company'
  country TEXT NOT NULL,
  language TEXT NOT NULL,
  version BIGINT NOT NULL,
  view_choice TEXT NOT NULL,                   -- 'auto' | 'neutral': the debtor's own choice
  persona TEXT NOT NULL,                       -- '' while nothing is known
  shown_persona TEXT NOT NULL,                 -- the layout the debtor saw last
  created_at BIGINT NOT NULL
);

-- Personal data lives here and in what hangs on it, never in the logs.
CREATE TABLE debtor_person (
  debtor_id TEXT PRIMARY KEY REFERENCES debtor(id),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  street TEXT NOT NULL,
  postal_code TEXT NOT NULL,
  city TEXT NOT NULL
);
CREATE INDEX debtor_person_email ON debtor_person (LOWER(email));

-- What a debtor told us to do: 'payday', 'channel', 'remind_email', 'remind_sms', …
CREATE TABLE preference (
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  set_at BIGINT NOT NULL,
  PRIMARY KEY (debtor_id, key)
);

-- A creditor's own number for a customer, as imports name them.
CREATE TABLE creditor_customer (
  creditor_id TEXT NOT NULL REFERENCES creditor(id),
  customer_number TEXT NOT NULL,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  PRIMARY KEY (creditor_id, customer_number)
);
CREATE INDEX creditor_customer_debtor ON creditor_customer (debtor_id);

CREATE TABLE claim (
  id TEXT PRIMARY KEY,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  creditor_id TEXT NOT NULL REFERENCES creditor(id),
  number TEXT NOT NULL,
  kind TEXT NOT NULL,                          -- 'invoice' | 'credit_note'
  issued_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  currency TEXT NOT NULL,
  principal_cents BIGINT NOT NULL,             -- as on the invoice; negative for a credit note. The balance is in postings
  description TEXT NOT NULL,
  payee_iban TEXT NOT NULL,
  payment_reference TEXT NOT NULL,
  status TEXT NOT NULL,                        -- 'active' | 'disputed' | 'held' | 'withdrawn'
  disputed BIGINT NOT NULL,                    -- as the creditor's own file says
  created_at BIGINT NOT NULL,
  source_hash TEXT NOT NULL DEFAULT '',        -- what the imported record said last; '' where none was imported
  UNIQUE (creditor_id, kind, number)
);
CREATE INDEX claim_debtor ON claim (debtor_id);
CREATE INDEX claim_due ON claim (due_on);

CREATE TABLE claim_line (
  claim_id TEXT NOT NULL REFERENCES claim(id),
  position BIGINT NOT NULL,
  description TEXT NOT NULL,
  quantity TEXT NOT NULL,
  amount_cents BIGINT NOT NULL,
  PRIMARY KEY (claim_id, position)
);

-- Double entry, one row a transfer: the same amount leaves `credit` and enters `debit`.
CREATE TABLE posting (
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  version BIGINT NOT NULL,
  line BIGINT NOT NULL,
  claim_id TEXT REFERENCES claim(id),
  payment_id TEXT,
  debit TEXT NOT NULL,
  credit TEXT NOT NULL,
  amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
  currency TEXT NOT NULL,
  value_on TEXT NOT NULL,
  cause TEXT NOT NULL,
  cause_key TEXT NOT NULL UNIQUE,
  recorded_at BIGINT NOT NULL,
  CHECK (debit <> credit),
  PRIMARY KEY (debtor_id, version, line)
);
CREATE INDEX posting_claim ON posting (claim_id);
CREATE INDEX posting_payment ON posting (payment_id) WHERE payment_id IS NOT NULL;

CREATE TABLE payment (
  id TEXT PRIMARY KEY,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  status_token TEXT NOT NULL UNIQUE,           -- opaque: opens the status page, nothing else
  amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
  currency TEXT NOT NULL,
  method TEXT NOT NULL,
  status TEXT NOT NULL,
  provider_id TEXT UNIQUE,                     -- NULL until the provider has answered
  checkout_url TEXT NOT NULL,
  transfer TEXT NOT NULL,                      -- JSON: payee, account and reference of a transfer, or ''
  description TEXT NOT NULL,                   -- as sent to the provider: a retry sends the very same
  language TEXT NOT NULL,
  plan_id TEXT,
  from_notice_id TEXT,
  idempotency_key TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  checked_at BIGINT NOT NULL,                  -- when the provider was last asked about it
  booked_at BIGINT,
  UNIQUE (debtor_id, idempotency_key)
);
CREATE INDEX payment_open ON payment (status, checked_at);
CREATE INDEX payment_plan ON payment (plan_id);

CREATE TABLE payment_part (
  payment_id TEXT NOT NULL REFERENCES payment(id),
  claim_id TEXT NOT NULL REFERENCES claim(id),
  amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
  PRIMARY KEY (payment_id, claim_id)
);

CREATE TABLE plan_quote (
  id TEXT PRIMARY KEY,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  batch_id TEXT NOT NULL,                      -- the options shown side by side
  months BIGINT NOT NULL,
  instalment_cents BIGINT NOT NULL,
  total_cents BIGINT NOT NULL,
  first_due_on TEXT NOT NULL,
  last_due_on TEXT NOT NULL,
  schedule TEXT NOT NULL,                      -- JSON [{due_on, cents}]
  claims TEXT NOT NULL,                        -- JSON [{claim_id, cents}]
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX plan_quote_debtor ON plan_quote (debtor_id, batch_id);

CREATE TABLE plan (
  id TEXT PRIMARY KEY,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  quote_id TEXT NOT NULL UNIQUE REFERENCES plan_quote(id),
  status TEXT NOT NULL,
  total_cents BIGINT NOT NULL,
  agreed_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX plan_debtor ON plan (debtor_id);

CREATE TABLE plan_claim (
  plan_id TEXT NOT NULL REFERENCES plan(id),
  claim_id TEXT NOT NULL REFERENCES claim(id),
  amount_cents BIGINT NOT NULL,
  PRIMARY KEY (plan_id, claim_id)
);
CREATE INDEX plan_claim_claim ON plan_claim (claim_id);

CREATE TABLE instalment (
  plan_id TEXT NOT NULL REFERENCES plan(id),
  number BIGINT NOT NULL,
  due_on TEXT NOT NULL,
  amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
  missed_at BIGINT,                            -- noted once, when the daily run saw it missed
  PRIMARY KEY (plan_id, number)
);
CREATE INDEX instalment_due ON instalment (due_on);

-- One-tap replies and requests: already_paid, not_me, moved, deceased, administrator, dispute, pause, callback, help, complaint.
CREATE TABLE reply (
  id TEXT PRIMARY KEY,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  claim_id TEXT REFERENCES claim(id),
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  status TEXT NOT NULL,                        -- 'open' | 'handled'
  created_at BIGINT NOT NULL,
  handled_at BIGINT,
  handled_by TEXT
);
CREATE INDEX reply_debtor ON reply (debtor_id);

-- While a hold runs, no approach is sent.
CREATE TABLE contact_hold (
  id TEXT PRIMARY KEY,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  claim_id TEXT REFERENCES claim(id),
  reason TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT,
  released_at BIGINT
);
CREATE INDEX contact_hold_debtor ON contact_hold (debtor_id);

CREATE TABLE access_code (
  id TEXT PRIMARY KEY,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  hash TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  voided_at BIGINT
);
CREATE INDEX access_code_debtor ON access_code (debtor_id);

-- Links in messages. A GET never uses one up; the button on its page POSTs.
CREATE TABLE link (
  token_hash TEXT PRIMARY KEY,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  purpose TEXT NOT NULL,                       -- 'sign_in' | 'pay' | 'chat'
  notice_id TEXT,
  claim_id TEXT,
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX link_debtor ON link (debtor_id);

CREATE TABLE agent (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  role TEXT NOT NULL,                          -- 'agent' | 'supervisor' | 'admin'
  created_at BIGINT NOT NULL,
  disabled_at BIGINT
);

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  debtor_id TEXT REFERENCES debtor(id),
  agent_id TEXT REFERENCES agent(id),
  assurance TEXT NOT NULL,                     -- 'pay_link' | 'email_link' | 'letter_code' | 'password'
  claim_id TEXT,                               -- what a pay link opens
  notice_id TEXT,                              -- the message that led here; NULL: the debtor came unprompted
  device TEXT NOT NULL,                        -- 'phone' | 'desktop'
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  revoked_at BIGINT,
  CHECK ((debtor_id IS NULL) <> (agent_id IS NULL))
);
CREATE INDEX session_debtor ON session (debtor_id);
CREATE INDEX session_agent ON session (agent_id);

-- What was noted of a visit: once per session and kind of page.
CREATE TABLE session_visit (
  token_hash TEXT NOT NULL REFERENCES session(token_hash),
  page TEXT NOT NULL,
  PRIMARY KEY (token_hash, page)
);

-- A write's idempotency key, with what was sent and where it led.
CREATE TABLE submission (
  actor_id TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  location TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (actor_id, key)
);

-- What was typed when a session had ended; given back after signing in again.
CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL,
  path TEXT NOT NULL,                          -- the page the form stood on
  action TEXT NOT NULL,                        -- where the form goes
  fields TEXT NOT NULL,                        -- JSON [[name, value]]
  created_at BIGINT NOT NULL
);
CREATE INDEX draft_owner ON draft (owner_id);

-- Counters behind rate limits: a window's start is part of the key.
CREATE TABLE throttle (
  key TEXT NOT NULL,
  window_start BIGINT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (key, window_start)
);
CREATE INDEX throttle_window ON throttle (window_start);

CREATE TABLE conversation (
  id TEXT PRIMARY KEY,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  claim_id TEXT REFERENCES claim(id),          -- what it is about, if it was opened from an invoice
  status TEXT NOT NULL,                        -- 'waiting' | 'assigned' | 'closed'
  agent_id TEXT REFERENCES agent(id),
  last_seq BIGINT NOT NULL,
  debtor_read_seq BIGINT NOT NULL,
  agent_read_seq BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  waiting_since BIGINT,                        -- the oldest message of the debtor without an answer
  closed_at BIGINT
);
CREATE INDEX conversation_debtor ON conversation (debtor_id);
CREATE INDEX conversation_status ON conversation (status, waiting_since);

CREATE TABLE message (
  conversation_id TEXT NOT NULL REFERENCES conversation(id),
  seq BIGINT NOT NULL,
  client_id TEXT NOT NULL,
  author TEXT NOT NULL,                        -- 'debtor' | 'agent' | 'system'
  agent_id TEXT,
  body TEXT NOT NULL,
  sent_at BIGINT NOT NULL,
  PRIMARY KEY (conversation_id, seq),
  UNIQUE (conversation_id, client_id)
);

-- Behaviour, append-only: ids and numbers, never names or free text.
CREATE TABLE signal (
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  version BIGINT NOT NULL,
  line BIGINT NOT NULL,
  kind TEXT NOT NULL,
  occurred_at BIGINT NOT NULL,
  known_at BIGINT NOT NULL,
  claim_id TEXT,
  amount_cents BIGINT,
  days BIGINT,
  channel TEXT,
  PRIMARY KEY (debtor_id, version, line)
);

CREATE TABLE behaviour (
  debtor_id TEXT PRIMARY KEY REFERENCES debtor(id),
  version BIGINT NOT NULL,                     -- the debtor version up to which signals are in
  state TEXT NOT NULL,
  scores TEXT NOT NULL,                        -- JSON {persona: share}
  reasons TEXT NOT NULL,                       -- JSON
  scored_at BIGINT NOT NULL
);

CREATE TABLE persona_change (
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  version BIGINT NOT NULL,
  from_persona TEXT NOT NULL,
  to_persona TEXT NOT NULL,
  scores TEXT NOT NULL,
  reasons TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (debtor_id, version)
);

-- Every message we send or sent: outbox and the debtor's inbox.
CREATE TABLE notice (
  id TEXT PRIMARY KEY,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  claim_id TEXT REFERENCES claim(id),
  class TEXT NOT NULL,                         -- 'approach' | 'answer' | 'mandatory'
  kind TEXT NOT NULL,
  channel TEXT NOT NULL,
  language TEXT NOT NULL,
  tone TEXT NOT NULL,
  recipient TEXT NOT NULL,                     -- e-mail address, number, or '' for a letter
  subject TEXT NOT NULL,
  body_text TEXT NOT NULL,
  body_html TEXT NOT NULL,
  unique_key TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL,                        -- 'queued' | 'sending' | 'sent' | 'bounced' | 'dead' | 'withdrawn'
  attempts BIGINT NOT NULL,
  next_try_at BIGINT NOT NULL,
  last_error TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  sent_at BIGINT,
  clicked_at BIGINT
);
CREATE INDEX notice_debtor ON notice (debtor_id, created_at);
CREATE INDEX notice_status ON notice (status, next_try_at);

-- Who did what, append-only.
CREATE TABLE audit (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,                         -- 'agent:<id>' | 'debtor' | 'operator' | 'system'
  action TEXT NOT NULL,
  debtor_id TEXT,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL
);
CREATE INDEX audit_debtor ON audit (debtor_id, at);

-- The sandbox payment provider of a demo or a test: a bank of our own that speaks Mollie's protocol. It stands in for
-- another company's database: nothing else reads these tables.
CREATE TABLE sandbox_payment (
  id TEXT PRIMARY KEY,                         -- 'tr_…'
  bank_token TEXT NOT NULL UNIQUE,             -- opens the bank's page
  idempotency_key TEXT UNIQUE,
  fingerprint TEXT NOT NULL,                   -- of the request, to refuse another one under the same key
  amount_cents BIGINT NOT NULL,
  currency TEXT NOT NULL,
  description TEXT NOT NULL,
  method TEXT NOT NULL,
  locale TEXT NOT NULL,
  metadata TEXT NOT NULL,                      -- JSON as it was sent
  redirect_url TEXT NOT NULL,
  webhook_url TEXT NOT NULL,                   -- '' for none
  status TEXT NOT NULL,
  charged_back_cents BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT,
  hook_due_at BIGINT,                          -- when the webhook is called next; NULL: nothing to tell
  hook_tries BIGINT NOT NULL
);
CREATE INDEX sandbox_payment_hook ON sandbox_payment (hook_due_at);
CREATE INDEX sandbox_payment_created ON sandbox_payment (created_at);

CREATE TABLE sandbox_refund (
  id TEXT PRIMARY KEY,                         -- 're_…'
  payment_id TEXT NOT NULL REFERENCES sandbox_payment(id),
  idempotency_key TEXT UNIQUE,
  fingerprint TEXT NOT NULL,
  amount_cents BIGINT NOT NULL,
  description TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX sandbox_refund_payment ON sandbox_refund (payment_id);
