//! Money that lies with us, refunds, and what a payer's bank takes back.

use crate::site::Site;
use effen::money::Cents;
use effen::refund::RefundStatus;
use effen_server::app::App;
use effen_server::config::Config;
use effen_server::db::refund as table;
use effen_server::pay::refund::{self, Decision};
use effen_server::testing::{TestDb, databases};

/// A site whose debtor paid one claim twice: € 90.00 lie with us.
async fn paid_twice(test: &TestDb) -> Site {
    let site = Site::new(test).await;
    let claim = site.sample.late.clone();
    for (key, cents) in [("k1", 12_000), ("k2", 9_000)] {
        let (_, url) = site.start(key, &[(&claim, 12_000.min(cents))]).await;
        site.choose(&url, "paid").await;
    }
    site.app.pay.sandbox.as_ref().unwrap().tick().await.unwrap();
    assert_eq!(site.standing("suspense").await, -9_000);
    site
}

async fn statuses(site: &Site) -> Vec<RefundStatus> {
    let mut conn = site.app.db.read().acquire().await.unwrap();
    let rows = table::list(&mut conn, &site.sample.debtor).await.unwrap();
    rows.into_iter().map(|row| row.status).collect()
}

async fn ask_back(site: &Site, me: &str) -> table::RefundRow {
    let form = [("key".to_owned(), "r".to_owned()), ("currency".to_owned(), "EUR".to_owned())];
    for _ in 0..2 {
        assert_eq!(site.post("/payments/credit/refund", me, &form).await.0, 303);
    }
    let mut conn = site.app.db.read().acquire().await.unwrap();
    let mut rows = table::list(&mut conn, &site.sample.debtor).await.unwrap();
    assert_eq!(rows.len(), 1, "asked twice, noted once");
    rows.remove(0)
}

#[tokio::test]
async fn what_was_paid_twice_is_shown_and_pays_what_the_debtor_chooses() {
    for test in databases().await {
        let site = paid_twice(&test).await;
        let me = site.session("letter_code", None).await;
        let (_, _, page) = site.get("/payments", &me).await;
        assert!(page.contains("U hebt €\u{a0}90,00 tegoed") && page.contains("Stort €\u{a0}90,00 terug"), "{page}");
        assert!(site.get("/pay", &me).await.2.contains("U hebt €\u{a0}90,00 tegoed bij ons."));
        let claim = site.sample.with_costs.clone();
        let form = [("key".to_owned(), "a".to_owned()), ("claim".to_owned(), claim.to_string())];
        for _ in 0..2 {
            assert_eq!(site.post("/payments/credit/apply", &me, &form).await.0, 303);
        }
        assert_eq!((site.open(&claim).await, site.standing("suspense").await), (31_055 - 9_000, 0));
        assert_eq!(site.standing("bank").await, 21_000, "nothing moves at the bank");
        assert!(!site.get("/payments", &me).await.2.contains("tegoed<"));
        let stranger = effen_server::testing::sample::sample_debtor(&test.db, "Bas").await.unwrap();
        let form = [("key".to_owned(), "b".to_owned()), ("claim".to_owned(), stranger.late.to_string())];
        site.post("/payments/credit/apply", &me, &form).await;
        assert_eq!(site.standing("suspense").await, 0);
    }
}

#[tokio::test]
async fn a_refund_is_asked_decided_by_somebody_else_sent_once_and_done() {
    for test in databases().await {
        let site = paid_twice(&test).await;
        let me = site.session("letter_code", None).await;
        let asked = ask_back(&site, &me).await;
        assert!(site.get("/payments", &me).await.2.contains("Terug te krijgen: €\u{a0}90,00."));
        // Spoken for: it cannot be used a second time.
        let form = [("key".to_owned(), "a".to_owned()), ("claim".to_owned(), site.sample.with_costs.to_string())];
        site.post("/payments/credit/apply", &me, &form).await;
        assert_eq!(site.open(&site.sample.with_costs).await, 31_055);

        let decide = |app: App, agreed| {
            let (debtor, id) = (site.sample.debtor.clone(), asked.id.clone());
            async move { refund::decide(&app, "agent:a1", &debtor, &id, agreed).await.unwrap() }
        };
        // The provider is down: approved, kept, and sent by the job later.
        let config = Config { listen: "127.0.0.1:1".parse().unwrap(), ..site.app.config.clone() };
        let down = App::new(config, test.db.clone(), site.clock.clone()).await.unwrap();
        assert_eq!(decide(down, true).await, Decision::Done);
        assert_eq!((statuses(&site).await, site.standing("suspense").await), (vec![RefundStatus::Approved], -9_000));
        assert_eq!(refund::round(&site.app).await.unwrap(), 1);
        assert_eq!((statuses(&site).await, site.standing("suspense").await), (vec![RefundStatus::Sent], 0));
        assert_eq!(site.standing("bank").await, 12_000);
        assert_eq!(decide(site.app.clone(), false).await, Decision::Before);
        site.pass(3);
        site.app.pay.sandbox.as_ref().unwrap().tick().await.unwrap();
        assert_eq!(refund::round(&site.app).await.unwrap(), 1);
        assert_eq!(refund::round(&site.app).await.unwrap(), 0);
        assert_eq!(statuses(&site).await, vec![RefundStatus::Done]);
        assert_eq!(site.open(&site.sample.late).await, 0, "only what was over went back");
    }
}

#[tokio::test]
async fn an_agent_asks_for_a_refund_but_not_for_more_than_is_left_and_never_decides_alone() {
    for test in databases().await {
        let site = paid_twice(&test).await;
        let mut tx = site.app.db.begin_debtor(&site.sample.debtor, site.app.now()).await.unwrap();
        let payments = effen_server::db::payment::list(&mut tx.tx, &site.sample.debtor, 10).await.unwrap();
        let first = payments.iter().find(|payment| payment.amount.cents == 12_000).unwrap();
        assert!(!refund::ask(&mut tx, &first.id, Cents(12_001), "agent:a1").await.unwrap());
        assert!(!refund::ask(&mut tx, &first.id, Cents(0), "agent:a1").await.unwrap());
        assert!(refund::ask(&mut tx, &first.id, Cents(2_000), "agent:a1").await.unwrap());
        assert!(!refund::ask(&mut tx, &first.id, Cents(10_001), "agent:a2").await.unwrap(), "2,000 are spoken for");
        let id = table::list(&mut tx.tx, &site.sample.debtor).await.unwrap().remove(0).id;
        tx.commit().await.unwrap();
        let decide = async |who: &str| refund::decide(&site.app, who, &site.sample.debtor, &id, true).await.unwrap();
        assert_eq!(decide("agent:a1").await, Decision::SamePerson);
        assert_eq!(decide("agent:a2").await, Decision::Done);
        assert_eq!((statuses(&site).await, site.open(&site.sample.late).await), (vec![RefundStatus::Sent], 2_000));
    }
}

#[tokio::test]
async fn a_refund_that_is_called_off_at_the_provider_is_the_debtors_money_again() {
    for test in databases().await {
        let site = paid_twice(&test).await;
        let me = site.session("letter_code", None).await;
        let asked = ask_back(&site, &me).await;
        refund::decide(&site.app, "agent:a1", &site.sample.debtor, &asked.id, true).await.unwrap();
        assert_eq!(site.standing("suspense").await, 0);
        let mut conn = site.app.db.read().acquire().await.unwrap();
        let row = table::find(&mut conn, &site.sample.debtor, &asked.id).await.unwrap().unwrap();
        let paid = effen_server::db::payment::find(
            &mut conn,
            effen_server::db::payment::By::Id(&site.sample.debtor, &row.payment),
        );
        let (payment, refund_id) = (paid.await.unwrap().unwrap().provider_id.unwrap(), row.provider_id.unwrap());
        drop(conn);
        let url = format!("{}/sandbox/v2/payments/{payment}/refunds/{refund_id}", site.base);
        let key = "Bearer test_sandbox_of_a_demonstration";
        let answer = site.client.delete(&url).header("authorization", key).send().await.unwrap();
        assert_eq!(answer.status(), 204);
        assert_eq!(refund::round(&site.app).await.unwrap(), 1);
        assert_eq!((statuses(&site).await, site.standing("suspense").await), (vec![RefundStatus::Failed], -9_000));
        for _ in 0..3 {
            site.hook(&payment).await;
        }
        assert_eq!((site.standing("suspense").await, site.standing("bank").await), (-9_000, 21_000));
        assert!(site.get("/payments", &me).await.2.contains("U hebt €\u{a0}90,00 tegoed"));
    }
}

#[tokio::test]
async fn what_the_bank_takes_back_is_open_again_and_explained_without_costs() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let me = site.session("letter_code", None).await;
        let claim = site.sample.with_costs.clone();
        let (started, url) = site.start("k1", &[(&claim, 31_055)]).await;
        site.choose(&url, "paid").await;
        site.choose(&url, "chargeback").await;
        site.choose(&url, "chargeback").await;
        site.app.pay.sandbox.as_ref().unwrap().tick().await.unwrap();
        assert_eq!((site.open(&claim).await, site.standing("bank").await), (31_055, 0));
        let path = format!("/payment/{}", started.status_token);
        for cookie in [me.as_str(), ""] {
            let (_, _, page) = site.get(&path, cookie).await;
            assert!(page.contains("Uw bank heeft €\u{a0}310,55 van deze betaling teruggehaald"), "{page}");
            assert!(page.contains("Er komen hierdoor geen kosten bij."));
        }
        let (_, _, page) = site.get(&format!("/invoice/{claim}"), &me).await;
        assert!(page.contains("Door uw bank teruggehaald") && page.contains("Dit staat weer open."), "{page}");
        assert!(site.get("/payments", &me).await.2.contains("Door uw bank teruggehaald"));
    }
}
