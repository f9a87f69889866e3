//! What a debtor sees and sets about themselves.

use super::{Db, DebtorTx};
use crate::error::{Error, Result};
use effen::ids::DebtorId;

/// Contact details.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct PersonRow {
    /// Name.
    pub name: String,
    /// E-mail, or ''.
    pub email: String,
    /// Telephone, or ''.
    pub phone: String,
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// City.
    pub city: String,
}

/// Contact details of a debtor.
pub async fn find(db: &Db, debtor: &DebtorId) -> Result<PersonRow> {
    sqlx::query_as("SELECT name, email, phone, street, postal_code, city FROM debtor_person WHERE debtor_id = $1")
        .bind(debtor.as_str())
        .fetch_optional(db.read())
        .await?
        .ok_or(Error::NotFound("person"))
}

/// Telephone number, and how many pauses were asked since a moment.
pub async fn find_help(db: &Db, debtor: &DebtorId, since_ms: i64) -> Result<(String, i64)> {
    Ok(sqlx::query_as(
        "SELECT p.phone, (SELECT COUNT(*) FROM reply r WHERE r.debtor_id = p.debtor_id AND r.kind = 'pause' \
         AND r.created_at > $2) FROM debtor_person p WHERE p.debtor_id = $1",
    )
    .bind(debtor.as_str())
    .bind(since_ms)
    .fetch_optional(db.read())
    .await?
    .unwrap_or_default())
}

/// The e-mail address on file, or ''.
pub async fn find_email(db: &Db, debtor: &DebtorId) -> Result<String> {
    Ok(sqlx::query_scalar("SELECT email FROM debtor_person WHERE debtor_id = $1")
        .bind(debtor.as_str())
        .fetch_optional(db.read())
        .await?
        .unwrap_or_default())
}

/// Sets e-mail and telephone; gives the e-mail address from before.
pub async fn update_contact(tx: &mut DebtorTx, email: &str, phone: &str) -> Result<String> {
    let old: Option<String> = sqlx::query_scalar("SELECT email FROM debtor_person WHERE debtor_id = $1")
        .bind(tx.debtor.as_str())
        .fetch_optional(&mut *tx.tx)
        .await?;
    sqlx::query("UPDATE debtor_person SET email = $1, phone = $2 WHERE debtor_id = $3")
        .bind(email)
        .bind(phone)
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    old.ok_or(Error::NotFound("person"))
}

/// Sets the language of our messages.
pub async fn update_language(tx: &mut DebtorTx, language: &str) -> Result<()> {
    sqlx::query("UPDATE debtor SET language = $1 WHERE id = $2")
        .bind(language)
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}

/// Live sessions of a debtor, the newest first: hash, device, since when (epoch ms).
pub async fn list_sessions(db: &Db, debtor: &DebtorId, now: i64, idle: i64) -> Result<Vec<(String, String, i64)>> {
    Ok(sqlx::query_as(
        "SELECT token_hash, device, created_at FROM session WHERE debtor_id = $1 AND revoked_at IS NULL \
         AND ends_at > $2 AND seen_at > $3 ORDER BY created_at DESC",
    )
    .bind(debtor.as_str())
    .bind(now)
    .bind(now - idle)
    .fetch_all(db.read())
    .await?)
}
