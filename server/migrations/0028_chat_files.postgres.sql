ALTER TABLE upload ADD COLUMN preview BYTEA;                                 -- a small picture; none for a PDF
