//! Quotes of plans as they were shown, and plans as they were agreed.

use super::overview::ClaimShare;
use super::{Db, DebtorTx};
use crate::error::{Error, Result};
use crate::new_id::uuid;
use effen::ids::{DebtorId, PlanId, QuoteId};
use effen::money::Cents;
use effen::plan::{Instalment, PlanOption};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sqlx::Row as _;

/// How long a quote holds, in milliseconds.
pub const QUOTE_MS: i64 = 24 * 60 * 60 * 1000;

/// An instalment as a quote keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Day {
    due_on: Date,
    cents: Cents,
}

/// A quote.
#[derive(Debug, Clone)]
pub struct QuoteRow {
    /// Its id.
    pub id: QuoteId,
    /// Each instalment but the last.
    pub instalment: Cents,
    /// Together.
    pub total: Cents,
    /// Every instalment.
    pub schedule: Vec<Instalment>,
    /// What of which claim it covers.
    pub claims: Vec<ClaimShare>,
    /// Until when it holds, epoch ms.
    pub expires_at: i64,
}

/// Stores what is shown side by side; an option that was shown before and still holds keeps its id.
pub async fn create_quotes(
    tx: &mut DebtorTx,
    options: &[PlanOption],
    claims: &[ClaimShare],
) -> Result<Vec<(QuoteId, PlanOption)>> {
    let (batch, shares) = (uuid(), serde_json::to_string(claims)?);
    let mut stored = Vec::with_capacity(options.len());
    for option in options {
        let days: Vec<Day> = option.schedule.iter().map(|i| Day { due_on: i.due_on, cents: i.amount }).collect();
        let schedule = serde_json::to_string(&days)?;
        let known: Option<String> = sqlx::query_scalar(
            "SELECT q.id FROM plan_quote q WHERE q.debtor_id = $1 AND q.schedule = $2 AND q.claims = $3 \
             AND q.expires_at > $4 AND NOT EXISTS (SELECT 1 FROM plan p WHERE p.quote_id = q.id) ORDER BY q.id LIMIT 1",
        )
        .bind(tx.debtor.as_str())
        .bind(&schedule)
        .bind(&shares)
        .bind(tx.now_ms() + QUOTE_MS / 2)
        .fetch_optional(&mut *tx.tx)
        .await?;
        let id = match known {
            Some(id) => id,
            None => insert_quote(tx, &batch, option, &schedule, &shares).await?,
        };
        stored.push((QuoteId(id), option.clone()));
    }
    Ok(stored)
}

async fn insert_quote(
    tx: &mut DebtorTx,
    batch: &str,
    option: &PlanOption,
    schedule: &str,
    shares: &str,
) -> Result<String> {
    let (id, now) = (uuid(), tx.now_ms());
    sqlx::query(
        "INSERT INTO plan_quote (id, debtor_id, batch_id, months, instalment_cents, total_cents, first_due_on, \
         last_due_on, schedule, claims, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(&id)
    .bind(tx.debtor.as_str())
    .bind(batch)
    .bind(i64::from(option.months))
    .bind(option.instalment.0)
    .bind(option.total.0)
    .bind(option.first_due_on.to_string())
    .bind(option.ends_on.to_string())
    .bind(schedule)
    .bind(shares)
    .bind(now)
    .bind(now + QUOTE_MS)
    .execute(&mut *tx.tx)
    .await?;
    Ok(id)
}

/// A quote of this debtor.
pub async fn find_quote(db: &Db, debtor: &DebtorId, id: &str) -> Result<Option<QuoteRow>> {
    let row = sqlx::query(
        "SELECT id, instalment_cents, total_cents, schedule, claims, expires_at FROM plan_quote \
         WHERE id = $1 AND debtor_id = $2",
    )
    .bind(id)
    .bind(debtor.as_str())
    .fetch_optional(db.read())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let days: Vec<Day> = serde_json::from_str(&row.try_get::<String, _>("schedule")?)?;
    let schedule =
        (1..).zip(days).map(|(number, day)| Instalment { number, due_on: day.due_on, amount: day.cents }).collect();
    Ok(Some(QuoteRow {
        id: QuoteId(row.try_get("id")?),
        instalment: Cents(row.try_get("instalment_cents")?),
        total: Cents(row.try_get("total_cents")?),
        schedule,
        claims: serde_json::from_str(&row.try_get::<String, _>("claims")?)?,
        expires_at: row.try_get("expires_at")?,
    }))
}

/// Makes a plan of a quote, to the cent and the day as it was shown.
pub async fn create(tx: &mut DebtorTx, quote: &QuoteRow) -> Result<PlanId> {
    let (id, now) = (uuid(), tx.now_ms());
    let sum: Cents = quote.schedule.iter().map(|instalment| instalment.amount).sum();
    if sum != quote.total || quote.claims.iter().map(|share| share.cents).sum::<Cents>() != quote.total {
        return Err(Error::Broken(format!("quote {}: its parts are not its total", quote.id)));
    }
    sqlx::query(
        "INSERT INTO plan (id, debtor_id, quote_id, status, total_cents, agreed_at) VALUES ($1, $2, $3, 'agreed', $4, $5)",
    )
    .bind(&id)
    .bind(tx.debtor.as_str())
    .bind(quote.id.as_str())
    .bind(quote.total.0)
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    for share in &quote.claims {
        sqlx::query("INSERT INTO plan_claim (plan_id, claim_id, amount_cents) VALUES ($1, $2, $3)")
            .bind(&id)
            .bind(share.claim_id.as_str())
            .bind(share.cents.0)
            .execute(&mut *tx.tx)
            .await?;
    }
    for instalment in &quote.schedule {
        sqlx::query("INSERT INTO instalment (plan_id, number, due_on, amount_cents) VALUES ($1, $2, $3, $4)")
            .bind(&id)
            .bind(i64::from(instalment.number))
            .bind(instalment.due_on.to_string())
            .bind(instalment.amount.0)
            .execute(&mut *tx.tx)
            .await?;
    }
    Ok(PlanId(id))
}

/// The plans of a debtor, the latest first: id, quote, status, what was agreed.
pub async fn list(db: &Db, debtor: &DebtorId) -> Result<Vec<(String, String, String, i64)>> {
    Ok(sqlx::query_as(
        "SELECT id, quote_id, status, total_cents FROM plan WHERE debtor_id = $1 ORDER BY agreed_at DESC, id DESC",
    )
    .bind(debtor.as_str())
    .fetch_all(db.read())
    .await?)
}
