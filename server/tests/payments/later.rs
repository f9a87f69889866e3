//! Paying on another day.

use crate::site::Site;
use effen::dates::add_days;
use effen::ids::ClaimId;
use effen::people::signal::SignalKind;
use effen_server::daily;
use effen_server::db::{hold, signal};
use effen_server::outreach::answers;
use effen_server::testing::databases;

async fn count(site: &Site, kind: SignalKind) -> usize {
    let log = signal::list(&site.app.db, &site.sample.debtor).await.unwrap();
    log.iter().filter(|signal| signal.kind == kind).count()
}

async fn holds(site: &Site) -> usize {
    let mut conn = site.app.db.read().acquire().await.unwrap();
    hold::list(&mut conn, &site.sample.debtor, site.app.now_ms()).await.unwrap().len()
}

/// Sends the form for another day; gives status, address and body.
async fn later(site: &Site, me: &str, claim: &ClaimId, cents: i64, days: i64, key: &str) -> (u16, String, String) {
    let on = add_days(site.app.today(), days).to_string();
    let part = format!("part.{claim}");
    let fields = [("key", key), ("on", on.as_str()), (part.as_str(), &cents.to_string())]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    site.post("/pay/later", me, &fields).await
}

const DAY: i64 = 86_400;

#[tokio::test]
async fn a_named_day_keeps_our_messages_reminds_once_and_is_kept_by_paying() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let me = site.session("letter_code", None).await;
        let claim = site.sample.late.clone();
        let (status, to, _) = later(&site, &me, &claim, 12_000, 3, "k").await;
        assert_eq!(status, 303);
        assert_eq!(later(&site, &me, &claim, 12_000, 3, "k").await.1, to, "pressed twice, noted once");
        assert_eq!((holds(&site).await, count(&site, SignalKind::PromiseMade).await), (1, 1));
        let (_, _, page) = site.get(&to, &me).await;
        assert!(
            page.contains("U betaalt €\u{a0}120,00 op vrijdag 15 mei.") && page.contains("Neem deze dag terug"),
            "{page}"
        );
        assert!(site.get(&format!("/invoice/{claim}"), &me).await.2.contains("U koos vrijdag 15 mei"));

        assert_eq!(answers::run(&site.app).await.unwrap(), 0, "not before its day");
        site.pass(3 * DAY);
        assert_eq!(answers::run(&site.app).await.unwrap(), 1);
        assert_eq!(answers::run(&site.app).await.unwrap(), 0, "once");
        let text: String =
            sqlx::query_scalar("SELECT body_text FROM notice WHERE kind = 'reminder_asked' AND debtor_id = $1")
                .bind(site.sample.debtor.as_str())
                .fetch_one(site.app.db.read())
                .await
                .unwrap();
        assert!(text.contains("€\u{a0}120,00") && text.contains("Boekhandel De Linde"), "{text}");

        let (_, bank) = site.start("pay", &[(&claim, 12_000)]).await;
        site.choose(&bank, "paid").await;
        site.app.pay.sandbox.as_ref().unwrap().tick().await.unwrap();
        assert_eq!((count(&site, SignalKind::PromiseKept).await, holds(&site).await), (1, 0));
        site.pass(10 * DAY);
        assert_eq!(daily::run(&site.app).await.unwrap().promises_broken, 0);
    }
}

#[tokio::test]
async fn a_day_that_passes_without_the_money_is_noted_once_and_one_that_is_taken_back_never() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let me = site.session("letter_code", None).await;
        later(&site, &me, &site.sample.late, 12_000, 2, "a").await;
        let (_, undone, _) = later(&site, &me, &site.sample.part_paid, 4_500, 2, "b").await;
        assert_eq!(holds(&site).await, 2);
        let key = [("key".to_owned(), "u".to_owned())];
        assert_eq!(site.post(&format!("{undone}/undo"), &me, &key).await.0, 303);
        assert_eq!(holds(&site).await, 1);
        assert!(site.get(&undone, &me).await.2.contains("Teruggenomen"));
        site.pass(4 * DAY);
        assert_eq!(daily::run(&site.app).await.unwrap().promises_broken, 0, "a transfer may be on its way");
        site.pass(DAY);
        assert_eq!(daily::run(&site.app).await.unwrap().promises_broken, 1);
        assert_eq!(daily::run(&site.app).await.unwrap().promises_broken, 0);
        assert_eq!((count(&site, SignalKind::PromiseBroken).await, holds(&site).await), (1, 0));
    }
}

#[tokio::test]
async fn what_cannot_be_promised_is_said_and_nobody_promises_for_another() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let me = site.session("letter_code", None).await;
        let claim = site.sample.late.clone();
        for (days, cents, said) in [
            (0, 12_000, "Kies een dag na vandaag."),
            (32, 12_000, "Kies een dag in de komende 31 dagen."),
            (3, 12_001, "kunt u hier niet meer betalen"),
        ] {
            let (status, _, page) = later(&site, &me, &claim, cents, days, "k").await;
            assert!(status == 422 && page.contains(said), "{said}: {page}");
        }
        assert_eq!(holds(&site).await, 0, "what is refused leaves nothing behind");
        for round in 0..3 {
            let (status, to, _) = later(&site, &me, &claim, 12_000, 3, &format!("r{round}")).await;
            assert_eq!(status, 303);
            let (status, _, page) = later(&site, &me, &claim, 5_000, 4, &format!("again{round}")).await;
            assert!(status == 422 && page.contains("koos u al een dag"), "{page}");
            let key = [("key".to_owned(), format!("u{round}"))];
            site.post(&format!("{to}/undo"), &me, &key).await;
        }
        let (status, _, page) = later(&site, &me, &claim, 12_000, 3, "fourth").await;
        assert!(status == 422 && page.contains("al drie keer een dag"), "a way on is named: {page}");

        let (_, to, _) = later(&site, &me, &site.sample.part_paid, 4_500, 3, "mine").await;
        let other = effen_server::testing::sample::sample_debtor(&test.db, "Bas").await.unwrap();
        let stranger = Site { sample: other, ..site };
        let them = stranger.session("letter_code", None).await;
        assert_eq!(stranger.get(&to, &them).await.0, 404);
        let key = [("key".to_owned(), "x".to_owned())];
        assert_eq!(stranger.post(&format!("{to}/undo"), &them, &key).await.0, 404);
        let link = stranger.session("pay_link", Some(&stranger.sample.late)).await;
        let (status, ..) = later(&stranger, &link, &stranger.sample.part_paid, 4_500, 3, "l").await;
        assert_eq!(status, 422, "a pay link promises for its own claim only");
    }
}
