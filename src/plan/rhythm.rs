//! How often an instalment falls due.

use crate::dates::{add_days, add_months};
use crate::kinds::vocabulary;
use crate::money::Cents;
use jiff::civil::Date;

vocabulary! {
    /// How often an instalment falls due.
    Rhythm, "rhythm" {
        /// Every seven days.
        Weekly = "weekly",
        /// Every twenty-eight days, as many wages and benefits are paid.
        FourWeekly = "four_weekly",
        /// Every month on the same day.
        Monthly = "monthly",
    }
}

impl Rhythm {
    /// The day so many instalments after a day.
    pub fn after(self, first: Date, steps: u32) -> Date {
        match self {
            Rhythm::Weekly => add_days(first, 7 * i64::from(steps)),
            Rhythm::FourWeekly => add_days(first, 28 * i64::from(steps)),
            Rhythm::Monthly => add_months(first, steps),
        }
    }

    /// What an amount a month comes to in this rhythm, rounded down: 52 weeks a year, 13 times four weeks.
    pub fn of_month(self, month: Cents) -> Cents {
        let (times, of) = self.per_month();
        Cents((month.0.max(0) * of).div_euclid(times))
    }

    /// What an instalment of this rhythm comes to a month, rounded up.
    pub fn to_month(self, instalment: Cents) -> Cents {
        let (times, of) = self.per_month();
        Cents(-(-instalment.0.max(0) * times).div_euclid(of))
    }

    /// How many instalments fall into how many months, at the least where both are whole.
    const fn per_month(self) -> (i64, i64) {
        match self {
            Rhythm::Weekly => (52, 12),
            Rhythm::FourWeekly => (13, 12),
            Rhythm::Monthly => (1, 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn each_rhythm_steps_by_its_own_length() {
        let first = date(2026, 1, 28);
        assert_eq!(Rhythm::Weekly.after(first, 2), date(2026, 2, 11));
        assert_eq!(Rhythm::FourWeekly.after(first, 1), date(2026, 2, 25));
        assert_eq!(Rhythm::Monthly.after(first, 13), date(2027, 2, 28));
    }

    #[test]
    fn a_months_amount_reads_in_every_rhythm() {
        let month = Cents(7_500);
        let each: Vec<i64> = Rhythm::ALL.iter().map(|rhythm| rhythm.of_month(month).0).collect();
        assert_eq!(each, [1_730, 6_923, 7_500]);
        assert_eq!(Rhythm::Weekly.to_month(Cents(1_730)), Cents(7_497));
        assert_eq!(Rhythm::Weekly.to_month(Cents(1_731)), Cents(7_501));
    }

    proptest! {
        #[test]
        fn what_fits_a_month_never_asks_more_than_it(month in 0i64..1_000_000) {
            for &rhythm in Rhythm::ALL {
                prop_assert!(rhythm.to_month(rhythm.of_month(Cents(month))).0 <= month);
            }
        }
    }
}
