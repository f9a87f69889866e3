//! Collections by direct debit: one for each instalment, told of before it is asked.

use super::{Db, DebtorTx, date, word};
use crate::error::Result;
use effen::debit::CollectionStatus;
use effen::ids::{DebtorId, PaymentId, PlanId};
use effen::money::Cents;
use jiff::civil::Date;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

/// A stored collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectionRow {
    /// Its id.
    pub id: String,
    /// Whose.
    pub debtor: DebtorId,
    /// By which mandate.
    pub mandate_id: String,
    /// Of which plan.
    pub plan: PlanId,
    /// The day the instalment falls due.
    pub due_on: Date,
    /// The day it is collected.
    pub collect_on: Date,
    /// What the debtor was told.
    pub amount: Cents,
    /// Where it stands.
    pub status: CollectionStatus,
}

fn read(row: &AnyRow) -> Result<CollectionRow> {
    let text = |name: &str| row.try_get::<String, _>(name);
    Ok(CollectionRow {
        id: text("id")?,
        debtor: DebtorId(text("debtor_id")?),
        mandate_id: text("mandate_id")?,
        plan: PlanId(text("plan_id")?),
        due_on: date(&text("due_on")?)?,
        collect_on: date(&text("collect_on")?)?,
        amount: Cents(row.try_get("amount_cents")?),
        status: word(&text("status")?)?,
    })
}

/// Stores a collection that is being told of; false if the instalment has one, whatever became of it.
pub async fn create(tx: &mut DebtorTx, new: &CollectionRow) -> Result<bool> {
    let now = tx.now_ms();
    let done = sqlx::query(
        "INSERT INTO collection (id, debtor_id, mandate_id, plan_id, due_on, collect_on, amount_cents, status, reason, \
         payment_id, made_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', NULL, $9, $9) \
         ON CONFLICT (plan_id, due_on) DO NOTHING",
    )
    .bind(&new.id)
    .bind(tx.debtor.as_str())
    .bind(&new.mandate_id)
    .bind(new.plan.as_str())
    .bind(new.due_on.to_string())
    .bind(new.collect_on.to_string())
    .bind(new.amount.0)
    .bind(new.status.as_str())
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A plan's collections, in the order of their days.
pub async fn list(conn: &mut AnyConnection, debtor: &DebtorId, plan: &PlanId) -> Result<Vec<CollectionRow>> {
    let rows = sqlx::query("SELECT * FROM collection WHERE debtor_id = $1 AND plan_id = $2 ORDER BY due_on")
        .bind(debtor.as_str())
        .bind(plan.as_str())
        .fetch_all(conn)
        .await?;
    rows.iter().map(read).collect()
}

/// Collections that were told of and whose day has come, after the collection `after`.
pub async fn list_due(db: &Db, today: Date, after: &str, count_max: i64) -> Result<Vec<CollectionRow>> {
    let rows = sqlx::query(
        "SELECT * FROM collection WHERE status = 'announced' AND collect_on <= $1 AND id > $2 ORDER BY id LIMIT $3",
    )
    .bind(today.to_string())
    .bind(after)
    .bind(count_max)
    .fetch_all(db.read())
    .await?;
    rows.iter().map(read).collect()
}

/// The bank is asked for an announced collection, by this payment. False: it was asked, or called off, before.
pub async fn update_asked(tx: &mut DebtorTx, id: &str, payment: &PaymentId, amount: Cents) -> Result<bool> {
    let now = tx.now_ms();
    let done = sqlx::query(
        "UPDATE collection SET status = 'asked', payment_id = $1, amount_cents = $2, changed_at = $3 \
         WHERE id = $4 AND debtor_id = $5 AND status = 'announced'",
    )
    .bind(payment.as_str())
    .bind(amount.0)
    .bind(now)
    .bind(id)
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Calls an announced collection off, with the reason.
pub async fn update_called_off(tx: &mut DebtorTx, id: &str, reason: &str) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "UPDATE collection SET status = 'called_off', reason = $1, changed_at = $2 \
         WHERE id = $3 AND debtor_id = $4 AND status = 'announced'",
    )
    .bind(reason)
    .bind(now)
    .bind(id)
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// The collection that a payment asks for.
pub async fn find_of_payment(tx: &mut DebtorTx, payment: &PaymentId) -> Result<Option<CollectionRow>> {
    let row = sqlx::query("SELECT * FROM collection WHERE payment_id = $1 AND debtor_id = $2")
        .bind(payment.as_str())
        .bind(tx.debtor.as_str())
        .fetch_optional(&mut *tx.tx)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Calls a collection off that the provider never got to know of, with the reason.
pub async fn update_not_asked(tx: &mut DebtorTx, payment: &PaymentId, reason: &str) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "UPDATE collection SET status = 'called_off', reason = $1, changed_at = $2 \
         WHERE payment_id = $3 AND debtor_id = $4 AND status = 'asked'",
    )
    .bind(reason)
    .bind(now)
    .bind(payment.as_str())
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Collections of a plan that the provider was not reached for, with when they were first asked for (epoch ms): those
/// asked for before `made_before`.
pub async fn list_delayed(
    conn: &mut AnyConnection,
    debtor: &DebtorId,
    plan: &PlanId,
    made_before: i64,
) -> Result<Vec<(CollectionRow, i64)>> {
    let rows = sqlx::query(
        "SELECT c.*, y.created_at AS first_at FROM collection c JOIN payment y ON y.id = c.payment_id \
         WHERE c.debtor_id = $1 AND c.plan_id = $2 AND c.status = 'asked' AND y.provider_id IS NULL \
         AND y.status = 'open' AND y.created_at <= $3 ORDER BY c.due_on",
    )
    .bind(debtor.as_str())
    .bind(plan.as_str())
    .bind(made_before)
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| Ok((read(row)?, row.try_get("first_at")?))).collect()
}

/// Takes back every announced collection of a mandate that the debtor ended: should they give another one in time, the
/// instalment can be told of again.
pub async fn delete_announced(tx: &mut DebtorTx, mandate: &str) -> Result<u64> {
    let done = sqlx::query("DELETE FROM collection WHERE mandate_id = $1 AND debtor_id = $2 AND status = 'announced'")
        .bind(mandate)
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(done.rows_affected())
}

/// The collection of a payment reached its end. Gives it, the first time.
pub async fn update_ended(
    tx: &mut DebtorTx,
    payment: &PaymentId,
    status: CollectionStatus,
) -> Result<Option<CollectionRow>> {
    let now = tx.now_ms();
    let row = sqlx::query(
        "UPDATE collection SET status = $1, changed_at = $2 WHERE payment_id = $3 AND debtor_id = $4 \
         AND status = 'asked' RETURNING *",
    )
    .bind(status.as_str())
    .bind(now)
    .bind(payment.as_str())
    .bind(tx.debtor.as_str())
    .fetch_optional(&mut *tx.tx)
    .await?;
    row.as_ref().map(read).transpose()
}

/// The day on which the instalment falls due that a payment collects.
pub async fn find_due_on(tx: &mut DebtorTx, payment: &PaymentId) -> Result<Option<Date>> {
    let found: Option<String> =
        sqlx::query_scalar("SELECT due_on FROM collection WHERE payment_id = $1 AND debtor_id = $2")
            .bind(payment.as_str())
            .bind(tx.debtor.as_str())
            .fetch_optional(&mut *tx.tx)
            .await?;
    found.map(|text| date(&text)).transpose()
}

/// What of a plan is being collected, of instalments due by `today`.
pub async fn find_under_way(conn: &mut AnyConnection, plan: &PlanId, today: Date) -> Result<Cents> {
    let sum: i64 = sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM collection \
         WHERE plan_id = $1 AND status IN ('announced', 'asked') AND due_on <= $2",
    )
    .bind(plan.as_str())
    .bind(today.to_string())
    .fetch_one(conn)
    .await?;
    Ok(Cents(sum))
}

/// Was the debtor told? The message is on its way to them or in their inbox.
pub async fn has_told(tx: &mut DebtorTx, id: &str) -> Result<bool> {
    let found: Option<String> = sqlx::query_scalar(
        "SELECT id FROM notice WHERE debtor_id = $1 AND unique_key = $2 AND sent_at IS NOT NULL LIMIT 1",
    )
    .bind(tx.debtor.as_str())
    .bind(notice_key(id))
    .fetch_optional(&mut *tx.tx)
    .await?;
    Ok(found.is_some())
}

/// The key of the message that tells of a collection.
pub fn notice_key(id: &str) -> String {
    format!("debit:{id}")
}

/// Does a hold run, on the whole file or on one of the plan's claims? A promised day holds no plan.
pub async fn has_hold(tx: &mut DebtorTx, claims: &[String]) -> Result<bool> {
    let now = tx.now_ms();
    let rows: Vec<Option<String>> = sqlx::query_scalar(
        "SELECT claim_id FROM contact_hold WHERE debtor_id = $1 AND released_at IS NULL AND reason <> 'promise' \
         AND (ends_at IS NULL OR ends_at > $2)",
    )
    .bind(tx.debtor.as_str())
    .bind(now)
    .fetch_all(&mut *tx.tx)
    .await?;
    Ok(rows.into_iter().any(|claim| claim.is_none_or(|claim| claims.contains(&claim))))
}
