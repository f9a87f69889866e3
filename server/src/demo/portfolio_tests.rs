//! The demo portfolio gives the segmentation something to tell people apart by.

use super::trial::Trial;
use super::world::DAYS;
use super::{Recipe, SEED, fill, simulate};
use crate::db::experiment;
use crate::db::experiment_figures::list_groups;
use crate::learn::{behaviour_at, each};
use crate::testing::databases;
use effen::people::effect::{Outcome, Verdict, findings};
use effen::people::features::{Feature, features};
use effen::people::trial::shares;

/// Debtors: enough for each group of the experiment to be compared.
const DEBTORS: usize = 300;

/// In the simulation hardly anything is open that is not overdue: whoever pays in time pays within days.
const ALIKE_HERE: (Feature, Feature) = (Feature::OverdueClaims, Feature::OpenClaims);

/// Pearson's correlation of what is known of both; none where too little is.
fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    let count = pairs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / count;
    let (mean_a, mean_b) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let sum = |of: &dyn Fn(f64, f64) -> f64| pairs.iter().map(|(a, b)| of(a - mean_a, b - mean_b)).sum::<f64>();
    let scale = (sum(&|a, _| a * a) * sum(&|_, b| b * b)).sqrt();
    (pairs.len() >= 20 && scale > 1e-9).then(|| sum(&|a, b| a * b) / scale)
}

/// As many as the demonstration has unless somebody asks for fewer: what happens to one in a thousand is met here.
const EVERYBODY: usize = 2_000;

#[test]
fn every_payment_and_every_row_of_the_books_is_about_money() {
    let today = jiff::civil::date(2026, 9, 21);
    let trial = Trial::before(today);
    for number in 0..EVERYBODY {
        let (world, _) = simulate(SEED, number, effen::dates::add_days(today, -DAYS), today, &trial);
        for payment in &world.payments {
            let whole = !payment.parts.is_empty() && payment.parts.iter().all(|(_, cents)| cents.is_positive());
            assert!(whole, "{number}: {payment:?}");
        }
        for posting in world.moments.iter().flat_map(|moment| &moment.postings) {
            assert!(posting.amount.cents > 0, "{number}: {posting:?}");
        }
    }
}

#[tokio::test]
async fn no_characteristic_is_constant_no_two_say_the_same_and_the_effect_put_in_is_there() {
    for test in databases().await {
        let now = crate::clock::from_ms(1_790_000_000_000);
        let report = fill(&test.db, now, Recipe::of(DEBTORS), |_| {}).await.unwrap();
        println!("{}", report.markdown());
        let mut values: Vec<Vec<Option<f64>>> = vec![Vec::new(); Feature::ALL.len()];
        each(&test.db, |_, debtor| {
            for (feature, value) in features(&behaviour_at(debtor, now), now).iter() {
                values[feature as usize].push(value);
            }
        })
        .await
        .unwrap();
        let mut wrong = Vec::new();
        for (place, feature) in Feature::ALL.iter().enumerate() {
            let constant = values[place].windows(2).all(|pair| pair[0] == pair[1]);
            if constant {
                wrong.push(format!("{feature} is the same for everybody"));
            }
            let others = Feature::ALL.iter().enumerate().take(place);
            for (before, other) in others.filter(|(_, other)| (*feature, **other) != ALIKE_HERE) {
                let known = values[place].iter().zip(&values[before]);
                let pairs: Vec<(f64, f64)> = known.filter_map(|(a, b)| Some(((*a)?, (*b)?))).collect();
                if let Some(found) = correlation(&pairs).filter(|found| found.abs() > 0.98) {
                    wrong.push(format!("{feature} and {other}: {found:.3}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        let one = experiment::list(&test.db).await.unwrap().remove(0);
        let (until, on) = (now.as_millisecond(), crate::clock::local(now).date().to_string());
        let groups = list_groups(&test.db, &one, until, &on).await.unwrap();
        let found = findings(&groups, &shares(one.control_percent, one.challengers.len()));
        for one in found.effects.iter().filter(|one| one.outcome == Outcome::PlanKept) {
            println!("group {}: {:.3} beside {:.3}, {:?}", one.arm, one.challenger, one.control, one.widened);
        }
        assert!(found.comparable() && !found.too_few(), "{:?}", found.balance);
        let kept = |arm| found.effects.iter().find(|one| one.arm == arm && one.outcome == Outcome::PlanKept).unwrap();
        // So few cannot show it with certainty: that it is there is seen by the size of the difference.
        assert!(kept(1).challenger > kept(1).control, "{:?}", kept(1));
        assert_eq!(kept(2).verdict, Verdict::NotShown, "{:?}", kept(2));
    }
}
