//! The treatment plan by version: only ever added to.

use super::Db;
use crate::error::{Error, Result};
use effen::people::treatment::Treatments;
use sqlx::Row as _;

/// Versions that the history lists.
const HISTORY_MAX: i64 = 50;

/// A change of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreatmentRow {
    /// From 1 on.
    pub version: i64,
    /// Whose treatment was changed: 'neutral' or a persona.
    pub whom: String,
    /// Who changed it: an agent's name.
    pub by: String,
    /// Why.
    pub reason: String,
    /// When, in epoch milliseconds.
    pub made_at: i64,
    /// The plan before it.
    pub before: Treatments,
    /// The plan since.
    pub after: Treatments,
}

/// A version to add.
pub struct NewTreatment<'a> {
    /// The version it was made from: a newer one in between refuses it.
    pub base: i64,
    /// The whole plan.
    pub plan: &'a Treatments,
    /// Whose treatment it changes.
    pub whom: &'a str,
    /// Who.
    pub actor: &'a str,
    /// Why.
    pub reason: &'a str,
    /// When, in epoch milliseconds.
    pub now_ms: i64,
}

/// The number of the newest version; 0: the one that ships with the program.
pub async fn find_version(db: &Db) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COALESCE(MAX(version), 0) FROM treatment_plan").fetch_one(db.read()).await?)
}

/// The newest version.
///
/// # Errors
/// [`Error::Broken`] when what is stored is no usable plan.
pub async fn find(db: &Db) -> Result<(i64, Treatments)> {
    let row = sqlx::query("SELECT version, body FROM treatment_plan ORDER BY version DESC LIMIT 1")
        .fetch_optional(db.read())
        .await?;
    let Some(row) = row else { return Ok((0, Treatments::shipped())) };
    let (version, body): (i64, String) = (row.try_get("version")?, row.try_get("body")?);
    Ok((version, read(version, &body)?))
}

/// One version; 0 is the one that ships with the program.
///
/// # Errors
/// When there is no such version, or what is stored is no usable plan.
pub async fn find_at(db: &Db, version: i64) -> Result<Treatments> {
    if version == 0 {
        return Ok(Treatments::shipped());
    }
    let body: Option<String> = sqlx::query_scalar("SELECT body FROM treatment_plan WHERE version = $1")
        .bind(version)
        .fetch_optional(db.read())
        .await?;
    read(version, &body.ok_or(Error::NotFound("treatment plan"))?)
}

fn read(version: i64, body: &str) -> Result<Treatments> {
    let broken = |error: String| Error::Broken(format!("treatment plan {version}: {error}"));
    let plan: Treatments = serde_json::from_str(body).map_err(|error| broken(error.to_string()))?;
    plan.checked().map_err(|error| broken(error.to_string()))
}

/// The latest changes, the newest first.
pub async fn list(db: &Db) -> Result<Vec<TreatmentRow>> {
    // One more than is shown: what the last one changed stands in the version before it.
    let rows = sqlx::query(
        "SELECT t.version, t.whom, COALESCE(a.name, t.actor) AS by, t.reason, t.made_at, t.body FROM treatment_plan t \
         LEFT JOIN agent a ON t.actor = 'agent:' || a.id ORDER BY t.version DESC LIMIT $1",
    )
    .bind(HISTORY_MAX + 1)
    .fetch_all(db.read())
    .await?;
    let plans = rows.iter().map(|row| read(row.try_get("version")?, &row.try_get::<String, _>("body")?));
    let plans: Vec<Treatments> = plans.collect::<Result<_>>()?;
    let befores = plans.iter().skip(1).cloned().chain([Treatments::shipped()]);
    let shown = rows.iter().zip(&plans).zip(befores).take(HISTORY_MAX as usize);
    shown
        .map(|((row, after), before)| {
            Ok(TreatmentRow {
                version: row.try_get("version")?,
                whom: row.try_get("whom")?,
                by: row.try_get("by")?,
                reason: row.try_get("reason")?,
                made_at: row.try_get("made_at")?,
                before,
                after: after.clone(),
            })
        })
        .collect()
}

/// Adds a version; gives its number. `None`: another was added in between, and nothing was.
pub async fn create(db: &Db, new: &NewTreatment<'_>) -> Result<Option<i64>> {
    let body = serde_json::to_string(new.plan).map_err(|error| Error::Broken(error.to_string()))?;
    let mut tx = db.begin().await?;
    let added = sqlx::query_scalar(
        "INSERT INTO treatment_plan (version, body, whom, actor, reason, made_at) SELECT $1 + 1, $2, $3, $4, $5, $6 \
         WHERE (SELECT COALESCE(MAX(version), 0) FROM treatment_plan) = $1 ON CONFLICT DO NOTHING RETURNING version",
    )
    .bind(new.base)
    .bind(body)
    .bind(new.whom)
    .bind(new.actor)
    .bind(new.reason)
    .bind(new.now_ms)
    .fetch_optional(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(added)
}
