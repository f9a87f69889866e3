//! What the check of our own claims reads: candidates page by page, and one claim with what interrupted its term.

use super::{Db, DebtorTx, creditor_terms, date, word};
use crate::clock::{from_ms, local};
use crate::error::{Error, Result};
use effen::ids::{ClaimId, DebtorId};
use effen::kinds::Country;
use effen::limitation::LimitationKind;
use effen::money::{Cents, Currency};
use effen::self_check::CheckInput;
use effen::terms::ClaimRules;
use jiff::civil::Date;
use sqlx::Row as _;

/// A claim that may be worth a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The claim.
    pub claim: ClaimId,
    /// Whose.
    pub debtor: DebtorId,
    /// Whose law.
    pub country: Country,
    /// Which term of limitation holds.
    pub kind: LimitationKind,
    /// When it was due.
    pub due_on: Date,
    /// Were costs ever charged?
    pub has_costs: bool,
}

/// Open claims after `after` that were due on or before `due_until` or carry costs, and of which this check has not found
/// everything it can find before.
pub async fn list_candidates(db: &Db, due_until: Date, after: &str, count_max: i64) -> Result<Vec<Candidate>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "SELECT * FROM (SELECT c.id, c.debtor_id, d.country, \
         COALESCE(NULLIF(c.limitation_kind, ''), t.limitation_kind, '') AS limitation_kind, c.due_on, \
         (SELECT COUNT(*) FROM posting p WHERE p.claim_id = c.id AND p.debit = 'costs') AS costs \
         FROM claim c JOIN debtor d ON d.id = c.debtor_id {} \
         WHERE c.id > $1 AND c.kind = 'invoice' AND c.status <> 'withdrawn' \
         AND (SELECT COUNT(*) FROM reply x WHERE x.claim_id = c.id AND x.kind IN ('time_barred', 'costs_above')) < 2 \
         AND (SELECT SUM(CASE WHEN p.debit IN ('principal', 'interest', 'costs') THEN p.amount_cents ELSE 0 END \
           - CASE WHEN p.credit IN ('principal', 'interest', 'costs') THEN p.amount_cents ELSE 0 END) \
           FROM posting p WHERE p.claim_id = c.id) > 0) found \
         WHERE due_on <= $2 OR costs > 0 ORDER BY id LIMIT $3",
        creditor_terms::JOIN
    ));
    let rows: Vec<(String, String, String, String, String, i64)> =
        sqlx::query_as(sql).bind(after).bind(due_until.to_string()).bind(count_max).fetch_all(db.read()).await?;
    rows.into_iter()
        .map(|(claim, debtor, country, kind, due_on, costs)| {
            Ok(Candidate {
                claim: ClaimId(claim),
                debtor: DebtorId(debtor),
                country: word(&country)?,
                kind: if kind.is_empty() { LimitationKind::General } else { word(&kind)? },
                due_on: date(&due_on)?,
                has_costs: costs > 0,
            })
        })
        .collect()
}

/// A claim as the check looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// For the rules.
    pub input: CheckInput,
    /// The claim's currency.
    pub currency: Currency,
}

/// Reads one claim of the transaction's debtor.
pub async fn find(tx: &mut DebtorTx, claim: &ClaimId) -> Result<Checked> {
    let sql = sqlx::AssertSqlSafe(format!(
        "SELECT d.country, d.kind AS party, r.reclaims_vat, c.due_on, c.currency, c.principal_cents, {} \
         FROM claim c JOIN debtor d ON d.id = c.debtor_id JOIN creditor r ON r.id = c.creditor_id {} \
         WHERE c.id = $1 AND c.debtor_id = $2",
        creditor_terms::CLAIM_COLUMNS,
        creditor_terms::JOIN
    ));
    let row = sqlx::query(sql)
        .bind(claim.as_str())
        .bind(tx.debtor.as_str())
        .fetch_optional(&mut *tx.tx)
        .await?
        .ok_or(Error::NotFound("claim"))?;
    let text = |column: &str| row.try_get::<String, _>(column);
    let country: Country = word(&text("country")?)?;
    let currency = text("currency")?;
    Ok(Checked {
        currency: currency.parse().map_err(|_| Error::Broken(format!("the currency '{currency}'")))?,
        input: CheckInput {
            rules: ClaimRules {
                country,
                party: word(&text("party")?)?,
                vat_on_costs: row.try_get::<i64, _>("reclaims_vat")? == 0,
                due_on: date(&text("due_on")?)?,
                missed_before: find_missed_before(tx, claim).await?,
                terms: creditor_terms::read_of_claim(&row)?,
            },
            principal: Cents(row.try_get("principal_cents")?),
            costs: find_costs(tx, claim).await?,
            interruptions: list_interruptions(tx, claim).await?,
        },
    })
}

/// The latest due date before this claim's of another one of the same creditor that was not paid on its last day.
async fn find_missed_before(tx: &mut DebtorTx, claim: &ClaimId) -> Result<Option<Date>> {
    let on: Option<String> = sqlx::query_scalar(
        "SELECT MAX(o.due_on) FROM claim o JOIN claim c ON c.creditor_id = o.creditor_id AND c.debtor_id = o.debtor_id \
         WHERE c.id = $1 AND c.debtor_id = $2 AND o.due_on < c.due_on AND o.status <> 'withdrawn' \
         AND (SELECT SUM(CASE WHEN p.debit IN ('principal', 'interest', 'costs') THEN p.amount_cents ELSE 0 END \
           - CASE WHEN p.credit IN ('principal', 'interest', 'costs') THEN p.amount_cents ELSE 0 END) \
           FROM posting p WHERE p.claim_id = o.id AND p.value_on <= o.due_on) > 0",
    )
    .bind(claim.as_str())
    .bind(tx.debtor.as_str())
    .fetch_one(&mut *tx.tx)
    .await?;
    on.as_deref().map(date).transpose()
}

/// Costs that were charged less what was given up of them, and the day of the last charge.
async fn find_costs(tx: &mut DebtorTx, claim: &ClaimId) -> Result<Option<(Cents, Date)>> {
    let (cents, on): (i64, Option<String>) = sqlx::query_as(
        "SELECT CAST(COALESCE(SUM(CASE WHEN debit = 'costs' AND cause = 'costs_charged' THEN amount_cents \
         WHEN credit = 'costs' AND cause IN ('costs_charged', 'waiver', 'correction') THEN -amount_cents ELSE 0 END), 0) \
         AS BIGINT), MAX(CASE WHEN debit = 'costs' THEN value_on END) FROM posting WHERE claim_id = $1 AND debtor_id = $2",
    )
    .bind(claim.as_str())
    .bind(tx.debtor.as_str())
    .fetch_one(&mut *tx.tx)
    .await?;
    let on = on.as_deref().map(date).transpose()?;
    Ok(on.filter(|_| cents > 0).map(|on| (Cents(cents), on)))
}

/// Days on which the term began anew: formal letters, payments on the claim, plans over it, pauses that were asked.
async fn list_interruptions(tx: &mut DebtorTx, claim: &ClaimId) -> Result<Vec<Date>> {
    let days: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT value_on FROM posting WHERE claim_id = $1 AND debtor_id = $2 \
         AND cause IN ('payment', 'paid_to_creditor')",
    )
    .bind(claim.as_str())
    .bind(tx.debtor.as_str())
    .fetch_all(&mut *tx.tx)
    .await?;
    let mut found = days.iter().map(|day| date(day)).collect::<Result<Vec<Date>>>()?;
    let moments: Vec<i64> = sqlx::query_scalar(
        "SELECT sent_at FROM formal_letter WHERE claim_id = $1 AND debtor_id = $2 AND sent_at IS NOT NULL \
         UNION ALL SELECT p.agreed_at FROM plan_claim k JOIN plan p ON p.id = k.plan_id \
         WHERE k.claim_id = $1 AND p.debtor_id = $2 \
         UNION ALL SELECT created_at FROM reply WHERE debtor_id = $2 AND kind IN ('pause', 'longer_pause')",
    )
    .bind(claim.as_str())
    .bind(tx.debtor.as_str())
    .fetch_all(&mut *tx.tx)
    .await?;
    found.extend(moments.into_iter().map(|at| local(from_ms(at)).date()));
    Ok(found)
}

/// Was a case of this kind ever opened about the claim? What an agent has looked at is not found again.
pub async fn has_case(tx: &mut DebtorTx, claim: &ClaimId, kind: &str) -> Result<bool> {
    let count: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM reply WHERE debtor_id = $1 AND claim_id = $2 AND kind = $3")
            .bind(tx.debtor.as_str())
            .bind(claim.as_str())
            .bind(kind)
            .fetch_one(&mut *tx.tx)
            .await?;
    Ok(count > 0)
}
