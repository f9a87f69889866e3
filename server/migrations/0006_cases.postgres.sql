-- Files that debtors sent, as we keep them: pictures drawn anew, PDF as it came. `reply_id` is empty until a case has it.
CREATE TABLE upload (
  id TEXT PRIMARY KEY,
  debtor_id TEXT NOT NULL REFERENCES debtor(id),
  reply_id TEXT REFERENCES reply(id),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  content BYTEA NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX upload_reply ON upload (reply_id);
CREATE INDEX upload_debtor ON upload (debtor_id);
