//! People at the agency who may sign in to the console.

use super::Db;
use crate::error::{Error, Result};
use crate::new_id::uuid;
use effen::ids::AgentId;

/// What an agent may do; each word includes the ones before.
pub const ROLES: [&str; 3] = ["agent", "supervisor", "admin"];

/// An agent as a list shows them.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AgentRow {
    /// Id.
    pub id: String,
    /// E-mail address, in small letters.
    pub email: String,
    /// Name.
    pub name: String,
    /// One of [`ROLES`].
    pub role: String,
    /// When somebody stopped working here, epoch ms.
    pub disabled_at: Option<i64>,
}

/// An address as it is stored and looked up.
pub fn normal_email(typed: &str) -> String {
    typed.trim().to_lowercase().chars().take(254).collect()
}

/// Adds an agent. `password_hash` is a PHC string.
///
/// # Errors
/// [`Error::Refused`] for an unknown role, an unusable address or one that is taken.
pub async fn create(db: &Db, email: &str, name: &str, role: &str, password_hash: &str, now_ms: i64) -> Result<AgentId> {
    let email = normal_email(email);
    if !ROLES.contains(&role) {
        return Err(Error::Refused(format!("'{role}' is not a role; roles are {}", ROLES.join(", "))));
    }
    if email.parse::<lettre::Address>().is_err() {
        return Err(Error::Refused(format!("'{email}' is not an e-mail address")));
    }
    let id = uuid();
    let mut tx = db.begin().await?;
    let done = sqlx::query(
        "INSERT INTO agent (id, email, name, password_hash, role, created_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (email) DO NOTHING",
    )
    .bind(&id)
    .bind(&email)
    .bind(name)
    .bind(password_hash)
    .bind(role)
    .bind(now_ms)
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Refused(format!("there is an agent with the address {email} already")));
    }
    tx.commit().await?;
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
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT id, password_hash FROM agent WHERE email = $1 AND disabled_at IS NULL")
            .bind(normal_email(email))
            .fetch_optional(db.read())
            .await?;
    Ok(row.map(|(id, hash)| (AgentId(id), hash)))
}

/// Sets a new password and ends every session of the agent.
pub async fn update_password(db: &Db, email: &str, password_hash: &str, now_ms: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    let id: Option<String> = sqlx::query_scalar("UPDATE agent SET password_hash = $1 WHERE email = $2 RETURNING id")
        .bind(password_hash)
        .bind(normal_email(email))
        .fetch_optional(&mut *tx)
        .await?;
    end_sessions(&mut tx, &id.ok_or(Error::NotFound("agent"))?, now_ms).await?;
    Ok(tx.commit().await?)
}

/// Lets an agent in no longer and ends every session of theirs.
pub async fn disable(db: &Db, email: &str, now_ms: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    let id: Option<String> =
        sqlx::query_scalar("UPDATE agent SET disabled_at = COALESCE(disabled_at, $1) WHERE email = $2 RETURNING id")
            .bind(now_ms)
            .bind(normal_email(email))
            .fetch_optional(&mut *tx)
            .await?;
    end_sessions(&mut tx, &id.ok_or(Error::NotFound("agent"))?, now_ms).await?;
    Ok(tx.commit().await?)
}

async fn end_sessions(tx: &mut super::Tx, id: &str, now_ms: i64) -> Result<()> {
    sqlx::query("UPDATE session SET revoked_at = $1 WHERE agent_id = $2 AND revoked_at IS NULL")
        .bind(now_ms)
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
