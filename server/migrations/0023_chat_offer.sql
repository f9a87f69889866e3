-- What an agent proposes with a message, as a button under it: '' | 'pay' | 'quote:ID' (agreed in one tap) | 'terms:ID'
-- (looked at first).
ALTER TABLE message ADD COLUMN offer TEXT NOT NULL DEFAULT '';
