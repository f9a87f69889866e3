//! What the agents' console reads: the queue and files. Agents only: nothing in here asks for
//! the debtor's own session.

use super::Db;
use super::desk::{DISPUTES, ORDER, VULNERABLE};
use super::sight::SEES_D;
use crate::error::Result;
use effen::ids::{AgentId, DebtorId};

/// A conversation in the queue.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct QueueRow {
    /// Its id.
    pub id: String,
    /// 'waiting' | 'assigned'.
    pub status: String,
    /// Who.
    pub name: String,
    /// The debtor's language.
    pub language: String,
    /// The persona, or ''.
    pub persona: String,
    /// The claim's number, if it is about one.
    pub number: Option<String>,
    /// The last message.
    pub body: String,
    /// The name of the first file that goes with it, or ''.
    pub file: String,
    /// The oldest message without an answer, epoch ms.
    pub waiting_since: Option<i64>,
    /// Name of who answers.
    pub agent: Option<String>,
    /// Who answers.
    pub agent_id: Option<String>,
    /// Put aside until then, epoch ms.
    pub snoozed_until: Option<i64>,
    /// 1: goes before others.
    pub priority: i64,
    /// 'person' | 'company'.
    pub kind: String,
    /// The skill an agent named, or ''.
    pub skill: String,
    /// Are they vulnerable? 0 or 1.
    pub vulnerable: i64,
    /// Does a dispute wait? 0 or 1.
    pub disputes: i64,
}

/// Conversations shown at once.
const QUEUE_MAX: i64 = 200;

/// Conversations of files the agent sees that are not closed, who comes first first, who waits for nothing last;
/// `first_before`: whoever waits since before it goes first.
pub async fn list_queue(db: &Db, agent: &AgentId, first_before: i64) -> Result<Vec<QueueRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "SELECT c.id, c.status, p.name, d.language, d.persona, claim.number, m.body, \
         COALESCE((SELECT u.name FROM upload u WHERE u.conversation_id = c.id AND u.message_seq = c.last_seq \
         ORDER BY u.place LIMIT 1), '') AS file, c.waiting_since, \
         agent.name AS agent, c.agent_id, c.snoozed_until, c.priority, d.kind, c.skill, \
         CAST(CASE WHEN {VULNERABLE} THEN 1 ELSE 0 END AS BIGINT) AS vulnerable, \
         CAST(CASE WHEN {DISPUTES} THEN 1 ELSE 0 END AS BIGINT) AS disputes \
         FROM conversation c JOIN debtor d ON d.id = c.debtor_id JOIN debtor_person p ON p.debtor_id = c.debtor_id \
         JOIN message m ON m.conversation_id = c.id AND m.seq = c.last_seq LEFT JOIN claim ON claim.id = c.claim_id \
         LEFT JOIN agent ON agent.id = c.agent_id \
         WHERE c.status IN ('waiting', 'assigned') AND {SEES_D} \
         ORDER BY {ORDER} LIMIT {QUEUE_MAX}"
    ));
    Ok(sqlx::query_as(sql).bind(agent.as_str()).bind(first_before).fetch_all(db.read()).await?)
}

/// The head of a file.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct HeadRow {
    /// The debtor's version.
    pub version: i64,
    /// The file's reference.
    pub reference: String,
    /// 'person' | 'company'.
    pub kind: String,
    /// Language.
    pub language: String,
    /// 'auto' | 'neutral'.
    pub view_choice: String,
    /// The persona, or ''.
    pub persona: String,
    /// The name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
}

/// The head of a file.
pub async fn find_head(db: &Db, debtor: &DebtorId) -> Result<Option<HeadRow>> {
    Ok(sqlx::query_as(
        "SELECT d.version, d.reference, d.kind, d.language, d.view_choice, d.persona, p.name, p.email, p.phone \
         FROM debtor d JOIN debtor_person p ON p.debtor_id = d.id WHERE d.id = $1",
    )
    .bind(debtor.as_str())
    .fetch_optional(db.read())
    .await?)
}

/// The debtor's version: has anything changed?
pub async fn find_version(db: &Db, debtor: &DebtorId) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar("SELECT version FROM debtor WHERE id = $1")
        .bind(debtor.as_str())
        .fetch_optional(db.read())
        .await?)
}

/// A claim of a file.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ClaimRow {
    /// Its id.
    pub id: String,
    /// The creditor's number.
    pub number: String,
    /// Whose it is.
    pub creditor: String,
    /// ISO date.
    pub due_on: String,
    /// Its currency.
    pub currency: String,
    /// 'active' | 'disputed' | 'held' | 'withdrawn'.
    pub status: String,
}

/// The claims of a file that the agent sees, the oldest due first.
pub async fn list_claims(db: &Db, agent: &AgentId, debtor: &DebtorId) -> Result<Vec<ClaimRow>> {
    Ok(sqlx::query_as(
        "SELECT claim.id, claim.number, creditor.name AS creditor, claim.due_on, claim.currency, claim.status \
         FROM claim JOIN creditor ON creditor.id = claim.creditor_id WHERE claim.debtor_id = $2 \
         AND EXISTS (SELECT 1 FROM agent_claim s WHERE s.agent_id = $1 AND s.claim_id = claim.id) \
         ORDER BY claim.due_on, claim.id",
    )
    .bind(agent.as_str())
    .bind(debtor.as_str())
    .fetch_all(db.read())
    .await?)
}

/// A plan of a file.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PlanRow {
    /// Status.
    pub status: String,
    /// What was agreed.
    pub total_cents: i64,
    /// What was paid towards it.
    pub paid_cents: i64,
    /// Its last due date, ISO.
    pub last_due_on: String,
    /// Epoch ms.
    pub agreed_at: i64,
    /// Does it wait for an agent? 0 or 1.
    pub reviews: i64,
}

/// The plans of a file, the latest first.
pub async fn list_plans(db: &Db, debtor: &DebtorId) -> Result<Vec<PlanRow>> {
    Ok(sqlx::query_as(
        "SELECT plan.status, plan.total_cents, plan.agreed_at, \
         (SELECT MAX(i.due_on) FROM instalment i WHERE i.plan_id = plan.id) AS last_due_on, \
         (SELECT COUNT(*) FROM plan_review r WHERE r.plan_id = plan.id AND r.closed_at IS NULL) AS reviews, \
         (SELECT CAST(COALESCE(SUM(payment.amount_cents), 0) AS BIGINT) FROM payment \
          WHERE payment.plan_id = plan.id AND payment.booked_at IS NOT NULL) AS paid_cents \
         FROM plan WHERE plan.debtor_id = $1 \
         ORDER BY plan.agreed_at DESC LIMIT 3",
    )
    .bind(debtor.as_str())
    .fetch_all(db.read())
    .await?)
}

/// An open reply that is about no claim, or about one the agent sees: id, kind, text, epoch ms.
pub async fn list_open_replies(
    db: &Db,
    agent: &AgentId,
    debtor: &DebtorId,
) -> Result<Vec<(String, String, String, i64)>> {
    Ok(sqlx::query_as(
        "SELECT id, kind, body, created_at FROM reply WHERE debtor_id = $2 AND handled_at IS NULL \
         AND (claim_id IS NULL OR EXISTS (SELECT 1 FROM agent_claim s WHERE s.agent_id = $1 AND s.claim_id = reply.claim_id)) \
         ORDER BY created_at",
    )
    .bind(agent.as_str())
    .bind(debtor.as_str())
    .fetch_all(db.read())
    .await?)
}

/// Holds that run: start and end, epoch ms.
pub async fn list_holds(db: &Db, debtor: &DebtorId, now: i64) -> Result<Vec<(i64, Option<i64>)>> {
    Ok(sqlx::query_as(
        "SELECT starts_at, ends_at FROM contact_hold WHERE debtor_id = $1 AND released_at IS NULL \
         AND (ends_at IS NULL OR ends_at > $2) ORDER BY starts_at",
    )
    .bind(debtor.as_str())
    .bind(now)
    .fetch_all(db.read())
    .await?)
}

/// Our latest messages: channel, subject, status, epoch ms of making, sending and following.
pub async fn list_notices(
    db: &Db,
    debtor: &DebtorId,
) -> Result<Vec<(String, String, String, i64, Option<i64>, Option<i64>)>> {
    Ok(sqlx::query_as(
        "SELECT channel, subject, status, created_at, sent_at, clicked_at FROM notice WHERE debtor_id = $1 \
         ORDER BY created_at DESC LIMIT 5",
    )
    .bind(debtor.as_str())
    .fetch_all(db.read())
    .await?)
}

/// Stored scores and reasons (JSON), if anything is known.
pub async fn find_scores(db: &Db, debtor: &DebtorId) -> Result<Option<(String, String)>> {
    Ok(sqlx::query_as("SELECT scores, reasons FROM behaviour WHERE debtor_id = $1")
        .bind(debtor.as_str())
        .fetch_optional(db.read())
        .await?)
}

/// Changes of persona, the latest first: from, to, reasons (JSON), epoch ms.
pub async fn list_changes(db: &Db, debtor: &DebtorId) -> Result<Vec<(String, String, String, i64)>> {
    Ok(sqlx::query_as(
        "SELECT from_persona, to_persona, reasons, changed_at FROM persona_change WHERE debtor_id = $1 \
         ORDER BY version DESC LIMIT 12",
    )
    .bind(debtor.as_str())
    .fetch_all(db.read())
    .await?)
}

/// The name of the agent with this id.
pub async fn find_agent_name(db: &Db, agent: &str) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("SELECT name FROM agent WHERE id = $1").bind(agent).fetch_optional(db.read()).await?)
}
