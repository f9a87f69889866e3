//! Journeys through the real router, on both engines.

use super::tests::{agent, call, text};
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::testing::{databases, sample};
use axum::http::StatusCode;

#[tokio::test]
async fn the_page_counts_the_demo_says_it_is_simulated_and_the_csv_adds_up_to_the_same() {
    for test in databases().await {
        let now = crate::clock::from_ms(1_790_000_000_000);
        crate::demo::fill(&test.db, now, crate::demo::Recipe::of(30), |_| {}).await.unwrap();
        let app = App::new(Config::defaults(), test.db.clone(), Clock::fixed(now)).await.unwrap();
        let cookie = agent(&app).await;
        let page = text(call(&app, &cookie, "/console/journeys", None).await).await;
        assert!(page.contains("Gesimuleerd.") && page.contains("id=\"steps\"") && page.contains("chart-bar"));

        let csv = text(call(&app, &cookie, "/console/journeys.csv", None).await).await;
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert!(rows.iter().all(|row| &row[13] == "simulated"));
        let sum = |step: &str, column: usize| -> u64 {
            rows.iter().filter(|row| &row[4] == step).map(|row| row[column].parse::<u64>().unwrap()).sum()
        };
        let contacts = sum("contact", 5);
        assert!(contacts > 30, "{contacts}");
        let stopped: u64 =
            ["contact", "visit", "understanding", "action", "kept"].map(|step| sum(step, 8)).iter().sum();
        assert_eq!(stopped, contacts);
        let words = |people| effen_app::parts::chart::whole(people, effen::kinds::Lang::Nl);
        assert!(page.contains(&format!("{} (100%)", words(contacts))), "{contacts}");
        assert!(page.contains(&format!("{} (", words(sum("kept", 5)))));

        let persona = rows[0][2].to_owned();
        let one = text(call(&app, &cookie, &format!("/console/journeys?persona={persona}"), None).await).await;
        let own: u64 = rows
            .iter()
            .filter(|row| row[2] == persona && &row[4] == "contact")
            .map(|row| row[5].parse::<u64>().unwrap())
            .sum();
        assert!(own < contacts && one.contains(&format!("{} (100%)", words(own))));
    }
}

#[tokio::test]
async fn a_day_that_is_none_is_named_and_what_was_typed_stays() {
    for test in databases().await {
        let app = sample::app(&test.db).await;
        let cookie = agent(&app).await;
        let answer = call(&app, &cookie, "/console/journeys?from=gisteren&until=2026-05-01", None).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = text(answer).await;
        assert!(
            page.contains("value=\"gisteren\"") && page.contains("id=\"from-error\"") && !page.contains("until-error")
        );
        let turned = call(&app, &cookie, "/console/journeys?from=2026-05-02&until=2026-05-01", None).await;
        assert_eq!(turned.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text(turned).await.contains("id=\"until-error\""));
        let empty = text(call(&app, &cookie, "/console/journeys", None).await).await;
        assert!(empty.contains("Geen reizen in deze periode") && !empty.contains("Gesimuleerd."));
        let strange = call(&app, &cookie, "/console/journeys?persona=%27%3B--&creditor=x", None).await;
        assert_eq!(strange.status(), StatusCode::OK);
        assert_eq!(call(&app, "", "/console/journeys.csv", None).await.status(), StatusCode::SEE_OTHER);
    }
}
