//! Learning from a database's log, on both engines.

use super::{drift, export, learned, persona_silhouette, samples};
use crate::db::Db;
use crate::db::signal::record_signals;
use crate::testing::databases;
use crate::testing::sample::{now, sample_debtor};
use effen::dates::add_days;
use effen::ids::ClaimId;
use effen::people::features::Feature;
use effen::people::history::{PastClaim, noon, signals_of};
use effen::people::learn::evaluate::{Protocol, evaluate};
use effen::people::learn::sample::Outcome;
use jiff::civil::{Date, date};

const START: Date = date(2024, 1, 8);
const LAST: Date = date(2025, 6, 30);

/// Twelve debtors with ten invoices each; every other one pays late, and all get later as time goes on.
async fn fill(db: &Db) -> Vec<String> {
    let mut references = Vec::new();
    for number in 0..12 {
        let sample = sample_debtor(db, &format!("Debtor {number}")).await.unwrap();
        let claims: Vec<PastClaim> = (0..10)
            .map(|place| {
                let issued_on = add_days(START, place * 45);
                let due_on = add_days(issued_on, 30);
                let late = if number % 2 == 0 { 8 } else { -12 } + place + number % 3 * 4;
                PastClaim {
                    claim_id: ClaimId::from(format!("past-{number}-{place}")),
                    amount_cents: 5_000 + 100 * number * place,
                    issued_on,
                    due_on,
                    settled_on: Some(add_days(due_on, late)),
                    disputed: false,
                    creditor_joined: place == 0,
                }
            })
            .collect();
        let mut tx = db.begin_debtor(&sample.debtor, now()).await.unwrap();
        record_signals(&mut tx, &signals_of(&claims, LAST)).await.unwrap();
        tx.commit().await.unwrap();
        references.push(sample.reference);
    }
    references
}

#[tokio::test]
async fn a_past_is_learned_from_as_it_was_known_and_foretold_of_others() {
    for test in databases().await {
        let references = fill(&test.db).await;
        let until = noon(LAST);
        let late = samples(&test.db, Outcome::LateNext, until).await.unwrap();
        assert_eq!(late.len(), 120);
        let half = samples(&test.db, Outcome::LateNext, noon(add_days(START, 225))).await.unwrap();
        assert_eq!(half.len(), 60, "five invoices of each were due by then");
        let found = evaluate(Outcome::LateNext, &late, Protocol { folds: 4, repeats: 2 }).unwrap();
        assert_eq!(found.debtors, 12);
        assert!(found.model.auc.mean > 0.7, "{:?}", found.model.auc);

        let models = export::models(&test.db, until).await.unwrap();
        assert!(models[1].is_some() && models[2].is_none(), "no plan was ever agreed");
        let mut bytes = Vec::new();
        assert_eq!(export::write(&test.db, noon(add_days(START, 35)), &models, &mut bytes).await.unwrap(), 12);
        let mut csv = csv::Reader::from_reader(bytes.as_slice());
        let head = csv.headers().unwrap().clone();
        let column = |name: &str| head.iter().position(|known| known == name).unwrap();
        let rows: Vec<_> = csv.records().map(|row| row.unwrap()).collect();
        assert_eq!(head.len(), 3 + 6 + Feature::ALL.len() + 3 + 2);
        let early = rows.iter().find(|row| row[0] == references[1]).unwrap();
        let first = rows.iter().find(|row| row[0] == references[0]).unwrap();
        // On day 35 the first invoice of those who pay early is settled, of the others it is overdue.
        assert_eq!((&early[column("settled_year")], &first[column("overdue_claims")]), ("1", "1"));
        assert_eq!(&early[column("chance_paid_30d")], "", "nothing was open");
        let chance: f64 = first[column("chance_paid_30d")].parse().unwrap();
        assert!((0.0..=1.0).contains(&chance));
    }
}

#[tokio::test]
async fn drift_tells_the_characteristic_that_moved() {
    for test in databases().await {
        fill(&test.db).await;
        let (before, after) = (noon(add_days(START, 100)), noon(LAST));
        let found = drift(&test.db, before, after).await.unwrap();
        assert_eq!(found.len(), Feature::ALL.len());
        let psi = |feature| found.iter().find(|one| one.characteristic == feature).unwrap().psi;
        assert!(psi(Feature::SettledYear) > 0.25 && psi(Feature::ComplaintsLifetime).abs() < 1e-9);
        assert!(drift(&test.db, after, after).await.unwrap().iter().all(|one| one.psi.abs() < 1e-9));
        let apart = persona_silhouette(&test.db, after).await.unwrap();
        assert!(apart.is_none_or(|apart| (-1.0..=1.0).contains(&apart)));
    }
}

#[tokio::test]
async fn what_is_learned_is_kept_for_a_week_and_told_in_the_file_beside_a_baseline() {
    for test in databases().await {
        fill(&test.db).await;
        let few = learned::learn(&test.db, now(), learned::DEBTORS_MIN).await.unwrap();
        assert_eq!((few.debtors, few.samples.len()), (12, 0), "twelve debtors are too few for a model");
        let done = learned::learn(&test.db, now(), 1).await.unwrap();
        assert!(
            done.samples.iter().any(|(outcome, samples)| *outcome == Outcome::Paid30d && *samples > 50),
            "{done:?}"
        );
        let kept = learned::find(&test.db).await.unwrap();
        assert_eq!(kept.models.len(), done.samples.len());
        let (model, baseline) = (&kept.models[0].model, &kept.models[0].baseline);
        assert!(model.columns.len() > 1 && baseline.columns.len() == 1);
        assert!(kept.habits.is_some());
        assert_eq!(learned::refresh(&test.db, now()).await.unwrap(), None, "not older than a week");
        let later = now() + jiff::SignedDuration::from_hours(24 * 8);
        assert!(learned::refresh(&test.db, later).await.unwrap().is_some());

        let app = crate::testing::sample::app(&test.db).await;
        let cookie = crate::web::console::tests::agent(&app).await;
        let debtor: String =
            sqlx::query_scalar("SELECT id FROM debtor ORDER BY id LIMIT 1").fetch_one(test.db.read()).await.unwrap();
        let owner = effen::ids::DebtorId(debtor.clone());
        let mut tx = test.db.begin_debtor(&owner, now()).await.unwrap();
        let issued = effen::people::signal::SignalKind::InvoiceIssued;
        record_signals(&mut tx, &[effen::people::signal::Signal::now(issued, now()).cents(5_000)]).await.unwrap();
        tx.commit().await.unwrap();
        let page = crate::web::console::tests::call(&app, &cookie, &format!("/console/debtor/{debtor}"), None).await;
        let page = crate::web::console::tests::text(page).await;
        assert!(page.contains("betaalt iets binnen 30 dagen") && page.contains("alleen naar één kenmerk"), "{page}");
        assert!(page.contains("Leunt op:"), "{page}");
    }
}
