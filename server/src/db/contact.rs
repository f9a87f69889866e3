//! Who can be reached by e-mail, for sign-in.

use super::{Db, DebtorTx};
use crate::error::Result;
use crate::new_id::uuid;
use effen::ids::DebtorId;
use effen::kinds::{Channel, Lang};

/// A household may share an address; more than this many files behind one are not written to.
const FILES_BEHIND_ADDRESS_MAX: i64 = 4;

/// Somebody who can be mailed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reachable {
    /// Who.
    pub debtor: DebtorId,
    /// File reference.
    pub reference: String,
    /// Language of the mail.
    pub lang: Lang,
    /// Name.
    pub name: String,
    /// Address, as we have it on file: never the one that was typed.
    pub email: String,
}

/// Everybody behind a typed address or file reference who has an address on file.
pub async fn list_by_address_or_reference(db: &Db, typed: &str) -> Result<Vec<Reachable>> {
    let [as_typed, plain] = super::access_code::reference_forms(typed);
    let rows: Vec<(String, String, String, String, String)> = sqlx::query_as(
        "SELECT d.id, d.reference, d.language, p.name, p.email FROM debtor_person p JOIN debtor d ON d.id = p.debtor_id \
         WHERE p.email <> '' AND LOWER(p.email) = LOWER($1) \
         UNION SELECT d.id, d.reference, d.language, p.name, p.email FROM debtor d JOIN debtor_person p \
         ON p.debtor_id = d.id WHERE p.email <> '' AND d.reference IN ($1, $2) LIMIT $3",
    )
    .bind(as_typed)
    .bind(plain)
    .bind(FILES_BEHIND_ADDRESS_MAX)
    .fetch_all(db.read())
    .await?;
    rows.into_iter()
        .map(|(debtor, reference, lang, name, email)| {
            Ok(Reachable { debtor: DebtorId(debtor), reference, lang: super::word(&lang)?, name, email })
        })
        .collect()
}

/// A message that was sent (or could not be) at once, for the debtor's list of messages.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// What kind.
    pub kind: &'a str,
    /// By which channel.
    pub channel: Channel,
    /// Language.
    pub lang: Lang,
    /// Address.
    pub to: &'a str,
    /// Subject.
    pub subject: &'a str,
    /// Text, without secrets.
    pub text: &'a str,
    /// Why it could not be sent, if so.
    pub failed: Option<&'a str>,
}

/// Writes such a message down.
pub async fn create_answer(tx: &mut DebtorTx, answer: &Answer<'_>) -> Result<()> {
    let (now, id) = (tx.now_ms(), uuid());
    sqlx::query(
        "INSERT INTO notice (id, debtor_id, class, kind, channel, language, tone, recipient, subject, body_text, \
         body_html, unique_key, status, attempts, next_try_at, last_error, created_at, sent_at) \
         VALUES ($1, $2, 'answer', $3, $13, $4, '', $5, $6, $7, '', $8, $9, 1, $10, $11, $10, $12)",
    )
    .bind(&id)
    .bind(tx.debtor.as_str())
    .bind(answer.kind)
    .bind(answer.lang.as_str())
    .bind(answer.to)
    .bind(answer.subject)
    .bind(answer.text)
    .bind(format!("answer:{id}"))
    .bind(if answer.failed.is_some() { "dead" } else { "sent" })
    .bind(now)
    .bind(answer.failed.unwrap_or(""))
    .bind(answer.failed.is_none().then_some(now))
    .bind(answer.channel.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// The reference of a debtor's file.
pub async fn find_reference(db: &Db, debtor: &DebtorId) -> Result<String> {
    sqlx::query_scalar("SELECT reference FROM debtor WHERE id = $1")
        .bind(debtor.as_str())
        .fetch_optional(db.read())
        .await?
        .ok_or(crate::error::Error::NotFound("debtor"))
}

/// Where a letter goes.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PostalRow {
    /// Id of the debtor.
    pub id: String,
    /// File reference.
    pub reference: String,
    /// Language.
    pub language: String,
    /// Name.
    pub name: String,
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// Town.
    pub city: String,
}

/// The address behind a file reference as typed.
pub async fn find_postal(db: &Db, reference: &str) -> Result<Option<PostalRow>> {
    let [as_typed, plain] = super::access_code::reference_forms(reference);
    Ok(sqlx::query_as(
        "SELECT d.id, d.reference, d.language, p.name, p.street, p.postal_code, p.city FROM debtor d \
         JOIN debtor_person p ON p.debtor_id = d.id WHERE d.reference IN ($1, $2) LIMIT 1",
    )
    .bind(as_typed)
    .bind(plain)
    .fetch_optional(db.read())
    .await?)
}
