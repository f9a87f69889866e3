//! The daily scoring: time alone moves characteristics, so every debtor is scored again once a day. Only what came out
//! different is written. Several workers, in one process or in several, share the debtors page by page.

use crate::db::segment::{self, Scored};
use crate::db::segment_page;
use crate::db::signal::{rebuild, rescore, weights};
use crate::db::{Db, DebtorTx};
use crate::error::Result;
use effen::people::behaviour::Behaviour;
use effen::people::score::assess;
use jiff::Timestamp;

/// Debtors read at once, and taken by one worker.
const PAGE: i64 = 500;
/// Debtors written in one transaction: a writer elsewhere never waits longer than for these.
const TOGETHER: usize = 50;

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Debtors scored.
    pub debtors: u64,
    /// Of these, written because something came out different.
    pub written: u64,
    /// Of these, with another persona than before.
    pub changed: u64,
}

/// Scores every debtor as of `now`. `from_log` folds every behaviour anew from the whole log and writes all. Where
/// another worker is at it already, the debtors are shared: the summary is of what this one did.
pub async fn run(db: &Db, now: Timestamp, from_log: bool, progress: impl FnMut(&Summary)) -> Result<Summary> {
    run_paged(db, now, from_log, PAGE, progress).await
}

async fn run_paged(
    db: &Db,
    now: Timestamp,
    from_log: bool,
    size: i64,
    mut progress: impl FnMut(&Summary),
) -> Result<Summary> {
    let clock = std::time::Instant::now();
    let ms = || now.as_millisecond() + i64::try_from(clock.elapsed().as_millis()).unwrap_or(i64::MAX / 2);
    let mut summary = Summary::default();
    let run = segment_page::join(db, from_log, size, ms()).await?;
    while let Some(page) = segment_page::take(db, &run, ms()).await? {
        let rows = segment::list_between(db, &page.after, &page.last).await?;
        summary.debtors += rows.len() as u64;
        let stale: Vec<&Scored> = rows.iter().filter(|row| from_log || differs(row, now)).collect();
        for group in stale.chunks(TOGETHER) {
            write(db, group, now, from_log, &mut summary).await?;
        }
        segment_page::update_done(db, &page, ms()).await?;
        progress(&summary);
    }
    Ok(summary)
}

/// Whether scoring now gives something else than what is stored.
fn differs(row: &Scored, now: Timestamp) -> bool {
    let Some(state) = row.state.as_deref().and_then(|json| Behaviour::from_json(json).ok()) else { return true };
    let assessment = assess(&state, now, weights(), row.persona, None);
    let scores = serde_json::to_string(&assessment.scores).ok();
    assessment.decision.persona != row.persona || scores != row.scores
}

async fn write(db: &Db, group: &[&Scored], now: Timestamp, from_log: bool, summary: &mut Summary) -> Result<()> {
    let mut open: Option<DebtorTx> = None;
    for row in group {
        let mut tx = match open.take() {
            Some(tx) => tx.then(&row.debtor).await?,
            None => db.begin_debtor(&row.debtor, now).await?,
        };
        // Read again under the lock: a signal may have come in since the page was read.
        let standing = if from_log { rebuild(&mut tx).await? } else { rescore(&mut tx).await? };
        summary.written += 1;
        summary.changed += u64::from(standing.before != standing.now);
        open = Some(tx);
    }
    match open {
        Some(tx) => tx.commit().await,
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::signal::{find_behaviour, record_signals};
    use crate::testing::databases;
    use crate::testing::sample::{now, sample_debtor};
    use effen::kinds::Persona;
    use effen::people::signal::{Signal, SignalKind};
    use sqlx::Executor as _;

    #[tokio::test]
    async fn only_what_differs_is_written_and_the_log_alone_gives_the_same() {
        for test in databases().await {
            let db = &test.db;
            let mut debtors = Vec::new();
            for name in ["Anna", "Bas", "Cleo"] {
                debtors.push(sample_debtor(db, name).await.unwrap().debtor);
            }
            let mut tx = db.begin_debtor(&debtors[0], now()).await.unwrap();
            let signals = [Signal::now(SignalKind::VisitUnprompted, now()), Signal::now(SignalKind::HelpAsked, now())];
            record_signals(&mut tx, &signals).await.unwrap();
            tx.commit().await.unwrap();
            let known = find_behaviour(db, &debtors[0]).await.unwrap();
            assert_eq!(known.1, Some(Persona::Tamara));

            let first = run(db, now(), false, |_| {}).await.unwrap();
            assert_eq!((first.debtors, first.written, first.changed), (3, 2, 0), "two were never scored");
            assert_eq!(run(db, now(), false, |_| {}).await.unwrap().written, 0);

            let mut tx = db.begin().await.unwrap();
            tx.execute("DELETE FROM behaviour").await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(run(db, now(), true, |_| {}).await.unwrap().written, 3);
            let rebuilt = find_behaviour(db, &debtors[0]).await.unwrap();
            assert_eq!((rebuilt.0.to_json(), rebuilt.1), (known.0.to_json(), known.1));
        }
    }

    #[tokio::test]
    async fn two_workers_score_everybody_once() {
        for test in databases().await {
            let db = &test.db;
            for number in 0..9 {
                sample_debtor(db, &format!("Debtor {number}")).await.unwrap();
            }
            let (one, two) =
                tokio::try_join!(run_paged(db, now(), true, 2, |_| {}), run_paged(db, now(), true, 2, |_| {})).unwrap();
            assert_eq!((one.debtors + two.debtors, one.written + two.written), (9, 9), "{one:?} {two:?}");
            let left = run(db, now(), false, |_| {}).await.unwrap();
            assert_eq!((left.debtors, left.written), (9, 0), "what they wrote is what scoring gives");
        }
    }
}
