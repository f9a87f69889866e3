//! What learning promises: known weights are found again, figures agree with those worked out by hand, and a model is
//! measured on debtors it has not seen.

use super::drift::psi;
use super::evaluate::{Protocol, evaluate};
use super::folds::of_groups;
use super::logistic::{FitError, chance, fit};
use super::metrics::{Spread, auc, calibration_error, gini, log_loss, silhouette, tenths};
use super::model::Model;
use super::sample::{Outcome, Sample, names};
use jiff::Timestamp;
use proptest::prelude::*;

/// Numbers between 0 and 1 that look drawn.
fn draws(seed: u64) -> impl FnMut() -> f64 {
    let mut word = seed | 1;
    move || {
        word ^= word << 13;
        word ^= word >> 7;
        word ^= word << 17;
        (word >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[test]
fn weights_that_made_the_outcomes_are_found_again() {
    let mut draw = draws(7);
    let rows: Vec<Vec<f64>> = (0..20_000).map(|_| (0..3).map(|_| draw() * 4.0 - 2.0).collect()).collect();
    let came: Vec<bool> = rows.iter().map(|row| draw() < chance(0.5 + 1.5 * row[0] - 0.8 * row[1])).collect();
    let fitted = fit(&rows, &came, 0.01).unwrap();
    for (found, made) in [(fitted.intercept, 0.5), (fitted.weights[0], 1.5), (fitted.weights[1], -0.8)] {
        assert!((found - made).abs() < 0.08, "{found} instead of {made}");
    }
    assert!(fitted.weights[2].abs() < 0.05, "what says nothing gets no weight");
}

#[test]
fn a_two_by_two_table_gives_its_own_odds_and_perfect_separation_stays_finite() {
    // 30 of 40 came with the mark, 10 of 60 without it: odds 3 and 1/5.
    let rows: Vec<Vec<f64>> = (0..100).map(|place| vec![if place < 40 { 1.0 } else { 0.0 }]).collect();
    let came: Vec<bool> = (0..100).map(|place| !(30..90).contains(&place)).collect();
    let fitted = fit(&rows, &came, 1e-9).unwrap();
    assert!((fitted.intercept - 0.2_f64.ln()).abs() < 1e-6);
    assert!((fitted.weights[0] - 15.0_f64.ln()).abs() < 1e-6);
    let apart = fit(&rows, &(0..100).map(|place| place < 40).collect::<Vec<_>>(), 1.0).unwrap();
    assert!(apart.weights[0].is_finite() && apart.weights[0] > 2.0);
    assert_eq!(fit(&rows, &[true; 100], 1.0), Err(FitError::OneOutcome));
    assert_eq!(fit(&[vec![f64::NAN], vec![0.0]], &[true, false], 1.0), Err(FitError::WrongNumber));
}

#[test]
fn figures_are_those_worked_out_by_hand() {
    let told = [(0.9, true), (0.8, false), (0.8, true), (0.3, false), (0.1, false)];
    // Of six pairs: five in order, one tied by half... (0.9 beats all 3; 0.8 ties one and beats two).
    assert!((auc(&told).unwrap() - 5.5 / 6.0).abs() < 1e-12);
    assert!((gini(5.5 / 6.0) - 5.0 / 6.0).abs() < 1e-12);
    assert_eq!(auc(&[(0.4, true)]), None);
    assert!((log_loss(&[(0.5, true), (0.25, false)]) - (2.0_f64.ln() + (4.0_f64 / 3.0).ln()) / 2.0).abs() < 1e-12);
    let even: Vec<_> = (0..100).map(|place| (f64::from(place) / 100.0, place >= 50)).collect();
    let parts = tenths(&even);
    assert_eq!((parts.len(), parts[0].count, parts[0].came, parts[0].lift), (10, 10, 1.0, 2.0));
    assert!((parts[9].told - 0.045).abs() < 1e-12 && parts[9].came == 0.0);
    let same: Vec<_> = (0..100).map(|place| (0.3, place % 10 < 3)).collect();
    assert!(calibration_error(&same) < 1e-12 && calibration_error(&even) > 0.1);
    let spread = Spread::of(&[1.0, 2.0, 3.0]);
    assert_eq!((spread.mean, spread.deviation), (2.0, 1.0));
}

#[test]
fn groups_apart_have_a_silhouette_near_one_and_mixed_ones_near_zero() {
    let points: Vec<Vec<f64>> =
        (0..20).map(|place| vec![f64::from(place % 2) * 100.0, f64::from(place) / 20.0]).collect();
    let by_place: Vec<usize> = (0..20).map(|place| place % 2).collect();
    assert!(silhouette(&points, &by_place).unwrap() > 0.98);
    let mixed: Vec<usize> = (0..20).map(|place| place / 10).collect();
    assert!(silhouette(&points, &mixed).unwrap().abs() < 0.1);
    assert_eq!(silhouette(&points, &[0; 20]), None);
}

#[test]
fn drift_is_nothing_for_the_same_and_large_for_another_portfolio() {
    let before: Vec<Option<f64>> = (0..1_000).map(|place| (place % 10 != 0).then_some(f64::from(place % 97))).collect();
    assert!(psi(&before, &before).unwrap().abs() < 1e-12);
    let moved: Vec<Option<f64>> = before.iter().map(|value| value.map(|value| value + 40.0)).collect();
    assert!(psi(&before, &moved).unwrap() > 0.25);
    assert!(psi(&[Some(2.0); 20], &[Some(7.0); 20]).unwrap() > 1.0, "what was the same for all moves too");
    let forgotten = vec![None; 10];
    assert!(psi(&before, &forgotten).unwrap() > 1.0);
    assert_eq!(psi(&[], &before), None);
}

/// Debtors of whom a share of late invoices is known, and who go on as before.
fn made(debtors: usize, seed: u64) -> Vec<Sample> {
    let place = |name: &str| names().iter().position(|known| known == name).unwrap();
    let (late, euros) = (place("late_share_ever"), place("open_euros"));
    let mut draw = draws(seed);
    let mut all = Vec::new();
    for group in 0..debtors {
        let habit = draw();
        for _ in 0..12 {
            let mut values = vec![None; names().len()];
            let open = draw() * 100.0;
            values[late] = Some((habit + 0.2 * draw()).min(1.0));
            values[euros] = Some(open);
            let came = draw() < chance(4.0 * habit - 2.0 + (open - 50.0) / 20.0);
            all.push(Sample { group, at: Timestamp::UNIX_EPOCH, values, came });
        }
    }
    all
}

#[test]
fn a_model_beats_its_baseline_on_debtors_it_has_not_seen_and_its_chances_are_true() {
    let samples = made(150, 3);
    let found = evaluate(Outcome::LateNext, &samples, Protocol { folds: 5, repeats: 2 }).unwrap();
    assert_eq!((found.samples, found.debtors, found.baseline_by.as_str()), (1_800, 150, "late_share_ever"));
    assert!(found.auc_gain.mean > 0.05, "what is open says much, and the baseline does not look at it");
    assert!(found.model.calibration_error.mean < 0.05, "{:?}", found.model.calibration_error);
    assert!(found.model.log_loss.mean < found.baseline.log_loss.mean);
    assert!(found.model.tenths[0].came > found.model.tenths[9].came + 0.5);
}

#[test]
fn chances_drawn_by_lot_are_not_foretold() {
    let mut draw = draws(11);
    let mut samples = made(80, 5);
    samples.iter_mut().for_each(|sample| sample.came = draw() < 0.4);
    let found = evaluate(Outcome::LateNext, &samples, Protocol { folds: 4, repeats: 3 }).unwrap();
    assert!((found.model.auc.mean - 0.5).abs() < 0.06, "{:?}", found.model.auc);
}

#[test]
fn a_model_reads_back_and_a_wrong_one_is_refused_by_name() {
    let samples = made(40, 9);
    let model = Model::learn(Outcome::Paid30d, &samples.iter().collect::<Vec<_>>(), None).unwrap();
    let text = serde_json::to_string(&model).unwrap();
    let read = Model::parse(&text).unwrap();
    assert!((read.chance(&samples[0].values) - model.chance(&samples[0].values)).abs() < 1e-12);
    assert!(Model::parse(&text.replace("open_euros", "star_sign")).unwrap_err().contains("star_sign"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nobody_is_in_two_folds_and_folds_are_even(
        groups in prop::collection::vec(0..40_usize, 1..200), folds in 2..8_usize, shuffle in any::<u64>(),
    ) {
        let fold_of = of_groups(&groups, folds, shuffle);
        let mut seen = std::collections::BTreeMap::new();
        for (group, fold) in groups.iter().zip(&fold_of) {
            prop_assert_eq!(*seen.entry(*group).or_insert(*fold), *fold);
        }
        let size = |fold: usize| seen.values().filter(|&&at| at == fold).count();
        let sizes: Vec<usize> = (0..folds).map(size).collect();
        prop_assert!(sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1);
    }

    #[test]
    fn the_auc_is_that_of_all_pairs(told in prop::collection::vec((0..20_u8, any::<bool>()), 2..60)) {
        let told: Vec<(f64, bool)> = told.into_iter().map(|(chance, came)| (f64::from(chance) / 20.0, came)).collect();
        let (mut won, mut pairs) = (0.0, 0.0);
        for (chance, _) in told.iter().filter(|(_, came)| *came) {
            for (other, _) in told.iter().filter(|(_, came)| !*came) {
                pairs += 1.0;
                won += if chance > other { 1.0 } else if chance == other { 0.5 } else { 0.0 };
            }
        }
        match auc(&told) {
            Some(found) => prop_assert!((found - won / pairs).abs() < 1e-9),
            None => prop_assert_eq!(pairs, 0.0),
        }
    }
}
