//! Quotes of plans and of their changes as they were shown, and plans as they were agreed.

use super::overview::ClaimShare;
use super::plan_policy::PolicyUsed;
use super::plan_version::{self, NewVersion, from_json, to_json};
use super::{Db, DebtorTx, word};
use crate::error::{Error, Result};
use crate::new_id::uuid;
use effen::ids::{DebtorId, PlanId, QuoteId};
use effen::money::Cents;
use effen::plan::change::PlanChange;
use effen::plan::{Instalment, PlanOption, Rhythm};
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// How long a quote holds, in milliseconds.
pub const QUOTE_MS: i64 = 24 * 60 * 60 * 1000;

/// The running plan that a quote changes, as it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// The plan.
    pub plan: PlanId,
    /// Its version.
    pub version: i64,
    /// Paid on it.
    pub paid: Cents,
}

/// A quote to be stored.
#[derive(Debug, Clone)]
pub struct NewQuote {
    /// A new plan, or which change of a running one.
    pub change: PlanChange,
    /// The plan it changes.
    pub base: Option<Base>,
    /// How often.
    pub rhythm: Rhythm,
    /// Each instalment but the last (of the rest, for a change).
    pub instalment: Cents,
    /// Every instalment; for a change the whole new schedule, with what was paid.
    pub schedule: Vec<Instalment>,
    /// The extra payment it is for.
    pub extra: Cents,
    /// Instalments it moves to the end.
    pub moved: u32,
}

impl NewQuote {
    /// The quote of an option for a new plan.
    pub fn of_option(option: &PlanOption) -> Self {
        Self {
            change: PlanChange::Agreed,
            base: None,
            rhythm: option.rhythm,
            instalment: option.instalment,
            schedule: option.schedule.clone(),
            extra: Cents::ZERO,
            moved: 0,
        }
    }
}

/// A quote.
#[derive(Debug, Clone)]
pub struct QuoteRow {
    /// Its id.
    pub id: QuoteId,
    /// What it is for.
    pub new: NewQuote,
    /// Together.
    pub total: Cents,
    /// What of which claim it covers.
    pub claims: Vec<ClaimShare>,
    /// The limits it was made under, JSON; '' for none known.
    pub policy: String,
    /// Until when it holds, epoch ms.
    pub expires_at: i64,
}

/// Stores what is shown side by side, in order; what was shown before and still holds keeps its id. `policy`: the limits
/// of a new plan; a change goes by those of its agreement, which stand with the plan.
pub async fn create_quotes(
    tx: &mut DebtorTx,
    quotes: &[NewQuote],
    claims: &[ClaimShare],
    policy: Option<&PolicyUsed>,
) -> Result<Vec<QuoteId>> {
    let (batch, claims) = (uuid(), serde_json::to_string(claims)?);
    let policy = policy.map(serde_json::to_string).transpose()?.unwrap_or_default();
    let mut stored = Vec::with_capacity(quotes.len());
    for quote in quotes {
        let id = match find_same(tx, quote, &claims, &policy).await? {
            Some(id) => id,
            None => insert_quote(tx, &batch, quote, &claims, &policy).await?,
        };
        stored.push(QuoteId(id));
    }
    Ok(stored)
}

async fn find_same(tx: &mut DebtorTx, quote: &NewQuote, claims: &str, policy: &str) -> Result<Option<String>> {
    let (plan, version, paid) = base_of(quote);
    Ok(sqlx::query_scalar(
        "SELECT q.id FROM plan_quote q WHERE q.debtor_id = $1 AND q.schedule = $2 AND q.claims = $3 AND q.policy = $4 \
         AND q.change = $5 AND q.plan_id = $6 AND q.plan_version = $7 AND q.paid_cents = $8 AND q.extra_cents = $9 \
         AND q.rhythm = $10 AND q.expires_at > $11 AND NOT EXISTS (SELECT 1 FROM plan p WHERE p.quote_id = q.id) \
         ORDER BY q.id LIMIT 1",
    )
    .bind(tx.debtor.as_str())
    .bind(to_json(&quote.schedule)?)
    .bind(claims)
    .bind(policy)
    .bind(quote.change.as_str())
    .bind(plan)
    .bind(version)
    .bind(paid)
    .bind(quote.extra.0)
    .bind(quote.rhythm.as_str())
    .bind(tx.now_ms() + QUOTE_MS / 2)
    .fetch_optional(&mut *tx.tx)
    .await?)
}

fn base_of(quote: &NewQuote) -> (String, i64, i64) {
    quote.base.as_ref().map_or_else(Default::default, |base| (base.plan.0.clone(), base.version, base.paid.0))
}

async fn insert_quote(tx: &mut DebtorTx, batch: &str, quote: &NewQuote, claims: &str, policy: &str) -> Result<String> {
    let (id, now) = (uuid(), tx.now_ms());
    let (plan, version, paid) = base_of(quote);
    let (Some(first), Some(last)) = (quote.schedule.first(), quote.schedule.last()) else {
        return Err(Error::Broken("a quote without an instalment".to_owned()));
    };
    let total: Cents = quote.schedule.iter().map(|item| item.amount).sum();
    sqlx::query(
        "INSERT INTO plan_quote (id, debtor_id, batch_id, months, instalment_cents, total_cents, first_due_on, \
         last_due_on, schedule, claims, made_at, expires_at, change, rhythm, policy, plan_id, plan_version, paid_cents, \
         extra_cents, moved) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
         $19, $20)",
    )
    .bind(&id)
    .bind(tx.debtor.as_str())
    .bind(batch)
    .bind(quote.schedule.len() as i64)
    .bind(quote.instalment.0)
    .bind(total.0)
    .bind(first.due_on.to_string())
    .bind(last.due_on.to_string())
    .bind(to_json(&quote.schedule)?)
    .bind(claims)
    .bind(now)
    .bind(now + QUOTE_MS)
    .bind(quote.change.as_str())
    .bind(quote.rhythm.as_str())
    .bind(policy)
    .bind(plan)
    .bind(version)
    .bind(paid)
    .bind(quote.extra.0)
    .bind(i64::from(quote.moved))
    .execute(&mut *tx.tx)
    .await?;
    Ok(id)
}

/// A quote of this debtor.
pub async fn find_quote(db: &Db, debtor: &DebtorId, id: &str) -> Result<Option<QuoteRow>> {
    let row = sqlx::query(
        "SELECT id, instalment_cents, total_cents, schedule, claims, expires_at, change, rhythm, policy, plan_id, \
         plan_version, paid_cents, extra_cents, moved FROM plan_quote WHERE id = $1 AND debtor_id = $2",
    )
    .bind(id)
    .bind(debtor.as_str())
    .fetch_optional(db.read())
    .await?;
    row.as_ref().map(read_quote).transpose()
}

fn read_quote(row: &AnyRow) -> Result<QuoteRow> {
    let text = |column: &str| row.try_get::<String, _>(column);
    let plan = text("plan_id")?;
    let base = if plan.is_empty() {
        None
    } else {
        Some(Base {
            plan: PlanId(plan),
            version: row.try_get("plan_version")?,
            paid: Cents(row.try_get("paid_cents")?),
        })
    };
    let new = NewQuote {
        change: word(&text("change")?)?,
        base,
        rhythm: word(&text("rhythm")?)?,
        instalment: Cents(row.try_get("instalment_cents")?),
        schedule: from_json(&text("schedule")?)?,
        extra: Cents(row.try_get("extra_cents")?),
        moved: u32::try_from(row.try_get::<i64, _>("moved")?).unwrap_or(0),
    };
    Ok(QuoteRow {
        id: QuoteId(text("id")?),
        new,
        total: Cents(row.try_get("total_cents")?),
        claims: serde_json::from_str(&text("claims")?)?,
        policy: text("policy")?,
        expires_at: row.try_get("expires_at")?,
    })
}

/// Makes a plan of a quote, to the cent and the day as it was shown.
pub async fn create(tx: &mut DebtorTx, quote: &QuoteRow) -> Result<PlanId> {
    let (plan, now) = (PlanId(uuid()), tx.now_ms());
    let sum: Cents = quote.new.schedule.iter().map(|instalment| instalment.amount).sum();
    if sum != quote.total || quote.claims.iter().map(|share| share.cents).sum::<Cents>() != quote.total {
        return Err(Error::Broken(format!("quote {}: its parts are not its total", quote.id)));
    }
    sqlx::query(
        "INSERT INTO plan (id, debtor_id, quote_id, status, total_cents, agreed_at, version, rhythm, policy) \
         VALUES ($1, $2, $3, 'agreed', $4, $5, 1, $6, $7)",
    )
    .bind(plan.as_str())
    .bind(tx.debtor.as_str())
    .bind(quote.id.as_str())
    .bind(quote.total.0)
    .bind(now)
    .bind(quote.new.rhythm.as_str())
    .bind(&quote.policy)
    .execute(&mut *tx.tx)
    .await?;
    for share in &quote.claims {
        sqlx::query("INSERT INTO plan_claim (plan_id, claim_id, amount_cents) VALUES ($1, $2, $3)")
            .bind(plan.as_str())
            .bind(share.claim_id.as_str())
            .bind(share.cents.0)
            .execute(&mut *tx.tx)
            .await?;
    }
    for instalment in &quote.new.schedule {
        plan_version::create_instalment(tx, &plan, instalment, None).await?;
    }
    let first = NewVersion {
        plan: &plan,
        version: 1,
        change: PlanChange::Agreed,
        made_by: "debtor",
        quote: quote.id.as_str(),
        rhythm: quote.new.rhythm,
        schedule: &quote.new.schedule,
        paid: Cents::ZERO,
        moved: 0,
    };
    plan_version::create(tx, &first).await?;
    Ok(plan)
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

/// When the latest plan of a debtor was stopped, epoch ms, if it is the latest plan at all.
pub async fn find_stopped(db: &Db, debtor: &DebtorId) -> Result<Option<i64>> {
    let row: Option<(String, Option<i64>)> = sqlx::query_as(
        "SELECT status, ended_at FROM plan WHERE debtor_id = $1 ORDER BY agreed_at DESC, id DESC LIMIT 1",
    )
    .bind(debtor.as_str())
    .fetch_optional(db.read())
    .await?;
    Ok(row.filter(|(status, _)| status == "broken").and_then(|(_, ended_at)| ended_at))
}
