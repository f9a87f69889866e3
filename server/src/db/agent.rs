//! People at the agency who may sign in to the console.

use super::{Db, Tx};
use crate::error::{Error, Result};
use crate::new_id::uuid;
use effen::ids::AgentId;
use effen::staff::Role;

/// An agent as a list shows them.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AgentRow {
    /// Id.
    pub id: String,
    /// E-mail address, in small letters.
    pub email: String,
    /// Name.
    pub name: String,
    /// See [`Role`].
    pub role: String,
    /// When somebody stopped working here, epoch ms.
    pub disabled_at: Option<i64>,
}

/// An address as it is stored and looked up.
pub fn normal_email(typed: &str) -> String {
    typed.trim().to_lowercase().chars().take(254).collect()
}

/// Adds an agent. `password_hash` is a PHC string. Such a password is for the first sign-in alone: the agent chooses
/// another there.
///
/// # Errors
/// [`Error::Refused`] for an unknown role, an unusable address or one that is taken.
pub async fn create(db: &Db, email: &str, name: &str, role: &str, password_hash: &str, now_ms: i64) -> Result<AgentId> {
    let mut tx = db.begin().await?;
    let id = create_in(&mut tx, email, name, role, password_hash, now_ms).await?;
    tx.commit().await?;
    Ok(id)
}

/// The same in the caller's transaction.
///
/// # Errors
/// See [`create`].
pub async fn create_in(
    tx: &mut Tx,
    email: &str,
    name: &str,
    role: &str,
    password_hash: &str,
    now_ms: i64,
) -> Result<AgentId> {
    let email = normal_email(email);
    if role.parse::<Role>().is_err() {
        let roles: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
        return Err(Error::Refused(format!("'{role}' is not a role; roles are {}", roles.join(", "))));
    }
    if email.parse::<lettre::Address>().is_err() {
        return Err(Error::Refused(format!("'{email}' is not an e-mail address")));
    }
    let id = uuid();
    let done = sqlx::query(
        "INSERT INTO agent (id, email, name, password_hash, role, created_at, must_change) \
         VALUES ($1, $2, $3, $4, $5, $6, 1) ON CONFLICT (email) DO NOTHING",
    )
    .bind(&id)
    .bind(&email)
    .bind(name)
    .bind(password_hash)
    .bind(role)
    .bind(now_ms)
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Refused(format!("there is an agent with the address {email} already")));
    }
    Ok(AgentId(id))
}

/// Everybody, by address.
pub async fn list(db: &Db) -> Result<Vec<AgentRow>> {
    Ok(sqlx::query_as("SELECT id, email, name, role, disabled_at FROM agent ORDER BY email")
        .fetch_all(db.read())
        .await?)
}

/// Id and name of everybody who may work, by name.
pub async fn list_working(db: &Db) -> Result<Vec<(String, String)>> {
    Ok(sqlx::query_as("SELECT id, name FROM agent WHERE disabled_at IS NULL ORDER BY name, id")
        .fetch_all(db.read())
        .await?)
}

/// Id and password hash of an agent who may work.
pub async fn find_for_sign_in(db: &Db, email: &str) -> Result<Option<(AgentId, String)>> {
    let row: Option<(String, String)> = sqlx::query_as(
        "SELECT id, password_hash FROM agent WHERE email = $1 AND disabled_at IS NULL AND password_hash LIKE '$%'",
    )
    .bind(normal_email(email))
    .fetch_optional(db.read())
    .await?;
    Ok(row.map(|(id, hash)| (AgentId(id), hash)))
}

/// Sets a password for the next sign-in alone and ends every session of the agent.
pub async fn update_password(db: &Db, email: &str, password_hash: &str, now_ms: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    let id = find_by_email(&mut tx, email).await?;
    set_password(&mut tx, &id, password_hash, true, None, now_ms).await?;
    Ok(tx.commit().await?)
}

/// Stores a password and ends every session but `kept` (a token's hash). `one_time`: it is for the next sign-in alone.
pub async fn set_password(
    tx: &mut Tx,
    agent: &AgentId,
    password_hash: &str,
    one_time: bool,
    kept: Option<&str>,
    now_ms: i64,
) -> Result<()> {
    sqlx::query("UPDATE agent SET password_hash = $1, must_change = $2 WHERE id = $3")
        .bind(password_hash)
        .bind(i64::from(one_time))
        .bind(agent.as_str())
        .execute(&mut **tx)
        .await?;
    end_sessions(tx, agent, kept, now_ms).await
}

/// Lets an agent in no longer and ends every session of theirs.
pub async fn disable(db: &Db, email: &str, now_ms: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    let id = find_by_email(&mut tx, email).await?;
    set_disabled(&mut tx, &id, Some(now_ms), now_ms).await?;
    Ok(tx.commit().await?)
}

/// Shuts an agent out since a moment (epoch ms), or lets them in again; either way their sessions end.
pub async fn set_disabled(tx: &mut Tx, agent: &AgentId, since: Option<i64>, now_ms: i64) -> Result<()> {
    sqlx::query("UPDATE agent SET disabled_at = $1 WHERE id = $2")
        .bind(since)
        .bind(agent.as_str())
        .execute(&mut **tx)
        .await?;
    end_sessions(tx, agent, None, now_ms).await
}

/// The agent with this address.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn find_by_email(tx: &mut Tx, email: &str) -> Result<AgentId> {
    let id: Option<String> = sqlx::query_scalar("SELECT id FROM agent WHERE email = $1")
        .bind(normal_email(email))
        .fetch_optional(&mut **tx)
        .await?;
    Ok(AgentId(id.ok_or(Error::NotFound("agent"))?))
}

/// Ends the agent's sessions; all but `kept`, the hash of a token, where it is given.
pub async fn end_sessions(tx: &mut Tx, agent: &AgentId, kept: Option<&str>, now_ms: i64) -> Result<()> {
    sqlx::query("UPDATE session SET revoked_at = $1 WHERE agent_id = $2 AND revoked_at IS NULL AND token_hash <> $3")
        .bind(now_ms)
        .bind(agent.as_str())
        .bind(kept.unwrap_or_default())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The password's hash of an agent who may work.
pub async fn find_password(db: &Db, agent: &AgentId) -> Result<Option<String>> {
    Ok(sqlx::query_scalar(
        "SELECT password_hash FROM agent WHERE id = $1 AND disabled_at IS NULL AND password_hash LIKE '$%'",
    )
    .bind(agent.as_str())
    .fetch_optional(db.read())
    .await?)
}

/// What decides what somebody may do, read with every request.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Standing {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// See [`Role`].
    pub role: String,
    /// 1: the password is a one-time one.
    pub must_change: i64,
    /// 1: signs in with a second step.
    pub second_step: i64,
    /// 1: sees every creditor's files.
    pub all_creditors: i64,
    /// Cents of one waiver that the agent decides alone; `None`: no limit.
    pub waive_cents_max: Option<i64>,
}

/// How an agent stands who may work.
pub async fn find_standing(db: &Db, agent: &str) -> Result<Option<Standing>> {
    Ok(sqlx::query_as(
        "SELECT name, email, role, must_change, CASE WHEN totp_secret = '' THEN 0 ELSE 1 END AS second_step, \
         all_creditors, waive_cents_max FROM agent WHERE id = $1 AND disabled_at IS NULL",
    )
    .bind(agent)
    .fetch_optional(db.read())
    .await?)
}
