-- Bank statements of our own accounts that were booked. `key` says which statement it is whatever format it came in.
CREATE TABLE bank_statement (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,                       -- IBAN, or the bank's own number
  number TEXT NOT NULL,                        -- the bank's sequence number, or ''
  format TEXT NOT NULL,
  file_name TEXT NOT NULL,
  currency TEXT NOT NULL,
  opening_cents BIGINT NOT NULL,
  opening_on TEXT NOT NULL,
  closing_cents BIGINT NOT NULL,
  closing_on TEXT NOT NULL,
  entries BIGINT NOT NULL,
  imported_at BIGINT NOT NULL
);
CREATE INDEX bank_statement_account ON bank_statement (account, currency, closing_on);

-- One payment on a statement. `state` moves by the table in `effen::bank`; who it is for is known once it is booked.
CREATE TABLE bank_entry (
  id TEXT PRIMARY KEY,
  statement_id TEXT NOT NULL REFERENCES bank_statement(id),
  position BIGINT NOT NULL,
  key TEXT NOT NULL UNIQUE,                    -- the same entry of an overlapping statement has the same
  account TEXT NOT NULL,
  amount_cents BIGINT NOT NULL CHECK (amount_cents <> 0),
  currency TEXT NOT NULL,
  booked_on TEXT NOT NULL,
  value_on TEXT NOT NULL,
  party_iban TEXT NOT NULL,                    -- the other side; '' where the bank does not tell
  party_name TEXT NOT NULL,
  end_to_end_id TEXT NOT NULL,
  bank_reference TEXT NOT NULL,
  structured TEXT NOT NULL,                    -- structured references, a line each
  remittance TEXT NOT NULL,                    -- what the payer wrote
  reversal BIGINT NOT NULL,                    -- it undoes an earlier entry, or came back
  return_reason TEXT NOT NULL,
  state TEXT NOT NULL,
  debtor_id TEXT REFERENCES debtor(id),
  claim_id TEXT REFERENCES claim(id),
  payment_id TEXT REFERENCES payment(id),
  returns_entry_id TEXT REFERENCES bank_entry(id),
  note TEXT NOT NULL,
  decided_by TEXT NOT NULL,                    -- 'system' | 'agent:<id>' | ''
  looked_at BIGINT,                            -- NULL until matching has looked at it once
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  UNIQUE (statement_id, position)
);
CREATE INDEX bank_entry_state ON bank_entry (state, booked_on);
CREATE INDEX bank_entry_new ON bank_entry (id) WHERE looked_at IS NULL;
CREATE INDEX bank_entry_party ON bank_entry (party_iban);
CREATE INDEX bank_entry_end_to_end ON bank_entry (end_to_end_id);
CREATE INDEX bank_entry_bank_reference ON bank_entry (bank_reference);
CREATE INDEX bank_entry_debtor ON bank_entry (debtor_id);

-- The books outside every debtor's ledger: the same double entry as `posting`, for money that belongs to no file yet.
CREATE TABLE bank_posting (
  entry_id TEXT NOT NULL REFERENCES bank_entry(id),
  debit TEXT NOT NULL,
  credit TEXT NOT NULL,
  amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
  currency TEXT NOT NULL,
  value_on TEXT NOT NULL,
  cause_key TEXT NOT NULL UNIQUE,
  recorded_at BIGINT NOT NULL,
  CHECK (debit <> credit)
);
CREATE INDEX bank_posting_entry ON bank_posting (entry_id);

-- What matching looks payments up by.
CREATE INDEX claim_payment_reference ON claim (payment_reference);
CREATE INDEX claim_number ON claim (LOWER(number));
CREATE INDEX debtor_person_name ON debtor_person (LOWER(name));
