//! The agency's hours by version: only ever added to.

use super::{Db, audit};
use crate::error::Result;
use effen::chat::hours::Hours;

/// Versions that the history lists.
const HISTORY_MAX: i64 = 30;

/// A version as stored.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct HoursRow {
    /// From 1 on.
    pub version: i64,
    /// The hours, as JSON.
    pub hours: String,
    /// Why they were changed.
    pub why: String,
    /// Name of who changed them.
    pub by: String,
    /// Epoch ms.
    pub made_at: i64,
}

/// The newest version with its number; 0: the hours that ship with the program.
///
/// # Errors
/// When what is stored cannot be read, or the database does not answer.
pub async fn find(db: &Db) -> Result<(i64, Hours)> {
    let row: Option<(i64, String)> =
        sqlx::query_as("SELECT version, hours FROM opening_hours ORDER BY version DESC LIMIT 1")
            .fetch_optional(db.read())
            .await?;
    Ok(match row {
        Some((version, hours)) => (version, serde_json::from_str(&hours)?),
        None => (0, Hours::default()),
    })
}

/// The versions, the newest first.
pub async fn list(db: &Db) -> Result<Vec<HoursRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "SELECT h.version, h.hours, h.why, a.name AS by, h.made_at FROM opening_hours h \
         JOIN agent a ON a.id = h.agent_id ORDER BY h.version DESC LIMIT {HISTORY_MAX}"
    ));
    Ok(sqlx::query_as(sql).fetch_all(db.read()).await?)
}

/// Adds a version made from version `base`. False: another was added in between, and nothing was.
pub async fn create(db: &Db, hours: &Hours, why: &str, base: i64, agent: &str, now_ms: i64) -> Result<bool> {
    let mut tx = db.begin().await?;
    let done = sqlx::query(
        "INSERT INTO opening_hours (version, hours, why, agent_id, made_at) SELECT $1 + 1, $2, $3, $4, $5 \
         WHERE (SELECT COALESCE(MAX(version), 0) FROM opening_hours) = $1 ON CONFLICT DO NOTHING",
    )
    .bind(base)
    .bind(serde_json::to_string(hours)?)
    .bind(why)
    .bind(agent)
    .bind(now_ms)
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    let (actor, version) = (format!("agent:{agent}"), (base + 1).to_string());
    audit::create_without_debtor(&mut tx, now_ms, &actor, "opening_hours_changed", &version, "").await?;
    tx.commit().await?;
    Ok(true)
}
