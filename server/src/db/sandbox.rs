//! The tables of the sandbox payment provider. They stand in for another company's database: only
//! `pay::sandbox` uses them.

use sqlx::AnyConnection;
use sqlx::Row;
use sqlx::any::AnyRow;

/// A payment of the sandbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SandboxPayment {
    /// `tr_…`.
    pub id: String,
    /// Opens the bank's page.
    pub bank_token: String,
    /// The key it was asked with.
    pub idempotency_key: Option<String>,
    /// Of the request.
    pub fingerprint: String,
    /// What is to be paid, in cents.
    pub amount_cents: i64,
    /// ISO 4217 code.
    pub currency: String,
    /// Shown to the payer.
    pub description: String,
    /// The protocol's name of the method.
    pub method: String,
    /// Language of the page, as `nl_NL`.
    pub locale: String,
    /// JSON as it was sent.
    pub metadata: String,
    /// Where the payer's browser goes afterwards.
    pub redirect_url: String,
    /// Where a change is told; empty for nowhere.
    pub webhook_url: String,
    /// The protocol's status.
    pub status: String,
    /// What the payer's bank took back, in cents.
    pub charged_back_cents: i64,
    /// When the payer's bank took it back, epoch milliseconds.
    pub charged_back_at: Option<i64>,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Until when it can be paid, epoch milliseconds.
    pub expires_at: i64,
    /// When it left `open`, epoch milliseconds.
    pub ended_at: Option<i64>,
    /// How often the webhook was called in vain.
    pub hook_tries: i64,
    /// Whose mandate it is collected by, for a direct debit; else ''.
    pub customer_id: String,
    /// The mandate, for a direct debit; else ''.
    pub mandate_id: String,
}

/// A refund of the sandbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SandboxRefund {
    /// `re_…`.
    pub id: String,
    /// The payment it belongs to.
    pub payment_id: String,
    /// The key it was asked with.
    pub idempotency_key: Option<String>,
    /// Of the request.
    pub fingerprint: String,
    /// How much goes back, in cents.
    pub amount_cents: i64,
    /// Shown to the payer.
    pub description: String,
    /// JSON as it was sent.
    pub metadata: String,
    /// The protocol's status.
    pub status: String,
    /// Epoch milliseconds.
    pub created_at: i64,
}

fn payment(row: &AnyRow) -> Result<SandboxPayment, sqlx::Error> {
    Ok(SandboxPayment {
        id: row.try_get("id")?,
        bank_token: row.try_get("bank_token")?,
        idempotency_key: row.try_get("idempotency_key")?,
        fingerprint: row.try_get("fingerprint")?,
        amount_cents: row.try_get("amount_cents")?,
        currency: row.try_get("currency")?,
        description: row.try_get("description")?,
        method: row.try_get("method")?,
        locale: row.try_get("locale")?,
        metadata: row.try_get("metadata")?,
        redirect_url: row.try_get("redirect_url")?,
        webhook_url: row.try_get("webhook_url")?,
        status: row.try_get("status")?,
        charged_back_cents: row.try_get("charged_back_cents")?,
        charged_back_at: row.try_get("charged_back_at")?,
        created_at: row.try_get("created_at")?,
        expires_at: row.try_get("expires_at")?,
        ended_at: row.try_get("ended_at")?,
        hook_tries: row.try_get("hook_tries")?,
        customer_id: row.try_get("customer_id")?,
        mandate_id: row.try_get("mandate_id")?,
    })
}

fn refund(row: &AnyRow) -> Result<SandboxRefund, sqlx::Error> {
    Ok(SandboxRefund {
        id: row.try_get("id")?,
        payment_id: row.try_get("payment_id")?,
        idempotency_key: row.try_get("idempotency_key")?,
        fingerprint: row.try_get("fingerprint")?,
        amount_cents: row.try_get("amount_cents")?,
        description: row.try_get("description")?,
        metadata: row.try_get("metadata")?,
        status: row.try_get("status")?,
        created_at: row.try_get("created_at")?,
    })
}

/// Stores a new payment.
pub async fn create_payment(conn: &mut AnyConnection, new: &SandboxPayment) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO sandbox_payment (id, bank_token, idempotency_key, fingerprint, amount_cents, currency, description,
           method, locale, metadata, redirect_url, webhook_url, status, charged_back_cents, created_at, expires_at,
           ended_at, hook_due_at, hook_tries, customer_id, mandate_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, NULL, NULL, 0, $17, $18)",
    )
    .bind(&new.id)
    .bind(&new.bank_token)
    .bind(&new.idempotency_key)
    .bind(&new.fingerprint)
    .bind(new.amount_cents)
    .bind(&new.currency)
    .bind(&new.description)
    .bind(&new.method)
    .bind(&new.locale)
    .bind(&new.metadata)
    .bind(&new.redirect_url)
    .bind(&new.webhook_url)
    .bind(&new.status)
    .bind(new.charged_back_cents)
    .bind(new.created_at)
    .bind(new.expires_at)
    .bind(&new.customer_id)
    .bind(&new.mandate_id)
    .execute(conn)
    .await?;
    Ok(())
}

/// How a payment is looked up.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// `tr_…`.
    Id(&'a str),
    /// The token of the bank's page.
    Bank(&'a str),
    /// The key of the request that made it.
    Key(&'a str),
}

/// One payment.
pub async fn find_payment(conn: &mut AnyConnection, by: By<'_>) -> Result<Option<SandboxPayment>, sqlx::Error> {
    let (query, value) = match by {
        By::Id(id) => ("SELECT * FROM sandbox_payment WHERE id = $1", id),
        By::Bank(token) => ("SELECT * FROM sandbox_payment WHERE bank_token = $1", token),
        By::Key(key) => ("SELECT * FROM sandbox_payment WHERE idempotency_key = $1", key),
    };
    sqlx::query(query).bind(value).fetch_optional(conn).await?.as_ref().map(payment).transpose()
}

/// The payments that were collected from a customer, the newest first.
pub async fn list_payments_of(
    conn: &mut AnyConnection,
    customer: &str,
    limit: i64,
) -> Result<Vec<SandboxPayment>, sqlx::Error> {
    let rows =
        sqlx::query("SELECT * FROM sandbox_payment WHERE customer_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2")
            .bind(customer)
            .bind(limit)
            .fetch_all(conn)
            .await?;
    rows.iter().map(payment).collect()
}

/// Payments, newest first, from the one named `from` on (or from the newest).
pub async fn list_payments(
    conn: &mut AnyConnection,
    from: Option<&str>,
    limit: i64,
) -> Result<Vec<SandboxPayment>, sqlx::Error> {
    let rows = match from {
        Some(id) => {
            sqlx::query(
                "SELECT * FROM sandbox_payment
                 WHERE (created_at, id) <= (SELECT created_at, id FROM sandbox_payment WHERE id = $1)
                 ORDER BY created_at DESC, id DESC LIMIT $2",
            )
            .bind(id)
            .bind(limit)
            .fetch_all(conn)
            .await?
        }
        None => {
            sqlx::query("SELECT * FROM sandbox_payment ORDER BY created_at DESC, id DESC LIMIT $1")
                .bind(limit)
                .fetch_all(conn)
                .await?
        }
    };
    rows.iter().map(payment).collect()
}

/// Ends a payment that is open or under way and queues its webhook. `false`: it was neither, and nothing changed.
pub async fn end_payment(conn: &mut AnyConnection, id: &str, status: &str, now: i64) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "UPDATE sandbox_payment SET status = $1, ended_at = $2, hook_due_at = $3, hook_tries = 0
         WHERE id = $4 AND status IN ('open', 'pending')",
    )
    .bind(status)
    .bind(now)
    .bind(now)
    .bind(id)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends every open payment whose time is over. Returns how many.
pub async fn expire_payments(conn: &mut AnyConnection, now: i64) -> Result<u64, sqlx::Error> {
    let done = sqlx::query(
        "UPDATE sandbox_payment SET status = 'expired', ended_at = $1, hook_due_at = $2, hook_tries = 0
         WHERE status = 'open' AND expires_at <= $3",
    )
    .bind(now)
    .bind(now)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Direct debits that were asked before `before` and are still under way.
pub async fn list_debits(conn: &mut AnyConnection, before: i64) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT id FROM sandbox_payment WHERE status = 'pending' AND created_at <= $1 ORDER BY id")
        .bind(before)
        .fetch_all(conn)
        .await
}

/// Takes a paid payment back, as a bank does at the payer's request, and queues its webhook.
pub async fn charge_back(conn: &mut AnyConnection, id: &str, now: i64) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "UPDATE sandbox_payment SET charged_back_cents = amount_cents, charged_back_at = $1, hook_due_at = $2,
           hook_tries = 0 WHERE id = $3 AND status = 'paid' AND charged_back_cents = 0",
    )
    .bind(now)
    .bind(now)
    .bind(id)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Payments whose webhook is to be called now, oldest first.
pub async fn list_due_hooks(
    conn: &mut AnyConnection,
    now: i64,
    limit: i64,
) -> Result<Vec<SandboxPayment>, sqlx::Error> {
    let rows = sqlx::query("SELECT * FROM sandbox_payment WHERE hook_due_at <= $1 ORDER BY hook_due_at LIMIT $2")
        .bind(now)
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(payment).collect()
}

/// Notes how a webhook call went: `next` is when it is tried again, `None` when it is done (or given up).
///
/// A change that came in between queued the webhook anew with zero tries; that call must still be made, so nothing is
/// noted unless the tries are those that were read.
pub async fn update_hook(
    conn: &mut AnyConnection,
    read: &SandboxPayment,
    next: Option<i64>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE sandbox_payment SET hook_due_at = $1, hook_tries = hook_tries + 1
         WHERE id = $2 AND status = $3 AND hook_tries = $4 AND charged_back_cents = $5",
    )
    .bind(next)
    .bind(&read.id)
    .bind(&read.status)
    .bind(read.hook_tries)
    .bind(read.charged_back_cents)
    .execute(conn)
    .await?;
    Ok(())
}

/// Queues the webhook of a payment, because something about it changed.
pub async fn queue_hook(conn: &mut AnyConnection, id: &str, now: i64) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE sandbox_payment SET hook_due_at = $1, hook_tries = 0 WHERE id = $2")
        .bind(now)
        .bind(id)
        .execute(conn)
        .await?;
    Ok(())
}

/// Stores a new refund.
pub async fn create_refund(conn: &mut AnyConnection, new: &SandboxRefund) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO sandbox_refund
           (id, payment_id, idempotency_key, fingerprint, amount_cents, description, metadata, status, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&new.id)
    .bind(&new.payment_id)
    .bind(&new.idempotency_key)
    .bind(&new.fingerprint)
    .bind(new.amount_cents)
    .bind(&new.description)
    .bind(&new.metadata)
    .bind(&new.status)
    .bind(new.created_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// The refund that was asked with a key.
pub async fn find_refund(conn: &mut AnyConnection, key: &str) -> Result<Option<SandboxRefund>, sqlx::Error> {
    sqlx::query("SELECT * FROM sandbox_refund WHERE idempotency_key = $1")
        .bind(key)
        .fetch_optional(conn)
        .await?
        .as_ref()
        .map(refund)
        .transpose()
}

/// Calls off a refund that has not left yet. False: it has, or there is none.
pub async fn cancel_refund(conn: &mut AnyConnection, payment_id: &str, id: &str) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "UPDATE sandbox_refund SET status = 'canceled' WHERE id = $1 AND payment_id = $2 AND status = 'pending'",
    )
    .bind(id)
    .bind(payment_id)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Changes what a shop may change of a payment.
pub async fn update_payment(conn: &mut AnyConnection, changed: &SandboxPayment) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE sandbox_payment SET description = $1, redirect_url = $2, webhook_url = $3, metadata = $4 WHERE id = $5",
    )
    .bind(&changed.description)
    .bind(&changed.redirect_url)
    .bind(&changed.webhook_url)
    .bind(&changed.metadata)
    .bind(&changed.id)
    .execute(conn)
    .await?;
    Ok(())
}

/// The refunds of a payment, newest first.
pub async fn list_refunds(conn: &mut AnyConnection, payment_id: &str) -> Result<Vec<SandboxRefund>, sqlx::Error> {
    let rows = sqlx::query("SELECT * FROM sandbox_refund WHERE payment_id = $1 ORDER BY created_at DESC, id DESC")
        .bind(payment_id)
        .fetch_all(conn)
        .await?;
    rows.iter().map(refund).collect()
}

/// Lets the refunds that were asked before `before` reach the payer. Returns the payments they belong to.
pub async fn finish_refunds(conn: &mut AnyConnection, before: i64) -> Result<Vec<String>, sqlx::Error> {
    let rows = sqlx::query(
        "UPDATE sandbox_refund SET status = 'refunded' WHERE status = 'pending' AND created_at <= $1
         RETURNING payment_id",
    )
    .bind(before)
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| row.try_get("payment_id")).collect()
}

/// Is there an open payment whose time is over?
pub async fn has_overdue(conn: &mut AnyConnection, now: i64) -> Result<bool, sqlx::Error> {
    let row = sqlx::query("SELECT id FROM sandbox_payment WHERE status = 'open' AND expires_at <= $1 LIMIT 1")
        .bind(now)
        .fetch_optional(conn)
        .await?;
    Ok(row.is_some())
}

/// Is there a refund under way that was asked before `before`?
pub async fn has_pending_refunds(conn: &mut AnyConnection, before: i64) -> Result<bool, sqlx::Error> {
    let row = sqlx::query("SELECT id FROM sandbox_refund WHERE status = 'pending' AND created_at <= $1 LIMIT 1")
        .bind(before)
        .fetch_optional(conn)
        .await?;
    Ok(row.is_some())
}
