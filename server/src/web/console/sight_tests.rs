//! Least privilege: an agent of another creditor walks every address of the console and finds nothing; roles hold.

use super::tests::{call, lasting, text};
use crate::app::App;
use crate::chat::{Incoming, send_from_debtor};
use crate::db::{Db, agent_creditor};
use crate::testing::sample::{self, Sample};
use crate::testing::{TestDb, databases};
use axum::http::StatusCode;
use effen::ids::AgentId;
use sqlx::Executor as _;
use std::collections::BTreeMap;

/// Where the console's addresses are written down. A new file with routes belongs here.
const SOURCES: [&str; 8] = [
    include_str!("hours.rs"),
    include_str!("supervision.rs"),
    include_str!("../console.rs"),
    include_str!("account.rs"),
    include_str!("helpers.rs"),
    include_str!("users.rs"),
    include_str!("waivers.rs"),
    include_str!("../upload.rs"),
];

/// Every address, with whether it answers GET and POST.
fn addresses() -> Vec<(String, bool, bool)> {
    let mut found = Vec::new();
    for source in SOURCES {
        for part in source.split(".route(\"").skip(1) {
            let (path, rest) = part.split_once('"').unwrap();
            // Up to the next route, or the end of the statement.
            let handlers = rest.split(['\n', ';']).next().unwrap();
            if path.starts_with("/console") {
                found.push((path.to_owned(), handlers.contains("get("), handlers.contains("post(")));
            }
        }
    }
    assert!(found.len() > 40, "the addresses are not read any more: {found:?}");
    found
}

async fn execute(db: &Db, sql: String) {
    let mut tx = db.begin().await.unwrap();
    tx.execute(sqlx::AssertSqlSafe(sql)).await.unwrap();
    tx.commit().await.unwrap();
}

/// One of each noun in a debtor's file; the id of each, by the first part of its address.
async fn one_of_each(app: &App, one: &Sample) -> BTreeMap<&'static str, String> {
    let (debtor, claim) = (&one.debtor, &one.late);
    let message = Incoming { id: "0190abcd-0001", body: "Geheime vraag" };
    let conversation = send_from_debtor(app, debtor, false, message, None).await.unwrap().conversation_id;
    let notice = |id: &str, channel: &str, status: &str| {
        format!(
            "INSERT INTO notice (id, debtor_id, class, kind, channel, language, tone, recipient, subject, body_text,
               body_html, unique_key, status, attempts, next_try_at, last_error, created_at)
             VALUES ('{id}', '{debtor}', 'approach', 'reminder', '{channel}', 'nl', 'warm', 'geheim@example.com',
               'Geheim onderwerp', 'x', '', '{id}', '{status}', 1, 0, 'x', 0);"
        )
    };
    let rows = [
        notice("call-1", "phone", "queued"),
        notice("mail-1", "email", "bounced"),
        format!(
            "INSERT INTO plan_quote (id, debtor_id, batch_id, months, instalment_cents, total_cents, first_due_on,
               last_due_on, schedule, claims, made_at, expires_at)
             VALUES ('q', '{debtor}', 'b', 1, 100, 100, '2026-05-11', '2026-05-11', '[]', '[]', 0, 0);
             INSERT INTO plan (id, debtor_id, quote_id, status, total_cents, agreed_at)
             VALUES ('plan-1', '{debtor}', 'q', 'agreed', 100, 0);
             INSERT INTO instalment (plan_id, number, due_on, amount_cents) VALUES ('plan-1', 1, '2026-05-11', 100);
             INSERT INTO plan_review (id, plan_id, debtor_id, opened_at, decision, decided_by)
             VALUES ('review-1', 'plan-1', '{debtor}', 0, '', '');"
        ),
        format!(
            "INSERT INTO reply (id, debtor_id, claim_id, kind, body, status, created_at, answer_by)
             VALUES ('case-1', '{debtor}', '{claim}', 'dispute', 'Geheime zaak', 'received', 0, '2026-06-01');
             INSERT INTO reply (id, debtor_id, kind, body, status, created_at, answer_by)
             VALUES ('case-2', '{debtor}', 'callback', 'Geheim uur', 'received', 0, '2026-06-01');"
        ),
        "INSERT INTO bank_statement (id, key, account, number, format, file_name, currency, opening_cents, opening_on,
           closing_cents, closing_on, entries, imported_at)
         VALUES ('s', 's', 'NL91ABNA0417164300', '1', 'camt', 'x', 'EUR', 0, '2026-05-01', 0, '2026-05-01', 2, 0);"
            .to_owned(),
        entry("entry-1", "booked", &format!("'{debtor}'"), 1),
        entry("entry-2", "unmatched", "NULL", 2),
    ];
    execute(&app.db, rows.concat()).await;
    let mut tx = app.db.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO upload (id, debtor_id, reply_id, name, media_type, size_bytes, sha256, content, created_at)
         VALUES ('upload-1', $1, 'case-1', 'geheim.pdf', 'application/pdf', 1, '', $2, 0)",
    )
    .bind(debtor.as_str())
    .bind(&b"x"[..])
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    BTreeMap::from([
        ("debtor", debtor.to_string()),
        ("conversation", conversation),
        ("call", "call-1".to_owned()),
        ("undelivered", "mail-1".to_owned()),
        ("plans", "plan-1".to_owned()),
        ("payments", "entry-1".to_owned()),
        ("case", "case-1".to_owned()),
        ("upload", "upload-1".to_owned()),
    ])
}

fn entry(id: &str, state: &str, debtor: &str, position: i64) -> String {
    format!(
        "INSERT INTO bank_entry (id, statement_id, position, key, account, amount_cents, currency, booked_on, value_on,
           party_iban, party_name, end_to_end_id, bank_reference, structured, remittance, reversal, return_reason, state,
           debtor_id, note, decided_by, looked_at, created_at, changed_at)
         VALUES ('{id}', 's', {position}, '{id}', 'NL91ABNA0417164300', 12345, 'EUR', '2026-05-01', '2026-05-01', '',
           'Geheime betaler', '', '', '', '', 0, '', '{state}', {debtor}, '', '', 1, 0, 0);"
    )
}

/// The page of what a search finds, and what the command bar is told of it.
async fn search(app: &App, cookie: &str, q: &str) -> String {
    let form = format!("q={q}");
    let asked = call(app, cookie, "/console/debtors", Some(&form)).await;
    let to = asked.headers()["location"].to_str().unwrap().to_owned();
    let bar = text(call(app, cookie, "/console/debtors.json", Some(&form)).await).await;
    text(call(app, cookie, &to, None).await).await + &bar
}

/// An agent who serves the creditors of `one` alone.
async fn narrow(app: &App, one: &Sample) -> String {
    let cookie = lasting(app).await;
    let creditors: Vec<String> = one.creditors.iter().map(|id| id.0.clone()).collect();
    let mut tx = app.db.begin().await.unwrap();
    agent_creditor::update(&mut tx, &AgentId("a1".into()), Some(&creditors)).await.unwrap();
    tx.commit().await.unwrap();
    cookie
}

async fn two_files(test: &TestDb) -> (App, Sample, Sample) {
    let app = sample::app(&test.db).await;
    let hidden = sample::sample_debtor(&test.db, "Geheimhouder").await.unwrap();
    let own = sample::sample_debtor(&test.db, "Anna").await.unwrap();
    (app, hidden, own)
}

async fn set_role(db: &Db, role: &str) {
    execute(db, format!("UPDATE agent SET role = '{role}' WHERE id = 'a1'")).await;
}

#[tokio::test]
async fn an_agent_of_another_creditor_walks_every_address_and_finds_nothing() {
    for test in databases().await {
        let (app, hidden, own) = two_files(&test).await;
        let ids = one_of_each(&app, &hidden).await;
        let cookie = narrow(&app, &own).await;
        set_role(&test.db, "admin").await;
        for (path, gets, posts) in addresses() {
            let noun = path.split('/').nth(2).unwrap_or_default().to_owned();
            let mut address = path.clone();
            for (name, value) in [
                ("{id}", ids.get(noun.as_str()).map_or("x", String::as_str)),
                ("{plan}", &ids["plans"]),
                ("{refund}", "x"),
                ("{request}", "x"),
                ("{access}", "x"),
                ("{proposal}", "x"),
                ("{act}", "take"),
                ("{whom}", "neutral"),
            ] {
                address = address.replace(name, value);
            }
            let about_one = path.contains('{') && noun != "account";
            if gets {
                let answer = call(&app, &cookie, &format!("{address}?q=geheimhouder"), None).await;
                let status = answer.status();
                // What was searched for stands in its field again, in small letters.
                let body = text(answer).await.replace("geheimhouder", "");
                assert!(!body.to_lowercase().contains("geheim"), "{address} tells: {body}");
                assert!(!body.contains(&hidden.reference) && !body.contains(hidden.debtor.as_str()), "{address}");
                assert!(!about_one || status.is_client_error(), "{address}: {status}");
            }
            if posts && about_one {
                let answer =
                    call(&app, &cookie, &address, Some("key=k&id=0190abcd-0009&body=x&act=again&outcome=plan")).await;
                assert!(answer.status().is_client_error(), "{address}: {}", answer.status());
            }
        }
        let written: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM audit WHERE actor = 'agent:a1' AND debtor_id = $1")
            .bind(hidden.debtor.as_str())
            .fetch_one(test.db.read())
            .await
            .unwrap();
        assert_eq!(written, 0, "nothing was done in the file");

        let found = search(&app, &cookie, "geheimhouder").await;
        assert!(!found.contains(hidden.debtor.as_str()) && !found.contains(&hidden.reference), "{found}");

        // The own file is there: the walk above did not fail for everybody.
        let file = format!("/console/debtor/{}", own.debtor);
        assert!(search(&app, &cookie, "anna").await.contains(&file));
        assert_eq!(call(&app, &cookie, &file, None).await.status(), StatusCode::OK);
        // Who serves every creditor finds all of it.
        let mut tx = test.db.begin().await.unwrap();
        agent_creditor::update(&mut tx, &AgentId("a1".into()), None).await.unwrap();
        tx.commit().await.unwrap();
        for (path, words) in [
            ("/console", "Geheime vraag"),
            ("/console/cases", "/console/case/case-1"),
            ("/console/undelivered", "Geheim onderwerp"),
            ("/console/calls", "Geheim uur"),
            ("/console/payments", "Geheime betaler"),
            ("/console/payments?show=booked", "Geheime betaler"),
        ] {
            assert!(text(call(&app, &cookie, path, None).await).await.contains(words), "{path}");
        }
        assert!(search(&app, &cookie, "geheimhouder").await.contains(hidden.debtor.as_str()));
    }
}

#[tokio::test]
async fn who_serves_one_creditor_of_a_file_sees_that_creditors_claims_and_no_page_about_all_of_them() {
    for test in databases().await {
        let (app, _, own) = two_files(&test).await;
        let cookie = lasting(&app).await;
        let mut tx = app.db.begin().await.unwrap();
        let one = [own.creditors[0].0.clone()];
        agent_creditor::update(&mut tx, &AgentId("a1".into()), Some(&one)).await.unwrap();
        tx.commit().await.unwrap();
        let file = format!("/console/debtor/{}", own.debtor);
        let page = text(call(&app, &cookie, &file, None).await).await;
        assert!(page.contains("Waterland Energie") && !page.contains("Boekhandel De Linde"));
        for below in ["statement", "payments"] {
            let status = call(&app, &cookie, &format!("{file}/{below}"), None).await.status();
            assert_eq!(status, StatusCode::FORBIDDEN, "{below}");
        }
    }
}

#[tokio::test]
async fn a_role_reaches_as_far_as_its_rights() {
    let test = databases().await.remove(0);
    let (app, _, own) = two_files(&test).await;
    let cookie = lasting(&app).await;
    let take = format!("/console/debtor/{}/refund", own.debtor);
    for (role, path, form, status) in [
        ("auditor", "/console", None, StatusCode::OK),
        ("auditor", take.as_str(), Some("key=k&payment=x&amount=1"), StatusCode::FORBIDDEN),
        ("auditor", "/console/users", None, StatusCode::FORBIDDEN),
        ("agent", "/console/users", None, StatusCode::FORBIDDEN),
        ("agent", "/console/treatment", None, StatusCode::OK),
        ("agent", "/console/treatment/neutral", Some("x=1"), StatusCode::FORBIDDEN),
        ("supervisor", "/console/users", None, StatusCode::OK),
        ("auditor", "/console/account", None, StatusCode::OK),
    ] {
        set_role(&test.db, role).await;
        assert_eq!(call(&app, &cookie, path, form).await.status(), status, "{role} at {path}");
    }
}

#[tokio::test]
async fn a_supervisor_adds_and_changes_colleagues_but_never_themselves_or_anybody_above() {
    for test in databases().await {
        let (app, _, own) = two_files(&test).await;
        let cookie = lasting(&app).await;
        execute(&test.db, "UPDATE agent SET role = 'supervisor', waive_cents_max = 10000 WHERE id = 'a1'".into()).await;
        let add = async |form: &str| call(&app, &cookie, "/console/users", Some(form)).await;
        for (form, field) in [
            ("key=1&email=x&name=Bo&role=agent&serves=all&limit=50", "#email"),
            ("key=1&email=bo@effen.example&name=Bo&role=admin&serves=all&limit=50", "#role"),
            ("key=1&email=bo@effen.example&name=Bo&role=agent&serves=all&limit=", "#limit"),
            ("key=1&email=bo@effen.example&name=Bo&role=agent&serves=all&limit=100,01", "#limit"),
            ("key=1&email=bo@effen.example&name=Bo&role=agent&serves=some&limit=50", "#all"),
            ("key=1&email=anouk@effen.example&name=Bo&role=agent&serves=all&limit=50", "#email"),
        ] {
            let answer = add(form).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{form}");
            assert!(text(answer).await.contains(&format!("href=\"{field}\"")), "{form}");
        }
        let creditor = &own.creditors[0].0;
        let good = format!("key=2&email=bo@effen.example&name=Bo&role=agent&serves=some&creditor={creditor}&limit=50");
        let made = add(&good).await;
        assert_eq!(made.status(), StatusCode::OK);
        assert!(text(made).await.contains("<code>"), "the one-time password, once");
        assert_eq!(add(&good).await.status(), StatusCode::SEE_OTHER, "sent twice, added once");
        let (id, all, limit): (String, i64, i64) =
            sqlx::query_as("SELECT id, all_creditors, waive_cents_max FROM agent WHERE email = 'bo@effen.example'")
                .fetch_one(test.db.read())
                .await
                .unwrap();
        assert_eq!((all, limit), (0, 5_000));
        let page = format!("/console/user/{id}");
        let changed = call(&app, &cookie, &page, Some("key=3&name=Bo&role=auditor&serves=all&limit=0")).await;
        assert_eq!(changed.status(), StatusCode::SEE_OTHER);
        for act in ["password", "out", "disable", "enable"] {
            let status = call(&app, &cookie, &format!("{page}/access"), Some(&format!("act={act}"))).await.status();
            assert!(status.is_success() || status.is_redirection(), "{act}: {status}");
        }
        execute(
            &test.db,
            "INSERT INTO agent (id, email, name, password_hash, role, created_at) \
             VALUES ('boss', 'boss@effen.example', 'Boss', '', 'admin', 0)"
                .into(),
        )
        .await;
        for other in ["boss", "a1"] {
            let form = "key=4&name=X&role=agent&serves=all&limit=0";
            let status = call(&app, &cookie, &format!("/console/user/{other}"), Some(form)).await.status();
            assert_eq!(status, StatusCode::FORBIDDEN, "{other}");
            let access = call(&app, &cookie, &format!("/console/user/{other}/access"), Some("act=password")).await;
            assert_eq!(access.status(), StatusCode::FORBIDDEN, "{other}");
        }
        let detail: String = sqlx::query_scalar("SELECT detail FROM audit WHERE action = 'agent_changed'")
            .fetch_one(test.db.read())
            .await
            .unwrap();
        assert_eq!(
            detail,
            format!("role agent, waives 50.00, serves {creditor} -> role auditor, waives 0.00, serves all")
        );
    }
}
