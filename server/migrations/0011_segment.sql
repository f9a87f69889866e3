-- A run of the daily scoring, divided into pages of debtors that several workers take in turn.
CREATE TABLE segment_run (
  id TEXT PRIMARY KEY,
  from_log BIGINT NOT NULL,                    -- 1: everything is folded anew from the log
  started_at BIGINT NOT NULL
);

CREATE TABLE segment_page (
  run_id TEXT NOT NULL REFERENCES segment_run(id),
  after_id TEXT NOT NULL,                      -- debtors after this id…
  last_id TEXT NOT NULL,                       -- …up to and including this one
  taken_until BIGINT NOT NULL,                 -- a worker that took it and is silent until then has died
  done_at BIGINT NOT NULL,                     -- 0: not yet
  PRIMARY KEY (run_id, last_id)
);
CREATE INDEX segment_page_open ON segment_page (run_id, done_at, last_id);
