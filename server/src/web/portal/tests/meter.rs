//! The cost meter's form, as it answers without JavaScript, and what it hands to the island.

use super::{Browser, two};
use axum::http::StatusCode;
use effen::dates::{add_days, long_near};
use effen::kinds::Lang;
use effen::limitation::LimitationKind;
use effen::meter::METER_DAYS_MAX;

#[tokio::test]
async fn a_day_is_answered_and_one_that_cannot_be_asked_about_is_said_beside_the_field() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        let browser: Browser = browser.speaking("nl");
        let (today, last) = (app.today(), add_days(app.today(), METER_DAYS_MAX));
        let one = format!("/invoice/{}/costs", anna.with_costs);
        for path in ["/costs", &one] {
            let first = browser.get(path).await;
            assert_eq!(first.status, StatusCode::OK);
            assert!(first.body.contains("<leptos-island"), "{path}");
            for day in [today, add_days(today, 1), last] {
                let answer = browser.get(&format!("{path}?on={day}")).await;
                assert_eq!(answer.status, StatusCode::OK, "{day}");
                let said = format!("Op {} betaalt u", long_near(day, today, Lang::Nl));
                // Once for everything, and once for each claim.
                assert!(answer.body.matches(&said).count() >= 2, "{path} {day}");
                assert!(!answer.body.contains("aria-invalid"));
            }
            let words = format!("Kies een dag van vandaag tot en met {}.", long_near(last, today, Lang::Nl));
            let wrong =
                [String::new(), "morgen".to_owned(), add_days(today, -1).to_string(), add_days(last, 1).to_string()];
            for typed in wrong {
                let answer = browser.get(&format!("{path}?on={typed}")).await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
                let shown =
                    answer.body.split("data-props").map(|part| part.split_once('>').map_or(part, |(_, rest)| rest));
                assert!(shown.collect::<String>().contains(&words), "{typed}");
                assert!(answer.body.contains("aria-invalid=\"true\""));
                assert!(
                    answer.body.contains(&format!("value=\"{typed}\"")) || typed.is_empty(),
                    "what was typed stays"
                );
                assert!(!answer.body.contains("betaalt u €"), "no figure stands beside it");
            }
        }
    }
}

#[tokio::test]
async fn what_leans_on_a_table_that_ended_says_so_on_the_warning_too() {
    let test = &crate::testing::databases().await[0];
    let (app, _, anna, _) = two(test).await;
    let file = crate::db::overview::find(&app.db, &anna.debtor, app.now_ms()).await.unwrap();
    let claim = file.claims.iter().find(|claim| claim.id == anna.late).unwrap();
    let known_until = effen::limitation::table(file.head.country).known_until;
    let age = |today| crate::web::portal::plan_view::limitation_age(&file, claim, today).unwrap();
    assert_eq!(age(known_until).doubt, None);
    assert_eq!(age(add_days(known_until, 1)).doubt.map(|doubt| doubt.known_until), Some(known_until));
    assert_eq!(claim.rules.terms.limitation_warned(file.head.party), LimitationKind::ConsumerPurchase);
}
