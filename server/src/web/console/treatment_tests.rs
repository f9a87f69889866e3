//! Each of the seven parts acts: a change in the editor is seen in the debtor's next message or page, on both engines.

use super::tests::{call, text};
use crate::app::App;
use crate::clock::{Clock, zone};
use crate::config::Config;
use crate::db::Db;
use crate::db::record_signals;
use crate::learn::learned;
use crate::outreach::plan;
use crate::testing::{databases, sample::sample_debtor};
use crate::web::portal::tests::{Browser, set_persona};
use axum::http::StatusCode;
use effen::ids::DebtorId;
use effen::kinds::Channel;
use effen::people::signal::{Signal, SignalKind};
use jiff::civil::datetime;
use sqlx::Row as _;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

/// Early on a Monday: messages of the day are still to come.
pub(super) async fn house(db: &Db) -> App {
    let config = Config {
        agency_address: "Kade 1, 1011 AA Amsterdam".into(),
        agency_register: "R-1".into(),
        ..Config::defaults()
    };
    let at = datetime(2026, 5, 18, 6, 15, 0, 0).to_zoned(zone()).unwrap().timestamp();
    let time = Arc::new(AtomicI64::new(at.as_millisecond()));
    App::new(config, db.clone(), Clock::Fixed(time)).await.unwrap()
}

pub(super) async fn signed_in(app: &App, role: &str) -> String {
    let cookie = super::tests::agent(app).await;
    let mut tx = app.db.begin().await.unwrap();
    sqlx::query("UPDATE agent SET role = $1").bind(role.to_owned()).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    cookie
}

/// The neutral treatment as it ships, with some fields changed.
fn form(base: i64, act: &str, changes: &[(&str, &str)]) -> String {
    let mut fields = vec![
        ("focus", "plain"),
        ("tone", "factual"),
        ("anchor", "due"),
        ("days", "-5, 3, 14"),
        ("weekday_1", "1"),
        ("weekday_2", "1"),
        ("weekday_3", "1"),
        ("hour", "10"),
        ("repeat_days", "0"),
        ("pay_days", "14"),
        ("at_most", "1"),
        ("per_days", "7"),
        ("channels_1", "email"),
        ("channels_2", "letter"),
        ("help_1", "chat"),
        ("reason", "een proef"),
    ];
    for &(name, value) in changes {
        match fields.iter_mut().find(|(known, _)| *known == name) {
            Some(field) => field.1 = value,
            None => fields.push((name, value)),
        }
    }
    let base = base.to_string();
    fields.extend([("base", base.as_str()), ("act", act)]);
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// The message that is queued for a new debtor: tone, channel, moment, words.
async fn next_message(app: &App, name: &str) -> (DebtorId, String, String, i64, String) {
    let debtor = sample_debtor(&app.db, name).await.unwrap().debtor;
    plan::run(app, false, |_| {}).await.unwrap();
    let row = sqlx::query("SELECT tone, channel, next_try_at, body_text FROM notice WHERE debtor_id = $1")
        .bind(debtor.as_str())
        .fetch_one(app.db.read())
        .await
        .unwrap();
    (debtor, row.get(0), row.get(1), row.get(2), row.get(3))
}

#[tokio::test]
async fn each_of_the_seven_parts_changes_what_a_debtor_gets() {
    for test in databases().await {
        let app = house(&test.db).await;
        let cookie = signed_in(&app, "supervisor").await;
        let (first, tone, channel, at, words) = next_message(&app, "Anna").await;
        assert_eq!((tone.as_str(), channel.as_str()), ("factual", "email"));
        assert!(!words.contains("teruggebeld") && !words.contains("17 juli"), "{words}");
        assert!(Browser::of(&app, &first).await.get("/overview").await.body.contains("overview-plain"));
        let mut version = 0;
        let mut save = async |changes: &[(&str, &str)]| {
            let saved = call(&app, &cookie, "/console/treatment/neutral", Some(&form(version, "save", changes))).await;
            assert_eq!(saved.status(), StatusCode::SEE_OTHER, "{changes:?}");
            version += 1;
        };
        // What is said first, on a page that was open already.
        save(&[("focus", "one_amount")]).await;
        assert!(Browser::of(&app, &first).await.get("/overview").await.body.contains("overview-one-tap"));
        // How.
        save(&[("tone", "brief")]).await;
        assert_eq!(next_message(&app, "Bas").await.1, "brief");
        // Which message when.
        save(&[("hour", "15")]).await;
        assert_eq!(next_message(&app, "Cleo").await.3, at + 5 * 3_600_000);
        // How long to pay.
        save(&[("pay_days", "2"), ("days", "3")]).await;
        let words = next_message(&app, "Dirk").await.4;
        assert!(words.contains("Ons voorstel: betaal uiterlijk") && words.contains("20 mei"), "{words}");
        // How often: the next one comes no sooner than that.
        save(&[("per_days", "60")]).await;
        let words = next_message(&app, "Els").await.4;
        assert!(words.contains("op of na") && words.contains("20 juli"), "a Monday, for one of its weekdays: {words}");
        // By which channel.
        save(&[("channels_1", "letter"), ("channels_2", "email")]).await;
        assert_eq!(next_message(&app, "Fons").await.2, "letter");
        // With which extra help.
        save(&[("help_1", "callback")]).await;
        assert!(next_message(&app, "Gijs").await.4.contains("teruggebeld worden"));
        let page = text(call(&app, &cookie, "/console/treatment", None).await).await;
        assert!(page.contains("een proef") && page.contains("Anouk de Vries"), "the history says who and why");
        // And which part, from what to what; the oldest change against the plan that ships.
        let shown = [
            ("Het totaal, gewoon", "Eén bedrag, één tik"),
            ("Zakelijk en volledig", "Kort"),
            ("14 dagen", "2 dagen"),
            ("hoogstens 1 in 7 dagen", "hoogstens 1 in 60 dagen"),
            ("e-mail, brief", "brief, e-mail"),
            ("een chat met een medewerker", "teruggebeld worden"),
        ];
        for (was, is) in shown {
            assert!(page.contains(&format!("<del>{was}</del> → <ins>{is}</ins>")), "{was} became {is}: {page}");
        }
    }
}

#[tokio::test]
async fn only_a_supervisor_saves_nothing_wrong_is_kept_and_a_colleagues_change_is_not_lost() {
    for test in databases().await {
        let app = house(&test.db).await;
        let cookie = signed_in(&app, "agent").await;
        let path = "/console/treatment/tamara";
        assert_eq!(call(&app, &cookie, path, None).await.status(), StatusCode::OK, "looking is for everyone");
        assert_ne!(
            call(&app, &cookie, path, Some(&form(0, "save", &[]))).await.status(),
            StatusCode::SEE_OTHER,
            "an agent without the role"
        );
        let mut tx = app.db.begin().await.unwrap();
        sqlx::query("UPDATE agent SET role = 'supervisor'").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        let wrong = [
            ("hour", "22"),
            ("days", "3, -5"),
            ("days", "drie"),
            ("pay_days", ""),
            ("at_most", "99"),
            ("channels_2", "email"),
            ("reason", ""),
        ];
        for (field, value) in wrong {
            let answer = call(&app, &cookie, path, Some(&form(0, "save", &[(field, value), ("help_2", "push")]))).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{field}={value}");
            let page = text(answer).await;
            assert!(page.contains("field-error") && page.contains("Er is nog niets bewaard"), "{field}={value}");
        }
        let look = call(&app, &cookie, path, Some(&form(0, "preview", &[("tone", "brief"), ("focus", "total")]))).await;
        let page = text(look).await;
        assert!(page.contains("niet op tijd betaald. Wij vragen u het hele bedrag"), "the preview speaks in the tone");
        assert_eq!(crate::db::treatment::find_version(&app.db).await.unwrap(), 0, "a preview saves nothing");

        let saved = call(&app, &cookie, path, Some(&form(0, "save", &[("tone", "light")]))).await;
        assert_eq!(saved.status(), StatusCode::SEE_OTHER);
        let stale = call(&app, &cookie, path, Some(&form(0, "save", &[("tone", "brief")]))).await;
        assert_eq!(stale.status(), StatusCode::CONFLICT);
        let page = text(stale).await;
        assert!(page.contains("een proef"), "what was typed still stands");
        let (version, plan) = crate::db::treatment::find(&app.db).await.unwrap();
        let tamara = plan.of(Some(effen::kinds::Persona::Tamara));
        assert_eq!((version, tamara.tone.as_str()), (1, "light"));
    }
}

#[tokio::test]
async fn channel_and_hour_follow_a_known_habit_where_the_treatment_leaves_it_open() {
    for test in databases().await {
        let app = house(&test.db).await;
        let cookie = signed_in(&app, "supervisor").await;
        let path = "/console/treatment/job";
        let (channel, moment) = (
            "SELECT channel FROM notice WHERE debtor_id = $1",
            "SELECT CAST(next_try_at AS BIGINT) FROM notice WHERE debtor_id = $1",
        );
        let mut hours = Vec::new();
        for (base, (name, open)) in (0..).zip([("Anna", ""), ("Bas", "1")]) {
            let saved = call(&app, &cookie, path, Some(&form(base, "save", &[("by_habit", open)]))).await;
            assert_eq!(saved.status(), StatusCode::SEE_OTHER);
            let debtor = sample_debtor(&app.db, name).await.unwrap().debtor;
            // Each week they acted on a letter, and came at two in the afternoon.
            let mut tx = app.db.begin_debtor(&debtor, app.now()).await.unwrap();
            let mut signals = Vec::new();
            for week in 1..=12_i64 {
                let day = effen::dates::add_days(jiff::civil::date(2026, 4, 30), -7 * week);
                let at = day.at(14, 10, 0, 0).to_zoned(zone()).unwrap().timestamp();
                for kind in [SignalKind::NoticeSent, SignalKind::NoticeClicked, SignalKind::VisitPrompted] {
                    signals.push(Signal::now(kind, at).channel(Channel::Letter));
                }
                signals.push(Signal::now(SignalKind::NoticeSent, at).channel(Channel::Email));
            }
            record_signals(&mut tx, &signals).await.unwrap();
            tx.commit().await.unwrap();
            set_persona(&app, &debtor, "job").await;
            learned::learn(&app.db, app.now(), learned::DEBTORS_MIN).await.unwrap();
            plan::run(&app, false, |_| {}).await.unwrap();
            let sent: String =
                sqlx::query_scalar(channel).bind(debtor.as_str()).fetch_one(app.db.read()).await.unwrap();
            let at: i64 = sqlx::query_scalar(moment).bind(debtor.as_str()).fetch_one(app.db.read()).await.unwrap();
            hours.push((sent, learned::hour_of(crate::clock::from_ms(at))));
        }
        assert_eq!(hours, [("email".to_owned(), 10), ("letter".to_owned(), 14)]);
        let page = text(call(&app, &cookie, "/console/treatment", None).await).await;
        assert!(page.contains("e-mail, brief; naar eigen gewoonte"), "the history and the table say so");
    }
}
