//! What agents looked for, kept for a day under a random id, so that no address holds a name, an account or a telephone
//! number.

use super::Db;
use crate::error::Result;
use crate::new_id::uuid;

/// Keeps a search; gives the id that stands in the address.
pub async fn create(db: &Db, agent: &str, q: &str, now_ms: i64) -> Result<String> {
    let id = uuid();
    let mut tx = db.begin().await?;
    sqlx::query("INSERT INTO search_asked (id, agent_id, q, asked_at) VALUES ($1, $2, $3, $4)")
        .bind(&id)
        .bind(agent)
        .bind(q)
        .bind(now_ms)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(id)
}

/// What was looked for, by the agent who did.
pub async fn find(db: &Db, agent: &str, id: &str) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("SELECT q FROM search_asked WHERE id = $1 AND agent_id = $2")
        .bind(id)
        .bind(agent)
        .fetch_optional(db.read())
        .await?)
}
