-- After how many days past the due date a creditor has formal letters written by themselves; NULL: by hand alone. Costs are
-- added by themselves where letters are.
ALTER TABLE creditor ADD COLUMN formal_after_days BIGINT CHECK (formal_after_days BETWEEN 1 AND 365);
