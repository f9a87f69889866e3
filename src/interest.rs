//! Interest: actual days over 365, a new rate from its date. In the Netherlands (art. 6:119, 6:119a and 6:120 BW) after
//! each full year of default the year's interest joins the base; in Belgium it does not. Costs bear no interest. Rates
//! come from dated files, and a contract may ask less.

use crate::costs::{percent, some_percent};
use crate::dates::{add_months, days_between};
use crate::explain::{Explanation, Line, Percent, Rule};
use crate::kinds::{Country, vocabulary};
use crate::lawdata::{Table, in_order, law};
use crate::money::Cents;
use jiff::civil::Date;
use serde::Deserialize;

vocabulary! {
    /// Which rate applies.
    InterestKind, "kind of interest" {
        /// A consumer, and whatever is no commercial transaction (art. 6:119 BW).
        Consumer = "consumer",
        /// A commercial transaction between companies (art. 6:119a BW).
        Commercial = "commercial",
    }
}

/// Why no interest can be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InterestError {
    /// The table begins later.
    #[error("the table of interest rates begins after {on}")]
    BeforeTable {
        /// The first day of the interest asked about.
        on: Date,
    },
    /// The law of this country asks no interest of a consumer: only a contract can.
    #[error("a consumer owes interest here only by contract: give the rate agreed")]
    OnlyByContract,
    /// Longer than this program reckons.
    #[error("interest over more than {INTEREST_YEARS_MAX} years is not computed")]
    TooLong,
}

/// The longest default that interest is computed over, in years: a bound that keeps every sum within an `i64`.
pub const INTEREST_YEARS_MAX: u32 = 50;

/// The rates of one country, as their file holds them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateTable {
    /// The law.
    pub source: String,
    /// The last day the table is known to hold.
    pub known_until: Date,
    /// What an operator should know of it, if anything.
    pub note: Option<String>,
    yearly_compounding: bool,
    rates: Vec<RateRow>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RateRow {
    from: Date,
    #[serde(default, deserialize_with = "some_percent")]
    consumer: Option<Percent>,
    #[serde(deserialize_with = "percent")]
    commercial: Percent,
}

impl Table for RateTable {
    fn check(&mut self) -> Result<(), String> {
        if self.rates.is_empty() {
            return Err("rates: there is none".to_owned());
        }
        in_order("rates", self.rates.iter().map(|row| row.from))?;
        let wrong = |row: &&RateRow| {
            [row.commercial, row.consumer.unwrap_or(row.commercial)].iter().any(|rate| !(0..=10_000).contains(&rate.0))
        };
        match self.rates.iter().find(wrong) {
            Some(row) => Err(format!("rates from {}: a rate lies between 0 and 100 percent", row.from)),
            None => Ok(()),
        }
    }
}

/// The table of a country.
pub fn table(country: Country) -> &'static RateTable {
    law().rates.of(country)
}

/// What interest is computed from.
#[derive(Debug, Clone, Copy)]
pub struct InterestCase<'a> {
    /// Whose law.
    pub country: Country,
    /// Which rate.
    pub kind: InterestKind,
    /// The rate that the contract asks: used where it is lower than the law's.
    pub agreed: Option<Percent>,
    /// The open principal over time.
    pub steps: &'a [PrincipalStep],
    /// The first day of default.
    pub from: Date,
    /// The day up to which it runs, not included.
    pub until: Date,
}

impl InterestCase<'_> {
    /// The rate on a day: the law's, or the contract's where that is lower.
    fn rate(&self, rows: &[RateRow], on: Date) -> Result<Percent, InterestError> {
        let row = rows.iter().rev().find(|row| row.from <= on).ok_or(InterestError::BeforeTable { on })?;
        let by_law = match self.kind {
            InterestKind::Commercial => row.commercial,
            InterestKind::Consumer => match (row.consumer, self.agreed) {
                (Some(rate), _) => rate,
                // Without a rate of law, the commercial one is the most that a contract may ask.
                (None, Some(_)) => row.commercial,
                (None, None) => return Err(InterestError::OnlyByContract),
            },
        };
        Ok(self.agreed.map_or(by_law, |agreed| agreed.min(by_law)))
    }

    fn rule(&self) -> Rule {
        match (self.country, self.kind) {
            (Country::Nl, InterestKind::Consumer) => Rule::InterestConsumerNl,
            (Country::Nl, InterestKind::Commercial) => Rule::InterestCommercialNl,
            (Country::Be, InterestKind::Consumer) => Rule::InterestContractBe,
            (Country::Be, InterestKind::Commercial) => Rule::InterestCommercialBe,
        }
    }
}

/// The principal from a day on: a partial payment or a correction makes a new step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PrincipalStep {
    /// From this day.
    pub from: Date,
    /// The principal that is open.
    pub principal: Cents,
}

/// A period with one rate and one base, within one year of default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Piece {
    /// The first day.
    pub from: Date,
    /// The day after the last.
    pub until: Date,
    /// The amount that bears interest: principal, and the interest of full years before.
    pub base: Cents,
    /// The rate a year.
    pub percent: Percent,
    /// The year of default, from nought.
    pub year: u32,
}

/// A cent of interest in the unit the exact sums are kept in: hundredths of a percent, days of a 365-day year.
const CENT: i128 = 10_000 * 365;

impl Piece {
    fn exact(&self) -> i128 {
        i128::from(self.base.0) * i128::from(self.percent.0) * i128::from(days_between(self.from, self.until))
    }
}

fn half_up(exact: i128) -> Cents {
    Cents(i64::try_from((exact + CENT / 2).div_euclid(CENT)).expect("interest of bounded amounts stays within an i64"))
}

/// The periods of Dutch statutory interest: see [`pieces_of`].
pub fn pieces(
    kind: InterestKind,
    steps: &[PrincipalStep],
    from: Date,
    until: Date,
) -> Result<Vec<Piece>, InterestError> {
    pieces_of(&InterestCase { country: Country::Nl, kind, agreed: None, steps, from, until })
}

/// The periods of interest from the first day of default until a day (not included). A payment of interest already
/// joined to the base is not modelled: charge interest, then start anew from that day.
pub fn pieces_of(case: &InterestCase<'_>) -> Result<Vec<Piece>, InterestError> {
    let InterestCase { steps, from, until, .. } = *case;
    let table = table(case.country);
    let rates = &table.rates;
    case.rate(rates, from)?;
    if until > add_months(from, 12 * INTEREST_YEARS_MAX) {
        return Err(InterestError::TooLong);
    }
    let principal_at = |on: Date| {
        let step = steps.iter().filter(|step| step.from <= on).max_by_key(|step| step.from);
        step.map_or(Cents::ZERO, |step| step.principal.or_zero())
    };
    let (mut made, mut joined, mut year) = (Vec::new(), Cents::ZERO, 0);
    let mut start = from;
    while start < until {
        let anniversary = if table.yearly_compounding { add_months(from, 12 * (year + 1)) } else { until };
        let end = anniversary.min(until);
        let inside = |on: &Date| start < *on && *on < end;
        let mut cuts: Vec<Date> = rates.iter().map(|row| row.from).chain(steps.iter().map(|step| step.from)).collect();
        cuts.retain(inside);
        cuts.extend([start, end]);
        cuts.sort();
        cuts.dedup();
        let mut exact = 0;
        for pair in cuts.windows(2) {
            let (base, percent) = (principal_at(pair[0]) + joined, case.rate(rates, pair[0])?);
            let piece = Piece { from: pair[0], until: pair[1], base, percent, year };
            exact += piece.exact();
            made.push(piece);
        }
        joined += half_up(exact);
        (start, year) = (end, year + 1);
    }
    Ok(made)
}

/// What the periods give up to a day (not included): rounded half up to the cent once for each year of default.
pub fn accrued(pieces: &[Piece], until: Date) -> Cents {
    let (mut total, mut exact, mut year) = (Cents::ZERO, 0, 0);
    for piece in pieces.iter().filter(|piece| piece.from < until) {
        if piece.year != year {
            total += half_up(exact);
            (exact, year) = (0, piece.year);
        }
        exact += Piece { until: piece.until.min(until), ..*piece }.exact();
    }
    total + half_up(exact)
}

/// Dutch statutory interest: see [`interest_of`].
pub fn statutory_interest(
    kind: InterestKind,
    steps: &[PrincipalStep],
    from: Date,
    until: Date,
) -> Result<Explanation, InterestError> {
    interest_of(&InterestCase { country: Country::Nl, kind, agreed: None, steps, from, until })
}

/// The interest from the first day of default until a day (not included), by period.
///
/// # Errors
/// The table begins later, the law asks none of a consumer, or the time is longer than this program reckons.
pub fn interest_of(case: &InterestCase<'_>) -> Result<Explanation, InterestError> {
    let pieces = pieces_of(case)?;
    let (mut lines, mut exact, mut year, mut year_sum) = (Vec::new(), 0, 0, Cents::ZERO);
    lines.extend(case.agreed.map(|percent| Line::AgreedRate { percent }));
    for piece in &pieces {
        if piece.year != year {
            lines.push(Line::Joined { on: piece.from, interest: year_sum });
            (exact, year, year_sum) = (0, piece.year, Cents::ZERO);
        }
        exact += piece.exact();
        let amount = half_up(exact) - year_sum;
        year_sum += amount;
        let days = days_between(piece.from, piece.until);
        let Piece { from, until, base, percent, .. } = *piece;
        lines.push(Line::Period { from, until, days, base, percent, amount });
    }
    let table = table(case.country);
    let table_from = table.rates.iter().rev().find(|row| row.from <= case.from).map_or(case.from, |row| row.from);
    Ok(Explanation {
        rule: case.rule(),
        source: table.source.clone(),
        table_from,
        known_until: table.known_until,
        on: crate::dates::add_days(case.until, -1).max(case.from),
        base: pieces.first().map_or(Cents::ZERO, |piece| piece.base),
        total: lines.iter().map(Line::amount).sum(),
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::add_days;
    use crate::kinds::Lang;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn thousand(from: Date) -> [PrincipalStep; 1] {
        [PrincipalStep { from, principal: Cents(100_000) }]
    }

    fn year_sums(explanation: &Explanation) -> Vec<i64> {
        let mut sums = vec![0];
        for line in &explanation.lines {
            match line {
                Line::Joined { .. } => sums.push(0),
                line => *sums.last_mut().unwrap() += line.amount().0,
            }
        }
        sums
    }

    #[test]
    fn three_years_over_a_thousand_give_the_figure_worked_out_by_hand() {
        let from = date(2023, 3, 15);
        let interest = statutory_interest(InterestKind::Consumer, &thousand(from), from, date(2026, 3, 15)).unwrap();
        assert_eq!(interest.total, Cents(19_127));
        assert_eq!(year_sums(&interest), [5_627, 7_183, 6_317]);
        assert!(!interest.is_beyond_table());
        let words = interest.sentences(Lang::Nl);
        assert_eq!(
            words[1],
            "Van 15 maart 2023 tot en met 30 juni 2023 (108 dagen): 4% per jaar over €\u{a0}1.000,00: €\u{a0}11,84."
        );
        assert_eq!(words[4], "Vanaf 15 maart 2024 telt de rente van een vol jaar mee: €\u{a0}56,27.");
    }

    #[test]
    fn a_commercial_debt_bears_the_other_rate_and_a_year_from_a_leap_day_ends_on_the_28th() {
        let from = date(2024, 2, 29);
        let interest = statutory_interest(InterestKind::Commercial, &thousand(from), from, date(2025, 3, 1)).unwrap();
        assert!(interest.lines.iter().any(|line| matches!(line, Line::Joined { on, .. } if *on == date(2025, 2, 28))));
        let first = &interest.lines[0];
        assert!(matches!(first, Line::Period { percent: Percent(1_250), .. }));
    }

    #[test]
    fn a_part_payment_lowers_the_base_from_its_day() {
        let from = date(2025, 7, 1);
        let steps = [
            PrincipalStep { from, principal: Cents(100_000) },
            PrincipalStep { from: date(2025, 8, 1), principal: Cents(40_000) },
        ];
        let interest = statutory_interest(InterestKind::Consumer, &steps, from, date(2025, 9, 1)).unwrap();
        // 1,000 × 6 % × 31/365 = 5.0959; 400 × 6 % × 31/365 = 2.0384; together 7.1342.
        assert_eq!(interest.total, Cents(713));
    }

    #[test]
    fn the_table_begins_and_ends() {
        let early = date(2011, 12, 31);
        let asked = statutory_interest(InterestKind::Consumer, &thousand(early), early, date(2012, 3, 1));
        assert_eq!(asked, Err(InterestError::BeforeTable { on: early }));
        let from = date(2026, 3, 1);
        let late = statutory_interest(InterestKind::Consumer, &thousand(from), from, date(2026, 7, 2)).unwrap();
        assert!(late.is_beyond_table());
        assert!(late.sentences(Lang::En).last().unwrap().contains("30 June 2026"));
    }

    fn of(country: Country, kind: InterestKind, agreed: Option<i64>) -> Result<Explanation, InterestError> {
        let from = date(2024, 1, 1);
        let (steps, agreed) = (thousand(from), agreed.map(Percent));
        interest_of(&InterestCase { country, kind, agreed, steps: &steps, from, until: date(2026, 1, 1) })
    }

    #[test]
    fn belgian_interest_does_not_compound_and_a_consumer_owes_it_by_contract_alone() {
        // 12.5 % over 366 days of 2024, 11.5 % over 181 and 10.5 % over 184 days of 2025.
        let company = of(Country::Be, InterestKind::Commercial, None).unwrap();
        assert_eq!((company.rule, company.total), (Rule::InterestCommercialBe, Cents(12_534 + 5_703 + 5_293)));
        assert!(!company.lines.iter().any(|line| matches!(line, Line::Joined { .. })));
        assert_eq!(of(Country::Be, InterestKind::Consumer, None), Err(InterestError::OnlyByContract));
        let modest = of(Country::Be, InterestKind::Consumer, Some(200)).unwrap();
        assert_eq!((modest.rule, modest.total), (Rule::InterestContractBe, Cents(4_005)));
        let greedy = of(Country::Be, InterestKind::Consumer, Some(9_900)).unwrap();
        assert_eq!(greedy.total, company.total, "never above the commercial rate");
    }

    #[test]
    fn a_contract_counts_where_it_asks_less_than_the_law() {
        let law = of(Country::Nl, InterestKind::Consumer, None).unwrap();
        let less = of(Country::Nl, InterestKind::Consumer, Some(100)).unwrap();
        assert_eq!(less.total, Cents(1_003 + 1_010), "one percent, the first year's joining the base");
        assert_eq!(of(Country::Nl, InterestKind::Consumer, Some(1_500)).unwrap().total, law.total);
        assert!(less.sentences(Lang::Nl)[1].contains("1%"));
    }

    proptest! {
        #[test]
        fn lines_add_up_and_interest_only_grows(
            principal in 0i64..50_000_000, start in 0i64..4_500, days in 0i64..2_500, more in 0i64..400, commercial in any::<bool>(),
        ) {
            let kind = if commercial { InterestKind::Commercial } else { InterestKind::Consumer };
            let from = add_days(date(2012, 1, 1), start);
            let steps = [PrincipalStep { from, principal: Cents(principal) }];
            let until = add_days(from, days);
            let interest = statutory_interest(kind, &steps, from, until).unwrap();
            prop_assert_eq!(interest.lines.iter().map(Line::amount).sum::<Cents>(), interest.total);
            let longer = pieces(kind, &steps, from, add_days(until, more)).unwrap();
            prop_assert_eq!(accrued(&longer, until), interest.total, "cutting a longer run gives the shorter one");
            prop_assert!(accrued(&longer, add_days(until, more)) >= interest.total);
            let covered: i64 = longer.iter().map(|piece| days_between(piece.from, piece.until)).sum();
            prop_assert_eq!(covered, days + more, "every day counts once");
        }
    }
}
