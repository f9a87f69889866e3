-- The creditor's number in the trade register (KvK, or the Belgian enterprise number), as documents name it; '' where it
-- is not known.
ALTER TABLE creditor ADD COLUMN registration TEXT NOT NULL DEFAULT '';
