//! Experiments through the real router, on both engines: made, started, acting on messages and pages, stopped, measured.

use super::tests::{call, count, text};
use super::treatment_tests::{house, signed_in};
use crate::app::App;
use crate::clock::{Clock, from_ms};
use crate::config::Config;
use crate::db::DebtorTx;
use crate::db::experiment::{self, Experiment};
use crate::db::{experiment_figures, record_signals};
use crate::outreach::plan;
use crate::outreach::treatments::lot;
use crate::testing::databases;
use crate::testing::sample::{now, sample_debtor};
use crate::web::portal::tests::Browser;
use axum::http::{StatusCode, header};
use effen::ids::DebtorId;
use effen::people::effect::Outcome;
use effen::people::signal::{Signal, SignalKind};
use effen::people::trial::arm_of;
use sqlx::Row as _;

fn fields(changes: &[(&str, &str)]) -> String {
    let mut fields = vec![
        ("key", "k1"),
        ("act", "save"),
        ("arms", "1"),
        ("name", "Kort en krachtig"),
        ("hypothesis", "Kort werkt beter"),
        ("persona", "job"),
        ("creditor", ""),
        ("control_percent", "50"),
        ("starts_on", "2026-05-18"),
        ("ends_on", "2026-08-01"),
        ("name_1", "Kort"),
        ("focus_1", "one_amount"),
        ("tone_1", "brief"),
    ];
    for &(name, value) in changes {
        match fields.iter_mut().find(|(known, _)| *known == name) {
            Some(field) => field.1 = value,
            None => fields.push((name, value)),
        }
    }
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

async fn location(app: &App, cookie: &str, path: &str, form: &str) -> String {
    let answer = call(app, cookie, path, Some(form)).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{form}");
    answer.headers()[header::LOCATION].to_str().unwrap().to_owned()
}

/// A debtor whose persona is known.
async fn job(app: &App, name: &str) -> DebtorId {
    let debtor = sample_debtor(&app.db, name).await.unwrap().debtor;
    let mut tx = app.db.begin_debtor(&debtor, app.now()).await.unwrap();
    record_signals(&mut tx, &[Signal::now(SignalKind::InvoiceIssued, app.now())]).await.unwrap();
    sqlx::query("UPDATE debtor SET persona = 'job' WHERE id = $1")
        .bind(debtor.as_str())
        .execute(&mut *tx.tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    debtor
}

/// Ratings of chats of the transaction's debtor, each at its moment.
async fn rate(tx: &mut DebtorTx, ratings: &[(i64, i64)]) {
    let agent =
        "INSERT INTO agent (id, email, name, password_hash, role, created_at) VALUES ('a9', 'a9', 'A', '', 'agent', 0)";
    sqlx::query(agent).execute(&mut *tx.tx).await.unwrap();
    sqlx::query(
        "INSERT INTO conversation (id, debtor_id, status, last_seq, debtor_read_seq, agent_read_seq, outcome, opened_at) \
         VALUES ('c9', $1, 'closed', 0, 0, 0, '', 0)",
    )
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await
    .unwrap();
    for (at, rating) in ratings {
        sqlx::query(
            "INSERT INTO chat_closing (id, conversation_id, debtor_id, agent_id, last_seq, reason, outcome, closed_at, \
             rating, rated_at) VALUES ($1, 'c9', $2, 'a9', 0, 'plan', 'answered', $3, $4, $3)",
        )
        .bind(format!("k{at}"))
        .bind(tx.debtor.as_str())
        .bind(at)
        .bind(rating)
        .execute(&mut *tx.tx)
        .await
        .unwrap();
    }
}

async fn tone(app: &App, debtor: &DebtorId) -> String {
    sqlx::query_scalar("SELECT tone FROM notice WHERE debtor_id = $1")
        .bind(debtor.as_str())
        .fetch_one(app.db.read())
        .await
        .unwrap()
}

#[tokio::test]
async fn groups_are_drawn_once_and_messages_and_pages_follow_them_until_it_is_stopped() {
    for test in databases().await {
        let app = house(&test.db).await;
        let cookie = signed_in(&app, "supervisor").await;
        let made = location(&app, &cookie, "/console/experiments/new", &fields(&[])).await;
        assert_eq!(location(&app, &cookie, "/console/experiments/new", &fields(&[])).await, made, "a double click");
        let path = made.split('?').next().unwrap().to_owned();
        let id = path.rsplit('/').next().unwrap().to_owned();
        assert_eq!(experiment::list(&app.db).await.unwrap().len(), 1);
        let nobody = text(call(&app, &cookie, &path, None).await).await;
        assert!(nobody.contains("Er is nog niemand verdeeld") && nobody.contains("concept"));

        let without = call(&app, &cookie, &path, Some("act=start&reason=")).await;
        assert_eq!(without.status(), StatusCode::UNPROCESSABLE_ENTITY);
        for _ in 0..2 {
            location(&app, &cookie, &path, "act=start&reason=Proef").await;
        }
        assert_eq!(count(&app.db, "experiment_started").await, 1);

        let mut people = Vec::new();
        for name in ["Anna", "Bas", "Cleo", "Dirk", "Els", "Fons", "Gijs", "Hans", "Ina", "Jos"] {
            people.push(job(&app, name).await);
        }
        let outside = sample_debtor(&app.db, "Onbekend").await.unwrap().debtor;
        plan::run(&app, true, |_| {}).await.unwrap();
        let drawn = "SELECT debtor_id, arm, claims FROM experiment_assignment ORDER BY debtor_id";
        assert!(sqlx::query(drawn).fetch_all(app.db.read()).await.unwrap().is_empty(), "a dry run draws nobody");
        plan::run(&app, false, |_| {}).await.unwrap();
        let key = experiment::find(&app.db, &id).await.unwrap().unwrap().lot_key;
        let mut seen = [0; 2];
        for debtor in &people {
            let arm = arm_of(lot(&key, debtor), 50, 1);
            seen[arm] += 1;
            let expected = ["factual", "brief"][arm];
            assert_eq!(tone(&app, debtor).await, expected, "the message follows the group");
            let page = Browser::of(&app, debtor).await.get("/overview").await.body;
            assert!(page.contains(["overview-plain", "overview-one-tap"][arm]), "so does the page");
            assert!(!page.contains("Kort"), "and no experiment is named");
        }
        assert_ne!(tone(&app, &outside).await, "brief");
        let rows = sqlx::query(drawn).fetch_all(app.db.read()).await.unwrap();
        assert_eq!(rows.len(), people.len(), "whoever is not known is not drawn");
        assert!(rows.iter().all(|row| row.get::<i64, _>("claims") == 4), "what they were like is kept");

        let page = text(call(&app, &cookie, &path, None).await).await;
        assert!(page.contains("te weinig mensen") && !page.contains("beter dan controle"), "ten people show nothing");
        location(&app, &cookie, &path, "act=stop&reason=Genoeg").await;
        assert_eq!(count(&app.db, "experiment_stopped").await, 1);
        let mut tx = app.db.begin().await.unwrap();
        sqlx::query("UPDATE debtor SET persona = 'job', shown_persona = 'job'").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        let page = Browser::of(&app, &people[0]).await.get("/overview").await.body;
        assert!(page.contains("overview-table"), "everybody is treated by the plan again");
        assert!(seen.iter().sum::<i32>() == 10);
    }
}

#[tokio::test]
async fn a_group_that_an_experiment_does_not_have_is_an_error_wherever_it_is_read() {
    for test in databases().await {
        let app = house(&test.db).await;
        let cookie = signed_in(&app, "supervisor").await;
        let made = location(&app, &cookie, "/console/experiments/new", &fields(&[])).await;
        let path = made.split('?').next().unwrap().to_owned();
        location(&app, &cookie, &path, "act=start&reason=Proef").await;
        let one = experiment::list(&app.db).await.unwrap().remove(0);
        let debtor = job(&app, "Anna").await;
        // As a row would look that a mistaken restore or a hand in the database left behind.
        let mut tx = app.db.begin().await.unwrap();
        sqlx::query(
            "INSERT INTO experiment_assignment (experiment_id, debtor_id, arm, persona, open_cents, claims, days_late, \
             assigned_on, assigned_at) VALUES ($1, $2, 7, 'job', 0, 0, 0, '2026-05-18', $3)",
        )
        .bind(&one.id)
        .bind(debtor.as_str())
        .bind(app.now().as_millisecond())
        .execute(&mut *tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let named = |error: crate::error::Error| assert!(error.to_string().contains("has no group 7"), "{error}");
        let mut tx = app.db.begin().await.unwrap();
        let id = debtor.as_str();
        named(experiment::list_drawn_between(&mut tx, id, id, app.today()).await.unwrap_err());
        tx.rollback().await.unwrap();
        named(experiment_figures::list_groups(&app.db, &one, i64::MAX, "2026-08-01").await.unwrap_err());
        assert!(plan::run(&app, false, |_| {}).await.is_err(), "nobody is written to as if they were the control");
        let status = call(&app, &cookie, &path, None).await.status();
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR, "no figure is shown");
    }
}

#[tokio::test]
async fn what_does_not_fit_is_named_stays_typed_and_only_a_supervisor_saves() {
    for test in databases().await {
        let app = house(&test.db).await;
        let cookie = signed_in(&app, "agent").await;
        let path = "/console/experiments/new";
        assert_eq!(call(&app, &cookie, "/console/experiments", None).await.status(), StatusCode::OK);
        assert_ne!(call(&app, &cookie, path, Some(&fields(&[]))).await.status(), StatusCode::SEE_OTHER);
        let mut tx = app.db.begin().await.unwrap();
        sqlx::query("UPDATE agent SET role = 'supervisor'").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        let wrong = [
            ("name", "", "name-error"),
            ("hypothesis", "", "hypothesis-error"),
            ("control_percent", "5", "control_percent-error"),
            ("starts_on", "2026-05-17", "starts_on-error"),
            ("ends_on", "2026-05-18", "ends_on-error"),
            ("ends_on", "ooit", "ends_on-error"),
            ("name_1", "", "name_1-error"),
            ("hour_1", "23", "name_1-error"),
            ("pay_days_1", "veel", "name_1-error"),
            ("plan_1", "7", "name_1-error"),
        ];
        for (name, value, error) in wrong {
            let answer = call(&app, &cookie, path, Some(&fields(&[(name, value)]))).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{name}={value}");
            let page = text(answer).await;
            assert!(page.contains(error), "{name}={value}: {error}");
            assert!(page.contains("value=\"2026-08-01\"") || name == "ends_on", "what was typed stays");
        }
        let more = text(call(&app, &cookie, path, Some(&fields(&[("act", "more"), ("name", "")]))).await).await;
        assert!(more.contains("Groep 2") && more.contains("value=\"Kort\"") && !more.contains("field-error"));
        assert!(experiment::list(&app.db).await.unwrap().is_empty());
        assert_eq!(call(&app, &cookie, "/console/experiment/none", None).await.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn what_came_of_somebody_is_counted_from_the_day_they_were_drawn() {
    for test in databases().await {
        let app = crate::testing::sample::app(&test.db).await;
        let one = sample_debtor(&test.db, "Anna").await.unwrap();
        let day = 86_400_000;
        let at = now().as_millisecond() - 5 * day;
        for (kind, when) in [
            (SignalKind::NoticeSent, at - day),
            (SignalKind::VisitUnprompted, at - day),
            (SignalKind::NoticeSent, at + day),
            (SignalKind::NoticeSent, at + 2 * day),
            (SignalKind::Complaint, at + 2 * day),
        ] {
            let mut tx = test.db.begin_debtor(&one.debtor, from_ms(when)).await.unwrap();
            record_signals(&mut tx, &[Signal::now(kind, from_ms(when))]).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = test.db.begin_debtor(&one.debtor, from_ms(at)).await.unwrap();
        let costs = Signal::now(SignalKind::CostsAdded, from_ms(at + day)).cents(4_000);
        record_signals(&mut tx, &[costs]).await.unwrap();
        let new = Experiment {
            id: "e".to_owned(),
            name: "=Naam".to_owned(),
            hypothesis: "h".to_owned(),
            status: String::new(),
            persona: None,
            creditor_id: String::new(),
            control_percent: 50,
            challengers: vec![effen::people::trial::Challenger {
                name: "B".to_owned(),
                plan: None,
                changes: Default::default(),
            }],
            starts_on: jiff::civil::date(2026, 5, 1),
            ends_on: jiff::civil::date(2026, 6, 1),
            lot_key: "k".to_owned(),
            simulated: false,
            by: String::new(),
            started_at: None,
            started: Default::default(),
            stopped_at: None,
            stopped: Default::default(),
        };
        experiment::create(&mut tx.tx, &new, "operator", 0).await.unwrap();
        experiment::update_started(&mut tx.tx, "e", "operator", "x", 0).await.unwrap();
        let drawn = experiment::Drawn { experiment_id: "e".to_owned(), arm: 1, persona: None };
        let before =
            experiment::Before { open_cents: 50_000, claims: 4, days_late: 80, on: jiff::civil::date(2026, 5, 7) };
        let held = experiment::create_drawn(&mut tx, &drawn, &before).await.unwrap();
        assert_eq!(held.unwrap().arm, 1);
        let again = experiment::Drawn { arm: 0, ..drawn.clone() };
        let held = experiment::create_drawn(&mut tx, &again, &before).await.unwrap();
        assert_eq!(held.unwrap().arm, 1, "a group once drawn never changes");
        rate(&mut tx, &[(at - day, 1), (at + 2 * day, 5), (at + 3 * day, 4)]).await;
        tx.commit().await.unwrap();

        let until = now().as_millisecond() + 1;
        let groups = experiment_figures::list_groups(&test.db, &new, until, "2026-05-12").await.unwrap();
        assert_eq!((groups[0].people(), groups[1].people()), (0, 1));
        let of = |outcome| groups[1].mean(outcome);
        // What the samples paid to their creditors: € 45.00 and € 35.50.
        assert_eq!((of(Outcome::Collected), of(Outcome::Success)), (80.5, 0.0));
        assert_eq!((of(Outcome::Contacts), of(Outcome::Costs), of(Outcome::Complaint)), (2.0, 40.0, 1.0));
        assert_eq!((groups[1].measured(Outcome::Rating), of(Outcome::Rating)), (1, 4.5), "what came after the drawing");
        let earlier = experiment_figures::list_groups(&test.db, &new, at + day + 1, "2026-05-08").await.unwrap();
        assert_eq!((earlier[1].mean(Outcome::Collected), earlier[1].mean(Outcome::Contacts)), (0.0, 1.0));

        let cookie = super::tests::agent(&app).await;
        let csv = text(call(&app, &cookie, "/console/experiment/e/csv", None).await).await;
        assert!(csv.contains("'=Naam,collected,B,1,0,80.5000,0.0000,80.5000,,,,,"), "{csv}");
        assert!(csv.contains("too_few,real"));
        let page = text(call(&app, &cookie, "/console/experiment/e", None).await).await;
        assert!(page.contains("Oordeel na een chat") && page.contains("4,50"), "{page}");
    }
}

#[tokio::test]
async fn the_simulated_year_has_comparable_groups_and_is_labelled() {
    for test in databases().await {
        let at = from_ms(1_790_000_000_000);
        crate::demo::fill(&test.db, at, crate::demo::Recipe::of(60), |_| {}).await.unwrap();
        let app = App::new(Config::defaults(), test.db.clone(), Clock::fixed(at)).await.unwrap();
        let cookie = super::tests::agent(&app).await;
        let list = text(call(&app, &cookie, "/console/experiments", None).await).await;
        assert!(list.contains("Gesimuleerd.") && list.contains("gestopt"));
        let one = experiment::list(&app.db).await.unwrap().remove(0);
        let page = text(call(&app, &cookie, &format!("/console/experiment/{}", one.id), None).await).await;
        assert!(page.contains("Gesimuleerd.") && page.contains("chart-own"));
        assert!(page.contains("Waren de groepen vergelijkbaar?"));
        let csv = text(call(&app, &cookie, &format!("/console/experiment/{}/csv", one.id), None).await).await;
        let lines: Vec<&str> = csv.lines().skip(1).collect();
        assert_eq!(lines.len(), 14);
        assert!(lines.iter().all(|line| line.ends_with(",simulated")));
        let known: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM experiment_assignment").fetch_one(app.db.read()).await.unwrap();
        assert!(known > 20 && known <= 54, "{known}: the six people who are described are in none");
    }
}
