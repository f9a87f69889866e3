//! People who help debtors: who they are, their links and their sessions. None of these is a debtor's.

use super::{Db, Tx, word};
use crate::error::{Error, Result};
use crate::new_id::{token, token_hash, uuid};
use effen::kinds::Lang;

/// An invitation works for so long, in milliseconds: two weeks.
pub const INVITATION_LIFE_MS: i64 = 14 * 24 * 60 * 60 * 1000;

/// Somebody who helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelperRow {
    /// Id.
    pub id: String,
    /// E-mail address.
    pub email: String,
    /// Language of our mails.
    pub language: Lang,
}

/// The helper behind an address, made when there is none yet.
pub async fn find_or_create(tx: &mut Tx, email: &str, language: Lang, now: i64) -> Result<String> {
    let email = email.to_lowercase();
    sqlx::query(
        "INSERT INTO helper (id, email, language, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (email) DO NOTHING",
    )
    .bind(uuid())
    .bind(&email)
    .bind(language.as_str())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(sqlx::query_scalar("SELECT id FROM helper WHERE email = $1").bind(email).fetch_one(&mut **tx).await?)
}

fn read((id, email, language): (String, String, String)) -> Result<HelperRow> {
    Ok(HelperRow { id, email, language: word(&language)? })
}

/// The helper behind a typed address who has an access that may still open something on `today` (ISO).
pub async fn find_by_address(db: &Db, typed: &str, today: &str) -> Result<Option<HelperRow>> {
    let row = sqlx::query_as(
        "SELECT h.id, h.email, h.language FROM helper h WHERE h.email = $1 AND EXISTS (SELECT a.id FROM helper_access a \
         WHERE a.helper_id = h.id AND a.revoked_at IS NULL AND a.accepted_at IS NOT NULL AND a.ends_on >= $2)",
    )
    .bind(typed.trim().to_lowercase())
    .bind(today)
    .fetch_optional(db.read())
    .await?;
    row.map(read).transpose()
}

/// The language a helper read the invitation in.
pub async fn update_language(tx: &mut Tx, id: &str, language: Lang) -> Result<()> {
    sqlx::query("UPDATE helper SET language = $1 WHERE id = $2")
        .bind(language.as_str())
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// A helper by id.
pub async fn find(db: &Db, id: &str) -> Result<HelperRow> {
    let row = sqlx::query_as("SELECT id, email, language FROM helper WHERE id = $1")
        .bind(id)
        .fetch_optional(db.read())
        .await?;
    row.map(read).transpose()?.ok_or(Error::NotFound("helper"))
}

/// Makes a link for a helper; with an access it is the invitation to it. The token is nowhere else.
pub async fn create_link(tx: &mut Tx, helper: &str, access: Option<&str>, now: i64, life_ms: i64) -> Result<String> {
    let token = token();
    sqlx::query(
        "INSERT INTO helper_link (token_hash, helper_id, access_id, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(token_hash(&token))
    .bind(helper)
    .bind(access)
    .bind(now)
    .bind(now + life_ms)
    .execute(&mut **tx)
    .await?;
    Ok(token)
}

/// A link that works.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct HelperLink {
    /// Whose.
    pub helper_id: String,
    /// The access it invites to.
    pub access_id: Option<String>,
}

/// What a link opens, if it works now. Uses nothing up.
pub async fn find_link(db: &Db, token: &str, now: i64) -> Result<Option<HelperLink>> {
    Ok(sqlx::query_as(
        "SELECT helper_id, access_id FROM helper_link WHERE token_hash = $1 AND expires_at > $2 AND used_at IS NULL",
    )
    .bind(token_hash(token))
    .bind(now)
    .fetch_optional(db.read())
    .await?)
}

/// Uses a link up. False: it worked a moment ago and no longer does.
pub async fn update_link_used(tx: &mut Tx, token: &str, now: i64) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE helper_link SET used_at = $1 WHERE token_hash = $2 AND expires_at > $1 AND used_at IS NULL",
    )
    .bind(now)
    .bind(token_hash(token))
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Makes every invitation to an access worthless: it was ended, or another invitation goes out.
pub async fn update_links_ended(tx: &mut Tx, access: &str, now: i64) -> Result<()> {
    sqlx::query("UPDATE helper_link SET used_at = $1 WHERE access_id = $2 AND used_at IS NULL")
        .bind(now)
        .bind(access)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// A live session of a helper.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct HelperSessionRow {
    /// Hash of the token.
    pub token_hash: String,
    /// Whose.
    pub helper_id: String,
    /// Last request, epoch ms.
    pub seen_at: i64,
    /// Absolute end, epoch ms.
    pub ends_at: i64,
}

/// Begins a session.
pub async fn create_session(tx: &mut Tx, token_hash: &str, helper: &str, now: i64, ends_at: i64) -> Result<()> {
    sqlx::query(
        "INSERT INTO helper_session (token_hash, helper_id, created_at, seen_at, ends_at) VALUES ($1, $2, $3, $3, $4)",
    )
    .bind(token_hash)
    .bind(helper)
    .bind(now)
    .bind(ends_at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How far `seen_at` may lag behind, in milliseconds.
const SEEN_LAG_MS: i64 = 60_000;

/// The session by its hash, if it is neither ended, idle too long nor revoked. Moves `seen_at` on, at most once a minute.
pub async fn find_session(db: &Db, token_hash: &str, now: i64, idle: i64) -> Result<Option<HelperSessionRow>> {
    let row: Option<HelperSessionRow> = sqlx::query_as(
        "SELECT token_hash, helper_id, seen_at, ends_at FROM helper_session \
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
        sqlx::query("UPDATE helper_session SET seen_at = $1 WHERE token_hash = $2 AND revoked_at IS NULL")
            .bind(now)
            .bind(token_hash)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        row.seen_at = now;
    }
    Ok(Some(row))
}

/// Ends one session.
pub async fn revoke_session(db: &Db, token_hash: &str, now: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query("UPDATE helper_session SET revoked_at = $1 WHERE token_hash = $2 AND revoked_at IS NULL")
        .bind(now)
        .bind(token_hash)
        .execute(&mut *tx)
        .await?;
    Ok(tx.commit().await?)
}

/// Ends a helper's sessions when no access of theirs opens anything any more.
pub async fn revoke_idle_helper(tx: &mut Tx, helper: &str, now: i64, today: &str) -> Result<()> {
    sqlx::query(
        "UPDATE helper_session SET revoked_at = $1 WHERE helper_id = $2 AND revoked_at IS NULL AND NOT EXISTS \
         (SELECT a.id FROM helper_access a WHERE a.helper_id = $2 AND a.revoked_at IS NULL AND a.ends_on >= $3 \
          AND a.accepted_at IS NOT NULL)",
    )
    .bind(now)
    .bind(helper)
    .bind(today)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
