//! What was noted of a visit: once per session and kind of page.

use super::{Db, DebtorTx};
use crate::error::Result;
use effen::ids::DebtorId;

/// Was this kind of page noted in this session already?
pub async fn is_noted(db: &Db, token_hash: &str, page: &str) -> Result<bool> {
    let found: Option<i64> =
        sqlx::query_scalar("SELECT CAST(1 AS BIGINT) FROM session_visit WHERE token_hash = $1 AND page = $2")
            .bind(token_hash)
            .bind(page)
            .fetch_optional(db.read())
            .await?;
    Ok(found.is_some())
}

/// Notes it; false if another request was first.
pub async fn create(tx: &mut DebtorTx, token_hash: &str, page: &str) -> Result<bool> {
    let done = sqlx::query("INSERT INTO session_visit (token_hash, page) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(token_hash)
        .bind(page)
        .execute(&mut *tx.tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// The channel of the message that led to a session.
pub async fn find_channel(db: &Db, debtor: &DebtorId, notice_id: &str) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("SELECT channel FROM notice WHERE id = $1 AND debtor_id = $2")
        .bind(notice_id)
        .bind(debtor.as_str())
        .fetch_optional(db.read())
        .await?)
}
