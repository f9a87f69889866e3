//! What a debtor is told of a running plan.

use super::House;
use crate::db::plan_version::{self, NewVersion};
use crate::db::{case, overview};
use crate::outreach::{answers, deliver, plan_notices};
use crate::testing::databases;
use crate::testing::sample::{Sample, TODAY, sample_debtor};
use crate::web::portal::tests::{Browser, attributes};
use effen::dates::add_days;
use effen::ids::DebtorId;
use effen::kinds::Lang;
use effen::money::Cents;
use effen::plan::change::PlanChange;
use effen::plan::{Instalment, Rhythm};

/// A plan that Anna agreed through the portal, and the house it runs in.
async fn agreed(house: &House, sample: &Sample, lang: Lang) {
    let browser = Browser::of(&house.app, &sample.debtor).await;
    let page = browser.get("/plan").await.body;
    let terms = attributes(&page, "href").into_iter().find(|href| href.starts_with("/plan/terms/")).unwrap();
    let quote = terms.rsplit('/').next().unwrap();
    assert_eq!(browser.post("/plan/agree", &[("key", "k"), ("quote", quote)]).await.location, "/plan?agreed=1");
    super::run(
        &house.app.db,
        "UPDATE debtor SET language = $1 WHERE id = $2",
        &[lang.as_str(), sample.debtor.as_str()],
    )
    .await;
}

/// Subjects and texts of the messages of a kind.
async fn messages(house: &House, debtor: &DebtorId, kind: &str) -> Vec<(String, String, String)> {
    sqlx::query_as("SELECT class, subject, body_text FROM notice WHERE debtor_id = $1 AND kind = $2 ORDER BY id")
        .bind(debtor.as_str())
        .bind(kind.to_owned())
        .fetch_all(house.app.db.read())
        .await
        .unwrap()
}

/// The schedule as it would be with two parts: one in two days, the rest in a month.
async fn change(house: &House, debtor: &DebtorId, by: &str) {
    let file = overview::find(&house.app.db, debtor, house.app.now_ms()).await.unwrap();
    let running = file.plan.unwrap();
    let part = |number: u32, days: i64, amount: Cents| Instalment { number, due_on: add_days(TODAY, days), amount };
    let first = Cents(5_000);
    let schedule = [part(1, 2, first), part(2, 32, running.total - first)];
    let mut tx = house.app.db.begin_debtor(debtor, house.app.now()).await.unwrap();
    let new = NewVersion {
        plan: &running.id,
        version: running.version + 1,
        change: PlanChange::MissedMoved,
        made_by: by,
        quote: "",
        rhythm: Rhythm::Monthly,
        schedule: &schedule,
        paid: running.paid,
        moved: 0,
    };
    plan_version::update_plan(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_change_is_told_once_as_an_answer_or_as_what_an_agent_decided() {
    for test in databases().await {
        for &lang in Lang::ALL {
            let sample = sample_debtor(&test.db, &format!("Anna{lang}")).await.unwrap();
            let house = House::new(&test.db).await;
            agreed(&house, &sample, lang).await;
            change(&house, &sample.debtor, "debtor").await;
            answers::run(&house.app).await.unwrap();
            answers::run(&house.app).await.unwrap();
            let told = messages(&house, &sample.debtor, "plan_changed").await;
            assert_eq!(told.len(), 1, "once");
            assert_eq!(told[0].0, "answer");
            change(&house, &sample.debtor, "agent:a1").await;
            answers::run(&house.app).await.unwrap();
            let decided = messages(&house, &sample.debtor, "plan_continued").await;
            assert_eq!((decided.len(), decided[0].0.as_str()), (1, "mandatory"));
            let page = format!("{}\n\n{}\n\n{}\n\n{}", told[0].1, told[0].2, decided[0].1, decided[0].2);
            insta::assert_snapshot!(format!("plan_changed_{lang}"), page);
        }
    }
}

#[tokio::test]
async fn a_coming_instalment_is_told_once_and_the_guard_decides() {
    for test in databases().await {
        for &lang in Lang::ALL {
            let sample = sample_debtor(&test.db, &format!("Anna{lang}")).await.unwrap();
            let house = House::new(&test.db).await;
            agreed(&house, &sample, lang).await;
            change(&house, &sample.debtor, "debtor").await;
            assert_eq!(plan_notices::tell_coming(&house.app).await.unwrap(), 1);
            assert_eq!(plan_notices::tell_coming(&house.app).await.unwrap(), 0, "once");
            let told = messages(&house, &sample.debtor, "instalment_coming").await;
            assert_eq!(told[0].0, "approach");
            insta::assert_snapshot!(format!("instalment_coming_{lang}"), format!("{}\n\n{}", told[0].1, told[0].2));
            assert!(deliver::run(&house.app, |_| {}).await.unwrap().sent >= 1);
        }
        // Somebody has died, or a pause without an end runs: nothing is written.
        let sample = sample_debtor(&test.db, "Bas").await.unwrap();
        let house = House::new(&test.db).await;
        agreed(&house, &sample, Lang::Nl).await;
        change(&house, &sample.debtor, "debtor").await;
        let browser = Browser::of(&house.app, &sample.debtor).await;
        let died = [("key", "d"), ("reporter", "Karel"), ("reporter_contact", ""), ("died_on", ""), ("words", "")];
        let told = browser.post_files("/tell/deceased", &died, &[]).await;
        assert!(told.location.starts_with("/cases/"), "{}", told.location);
        let id = told.location.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
        assert_eq!(case::find_owner(&house.app.db, &id).await.unwrap(), Some(sample.debtor.clone()));
        assert_eq!(plan_notices::tell_coming(&house.app).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_coming_instalment_is_no_longer_told_once_it_has_come() {
    for test in databases().await {
        let sample = sample_debtor(&test.db, "Anna").await.unwrap();
        let house = House::new(&test.db).await;
        agreed(&house, &sample, Lang::Nl).await;
        change(&house, &sample.debtor, "debtor").await;
        plan_notices::tell_coming(&house.app).await.unwrap();
        house.at("2026-05-15T10:00");
        let done = deliver::run(&house.app, |_| {}).await.unwrap();
        assert_eq!(messages(&house, &sample.debtor, "instalment_coming").await.len(), 1);
        let kind = "SELECT status FROM notice WHERE debtor_id = $1 AND kind = 'instalment_coming'";
        assert_eq!(super::text(&test.db, kind, &sample.debtor).await, "withdrawn", "{done:?}");
    }
}
