//! What documents are made from, beyond a debtor's file as pages show it: whom to address, the creditors' identity, the
//! rows of the ledger with the payment each belongs to, and the formal letters. The debtor stands in every WHERE.

use super::{Db, date, word};
use crate::error::Result;
use effen::ids::{ClaimId, DebtorId, NoticeId, PaymentId};
use effen::kinds::{Channel, Lang};
use effen::ledger::{Account, Balance, Cause};
use effen::money::Cents;
use jiff::civil::Date;
use sqlx::Row as _;
use std::collections::BTreeMap;

/// Name and address of a debtor, as far as they are known.
pub async fn find_address(db: &Db, debtor: &DebtorId) -> Result<(String, String, String, String)> {
    let found = sqlx::query_as("SELECT name, street, postal_code, city FROM debtor_person WHERE debtor_id = $1")
        .bind(debtor.as_str())
        .fetch_optional(db.read())
        .await?;
    Ok(found.unwrap_or_default())
}

/// A creditor's identity, and where the money of one claim goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayeeRow {
    /// The creditor's name.
    pub creditor: String,
    /// Its number in the trade register, or ''.
    pub registration: String,
    /// Its address for questions, or ''.
    pub email: String,
    /// Its telephone number, or ''.
    pub phone: String,
    /// The name of its account.
    pub account_name: String,
    /// Its account.
    pub account_iban: String,
    /// The account that the claim names, or ''.
    pub claim_iban: String,
    /// What the claim's payer is to give, or ''.
    pub reference: String,
}

/// The creditors of a debtor's claims, by claim.
pub async fn list_payees(db: &Db, debtor: &DebtorId) -> Result<BTreeMap<ClaimId, PayeeRow>> {
    let rows = sqlx::query(
        "SELECT c.id, r.name, r.registration, r.email, r.phone, r.account_name, r.iban, c.payee_iban, \
         c.payment_reference FROM claim c JOIN creditor r ON r.id = c.creditor_id WHERE c.debtor_id = $1",
    )
    .bind(debtor.as_str())
    .fetch_all(db.read())
    .await?;
    rows.iter()
        .map(|row| {
            let text = |column: &str| row.try_get::<String, _>(column);
            let payee = PayeeRow {
                creditor: text("name")?,
                registration: text("registration")?,
                email: text("email")?,
                phone: text("phone")?,
                account_name: text("account_name")?,
                account_iban: text("iban")?,
                claim_iban: text("payee_iban")?,
                reference: text("payment_reference")?,
            };
            Ok((ClaimId(text("id")?), payee))
        })
        .collect()
}

/// Rows of the ledger that belong together, as they change one claim: one event of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// The claim.
    pub claim_id: ClaimId,
    /// The payment it came from, if it came from one.
    pub payment_id: Option<PaymentId>,
    /// The debtor's version that wrote it.
    pub version: i64,
    /// When it was written, epoch ms.
    pub recorded_at: i64,
    /// From when it counts.
    pub on: Date,
    /// Why.
    pub cause: Cause,
    /// What it adds to the claim's parts.
    pub change: Balance,
}

/// All rows that change a debtor's claims, in their order. What a payment (or any other event) does to the parts of one
/// claim is one entry.
pub async fn list_entries(db: &Db, debtor: &DebtorId) -> Result<Vec<EntryRow>> {
    let rows = sqlx::query(
        "SELECT claim_id, payment_id, version, recorded_at, value_on, cause, debit, credit, amount_cents FROM posting \
         WHERE debtor_id = $1 AND claim_id IS NOT NULL ORDER BY value_on, version, line",
    )
    .bind(debtor.as_str())
    .fetch_all(db.read())
    .await?;
    let mut entries: Vec<EntryRow> = Vec::new();
    for row in &rows {
        let text = |column: &str| row.try_get::<String, _>(column);
        let (debit, credit): (Account, Account) = (word(&text("debit")?)?, word(&text("credit")?)?);
        let entry = EntryRow {
            claim_id: ClaimId(text("claim_id")?),
            payment_id: row.try_get::<Option<String>, _>("payment_id")?.map(PaymentId),
            version: row.try_get("version")?,
            recorded_at: row.try_get("recorded_at")?,
            on: date(&text("value_on")?)?,
            cause: word(&text("cause")?)?,
            change: Balance::fold([(debit, credit, Cents(row.try_get("amount_cents")?))]),
        };
        if entry.change == Balance::default() {
            continue;
        }
        let same = |known: &&mut EntryRow| {
            (&known.claim_id, &known.payment_id, known.version, known.on, known.cause)
                == (&entry.claim_id, &entry.payment_id, entry.version, entry.on, entry.cause)
        };
        match entries.iter_mut().rev().find(same) {
            Some(known) => known.change = known.change + entry.change,
            None => entries.push(entry),
        }
    }
    Ok(entries)
}

/// A formal letter that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormalRow {
    /// The claims it is about, the oldest first.
    pub claims: Vec<ClaimId>,
    /// What they came to together, where they are several.
    pub base: Option<Cents>,
    /// The language it was written in.
    pub lang: Lang,
    /// By which channel.
    pub channel: Channel,
    /// When, epoch ms.
    pub sent_at: i64,
}

/// A formal letter of a debtor.
pub async fn find_formal(db: &Db, debtor: &DebtorId, id: &NoticeId) -> Result<Option<FormalRow>> {
    let rows = sqlx::query(
        "SELECT f.claim_id, f.language, f.channel, f.sent_at, f.base_cents FROM formal_letter f \
         JOIN claim c ON c.id = f.claim_id WHERE f.id = $1 AND f.debtor_id = $2 AND f.sent_at IS NOT NULL \
         ORDER BY c.due_on, c.id",
    )
    .bind(id.as_str())
    .bind(debtor.as_str())
    .fetch_all(db.read())
    .await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let claims = rows.iter().map(|row| Ok(ClaimId(row.try_get("claim_id")?))).collect::<Result<_>>()?;
    Ok(Some(FormalRow {
        claims,
        base: row.try_get::<Option<i64>, _>("base_cents")?.map(Cents),
        lang: word(&row.try_get::<String, _>("language")?)?,
        channel: word(&row.try_get::<String, _>("channel")?)?,
        sent_at: row.try_get("sent_at")?,
    }))
}

/// The formal letters that were sent to a debtor: id, claim and when (epoch ms), the latest first. One about several claims
/// stands there once for each.
pub async fn list_formal(db: &Db, debtor: &DebtorId) -> Result<Vec<(String, String, i64)>> {
    Ok(sqlx::query_as(
        "SELECT id, claim_id, sent_at FROM formal_letter WHERE debtor_id = $1 AND sent_at IS NOT NULL \
         ORDER BY sent_at DESC, id, claim_id",
    )
    .bind(debtor.as_str())
    .fetch_all(db.read())
    .await?)
}

/// The payments of a debtor that were booked: id, amount, currency and when (epoch ms), the latest first.
pub async fn list_receipts(db: &Db, debtor: &DebtorId, count_max: i64) -> Result<Vec<(String, i64, String, i64)>> {
    Ok(sqlx::query_as(
        "SELECT id, amount_cents, currency, booked_at FROM payment WHERE debtor_id = $1 AND booked_at IS NOT NULL \
         ORDER BY booked_at DESC, id LIMIT $2",
    )
    .bind(debtor.as_str())
    .bind(count_max)
    .fetch_all(db.read())
    .await?)
}
