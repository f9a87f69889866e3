//! The plan that a debtor is paying on, with all that a change of it depends on, in one query.

use super::plan_policy::PolicyUsed;
use super::{date, word};
use crate::clock::{from_ms, local};
use crate::error::{Error, Result};
use effen::ids::{ClaimId, DebtorId, PlanId};
use effen::money::Cents;
use effen::plan::{Instalment, PlanPolicy, Progress, Rhythm, progress_with};
use jiff::civil::Date;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};
use std::collections::BTreeSet;

/// A year, in milliseconds: what was skipped longer ago counts no more.
const YEAR_MS: i64 = 365 * 86_400_000;

/// The running plan.
#[derive(Debug, Clone)]
pub struct PlanRow {
    /// Its id.
    pub id: PlanId,
    /// The version of the agreement.
    pub version: i64,
    /// How often.
    pub rhythm: Rhythm,
    /// The limits it was agreed under; `None` where none were kept (an older agreement).
    pub policy: Option<PlanPolicy>,
    /// When it was agreed, epoch ms.
    pub agreed_at: i64,
    /// The day of its very first instalment: its longest term counts from here.
    pub begun_on: Date,
    /// What was agreed.
    pub total: Cents,
    /// Every instalment.
    pub schedule: Vec<Instalment>,
    /// Paid on it so far: through us, and on its claims straight to their creditors since it was agreed.
    pub paid: Cents,
    /// What of it is being collected by direct debit, of what is due.
    pub collecting: Cents,
    /// The claims it covers.
    pub claims: BTreeSet<ClaimId>,
    /// Instalments skipped within the last year.
    pub skips: u32,
    /// Missed instalments the debtor moved to the end within the last year.
    pub moves: u32,
    /// Since when it waits for an agent, epoch ms.
    pub review_at: Option<i64>,
}

impl PlanRow {
    /// Where it stands on a day: what is being collected is neither missed nor asked for.
    pub fn standing(&self, today: Date) -> Progress {
        progress_with(&self.schedule, self.paid, self.collecting, today)
    }
}

/// The running plan of a debtor, without its claims. `now`: epoch ms.
pub async fn find(conn: &mut AnyConnection, debtor: &DebtorId, now: i64) -> Result<Option<PlanRow>> {
    let rows = sqlx::query(
        "SELECT p.id, p.version, p.rhythm, p.policy, p.agreed_at, q.first_due_on, p.total_cents, i.number, i.due_on, \
         i.amount_cents, \
         (SELECT CAST(COALESCE(SUM(CASE WHEN o.debit = 'bank' THEN o.amount_cents WHEN o.credit = 'bank' \
         THEN -o.amount_cents ELSE 0 END), 0) AS BIGINT) FROM payment y JOIN posting o ON o.payment_id = y.id \
         WHERE y.debtor_id = $1 AND y.plan_id = p.id) \
         + (SELECT CAST(COALESCE(SUM(CASE WHEN o.debit = 'creditor_bank' THEN o.amount_cents \
         WHEN o.credit = 'creditor_bank' THEN -o.amount_cents ELSE 0 END), 0) AS BIGINT) \
         FROM plan_claim k JOIN posting o ON o.claim_id = k.claim_id \
         WHERE k.plan_id = p.id AND o.debtor_id = $1 AND o.recorded_at > p.agreed_at) AS paid, \
         (SELECT CAST(COALESCE(SUM(k.amount_cents), 0) AS BIGINT) FROM collection k WHERE k.plan_id = p.id \
         AND k.status IN ('announced', 'asked') AND k.due_on <= $3) AS collecting, \
         (SELECT COUNT(*) FROM plan_version v WHERE v.plan_id = p.id AND v.change = 'skipped' AND v.made_at > $2) \
         AS skips, \
         (SELECT COUNT(*) FROM plan_version v WHERE v.plan_id = p.id AND v.change = 'missed_moved' \
         AND v.made_by = 'debtor' AND v.made_at > $2) AS moves, \
         (SELECT MIN(r.opened_at) FROM plan_review r WHERE r.plan_id = p.id AND r.closed_at IS NULL) AS review_at \
         FROM plan p JOIN plan_quote q ON q.id = p.quote_id JOIN instalment i ON i.plan_id = p.id \
         WHERE p.debtor_id = $1 AND p.status = 'agreed' ORDER BY p.agreed_at, p.id, i.number",
    )
    .bind(debtor.as_str())
    .bind(now - YEAR_MS)
    .bind(local(from_ms(now)).date().to_string())
    .fetch_all(conn)
    .await?;
    let Some(last) = rows.last() else { return Ok(None) };
    let mut plan = read(last)?;
    for row in &rows {
        if row.try_get::<String, _>("id")? == plan.id.0 {
            plan.schedule.push(instalment(row)?);
        }
    }
    Ok(Some(plan))
}

fn read(row: &AnyRow) -> Result<PlanRow> {
    let text = |column: &str| row.try_get::<String, _>(column);
    let count = |column: &str| -> Result<u32> { Ok(u32::try_from(row.try_get::<i64, _>(column)?).unwrap_or(u32::MAX)) };
    let policy = text("policy")?;
    let used: Option<PolicyUsed> = if policy.is_empty() { None } else { Some(serde_json::from_str(&policy)?) };
    Ok(PlanRow {
        id: PlanId(text("id")?),
        version: row.try_get("version")?,
        rhythm: word(&text("rhythm")?)?,
        policy: used.map(|used| used.policy),
        agreed_at: row.try_get("agreed_at")?,
        begun_on: date(&text("first_due_on")?)?,
        total: Cents(row.try_get("total_cents")?),
        schedule: Vec::new(),
        paid: Cents(row.try_get("paid")?),
        collecting: Cents(row.try_get("collecting")?),
        claims: BTreeSet::new(),
        skips: count("skips")?,
        moves: count("moves")?,
        review_at: row.try_get("review_at")?,
    })
}

/// An instalment of a row.
pub fn instalment(row: &AnyRow) -> Result<Instalment> {
    let number: i64 = row.try_get("number")?;
    Ok(Instalment {
        number: u32::try_from(number).map_err(|_| Error::Broken(format!("instalment {number}")))?,
        due_on: date(&row.try_get::<String, _>("due_on")?)?,
        amount: Cents(row.try_get("amount_cents")?),
    })
}
