//! The tables of collection costs, as their files hold them.

use crate::explain::Percent;
use crate::lawdata::{Table, in_order};
use crate::money::{Cents, Currency, NumberFormat, parse};
use jiff::civil::Date;
use serde::Deserialize;

/// A table of costs of one country.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostTable {
    /// The law.
    pub source: String,
    /// The last day the table is known to hold.
    pub known_until: Date,
    /// What an operator should know of it, if anything.
    pub note: Option<String>,
    #[serde(rename = "scale")]
    pub(super) scales: Vec<Scale>,
    #[serde(default, rename = "instalment")]
    pub(super) instalments: Vec<InstalmentRule>,
    #[serde(default, rename = "company")]
    pub(super) companies: Vec<CompanyRule>,
    #[serde(default, rename = "reminder")]
    pub(super) reminders: Vec<ReminderRule>,
}

/// Percentages by bracket, from a day on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scale {
    pub(super) from: Date,
    #[serde(default, deserialize_with = "some_euros")]
    pub(super) minimum: Option<Cents>,
    #[serde(deserialize_with = "euros")]
    pub(super) maximum: Cents,
    #[serde(default, deserialize_with = "some_percent")]
    pub(super) vat_percent: Option<Percent>,
    pub(super) brackets: Vec<Bracket>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bracket {
    #[serde(default, deserialize_with = "some_euros")]
    pub(super) upto: Option<Cents>,
    #[serde(default, deserialize_with = "some_euros")]
    pub(super) fixed: Option<Cents>,
    #[serde(deserialize_with = "percent")]
    pub(super) percent: Percent,
}

/// Small instalments of one contract: a later one missed within some months costs a part of the scale.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InstalmentRule {
    pub(super) from: Date,
    #[serde(deserialize_with = "euros")]
    pub(super) below: Cents,
    pub(super) months: u32,
    #[serde(deserialize_with = "percent")]
    pub(super) later_percent: Percent,
    #[serde(deserialize_with = "euros")]
    pub(super) later_maximum: Cents,
}

/// What a company owes: a fixed sum, or the scale with a least of its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CompanyRule {
    pub(super) from: Date,
    pub(super) source: String,
    #[serde(default, deserialize_with = "some_euros")]
    pub(super) fixed: Option<Cents>,
    #[serde(default, deserialize_with = "some_euros")]
    pub(super) minimum: Option<Cents>,
}

/// What reminders may cost: so many are free, later ones cost at most so much and the postage.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReminderRule {
    pub(super) from: Date,
    pub(super) source: String,
    pub(super) free: u32,
    pub(super) free_a_year_of_regular_supply: u32,
    #[serde(deserialize_with = "euros")]
    pub(super) maximum: Cents,
}

impl Table for CostTable {
    fn check(&mut self) -> Result<(), String> {
        if self.scales.is_empty() {
            return Err("[[scale]]: there is none".to_owned());
        }
        in_order("scale", self.scales.iter().map(|scale| scale.from))?;
        in_order("instalment", self.instalments.iter().map(|rule| rule.from))?;
        in_order("company", self.companies.iter().map(|rule| rule.from))?;
        in_order("reminder", self.reminders.iter().map(|rule| rule.from))?;
        for scale in &self.scales {
            scale.check().map_err(|why| format!("[[scale]] from {}: {why}", scale.from))?;
        }
        let wrong = |rule: &&CompanyRule| rule.fixed.is_some() == rule.minimum.is_some();
        match self.companies.iter().find(wrong) {
            Some(rule) => Err(format!("[[company]] from {}: it needs either fixed or minimum", rule.from)),
            None => Ok(()),
        }
    }
}

impl Scale {
    fn check(&self) -> Result<(), String> {
        if self.minimum.unwrap_or_default() > self.maximum || self.maximum < Cents::ZERO {
            return Err("minimum is above maximum, or maximum is negative".to_owned());
        }
        let Some((last, others)) = self.brackets.split_last() else {
            return Err("brackets: there is none".to_owned());
        };
        if last.upto.is_some() || others.iter().any(|bracket| bracket.upto.is_none()) {
            return Err("brackets: each but the last needs upto, the last has none".to_owned());
        }
        if !others.is_sorted_by(|a, b| a.upto < b.upto) {
            return Err("brackets: upto does not rise".to_owned());
        }
        let negative = |bracket: &Bracket| bracket.percent.0 < 0 || bracket.fixed.unwrap_or_default() < Cents::ZERO;
        if self.brackets.iter().any(negative) || self.vat_percent.is_some_and(|vat| vat.0 < 0) {
            return Err("a percentage or a fixed sum is negative".to_owned());
        }
        Ok(())
    }
}

/// Reads a decimal text with two places, exactly: euros into cents, percentages into hundredths.
pub(crate) fn hundredths<'de, D: serde::Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    let text = String::deserialize(from)?;
    parse(&text, NumberFormat::PLAIN, Currency::EUR).map(|money| money.cents).map_err(serde::de::Error::custom)
}

/// Reads a decimal text as euros.
pub(crate) fn euros<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Cents, D::Error> {
    hundredths(from).map(Cents)
}

fn some_euros<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Cents>, D::Error> {
    euros(from).map(Some)
}

pub(crate) fn percent<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Percent, D::Error> {
    hundredths(from).map(Percent)
}

pub(crate) fn some_percent<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Percent>, D::Error> {
    percent(from).map(Some)
}
