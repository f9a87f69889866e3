//! One claim's own page: its lines, its rows in the ledger, our messages and the debtor's replies about it.

use super::{Db, date, word};
use crate::error::Result;
use effen::ids::{ClaimId, DebtorId};
use effen::ledger::{Account, Balance, Cause};
use effen::money::Cents;
use jiff::civil::Date;

/// One line of an invoice: description, quantity, amount in the claim's currency.
pub type LineRow = (String, String, i64);

/// A row of the ledger as it changes the claim.
#[derive(Debug, Clone)]
pub struct EntryRow {
    /// From when it counts.
    pub on: Date,
    /// Why.
    pub cause: Cause,
    /// What it adds to the claim's parts (negative: takes away).
    pub change: Balance,
}

/// The claim's page beyond the claim itself.
#[derive(Debug, Clone)]
pub struct Detail {
    /// Lines of the invoice.
    pub lines: Vec<LineRow>,
    /// Rows of the ledger that change the claim, in their order.
    pub entries: Vec<EntryRow>,
    /// Our messages about it: id, subject, when (epoch ms).
    pub notices: Vec<(String, String, i64)>,
    /// The debtor's replies: id, kind, when (epoch ms).
    pub replies: Vec<(String, String, i64)>,
}

/// Reads it; the debtor stands in every WHERE.
pub async fn find(db: &Db, debtor: &DebtorId, claim: &ClaimId) -> Result<Detail> {
    let mut conn = db.read().acquire().await?;
    let lines: Vec<LineRow> = sqlx::query_as(
        "SELECT l.description, l.quantity, l.amount_cents FROM claim_line l JOIN claim c ON c.id = l.claim_id \
         WHERE c.id = $1 AND c.debtor_id = $2 ORDER BY l.position",
    )
    .bind(claim.as_str())
    .bind(debtor.as_str())
    .fetch_all(&mut *conn)
    .await?;
    let rows: Vec<(String, String, String, String, i64)> = sqlx::query_as(
        "SELECT value_on, cause, debit, credit, amount_cents FROM posting WHERE claim_id = $1 AND debtor_id = $2 \
         ORDER BY value_on, version, line",
    )
    .bind(claim.as_str())
    .bind(debtor.as_str())
    .fetch_all(&mut *conn)
    .await?;
    let mut entries = Vec::new();
    for (on, cause, debit, credit, cents) in rows {
        let (debit, credit): (Account, Account) = (word(&debit)?, word(&credit)?);
        let change = Balance::fold([(debit, credit, Cents(cents))]);
        if change != Balance::default() {
            entries.push(EntryRow { on: date(&on)?, cause: word(&cause)?, change });
        }
    }
    let notices = sqlx::query_as(
        "SELECT id, subject, sent_at FROM notice WHERE claim_id = $1 AND debtor_id = $2 AND sent_at IS NOT NULL \
         ORDER BY sent_at",
    )
    .bind(claim.as_str())
    .bind(debtor.as_str())
    .fetch_all(&mut *conn)
    .await?;
    let replies = sqlx::query_as(
        "SELECT id, kind, created_at FROM reply WHERE claim_id = $1 AND debtor_id = $2 ORDER BY created_at",
    )
    .bind(claim.as_str())
    .bind(debtor.as_str())
    .fetch_all(&mut *conn)
    .await?;
    Ok(Detail { lines, entries, notices, replies })
}

/// Costs or interest that were added to a claim.
#[derive(Debug, Clone)]
pub struct AddedRow {
    /// The claim.
    pub claim_id: ClaimId,
    /// `CostsCharged` or `InterestCharged`.
    pub cause: Cause,
    /// How much in all.
    pub cents: Cents,
    /// The last day it was added.
    pub on: Date,
    /// The principal that this day began with.
    pub open_before: Cents,
}

/// What was added to all claims of a debtor.
pub async fn list_added(db: &Db, debtor: &DebtorId) -> Result<Vec<AddedRow>> {
    let rows: Vec<(String, String, i64, String, i64)> = sqlx::query_as(
        "WITH added AS (SELECT claim_id, cause, CAST(SUM(amount_cents) AS BIGINT) AS cents, MAX(value_on) AS last_on \
           FROM posting WHERE debtor_id = $1 AND claim_id IS NOT NULL \
           AND cause IN ('costs_charged', 'interest_charged') GROUP BY claim_id, cause) \
         SELECT a.claim_id, a.cause, a.cents, a.last_on, CAST(COALESCE(SUM(CASE WHEN p.debit = 'principal' \
           THEN p.amount_cents WHEN p.credit = 'principal' THEN -p.amount_cents ELSE 0 END), 0) AS BIGINT) \
         FROM added a LEFT JOIN posting p ON p.claim_id = a.claim_id AND p.value_on < a.last_on \
         GROUP BY a.claim_id, a.cause, a.cents, a.last_on ORDER BY a.claim_id, a.cause",
    )
    .bind(debtor.as_str())
    .fetch_all(db.read())
    .await?;
    rows.into_iter()
        .map(|(claim_id, cause, cents, on, open)| {
            Ok(AddedRow {
                claim_id: ClaimId(claim_id),
                cause: word(&cause)?,
                cents: Cents(cents),
                on: date(&on)?,
                open_before: Cents(open),
            })
        })
        .collect()
}
