//! Collection costs from dated tables: the Dutch scale (Besluit vergoeding voor buitengerechtelijke incassokosten), the
//! Belgian cap (Code of Economic Law, Book XIX), and what companies owe in both. Each figure comes with its explanation.

mod table;

use crate::dates::add_months;
use crate::explain::{Explanation, Line, Rule};
use crate::kinds::{Country, PartyKind};
use crate::lawdata::law;
use crate::money::Cents;
use jiff::civil::Date;
pub use table::CostTable;
use table::{Bracket, CompanyRule, InstalmentRule, Scale};
pub(crate) use table::{euros, percent, some_percent};

/// Why no costs can be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CostsError {
    /// There is no principal to compute them from.
    #[error("no costs without a principal above nothing")]
    NothingOwed,
    /// The table begins later.
    #[error("no table of costs holds on {on}")]
    NoTable {
        /// The day asked about.
        on: Date,
    },
}

/// What collection costs are computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CostsCase {
    /// Whose law.
    pub country: Country,
    /// Consumer or company.
    pub party: PartyKind,
    /// The principal; several claims of the same creditor that are claimed together summed, never across creditors.
    pub base: Cents,
    /// The day the figure is about.
    pub on: Date,
    /// The creditor cannot reclaim VAT and says so (Netherlands).
    pub vat_on_top: bool,
    /// It is a later missed instalment of one contract: see [`is_later_instalment`].
    pub later_instalment: bool,
    /// The most the creditor asks by contract, where it asks less than the law allows.
    pub agreed_most: Option<Cents>,
}

impl CostsCase {
    /// A consumer's claim by the law alone.
    pub const fn consumer(country: Country, base: Cents, on: Date) -> CostsCase {
        let party = PartyKind::Person;
        CostsCase { country, party, base, on, vat_on_top: false, later_instalment: false, agreed_most: None }
    }
}

/// The table of a country.
pub fn table(country: Country) -> &'static CostTable {
    law().costs.of(country)
}

/// The collection costs of a consumer's principal on a day: see [`costs_of`].
pub fn collection_costs(country: Country, base: Cents, on: Date, vat_on_top: bool) -> Result<Explanation, CostsError> {
    costs_of(&CostsCase { vat_on_top, ..CostsCase::consumer(country, base, on) })
}

/// The collection costs of a case. In Belgium the figure is the most that may be asked of a consumer, where the
/// contract says so, and the fixed sum that a company owes by law; VAT plays no part there.
///
/// # Errors
/// Nothing is owed, or no table holds on the day.
pub fn costs_of(case: &CostsCase) -> Result<Explanation, CostsError> {
    if !case.base.is_positive() {
        return Err(CostsError::NothingOwed);
    }
    let table = table(case.country);
    let scale = latest(&table.scales, case.on, |scale| scale.from).ok_or(CostsError::NoTable { on: case.on })?;
    let company = match case.party {
        PartyKind::Person => None,
        PartyKind::Company => latest(&table.companies, case.on, |rule| rule.from),
    };
    let mut lines = by_scale(case, scale, company);
    if case.later_instalment
        && let Some(rule) = instalment_rule(case.base, case.on)
    {
        later_instalment(&mut lines, rule);
    }
    if let Some(most) = case.agreed_most.filter(|most| sum(&lines) > *most) {
        lines.push(Line::Agreed { maximum: most, amount: most - sum(&lines) });
    }
    if let Some(percent) = scale.vat_percent.filter(|_| case.vat_on_top && case.country == Country::Nl) {
        lines.push(Line::Vat { percent, amount: half_up(sum(&lines).0 * percent.0) });
    }
    Ok(Explanation {
        rule: match (case.country, company) {
            (Country::Nl, None) => Rule::CollectionCostsNl,
            (Country::Nl, Some(_)) => Rule::CollectionCostsCompanyNl,
            (Country::Be, None) => Rule::CompensationBe,
            (Country::Be, Some(_)) => Rule::CompensationCompanyBe,
        },
        source: match company {
            Some(CompanyRule { source, fixed: Some(_), .. }) => source.clone(),
            Some(rule) => format!("{}; {}", rule.source, table.source),
            None => table.source.clone(),
        },
        table_from: company.map_or(scale.from, |rule| rule.from.max(scale.from)),
        known_until: table.known_until,
        on: case.on,
        base: case.base,
        total: sum(&lines),
        lines,
    })
}

/// Whether a missed instalment of a contract is a later one: it is small, and another of the same contract was missed
/// within the months before (six since 1 October 2024). `missed_before` holds the due dates of those others.
pub fn is_later_instalment(amount: Cents, due_on: Date, missed_before: &[Date], on: Date) -> bool {
    instalment_rule(amount, on).is_some_and(|rule| {
        missed_before.iter().any(|missed| *missed < due_on && add_months(*missed, rule.months) >= due_on)
    })
}

/// What a Belgian reminder may cost a consumer: the first are free, a later one costs at most a fixed sum and the
/// postage. `number` counts the reminders of one debt, and of one calendar year where the supply is `regular`.
///
/// # Errors
/// No table holds on the day.
pub fn reminder_costs(number: u32, regular: bool, postage: Cents, on: Date) -> Result<Explanation, CostsError> {
    let table = table(Country::Be);
    let rule = latest(&table.reminders, on, |rule| rule.from).ok_or(CostsError::NoTable { on })?;
    let free = if regular { rule.free_a_year_of_regular_supply } else { rule.free };
    let mut lines = Vec::new();
    if number > free {
        lines.push(Line::Fixed { amount: rule.maximum });
        lines.push(Line::Postage { amount: postage.or_zero() });
    } else {
        lines.push(Line::Free { number, free });
    }
    Ok(Explanation {
        rule: Rule::ReminderBe,
        source: rule.source.clone(),
        table_from: rule.from,
        known_until: table.known_until,
        on,
        base: Cents::ZERO,
        total: sum(&lines),
        lines,
    })
}

/// The row that holds on a day: the latest that has begun.
fn latest<T>(rows: &[T], on: Date, from: impl Fn(&T) -> Date) -> Option<&T> {
    rows.iter().filter(|row| from(row) <= on).max_by_key(|row| from(row))
}

fn instalment_rule(amount: Cents, on: Date) -> Option<&'static InstalmentRule> {
    latest(&table(Country::Nl).instalments, on, |rule| rule.from).filter(|rule| amount < rule.below)
}

fn sum(lines: &[Line]) -> Cents {
    lines.iter().map(Line::amount).sum()
}

/// The scale with its least and its most, or a company's fixed sum.
fn by_scale(case: &CostsCase, scale: &Scale, company: Option<&CompanyRule>) -> Vec<Line> {
    if let Some(amount) = company.and_then(|rule| rule.fixed) {
        return vec![Line::Fixed { amount }];
    }
    let mut lines = match case.country {
        Country::Nl => slices(case.base, &scale.brackets),
        Country::Be => one_bracket(case.base, &scale.brackets),
    };
    let minimum = scale.minimum.max(company.and_then(|rule| rule.minimum));
    if let Some(minimum) = minimum.filter(|minimum| sum(&lines) < *minimum) {
        lines.push(Line::Minimum { minimum, amount: minimum - sum(&lines) });
    }
    if sum(&lines) > scale.maximum {
        lines.push(Line::Maximum { maximum: scale.maximum, amount: scale.maximum - sum(&lines) });
    }
    lines
}

/// A later instalment costs a part of the scale, with a most of its own.
fn later_instalment(lines: &mut Vec<Line>, rule: &InstalmentRule) {
    let part = half_up(sum(lines).0 * rule.later_percent.0);
    lines.push(Line::Later { percent: rule.later_percent, amount: part - sum(lines) });
    if part > rule.later_maximum {
        lines.push(Line::Maximum { maximum: rule.later_maximum, amount: rule.later_maximum - part });
    }
}

/// Half up to the cent of an amount times hundredths of a percent. Never called below nothing.
fn half_up(hundredths_of_percent: i64) -> Cents {
    Cents((hundredths_of_percent + 5_000) / 10_000)
}

/// Every slice of the base at its own percentage, rounded once over the whole.
fn slices(base: Cents, brackets: &[Bracket]) -> Vec<Line> {
    let (mut edge, mut exact) = (0, 0);
    let mut lines = Vec::new();
    for bracket in brackets {
        let upper = bracket.upto.map_or(base.0, |upto| upto.0.min(base.0));
        if upper <= edge {
            break;
        }
        let before = half_up(exact);
        exact += (upper - edge) * bracket.percent.0;
        let (part, percent, amount) = (Cents(upper - edge), bracket.percent, half_up(exact) - before);
        lines.push(Line::Bracket { first: edge == 0, part, percent, amount });
        edge = upper;
    }
    lines
}

/// A fixed sum and a percentage of what lies above the lower edge of the bracket the base falls in.
fn one_bracket(base: Cents, brackets: &[Bracket]) -> Vec<Line> {
    let mut edge = Cents::ZERO;
    for bracket in brackets {
        match bracket.upto {
            Some(upto) if base > upto => edge = upto,
            _ => {
                let mut lines = vec![Line::Fixed { amount: bracket.fixed.unwrap_or_default() }];
                if bracket.percent.0 > 0 {
                    let amount = half_up((base - edge).0 * bracket.percent.0);
                    lines.push(Line::Above { edge, percent: bracket.percent, amount });
                }
                return lines;
            }
        }
    }
    Vec::new()
}

#[cfg(test)]
#[allow(clippy::inconsistent_digit_grouping, reason = "euros and cents read better apart")]
mod tests;
