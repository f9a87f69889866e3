//! What creditors told us about their claims: recalls, credit notes, payments they received. Each line is looked up, then
//! booked under its debtor's lock; a line that is known already changes nothing.

use super::books::currency;
use super::{Db, DebtorTx, date, posting, word};
use crate::error::{Error, Result};
use crate::import::creditor_file::{RecordKind, RecordLine};
use crate::new_id;
use effen::dates::days_between;
use effen::ids::{ClaimId, DebtorId};
use effen::imputation::{Order, impute};
use effen::ledger::{self, Account, Balance, NewPosting};
use effen::money::{Cents, Currency, Money};
use effen::people::history::noon;
use effen::people::signal::{Signal, SignalKind};
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;

/// What became of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It was booked: so many cents of it.
    Booked(i64),
    /// It was imported before.
    Known,
    /// It cannot be taken: the column, and why.
    Refused(&'static str, String),
}

/// A claim that a line is about.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// Whose debt it is.
    pub debtor: DebtorId,
    creditor: String,
    currency: Currency,
    due_on: Date,
    order: Order,
}

/// The claim that a line is about; none: this creditor has no invoice of that number.
pub async fn find_claim(db: &Db, line: &RecordLine) -> Result<Option<Claim>> {
    let row = sqlx::query(
        "SELECT c.id, c.debtor_id, c.creditor_id, c.currency, c.due_on, r.imputation FROM claim c
         JOIN creditor r ON r.id = c.creditor_id WHERE r.slug = $1 AND c.kind = 'invoice' AND c.number = $2",
    )
    .bind(&line.creditor)
    .bind(&line.number)
    .fetch_optional(db.read())
    .await?;
    row.map(|row| {
        Ok(Claim {
            id: ClaimId(row.try_get("id")?),
            debtor: DebtorId(row.try_get("debtor_id")?),
            creditor: row.try_get("creditor_id")?,
            currency: currency(row.try_get("currency")?)?,
            due_on: date(row.try_get("due_on")?)?,
            order: word(row.try_get("imputation")?)?,
        })
    })
    .transpose()
}

/// Books one line under the debtor's lock. With `history`, a payment counts as known on its own day.
pub async fn create(
    tx: &mut DebtorTx,
    kind: RecordKind,
    claim: &Claim,
    line: &RecordLine,
    history: bool,
) -> Result<Verdict> {
    let hash = fingerprint(line);
    let stored: Option<String> = sqlx::query_scalar(
        "SELECT source_hash FROM creditor_record WHERE creditor_id = $1 AND kind = $2 AND reference = $3",
    )
    .bind(&claim.creditor)
    .bind(kind.as_str())
    .bind(&line.reference)
    .fetch_optional(&mut *tx.tx)
    .await?;
    match stored {
        Some(stored) if stored == hash => return Ok(Verdict::Known),
        Some(_) => return Ok(refused("reference", "was imported before with other content")),
        None => {}
    }
    let status: String = sqlx::query_scalar("SELECT status FROM claim WHERE id = $1 AND debtor_id = $2")
        .bind(claim.id.as_str())
        .bind(claim.debtor.as_str())
        .fetch_one(&mut *tx.tx)
        .await?;
    if status == "withdrawn" {
        return Ok(refused("number", "the creditor took this invoice back before"));
    }
    if kind != RecordKind::Recall && line.currency != claim.currency {
        return Ok(refused("currency", "is not that of the invoice"));
    }
    let balance = find_balance(tx, &claim.id).await?;
    let id = new_id::uuid();
    let rows = match rows(kind, claim, line, balance, &id) {
        Ok(rows) => rows,
        Err(refusal) => return Ok(refusal),
    };
    if kind == RecordKind::Recall {
        if in_running_plan(tx, &claim.id).await? {
            return Ok(refused("number", "is part of a running plan: end that plan first"));
        }
        withdraw(tx, &claim.id).await?;
    }
    // A claim can be in credit on one part and owed on another: what left it is the whole.
    let booked = rows.iter().map(|row| row.amount.cents).sum::<i64>();
    posting::create(tx, &rows).await?;
    insert(tx, kind, claim, line, &NewRecord { id: &id, hash: &hash, booked }).await?;
    if booked > 0 {
        let mut signal = signal(kind, claim, line, balance, booked, tx.now);
        if history && kind == RecordKind::Received {
            signal.known_at = signal.occurred_at;
            super::signal::record_history(tx, &[signal]).await?;
        } else {
            super::record_signals(tx, &[signal]).await?;
        }
    }
    Ok(Verdict::Booked(booked))
}

fn refused(field: &'static str, reason: &str) -> Verdict {
    Verdict::Refused(field, reason.to_owned())
}

/// What a line says; a line of another day or amount is another one.
fn fingerprint(line: &RecordLine) -> String {
    let text = format!("{}\u{1f}{}\u{1f}{:?}\u{1f}{}", line.number, line.on, line.amount, line.currency);
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The postings of a line.
fn rows(
    kind: RecordKind,
    claim: &Claim,
    line: &RecordLine,
    balance: Balance,
    id: &str,
) -> Result<Vec<NewPosting>, Verdict> {
    let amount = Cents(line.amount.unwrap_or_default());
    match kind {
        RecordKind::Recall => Ok(ledger::recalled(&claim.id, balance, claim.currency, line.on, id)),
        RecordKind::Credit if amount > balance.principal => {
            let open = Money { cents: balance.principal.or_zero().0, currency: claim.currency }.decimal();
            Err(Verdict::Refused("amount", format!("is more than the {open} that is open of the invoice")))
        }
        RecordKind::Credit => {
            Ok(ledger::credited(&claim.id, Balance::of_principal(amount), claim.currency, line.on, id))
        }
        RecordKind::Received => {
            let (paid, _) = impute(amount, balance, claim.order);
            Ok(ledger::received_by_creditor(&claim.id, paid, claim.currency, line.on, id))
        }
    }
}

async fn find_balance(tx: &mut DebtorTx, claim: &ClaimId) -> Result<Balance> {
    let rows: Vec<(String, String, i64)> = sqlx::query_as(
        "SELECT debit, credit, CAST(SUM(amount_cents) AS BIGINT) FROM posting
         WHERE claim_id = $1 AND debtor_id = $2 GROUP BY debit, credit",
    )
    .bind(claim.as_str())
    .bind(tx.debtor.as_str())
    .fetch_all(&mut *tx.tx)
    .await?;
    let mut balance = Balance::default();
    for (debit, credit, cents) in rows {
        balance.post(word::<Account>(&debit)?, word::<Account>(&credit)?, Cents(cents));
    }
    Ok(balance)
}

async fn in_running_plan(tx: &mut DebtorTx, claim: &ClaimId) -> Result<bool> {
    let plans: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM plan_claim k JOIN plan n ON n.id = k.plan_id
         WHERE k.claim_id = $1 AND n.debtor_id = $2 AND n.status = 'agreed'",
    )
    .bind(claim.as_str())
    .bind(tx.debtor.as_str())
    .fetch_one(&mut *tx.tx)
    .await?;
    Ok(plans > 0)
}

async fn withdraw(tx: &mut DebtorTx, claim: &ClaimId) -> Result<()> {
    let done = sqlx::query("UPDATE claim SET status = 'withdrawn' WHERE id = $1 AND debtor_id = $2")
        .bind(claim.as_str())
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound("claim")) }
}

/// What a record has beside its line.
struct NewRecord<'a> {
    id: &'a str,
    hash: &'a str,
    booked: i64,
}

async fn insert(
    tx: &mut DebtorTx,
    kind: RecordKind,
    claim: &Claim,
    line: &RecordLine,
    new: &NewRecord<'_>,
) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO creditor_record (id, creditor_id, kind, reference, debtor_id, claim_id, happened_on, amount_cents,
           booked_cents, source_hash, imported_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(new.id)
    .bind(&claim.creditor)
    .bind(kind.as_str())
    .bind(&line.reference)
    .bind(claim.debtor.as_str())
    .bind(claim.id.as_str())
    .bind(line.on.to_string())
    .bind(line.amount.unwrap_or(new.booked))
    .bind(new.booked)
    .bind(new.hash)
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// What it says about the debtor. Behaviour counts in euros alone.
fn signal(kind: RecordKind, claim: &Claim, line: &RecordLine, balance: Balance, booked: i64, now: Timestamp) -> Signal {
    let euros = if claim.currency == Currency::EUR { booked } else { 0 };
    match kind {
        RecordKind::Recall | RecordKind::Credit => {
            Signal::now(SignalKind::InvoiceCorrected, now).claim(&claim.id).cents(-euros)
        }
        RecordKind::Received => {
            let settles = Cents(booked) >= balance.total();
            let kind = if settles { SignalKind::InvoiceSettled } else { SignalKind::PartPayment };
            let mut signal = Signal::now(kind, noon(line.on)).known(now).claim(&claim.id).cents(euros);
            signal.days = settles.then(|| days_between(claim.due_on, line.on));
            signal
        }
    }
}
