//! A model of the chance of an outcome: columns put to scale, a logistic regression over them, and a calibration that
//! was learned from samples the regression had not seen.

use super::folds;
use super::logistic::{FitError, Fitted, chance, fit};
use super::sample::{Outcome, Sample, names, place_of};
use crate::people::features::Feature;
use serde::{Deserialize, Serialize};

/// The most a value counts, in deviations from the mean.
const CLAMP: f64 = 3.0;
/// How much each weight is held back.
const RIDGE: f64 = 10.0;
/// Folds within the samples that are learned from, for the calibration.
const INNER_FOLDS: usize = 4;
/// A column is used when it varies among at least this many samples.
const KNOWN_MIN: usize = 20;

/// How one value is read, and what it says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// The characteristic, or what is known of the invoice or plan itself.
    pub name: String,
    /// The mean of the known values.
    pub mean: f64,
    /// Their standard deviation.
    pub deviation: f64,
    /// What each deviation from the mean adds to the odds' logarithm.
    pub weight: f64,
    /// What each deviation above the mean adds on top of that.
    pub weight_above: f64,
    /// What it adds that the value is not known.
    pub weight_unknown: f64,
}

/// A fitted model. Its JSON can be read and changed by people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// What it foretells.
    pub outcome: Outcome,
    /// Samples it was learned from.
    pub samples: usize,
    /// Of these, the share in which it came.
    pub rate: f64,
    /// The odds' logarithm where every column is at its mean.
    pub intercept: f64,
    /// The columns.
    pub columns: Vec<Column>,
    /// What calibration adds to the odds' logarithm…
    pub calibration_start: f64,
    /// …after multiplying it by this.
    pub calibration_slope: f64,
}

impl Model {
    /// Learns from `samples`; with `only`, from that one column.
    ///
    /// # Errors
    /// When the outcome is the same in all of them.
    pub fn learn(outcome: Outcome, samples: &[&Sample], only: Option<&str>) -> Result<Self, FitError> {
        let mut model = Self::raw(outcome, samples, only)?;
        let groups: Vec<usize> = samples.iter().map(|sample| sample.group).collect();
        let fold_of = folds::of_groups(&groups, INNER_FOLDS, 0);
        let (mut told, mut came) = (Vec::new(), Vec::new());
        for fold in 0..INNER_FOLDS {
            let part = |inside: bool| samples.iter().zip(&fold_of).filter(move |(_, at)| (**at == fold) == inside);
            let rest: Vec<&Sample> = part(false).map(|(sample, _)| *sample).collect();
            // A fold whose rest has one outcome only says nothing about calibration.
            let Ok(inner) = Self::raw(outcome, &rest, only) else { continue };
            for (sample, _) in part(true) {
                told.push(vec![inner.log_odds(&sample.values)]);
                came.push(sample.came);
            }
        }
        if let Ok(line) = fit(&told, &came, 1e-6) {
            // A slope below zero would turn the order round: then what was learned is worth nothing but the rate.
            model.calibration_start = line.intercept;
            model.calibration_slope = line.weights[0].max(0.0);
        }
        Ok(model)
    }

    fn raw(outcome: Outcome, samples: &[&Sample], only: Option<&str>) -> Result<Self, FitError> {
        let mut columns = columns(samples);
        columns.retain(|(_, column)| only.is_none_or(|name| column.name == name));
        let rows: Vec<Vec<f64>> = samples
            .iter()
            .map(|sample| columns.iter().flat_map(|(place, column)| column.terms(sample.values[*place])).collect())
            .collect();
        let came: Vec<bool> = samples.iter().map(|sample| sample.came).collect();
        let Fitted { intercept, weights } = fit(&rows, &came, RIDGE)?;
        for ((_, column), of_column) in columns.iter_mut().zip(weights.chunks_exact(3)) {
            (column.weight, column.weight_above, column.weight_unknown) = (of_column[0], of_column[1], of_column[2]);
        }
        let rate = came.iter().filter(|&&came| came).count() as f64 / samples.len() as f64;
        Ok(Self {
            outcome,
            samples: samples.len(),
            rate,
            intercept,
            columns: columns.into_iter().map(|(_, column)| column).collect(),
            calibration_start: 0.0,
            calibration_slope: 1.0,
        })
    }

    /// The odds' logarithm before calibration.
    fn log_odds(&self, values: &[Option<f64>]) -> f64 {
        let mut sum = self.intercept;
        for column in &self.columns {
            let value = place_of(&column.name).and_then(|place| values[place]);
            let [linear, above, unknown] = column.terms(value);
            sum += column.weight * linear + column.weight_above * above + column.weight_unknown * unknown;
        }
        sum
    }

    /// The chance, calibrated. `values` stand in the order of a sample's.
    pub fn chance(&self, values: &[Option<f64>]) -> f64 {
        chance(self.calibration_start + self.calibration_slope * self.log_odds(values))
    }

    /// What most moves the chance of somebody with these values away from that of one at every mean, the strongest
    /// first: each characteristic with what it adds to the odds' logarithm. What is not known is left out.
    pub fn contributions(&self, values: &[Option<f64>]) -> Vec<(Feature, f64)> {
        let of = |column: &Column| {
            let feature: Feature = column.name.parse().ok()?;
            let value = values[feature as usize]?;
            let [linear, above, _] = column.terms(Some(value));
            Some((feature, self.calibration_slope * (column.weight * linear + column.weight_above * above)))
        };
        let mut found: Vec<(Feature, f64)> = self.columns.iter().filter_map(of).collect();
        found.retain(|(_, strength)| strength.abs() > 0.02);
        found.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        found
    }

    /// Reads a model, and refuses one that names what is not known here or holds a wrong number.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let model: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        for column in &model.columns {
            if place_of(&column.name).is_none() {
                return Err(format!("'{}' is no characteristic", column.name));
            }
            if column.deviation <= 0.0 || !column.deviation.is_finite() {
                return Err(format!("the deviation of '{}' must be above zero", column.name));
            }
        }
        Ok(model)
    }
}

impl Column {
    fn terms(&self, value: Option<f64>) -> [f64; 3] {
        value.map_or([0.0, 0.0, 1.0], |value| {
            let z = ((value - self.mean) / self.deviation).clamp(-CLAMP, CLAMP);
            [z, z.max(0.0), 0.0]
        })
    }
}

/// The columns that vary, with their place among a sample's values.
fn columns(samples: &[&Sample]) -> Vec<(usize, Column)> {
    let of = |(place, name): (usize, String)| {
        let known: Vec<f64> = samples.iter().filter_map(|sample| sample.values[place]).collect();
        let count = known.len() as f64;
        let mean = known.iter().sum::<f64>() / count;
        let deviation = libm::sqrt(known.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count);
        let varies = known.len() >= KNOWN_MIN && deviation > 1e-9;
        let (weight, weight_above, weight_unknown) = (0.0, 0.0, 0.0);
        varies.then_some((place, Column { name, mean, deviation, weight, weight_above, weight_unknown }))
    };
    names().into_iter().enumerate().filter_map(of).collect()
}
