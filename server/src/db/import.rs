//! Writing imported invoices: creditors, debtors, claims, postings and signals, in transactions of many invoices.
//!
//! What a record was when it was last taken in stands in `claim.source_hash`, so a second run of a file finds nothing
//! to do. A record that differs becomes correction postings. Behaviour is not folded row by row: a debtor's stored
//! state is removed in the transaction that logs the signals (whoever needs it meanwhile rebuilds it from the log),
//! and [`segment`] rebuilds and scores each debtor once at the end.

mod batch;
mod change;
mod insert;
mod known;
mod plans;
pub mod segment;

use super::Db;
use crate::error::Result;
use crate::import::{DocumentKind, InvoiceRecord, RowError};
use jiff::{Timestamp, civil::Date};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Customers kept in memory between batches; beyond it the cache starts again and the database is asked.
const CUSTOMERS_CACHED_MAX: usize = 500_000;

/// What a run came to. `invoices` and the sums are of everything the input holds and could be taken, whether it was
/// new or not.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Different customers.
    pub debtors: u64,
    /// Invoices and credit notes.
    pub invoices: u64,
    /// Their amounts in euro cents; other currencies are never added to it.
    pub amount_cents: i64,
    /// How many of them are settled.
    pub settled: u64,
    /// How many the creditor's file calls disputed.
    pub disputed: u64,
    /// Rows or documents that were not taken.
    pub rejected: u64,
    /// Known already, and the same.
    pub unchanged: u64,
    /// Known already, and corrected.
    pub changed: u64,
    /// Not known before.
    pub new: u64,
    /// Rows that stand in the input a second time, word for word.
    pub repeated: u64,
    /// Amounts in other currencies, in minor units.
    pub other_currencies: BTreeMap<String, i64>,
    /// Debtors scored at the end of the run.
    pub segmented: u64,
}

/// What became of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    New,
    Unchanged,
    Changed,
    Rejected { field: &'static str, value: String, reason: String },
}

/// A record on its way in.
pub(super) struct Item {
    pub record: InvoiceRecord,
    /// What `claim.source_hash` will hold.
    pub hash: String,
}

/// One run of an import.
pub struct Importer {
    db: Db,
    now: Timestamp,
    today: Date,
    dry_run: bool,
    creditors: HashMap<String, known::Creditor>,
    customers: HashMap<[u8; 16], Box<str>>,
    customers_seen: HashSet<u64>,
    /// For each invoice of this run, by a hash of what identifies it: a hash of what it said.
    seen: HashMap<u64, u64>,
    summary: Summary,
}

impl Importer {
    /// A run that begins now. A dry run does everything and keeps nothing.
    pub fn new(db: Db, now: Timestamp, dry_run: bool) -> Self {
        let today = crate::clock::local(now).date();
        Self {
            db,
            now,
            today,
            dry_run,
            creditors: HashMap::new(),
            customers: HashMap::new(),
            customers_seen: HashSet::new(),
            seen: HashMap::new(),
            summary: Summary::default(),
        }
    }

    /// Takes in a batch in one transaction, and says which records could not be taken.
    ///
    /// # Errors
    /// When the database refuses: nothing of this batch was kept, all before it was.
    pub async fn take(&mut self, records: Vec<InvoiceRecord>) -> Result<Vec<RowError>> {
        let mut rejected = Vec::new();
        let mut items = Vec::with_capacity(records.len());
        for record in records {
            let hash = source_hash(&record);
            match self.seen.entry(identity(&record)) {
                std::collections::hash_map::Entry::Vacant(entry) => {
                    entry.insert(short(&hash));
                    items.push(Item { record, hash });
                }
                std::collections::hash_map::Entry::Occupied(entry) if *entry.get() == short(&hash) => {
                    self.summary.repeated += 1;
                }
                std::collections::hash_map::Entry::Occupied(_) => rejected.push(RowError {
                    field: "number".to_owned(),
                    value: record.number.clone(),
                    reason: format!(
                        "stands in this input before with other content (creditor {}); the first one counts. If this one \
                         replaces it, import it by itself",
                        record.creditor.name
                    ),
                    place: record.place,
                }),
            }
        }
        let verdicts = self.write(&items).await?;
        for (item, verdict) in items.iter().zip(verdicts) {
            if let Verdict::Rejected { field, value, reason } = verdict {
                let place = item.record.place.clone();
                rejected.push(RowError { place, field: field.to_owned(), value, reason });
            } else {
                self.count(&item.record, &verdict);
            }
        }
        self.summary.rejected += rejected.len() as u64;
        Ok(rejected)
    }

    /// Counts rows that the reader refused.
    pub fn reject(&mut self, rows: u64) {
        self.summary.rejected += rows;
    }

    /// How the run stands.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Segments every debtor whose signals are not in their scores yet, notes the run in the audit, and sums up.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn finish(mut self, source: &str) -> Result<Summary> {
        if !self.dry_run && self.summary.new + self.summary.changed > 0 {
            self.summary.segmented = segment::segment_unscored(&self.db, self.now).await?;
            let mut tx = self.db.begin().await?;
            sqlx::query(
                "INSERT INTO audit (id, at, actor, action, debtor_id, subject, detail)
                 VALUES ($1, $2, 'operator', 'import.invoices', NULL, $3, $4)",
            )
            .bind(crate::new_id::uuid())
            .bind(self.now.as_millisecond())
            .bind(source)
            .bind(serde_json::to_string(&self.summary)?)
            .execute(&mut *tx)
            .await?;
            tx.commit().await?;
        }
        Ok(self.summary)
    }

    fn count(&mut self, record: &InvoiceRecord, verdict: &Verdict) {
        let summary = &mut self.summary;
        match verdict {
            Verdict::New => summary.new += 1,
            Verdict::Unchanged => summary.unchanged += 1,
            Verdict::Changed => summary.changed += 1,
            Verdict::Rejected { .. } => return,
        }
        summary.invoices += 1;
        summary.settled += u64::from(record.settled_on.is_some());
        summary.disputed += u64::from(record.disputed);
        if record.currency == effen::money::Currency::EUR {
            summary.amount_cents += record.amount_cents;
        } else {
            *summary.other_currencies.entry(record.currency.code().to_owned()).or_default() += record.amount_cents;
        }
        let mut hasher = DefaultHasher::new();
        (&record.creditor.slug, &record.customer.number).hash(&mut hasher);
        if self.customers_seen.insert(hasher.finish()) {
            self.summary.debtors += 1;
        }
    }
}

/// What identifies an invoice: creditor, kind and number.
fn identity(record: &InvoiceRecord) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&record.creditor.slug, record.kind, &record.number).hash(&mut hasher);
    hasher.finish()
}

fn short(hash: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hash.hash(&mut hasher);
    hasher.finish()
}

/// Everything a record says about its invoice, as 128 bits of SHA-256. Contact details of the customer are left out:
/// they are not the invoice.
fn source_hash(record: &InvoiceRecord) -> String {
    use base64::Engine as _;
    let mut hasher = Sha256::new();
    let mut field = |bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    let day = |date: Date| {
        let mut bytes = [0; 4];
        bytes[..2].copy_from_slice(&date.year().to_le_bytes());
        bytes[2..].copy_from_slice(&[date.month().unsigned_abs(), date.day().unsigned_abs()]);
        bytes
    };
    field(b"1");
    field(record.customer.number.as_bytes());
    field(&day(record.issued_on));
    field(&day(record.due_on));
    field(&record.amount_cents.to_le_bytes());
    field(record.currency.code().as_bytes());
    field(record.description.as_bytes());
    field(record.payee_iban.as_bytes());
    field(record.payment_reference.as_bytes());
    field(&[u8::from(record.disputed)]);
    field(&record.settled_on.map(day).unwrap_or_default());
    for line in &record.lines {
        field(line.description.as_bytes());
        field(line.quantity.as_bytes());
        field(&line.amount_cents.to_le_bytes());
    }
    // One more field than whole lines have; and none where nothing is said, as before there was such a field.
    if let Some(kind) = record.limitation {
        field(kind.as_str().as_bytes());
    }
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&hasher.finalize()[..16])
}

/// A customer of a creditor, as a key of fixed size: 128 bits, so that two customers never share one.
pub(super) fn customer_key(creditor_id: &str, customer_number: &str) -> [u8; 16] {
    let mut hasher = Sha256::new();
    hasher.update((creditor_id.len() as u64).to_le_bytes());
    hasher.update(creditor_id.as_bytes());
    hasher.update(customer_number.as_bytes());
    let mut key = [0; 16];
    key.copy_from_slice(&hasher.finalize()[..16]);
    key
}

/// Whether `record` is money the customer gets back.
pub(super) fn is_credit(record: &InvoiceRecord) -> bool {
    record.kind == DocumentKind::CreditNote
}

#[cfg(test)]
#[path = "import/tests.rs"]
mod tests;
