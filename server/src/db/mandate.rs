//! Mandates: a debtor's consent to collect the instalments of a plan.

use super::{Db, DebtorTx, word};
use crate::error::{Error, Result};
use effen::debit::MandateStatus;
use effen::ids::{DebtorId, PlanId};
use effen::kinds::Lang;
use effen::reference::Iban;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

/// A stored mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MandateRow {
    /// Our id, and the provider's idempotency key.
    pub id: String,
    /// Whose.
    pub debtor: DebtorId,
    /// The plan whose instalments it pays.
    pub plan: PlanId,
    /// The mandate reference.
    pub reference: String,
    /// Who holds the account.
    pub holder: String,
    /// The account.
    pub iban: Iban,
    /// The text that was agreed to.
    pub consent: String,
    /// Its language.
    pub language: Lang,
    /// Where it stands.
    pub status: MandateStatus,
    /// The provider's id of the payer; '' until it answered.
    pub customer_id: String,
    /// The provider's id of the mandate; '' until it answered.
    pub provider_id: String,
    /// When it was given, epoch ms.
    pub signed_at: i64,
}

fn read(row: &AnyRow) -> Result<MandateRow> {
    let text = |name: &str| row.try_get::<String, _>(name);
    Ok(MandateRow {
        id: text("id")?,
        debtor: DebtorId(text("debtor_id")?),
        plan: PlanId(text("plan_id")?),
        reference: text("reference")?,
        holder: text("holder")?,
        iban: text("iban")?.parse().map_err(|_| Error::Broken("the account of a mandate".to_owned()))?,
        consent: text("consent")?,
        language: word(&text("language")?)?,
        status: word(&text("status")?)?,
        customer_id: text("customer_id")?,
        provider_id: text("provider_id")?,
        signed_at: row.try_get("signed_at")?,
    })
}

/// Stores a mandate as the debtor gave it.
pub async fn create(tx: &mut DebtorTx, new: &MandateRow) -> Result<()> {
    sqlx::query(
        "INSERT INTO mandate (id, debtor_id, plan_id, reference, holder, iban, consent, language, status, customer_id, \
         provider_id, signed_at, ended_at, ended_by, closed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '', $10, NULL, '', NULL)",
    )
    .bind(&new.id)
    .bind(tx.debtor.as_str())
    .bind(new.plan.as_str())
    .bind(&new.reference)
    .bind(&new.holder)
    .bind(new.iban.as_str())
    .bind(&new.consent)
    .bind(new.language.as_str())
    .bind(new.status.as_str())
    .bind(new.signed_at)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// How many mandates a debtor has ever given.
pub async fn count(tx: &mut DebtorTx) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM mandate WHERE debtor_id = $1")
        .bind(tx.debtor.as_str())
        .fetch_one(&mut *tx.tx)
        .await?)
}

/// One mandate of a debtor.
pub async fn find(conn: &mut AnyConnection, debtor: &DebtorId, id: &str) -> Result<Option<MandateRow>> {
    let row = sqlx::query("SELECT * FROM mandate WHERE debtor_id = $1 AND id = $2")
        .bind(debtor.as_str())
        .bind(id)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read).transpose()
}

/// The newest mandate of a plan, whatever became of it.
pub async fn find_of_plan(conn: &mut AnyConnection, debtor: &DebtorId, plan: &PlanId) -> Result<Option<MandateRow>> {
    let row = sqlx::query(
        "SELECT * FROM mandate WHERE debtor_id = $1 AND plan_id = $2 ORDER BY signed_at DESC, reference DESC LIMIT 1",
    )
    .bind(debtor.as_str())
    .bind(plan.as_str())
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(read).transpose()
}

/// A debtor's mandates with when each ended (epoch ms) and by whom, the latest first.
pub async fn list(
    conn: &mut AnyConnection,
    debtor: &DebtorId,
    count_max: i64,
) -> Result<Vec<(MandateRow, Option<i64>, String)>> {
    let rows =
        sqlx::query("SELECT * FROM mandate WHERE debtor_id = $1 ORDER BY signed_at DESC, reference DESC LIMIT $2")
            .bind(debtor.as_str())
            .bind(count_max)
            .fetch_all(conn)
            .await?;
    rows.iter().map(|row| Ok((read(row)?, row.try_get("ended_at")?, row.try_get("ended_by")?))).collect()
}

/// The provider's ids of the mandate that a payment is collected by.
pub async fn find_of_payment(conn: &mut AnyConnection, payment: &str) -> Result<Option<MandateRow>> {
    let row = sqlx::query("SELECT m.* FROM mandate m JOIN collection c ON c.mandate_id = m.id WHERE c.payment_id = $1")
        .bind(payment)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Mandates that the provider does not have yet, the oldest first.
pub async fn list_asked(db: &Db, count_max: i64) -> Result<Vec<MandateRow>> {
    let rows = sqlx::query("SELECT * FROM mandate WHERE status = 'asked' ORDER BY signed_at, id LIMIT $1")
        .bind(count_max)
        .fetch_all(db.read())
        .await?;
    rows.iter().map(read).collect()
}

/// Mandates in use, after the mandate `after`.
pub async fn list_valid(db: &Db, after: &str, count_max: i64) -> Result<Vec<MandateRow>> {
    let rows = sqlx::query("SELECT * FROM mandate WHERE status = 'valid' AND id > $1 ORDER BY id LIMIT $2")
        .bind(after)
        .bind(count_max)
        .fetch_all(db.read())
        .await?;
    rows.iter().map(read).collect()
}

/// Mandates that are over, of which the provider was not told yet.
pub async fn list_unclosed(db: &Db, count_max: i64) -> Result<Vec<MandateRow>> {
    let rows = sqlx::query(
        "SELECT * FROM mandate WHERE status = 'revoked' AND provider_id <> '' AND closed_at IS NULL \
         ORDER BY ended_at, id LIMIT $1",
    )
    .bind(count_max)
    .fetch_all(db.read())
    .await?;
    rows.iter().map(read).collect()
}

/// Notes the provider's id of the payer.
pub async fn update_customer(tx: &mut DebtorTx, id: &str, customer: &str) -> Result<()> {
    sqlx::query("UPDATE mandate SET customer_id = $1 WHERE id = $2 AND debtor_id = $3")
        .bind(customer)
        .bind(id)
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}

/// Notes what the provider made of an asked mandate. One that was ended meanwhile stays ended, and keeps the provider's
/// id so that it is ended there as well. False then.
pub async fn update_answered(tx: &mut DebtorTx, id: &str, provider: &str, to: MandateStatus) -> Result<bool> {
    sqlx::query("UPDATE mandate SET provider_id = $1 WHERE id = $2 AND debtor_id = $3")
        .bind(provider)
        .bind(id)
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    let done = sqlx::query("UPDATE mandate SET status = $1 WHERE id = $2 AND debtor_id = $3 AND status = 'asked'")
        .bind(to.as_str())
        .bind(id)
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends a mandate; false if it was over before.
pub async fn update_revoked(tx: &mut DebtorTx, id: &str, by: &str) -> Result<bool> {
    let now = tx.now_ms();
    let done = sqlx::query(
        "UPDATE mandate SET status = 'revoked', ended_at = $1, ended_by = $2 \
         WHERE id = $3 AND debtor_id = $4 AND status IN ('asked', 'valid')",
    )
    .bind(now)
    .bind(by)
    .bind(id)
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The provider knows that it is over.
pub async fn update_closed(tx: &mut DebtorTx, id: &str) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query("UPDATE mandate SET closed_at = $1 WHERE id = $2 AND debtor_id = $3")
        .bind(now)
        .bind(id)
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}
