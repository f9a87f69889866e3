ALTER TABLE upload ADD COLUMN preview BLOB;                                  -- a small picture; none for a PDF
