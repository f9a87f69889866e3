//! What supervisors look at: who is busy with what, how fast we answer, why people come. Figures and agents' names alone.

use super::Db;
use crate::error::Result;

/// The most messages that figures are made of.
pub const MESSAGES_MAX: i64 = 200_000;

/// An agent at work.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AgentRow {
    /// Name.
    pub name: String,
    /// See [`effen::staff::Role`].
    pub role: String,
    /// Last request of a session that runs, epoch ms; `None`: not signed in.
    pub seen_at: Option<i64>,
    /// Conversations they have open.
    pub open: i64,
    /// Of those, waiting for an answer.
    pub waiting: i64,
    /// Messages they wrote since the day began.
    pub answers: i64,
}

/// Everybody who may work, who is here first. `day` is when the day began, epoch ms; a session counts when its last
/// request came after `here`.
pub async fn list_agents(db: &Db, day: i64, here: i64) -> Result<Vec<AgentRow>> {
    Ok(sqlx::query_as(
        "SELECT a.name, a.role, s.seen_at, COALESCE(c.open, 0) AS open, COALESCE(c.waiting, 0) AS waiting, \
         COALESCE(m.answers, 0) AS answers FROM agent a \
         LEFT JOIN (SELECT agent_id, MAX(seen_at) AS seen_at FROM session \
           WHERE agent_id IS NOT NULL AND revoked_at IS NULL AND seen_at > $2 GROUP BY agent_id) s ON s.agent_id = a.id \
         LEFT JOIN (SELECT agent_id, COUNT(*) AS open, COUNT(waiting_since) AS waiting FROM conversation \
           WHERE agent_id IS NOT NULL AND status = 'assigned' GROUP BY agent_id) c ON c.agent_id = a.id \
         LEFT JOIN (SELECT agent_id, COUNT(*) AS answers FROM message \
           WHERE author = 'agent' AND sent_at >= $1 GROUP BY agent_id) m ON m.agent_id = a.id \
         WHERE a.disabled_at IS NULL \
         ORDER BY CASE WHEN s.seen_at IS NULL THEN 1 ELSE 0 END, a.name, a.id",
    )
    .bind(day)
    .bind(here)
    .fetch_all(db.read())
    .await?)
}

/// Since when each conversation waits that does, epoch ms, with whether somebody has it (1).
pub async fn list_waiting(db: &Db) -> Result<Vec<(i64, i64)>> {
    Ok(sqlx::query_as(
        "SELECT waiting_since, CASE WHEN agent_id IS NULL THEN 0 ELSE 1 END FROM conversation \
         WHERE status IN ('waiting', 'assigned') AND waiting_since IS NOT NULL ORDER BY waiting_since",
    )
    .fetch_all(db.read())
    .await?)
}

/// Messages since a moment: conversation, author, epoch ms, the debtor's persona; each conversation's together, in order.
pub async fn list_messages(db: &Db, since: i64) -> Result<Vec<(String, String, i64, String)>> {
    Ok(sqlx::query_as(
        "SELECT m.conversation_id, m.author, m.sent_at, d.persona FROM message m \
         JOIN conversation c ON c.id = m.conversation_id JOIN debtor d ON d.id = c.debtor_id \
         WHERE m.sent_at >= $1 AND m.author IN ('debtor', 'helper', 'agent') ORDER BY m.conversation_id, m.seq LIMIT $2",
    )
    .bind(since)
    .bind(MESSAGES_MAX)
    .fetch_all(db.read())
    .await?)
}

/// How conversations ended that were closed since a moment, the most frequent first.
pub async fn list_outcomes(db: &Db, since: i64) -> Result<Vec<(String, i64)>> {
    Ok(sqlx::query_as(
        "SELECT outcome, COUNT(*) AS n FROM conversation WHERE closed_at >= $1 AND status = 'closed' GROUP BY outcome \
         ORDER BY n DESC, outcome",
    )
    .bind(since)
    .fetch_all(db.read())
    .await?)
}

/// Chats that ended since a moment, by what agents noted of why people came.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ReasonRow {
    /// See [`effen::chat::desk::ContactReason`].
    pub reason: String,
    /// How many.
    pub n: i64,
    /// How many of those were rated.
    pub rated: i64,
    /// Their ratings, from 1 to 5, added up.
    pub sum: i64,
}

/// See [`ReasonRow`]; the most frequent first.
pub async fn list_contact_reasons(db: &Db, since: i64) -> Result<Vec<ReasonRow>> {
    Ok(sqlx::query_as(
        "SELECT reason, COUNT(*) AS n, COUNT(rating) AS rated, CAST(COALESCE(SUM(rating), 0) AS BIGINT) AS sum \
         FROM chat_closing WHERE closed_at >= $1 GROUP BY reason ORDER BY n DESC, reason",
    )
    .bind(since)
    .fetch_all(db.read())
    .await?)
}

/// What people told and asked us since a moment, by kind of case, the most frequent first.
pub async fn list_reasons(db: &Db, since: i64) -> Result<Vec<(String, i64)>> {
    Ok(sqlx::query_as(
        "SELECT kind, COUNT(*) AS n FROM reply WHERE created_at >= $1 GROUP BY kind ORDER BY n DESC, kind",
    )
    .bind(since)
    .fetch_all(db.read())
    .await?)
}
