//! The instalments of a plan, as far as paying looks at them.

use super::overview::ClaimShare;
use super::running_plan::instalment;
use super::{DebtorTx, word};
use crate::error::{Error, Result};
use effen::ids::{ClaimId, DebtorId, PlanId};
use effen::money::Cents;
use effen::plan::{Instalment, PlanStatus};
use sqlx::AnyConnection;

/// A debtor's plan: its status and its schedule, in order. `None`: no such plan of this debtor.
pub async fn find_schedule(tx: &mut DebtorTx, plan: &PlanId) -> Result<Option<(PlanStatus, Vec<Instalment>)>> {
    let status: Option<String> = sqlx::query_scalar("SELECT status FROM plan WHERE id = $1 AND debtor_id = $2")
        .bind(plan.as_str())
        .bind(tx.debtor.as_str())
        .fetch_optional(&mut *tx.tx)
        .await?;
    let Some(status) = status else { return Ok(None) };
    let rows = sqlx::query("SELECT number, due_on, amount_cents FROM instalment WHERE plan_id = $1 ORDER BY number")
        .bind(plan.as_str())
        .fetch_all(&mut *tx.tx)
        .await?;
    let schedule = rows.iter().map(instalment).collect::<Result<_>>()?;
    Ok(Some((word(&status)?, schedule)))
}

/// Moves a plan on.
pub async fn update_plan_status(tx: &mut DebtorTx, plan: &PlanId, status: PlanStatus) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query("UPDATE plan SET status = $1, ended_at = $2 WHERE id = $3 AND debtor_id = $4")
        .bind(status.as_str())
        .bind(status.has_ended().then_some(now))
        .bind(plan.as_str())
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}

/// What of which claim a debtor's plan covers, in the order in which it pays them.
pub async fn list_shares(conn: &mut AnyConnection, debtor: &DebtorId, plan: &PlanId) -> Result<Vec<(ClaimId, Cents)>> {
    let claims: Option<String> = sqlx::query_scalar(
        "SELECT plan_quote.claims FROM plan JOIN plan_quote ON plan_quote.id = plan.quote_id
         WHERE plan.id = $1 AND plan.debtor_id = $2",
    )
    .bind(plan.as_str())
    .bind(debtor.as_str())
    .fetch_optional(conn)
    .await?;
    let shares: Vec<ClaimShare> = serde_json::from_str(&claims.ok_or(Error::NotFound("plan"))?)?;
    Ok(shares.into_iter().map(|share| (share.claim_id, share.cents)).collect())
}
