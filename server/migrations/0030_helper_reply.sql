-- How far a helper has read the conversation, and up to where they were told by mail that an answer waits.
ALTER TABLE helper_access ADD COLUMN read_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE helper_access ADD COLUMN told_seq BIGINT NOT NULL DEFAULT 0;
