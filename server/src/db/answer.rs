//! What debtors did that deserves a confirmation and has none yet.

use super::{Db, date, word};
use crate::error::{Error, Result};
use effen::ids::{ClaimId, DebtorId, PaymentId, PlanId};
use effen::kinds::{Country, Lang};
use effen::money::{Cents, Money};
use effen::plan::change::PlanChange;
use jiff::civil::Date;
use sqlx::{AnyConnection, Row as _};

/// A payment that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paid {
    /// The payment.
    pub payment: PaymentId,
    /// Whose.
    pub debtor: DebtorId,
    /// How much.
    pub amount: Money,
    /// When it was booked, epoch ms.
    pub booked_at: i64,
}

/// Payments booked after `since_ms` without a receipt.
pub async fn list_paid(db: &Db, since_ms: i64, count_max: i64) -> Result<Vec<Paid>> {
    let rows: Vec<(String, String, i64, String, i64)> = sqlx::query_as(
        "SELECT p.id, p.debtor_id, p.amount_cents, p.currency, p.booked_at FROM payment p
         WHERE p.status = 'paid' AND p.checked_at > $1 AND p.booked_at > $1
           AND NOT EXISTS (SELECT n.id FROM notice n WHERE n.unique_key = 'receipt:' || p.id)
         ORDER BY p.id LIMIT $2",
    )
    .bind(since_ms)
    .bind(count_max)
    .fetch_all(db.read())
    .await?;
    rows.into_iter()
        .map(|(id, debtor, cents, currency, booked_at)| {
            let currency = currency.parse().map_err(|_| Error::Broken(format!("the currency '{currency}'")))?;
            let amount = Money { cents, currency };
            Ok(Paid { payment: PaymentId(id), debtor: DebtorId(debtor), amount, booked_at })
        })
        .collect()
}

/// What a payment was for: creditor, number, cents.
pub async fn list_paid_parts(conn: &mut AnyConnection, paid: &Paid) -> Result<Vec<(String, String, i64)>> {
    Ok(sqlx::query_as(
        "SELECT cr.name, c.number, pp.amount_cents FROM payment_part pp JOIN claim c ON c.id = pp.claim_id
         JOIN creditor cr ON cr.id = c.creditor_id WHERE pp.payment_id = $1 AND c.debtor_id = $2 ORDER BY c.due_on, c.id",
    )
    .bind(paid.payment.as_str())
    .bind(paid.debtor.as_str())
    .fetch_all(conn)
    .await?)
}

/// A debtor's claims by name: claim, creditor, number.
pub async fn list_claim_names(conn: &mut AnyConnection, debtor: &DebtorId) -> Result<Vec<(ClaimId, String, String)>> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT c.id, cr.name, c.number FROM claim c JOIN creditor cr ON cr.id = c.creditor_id
         WHERE c.debtor_id = $1 ORDER BY c.due_on, c.id",
    )
    .bind(debtor.as_str())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(claim, creditor, number)| (ClaimId(claim), creditor, number)).collect())
}

/// A plan that was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// The plan.
    pub plan: PlanId,
    /// Whose.
    pub debtor: DebtorId,
    /// Its total.
    pub total: Cents,
    /// When, epoch ms.
    pub agreed_at: i64,
}

/// Plans agreed after `since_ms` without a confirmation.
pub async fn list_agreed(db: &Db, since_ms: i64, count_max: i64) -> Result<Vec<Agreed>> {
    let rows: Vec<(String, String, i64, i64)> = sqlx::query_as(
        "SELECT p.id, p.debtor_id, p.total_cents, p.agreed_at FROM plan p WHERE p.agreed_at > $1 AND p.status = 'agreed'
           AND NOT EXISTS (SELECT n.id FROM notice n WHERE n.unique_key = 'plan_agreed:' || p.id)
         ORDER BY p.id LIMIT $2",
    )
    .bind(since_ms)
    .bind(count_max)
    .fetch_all(db.read())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(plan, debtor, total, agreed_at)| Agreed {
            plan: PlanId(plan),
            debtor: DebtorId(debtor),
            total: Cents(total),
            agreed_at,
        })
        .collect())
}

/// A plan that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The plan.
    pub plan: PlanId,
    /// Whose.
    pub debtor: DebtorId,
    /// The version that the change made.
    pub version: i64,
    /// Which change.
    pub change: PlanChange,
    /// Did an agent make it?
    pub by_agent: bool,
}

/// Running plans, and ended ones of which a payment went back, whose latest version was made after `since_ms`, by a
/// change, and was not told yet.
pub async fn list_changed(db: &Db, since_ms: i64, count_max: i64) -> Result<Vec<Changed>> {
    let rows: Vec<(String, String, i64, String, String)> = sqlx::query_as(
        "SELECT p.id, p.debtor_id, v.version, v.change, v.made_by FROM plan_version v
         JOIN plan p ON p.id = v.plan_id AND p.version = v.version
         WHERE v.made_at > $1 AND v.version > 1 AND (p.status = 'agreed' OR v.change = 'reopened')
           AND NOT EXISTS (SELECT n.id FROM notice n
             WHERE n.unique_key = 'plan_changed:' || p.id || ':' || CAST(v.version AS TEXT))
         ORDER BY p.id LIMIT $2",
    )
    .bind(since_ms)
    .bind(count_max)
    .fetch_all(db.read())
    .await?;
    let read = |(plan, debtor, version, change, made_by): (String, String, i64, String, String)| {
        Ok(Changed {
            plan: PlanId(plan),
            debtor: DebtorId(debtor),
            version,
            change: word(&change)?,
            by_agent: made_by.starts_with("agent:"),
        })
    };
    rows.into_iter().map(read).collect()
}

/// Instalments of running plans due from one day to another, of which no message was written: plan, whose, due. What is
/// collected by a mandate has an announcement of its own.
pub async fn list_coming(db: &Db, from: Date, to: Date, count_max: i64) -> Result<Vec<(PlanId, DebtorId, Date)>> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT p.id, p.debtor_id, i.due_on FROM instalment i JOIN plan p ON p.id = i.plan_id
         WHERE p.status = 'agreed' AND i.due_on >= $1 AND i.due_on <= $2
           AND NOT EXISTS (SELECT m.id FROM mandate m WHERE m.plan_id = p.id AND m.status = 'valid')
           AND NOT EXISTS (SELECT n.id FROM notice n
             WHERE n.unique_key = 'instalment_coming:' || p.id || ':' || i.due_on)
         ORDER BY i.due_on, p.id LIMIT $3",
    )
    .bind(from.to_string())
    .bind(to.to_string())
    .bind(count_max)
    .fetch_all(db.read())
    .await?;
    rows.into_iter().map(|(plan, debtor, on)| Ok((PlanId(plan), DebtorId(debtor), date(&on)?))).collect()
}

/// The instalments of a plan: day and cents, in order.
pub async fn list_instalments(conn: &mut AnyConnection, agreed: &Agreed) -> Result<Vec<(Date, Cents)>> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT i.due_on, i.amount_cents FROM instalment i JOIN plan p ON p.id = i.plan_id
         WHERE i.plan_id = $1 AND p.debtor_id = $2 ORDER BY i.number",
    )
    .bind(agreed.plan.as_str())
    .bind(agreed.debtor.as_str())
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(|(due_on, cents)| Ok((date(&due_on)?, Cents(cents)))).collect()
}

/// To whom an answer goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Name.
    pub name: String,
    /// E-mail address, or ''.
    pub email: String,
    /// Telephone number as they wrote it, or ''.
    pub phone: String,
    /// Their country, for the number.
    pub country: Country,
    /// Language.
    pub language: Lang,
    /// File reference.
    pub reference: String,
}

/// The debtor, as an answer addresses them. `None`: the person was erased.
pub async fn find_recipient(conn: &mut AnyConnection, debtor: &DebtorId) -> Result<Option<Recipient>> {
    let row = sqlx::query(
        "SELECT p.name, p.email, p.phone, d.country, d.language, d.reference FROM debtor d JOIN debtor_person p ON p.debtor_id = d.id
         WHERE d.id = $1",
    )
    .bind(debtor.as_str())
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Recipient {
        name: row.try_get("name")?,
        email: row.try_get("email")?,
        phone: row.try_get("phone")?,
        country: word(&row.try_get::<String, _>("country")?)?,
        language: word(&row.try_get::<String, _>("language")?)?,
        reference: row.try_get("reference")?,
    }))
}
