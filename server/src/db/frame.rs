//! What the header of a signed-in page shows, in one query each.

use super::{Db, DebtorTx};
use crate::error::Result;
use effen::ids::{AgentId, DebtorId};

/// The preference that remembers when the inbox was opened last (epoch ms as text).
pub const INBOX_SEEN: &str = "inbox_seen";

/// Name, and messages sent since the inbox was opened last.
pub async fn find_debtor(db: &Db, debtor: &DebtorId) -> Result<Option<(String, i64)>> {
    Ok(sqlx::query_as(
        "SELECT p.name, (SELECT COUNT(*) FROM notice n WHERE n.debtor_id = p.debtor_id AND n.kind <> 'sign_in_link' \
         AND n.sent_at > COALESCE((SELECT CAST(s.value AS BIGINT) FROM preference s WHERE s.debtor_id = p.debtor_id AND s.key = $2), 0)) \
         FROM debtor_person p WHERE p.debtor_id = $1",
    )
    .bind(debtor.as_str())
    .bind(INBOX_SEEN)
    .fetch_optional(db.read())
    .await?)
}

/// Notes that the inbox was opened now: nothing in it counts as new any longer.
pub async fn update_inbox_seen(tx: &mut DebtorTx) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO preference (debtor_id, key, value, set_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (debtor_id, key) DO UPDATE SET value = excluded.value, set_at = excluded.set_at",
    )
    .bind(tx.debtor.as_str())
    .bind(INBOX_SEEN)
    .bind(now.to_string())
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Chats that wait for an agent, of the files this one sees.
pub async fn count_waiting_chats(db: &Db, agent: &AgentId) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM conversation c WHERE c.status = 'waiting' \
               AND EXISTS (SELECT 1 FROM agent_debtor s WHERE s.agent_id = $1 AND s.debtor_id = c.debtor_id)";
    Ok(sqlx::query_scalar(sql).bind(agent.as_str()).fetch_one(db.read()).await?)
}
