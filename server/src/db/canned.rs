//! Canned answers by version: only ever added to.

use super::{Db, word};
use crate::error::Result;
use effen::chat::canned::Canned;
use sqlx::FromRow;

/// Versions that the history of one answer lists.
const HISTORY_MAX: i64 = 30;

/// A version as stored.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct CannedRow {
    /// What an agent types after the slash.
    pub shortcut: String,
    /// Its language.
    pub language: String,
    /// Its tone, or ''.
    pub tone: String,
    /// From 1 on.
    pub version: i64,
    /// What it is about.
    pub title: String,
    /// The text; '': taken away.
    pub body: String,
    /// Name of who wrote this version.
    pub by: String,
    /// Epoch ms.
    pub made_at: i64,
}

impl CannedRow {
    /// As the core knows it.
    pub fn read(&self) -> Result<Canned> {
        Ok(Canned {
            shortcut: self.shortcut.clone(),
            language: word(&self.language)?,
            tone: if self.tone.is_empty() { None } else { Some(word(&self.tone)?) },
            title: self.title.clone(),
            body: self.body.clone(),
        })
    }
}

const VERSION: &str = "SELECT c.shortcut, c.language, c.tone, c.version, c.title, c.body, a.name AS by, c.made_at \
                       FROM canned_answer c JOIN agent a ON a.id = c.agent_id";

/// The newest version of every stored answer, also of those that were taken away.
pub async fn list(db: &Db) -> Result<Vec<CannedRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "{VERSION} WHERE c.version = (SELECT MAX(n.version) FROM canned_answer n WHERE n.shortcut = c.shortcut \
         AND n.language = c.language AND n.tone = c.tone) ORDER BY c.shortcut, c.language, c.tone"
    ));
    Ok(sqlx::query_as(sql).fetch_all(db.read()).await?)
}

/// The versions of one answer, the newest first.
pub async fn list_versions(db: &Db, shortcut: &str, language: &str, tone: &str) -> Result<Vec<CannedRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "{VERSION} WHERE c.shortcut = $1 AND c.language = $2 AND c.tone = $3 ORDER BY c.version DESC LIMIT {HISTORY_MAX}"
    ));
    Ok(sqlx::query_as(sql).bind(shortcut).bind(language).bind(tone).fetch_all(db.read()).await?)
}

/// Adds a version made from version `base` (0: the shipped one, or none). False: another was added in between, and
/// nothing was.
pub async fn create(db: &Db, new: &Canned, base: i64, agent: &str, now_ms: i64) -> Result<bool> {
    let mut tx = db.begin().await?;
    let done = sqlx::query(
        "INSERT INTO canned_answer (shortcut, language, tone, version, title, body, agent_id, made_at) \
         SELECT $1, $2, $3, $4 + 1, $5, $6, $7, $8 WHERE (SELECT COALESCE(MAX(version), 0) FROM canned_answer \
         WHERE shortcut = $1 AND language = $2 AND tone = $3) = $4 ON CONFLICT DO NOTHING",
    )
    .bind(&new.shortcut)
    .bind(new.language.as_str())
    .bind(new.tone.map_or("", |tone| tone.as_str()))
    .bind(base)
    .bind(&new.title)
    .bind(&new.body)
    .bind(agent)
    .bind(now_ms)
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    let subject = format!("{}:{}:{}", new.shortcut, new.language, new.tone.map_or("", |tone| tone.as_str()));
    let actor = format!("agent:{agent}");
    let detail = (base + 1).to_string();
    super::audit::create_without_debtor(&mut tx, now_ms, &actor, "canned_answer_changed", &subject, &detail).await?;
    tx.commit().await?;
    Ok(true)
}
