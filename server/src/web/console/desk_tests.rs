//! The agents' desk: who comes first, how many one agent has, putting aside, closing and opening again.

use super::tests::{call, count, lasting, text};
use crate::app::App;
use crate::chat::desk::{Next, Taken, take, take_next};
use crate::chat::{Incoming, send_from_debtor};
use crate::db::{conversation, desk};
use crate::testing::databases;
use crate::testing::sample::sample_debtor;
use crate::testing::site::Site;
use effen::chat::desk::Skill;
use effen::ids::DebtorId;
use effen::kinds::Lang;

async fn set(app: &App, sql: &'static str) {
    let mut tx = app.db.begin().await.unwrap();
    sqlx::query(sql).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn ask(app: &App, debtor: &DebtorId, id: &str) -> String {
    let message = Incoming { id, body: "Mag ik later betalen?" };
    send_from_debtor(app, debtor, false, message, None).await.unwrap().conversation_id
}

/// Somebody who asks, and then some minutes pass.
async fn asker(site: &Site, name: &str) -> (DebtorId, String) {
    let debtor = sample_debtor(&site.app.db, name).await.unwrap().debtor;
    let id = ask(&site.app, &debtor, &format!("0190abcd-{name}")).await;
    site.wait(1);
    (debtor, id)
}

#[tokio::test]
async fn the_queue_gives_who_is_vulnerable_first_what_fits_the_agent_and_no_more_than_they_may_have() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let app = &site.app;
        lasting(app).await;
        let (_, first) = asker(&site, "anna").await;
        let (_, french) = asker(&site, "bas").await;
        let helped = sample_debtor(&test.db, "cleo").await.unwrap().debtor;
        set(app, "UPDATE debtor SET persona = 'tamara' WHERE reference = 'EF-CLEO'").await;
        set(app, "UPDATE debtor SET language = 'fr' WHERE reference = 'EF-BAS'").await;
        let vulnerable = ask(app, &helped, "0190abcd-0003").await;
        let (_, last) = asker(&site, "dirk").await;

        let row = conversation::find(&test.db, &first).await.unwrap();
        let place = crate::chat::waiting(app, row.as_ref()).await.unwrap().unwrap().place;
        assert_eq!(place, 2, "the place that is said counts who goes first");
        let agent = "anouk@effen.example";
        desk::update(&test.db, agent, Some(2), Some(&[Lang::Nl]), Some(&[Skill::Hardship])).await.unwrap();
        for expected in [&vulnerable, &first] {
            assert_eq!(take_next(app, "a1").await.unwrap(), Next::Conversation(expected.clone()));
        }
        assert_eq!(take_next(app, "a1").await.unwrap(), Next::Full);
        let row = conversation::find(&test.db, &last).await.unwrap().unwrap();
        assert_eq!(take(app, &row, "a1").await.unwrap(), Taken::Full);
        desk::update(&test.db, agent, Some(9), None, None).await.unwrap();
        assert_eq!(take_next(app, "a1").await.unwrap(), Next::Conversation(last));
        assert_eq!(take_next(app, "a1").await.unwrap(), Next::Nobody { others: 1 }, "French is not theirs");
        let row = conversation::find(&test.db, &french).await.unwrap().unwrap();
        assert_eq!(take(app, &row, "a1").await.unwrap(), Taken::Theirs, "by hand it is");
        assert!(desk::update(&test.db, agent, Some(0), None, None).await.is_err());
    }
}

#[tokio::test]
async fn whoever_waits_twenty_hours_goes_before_the_vulnerable_and_the_page_says_how_long_is_left() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let cookie = lasting(&site.app).await;
        let (_, old) = asker(&site, "anna").await;
        site.wait(22 * 60);
        let helped = sample_debtor(&test.db, "cleo").await.unwrap().debtor;
        set(&site.app, "UPDATE debtor SET persona = 'tamara' WHERE reference = 'EF-CLEO'").await;
        ask(&site.app, &helped, "0190abcd-0003").await;
        let page = text(call(&site.app, &cookie, "/console", None).await).await;
        assert!(
            page.contains("<h3>Bijna te laat of te laat") && page.contains("nog 1 uur: antwoord beloofd vóór 10:00"),
            "{page}"
        );
        assert_eq!(take_next(&site.app, "a1").await.unwrap(), Next::Conversation(old));
    }
}

#[tokio::test]
async fn two_agents_never_get_the_same_conversation() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let app = &site.app;
        lasting(app).await;
        set(
            app,
            "INSERT INTO agent (id, email, name, password_hash, role, created_at) \
             VALUES ('a2', 'bram@effen.example', 'Bram Smit', '', 'agent', 0)",
        )
        .await;
        for name in ["anna", "bas", "cleo", "dirk"] {
            asker(&site, name).await;
        }
        let takes = (0..6).map(|n| take_next(app, if n % 2 == 0 { "a1" } else { "a2" }));
        let taken: Vec<Next> = futures::future::try_join_all(takes).await.unwrap();
        let mut given: Vec<&str> = taken
            .iter()
            .filter_map(|next| if let Next::Conversation(id) = next { Some(id.as_str()) } else { None })
            .collect();
        given.sort_unstable();
        given.dedup();
        let nobody = taken.iter().filter(|next| matches!(next, Next::Nobody { .. })).count();
        assert_eq!((given.len(), nobody), (4, 2), "{taken:?}");
        let taken: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM audit WHERE action = 'chat_taken'")
            .fetch_one(test.db.read())
            .await
            .unwrap();
        assert_eq!(taken, 4);
    }
}

#[tokio::test]
async fn a_conversation_is_put_aside_never_past_a_promise_and_comes_back_by_time_or_by_a_message() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let cookie = lasting(&site.app).await;
        let (debtor, id) = asker(&site, "anna").await;
        let path = format!("/console/conversation/{id}/snooze");
        let late = call(&site.app, &cookie, &path, Some("until=own&own_at=2026-05-14T09%3A00")).await;
        assert_eq!(late.status().as_u16(), 422);
        let page = text(late).await;
        assert!(page.contains("beloofd vóór 13 mei, 10:00") && page.contains("value=\"2026-05-14T09:00\""), "{page}");
        for wrong in ["until=own&own_at=morgen", "until=own&own_at=2026-05-12T09%3A00", "until=whenever"] {
            assert_eq!(call(&site.app, &cookie, &path, Some(wrong)).await.status().as_u16(), 422, "{wrong}");
        }
        let answer = format!("/console/conversation/{id}/send");
        call(&site.app, &cookie, &answer, Some("id=0190abcd-a001&body=Ik+zoek+het+uit")).await;
        assert_eq!(call(&site.app, &cookie, &path, Some("until=tomorrow")).await.status().as_u16(), 303);
        assert_eq!(count(&test.db, "chat_snoozed").await, 1);
        let (_, held) = desk::find(&test.db, "a1", site.app.now_ms()).await.unwrap();
        assert_eq!(held, 0, "it does not count while it is put aside");
        let page = async || text(call(&site.app, &cookie, "/console", None).await).await;
        assert!(page().await.contains("<h3>Opzij gezet") && page().await.contains("tot 13 mei, 09:00"));
        site.wait(24 * 60);
        assert!(page().await.contains("terug sinds 09:00") && !page().await.contains("<h3>Opzij gezet"));

        call(&site.app, &cookie, &path, Some("until=hours")).await;
        ask(&site.app, &debtor, "0190abcd-0002").await;
        let row = conversation::find(&test.db, &id).await.unwrap().unwrap();
        assert_eq!((row.snoozed_until, row.agent_id.as_deref()), (None, Some("a1")), "who writes wakes it");
    }
}

#[tokio::test]
async fn closing_asks_why_they_came_counts_once_and_a_closed_conversation_is_reopened() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let cookie = lasting(&site.app).await;
        let (_, id) = asker(&site, "anna").await;
        let post = async |act: &str, form: &str| {
            call(&site.app, &cookie, &format!("/console/conversation/{id}/{act}"), Some(form)).await
        };
        let missing = post("close", "reason=&outcome=pause").await;
        assert_eq!(missing.status().as_u16(), 422);
        let page = text(missing).await;
        assert!(page.contains("Kies waarom deze debiteur kwam") && page.contains("value=\"pause\" selected"));
        for _ in 0..2 {
            assert_eq!(post("close", "reason=cannot_pay&outcome=pause").await.status().as_u16(), 303);
        }
        let closings: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM chat_closing").fetch_one(test.db.read()).await.unwrap();
        assert_eq!((closings, count(&test.db, "chat_closed").await), (1, 1));
        let page = text(call(&site.app, &cookie, &format!("/console/conversation/{id}"), None).await).await;
        assert!(page.contains("Heropen gesprek") && page.contains("Kan niet betalen · Pauze gegeven"));
        assert_eq!(post("take", "").await.status().as_u16(), 303);
        let row = conversation::find(&test.db, &id).await.unwrap().unwrap();
        assert_eq!((row.status.as_str(), row.outcome.as_str()), ("assigned", ""));
    }
}

#[tokio::test]
async fn a_colleague_who_looks_or_types_is_named_and_nobody_else() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let cookie = lasting(&site.app).await;
        set(
            &site.app,
            "INSERT INTO agent (id, email, name, password_hash, role, created_at) \
             VALUES ('a2', 'bram@effen.example', 'Bram Smit', '', 'agent', 0)",
        )
        .await;
        let (debtor, id) = asker(&site, "anna").await;
        let others =
            async || text(call(&site.app, &cookie, &format!("/console/conversation/{id}/others"), None).await).await;
        let sit = |side, agent| site.app.chat.sit(debtor.as_str(), side, "hash", agent).unwrap();
        let _own = sit(crate::chat::Side::Agent, "a1");
        let _debtor = sit(crate::chat::Side::Debtor, "");
        assert_eq!(others().await, "\"\"");
        let colleague = sit(crate::chat::Side::Agent, "a2");
        assert_eq!(others().await, "\"Bram Smit kijkt mee.\"");
        colleague.types();
        assert_eq!(others().await, "\"Bram Smit typt een antwoord.\"");
        drop(colleague);
        assert_eq!(others().await, "\"\"");
    }
}
