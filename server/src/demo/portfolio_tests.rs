//! The demo portfolio gives the segmentation something to tell people apart by.

use super::{SEED, fill};
use crate::learn::{behaviour_at, each};
use crate::testing::databases;
use effen::people::features::{Feature, features};

/// What the simulation does not do, for each needs records of its own: cases, promises, calls back, mandates.
const NOT_SIMULATED: [Feature; 8] = [
    Feature::DisputesYear,
    Feature::DisputeShare,
    Feature::RepliesYear,
    Feature::ComplaintsLifetime,
    Feature::CallbacksAsked,
    Feature::PromisesKept,
    Feature::PromisesBroken,
    Feature::DirectDebits,
];

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

#[tokio::test]
async fn no_characteristic_is_constant_and_no_two_say_the_same() {
    for test in databases().await {
        let now = crate::clock::from_ms(1_790_000_000_000);
        fill(&test.db, now, SEED, 240, |_| {}).await.unwrap();
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
            if constant != NOT_SIMULATED.contains(feature) && *feature != Feature::BounceShare {
                wrong.push(format!("{feature} constant: {constant}"));
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
    }
}
