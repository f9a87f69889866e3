//! Idempotency keys of forms: the same key and content shows the first result, the same key with other content is
//! refused.

use super::Tx;
use crate::error::{Error, Result};

/// What a key turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Submission {
    /// Not seen: carry it out, then call [`create`].
    Fresh,
    /// Seen with the same content: go where the first one led.
    Repeat(String),
}

/// Looks a key up inside the transaction that will carry the form out. `actor` is a debtor's or agent's id,
/// `fingerprint` any text that differs when the content does.
pub async fn find(tx: &mut Tx, actor: &str, key: &str, fingerprint: &str) -> Result<Submission> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT fingerprint, location FROM submission WHERE actor_id = $1 AND key = $2")
            .bind(actor)
            .bind(key)
            .fetch_optional(&mut **tx)
            .await?;
    match row {
        None => Ok(Submission::Fresh),
        Some((stored, location)) if stored == fingerprint => Ok(Submission::Repeat(location)),
        Some(_) => Err(Error::KeyReused),
    }
}

/// Remembers where a form led.
pub async fn create(tx: &mut Tx, actor: &str, key: &str, fingerprint: &str, location: &str, now_ms: i64) -> Result<()> {
    sqlx::query(
        "INSERT INTO submission (actor_id, key, fingerprint, location, created_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(actor)
    .bind(key)
    .bind(fingerprint)
    .bind(location)
    .bind(now_ms)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
