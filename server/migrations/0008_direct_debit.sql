-- A debtor's consent to collect the instalments of a plan from their account (SEPA Core).
CREATE TABLE mandate (
  id TEXT PRIMARY KEY,                         -- also the provider's idempotency key
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  plan_id TEXT NOT NULL REFERENCES plan(id),
  reference TEXT NOT NULL UNIQUE,              -- the mandate reference, on every collection
  holder TEXT NOT NULL,                        -- the account's holder as typed
  iban TEXT NOT NULL,
  consent TEXT NOT NULL,                       -- the text that was agreed to
  language TEXT NOT NULL,
  status TEXT NOT NULL,                        -- 'asked' | 'valid' | 'refused' | 'revoked'
  customer_id TEXT NOT NULL,                   -- the provider's; '' until it answered
  provider_id TEXT NOT NULL,                   -- the provider's; '' until it answered
  signed_at BIGINT NOT NULL,
  ended_at BIGINT,
  ended_by TEXT NOT NULL,                      -- '' | 'debtor' | 'system'
  closed_at BIGINT                             -- when the provider was told of the end
);
CREATE UNIQUE INDEX mandate_live ON mandate (plan_id) WHERE status IN ('asked', 'valid');
CREATE INDEX mandate_debtor ON mandate (debtor_id);
CREATE INDEX mandate_status ON mandate (status);

-- The collection of one instalment. The day it falls due is the instalment's name: never two for one.
CREATE TABLE collection (
  id TEXT PRIMARY KEY,                         -- also in the key of its payment
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  mandate_id TEXT NOT NULL REFERENCES mandate(id),
  plan_id TEXT NOT NULL REFERENCES plan(id),
  due_on TEXT NOT NULL,
  collect_on TEXT NOT NULL,
  amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
  status TEXT NOT NULL,                        -- 'announced' | 'asked' | 'paid' | 'failed' | 'called_off'
  reason TEXT NOT NULL,                        -- why it was called off, or ''
  payment_id TEXT UNIQUE REFERENCES payment(id),
  made_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  UNIQUE (plan_id, due_on)
);
CREATE INDEX collection_status ON collection (status, collect_on);
CREATE INDEX collection_debtor ON collection (debtor_id);

-- The sandbox's customers and mandates, and what a recurring payment hangs on.
CREATE TABLE sandbox_customer (
  id TEXT PRIMARY KEY,                         -- 'cst_…'
  idempotency_key TEXT UNIQUE,
  fingerprint TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  locale TEXT NOT NULL,
  metadata TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE TABLE sandbox_mandate (
  id TEXT PRIMARY KEY,                         -- 'mdt_…'
  customer_id TEXT NOT NULL REFERENCES sandbox_customer(id),
  idempotency_key TEXT UNIQUE,
  fingerprint TEXT NOT NULL,
  holder TEXT NOT NULL,
  iban TEXT NOT NULL,
  reference TEXT NOT NULL,
  signed_on TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  revoked_at BIGINT
);
CREATE INDEX sandbox_mandate_customer ON sandbox_mandate (customer_id);
ALTER TABLE sandbox_payment ADD COLUMN customer_id TEXT NOT NULL DEFAULT '';
ALTER TABLE sandbox_payment ADD COLUMN mandate_id TEXT NOT NULL DEFAULT '';
