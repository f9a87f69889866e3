//! From the choice to the ledger: once, whatever arrives how often in which order.

use crate::site::{Site, sorted, words};
use effen::ids::{ClaimId, DebtorId};
use effen::ledger::Balance;
use effen::money::{Cents, Money};
use effen::payment::PaymentStatus;
use effen_server::db::payment::{self, By};
use effen_server::db::posting;
use effen_server::error::Error;
use effen_server::pay::job;
use effen_server::pay::settle::{self, Outcome};
use effen_server::pay::start::{Objection, Progress, start_payment};
use effen_server::testing::databases;
use effen_server::testing::sample::sample_debtor;

#[tokio::test]
async fn a_payment_over_two_creditors_reaches_the_ledger_through_the_bank_and_the_webhook() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let (a, b) = (site.sample.with_costs.clone(), site.sample.late.clone());
        let (started, url) = site.start("k1", &[(&a, 31_055), (&b, 5_000)]).await;
        assert!(url.starts_with(&format!("{}/sandbox/bank/", site.base)));
        let page = site.client.get(&url).send().await.unwrap().text().await.unwrap();
        assert!(page.contains("360,55") && page.contains("Testbank"), "{page}");
        assert_eq!(site.open(&a).await, 31_055, "nothing is booked before it is paid");

        let back = site.choose(&url, "paid").await;
        assert_eq!(back, format!("{}/payment/{}", site.base, started.status_token));
        let sandbox = site.app.pay.sandbox.clone().unwrap();
        assert_eq!(sandbox.tick().await.unwrap(), 1, "the bank calls the webhook and is answered");
        assert_eq!(sandbox.tick().await.unwrap(), 0, "once");

        assert_eq!(site.payment(&started).await.status, PaymentStatus::Paid);
        assert_eq!((site.open(&a).await, site.open(&b).await), (0, 7_000));
        assert_eq!((site.standing("bank").await, site.standing("suspense").await), (36_055, 0));
        let expected = words(&["payment_started", "payment_paid", "invoice_settled", "part_payment"]);
        assert_eq!(sorted(site.signals().await), sorted(expected), "what was due is not all paid");
        let json = format!("{}/payment/{}/status.json", site.base, started.status_token);
        let answer = site.client.get(json).send().await.unwrap().text().await.unwrap();
        assert_eq!(answer, r#"{"status":"paid","ended":true}"#);
    }
}

#[tokio::test]
async fn however_often_and_at_once_the_webhook_comes_it_is_booked_once() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let claim = site.sample.late.clone();
        let (started, url) = site.start("k1", &[(&claim, 12_000)]).await;
        let id = site.provider_id(&started).await;
        assert_eq!(site.hook(&id).await, 200, "before anything happened");
        assert_eq!(site.postings().await, 0);
        site.choose(&url, "paid").await;
        let calls = (0..24).map(|_| site.hook(&id));
        for status in futures::future::join_all(calls).await {
            assert_eq!(status, 200);
        }
        assert_eq!(site.open(&claim).await, 0);
        assert_eq!(site.postings().await, 3, "bank to suspense, suspense to principal, claim to payable");
        site.hook(&id).await;
        job::round(&site.app).await.unwrap();
        assert_eq!(site.postings().await, 3);
        let paid: Vec<_> = site.signals().await.into_iter().filter(|kind| kind == "payment_paid").collect();
        assert_eq!(paid.len(), 1);
    }
}

#[tokio::test]
async fn answers_that_arrive_out_of_order_change_nothing_after_the_end() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let claim = site.sample.late.clone();
        let (started, url) = site.start("k1", &[(&claim, 12_000)]).await;
        let row = site.payment(&started).await;
        let id = site.provider_id(&started).await;
        let early = site.app.pay.provider.get(&id).await.unwrap();
        site.choose(&url, "paid").await;
        let late = site.app.pay.provider.get(&id).await.unwrap();
        assert_eq!(settle::settle(&site.app, &row, &late).await.unwrap(), Outcome::Moved(PaymentStatus::Paid));
        assert_eq!(settle::settle(&site.app, &row, &early).await.unwrap(), Outcome::Nothing);
        assert_eq!(settle::settle(&site.app, &row, &late).await.unwrap(), Outcome::Nothing);
        assert_eq!(site.payment(&started).await.status, PaymentStatus::Paid);

        // A provider that takes its word back, or answers about something else, is not followed.
        let mut other = late.clone();
        other.status = PaymentStatus::Failed;
        let mut more = late.clone();
        more.amount = Money::euro(12_001);
        let mut alien = late.clone();
        alien.our_id = Some("another".to_owned());
        for wrong in [other, more, alien] {
            for _ in 0..2 {
                assert_eq!(settle::settle(&site.app, &row, &wrong).await.unwrap(), Outcome::Contradiction);
            }
            assert_eq!(site.postings().await, 3);
        }
        let audited = site.count("SELECT COUNT(*) FROM audit WHERE debtor_id = $1").await;
        assert_eq!(audited, 3, "each contradiction is noted once");
    }
}

#[tokio::test]
async fn a_forged_webhook_changes_nothing() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let (started, _) = site.start("k1", &[(&site.sample.late, 12_000)]).await;
        let id = site.provider_id(&started).await;
        let version = "SELECT version FROM debtor WHERE id = $1";
        let before = site.count(version).await;
        for forged in [id.as_str(), "tr_unknown", "", "../../v2/payments", "' OR 1=1 --", &"x".repeat(900)] {
            assert_eq!(site.hook(forged).await, 200, "{forged}");
        }
        assert_eq!(site.payment(&started).await.status, PaymentStatus::Open);
        assert_eq!((site.count(version).await, site.postings().await), (before, 0));
    }
}

#[tokio::test]
async fn every_end_that_the_bank_offers_reaches_us_and_only_one_brings_money() {
    let ends = [
        ("failed", PaymentStatus::Failed, "payment_failed"),
        ("canceled", PaymentStatus::Canceled, "payment_cancelled"),
        ("expired", PaymentStatus::Expired, "payment_expired"),
    ];
    for test in databases().await {
        let site = Site::new(&test).await;
        let claim = site.sample.late.clone();
        for (choice, status, signal) in ends {
            let (started, url) = site.start(choice, &[(&claim, 12_000)]).await;
            site.choose(&url, choice).await;
            site.choose(&url, "paid").await;
            site.app.pay.sandbox.as_ref().unwrap().tick().await.unwrap();
            assert_eq!(site.payment(&started).await.status, status);
            assert_eq!(site.signals().await.last().unwrap(), signal);
            let again = start_payment(&site.app, site.order(choice, &[(&claim, 12_000)])).await.unwrap().unwrap();
            let first_result = (started.id, Progress::Ended(status));
            assert_eq!((again.id, again.progress), first_result, "the key shows the first result");
        }
        assert_eq!((site.postings().await, site.open(&claim).await), (0, 12_000));
    }
}

#[tokio::test]
async fn the_same_key_with_another_choice_is_refused_and_impossible_choices_are_said() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let claim = site.sample.late.clone();
        site.start("k1", &[(&claim, 12_000)]).await;
        let reused = start_payment(&site.app, site.order("k1", &[(&claim, 11_999)])).await;
        assert!(matches!(reused, Err(Error::KeyReused)), "{reused:?}");

        let stranger = sample_debtor(&test.db, "Bas").await.unwrap();
        let objection = async |parts: Vec<(&ClaimId, i64)>| {
            start_payment(&site.app, site.order("other", &parts)).await.unwrap().unwrap_err()
        };
        assert_eq!(objection(vec![]).await, Objection::Nothing);
        assert_eq!(objection(vec![(&stranger.late, 100)]).await, Objection::UnknownClaim(stranger.late.clone()));
        assert_eq!(objection(vec![(&claim, 1), (&claim, 1)]).await, Objection::UnknownClaim(claim.clone()));
        assert_eq!(objection(vec![(&claim, 0)]).await, Objection::TooLittle(claim.clone()));
        assert_eq!(objection(vec![(&claim, -5)]).await, Objection::TooLittle(claim.clone()));
        let too_much = Objection::TooMuch { claim: claim.clone(), open: Money::euro(12_000) };
        assert_eq!(objection(vec![(&claim, 12_001)]).await, too_much);
        let rows = site.count("SELECT COUNT(*) FROM payment WHERE debtor_id = $1").await;
        assert_eq!(rows, 1, "what is objected to leaves nothing behind");
    }
}

#[tokio::test]
async fn two_payments_of_the_same_claim_pay_it_once_and_keep_the_rest_for_the_debtor() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let claim = site.sample.late.clone();
        let (_, first) = site.start("k1", &[(&claim, 12_000)]).await;
        let (_, second) = site.start("k2", &[(&claim, 9_000)]).await;
        site.choose(&first, "paid").await;
        site.choose(&second, "paid").await;
        assert_eq!(site.app.pay.sandbox.as_ref().unwrap().tick().await.unwrap(), 2);
        assert_eq!((site.open(&claim).await, site.standing("suspense").await), (0, -9_000));
    }
}

#[tokio::test]
async fn money_that_goes_back_is_open_again_and_booked_once() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let claim = site.sample.with_costs.clone();
        let (started, url) = site.start("k1", &[(&claim, 31_055)]).await;
        let id = site.provider_id(&started).await;
        site.choose(&url, "paid").await;
        site.hook(&id).await;
        assert_eq!(site.open(&claim).await, 0);
        let refund = || site.app.pay.provider.refund(&id, Money::euro(1_055), "Te veel betaald", "refund-1");
        let first = refund().await.unwrap();
        assert_eq!(refund().await.unwrap().id, first.id, "one key, one refund");
        for _ in 0..3 {
            site.hook(&id).await;
        }
        assert_eq!(site.open(&claim).await, 1_055);
        let sandbox = site.app.pay.sandbox.clone().unwrap();
        site.pass(3);
        sandbox.tick().await.unwrap();
        assert!(site.app.pay.provider.refunds(&id).await.unwrap()[0].done);
        assert!(sandbox.charge_back(&id).await.unwrap());
        sandbox.tick().await.unwrap();
        site.hook(&id).await;
        let mut conn = site.app.db.read().acquire().await.unwrap();
        let balances = posting::list_balances(&mut conn, &site.sample.debtor).await.unwrap();
        let before = Balance { principal: Cents(26_000), interest: Cents(215), costs: Cents(4_840) };
        assert_eq!(balances[&claim], before, "every part is where it was");
        // The bank took the whole amount back although part of it had been refunded: that much is missing, visibly.
        assert_eq!((site.standing("bank").await, site.standing("suspense").await), (-1_055, 1_055));
        let reversed: Vec<_> = site.signals().await.into_iter().filter(|kind| kind == "payment_refunded").collect();
        assert_eq!(reversed.len(), 2);
    }
}

#[tokio::test]
async fn nobody_else_can_be_paid_for_and_an_unknown_token_opens_nothing() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let (started, _) = site.start("k1", &[(&site.sample.late, 12_000)]).await;
        let mut conn = site.app.db.read().acquire().await.unwrap();
        let other = DebtorId("nobody".to_owned());
        assert_eq!(payment::find(&mut conn, By::Id(&other, &started.id)).await.unwrap(), None);
        let url = format!("{}/payment/{}/status.json", site.base, "x".repeat(43));
        assert_eq!(site.client.get(url).send().await.unwrap().status(), 404);
    }
}
