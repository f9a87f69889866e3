//! What helpers did with their accesses. The table refuses update and delete.

use super::{Db, DebtorTx, word};
use crate::error::Result;
use crate::new_id::uuid;
use effen::access::Use;
use effen::ids::DebtorId;

/// What was looked at again within this time is the same look, in milliseconds.
const SAME_LOOK_MS: i64 = 30 * 60 * 1000;

/// A use as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseRow {
    /// By which access.
    pub access_id: String,
    /// What was done.
    pub what: Use,
    /// What it was about, or ''.
    pub subject: String,
    /// Epoch ms.
    pub at: i64,
}

/// Writes a use.
pub async fn create(tx: &mut DebtorTx, access: &str, what: Use, subject: &str) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO helper_use (id, debtor_id, version, access_id, what, subject, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(uuid())
    .bind(tx.debtor.as_str())
    .bind(tx.version)
    .bind(access)
    .bind(what.as_str())
    .bind(subject)
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Is this very look written down already?
pub async fn has_looked(db: &Db, access: &str, what: Use, subject: &str, now: i64) -> Result<bool> {
    let found: Option<String> = sqlx::query_scalar(
        "SELECT id FROM helper_use WHERE access_id = $1 AND what = $2 AND subject = $3 AND at > $4 LIMIT 1",
    )
    .bind(access)
    .bind(what.as_str())
    .bind(subject)
    .bind(now - SAME_LOOK_MS)
    .fetch_optional(db.read())
    .await?;
    Ok(found.is_some())
}

/// The latest uses of a debtor's accesses, the latest first.
pub async fn list(db: &Db, debtor: &DebtorId, count_max: i64) -> Result<Vec<UseRow>> {
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
        "SELECT access_id, what, subject, at FROM helper_use WHERE debtor_id = $1 ORDER BY at DESC, id DESC LIMIT $2",
    )
    .bind(debtor.as_str())
    .bind(count_max)
    .fetch_all(db.read())
    .await?;
    rows.into_iter()
        .map(|(access_id, what, subject, at)| Ok(UseRow { access_id, what: word(&what)?, subject, at }))
        .collect()
}
