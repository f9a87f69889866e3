//! Giving, changing and ending access, as the debtor does it.

use crate::testing::sample;
use crate::web::helping::tests::world::{count, give, helper, worlds};
use crate::web::portal::tests::Browser;
use axum::http::StatusCode;

const FORM: [(&str, &str); 6] = [
    ("kind", "administrator"),
    ("name", "Els Brug"),
    ("organisation", "De Brug"),
    ("email", "els@help.example"),
    ("scope", "see"),
    ("ends_on", "2026-11-12"),
];

fn form<'a>(key: &'a str, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let changed = |name: &str| changes.iter().any(|(other, _)| *other == name);
    let mut fields = vec![("key", key)];
    fields.extend(FORM.iter().copied().filter(|(name, _)| !changed(name)));
    fields.extend(changes.iter().copied());
    fields
}

#[tokio::test]
async fn giving_and_changing_need_the_letters_code_and_ending_does_not() {
    for world in worlds().await {
        let app = &world.anna.app;
        let weak = Browser::of(app, &world.sample.debtor).await;
        assert_eq!(weak.get("/helpers").await.status, StatusCode::OK);
        assert_eq!(weak.get("/helpers/give").await.status, StatusCode::OK);
        let asked = weak.post("/helpers/give", &form("1", &[])).await;
        assert!(asked.location.starts_with("/sign-in?why=code"), "{}", asked.location);
        let id = give(&world.anna, "els@help.example", &["see"], "2026-11-12").await;
        let change = [("key", "c"), ("scope", "talk"), ("ends_on", "2026-06-01")];
        let asked = weak.post(&format!("/helpers/change/{id}"), &change).await;
        assert!(asked.location.starts_with("/sign-in?why=code"), "{}", asked.location);
        assert_eq!(weak.post(&format!("/helpers/end/{id}"), &[("key", "e")]).await.location, "/helpers?done=ended");
        let paid = Browser::with(app, &world.sample.debtor, "pay_link").await;
        assert!(paid.get("/helpers").await.location.starts_with("/sign-in"), "a pay link opens none of it");
    }
}

#[tokio::test]
async fn what_is_wrong_is_named_and_what_was_typed_stays() {
    let world = worlds().await.remove(0);
    let wrong = [("name", "Zie http://x"), ("email", "geen adres"), ("scope", "alles"), ("ends_on", "2029-01-01")];
    let answer = world.anna.post("/helpers/give", &form("1", &wrong)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["name", "email", "scopes", "ends_on"] {
        assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{field} is named");
        assert!(answer.body.contains(&format!("id=\"{field}\"")), "{field} is there to go to");
    }
    assert!(answer.body.contains("geen adres") && answer.body.contains("value=\"administrator\" checked"));
    assert_eq!(count(&world.anna, "SELECT COUNT(*) FROM helper_access").await, 0);
    let blank = world.anna.get("/helpers/give").await.body;
    assert!(blank.contains("value=\"2026-11-12\""), "six months, unless chosen otherwise");
    let boxes = blank.split("type=\"checkbox\"").skip(1);
    assert!(boxes.map(|one| one.split('>').next().unwrap()).all(|one| !one.contains("checked")), "no box is ticked");
}

#[tokio::test]
async fn a_form_sent_twice_gives_once_and_the_debtor_is_told() {
    for world in worlds().await {
        for _ in 0..2 {
            assert_eq!(world.anna.post("/helpers/give", &form("1", &[])).await.location, "/helpers?done=given");
        }
        let other = world.anna.post("/helpers/give", &form("1", &[("name", "Iemand anders")])).await;
        assert_eq!(other.status, StatusCode::CONFLICT);
        let known = world.anna.post("/helpers/give", &form("2", &[])).await;
        assert_eq!(known.status, StatusCode::UNPROCESSABLE_ENTITY, "one access for one helper");
        assert_eq!(count(&world.anna, "SELECT COUNT(*) FROM helper_access").await, 1);
        let told = "SELECT COUNT(*) FROM notice WHERE kind = 'access_changed' AND recipient = 'anna@example.com' \
                    AND class = 'answer'";
        assert_eq!(count(&world.anna, told).await, 1);
        let noted =
            "SELECT COUNT(*) FROM audit WHERE action = 'access_given' AND actor = 'debtor' AND detail NOT LIKE '%Els%'";
        assert_eq!(count(&world.anna, noted).await, 1, "without a name");
    }
}

#[tokio::test]
async fn a_change_counts_from_that_moment_and_another_debtors_access_does_not_exist() {
    for world in worlds().await {
        let (els, id) = helper(&world, "els@help.example", &["see"]).await;
        assert_eq!(els.get(&format!("/helping/{id}")).await.status, StatusCode::OK);
        let change = [("key", "c"), ("scope", "talk"), ("ends_on", "2026-06-01")];
        let answer = world.anna.post(&format!("/helpers/change/{id}"), &change).await;
        assert_eq!(answer.location, "/helpers?done=changed");
        assert_eq!(els.get(&format!("/helping/{id}")).await.status, StatusCode::FORBIDDEN);
        assert_eq!(els.get(&format!("/helping/{id}/talk")).await.status, StatusCode::OK);
        let none = world.anna.post(&format!("/helpers/change/{id}"), &[("key", "d"), ("ends_on", "2026-06-01")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);

        let bas = sample::sample_debtor(&world.test.db, "Bas").await.unwrap();
        let theirs = Browser::with(&world.anna.app, &bas.debtor, "letter_code").await;
        for path in ["change", "end", "again"] {
            let answer = theirs.post(&format!("/helpers/{path}/{id}"), &change).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(els.get(&format!("/helping/{id}/talk")).await.status, StatusCode::OK);
        let page = world.anna.get("/helpers").await.body;
        assert!(page.contains("Els Brug (De Brug)") && page.contains("1 juni"));
        world.anna.post(&format!("/helpers/end/{id}"), &[("key", "e")]).await;
        let again = give_again(&world.anna).await;
        assert_ne!(again, id, "who was ended can be asked anew");
    }
}

async fn give_again(anna: &crate::testing::site::Site) -> String {
    let fields = form("again", &[]);
    assert_eq!(anna.post("/helpers/give", &fields).await.location, "/helpers?done=given");
    crate::web::helping::tests::world::id_of(anna, "els@help.example").await
}
