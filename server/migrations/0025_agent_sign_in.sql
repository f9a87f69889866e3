-- Agents sign in with a password and, where they or the operator want it, a second step.
ALTER TABLE agent ADD COLUMN must_change BIGINT NOT NULL DEFAULT 0;        -- 1: the password is for the first sign-in alone
ALTER TABLE agent ADD COLUMN totp_secret TEXT NOT NULL DEFAULT '';         -- base32; '' without a second step
ALTER TABLE agent ADD COLUMN totp_pending TEXT NOT NULL DEFAULT '';        -- shown, and not confirmed by a code yet
ALTER TABLE agent ADD COLUMN totp_step BIGINT NOT NULL DEFAULT 0;          -- the last step of 30 s whose code was taken
ALTER TABLE agent ADD COLUMN totp_since BIGINT;                            -- confirmed, epoch ms

-- What lets somebody in who has lost their telephone, each once. Random enough for a plain hash.
CREATE TABLE agent_recovery_code (
  agent_id TEXT NOT NULL REFERENCES agent(id),
  code_hash TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (agent_id, code_hash)
);

-- Browsers an agent signed in with before: their tries count apart, so that nobody far away locks an agent out.
CREATE TABLE agent_device (
  token_hash TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL REFERENCES agent(id),
  made_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX agent_device_agent ON agent_device (agent_id);

-- Which browser, as the list of sessions tells it; only noted for agents.
ALTER TABLE session ADD COLUMN browser TEXT NOT NULL DEFAULT '';
