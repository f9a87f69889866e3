//! The options of a plan, side by side: of different length, each with every instalment.

use super::{Instalment, PlanPolicy, Rhythm};
use crate::dates;
use crate::money::Cents;
use jiff::civil::Date;

/// What the debtor asked for, if anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Wish {
    /// About this much each time.
    Amount(Cents),
    /// About so many times.
    Times(u32),
}

/// On which days instalments fall: the first, and the others in their rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Days {
    /// How often.
    pub rhythm: Rhythm,
    /// The day of the first instalment.
    pub first: Date,
    /// The day of the second.
    pub second: Date,
}

impl Days {
    /// Begins on a day and goes on in the rhythm from it. Monthly, a day above 28 becomes the 1st of the month after, so
    /// that every month has it.
    pub fn from(first: Date, rhythm: Rhythm) -> Self {
        let first = match rhythm {
            Rhythm::Monthly => dates::next_payday(first, day_of(first)),
            Rhythm::Weekly | Rhythm::FourWeekly => first,
        };
        Self { rhythm, first, second: rhythm.after(first, 1) }
    }

    /// Monthly, on a payday (day of the month) on or after a day.
    pub fn on_payday(on_or_after: Date, payday: u8) -> Self {
        Self::from(dates::next_payday(on_or_after, payday), Rhythm::Monthly)
    }

    /// The first instalment is paid on a day of its own, earlier than these days begin: today, for instance.
    pub fn with_first(self, first: Date) -> Self {
        Self { rhythm: self.rhythm, second: self.first, first }
    }

    /// The day of an instalment, counted from 1.
    pub fn day(&self, number: u32) -> Date {
        match number {
            0 | 1 => self.first,
            number => self.rhythm.after(self.second, number - 2),
        }
    }

    /// How many instalments lie before a day.
    fn before(&self, end: Date) -> u32 {
        let longest = Rhythm::Weekly.count_within(PLAN_MONTHS_MAX);
        (1..=longest).take_while(|&number| self.day(number) < end).last().unwrap_or(0)
    }
}

impl Rhythm {
    /// No more instalments than this fall into so many months.
    fn count_within(self, months: u32) -> u32 {
        match self {
            Rhythm::Monthly => months,
            Rhythm::FourWeekly => months * 31 / 28 + 1,
            Rhythm::Weekly => months * 31 / 7 + 1,
        }
    }
}

fn day_of(date: Date) -> u8 {
    u8::try_from(date.day()).unwrap_or(1)
}

/// What options are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Ask {
    /// What is to be paid.
    pub total: Cents,
    /// What the creditors allow.
    pub policy: PlanPolicy,
    /// When.
    pub days: Days,
    /// How much or how often, if the debtor said so.
    pub wish: Option<Wish>,
    /// For the rest of a running plan: the day before which it has to end, counted from where that plan began. The rest
    /// may be paid at once as well.
    pub rest_before: Option<Date>,
}

impl Ask {
    /// The day before which the last instalment lies.
    pub fn end(&self) -> Date {
        self.rest_before.unwrap_or_else(|| self.policy.ends_before(self.days.first, self.days.rhythm, 0))
    }

    fn least(&self) -> u32 {
        if self.rest_before.is_some() { 1 } else { 2 }
    }
}

/// One plan that can be chosen, with all it asks.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PlanOption {
    /// How many instalments.
    pub times: u32,
    /// How often.
    pub rhythm: Rhythm,
    /// Each instalment but the last.
    pub instalment: Cents,
    /// The last one: what remains.
    pub last_instalment: Cents,
    /// The first day something is due.
    pub first_due_on: Date,
    /// The day of the last instalment.
    pub ends_on: Date,
    /// The sum of all instalments.
    pub total: Cents,
    /// Whether this one answers the debtor's wish.
    pub wished: bool,
    /// Every instalment.
    pub schedule: Vec<Instalment>,
}

/// Why no plan can be offered. A page with a reason and a way on, not an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Ineligible {
    /// There is nothing to pay.
    NothingOpen,
    /// This creditor has no plans.
    NoPlans,
    /// The amount is too small to part: paying in two would need an instalment below the smallest one.
    TooSmall {
        /// The smallest instalment.
        instalment_min: Cents,
    },
    /// The amount is too large for the numbers we can show.
    TooLarge,
    /// The running plan has no room left before its latest end.
    NoRoom {
        /// The longest plan, in months.
        months_max: u32,
    },
}

/// How the wish was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum WishOutcome {
    /// Nothing was asked.
    None,
    /// As asked.
    Met,
    /// The amount asked would take longer than the creditor allows: the smallest that fits is shown.
    TooLong {
        /// The longest plan, in months.
        months_max: u32,
        /// The smallest instalment that fits.
        instalment_from: Cents,
    },
    /// The amount asked is below the creditor's smallest instalment: that one is shown.
    BelowSmallest {
        /// The smallest instalment.
        instalment_min: Cents,
    },
    /// The amount asked pays everything at once: no plan is needed, the shortest one is shown.
    PaysAtOnce,
}

/// What is shown side by side: one to three options, the shortest first.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Offer {
    /// The options, all of different length.
    pub options: Vec<PlanOption>,
    /// How the wish was met.
    pub wish: WishOutcome,
}

/// A whole euro: instalments are rounded up to it, so that people get round amounts and the last one is smaller.
const ROUND_TO: i64 = 100;

/// The longest plan this program draws, in months, whatever a creditor's policy says.
pub const PLAN_MONTHS_MAX: u32 = 120;

/// What is counted with: instalments from `least` to `most`, none but the last below `smallest`.
struct Limits {
    least: u32,
    most: u32,
    smallest: Cents,
    months_max: u32,
}

/// Up to three options of different length. Pure: the same question gives the same options, in the browser and on the
/// server.
pub fn options(ask: &Ask) -> Result<Offer, Ineligible> {
    let total = ask.total;
    let limits = limits(ask)?;
    let by_times = |times: u32| instalment_for(total, times.clamp(limits.least, limits.most), limits.smallest);
    let (wished, outcome) = meet(total, ask.wish, &limits);
    let longest = count(total, by_times(limits.most));
    let mut amounts: Vec<Cents> = wished.into_iter().collect();
    for times in [longest, longest.div_ceil(2), longest.div_ceil(4)] {
        let amount = by_times(times);
        let seen = amounts.iter().any(|other| count(total, *other) == count(total, amount));
        if !seen && amounts.len() < 3 {
            amounts.push(amount);
        }
    }
    amounts.sort_by(|a, b| b.cmp(a));
    let options = amounts.into_iter().map(|amount| option(ask, amount, wished == Some(amount))).collect();
    Ok(Offer { options, wish: outcome })
}

fn limits(ask: &Ask) -> Result<Limits, Ineligible> {
    let months_max = ask.policy.months_max.min(PLAN_MONTHS_MAX);
    let smallest = ask.policy.instalment_min.max(Cents(1));
    let least = ask.least();
    if !ask.total.is_positive() {
        return Err(Ineligible::NothingOpen);
    }
    if months_max < 2 {
        return Err(Ineligible::NoPlans);
    }
    if ask.total <= smallest && least > 1 {
        return Err(Ineligible::TooSmall { instalment_min: smallest });
    }
    if ask.total.0 > crate::money::AMOUNT_MINOR_MAX {
        return Err(Ineligible::TooLarge);
    }
    let most = ask.days.before(ask.end());
    if most < least {
        return Err(Ineligible::NoRoom { months_max });
    }
    Ok(Limits { least, most, smallest: smallest.min(ask.total), months_max })
}

/// The instalment that meets a wish as nearly as the limits allow, and how.
fn meet(total: Cents, wish: Option<Wish>, limits: &Limits) -> (Option<Cents>, WishOutcome) {
    let Limits { least, most, smallest, months_max } = *limits;
    let lowest = || instalment_for(total, most, smallest);
    let at_once = if least == 1 { WishOutcome::Met } else { WishOutcome::PaysAtOnce };
    match wish {
        None => (None, WishOutcome::None),
        Some(Wish::Times(times)) => {
            let amount = instalment_for(total, times.clamp(least, most), smallest);
            let outcome = match times {
                0 | 1 => at_once,
                times if times > most => WishOutcome::TooLong { months_max, instalment_from: lowest() },
                times if count(total, amount) < times && amount == smallest => {
                    WishOutcome::BelowSmallest { instalment_min: smallest }
                }
                _ => WishOutcome::Met,
            };
            (Some(amount), outcome)
        }
        Some(Wish::Amount(asked)) if asked >= total => (Some(instalment_for(total, least, smallest)), at_once),
        Some(Wish::Amount(asked)) if asked < smallest => {
            (Some(lowest()), WishOutcome::BelowSmallest { instalment_min: smallest })
        }
        Some(Wish::Amount(asked)) if count(total, asked) > most => {
            (Some(lowest()), WishOutcome::TooLong { months_max, instalment_from: lowest() })
        }
        Some(Wish::Amount(asked)) => (Some(asked), WishOutcome::Met),
    }
}

/// The instalment for about so many times: rounded up to a whole euro where at least two instalments remain, and never
/// below the smallest.
pub(super) fn instalment_for(total: Cents, times: u32, smallest: Cents) -> Cents {
    let exact = total.0.div_euclid(i64::from(times)) + i64::from(total.0 % i64::from(times) != 0);
    let round = exact.div_euclid(ROUND_TO) * ROUND_TO + if exact % ROUND_TO == 0 { 0 } else { ROUND_TO };
    let amount = if round < total.0 { round } else { exact };
    Cents(amount).max(smallest)
}

/// How many instalments of an amount it takes.
pub(super) fn count(total: Cents, instalment: Cents) -> u32 {
    let whole = total.0 / instalment.0 + i64::from(total.0 % instalment.0 != 0);
    u32::try_from(whole).unwrap_or(u32::MAX)
}

fn option(ask: &Ask, instalment: Cents, wished: bool) -> PlanOption {
    let total = ask.total;
    let times = count(total, instalment);
    let last_instalment = Cents(total.0 - instalment.0 * i64::from(times - 1));
    let schedule: Vec<Instalment> = (1..=times)
        .map(|number| Instalment {
            number,
            due_on: ask.days.day(number),
            amount: if number == times { last_instalment } else { instalment },
        })
        .collect();
    PlanOption {
        times,
        rhythm: ask.days.rhythm,
        instalment: instalment.min(total),
        last_instalment,
        first_due_on: ask.days.first,
        ends_on: ask.days.day(times),
        total,
        wished,
        schedule,
    }
}

#[cfg(test)]
#[path = "offer_tests.rs"]
mod tests;
