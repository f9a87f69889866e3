//! Payments and their parts. The split over claims is stored with the payment before the provider is asked: what was
//! shown is what is booked.

use super::{DebtorTx, word};
use crate::error::{Error, Result};
use crate::pay::port::{Method, TransferDetails};
use effen::ids::{ClaimId, DebtorId, NoticeId, PaymentId, PlanId};
use effen::kinds::Lang;
use effen::money::{Cents, Currency, Money};
use effen::payment::PaymentStatus;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

/// A stored payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRow {
    /// Our id.
    pub id: PaymentId,
    /// Who pays.
    pub debtor: DebtorId,
    /// Opens the status page, and nothing else.
    pub status_token: String,
    /// All of it.
    pub amount: Money,
    /// How.
    pub method: Method,
    /// Where it stands.
    pub status: PaymentStatus,
    /// The provider's id; `None` until the provider has answered.
    pub provider_id: Option<String>,
    /// Where the payer pays.
    pub checkout_url: Option<String>,
    /// Where a transfer goes.
    pub transfer: Option<TransferDetails>,
    /// As sent to the provider.
    pub description: String,
    /// Language of the checkout.
    pub lang: Lang,
    /// The plan it pays an instalment of.
    pub plan_id: Option<PlanId>,
    /// The message that led here.
    pub from_notice_id: Option<NoticeId>,
    /// The form's key.
    pub idempotency_key: String,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// When the status last changed, epoch milliseconds.
    pub changed_at: i64,
    /// When the provider was last asked about it, epoch milliseconds.
    pub checked_at: i64,
    /// When it was booked, epoch milliseconds.
    pub booked_at: Option<i64>,
}

fn read(row: &AnyRow) -> Result<PaymentRow> {
    let text = |name: &str| row.try_get::<String, _>(name);
    let currency: Currency =
        text("currency")?.parse().map_err(|_| Error::Broken("the currency of a payment".to_owned()))?;
    let transfer = text("transfer")?;
    Ok(PaymentRow {
        id: text("id")?.into(),
        debtor: text("debtor_id")?.into(),
        status_token: text("status_token")?,
        amount: Money { cents: row.try_get("amount_cents")?, currency },
        method: word(&text("method")?)?,
        status: word(&text("status")?)?,
        provider_id: row.try_get("provider_id")?,
        checkout_url: Some(text("checkout_url")?).filter(|url| !url.is_empty()),
        transfer: if transfer.is_empty() { None } else { Some(serde_json::from_str(&transfer)?) },
        description: text("description")?,
        lang: word(&text("language")?)?,
        plan_id: row.try_get::<Option<String>, _>("plan_id")?.map(PlanId),
        from_notice_id: row.try_get::<Option<String>, _>("from_notice_id")?.map(NoticeId),
        idempotency_key: text("idempotency_key")?,
        created_at: row.try_get("created_at")?,
        changed_at: row.try_get("changed_at")?,
        checked_at: row.try_get("checked_at")?,
        booked_at: row.try_get("booked_at")?,
    })
}

/// Stores a payment with its parts, before the provider knows of it.
pub async fn create(tx: &mut DebtorTx, new: &PaymentRow, parts: &[(ClaimId, Cents)]) -> Result<()> {
    sqlx::query(
        "INSERT INTO payment (id, debtor_id, status_token, amount_cents, currency, method, status, provider_id,
           checkout_url, transfer, description, language, plan_id, from_notice_id, idempotency_key, created_at,
           changed_at, checked_at, booked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, '', '', $8, $9, $10, $11, $12, $13, $14, $15, NULL)",
    )
    .bind(new.id.as_str())
    .bind(tx.debtor.as_str())
    .bind(&new.status_token)
    .bind(new.amount.cents)
    .bind(new.amount.currency.code())
    .bind(new.method.as_str())
    .bind(new.status.as_str())
    .bind(&new.description)
    .bind(new.lang.as_str())
    .bind(new.plan_id.as_ref().map(|id| id.as_str().to_owned()))
    .bind(new.from_notice_id.as_ref().map(|id| id.as_str().to_owned()))
    .bind(&new.idempotency_key)
    .bind(new.created_at)
    .bind(new.changed_at)
    .bind(new.checked_at)
    .execute(&mut *tx.tx)
    .await?;
    for (claim_id, amount) in parts {
        sqlx::query("INSERT INTO payment_part (payment_id, claim_id, amount_cents) VALUES ($1, $2, $3)")
            .bind(new.id.as_str())
            .bind(claim_id.as_str())
            .bind(amount.0)
            .execute(&mut *tx.tx)
            .await?;
    }
    Ok(())
}

/// How a payment is looked up.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// A debtor's own payment, by its id.
    Id(&'a DebtorId, &'a PaymentId),
    /// A debtor's own payment, by the form's key.
    Key(&'a DebtorId, &'a str),
    /// By the opaque token of the status page.
    Token(&'a str),
    /// By the provider's id.
    Provider(&'a str),
}

/// One payment.
pub async fn find(conn: &mut AnyConnection, by: By<'_>) -> Result<Option<PaymentRow>> {
    let query = match by {
        By::Id(debtor, id) => sqlx::query("SELECT * FROM payment WHERE debtor_id = $1 AND id = $2")
            .bind(debtor.as_str())
            .bind(id.as_str()),
        By::Key(debtor, key) => sqlx::query("SELECT * FROM payment WHERE debtor_id = $1 AND idempotency_key = $2")
            .bind(debtor.as_str())
            .bind(key),
        By::Token(token) => sqlx::query("SELECT * FROM payment WHERE status_token = $1").bind(token),
        By::Provider(id) => sqlx::query("SELECT * FROM payment WHERE provider_id = $1").bind(id),
    };
    query.fetch_optional(conn).await?.as_ref().map(read).transpose()
}

/// A debtor's payments, newest first, at most `limit`.
pub async fn list(conn: &mut AnyConnection, debtor: &DebtorId, limit: i64) -> Result<Vec<PaymentRow>> {
    let rows = sqlx::query("SELECT * FROM payment WHERE debtor_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2")
        .bind(debtor.as_str())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(read).collect()
}

/// The stored split of a payment, by claim.
pub async fn list_parts(conn: &mut AnyConnection, id: &PaymentId) -> Result<Vec<(ClaimId, Cents)>> {
    let rows = sqlx::query("SELECT claim_id, amount_cents FROM payment_part WHERE payment_id = $1 ORDER BY claim_id")
        .bind(id.as_str())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| Ok((ClaimId(row.try_get("claim_id")?), Cents(row.try_get("amount_cents")?)))).collect()
}

/// Which payments without an end are to be asked about; all in epoch milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct Due {
    /// Made after this, a payment is young …
    pub created_after: i64,
    /// … and asked about if it was not since this.
    pub young_before: i64,
    /// Any other: if it was not since this.
    pub old_before: i64,
    /// One that the provider never got to know: if it was made before this. Collections by mandate are looked after by
    /// themselves.
    pub unasked_before: i64,
}

/// Payments whose end is not known yet and that are to be asked about, those asked about longest ago first.
pub async fn list_unsettled(conn: &mut AnyConnection, due: &Due, limit: i64) -> Result<Vec<PaymentRow>> {
    let rows = sqlx::query(
        "SELECT * FROM payment WHERE status IN ('open', 'pending', 'authorized')
           AND ((provider_id IS NOT NULL AND checked_at <= $1)
             OR (provider_id IS NOT NULL AND checked_at <= $2 AND created_at > $3)
             OR (provider_id IS NULL AND created_at <= $4 AND method <> 'direct_debit'))
         ORDER BY checked_at LIMIT $5",
    )
    .bind(due.old_before)
    .bind(due.young_before)
    .bind(due.created_after)
    .bind(due.unasked_before)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// Payments made after `since`, epoch milliseconds, that the provider was not reached for, the youngest first: their
/// payers may still be there.
pub async fn list_unasked(conn: &mut AnyConnection, since: i64, limit: i64) -> Result<Vec<PaymentRow>> {
    let rows = sqlx::query(
        "SELECT * FROM payment WHERE status = 'open' AND provider_id IS NULL AND created_at > $1
         ORDER BY created_at DESC LIMIT $2",
    )
    .bind(since)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// Collections by mandate that the provider was not reached for, made before one moment and not tried since another,
/// both in epoch milliseconds; the oldest first.
pub async fn list_debits_unasked(
    conn: &mut AnyConnection,
    made_before: i64,
    tried_before: i64,
    limit: i64,
) -> Result<Vec<PaymentRow>> {
    let rows = sqlx::query(
        "SELECT * FROM payment WHERE status = 'open' AND provider_id IS NULL AND method = 'direct_debit'
           AND created_at <= $1 AND checked_at <= $2 ORDER BY created_at, id LIMIT $3",
    )
    .bind(made_before)
    .bind(tried_before)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// Notes what the provider made of a payment.
pub async fn update_provider(
    tx: &mut DebtorTx,
    id: &PaymentId,
    provider_id: &str,
    checkout_url: Option<&str>,
    transfer: Option<&TransferDetails>,
) -> Result<()> {
    let transfer = transfer.map(serde_json::to_string).transpose()?.unwrap_or_default();
    sqlx::query(
        "UPDATE payment SET provider_id = $1, checkout_url = $2, transfer = $3, checked_at = $4
         WHERE id = $5 AND debtor_id = $6",
    )
    .bind(provider_id)
    .bind(checkout_url.unwrap_or_default())
    .bind(transfer)
    .bind(tx.now_ms())
    .bind(id.as_str())
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Moves a payment on. `booked`: its money is in the ledger since now.
pub async fn update_status(tx: &mut DebtorTx, id: &PaymentId, status: PaymentStatus, booked: bool) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "UPDATE payment SET status = $1, changed_at = $2, checked_at = $3, booked_at = COALESCE(booked_at, $4)
         WHERE id = $5 AND debtor_id = $6",
    )
    .bind(status.as_str())
    .bind(now)
    .bind(now)
    .bind(booked.then_some(now))
    .bind(id.as_str())
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Notes that the provider was asked and had nothing new. This alone changes nothing about the debtor, so it takes no
/// version.
pub async fn update_checked(conn: &mut AnyConnection, id: &PaymentId, now: i64) -> Result<()> {
    sqlx::query("UPDATE payment SET checked_at = $1 WHERE id = $2").bind(now).bind(id.as_str()).execute(conn).await?;
    Ok(())
}

/// The message that led to a payment: its channel and when it was sent, in epoch milliseconds.
pub async fn find_notice(conn: &mut AnyConnection, debtor: &DebtorId, id: &NoticeId) -> Result<Option<(String, i64)>> {
    let row =
        sqlx::query("SELECT channel, sent_at FROM notice WHERE id = $1 AND debtor_id = $2 AND sent_at IS NOT NULL")
            .bind(id.as_str())
            .bind(debtor.as_str())
            .fetch_optional(conn)
            .await?;
    row.map(|row| Ok((row.try_get("channel")?, row.try_get("sent_at")?))).transpose()
}

/// What was paid on a plan, in cents: the booked payments that name it, less what went back of them; and what was paid on
/// its claims straight to their creditors since it was agreed.
pub async fn find_plan_paid(conn: &mut AnyConnection, debtor: &DebtorId, plan: &PlanId) -> Result<Cents> {
    let row = sqlx::query(
        "SELECT (SELECT CAST(COALESCE(SUM(CASE WHEN posting.debit = 'bank' THEN posting.amount_cents
                                       WHEN posting.credit = 'bank' THEN -posting.amount_cents ELSE 0 END), 0) AS BIGINT)
           FROM payment JOIN posting ON posting.payment_id = payment.id
           WHERE payment.debtor_id = $1 AND payment.plan_id = $2)
         + (SELECT CAST(COALESCE(SUM(CASE WHEN o.debit = 'creditor_bank' THEN o.amount_cents
                                       WHEN o.credit = 'creditor_bank' THEN -o.amount_cents ELSE 0 END), 0) AS BIGINT)
           FROM plan p JOIN plan_claim k ON k.plan_id = p.id JOIN posting o ON o.claim_id = k.claim_id
           WHERE p.id = $2 AND p.debtor_id = $1 AND o.debtor_id = $1 AND o.recorded_at > p.agreed_at) AS paid",
    )
    .bind(debtor.as_str())
    .bind(plan.as_str())
    .fetch_one(conn)
    .await?;
    Ok(Cents(row.try_get("paid")?))
}
