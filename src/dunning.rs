//! When a formal letter is due by itself: pure, from the claims of one debtor, the creditors' own waiting time and the
//! treatment. The creditor's time is the same for everybody; a treatment can only make the letter later, never sooner, for
//! it first lets its own reminders and the time to pay that they proposed pass.
//!
//! A creditor that could ask for several claims at once has to do so in one letter, with their principals together (art.
//! 6:96(7) BW). So claims of one creditor that are due for a letter at the same time get one together, and each bears its
//! [`Shared`] of the costs over their sum. What could have been asked for with an earlier letter and was not bears none:
//! less than the law would allow, and never more.

use crate::dates::add_days;
use crate::explain::{Explanation, Line};
use crate::ids::{ClaimId, CreditorId};
use crate::kinds::Country;
use crate::money::Cents;
use crate::people::treatment::Treatment;
use jiff::civil::Date;
use std::cmp::Reverse;

/// The fewest and the most days after the due date that a creditor may choose.
pub const AFTER_DAYS: std::ops::RangeInclusive<u16> = 1..=365;

/// The most claims in one letter; what is more waits for none, and bears no costs.
pub const CLAIMS_MAX: usize = 20;

/// A claim as the rule looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterClaim {
    /// The claim.
    pub claim_id: ClaimId,
    /// Whose.
    pub creditor: CreditorId,
    /// When it was due.
    pub due_on: Date,
    /// What of its principal is open.
    pub principal: Cents,
    /// The creditor's waiting time after the due date, in days; `None`: it has no letters written by themselves.
    pub after_days: Option<u16>,
    /// The day a letter about it went out or will.
    pub written_on: Option<Date>,
    /// Whether costs were added already.
    pub costs_charged: bool,
    /// Whether we may speak of it: open, in no plan, under no hold, and nothing is missing that the law wants in the letter.
    pub tellable: bool,
}

/// The first day on which a letter about a claim may go out.
pub fn letter_from(due_on: Date, after_days: u16, treatment: &Treatment, payday: Option<u8>) -> Date {
    let last = treatment.days.last().copied().unwrap_or_default().max(0);
    let reminded = add_days(treatment.anchor_on(due_on, payday), i64::from(last) + i64::from(treatment.pay_days) + 1);
    add_days(due_on, i64::from(after_days)).max(reminded)
}

/// The claims of one creditor about which a letter goes out today, the oldest first; none if no letter does. Of several
/// creditors, the one of which most is due.
///
/// Only Dutch claims go together. The Belgian caps (art. XIX.4 Code of Economic Law) jump at 150.01 euros, so that a share
/// of a larger sum could become more than the cap over what is left of it: there the largest alone is asked for.
pub fn letter_due<'a>(
    claims: &'a [LetterClaim],
    country: Country,
    treatment: &Treatment,
    payday: Option<u8>,
    today: Date,
) -> Vec<&'a LetterClaim> {
    let from = |claim: &LetterClaim| Some(letter_from(claim.due_on, claim.after_days?, treatment, payday));
    let is_due = |claim: &&LetterClaim| {
        let due_from = from(claim).filter(|from| *from <= today);
        let open = claim.tellable && claim.principal.is_positive();
        let first = claim.written_on.is_none() && !claim.costs_charged;
        due_from.is_some_and(|from| open && first && !was_asked_with_another(claims, claim, from))
    };
    let mut due: Vec<&LetterClaim> = claims.iter().filter(is_due).collect();
    let sum = |creditor: &CreditorId| -> Cents {
        due.iter().filter(|claim| claim.creditor == *creditor).map(|claim| claim.principal).sum()
    };
    let most = due.iter().map(|claim| &claim.creditor).max_by_key(|creditor| (sum(creditor), Reverse(*creditor)));
    let Some(creditor) = most.cloned() else { return Vec::new() };
    due.retain(|claim| claim.creditor == creditor);
    if country == Country::Be {
        due.sort_by_key(|claim| Reverse(claim.principal));
        due.truncate(1);
    }
    due.sort_by_key(|claim| (claim.due_on, claim.claim_id.clone()));
    due.truncate(CLAIMS_MAX);
    due
}

/// What claims that were asked for in one letter share: the costs over all of them, divided by their principals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Shared {
    /// The open principals in the letter together.
    pub base: Cents,
    /// The most that the costs over that base may be.
    pub costs: Cents,
}

impl Shared {
    /// What a claim bears of the costs while `principal` of it is open, rounded down to the cent. As the scale never
    /// rises faster than the principal, all shares together stay within the scale over what is open of all of them,
    /// whatever was paid on which.
    pub fn of(&self, principal: Cents) -> Cents {
        if !self.base.is_positive() {
            return Cents::ZERO;
        }
        let share = i128::from(self.costs.0) * i128::from(principal.0) / i128::from(self.base.0);
        Cents(i64::try_from(share).unwrap_or(self.costs.0)).min(self.costs)
    }

    /// The share of a claim, from how the costs over all of them come about.
    pub fn explain(base: Cents, mut whole: Explanation, part: Cents) -> Explanation {
        let share = Self { base, costs: whole.total }.of(part);
        whole.lines.push(Line::Share { base, part, amount: share - whole.total });
        whole.total = share;
        whole
    }
}

/// Whether a letter of the same creditor went out when this claim was due for one as well.
fn was_asked_with_another(claims: &[LetterClaim], claim: &LetterClaim, from: Date) -> bool {
    let others = claims.iter().filter(|other| other.creditor == claim.creditor && other.claim_id != claim.claim_id);
    others.filter_map(|other| other.written_on).any(|on| on >= from)
}

#[cfg(test)]
#[path = "dunning_tests.rs"]
mod tests;
