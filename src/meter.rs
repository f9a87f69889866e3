//! The cost meter: what a claim costs today, on a chosen day, and when the next thing is added. What is open today is
//! what is booked: nothing else can be asked. Only a formal letter that was sent can make costs come, and only from the
//! day after its printed term; without one, nothing is added, and the meter says so.
//!
//! [`read`] needs the tables of law and runs on the server; the [`Meter`] it makes answers every question by itself and
//! is small enough for the browser, where the same code runs.

mod read;
#[cfg(test)]
mod tests;
mod words;

use crate::dates::add_days;
use crate::deadline::Deadline;
use crate::interest::{Piece, accrued};
use crate::kinds::vocabulary;
use crate::ledger::Balance;
use crate::money::Cents;
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

/// Something that will be added on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Change {
    /// The first day it counts.
    pub on: Date,
    /// How much is added.
    pub more: Cents,
    /// The letter's days: the reason.
    pub because: Deadline,
}

/// What a claim costs on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reading {
    /// The day.
    pub on: Date,
    /// Everything.
    pub total: Cents,
    /// Of which costs that are not booked today.
    pub costs_added: Cents,
    /// Of which interest that is not booked today.
    pub interest_added: Cents,
}

/// A cost meter as read on one day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Meter {
    /// The day it was read.
    pub today: Date,
    /// What is booked today.
    pub balance: Balance,
    /// Why something is or is not added.
    pub state: MeterState,
    /// What will be added, if anything will.
    pub change: Option<Change>,
    /// The periods of interest from today on; empty where none is asked.
    pub interest: Vec<Piece>,
    /// The last day the table is known to hold that the change comes from.
    pub costs_known_until: Option<Date>,
    /// The last day the table of rates is known to hold, where interest is asked.
    pub interest_known_until: Option<Date>,
}

impl Meter {
    /// What the claim costs on a day. A day before today is read as today, one too far ahead as the last the meter
    /// knows.
    pub fn at(&self, day: Date) -> Reading {
        let on = day.clamp(self.today, add_days(self.today, METER_DAYS_MAX));
        let costs_added = self.change.filter(|change| change.on <= on).map_or(Cents::ZERO, |change| change.more);
        let interest_added = accrued(&self.interest, on);
        Reading { on, total: self.balance.total() + costs_added + interest_added, costs_added, interest_added }
    }

    /// The next thing that is added: which day, how much, and why.
    pub fn next_change(&self) -> Option<Change> {
        self.change
    }

    /// What this reading announces for the day after it: this may be added then, and nothing else.
    pub fn due_tomorrow(&self) -> Option<Cents> {
        self.change.filter(|change| change.on == add_days(self.today, 1)).map(|change| change.more)
    }

    /// What the figure of a day leans on that is not known to hold then: the last day of which the table is sure.
    pub fn beyond(&self, day: Date) -> Option<Date> {
        let costs = self.change.filter(|change| change.on <= day).map(|change| change.on).zip(self.costs_known_until);
        let last = self.interest.iter().map(|piece| piece.until.min(day)).max().map(|until| add_days(until, -1));
        let interest = last.filter(|last| *last >= self.today).zip(self.interest_known_until);
        costs.into_iter().chain(interest).filter(|(on, known)| on > known).map(|(_, known)| known).min()
    }

    /// The same of what the meter says by itself: the coming thirty days, and the day of the next change.
    pub fn beyond_said(&self) -> Option<Date> {
        let month_on = add_days(self.today, 30);
        self.beyond(self.change.map_or(month_on, |change| change.on.max(month_on)))
    }

    /// What thirty days of waiting add from today, costs and interest together.
    pub fn thirty_days(&self) -> Cents {
        self.at(add_days(self.today, 30)).total - self.balance.total()
    }
}
