//! Plans that wait for an agent. Two instalments in a row were missed: the plan runs on meanwhile, and the debtor can repair
//! it first. Or money of a completed plan went back while another plan runs: what is open of it stands outside.

use super::sight::SEES_D;
use super::{Db, DebtorTx};
use crate::error::Result;
use crate::new_id::uuid;
use effen::ids::{AgentId, DebtorId, PlanId};

/// Plans shown to agents at once.
pub const OPEN_MAX: i64 = 100;

/// How a review ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// An agent moved what was missed to the end.
    Continued,
    /// An agent stopped the plan.
    Stopped,
    /// The debtor made it good, or the plan was paid off.
    Repaired,
    /// An agent looked at a plan that is over and of which something is open again.
    Seen,
}

impl Decision {
    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Decision::Continued => "continued",
            Decision::Stopped => "stopped",
            Decision::Repaired => "repaired",
            Decision::Seen => "seen",
        }
    }
}

/// Puts a plan on the agents' list; gives the review's id. `None`: it stands there already.
pub async fn create(tx: &mut DebtorTx, plan: &PlanId) -> Result<Option<String>> {
    let (id, now) = (uuid(), tx.now_ms());
    let done = sqlx::query(
        "INSERT INTO plan_review (id, plan_id, debtor_id, opened_at, closed_at, decision, decided_by) \
         SELECT $1, p.id, p.debtor_id, $2, NULL, '', '' FROM plan p WHERE p.id = $3 AND p.debtor_id = $4 \
         AND NOT EXISTS (SELECT 1 FROM plan_review r WHERE r.plan_id = p.id AND r.closed_at IS NULL)",
    )
    .bind(&id)
    .bind(now)
    .bind(plan.as_str())
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok((done.rows_affected() > 0).then_some(id))
}

/// Takes a plan off the list. False: it did not stand there.
pub async fn update_closed(tx: &mut DebtorTx, plan: &PlanId, decision: Decision, by: &str) -> Result<bool> {
    let now = tx.now_ms();
    let done = sqlx::query(
        "UPDATE plan_review SET closed_at = $1, decision = $2, decided_by = $3 \
         WHERE plan_id = $4 AND debtor_id = $5 AND closed_at IS NULL",
    )
    .bind(now)
    .bind(decision.as_str())
    .bind(by)
    .bind(plan.as_str())
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// A plan that waits for an agent.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ReviewRow {
    /// The plan.
    pub plan_id: String,
    /// Whose.
    pub debtor_id: String,
    /// Name.
    pub name: String,
    /// File reference.
    pub reference: String,
    /// The debtor's language.
    pub language: String,
    /// Since when, epoch ms.
    pub opened_at: i64,
}

/// Plans that wait, the longest waiting first, at most [`OPEN_MAX`].
pub async fn list_open(db: &Db, agent: &AgentId) -> Result<Vec<ReviewRow>> {
    let sql = format!(
        "SELECT r.plan_id, r.debtor_id, COALESCE(p.name, '') AS name, d.reference, d.language, r.opened_at \
         FROM plan_review r JOIN debtor d ON d.id = r.debtor_id LEFT JOIN debtor_person p ON p.debtor_id = r.debtor_id \
         WHERE r.closed_at IS NULL AND {SEES_D} ORDER BY r.opened_at, r.id LIMIT $2",
    );
    let query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(agent.as_str());
    Ok(query.bind(OPEN_MAX).fetch_all(db.read()).await?)
}

/// How many wait.
pub async fn count_open(db: &Db, agent: &AgentId) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM plan_review r WHERE r.closed_at IS NULL \
               AND EXISTS (SELECT 1 FROM agent_debtor s WHERE s.agent_id = $1 AND s.debtor_id = r.debtor_id)";
    Ok(sqlx::query_scalar(sql).bind(agent.as_str()).fetch_one(db.read()).await?)
}

/// Whose a plan is, for an agent.
pub async fn find_debtor(db: &Db, plan: &str) -> Result<Option<DebtorId>> {
    let id: Option<String> =
        sqlx::query_scalar("SELECT debtor_id FROM plan WHERE id = $1").bind(plan).fetch_optional(db.read()).await?;
    Ok(id.map(DebtorId))
}
