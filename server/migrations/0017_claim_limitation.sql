-- What a claim is for, as far as limitation looks at it, where its own file said so; '': as the creditor's terms say.
ALTER TABLE claim ADD COLUMN limitation_kind TEXT NOT NULL DEFAULT ''
  CHECK (limitation_kind IN ('', 'general', 'consumer_purchase', 'utilities', 'judgment'));
