//! What a debtor told us to do, and what we remember of how they see their file.

use super::DebtorTx;
use crate::error::Result;

/// Sets a preference.
pub async fn update(tx: &mut DebtorTx, key: &str, value: &str) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO preference (debtor_id, key, value, set_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (debtor_id, key) DO UPDATE SET value = excluded.value, set_at = excluded.set_at",
    )
    .bind(tx.debtor.as_str())
    .bind(key)
    .bind(value)
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Forgets a preference.
pub async fn delete(tx: &mut DebtorTx, key: &str) -> Result<()> {
    sqlx::query("DELETE FROM preference WHERE debtor_id = $1 AND key = $2")
        .bind(tx.debtor.as_str())
        .bind(key)
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}

/// The layout the debtor sees from now on.
pub async fn update_shown(tx: &mut DebtorTx, shown: &str) -> Result<()> {
    sqlx::query("UPDATE debtor SET shown_persona = $1 WHERE id = $2")
        .bind(shown)
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}

/// The debtor's own choice of view: 'auto' or 'neutral'.
pub async fn update_view_choice(tx: &mut DebtorTx, choice: &str) -> Result<()> {
    sqlx::query("UPDATE debtor SET view_choice = $1 WHERE id = $2")
        .bind(choice)
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}
