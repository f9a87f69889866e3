//! Changes of a running plan. Each takes the schedule as it stands and what was paid on it, and gives the whole new
//! schedule. The sum never changes: a change moves days and parts, no cent.

use super::offer::{count, instalment_for};
use super::{Instalment, InstalmentStatus, PlanOption, Rhythm, progress};
use crate::kinds::vocabulary;
use crate::money::Cents;
use jiff::civil::Date;

vocabulary! {
    /// Why a plan has a new version.
    PlanChange, "change of a plan" {
        /// The first version: it was agreed.
        Agreed = "agreed",
        /// The debtor chose other days or another amount for the rest.
        Rescheduled = "rescheduled",
        /// The next instalment was skipped: it moved to the end.
        Skipped = "skipped",
        /// What was missed moved to the end.
        MissedMoved = "missed_moved",
        /// An extra payment made it end sooner.
        ExtraShorter = "extra_shorter",
        /// An extra payment made the rest lower.
        ExtraLower = "extra_lower",
        /// An extra payment went back to the payer's bank: its amount stands at the end again.
        ExtraReturned = "extra_returned",
        /// A payment that had completed the plan went back: the schedule is the same, and runs on.
        Reopened = "reopened",
    }
}

/// What an extra payment does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtraEffect {
    /// The instalments stay as they are, and the last ones fall away.
    Shorter,
    /// The days stay as they are, and each instalment gets lower.
    Lower,
}

impl ExtraEffect {
    /// The change it makes.
    pub const fn change(self) -> PlanChange {
        match self {
            ExtraEffect::Shorter => PlanChange::ExtraShorter,
            ExtraEffect::Lower => PlanChange::ExtraLower,
        }
    }
}

/// A day and an amount, before it has a number.
type Row = (Date, Cents);

fn rows(schedule: &[Instalment]) -> Vec<Row> {
    schedule.iter().map(|item| (item.due_on, item.amount)).collect()
}

/// Numbers rows, leaving out those of nothing.
fn numbered(rows: impl IntoIterator<Item = Row>) -> Vec<Instalment> {
    let real = rows.into_iter().filter(|(_, amount)| amount.is_positive());
    (1..).zip(real).map(|(number, (due_on, amount))| Instalment { number, due_on, amount }).collect()
}

/// Parts rows at an amount: those that it covers, the last one cut, and what is left of the others.
fn part(rows: &[Row], amount: Cents) -> (Vec<Row>, Vec<Row>) {
    let mut rest = amount.or_zero();
    rows.iter()
        .map(|&(due_on, amount)| {
            let taken = rest.min(amount);
            rest -= taken;
            ((due_on, taken), (due_on, amount - taken))
        })
        .unzip()
}

fn sum(rows: &[Row]) -> Cents {
    rows.iter().map(|(_, amount)| *amount).sum()
}

fn last_day(schedule: &[Instalment]) -> Option<Date> {
    schedule.iter().map(|item| item.due_on).max()
}

/// What was paid keeps its place; the rest follows an option that was made for it.
pub fn rescheduled(schedule: &[Instalment], paid: Cents, option: &PlanOption) -> Vec<Instalment> {
    let (settled, _) = part(&rows(schedule), paid);
    numbered(settled.into_iter().chain(rows(&option.schedule)))
}

/// The next instalment, or what is open of it, moves one step behind the last. `None`: nothing is left to skip, or
/// something is missed (that is repaired first).
pub fn skipped(schedule: &[Instalment], paid: Cents, today: Date, rhythm: Rhythm) -> Option<Vec<Instalment>> {
    let stand = progress(schedule, paid, today);
    if stand.missed_in_a_row > 0 {
        return None;
    }
    let next = stand.next?;
    to_the_end(schedule, paid, rhythm, |item| item.number == next.number)
}

/// Everything that is missed moves behind the last, one step each. `None`: nothing is missed.
pub fn missed_moved(schedule: &[Instalment], paid: Cents, today: Date, rhythm: Rhythm) -> Option<Vec<Instalment>> {
    let stand = progress(schedule, paid, today);
    let missed: Vec<u32> = stand
        .instalments
        .iter()
        .filter(|item| item.status == InstalmentStatus::Missed)
        .map(|item| item.instalment.number)
        .collect();
    if missed.is_empty() {
        return None;
    }
    let last = last_day(schedule)?;
    // Behind the last, and never on a day that has passed: a whole plan may lie in the past.
    let steps = (1..).find(|&steps| rhythm.after(last, steps) > today)?;
    move_rows(schedule, paid, rhythm, steps, |item| missed.contains(&item.number))
}

fn to_the_end(
    schedule: &[Instalment],
    paid: Cents,
    rhythm: Rhythm,
    moves: impl Fn(&Instalment) -> bool,
) -> Option<Vec<Instalment>> {
    move_rows(schedule, paid, rhythm, 1, moves)
}

fn move_rows(
    schedule: &[Instalment],
    paid: Cents,
    rhythm: Rhythm,
    first_step: u32,
    moves: impl Fn(&Instalment) -> bool,
) -> Option<Vec<Instalment>> {
    let last = last_day(schedule)?;
    let (settled, open) = part(&rows(schedule), paid);
    let mut stay = Vec::new();
    let mut moved = Vec::new();
    for (item, row) in schedule.iter().zip(open) {
        if moves(item) && row.1.is_positive() {
            let steps = first_step + u32::try_from(moved.len()).unwrap_or(0);
            moved.push((rhythm.after(last, steps), row.1));
        } else {
            stay.push(row);
        }
    }
    (!moved.is_empty()).then(|| numbered(settled.into_iter().chain(stay).chain(moved)))
}

/// What an extra payment of `amount` does when it comes in on `today`. It pays what is missed or due first; only what is
/// beyond that is extra. `smallest`: with lower instalments none but the last gets below it, so that the end may come
/// sooner as well.
pub fn extra(
    schedule: &[Instalment],
    paid: Cents,
    amount: Cents,
    today: Date,
    effect: ExtraEffect,
    smallest: Cents,
) -> Vec<Instalment> {
    let due_now = progress(schedule, paid, today).due_now;
    let for_due = amount.or_zero().min(due_now);
    let (mut settled, open) = part(&rows(schedule), paid.or_zero() + for_due);
    let beyond = (amount.or_zero() - for_due).min(sum(&open));
    settled.push((today, beyond));
    // All of these are paid: their order is only how they read.
    settled.sort_by_key(|(due_on, _)| *due_on);
    let coming: Vec<Row> = open.into_iter().filter(|(_, amount)| amount.is_positive()).collect();
    let rest = match effect {
        // All went to what was missed or due: the rest stays as it is.
        _ if !beyond.is_positive() => coming,
        ExtraEffect::Shorter => part(&coming, sum(&coming) - beyond).0,
        ExtraEffect::Lower => lowered(&coming, sum(&coming) - beyond, smallest),
    };
    numbered(settled.into_iter().chain(rest))
}

/// An amount on the first of these days, each instalment alike and the last smaller.
fn lowered(coming: &[Row], amount: Cents, smallest: Cents) -> Vec<Row> {
    let times = u32::try_from(coming.len()).unwrap_or(u32::MAX);
    if !amount.is_positive() || times == 0 {
        return Vec::new();
    }
    let each = instalment_for(amount, times, smallest.max(Cents(1)).min(amount));
    let times = count(amount, each) as usize;
    let last = amount - Cents(each.0 * (times as i64 - 1));
    let row = |(at, (due_on, _)): (usize, &Row)| (*due_on, if at + 1 == times { last } else { each });
    coming.iter().take(times).enumerate().map(row).collect()
}

/// An extra payment that went back to the payer's bank: what is open in days that have passed because of it stands
/// behind the last again, in parts no larger than `instalment`. `paid`: without what went back. What was missed before stays where it is.
pub fn returned(
    schedule: &[Instalment],
    paid: Cents,
    back: Cents,
    instalment: Cents,
    rhythm: Rhythm,
) -> Option<Vec<Instalment>> {
    let last = last_day(schedule)?;
    let whole = rows(schedule);
    let (settled, _) = part(&whole, paid);
    let (_, open_before) = part(&whole, paid.or_zero() + back.or_zero());
    let back = sum(&whole) - sum(&settled) - sum(&open_before);
    let each = instalment.max(Cents(1));
    let times = count(back, each);
    let again = (1..=times).map(|step| {
        let amount = if step == times { back - Cents(each.0 * i64::from(times - 1)) } else { each };
        (rhythm.after(last, step), amount)
    });
    back.is_positive().then(|| numbered(settled.into_iter().chain(open_before).chain(again)))
}

#[cfg(test)]
#[path = "change_tests.rs"]
mod tests;
