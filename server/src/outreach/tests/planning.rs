//! Whom, when, how.

use super::{House, be, number, run, text};
use crate::db::signal::record_signals;
use crate::db::{hold, signal};
use crate::outreach::plan;
use crate::testing::databases;
use crate::testing::sample::{self, sample_debtor};
use crate::web::console::tests::call;
use effen::kinds::Persona;
use effen::people::signal::{Signal, SignalKind};
use effen::people::treatment::Tone;

const COUNT: &str = "SELECT COUNT(*) FROM notice WHERE debtor_id = $1";

#[tokio::test]
async fn a_reminder_is_queued_once_however_many_look_at_the_same_time() {
    for test in databases().await {
        let mut debtors = Vec::new();
        for name in ["Anna", "Bas", "Cleo", "Dirk"] {
            debtors.push(sample_debtor(&test.db, name).await.unwrap().debtor);
        }
        let (one, two) = (House::new(&test.db).await, House::new(&test.db).await);
        let (first, second) = tokio::join!(plan::run(&one.app, false, |_| {}), plan::run(&two.app, false, |_| {}));
        assert_eq!(first.unwrap().queued + second.unwrap().queued, 4);
        assert_eq!(plan::run(&one.app, false, |_| {}).await.unwrap().queued, 0, "a run again finds nothing to do");
        // A minute later, in the same hour, and the next day: the step was told.
        one.wait_ms(86_400_000);
        assert_eq!(plan::run(&one.app, false, |_| {}).await.unwrap().queued, 0);
        for debtor in &debtors {
            assert_eq!(number(&test.db, COUNT, debtor).await, 1);
        }
    }
}

#[tokio::test]
async fn a_dry_run_says_the_same_and_writes_nothing() {
    for test in databases().await {
        let debtor = sample_debtor(&test.db, "Anna").await.unwrap().debtor;
        let house = House::new(&test.db).await;
        let would = plan::run(&house.app, true, |_| {}).await.unwrap();
        assert_eq!((would.debtors, would.segmented, would.queued), (1, 1, 1));
        assert_eq!(number(&test.db, COUNT, &debtor).await, 0);
        assert_eq!(number(&test.db, "SELECT COUNT(*) FROM behaviour WHERE debtor_id = $1", &debtor).await, 0);
        assert_eq!(plan::run(&house.app, false, |_| {}).await.unwrap(), would);
    }
}

#[tokio::test]
async fn nothing_is_queued_for_a_forbidden_hour_or_day() {
    for test in databases().await {
        let debtor = sample_debtor(&test.db, "Anna").await.unwrap().debtor;
        let house = House::new(&test.db).await;
        // Evening, Sunday, Ascension Day, and a Saturday, on which the neutral treatment stays silent.
        for at in ["2026-05-12T20:00", "2026-05-12T23:30", "2026-05-17T11:00", "2026-05-14T11:00", "2026-05-16T11:00"] {
            house.at(at);
            let summary = plan::run(&house.app, false, |_| {}).await.unwrap();
            assert_eq!((summary.queued, summary.later), (0, 1), "{at}");
        }
        assert_eq!(number(&test.db, COUNT, &debtor).await, 0);
        house.at("2026-05-18T06:15");
        assert_eq!(
            plan::run(&house.app, false, |_| {}).await.unwrap().queued,
            1,
            "early on a working day, for its hour"
        );
        let at = number(&test.db, "SELECT next_try_at FROM notice WHERE debtor_id = $1", &debtor).await;
        house.at("2026-05-18T10:00");
        assert_eq!(at, house.app.now_ms());
    }
}

#[tokio::test]
async fn holds_disputes_plans_and_deaths_are_respected() {
    for test in databases().await {
        let house = House::new(&test.db).await;
        let db = &test.db;
        let held = sample_debtor(db, "Anna").await.unwrap();
        let mut tx = db.begin_debtor(&held.debtor, house.app.now()).await.unwrap();
        hold::create(&mut tx, None, "pause", Some(house.app.now_ms() + 30 * 86_400_000)).await.unwrap();
        tx.commit().await.unwrap();
        let disputed = sample_debtor(db, "Bas").await.unwrap();
        run(db, "UPDATE claim SET status = 'disputed' WHERE debtor_id = $1", &[disputed.debtor.as_str()]).await;
        let died = sample_debtor(db, "Cleo").await.unwrap();
        let mut tx = db.begin_debtor(&died.debtor, house.app.now()).await.unwrap();
        hold::create(&mut tx, Some(&died.late), "deceased", None).await.unwrap();
        tx.commit().await.unwrap();
        let silent = sample_debtor(db, "Dirk").await.unwrap();
        let theirs = sample::sign_in(&house.app, &silent.debtor, "email_link", None).await.unwrap();
        let objected = call(&house.app, &theirs, "/profile/objection", Some("key=1&objected=yes")).await;
        assert_eq!(objected.headers()["location"], "/profile?done=preferences#objection");
        let partly = sample_debtor(db, "Els").await.unwrap();
        let mut tx = db.begin_debtor(&partly.debtor, house.app.now()).await.unwrap();
        hold::create(&mut tx, Some(&partly.with_costs), "already_paid", None).await.unwrap();
        tx.commit().await.unwrap();

        let summary = plan::run(&house.app, false, |_| {}).await.unwrap();
        assert_eq!(
            (summary.queued, summary.later),
            (1, 1),
            "a pause ends; only Els has claims to speak of: {summary:?}"
        );
        assert_eq!(summary.none.get("deceased"), Some(&1));
        assert_eq!(summary.none.get("objected"), Some(&1));
        assert_eq!(summary.none.get("nothing_to_tell"), Some(&1));
        let told = text(db, "SELECT body_text FROM notice WHERE debtor_id = $1", &partly.debtor).await;
        assert!(!told.contains("2026-ELS-003"), "a held claim is not spoken of:\n{told}");
        assert!(told.contains("2026-ELS-002") && told.contains("2026-ELS-004"), "{told}");
    }
}

#[tokio::test]
async fn tone_channel_and_language_follow_the_persona_and_the_file() {
    let expected = [
        (None, Tone::Factual, "email"),
        (Some(Persona::Tamara), Tone::Calm, "letter"),
        (Some(Persona::Bryan), Tone::Coaching, "sms"),
        (Some(Persona::Job), Tone::Factual, "email"),
        (Some(Persona::Saida), Tone::Light, "sms"),
        (Some(Persona::HendrikJan), Tone::Brief, "letter"),
        (Some(Persona::Dennis), Tone::Light, "sms"),
    ];
    for test in databases().await {
        let db = &test.db;
        // Only the demonstration has something that sends text messages.
        for demo in [false, true] {
            if demo {
                run(db, "INSERT INTO setting (key, value) VALUES ('demo', '1')", &[]).await;
            }
            let house = House::new(db).await;
            for (at, (persona, tone, channel)) in expected.iter().enumerate() {
                let name = format!("{}{at}", if demo { "Demo" } else { "Echt" });
                let debtor = sample_debtor(db, &name).await.unwrap().debtor;
                be(db, &debtor, *persona).await;
                run(db, "UPDATE debtor SET language = 'fr' WHERE id = $1", &[debtor.as_str()]).await;
                plan::run(&house.app, false, |_| {}).await.unwrap();
                let found = text(
                    db,
                    "SELECT tone || ' ' || channel || ' ' || language FROM notice WHERE debtor_id = $1",
                    &debtor,
                )
                .await;
                let channel = if *channel == "sms" && !demo { "email" } else { channel };
                assert_eq!(found, format!("{tone} {channel} fr"), "{persona:?}");
                let body = text(db, "SELECT body_text || body_html FROM notice WHERE debtor_id = $1", &debtor).await;
                for persona in Persona::ALL {
                    assert!(!body.to_lowercase().contains(persona.as_str()), "a persona's name in {body}");
                }
            }
        }
    }
}

#[tokio::test]
async fn who_was_never_scored_is_scored_before_the_first_message() {
    for test in databases().await {
        let db = &test.db;
        let house = House::new(db).await;
        let debtor = sample_debtor(db, "Anna").await.unwrap().debtor;
        // The log alone, as an import leaves it.
        let mut tx = db.begin_debtor(&debtor, house.app.now()).await.unwrap();
        record_signals(&mut tx, &[Signal::now(SignalKind::HelpAsked, house.app.now())]).await.unwrap();
        tx.commit().await.unwrap();
        run(db, "DELETE FROM behaviour WHERE debtor_id = $1", &[debtor.as_str()]).await;
        run(db, "UPDATE debtor SET persona = '' WHERE id = $1", &[debtor.as_str()]).await;

        let summary = plan::run(&house.app, false, |_| {}).await.unwrap();
        assert_eq!((summary.segmented, summary.queued), (1, 1));
        let persona = signal::find_behaviour(db, &debtor).await.unwrap().1;
        assert!(matches!(persona, Some(Persona::Tamara | Persona::Bryan)), "help was asked for: {persona:?}");
        let tone = effen::people::treatment::Treatments::shipped().of(persona).tone;
        assert_eq!(text(db, "SELECT tone FROM notice WHERE debtor_id = $1", &debtor).await, tone.as_str());
    }
}

#[tokio::test]
async fn what_a_creditor_owes_back_counts() {
    for test in databases().await {
        let db = &test.db;
        let house = House::new(db).await;
        let sample = sample_debtor(db, "Anna").await.unwrap();
        // The upcoming invoice's principal turned into a credit that outweighs the rest of that creditor's claims.
        run(
            db,
            "INSERT INTO posting (debtor_id, version, line, claim_id, payment_id, debit, credit, amount_cents, currency, \
             value_on, cause, cause_key, recorded_at) VALUES ($1, 90, 1, $2, NULL, 'correction', 'principal', 9000000, \
             'EUR', '2026-05-01', 'correction', 'x', 0)",
            &[sample.debtor.as_str(), sample.upcoming.as_str()],
        )
        .await;
        plan::run(&house.app, false, |_| {}).await.unwrap();
        let told = text(db, "SELECT body_text FROM notice WHERE debtor_id = $1", &sample.debtor).await;
        assert!(told.contains("Boekhandel De Linde") && !told.contains("Waterland Energie"), "{told}");
    }
}

#[tokio::test]
async fn without_what_the_law_wants_on_a_message_none_is_written() {
    let test = databases().await.remove(0);
    sample_debtor(&test.db, "Anna").await.unwrap();
    let house = House::with(&test.db, |config| config.agency_register.clear()).await;
    let error = plan::run(&house.app, false, |_| {}).await.unwrap_err().to_string();
    assert!(error.contains("EFFEN_AGENCY_REGISTER"), "{error}");
}
