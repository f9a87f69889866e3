//! What agents may: roles, limits, creditors they serve. For who looks after colleagues.

use super::{Db, Tx};
use crate::error::{Error, Result};
use effen::ids::AgentId;

/// An agent with what they may.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct UserRow {
    /// Id.
    pub id: String,
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// See [`effen::staff::Role`].
    pub role: String,
    /// When they were shut out, epoch ms.
    pub disabled_at: Option<i64>,
    /// 1: waits for their own password.
    pub must_change: i64,
    /// 1: signs in with a second step.
    pub second_step: i64,
    /// 1: sees every creditor's files.
    pub all_creditors: i64,
    /// How many creditors they serve, if not all.
    pub creditors: i64,
    /// Cents of one waiver; `None`: no limit.
    pub waive_cents_max: Option<i64>,
    /// Their last request, epoch ms; `None`: never signed in.
    pub seen_at: Option<i64>,
}

const USER: &str = "SELECT a.id, a.email, a.name, a.role, a.disabled_at, a.must_change, \
    CASE WHEN a.totp_secret = '' THEN 0 ELSE 1 END AS second_step, a.all_creditors, \
    (SELECT COUNT(*) FROM agent_creditor s WHERE s.agent_id = a.id) AS creditors, a.waive_cents_max, \
    (SELECT MAX(s.seen_at) FROM session s WHERE s.agent_id = a.id) AS seen_at FROM agent a";

/// Everybody: who works first, by name.
pub async fn list(db: &Db) -> Result<Vec<UserRow>> {
    let sql = format!("{USER} ORDER BY CASE WHEN a.disabled_at IS NULL THEN 0 ELSE 1 END, a.name, a.id");
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(db.read()).await?)
}

/// One of them, inside the transaction that changes something of theirs.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn find(tx: &mut Tx, id: &str) -> Result<UserRow> {
    let sql = format!("{USER} WHERE a.id = $1");
    let row = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut **tx).await?;
    row.ok_or(Error::NotFound("agent"))
}

/// Sets name, role and limit (cents of one waiver; `None`: no limit).
pub async fn update(tx: &mut Tx, agent: &AgentId, name: &str, role: &str, waive_cents_max: Option<i64>) -> Result<()> {
    sqlx::query("UPDATE agent SET name = $1, role = $2, waive_cents_max = $3 WHERE id = $4")
        .bind(name)
        .bind(role)
        .bind(waive_cents_max)
        .bind(agent.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Every creditor: id and name, by name.
pub async fn list_creditors(db: &Db) -> Result<Vec<(String, String)>> {
    Ok(sqlx::query_as("SELECT id, name FROM creditor ORDER BY name, id").fetch_all(db.read()).await?)
}

/// How many administrators may work: the last one is not shut out.
pub async fn count_admins(tx: &mut Tx) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM agent WHERE role = 'admin' AND disabled_at IS NULL")
        .fetch_one(&mut **tx)
        .await?)
}
