//! What somebody had typed when their session had ended. It is given back to the same debtor after signing in again,
//! once, and kept for a day.

use super::Db;
use crate::error::Result;
use crate::new_id::uuid;
use effen::ids::DebtorId;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// How long a draft is kept, in milliseconds.
const KEPT_MS: i64 = 24 * 60 * 60 * 1000;
/// Drafts of one debtor; the oldest make room.
const DRAFTS_MAX: i64 = 10;

/// A form that was not carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The page it stood on, without a query.
    pub path: String,
    /// Where it goes.
    pub action: String,
    /// Names and values, in the order of the form; several of one name are possible.
    pub fields: Vec<(String, String)>,
}

/// Keeps what was typed; a later form of the same page replaces it.
pub async fn create(db: &Db, owner: &str, draft: &Draft, now: Timestamp) -> Result<()> {
    let now = now.as_millisecond();
    let json = serde_json::to_string(&draft.fields)?;
    let path = draft.path.as_str();
    let mut tx = db.begin().await?;
    sqlx::query("DELETE FROM draft WHERE (owner_id = $1 AND path = $2) OR created_at < $3")
        .bind(owner)
        .bind(path)
        .bind(now - KEPT_MS)
        .execute(&mut *tx)
        .await?;
    sqlx::query("INSERT INTO draft (id, owner_id, path, action, fields, created_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(uuid())
        .bind(owner)
        .bind(path)
        .bind(&draft.action)
        .bind(json)
        .bind(now)
        .execute(&mut *tx)
        .await?;
    sqlx::query(
        "DELETE FROM draft WHERE owner_id = $1 AND id NOT IN \
         (SELECT id FROM draft WHERE owner_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2)",
    )
    .bind(owner)
    .bind(DRAFTS_MAX)
    .execute(&mut *tx)
    .await?;
    Ok(tx.commit().await?)
}

/// What this debtor had typed on the page `path` (without a query), if it is not a day old.
pub async fn find(db: &Db, debtor: &DebtorId, path: &str, now: Timestamp) -> Result<Option<Draft>> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT action, fields FROM draft WHERE owner_id = $1 AND path = $2 AND created_at >= $3")
            .bind(debtor.as_str())
            .bind(path)
            .bind(now.as_millisecond() - KEPT_MS)
            .fetch_optional(db.read())
            .await?;
    row.map(|(action, json)| Ok(Draft { path: path.to_owned(), action, fields: serde_json::from_str(&json)? }))
        .transpose()
}

/// Forgets what this debtor had typed on the page `path`.
pub async fn delete(db: &Db, debtor: &DebtorId, path: &str) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query("DELETE FROM draft WHERE owner_id = $1 AND path = $2")
        .bind(debtor.as_str())
        .bind(path)
        .execute(&mut *tx)
        .await?;
    Ok(tx.commit().await?)
}

/// Gives back, once, what this debtor had typed on the page `path`, for a page that fills its form with it. Of several
/// values of one name the last is given.
pub async fn take(db: &Db, debtor: &DebtorId, path: &str, now: Timestamp) -> Result<Option<BTreeMap<String, String>>> {
    let Some(draft) = find(db, debtor, path, now).await? else { return Ok(None) };
    delete(db, debtor, path).await?;
    Ok(Some(draft.fields.into_iter().collect()))
}
