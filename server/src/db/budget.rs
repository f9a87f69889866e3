//! What the budget check left over. It serves the debtor's own plan alone: no agent's page, no score and no export of
//! segments reads this table.

use super::DebtorTx;
use crate::error::Result;
use effen::budget::Budget;

/// Keeps the latest.
pub async fn update(tx: &mut DebtorTx, budget: &Budget) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO budget (debtor_id, answer, made_at) VALUES ($1, $2, $3) \
         ON CONFLICT (debtor_id) DO UPDATE SET answer = excluded.answer, made_at = excluded.made_at",
    )
    .bind(tx.debtor.as_str())
    .bind(serde_json::to_string(budget)?)
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Forgets it.
pub async fn delete(tx: &mut DebtorTx) -> Result<()> {
    sqlx::query("DELETE FROM budget WHERE debtor_id = $1").bind(tx.debtor.as_str()).execute(&mut *tx.tx).await?;
    Ok(())
}
