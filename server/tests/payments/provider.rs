//! A provider that is slow, down, forgetful or refuses.

use crate::site::{Site, words};
use effen::money::Money;
use effen::payment::PaymentStatus;
use effen_server::app::App;
use effen_server::config::Config;
use effen_server::pay::Method;
use effen_server::pay::job;
use effen_server::pay::settle::{self, Outcome};
use effen_server::pay::start::{Progress, Started, start_payment};
use effen_server::testing::databases;

#[tokio::test]
async fn a_payment_nobody_finishes_expires_and_a_lost_webhook_is_made_up_for() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let (left, _) = site.start("left", &[(&site.sample.late, 12_000)]).await;
        let (paid, url) = site.start("paid", &[(&site.sample.upcoming, 8_420)]).await;
        site.choose(&url, "paid").await;
        site.pass(29);
        assert_eq!(job::round(&site.app).await.unwrap(), 0, "not asked about too often");
        site.pass(1);
        assert_eq!(job::round(&site.app).await.unwrap(), 1);
        assert_eq!(site.payment(&paid).await.status, PaymentStatus::Paid);
        site.pass(15 * 60);
        assert_eq!(job::round(&site.app).await.unwrap(), 1);
        assert_eq!(site.payment(&left).await.status, PaymentStatus::Expired);
    }
}

#[tokio::test]
async fn while_the_provider_is_down_the_payment_is_kept_and_the_same_key_goes_on() {
    for test in databases().await {
        let site = Site::new(&test).await;
        // A second server on the same database, whose provider does not answer.
        let config = Config { listen: "127.0.0.1:1".parse().unwrap(), ..site.app.config.clone() };
        let down = App::new(config, test.db.clone(), site.clock.clone()).await.unwrap();
        let order = site.order("k1", &[(&site.sample.late, 12_000)]);
        let first = start_payment(&down, order.clone()).await.unwrap().unwrap();
        assert_eq!(first.progress, Progress::ProviderDown);
        let second = start_payment(&down, order.clone()).await.unwrap().unwrap();
        assert_eq!(second, first, "kept, and not doubled");

        let third = start_payment(&site.app, order.clone()).await.unwrap().unwrap();
        assert_eq!(third.id, first.id);
        let Progress::Ready(url) = &third.progress else { panic!("{third:?}") };
        let fourth = start_payment(&site.app, order).await.unwrap().unwrap();
        assert_eq!(fourth, third, "one payment at the provider");
        assert_eq!(site.app.pay.provider.list(250).await.unwrap().len(), 1);
        site.choose(url, "paid").await;
        // Down again when the webhook comes: it is answered so that it comes again.
        let id = site.provider_id(&third).await;
        assert!(settle::webhook(&down, &id).await.is_err());
        assert_eq!(settle::webhook(&site.app, &id).await.unwrap(), Outcome::Moved(PaymentStatus::Paid));

        let never = start_payment(&down, site.order("k2", &[(&site.sample.upcoming, 100)])).await.unwrap().unwrap();
        site.pass(86_400 - 1);
        job::round(&down).await.unwrap();
        assert_eq!(site.payment(&never).await.status, PaymentStatus::Open);
        site.pass(1);
        assert_eq!(job::round(&down).await.unwrap(), 1);
        assert_eq!(site.payment(&never).await.status, PaymentStatus::Expired);
    }
}

#[tokio::test]
async fn the_same_key_pressed_at_once_makes_one_payment() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let order = site.order("k1", &[(&site.sample.late, 12_000)]);
        let tries = (0..8).map(|_| start_payment(&site.app, order.clone()));
        let started: Vec<Started> =
            futures::future::join_all(tries).await.into_iter().map(|result| result.unwrap().unwrap()).collect();
        assert!(started.iter().all(|one| *one == started[0]), "{started:?}");
        assert_eq!(site.app.pay.provider.list(250).await.unwrap().len(), 1);
        assert_eq!(site.signals().await, words(&["payment_started"]));
    }
}

#[tokio::test]
async fn a_transfer_tells_where_to_send_it() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let mut order = site.order("k1", &[(&site.sample.late, 12_000)]);
        order.method = Method::Transfer;
        let started = start_payment(&site.app, order).await.unwrap().unwrap();
        assert_eq!(started.progress, Progress::Transfer);
        let row = site.payment(&started).await;
        let transfer = row.transfer.unwrap();
        assert!(transfer.iban.starts_with("NL") && transfer.reference.starts_with("RF"), "{transfer:?}");
        let id = row.provider_id.unwrap();
        assert!(site.app.pay.provider.get(&id).await.unwrap().cancellable);
        assert_eq!(site.app.pay.provider.cancel(&id).await.unwrap().status, PaymentStatus::Canceled);
        site.hook(&id).await;
        assert_eq!(site.payment(&started).await.status, PaymentStatus::Canceled);
        assert_eq!(site.signals().await, words(&["payment_started", "transfer_chosen", "payment_cancelled"]));
    }
}

#[tokio::test]
async fn the_sandbox_refuses_as_the_real_one_does() {
    use effen_server::pay::mollie::{Mollie, Patience};
    use effen_server::pay::{PaymentProvider as _, ProviderError};
    for test in databases().await {
        let site = Site::new(&test).await;
        let api = format!("{}/sandbox/v2/payments", site.base);
        let answer = site.client.get(&api).send().await.unwrap();
        assert_eq!(answer.status(), 401);
        assert!(answer.text().await.unwrap().contains("\"title\":\"Unauthorized\""));
        let stranger = Mollie::new(&format!("{}/sandbox", site.base), "test_wrong", Patience::default()).unwrap();
        assert_eq!(stranger.get("tr_x").await.unwrap_err(), ProviderError::Unauthorized);
        let provider = &site.app.pay.provider;
        assert_eq!(provider.get("tr_x").await.unwrap_err(), ProviderError::NotFound);
        assert_eq!(provider.methods().await.unwrap().len(), 4);
        let (started, _) = site.start("k1", &[(&site.sample.late, 12_000)]).await;
        let id = site.provider_id(&started).await;
        let early = provider.refund(&id, Money::euro(1), "x", "r1").await.unwrap_err();
        assert!(matches!(early, ProviderError::Refused { status: 422, .. }), "{early:?}");
        let ideal = provider.cancel(&id).await.unwrap_err();
        assert!(matches!(ideal, ProviderError::Refused { status: 422, .. }), "{ideal:?}");
    }
}

#[tokio::test]
async fn what_the_provider_was_not_reached_for_is_tried_again_by_itself_while_its_payer_may_wait() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let config = Config { listen: "127.0.0.1:1".parse().unwrap(), ..site.app.config.clone() };
        let down = App::new(config, test.db.clone(), site.clock.clone()).await.unwrap();
        let started = start_payment(&down, site.order("k1", &[(&site.sample.late, 12_000)])).await.unwrap().unwrap();
        let url = format!("{}/payment/{}/status.json", site.base, started.status_token);
        let told = async || site.client.get(&url).send().await.unwrap().text().await.unwrap();
        assert_eq!(told().await, r#"{"status":"unreached","ended":false}"#);
        job::round(&down).await.unwrap();
        assert_eq!(told().await, r#"{"status":"unreached","ended":false}"#);
        job::round(&site.app).await.unwrap();
        assert_eq!(told().await, r#"{"status":"open","ended":false}"#, "the page that waits sees it");
        let late = start_payment(&down, site.order("k2", &[(&site.sample.upcoming, 100)])).await.unwrap().unwrap();
        site.pass(2_700);
        job::round(&site.app).await.unwrap();
        assert_eq!(site.payment(&late).await.provider_id, None, "the provider may have forgotten our key");
    }
}
