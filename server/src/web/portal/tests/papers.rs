//! Documents: the figures are the ledger's, nobody sees another's, and the same books give the same bytes.

use super::*;
use crate::config::Config;
use crate::db::payment::{self, PaymentRow};
use crate::db::posting;
use crate::pay::Method;
use crate::testing::pdf::text_of;
use effen::dates::long;
use effen::deadline::formal_letter;
use effen::ids::PaymentId;
use effen::imputation::{ClaimPart, Imputation};
use effen::kinds::{Country, Lang};
use effen::ledger::{Balance, payment_received};
use effen::money::{Cents, Currency, Money};
use effen::payment::PaymentStatus;

async fn pdf(browser: &Browser, path: &str) -> String {
    let (status, name, cache, bytes) = browser.download(path).await;
    assert_eq!(status, StatusCode::OK, "{path}");
    assert!(name.starts_with("attachment; filename=\"effen-") && name.ends_with(".pdf\""), "{name}");
    assert_eq!(cache, "no-store", "{path}");
    assert!(!name.contains("EF-") && !name.contains("nna"), "nothing of whom: {name}");
    assert!(bytes.starts_with(b"%PDF-1.7"), "{path}");
    assert_eq!(browser.download(path).await.3, bytes, "the same books give the same bytes: {path}");
    text_of(&bytes)
}

#[tokio::test]
async fn the_statement_holds_every_figure_of_the_ledger() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        let text = pdf(&browser.speaking("nl"), "/documents/statement").await;
        let mut conn = app.db.read().acquire().await.unwrap();
        let balances = posting::list_balances(&mut conn, &anna.debtor).await.unwrap();
        drop(conn);
        let whole: Balance = balances.values().copied().sum();
        assert_eq!(whole.total(), Cents(Sample::OPEN_CENTS));
        for part in balances.values().chain([&whole]).flat_map(|b| [b.principal, b.interest, b.costs, b.total()]) {
            assert!(text.contains(&part.format(Lang::Nl)), "{} is not in it:\n{text}", part.format(Lang::Nl));
        }
        for number in 1..=5 {
            assert!(text.contains(&format!("2026-ANNA-{number:03}")), "{number}");
        }
        assert!(!text.contains("BAS") && !text.contains("Bas de Vries"));
        // The costs as the law computes them: 15 % of € 260.00 is raised to € 40.00, with VAT € 48.40.
        assert!(text.contains("daarom €\u{a0}1,00 erbij") && text.contains("€\u{a0}48,40"), "{text}");
        let page = browser.speaking("nl").get("/documents").await.body;
        for href in ["/documents/statement".to_owned(), format!("/documents/settled/{}", anna.settled)] {
            assert!(attributes(&page, "href").contains(&href), "{href}");
        }
    }
}

#[tokio::test]
async fn a_settled_claim_has_its_letter_and_an_open_one_has_none() {
    for test in crate::testing::databases().await {
        let (_, browser, anna, bas) = two(&test).await;
        let text = pdf(&browser.speaking("en"), &format!("/documents/settled/{}", anna.settled)).await;
        assert!(text.contains("2026-ANNA-005 is paid") && text.contains("€35.50") && text.contains("€0.00"), "{text}");
        for id in [&anna.late, &bas.settled, &bas.late] {
            assert_eq!(browser.download(&format!("/documents/settled/{id}")).await.0, StatusCode::NOT_FOUND);
        }
        assert_eq!(browser.download("/documents/plan").await.0, StatusCode::NOT_FOUND);
        let invoice = browser.get(&format!("/invoice/{}", anna.settled)).await.body;
        assert!(attributes(&invoice, "href").contains(&format!("/documents/settled/{}", anna.settled)));
    }
}

/// A payment of € 100.00 that pays € 50.55 of costs and interest, € 44.45 of principal, and € 5.00 of nothing.
async fn paid(app: &App, sample: &Sample) -> PaymentId {
    let id = PaymentId(crate::new_id::uuid());
    let now = app.now_ms();
    let row = PaymentRow {
        id: id.clone(),
        debtor: sample.debtor.clone(),
        status_token: crate::new_id::token(),
        amount: Money::euro(10_000),
        method: Method::Ideal,
        status: PaymentStatus::Open,
        provider_id: None,
        checkout_url: None,
        transfer: None,
        description: String::new(),
        lang: Lang::Nl,
        plan_id: None,
        from_notice_id: None,
        idempotency_key: "k".to_owned(),
        created_at: now,
        changed_at: now,
        checked_at: now,
        booked_at: None,
    };
    let balance = Balance { principal: Cents(4_445), interest: Cents(215), costs: Cents(4_840) };
    let part = ClaimPart { claim_id: sample.with_costs.clone(), paid: balance };
    let imputation = Imputation { parts: vec![part], overpaid: Cents(500) };
    let mut tx = app.db.begin_debtor(&sample.debtor, app.now()).await.unwrap();
    payment::create(&mut tx, &row, &[(sample.with_costs.clone(), Cents(9_500))]).await.unwrap();
    posting::create(&mut tx, &payment_received(&id, &imputation, Currency::EUR, sample::TODAY)).await.unwrap();
    payment::update_status(&mut tx, &id, PaymentStatus::Paid, true).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn a_receipt_says_what_each_cent_paid_and_is_the_payers_alone() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, bas) = two(&test).await;
        let (own, other) = (paid(&app, &anna).await, paid(&app, &bas).await);
        let text = pdf(&browser.speaking("en"), &format!("/documents/receipt/{own}")).await;
        for figure in ["€100.00", "€48.40", "€2.15", "€44.45", "€95.00", "€215.55", "€5.00"] {
            assert!(text.contains(figure), "{figure}:\n{text}");
        }
        assert_eq!(browser.download(&format!("/documents/receipt/{other}")).await.0, StatusCode::NOT_FOUND);
        let page = browser.get("/documents").await.body;
        assert!(page.contains(&format!("/documents/receipt/{own}")) && !page.contains(other.as_str()));
        let weak = Browser::with(&app, &anna.debtor, "pay_link").await;
        assert_ne!(weak.download(&format!("/documents/receipt/{own}")).await.0, StatusCode::OK);
    }
}

#[tokio::test]
async fn the_formal_letter_that_was_laid_out_is_the_one_that_is_downloaded() {
    for test in crate::testing::databases().await {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            data_dir: folder.path().to_owned(),
            agency_address: "Plein 1, Amsterdam".to_owned(),
            agency_register: "77".to_owned(),
            ..Config::defaults()
        };
        let app = App::new(config, test.db.clone(), crate::clock::Clock::fixed(sample::now())).await.unwrap();
        let (anna, bas) =
            (sample_debtor(&test.db, "Anna").await.unwrap(), sample_debtor(&test.db, "Bas").await.unwrap());
        let send = |number: &'static str| crate::cli::formal_letter::run(&app, &anna.reference, number);
        assert!(send("2026-ANNA-001").await.unwrap_err().message.contains("has not passed"), "it is not due yet");
        assert!(send("2026-ANNA-003").await.unwrap_err().message.contains("costs were added"));
        assert!(send("2026-BAS-002").await.is_err(), "another's");
        send("2026-ANNA-002").await.unwrap();
        assert!(send("2026-ANNA-002").await.is_err(), "once");
        let letters = crate::db::document::list_formal(&test.db, &anna.debtor).await.unwrap();
        let [(id, claim, _)] = letters.as_slice() else { panic!("{letters:?}") };
        assert_eq!(*claim, anna.late.0);
        let laid = std::fs::read(folder.path().join("letters").join(format!("{id}.pdf"))).unwrap();
        let browser = Browser::of(&app, &anna.debtor).await;
        let path = format!("/documents/letter/{id}");
        let text = pdf(&browser.speaking("en"), &path).await;
        assert_eq!(browser.download(&path).await.3, laid, "in the language it was sent in, whatever is read now");
        let deadline = formal_letter(Country::Nl, sample::TODAY, false);
        let squeezed = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in [
            "binnen vijftien dagen nadat deze brief bij u is bezorgd",
            &long(deadline.printed_on, Lang::Nl),
            "€ 120,00",
            "€ 48,40",
            "€ 168,40",
            "KvK 90000099",
            "Plein 1, Amsterdam",
            "klachten@effen.example",
        ] {
            assert!(squeezed.replace('\u{a0}', " ").contains(part), "{part}:\n{text}");
        }
        assert!(browser.get(&format!("/inbox/{id}")).await.body.contains(&path));
        let other = Browser::of(&app, &bas.debtor).await;
        assert_eq!(other.download(&path).await.0, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_agreement_says_every_payment_day_of_the_plan() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        let browser = browser.speaking("nl");
        let page = browser.get("/plan?payday=25").await.body;
        let quote = attributes(&page, "href").into_iter().find(|href| href.starts_with("/plan/terms/")).unwrap();
        let id = quote.rsplit('/').next().unwrap();
        browser.post("/plan/agree", &[("key", "k"), ("quote", id)]).await;
        let file = crate::db::overview::find(&app.db, &anna.debtor, app.now_ms()).await.unwrap();
        let text = pdf(&browser, "/documents/plan").await;
        for instalment in file.plan.expect("it runs").schedule {
            assert!(text.contains(&long(instalment.due_on, Lang::Nl)), "{text}");
            assert!(text.contains(&instalment.amount.format(Lang::Nl)), "{text}");
        }
        assert!(text.contains(&Cents(Sample::OPEN_CENTS).format(Lang::Nl)));
        assert!(browser.get("/plan/agreement").await.body.contains("/documents/plan"));
    }
}
