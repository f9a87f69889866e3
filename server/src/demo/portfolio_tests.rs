//! The demo portfolio gives the segmentation something to tell people apart by.

use super::{SEED, fill};
use crate::learn::{behaviour_at, each};
use crate::testing::databases;
use effen::people::features::{Feature, features};

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
            if constant {
                wrong.push(format!("{feature} is the same for everybody"));
            }
            for (before, other) in Feature::ALL.iter().enumerate().take(place) {
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
