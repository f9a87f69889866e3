//! Promises to pay on a day, with the holds that keep our messages until then.

use super::{Db, DebtorTx, date, hold, word};
use crate::error::{Error, Result};
use effen::ids::{ClaimId, DebtorId, PromiseId};
use effen::money::{Cents, Money};
use effen::promise::PromiseStatus;
use jiff::civil::Date;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

/// A stored promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseRow {
    /// Its id.
    pub id: PromiseId,
    /// Whose.
    pub debtor: DebtorId,
    /// How much.
    pub amount: Money,
    /// The day.
    pub pay_on: Date,
    /// Where it stands.
    pub status: PromiseStatus,
    /// When it was made, epoch milliseconds.
    pub made_at: i64,
}

fn read(row: &AnyRow) -> Result<PromiseRow> {
    let text = |name: &str| row.try_get::<String, _>(name);
    let currency = text("currency")?.parse().map_err(|_| Error::Broken("the currency of a promise".to_owned()))?;
    Ok(PromiseRow {
        id: PromiseId(text("id")?),
        debtor: DebtorId(text("debtor_id")?),
        amount: Money { cents: row.try_get("amount_cents")?, currency },
        pay_on: date(&text("pay_on")?)?,
        status: word(&text("status")?)?,
        made_at: row.try_get("made_at")?,
    })
}

/// Stores a promise that begins now, with a hold on each of its claims until `held_until`, epoch milliseconds.
pub async fn create(
    tx: &mut DebtorTx,
    id: &PromiseId,
    amount: Money,
    pay_on: Date,
    parts: &[(ClaimId, Cents)],
    held_until: i64,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO promise (id, debtor_id, amount_cents, currency, pay_on, status, made_at)
         VALUES ($1, $2, $3, $4, $5, 'made', $6)",
    )
    .bind(id.as_str())
    .bind(tx.debtor.as_str())
    .bind(amount.cents)
    .bind(amount.currency.code())
    .bind(pay_on.to_string())
    .bind(tx.now_ms())
    .execute(&mut *tx.tx)
    .await?;
    for (claim, cents) in parts {
        let hold_id = hold::create(tx, Some(claim), "promise", Some(held_until)).await?;
        sqlx::query("INSERT INTO promise_part (promise_id, claim_id, amount_cents, hold_id) VALUES ($1, $2, $3, $4)")
            .bind(id.as_str())
            .bind(claim.as_str())
            .bind(cents.0)
            .bind(hold_id)
            .execute(&mut *tx.tx)
            .await?;
    }
    Ok(())
}

/// A debtor's promises, newest first, at most `limit`.
pub async fn list(conn: &mut AnyConnection, debtor: &DebtorId, limit: i64) -> Result<Vec<PromiseRow>> {
    let rows = sqlx::query("SELECT * FROM promise WHERE debtor_id = $1 ORDER BY made_at DESC, id DESC LIMIT $2")
        .bind(debtor.as_str())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(read).collect()
}

/// What a promise is about.
pub async fn list_parts(conn: &mut AnyConnection, id: &PromiseId) -> Result<Vec<(ClaimId, Cents)>> {
    let rows = sqlx::query("SELECT claim_id, amount_cents FROM promise_part WHERE promise_id = $1 ORDER BY claim_id")
        .bind(id.as_str())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| Ok((ClaimId(row.try_get("claim_id")?), Cents(row.try_get("amount_cents")?)))).collect()
}

/// The running promise about a claim: its id, its day, and what of the claim it is about.
pub async fn find_running(
    conn: &mut AnyConnection,
    debtor: &DebtorId,
    claim: &ClaimId,
) -> Result<Option<(PromiseId, Date, Cents)>> {
    let row = sqlx::query(
        "SELECT p.id, p.pay_on, part.amount_cents FROM promise_part part JOIN promise p ON p.id = part.promise_id
         WHERE p.debtor_id = $1 AND part.claim_id = $2 AND p.status = 'made' ORDER BY p.made_at DESC LIMIT 1",
    )
    .bind(debtor.as_str())
    .bind(claim.as_str())
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let on = date(&row.try_get::<String, _>("pay_on")?)?;
    Ok(Some((PromiseId(row.try_get("id")?), on, Cents(row.try_get("amount_cents")?))))
}

/// How often a day was named for a claim, and whether one runs.
pub async fn count(conn: &mut AnyConnection, debtor: &DebtorId, claim: &ClaimId) -> Result<(i64, bool)> {
    let row = sqlx::query(
        "SELECT COUNT(*) AS times, CAST(COALESCE(SUM(CASE WHEN promise.status = 'made' THEN 1 ELSE 0 END), 0) AS BIGINT)
           AS runs FROM promise_part JOIN promise ON promise.id = promise_part.promise_id
         WHERE promise.debtor_id = $1 AND promise_part.claim_id = $2",
    )
    .bind(debtor.as_str())
    .bind(claim.as_str())
    .fetch_one(conn)
    .await?;
    Ok((row.try_get("times")?, row.try_get::<i64, _>("runs")? > 0))
}

/// Running promises whose day is `day` or was before it, by id after `after`, at most `limit`.
pub async fn list_due(db: &Db, day: Date, after: &str, limit: i64) -> Result<Vec<PromiseRow>> {
    let rows =
        sqlx::query("SELECT * FROM promise WHERE status = 'made' AND pay_on <= $1 AND id > $2 ORDER BY id LIMIT $3")
            .bind(day.to_string())
            .bind(after)
            .bind(limit)
            .fetch_all(db.read())
            .await?;
    rows.iter().map(read).collect()
}

/// Running promises whose day is `day` and that nobody was reminded of yet.
pub async fn list_unreminded(db: &Db, day: Date, limit: i64) -> Result<Vec<PromiseRow>> {
    let rows = sqlx::query(
        "SELECT p.* FROM promise p WHERE p.status = 'made' AND p.pay_on = $1
           AND NOT EXISTS (SELECT n.id FROM notice n WHERE n.unique_key = 'promise:' || p.id)
         ORDER BY p.id LIMIT $2",
    )
    .bind(day.to_string())
    .bind(limit)
    .fetch_all(db.read())
    .await?;
    rows.iter().map(read).collect()
}

/// Ends a running promise and lets its holds go. False: it does not run, or is not this debtor's.
pub async fn update_ended(tx: &mut DebtorTx, id: &PromiseId, status: PromiseStatus) -> Result<bool> {
    let now = tx.now_ms();
    let done = sqlx::query(
        "UPDATE promise SET status = $1, ended_at = $2 WHERE id = $3 AND debtor_id = $4 AND status = 'made'",
    )
    .bind(status.as_str())
    .bind(now)
    .bind(id.as_str())
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    let holds: Vec<String> = sqlx::query_scalar("SELECT hold_id FROM promise_part WHERE promise_id = $1")
        .bind(id.as_str())
        .fetch_all(&mut *tx.tx)
        .await?;
    for id in &holds {
        hold::update_released(tx, id).await?;
    }
    Ok(true)
}
