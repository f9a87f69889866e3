-- Experiments: who is treated how, to see what a treatment does. A group once drawn never changes.
CREATE TABLE experiment (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  hypothesis TEXT NOT NULL,
  status TEXT NOT NULL,                        -- 'draft' | 'running' | 'stopped'
  persona TEXT NOT NULL,                       -- whom it is about, by persona; '' for everybody
  creditor_id TEXT NOT NULL,                   -- with claims of which creditor; '' for all
  control_percent BIGINT NOT NULL,
  arms TEXT NOT NULL,                          -- JSON: the challengers, in order
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,                       -- the last day
  lot_key TEXT NOT NULL,                       -- secret of the drawing
  simulated BIGINT NOT NULL,                   -- 1: its people are of a demonstration
  actor TEXT NOT NULL,                         -- 'agent:ID' | 'operator'
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  started_by TEXT NOT NULL,
  start_reason TEXT NOT NULL,
  stopped_at BIGINT,
  stopped_by TEXT NOT NULL,
  stop_reason TEXT NOT NULL
);
CREATE INDEX experiment_status ON experiment (status);

CREATE TABLE experiment_assignment (
  experiment_id TEXT NOT NULL REFERENCES experiment(id),
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  arm BIGINT NOT NULL,                         -- 0 is the control
  persona TEXT NOT NULL,                       -- on the day they were drawn
  open_cents BIGINT NOT NULL,                  -- the same, and so are the next two
  claims BIGINT NOT NULL,
  days_late BIGINT NOT NULL,
  assigned_on TEXT NOT NULL,
  assigned_at BIGINT NOT NULL,
  PRIMARY KEY (experiment_id, debtor_id)
);
CREATE INDEX experiment_assignment_debtor ON experiment_assignment (debtor_id);
