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
        assert!(quote.new.schedule.iter().all(|instalment| instalment.due_on.day() == 25), "on the payday");
        let terms = browser.get(&quotes[1]).await.body;
        for instalment in &quote.new.schedule {
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
        let shown: Vec<(String, i64)> = quote.new.schedule.iter().map(|i| (i.due_on.to_string(), i.amount.0)).collect();
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
async fn the_budget_check_serves_the_plan_and_no_score() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        let browser = browser.speaking("nl");
        let wrong =
            browser.post("/plan/budget", &[("key", "a"), ("income", "x"), ("fixed", "1"), ("adults", "0")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("href=\"#income\"") && wrong.body.contains("href=\"#adults\""));
        browser.get("/plan").await;
        let log = crate::db::signal::list(&app.db, &anna.debtor).await.unwrap();
        let behaviour = crate::db::signal::find_behaviour(&app.db, &anna.debtor).await.unwrap().0.to_json();
        let before = browser.get("/overview").await.body;
        let log_after_visit = crate::db::signal::list(&app.db, &anna.debtor).await.unwrap();
        let fields = [
            ("key", "b"),
            ("income", "1.850,00"),
            ("fixed", "1100"),
            ("living", "600"),
            ("adults", "1"),
            ("children", "0"),
        ];
        assert_eq!(browser.post("/plan/budget", &fields).await.location, "/plan/budget");
        let page = browser.get("/plan/budget").await.body;
        assert!(page.contains("150,00") && page.contains("75,00"), "what is left, and half of it");
        assert!(!page.contains("1.850"), "what was filled in is not kept");
        assert_eq!(
            crate::db::signal::list(&app.db, &anna.debtor).await.unwrap(),
            log_after_visit,
            "no signal tells of it"
        );
        assert_eq!(log_after_visit.len(), log.len() + 2, "the visit and its device");
        let state = crate::db::signal::find_behaviour(&app.db, &anna.debtor).await.unwrap().0.to_json();
        let mut rebuilt = effen::people::behaviour::Behaviour::new(effen::kinds::PartyKind::Person);
        log_after_visit.iter().for_each(|signal| rebuilt.observe(signal));
        assert_eq!(state, rebuilt.to_json(), "the behaviour is that of the log, without the budget");
        assert!(!state.contains("budget") && !behaviour.contains("budget"));
        let options = browser.get("/plan").await.body;
        assert!(options.contains("75,00"), "the plan of at most half is among the options");
        assert!(options.contains("Past bij uw budgetcheck"));
        assert!(before.contains("/plan"), "the overview proposes a plan before and after");
        browser.post("/plan/budget/forget", &[("key", "c")]).await;
        assert!(!browser.get("/plan/budget").await.body.contains("75,00"));
    }
}

#[tokio::test]
async fn no_persona_changes_a_limit_or_an_option() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        let mut seen = std::collections::BTreeSet::new();
        for persona in effen::kinds::Persona::ALL.iter().map(|persona| persona.as_str()).chain([""]) {
            set_persona(&app, &anna.debtor, persona).await;
            // What is offered is stored under its ids: the same ids are the same amounts and days.
            for wish in ["", "?rhythm=weekly", "?rhythm=four_weekly&amount=20", "?amount=1", "?start=now&payday=28"] {
                let page = browser.get(&format!("/plan{wish}")).await.body;
                let quotes: Vec<String> =
                    attributes(&page, "href").into_iter().filter(|href| href.starts_with("/plan/terms/")).collect();
                assert!(!quotes.is_empty(), "{persona} is offered something for {wish}");
                seen.insert((wish, quotes));
            }
        }
        assert_eq!(seen.len(), 5, "one answer to each wish, whoever asks");
    }
}

#[tokio::test]
async fn a_creditors_new_limits_hold_from_their_day_for_new_plans_and_not_for_those_agreed() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        let slugs: Vec<String> =
            sqlx::query_scalar("SELECT slug FROM creditor ORDER BY slug").fetch_all(app.db.read()).await.unwrap();
        let mine: Vec<&String> = slugs.iter().filter(|slug| slug.ends_with("-anna")).collect();
        let longest = async || {
            let file = crate::db::overview::find(&app.db, &anna.debtor, app.now_ms()).await.unwrap();
            let wish = crate::web::portal::plan_view::PlanWish::of(&file);
            let offer = crate::web::portal::plan_view::offer(&file, app.today(), &wish).unwrap();
            offer.options.last().unwrap().times
        };
        assert_eq!(longest().await, 12);
        let policy =
            effen::plan::PlanPolicy { months_max: 6, instalment_min: Cents(1_000), skips_a_year: 0, moves_a_year: 0 };
        let tomorrow = effen::dates::add_days(app.today(), 1);
        assert_eq!(crate::db::plan_policy::create(&app.db, mine[0], tomorrow, &policy, 0).await.unwrap(), 2);
        assert_eq!(longest().await, 12, "not before its day");
        let quote = first_quote(&browser).await;
        assert_eq!(crate::db::plan_policy::create(&app.db, mine[0], app.today(), &policy, 0).await.unwrap(), 3);
        assert_eq!(longest().await, 6, "the latest version of which the day has come");
        browser.post("/plan/agree", &[("key", "k"), ("quote", &quote)]).await;
        let file = crate::db::overview::find(&app.db, &anna.debtor, app.now_ms()).await.unwrap();
        let kept = file.plan.unwrap().policy.unwrap();
        assert_eq!((kept.months_max, kept.skips_a_year), (12, 1), "the plan keeps the limits it was quoted under");
        let mut conn = app.db.read().acquire().await.unwrap();
        let versions = crate::db::plan_policy::list(&mut conn, mine[0]).await.unwrap();
        assert_eq!(versions.iter().map(|row| row.version).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(versions[0].policy.months_max, 12);
    }
}

#[tokio::test]
async fn an_old_claim_is_warned_about_before_it_is_acknowledged() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        let browser = browser.speaking("nl");
        let quote = first_quote(&browser).await;
        let fresh = browser.get(&format!("/plan/terms/{quote}")).await.body;
        assert!(!fresh.contains("old-claims\""));
        let mut tx = app.db.begin().await.unwrap();
        sqlx::query("UPDATE claim SET due_on = '2024-05-01' WHERE id = $1")
            .bind(anna.late.as_str())
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let old = browser.get(&format!("/plan/terms/{quote}")).await.body;
        assert!(old.contains("old-claims\"") && old.contains("niet meer afgedwongen"), "two years and more");
        assert!(old.contains("2026-ANNA-002"), "it is named");
        // Paying it, in whole or in part, and naming a day to pay it acknowledge it as well.
        for address in
            [format!("/pay?claim={}", anna.late), format!("/pay?chosen=1&claim={0}&amount.{0}=10", anna.late)]
        {
            let pay = browser.get(&address).await.body;
            assert_eq!(pay.matches("old-claims\"").count(), 2, "on paying and on paying later: {address}");
            assert!(pay.contains("Betaalt u, dan erkent u de schuld") && pay.contains("Noemt u een dag"));
        }
        let other = browser.get(&format!("/pay?claim={}", anna.upcoming)).await.body;
        assert!(!other.contains("old-claims\""));
        // Where nothing is known of a claim, the shortest term is warned about; its own kind counts before that.
        let mut tx = app.db.begin().await.unwrap();
        sqlx::query("UPDATE claim SET limitation_kind = 'general' WHERE id = $1")
            .bind(anna.late.as_str())
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        for address in [format!("/plan/terms/{quote}"), format!("/pay?claim={}", anna.late)] {
            assert!(!browser.get(&address).await.body.contains("old-claims\""), "five years are not over: {address}");
        }
        let mut tx = app.db.begin().await.unwrap();
        sqlx::query("UPDATE claim SET limitation_kind = 'consumer_purchase' WHERE id = $1")
            .bind(anna.late.as_str())
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let link = Browser::with(&app, &anna.debtor, "email_link").await.speaking("fr");
        assert!(link.get(&format!("/pay?claim={}", anna.late)).await.body.contains("vous reconnaissez la dette"));
    }
}

#[tokio::test]
async fn a_company_is_offered_no_budget_check() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        for page in ["/plan", "/overview"] {
            assert!(browser.get(page).await.body.contains("/plan/budget"), "{page} of a person");
        }
        let mut tx = app.db.begin().await.unwrap();
        sqlx::query("UPDATE debtor SET kind = 'company' WHERE id = $1")
            .bind(anna.debtor.as_str())
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        for page in ["/plan", "/overview"] {
            assert!(!browser.get(page).await.body.contains("/plan/budget"), "{page} of a company");
        }
        assert_eq!(browser.get("/plan/budget").await.location, "/plan");
    }
}
