//! Sign-in of agents.

use super::console_sign_in::PASSWORD_BY_AGENT_AND_SOURCE;
use crate::db::agent;
use crate::error::Error;
use crate::hashing::hash_now;
use crate::testing::databases;
use crate::testing::site::{Answer, Site};
use axum::http::StatusCode;

const PASSWORD: &str = "a long password";

async fn enter(site: &Site, email: &str, password: &str) -> Answer {
    site.post("/console/sign-in", &[("email", email), ("password", password), ("next", "/console/x")]).await
}

#[tokio::test]
async fn an_agent_signs_in_until_disabled_or_given_a_new_password() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let hash = hash_now(PASSWORD).unwrap();
        agent::create(&test.db, "Ada@Effen.example", "Ada", "admin", &hash, 0).await.unwrap();
        assert!(matches!(
            agent::create(&test.db, "ada@effen.example", "Ada", "admin", &hash, 0).await,
            Err(Error::Refused(_))
        ));
        assert!(agent::create(&test.db, "b@effen.example", "B", "boss", &hash, 0).await.is_err());
        assert_eq!(enter(&site, "ADA@effen.example", PASSWORD).await.location, "/console/x");
        let cookies = site.cookie();
        let own = cookies.split("; ").find_map(|cookie| cookie.strip_prefix("effen-agent=")).unwrap();
        let token = crate::new_id::token_hash(own);
        let live = || crate::db::session::find_live(&test.db, &token, site.app.now_ms(), 60_000);
        assert!(live().await.unwrap().is_some());
        agent::update_password(&test.db, "ada@effen.example", &hash_now("another password").unwrap(), 1).await.unwrap();
        assert!(live().await.unwrap().is_none(), "a new password ends the sessions");
        assert_eq!(enter(&site, "ada@effen.example", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(enter(&site, "ada@effen.example", "another password").await.status, StatusCode::SEE_OTHER);
        agent::disable(&test.db, "ada@effen.example", 2).await.unwrap();
        let gone = site.other_browser();
        assert_eq!(
            enter(&gone, "ada@effen.example", "another password").await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert!(matches!(agent::disable(&test.db, "nobody@effen.example", 2).await, Err(Error::NotFound(_))));
    }
}

#[tokio::test]
async fn an_unknown_agent_gets_the_same_answer_and_guessing_is_slowed_down() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        agent::create(&test.db, "ada@effen.example", "Ada", "agent", &hash_now(PASSWORD).unwrap(), 0).await.unwrap();
        for _ in 0..=PASSWORD_BY_AGENT_AND_SOURCE.count_max {
            let (known, unknown) =
                (enter(&site, "ada@effen.example", "wrong").await, enter(&site, "eve@effen.example", "wrong").await);
            assert_eq!(known.status, unknown.status);
            assert_eq!(known.body.len(), unknown.body.len());
            assert!(!known.body.contains("wrong\""), "a password is not sent back");
        }
        assert_eq!(enter(&site, "ada@effen.example", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
    }
}

#[tokio::test]
async fn agents_stay_inside_the_console_after_signing_in() {
    let test = databases().await.remove(0);
    let site = Site::new(&test.db).await;
    agent::create(&test.db, "ada@effen.example", "Ada", "agent", &hash_now(PASSWORD).unwrap(), 0).await.unwrap();
    for next in ["", "/overview", "//evil.example/console"] {
        let fields = [("email", "ada@effen.example"), ("password", PASSWORD), ("next", next)];
        assert_eq!(site.post("/console/sign-in", &fields).await.location, "/console");
    }
}
