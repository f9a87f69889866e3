//! The rows that a batch of new invoices makes.

use super::{Item, is_credit};
use crate::db::Tx;
use crate::db::rows::Rows;
use crate::error::Result;
use effen::ids::ClaimId;
use effen::ledger::{self, Balance, NewPosting};
use effen::limitation::LimitationKind;
use effen::money::{Cents, Currency, Money};
use effen::people::history::{PastClaim, signals_of};
use effen::people::signal::Signal;
use jiff::{Timestamp, civil::Date};
use std::collections::HashSet;

/// A debtor that a batch writes about.
#[derive(Debug)]
pub struct Debtor {
    /// Its id.
    pub id: Box<str>,
    /// The version that numbers what is written.
    pub version: i64,
    /// Made by this batch.
    pub is_new: bool,
    posting_line: i64,
    signal_line: i64,
    past: Vec<PastClaim>,
    signals: Vec<Signal>,
    foreign: HashSet<ClaimId>,
    /// What its creditor received on a known claim beyond what we knew, or less than that, and on which day: a plan that
    /// covers the claim moves on.
    pub received: Vec<(ClaimId, Cents, Date)>,
}

impl Debtor {
    /// A debtor whose version is set when it is locked.
    pub fn new(id: Box<str>, is_new: bool) -> Self {
        Self {
            id,
            version: 1,
            is_new,
            posting_line: 0,
            signal_line: 0,
            past: Vec::new(),
            signals: Vec::new(),
            foreign: HashSet::new(),
            received: Vec::new(),
        }
    }

    /// Notes a signal to be logged with this version.
    pub fn signal(&mut self, signal: Signal) {
        self.signals.push(signal);
    }
}

/// Rows waiting to be written, by table.
pub struct Inserts {
    now_ms: i64,
    today: Date,
    debtors: Rows,
    persons: Rows,
    customers: Rows,
    claims: Rows,
    lines: Rows,
    postings: Rows,
    signals: Rows,
}

impl Inserts {
    /// Nothing yet.
    pub fn new(now: Timestamp, today: Date) -> Self {
        Self {
            now_ms: now.as_millisecond(),
            today,
            debtors: Rows::new(10),
            persons: Rows::new(7),
            customers: Rows::new(3),
            claims: Rows::new(17),
            lines: Rows::new(5),
            postings: Rows::new(13),
            signals: Rows::new(10),
        }
    }

    /// A debtor nobody knew.
    pub fn debtor(&mut self, debtor: &Debtor, creditor_id: &str, item: &Item) {
        let record = &item.record;
        let customer = &record.customer;
        self.debtors
            .push(&*debtor.id)
            .push(crate::new_id::file_reference())
            .push(record.debtor_kind.as_str())
            .push(record.country.as_str())
            .push(record.language.as_str())
            .push(debtor.version)
            .push("auto")
            .push("")
            .push("")
            .push(self.now_ms);
        self.persons
            .push(&*debtor.id)
            .push(&*customer.name)
            .push(&*customer.email)
            .push(&*customer.phone)
            .push(&*customer.street)
            .push(&*customer.postal_code)
            .push(&*customer.city);
        self.customers.push(creditor_id).push(&*customer.number).push(&*debtor.id);
    }

    /// A claim nobody knew, with its postings; its signals follow from the debtor's [`Inserts::signals_of`].
    pub fn claim(&mut self, debtor: &mut Debtor, creditor_id: &str, item: &Item) {
        let record = &item.record;
        let id = ClaimId(crate::new_id::uuid());
        self.claims
            .push(id.as_str())
            .push(&*debtor.id)
            .push(creditor_id)
            .push(&*record.number)
            .push(record.kind.as_str())
            .push(record.issued_on.to_string())
            .push(record.due_on.to_string())
            .push(record.currency.code())
            .push(record.amount_cents)
            .push(&*record.description)
            .push(&*record.payee_iban)
            .push(&*record.payment_reference)
            .push(status(record.disputed, record.settled_on))
            .push(i64::from(record.disputed))
            .push(self.now_ms)
            .push(&*item.hash)
            .push(record.limitation.map_or("", LimitationKind::as_str));
        self.claim_lines(id.as_str(), item);
        let principal = Money { cents: record.amount_cents, currency: record.currency };
        for posting in ledger::invoice_issued(&id, principal, record.issued_on) {
            self.posting(debtor, posting);
        }
        if let Some(settled_on) = record.settled_on {
            let paid = Balance::of_principal(Cents(record.amount_cents));
            for posting in ledger::paid_to_creditor(&id, paid, record.currency, settled_on, "import") {
                self.posting(debtor, posting);
            }
        }
        if record.currency != Currency::EUR {
            debtor.foreign.insert(id.clone());
        }
        debtor.past.push(PastClaim {
            claim_id: id,
            amount_cents: if is_credit(record) { record.amount_cents.min(0) } else { record.amount_cents },
            issued_on: record.issued_on,
            due_on: record.due_on,
            settled_on: record.settled_on,
            disputed: record.disputed,
            creditor_joined: false,
        });
    }

    /// The lines of a claim as the record has them.
    pub fn claim_lines(&mut self, claim_id: &str, item: &Item) {
        for (line, position) in item.record.lines.iter().zip(1_i64..) {
            self.lines
                .push(claim_id)
                .push(position)
                .push(&*line.description)
                .push(&*line.quantity)
                .push(line.amount_cents);
        }
    }

    /// One row of the ledger.
    pub fn posting(&mut self, debtor: &mut Debtor, posting: NewPosting) {
        debtor.posting_line += 1;
        self.postings
            .push(&*debtor.id)
            .push(debtor.version)
            .push(debtor.posting_line)
            .push(posting.claim_id.map(|id| id.0))
            .push(posting.payment_id.map(|id| id.0))
            .push(posting.debit.as_str())
            .push(posting.credit.as_str())
            .push(posting.amount.cents)
            .push(posting.amount.currency.code())
            .push(posting.value_on.to_string())
            .push(posting.cause.as_str())
            .push(posting.cause_key)
            .push(self.now_ms);
    }

    /// The signals of everything a debtor got in this batch, in the order in which they could be known.
    pub fn signals_of(&mut self, debtor: &mut Debtor) {
        let mut past = std::mem::take(&mut debtor.past);
        if debtor.is_new
            && let Some(first) = past.iter_mut().min_by_key(|claim| claim.issued_on)
        {
            first.creditor_joined = true;
        }
        let mut signals = signals_of(&past, self.today);
        signals.append(&mut debtor.signals);
        for signal in signals {
            debtor.signal_line += 1;
            // Behaviour counts euro cents: an amount in another currency is never added to them.
            let is_foreign = signal.claim_id.as_ref().is_some_and(|id| debtor.foreign.contains(id));
            self.signals
                .push(&*debtor.id)
                .push(debtor.version)
                .push(debtor.signal_line)
                .push(signal.kind.as_str())
                .push(signal.occurred_at.as_millisecond())
                .push(signal.known_at.as_millisecond())
                .push(signal.claim_id.map(|id| id.0))
                .push(signal.amount_cents.filter(|_| !is_foreign))
                .push(signal.days)
                .push(signal.channel.map(|channel| channel.as_str().to_owned()));
        }
    }

    /// Whether a claim's amounts stay out of the signals.
    pub fn note_foreign(debtor: &mut Debtor, claim: &ClaimId, currency: Currency) {
        if currency != Currency::EUR {
            debtor.foreign.insert(claim.clone());
        }
    }

    /// Writes everything, in an order that satisfies the references.
    ///
    /// # Errors
    /// What the database says; the transaction is then to be dropped.
    pub async fn write(self, tx: &mut Tx) -> Result<()> {
        let head = "INSERT INTO debtor (id, reference, kind, country, language, version, view_choice, persona, \
                    shown_persona, created_at)";
        self.debtors.insert(tx, head, "").await?;
        let head = "INSERT INTO debtor_person (debtor_id, name, email, phone, street, postal_code, city)";
        self.persons.insert(tx, head, "").await?;
        let head = "INSERT INTO creditor_customer (creditor_id, customer_number, debtor_id)";
        self.customers.insert(tx, head, "").await?;
        let head = "INSERT INTO claim (id, debtor_id, creditor_id, number, kind, issued_on, due_on, currency, \
                    principal_cents, description, payee_iban, payment_reference, status, disputed, created_at, \
                    source_hash, limitation_kind)";
        self.claims.insert(tx, head, "").await?;
        let head = "INSERT INTO claim_line (claim_id, position, description, quantity, amount_cents)";
        self.lines.insert(tx, head, "").await?;
        let head = "INSERT INTO posting (debtor_id, version, line, claim_id, payment_id, debit, credit, amount_cents, \
                    currency, value_on, cause, cause_key, recorded_at)";
        self.postings.insert(tx, head, "").await?;
        let head = "INSERT INTO signal (debtor_id, version, line, kind, occurred_at, known_at, claim_id, amount_cents, \
                    days, channel)";
        self.signals.insert(tx, head, "").await
    }
}

/// A claim's status by what the creditor's file says of it: one that is disputed and open is not collected.
pub fn status(disputed: bool, settled_on: Option<Date>) -> &'static str {
    if disputed && settled_on.is_none() { "disputed" } else { "active" }
}
