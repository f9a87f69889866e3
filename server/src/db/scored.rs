//! Behaviour, scores and personas of many debtors, written in a few statements.

use super::Tx;
use super::rows::{Rows, pieces, placeholders};
use crate::error::Result;
use effen::kinds::Persona;
use effen::people::behaviour::Behaviour;
use effen::people::score::Assessment;
use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use std::collections::HashMap;

/// A debtor, locked and scored.
pub(super) struct Scored {
    /// Whose.
    pub debtor: String,
    /// The version that the transaction gave them.
    pub version: i64,
    /// The persona before.
    pub before: Option<Persona>,
    /// The behaviour now.
    pub state: Behaviour,
    /// What it comes to.
    pub assessment: Assessment,
}

/// Writes them, each debtor once.
pub(super) async fn save_all(tx: &mut Tx, scored: &[Scored], now: Timestamp) -> Result<()> {
    let mut behaviours = Rows::new(6);
    let mut changes = Rows::new(7);
    let mut moved: HashMap<Option<Persona>, Vec<&str>> = HashMap::new();
    let text = |persona: Option<Persona>| persona.map_or("", Persona::as_str);
    for Scored { debtor, version, before, state, assessment } in scored {
        let persona = assessment.decision.persona;
        let scores = serde_json::to_string(&assessment.scores)?;
        let reasons = serde_json::to_string(&assessment.decision.reasons)?;
        if persona != *before {
            moved.entry(persona).or_default().push(debtor);
            changes.push(&**debtor).push(*version).push(text(*before)).push(text(persona));
            changes.push(&*scores).push(&*reasons).push(now.as_millisecond());
        }
        behaviours.push(&**debtor).push(*version).push(state.to_json()).push(scores).push(reasons);
        behaviours.push(now.as_millisecond());
    }
    let head = "INSERT INTO behaviour (debtor_id, version, state, scores, reasons, scored_at)";
    let tail = " ON CONFLICT (debtor_id) DO UPDATE SET version = excluded.version, state = excluded.state, \
                scores = excluded.scores, reasons = excluded.reasons, scored_at = excluded.scored_at";
    behaviours.insert(tx, head, tail).await?;
    let head = "INSERT INTO persona_change (debtor_id, version, from_persona, to_persona, scores, reasons, changed_at)";
    changes.insert(tx, head, "").await?;
    for (persona, ids) in moved {
        for piece in pieces(&ids) {
            let sql = format!("UPDATE debtor SET persona = $1 WHERE id IN ({})", placeholders(2, piece.len()));
            let mut query = sqlx::query(AssertSqlSafe(sql)).bind(text(persona));
            for id in piece {
                query = query.bind(id);
            }
            query.execute(&mut **tx).await?;
        }
    }
    Ok(())
}
