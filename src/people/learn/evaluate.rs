//! How well a model does on debtors it has not seen, beside a baseline measured the same way.

use super::folds;
use super::logistic::FitError;
use super::metrics::{Spread, Tenth, Told, auc, calibration_error, gini, log_loss, tenths};
use super::model::Model;
use super::sample::{Outcome, Sample};
use serde::Serialize;

/// How it is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Protocol {
    /// Parts the debtors are divided into.
    pub folds: usize,
    /// Times that is done, each time divided otherwise.
    pub repeats: usize,
}

/// What one way of foretelling is worth: over the repeats, each over all samples.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Worth {
    /// Area under the curve.
    pub auc: Spread,
    /// Gini coefficient.
    pub gini: Spread,
    /// Logarithmic loss.
    pub log_loss: Spread,
    /// Mean miss of the foretold shares over ten parts.
    pub calibration_error: Spread,
    /// The ten parts of the first repeat, the likeliest first.
    pub tenths: Vec<Tenth>,
}

/// A model beside its baseline.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    /// What is foretold.
    pub outcome: Outcome,
    /// How it was measured.
    pub protocol: Protocol,
    /// Samples.
    pub samples: usize,
    /// Debtors they are of.
    pub debtors: usize,
    /// The share in which it came.
    pub rate: f64,
    /// The model.
    pub model: Worth,
    /// The one characteristic of the baseline.
    pub baseline_by: String,
    /// The baseline.
    pub baseline: Worth,
    /// AUC of the model less that of the baseline, in the same division each.
    pub auc_gain: Spread,
}

/// Measures a model of `outcome` on `samples`.
///
/// # Errors
/// When the outcome is the same in all samples that a model would learn from.
pub fn evaluate(outcome: Outcome, samples: &[Sample], protocol: Protocol) -> Result<Evaluation, FitError> {
    let groups: Vec<usize> = samples.iter().map(|sample| sample.group).collect();
    let baseline_by = outcome.baseline().to_string();
    let (mut models, mut baselines) = (Vec::new(), Vec::new());
    for repeat in 0..protocol.repeats.max(1) {
        let fold_of = folds::of_groups(&groups, protocol.folds, 1 + repeat as u64);
        models.push(unseen(outcome, samples, &fold_of, protocol.folds, None)?);
        baselines.push(unseen(outcome, samples, &fold_of, protocol.folds, Some(&baseline_by))?);
    }
    let gains: Vec<f64> =
        models.iter().zip(&baselines).filter_map(|(model, base)| Some(auc(model)? - auc(base)?)).collect();
    let mut debtors = groups;
    debtors.sort_unstable();
    debtors.dedup();
    Ok(Evaluation {
        outcome,
        protocol,
        samples: samples.len(),
        debtors: debtors.len(),
        rate: samples.iter().filter(|sample| sample.came).count() as f64 / samples.len().max(1) as f64,
        model: worth(&models),
        baseline_by,
        baseline: worth(&baselines),
        auc_gain: Spread::of(&gains),
    })
}

/// What is foretold of each sample by a model that saw nothing of its debtor.
fn unseen(
    outcome: Outcome,
    samples: &[Sample],
    fold_of: &[usize],
    folds: usize,
    only: Option<&str>,
) -> Result<Vec<Told>, FitError> {
    let mut told = vec![(0.0, false); samples.len()];
    for fold in 0..folds {
        let seen: Vec<&Sample> =
            samples.iter().zip(fold_of).filter(|(_, at)| **at != fold).map(|(sample, _)| sample).collect();
        let model = Model::learn(outcome, &seen, only)?;
        for (place, sample) in samples.iter().enumerate().filter(|(place, _)| fold_of[*place] == fold) {
            told[place] = (model.chance(&sample.values), sample.came);
        }
    }
    Ok(told)
}

fn worth(repeats: &[Vec<Told>]) -> Worth {
    let spread = |of: &dyn Fn(&[Told]) -> f64| Spread::of(&repeats.iter().map(|told| of(told)).collect::<Vec<_>>());
    Worth {
        auc: spread(&|told| auc(told).unwrap_or(0.5)),
        gini: spread(&|told| gini(auc(told).unwrap_or(0.5))),
        log_loss: spread(&log_loss),
        calibration_error: spread(&calibration_error),
        tenths: tenths(&repeats[0]),
    }
}
