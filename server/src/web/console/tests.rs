//! The console through the real router, on both engines.

use crate::app::App;
use crate::chat::{Incoming, send_from_debtor};
use crate::db::{Db, conversation, record_signals, session};
use crate::new_id;
use crate::testing::{databases, sample};
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use effen::ids::DebtorId;
use effen::people::signal::{Signal, SignalKind};
use tower::ServiceExt as _;

pub async fn agent(app: &App) -> String {
    let mut tx = app.db.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO agent (id, email, name, password_hash, role, created_at) \
         VALUES ('a1', 'anouk@effen.example', 'Anouk de Vries', '', 'agent', 0)",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let token = new_id::token();
    let new = session::NewSession {
        token_hash: &new_id::token_hash(&token),
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
    session::create(&app.db, &new).await.unwrap();
    format!("effen-agent={token}")
}

/// The agent signed in stays so, however the test moves the time.
pub async fn lasting(app: &App) -> String {
    let cookie = agent(app).await;
    let mut tx = app.db.begin().await.unwrap();
    let sql = "UPDATE session SET ends_at = 9000000000000, seen_at = 9000000000000 WHERE agent_id = 'a1'";
    sqlx::query(sql).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    cookie
}

pub async fn call(app: &App, cookie: &str, path: &str, form: Option<&str>) -> Response<Body> {
    let request = Request::builder()
        .uri(path)
        .method(if form.is_some() { "POST" } else { "GET" })
        .header(header::COOKIE, cookie)
        .header(header::ACCEPT_LANGUAGE, "nl")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form.unwrap_or_default().to_owned()))
        .unwrap();
    crate::web::router(app.clone()).oneshot(request).await.unwrap()
}

pub async fn text(response: Response<Body>) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 4_000_000).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub async fn count(db: &Db, action: &str) -> i64 {
    sqlx::query_scalar("SELECT COUNT(*) FROM audit WHERE action = $1 AND actor = 'agent:a1'")
        .bind(action.to_owned())
        .fetch_one(db.read())
        .await
        .unwrap()
}

/// The page of what was found.
async fn look_for(app: &App, cookie: &str, q: &str) -> String {
    let asked = call(app, cookie, "/console/debtors", Some(&format!("q={q}"))).await;
    let to = asked.headers()[header::LOCATION].to_str().unwrap().to_owned();
    text(call(app, cookie, &to, None).await).await
}

async fn ask(app: &App, debtor: &DebtorId, about: Option<&str>, id: &str) -> String {
    let message = Incoming { id, body: "Ik kan dit niet betalen" };
    send_from_debtor(app, debtor, false, message, about).await.unwrap().conversation_id
}

#[tokio::test]
async fn a_chat_arrives_with_its_file_and_shows_within_a_look_what_the_debtor_just_did_and_why_it_matters() {
    for test in databases().await {
        let app = sample::app(&test.db).await;
        let one = sample::sample_debtor(&test.db, "jansen").await.unwrap();
        let cookie = agent(&app).await;
        let id = ask(&app, &one.debtor, Some(one.late.as_str()), "0190abcd-0001").await;

        let queue = text(call(&app, &cookie, "/console", None).await).await;
        assert!(queue.contains(&format!("/console/conversation/{id}")) && queue.contains("Ik kan dit niet betalen"));

        let page = text(call(&app, &cookie, &format!("/console/conversation/{id}"), None).await).await;
        assert!(page.contains(&one.reference) && page.contains("score-bar") && page.contains("Waterland Energie"));
        assert_eq!(count(&app.db, "file_opened").await, 1, "opening a file is written down");

        let address = format!("/console/conversation/{id}/file.json");
        let before: serde_json::Value =
            serde_json::from_str(&text(call(&app, &cookie, &address, None).await).await).unwrap();
        let known = format!("{address}?version={}", before["version"]);
        assert_eq!(call(&app, &cookie, &known, None).await.status(), StatusCode::NO_CONTENT, "nothing new");

        let mut tx = app.db.begin_debtor(&one.debtor, app.now()).await.unwrap();
        record_signals(&mut tx, &[Signal::now(SignalKind::HelpAsked, app.now())]).await.unwrap();
        tx.commit().await.unwrap();
        let after: serde_json::Value =
            serde_json::from_str(&text(call(&app, &cookie, &known, None).await).await).unwrap();
        let latest = &after["moves"][0];
        assert_eq!(latest["act"], "Hulp gevraagd");
        assert!(latest["shifts"][0].as_str().unwrap().starts_with("Tamara +"), "{latest}");
        assert!(!latest["why"].as_str().unwrap().is_empty(), "and why");
        assert_eq!(after["changes"].as_array().unwrap().len(), 1, "the change of persona is told with its reasons");
        assert!(after["changes"][0]["more"].as_str().unwrap().contains("Hulp gevraagd"));
    }
}

#[tokio::test]
async fn an_agent_takes_answers_and_closes_without_javascript_and_a_new_message_opens_again() {
    for test in databases().await {
        let app = sample::app(&test.db).await;
        let one = sample::sample_debtor(&test.db, "jansen").await.unwrap();
        let cookie = agent(&app).await;
        let id = ask(&app, &one.debtor, None, "0190abcd-0001").await;
        let post = async |act: &str, form: &str| {
            call(&app, &cookie, &format!("/console/conversation/{id}/{act}"), Some(form)).await.status()
        };
        let row = async || conversation::find(&app.db, &id).await.unwrap().unwrap();
        assert_eq!(post("take", "").await, StatusCode::SEE_OTHER);
        assert_eq!((row().await.status.as_str(), row().await.agent_id.as_deref()), ("assigned", Some("a1")));
        for _ in 0..2 {
            assert_eq!(post("send", "id=0190abcd-0009&body=Dat+kan+in+delen").await, StatusCode::SEE_OTHER);
        }
        assert_eq!((row().await.last_seq, row().await.waiting_since), (2, None), "stored once; nobody waits");
        assert_eq!(post("send", "id=0190abcd-0010&body=+").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(post("close", "reason=plan&outcome=whatever").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(post("close", "reason=plan&outcome=plan").await, StatusCode::SEE_OTHER);
        assert_eq!((row().await.status.as_str(), row().await.outcome.as_str()), ("closed", "plan"));
        ask(&app, &one.debtor, None, "0190abcd-0002").await;
        let now = row().await;
        assert_eq!((now.status.as_str(), now.outcome.as_str(), now.last_seq), ("waiting", "", 3));
        assert_eq!((count(&app.db, "chat_taken").await, count(&app.db, "chat_closed").await), (1, 1));
    }
}

#[tokio::test]
async fn a_file_is_found_by_reference_name_and_invoice_number_and_only_by_agents() {
    for test in databases().await {
        let app = sample::app(&test.db).await;
        let one = sample::sample_debtor(&test.db, "jansen").await.unwrap();
        let number: String = sqlx::query_scalar("SELECT number FROM claim WHERE id = $1")
            .bind(one.late.as_str())
            .fetch_one(app.db.read())
            .await
            .unwrap();
        let cookie = agent(&app).await;
        let link = format!("/console/debtor/{}", one.debtor);
        for q in [one.reference.to_lowercase(), "JANSEN".to_owned(), number] {
            let found = look_for(&app, &cookie, &q).await;
            assert!(found.contains(&link), "{q}");
        }
        let none = look_for(&app, &cookie, "%25").await;
        assert!(!none.contains(&link), "a wildcard is no way to list everybody");
        let file = text(call(&app, &cookie, &link, None).await).await;
        assert!(file.contains(&one.reference) && count(&app.db, "file_opened").await == 1);

        let debtor = sample::sign_in(&app, &one.debtor, "letter_code", None).await.unwrap();
        for path in ["/console", "/console/debtors", link.as_str()] {
            let answer = call(&app, &debtor, path, None).await;
            assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}: a debtor is sent to the agents' sign-in");
        }
    }
}

#[tokio::test]
async fn the_queue_says_which_table_of_law_has_ended() {
    for test in databases().await {
        let ended = effen::lawdata::tables().iter().map(|table| table.known_until).min().unwrap();
        let late = ended.at(23, 50, 0, 0).to_zoned(crate::clock::zone()).unwrap();
        let clock = crate::clock::Clock::fixed(late.timestamp());
        let app = App::new(crate::config::Config::defaults(), test.db.clone(), clock.clone()).await.unwrap();
        let cookie = agent(&app).await;
        let said =
            async || text(call(&app, &cookie, "/console", None).await).await.contains("moet de tabel vernieuwen");
        assert!(!said().await, "its last day");
        let crate::clock::Clock::Fixed(ms) = clock else { unreachable!("a fixed clock was made") };
        ms.fetch_add(20 * 60_000, std::sync::atomic::Ordering::SeqCst);
        assert!(said().await, "the day after");
    }
}

#[tokio::test]
async fn an_agent_takes_a_case_asks_and_decides_with_a_confirmation() {
    use crate::cases::{Opening, open};
    use effen::cases::CaseKind;
    use effen::cases::form::{CaseField, Details};
    for test in databases().await {
        let app = sample::app(&test.db).await;
        let one = sample::sample_debtor(&test.db, "jansen").await.unwrap();
        let cookie = agent(&app).await;
        let mut tx = app.db.begin_debtor(&one.debtor, app.now()).await.unwrap();
        let details: Details = [(CaseField::Reason, "twice"), (CaseField::Words, "Deze had ik al")]
            .map(|(field, value)| (field, value.to_owned()))
            .into();
        let file = crate::upload::Accepted {
            name: "bon.pdf".into(),
            media_type: "application/pdf",
            bytes: b"%PDF-".into(),
            preview: None,
        };
        let opening = Opening {
            kind: CaseKind::Dispute,
            claim: Some(&one.late),
            details,
            files: &[file],
            country: effen::kinds::Country::Nl,
        };
        let id = open(&mut tx, opening).await.unwrap();
        tx.commit().await.unwrap();
        let path = format!("/console/case/{id}");

        assert!(text(call(&app, &cookie, "/console/cases", None).await).await.contains(&path));
        let page = text(call(&app, &cookie, &path, None).await).await;
        assert!(page.contains("Deze had ik al") && page.contains("Deze rekening is er al") && page.contains("bon.pdf"));
        let from = page.find("/console/upload/").unwrap();
        let upload: String = page[from..].split('"').next().unwrap().to_owned();
        assert_eq!(call(&app, &cookie, &upload, None).await.status(), StatusCode::OK);
        assert_eq!(count(&app.db, "upload_opened").await, 1);

        let post = async |act: &str, form: &str| call(&app, &cookie, &format!("{path}/{act}"), Some(form)).await;
        assert_eq!(post("take", "").await.status(), StatusCode::SEE_OTHER);
        assert_eq!(post("take", "").await.status(), StatusCode::SEE_OTHER, "a second tap changes nothing");
        assert_eq!(post("ask", "words=+").await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(post("ask", "words=Welke+rekening%3F").await.status(), StatusCode::SEE_OTHER);
        let unsure = post("grant", "words=Akkoord+zo").await;
        assert_eq!(unsure.status(), StatusCode::UNPROCESSABLE_ENTITY, "not without a confirmation");
        let unsure = text(unsure).await;
        assert!(unsure.contains("Akkoord zo") && unsure.contains("#confirm-grant"), "what was typed stays");
        assert_eq!(post("grant", "words=Akkoord&confirm=yes").await.status(), StatusCode::SEE_OTHER);
        assert_eq!(post("answer", "words=x").await.status(), StatusCode::NOT_FOUND, "that is for the debtor");
        assert!(!text(call(&app, &cookie, "/console/cases", None).await).await.contains(&path), "it is off the list");
        for (action, times) in [("case_take", 1), ("case_ask", 1), ("case_grant", 1)] {
            assert_eq!(count(&app.db, action).await, times, "{action}");
        }
        let debtor = sample::sign_in(&app, &one.debtor, "letter_code", None).await.unwrap();
        for path in [path.as_str(), "/console/cases", &upload] {
            assert_eq!(call(&app, &debtor, path, None).await.status(), StatusCode::SEE_OTHER, "{path}: agents only");
        }
    }
}
