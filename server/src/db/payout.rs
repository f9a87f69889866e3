//! Payouts on our own bank statements: to creditors, and from the payment provider.

use super::bank_entry::{self, EntryRow};
use super::books::currency;
use super::{Db, Tx};
use crate::error::Result;
use effen::bank::{EntryEvent, creditor_paid_out, provider_paid_out};
use effen::ids::CreditorId;
use effen::money::Money;
use sqlx::AnyConnection;

/// The creditor whose account this is, where it is exactly one's.
pub async fn find_creditor(conn: &mut AnyConnection, iban: &str) -> Result<Option<CreditorId>> {
    let found: Vec<String> = sqlx::query_scalar(
        "SELECT id FROM creditor WHERE iban <> '' AND REPLACE(iban, ' ', '') = $1 ORDER BY id LIMIT 2",
    )
    .bind(iban)
    .fetch_all(conn)
    .await?;
    Ok(match found.as_slice() {
        [only] => Some(CreditorId(only.clone())),
        _ => None,
    })
}

/// What we owe a creditor now in a currency, in minor units: collected on its claims, less what was paid out.
pub async fn find_owed(conn: &mut AnyConnection, creditor: &CreditorId, code: &str) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "SELECT (SELECT CAST(COALESCE(SUM(CASE WHEN p.credit = 'payable_to_creditor' THEN p.amount_cents
             ELSE -p.amount_cents END), 0) AS BIGINT) FROM posting p JOIN claim c ON c.id = p.claim_id
           WHERE c.creditor_id = $1 AND p.currency = $2
             AND (p.credit = 'payable_to_creditor' OR p.debit = 'payable_to_creditor'))
         - (SELECT CAST(COALESCE(SUM(b.amount_cents), 0) AS BIGINT) FROM bank_posting b
           JOIN bank_entry e ON e.id = b.entry_id
           WHERE e.creditor_id = $1 AND b.currency = $2 AND b.debit = 'payable_to_creditor')",
    )
    .bind(creditor.as_str())
    .bind(code)
    .fetch_one(conn)
    .await?)
}

/// Books an entry as a payout to a creditor, or (`None`) from the payment provider.
///
/// # Errors
/// [`crate::error::Error::Refused`] when the entry has moved in the meantime.
pub async fn create(tx: &mut Tx, entry: &EntryRow, creditor: Option<&CreditorId>, by: &str, now_ms: i64) -> Result<()> {
    bank_entry::update_state(tx, entry, EntryEvent::Settle, by, now_ms).await?;
    sqlx::query("UPDATE bank_entry SET creditor_id = $1 WHERE id = $2")
        .bind(creditor.map(|creditor| creditor.as_str().to_owned()))
        .bind(&entry.id)
        .execute(&mut **tx)
        .await?;
    let posting = match creditor {
        Some(_) => creditor_paid_out(&entry.id, entry.amount, entry.value_on),
        None => provider_paid_out(&entry.id, entry.amount, entry.value_on),
    };
    if let Some(posting) = posting {
        bank_entry::post(tx, &entry.id, &posting, now_ms).await?;
    }
    Ok(())
}

/// What was paid out to a creditor up to and including a day, a sum for each currency.
pub async fn list_paid_out(db: &Db, slug: &str, until: jiff::civil::Date) -> Result<Vec<Money>> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT b.currency, CAST(SUM(b.amount_cents) AS BIGINT) FROM bank_posting b
         JOIN bank_entry e ON e.id = b.entry_id JOIN creditor r ON r.id = e.creditor_id
         WHERE r.slug = $1 AND b.debit = 'payable_to_creditor' AND b.value_on <= $2
         GROUP BY b.currency ORDER BY b.currency",
    )
    .bind(slug)
    .bind(until.to_string())
    .fetch_all(db.read())
    .await?;
    rows.into_iter().map(|(code, cents)| Ok(Money { cents, currency: currency(&code)? })).collect()
}
