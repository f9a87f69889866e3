-- What a creditor allows in plans from a day on. Version 1 is what stands with the creditor; these come after it.
CREATE TABLE plan_policy (
  creditor_id TEXT NOT NULL REFERENCES creditor(id),
  version BIGINT NOT NULL CHECK (version > 1),
  from_on TEXT NOT NULL,
  months_max BIGINT NOT NULL,
  instalment_min_cents BIGINT NOT NULL CHECK (instalment_min_cents > 0),
  skips_a_year BIGINT NOT NULL,
  moves_a_year BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (creditor_id, version)
);

-- A quote may also be for a change of a running plan; its schedule is then the whole new one.
ALTER TABLE plan_quote ADD COLUMN change TEXT NOT NULL DEFAULT 'agreed';
ALTER TABLE plan_quote ADD COLUMN rhythm TEXT NOT NULL DEFAULT 'monthly';
ALTER TABLE plan_quote ADD COLUMN policy TEXT NOT NULL DEFAULT '';      -- JSON: the limits it was made under
ALTER TABLE plan_quote ADD COLUMN plan_id TEXT NOT NULL DEFAULT '';     -- the plan it changes
ALTER TABLE plan_quote ADD COLUMN plan_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE plan_quote ADD COLUMN paid_cents BIGINT NOT NULL DEFAULT 0; -- paid on that plan when it was made
ALTER TABLE plan_quote ADD COLUMN extra_cents BIGINT NOT NULL DEFAULT 0; -- the extra payment it is for
ALTER TABLE plan_quote ADD COLUMN moved BIGINT NOT NULL DEFAULT 0;      -- instalments it moves to the end

ALTER TABLE plan ADD COLUMN version BIGINT NOT NULL DEFAULT 1;          -- of the agreement
ALTER TABLE plan ADD COLUMN rhythm TEXT NOT NULL DEFAULT 'monthly';
ALTER TABLE plan ADD COLUMN policy TEXT NOT NULL DEFAULT '';            -- JSON: the limits it was agreed under

-- Every version of an agreement, append-only; `instalment` holds the latest.
CREATE TABLE plan_version (
  plan_id TEXT NOT NULL REFERENCES plan(id),
  version BIGINT NOT NULL,
  change TEXT NOT NULL,
  made_by TEXT NOT NULL,                       -- 'debtor' | 'agent:<id>' | 'system'
  quote_id TEXT NOT NULL,                      -- '' where none was shown
  rhythm TEXT NOT NULL,
  schedule TEXT NOT NULL,                      -- JSON [{due_on, cents}]
  paid_cents BIGINT NOT NULL,                  -- paid when it was made
  moved BIGINT NOT NULL,                       -- instalments it moved to the end
  made_at BIGINT NOT NULL,
  PRIMARY KEY (plan_id, version)
);

-- A plan of which two instalments in a row were missed waits for an agent; it runs on until one has decided.
CREATE TABLE plan_review (
  id TEXT PRIMARY KEY,
  plan_id TEXT NOT NULL REFERENCES plan(id),
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  opened_at BIGINT NOT NULL,
  closed_at BIGINT,
  decision TEXT NOT NULL,                      -- '' | 'continued' | 'stopped' | 'repaired'
  decided_by TEXT NOT NULL
);
CREATE INDEX plan_review_plan ON plan_review (plan_id);
CREATE INDEX plan_review_open ON plan_review (opened_at) WHERE closed_at IS NULL;

-- What an extra payment on a plan is to do, chosen before it is paid; done when it comes in.
CREATE TABLE plan_extra (
  payment_id TEXT PRIMARY KEY REFERENCES payment(id),
  plan_id TEXT NOT NULL REFERENCES plan(id),
  quote_id TEXT NOT NULL REFERENCES plan_quote(id),
  applied_at BIGINT
);

-- What the budget check left over, for the debtor's own plan alone. Nothing else reads it.
CREATE TABLE budget (
  debtor_id TEXT PRIMARY KEY REFERENCES debtor(id),
  answer TEXT NOT NULL,                        -- JSON
  made_at BIGINT NOT NULL
);
