//! The days ahead of a meter: what each of them costs. Needs no table of law, so that it runs in the browser as well.

use super::METER_DAYS_MAX;
use crate::dates::{add_days, day_number, of_day_number};
use crate::doubt::{Basis, Doubt};
use crate::explain::Percent;
use crate::interest::{Piece, accrued};
use crate::money::Cents;
use jiff::civil::Date;

/// Something that will be added on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The first day it counts.
    pub on: Date,
    /// How much is added.
    pub more: Cents,
}

/// What a claim costs on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// What the amount of any day is computed from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(into = "Wire", from = "Wire")]
pub struct Ahead {
    /// The day it was read.
    pub today: Date,
    /// What is booked today: principal, interest and costs.
    pub booked: Cents,
    /// What will be added, if anything will.
    pub change: Option<Change>,
    /// The periods of interest from today on; empty where none is asked.
    pub interest: Vec<Piece>,
    /// The last day of the scale of costs, where a change comes from it.
    pub costs_known_until: Option<Date>,
    /// The last day of the table of rates, where interest is asked.
    pub interest_known_until: Option<Date>,
    /// The last day of the holidays, where the day of the change was counted past it.
    pub holidays_known_until: Option<Date>,
}

impl Ahead {
    /// What the claim costs on a day. A day before today is read as today, one too far ahead as the last the meter
    /// knows.
    pub fn at(&self, day: Date) -> Reading {
        let on = day.clamp(self.today, add_days(self.today, METER_DAYS_MAX));
        let costs_added = self.change.filter(|change| change.on <= on).map_or(Cents::ZERO, |change| change.more);
        let interest_added = accrued(&self.interest, on);
        Reading { on, total: self.booked + costs_added + interest_added, costs_added, interest_added }
    }

    /// What the figure of a day leans on that is not known to hold then.
    pub fn doubts(&self, day: Date) -> Vec<Doubt> {
        let beyond = |on: Option<Date>, known_until: Option<Date>, basis: Basis| {
            let known_until = known_until.filter(|known| on.is_some_and(|on| on > *known))?;
            Some(Doubt { basis, known_until })
        };
        let costs_on = self.change.map(|change| change.on).filter(|on| *on <= day);
        let last = self.interest.iter().map(|piece| piece.until.min(day)).max().map(|until| add_days(until, -1));
        let interest_on = last.filter(|last| *last >= self.today);
        // That no costs come before their day is counted by the same holidays.
        let holidays = self.holidays_known_until.map(|known_until| Doubt { basis: Basis::Holidays, known_until });
        [
            beyond(costs_on, self.costs_known_until, Basis::Costs),
            beyond(interest_on, self.interest_known_until, Basis::Interest),
            holidays,
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The same of what the meter says by itself: the coming thirty days, and the day of the next change.
    pub fn doubts_said(&self) -> Vec<Doubt> {
        let month_on = add_days(self.today, 30);
        self.doubts(self.change.map_or(month_on, |change| change.on.max(month_on)))
    }

    /// The doubts about a day that the meter's own sentences have not told already.
    pub fn doubts_more(&self, day: Date) -> Vec<Doubt> {
        let said = self.doubts_said();
        self.doubts(day).into_iter().filter(|doubt| !said.contains(doubt)).collect()
    }
}

/// How it travels: days as numbers and no names, because it travels once for each claim.
#[derive(serde::Serialize, serde::Deserialize)]
struct Wire(i64, Cents, Option<(i64, Cents)>, Vec<(i64, i64, Cents, i64, u32)>, Option<i64>, Option<i64>, Option<i64>);

impl From<Ahead> for Wire {
    fn from(ahead: Ahead) -> Self {
        let piece = |piece: Piece| {
            let Piece { from, until, base, percent, year } = piece;
            (day_number(from), day_number(until), base, percent.0, year)
        };
        Wire(
            day_number(ahead.today),
            ahead.booked,
            ahead.change.map(|change| (day_number(change.on), change.more)),
            ahead.interest.into_iter().map(piece).collect(),
            ahead.costs_known_until.map(day_number),
            ahead.interest_known_until.map(day_number),
            ahead.holidays_known_until.map(day_number),
        )
    }
}

impl From<Wire> for Ahead {
    fn from(wire: Wire) -> Self {
        let Wire(today, booked, change, interest, costs, rates, holidays) = wire;
        let piece = |(from, until, base, percent, year)| Piece {
            from: of_day_number(from),
            until: of_day_number(until),
            base,
            percent: Percent(percent),
            year,
        };
        Ahead {
            today: of_day_number(today),
            booked,
            change: change.map(|(on, more)| Change { on: of_day_number(on), more }),
            interest: interest.into_iter().map(piece).collect(),
            costs_known_until: costs.map(of_day_number),
            interest_known_until: rates.map(of_day_number),
            holidays_known_until: holidays.map(of_day_number),
        }
    }
}
