//! A plan that was completed, and of which the bank takes a payment back afterwards.

use crate::plans::{Debtor, agent, days, total};
use crate::site::Site;
use effen::money::Cents;
use effen_server::db::running_plan::PlanRow;
use effen_server::testing::databases;
use effen_server::testing::sample::Sample;

/// Agrees a plan of € 100 now and the rest, and pays all of it.
async fn paid_off(site: &Site) -> PlanRow {
    let debtor = Debtor::of(site).await;
    let options = debtor.get("/plan?start=now&amount=100").await;
    let terms = debtor.get(&Debtor::link(options.split("Dit vroeg u").nth(1).unwrap(), "/plan/terms/")).await;
    let pay = debtor.agree(&Debtor::hidden(&terms, "quote")).await;
    debtor.pay(&pay).await;
    let plan = debtor.plan().await;
    let rest = (Sample::OPEN_CENTS - 10_000) as f64 / 100.0;
    let shown = debtor.get(&format!("/plan/extra?amount={rest:.2}").replace('.', ",")).await;
    debtor.pay(&Debtor::link(&shown, "/pay?plan=")).await;
    assert_eq!(statuses(site).await, ["completed"]);
    plan
}

async fn statuses(site: &Site) -> Vec<String> {
    sqlx::query_scalar("SELECT status FROM plan WHERE debtor_id = $1 ORDER BY agreed_at")
        .bind(site.sample.debtor.as_str())
        .fetch_all(site.app.db.read())
        .await
        .unwrap()
}

/// The provider's ids of the payments, the first first.
async fn provider_ids(site: &Site) -> Vec<String> {
    sqlx::query_scalar("SELECT provider_id FROM payment WHERE debtor_id = $1 ORDER BY created_at, id")
        .bind(site.sample.debtor.as_str())
        .fetch_all(site.app.db.read())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_completed_plan_goes_on_when_its_bank_takes_a_payment_back_and_ends_again_when_it_is_paid() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let plan = paid_off(&site).await;
        let first = provider_ids(&site).await.remove(0);
        let sandbox = site.app.pay.sandbox.clone().unwrap();
        assert!(sandbox.charge_back(&first).await.unwrap());
        for _ in 0..2 {
            assert_eq!(site.hook(&first).await, 200, "however often it is told");
        }
        assert_eq!(statuses(&site).await, ["agreed"]);
        let debtor = Debtor::of(&site).await;
        let again = debtor.plan().await;
        assert_eq!(again.id, plan.id);
        assert_eq!((again.paid, total(&again)), (Cents(Sample::OPEN_CENTS - 10_000), Sample::OPEN_CENTS));
        assert!(debtor.get("/plan/agreement").await.contains("de regeling loopt weer"));
        assert_eq!(site.signals().await.iter().filter(|kind| *kind == "plan_reopened").count(), 1);
        effen_server::outreach::answers::run(&site.app).await.unwrap();
        effen_server::outreach::answers::run(&site.app).await.unwrap();
        let told: Vec<(String, String)> =
            sqlx::query_as("SELECT class, body_text FROM notice WHERE kind = 'plan_reopened'")
                .fetch_all(site.app.db.read())
                .await
                .unwrap();
        assert_eq!((told.len(), told[0].0.as_str()), (1, "mandatory"));
        assert!(told[0].1.contains("100,00") && told[0].1.contains("/plan"), "{}", told[0].1);
        let report = effen_server::audit::run(&site.app.db, |_| {}).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
        // What is open is the last two instalments, € 40.25 of one and € 59.75: the same plan ends a second time.
        debtor.pay(&format!("/pay?plan={}", plan.id)).await;
        assert_eq!(debtor.plan().await.paid, Cents(Sample::OPEN_CENTS - 5_975));
        debtor.pay(&format!("/pay?plan={}", plan.id)).await;
        assert_eq!(statuses(&site).await, ["completed"]);
        assert_eq!(site.signals().await.iter().filter(|kind| *kind == "plan_completed").count(), 2);
        assert_eq!(site.open(&site.sample.late).await, 0);
        let report = effen_server::audit::run(&site.app.db, |_| {}).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
    }
}

#[tokio::test]
async fn two_instalments_of_a_reopened_plan_that_are_long_past_come_to_an_agent() {
    for test in databases().await {
        let site = Site::new(&test).await;
        paid_off(&site).await;
        days(&site, 120).await;
        let ids = provider_ids(&site).await;
        let sandbox = site.app.pay.sandbox.clone().unwrap();
        for id in &ids {
            assert!(sandbox.charge_back(id).await.unwrap());
            assert_eq!(site.hook(id).await, 200);
        }
        let done = days(&site, 1).await;
        assert!(done.missed >= 2 && done.to_agent == 1, "{done:?}");
        let (_, _, list) = site.get("/console/plans", &agent(&site).await).await;
        assert!(list.contains("Anna de Vries"), "{list}");
    }
}

#[tokio::test]
async fn while_another_plan_runs_what_went_back_of_the_first_is_open_outside_it() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let plan = paid_off(&site).await;
        let mut tx = site.app.db.begin().await.unwrap();
        for sql in [
            "INSERT INTO plan_quote (id, debtor_id, batch_id, months, instalment_cents, total_cents, first_due_on, \
             last_due_on, schedule, claims, made_at, expires_at) SELECT 'other', debtor_id, batch_id, months, \
             instalment_cents, total_cents, first_due_on, last_due_on, schedule, claims, made_at, expires_at \
             FROM plan_quote WHERE id = (SELECT quote_id FROM plan)",
            "INSERT INTO plan (id, debtor_id, quote_id, status, total_cents, agreed_at) \
             SELECT 'other', debtor_id, 'other', 'agreed', total_cents, agreed_at + 1 FROM plan",
            "INSERT INTO instalment SELECT 'other', number, due_on, amount_cents, missed_at FROM instalment",
        ] {
            sqlx::query(sql).execute(&mut *tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        let first = provider_ids(&site).await.remove(0);
        assert!(site.app.pay.sandbox.clone().unwrap().charge_back(&first).await.unwrap());
        assert_eq!(site.hook(&first).await, 200);
        assert_eq!(statuses(&site).await, ["cancelled", "agreed"]);
        assert_ne!(Debtor::of(&site).await.plan().await.id, plan.id, "a debtor pays on one plan");
        effen_server::outreach::answers::run(&site.app).await.unwrap();
        let told: String = sqlx::query_scalar("SELECT body_text FROM notice WHERE kind = 'plan_reopened'")
            .fetch_one(site.app.db.read())
            .await
            .unwrap();
        assert!(told.contains("vorige regeling") && told.contains("/overview"), "{told}");
        // An agent finds it, and takes it off the list after a look.
        let agent = agent(&site).await;
        let (_, _, list) = site.get("/console/plans", &agent).await;
        assert!(list.contains("Anna de Vries") && list.contains("value=\"seen\""), "{list}");
        let page = format!("/console/plans/{}", plan.id);
        let (status, _, _) = site.post(&page, &agent, &[("decision".to_owned(), "seen".to_owned())]).await;
        assert_eq!(status, 303);
        let (_, _, list) = site.get("/console/plans", &agent).await;
        assert!(!list.contains("Anna de Vries"), "{list}");
    }
}
