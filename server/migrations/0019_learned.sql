-- What was learned from the log, by name: a model of an outcome beside its baseline, or the portfolio's habits. Each is
-- replaced when it is learned anew; what was learned before can be learned again from the log.
CREATE TABLE learned (
  name TEXT PRIMARY KEY,                       -- an outcome, or 'habits'
  content TEXT NOT NULL,                       -- JSON: the model, or the habits
  baseline TEXT NOT NULL,                      -- JSON: a model of one characteristic alone; '' where there is none
  made_at BIGINT NOT NULL
);
