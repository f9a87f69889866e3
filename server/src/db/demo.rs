//! What the demonstration left for its own front page.

use super::Db;
use crate::error::Result;
use effen::ids::{AgentId, DebtorId};

/// One of the people the demonstration offers.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize)]
pub struct DemoPerson {
    /// File reference.
    pub reference: String,
    /// What the list shows.
    pub label: String,
}

/// The people to sign in as (setting 'demo_people').
pub async fn list_people(db: &Db) -> Result<Vec<DemoPerson>> {
    Ok(match setting(db, "demo_people").await? {
        Some(json) => serde_json::from_str(&json)?,
        None => Vec::new(),
    })
}

/// The agent of the demonstration (setting 'demo_agent', an e-mail address): id and name.
pub async fn find_agent(db: &Db) -> Result<Option<(AgentId, String)>> {
    let row: Option<(String, String)> = sqlx::query_as(
        "SELECT a.id, a.name FROM agent a JOIN setting s ON s.value = a.email \
         WHERE s.key = 'demo_agent' AND a.disabled_at IS NULL",
    )
    .fetch_optional(db.read())
    .await?;
    Ok(row.map(|(id, name)| (AgentId(id), name)))
}

/// The debtor behind a reference of the list.
pub async fn find_person(db: &Db, reference: &str) -> Result<Option<DebtorId>> {
    if !list_people(db).await?.iter().any(|person| person.reference == reference) {
        return Ok(None);
    }
    let id: Option<String> = sqlx::query_scalar("SELECT id FROM debtor WHERE reference = $1")
        .bind(reference)
        .fetch_optional(db.read())
        .await?;
    Ok(id.map(DebtorId))
}

/// The newest letters: when, to whom, subject and text. No mail program ever sees them.
pub async fn list_letters(db: &Db, count_max: i64) -> Result<Vec<(i64, String, String, String)>> {
    Ok(sqlx::query_as(
        "SELECT n.sent_at, p.name, n.subject, n.body_text FROM notice n \
         JOIN debtor_person p ON p.debtor_id = n.debtor_id \
         WHERE n.channel = 'letter' AND n.sent_at IS NOT NULL ORDER BY n.sent_at DESC LIMIT $1",
    )
    .bind(count_max)
    .fetch_all(db.read())
    .await?)
}

async fn setting(db: &Db, key: &str) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("SELECT value FROM setting WHERE key = $1").bind(key).fetch_optional(db.read()).await?)
}
