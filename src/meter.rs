//! The cost meter: what a claim costs today, on a chosen day, and when the next thing is added. What is open today is
//! what is booked: nothing else can be asked. Only a formal letter that was sent can make costs come, and only from the
//! day after its printed term; without one, nothing is added, and the meter says so.
//!
//! [`read`] needs the tables of law and runs on the server. What it found of the days ahead is an [`Ahead`]: it answers
//! what any day costs by itself, and is small enough to go along to the browser, where the same code runs.

mod ahead;
mod read;
#[cfg(test)]
mod tests;
mod words;

use crate::dates::{add_days, parse_iso};
use crate::doubt::Doubt;
use crate::kinds::vocabulary;
use crate::money::Cents;
pub use ahead::{Ahead, Change, Reading};
use jiff::civil::Date;
pub use read::{FormalLetter, MeterInput, read};

/// How far ahead the meter looks, in days.
pub const METER_DAYS_MAX: i64 = 365;

vocabulary! {
    /// What interest does while a claim is held: it runs by law, unless the creditor chose to stop it.
    WhileHeld, "choice about interest" {
        /// It runs on.
        InterestRuns = "runs",
        /// The creditor's choice: it stands still.
        InterestStops = "stops",
    }
}

/// Why something is or is not added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeterState {
    /// Nothing is open.
    Nothing,
    /// No formal letter was sent: nothing is added.
    NoLetter,
    /// A letter was sent and its term runs: costs come on a known day.
    TermRuns,
    /// The costs have been added: no more come.
    CostsBooked,
    /// Somebody is looking into it, or a pause runs: no costs come, whatever a letter said.
    Held,
}

/// A cost meter as read on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meter {
    /// Why something is or is not added.
    pub state: MeterState,
    /// What any day costs.
    pub ahead: Ahead,
}

impl Meter {
    /// What the claim costs on a day: see [`Ahead::at`].
    pub fn at(&self, day: Date) -> Reading {
        self.ahead.at(day)
    }

    /// The next thing that is added: which day, and how much.
    pub fn next_change(&self) -> Option<Change> {
        self.ahead.change
    }

    /// What this reading announces for the day after it: this may be added then, and nothing else.
    pub fn due_tomorrow(&self) -> Option<Cents> {
        let tomorrow = add_days(self.ahead.today, 1);
        self.ahead.change.filter(|change| change.on == tomorrow).map(|change| change.more)
    }

    /// What thirty days of waiting add from today, costs and interest together.
    pub fn thirty_days(&self) -> Cents {
        self.at(add_days(self.ahead.today, 30)).total - self.ahead.booked
    }

    /// What the figures of the meter's own sentences lean on that is not known to hold: see [`Ahead::doubts_said`].
    pub fn doubts_said(&self) -> Vec<Doubt> {
        self.ahead.doubts_said()
    }
}

/// The day that somebody asks about, as a form or an address writes it: `2026-05-12`. `None`: no date, one that has
/// passed, or one further ahead than the meter looks.
pub fn day_asked(text: &str, today: Date) -> Option<Date> {
    let day = parse_iso(text).ok()?;
    (today..=add_days(today, METER_DAYS_MAX)).contains(&day).then_some(day)
}
