//! What an extra payment on a plan is to do: chosen before it is paid, done in the transaction that books it.

use super::{DebtorTx, word};
use crate::error::Result;
use effen::ids::{PaymentId, PlanId, QuoteId};
use effen::plan::change::PlanChange;
use sqlx::Row as _;

/// Remembers which quote a payment follows. Nothing is written for a quote that is not this debtor's, of this plan and
/// for an extra payment.
pub async fn create(tx: &mut DebtorTx, payment: &PaymentId, plan: &PlanId, quote: &QuoteId) -> Result<bool> {
    let done = sqlx::query(
        "INSERT INTO plan_extra (payment_id, plan_id, quote_id, applied_at) \
         SELECT $1, q.plan_id, q.id, NULL FROM plan_quote q WHERE q.id = $2 AND q.plan_id = $3 AND q.debtor_id = $4 \
         AND q.extra_cents > 0",
    )
    .bind(payment.as_str())
    .bind(quote.as_str())
    .bind(plan.as_str())
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What a payment of this debtor is to do to its plan: the change, its quote, and whether that was done already.
pub async fn find(tx: &mut DebtorTx, payment: &PaymentId) -> Result<Option<(PlanChange, QuoteId, bool)>> {
    let row = sqlx::query(
        "SELECT q.change, q.id, e.applied_at FROM plan_extra e JOIN plan_quote q ON q.id = e.quote_id \
         WHERE e.payment_id = $1 AND q.debtor_id = $2",
    )
    .bind(payment.as_str())
    .bind(tx.debtor.as_str())
    .fetch_optional(&mut *tx.tx)
    .await?;
    row.map(|row| {
        let applied: Option<i64> = row.try_get("applied_at")?;
        Ok((word(&row.try_get::<String, _>("change")?)?, QuoteId(row.try_get("id")?), applied.is_some()))
    })
    .transpose()
}

/// It was done.
pub async fn update_applied(tx: &mut DebtorTx, payment: &PaymentId) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query("UPDATE plan_extra SET applied_at = $1 WHERE payment_id = $2")
        .bind(now)
        .bind(payment.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}
