//! A site with a debtor who is signed in with the letter's code, and people who help.

use crate::db::access_code;
use crate::mail::outbox;
use crate::testing::sample::{Sample, now, sample_debtor};
use crate::testing::site::Site;
use crate::testing::{TestDb, databases};
use axum::http::StatusCode;
use std::time::Duration;

/// See the module.
pub struct World {
    /// The debtor's browser.
    pub anna: Site,
    /// Who that is.
    pub sample: Sample,
    /// Its database.
    pub test: TestDb,
}

/// One world for each engine.
pub async fn worlds() -> Vec<World> {
    let mut all = Vec::new();
    for test in databases().await {
        let sample = sample_debtor(&test.db, "Anna").await.unwrap();
        let anna = Site::new(&test.db).await;
        enter(&anna, &sample).await;
        all.push(World { anna, sample, test });
    }
    all
}

/// Signs a browser in with the code of a letter.
pub async fn enter(browser: &Site, sample: &Sample) {
    let code = access_code::make(&browser.app.db, &sample.debtor, now()).await.unwrap();
    let fields = [("reference", sample.reference.as_str()), ("code", &code), ("next", "")];
    assert_eq!(browser.post("/sign-in", &fields).await.location, "/overview");
}

/// Gives access to `to`, and gives its id.
pub async fn give(browser: &Site, to: &str, scopes: &[&str], ends_on: &str) -> String {
    let mut fields =
        vec![("key", to), ("kind", "counsellor"), ("name", "Els Brug"), ("organisation", "De Brug"), ("email", to)];
    fields.extend(scopes.iter().map(|scope| ("scope", *scope)));
    fields.push(("ends_on", ends_on));
    let answer = browser.post("/helpers/give", &fields).await;
    assert_eq!(answer.location, "/helpers?done=given", "{}", answer.body);
    id_of(browser, to).await
}

/// The id of the latest access of somebody.
pub async fn id_of(browser: &Site, to: &str) -> String {
    sqlx::query_scalar(
        "SELECT a.id FROM helper_access a JOIN helper h ON h.id = a.helper_id WHERE h.email = $1 \
         ORDER BY a.given_at DESC, a.id DESC LIMIT 1",
    )
    .bind(to.to_owned())
    .fetch_one(browser.app.db.read())
    .await
    .unwrap()
}

/// How many mails with a link came to an address.
pub async fn mails_to(site: &Site, to: &str) -> Vec<String> {
    let mails = outbox::list(&site.app.config, 200).await.unwrap();
    let own = mails.into_iter().filter(|mail| mail.to == to);
    own.filter_map(|mail| {
        let start = mail.text.find("/link/")?;
        Some(mail.text[start..].split_whitespace().next()?.to_owned())
    })
    .collect()
}

/// Waits for mail number `count` to an address; its link.
pub async fn link_to(site: &Site, to: &str, count: usize) -> String {
    for _ in 0..200 {
        let links = mails_to(site, to).await;
        if links.len() >= count {
            return links[0].clone();
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("no mail came to {to}");
}

/// A browser in which the invitation to an access was accepted.
pub async fn accept(site: &Site, to: &str) -> Site {
    let (link, helper) = (link_to(site, to, 1).await, site.other_browser());
    let answer = helper.post(&link, &[]).await;
    assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/helping"));
    helper
}

/// A helper of the world's debtor, and the id of their access.
pub async fn helper(world: &World, to: &str, scopes: &[&str]) -> (Site, String) {
    let id = give(&world.anna, to, scopes, "2026-11-12").await;
    (accept(&world.anna, to).await, id)
}

/// A number from the database.
pub async fn count(site: &Site, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(site.app.db.read()).await.unwrap()
}

/// Changes the database behind everybody's back.
pub async fn execute(site: &Site, sql: String) {
    let mut tx = site.app.db.begin().await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// The first value of a hidden field in a page.
pub fn field(body: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let rest = body.split(&start).nth(1).unwrap_or_else(|| panic!("no field {name}"));
    rest.split('"').next().unwrap().to_owned()
}
