//! Every scope is refused without it, and whatever was ended or has passed opens nothing.

use super::world::{World, accept, count, enter, execute, field, give, helper, link_to, mails_to, worlds};
use crate::testing::sample::sample_debtor;
use crate::testing::site::Site;
use axum::http::StatusCode;

const ALL: [&str; 4] = ["see", "talk", "plan", "pause"];

/// The fields of a form.
type Fields = Vec<(&'static str, &'static str)>;

/// Every address about a file: what it needs, and what is sent (`None`: it is looked at).
fn addresses(id: &str, claim: &str) -> Vec<(&'static str, String, Option<Fields>)> {
    let at = |page: &str| format!("/helping/{id}{page}");
    vec![
        ("see", at(""), None),
        ("see", at(&format!("/invoice/{claim}")), None),
        ("talk", at("/talk"), None),
        ("talk", at("/talk"), Some(vec![("id", "0190abcd-0001"), ("body", "Goedendag")])),
        ("plan", at("/plan"), None),
        ("plan", at("/plan"), Some(vec![("key", "k"), ("quote", "none")])),
        ("pause", at("/pause"), None),
        ("pause", at("/pause"), Some(vec![("key", "k"), ("kind", "pause")])),
    ]
}

async fn walk(browser: &Site, path: &str, fields: Option<&[(&str, &str)]>) -> crate::testing::site::Answer {
    match fields {
        None => browser.get(path).await,
        Some(fields) => browser.post(path, fields).await,
    }
}

async fn written(site: &Site) -> i64 {
    let messages = count(site, "SELECT COUNT(*) FROM message").await;
    let proposals = count(site, "SELECT COUNT(*) FROM plan_proposal").await;
    messages + proposals + count(site, "SELECT COUNT(*) FROM reply").await
}

#[tokio::test]
async fn every_scope_is_refused_with_its_reason_without_it_and_opens_with_it() {
    for world in worlds().await {
        for scope in ALL {
            let (helper, id) = helper(&world, &format!("{scope}@help.example"), &[scope]).await;
            for (needs, path, fields) in addresses(&id, world.sample.late.as_str()) {
                let given = needs == scope || (scope == "plan" && needs == "see");
                let before = written(&helper).await;
                let answer = walk(&helper, &path, fields.as_deref()).await;
                if given {
                    assert_ne!(answer.status, StatusCode::FORBIDDEN, "{scope} opens {path}");
                } else {
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{scope} does not open {path}");
                    assert!(answer.body.contains("Anna de Vries heeft u dit niet gegeven"), "{path} says why");
                    assert!(!answer.body.contains('€'), "{path} tells no amount");
                    assert_eq!(written(&helper).await, before, "{path} wrote something");
                }
            }
        }
    }
}

#[tokio::test]
async fn an_ended_access_opens_nothing_at_once_and_another_debtors_goes_on() {
    for world in worlds().await {
        let bas_sample = sample_debtor(&world.test.db, "Bas").await.unwrap();
        let bas = world.anna.other_browser();
        enter(&bas, &bas_sample).await;
        let (helper, of_anna) = helper(&world, "els@help.example", &ALL).await;
        let of_bas = give(&bas, "els@help.example", &["see"], "2026-05-12").await;
        let answer = helper.post(&link_to(&bas, "els@help.example", 2).await, &[]).await;
        assert_eq!(answer.location, "/helping");
        let home = helper.get("/helping").await.body;
        assert!(home.contains("Anna de Vries") && home.contains("Bas de Vries"), "whom they help");
        assert_eq!(helper.get(&format!("/helping/{of_anna}")).await.status, StatusCode::OK);

        world.anna.post(&format!("/helpers/end/{of_anna}"), &[("key", "e")]).await;
        let before = written(&helper).await;
        for (_, path, fields) in addresses(&of_anna, world.sample.late.as_str()) {
            let answer = walk(&helper, &path, fields.as_deref()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            assert!(answer.body.contains("is gestopt") && !answer.body.contains('€'), "{path}");
        }
        assert_eq!(written(&helper).await, before);
        assert!(!helper.get("/helping").await.body.contains("Anna"), "not listed any more");
        assert_eq!(helper.get(&format!("/helping/{of_bas}")).await.status, StatusCode::OK, "Bas's goes on");
        let theirs = format!("/helping/{of_bas}/invoice/{}", world.sample.late);
        assert_eq!(helper.get(&theirs).await.status, StatusCode::NOT_FOUND, "an invoice of another file");

        bas.post(&format!("/helpers/end/{of_bas}"), &[("key", "e")]).await;
        let out = helper.get(&format!("/helping/{of_bas}")).await;
        assert!(out.location.starts_with("/sign-in"), "with the last access the session ends: {}", out.status);
        world.anna.post("/sign-in/mail", &[("who", "els@help.example")]).await;
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        assert_eq!(mails_to(&world.anna, "els@help.example").await.len(), 2, "and no link goes out to nothing");
    }
}

#[tokio::test]
async fn the_day_after_the_last_an_access_opens_nothing() {
    for world in worlds().await {
        let today = give(&world.anna, "els@help.example", &["see"], "2026-05-12").await;
        let helper = accept(&world.anna, "els@help.example").await;
        assert_eq!(helper.get(&format!("/helping/{today}")).await.status, StatusCode::OK, "the last day counts");
        execute(&helper, "UPDATE helper_session SET seen_at = 9000000000000, ends_at = 9000000000000".into()).await;
        world.anna.wait(24 * 60);
        for (_, path, fields) in addresses(&today, world.sample.late.as_str()) {
            let answer = walk(&helper, &path, fields.as_deref()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            assert!(answer.body.contains("liep tot en met") && !answer.body.contains('€'), "{path}");
        }
        assert!(helper.get("/helping").await.body.contains("van niemand toegang"));
    }
}

#[tokio::test]
async fn nobody_opens_an_access_that_is_not_theirs_and_a_helper_is_no_debtor() {
    for world in worlds().await {
        let (_, id) = helper(&world, "els@help.example", &ALL).await;
        let (other, _) = helper(&world, "jan@help.example", &ALL).await;
        for (_, path, fields) in addresses(&id, world.sample.late.as_str()) {
            assert_eq!(walk(&other, &path, fields.as_deref()).await.status, StatusCode::NOT_FOUND, "{path}");
            let stranger = world.anna.other_browser();
            let answer = walk(&stranger, &path, fields.as_deref()).await;
            assert!(answer.location.starts_with("/sign-in"), "{path}");
            let debtor = walk(&world.anna, &path, fields.as_deref()).await;
            assert!(debtor.location.starts_with("/sign-in"), "{path}: a debtor is no helper");
        }
        for path in
            ["/overview", "/pay", "/profile", "/plan/budget", "/plan/debit", "/helpers", "/helpers/give", "/inbox"]
        {
            assert!(other.get(path).await.location.starts_with("/sign-in"), "{path} is the debtor's own");
        }
        assert_eq!(other.post(&format!("/helping/{id}/enter"), &[("key", "k")]).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_helper_never_meets_what_they_do_not_need() {
    for world in worlds().await {
        let fields = [
            ("key", "b"),
            ("income", "1.850,00"),
            ("fixed", "1100"),
            ("living", "600"),
            ("adults", "1"),
            ("children", "0"),
        ];
        assert_eq!(world.anna.post("/plan/budget", &fields).await.location, "/plan/budget");
        execute(&world.anna, "UPDATE debtor SET persona = 'tamara'".into()).await;
        let (helper, id) = helper(&world, "els@help.example", &ALL).await;
        let (_, _) = super::world::helper(&world, "jan@help.example", &["see"]).await;
        for page in ["", "/talk", "/plan", "/pause", &format!("/invoice/{}", world.sample.late)] {
            let body = helper.get(&format!("/helping/{id}{page}")).await.body;
            assert!(body.contains("U ziet het dossier van Anna de Vries als schuldhulpverlener"), "{page}");
            let hidden =
                ["tamara", "anna@example.com", "06 12345678", "Kerkstraat", "jan@help", "/pay", "/profile", "budget"];
            for word in hidden {
                assert!(!body.to_lowercase().contains(&word.to_lowercase()), "{page} holds '{word}'");
            }
        }
        let with = helper.get(&format!("/helping/{id}/plan")).await.body;
        world.anna.post("/plan/budget/forget", &[("key", "f")]).await;
        let without = helper.get(&format!("/helping/{id}/plan")).await.body;
        assert_eq!(field(&with, "quote"), field(&without, "quote"), "the options do not tell of a budget check");
    }
}

#[tokio::test]
async fn an_invitation_is_accepted_by_its_button_once_and_in_time() {
    for world in worlds().await {
        let id = give(&world.anna, "els@help.example", &["see"], "2026-11-12").await;
        let link = link_to(&world.anna, "els@help.example", 1).await;
        let helper = world.anna.other_browser();
        for _ in 0..3 {
            let page = helper.get(&link).await;
            assert!(page.status == StatusCode::OK && page.set_cookies.is_empty(), "looking gives nothing");
            assert!(page.body.contains("Anna de Vries vraagt uw hulp") && !page.body.contains('€'));
        }
        let accepted = "SELECT COUNT(*) FROM helper_access WHERE accepted_at IS NOT NULL";
        assert_eq!(count(&helper, accepted).await, 0);
        // Sent again: the first link is worthless.
        world.anna.post(&format!("/helpers/again/{id}"), &[("key", "a")]).await;
        let newer = link_to(&world.anna, "els@help.example", 2).await;
        let newer = if newer == link { mails_to(&world.anna, "els@help.example").await[1].clone() } else { newer };
        assert_eq!(helper.get(&link).await.status, StatusCode::GONE);
        assert_eq!(helper.post(&link, &[]).await.status, StatusCode::GONE);
        assert_eq!(helper.post(&newer, &[]).await.location, "/helping");
        assert_eq!(world.anna.other_browser().post(&newer, &[]).await.status, StatusCode::GONE, "once");
        assert_eq!(count(&helper, accepted).await, 1);
        give(&world.anna, "jan@help.example", &["see"], "2026-11-12").await;
        let late = link_to(&world.anna, "jan@help.example", 1).await;
        world.anna.wait(14 * 24 * 60 + 1);
        assert_eq!(helper.get(&late).await.status, StatusCode::GONE, "two weeks");
    }
}

/// What differs between two renderings by nature, left out.
fn essence(body: &str) -> String {
    let mut text = body.to_owned();
    while let Some(start) = text.find("nonce=\"") {
        let end = text[start + 7..].find('"').unwrap() + start + 8;
        text.replace_range(start..end, "");
    }
    text
}

#[tokio::test]
async fn the_answer_of_sign_in_does_not_tell_who_helps() {
    for world in worlds().await {
        let (_, id) = helper(&world, "els@help.example", &["see"]).await;
        let ask = async |who: &str| world.anna.other_browser().post("/sign-in/mail", &[("who", who)]).await;
        let (known, unknown) = (ask("Els@help.example").await, ask("els@nowhere.example").await);
        assert_eq!(known.status, unknown.status);
        assert_eq!(essence(&known.body), essence(&unknown.body));
        let link = link_to(&world.anna, "els@help.example", 2).await;
        let browser = world.anna.other_browser();
        assert_eq!(browser.get(&link).await.status, StatusCode::OK);
        assert_eq!(browser.post(&link, &[]).await.location, "/helping");
        assert_eq!(browser.get("/").await.location, "/helping", "signed in");
        assert_eq!(browser.get(&format!("/helping/{id}")).await.status, StatusCode::OK);
        assert_eq!(browser.post("/helping/sign-out", &[]).await.location, "/sign-in?why=out");
        assert!(browser.get("/helping").await.location.starts_with("/sign-in"));
        assert_eq!(mails_to(&world.anna, "els@nowhere.example").await.len(), 0);
        let used = "SELECT COUNT(*) FROM helper_use WHERE what = 'signed_in'";
        assert_eq!(count(&browser, used).await, 1, "and the debtor sees it");
    }
}

/// The world's debtor is a company from here on.
async fn company(world: &World) {
    execute(&world.anna, format!("UPDATE debtor SET kind = 'company' WHERE id = '{}'", world.sample.debtor)).await;
}

#[tokio::test]
async fn a_companys_colleague_has_the_companys_pages_until_the_access_ends() {
    for world in worlds().await {
        let fields = [
            ("key", "c"),
            ("kind", "colleague"),
            ("name", "Jan Kok"),
            ("organisation", ""),
            ("email", "jan@firma.example"),
            ("ends_on", "2026-11-12"),
        ];
        let person = world.anna.post("/helpers/give", &fields).await;
        assert_eq!(person.status, StatusCode::UNPROCESSABLE_ENTITY, "a person has no colleagues");
        company(&world).await;
        assert_eq!(world.anna.post("/helpers/give", &fields).await.location, "/helpers?done=given");
        let id = super::world::id_of(&world.anna, "jan@firma.example").await;
        let jan = accept(&world.anna, "jan@firma.example").await;
        assert_eq!(jan.post(&format!("/helping/{id}/enter"), &[("key", "e")]).await.location, "/overview");
        for path in ["/overview", "/pay", "/plan", "/chat", "/profile"] {
            assert_eq!(jan.get(path).await.status, StatusCode::OK, "{path}");
        }
        for path in ["/helpers", "/helpers/give"] {
            assert_eq!(jan.get(path).await.status, StatusCode::FORBIDDEN, "{path}: nobody gives it on");
        }
        let end = jan.post(&format!("/helpers/end/{id}"), &[("key", "e")]).await;
        assert_eq!(end.status, StatusCode::FORBIDDEN);
        jan.post("/chat/send", &[("id", "0190abcd-0007"), ("body", "Namens de firma")]).await;
        let chat = world.anna.get("/chat").await.body;
        assert!(
            chat.contains("Namens de firma") && chat.contains("Jan Kok"),
            "one conversation, and who wrote is named"
        );
        let wrote = "SELECT COUNT(*) FROM helper_use WHERE what = 'wrote'";
        assert_eq!(count(&jan, wrote).await, 1, "and who wrote is known");

        world.anna.post(&format!("/helpers/end/{id}"), &[("key", "x")]).await;
        assert!(jan.get("/overview").await.location.starts_with("/sign-in"), "put out at once");
        let revoked = "SELECT COUNT(*) FROM session WHERE access_id IS NOT NULL AND revoked_at IS NOT NULL";
        assert_eq!(count(&jan, revoked).await, 1, "so that sockets are cut off as well");
        assert_eq!(world.anna.get("/overview").await.status, StatusCode::OK, "nobody else is");
    }
}
