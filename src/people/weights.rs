//! The documented, editable table of weights behind the persona scores.

use super::features::Feature;
use crate::kinds::Persona;
use serde::Deserialize;

/// A table of weights that cannot be used; says which row and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeightsError {
    /// Not TOML of the expected shape.
    #[error("the table of weights is not readable: {0}")]
    Unreadable(String),
    /// A row names a characteristic that does not exist.
    #[error("the table of weights names '{0}', which is not a characteristic")]
    UnknownFeature(String),
    /// A row appears twice.
    #[error("the table of weights has two rows for '{0}'")]
    Twice(String),
    /// A number is not finite, or a scale or share is out of range.
    #[error("the table of weights has a wrong number in '{0}'")]
    WrongNumber(String),
}

/// One row: how a characteristic is put to scale and what it says for each persona.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The characteristic.
    pub feature: Feature,
    /// The value that says nothing.
    pub centre: f64,
    /// How far from the centre counts as one; twice that is the most it can count.
    pub scale: f64,
    /// Weights in the order of [`Persona::ALL`].
    pub weights: [f64; 6],
}

/// The table.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// Its version, kept with what was decided by it.
    pub version: String,
    /// Events needed before anyone is given a persona.
    pub evidence_min: i64,
    /// The share the best score needs before a first persona is given.
    pub first_min: f64,
    /// By how much another score must lead before a persona changes.
    pub margin: f64,
    /// By what the sums are divided before they become shares: above 1 makes the shares less sure of themselves.
    pub temperature: f64,
    /// Where each persona starts, in the order of [`Persona::ALL`].
    pub start: [f64; 6],
    /// The rows.
    pub rows: Vec<Row>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct PersonaNumbers {
    tamara: f64,
    bryan: f64,
    job: f64,
    saida: f64,
    hendrik_jan: f64,
    dennis: f64,
}

impl PersonaNumbers {
    /// In the order of [`Persona::ALL`].
    fn list(&self) -> [f64; 6] {
        [self.tamara, self.bryan, self.job, self.saida, self.hendrik_jan, self.dennis]
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: String,
    evidence_min: i64,
    first_min: f64,
    margin: f64,
    temperature: f64,
    start: PersonaNumbers,
    characteristic: std::collections::BTreeMap<String, FileRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRow {
    centre: f64,
    scale: f64,
    weights: PersonaNumbers,
}

impl Weights {
    /// The table that ships with the program.
    pub fn shipped() -> Self {
        Self::parse(include_str!("../data/weights.toml")).expect("the shipped table is read by a test")
    }

    /// Reads a table.
    ///
    /// # Errors
    /// When it is not a usable table; the error names the row.
    pub fn parse(text: &str) -> Result<Self, WeightsError> {
        let file: File = toml::from_str(text).map_err(|error| WeightsError::Unreadable(error.to_string()))?;
        let mut rows = Vec::with_capacity(file.characteristic.len());
        for (name, row) in &file.characteristic {
            let feature = name.parse().map_err(|_| WeightsError::UnknownFeature(name.clone()))?;
            let weights = row.weights.list();
            let numbers_fit = row.centre.is_finite() && row.scale.is_finite() && row.scale > 0.0 && all_sane(&weights);
            if !numbers_fit {
                return Err(WeightsError::WrongNumber(name.clone()));
            }
            rows.push(Row { feature, centre: row.centre, scale: row.scale, weights });
        }
        rows.sort_by_key(|row| row.feature);
        let share = 0.0..1.0;
        if !share.contains(&file.margin) || !share.contains(&file.first_min) || file.evidence_min < 0 {
            return Err(WeightsError::WrongNumber("margin, first_min or evidence_min".to_owned()));
        }
        if !(0.1..=20.0).contains(&file.temperature) {
            return Err(WeightsError::WrongNumber("temperature".to_owned()));
        }
        let start = file.start.list();
        if !all_sane(&start) {
            return Err(WeightsError::WrongNumber("start".to_owned()));
        }
        let File { version, evidence_min, first_min, margin, temperature, .. } = file;
        Ok(Self { version, evidence_min, first_min, margin, temperature, start, rows })
    }

    /// The weight of `persona` in `row`.
    pub fn of(row: &Row, persona: Persona) -> f64 {
        row.weights[persona as usize]
    }
}

fn all_sane(numbers: &[f64]) -> bool {
    numbers.iter().all(|number| number.is_finite() && number.abs() <= 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "version = 'x'\nevidence_min = 1\nfirst_min = 0.1\nmargin = 0.1\ntemperature = 1.0\n[start]\n";

    #[test]
    fn the_shipped_table_reads_and_every_persona_is_spoken_for_and_against() {
        let weights = Weights::shipped();
        for &persona in Persona::ALL {
            assert!(weights.rows.iter().any(|row| Weights::of(row, persona) > 0.5), "{persona}");
            assert!(weights.rows.iter().any(|row| Weights::of(row, persona) < 0.0), "{persona}");
        }
    }

    #[test]
    fn a_wrong_table_is_refused_by_the_name_of_its_row() {
        let row = |name: &str, scale: &str, weights: &str| {
            format!("{SMALL}[characteristic.{name}]\ncentre = 0.0\nscale = {scale}\nweights = {{ {weights} }}\n")
        };
        assert!(Weights::parse(&row("open_claims", "1.0", "job = 1.0")).is_ok());
        let named = |text: String| Weights::parse(&text).unwrap_err().to_string();
        assert!(named(row("star_sign", "1.0", "")).contains("star_sign"));
        assert!(named(row("open_claims", "0.0", "")).contains("open_claims"));
        assert!(named(row("open_claims", "1.0", "job = nan")).contains("open_claims"));
        assert!(named(row("open_claims", "1.0", "mary = 1.0")).contains("mary"));
    }
}
