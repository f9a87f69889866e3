//! What sign-in promises, on both engines, through the whole router.

use super::session::DEBTOR_IDLE_MS;
use super::sign_in::CODE_BY_FILE;
use crate::config::Config;
use crate::db::link::{self, NewLink, Purpose};
use crate::db::{access_code, session};
use crate::mail::outbox;
use crate::testing::databases;
use crate::testing::sample::{Sample, now, sample_debtor};
use crate::testing::site::{Answer, Site};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use effen::ids::NoticeId;

async fn sites() -> Vec<(Site, Sample)> {
    let mut all = Vec::new();
    for test in databases().await {
        let sample = sample_debtor(&test.db, "Anna").await.unwrap();
        all.push((Site::new(&test.db).await, sample));
    }
    all
}

async fn sign_in(site: &Site, reference: &str, code: &str) -> Answer {
    site.post("/sign-in", &[("reference", reference), ("code", code), ("next", "")]).await
}

/// Is this browser signed in? `/` tells without depending on any page.
async fn inside(site: &Site) -> bool {
    site.get("/").await.location == "/overview"
}

/// What differs between two renderings by nature, and what was typed, left out.
fn essence(body: &str, typed: &str) -> String {
    let mut text = body.replace(typed, "TYPED");
    while let Some(start) = text.find("nonce=\"") {
        let end = text[start + 7..].find('"').unwrap() + start + 8;
        text.replace_range(start..end, "");
    }
    text
}

#[tokio::test]
async fn the_code_of_the_letter_signs_in_however_it_is_typed() {
    for (site, anna) in sites().await {
        let code = access_code::make(&site.app.db, &anna.debtor, now()).await.unwrap();
        assert!(!inside(&site).await);
        let typed = format!(" {} ", code.to_lowercase().replace('-', " "));
        let answer = sign_in(&site, &anna.reference.to_lowercase(), &typed).await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/overview"));
        assert!(inside(&site).await);
        let again = access_code::make(&site.app.db, &anna.debtor, now()).await.unwrap();
        let other = site.other_browser();
        assert_eq!(sign_in(&other, &anna.reference, &code).await.status, StatusCode::UNPROCESSABLE_ENTITY, "reissued");
        assert_eq!(sign_in(&other, &anna.reference, &again).await.status, StatusCode::SEE_OTHER);
        access_code::void(&site.app.db, &anna.debtor, now()).await.unwrap();
        assert_eq!(
            sign_in(&site.other_browser(), &anna.reference, &again).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "voided"
        );
    }
}

#[tokio::test]
async fn the_answer_does_not_tell_whether_a_reference_exists() {
    for (site, anna) in sites().await {
        access_code::make(&site.app.db, &anna.debtor, now()).await.unwrap();
        for _ in 0..CODE_BY_FILE.count_max + 1 {
            let known = sign_in(&site, &anna.reference, "AAAA-AAAA-AAAA").await;
            let unknown = sign_in(&site, "EF-NOBODY", "AAAA-AAAA-AAAA").await;
            assert_eq!(known.status, unknown.status);
            assert_eq!(essence(&known.body, &anna.reference), essence(&unknown.body, "EF-NOBODY"));
        }
        let known = site.post("/sign-in/mail", &[("who", "anna@example.com")]).await;
        let unknown = site.post("/sign-in/mail", &[("who", "nobody@example.com")]).await;
        assert_eq!(known.status, StatusCode::OK);
        assert_eq!(essence(&known.body, "anna@"), essence(&unknown.body, "nobody@"));
    }
}

#[tokio::test]
async fn guessing_is_slowed_down_before_hashing_and_the_way_by_mail_stays() {
    for (site, anna) in sites().await {
        let code = access_code::make(&site.app.db, &anna.debtor, now()).await.unwrap();
        for _ in 0..CODE_BY_FILE.count_max {
            let answer = sign_in(&site, &anna.reference, "AAAA-AAAA-AAAA").await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains(&anna.reference), "what was typed is still there");
        }
        assert_eq!(sign_in(&site, &anna.reference, &code).await.status, StatusCode::TOO_MANY_REQUESTS);
        let link = mailed_link(&site, "Anna@Example.com").await;
        assert_eq!(site.post(&link, &[]).await.location, "/overview");
        assert!(inside(&site).await);
        site.wait(15);
        let other = site.other_browser();
        assert_eq!(sign_in(&other, &anna.reference, &code).await.status, StatusCode::SEE_OTHER);
    }
}

/// Asks for a link and takes it out of the mail; the path only.
async fn mailed_link(site: &Site, who: &str) -> String {
    let before = outbox::list(&site.app.config, 100).await.unwrap().len();
    assert_eq!(site.post("/sign-in/mail", &[("who", who)]).await.status, StatusCode::OK);
    for _ in 0..200 {
        let mails = outbox::list(&site.app.config, 100).await.unwrap();
        if mails.len() > before {
            let text = &mails[0].text;
            let start = text.find("/link/").expect("a link in the mail");
            return text[start..].split_whitespace().next().unwrap().to_owned();
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("no mail came");
}

#[tokio::test]
async fn a_link_is_used_up_by_its_button_only_once_and_in_time() {
    for (site, anna) in sites().await {
        let link = mailed_link(&site, &anna.reference).await;
        for _ in 0..3 {
            let page = site.get(&link).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.set_cookies.is_empty(), "looking gives nothing");
        }
        let (one, two) = (site.other_browser(), site.other_browser());
        let (first, second) = tokio::join!(one.post(&link, &[]), two.post(&link, &[]));
        let mut statuses = [first.status, second.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::GONE], "of two at once one gets in");
        assert_eq!(site.get(&link).await.status, StatusCode::GONE);
        let late = mailed_link(&site, &anna.reference).await;
        site.wait(31);
        assert_eq!(site.get(&late).await.status, StatusCode::GONE);
        assert_eq!(site.post(&late, &[]).await.status, StatusCode::GONE);
        assert!(!inside(&site).await);
        assert_eq!(site.get("/link/nonsense").await.status, StatusCode::GONE);
    }
}

#[tokio::test]
async fn the_copy_in_the_inbox_holds_no_link() {
    for (site, anna) in sites().await {
        let link = mailed_link(&site, &anna.reference).await;
        let mut bodies: Vec<String> = Vec::new();
        for _ in 0..200 {
            bodies = sqlx::query_scalar("SELECT body_text FROM notice").fetch_all(site.app.db.read()).await.unwrap();
            if !bodies.is_empty() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        assert_eq!(bodies.len(), 1);
        assert!(!bodies[0].contains(link.trim_start_matches("/link/")));
    }
}

#[tokio::test]
async fn a_pay_link_shows_no_name_opens_paying_only_and_counts_its_first_click() {
    for (site, anna) in sites().await {
        let mut tx = site.app.db.begin_debtor(&anna.debtor, now()).await.unwrap();
        sqlx::query(
            "INSERT INTO notice (id, debtor_id, claim_id, class, kind, channel, language, tone, recipient, subject, \
             body_text, body_html, unique_key, status, attempts, next_try_at, last_error, created_at, sent_at) \
             VALUES ('n1', $1, $2, 'approach', 'before_due', 'sms', 'nl', '', '06', '', '', '', 'k', 'sent', 1, 0, '', 0, $3)",
        )
        .bind(anna.debtor.as_str())
        .bind(anna.upcoming.as_str())
        .bind(now().as_millisecond() - 86_400_000)
        .execute(&mut *tx.tx)
        .await
        .unwrap();
        let notice = NoticeId("n1".into());
        let new = NewLink {
            purpose: Purpose::Pay,
            notice_id: Some(&notice),
            claim_id: Some(&anna.upcoming),
            life_ms: 86_400_000,
        };
        let path = format!("/link/{}", link::create(&mut tx, &new).await.unwrap());
        tx.commit().await.unwrap();
        let page = site.get(&path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("84,20") && page.body.contains("Waterland Energie"));
        assert!(!page.body.contains("Vries") && !page.body.contains(&anna.reference));
        for _ in 0..2 {
            let answer = site.post(&path, &[]).await;
            assert_eq!(answer.location, format!("/pay?claim={}", anna.upcoming));
        }
        let refused = site.post("/sign-out-everywhere", &[]).await;
        assert!(refused.location.starts_with("/sign-in?why=more"), "a pay link opens paying only");
        let row: (i64, String) = sqlx::query_as(
            "SELECT COUNT(*), MAX(s.notice_id) FROM session s WHERE s.assurance = 'pay_link' AND s.debtor_id = $1",
        )
        .bind(anna.debtor.as_str())
        .fetch_one(site.app.db.read())
        .await
        .unwrap();
        assert_eq!(row, (2, "n1".into()));
        let code = access_code::make(&site.app.db, &anna.debtor, now()).await.unwrap();
        sign_in(&site, &anna.reference, &code).await;
        let led: Option<String> = sqlx::query_scalar("SELECT notice_id FROM session WHERE assurance = 'letter_code'")
            .fetch_one(site.app.db.read())
            .await
            .unwrap();
        assert_eq!(led.as_deref(), Some("n1"), "who then signs in further was still led here by that message");
        let clicks: Vec<(i64, String)> =
            sqlx::query_as("SELECT days, channel FROM signal WHERE kind = 'notice_clicked'")
                .fetch_all(site.app.db.read())
                .await
                .unwrap();
        assert_eq!(clicks, [(1, "sms".to_owned())], "one click of one message, a day after it was sent");
    }
}

#[tokio::test]
async fn a_session_ends_idle_in_the_end_and_everywhere() {
    for (site, anna) in sites().await {
        let code = access_code::make(&site.app.db, &anna.debtor, now()).await.unwrap();
        sign_in(&site, &anna.reference, &code).await;
        site.wait(DEBTOR_IDLE_MS / 60_000 - 1);
        assert!(inside(&site).await, "a request moves the idle limit on");
        site.wait(DEBTOR_IDLE_MS / 60_000 - 2);
        assert!(inside(&site).await);
        site.wait(DEBTOR_IDLE_MS / 60_000 + 2);
        assert!(!inside(&site).await, "idle");
        sign_in(&site, &anna.reference, &code).await;
        for _ in 0..36 {
            assert!(inside(&site).await);
            site.wait(20);
        }
        assert!(!inside(&site).await, "twelve hours are the end");

        let (phone, laptop, stranger) = (site.other_browser(), site.other_browser(), site.other_browser());
        let bas = sample_debtor(&site.app.db, "Bas").await.unwrap();
        let other_code = access_code::make(&site.app.db, &bas.debtor, now()).await.unwrap();
        sign_in(&phone, &anna.reference, &code).await;
        sign_in(&laptop, &anna.reference, &code).await;
        sign_in(&stranger, &bas.reference, &other_code).await;
        assert_eq!(phone.post("/sign-out-everywhere", &[]).await.location, "/sign-in?why=out");
        assert!(!inside(&phone).await && !inside(&laptop).await);
        assert!(inside(&stranger).await);
    }
}

#[tokio::test]
async fn signing_in_ends_the_session_this_browser_had_and_signing_out_ends_it_on_the_server() {
    for (site, anna) in sites().await {
        let code = access_code::make(&site.app.db, &anna.debtor, now()).await.unwrap();
        sign_in(&site, &anna.reference, &code).await;
        let first = site.cookie();
        sign_in(&site, &anna.reference, &code).await;
        let second = site.cookie();
        assert_ne!(first, second);
        assert_eq!(site.post("/sign-out", &[]).await.location, "/sign-in?why=out");
        for stolen in [first, second] {
            let token = stolen.split_once('=').unwrap().1;
            let hash = crate::new_id::token_hash(token);
            let live = session::find_live(&site.app.db, &hash, now().as_millisecond(), DEBTOR_IDLE_MS).await.unwrap();
            assert!(live.is_none());
        }
    }
}

#[tokio::test]
async fn cookies_over_https_are_bound_to_the_host() {
    for test in databases().await {
        let anna = sample_debtor(&test.db, "Anna").await.unwrap();
        let code = access_code::make(&test.db, &anna.debtor, now()).await.unwrap();
        let config = Config { public_url: "https://portal.example".into(), ..Config::defaults() };
        let site = Site::with(&test.db, config).await;
        let answer = sign_in(&site, &anna.reference, &code).await;
        let line = answer.set_cookies.iter().find(|line| line.starts_with("__Host-effen=")).expect("a session cookie");
        for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(line.split("; ").any(|part| part == attribute), "{attribute} in {line}");
        }
        assert!(!line.contains("Domain"));
        let stored: Vec<String> =
            sqlx::query_scalar("SELECT token_hash FROM session").fetch_all(test.db.read()).await.unwrap();
        assert!(stored.iter().all(|hash| !line.contains(hash.as_str())), "only a hash is stored");
    }
}

#[tokio::test]
async fn writes_from_another_site_are_refused() {
    let test = databases().await.remove(0);
    let site = Site::new(&test.db).await;
    for path in ["/sign-in", "/sign-in/mail", "/sign-out", "/sign-out-everywhere", "/link/x", "/demo/sign-in"] {
        for (name, value) in
            [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example")]
        {
            let request = Request::post(path)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(header::HOST, "127.0.0.1:8080")
                .header(name, value)
                .body(Body::empty())
                .unwrap();
            assert_eq!(site.send(request).await.status, StatusCode::FORBIDDEN, "{path} {name}");
        }
    }
}

#[tokio::test]
async fn after_signing_in_one_goes_on_to_a_page_of_ours_only() {
    let test = databases().await.remove(0);
    let anna = sample_debtor(&test.db, "Anna").await.unwrap();
    let code = access_code::make(&test.db, &anna.debtor, now()).await.unwrap();
    let site = Site::new(&test.db).await;
    for (asked, given) in
        [("/plan?x=1", "/plan?x=1"), ("//evil.example", "/overview"), ("https://evil.example/", "/overview")]
    {
        let fields = [("reference", anna.reference.as_str()), ("code", code.as_str()), ("next", asked)];
        assert_eq!(site.post("/sign-in", &fields).await.location, given);
    }
    assert_eq!(site.get("/language/fr?to=//evil.example").await.location, "/");
    let answer = site.get("/language/fr?to=/sign-in").await;
    assert_eq!(answer.location, "/sign-in");
    assert!(site.get("/sign-in").await.body.contains("Se connecter"));
}

#[tokio::test]
async fn the_demonstration_has_its_doors_and_nobody_else_has() {
    for test in databases().await {
        let anna = sample_debtor(&test.db, "Anna").await.unwrap();
        let people = format!(r#"[{{"reference":"{}","label":"Anna"}}]"#, anna.reference);
        let mut tx = test.db.begin().await.unwrap();
        sqlx::query("INSERT INTO setting (key, value) VALUES ('demo_people', $1)")
            .bind(people)
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let real = Site::new(&test.db).await;
        for path in ["/demo", "/demo/outbox"] {
            assert_eq!(real.get(path).await.status, StatusCode::NOT_FOUND);
        }
        let enter = [("reference", anna.reference.as_str())];
        assert_eq!(real.post("/demo/sign-in", &enter).await.status, StatusCode::NOT_FOUND);
        let mut tx = test.db.begin().await.unwrap();
        sqlx::query("INSERT INTO setting (key, value) VALUES ('demo', '1')").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        let open = Config { listen: "0.0.0.0:8080".parse().unwrap(), ..Config::defaults() };
        let lan = Site::with(&test.db, open).await;
        assert_eq!(lan.get("/demo").await.status, StatusCode::NOT_FOUND, "not for the whole network");
        assert_eq!(lan.post("/demo/sign-in", &enter).await.status, StatusCode::NOT_FOUND);
        let demo = Site::new(&test.db).await;
        assert!(demo.get("/demo").await.body.contains("Anna"));
        assert_eq!(demo.post("/demo/sign-in", &[("reference", "EF-OTHER")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(demo.post("/demo/sign-in", &enter).await.location, "/overview");
        assert!(inside(&demo).await);
        mailed_link(&demo, &anna.reference).await;
        let page = demo.get("/demo/outbox").await;
        assert!(page.body.contains("href=\"http://127.0.0.1:8080/link/"), "links can be followed");
    }
}
