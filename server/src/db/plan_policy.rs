//! What creditors allow in plans, by version. The first stands with the creditor; later ones are only ever added.

use super::{Db, date};
use crate::error::{Error, Result};
use effen::money::Cents;
use effen::plan::PlanPolicy;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};
use std::collections::BTreeMap;

/// Instalments that may be skipped within a year where no later version says otherwise.
pub const SKIPS_A_YEAR: u32 = 1;
/// Missed instalments that the debtor may move to the end within a year where no later version says otherwise.
pub const MOVES_A_YEAR: u32 = 1;

/// The columns that [`read`] reads, of `creditor r` and, joined to it, `plan_policy v`.
pub const COLUMNS: &str = "COALESCE(v.version, 1) AS policy_version, COALESCE(v.months_max, r.plan_months_max) AS \
                           months_max, COALESCE(v.instalment_min_cents, r.plan_instalment_min_cents) AS \
                           instalment_min_cents, v.skips_a_year, v.moves_a_year";

/// The limits that a plan or a quote was made under, and which version of which creditor they come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyUsed {
    /// The strictest of them.
    pub policy: PlanPolicy,
    /// Creditor to version.
    pub versions: BTreeMap<String, i64>,
}

/// A policy of a row.
pub fn read(row: &AnyRow) -> Result<PlanPolicy> {
    let number = |column: &str| -> Result<Option<u32>> {
        let value: Option<i64> = row.try_get(column)?;
        value.map(|value| u32::try_from(value).map_err(|_| Error::Broken(format!("{column} {value}")))).transpose()
    };
    Ok(PlanPolicy {
        months_max: number("months_max")?.unwrap_or(0),
        instalment_min: Cents(row.try_get("instalment_min_cents")?),
        skips_a_year: number("skips_a_year")?.unwrap_or(SKIPS_A_YEAR),
        moves_a_year: number("moves_a_year")?.unwrap_or(MOVES_A_YEAR),
    })
}

/// A version of a creditor's policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyRow {
    /// From 1 on.
    pub version: i64,
    /// The first day it holds; `None`: from the start.
    pub from_on: Option<Date>,
    /// What it allows.
    pub policy: PlanPolicy,
}

/// Every version of a creditor's policy, the first first. Empty: no such creditor.
pub async fn list(conn: &mut AnyConnection, slug: &str) -> Result<Vec<PolicyRow>> {
    let first = "SELECT CAST(1 AS BIGINT) AS policy_version, '' AS from_on, r.plan_months_max AS months_max, \
                 r.plan_instalment_min_cents AS instalment_min_cents, CAST(NULL AS BIGINT) AS skips_a_year, \
                 CAST(NULL AS BIGINT) AS moves_a_year FROM creditor r WHERE r.slug = $1";
    let later = "SELECT v.version, v.from_on, v.months_max, v.instalment_min_cents, v.skips_a_year, v.moves_a_year \
                 FROM plan_policy v JOIN creditor r ON r.id = v.creditor_id WHERE r.slug = $1";
    let sql = sqlx::AssertSqlSafe(format!("{first} UNION ALL {later} ORDER BY policy_version"));
    let rows = sqlx::query(sql).bind(slug).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            let from_on: String = row.try_get("from_on")?;
            Ok(PolicyRow {
                version: row.try_get("policy_version")?,
                from_on: if from_on.is_empty() { None } else { Some(date(&from_on)?) },
                policy: read(row)?,
            })
        })
        .collect()
}

/// Adds a version to a creditor's policy; gives its number.
///
/// # Errors
/// [`Error::NotFound`] for a creditor that does not exist.
pub async fn create(db: &Db, slug: &str, from_on: Date, policy: &PlanPolicy, now_ms: i64) -> Result<i64> {
    let mut tx = db.begin().await?;
    let creditor: Option<String> =
        sqlx::query_scalar("SELECT id FROM creditor WHERE slug = $1").bind(slug).fetch_optional(&mut *tx).await?;
    let creditor = creditor.ok_or(Error::NotFound("creditor"))?;
    let version: i64 = sqlx::query_scalar(
        "INSERT INTO plan_policy (creditor_id, version, from_on, months_max, instalment_min_cents, skips_a_year, \
         moves_a_year, made_at) SELECT $1, COALESCE(MAX(version), 1) + 1, $2, $3, $4, $5, $6, $7 FROM plan_policy \
         WHERE creditor_id = $1 RETURNING version",
    )
    .bind(creditor)
    .bind(from_on.to_string())
    .bind(i64::from(policy.months_max))
    .bind(policy.instalment_min.0)
    .bind(i64::from(policy.skips_a_year))
    .bind(i64::from(policy.moves_a_year))
    .bind(now_ms)
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(version)
}
