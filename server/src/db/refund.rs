//! Refunds that somebody asked for.

use super::{Db, DebtorTx, word};
use crate::error::{Error, Result};
use effen::ids::{DebtorId, PaymentId, RefundId};
use effen::money::Money;
use effen::refund::RefundStatus;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

/// A stored refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundRow {
    /// Its id: also the key under which the provider is asked.
    pub id: RefundId,
    /// Whose.
    pub debtor: DebtorId,
    /// Out of which payment.
    pub payment: PaymentId,
    /// How much.
    pub amount: Money,
    /// Where it stands.
    pub status: RefundStatus,
    /// `debtor` or `agent:<id>`.
    pub asked_by: String,
    /// The provider's id.
    pub provider_id: Option<String>,
    /// Epoch milliseconds.
    pub asked_at: i64,
}

fn read(row: &AnyRow) -> Result<RefundRow> {
    let text = |name: &str| row.try_get::<String, _>(name);
    let currency = text("currency")?.parse().map_err(|_| Error::Broken("the currency of a refund".to_owned()))?;
    Ok(RefundRow {
        id: RefundId(text("id")?),
        debtor: DebtorId(text("debtor_id")?),
        payment: PaymentId(text("payment_id")?),
        amount: Money { cents: row.try_get("amount_cents")?, currency },
        status: word(&text("status")?)?,
        asked_by: text("asked_by")?,
        provider_id: row.try_get("provider_id")?,
        asked_at: row.try_get("asked_at")?,
    })
}

/// Stores a refund that is asked for now.
pub async fn create(
    tx: &mut DebtorTx,
    id: &RefundId,
    payment: &PaymentId,
    amount: Money,
    asked_by: &str,
) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO refund (id, debtor_id, payment_id, amount_cents, currency, status, asked_by, asked_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, 'asked', $6, $7, $8)",
    )
    .bind(id.as_str())
    .bind(tx.debtor.as_str())
    .bind(payment.as_str())
    .bind(amount.cents)
    .bind(amount.currency.code())
    .bind(asked_by)
    .bind(now)
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// A debtor's refunds, newest first.
pub async fn list(conn: &mut AnyConnection, debtor: &DebtorId) -> Result<Vec<RefundRow>> {
    let rows = sqlx::query("SELECT * FROM refund WHERE debtor_id = $1 ORDER BY asked_at DESC, id DESC")
        .bind(debtor.as_str())
        .fetch_all(conn)
        .await?;
    rows.iter().map(read).collect()
}

/// One refund of a debtor.
pub async fn find(conn: &mut AnyConnection, debtor: &DebtorId, id: &RefundId) -> Result<Option<RefundRow>> {
    let row = sqlx::query("SELECT * FROM refund WHERE debtor_id = $1 AND id = $2")
        .bind(debtor.as_str())
        .bind(id.as_str())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Refunds that wait for the provider: approved ones, and those sent of which the end is not known, the ones looked at
/// longest ago first.
pub async fn list_waiting(db: &Db, limit: i64) -> Result<Vec<RefundRow>> {
    let rows =
        sqlx::query("SELECT * FROM refund WHERE status IN ('approved', 'sent') ORDER BY changed_at, id LIMIT $1")
            .bind(limit)
            .fetch_all(db.read())
            .await?;
    rows.iter().map(read).collect()
}

/// Moves a refund on, if it still stands at `from`. `decided_by` and `provider_id` are kept once known.
pub async fn update(
    tx: &mut DebtorTx,
    refund: &RefundRow,
    to: RefundStatus,
    decided_by: Option<&str>,
    provider_id: Option<&str>,
) -> Result<bool> {
    let now = tx.now_ms();
    let done = sqlx::query(
        "UPDATE refund SET status = $1, decided_by = COALESCE($2, decided_by), provider_id = COALESCE($3, provider_id),
           changed_at = $4 WHERE id = $5 AND debtor_id = $6 AND status = $7",
    )
    .bind(to.as_str())
    .bind(decided_by)
    .bind(provider_id)
    .bind(now)
    .bind(refund.id.as_str())
    .bind(tx.debtor.as_str())
    .bind(refund.status.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() > 0)
}
