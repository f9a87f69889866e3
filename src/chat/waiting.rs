//! What may honestly be said to somebody who waits, and by when they must have an answer.

use super::hours::Hours;
use jiff::ToSpan as _;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// An answer is promised within this time.
pub const PROMISED_HOURS: i64 = 24;
/// An answer that is due within this time is shown to agents as at risk.
pub const AT_RISK_HOURS: i64 = 4;
/// How far back we look to see how fast we answer, in minutes.
pub const PACE_MINUTES: i64 = 30;
/// A wait longer than this is not put in minutes: nobody can know.
pub const ESTIMATE_MINUTES_MAX: i64 = 60;

/// Where somebody stands in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// 1: next.
    pub place: i64,
    /// About how long it takes, if that can be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<i64>,
}

impl Waiting {
    /// Behind `ahead` others, when `answered` conversations got an answer in the last [`PACE_MINUTES`].
    pub fn behind(ahead: i64, answered: i64) -> Self {
        let place = ahead.max(0) + 1;
        let minutes = (answered > 0).then(|| (place * PACE_MINUTES + answered - 1) / answered);
        Self { place, minutes: minutes.filter(|minutes| *minutes <= ESTIMATE_MINUTES_MAX) }
    }
}

/// How an answer that is due stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// There is time.
    InTime,
    /// Less than [`AT_RISK_HOURS`] are left.
    AtRisk,
    /// The time is over.
    Late,
}

/// By when a message written at `written`, on the agency's own clock, must be answered: [`PROMISED_HOURS`] later; if we
/// are closed on that day, before we close on the next day on which we are open.
pub fn due(written: DateTime, hours: &Hours) -> DateTime {
    let due = written.saturating_add(PROMISED_HOURS.hours());
    match hours.on(due.date()) {
        Some(_) => due,
        None => hours.next_day(due.date()).map_or(due, |(day, open)| day.to_datetime(open.until)),
    }
}

/// How the answer to a message written at `written` stands at `now`, on the same clock.
pub fn standing(written: DateTime, now: DateTime, hours: &Hours) -> Standing {
    let due = due(written, hours);
    if now > due {
        Standing::Late
    } else if now > due.saturating_sub(AT_RISK_HOURS.hours()) {
        Standing::AtRisk
    } else {
        Standing::InTime
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::is_working_day;
    use crate::kinds::Country;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    #[test]
    fn an_answer_is_due_a_day_later_or_on_the_next_working_day() {
        let hours = Hours::default();
        // A Tuesday; a Friday, whose next day is no working day; the eve of Whit Monday.
        for (written, by) in [
            ("2026-05-12T10:30", "2026-05-13T10:30"),
            ("2026-05-15T10:30", "2026-05-18T20:00"),
            ("2026-05-24T10:30", "2026-05-26T20:00"),
        ] {
            assert_eq!(due(at(written), &hours), at(by), "{written}");
        }
        let written = at("2026-05-12T10:30");
        assert_eq!(standing(written, at("2026-05-13T06:30"), &hours), Standing::InTime);
        assert_eq!(standing(written, at("2026-05-13T06:31"), &hours), Standing::AtRisk);
        assert_eq!(standing(written, at("2026-05-13T10:30"), &hours), Standing::AtRisk);
        assert_eq!(standing(written, at("2026-05-13T10:31"), &hours), Standing::Late);
    }

    #[test]
    fn minutes_are_said_only_when_the_pace_is_known() {
        assert_eq!(Waiting::behind(0, 0), Waiting { place: 1, minutes: None });
        assert_eq!(Waiting::behind(1, 15), Waiting { place: 2, minutes: Some(4) });
        assert_eq!(Waiting::behind(0, 300), Waiting { place: 1, minutes: Some(1) });
        assert_eq!(Waiting::behind(20, 2), Waiting { place: 21, minutes: None });
    }

    proptest! {
        #[test]
        fn an_answer_is_due_a_day_later_at_least_and_on_a_working_day(hours in 0i64..24 * 365) {
            let written = at("2026-01-01T00:00").saturating_add(hours.hours());
            let due = due(written, &Hours::default());
            prop_assert!(due >= written.saturating_add(24.hours()));
            prop_assert!(due <= written.saturating_add(24.hours()).saturating_add(6.days()));
            prop_assert!(is_working_day(Country::Nl, due.date()));
        }
    }
}
