//! Messages that could not be delivered, until an agent has looked.

use super::sight::SEES_D;
use super::{Db, DebtorTx};
use crate::error::Result;
use effen::ids::{AgentId, DebtorId, NoticeId};

/// Messages shown at once.
pub const SHOWN_MAX: i64 = 100;

/// A message that could not be delivered.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct UndeliveredRow {
    /// Its id.
    pub id: String,
    /// To whom.
    pub debtor_id: String,
    /// Name.
    pub name: String,
    /// File reference.
    pub reference: String,
    /// Its class.
    pub class: String,
    /// By which channel.
    pub channel: String,
    /// Address or number.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// 'bounced': the address refused it; 'dead': tried too often.
    pub status: String,
    /// How often it was tried.
    pub attempts: i64,
    /// What the other side said last.
    pub last_error: String,
    /// When it was written, epoch milliseconds.
    pub created_at: i64,
    /// Whether it can be sent once more: 0 for what was sent on the spot (a sign-in link), of which the words are not
    /// kept.
    pub can_retry: i64,
}

const OPEN: &str = "n.status IN ('bounced', 'dead') AND n.looked_at IS NULL AND n.channel <> 'phone'";

/// The newest first. Who has asked for a sign-in link asks again: those that failed on the spot stand here too, for a
/// mail server that refuses everything shows itself there first.
pub async fn list(db: &Db, agent: &AgentId) -> Result<Vec<UndeliveredRow>> {
    let sql = format!(
        "SELECT n.id, n.debtor_id, p.name, d.reference, n.class, n.channel, n.recipient, n.subject, n.status, n.attempts,
           n.last_error, n.created_at, CASE WHEN n.unique_key = 'answer:' || n.id THEN 0 ELSE 1 END AS can_retry
         FROM notice n JOIN debtor d ON d.id = n.debtor_id JOIN debtor_person p ON p.debtor_id = n.debtor_id
         WHERE {OPEN} AND {SEES_D} ORDER BY n.created_at DESC, n.id LIMIT $2"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(agent.as_str()).bind(SHOWN_MAX).fetch_all(db.read()).await?)
}

/// How many there are.
pub async fn count(db: &Db, agent: &AgentId) -> Result<i64> {
    let sql = format!(
        "SELECT COUNT(*) FROM notice n WHERE {OPEN} \
         AND EXISTS (SELECT 1 FROM agent_debtor s WHERE s.agent_id = $1 AND s.debtor_id = n.debtor_id)"
    );
    Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(agent.as_str()).fetch_one(db.read()).await?)
}

/// Whose it is.
pub async fn find_debtor(db: &Db, id: &NoticeId) -> Result<Option<DebtorId>> {
    let sql = format!("SELECT n.debtor_id FROM notice n WHERE n.id = $1 AND {OPEN}");
    let found: Option<String> =
        sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(id.as_str()).fetch_optional(db.read()).await?;
    Ok(found.map(DebtorId))
}

/// Puts a message into the queue once more, under its own key. False: it does not stand there any more, its words are not
/// kept, or the same was told in another way meanwhile.
pub async fn update_again(tx: &mut DebtorTx, id: &NoticeId) -> Result<bool> {
    let now = tx.now_ms();
    // The key was given back with ':' and the id behind it.
    let done = sqlx::query(
        "UPDATE notice SET status = 'queued', attempts = 0, next_try_at = $1, last_error = '',
           unique_key = SUBSTR(unique_key, 1, LENGTH(unique_key) - LENGTH(id) - 1)
         WHERE id = $2 AND debtor_id = $3 AND status IN ('bounced', 'dead') AND looked_at IS NULL
           AND channel <> 'phone' AND unique_key <> 'answer:' || id AND NOT EXISTS (SELECT o.id FROM notice o
             WHERE o.unique_key = SUBSTR(notice.unique_key, 1, LENGTH(notice.unique_key) - LENGTH(notice.id) - 1))",
    )
    .bind(now)
    .bind(id.as_str())
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Takes a message off the list; `wrong`: its address is no good, and is used no more until it is changed. Gives the
/// status it had, with class and channel. `None`: it does not stand there any more.
pub async fn update_looked(
    tx: &mut DebtorTx,
    id: &NoticeId,
    wrong: bool,
) -> Result<Option<(String, String, String, Option<String>)>> {
    let now = tx.now_ms();
    let row: Option<(String, String, String, Option<String>)> = sqlx::query_as(
        "SELECT status, class, channel, claim_id FROM notice WHERE id = $1 AND debtor_id = $2
           AND status IN ('bounced', 'dead') AND looked_at IS NULL",
    )
    .bind(id.as_str())
    .bind(tx.debtor.as_str())
    .fetch_optional(&mut *tx.tx)
    .await?;
    if row.is_some() {
        sqlx::query(
            "UPDATE notice SET looked_at = $1, status = CASE WHEN $2 = 1 THEN 'bounced' ELSE status END
             WHERE id = $3 AND debtor_id = $4",
        )
        .bind(now)
        .bind(i64::from(wrong))
        .bind(id.as_str())
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    }
    Ok(row)
}
