//! Recognised holidays and working days of the Netherlands and Belgium, from dated data files: a royal decree, not a
//! formula, decides which days count. Outside the years a file knows, only Sundays are certain; see [`known_until`]
//! and `lawdata::expired`.

use crate::kinds::Country;
use crate::lawdata::{Table, law};
use jiff::civil::{Date, Weekday};

/// Why a day is a holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayKind {
    /// Named by the law itself.
    Recognised,
    /// Equated with a holiday: Good Friday, and the days of a decree.
    Equated,
}

/// One holiday of one year.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    pub on: Date,
    /// Its name, in Dutch.
    pub name: String,
    /// Why it is one.
    pub kind: HolidayKind,
}

/// The holidays of one country, as its file holds them.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holidays {
    /// The law.
    pub source: String,
    /// The first day the file speaks of.
    pub known_from: Date,
    /// The last day the file speaks of.
    pub known_until: Date,
    /// What an operator should know of it, if anything.
    pub note: Option<String>,
    #[serde(rename = "day")]
    days: Vec<Holiday>,
}

impl Table for Holidays {
    fn check(&mut self) -> Result<(), String> {
        self.days.sort_by_key(|day| day.on);
        if let Some(pair) = self.days.windows(2).find(|pair| pair[0].on == pair[1].on) {
            return Err(format!("[[day]]: {} stands there twice", pair[0].on));
        }
        let known = self.known_from..=self.known_until;
        match self.days.iter().find(|day| !known.contains(&day.on)) {
            Some(day) => Err(format!("[[day]]: {} lies outside known_from and known_until", day.on)),
            None => Ok(()),
        }
    }
}

/// The holidays of a country.
pub fn holidays(country: Country) -> &'static Holidays {
    law().holidays.of(country)
}

/// The holiday on a day, if the country's file names one.
pub fn holiday(country: Country, date: Date) -> Option<&'static Holiday> {
    let days = &holidays(country).days;
    days.binary_search_by_key(&date, |day| day.on).ok().map(|at| &days[at])
}

/// The last day of which the country's file knows whether it is a holiday.
pub fn known_until(country: Country) -> Date {
    holidays(country).known_until
}

/// Whether the file speaks of this day at all.
pub fn is_known(country: Country, date: Date) -> bool {
    let table = holidays(country);
    (table.known_from..=table.known_until).contains(&date)
}

/// Whether the day is a Sunday.
pub fn is_sunday(date: Date) -> bool {
    date.weekday() == Weekday::Sunday
}

/// Whether the day is a Sunday or a recognised or equated holiday: on such a day nobody is approached (Wki, art. 13;
/// in Belgium the same is kept by choice).
pub fn is_sunday_or_holiday(country: Country, date: Date) -> bool {
    is_sunday(date) || holiday(country, date).is_some()
}

/// Whether the day is neither a Saturday, a Sunday nor a holiday.
pub fn is_working_day(country: Country, date: Date) -> bool {
    date.weekday() != Weekday::Saturday && !is_sunday_or_holiday(country, date)
}

/// The first working day on or after a date.
pub fn working_day_from(country: Country, date: Date) -> Date {
    nth(date, 0, |day| is_working_day(country, day))
}

/// The n-th working day after a date (1 is the first one after it).
pub fn working_days_after(country: Country, date: Date, count: u32) -> Date {
    (0..count).fold(date, |day, _| working_day_from(country, crate::dates::add_days(day, 1)))
}

/// The first day from `date + skip` on that passes. No law has a fortnight without a working day; the bound only
/// keeps a broken table from looping.
pub(crate) fn nth(date: Date, skip: i64, passes: impl Fn(Date) -> bool) -> Date {
    let start = crate::dates::add_days(date, skip);
    (0..30).map(|days| crate::dates::add_days(start, days)).find(|day| passes(*day)).unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::add_days;
    use jiff::civil::date;

    /// Easter Sunday by the anonymous Gregorian computus: an independent check of the files.
    fn easter(year: i16) -> Date {
        let y = i32::from(year);
        let (a, b, c) = (y % 19, y / 100, y % 100);
        let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        let n = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;
        date(year, (n / 31) as i8, (n % 31 + 1) as i8)
    }

    #[test]
    fn the_moving_days_follow_easter_in_every_year_and_both_countries() {
        for year in 2024..=2028 {
            for (days, countries) in [
                (-2, &[Country::Nl][..]),
                (0, &[Country::Nl]),
                (1, Country::ALL),
                (39, Country::ALL),
                (40, &[Country::Nl]),
                (50, Country::ALL),
            ] {
                for &country in countries {
                    let on = add_days(easter(year), days);
                    assert!(holiday(country, on).is_some(), "{country} {on}");
                }
            }
            for &country in Country::ALL {
                assert!(holiday(country, date(year, 1, 1)).is_some() && holiday(country, date(year, 12, 25)).is_some());
            }
            let count = |country| holidays(country).days.iter().filter(|day| day.on.year() == year).count();
            assert_eq!(count(Country::Be), 10, "Belgium has ten");
            assert!((12..=15).contains(&count(Country::Nl)));
        }
    }

    #[test]
    fn the_kings_day_is_never_a_sunday_and_decreed_days_are_in() {
        assert!(holiday(Country::Nl, date(2025, 4, 26)).is_some() && holiday(Country::Nl, date(2025, 4, 27)).is_none());
        for on in [date(2024, 12, 27), date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7), date(2028, 4, 28)] {
            assert_eq!(holiday(Country::Nl, on).map(|day| day.kind), Some(HolidayKind::Equated), "{on}");
            assert!(holiday(Country::Be, on).is_none());
        }
    }

    #[test]
    fn working_days_skip_weekends_and_holidays() {
        assert_eq!(working_day_from(Country::Nl, date(2026, 4, 3)), date(2026, 4, 7), "Good Friday to after Easter");
        assert_eq!(working_day_from(Country::Be, date(2026, 4, 3)), date(2026, 4, 3));
        assert_eq!(working_days_after(Country::Be, date(2026, 4, 3), 3), date(2026, 4, 9));
        assert!(is_sunday_or_holiday(Country::Be, date(2026, 7, 21)) && is_working_day(Country::Nl, date(2026, 7, 21)));
    }

    #[test]
    fn the_files_say_how_far_they_reach() {
        for &country in Country::ALL {
            assert!(is_known(country, known_until(country)));
            assert!(!is_known(country, add_days(known_until(country), 1)));
            let days = &holidays(country).days;
            assert!(days.windows(2).all(|pair| pair[0].on < pair[1].on), "no day twice");
            assert!(days.iter().all(|day| is_known(country, day.on)));
        }
    }
}
