//! Dutch statutory interest (art. 6:119, 6:119a and 6:120 BW): actual days over 365, a new rate from its date, and after
//! each full year of default the year's interest joins the base. Costs bear no interest. Rates come from a dated file.

use crate::costs::percent;
use crate::dates::{add_months, days_between};
use crate::explain::{Explanation, Line, Percent, Rule};
use crate::kinds::vocabulary;
use crate::money::Cents;
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::OnceLock;

vocabulary! {
    /// Which rate applies.
    InterestKind, "kind of interest" {
        /// Art. 6:119 BW: a consumer, and whatever is no commercial transaction.
        Consumer = "consumer",
        /// Art. 6:119a BW: a commercial transaction between companies.
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
    /// Longer than this program reckons.
    #[error("interest over more than {INTEREST_YEARS_MAX} years is not computed")]
    TooLong,
}

/// The longest default that interest is computed over, in years: a bound that keeps every sum within an `i64`.
pub const INTEREST_YEARS_MAX: u32 = 50;

/// The table of rates, as its file holds it.
#[derive(Debug, Clone, Deserialize)]
pub struct RateTable {
    /// The law.
    pub source: String,
    /// The last day the table is known to hold.
    pub known_until: Date,
    rates: Vec<RateRow>,
}

#[derive(Debug, Clone, Deserialize)]
struct RateRow {
    from: Date,
    #[serde(deserialize_with = "percent")]
    consumer: Percent,
    #[serde(deserialize_with = "percent")]
    commercial: Percent,
}

/// The Dutch table.
pub fn table() -> &'static RateTable {
    static NL: OnceLock<RateTable> = OnceLock::new();
    NL.get_or_init(|| {
        let mut table: RateTable = toml::from_str(include_str!("data/rates-nl.toml"))
            .expect("the shipped table of rates is read by the tests");
        table.rates.sort_by_key(|row| row.from);
        table
    })
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

/// The periods of interest from the first day of default until a day (not included). A payment of interest already
/// joined to the base is not modelled: charge interest, then start anew from that day.
pub fn pieces(
    kind: InterestKind,
    steps: &[PrincipalStep],
    from: Date,
    until: Date,
) -> Result<Vec<Piece>, InterestError> {
    let rates = &table().rates;
    if rates.first().is_none_or(|first| from < first.from) {
        return Err(InterestError::BeforeTable { on: from });
    }
    if until > add_months(from, 12 * INTEREST_YEARS_MAX) {
        return Err(InterestError::TooLong);
    }
    let rate_at = |on: Date| {
        let row = rates.iter().rev().find(|row| row.from <= on).unwrap_or(&rates[0]);
        if kind == InterestKind::Consumer { row.consumer } else { row.commercial }
    };
    let principal_at = |on: Date| {
        let step = steps.iter().filter(|step| step.from <= on).max_by_key(|step| step.from);
        step.map_or(Cents::ZERO, |step| step.principal.or_zero())
    };
    let (mut made, mut joined, mut year) = (Vec::new(), Cents::ZERO, 0);
    let mut start = from;
    while start < until {
        let anniversary = add_months(from, 12 * (year + 1));
        let end = anniversary.min(until);
        let inside = |on: &Date| start < *on && *on < end;
        let mut cuts: Vec<Date> = rates.iter().map(|row| row.from).chain(steps.iter().map(|step| step.from)).collect();
        cuts.retain(inside);
        cuts.extend([start, end]);
        cuts.sort();
        cuts.dedup();
        let mut exact = 0;
        for pair in cuts.windows(2) {
            let base = principal_at(pair[0]) + joined;
            let piece = Piece { from: pair[0], until: pair[1], base, percent: rate_at(pair[0]), year };
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

/// The statutory interest from the first day of default until a day (not included), by period.
pub fn statutory_interest(
    kind: InterestKind,
    steps: &[PrincipalStep],
    from: Date,
    until: Date,
) -> Result<Explanation, InterestError> {
    let pieces = pieces(kind, steps, from, until)?;
    let (mut lines, mut exact, mut year, mut year_sum) = (Vec::new(), 0, 0, Cents::ZERO);
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
    let table = table();
    let table_from = table.rates.iter().rev().find(|row| row.from <= from).map_or(from, |row| row.from);
    Ok(Explanation {
        rule: match kind {
            InterestKind::Consumer => Rule::InterestConsumerNl,
            InterestKind::Commercial => Rule::InterestCommercialNl,
        },
        source: table.source.clone(),
        table_from,
        known_until: table.known_until,
        on: crate::dates::add_days(until, -1).max(from),
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
