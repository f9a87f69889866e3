//! The daily run: notes what did not happen (a due date that passed, an instalment that was not paid, a message without a
//! response), then scores everyone again. Every finding is noted once, however often the run repeats: each is looked at
//! again under the debtor's lock.

use crate::app::App;
use crate::clock::from_ms;
use crate::db::signal::record_signals;
use crate::db::{audit, collection, daily, instalment, payment, plan_review};
use crate::error::Result;
use crate::learn::learned;
use crate::outreach::plan_notices;
use crate::pay::{debit, promise};
use crate::{charge, segment, self_check};
use effen::dates::add_days;
use effen::ids::{DebtorId, PlanId};
use effen::people::history::noon;
use effen::people::signal::{Signal, SignalKind};
use effen::plan::{InstalmentStatus, PlanStatus, progress_with};

/// Findings listed at once.
const PAGE: i64 = 200;
/// How far back the run looks, in days: a server may have stood still for so long.
const BACK_DAYS: i64 = 14;

/// What a run noted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Direct debits told of.
    pub announced: u64,
    /// Direct debits that the bank was asked for.
    pub collected: u64,
    /// Claims that passed their due date.
    pub overdue: u64,
    /// Instalments missed.
    pub missed: u64,
    /// Promises whose day passed without the money.
    pub promises_broken: u64,
    /// Plans that came to an agent by a second missed instalment in a row.
    pub to_agent: u64,
    /// Messages without a response.
    pub ignored: u64,
    /// Claims held by the check of our own claims.
    pub self_checked: u64,
    /// Claims to which the costs were added that a formal letter had announced.
    pub charged: u64,
    /// The scoring.
    pub scored: segment::Summary,
    /// Whether chances and habits were learned anew.
    pub learned: bool,
}

/// Runs it, if it was not completed today already.
pub async fn run_if_due(app: &App) -> Result<Option<Summary>> {
    let today = app.today();
    if daily::find_done(&app.db).await?.is_some_and(|done| done >= today) {
        return Ok(None);
    }
    let summary = run(app).await?;
    daily::update_done(&app.db, today).await?;
    Ok(Some(summary))
}

/// Runs it.
pub async fn run(app: &App) -> Result<Summary> {
    let debits = debit::run(app).await?;
    let mut summary = Summary {
        announced: debits.announced,
        collected: debits.collected,
        overdue: overdue(app).await?,
        ..Summary::default()
    };
    plans(app, &mut summary).await?;
    summary.promises_broken = promise::look(app).await?;
    summary.ignored = ignored(app).await?;
    summary.self_checked = self_check::run(&app.db, app.now()).await?;
    // After the check: what looks too old, or too dear, is held and gets no costs.
    summary.charged = charge::run(app).await?;
    summary.scored = segment::run(&app.db, app.now(), false, |_| {}).await?;
    // Once a week, after everything of the day is noted.
    summary.learned = learned::refresh(&app.db, app.now()).await?.is_some();
    Ok(summary)
}

async fn overdue(app: &App) -> Result<u64> {
    let today = app.today();
    let from = add_days(today, -BACK_DAYS);
    let (mut after, mut noted) = (String::new(), 0);
    loop {
        let mut conn = app.db.read().acquire().await?;
        let page = daily::list_overdue(&mut conn, from, today, &after, "", PAGE).await?;
        drop(conn);
        let Some(last) = page.last() else { return Ok(noted) };
        after.clone_from(&last.claim_id.0);
        for claim in &page {
            let mut tx = app.db.begin_debtor(&claim.debtor, app.now()).await?;
            let again = daily::list_overdue(&mut tx.tx, from, today, "", claim.claim_id.as_str(), 1).await?;
            let Some(claim) = again.first() else { continue };
            let passed = noon(add_days(claim.due_on, 1)).min(tx.now);
            let signal = Signal::now(SignalKind::InvoiceOverdue, passed).known(tx.now);
            record_signals(&mut tx, &[signal.claim(&claim.claim_id).cents(claim.open_cents)]).await?;
            tx.commit().await?;
            noted += 1;
        }
    }
}

async fn plans(app: &App, summary: &mut Summary) -> Result<()> {
    let mut after = String::new();
    loop {
        let page = daily::list_plans_to_check(&app.db, app.today(), &after, PAGE).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after.clone_from(&last.0);
        for (plan, debtor) in &page {
            check_plan(app, plan, debtor, summary).await?;
        }
    }
}

async fn check_plan(app: &App, plan: &PlanId, debtor: &DebtorId, summary: &mut Summary) -> Result<()> {
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    let Some((status, schedule)) = instalment::find_schedule(&mut tx, plan).await? else { return Ok(()) };
    let paid = payment::find_plan_paid(&mut tx.tx, debtor, plan).await?;
    // What is being collected by direct debit takes the bank days, and is not missed by that.
    let collecting = collection::find_under_way(&mut tx.tx, plan, app.today()).await?;
    let standing = progress_with(&schedule, paid, collecting, app.today());
    let mut signals = Vec::new();
    for missed in standing.instalments.iter().filter(|one| one.status == InstalmentStatus::Missed) {
        if daily::update_missed(&mut tx, plan, missed.instalment.number).await? {
            signals.push(Signal::now(SignalKind::InstalmentMissed, tx.now).cents(missed.instalment.amount.0));
        }
    }
    summary.missed += signals.len() as u64;
    // Nothing breaks by itself: an agent looks, and the debtor is told what happens and how to repair it.
    let review = if status == PlanStatus::Agreed && standing.needs_agent() {
        plan_review::create(&mut tx, plan).await?
    } else {
        None
    };
    if let Some(review) = &review {
        plan_notices::missed(app, &mut tx, review, &standing).await?;
        audit::create(&mut tx, "system", "plan_to_agent", plan.as_str(), "").await?;
        summary.to_agent += 1;
    }
    if signals.is_empty() && review.is_none() {
        return Ok(());
    }
    record_signals(&mut tx, &signals).await?;
    tx.commit().await
}

async fn ignored(app: &App) -> Result<u64> {
    let now = app.now_ms();
    let since = now - daily::SILENCE_MS - BACK_DAYS * 86_400_000;
    let (mut after, mut noted) = (String::new(), 0);
    loop {
        let mut conn = app.db.read().acquire().await?;
        let page = daily::list_ignored(&mut conn, since, now, &after, "", PAGE).await?;
        drop(conn);
        let Some(last) = page.last() else { return Ok(noted) };
        after.clone_from(&last.notice.0);
        for notice in &page {
            let mut tx = app.db.begin_debtor(&notice.debtor, app.now()).await?;
            let again = daily::list_ignored(&mut tx.tx, since, now, "", notice.notice.as_str(), 1).await?;
            let Some(notice) = again.first() else { continue };
            let silent = from_ms(notice.sent_at + daily::SILENCE_MS);
            let mut signal = Signal::now(SignalKind::NoticeIgnored, silent).known(tx.now).channel(notice.channel);
            signal.claim_id.clone_from(&notice.claim_id);
            record_signals(&mut tx, &[signal]).await?;
            tx.commit().await?;
            noted += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::config::Config;
    use crate::db::{Db, signal};
    use crate::outreach::{deliver, plan};
    use crate::testing::databases;
    use crate::testing::sample::{now, sample_debtor};
    use jiff::ToSpan as _;
    use sqlx::{AssertSqlSafe, Executor as _};

    async fn app(db: &Db, days: i64) -> (App, tempfile::TempDir) {
        let files = tempfile::tempdir().unwrap();
        let config = Config {
            data_dir: files.path().into(),
            agency_address: "Kade 1".into(),
            agency_register: "R-1".into(),
            ..Config::defaults()
        };
        let at = now().checked_add((days * 24).hours()).unwrap();
        (App::new(config, db.clone(), Clock::fixed(at)).await.unwrap(), files)
    }

    async fn execute(db: &Db, sql: String) {
        let mut tx = db.begin().await.unwrap();
        tx.execute(AssertSqlSafe(sql)).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn count(db: &Db, debtor: &DebtorId, kind: SignalKind) -> usize {
        signal::list(db, debtor).await.unwrap().iter().filter(|signal| signal.kind == kind).count()
    }

    #[tokio::test]
    async fn a_due_date_that_passed_is_noted_once() {
        for test in databases().await {
            let sample = sample_debtor(&test.db, "Anna").await.unwrap();
            let (app, _files) = app(&test.db, 10).await;
            assert_eq!(run(&app).await.unwrap().overdue, 1, "the one that was due nine days on");
            assert_eq!(run(&app).await.unwrap().overdue, 0);
            assert_eq!(count(&test.db, &sample.debtor, SignalKind::InvoiceOverdue).await, 1);
        }
    }

    #[tokio::test]
    async fn silence_is_noted_once_and_any_response_breaks_it() {
        for test in databases().await {
            let silent = sample_debtor(&test.db, "Anna").await.unwrap().debtor;
            let visitor = sample_debtor(&test.db, "Bas").await.unwrap().debtor;
            let (first, _files) = app(&test.db, 0).await;
            plan::run(&first, false, |_| {}).await.unwrap();
            assert_eq!(deliver::run(&first, |_| {}).await.unwrap().sent, 2);
            let (third_day, _files) = app(&test.db, 3).await;
            let mut tx = test.db.begin_debtor(&visitor, third_day.now()).await.unwrap();
            let visit = Signal::now(SignalKind::VisitUnprompted, tx.now);
            record_signals(&mut tx, &[visit]).await.unwrap();
            tx.commit().await.unwrap();
            let (sixth_day, _files) = app(&test.db, 6).await;
            assert_eq!(run(&sixth_day).await.unwrap().ignored, 0, "seven days have not passed");
            let (seventh_day, _files) = app(&test.db, 7).await;
            assert_eq!(run(&seventh_day).await.unwrap().ignored, 1);
            assert_eq!(run(&seventh_day).await.unwrap().ignored, 0);
            assert_eq!(count(&test.db, &silent, SignalKind::NoticeIgnored).await, 1);
            assert_eq!(count(&test.db, &visitor, SignalKind::NoticeIgnored).await, 0);
        }
    }

    #[tokio::test]
    async fn missed_instalments_are_noted_once_and_two_in_a_row_come_to_an_agent_and_break_nothing() {
        for test in databases().await {
            let debtor = sample_debtor(&test.db, "Anna").await.unwrap().debtor;
            execute(
                &test.db,
                format!(
                    "INSERT INTO plan_quote (id, debtor_id, batch_id, months, instalment_cents, total_cents, first_due_on,
                       last_due_on, schedule, claims, made_at, expires_at)
                     VALUES ('q', '{debtor}', 'b', 3, 100, 300, '2026-05-11', '2026-07-11', '[]', '[]', 0, 0);
                     INSERT INTO plan (id, debtor_id, quote_id, status, total_cents, agreed_at)
                     VALUES ('p', '{debtor}', 'q', 'agreed', 300, 0);
                     INSERT INTO instalment (plan_id, number, due_on, amount_cents) VALUES ('p', 1, '2026-05-11', 100);
                     INSERT INTO instalment (plan_id, number, due_on, amount_cents) VALUES ('p', 2, '2026-06-11', 100);
                     INSERT INTO instalment (plan_id, number, due_on, amount_cents) VALUES ('p', 3, '2026-07-11', 100)"
                ),
            )
            .await;
            let (may, _files) = app(&test.db, 0).await;
            let done = run(&may).await.unwrap();
            assert_eq!((done.missed, done.to_agent), (1, 0));
            assert_eq!(run(&may).await.unwrap().missed, 0);
            let (june, _files) = app(&test.db, 31).await;
            let done = run(&june).await.unwrap();
            assert_eq!((done.missed, done.to_agent), (1, 1));
            assert_eq!(run(&june).await.unwrap().to_agent, 0, "it stands on the list once");
            let waiting =
                crate::db::plan_review::list_open(&test.db, &crate::testing::sample::agent(&test.db).await.unwrap())
                    .await
                    .unwrap();
            assert_eq!((waiting.len(), waiting[0].plan_id.as_str()), (1, "p"));
            let told: Vec<(String, String)> =
                sqlx::query_as("SELECT class, body_text FROM notice WHERE debtor_id = $1 AND kind = 'plan_missed'")
                    .bind(debtor.as_str())
                    .fetch_all(test.db.read())
                    .await
                    .unwrap();
            assert_eq!((told.len(), told[0].0.as_str()), (1, "mandatory"));
            assert!(told[0].1.contains("2,00") && told[0].1.contains("/plan"), "{}", told[0].1);
            let (july, _files) = app(&test.db, 62).await;
            assert_eq!(run(&july).await.unwrap().missed, 1, "the plan runs on until somebody decides");
            assert_eq!(count(&test.db, &debtor, SignalKind::PlanBroken).await, 0);
        }
    }

    #[tokio::test]
    async fn it_runs_once_a_day() {
        for test in databases().await {
            let (today, _files) = app(&test.db, 0).await;
            assert!(run_if_due(&today).await.unwrap().is_some());
            assert!(run_if_due(&today).await.unwrap().is_none());
            let (tomorrow, _files) = app(&test.db, 1).await;
            assert!(run_if_due(&tomorrow).await.unwrap().is_some());
        }
    }
}
