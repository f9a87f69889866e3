//! A plan that is paid by direct debit: the mandate, each message before, each collection once, what does not come in,
//! and the end of the mandate; with the real adapter against the sandbox, on both engines.

use crate::plans::{Debtor, days, weekly};
use crate::site::Site;
use effen::money::Cents;
use effen_server::app::App;
use effen_server::config::Config;
use effen_server::daily;
use effen_server::outreach::deliver;
use effen_server::pay::{debit, job};
use effen_server::testing::databases;

const IBAN: &str = "NL91 ABNA 0417 1643 00";

async fn give(debtor: &Debtor<'_>, key: &str) -> String {
    debtor.post("/plan/debit", &[("key", key), ("iban", IBAN), ("holder", "A. de Vries")]).await
}

/// Lets so many days pass, and does on each what a server does: the daily run, messages, the banks. The debtor then signs
/// in again.
async fn live<'a>(site: &'a Site, count: i64) -> Debtor<'a> {
    for _ in 0..count {
        days(site, 1).await;
        deliver::run(&site.app, |_| {}).await.unwrap();
        site.app.pay.sandbox.clone().unwrap().tick().await.unwrap();
        job::round(&site.app).await.unwrap();
        debit::round(&site.app).await.unwrap();
    }
    Debtor::of(site).await
}

/// The text of a document, on one line.
async fn pdf(site: &Site, path: &str, cookie: &str) -> String {
    let answer = site.client.get(format!("{}{path}", site.base)).header("cookie", cookie).send().await.unwrap();
    let document = lopdf::Document::load_mem(&answer.bytes().await.unwrap()).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn text(site: &Site, sql: &'static str) -> Vec<String> {
    sqlx::query_scalar(sql).fetch_all(site.app.db.read()).await.unwrap()
}

async fn collections(site: &Site) -> Vec<String> {
    text(
        site,
        "SELECT due_on || ' ' || collect_on || ' ' || amount_cents || ' ' || status FROM collection ORDER BY due_on",
    )
    .await
}

async fn count(site: &Site, kind: &str) -> usize {
    site.signals().await.iter().filter(|word| *word == kind).count()
}

#[tokio::test]
async fn each_instalment_is_told_of_collected_once_and_kept_in_time() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let debtor = Debtor::of(&site).await;
        let plan = weekly(&debtor).await;
        assert!(debtor.get("/plan").await.contains("href=\"/plan/debit\""));
        let page = debtor.get("/plan/debit").await;
        assert!(
            page.contains("NL79ZZZ999999990000") && page.contains("8 weken") && page.contains("per week"),
            "{page}"
        );
        assert!(page.contains("19 mei 2026"), "the first day is seven days ahead, in time to tell of");
        for _ in 0..2 {
            assert_eq!(give(&debtor, "m1").await, "/plan/debit?done=given");
        }
        assert_eq!(count(&site, "direct_debit_set").await, 1);
        let told = text(&site, "SELECT class || ' ' || body_text FROM notice WHERE kind = 'mandate_given'").await;
        assert_eq!(told.len(), 1, "confirmed once");
        for part in ["answer ", "NL•• •••• 4300", "EF-ANNA-M1", "NL79ZZZ999999990000", "8 weken", "/plan/debit"]
        {
            assert!(told[0].contains(part), "{part}: {told:?}");
        }
        let page = debtor.get("/plan/debit?done=given").await;
        assert!(page.contains("NL•• •••• 4300") && !page.contains("0417"), "the account is masked");
        assert!(page.contains("EF-ANNA-M1") && page.contains("action=\"/plan/debit/stop\""));
        let agreement = pdf(&site, "/documents/plan", &debtor.cookie).await;
        for part in ["EF-ANNA-M1", "4300", "A. de Vries", "binnen 8 weken", "/plan/debit"] {
            assert!(agreement.contains(part), "{part} in {agreement}");
        }
        let agent = crate::plans::agent(&site).await;
        let (_, _, file) = site.get(&format!("/console/debtor/{}", site.sample.debtor), &agent).await;
        for part in ["Machtiging EF-ANNA-M1", "NL•• •••• 4300: loopt", "aangekondigd"] {
            assert!(file.contains(part), "{part} in {file}");
        }
        assert_eq!(
            collections(&site).await,
            ["2026-05-19 2026-05-19 5000 announced", "2026-05-26 2026-05-26 5000 announced"]
        );
        let told = text(&site, "SELECT class || ' ' || body_text FROM notice WHERE kind = 'debit_announced'").await;
        assert_eq!(told.len(), 2);
        for part in ["mandatory ", "50,00", "NL•• •••• 4300", "EF-ANNA-M1", "NL79ZZZ999999990000", "/plan/debit"]
        {
            assert!(told.iter().all(|text| text.contains(part)), "{part}: {told:?}");
        }
        live(&site, 6).await;
        assert!(text(&site, "SELECT id FROM payment").await.is_empty(), "nothing before its day");
        let debtor = live(&site, 1).await;
        // However often the run repeats, and on two servers at once: one payment.
        let (one, other) = tokio::join!(daily::run(&site.app), daily::run(&site.app));
        assert_eq!((one.unwrap().collected, other.unwrap().collected), (0, 0));
        let listed = site.app.pay.provider.list(250).await.unwrap();
        assert_eq!((listed.len(), listed[0].amount.cents), (1, 5_000));
        assert!(debtor.get("/plan").await.contains("Wordt afgeschreven"));
        let debtor = live(&site, 1).await;
        assert_eq!(count(&site, "instalment_missed").await, 0, "the banks take their days");
        let pay = debtor.get(&format!("/pay?plan={}", plan.id)).await;
        assert!(!pay.contains("value=\"100,00\""), "what is being collected is not asked for again");
        let debtor = live(&site, 1).await;
        let plan = debtor.plan().await;
        assert_eq!((plan.paid, plan.collecting), (Cents(5_000), Cents::ZERO));
        assert_eq!(count(&site, "instalment_kept").await, 1, "kept, though the money came two days later");
        assert_eq!(count(&site, "instalment_missed").await, 0);
        let debtor = live(&site, 7).await;
        assert_eq!(debtor.plan().await.paid, Cents(10_000), "and the next one");
        let told = text(&site, "SELECT unique_key FROM notice WHERE kind = 'debit_announced'").await;
        assert_eq!(told.len(), collections(&site).await.len(), "one message for each");
        let report = effen_server::audit::run(&site.app.db, |_| {}).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
    }
}

#[tokio::test]
async fn what_does_not_come_in_is_missed_told_repaired_and_never_tried_again() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let debtor = Debtor::of(&site).await;
        weekly(&debtor).await;
        give(&debtor, "m1").await;
        live(&site, 7).await;
        let bank = text(&site, "SELECT bank_token FROM sandbox_payment").await;
        site.choose(&format!("{}/sandbox/bank/{}", site.base, bank[0]), "failed").await;
        site.app.pay.sandbox.clone().unwrap().tick().await.unwrap();
        assert!(collections(&site).await[0].ends_with("failed"));
        let told = text(&site, "SELECT body_text FROM notice WHERE kind = 'debit_failed'").await;
        assert!(told.len() == 1 && told[0].contains("50,00") && told[0].contains("niet nog een keer"), "{told:?}");
        let debtor = live(&site, 1).await;
        assert_eq!(count(&site, "instalment_missed").await, 1);
        let page = debtor.get("/plan").await;
        assert!(page.contains("id=\"repair\""), "the road that every missed instalment has");
        let debtor = live(&site, 3).await;
        assert_eq!(text(&site, "SELECT id FROM payment").await.len(), 1, "not tried again");
        debtor.pay(&Debtor::link(&debtor.get("/plan").await, "/pay?plan=")).await;
        assert_eq!(count(&site, "plan_repaired").await, 1);

        // What came in and is taken back by the bank is open again, and not collected again.
        let debtor = live(&site, 5).await;
        assert_eq!(debtor.plan().await.paid, Cents(10_000));
        let bank =
            text(&site, "SELECT bank_token FROM sandbox_payment WHERE mandate_id <> '' AND status = 'paid'").await;
        site.choose(&format!("{}/sandbox/bank/{}", site.base, bank[0]), "chargeback").await;
        site.app.pay.sandbox.clone().unwrap().tick().await.unwrap();
        assert_eq!(debtor.plan().await.paid, Cents(5_000));
        let taken: String = sqlx::query_scalar("SELECT id FROM sandbox_payment WHERE charged_back_cents > 0")
            .fetch_one(site.app.db.read())
            .await
            .unwrap();
        let back = site.app.pay.provider.chargebacks(&taken).await.unwrap();
        assert_eq!((back.len(), back[0].amount.cents, back[0].reversed), (1, 5_000, false));
        let debtor = live(&site, 1).await;
        assert!(debtor.get("/plan").await.contains("id=\"repair\""));
        let report = effen_server::audit::run(&site.app.db, |_| {}).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
    }
}

#[tokio::test]
async fn ending_the_mandate_ends_the_collections_here_and_at_the_provider() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let debtor = Debtor::of(&site).await;
        weekly(&debtor).await;
        give(&debtor, "m1").await;
        let customer = text(&site, "SELECT customer_id FROM mandate").await;
        assert_eq!(site.app.pay.provider.mandates(&customer[0]).await.unwrap().len(), 1);
        for _ in 0..2 {
            assert_eq!(debtor.post("/plan/debit/stop", &[("key", "s1")]).await, "/plan/debit?done=stopped");
        }
        assert!(collections(&site).await.is_empty());
        let told = text(&site, "SELECT class || ' ' || body_text FROM notice WHERE kind = 'mandate_ended'").await;
        assert!(told.len() == 1 && told[0].starts_with("answer ") && !told[0].contains("8 weken"), "{told:?}");
        debit::round(&site.app).await.unwrap();
        assert!(site.app.pay.provider.mandates(&customer[0]).await.unwrap().is_empty());
        let debtor = live(&site, 8).await;
        assert!(text(&site, "SELECT id FROM payment").await.is_empty());
        assert_eq!(count(&site, "instalment_missed").await, 1, "who pays by oneself is asked like anybody");
        // Another one, for what can still be told of.
        let page = debtor.get("/plan/debit").await;
        assert!(page.contains("betaalt u nog zelf"), "{page}");
        give(&debtor, "m2").await;
        assert!(debtor.get("/plan/debit").await.contains("EF-ANNA-M2"));
        assert_eq!(collections(&site).await, ["2026-06-02 2026-06-02 5000 announced"]);
        // A pause stops the collection that was told of.
        let mut tx = site.app.db.begin_debtor(&site.sample.debtor, site.app.now()).await.unwrap();
        effen_server::db::hold::create(&mut tx, None, "pause", None).await.unwrap();
        tx.commit().await.unwrap();
        live(&site, 13).await;
        assert_eq!(collections(&site).await[0], "2026-06-02 2026-06-02 5000 called_off");
        assert!(text(&site, "SELECT id FROM payment").await.is_empty());
    }
}

#[tokio::test]
async fn a_mandate_is_kept_while_the_provider_is_down_and_made_once() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let debtor = Debtor::of(&site).await;
        weekly(&debtor).await;
        let config = Config { listen: "127.0.0.1:1".parse().unwrap(), ..site.app.config.clone() };
        let down = App::new(config, test.db.clone(), site.clock.clone()).await.unwrap();
        let wrong = [("key", "m0"), ("iban", "NL91 ABNA 0417 1643 01"), ("holder", "<b>7</b>")];
        let fields: Vec<(String, String)> = wrong.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let (status, _, body) = site.post("/plan/debit", &debtor.cookie, &fields).await;
        assert_eq!(status, 422);
        assert!(body.contains("href=\"#iban\"") && body.contains("NL91 ABNA 0417 1643 01"), "what was typed stays");
        assert!(text(&site, "SELECT id FROM mandate").await.is_empty());
        give(&debtor, "m1").await;
        // As if the server had died between making it and knowing it.
        let mut tx = site.app.db.begin().await.unwrap();
        sqlx::query("UPDATE mandate SET status = 'asked', provider_id = ''").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        site.pass(7_200);
        debit::round(&down).await.unwrap();
        assert_eq!(text(&site, "SELECT status FROM mandate").await, ["asked"]);
        debit::round(&site.app).await.unwrap();
        assert_eq!(text(&site, "SELECT status FROM mandate").await, ["valid"]);
        assert_eq!(text(&site, "SELECT id FROM sandbox_mandate").await.len(), 1, "made once");
        let customer = text(&site, "SELECT customer_id FROM mandate").await;
        assert_eq!(site.app.pay.provider.mandates(&customer[0]).await.unwrap().len(), 1);
    }
}

/// The same house with its payment provider cut off.
async fn cut(site: &Site, db: &effen_server::db::Db) -> App {
    let config = Config { listen: "127.0.0.1:1".parse().unwrap(), ..site.app.config.clone() };
    App::new(config, db.clone(), site.clock.clone()).await.unwrap()
}

/// A week on: the first collection was told of and is due today, with the provider cut off since yesterday.
async fn due_in_an_outage(site: &Site, db: &effen_server::db::Db) -> App {
    let debtor = Debtor::of(site).await;
    weekly(&debtor).await;
    give(&debtor, "m1").await;
    live(site, 6).await;
    let down = cut(site, db).await;
    site.pass(86_400);
    assert_eq!(daily::run(&down).await.unwrap().collected, 1);
    site.pass(46 * 60);
    job::round(&down).await.unwrap();
    debit::round(&down).await.unwrap();
    assert!(text(site, "SELECT id FROM sandbox_payment").await.is_empty());
    down
}

#[tokio::test]
async fn a_collection_in_an_outage_waits_for_the_next_bank_days_is_said_and_is_made_once() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let down = due_in_an_outage(&site, &test.db).await;
        let debtor = Debtor::of(&site).await;
        for path in ["/plan", "/plan/debit"] {
            let page = debtor.get(path).await;
            assert!(page.contains("id=\"delayed\"") && page.contains("uiterlijk op vrijdag 22 mei 2026"), "{page}");
        }
        // A day and a half later it is still down: nothing ended, nothing is missed, nothing was announced as failed.
        site.pass(36 * 3_600);
        daily::run(&down).await.unwrap();
        job::round(&down).await.unwrap();
        debit::round(&down).await.unwrap();
        assert_eq!(collections(&site).await[0], "2026-05-19 2026-05-19 5000 asked");
        assert_eq!(count(&site, "instalment_missed").await, 0);
        // It is back: asked once, however often and by however many.
        site.pass(1_860);
        let (one, other) = tokio::join!(debit::round(&site.app), debit::round(&site.app));
        one.unwrap();
        other.unwrap();
        debit::round(&site.app).await.unwrap();
        assert_eq!(site.app.pay.provider.list(250).await.unwrap().len(), 1);
        let debtor = live(&site, 2).await;
        assert_eq!(debtor.plan().await.paid, Cents(5_000));
        assert!(!debtor.get("/plan").await.contains("id=\"delayed\""));
        assert_eq!((count(&site, "instalment_kept").await, count(&site, "instalment_missed").await), (1, 0));
        let report = effen_server::audit::run(&site.app.db, |_| {}).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
    }
}

#[tokio::test]
async fn what_the_provider_took_while_its_answer_was_lost_is_found_and_not_made_again() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let debtor = Debtor::of(&site).await;
        weekly(&debtor).await;
        give(&debtor, "m1").await;
        live(&site, 7).await;
        assert_eq!(text(&site, "SELECT id FROM sandbox_payment").await.len(), 1);
        let mut tx = site.app.db.begin().await.unwrap();
        sqlx::query("UPDATE payment SET provider_id = NULL").execute(&mut *tx).await.unwrap();
        // The provider keeps our key for an hour.
        sqlx::query("UPDATE sandbox_payment SET idempotency_key = NULL").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        site.pass(2 * 3_600);
        debit::round(&site.app).await.unwrap();
        let known = text(&site, "SELECT provider_id FROM payment").await;
        assert_eq!(known, text(&site, "SELECT id FROM sandbox_payment").await, "the same one, and no other");
        assert_eq!(live(&site, 3).await.plan().await.paid, Cents(5_000));
        assert_eq!(count(&site, "instalment_kept").await, 1);
    }
}

#[tokio::test]
async fn an_outage_of_many_days_ends_in_a_missed_instalment_once_the_provider_says_it_has_nothing() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let down = due_in_an_outage(&site, &test.db).await;
        // Saturday: no day on which banks settle, and the last one has passed.
        site.pass(4 * 86_400);
        debit::round(&down).await.unwrap();
        assert!(collections(&site).await[0].ends_with("asked"), "nobody knows yet what the provider has");
        site.pass(1_860);
        debit::round(&site.app).await.unwrap();
        assert!(collections(&site).await[0].ends_with("failed"));
        assert_eq!(text(&site, "SELECT id FROM notice WHERE kind = 'debit_failed'").await.len(), 1);
        assert!(text(&site, "SELECT id FROM sandbox_payment").await.is_empty());
        let debtor = live(&site, 1).await;
        assert_eq!(count(&site, "instalment_missed").await, 1);
        assert!(debtor.get("/plan").await.contains("id=\"repair\""));
    }
}

#[tokio::test]
async fn what_waits_is_called_off_when_the_debtor_ends_the_mandate_or_pays() {
    for test in databases().await {
        let site = Site::new(&test).await;
        due_in_an_outage(&site, &test.db).await;
        let debtor = Debtor::of(&site).await;
        debtor.post("/plan/debit/stop", &[("key", "s1")]).await;
        let told = text(&site, "SELECT body_text FROM notice WHERE kind = 'mandate_ended'").await;
        assert!(told[0].contains("50,00") && told[0].contains("8 weken"), "what may still go through: {told:?}");
        site.pass(86_400);
        debit::round(&site.app).await.unwrap();
        assert!(collections(&site).await[0].ends_with("called_off"));
        assert!(text(&site, "SELECT id FROM sandbox_payment").await.is_empty());
        live(&site, 1).await;
        assert_eq!(count(&site, "instalment_missed").await, 1, "who ended it pays by oneself");
    }
}
