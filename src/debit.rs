//! Direct debit: what a mandate and a collection can become, and on which days. The scheme is SEPA Direct Debit Core
//! (EPC016-06): the payer is told before each collection, may end the mandate at any time, and may have the bank return
//! a collection without giving a reason within eight weeks.

use crate::dates::{add_days, days_between};
use crate::kinds::vocabulary;
use crate::reference::{Iban, mod97};
use jiff::civil::{Date, Weekday, date};

/// Within so many weeks the payer's bank returns a collection without asking why (EPC016-06, 4.3.4).
pub const REFUND_WEEKS: u32 = 8;
/// The payer is told at least so many days before each collection. The scheme's fourteen may be shortened by agreement;
/// the mandate says so.
pub const NOTICE_DAYS: i64 = 5;
/// It is written at least so many days before, so that the hours and days on which no message goes out do not eat into
/// [`NOTICE_DAYS`].
pub const WRITE_DAYS_MIN: i64 = NOTICE_DAYS + 2;
/// … and at most so many.
pub const WRITE_DAYS_MAX: i64 = 14;
/// A collection for which the provider is out of reach on its day is asked again on so many further days on which banks
/// settle. After that it is a missed instalment like any other.
pub const RETRY_BANK_DAYS: u32 = 3;
/// The longest name of an account's holder (EPC016-06: 70 characters).
pub const HOLDER_CHARS_MAX: usize = 70;

vocabulary! {
    /// Where a mandate stands.
    MandateStatus, "mandate status" {
        /// The debtor gave it; the provider does not have it yet.
        Asked = "asked",
        /// It can be used.
        Valid = "valid",
        /// The provider does not take it.
        Refused = "refused",
        /// It is over: the debtor ended it, or its plan ended.
        Revoked = "revoked",
    }
}

impl MandateStatus {
    /// Whether it stands in the way of another one for the same plan.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Asked | Self::Valid)
    }
}

vocabulary! {
    /// Where the collection of one instalment stands. Every end is final: nothing is collected twice.
    CollectionStatus, "collection status" {
        /// The debtor was told.
        Announced = "announced",
        /// The bank was asked.
        Asked = "asked",
        /// The money came in.
        Paid = "paid",
        /// It did not come in.
        Failed = "failed",
        /// It was not asked after all.
        CalledOff = "called_off",
    }
}

/// A day on which euro payments are settled: TARGET is closed on Saturdays and Sundays, 1 January, Good Friday, Easter
/// Monday, 1 May, 25 and 26 December (Guideline (EU) 2022/912, annex I).
pub fn is_bank_day(day: Date) -> bool {
    let easter = easter(day.year());
    let closed = matches!((day.month(), day.day()), (1, 1) | (5, 1) | (12, 25 | 26))
        || day == add_days(easter, -2)
        || day == add_days(easter, 1);
    !closed && !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The day on which an instalment that falls due on `due_on` is collected: that day, or the next on which banks settle.
pub fn collect_on(due_on: Date) -> Date {
    let mut day = due_on;
    while !is_bank_day(day) {
        day = add_days(day, 1);
    }
    day
}

/// The last day on which a collection that the provider could not be asked for on `asked_on` is asked again.
pub fn retry_until(asked_on: Date) -> Date {
    let mut day = asked_on;
    for _ in 0..RETRY_BANK_DAYS {
        day = collect_on(add_days(day, 1));
    }
    day
}

/// Whether a collection that the provider could not be asked for on `asked_on` may be asked today: on days on which banks
/// settle, for as long as the debtor was told.
pub fn may_ask_again(asked_on: Date, today: Date) -> bool {
    is_bank_day(today) && (asked_on..=retry_until(asked_on)).contains(&today)
}

/// Whether today is the time to tell of a collection: not too late, and not so early that much may change.
pub fn is_time_to_tell(today: Date, collect_on: Date) -> bool {
    (WRITE_DAYS_MIN..=WRITE_DAYS_MAX).contains(&days_between(today, collect_on))
}

/// Whether a collection would come in time to be told of, now or later.
pub fn can_be_told(today: Date, collect_on: Date) -> bool {
    days_between(today, collect_on) >= WRITE_DAYS_MIN
}

/// Easter Sunday (Gregorian; the 'anonymous' algorithm, Nature, 20 April 1876).
fn easter(year: i16) -> Date {
    let year_number = i32::from(year);
    let (a, b, c) = (year_number % 19, year_number / 100, year_number % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month_and_day = h + l - 7 * m + 114;
    let narrow = |number: i32| i8::try_from(number).unwrap_or(1);
    date(year, narrow(month_and_day / 31), narrow(month_and_day % 31 + 1))
}

/// Countries whose accounts SEPA Direct Debit reaches (EPC409-09, list of SEPA scheme countries).
const SEPA: [&str; 41] = [
    "AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GI", "GR", "HR", "HU",
    "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE",
    "SI", "SK", "SM",
];

/// Whether an account can be collected from.
pub fn is_in_sepa(iban: &Iban) -> bool {
    SEPA.iter().any(|country| iban.as_str().starts_with(country))
}

/// Whether a text can be the name of an account's holder: not empty, not too long, with a letter.
pub fn is_holder(name: &str) -> bool {
    name.chars().count() <= HOLDER_CHARS_MAX
        && name.chars().any(char::is_alphabetic)
        && !name.chars().any(char::is_control)
}

/// Whether a creditor identifier's check digits fit: country, two check digits, three signs of the creditor's own choice,
/// the national number; mod 97 of the number without those three is 1 (EPC262-08).
pub fn is_creditor_id(text: &str) -> bool {
    let plain = text.is_ascii() && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    plain && (8..=35).contains(&text.len()) && mod97(&format!("{}{}", &text[7..], &text[..4])) == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn banks_are_closed_on_the_days_of_target() {
        // European Central Bank, TARGET closing days: Good Friday and Easter Monday of these years.
        for (friday, monday) in [
            (date(2024, 3, 29), date(2024, 4, 1)),
            (date(2025, 4, 18), date(2025, 4, 21)),
            (date(2026, 4, 3), date(2026, 4, 6)),
            (date(2027, 3, 26), date(2027, 3, 29)),
            (date(2038, 4, 23), date(2038, 4, 26)),
        ] {
            assert!(!is_bank_day(friday) && !is_bank_day(monday), "{friday} {monday}");
            assert!(is_bank_day(add_days(friday, -1)) && is_bank_day(add_days(monday, 1)), "{friday} {monday}");
        }
        assert_eq!(collect_on(date(2026, 4, 3)), date(2026, 4, 7), "over Easter");
        assert_eq!(collect_on(date(2026, 12, 25)), date(2026, 12, 28));
        assert_eq!(collect_on(date(2026, 5, 12)), date(2026, 5, 12));
        assert_eq!(collect_on(date(2026, 4, 27)), date(2026, 4, 27), "King's Day is no closing day of banks");
    }

    #[test]
    fn a_collection_is_told_of_in_time() {
        let today = date(2026, 5, 12);
        let told: Vec<i64> = (0..20).filter(|days| is_time_to_tell(today, add_days(today, *days))).collect();
        assert_eq!(told, (7..=14).collect::<Vec<_>>());
        assert!(!can_be_told(today, date(2026, 5, 18)) && can_be_told(today, date(2026, 5, 19)));
    }

    #[test]
    fn who_was_out_of_reach_is_asked_again_on_three_bank_days() {
        // Thursday before Easter: Tuesday, Wednesday and Thursday after it.
        let asked_on = date(2026, 4, 2);
        assert_eq!(retry_until(asked_on), date(2026, 4, 9));
        let days: Vec<i8> = (0..14)
            .map(|days| add_days(asked_on, days))
            .filter(|day| may_ask_again(asked_on, *day))
            .map(Date::day)
            .collect();
        assert_eq!(days, [2, 7, 8, 9]);
    }

    #[test]
    fn accounts_names_and_creditors_are_checked() {
        assert!(is_in_sepa(&"NL91ABNA0417164300".parse().unwrap()));
        assert!(is_in_sepa(&"BE68539007547034".parse().unwrap()));
        assert!(!is_in_sepa(&"SA0380000000608010167519".parse().unwrap()), "no SEPA country");
        assert!(is_holder("A. de Vries e/o B. Jansen"));
        for wrong in ["", "  ", "12", "a\nb"] {
            assert!(!is_holder(wrong), "{wrong:?}");
        }
        // The example of EPC262-08 for Germany, and the one of this program's test bank.
        assert!(is_creditor_id("DE98ZZZ09999999999") && is_creditor_id("NL79ZZZ999999990000"));
        for wrong in ["DE97ZZZ09999999999", "NL79", "nl79ZZZ999999990000", "NL79ZZZ99999999000é"] {
            assert!(!is_creditor_id(wrong), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn no_day_of_collection_is_before_the_instalment_or_long_after(days in 0i64..40_000) {
            let due_on = add_days(date(2020, 1, 1), days);
            let day = collect_on(due_on);
            prop_assert!(is_bank_day(day));
            prop_assert!((0..=5).contains(&days_between(due_on, day)));
        }
    }
}
