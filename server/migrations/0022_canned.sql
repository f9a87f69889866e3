-- Canned answers by shortcut, language and tone, each change a version of its own. What ships with the program has no row;
-- a stored answer goes before it. A version without a text takes the answer away.
CREATE TABLE canned_answer (
  shortcut TEXT NOT NULL,
  language TEXT NOT NULL,
  tone TEXT NOT NULL,                          -- '' for every tone that has none of its own
  version BIGINT NOT NULL,                     -- from 1 on
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  agent_id TEXT NOT NULL REFERENCES agent(id),
  made_at BIGINT NOT NULL,
  PRIMARY KEY (shortcut, language, tone, version)
);
-- What agents looked for, for a day: what is typed may be an account or a telephone number, which no address may hold.
CREATE TABLE search_asked (
  id TEXT PRIMARY KEY,                         -- random: what stands in the address instead
  agent_id TEXT NOT NULL REFERENCES agent(id),
  q TEXT NOT NULL,
  asked_at BIGINT NOT NULL
);
CREATE INDEX search_asked_time ON search_asked (asked_at);
