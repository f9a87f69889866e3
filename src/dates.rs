//! Dates as people read them, and the few calendar steps that plans need. Names are written out here, because no
//! library in the browser bundle is worth their weight; days are counted with durations, because a calendar's spans
//! weigh more than all the rest.

use crate::kinds::Lang;
use jiff::SignedDuration;
use jiff::civil::Date;

/// The day that days are counted from.
const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// A text that is no date of the form `2026-05-12`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is not a date of the form 2026-05-12")]
pub struct DateError {
    /// What was found.
    pub text: String,
}

const WEEKDAYS: [[&str; 7]; 3] = [
    ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
];

const MONTHS: [[&str; 12]; 3] = [
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
];

const fn row(lang: Lang) -> usize {
    match lang {
        Lang::Nl => 0,
        Lang::En => 1,
        Lang::Fr => 2,
    }
}

/// The day of the week: `dinsdag`, `Tuesday`, `mardi`.
pub fn weekday_name(date: Date, lang: Lang) -> &'static str {
    WEEKDAYS[row(lang)][date.weekday().to_monday_zero_offset() as usize]
}

/// The month: `mei`, `May`, `mai`.
pub fn month_name(date: Date, lang: Lang) -> &'static str {
    MONTHS[row(lang)][date.month() as usize - 1]
}

/// The day of the month as it stands in a date: French says `1er`.
fn day(date: Date, lang: Lang) -> String {
    match (lang, date.day()) {
        (Lang::Fr, 1) => "1er".to_owned(),
        (_, day) => day.to_string(),
    }
}

/// Without the weekday: `12 mei 2026`.
pub fn short(date: Date, lang: Lang) -> String {
    format!("{} {} {}", day(date, lang), month_name(date, lang), date.year())
}

/// Without the weekday, and without the year when it is today's: `12 mei`.
pub fn short_near(date: Date, today: Date, lang: Lang) -> String {
    if date.year() == today.year() {
        format!("{} {}", day(date, lang), month_name(date, lang))
    } else {
        short(date, lang)
    }
}

/// With the weekday: `dinsdag 12 mei 2026`, `Tuesday 12 May 2026`, `mardi 12 mai 2026`.
pub fn long(date: Date, lang: Lang) -> String {
    format!("{} {}", weekday_name(date, lang), short(date, lang))
}

/// With the weekday, and without the year when it is today's: `dinsdag 12 mei`.
pub fn long_near(date: Date, today: Date, lang: Lang) -> String {
    format!("{} {}", weekday_name(date, lang), short_near(date, today, lang))
}

/// Month and year: `mei 2026`.
pub fn month_year(date: Date, lang: Lang) -> String {
    format!("{} {}", month_name(date, lang), date.year())
}

/// `vandaag`, `morgen`, `overmorgen`, `gisteren` and their like, if the date is that near.
pub fn relative(date: Date, today: Date, lang: Lang) -> Option<&'static str> {
    let words = match days_between(today, date) {
        -1 => ["gisteren", "yesterday", "hier"],
        0 => ["vandaag", "today", "aujourd’hui"],
        1 => ["morgen", "tomorrow", "demain"],
        2 => ["overmorgen", "the day after tomorrow", "après-demain"],
        _ => return None,
    };
    Some(words[row(lang)])
}

/// The relative word where there is one, else the date with its weekday.
pub fn relative_or_long(date: Date, today: Date, lang: Lang) -> String {
    relative(date, today, lang).map_or_else(|| long_near(date, today, lang), str::to_owned)
}

/// Whole days from the first date to the second; negative when it lies before.
pub fn days_between(from: Date, until: Date) -> i64 {
    from.duration_until(until).as_hours() / 24
}

/// The date so many days on (or back). Stays at the calendar's end where it would leave it.
pub fn add_days(date: Date, days: i64) -> Date {
    date.saturating_add(SignedDuration::from_hours(24 * days.clamp(-8_000_000, 8_000_000)))
}

/// A date as a number: days since the first of January 1970. What travels to the browser is written so.
pub fn day_number(date: Date) -> i64 {
    days_between(EPOCH, date)
}

/// The date of a [`day_number`].
pub fn of_day_number(number: i64) -> Date {
    add_days(EPOCH, number)
}

/// The same day so many months on, or the last day of a month that is too short.
pub fn add_months(date: Date, months: u32) -> Date {
    date.saturating_add(jiff::Span::new().months(i64::from(months.min(12_000))))
}

/// The day of the month that a payday stands for: above 28 it becomes the 1st, so that every month has it
/// (as HMRC's time to pay does). Nought becomes the 1st as well.
pub const fn payday_of_month(day: u8) -> i8 {
    if day == 0 || day > 28 { 1 } else { day as i8 }
}

/// The first payday on or after a date.
pub fn next_payday(on_or_after: Date, day: u8) -> Date {
    let day = payday_of_month(day);
    let in_month = on_or_after.with().day(day).build().unwrap_or(on_or_after);
    if in_month >= on_or_after { in_month } else { add_months(in_month, 1) }
}

/// As machines and date fields write it: `2026-05-12`.
pub fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// Reads `2026-05-12`, and nothing else.
pub fn parse_iso(text: &str) -> Result<Date, DateError> {
    let text = text.trim();
    let shaped = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    if !shaped {
        return Err(DateError { text: text.to_owned() });
    }
    let number = |part: &str| part.parse::<i16>().unwrap_or_default();
    let (month, day) = (number(&text[5..7]) as i8, number(&text[8..]) as i8);
    Date::new(number(&text[..4]), month, day).map_err(|_| DateError { text: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn dates_read_as_people_write_them() {
        let tuesday = date(2026, 5, 12);
        assert_eq!(long(tuesday, Lang::Nl), "dinsdag 12 mei 2026");
        assert_eq!(long(tuesday, Lang::En), "Tuesday 12 May 2026");
        assert_eq!(long(tuesday, Lang::Fr), "mardi 12 mai 2026");
        assert_eq!(long_near(tuesday, date(2026, 1, 1), Lang::En), "Tuesday 12 May");
        assert_eq!(long_near(tuesday, date(2025, 12, 31), Lang::Nl), "dinsdag 12 mei 2026");
        assert_eq!(short(date(2026, 3, 1), Lang::Fr), "1er mars 2026");
        assert_eq!(month_year(tuesday, Lang::Fr), "mai 2026");
    }

    #[test]
    fn near_days_have_words() {
        let today = date(2026, 12, 31);
        assert_eq!(relative(date(2027, 1, 1), today, Lang::Nl), Some("morgen"));
        assert_eq!(relative(today, today, Lang::Fr), Some("aujourd’hui"));
        assert_eq!(relative(date(2027, 1, 3), today, Lang::En), None);
        assert_eq!(relative_or_long(date(2027, 1, 3), today, Lang::En), "Sunday 3 January 2027");
    }

    #[test]
    fn a_payday_above_28_is_the_first() {
        assert_eq!(next_payday(date(2026, 5, 12), 31), date(2026, 6, 1));
        assert_eq!(next_payday(date(2026, 5, 12), 12), date(2026, 5, 12));
        assert_eq!(next_payday(date(2026, 5, 12), 11), date(2026, 6, 11));
        assert_eq!(next_payday(date(2026, 12, 29), 28), date(2027, 1, 28));
        assert_eq!(next_payday(date(2026, 5, 1), 0), date(2026, 5, 1));
    }

    #[test]
    fn months_are_clamped_to_their_length() {
        assert_eq!(add_months(date(2026, 1, 31), 1), date(2026, 2, 28));
        assert_eq!(add_months(date(2024, 2, 29), 12), date(2025, 2, 28));
    }

    #[test]
    fn only_iso_dates_are_read() {
        assert_eq!(parse_iso("2026-05-12"), Ok(date(2026, 5, 12)));
        for wrong in ["12-05-2026", "2026-02-30", "2026-5-12", "2026-05-12T00:00", "", "20260512", "+026-05-12"] {
            assert!(parse_iso(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn days_are_counted_as_the_calendar_has_them(from in -700_000i64..2_000_000, days in -3_000i64..3_000) {
            let from = of_day_number(from);
            let on = add_days(from, days);
            prop_assert_eq!(on, from.saturating_add(jiff::Span::new().days(days)));
            prop_assert_eq!(days_between(from, on), days);
            prop_assert_eq!(i64::from(from.until(on).unwrap().get_days()), days);
            prop_assert_eq!(of_day_number(day_number(on)), on);
        }

        #[test]
        fn a_written_date_is_read_back(number in -719_000i64..2_900_000) {
            let date = of_day_number(number);
            prop_assert_eq!(iso(date), date.to_string());
            prop_assert_eq!(parse_iso(&iso(date)), Ok(date));
        }

        #[test]
        fn a_payday_is_the_asked_day_within_a_month(days in 0i64..20_000, day in 1u8..=28) {
            let from = add_days(date(2000, 1, 1), days);
            let payday = next_payday(from, day);
            prop_assert_eq!(payday.day() as u8, day);
            let wait = days_between(from, payday);
            prop_assert!((0..31).contains(&wait));
        }
    }
}
