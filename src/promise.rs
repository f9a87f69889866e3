//! Paying later: the debtor names a day, and until then we send nothing about what they promised to pay. A promise is no
//! plan: it changes no amount and no term, it can be taken back, and what the law adds meanwhile goes on (the meter says
//! so). Whether it was kept is decided by what came in, never by what somebody says.

use crate::dates::days_between;
use crate::kinds::vocabulary;
use crate::money::Cents;
use jiff::civil::Date;

/// The furthest day that can be named, in days from today: two paydays fit in. Beyond it a plan is the better promise.
pub const PROMISE_DAYS_MAX: i64 = 31;
/// How often a day can be named for one claim. After that an agent helps: naming days for ever would only put off what
/// needs another answer.
pub const PROMISES_MAX: i64 = 3;
/// How many days after the named one the money may still arrive: a transfer takes a working day or two.
pub const GRACE_DAYS: i64 = 2;

vocabulary! {
    /// Where a promise stands.
    PromiseStatus, "promise status" {
        /// Made; its day is to come, or the money may still be on its way.
        Made = "made",
        /// The money came by its day. Final.
        Kept = "kept",
        /// Its day passed without the money. Final.
        Broken = "broken",
        /// Taken back by the debtor, or there is nothing left to pay. Final.
        Undone = "undone",
    }
}

/// Why a day cannot be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayRefused {
    /// Today or before: paying now is the way.
    NotAhead,
    /// Further than [`PROMISE_DAYS_MAX`].
    TooFar,
}

/// Whether a day can be named.
///
/// # Errors
/// A day that is not ahead, or too far.
pub fn check_day(today: Date, on: Date) -> Result<(), DayRefused> {
    match days_between(today, on) {
        ..=0 => Err(DayRefused::NotAhead),
        days if days > PROMISE_DAYS_MAX => Err(DayRefused::TooFar),
        _ => Ok(()),
    }
}

/// What became of a promise of `promised`, as of `today`: `paid` came in on its claims since it was made, `open` is open
/// on them now. `None`: it still runs.
pub fn judge(promised: Cents, paid: Cents, open: Cents, pay_on: Date, today: Date) -> Option<PromiseStatus> {
    if paid >= promised {
        return Some(PromiseStatus::Kept);
    }
    if !open.is_positive() {
        // Credited, waived or withdrawn: with something paid on the way it was kept as far as it could be.
        return Some(if paid.is_positive() { PromiseStatus::Kept } else { PromiseStatus::Undone });
    }
    (days_between(pay_on, today) > GRACE_DAYS).then_some(PromiseStatus::Broken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::add_days;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 5, 12);

    #[test]
    fn a_day_lies_ahead_and_not_too_far() {
        assert_eq!(check_day(TODAY, TODAY), Err(DayRefused::NotAhead));
        assert_eq!(check_day(TODAY, add_days(TODAY, -1)), Err(DayRefused::NotAhead));
        assert_eq!(check_day(TODAY, add_days(TODAY, 1)), Ok(()));
        assert_eq!(check_day(TODAY, add_days(TODAY, 31)), Ok(()));
        assert_eq!(check_day(TODAY, add_days(TODAY, 32)), Err(DayRefused::TooFar));
    }

    #[test]
    fn it_is_kept_by_money_broken_by_time_and_undone_when_nothing_is_left() {
        let judged = |paid, open, days| judge(Cents(100), Cents(paid), Cents(open), TODAY, add_days(TODAY, days));
        assert_eq!(judged(0, 100, 0), None);
        assert_eq!(judged(99, 1, 2), None, "the money may be on its way");
        assert_eq!(judged(99, 1, 3), Some(PromiseStatus::Broken));
        assert_eq!(judged(100, 0, 3), Some(PromiseStatus::Kept));
        assert_eq!(judged(0, 0, 0), Some(PromiseStatus::Undone));
        assert_eq!(judged(40, 0, 0), Some(PromiseStatus::Kept));
    }

    proptest! {
        #[test]
        fn nobody_breaks_a_promise_before_its_day(paid in 0i64..200, open in 0i64..200, early in 0i64..40) {
            let judged = judge(Cents(100), Cents(paid), Cents(open), TODAY, add_days(TODAY, -early));
            prop_assert_ne!(judged, Some(PromiseStatus::Broken));
        }
    }
}
