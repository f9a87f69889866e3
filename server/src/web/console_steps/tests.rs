//! The second step, recovery codes, the own password, and what cannot lock anybody out.

use super::CODES_BY_AGENT;
use crate::config::Config;
use crate::db::agent;
use crate::hashing::hash_now;
use crate::second_step::code_at;
use crate::testing::databases;
use crate::testing::site::{Answer, Site};
use crate::web::console_sign_in::PASSWORD_BY_AGENT;
use axum::http::StatusCode;
use effen::ids::AgentId;

const ONE_TIME: &str = "given on the first day";
const OWN: &str = "four words and a comma";
const EMAIL: &str = "ada@effen.example";

async fn hire(site: &Site) -> AgentId {
    agent::create(&site.app.db, EMAIL, "Ada Lovelace", "agent", &hash_now(ONE_TIME).unwrap(), 0).await.unwrap()
}

async fn enter(site: &Site, password: &str) -> Answer {
    site.post("/console/sign-in", &[("email", EMAIL), ("password", password)]).await
}

async fn own_password(site: &Site) -> Answer {
    enter(site, ONE_TIME).await;
    site.post("/console/sign-in/password", &[("new", OWN), ("again", OWN)]).await
}

/// What stands between two marks on a page.
fn between(page: &str, before: &str, after: &str) -> String {
    let from = page.split_once(before).unwrap_or_else(|| panic!("no {before} in {page}")).1;
    from.split(after).next().unwrap().to_owned()
}

async fn turn_on(site: &Site) -> (String, Vec<String>) {
    let page = site.post("/console/account/second-step/start", &[]).await.body;
    let secret = between(&page, "name=\"secret\" value=\"", "\"");
    assert!(page.contains("data:image/svg+xml") && page.contains("otpauth://totp/"));
    let wrong = site.post("/console/account/second-step/confirm", &[("secret", &secret), ("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(site.get("/console/account").await.body.contains("second-step/start"), "it does not count yet");
    let code = code_at(&secret, site.app.now_ms());
    let page = site.post("/console/account/second-step/confirm", &[("secret", &secret), ("code", &code)]).await;
    let codes: Vec<String> =
        page.body.split("<li><code>").skip(1).map(|part| part.split('<').next().unwrap().to_owned()).collect();
    assert_eq!(codes.len(), 10, "{}", page.body);
    (secret, codes)
}

#[tokio::test]
async fn a_one_time_password_opens_nothing_but_the_choice_of_an_own_one() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        hire(&site).await;
        enter(&site, ONE_TIME).await;
        for path in ["/console", "/console/account", "/console/debtors?q=x"] {
            assert!(site.get(path).await.location.starts_with("/console/sign-in/password"), "{path}");
        }
        let post = async |new: &'static str, again: &'static str| {
            site.post("/console/sign-in/password", &[("new", new), ("again", again)]).await
        };
        for (new, again) in [
            ("short", "short"),
            (OWN, "another one here"),
            (ONE_TIME, ONE_TIME),
            ("lovelace is my name", "lovelace is my name"),
        ] {
            let answer = post(new, again).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{new}");
            assert!(answer.body.contains("href=\"#new\""));
        }
        assert_eq!(post(OWN, OWN).await.location, "/console");
        assert_eq!(site.get("/console").await.status, StatusCode::OK);
        assert_eq!(enter(&site.other_browser(), ONE_TIME).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn the_second_step_holds_every_address_back_until_its_code_came_and_takes_each_code_once() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        hire(&site).await;
        own_password(&site).await;
        let elsewhere = site.other_browser();
        enter(&elsewhere, OWN).await;
        assert_eq!(elsewhere.get("/console").await.status, StatusCode::OK);
        let (secret, codes) = turn_on(&site).await;
        assert_eq!(site.get("/console").await.status, StatusCode::OK, "who turned it on goes on");
        assert!(elsewhere.get("/console").await.location.starts_with("/console/sign-in?"), "others begin anew");

        let other = site.other_browser();
        assert_eq!(enter(&other, OWN).await.status, StatusCode::SEE_OTHER);
        for path in ["/console", "/console/account", "/console/debtors?q=x", "/console/upload/x"] {
            assert!(other.get(path).await.location.starts_with("/console/sign-in/code"), "{path}");
        }
        assert_eq!(other.get("/console/queue.json").await.status, StatusCode::UNAUTHORIZED);
        let code = |site: &Site| code_at(&secret, site.app.now_ms());
        let used = other.post("/console/sign-in/code", &[("code", &code(&other))]).await;
        assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY, "the code that turned it on is used up");
        site.wait(1);
        let now = code(&other);
        let passed = other.post("/console/sign-in/code", &[("code", &now), ("next", "/console/cases")]).await;
        assert_eq!(passed.location, "/console/cases");
        assert_eq!(other.get("/console/cases").await.status, StatusCode::OK);

        let third = site.other_browser();
        enter(&third, OWN).await;
        assert_eq!(
            third.post("/console/sign-in/code", &[("code", &now)]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert_eq!(
            third.post("/console/sign-in/code", &[("code", &codes[3].to_lowercase())]).await.location,
            "/console"
        );
        let fourth = site.other_browser();
        enter(&fourth, OWN).await;
        assert_eq!(
            fourth.post("/console/sign-in/code", &[("code", &codes[3])]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let account = third.get("/console/account").await.body;
        assert!(account.contains("9 herstelcodes") || account.contains("9 recovery"), "one is used up");
    }
}

#[tokio::test]
async fn sessions_are_listed_and_ended_and_removing_the_step_asks_for_a_code() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        hire(&site).await;
        own_password(&site).await;
        let (secret, _) = turn_on(&site).await;
        site.wait(1);
        let other = site.other_browser();
        enter(&other, OWN).await;
        other.post("/console/sign-in/code", &[("code", &code_at(&secret, site.app.now_ms()))]).await;
        let page = site.get("/console/account").await.body;
        let id = between(&page, "name=\"session\" value=\"", "\"");
        assert_eq!(site.post("/console/account/sessions/end", &[("session", &id)]).await.status, StatusCode::SEE_OTHER);
        assert!(other.get("/console").await.location.starts_with("/console/sign-in?"));
        assert_eq!(site.get("/console").await.status, StatusCode::OK, "not this one");

        let remove = async |code: String| site.post("/console/account/second-step/remove", &[("code", &code)]).await;
        assert_eq!(remove("123".into()).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        site.wait(1);
        assert_eq!(remove(code_at(&secret, site.app.now_ms())).await.location, "/console/account?done=removed");
        let plain = site.other_browser();
        enter(&plain, OWN).await;
        assert_eq!(plain.get("/console").await.status, StatusCode::OK);
        let noted: Vec<String> =
            sqlx::query_scalar("SELECT action FROM audit ORDER BY id").fetch_all(test.db.read()).await.unwrap();
        assert_eq!(noted, ["password_changed", "second_step_on", "sessions_ended", "second_step_off"]);
    }
}

#[tokio::test]
async fn where_the_operator_asks_for_it_nobody_works_without_a_second_step() {
    let test = databases().await.remove(0);
    let site = Site::with(&test.db, Config { agents_second_step: true, ..Config::defaults() }).await;
    hire(&site).await;
    own_password(&site).await;
    assert_eq!(site.get("/console").await.location, "/console/account/second-step");
    assert_eq!(site.get("/console/account/second-step").await.status, StatusCode::OK);
    let (secret, _) = turn_on(&site).await;
    assert_eq!(site.get("/console").await.status, StatusCode::OK);
    site.wait(1);
    let code = code_at(&secret, site.app.now_ms());
    let refused = site.post("/console/account/second-step/remove", &[("code", &code)]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_swarm_of_wrong_passwords_and_codes_does_not_lock_the_agent_out_of_a_browser_they_know() {
    let test = databases().await.remove(0);
    let site = Site::new(&test.db).await;
    let id = hire(&site).await;
    own_password(&site).await;
    let (secret, _) = turn_on(&site).await;
    let now = site.app.now_ms();
    let who = crate::new_id::token_hash(EMAIL);
    for _ in 0..=PASSWORD_BY_AGENT.count_max {
        let _ = crate::db::throttle::count(&test.db, &format!("console:{who}"), PASSWORD_BY_AGENT, now).await;
    }
    for _ in 0..=CODES_BY_AGENT.count_max {
        let _ = crate::db::throttle::count(&test.db, &format!("console-code:{id}"), CODES_BY_AGENT, now).await;
    }
    assert_eq!(enter(&site.other_browser(), OWN).await.status, StatusCode::TOO_MANY_REQUESTS, "strangers wait");
    assert_eq!(enter(&site, OWN).await.status, StatusCode::SEE_OTHER, "a known browser does not");
    site.wait(1);
    let code = code_at(&secret, site.app.now_ms());
    assert_eq!(site.post("/console/sign-in/code", &[("code", &code)]).await.location, "/console");
}
