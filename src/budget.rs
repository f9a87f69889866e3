//! The budget check: what a household has left over a month, and how much of it a plan proposes at most. What is filled
//! in and what comes out serve the debtor's own plan alone: no characteristic, score or persona reads it.

use crate::kinds::Country;
use crate::lawdata::{Table, in_order, law};
use crate::money::Cents;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most adults or children that can be filled in.
pub const PEOPLE_MAX: u32 = 20;

/// The guidance figures of a country, as their file holds them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideTable {
    /// Where they come from.
    pub source: String,
    /// The last day they are known to hold.
    pub known_until: Date,
    /// What an operator should know of them, if anything.
    pub note: Option<String>,
    #[serde(rename = "guide")]
    guides: Vec<Guide>,
}

impl Table for GuideTable {
    fn check(&mut self) -> Result<(), String> {
        in_order("[[guide]]", self.guides.iter().map(|guide| guide.from))?;
        if self.guides.is_empty() {
            return Err("[[guide]]: at least one is needed".to_owned());
        }
        for Guide { from, first_adult, other_adult, child, share_percent } in &self.guides {
            let amounts = [("first_adult", first_adult), ("other_adult", other_adult), ("child", child)];
            if let Some((key, _)) = amounts.into_iter().find(|(_, cents)| cents.0 < 0) {
                return Err(format!("[[guide]] from {from}: {key} is below nothing"));
            }
            // A plan proposes at most half of what is left over, whoever runs this program.
            if !(1..=50).contains(share_percent) {
                return Err(format!("[[guide]] from {from}: share_percent must be 1 to 50"));
            }
        }
        Ok(())
    }
}

/// The figures that hold from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    from: Date,
    /// Cost of living a month of one adult.
    #[serde(deserialize_with = "crate::costs::euros")]
    pub first_adult: Cents,
    /// Of each other adult.
    #[serde(deserialize_with = "crate::costs::euros")]
    pub other_adult: Cents,
    /// Of each child.
    #[serde(deserialize_with = "crate::costs::euros")]
    pub child: Cents,
    /// How much of what is left over a plan proposes at most, in per cent.
    pub share_percent: u8,
}

/// The table of a country.
pub fn table(country: Country) -> &'static GuideTable {
    law().budget.of(country)
}

/// The figures that hold on a day; before the first ones, those.
pub fn guide(country: Country, on: Date) -> Guide {
    let guides = &table(country).guides;
    let held = guides.iter().filter(|guide| guide.from <= on).max_by_key(|guide| guide.from);
    *held.or_else(|| guides.iter().min_by_key(|guide| guide.from)).expect("a table without figures is refused")
}

impl Guide {
    /// The cost of living a month of a household.
    pub fn living(&self, adults: u32, children: u32) -> Cents {
        let others = i64::from(adults.clamp(1, PEOPLE_MAX) - 1);
        let children = i64::from(children.min(PEOPLE_MAX));
        Cents(self.first_adult.0 + others * self.other_adult.0 + children * self.child.0)
    }
}

/// What was filled in, a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answers {
    /// What comes in.
    pub income: Cents,
    /// Rent, energy, insurance.
    pub fixed: Cents,
    /// Groceries and the rest; left empty, the guidance figure is used.
    pub living: Option<Cents>,
    /// Adults in the household.
    pub adults: u32,
    /// Children in it.
    pub children: u32,
}

/// What comes out, and all that is kept of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// Left over a month; negative where there is too little.
    pub left: Cents,
    /// The most that a plan proposes a month, in whole euros; nothing where nothing is left.
    pub at_most: Cents,
    /// Whether less was filled in for living than people need by the guidance figures.
    pub tight: bool,
}

/// Works it out.
pub fn check(answers: &Answers, guide: &Guide) -> Budget {
    let usual = guide.living(answers.adults, answers.children);
    let living = answers.living.unwrap_or(usual);
    let left = answers.income - answers.fixed - living;
    let share = left.or_zero().0 * i64::from(guide.share_percent.min(100)) / 100;
    Budget { left, at_most: Cents(share / 100 * 100), tight: living < usual }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn answers(income: i64, fixed: i64, living: Option<i64>) -> Answers {
        Answers { income: Cents(income), fixed: Cents(fixed), living: living.map(Cents), adults: 2, children: 1 }
    }

    #[test]
    fn half_of_what_is_left_is_the_most() {
        let guide = guide(Country::Nl, date(2026, 5, 12));
        let budget = check(&answers(185_000, 110_000, Some(60_000)), &guide);
        assert_eq!((budget.left, budget.at_most), (Cents(15_000), Cents(7_500)));
        assert!(budget.tight, "two adults and a child need more by the guidance figures");
        let usual = check(&answers(285_000, 110_000, None), &guide);
        assert_eq!((usual.left, usual.at_most, usual.tight), (Cents(65_000), Cents(32_500), false));
        assert_eq!(check(&answers(100_000, 110_000, None), &guide).at_most, Cents::ZERO);
    }

    #[test]
    fn each_country_has_figures_for_any_day() {
        for country in [Country::Nl, Country::Be] {
            for on in [date(2020, 1, 1), date(2026, 5, 12), date(2040, 1, 1)] {
                let guide = guide(country, on);
                assert!(guide.living(1, 0).is_positive() && guide.living(2, 3) > guide.living(2, 2));
                assert!(guide.share_percent <= 50, "at most half of what is left over");
            }
        }
    }

    proptest! {
        #[test]
        fn never_more_than_half_is_proposed(income in 0i64..2_000_000, fixed in 0i64..2_000_000, living in 0i64..2_000_000) {
            let guide = guide(Country::Nl, date(2026, 5, 12));
            let budget = check(&answers(income, fixed, Some(living)), &guide);
            prop_assert!(budget.at_most.0 * 2 <= budget.left.0.max(0));
            prop_assert_eq!(budget.at_most.0 % 100, 0);
        }
    }
}
