//! What helpers do: each act is stored as theirs, shown to the debtor, and says nothing of what the debtor does.

use super::world::{World, count, execute, field, helper, worlds};
use crate::chat::{self, Incoming};
use crate::db::conversation;
use crate::testing::site::Site;
use axum::http::StatusCode;
use effen::chat::Batch;
use effen::chat::client::ClientLog;
use std::time::Duration;

const SIGNALS: &str = "SELECT COUNT(*) FROM signal";

async fn quiet(world: &World, signals: i64) {
    assert_eq!(count(&world.anna, SIGNALS).await, signals, "no signal is recorded of what a helper does");
}

#[tokio::test]
async fn a_helper_talks_under_their_own_name_and_reads_from_their_access_on() {
    for world in worlds().await {
        let early = [("id", "0190abcd-0001"), ("body", "Dit is van voor de toegang")];
        world.anna.post("/chat/send", &early).await;
        world.anna.wait(5);
        let (els, id) = helper(&world, "els@help.example", &["talk"]).await;
        let (jan, of_jan) = helper(&world, "jan@help.example", &["talk"]).await;
        world.anna.wait(1);
        let signals = count(&world.anna, SIGNALS).await;
        let talk = format!("/helping/{id}/talk");
        let empty = els.post(&talk, &[("id", "0190abcd-0002"), ("body", "  ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let message = [("id", "0190abcd-0003"), ("body", "Ik help mevrouw De Vries")];
        for _ in 0..2 {
            assert_eq!(els.post(&talk, &message).await.location, format!("{talk}#last"), "twice sent is once stored");
        }
        let stored = "SELECT COUNT(*) FROM message WHERE author = 'helper' AND access_id IS NOT NULL";
        assert_eq!(count(&els, stored).await, 1);
        quiet(&world, signals).await;
        jan.post(&format!("/helping/{of_jan}/talk"), &[("id", "0190abcd-0004"), ("body", "Ik ben Jan zelf")]).await;
        world.anna.post("/chat/send", &[("id", "0190abcd-0005"), ("body", "Dank je, Els")]).await;

        let page = els.get(&talk).await.body;
        assert!(page.contains("Ik help mevrouw De Vries") && page.contains("Dank je, Els"));
        assert!(page.contains("Anna de Vries"), "who wrote is named");
        assert!(!page.contains("Dit is van voor de toegang"), "what was written before stays between them");
        assert!(!page.contains("Ik ben Jan zelf"), "no other helper");
        let chat = world.anna.get("/chat").await.body;
        assert!(chat.contains("Ik help mevrouw De Vries") && chat.contains("Els Brug (De Brug)"));
        assert!(chat.contains("leest en schrijft mee"), "the debtor knows who reads along");
    }
}

/// What came after a number, as the page's script asks for it.
async fn hear(helper: &Site, talk: &str, query: &str) -> Option<Batch> {
    let answer = helper.get(&format!("{talk}/messages?{query}")).await;
    (answer.status == StatusCode::OK).then(|| serde_json::from_str(&answer.body).unwrap())
}

#[tokio::test]
async fn a_helpers_page_hears_at_once_what_is_theirs_to_read_until_the_access_ends() {
    for world in worlds().await {
        let (els, id) = helper(&world, "els@help.example", &["talk"]).await;
        let (jan, of_jan) = helper(&world, "jan@help.example", &["talk"]).await;
        world.anna.wait(1);
        let talk = format!("/helping/{id}/talk");
        world.anna.post("/chat/send", &[("id", "0190abcd-0001"), ("body", "Dag allemaal")]).await;
        jan.post(&format!("/helping/{of_jan}/talk"), &[("id", "0190abcd-0002"), ("body", "Ik ben Jan zelf")]).await;
        let heard = hear(&els, &talk, "after=0").await.unwrap();
        assert_eq!((heard.last, heard.since), (1, Some(0)), "no other helper's message, and no number of it");
        // Waits while there is nothing for them, is answered at once when there is.
        let (waits, _) = tokio::join!(hear(&els, &talk, "after=1&wait=1"), async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            let of_jan = format!("/helping/{of_jan}/talk");
            jan.post(&of_jan, &[("id", "0190abcd-0003"), ("body", "Nog iets van Jan")]).await;
            world.anna.post("/chat/send", &[("id", "0190abcd-0004"), ("body", "Dank je, Els")]).await;
        });
        let heard = waits.unwrap();
        let said: Vec<(i64, &str)> = heard.messages.iter().map(|one| (one.seq, one.body.as_str())).collect();
        assert_eq!(said, [(4, "Dank je, Els")]);
        let mut log = ClientLog::new(1);
        assert_eq!(log.receive(&heard).len(), 1, "their script shows it although numbers are missing");
        // An access that is ended meanwhile ends the waiting, and nothing is handed out.
        let (waits, _) = tokio::join!(hear(&els, &talk, "after=4&wait=1"), async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            world.anna.post(&format!("/helpers/end/{id}"), &[("key", "x")]).await;
            world.anna.post("/chat/send", &[("id", "0190abcd-0005"), ("body", "Nu onder ons")]).await;
        });
        assert_eq!(waits, None);
        assert_eq!(hear(&els, &talk, "after=0").await, None);
        let talk = format!("/helping/{of_jan}/talk");
        let all = hear(&jan, &talk, "after=0").await.expect("nobody else is put out");
        // Who signs out in another tab hears nothing in this one.
        let asked = format!("after={}&wait=1", all.last);
        let (waits, _) = tokio::join!(hear(&jan, &talk, &asked), async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            jan.post("/helping/sign-out", &[]).await;
            world.anna.post("/chat/send", &[("id", "0190abcd-0006"), ("body", "En nu?")]).await;
        });
        assert_eq!(waits, None);
    }
}

#[tokio::test]
async fn a_helper_who_left_is_told_once_that_an_answer_waits_and_again_only_after_they_looked() {
    for world in worlds().await {
        let (els, id) = helper(&world, "els@help.example", &["talk"]).await;
        let (_jan, _) = helper(&world, "jan@help.example", &["talk"]).await;
        let agent = "INSERT INTO agent (id, email, name, password_hash, role, created_at) \
                     VALUES ('a1', 'a1', 'Noor Bakker', '', 'agent', 0)";
        execute(&world.anna, agent.to_owned()).await;
        let talk = format!("/helping/{id}/talk");
        els.post(&talk, &[("id", "0190abcd-0003"), ("body", "Kan het in delen?")]).await;
        let told = async |site: &Site, to: &str| {
            let mails = crate::mail::outbox::list(&site.app.config, 200).await.unwrap();
            mails.iter().filter(|mail| mail.to == to && mail.subject.contains("antwoord in het gesprek")).count()
        };
        let run = async || crate::web::helping::mail::tell_replies(&world.anna.app).await.unwrap();
        let answer = async |id: &'static str| {
            world.anna.wait(5);
            let row = conversation::find_of_debtor(&world.anna.app.db, &world.sample.debtor).await.unwrap().unwrap();
            chat::send_from_agent(&world.anna.app, &row, "a1", Incoming { id, body: "Dat kan" }).await.unwrap();
        };
        world.anna.wait(5);
        assert_eq!(run().await, 0, "nobody answered");
        answer("0190abcd-0010").await;
        assert_eq!(run().await, 0, "whoever may still be there is not mailed");
        world.anna.wait(5);
        assert_eq!((run().await, run().await), (1, 0), "once");
        answer("0190abcd-0011").await;
        world.anna.wait(5);
        assert_eq!(run().await, 0, "they know that something waits");
        els.get(&talk).await;
        answer("0190abcd-0012").await;
        world.anna.wait(5);
        assert_eq!(run().await, 1, "they had looked");
        assert_eq!((told(&els, "els@help.example").await, told(&els, "jan@help.example").await), (2, 0));
        answer("0190abcd-0013").await;
        els.get(&talk).await;
        world.anna.post(&format!("/helpers/end/{id}"), &[]).await;
        world.anna.wait(5);
        assert_eq!(run().await, 0, "read, and ended");
    }
}

/// Proposes the first option.
async fn propose(helper: &Site, id: &str, key: &str) -> String {
    let path = format!("/helping/{id}/plan");
    let page = helper.get(&path).await.body;
    let quote = field(&page, "quote");
    let answer = helper.post(&path, &[("key", key), ("quote", &quote)]).await;
    assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, path.as_str()));
    quote
}

#[tokio::test]
async fn a_proposal_becomes_a_plan_only_when_the_debtor_agrees() {
    for world in worlds().await {
        let (els, id) = helper(&world, "els@help.example", &["plan"]).await;
        let path = format!("/helping/{id}/plan");
        let wrong = els.get(&format!("{path}?amount=veel&payday=45")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("href=\"#amount\"") && wrong.body.contains("value=\"veel\""));
        propose(&els, &id, "1").await;
        assert_eq!(count(&els, "SELECT COUNT(*) FROM plan").await, 0, "nothing is agreed");
        assert!(els.get(&path).await.body.contains("Uw voorstel staat klaar"));
        let told = "SELECT COUNT(*) FROM notice WHERE kind = 'helper_acted'";
        assert_eq!(count(&els, told).await, 1, "the debtor is told");
        for page in ["/plan", "/overview", "/helpers"] {
            assert!(world.anna.get(page).await.body.contains("stelt een regeling voor"), "{page}");
        }
        let list = world.anna.get("/helpers").await.body;
        let decline = list.split("action=\"/helpers/decline/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        world.anna.post(&format!("/helpers/decline/{decline}"), &[("key", "d")]).await;
        assert!(els.get(&path).await.body.contains("afgewezen"));

        let quote = propose(&els, &id, "2").await;
        // A week later it still stands.
        execute(&world.anna, "UPDATE session SET seen_at = 9000000000000, ends_at = 9000000000000".into()).await;
        let terms = world.anna.get(&format!("/plan/terms/{quote}")).await;
        assert_eq!(terms.status, StatusCode::OK);
        let agreed = world.anna.post("/plan/agree", &[("key", "a"), ("quote", &quote)]).await;
        assert_eq!(agreed.location, "/plan?agreed=1");
        assert_eq!(count(&els, "SELECT COUNT(*) FROM plan").await, 1);
        let accepted = "SELECT COUNT(*) FROM plan_proposal WHERE status = 'accepted' AND decided_by = 'debtor'";
        assert_eq!(count(&els, accepted).await, 1);
        let page = els.get(&path).await.body;
        assert!(page.contains("ging akkoord") && page.contains("Er loopt al een regeling"));
        assert_eq!(els.post(&path, &[("key", "3"), ("quote", &quote)]).await.status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn a_pause_is_asked_as_the_debtor_would_and_a_longer_one_is_a_case() {
    for world in worlds().await {
        let (els, id) = helper(&world, "els@help.example", &["pause"]).await;
        let (path, signals) = (format!("/helping/{id}/pause"), count(&world.anna, SIGNALS).await);
        for key in ["1", "2"] {
            assert_eq!(els.post(&path, &[("key", key), ("kind", "pause")]).await.location, path);
        }
        let holds = "SELECT COUNT(*) FROM contact_hold WHERE reason = 'pause' AND released_at IS NULL";
        assert_eq!(count(&els, holds).await, 1, "once a year");
        assert!(els.get(&path).await.body.contains("De pauze loopt tot en met"));
        let by = "SELECT COUNT(*) FROM case_event WHERE event = 'receive' AND actor LIKE 'helper:%'";
        assert_eq!(count(&els, by).await, 1, "who asked is known");

        let empty = els.post(&path, &[("key", "3"), ("kind", "longer_pause"), ("until_on", "2026-09-01")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.body.contains("href=\"#words\"") && empty.body.contains("value=\"2026-09-01\""), "typed stays");
        let asked = [("key", "4"), ("kind", "longer_pause"), ("words", "Wij ordenen de schulden")];
        assert_eq!(els.post(&path, &asked).await.location, path);
        assert!(els.get(&path).await.body.contains("Er is om een langere pauze gevraagd"));
        assert_eq!(count(&els, "SELECT COUNT(*) FROM reply WHERE kind = 'longer_pause'").await, 1);
        quiet(&world, signals).await;
        let odd = els.post(&path, &[("key", "5"), ("kind", "deceased")]).await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing else is asked here");
        let cases = world.anna.get("/cases").await.body;
        assert!(cases.contains("auze"), "the debtor follows it as their own");
    }
}

#[tokio::test]
async fn every_use_is_shown_to_the_debtor_and_refuses_change() {
    for world in worlds().await {
        let (els, id) = helper(&world, "els@help.example", &["see", "talk", "plan", "pause"]).await;
        let at = |page: &str| format!("/helping/{id}{page}");
        els.get(&at("")).await;
        els.get(&at("")).await;
        els.get(&at(&format!("/invoice/{}", world.sample.late))).await;
        els.get(&at("/talk")).await;
        els.post(&at("/talk"), &[("id", "0190abcd-0001"), ("body", "Goedendag")]).await;
        propose(&els, &id, "1").await;
        els.post(&at("/pause"), &[("key", "p"), ("kind", "pause")]).await;
        els.post(&at("/pause"), &[("key", "q"), ("kind", "longer_pause"), ("words", "Langer")]).await;
        let page = world.anna.get("/helpers").await.body;
        for words in [
            "accepteerde uw uitnodiging",
            "bekeek uw rekeningen",
            "bekeek rekening 2026-ANNA-002",
            "las de chat",
            "schreef een bericht in de chat",
            "stelde een regeling voor",
            "startte een pauze van 30 dagen",
            "vroeg om een langere pauze",
            "12 mei 2026, 10:00",
        ] {
            assert!(page.contains(words), "'{words}' is not shown");
        }
        let seen = "SELECT COUNT(*) FROM helper_use WHERE what = 'saw' AND subject = ''";
        assert_eq!(count(&els, seen).await, 1, "one look is one line");
        for statement in ["UPDATE helper_use SET what = 'saw'", "DELETE FROM helper_use"] {
            let mut tx = world.test.db.begin().await.unwrap();
            let error = sqlx::query(statement).execute(&mut *tx).await.unwrap_err().to_string();
            assert!(error.contains("append-only"), "{error}");
        }
    }
}
