//! What was learned from the log, so that a page need not learn it again.

use super::{Db, Tx};
use crate::error::Result;

/// Something learned, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct LearnedRow {
    /// An outcome, or 'habits'.
    pub name: String,
    /// JSON.
    pub content: String,
    /// JSON of the baseline, or ''.
    pub baseline: String,
    /// When it was learned, epoch milliseconds.
    pub made_at: i64,
}

/// Everything that was learned.
pub async fn list(db: &Db) -> Result<Vec<LearnedRow>> {
    let sql = "SELECT name, content, baseline, made_at FROM learned ORDER BY name";
    Ok(sqlx::query_as(sql).fetch_all(db.read()).await?)
}

/// One of them.
pub async fn find(db: &Db, name: &str) -> Result<Option<LearnedRow>> {
    let sql = "SELECT name, content, baseline, made_at FROM learned WHERE name = $1";
    Ok(sqlx::query_as(sql).bind(name).fetch_optional(db.read()).await?)
}

/// Puts it in the place of what was learned under its name before.
pub async fn update(tx: &mut Tx, row: &LearnedRow) -> Result<()> {
    sqlx::query(
        "INSERT INTO learned (name, content, baseline, made_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name) DO UPDATE SET content = $2, baseline = $3, made_at = $4",
    )
    .bind(&row.name)
    .bind(&row.content)
    .bind(&row.baseline)
    .bind(row.made_at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
