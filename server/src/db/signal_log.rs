//! Whole logs, page by page, for what is learned from them.

use super::signal::SignalRow;
use super::{Db, word};
use crate::error::Result;
use crate::learn::learned::hour_of;
use effen::ids::DebtorId;
use effen::kinds::{PartyKind, Persona};
use effen::people::learn::habits::Habits;
use effen::people::signal::Signal;
use std::collections::HashMap;

/// A debtor with the whole log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// Who.
    pub debtor: DebtorId,
    /// File reference.
    pub reference: String,
    /// Consumer or company.
    pub kind: PartyKind,
    /// Everything, in the order it was written.
    pub log: Vec<Signal>,
}

#[derive(sqlx::FromRow)]
struct Row {
    debtor_id: String,
    #[sqlx(flatten)]
    signal: SignalRow,
}

/// The next debtors after `after` (the last id seen, or ''), in the order of their ids, with their logs.
pub async fn list_after(db: &Db, after: &str, count_max: i64) -> Result<Vec<Logged>> {
    let debtors: Vec<(String, String, String)> =
        sqlx::query_as("SELECT id, reference, kind FROM debtor WHERE id > $1 ORDER BY id LIMIT $2")
            .bind(after)
            .bind(count_max)
            .fetch_all(db.read())
            .await?;
    let (Some(first), Some(last)) = (debtors.first(), debtors.last()) else { return Ok(Vec::new()) };
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT debtor_id, kind, occurred_at, known_at, claim_id, amount_cents, days, channel FROM signal
         WHERE debtor_id >= $1 AND debtor_id <= $2 ORDER BY debtor_id, version, line",
    )
    .bind(&first.0)
    .bind(&last.0)
    .fetch_all(db.read())
    .await?;
    let mut logs: HashMap<String, Vec<Signal>> = HashMap::new();
    for row in rows {
        logs.entry(row.debtor_id).or_default().push(row.signal.read()?);
    }
    debtors
        .into_iter()
        .map(|(id, reference, kind)| {
            let log = logs.remove(&id).unwrap_or_default();
            Ok(Logged { debtor: DebtorId(id), reference, kind: word(&kind)?, log })
        })
        .collect()
}

/// What each of the debtors from `first` to `last` did themselves, by channel and hour; who did nothing is not in it.
pub async fn list_habits_between(db: &Db, first: &str, last: &str) -> Result<HashMap<String, Habits>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT debtor_id, kind, occurred_at, known_at, claim_id, amount_cents, days, channel FROM signal
         WHERE debtor_id >= $1 AND debtor_id <= $2 AND kind IN ('notice_sent', 'notice_clicked', 'visit_prompted',
           'visit_unprompted', 'payment_started')",
    )
    .bind(first)
    .bind(last)
    .fetch_all(db.read())
    .await?;
    let mut found: HashMap<String, Habits> = HashMap::new();
    for row in rows {
        found.entry(row.debtor_id).or_default().note(&row.signal.read()?, hour_of);
    }
    Ok(found)
}

/// The persona that each of the debtors from `first` to `last` had at `until_ms`; who had none is not in it.
pub async fn list_personas_at(db: &Db, first: &str, last: &str, until_ms: i64) -> Result<HashMap<String, Persona>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT debtor_id, to_persona FROM persona_change
         WHERE debtor_id >= $1 AND debtor_id <= $2 AND changed_at <= $3 ORDER BY debtor_id, version",
    )
    .bind(first)
    .bind(last)
    .bind(until_ms)
    .fetch_all(db.read())
    .await?;
    let mut held = HashMap::new();
    for (debtor, persona) in rows {
        match persona.is_empty() {
            true => held.remove(&debtor),
            false => held.insert(debtor, word(&persona)?),
        };
    }
    Ok(held)
}
