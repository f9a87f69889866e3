//! Which creditors an agent serves.

use super::{Db, Tx};
use crate::error::Result;
use effen::ids::AgentId;

/// Names of the creditors somebody serves who does not serve all.
pub async fn list_names(db: &Db, agent: &AgentId) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar(
        "SELECT c.name FROM agent_creditor s JOIN creditor c ON c.id = s.creditor_id WHERE s.agent_id = $1 \
         ORDER BY c.name, c.id",
    )
    .bind(agent.as_str())
    .fetch_all(db.read())
    .await?)
}

/// The id of the creditor with this short name.
pub async fn find_creditor(db: &Db, slug: &str) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("SELECT id FROM creditor WHERE slug = $1").bind(slug).fetch_optional(db.read()).await?)
}

/// Their ids.
pub async fn list_ids(db: &Db, agent: &AgentId) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar("SELECT creditor_id FROM agent_creditor WHERE agent_id = $1 ORDER BY creditor_id")
        .bind(agent.as_str())
        .fetch_all(db.read())
        .await?)
}

/// Sets whose files an agent sees: `None` is every creditor's. Ids that name no creditor are left out.
pub async fn update(tx: &mut Tx, agent: &AgentId, creditors: Option<&[String]>) -> Result<()> {
    sqlx::query("UPDATE agent SET all_creditors = $1 WHERE id = $2")
        .bind(i64::from(creditors.is_none()))
        .bind(agent.as_str())
        .execute(&mut **tx)
        .await?;
    sqlx::query("DELETE FROM agent_creditor WHERE agent_id = $1").bind(agent.as_str()).execute(&mut **tx).await?;
    for creditor in creditors.unwrap_or_default() {
        sqlx::query(
            "INSERT INTO agent_creditor (agent_id, creditor_id) SELECT $1, id FROM creditor WHERE id = $2 \
             ON CONFLICT DO NOTHING",
        )
        .bind(agent.as_str())
        .bind(creditor)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
