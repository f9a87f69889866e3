//! What somebody typed is not lost with their session, and nobody else ever sees it.

use super::session::DEBTOR_IDLE_MS;
use crate::db::access_code;
use crate::db::draft::{self, Draft};
use crate::testing::databases;
use crate::testing::sample::{now, sample_debtor, sign_in};
use crate::testing::site::Site;
use axum::http::StatusCode;

const TYPED: [(&str, &str); 4] =
    [("key", "once"), ("body", "Ik betaal liever € 20 & later"), ("claim", "1"), ("claim", "2")];

async fn enter(site: &Site, reference: &str, code: &str) {
    let answer = site.post("/sign-in", &[("reference", reference), ("code", code)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_was_typed_comes_back_to_its_owner_alone_and_once() {
    for test in databases().await {
        let (anna, bas) =
            (sample_debtor(&test.db, "Anna").await.unwrap(), sample_debtor(&test.db, "Bas").await.unwrap());
        let code = access_code::make(&test.db, &anna.debtor, now()).await.unwrap();
        let site = Site::new(&test.db).await;
        enter(&site, &anna.reference, &code).await;
        site.wait(DEBTOR_IDLE_MS / 60_000 + 1);
        let answer = site.post_from("/plan/agree", "/plan?claim=1", &TYPED).await;
        assert_eq!(answer.location, "/sign-in?why=kept&next=%2Fplan%3Fclaim%3D1");
        let page = site.get(&answer.location).await;
        assert!(page.body.contains("value=\"/plan?claim=1\""), "signing in leads back to the form");
        let mail = site.post("/sign-in/mail", &[("who", ""), ("next", "/plan?claim=1")]).await;
        assert!(mail.body.contains("value=\"/plan?claim=1\""), "also after a mistake");
        let at = site.app.now();
        let find = |debtor, path| draft::find(&test.db, debtor, path, at);
        assert_eq!(find(&bas.debtor, "/plan").await.unwrap(), None, "not somebody else's");
        assert_eq!(find(&anna.debtor, "/pay").await.unwrap(), None, "not on another page");
        let fields = [("reference", anna.reference.as_str()), ("code", code.as_str()), ("next", "/plan?claim=1")];
        let answer = site.post("/sign-in", &fields).await;
        assert_eq!(answer.location, "/resume?to=%2Fplan%3Fclaim%3D1");
        let page = site.get(&answer.location).await;
        assert!(page.body.contains("action=\"/plan/agree\"") && page.body.contains("liever € 20 &amp; later"));
        for (name, value) in TYPED {
            let input = format!("name=\"{name}\" value=\"{}\"", value.replace('&', "&amp;"));
            assert!(page.body.contains(&input), "{input}");
        }
        assert_eq!(site.get(&answer.location).await.status, StatusCode::OK, "looking twice does no harm");
        site.post_from("/plan/agree", &answer.location, &TYPED).await;
        assert_eq!(find(&anna.debtor, "/plan").await.unwrap(), None, "sent on, it is a draft no longer");
        assert_eq!(site.get(&answer.location).await.location, "/plan?claim=1");
    }
}

#[tokio::test]
async fn a_session_that_ends_on_the_way_back_loses_nothing_either() {
    let test = databases().await.remove(0);
    let anna = sample_debtor(&test.db, "Anna").await.unwrap();
    let code = access_code::make(&test.db, &anna.debtor, now()).await.unwrap();
    let site = Site::new(&test.db).await;
    enter(&site, &anna.reference, &code).await;
    site.wait(DEBTOR_IDLE_MS / 60_000 + 1);
    let answer = site.post_from("/plan/agree", "/resume?to=%2Fplan%3Fclaim%3D1", &TYPED).await;
    assert_eq!(answer.location, "/sign-in?why=kept&next=%2Fplan%3Fclaim%3D1");
    let kept = draft::take(&test.db, &anna.debtor, "/plan", site.app.now()).await.unwrap().expect("kept");
    assert_eq!(kept["body"], TYPED[1].1);
    assert_eq!(draft::take(&test.db, &anna.debtor, "/plan", site.app.now()).await.unwrap(), None, "given back once");
}

#[tokio::test]
async fn without_a_session_of_ones_own_nothing_is_kept() {
    for test in databases().await {
        let anna = sample_debtor(&test.db, "Anna").await.unwrap();
        let site = Site::new(&test.db).await;
        site.post_from("/plan/agree", "/plan", &TYPED).await;
        let live = sign_in(&site.app, &anna.debtor, "email_link", None).await.unwrap();
        assert!(live.starts_with("effen="));
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM draft").fetch_one(test.db.read()).await.unwrap();
        assert_eq!(count, 0);
    }
}

#[tokio::test]
async fn drafts_are_few_and_do_not_stay() {
    for test in databases().await {
        let anna = sample_debtor(&test.db, "Anna").await.unwrap();
        let draft = |path: &str| Draft { path: path.to_owned(), action: "/x".into(), fields: Vec::new() };
        for number in 0..15 {
            draft::create(&test.db, anna.debtor.as_str(), &draft(&format!("/p{number}")), now()).await.unwrap();
        }
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM draft").fetch_one(test.db.read()).await.unwrap();
        assert_eq!(count, 10);
        let later = now() + jiff::SignedDuration::from_hours(25);
        assert_eq!(draft::take(&test.db, &anna.debtor, "/p14", later).await.unwrap(), None);
        draft::create(&test.db, anna.debtor.as_str(), &draft("/new"), later).await.unwrap();
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM draft").fetch_one(test.db.read()).await.unwrap();
        assert_eq!(count, 1, "old ones are swept");
    }
}
