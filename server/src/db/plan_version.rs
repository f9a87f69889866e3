//! The versions of an agreement. The current schedule stands in `instalment`; every one there ever was stands here.

use super::{DebtorTx, word};
use crate::error::{Error, Result};
use effen::ids::{DebtorId, PlanId};
use effen::money::Cents;
use effen::plan::change::PlanChange;
use effen::plan::{Instalment, Rhythm};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sqlx::{AnyConnection, Row as _};
use std::collections::BTreeMap;

/// An instalment as quotes and versions keep it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The day it is due.
    pub due_on: Date,
    /// How much.
    pub cents: Cents,
}

/// A schedule as it is stored.
pub fn to_json(schedule: &[Instalment]) -> Result<String> {
    let days: Vec<Day> = schedule.iter().map(|item| Day { due_on: item.due_on, cents: item.amount }).collect();
    Ok(serde_json::to_string(&days)?)
}

/// A stored schedule.
pub fn from_json(text: &str) -> Result<Vec<Instalment>> {
    let days: Vec<Day> = serde_json::from_str(text)?;
    Ok((1..).zip(days).map(|(number, day)| Instalment { number, due_on: day.due_on, amount: day.cents }).collect())
}

/// A version to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewVersion<'a> {
    /// Of which plan.
    pub plan: &'a PlanId,
    /// Its number.
    pub version: i64,
    /// Why there is one.
    pub change: PlanChange,
    /// 'debtor' | 'agent:<id>' | 'system'.
    pub made_by: &'a str,
    /// The quote that was shown, or ''.
    pub quote: &'a str,
    /// How often.
    pub rhythm: Rhythm,
    /// The whole schedule.
    pub schedule: &'a [Instalment],
    /// What was paid when it was made.
    pub paid: Cents,
    /// How many instalments it moves to the end.
    pub moved: u32,
}

/// Writes a version down.
pub async fn create(tx: &mut DebtorTx, new: &NewVersion<'_>) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO plan_version (plan_id, version, change, made_by, quote_id, rhythm, schedule, paid_cents, moved, \
         made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.plan.as_str())
    .bind(new.version)
    .bind(new.change.as_str())
    .bind(new.made_by)
    .bind(new.quote)
    .bind(new.rhythm.as_str())
    .bind(to_json(new.schedule)?)
    .bind(new.paid.0)
    .bind(i64::from(new.moved))
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Carries a change of a running plan out: the new schedule takes the old one's place, to the cent the same sum, and the
/// version is written down. What was noted as missed stays noted where its day stays.
///
/// # Errors
/// [`Error::Broken`] when the sums differ; [`Error::NotFound`] when the plan does not run in the version before.
pub async fn update_plan(tx: &mut DebtorTx, new: &NewVersion<'_>) -> Result<()> {
    let total: Option<i64> = sqlx::query_scalar(
        "UPDATE plan SET version = $1, rhythm = $2 WHERE id = $3 AND debtor_id = $4 AND status = 'agreed' \
         AND version = $5 RETURNING total_cents",
    )
    .bind(new.version)
    .bind(new.rhythm.as_str())
    .bind(new.plan.as_str())
    .bind(tx.debtor.as_str())
    .bind(new.version - 1)
    .fetch_optional(&mut *tx.tx)
    .await?;
    let total = Cents(total.ok_or(Error::NotFound("plan"))?);
    if new.schedule.iter().map(|item| item.amount).sum::<Cents>() != total {
        return Err(Error::Broken(format!("plan {}: the new schedule's sum is not its total", new.plan)));
    }
    let missed = list_missed(tx, new.plan).await?;
    sqlx::query("DELETE FROM instalment WHERE plan_id = $1").bind(new.plan.as_str()).execute(&mut *tx.tx).await?;
    for item in new.schedule {
        create_instalment(tx, new.plan, item, missed.get(&item.due_on.to_string()).copied()).await?;
    }
    create(tx, new).await
}

/// Writes an instalment of the current schedule.
pub async fn create_instalment(
    tx: &mut DebtorTx,
    plan: &PlanId,
    item: &Instalment,
    missed_at: Option<i64>,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO instalment (plan_id, number, due_on, amount_cents, missed_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(plan.as_str())
    .bind(i64::from(item.number))
    .bind(item.due_on.to_string())
    .bind(item.amount.0)
    .bind(missed_at)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Writes down that a plan's payment went back: a new version with the schedule as it was, whether the plan runs on or
/// not.
pub async fn update_reopened(tx: &mut DebtorTx, plan: &PlanId, schedule: &[Instalment], paid: Cents) -> Result<()> {
    let row: Option<(i64, String)> = sqlx::query_as(
        "UPDATE plan SET version = version + 1 WHERE id = $1 AND debtor_id = $2 RETURNING version, rhythm",
    )
    .bind(plan.as_str())
    .bind(tx.debtor.as_str())
    .fetch_optional(&mut *tx.tx)
    .await?;
    let (version, rhythm) = row.ok_or(Error::NotFound("plan"))?;
    let new = NewVersion {
        plan,
        version,
        change: PlanChange::Reopened,
        made_by: "system",
        quote: "",
        rhythm: word(&rhythm)?,
        schedule,
        paid,
        moved: 0,
    };
    create(tx, &new).await
}

async fn list_missed(tx: &mut DebtorTx, plan: &PlanId) -> Result<BTreeMap<String, i64>> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as("SELECT due_on, missed_at FROM instalment WHERE plan_id = $1 AND missed_at IS NOT NULL")
            .bind(plan.as_str())
            .fetch_all(&mut *tx.tx)
            .await?;
    Ok(rows.into_iter().collect())
}

/// A version as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Its number.
    pub version: i64,
    /// Why there is one.
    pub change: PlanChange,
    /// 'debtor' | 'agent:<id>' | 'system'.
    pub made_by: String,
    /// Its schedule.
    pub schedule: Vec<Instalment>,
    /// When, epoch ms.
    pub made_at: i64,
}

/// The versions of a debtor's plan, the first first.
pub async fn list(conn: &mut AnyConnection, debtor: &DebtorId, plan: &PlanId) -> Result<Vec<VersionRow>> {
    let rows = sqlx::query(
        "SELECT v.version, v.change, v.made_by, v.schedule, v.made_at FROM plan_version v JOIN plan p ON p.id = v.plan_id \
         WHERE v.plan_id = $1 AND p.debtor_id = $2 ORDER BY v.version",
    )
    .bind(plan.as_str())
    .bind(debtor.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(VersionRow {
                version: row.try_get("version")?,
                change: word(&row.try_get::<String, _>("change")?)?,
                made_by: row.try_get("made_by")?,
                schedule: from_json(&row.try_get::<String, _>("schedule")?)?,
                made_at: row.try_get("made_at")?,
            })
        })
        .collect()
}
