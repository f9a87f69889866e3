//! Segmentation of debtors whose signals are ahead of their scores: each one's behaviour is rebuilt from the whole
//! log, scored, and its persona written with the reasons.

use crate::db::debtor_tx::raise_all;
use crate::db::rows::{pieces, placeholders};
use crate::db::scored::{Scored, save_all};
use crate::db::signal::weights;
use crate::db::{Db, Tx, word};
use crate::error::{Error, Result};
use effen::ids::ClaimId;
use effen::kinds::{PartyKind, Persona};
use effen::people::behaviour::Behaviour;
use effen::people::score::assess;
use effen::people::signal::{Signal, SignalKind};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row as _};
use std::collections::BTreeMap;

/// Debtors scored in one transaction.
const DEBTORS_MAX: i64 = 512;

/// A debtor being scored.
struct Folded {
    version: i64,
    before: Option<Persona>,
    state: Behaviour,
}

/// Scores every debtor without a stored behaviour, in transactions of [`DEBTORS_MAX`]. Says how
/// many. Whoever sends messages calls this first: a run that broke off left its debtors to be found here.
///
/// # Errors
/// When the database refuses; what was scored before stays scored.
pub async fn segment_unscored(db: &Db, now: Timestamp) -> Result<u64> {
    let mut last = String::new();
    let mut count = 0;
    loop {
        let ids: Vec<String> = sqlx::query_scalar(
            "SELECT d.id FROM debtor d LEFT JOIN behaviour b ON b.debtor_id = d.id
             WHERE d.id > $1 AND b.debtor_id IS NULL ORDER BY d.id LIMIT $2",
        )
        .bind(&last)
        .bind(DEBTORS_MAX)
        .fetch_all(db.read())
        .await?;
        let Some(end) = ids.last().cloned() else { return Ok(count) };
        let mut tx = db.begin().await?;
        segment(&mut tx, &ids, now).await?;
        tx.commit().await?;
        count += ids.len() as u64;
        last = end;
    }
}

/// Scores these debtors in the caller's transaction.
async fn segment(tx: &mut Tx, ids: &[String], now: Timestamp) -> Result<()> {
    let mut debtors: BTreeMap<String, Folded> = BTreeMap::new();
    for piece in pieces(ids) {
        lock(tx, &piece, &mut debtors).await?;
        fold(tx, &piece, &mut debtors).await?;
    }
    let scored: Vec<Scored> = debtors
        .into_iter()
        .map(|(debtor, Folded { version, before, state })| {
            let assessment = assess(&state, now, weights(), before, None);
            Scored { debtor, version, before, state, assessment }
        })
        .collect();
    save_all(tx, &scored, now).await
}

async fn lock(tx: &mut Tx, ids: &[String], into: &mut BTreeMap<String, Folded>) -> Result<()> {
    let versions = raise_all(tx, &mut ids.iter().map(String::as_str).collect()).await?;
    let sql = format!("SELECT id, kind, persona FROM debtor WHERE id IN ({})", placeholders(1, ids.len()));
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for id in ids {
        query = query.bind(id);
    }
    for row in query.fetch_all(&mut **tx).await? {
        let id: String = row.try_get(0)?;
        let party: PartyKind = word(&row.try_get::<String, _>(1)?)?;
        let persona: String = row.try_get(2)?;
        let before = if persona.is_empty() { None } else { Some(word(&persona)?) };
        let version = *versions.get(&id).ok_or(Error::NotFound("debtor"))?;
        into.insert(id, Folded { version, before, state: Behaviour::new(party) });
    }
    Ok(())
}

/// Folds the log of these debtors into their states.
async fn fold(tx: &mut Tx, ids: &[String], debtors: &mut BTreeMap<String, Folded>) -> Result<()> {
    let sql = format!(
        "SELECT debtor_id, kind, occurred_at, known_at, claim_id, amount_cents, days, channel FROM signal
         WHERE debtor_id IN ({}) ORDER BY debtor_id, version, line",
        placeholders(1, ids.len())
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for id in ids {
        query = query.bind(id);
    }
    for row in query.fetch_all(&mut **tx).await? {
        let id: String = row.try_get(0)?;
        let signal = Signal {
            kind: word::<SignalKind>(&row.try_get::<String, _>(1)?)?,
            occurred_at: crate::clock::from_ms(row.try_get(2)?),
            known_at: crate::clock::from_ms(row.try_get(3)?),
            claim_id: row.try_get::<Option<String>, _>(4)?.map(ClaimId),
            amount_cents: row.try_get(5)?,
            days: row.try_get(6)?,
            channel: row.try_get::<Option<String>, _>(7)?.as_deref().map(word).transpose()?,
        };
        if let Some(debtor) = debtors.get_mut(&id) {
            debtor.state.observe(&signal);
        }
    }
    Ok(())
}
