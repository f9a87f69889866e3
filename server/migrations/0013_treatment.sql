-- The treatment plan by version, append-only: the whole plan as JSON, who changed it, for whom and why. Without a row the
-- plan that ships with the program holds.
CREATE TABLE treatment_plan (
  version BIGINT PRIMARY KEY,                  -- from 1 on
  body TEXT NOT NULL,
  whom TEXT NOT NULL,                          -- 'neutral' or a persona: whose treatment this version changed
  actor TEXT NOT NULL,                         -- 'agent:ID'
  reason TEXT NOT NULL,
  made_at BIGINT NOT NULL
);
