//! Payment plans: the options that are offered side by side, the states of a plan, its progress, and what an
//! instalment pays. The limits are the creditor's and equal for everybody: no persona comes in here.

use crate::dates;
use crate::ids::ClaimId;
use crate::kinds::vocabulary;
use crate::money::Cents;
use jiff::civil::Date;

/// What a creditor allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PlanPolicy {
    /// The longest plan, in months. Below two there are no plans.
    pub months_max: u32,
    /// The smallest instalment; only the last one may be smaller.
    pub instalment_min: Cents,
}

impl PlanPolicy {
    /// The policy for claims of several creditors in one plan: nobody's limit is exceeded.
    pub fn strictest(policies: impl IntoIterator<Item = PlanPolicy>) -> Option<PlanPolicy> {
        policies.into_iter().reduce(|a, b| PlanPolicy {
            months_max: a.months_max.min(b.months_max),
            instalment_min: a.instalment_min.max(b.instalment_min),
        })
    }
}

/// What the debtor asked for, if anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Wish {
    /// About this much a month.
    Amount(Cents),
    /// About this many months.
    Months(u32),
}

/// One instalment of a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Instalment {
    /// From 1 on.
    pub number: u32,
    /// The day it is due.
    pub due_on: Date,
    /// How much.
    pub amount: Cents,
}

/// One plan that can be chosen, with all it asks.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PlanOption {
    /// How many instalments, one a month.
    pub months: u32,
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
    /// The amount is too large to be paid within the longest plan and the numbers we can show.
    TooLarge,
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
        /// The longest plan.
        months_max: u32,
        /// The smallest amount a month.
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

/// The longest schedule this program draws, whatever a creditor's policy says.
pub const PLAN_MONTHS_MAX: u32 = 120;

/// Up to three options of different length for an amount. `first_due` is the first day on which anything may be due;
/// with a payday (day of the month; above 28 becomes the 1st) every instalment is due on it. Pure: the same input
/// gives the same options, in the browser and on the server.
pub fn options(
    total: Cents,
    policy: PlanPolicy,
    first_due: Date,
    payday: Option<u8>,
    wish: Option<Wish>,
) -> Result<Offer, Ineligible> {
    let months_max = policy.months_max.min(PLAN_MONTHS_MAX);
    let smallest = policy.instalment_min.max(Cents(1));
    if !total.is_positive() {
        return Err(Ineligible::NothingOpen);
    }
    if months_max < 2 {
        return Err(Ineligible::NoPlans);
    }
    if total <= smallest {
        return Err(Ineligible::TooSmall { instalment_min: smallest });
    }
    if total.0 > crate::money::AMOUNT_MINOR_MAX {
        return Err(Ineligible::TooLarge);
    }
    let by_months = |months: u32| instalment_for(total, months.clamp(2, months_max), smallest);
    let (wished, outcome) = meet(total, wish, months_max, smallest);
    let longest = count(total, by_months(months_max));
    let mut amounts: Vec<Cents> = wished.into_iter().collect();
    for months in [longest, longest.div_ceil(2), longest.div_ceil(4)] {
        let amount = by_months(months);
        let seen = amounts.iter().any(|other| count(total, *other) == count(total, amount));
        if !seen && amounts.len() < 3 {
            amounts.push(amount);
        }
    }
    amounts.sort_by(|a, b| b.cmp(a));
    let first = dates::next_payday(first_due, payday.unwrap_or(first_due.day() as u8));
    let options = amounts.into_iter().map(|amount| option(total, amount, first, wished == Some(amount))).collect();
    Ok(Offer { options, wish: outcome })
}

/// The amount a month that meets a wish as nearly as the limits allow, and how.
fn meet(total: Cents, wish: Option<Wish>, months_max: u32, smallest: Cents) -> (Option<Cents>, WishOutcome) {
    match wish {
        None => (None, WishOutcome::None),
        Some(Wish::Months(months)) => {
            let least = instalment_for(total, months_max, smallest);
            let amount = instalment_for(total, months.clamp(2, months_max), smallest);
            let outcome = match months {
                0 | 1 => WishOutcome::PaysAtOnce,
                months if months > months_max => WishOutcome::TooLong { months_max, instalment_from: least },
                months if count(total, amount) < months && amount == smallest => {
                    WishOutcome::BelowSmallest { instalment_min: smallest }
                }
                _ => WishOutcome::Met,
            };
            (Some(amount), outcome)
        }
        Some(Wish::Amount(asked)) if asked >= total => {
            (Some(instalment_for(total, 2, smallest)), WishOutcome::PaysAtOnce)
        }
        Some(Wish::Amount(asked)) if asked < smallest => {
            (Some(instalment_for(total, months_max, smallest)), WishOutcome::BelowSmallest { instalment_min: smallest })
        }
        Some(Wish::Amount(asked)) if count(total, asked) > months_max => {
            let least = instalment_for(total, months_max, smallest);
            (Some(least), WishOutcome::TooLong { months_max, instalment_from: least })
        }
        Some(Wish::Amount(asked)) => (Some(asked), WishOutcome::Met),
    }
}

/// The instalment for about so many months: rounded up to a whole euro where at least two instalments remain, and
/// never below the smallest.
fn instalment_for(total: Cents, months: u32, smallest: Cents) -> Cents {
    let exact = total.0.div_euclid(i64::from(months)) + i64::from(total.0 % i64::from(months) != 0);
    let round = exact.div_euclid(ROUND_TO) * ROUND_TO + if exact % ROUND_TO == 0 { 0 } else { ROUND_TO };
    let amount = if round < total.0 { round } else { exact };
    Cents(amount).max(smallest)
}

/// How many instalments of an amount it takes.
fn count(total: Cents, instalment: Cents) -> u32 {
    let whole = total.0 / instalment.0 + i64::from(total.0 % instalment.0 != 0);
    u32::try_from(whole).unwrap_or(u32::MAX)
}

fn option(total: Cents, instalment: Cents, first: Date, wished: bool) -> PlanOption {
    let months = count(total, instalment);
    let last_instalment = Cents(total.0 - instalment.0 * i64::from(months - 1));
    let schedule: Vec<Instalment> = (1..=months)
        .map(|number| Instalment {
            number,
            due_on: dates::add_months(first, number - 1),
            amount: if number == months { last_instalment } else { instalment },
        })
        .collect();
    let ends_on = schedule.last().map_or(first, |last| last.due_on);
    PlanOption { months, instalment, last_instalment, first_due_on: first, ends_on, total, wished, schedule }
}

vocabulary! {
    /// Where a plan stands.
    PlanStatus, "plan status" {
        /// Running.
        Agreed = "agreed",
        /// Everything is paid. Final.
        Completed = "completed",
        /// Two instalments in a row were missed. Final: a new plan is a new agreement.
        Broken = "broken",
        /// Ended by the debtor or by us. Final.
        Cancelled = "cancelled",
    }
}

vocabulary! {
    /// What can happen to a plan.
    PlanEvent, "plan event" {
        /// The last cent was paid.
        PaidOff = "paid_off",
        /// A second instalment in a row was missed.
        MissedTwice = "missed_twice",
        /// It was called off.
        CalledOff = "called_off",
    }
}

/// Every move a plan can make. What is not here is forbidden.
pub const PLAN_MOVES: &[(PlanStatus, PlanEvent, PlanStatus)] = &[
    (PlanStatus::Agreed, PlanEvent::PaidOff, PlanStatus::Completed),
    (PlanStatus::Agreed, PlanEvent::MissedTwice, PlanStatus::Broken),
    (PlanStatus::Agreed, PlanEvent::CalledOff, PlanStatus::Cancelled),
];

/// A move that the table does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a plan that is {from} cannot be {event}")]
pub struct ForbiddenPlanMove {
    /// Where the plan stands.
    pub from: PlanStatus,
    /// What was to happen.
    pub event: PlanEvent,
}

impl PlanStatus {
    /// Where an event leads.
    pub fn after(self, event: PlanEvent) -> Result<PlanStatus, ForbiddenPlanMove> {
        PLAN_MOVES
            .iter()
            .find(|(from, by, _)| (*from, *by) == (self, event))
            .map(|(_, _, to)| *to)
            .ok_or(ForbiddenPlanMove { from: self, event })
    }

    /// Whether nothing can follow.
    pub fn is_final(self) -> bool {
        PLAN_MOVES.iter().all(|(from, _, _)| *from != self)
    }
}

vocabulary! {
    /// Where one instalment stands.
    InstalmentStatus, "instalment status" {
        /// Paid in full.
        Paid = "paid",
        /// Its day has passed and it is not paid in full.
        Missed = "missed",
        /// It is due today.
        Due = "due",
        /// Its day is still to come.
        Upcoming = "upcoming",
    }
}

/// One instalment as it stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct InstalmentProgress {
    /// What was agreed.
    pub instalment: Instalment,
    /// What has been paid of it.
    pub paid: Cents,
    /// Where it stands.
    pub status: InstalmentStatus,
}

/// A plan as it stands today.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Progress {
    /// Every instalment.
    pub instalments: Vec<InstalmentProgress>,
    /// Paid so far, never more than the total.
    pub paid: Cents,
    /// Still to pay.
    pub left: Cents,
    /// To pay today: what is missed, and what is due today.
    pub due_now: Cents,
    /// The first instalment that is not paid in full.
    pub next: Option<Instalment>,
    /// What of that instalment is still open.
    pub next_open: Cents,
    /// How many in a row, up to today, are missed.
    pub missed_in_a_row: u32,
}

impl Progress {
    /// What the plan itself calls for: paid off, or broken by a second missed instalment in a row.
    pub fn event(&self) -> Option<PlanEvent> {
        match (self.left.is_positive(), self.missed_in_a_row) {
            (false, _) => Some(PlanEvent::PaidOff),
            (true, 2..) => Some(PlanEvent::MissedTwice),
            _ => None,
        }
    }
}

/// Where each instalment stands when so much has been paid on the plan: the oldest is paid first.
pub fn progress(schedule: &[Instalment], paid: Cents, today: Date) -> Progress {
    let mut rest = paid.or_zero();
    let instalments: Vec<InstalmentProgress> = schedule
        .iter()
        .map(|&instalment| {
            let taken = rest.min(instalment.amount);
            rest -= taken;
            let status = match instalment.due_on.cmp(&today) {
                _ if taken == instalment.amount => InstalmentStatus::Paid,
                std::cmp::Ordering::Less => InstalmentStatus::Missed,
                std::cmp::Ordering::Equal => InstalmentStatus::Due,
                std::cmp::Ordering::Greater => InstalmentStatus::Upcoming,
            };
            InstalmentProgress { instalment, paid: taken, status }
        })
        .collect();
    let open = |item: &InstalmentProgress| item.instalment.amount - item.paid;
    let unpaid = instalments.iter().find(|item| item.status != InstalmentStatus::Paid);
    let asked_today =
        |item: &&InstalmentProgress| matches!(item.status, InstalmentStatus::Missed | InstalmentStatus::Due);
    let missed = instalments.iter().filter(|item| item.status == InstalmentStatus::Missed).count();
    Progress {
        paid: instalments.iter().map(|item| item.paid).sum(),
        left: instalments.iter().map(open).sum(),
        due_now: instalments.iter().filter(asked_today).map(open).sum(),
        next: unpaid.map(|item| item.instalment),
        next_open: unpaid.map_or(Cents::ZERO, open),
        // The oldest is paid first, so what is missed is always in a row.
        missed_in_a_row: u32::try_from(missed).unwrap_or(u32::MAX),
        instalments,
    }
}

/// Which claims a payment on a plan pays: the plan's own claims in their order, after what was paid on it before.
/// Together the parts are the amount, or what was left of the plan if that is less.
pub fn pays(claims: &[(ClaimId, Cents)], paid_before: Cents, amount: Cents) -> Vec<(ClaimId, Cents)> {
    let (mut skip, mut rest) = (paid_before.or_zero(), amount.or_zero());
    let mut parts = Vec::new();
    for (claim_id, share) in claims {
        let already = skip.min(share.or_zero());
        skip -= already;
        let taken = rest.min(share.or_zero() - already);
        rest -= taken;
        if taken.is_positive() {
            parts.push((claim_id.clone(), taken));
        }
    }
    parts
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
