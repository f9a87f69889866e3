//! The second step of an agent's sign-in: secret, recovery codes, and the browsers that are known.

use super::{Db, Tx};
use crate::error::Result;
use effen::ids::AgentId;

/// A second step as it is stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct StepRow {
    /// The secret in base32; '' without a second step.
    pub totp_secret: String,
    /// A secret that was shown and not confirmed yet; '' without one.
    pub totp_pending: String,
    /// Since when, epoch ms.
    pub totp_since: Option<i64>,
}

/// The second step of an agent.
pub async fn find(db: &Db, agent: &AgentId) -> Result<StepRow> {
    let row = sqlx::query_as("SELECT totp_secret, totp_pending, totp_since FROM agent WHERE id = $1")
        .bind(agent.as_str())
        .fetch_optional(db.read())
        .await?;
    Ok(row.unwrap_or_default())
}

/// Notes a secret that is shown and waits for its first code. The one in use stays in use.
pub async fn set_pending(tx: &mut Tx, agent: &AgentId, secret: &str) -> Result<()> {
    sqlx::query("UPDATE agent SET totp_pending = $1 WHERE id = $2")
        .bind(secret)
        .bind(agent.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Takes the code of a time step, once: false when that step's code (or a later one's) was taken before.
pub async fn take_step(tx: &mut Tx, agent: &AgentId, step: i64) -> Result<bool> {
    let done = sqlx::query("UPDATE agent SET totp_step = $1 WHERE id = $2 AND totp_step < $1")
        .bind(step)
        .bind(agent.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Puts the pending secret into use: only if it is still this one.
pub async fn confirm(tx: &mut Tx, agent: &AgentId, secret: &str, step: i64, now_ms: i64) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE agent SET totp_secret = totp_pending, totp_pending = '', totp_since = $1, totp_step = $2 \
         WHERE id = $3 AND totp_pending = $4 AND totp_pending <> ''",
    )
    .bind(now_ms)
    .bind(step)
    .bind(agent.as_str())
    .bind(secret)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Takes the second step away, with its recovery codes.
pub async fn delete(tx: &mut Tx, agent: &AgentId) -> Result<()> {
    sqlx::query("UPDATE agent SET totp_secret = '', totp_pending = '', totp_since = NULL WHERE id = $1")
        .bind(agent.as_str())
        .execute(&mut **tx)
        .await?;
    delete_codes(tx, agent).await
}

async fn delete_codes(tx: &mut Tx, agent: &AgentId) -> Result<()> {
    sqlx::query("DELETE FROM agent_recovery_code WHERE agent_id = $1").bind(agent.as_str()).execute(&mut **tx).await?;
    Ok(())
}

/// Stores new recovery codes, by their hashes; older ones stop working.
pub async fn create_codes(tx: &mut Tx, agent: &AgentId, hashes: &[String], now_ms: i64) -> Result<()> {
    delete_codes(tx, agent).await?;
    for hash in hashes {
        sqlx::query("INSERT INTO agent_recovery_code (agent_id, code_hash, made_at) VALUES ($1, $2, $3)")
            .bind(agent.as_str())
            .bind(hash)
            .bind(now_ms)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Uses a recovery code up: false when it is none, or was used.
pub async fn use_code(tx: &mut Tx, agent: &AgentId, hash: &str, now_ms: i64) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE agent_recovery_code SET used_at = $1 WHERE agent_id = $2 AND code_hash = $3 AND used_at IS NULL",
    )
    .bind(now_ms)
    .bind(agent.as_str())
    .bind(hash)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// How many recovery codes are left.
pub async fn count_codes(db: &Db, agent: &AgentId) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM agent_recovery_code WHERE agent_id = $1 AND used_at IS NULL")
        .bind(agent.as_str())
        .fetch_one(db.read())
        .await?)
}

/// Remembers a browser, and forgets those whose time is over.
pub async fn create_device(db: &Db, agent: &AgentId, token_hash: &str, now_ms: i64, ends_at: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query("DELETE FROM agent_device WHERE ends_at < $1").bind(now_ms).execute(&mut *tx).await?;
    sqlx::query(
        "INSERT INTO agent_device (token_hash, agent_id, made_at, ends_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (token_hash) DO NOTHING",
    )
    .bind(token_hash)
    .bind(agent.as_str())
    .bind(now_ms)
    .bind(ends_at)
    .execute(&mut *tx)
    .await?;
    Ok(tx.commit().await?)
}

/// Is this browser known as one of the agent with this address?
pub async fn is_device(db: &Db, email: &str, token_hash: &str, now_ms: i64) -> Result<bool> {
    let count: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM agent_device d JOIN agent a ON a.id = d.agent_id \
         WHERE d.token_hash = $1 AND a.email = $2 AND d.ends_at > $3",
    )
    .bind(token_hash)
    .bind(super::agent::normal_email(email))
    .bind(now_ms)
    .fetch_one(db.read())
    .await?;
    Ok(count > 0)
}

/// Forgets every browser of an agent: after a lost one, all have to be known anew.
pub async fn delete_devices(tx: &mut Tx, agent: &AgentId) -> Result<()> {
    sqlx::query("DELETE FROM agent_device WHERE agent_id = $1").bind(agent.as_str()).execute(&mut **tx).await?;
    Ok(())
}
