//! When the agency answers the chat: hours for each day of the week, days that differ, and the holidays of the law. What
//! may honestly be said of it to somebody who is about to write.

use super::waiting::{PROMISED_HOURS, due};
use crate::calendar::holiday;
use crate::dates::add_days;
use crate::kinds::Country;
use jiff::civil::{Date, DateTime, Time, time};
use jiff::tz::TimeZone;
use jiff::{ToSpan as _, Zoned};
use serde::{Deserialize, Serialize};

/// Days that differ, at most.
pub const SPECIAL_DAYS_MAX: usize = 60;
/// The longest reason, in characters.
pub const WHY_CHARS_MAX: usize = 200;
/// This long before we close nothing is promised for the day itself, in hours.
const LAST_HOURS: i64 = 2;
/// How far ahead the next opening is looked for, in days: more than a year of days that differ.
const DAYS_AHEAD: i64 = 500;
/// Whose holidays close us.
const HOLIDAYS_OF: Country = Country::Nl;

/// From when until when, within one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// The first moment.
    pub from: Time,
    /// The moment we close.
    pub until: Time,
}

/// A day that differs from its weekday, also when it is a holiday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    /// The day.
    pub on: Date,
    /// Its hours; none: closed.
    pub open: Option<Open>,
    /// Why, for colleagues.
    pub why: String,
}

/// The agency's hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// From Monday to Sunday; none: closed.
    pub week: [Option<Open>; 7],
    /// Days that differ.
    pub special: Vec<SpecialDay>,
}

impl Default for Hours {
    /// Until a supervisor says otherwise: Monday to Friday from 8 to 20.
    fn default() -> Self {
        let day = Some(Open { from: time(8, 0, 0, 0), until: time(20, 0, 0, 0) });
        Self { week: [day, day, day, day, day, None, None], special: Vec::new() }
    }
}

/// What is wrong with hours as they were filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoursWrong {
    /// Not a time of the form 09:30, or only one of the two.
    Unreadable,
    /// The end comes before the beginning.
    Backwards,
    /// Closed on every day of the week.
    NeverOpen,
    /// More than [`SPECIAL_DAYS_MAX`].
    TooMany,
    /// A day stands there twice.
    Twice(Date),
}

/// Reads two times as they come from a form; both empty: closed.
///
/// # Errors
/// [`HoursWrong::Unreadable`] or [`HoursWrong::Backwards`].
pub fn read_open(from: &str, until: &str) -> Result<Option<Open>, HoursWrong> {
    if from.trim().is_empty() && until.trim().is_empty() {
        return Ok(None);
    }
    let open = Open { from: minute(from)?, until: minute(until)? };
    if open.from < open.until { Ok(Some(open)) } else { Err(HoursWrong::Backwards) }
}

fn minute(text: &str) -> Result<Time, HoursWrong> {
    let (hour, minute) = text.trim().split_once([':', '.']).ok_or(HoursWrong::Unreadable)?;
    // Some browsers send seconds.
    let minute = minute.split(':').next().unwrap_or_default();
    let number = |text: &str| text.parse::<i8>().map_err(|_| HoursWrong::Unreadable);
    Time::new(number(hour)?, number(minute)?, 0, 0).map_err(|_| HoursWrong::Unreadable)
}

/// Are we open?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Until then.
    Open {
        /// When we close.
        until: Zoned,
    },
    /// We open then, if that is known.
    Closed {
        /// The next opening.
        opens: Option<Zoned>,
    },
}

impl Hours {
    /// Can these hours be kept?
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn check(&self) -> Result<(), HoursWrong> {
        let mut days: Vec<Date> = self.special.iter().map(|day| day.on).collect();
        days.sort_unstable();
        match days.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(HoursWrong::Twice(pair[0])),
            None if days.len() > SPECIAL_DAYS_MAX => Err(HoursWrong::TooMany),
            None if self.week.iter().all(Option::is_none) => Err(HoursWrong::NeverOpen),
            None => Ok(()),
        }
    }

    /// The hours of a day. What is said of the day itself goes before a holiday, and that before the weekday.
    pub fn on(&self, date: Date) -> Option<Open> {
        match self.special.iter().find(|day| day.on == date) {
            Some(day) => day.open,
            None if holiday(HOLIDAYS_OF, date).is_some() => None,
            None => self.week[date.weekday().to_monday_zero_offset() as usize],
        }
    }

    /// The first day after this one on which we are open, with its hours.
    pub fn next_day(&self, after: Date) -> Option<(Date, Open)> {
        (1..=DAYS_AHEAD).map(|days| add_days(after, days)).find_map(|day| Some((day, self.on(day)?)))
    }

    /// Are we open at this moment? Where a clock jumps over the hour we open, we open when it has jumped.
    pub fn standing(&self, now: &Zoned) -> Standing {
        let zone = now.time_zone();
        match self.moments(now.date(), zone) {
            Some((from, until)) if from <= *now && *now < until => Standing::Open { until },
            _ => {
                let days = (0..=DAYS_AHEAD).map(|days| add_days(now.date(), days));
                let opens = days.filter_map(|day| self.moments(day, zone)).map(|(from, _)| from).find(|at| at > now);
                Standing::Closed { opens }
            }
        }
    }

    fn moments(&self, day: Date, zone: &TimeZone) -> Option<(Zoned, Zoned)> {
        let open = self.on(day)?;
        let at = |time| day.to_datetime(time).to_zoned(zone.clone()).ok();
        let (from, until) = (at(open.from)?, at(open.until)?);
        (from < until).then_some((from, until))
    }
}

/// By when somebody who writes now has an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// Within [`PROMISED_HOURS`].
    Day,
    /// Later than that, as we are closed in between: by this moment.
    By(DateTime),
}

/// What may be said before somebody writes, all on the agency's own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// Open, and somebody is at work: within minutes.
    Now {
        /// When we close.
        until: DateTime,
    },
    /// Open: today.
    Today {
        /// When we close.
        until: DateTime,
    },
    /// Open, but not for long.
    Ending {
        /// When we close.
        until: DateTime,
        /// By when there is an answer.
        promise: Promise,
    },
    /// Closed.
    Closed {
        /// When we open, if that is known.
        opens: Option<DateTime>,
        /// By when there is an answer.
        promise: Promise,
    },
}

/// What may be promised at this moment. `agent_here`: somebody is at work.
pub fn expectation(hours: &Hours, now: &Zoned, agent_here: bool) -> Expectation {
    let written = now.datetime();
    let by = due(written, hours);
    let promise = if by <= written.saturating_add(PROMISED_HOURS.hours()) { Promise::Day } else { Promise::By(by) };
    match hours.standing(now) {
        Standing::Closed { opens } => Expectation::Closed { opens: opens.map(|at| at.datetime()), promise },
        Standing::Open { until } => {
            let last = until.saturating_sub(LAST_HOURS.hours());
            let until = until.datetime();
            match () {
                () if agent_here => Expectation::Now { until },
                () if *now < last => Expectation::Today { until },
                () => Expectation::Ending { until, promise },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn zoned(text: &str) -> Zoned {
        text.parse::<DateTime>().unwrap().to_zoned(TimeZone::get("Europe/Amsterdam").unwrap()).unwrap()
    }

    fn at(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    #[test]
    fn times_are_read_as_people_and_browsers_write_them() {
        let open = |from, until| read_open(from, until).map(|open| open.map(|one| (one.from, one.until)));
        assert_eq!(open("09:00", "17.30"), Ok(Some((time(9, 0, 0, 0), time(17, 30, 0, 0)))));
        assert_eq!(open(" 9:00:00", "9:01"), Ok(Some((time(9, 0, 0, 0), time(9, 1, 0, 0)))));
        assert_eq!(open("", " "), Ok(None));
        for (from, until) in [("9:00", ""), ("9", "10"), ("24:00", "25:00"), ("a:b", "10:00"), ("-1:00", "10:00")] {
            assert_eq!(open(from, until), Err(HoursWrong::Unreadable), "{from} {until}");
        }
        assert_eq!(open("17:00", "09:00"), Err(HoursWrong::Backwards));
        assert_eq!(open("09:00", "09:00"), Err(HoursWrong::Backwards));
    }

    #[test]
    fn a_day_of_its_own_goes_before_a_holiday_and_that_before_the_weekday() {
        let day = |on: &str, open| SpecialDay { on: on.parse().unwrap(), open, why: String::new() };
        let short = read_open("10:00", "12:00").unwrap();
        let mut hours = Hours::default();
        assert!(hours.on("2026-05-12".parse().unwrap()).is_some(), "a Tuesday");
        assert_eq!(hours.on("2026-05-25".parse().unwrap()), None, "Whit Monday");
        assert_eq!(hours.on("2026-05-16".parse().unwrap()), None, "a Saturday");
        hours.special = vec![day("2026-05-12", None), day("2026-05-25", short), day("2026-05-16", short)];
        assert_eq!(hours.on("2026-05-12".parse().unwrap()), None);
        assert_eq!(hours.on("2026-05-25".parse().unwrap()), short);
        assert_eq!(hours.on("2026-05-16".parse().unwrap()), short);
        assert_eq!(hours.check(), Ok(()));
        hours.special.push(day("2026-05-12", None));
        assert_eq!(hours.check(), Err(HoursWrong::Twice("2026-05-12".parse().unwrap())));
        assert_eq!(Hours { week: [None; 7], special: Vec::new() }.check(), Err(HoursWrong::NeverOpen));
        let many = (0..=60).map(|n| SpecialDay {
            on: add_days(at("2026-01-01T00:00").date(), n),
            open: None,
            why: String::new(),
        });
        assert_eq!(Hours { special: many.collect(), ..Hours::default() }.check(), Err(HoursWrong::TooMany));
    }

    #[test]
    fn what_is_said_is_what_can_be_kept() {
        let hours = Hours::default();
        let said = |now: &str, here| expectation(&hours, &zoned(now), here);
        let until = at("2026-05-12T20:00");
        assert_eq!(said("2026-05-12T10:00", true), Expectation::Now { until });
        assert_eq!(said("2026-05-12T10:00", false), Expectation::Today { until });
        assert_eq!(said("2026-05-12T18:00", false), Expectation::Ending { until, promise: Promise::Day });
        let closed = |opens, promise| Expectation::Closed { opens: Some(at(opens)), promise };
        assert_eq!(said("2026-05-12T20:00", false), closed("2026-05-13T08:00", Promise::Day));
        assert_eq!(
            said("2026-05-12T07:59", true),
            closed("2026-05-12T08:00", Promise::Day),
            "nobody is promised to be early"
        );
        // Friday is a decreed day, then a weekend.
        assert_eq!(said("2026-05-14T21:00", false), closed("2026-05-18T08:00", Promise::By(at("2026-05-18T20:00"))));
        assert_eq!(said("2026-05-23T12:00", false), closed("2026-05-26T08:00", Promise::By(at("2026-05-26T20:00"))));
        assert_eq!(said("2026-05-17T21:00", false), closed("2026-05-18T08:00", Promise::Day), "Sunday evening");
    }

    #[test]
    fn where_the_clock_jumps_we_open_when_it_has_jumped() {
        // On 29 March 2026 there is no time between 2:00 and 3:00; on 25 October there is one twice.
        let night = read_open("02:30", "04:00").unwrap();
        let hours = Hours { week: [night; 7], special: Vec::new() };
        assert_eq!(
            hours.standing(&zoned("2026-03-29T01:59")),
            Standing::Closed { opens: Some(zoned("2026-03-29T03:30")) }
        );
        let inside = Hours { week: [read_open("02:10", "02:40").unwrap(); 7], special: Vec::new() };
        let first = zoned("2026-03-29T03:10");
        assert_eq!(inside.standing(&zoned("2026-03-28T12:00")), Standing::Closed { opens: Some(first) });
        let twice = zoned("2026-10-25T02:30").saturating_add(1.hour());
        assert_eq!(twice.datetime(), at("2026-10-25T02:30"), "the second time it is half past two");
        assert_eq!(hours.standing(&twice), Standing::Open { until: zoned("2026-10-25T04:00") });
    }

    fn day() -> impl Strategy<Value = Option<Open>> {
        let minutes = (0i32..24 * 60 - 1, 1i32..24 * 60);
        prop_oneof![
            1 => Just(None),
            3 => minutes.prop_map(|(from, long)| {
                let at = |minute: i32| time((minute / 60) as i8, (minute % 60) as i8, 0, 0);
                Some(Open { from: at(from), until: at((from + long).min(24 * 60 - 1)) })
            }),
        ]
    }

    proptest! {
        #[test]
        fn the_next_opening_lies_ahead_and_we_are_open_then(
            week in prop::array::uniform7(day()),
            special in prop::collection::btree_map(0i64..500, day(), 0..20),
            minutes in 0i64..500 * 24 * 60,
        ) {
            let begin = zoned("2026-01-01T00:00");
            let special = special.into_iter().map(|(n, open)| {
                SpecialDay { on: add_days(begin.date(), n), open, why: String::new() }
            });
            let hours = Hours { week, special: special.collect() };
            prop_assume!(hours.check().is_ok());
            let now = begin.saturating_add(minutes.minutes());
            let is_open = |at: &Zoned| matches!(hours.standing(at), Standing::Open { .. });
            match hours.standing(&now) {
                Standing::Open { until } => {
                    prop_assert!(until > now);
                    prop_assert!(!is_open(&until), "closed at the end");
                }
                Standing::Closed { opens } => {
                    let opens = opens.expect("some weekday is open");
                    prop_assert!(opens > now);
                    prop_assert!(is_open(&opens));
                    let before = opens.saturating_sub(1.minute());
                    prop_assert!(before < now || !is_open(&before), "and not sooner");
                    prop_assert_eq!(hours.on(opens.date()).is_some(), true);
                }
            }
        }
    }
}
