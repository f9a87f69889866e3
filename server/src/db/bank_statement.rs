//! Bank statements that were booked.

use super::Tx;
use crate::error::Result;
use effen::money::Money;
use jiff::civil::Date;

/// A statement to be stored.
#[derive(Debug, Clone)]
pub struct NewStatement {
    /// Its id.
    pub id: String,
    /// Which statement it is, whatever the format.
    pub key: String,
    /// The account's number.
    pub account: String,
    /// The bank's sequence number, or ''.
    pub number: String,
    /// `camt.053.001.08`, `mt940`, ….
    pub format: String,
    /// The file it came in.
    pub file_name: String,
    /// What it begins with, and of which day.
    pub opening: (Money, Date),
    /// What it ends with, and of which day.
    pub closing: (Money, Date),
    /// How many booked entries it has.
    pub entries: i64,
    /// It only notifies of entries, and has no balances: it begins with nothing and ends with their sum.
    pub notification: bool,
}

/// Stores a statement. False: it is there already.
pub async fn create(tx: &mut Tx, new: &NewStatement, now_ms: i64) -> Result<bool> {
    let done = sqlx::query(
        "INSERT INTO bank_statement (id, key, account, number, format, file_name, currency, opening_cents, opening_on,
           closing_cents, closing_on, entries, imported_at, notification)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (key) DO NOTHING",
    )
    .bind(&new.id)
    .bind(&new.key)
    .bind(&new.account)
    .bind(&new.number)
    .bind(&new.format)
    .bind(&new.file_name)
    .bind(new.opening.0.currency.code())
    .bind(new.opening.0.cents)
    .bind(new.opening.1.to_string())
    .bind(new.closing.0.cents)
    .bind(new.closing.1.to_string())
    .bind(new.entries)
    .bind(now_ms)
    .bind(i64::from(new.notification))
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Does this statement neither go on from a known one nor come before one of this account? Then one between may be
/// missing. False while no other statement of the account is known.
pub async fn has_gap(tx: &mut Tx, new: &NewStatement) -> Result<bool> {
    let known: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM bank_statement
         WHERE account = $1 AND currency = $2 AND id <> $3 AND closing_on <= $4 AND notification = 0",
    )
    .bind(&new.account)
    .bind(new.opening.0.currency.code())
    .bind(&new.id)
    .bind(new.closing.1.to_string())
    .fetch_one(&mut **tx)
    .await?;
    let before: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM bank_statement WHERE account = $1 AND currency = $2 AND id <> $3 AND notification = 0
           AND (closing_cents = $4 OR opening_cents = $4)",
    )
    .bind(&new.account)
    .bind(new.opening.0.currency.code())
    .bind(&new.id)
    .bind(new.opening.0.cents)
    .fetch_one(&mut **tx)
    .await?;
    Ok(known > 0 && before == 0)
}
