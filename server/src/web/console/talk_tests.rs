//! What happens around a conversation: notes, handing over, word to who has left, the place in the queue.

use super::tests::{agent, call, count, text};
use crate::app::App;
use crate::db::conversation;
use crate::testing::databases;
use crate::testing::sample::{sample_debtor, sign_in};
use crate::testing::site::Site;
use effen::chat::waiting::Waiting;
use effen::ids::DebtorId;

async fn other_agent(app: &App) {
    let mut tx = app.db.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO agent (id, email, name, password_hash, role, created_at) \
         VALUES ('a2', 'bram@effen.example', 'Bram Smit', '', 'agent', 0)",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

async fn ask(app: &App, debtor: &DebtorId, id: &str) -> String {
    let message = crate::chat::Incoming { id, body: "Mag ik later betalen?" };
    crate::chat::send_from_debtor(app, debtor, false, message, None).await.unwrap().conversation_id
}

#[tokio::test]
async fn a_note_is_for_colleagues_alone_and_hands_the_conversation_over_once() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let debtor = sample_debtor(&test.db, "jansen").await.unwrap().debtor;
        let (cookie, id) = (agent(&site.app).await, ask(&site.app, &debtor, "0190abcd-0001").await);
        other_agent(&site.app).await;
        let path = format!("/console/conversation/{id}/note");
        let empty = call(&site.app, &cookie, &path, Some("key=0190abcd-n001&body=+&to=a2")).await;
        assert_eq!(empty.status().as_u16(), 422);
        let page = text(empty).await;
        assert!(page.contains("Schrijf eerst een notitie") && page.contains("value=\"a2\" selected"), "kept: {page}");

        for _ in 0..2 {
            let form = "key=0190abcd-n001&body=Heeft+net+zijn+baan+verloren+%3Cb%3E&to=a2";
            let done = call(&site.app, &cookie, &path, Some(form)).await;
            assert_eq!((done.status().as_u16(), done.headers()["location"].to_str().unwrap()), (303, "/console"));
        }
        let row = conversation::find(&test.db, &id).await.unwrap().unwrap();
        assert_eq!((row.agent_id.as_deref(), row.status.as_str()), (Some("a2"), "assigned"));
        assert!(row.waiting_since.is_some(), "the debtor waits on");
        assert_eq!(count(&test.db, "chat_handed_over").await, 1);
        let page = text(call(&site.app, &cookie, &format!("/console/conversation/{id}"), None).await).await;
        assert_eq!(page.matches("Heeft net zijn baan verloren &lt;b&gt;").count(), 1);
        assert!(page.contains("Anouk de Vries gaf door aan Bram Smit") && page.contains("Bij Bram Smit"));
        let stranger = call(&site.app, &cookie, &path, Some("key=0190abcd-n002&body=x&to=nobody")).await;
        assert_eq!(stranger.status().as_u16(), 422);

        let own = sign_in(&site.app, &debtor, "letter_code", None).await.unwrap();
        for path in ["/chat", "/chat/messages?after=0"] {
            let seen = text(call(&site.app, &own, path, None).await).await;
            assert!(seen.contains("Mag ik later betalen?") && !seen.contains("baan verloren"), "{path}");
        }
    }
}

#[tokio::test]
async fn whoever_left_before_the_answer_gets_one_mail_with_a_link_straight_back() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let debtor = sample_debtor(&test.db, "anna").await.unwrap().debtor;
        let (cookie, id) = (agent(&site.app).await, ask(&site.app, &debtor, "0190abcd-0001").await);
        let answer = format!("/console/conversation/{id}/send");
        call(&site.app, &cookie, &answer, Some("id=0190abcd-a001&body=Dat+mag")).await;
        let run = async || crate::outreach::answers::run(&site.app).await.unwrap();
        assert_eq!(run().await, 0, "they may be reading it right now");
        site.wait(4);
        call(&site.app, &cookie, &answer, Some("id=0190abcd-a002&body=Tot+vrijdag")).await;
        assert_eq!((run().await, run().await), (1, 0), "one mail for all they have not read");
        crate::outreach::deliver::run(&site.app, |_| {}).await.unwrap();
        let sent = crate::mail::outbox::list(&site.app.config, 9).await.unwrap();
        assert_eq!(sent.len(), 1);
        assert!(sent[0].text.contains("Anouk heeft u geantwoord"));
        assert!(!sent[0].text.contains("vrijdag"), "what was said stays in the chat");

        let token = sent[0].text.split("/link/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
        let back = site.post(&format!("/link/{token}"), &[]).await;
        assert_eq!(back.location, "/chat");
        let page = site.get("/chat").await.body;
        assert!(page.contains("Dat mag") && page.contains("Tot vrijdag"));
        site.wait(4);
        assert_eq!(run().await, 0, "read: nothing to tell");
    }
}

#[tokio::test]
async fn whoever_has_a_mobile_number_and_no_address_gets_a_text_message_with_the_link() {
    for test in databases().await {
        let mut tx = test.db.begin().await.unwrap();
        // A demonstration has a gateway for text messages that keeps them.
        sqlx::query("INSERT INTO setting (key, value) VALUES ('demo', '1')").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        let site = Site::new(&test.db).await;
        let debtor = sample_debtor(&test.db, "anna").await.unwrap().debtor;
        let mut tx = test.db.begin().await.unwrap();
        sqlx::query("UPDATE debtor_person SET email = '', phone = '0612345678' WHERE debtor_id = $1")
            .bind(debtor.as_str())
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let (cookie, id) = (agent(&site.app).await, ask(&site.app, &debtor, "0190abcd-0001").await);
        let answer = format!("/console/conversation/{id}/send");
        call(&site.app, &cookie, &answer, Some("id=0190abcd-a001&body=Dat+mag+tot+vrijdag")).await;
        site.wait(4);
        let run = async || crate::outreach::answers::run(&site.app).await.unwrap();
        assert_eq!((run().await, run().await), (1, 0), "once");
        crate::outreach::deliver::run(&site.app, |_| {}).await.unwrap();
        let sent: (String, String, String, String) =
            sqlx::query_as("SELECT channel, recipient, body_text, status FROM notice WHERE kind = 'chat_reply'")
                .fetch_one(test.db.read())
                .await
                .unwrap();
        let (channel, recipient, text, status) = sent;
        assert_eq!((channel.as_str(), recipient.as_str(), status.as_str()), ("sms", "+31612345678", "sent"));
        assert!(text.contains("Anouk heeft u geantwoord in de chat") && !text.contains("vrijdag"), "{text}");
    }
}

#[tokio::test]
async fn the_place_in_the_queue_and_the_minutes_are_those_of_the_database() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let cookie = agent(&site.app).await;
        let mut debtors = Vec::new();
        for (name, id) in [("anna", "0190abcd-0001"), ("bas", "0190abcd-0002"), ("cleo", "0190abcd-0003")] {
            let debtor = sample_debtor(&test.db, name).await.unwrap().debtor;
            debtors.push((debtor.clone(), ask(&site.app, &debtor, id).await));
            site.wait(1);
        }
        let waiting = async |n: usize| {
            let row = conversation::find_of_debtor(&test.db, &debtors[n].0).await.unwrap();
            crate::chat::waiting(&site.app, row.as_ref()).await.unwrap()
        };
        assert_eq!(waiting(2).await, Some(Waiting { place: 3, minutes: None }));
        let answer = format!("/console/conversation/{}/send", debtors[0].1);
        call(&site.app, &cookie, &answer, Some("id=0190abcd-a001&body=Dat+mag")).await;
        assert_eq!(waiting(0).await, None);
        assert_eq!(waiting(1).await, Some(Waiting { place: 1, minutes: Some(30) }));
        assert_eq!(waiting(2).await, Some(Waiting { place: 2, minutes: Some(60) }));
        let own = sign_in(&site.app, &debtors[1].0, "letter_code", None).await.unwrap();
        let page = text(call(&site.app, &own, "/chat", None).await).await;
        assert!(page.contains("U bent nummer 1 in de rij. Het duurt ongeveer 30 min."));

        // Nothing is at risk after minutes, everything is after a day.
        let queue = async || text(call(&site.app, &agent_again(&site.app).await, "/console", None).await).await;
        assert!(!queue().await.contains("<h3>Bijna te laat of te laat"));
        site.wait(21 * 60);
        let page = queue().await;
        assert!(page.contains("<h3>Bijna te laat of te laat") && page.contains("antwoord beloofd vóór 10:0"), "{page}");
        site.wait(4 * 60);
        assert!(queue().await.contains("te laat: antwoord was beloofd vóór 10:0"));
    }
}

/// Another session of the agent: the first has idled away.
async fn agent_again(app: &App) -> String {
    let token = crate::new_id::token();
    let new = crate::db::session::NewSession {
        token_hash: &crate::new_id::token_hash(&token),
        debtor_id: None,
        agent_id: Some("a1"),
        assurance: "password",
        claim_id: None,
        notice_id: None,
        device: "desktop",
        browser: "",
        now: app.now_ms(),
        ends_at: app.now_ms() + 3_600_000,
    };
    crate::db::session::create(&app.db, &new).await.unwrap();
    format!("effen-agent={token}")
}
