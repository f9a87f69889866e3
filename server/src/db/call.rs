//! Calls: the tasks that wait (messages by telephone), the requests to be called, and how calls ended.

use super::sight::SEES_D;
use super::{Db, DebtorTx};
use crate::error::Result;
use effen::ids::{AgentId, NoticeId};
use effen::people::call::CallOutcome;

/// Tasks shown at once.
const TASKS_MAX: i64 = 100;
/// Ended calls shown.
const ENDED_MAX: i64 = 20;

/// A call to make.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct TaskRow {
    /// The message's id.
    pub id: String,
    /// Whom to call.
    pub debtor_id: String,
    /// 'queued', or 'sending' while an agent calls.
    pub status: String,
    /// What it is about.
    pub subject: String,
    /// The script.
    pub body_text: String,
    /// The number.
    pub recipient: String,
    /// How often it was taken.
    pub attempts: i64,
    /// From when it may be made; while an agent calls: until when it is theirs. Epoch milliseconds.
    pub next_try_at: i64,
    /// Who calls, or ''.
    pub agent_id: String,
    /// Name.
    pub name: String,
    /// File reference.
    pub reference: String,
    /// The debtor's language.
    pub language: String,
}

const TASK: &str = "SELECT n.id, n.debtor_id, n.status, n.subject, n.body_text, n.recipient, n.attempts, n.next_try_at,
    n.agent_id, p.name, d.reference, d.language
  FROM notice n JOIN debtor d ON d.id = n.debtor_id JOIN debtor_person p ON p.debtor_id = n.debtor_id
  WHERE n.channel = 'phone' AND n.status IN ('queued', 'sending')";

/// Calls whose time has come or that are being made, the longest waiting first.
pub async fn list_tasks(db: &Db, agent: &AgentId, now_ms: i64) -> Result<Vec<TaskRow>> {
    let sql = format!(
        "{TASK} AND {SEES_D} AND (n.status = 'sending' OR n.next_try_at <= $2) ORDER BY n.next_try_at, n.id LIMIT $3"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(agent.as_str())
        .bind(now_ms)
        .bind(TASKS_MAX)
        .fetch_all(db.read())
        .await?)
}

/// One of them.
pub async fn find_task(db: &Db, id: &NoticeId) -> Result<Option<TaskRow>> {
    let sql = format!("{TASK} AND n.id = $1");
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.as_str()).fetch_optional(db.read()).await?)
}

/// How many wait.
pub async fn count_tasks(db: &Db, agent: &AgentId, now_ms: i64) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM notice n WHERE n.channel = 'phone' AND n.status = 'queued' AND n.next_try_at <= $2 \
               AND EXISTS (SELECT 1 FROM agent_debtor s WHERE s.agent_id = $1 AND s.debtor_id = n.debtor_id)";
    Ok(sqlx::query_scalar(sql).bind(agent.as_str()).bind(now_ms).fetch_one(db.read()).await?)
}

/// Somebody who asked to be called.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AskedRow {
    /// The case.
    pub id: String,
    /// Name.
    pub name: String,
    /// File reference.
    pub reference: String,
    /// When it suits, in their words.
    pub body: String,
    /// When they asked, epoch milliseconds.
    pub created_at: i64,
}

/// Who asked to be called and waits, the longest waiting first.
pub async fn list_asked(db: &Db, agent: &AgentId) -> Result<Vec<AskedRow>> {
    let sql = format!(
        "SELECT r.id, p.name, d.reference, r.body, r.created_at FROM reply r JOIN debtor d ON d.id = r.debtor_id
         JOIN debtor_person p ON p.debtor_id = r.debtor_id
         WHERE r.kind = 'callback' AND r.handled_at IS NULL AND {SEES_D} ORDER BY r.created_at, r.id LIMIT $2"
    );
    let query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(agent.as_str());
    Ok(query.bind(TASKS_MAX).fetch_all(db.read()).await?)
}

/// Writes down how a call ended.
pub async fn create(tx: &mut DebtorTx, id: &NoticeId, agent: &str, outcome: CallOutcome) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query("INSERT INTO call (notice_id, debtor_id, agent_id, outcome, ended_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id.as_str())
        .bind(tx.debtor.as_str())
        .bind(agent)
        .bind(outcome.as_str())
        .bind(now)
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}

/// A call that was made.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct EndedRow {
    /// Whom.
    pub debtor_id: String,
    /// Name.
    pub name: String,
    /// By whom.
    pub agent: String,
    /// How it ended.
    pub outcome: String,
    /// When, epoch milliseconds.
    pub ended_at: i64,
}

/// The latest calls, the newest first.
pub async fn list_ended(db: &Db, agent: &AgentId) -> Result<Vec<EndedRow>> {
    let sql = "SELECT c.debtor_id, p.name, a.name AS agent, c.outcome, c.ended_at FROM call c
               JOIN debtor_person p ON p.debtor_id = c.debtor_id JOIN agent a ON a.id = c.agent_id
               WHERE EXISTS (SELECT 1 FROM agent_debtor s WHERE s.agent_id = $1 AND s.debtor_id = c.debtor_id)
               ORDER BY c.ended_at DESC, c.notice_id LIMIT $2";
    Ok(sqlx::query_as(sql).bind(agent.as_str()).bind(ENDED_MAX).fetch_all(db.read()).await?)
}
