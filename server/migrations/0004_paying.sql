-- A day the debtor named to pay on. While it runs, no approach is sent about its claims.
CREATE TABLE promise (
  id TEXT PRIMARY KEY,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
  currency TEXT NOT NULL,
  pay_on TEXT NOT NULL,
  status TEXT NOT NULL,                        -- 'made' | 'kept' | 'broken' | 'undone'
  made_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX promise_debtor ON promise (debtor_id);
CREATE INDEX promise_day ON promise (status, pay_on);

CREATE TABLE promise_part (
  promise_id TEXT NOT NULL REFERENCES promise(id),
  claim_id TEXT NOT NULL REFERENCES claim(id),
  amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
  hold_id TEXT NOT NULL REFERENCES contact_hold(id),
  PRIMARY KEY (promise_id, claim_id)
);
CREATE INDEX promise_part_claim ON promise_part (claim_id);

-- A refund that somebody asked for. Who decides is not who asked.
CREATE TABLE refund (
  id TEXT PRIMARY KEY,                         -- also the provider's idempotency key
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  payment_id TEXT NOT NULL REFERENCES payment(id),
  amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
  currency TEXT NOT NULL,
  status TEXT NOT NULL,                        -- 'asked' | 'approved' | 'sent' | 'done' | 'declined' | 'failed'
  asked_by TEXT NOT NULL,                      -- 'debtor' | 'agent:<id>'
  decided_by TEXT,
  provider_id TEXT,
  asked_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX refund_debtor ON refund (debtor_id);
CREATE INDEX refund_status ON refund (status, changed_at);

-- The sandbox keeps what a shop sends with a refund, and when a bank took a payment back, as the real one does.
ALTER TABLE sandbox_refund ADD COLUMN metadata TEXT NOT NULL DEFAULT 'null';
ALTER TABLE sandbox_payment ADD COLUMN charged_back_at BIGINT;
