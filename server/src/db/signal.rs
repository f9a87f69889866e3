//! Signals and what follows from them: in the transaction of whatever caused it, a signal is logged, the debtor's
//! behaviour moves on, the personas are scored again, and a changed persona is written with its reasons.

use super::{Db, DebtorTx, word};
use crate::clock::from_ms;
use crate::error::{Error, Result};
use effen::ids::{ClaimId, DebtorId};
use effen::kinds::{PartyKind, Persona};
use effen::people::behaviour::Behaviour;
use effen::people::score::{Assessment, assess};
use effen::people::signal::{Signal, SignalKind};
use effen::people::weights::Weights;
use jiff::Timestamp;
use sqlx::AnyConnection;
use std::sync::OnceLock;

static WEIGHTS: OnceLock<Weights> = OnceLock::new();

/// The scoring weights: the operator's (set once at start) or the shipped ones.
pub fn weights() -> &'static Weights {
    WEIGHTS.get_or_init(Weights::shipped)
}

/// Sets the operator's weights. Only the first call counts; later ones are refused.
pub fn set_weights(weights: Weights) -> Result<()> {
    WEIGHTS.set(weights).map_err(|_| Error::Refused("the weights are already in use".into()))
}

/// How a debtor stands after a transaction's signals.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The persona before.
    pub before: Option<Persona>,
    /// The persona now.
    pub now: Option<Persona>,
    /// Scores, reasons and characteristics now.
    pub assessment: Assessment,
}

/// Logs signals and carries them into behaviour, scores and persona, in the caller's transaction.
pub async fn record_signals(tx: &mut DebtorTx, signals: &[Signal]) -> Result<Standing> {
    let (mut state, before) = load(tx).await?;
    let mut persona = before;
    let mut assessment = None;
    for signal in signals {
        insert(tx, signal).await?;
        state.observe(signal);
        let next = assess(&state, tx.now, weights(), persona, Some(signal.kind));
        persona = next.decision.persona;
        assessment = Some(next);
    }
    let assessment = assessment.unwrap_or_else(|| assess(&state, tx.now, weights(), persona, None));
    save(tx, &state, &assessment, before).await
}

/// Logs what happened before today, as a file tells it: it is scored as of now, and nothing in it acts at once.
pub async fn record_history(tx: &mut DebtorTx, signals: &[Signal]) -> Result<Standing> {
    let (mut state, before) = load(tx).await?;
    for signal in signals {
        insert(tx, signal).await?;
        state.observe(signal);
    }
    let assessment = assess(&state, tx.now, weights(), before, None);
    save(tx, &state, &assessment, before).await
}

/// Folds the whole log anew and scores it: for debtors never scored, and after a change of the state's form or weights.
pub async fn rebuild(tx: &mut DebtorTx) -> Result<Standing> {
    let (_, before) = load(tx).await?;
    let party: String = sqlx::query_scalar("SELECT kind FROM debtor WHERE id = $1")
        .bind(tx.debtor.as_str())
        .fetch_one(&mut *tx.tx)
        .await?;
    let state = Behaviour::rebuild(word(&party)?, &log_of(tx).await?);
    let assessment = assess(&state, tx.now, weights(), before, None);
    save(tx, &state, &assessment, before).await
}

/// Scores again without a new signal: time alone moves characteristics.
pub async fn rescore(tx: &mut DebtorTx) -> Result<Standing> {
    record_signals(tx, &[]).await
}

async fn load(tx: &mut DebtorTx) -> Result<(Behaviour, Option<Persona>)> {
    let row: (String, String, Option<String>) = sqlx::query_as(
        "SELECT d.kind, d.persona, b.state FROM debtor d LEFT JOIN behaviour b ON b.debtor_id = d.id WHERE d.id = $1",
    )
    .bind(tx.debtor.as_str())
    .fetch_one(&mut *tx.tx)
    .await?;
    let persona = if row.1.is_empty() { None } else { Some(word(&row.1)?) };
    let party: PartyKind = word(&row.0)?;
    let state = match row.2 {
        // Never scored (an import wrote the log alone), or a state of an older form: the log holds everything.
        None => Behaviour::rebuild(party, &log_of(tx).await?),
        Some(json) => match Behaviour::from_json(&json) {
            Ok(state) => state,
            Err(_) => Behaviour::rebuild(party, &log_of(tx).await?),
        },
    };
    Ok((state, persona))
}

async fn insert(tx: &mut DebtorTx, signal: &Signal) -> Result<()> {
    let line = tx.next_signal_line();
    sqlx::query(
        "INSERT INTO signal (debtor_id, version, line, kind, occurred_at, known_at, claim_id, amount_cents, days, \
         channel) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(tx.debtor.as_str())
    .bind(tx.version)
    .bind(line)
    .bind(signal.kind.as_str())
    .bind(signal.occurred_at.as_millisecond())
    .bind(signal.known_at.as_millisecond())
    .bind(signal.claim_id.as_ref().map(ClaimId::as_str))
    .bind(signal.amount_cents)
    .bind(signal.days)
    .bind(signal.channel.map(effen::kinds::Channel::as_str))
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

async fn save(
    tx: &mut DebtorTx,
    state: &Behaviour,
    assessment: &Assessment,
    before: Option<Persona>,
) -> Result<Standing> {
    let now = assessment.decision.persona;
    let scores = serde_json::to_string(&assessment.scores)?;
    let reasons = serde_json::to_string(&assessment.decision.reasons)?;
    sqlx::query(
        "INSERT INTO behaviour (debtor_id, version, state, scores, reasons, scored_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (debtor_id) DO UPDATE SET version = excluded.version, state = excluded.state, \
         scores = excluded.scores, reasons = excluded.reasons, scored_at = excluded.scored_at",
    )
    .bind(tx.debtor.as_str())
    .bind(tx.version)
    .bind(state.to_json())
    .bind(&scores)
    .bind(&reasons)
    .bind(tx.now_ms())
    .execute(&mut *tx.tx)
    .await?;
    if now != before {
        change(tx, before, now, &scores, &reasons).await?;
    }
    Ok(Standing { before, now, assessment: assessment.clone() })
}

async fn change(
    tx: &mut DebtorTx,
    before: Option<Persona>,
    now: Option<Persona>,
    scores: &str,
    reasons: &str,
) -> Result<()> {
    let text = |persona: Option<Persona>| persona.map_or("", Persona::as_str);
    sqlx::query("UPDATE debtor SET persona = $1 WHERE id = $2")
        .bind(text(now))
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    sqlx::query(
        "INSERT INTO persona_change (debtor_id, version, from_persona, to_persona, scores, reasons, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (debtor_id, version) DO UPDATE SET \
         to_persona = excluded.to_persona, scores = excluded.scores, reasons = excluded.reasons",
    )
    .bind(tx.debtor.as_str())
    .bind(tx.version)
    .bind(text(before))
    .bind(text(now))
    .bind(scores)
    .bind(reasons)
    .bind(tx.now_ms())
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// A row of the log.
#[derive(sqlx::FromRow)]
pub(super) struct SignalRow {
    kind: String,
    occurred_at: i64,
    known_at: i64,
    claim_id: Option<String>,
    amount_cents: Option<i64>,
    days: Option<i64>,
    channel: Option<String>,
}

impl SignalRow {
    pub(super) fn read(self) -> Result<Signal> {
        Ok(Signal {
            kind: word::<SignalKind>(&self.kind)?,
            occurred_at: from_ms(self.occurred_at),
            known_at: from_ms(self.known_at),
            claim_id: self.claim_id.map(ClaimId),
            amount_cents: self.amount_cents,
            days: self.days,
            channel: self.channel.as_deref().map(word).transpose()?,
        })
    }
}

const LOG: &str = "SELECT kind, occurred_at, known_at, claim_id, amount_cents, days, channel FROM signal \
                   WHERE debtor_id = $1 ORDER BY version, line";

async fn log_of(tx: &mut DebtorTx) -> Result<Vec<Signal>> {
    let rows: Vec<SignalRow> = sqlx::query_as(LOG).bind(tx.debtor.as_str()).fetch_all(&mut *tx.tx).await?;
    rows.into_iter().map(SignalRow::read).collect()
}

/// The whole log of one debtor, in the order it was written.
pub async fn list(db: &Db, debtor: &DebtorId) -> Result<Vec<Signal>> {
    list_in(&mut *db.read().acquire().await?, debtor).await
}

/// The same over a connection or transaction that is open already.
pub async fn list_in(conn: &mut AnyConnection, debtor: &DebtorId) -> Result<Vec<Signal>> {
    let rows: Vec<SignalRow> = sqlx::query_as(LOG).bind(debtor.as_str()).fetch_all(conn).await?;
    rows.into_iter().map(SignalRow::read).collect()
}

/// The stored behaviour of one debtor; a new one where nothing is known.
pub async fn find_behaviour(db: &Db, debtor: &DebtorId) -> Result<(Behaviour, Option<Persona>)> {
    let row: Option<(String, String, Option<String>)> = sqlx::query_as(
        "SELECT d.kind, d.persona, b.state FROM debtor d LEFT JOIN behaviour b ON b.debtor_id = d.id WHERE d.id = $1",
    )
    .bind(debtor.as_str())
    .fetch_optional(db.read())
    .await?;
    let (kind, persona, state) = row.ok_or(Error::NotFound("debtor"))?;
    let party: PartyKind = word(&kind)?;
    let persona = if persona.is_empty() { None } else { Some(word(&persona)?) };
    let stored = state.as_deref().and_then(|json| Behaviour::from_json(json).ok());
    let state = match stored {
        Some(state) => state,
        None => {
            let mut state = Behaviour::new(party);
            list(db, debtor).await?.iter().for_each(|signal| state.observe(signal));
            state
        }
    };
    Ok((state, persona))
}

/// The characteristics, scores and reasons of one debtor as of a moment, without writing anything.
pub async fn assess_now(db: &Db, debtor: &DebtorId, as_of: Timestamp) -> Result<Assessment> {
    let (state, persona) = find_behaviour(db, debtor).await?;
    Ok(assess(&state, as_of, weights(), persona, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;

    async fn debtor(db: &Db) -> DebtorId {
        let mut tx = db.begin().await.unwrap();
        sqlx::query(
            "INSERT INTO debtor (id, reference, kind, country, language, version, view_choice, persona, shown_persona, \
             created_at) VALUES ('d', 'EF-1', 'person', 'nl', 'nl', 0, 'auto', '', '', 0)",
        )
        .execute(&mut *tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        DebtorId("d".into())
    }

    #[tokio::test]
    async fn a_call_for_help_is_known_in_the_same_transaction_and_the_state_is_that_of_the_log() {
        for test in databases().await {
            let id = debtor(&test.db).await;
            let now = from_ms(1_700_000_000_000);
            let mut tx = test.db.begin_debtor(&id, now).await.unwrap();
            let signals = [Signal::now(SignalKind::VisitUnprompted, now), Signal::now(SignalKind::HelpAsked, now)];
            let standing = record_signals(&mut tx, &signals).await.unwrap();
            assert_eq!(standing.now, Some(Persona::Tamara), "a need for help acts at once");
            tx.commit().await.unwrap();

            let log = list(&test.db, &id).await.unwrap();
            assert_eq!(log, signals);
            let mut rebuilt = Behaviour::new(PartyKind::Person);
            log.iter().for_each(|signal| rebuilt.observe(signal));
            assert_eq!(find_behaviour(&test.db, &id).await.unwrap().0.to_json(), rebuilt.to_json());
        }
    }

    #[tokio::test]
    async fn a_transaction_that_is_dropped_leaves_no_trace() {
        for test in databases().await {
            let id = debtor(&test.db).await;
            let now = from_ms(1_700_000_000_000);
            let mut tx = test.db.begin_debtor(&id, now).await.unwrap();
            record_signals(&mut tx, &[Signal::now(SignalKind::HelpAsked, now)]).await.unwrap();
            drop(tx);
            assert!(list(&test.db, &id).await.unwrap().is_empty());
            assert_eq!(find_behaviour(&test.db, &id).await.unwrap().1, None);
        }
    }
}
