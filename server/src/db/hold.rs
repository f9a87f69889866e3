//! Holds: while one runs, no approach is sent about the claim, or about the whole file.

use super::DebtorTx;
use crate::clock::from_ms;
use crate::error::Result;
use crate::new_id::uuid;
use effen::ids::{ClaimId, DebtorId};
use effen::people::guard::Hold;
use sqlx::{AnyConnection, Row as _};

/// A hold that was not released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldRow {
    /// Its id.
    pub id: String,
    /// Whose.
    pub debtor: DebtorId,
    /// Why: the kind of reply or request that led to it.
    pub reason: String,
    /// What is held, from when until when.
    pub hold: Hold,
}

/// Begins a hold now; `ends_at` in epoch ms, `None` until someone releases it. Gives its id.
pub async fn create(tx: &mut DebtorTx, claim: Option<&ClaimId>, reason: &str, ends_at: Option<i64>) -> Result<String> {
    let id = uuid();
    create_for(tx, &id, claim, reason, ends_at).await?;
    Ok(id)
}

/// The same for a case: the hold carries the case's id.
pub async fn create_for(
    tx: &mut DebtorTx,
    id: &str,
    claim: Option<&ClaimId>,
    reason: &str,
    ends_at: Option<i64>,
) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO contact_hold (id, debtor_id, claim_id, reason, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(tx.debtor.as_str())
    .bind(claim.map(|id| id.as_str().to_owned()))
    .bind(reason)
    .bind(now)
    .bind(ends_at)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Sets until when a hold runs, epoch ms.
pub async fn update_ends(tx: &mut DebtorTx, id: &str, ends_at: i64) -> Result<()> {
    sqlx::query("UPDATE contact_hold SET ends_at = $1 WHERE id = $2 AND debtor_id = $3 AND released_at IS NULL")
        .bind(ends_at)
        .bind(id)
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}

/// Is a whole file held for this reason?
pub async fn has_reason(tx: &mut DebtorTx, reason: &str) -> Result<bool> {
    let found: Option<String> = sqlx::query_scalar(
        "SELECT id FROM contact_hold WHERE debtor_id = $1 AND reason = $2 AND released_at IS NULL LIMIT 1",
    )
    .bind(tx.debtor.as_str())
    .bind(reason)
    .fetch_optional(&mut *tx.tx)
    .await?;
    Ok(found.is_some())
}

/// Releases a hold; false if it is not there or was released before.
pub async fn update_released(tx: &mut DebtorTx, id: &str) -> Result<bool> {
    let now = tx.now_ms();
    let done = sqlx::query(
        "UPDATE contact_hold SET released_at = $1 WHERE id = $2 AND debtor_id = $3 AND released_at IS NULL",
    )
    .bind(now)
    .bind(id)
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// The holds of the debtors from `first` to `last` that run at `now_ms` or will.
pub async fn list_between(conn: &mut AnyConnection, first: &str, last: &str, now_ms: i64) -> Result<Vec<HoldRow>> {
    let rows = sqlx::query(
        "SELECT id, debtor_id, claim_id, reason, starts_at, ends_at FROM contact_hold
         WHERE debtor_id >= $1 AND debtor_id <= $2 AND released_at IS NULL AND (ends_at IS NULL OR ends_at > $3)",
    )
    .bind(first)
    .bind(last)
    .bind(now_ms)
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(HoldRow {
                id: row.try_get("id")?,
                debtor: DebtorId(row.try_get("debtor_id")?),
                reason: row.try_get("reason")?,
                hold: Hold {
                    claim_id: row.try_get::<Option<String>, _>("claim_id")?.map(ClaimId),
                    starts_at: from_ms(row.try_get("starts_at")?),
                    ends_at: row.try_get::<Option<i64>, _>("ends_at")?.map(from_ms),
                },
            })
        })
        .collect()
}

/// The holds of one debtor that run at `now_ms` or will.
pub async fn list(conn: &mut AnyConnection, debtor: &DebtorId, now_ms: i64) -> Result<Vec<HoldRow>> {
    list_between(conn, debtor.as_str(), debtor.as_str(), now_ms).await
}
