//! Sessions of debtors and agents.

use super::rows::{pieces, placeholders};
use super::{Db, Tx};
use crate::error::Result;
use effen::ids::{AgentId, DebtorId};

/// A stored session.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct SessionRow {
    /// Hash of the token.
    pub token_hash: String,
    /// A debtor's session.
    pub debtor_id: Option<String>,
    /// An agent's session.
    pub agent_id: Option<String>,
    /// See `web::session::Assurance`.
    pub assurance: String,
    /// What a pay link opens.
    pub claim_id: Option<String>,
    /// The message that led here.
    pub notice_id: Option<String>,
    /// A colleague of a company: by which access they are in.
    pub access_id: Option<String>,
    /// Last request, epoch ms.
    pub seen_at: i64,
    /// Absolute end, epoch ms.
    pub ends_at: i64,
}

/// A session to begin.
#[derive(Debug, Clone)]
pub struct NewSession<'a> {
    /// Hash of the new token.
    pub token_hash: &'a str,
    /// Debtor …
    pub debtor_id: Option<&'a str>,
    /// … or agent.
    pub agent_id: Option<&'a str>,
    /// See `web::session::Assurance`.
    pub assurance: &'a str,
    /// What a pay link opens.
    pub claim_id: Option<&'a str>,
    /// The message that led here.
    pub notice_id: Option<&'a str>,
    /// 'phone' | 'desktop'.
    pub device: &'a str,
    /// Which browser, for the list of an agent's sessions; '' for debtors.
    pub browser: &'a str,
    /// Epoch ms.
    pub now: i64,
    /// Epoch ms.
    pub ends_at: i64,
}

/// How far `seen_at` may lag behind: one write a minute is enough for an idle limit of half an hour.
const SEEN_LAG_MS: i64 = 60_000;

/// The session by its hash, if it is neither ended, idle too long nor revoked. Moves `seen_at` on, at most once a minute.
pub async fn find_live(db: &Db, token_hash: &str, now: i64, idle: i64) -> Result<Option<SessionRow>> {
    let row: Option<SessionRow> = sqlx::query_as(
        "SELECT token_hash, debtor_id, agent_id, assurance, claim_id, notice_id, access_id, seen_at, ends_at FROM session \
         WHERE token_hash = $1 AND revoked_at IS NULL AND ends_at > $2 AND seen_at > $3",
    )
    .bind(token_hash)
    .bind(now)
    .bind(now - idle)
    .fetch_optional(db.read())
    .await?;
    let Some(mut row) = row else { return Ok(None) };
    if now - row.seen_at > SEEN_LAG_MS {
        let mut tx = db.begin().await?;
        sqlx::query("UPDATE session SET seen_at = $1 WHERE token_hash = $2 AND revoked_at IS NULL")
            .bind(now)
            .bind(token_hash)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        row.seen_at = now;
    }
    Ok(Some(row))
}

/// Begins a session.
pub async fn create(db: &Db, new: &NewSession<'_>) -> Result<()> {
    let mut tx = db.begin().await?;
    create_in(&mut tx, new).await?;
    Ok(tx.commit().await?)
}

/// Begins a session in the caller's transaction.
pub async fn create_in(tx: &mut Tx, new: &NewSession<'_>) -> Result<()> {
    sqlx::query(
        "INSERT INTO session (token_hash, debtor_id, agent_id, assurance, claim_id, notice_id, device, created_at, \
         seen_at, ends_at, browser) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10)",
    )
    .bind(new.token_hash)
    .bind(new.debtor_id)
    .bind(new.agent_id)
    .bind(new.assurance)
    .bind(new.claim_id)
    .bind(new.notice_id)
    .bind(new.device)
    .bind(new.now)
    .bind(new.ends_at)
    .bind(new.browser)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes by which access of a company's colleague a session was begun.
pub async fn update_access(tx: &mut Tx, token_hash: &str, access: &str) -> Result<()> {
    sqlx::query("UPDATE session SET access_id = $1 WHERE token_hash = $2")
        .bind(access)
        .bind(token_hash)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// A session of an agent, as the list of them shows it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AgentSessionRow {
    /// Hash of the token.
    pub token_hash: String,
    /// Which browser; '' when not noted.
    pub browser: String,
    /// Began, epoch ms.
    pub created_at: i64,
    /// Last request, epoch ms.
    pub seen_at: i64,
}

/// An agent's live sessions, the latest used first.
pub async fn list_of_agent(db: &Db, agent: &AgentId, now: i64, idle: i64) -> Result<Vec<AgentSessionRow>> {
    Ok(sqlx::query_as(
        "SELECT token_hash, browser, created_at, seen_at FROM session WHERE agent_id = $1 AND revoked_at IS NULL \
         AND ends_at > $2 AND seen_at > $3 ORDER BY seen_at DESC, token_hash",
    )
    .bind(agent.as_str())
    .bind(now)
    .bind(now - idle)
    .fetch_all(db.read())
    .await?)
}

/// Ends one session of this agent, if it is theirs.
pub async fn revoke_of_agent(tx: &mut Tx, agent: &AgentId, token_hash: &str, now: i64) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE session SET revoked_at = $1 WHERE token_hash = $2 AND agent_id = $3 AND revoked_at IS NULL",
    )
    .bind(now)
    .bind(token_hash)
    .bind(agent.as_str())
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Ends one session.
pub async fn revoke(db: &Db, token_hash: &str, now: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query("UPDATE session SET revoked_at = $1 WHERE token_hash = $2 AND revoked_at IS NULL")
        .bind(now)
        .bind(token_hash)
        .execute(&mut *tx)
        .await?;
    Ok(tx.commit().await?)
}

/// Ends every session of a debtor; returns how many were open.
pub async fn revoke_all(db: &Db, debtor: &DebtorId, now: i64) -> Result<u64> {
    let mut tx = db.begin().await?;
    let done = sqlx::query("UPDATE session SET revoked_at = $1 WHERE debtor_id = $2 AND revoked_at IS NULL")
        .bind(now)
        .bind(debtor.as_str())
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(done.rows_affected())
}

/// Which of these token hashes belong to live sessions; for open sockets, which make no requests.
pub async fn list_live(
    db: &Db,
    hashes: &[String],
    now: i64,
    debtor_idle: i64,
    agent_idle: i64,
) -> Result<std::collections::HashSet<String>> {
    let mut live = std::collections::HashSet::with_capacity(hashes.len());
    for piece in pieces(hashes) {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT token_hash FROM session WHERE revoked_at IS NULL AND ends_at > $1 \
             AND ((agent_id IS NULL AND seen_at > $2) OR (agent_id IS NOT NULL AND seen_at > $3)) \
             AND token_hash IN ({})",
            placeholders(4, piece.len())
        ));
        let mut query = sqlx::query_scalar(sql).bind(now).bind(now - debtor_idle).bind(now - agent_idle);
        for hash in piece {
            query = query.bind(hash);
        }
        live.extend(query.fetch_all(db.read()).await?);
    }
    Ok(live)
}

/// Hashes of the sessions revoked since `since`, epoch ms; for open sockets, which make no requests.
pub async fn list_revoked(db: &Db, since: i64) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar("SELECT token_hash FROM session WHERE revoked_at >= $1")
        .bind(since)
        .fetch_all(db.read())
        .await?)
}

/// Whose session this is or was, even if it has ended.
pub async fn find_owner(db: &Db, token_hash: &str) -> Result<Option<String>> {
    let owner: Option<Option<String>> = sqlx::query_scalar("SELECT debtor_id FROM session WHERE token_hash = $1")
        .bind(token_hash)
        .fetch_optional(db.read())
        .await?;
    Ok(owner.flatten())
}
