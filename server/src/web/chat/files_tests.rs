//! Files in the chat, both ways, by plain forms: on both engines.

use crate::app::App;
use crate::testing::form::{photo, with_files};
use crate::testing::sample::{sample_debtor, sign_in};
use crate::testing::site::Site;
use crate::testing::{TestDb, databases};
use crate::upload::{UPLOAD_BYTES_MAX, UPLOADS_OF_DEBTOR_MAX};
use crate::web::console::tests::{call, lasting, text};
use axum::http::StatusCode;
use effen::chat::{Batch, Message};
use effen::ids::DebtorId;
use tower::ServiceExt as _;

const ID: &str = "0190abcd-0001";

fn pdf() -> Vec<u8> {
    b"%PDF-1.7\n%%EOF".to_vec()
}

/// Status, `Location` and body.
async fn post(app: &App, cookie: &str, path: &str, body: &str, files: &[(&str, Vec<u8>)]) -> (u16, String, String) {
    let fields = [("id", ID), ("body", body)];
    let request = with_files(cookie, path, &fields, files);
    let answer = crate::web::router(app.clone()).oneshot(request).await.unwrap();
    let location = answer.headers().get("location").map_or("", |to| to.to_str().unwrap()).to_owned();
    (answer.status().as_u16(), location, text(answer).await)
}

async fn messages(app: &App, cookie: &str, path: &str) -> Vec<Message> {
    let json = text(call(app, cookie, &format!("{path}?after=0"), None).await).await;
    serde_json::from_str::<Batch>(&json).unwrap().messages
}

async fn count(test: &TestDb, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(test.db.read()).await.unwrap()
}

struct House {
    site: Site,
    debtor: DebtorId,
    own: String,
    agent: String,
}

async fn house(test: &TestDb) -> House {
    let site = Site::new(&test.db).await;
    let agent = lasting(&site.app).await;
    let debtor = sample_debtor(&test.db, "anna").await.unwrap().debtor;
    let own = sign_in(&site.app, &debtor, "letter_code", None).await.unwrap();
    House { site, debtor, own, agent }
}

async fn conversation(test: &TestDb) -> String {
    sqlx::query_scalar("SELECT id FROM conversation").fetch_one(test.db.read()).await.unwrap()
}

#[tokio::test]
async fn a_photo_and_a_pdf_are_one_message_stored_once_and_seen_by_both_sides_alone() {
    for test in databases().await {
        let House { site, own, agent, .. } = house(&test).await;
        let app = &site.app;
        let files = [("brief.jpg", photo()), ("bon.pdf", pdf())];
        for _ in 0..2 {
            let (status, to, _) = post(app, &own, "/chat/send", "Deze brief kreeg ik", &files).await;
            assert_eq!((status, to.as_str()), (303, "/chat#last"));
        }
        assert_eq!(count(&test, "SELECT COUNT(*) FROM message").await, 1);
        assert_eq!(count(&test, "SELECT COUNT(*) FROM upload").await, 2);
        assert_eq!(count(&test, "SELECT COUNT(*) FROM signal WHERE kind = 'chat_message'").await, 1);
        let (status, _, page) = post(app, &own, "/chat/send", "Deze brief kreeg ik", &files[..1]).await;
        assert_eq!(status, 422, "the same id with other files");
        assert!(page.contains("Deze brief kreeg ik"));

        let id = conversation(&test).await;
        let (theirs, ours) = ("/chat/messages".to_owned(), format!("/console/conversation/{id}/messages"));
        for (cookie, path, at) in [(&own, &theirs, "/upload/"), (&agent, &ours, "/console/upload/")] {
            let sent = messages(app, cookie, path).await.remove(0).files;
            assert_eq!(sent.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["brief.jpg", "bon.pdf"]);
            assert!(sent[0].picture && !sent[1].picture && sent[1].size == "1 kB", "{sent:?}");
            for (path, kind) in [
                (sent[0].href.clone(), "image/jpeg"),
                (sent[0].preview().unwrap(), "image/jpeg"),
                (sent[1].href.clone(), "application/pdf"),
            ] {
                assert!(path.starts_with(at), "{path}");
                let answer = call(app, cookie, &path, None).await;
                let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
                assert_eq!((answer.status(), header("content-type").as_str()), (StatusCode::OK, kind), "{path}");
                assert!(header("content-security-policy").contains("sandbox"), "{path}");
                assert_eq!(
                    (header("x-content-type-options"), header("cache-control")),
                    ("nosniff".into(), "no-store".into())
                );
            }
            let none = call(app, cookie, &format!("{}/preview", sent[1].href), None).await;
            assert_eq!(none.status(), StatusCode::NOT_FOUND, "a PDF has no picture");
        }
        let stranger = sample_debtor(&test.db, "bas").await.unwrap().debtor;
        let stranger = sign_in(app, &stranger, "letter_code", None).await.unwrap();
        let sent = messages(app, &own, "/chat/messages").await.remove(0).files;
        for path in [sent[0].href.clone(), sent[0].preview().unwrap(), format!("/console{}", sent[1].href)] {
            assert_ne!(call(app, &stranger, &path, None).await.status(), StatusCode::OK, "{path}");
        }
        let page = text(call(app, &agent, &format!("/console/conversation/{id}"), None).await).await;
        assert!(page.contains("brief.jpg") && page.contains("/preview\"") && page.contains("Deze brief kreeg ik"));
    }
}

#[tokio::test]
async fn a_file_without_words_waits_in_the_queue_is_answered_and_named_in_the_mail() {
    for test in databases().await {
        let House { site, own, agent, .. } = house(&test).await;
        let app = &site.app;
        let (status, _, _) = post(app, &own, "/chat/send", " ", &[("loonstrook.pdf", pdf())]).await;
        assert_eq!(status, 303);
        let (status, _, page) = post(app, &own, "/chat/send", " ", &[]).await;
        assert_eq!(status, 422, "nothing at all is no message");
        assert!(page.contains("of kies een bestand"));
        assert!(text(call(app, &agent, "/console", None).await).await.contains("loonstrook.pdf"), "the queue names it");
        let waits = "SELECT COUNT(*) FROM conversation WHERE waiting_since IS NOT NULL AND status = 'waiting'";
        assert_eq!(count(&test, waits).await, 1);

        let path = format!("/console/conversation/{}", conversation(&test).await);
        let send = format!("{path}/send");
        let body = "Dank, hier is het overzicht";
        let request =
            with_files(&agent, &send, &[("id", "0190abcd-a001"), ("body", body)], &[("overzicht.pdf", pdf())]);
        let answer = crate::web::router(app.clone()).oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(count(&test, waits).await, 0, "a file with an answer is an answer");
        let page = text(call(app, &own, "/chat", None).await).await;
        assert!(page.contains("overzicht.pdf") && page.contains("loonstrook.pdf"));
        let sent = messages(app, &own, "/chat/messages").await.remove(1).files.remove(0);
        assert_eq!(call(app, &own, &sent.href, None).await.status(), StatusCode::OK, "the debtor reads it");

        call(app, &own, "/chat/transcript", Some("key=x")).await;
        crate::outreach::deliver::run(app, |_| {}).await.unwrap();
        let mail = crate::mail::outbox::list(&app.config, 9).await.unwrap().remove(0).text;
        assert!(
            mail.contains("U: loonstrook.pdf") && mail.contains("Anouk: Dank, hier is het overzicht, overzicht.pdf")
        );
    }
}

#[tokio::test]
async fn a_file_that_is_refused_is_named_with_the_reason_and_costs_nothing_that_was_typed() {
    for test in databases().await {
        let House { site, own, agent, debtor } = house(&test).await;
        let app = &site.app;
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec();
        let refused = [
            ("plaatje.svg", svg, "plaatje.svg is geen foto of PDF"),
            ("groot.jpg", vec![0; UPLOAD_BYTES_MAX + 1], "groot.jpg is groter dan 10 MB"),
            ("half.jpg", photo()[..40].to_vec(), "half.jpg kunnen wij niet lezen"),
        ];
        for (name, bytes, says) in refused {
            let (status, _, page) = post(app, &own, "/chat/send", "Kijk <b>eens</b>", &[(name, bytes)]).await;
            assert_eq!(status, 422, "{name}");
            assert!(page.contains(says) && page.contains("href=\"#files\""), "{name}");
            assert!(page.contains("Kijk &lt;b&gt;eens&lt;/b&gt;"), "{name}: what was typed is still there");
        }
        assert_eq!(count(&test, "SELECT COUNT(*) FROM message").await, 0);

        let mut tx = app.db.begin_debtor(&debtor, app.now()).await.unwrap();
        for n in 0..UPLOADS_OF_DEBTOR_MAX {
            let sql = "INSERT INTO upload (id, debtor_id, name, media_type, size_bytes, sha256, content, created_at) \
                       VALUES ($1, $2, 'x', 'application/pdf', 1, '', $3, 0)";
            let query = sqlx::query(sql).bind(format!("full-{n}")).bind(debtor.as_str()).bind(&b"x"[..]);
            query.execute(&mut *tx.tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        let (status, _, page) = post(app, &own, "/chat/send", "Nog een", &[("bon.pdf", pdf())]).await;
        assert!(status == 422 && page.contains("al zo veel bestanden") && page.contains("Nog een"));
        assert_eq!(count(&test, "SELECT COUNT(*) FROM conversation").await, 0, "and nothing was begun");
        assert_eq!(post(app, &own, "/chat/send", "Nog een", &[]).await.0, 303, "words are always taken");

        let send = format!("/console/conversation/{}/send", conversation(&test).await);
        let (status, _, page) = post(app, &agent, &send, "Zie bijlage", &[("virus.pdf", b"MZ\x90".to_vec())]).await;
        assert!(status == 422 && page.contains("virus.pdf is geen foto of PDF") && page.contains("Zie bijlage"));
        assert_eq!(post(app, &agent, &send, "Zie bijlage", &[("a.pdf", pdf())]).await.0, 422, "that id is taken");
        let request = with_files(&agent, &send, &[("id", "0190abcd-a001"), ("body", "")], &[("a.pdf", pdf())]);
        let answer = crate::web::router(app.clone()).oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "the debtor's limit is not the agents'");
    }
}
