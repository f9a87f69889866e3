//! Who did what. The table refuses update and delete.

use super::{DebtorTx, Tx};
use crate::error::Result;
use crate::new_id;

/// Adds an entry about a debtor. `actor` is `agent:<id>`, `debtor`, `operator` or `system`; `subject` names what it is
/// about (an id); nothing in it is a name or free text of a person.
pub async fn create(tx: &mut DebtorTx, actor: &str, action: &str, subject: &str, detail: &str) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO audit (id, at, actor, action, debtor_id, subject, detail) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(new_id::uuid())
    .bind(now)
    .bind(actor)
    .bind(action)
    .bind(tx.debtor.as_str())
    .bind(subject)
    .bind(detail)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Adds an entry about nobody's file: about money whose owner is not known, for one.
pub async fn create_without_debtor(
    tx: &mut Tx,
    now_ms: i64,
    actor: &str,
    action: &str,
    subject: &str,
    detail: &str,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO audit (id, at, actor, action, debtor_id, subject, detail) VALUES ($1, $2, $3, $4, NULL, $5, $6)",
    )
    .bind(new_id::uuid())
    .bind(now_ms)
    .bind(actor)
    .bind(action)
    .bind(subject)
    .bind(detail)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Is this very entry there already? What comes again and again is written once.
pub async fn has(tx: &mut DebtorTx, action: &str, subject: &str, detail: &str) -> Result<bool> {
    let row = sqlx::query(
        "SELECT id FROM audit WHERE debtor_id = $1 AND action = $2 AND subject = $3 AND detail = $4 LIMIT 1",
    )
    .bind(tx.debtor.as_str())
    .bind(action)
    .bind(subject)
    .bind(detail)
    .fetch_optional(&mut *tx.tx)
    .await?;
    Ok(row.is_some())
}
