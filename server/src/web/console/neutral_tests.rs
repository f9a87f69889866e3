//! Who chooses the neutral view is treated neutrally wherever the segmentation reaches: the page, messages, experiments,
//! the daily run, the export, the agents' file; and it is written down. A correction counts at once.

use super::tests::{agent, call, text};
use super::treatment_tests::house;
use crate::app::App;
use crate::db::experiment::{self, Experiment};
use crate::db::signal;
use crate::learn::{export, learned};
use crate::outreach::plan;
use crate::testing::databases;
use crate::testing::sample::sample_debtor;
use crate::web::portal::tests::{Browser, set_persona};
use effen::ids::DebtorId;
use effen::kinds::Persona;
use effen::people::signal::{Signal, SignalKind};
use effen::people::trial::{Challenger, Changes};
use jiff::civil::date;

/// An experiment that everybody known would be drawn into.
async fn experiment(app: &App) {
    let new = Experiment {
        id: "e".to_owned(),
        name: "Proef".to_owned(),
        hypothesis: "h".to_owned(),
        status: String::new(),
        persona: None,
        creditor_id: String::new(),
        control_percent: 10,
        challengers: vec![Challenger { name: "B".to_owned(), plan: None, changes: Changes::default() }],
        starts_on: date(2026, 5, 1),
        ends_on: date(2026, 8, 1),
        lot_key: "k".to_owned(),
        simulated: false,
        by: String::new(),
        started_at: None,
        started: Default::default(),
        stopped_at: None,
        stopped: Default::default(),
    };
    let mut tx = app.db.begin().await.unwrap();
    experiment::create(&mut tx, &new, "operator", 0).await.unwrap();
    experiment::update_started(&mut tx, "e", "operator", "x", 0).await.unwrap();
    tx.commit().await.unwrap();
}

async fn record(app: &App, debtor: &DebtorId, kinds: &[SignalKind]) {
    let mut tx = app.db.begin_debtor(debtor, app.now()).await.unwrap();
    let signals: Vec<Signal> = kinds.iter().map(|&kind| Signal::now(kind, tx.now)).collect();
    signal::record_signals(&mut tx, &signals).await.unwrap();
    tx.commit().await.unwrap();
}

async fn scalar(app: &App, sql: &'static str, debtor: &DebtorId) -> String {
    let found: Option<String> =
        sqlx::query_scalar(sql).bind(debtor.as_str()).fetch_optional(app.db.read()).await.unwrap();
    found.unwrap_or_default()
}

/// Entries of the audit log that the debtor made.
async fn logged(app: &App, action: &'static str, debtor: &DebtorId) -> i64 {
    let sql = "SELECT COUNT(*) FROM audit WHERE action = $1 AND actor = 'debtor' AND debtor_id = $2";
    sqlx::query_scalar(sql).bind(action).bind(debtor.as_str()).fetch_one(app.db.read()).await.unwrap()
}

#[tokio::test]
async fn who_chose_the_neutral_view_is_treated_neutrally_everywhere_and_it_is_logged() {
    for test in databases().await {
        let app = house(&test.db).await;
        let cookie = agent(&app).await;
        let (anna, bas) = (sample_debtor(&app.db, "Anna").await.unwrap(), sample_debtor(&app.db, "Bas").await.unwrap());
        for debtor in [&anna.debtor, &bas.debtor] {
            record(&app, debtor, &[SignalKind::AnswerDigital, SignalKind::AnswerDigital]).await;
            set_persona(&app, debtor, "dennis").await;
        }
        let browser = Browser::of(&app, &anna.debtor).await.speaking("nl");
        assert!(browser.get("/overview").await.body.contains("overview-timeline"));
        browser.post("/profile/view", &[("key", "n"), ("view", "neutral")]).await;
        assert_eq!(logged(&app, "view_neutral_chosen", &anna.debtor).await, 1, "who, when, what");
        experiment(&app).await;

        // The page, and the daily run that scores everybody anew.
        assert!(browser.get("/overview").await.body.contains("overview-plain"));
        crate::daily::run(&app).await.unwrap();
        let (_, persona) = signal::find_behaviour(&app.db, &anna.debtor).await.unwrap();
        assert_eq!(persona, None, "a daily run gives no persona back");
        assert!(browser.get("/overview").await.body.contains("overview-plain"));
        // Messages and experiments: Bas is drawn, Anna is not.
        set_persona(&app, &bas.debtor, "dennis").await;
        plan::run(&app, false, |_| {}).await.unwrap();
        let tone = "SELECT tone FROM notice WHERE debtor_id = $1 AND class = 'approach'";
        assert_eq!(scalar(&app, tone, &anna.debtor).await, "factual", "the neutral treatment's");
        let drawn = "SELECT experiment_id FROM experiment_assignment WHERE debtor_id = $1";
        assert_eq!(
            (scalar(&app, drawn, &anna.debtor).await, scalar(&app, drawn, &bas.debtor).await),
            (String::new(), "e".to_owned())
        );
        // The export and the agents' file.
        learned::learn(&app.db, app.now(), learned::DEBTORS_MIN).await.unwrap();
        let mut csv = Vec::new();
        export::write(&app.db, app.now(), &[None, None, None], &mut csv).await.unwrap();
        let csv = String::from_utf8(csv).unwrap();
        let line = csv.lines().find(|line| line.contains(&anna.reference)).unwrap();
        assert!(line.starts_with(&format!("{},person,,", anna.reference)), "{line}");
        assert!(line.ends_with(",,"), "neither channel nor hour: {line}");
        let path = format!("/console/debtor/{}", anna.debtor);
        let file = text(call(&app, &cookie, &path, None).await).await;
        assert!(file.contains("neutrale weergave: er wordt niets voorspeld") && !file.contains("<meter"), "{file}");
        // And back.
        browser.post("/profile/view", &[("key", "a"), ("view", "auto")]).await;
        assert_eq!(logged(&app, "view_auto_chosen", &anna.debtor).await, 1);
        let (_, persona) = signal::find_behaviour(&app.db, &anna.debtor).await.unwrap();
        assert!(persona.is_some(), "what was known counts again");
    }
}

#[tokio::test]
async fn a_correction_counts_at_once_and_the_way_of_writing_follows_it() {
    for test in databases().await {
        let app = house(&test.db).await;
        let debtor = sample_debtor(&app.db, "Anna").await.unwrap().debtor;
        let browser = Browser::of(&app, &debtor).await.speaking("nl");
        let page = browser.get("/profile").await.body;
        assert_eq!(page.matches("name=\"answer\"").count(), 10, "the questions that can be answered");
        browser.post("/profile/answer", &[("key", "1"), ("answer", "answer_monthly")]).await;
        let (_, persona) = signal::find_behaviour(&app.db, &debtor).await.unwrap();
        assert_eq!(persona, Some(Persona::Bryan));
        browser.post("/profile/answer", &[("key", "2"), ("answer", "answer_letter")]).await;
        plan::run(&app, false, |_| {}).await.unwrap();
        let channel = "SELECT channel FROM notice WHERE debtor_id = $1 AND class = 'approach'";
        assert_eq!(scalar(&app, channel, &debtor).await, "letter");
        let preference = "SELECT value FROM preference WHERE debtor_id = $1 AND key = 'channel'";
        browser.post("/profile/answer", &[("key", "3"), ("answer", "answer_digital")]).await;
        assert_eq!(scalar(&app, preference, &debtor).await, "");
        let told = browser.post("/profile/answer", &[("key", "4"), ("answer", "answer_everything")]).await;
        assert!(told.status.is_client_error(), "an answer that does not exist");
    }
}
