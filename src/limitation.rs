//! When a claim lapses: the terms of limitation from a dated table, and the written demands that interrupt them. A claim
//! near its term needs care: agreeing a plan, asking for delay or paying a part can acknowledge the debt.

use crate::dates::{add_days, add_months, short};
use crate::doubt::{Basis, Doubt};
use crate::kinds::{Country, Lang, vocabulary};
use crate::lawdata::{Table, in_order, law};
use jiff::civil::Date;
use serde::Deserialize;

vocabulary! {
    /// What kind of claim it is, as far as limitation looks at it.
    LimitationKind, "kind of limitation" {
        /// A consumer bought a thing.
        ConsumerPurchase = "consumer_purchase",
        /// Gas, water, electricity, telecommunication.
        Utilities = "utilities",
        /// Any other claim from a contract.
        General = "general",
        /// A judgment.
        Judgment = "judgment",
    }
}

/// The terms of one country, as their file holds them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitationTable {
    /// The law.
    pub source: String,
    /// The last day the table is known to hold.
    pub known_until: Date,
    /// What an operator should know of it, if anything.
    pub note: Option<String>,
    renewed_years_max: Option<u32>,
    #[serde(rename = "term")]
    terms: Vec<Term>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Term {
    from: Date,
    kind: LimitationKind,
    years: u32,
    source: String,
}

impl Table for LimitationTable {
    fn check(&mut self) -> Result<(), String> {
        for kind in LimitationKind::ALL {
            let of_kind = self.terms.iter().filter(|term| term.kind == *kind);
            in_order(&format!("term of kind {kind}"), of_kind.map(|term| term.from))?;
        }
        if !self.terms.iter().any(|term| term.kind == LimitationKind::General) {
            return Err("[[term]]: one of the kind general is needed, for claims of every other kind".to_owned());
        }
        match self.terms.iter().find(|term| !(1..=100).contains(&term.years)) {
            Some(term) => Err(format!("[[term]] {} from {}: years must be 1 to 100", term.kind, term.from)),
            None => Ok(()),
        }
    }
}

/// When a claim lapses, and why then.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Limitation {
    /// The kind whose term was used: the general one where the table has none for the kind asked.
    pub kind: LimitationKind,
    /// The last day on which it can be claimed.
    pub last_day: Date,
    /// The day the running term counts from: the due date, or the last interruption within its term.
    pub counts_from: Date,
    /// Whether that was an interruption.
    pub interrupted: bool,
    /// How many years the running term lasts.
    pub years: u32,
    /// The law.
    pub source: String,
    /// The last day the table is known to hold.
    pub known_until: Date,
}

/// How a claim stands to its term on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum LimitationState {
    /// It runs.
    Running,
    /// It ends within [`LIMITATION_NEAR_DAYS`].
    Near,
    /// It has ended: hold the claim until an agent has looked.
    Past,
}

/// How a claim stands to its term on a day, and what that leans on that is not known to hold then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age {
    /// How it stands.
    pub state: LimitationState,
    /// Said beside it, where the table ended before the day.
    pub doubt: Option<Doubt>,
}

/// How near the end of a term somebody should look, in days.
pub const LIMITATION_NEAR_DAYS: i64 = 90;

impl Limitation {
    /// How the claim stands on a day.
    pub fn state(&self, today: Date) -> LimitationState {
        match today {
            today if today > self.last_day => LimitationState::Past,
            today if add_days(today, LIMITATION_NEAR_DAYS) > self.last_day => LimitationState::Near,
            _ => LimitationState::Running,
        }
    }

    /// How the claim stands on a day, with what is not sure about it.
    pub fn age(&self, today: Date) -> Age {
        Age { state: self.state(today), doubt: self.doubt(today) }
    }

    /// What to say beside it where the table ended before a day.
    pub fn doubt(&self, today: Date) -> Option<Doubt> {
        let doubt = Doubt { basis: Basis::Limitation, known_until: self.known_until };
        (today > self.known_until).then_some(doubt)
    }

    /// The reckoning in words, as one reads it on a day.
    pub fn sentences(&self, today: Date, lang: Lang) -> Vec<String> {
        let (from, last, years) = (short(self.counts_from, lang), short(self.last_day, lang), self.years);
        let term = match (lang, self.interrupted) {
            (Lang::Nl, false) => format!("De termijn van {years} jaar telt vanaf de vervaldag, {from}."),
            (Lang::Nl, true) => format!("Op {from} is de termijn gestuit: sindsdien telt {years} jaar opnieuw."),
            (Lang::En, false) => format!("The term of {years} years counts from the due date, {from}."),
            (Lang::En, true) => format!("On {from} the term was interrupted: since then {years} years count anew."),
            (Lang::Fr, false) => format!("Le délai de {years} ans compte à partir de l’échéance, {from}."),
            (Lang::Fr, true) => format!("Le {from}, le délai a été interrompu : {years} ans recomptent depuis."),
        };
        let source = &self.source;
        let end = match lang {
            Lang::Nl => format!("De vordering verjaart na {last}. Bron: {source}."),
            Lang::En => format!("The claim lapses after {last}. Source: {source}."),
            Lang::Fr => format!("La créance est prescrite après le {last}. Source : {source}."),
        };
        let doubt = self.doubt(today).map(|doubt| doubt.sentence(lang));
        [term, end].into_iter().chain(doubt).collect()
    }
}

/// The table of a country.
pub fn table(country: Country) -> &'static LimitationTable {
    law().limitation.of(country)
}

/// When a claim lapses. `interruptions` are the days of written demands that reserved the creditor's rights, in any
/// order; one that came after the term had ended starts nothing anew.
pub fn limitation(country: Country, kind: LimitationKind, due_on: Date, interruptions: &[Date]) -> Option<Limitation> {
    let table = table(country);
    let of = |kind: LimitationKind| {
        let begun = |term: &&Term| term.kind == kind && term.from <= due_on;
        table.terms.iter().filter(begun).max_by_key(|term| term.from)
    };
    let term = of(kind).or_else(|| of(LimitationKind::General))?;
    let ends = |from: Date, years: u32| add_months(from, 12 * years);
    let mut found = Limitation {
        kind: term.kind,
        last_day: ends(due_on, term.years),
        counts_from: due_on,
        interrupted: false,
        years: term.years,
        source: term.source.clone(),
        known_until: table.known_until,
    };
    let mut demands = interruptions.to_vec();
    demands.sort_unstable();
    for demand in demands.into_iter().filter(|demand| *demand > due_on) {
        let years = table.renewed_years_max.map_or(term.years, |most| term.years.min(most));
        let renewed = ends(demand, years);
        // A new term never ends before the one it interrupts (art. 3:319(2) BW).
        if demand <= found.last_day && renewed > found.last_day {
            found = Limitation { last_day: renewed, counts_from: demand, interrupted: true, years, ..found };
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const DUE: Date = date(2022, 3, 1);

    fn last(country: Country, kind: LimitationKind, demands: &[Date]) -> Date {
        limitation(country, kind, DUE, demands).unwrap().last_day
    }

    #[test]
    fn terms_are_those_of_the_table() {
        use LimitationKind::{ConsumerPurchase, General, Judgment, Utilities};
        assert_eq!(last(Country::Nl, ConsumerPurchase, &[]), date(2024, 3, 1));
        assert_eq!(last(Country::Nl, General, &[]), date(2027, 3, 1));
        assert_eq!(last(Country::Nl, Judgment, &[]), date(2042, 3, 1));
        assert_eq!(last(Country::Nl, Utilities, &[]), date(2027, 3, 1), "the general one");
        assert_eq!(last(Country::Be, ConsumerPurchase, &[]), date(2023, 3, 1));
        assert_eq!(last(Country::Be, Utilities, &[]), date(2027, 3, 1));
        assert_eq!(limitation(Country::Nl, General, date(1991, 12, 31), &[]), None);
    }

    #[test]
    fn a_demand_in_time_starts_the_term_anew_and_one_too_late_does_not() {
        use LimitationKind::{ConsumerPurchase, Judgment};
        assert_eq!(last(Country::Nl, ConsumerPurchase, &[date(2024, 3, 1)]), date(2026, 3, 1));
        assert_eq!(last(Country::Nl, ConsumerPurchase, &[date(2024, 3, 2)]), date(2024, 3, 1));
        assert_eq!(last(Country::Nl, ConsumerPurchase, &[date(2025, 6, 1), date(2023, 6, 1)]), date(2027, 6, 1));
        assert_eq!(last(Country::Nl, Judgment, &[date(2025, 6, 1)]), date(2042, 3, 1), "five years would end sooner");
        let late = limitation(Country::Nl, Judgment, DUE, &[date(2040, 1, 1)]).unwrap();
        assert_eq!((late.last_day, late.years), (date(2045, 1, 1), 5));
        assert!(late.sentences(DUE, Lang::Nl)[0].contains("gestuit"));
    }

    #[test]
    fn the_state_turns_the_day_after_the_last() {
        let claim = limitation(Country::Nl, LimitationKind::ConsumerPurchase, DUE, &[]).unwrap();
        assert_eq!(claim.state(date(2024, 3, 2)), LimitationState::Past);
        assert_eq!(claim.state(date(2024, 3, 1)), LimitationState::Near);
        assert_eq!(claim.state(add_days(date(2024, 3, 1), -LIMITATION_NEAR_DAYS)), LimitationState::Running);
    }

    #[test]
    fn a_table_that_ended_before_today_is_said_beside_the_term() {
        let claim = limitation(Country::Be, LimitationKind::General, DUE, &[]).unwrap();
        let said = |today| claim.sentences(today, Lang::En);
        assert_eq!(said(claim.known_until).len(), 2);
        let after = said(add_days(claim.known_until, 1));
        assert_eq!(after.len(), 3);
        assert!(after[2].contains(&short(claim.known_until, Lang::En)), "{after:?}");
    }

    proptest! {
        #[test]
        fn demands_only_ever_lengthen_the_term(days in proptest::collection::vec(-400i64..4_000, 0..6), more in 1i64..4_000) {
            let demands: Vec<Date> = days.iter().map(|days| add_days(DUE, *days)).collect();
            let mut with = demands.clone();
            with.push(add_days(DUE, more));
            for &country in Country::ALL {
                for &kind in LimitationKind::ALL {
                    prop_assert!(last(country, kind, &with) >= last(country, kind, &demands));
                }
            }
        }
    }
}
