//! What was shown is what is agreed.

use super::*;
use effen::ledger::{Balance, paid_to_creditor};
use effen::money::{Cents, Currency};

async fn first_quote(browser: &Browser) -> String {
    let page = browser.get("/plan").await;
    assert_eq!(page.status, StatusCode::OK);
    let href = attributes(&page.body, "href").into_iter().find(|href| href.starts_with("/plan/terms/")).unwrap();
    href.rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_quote_is_agreed_to_the_cent_and_once() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        let browser = browser.speaking("nl");
        let page = browser.get("/plan?payday=25").await.body;
        let quotes: Vec<String> =
            attributes(&page, "href").into_iter().filter(|href| href.starts_with("/plan/terms/")).collect();
        assert_eq!(quotes.len(), 3, "three options side by side");
        let same: Vec<String> = attributes(&browser.get("/plan?payday=25").await.body, "href")
            .into_iter()
            .filter(|href| href.starts_with("/plan/terms/"))
            .collect();
        assert_eq!(quotes, same, "looking again stores nothing new");
        let id = quotes[1].rsplit('/').next().unwrap();
        let quote = crate::db::plan::find_quote(&app.db, &anna.debtor, id).await.unwrap().unwrap();
        assert_eq!(quote.total, Cents(Sample::OPEN_CENTS));
        assert!(quote.schedule.iter().all(|instalment| instalment.due_on.day() == 25), "on the payday");
        let terms = browser.get(&quotes[1]).await.body;
        for instalment in &quote.schedule {
            let date = effen::dates::long(instalment.due_on, effen::kinds::Lang::Nl);
            assert!(terms.contains(&date), "{date} is shown");
        }
        for _ in 0..2 {
            let agreed = browser.post("/plan/agree", &[("key", "k"), ("quote", id)]).await;
            assert_eq!(agreed.location, "/plan?agreed=1");
        }
        let plans = crate::db::plan::list(&app.db, &anna.debtor).await.unwrap();
        assert_eq!(plans.len(), 1);
        assert_eq!((plans[0].1.as_str(), plans[0].3), (id, Sample::OPEN_CENTS));
        let booked: Vec<(String, i64)> =
            sqlx::query_as("SELECT due_on, amount_cents FROM instalment WHERE plan_id = $1 ORDER BY number")
                .bind(&plans[0].0)
                .fetch_all(app.db.read())
                .await
                .unwrap();
        let shown: Vec<(String, i64)> = quote.schedule.iter().map(|i| (i.due_on.to_string(), i.amount.0)).collect();
        assert_eq!(booked, shown);
        let running = browser.get("/plan").await.body;
        assert!(running.contains(&format!("/pay?plan={}", plans[0].0)));
        assert!(browser.get("/overview").await.body.contains(&format!("/pay?plan={}", plans[0].0)));
        let agreed = "SELECT COUNT(*) FROM signal WHERE debtor_id = $1 AND kind = 'plan_agreed'";
        assert_eq!(count(&app, agreed, &anna.debtor).await, 1);
    }
}

#[tokio::test]
async fn a_quote_that_no_longer_holds_is_a_page_with_a_way_on() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        let id = first_quote(&browser).await;
        let rows =
            paid_to_creditor(&anna.late, Balance::of_principal(Cents(100)), Currency::EUR, sample::TODAY, "in between");
        let mut tx = app.db.begin_debtor(&anna.debtor, app.now()).await.unwrap();
        crate::db::posting::create(&mut tx, &rows).await.unwrap();
        tx.commit().await.unwrap();
        let stale = browser.post("/plan/agree", &[("key", "k"), ("quote", &id)]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.body.contains("href=\"/plan\""));
        assert!(crate::db::plan::list(&app.db, &anna.debtor).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn who_owes_nothing_is_told_so_and_a_wrong_amount_is_named() {
    let test = &crate::testing::databases().await[0];
    let (app, browser, anna, _) = two(test).await;
    let wrong = browser.get("/plan?amount=veel&payday=45").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("href=\"#amount\"") && wrong.body.contains("href=\"#payday\""));
    assert!(wrong.body.contains("value=\"veel\""), "what was typed stays");
    let mut tx = app.db.begin().await.unwrap();
    sqlx::query("UPDATE claim SET status = 'withdrawn' WHERE debtor_id = $1")
        .bind(anna.debtor.as_str())
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let page = browser.speaking("en").get("/plan").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Nothing is open"));
}

#[tokio::test]
async fn the_budget_check_keeps_what_is_left_and_leads_to_half_of_it() {
    let test = &crate::testing::databases().await[0];
    let (app, browser, anna, _) = two(test).await;
    let wrong = browser.post("/plan/budget", &[("key", "a"), ("income", "x"), ("fixed", "1"), ("living", "")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("key", "b"), ("income", "1.850,00"), ("fixed", "1100"), ("living", "600")];
    let done = browser.speaking("nl").post("/plan/budget", &fields).await;
    assert_eq!(done.location, "/plan/budget");
    let page = browser.speaking("nl").get("/plan/budget").await.body;
    assert!(page.contains("/plan?amount=75"), "half of € 150");
    let kept = "SELECT amount_cents FROM signal WHERE debtor_id = $1 AND kind = 'budget_filled'";
    assert_eq!(count(&app, kept, &anna.debtor).await, 15_000);
}
