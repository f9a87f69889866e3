-- The agency's hours in the chat, each change a version of its own. Without a row those hold that ship with the program.
CREATE TABLE opening_hours (
  version BIGINT PRIMARY KEY,                  -- from 1 on
  hours TEXT NOT NULL,                         -- effen::chat::hours::Hours, as JSON
  why TEXT NOT NULL,
  agent_id TEXT NOT NULL REFERENCES agent(id),
  made_at BIGINT NOT NULL
);
