//! From what a file says to what is stored: one row for each payment, with a key that the same payment has in every
//! statement that holds it.

use crate::db::bank_entry::EntryRow;
use crate::import::statement::{Amount, Entry, StatementHead, Transaction};
use crate::new_id;
use effen::bank::EntryState;
use effen::money::Money;
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// Longest text that is kept of one payment, in characters; more is left in the bank's file.
const TEXT_CHARS_MAX: usize = 1_000;

/// One statement on its way into the table.
pub struct Rows {
    statement_id: String,
    account: String,
    /// Balance before the next entry, in minor units: it tells equal entries without a bank's reference apart.
    running: i64,
    position: i64,
    /// How often the same entry was there before within this statement.
    seen: BTreeMap<[u8; 32], u32>,
    /// The same of the bank's entries as a whole.
    seen_whole: BTreeMap<String, u32>,
}

impl Rows {
    /// Of a statement that begins with `opening`.
    pub fn new(statement_id: &str, head: &StatementHead, opening: Money) -> Self {
        let account = head.account.number().to_owned();
        Self {
            statement_id: statement_id.to_owned(),
            account,
            running: opening.cents,
            position: 0,
            seen: BTreeMap::new(),
            seen_whole: BTreeMap::new(),
        }
    }

    /// The rows of a booked entry: one for each payment of a batch whose amounts are known and add up to it, else one.
    pub fn of(&mut self, entry: &Entry) -> Vec<EntryRow> {
        let Amount(whole) = entry.amount;
        let parts: Vec<Money> =
            entry.transactions.iter().filter_map(|part| part.amount).map(|Amount(part)| part).collect();
        let batch_key = self.batch_key(entry);
        let is_batch = entry.transactions.len() > 1
            && parts.len() == entry.transactions.len()
            && parts.iter().all(|part| part.currency == whole.currency)
            && parts.iter().map(|part| i128::from(part.cents)).sum::<i128>() == i128::from(whole.cents);
        let rows = if is_batch {
            let both = entry.transactions.iter().zip(parts);
            both.map(|(transaction, part)| self.row(entry, Some(transaction), part)).collect()
        } else {
            let only = entry.transactions.first().filter(|_| entry.transactions.len() == 1);
            vec![self.row(entry, only, whole)]
        };
        let with_key = |row: EntryRow| EntryRow { batch_key: batch_key.clone(), ..row };
        rows.into_iter().filter(|row: &EntryRow| row.amount.cents != 0).map(with_key).collect()
    }

    /// What makes an entry of the bank itself, in however many payments it is told: account, currency, day, amount and
    /// the bank's reference. '' where the bank gives no reference.
    fn batch_key(&mut self, entry: &Entry) -> String {
        let own = match entry.transactions.as_slice() {
            [only] => only.reference("bank_reference"),
            _ => "",
        };
        let reference = if entry.bank_reference.is_empty() { own } else { &entry.bank_reference };
        if reference.is_empty() {
            return String::new();
        }
        let Amount(whole) = entry.amount;
        let (day, cents) = (format!("{:?}", entry.booked_on.or(entry.value_on)), whole.cents.to_string());
        let parts = [self.account.as_str(), whole.currency.code(), &day, &cents, reference];
        let key = new_id::token_hash(&parts.join("\u{1f}"));
        let same = self.seen_whole.entry(key.clone()).or_insert(0);
        *same += 1;
        format!("{key}:{same}")
    }

    fn row(&mut self, entry: &Entry, transaction: Option<&Transaction>, amount: Money) -> EntryRow {
        let nothing = Transaction::default();
        let transaction = transaction.unwrap_or(&nothing);
        let booked_on = entry.booked_on.or(entry.value_on).unwrap_or(Date::MIN);
        let own_reference = transaction.reference("bank_reference");
        let bank_reference = if own_reference.is_empty() { &entry.bank_reference } else { own_reference };
        let reversal = entry.reversal || !transaction.return_reason.is_empty();
        let (party_iban, party_name) = self.other_side(transaction, amount, reversal);
        self.position += 1;
        let mut row = EntryRow {
            id: new_id::uuid(),
            statement_id: self.statement_id.clone(),
            position: self.position,
            key: String::new(),
            batch_key: String::new(),
            account: self.account.clone(),
            amount,
            booked_on,
            value_on: entry.value_on.unwrap_or(booked_on),
            party_iban,
            party_name,
            end_to_end_id: clipped(transaction.end_to_end_id()),
            bank_reference: clipped(bank_reference),
            structured: clipped(&structured(transaction)),
            remittance: clipped(&remittance(entry, transaction)),
            reversal,
            return_reason: clipped(&transaction.return_reason),
            state: EntryState::Unmatched,
            debtor: None,
            claim: None,
            payment: None,
            returns: None,
            creditor: None,
            note: String::new(),
            decided_by: String::new(),
        };
        row.key = self.key(&row);
        self.running = self.running.saturating_add(amount.cents);
        row
    }

    /// Who is on the other side: the payer of money received or of a payment of theirs that went back, the receiver of
    /// money we sent.
    fn other_side(&self, transaction: &Transaction, amount: Money, reversal: bool) -> (String, String) {
        let payer = ["debtor", "ultimate_debtor", "counterparty", "creditor"];
        let receiver = ["creditor", "ultimate_creditor", "counterparty", "debtor"];
        let order = if amount.cents > 0 || reversal { payer } else { receiver };
        let found = order.iter().find_map(|role| {
            let of_role = |party: &&crate::import::statement::Party| {
                party.role == *role && party.account.number() != self.account
            };
            transaction.parties.iter().find(of_role)
        });
        found.map_or_else(Default::default, |party| (clipped(party.account.number()), clipped(&party.name)))
    }

    /// What makes an entry itself. With a reference of the bank: account, day, amount and references. Without: all that
    /// is known of it and the balance before it.
    fn key(&mut self, row: &EntryRow) -> String {
        let cents = row.amount.cents.to_string();
        let (day, running) = (row.booked_on.to_string(), self.running.to_string());
        let mut parts = vec![
            row.account.as_str(),
            row.amount.currency.code(),
            &day,
            &cents,
            &row.bank_reference,
            &row.end_to_end_id,
        ];
        if row.bank_reference.is_empty() {
            parts.extend([row.party_iban.as_str(), &row.party_name, &row.structured, &row.remittance, &running]);
        }
        let same = self.seen.entry(Sha256::digest(parts.join("\u{1f}")).into()).or_insert(0);
        *same += 1;
        let number = same.to_string();
        parts.push(&number);
        new_id::token_hash(&parts.join("\u{1f}"))
    }
}

fn structured(transaction: &Transaction) -> String {
    transaction.structured.iter().map(|one| one.reference.as_str()).collect::<Vec<_>>().join("\n")
}

fn remittance(entry: &Entry, transaction: &Transaction) -> String {
    let text = transaction.remittance.join(" ");
    if !text.is_empty() {
        return text;
    }
    let other = if transaction.information.is_empty() { &entry.information } else { &transaction.information };
    other.clone()
}

fn clipped(text: &str) -> String {
    text.chars().filter(|letter| *letter != '\0').take(TEXT_CHARS_MAX).collect()
}
