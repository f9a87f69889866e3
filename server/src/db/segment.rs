//! Scored debtors, page by page, for the daily run and the export.

use super::{Db, word};
use crate::error::Result;
use effen::ids::DebtorId;
use effen::kinds::{PartyKind, Persona};
use std::collections::HashMap;

/// A debtor with the stored behaviour and scores, as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// Who.
    pub debtor: DebtorId,
    /// File reference.
    pub reference: String,
    /// Consumer or company.
    pub kind: PartyKind,
    /// The persona, if there is one.
    pub persona: Option<Persona>,
    /// The behaviour's JSON; none: never scored.
    pub state: Option<String>,
    /// The scores' JSON.
    pub scores: Option<String>,
}

type Row = (String, String, String, String, Option<String>, Option<String>);

fn read(rows: Vec<Row>) -> Result<Vec<Scored>> {
    rows.into_iter()
        .map(|(id, reference, kind, persona, state, scores)| {
            let persona = if persona.is_empty() { None } else { Some(word(&persona)?) };
            Ok(Scored { debtor: DebtorId(id), reference, kind: word(&kind)?, persona, state, scores })
        })
        .collect()
}

/// The next debtors after `after` (the last id seen, or ''), in the order of their ids.
pub async fn list_after(db: &Db, after: &str, count_max: i64) -> Result<Vec<Scored>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT d.id, d.reference, d.kind, d.persona, b.state, b.scores FROM debtor d
         LEFT JOIN behaviour b ON b.debtor_id = d.id WHERE d.id > $1 ORDER BY d.id LIMIT $2",
    )
    .bind(after)
    .bind(count_max)
    .fetch_all(db.read())
    .await?;
    read(rows)
}

/// The debtors after the id `after`, up to and including `last`, in the order of their ids.
pub async fn list_between(db: &Db, after: &str, last: &str) -> Result<Vec<Scored>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT d.id, d.reference, d.kind, d.persona, b.state, b.scores FROM debtor d
         LEFT JOIN behaviour b ON b.debtor_id = d.id WHERE d.id > $1 AND d.id <= $2 ORDER BY d.id",
    )
    .bind(after)
    .bind(last)
    .fetch_all(db.read())
    .await?;
    read(rows)
}

/// What is open in euros of the debtors from `first` to `last`, in cents; who has no postings is not in it.
pub async fn list_open_between(db: &Db, first: &str, last: &str) -> Result<HashMap<String, i64>> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT debtor_id, CAST(SUM(
           CASE WHEN debit IN ('principal', 'interest', 'costs') THEN amount_cents ELSE 0 END
           - CASE WHEN credit IN ('principal', 'interest', 'costs') THEN amount_cents ELSE 0 END) AS BIGINT)
         FROM posting WHERE debtor_id >= $1 AND debtor_id <= $2 AND claim_id IS NOT NULL AND currency = 'EUR'
         GROUP BY debtor_id",
    )
    .bind(first)
    .bind(last)
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().collect())
}

/// The debtor behind a file reference, as people type it.
pub async fn find_by_reference(db: &Db, typed: &str) -> Result<Option<DebtorId>> {
    let [as_typed, plain] = super::access_code::reference_forms(typed);
    let id: Option<String> = sqlx::query_scalar("SELECT id FROM debtor WHERE reference IN ($1, $2)")
        .bind(as_typed)
        .bind(plain)
        .fetch_optional(db.read())
        .await?;
    Ok(id.map(DebtorId))
}
