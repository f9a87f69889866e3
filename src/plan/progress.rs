//! Where a plan stands today, and what an instalment pays.

use super::{Instalment, PlanEvent};
use crate::ids::ClaimId;
use crate::kinds::vocabulary;
use crate::money::Cents;
use jiff::civil::Date;
use std::collections::BTreeMap;

vocabulary! {
    /// Where one instalment stands.
    InstalmentStatus, "instalment status" {
        /// Paid in full.
        Paid = "paid",
        /// Its day has passed and it is not paid in full.
        Missed = "missed",
        /// Its day has come, and the bank was asked for all of it: nobody has to do anything.
        Collecting = "collecting",
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
    /// What of it the bank was asked for, by direct debit.
    pub collecting: Cents,
    /// Where it stands.
    pub status: InstalmentStatus,
}

impl InstalmentProgress {
    /// What is still to be paid of it.
    pub fn open(&self) -> Cents {
        self.instalment.amount - self.paid
    }

    /// What of that the debtor is asked for: not what the bank was asked for.
    pub fn to_pay(&self) -> Cents {
        self.open() - self.collecting
    }
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
    /// Of that, what is missed.
    pub missed: Cents,
    /// The first instalment that is neither paid in full nor being collected.
    pub next: Option<Instalment>,
    /// What of that instalment is to be paid.
    pub next_open: Cents,
    /// How many in a row, up to today, are missed.
    pub missed_in_a_row: u32,
}

/// So many missed in a row bring a plan to an agent.
pub const MISSED_FOR_AGENT: u32 = 2;

impl Progress {
    /// What the plan itself calls for. Missing is not among it: that is an agent's to decide.
    pub fn event(&self) -> Option<PlanEvent> {
        (!self.left.is_positive()).then_some(PlanEvent::PaidOff)
    }

    /// Whether so much was missed that an agent looks.
    pub fn needs_agent(&self) -> bool {
        self.left.is_positive() && self.missed_in_a_row >= MISSED_FOR_AGENT
    }
}

/// Where each instalment stands when so much has been paid on the plan: the oldest is paid first.
pub fn progress(schedule: &[Instalment], paid: Cents, today: Date) -> Progress {
    progress_with(schedule, paid, Cents::ZERO, today)
}

/// The same while so much of what is due is being collected by direct debit: it is neither missed nor asked for again.
pub fn progress_with(schedule: &[Instalment], paid: Cents, collecting: Cents, today: Date) -> Progress {
    let (mut rest, mut under_way) = (paid.or_zero(), collecting.or_zero());
    let instalments: Vec<InstalmentProgress> = schedule
        .iter()
        .map(|&instalment| {
            let taken = rest.min(instalment.amount);
            rest -= taken;
            let open = instalment.amount - taken;
            let asked = if instalment.due_on <= today { under_way.min(open) } else { Cents::ZERO };
            under_way -= asked;
            let status = match instalment.due_on.cmp(&today) {
                _ if open.is_zero() => InstalmentStatus::Paid,
                _ if asked == open => InstalmentStatus::Collecting,
                std::cmp::Ordering::Less => InstalmentStatus::Missed,
                std::cmp::Ordering::Equal => InstalmentStatus::Due,
                std::cmp::Ordering::Greater => InstalmentStatus::Upcoming,
            };
            InstalmentProgress { instalment, paid: taken, collecting: asked, status }
        })
        .collect();
    let sum = |asked: &[InstalmentStatus]| -> Cents {
        instalments.iter().filter(|item| asked.contains(&item.status)).map(InstalmentProgress::to_pay).sum()
    };
    let settled = [InstalmentStatus::Paid, InstalmentStatus::Collecting];
    let unpaid = instalments.iter().find(|item| !settled.contains(&item.status));
    let missed = instalments.iter().filter(|item| item.status == InstalmentStatus::Missed).count();
    Progress {
        paid: instalments.iter().map(|item| item.paid).sum(),
        left: instalments.iter().map(InstalmentProgress::open).sum(),
        due_now: sum(&[InstalmentStatus::Missed, InstalmentStatus::Due]),
        missed: sum(&[InstalmentStatus::Missed]),
        next: unpaid.map(|item| item.instalment),
        next_open: unpaid.map_or(Cents::ZERO, InstalmentProgress::to_pay),
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

/// The same where some of it went back or was paid otherwise meanwhile: never more than is open of a claim, and what finds
/// nothing open there pays the plan's other claims.
pub fn pays_open(
    claims: &[(ClaimId, Cents)],
    open: &BTreeMap<ClaimId, Cents>,
    paid_before: Cents,
    amount: Cents,
) -> Vec<(ClaimId, Cents)> {
    let open_of = |claim: &ClaimId| open.get(claim).copied().unwrap_or_default().or_zero();
    let mut taken: BTreeMap<ClaimId, Cents> = pays(claims, paid_before, amount)
        .into_iter()
        .map(|(claim, cents)| (claim.clone(), cents.min(open_of(&claim))))
        .collect();
    let mut rest = amount.or_zero() - taken.values().copied().sum::<Cents>();
    for (claim, share) in claims {
        let part = taken.entry(claim.clone()).or_default();
        let more = rest.min(open_of(claim).min(*share) - *part).or_zero();
        *part += more;
        rest -= more;
    }
    let in_order = claims.iter().map(|(claim, _)| (claim.clone(), taken.remove(claim).unwrap_or_default()));
    in_order.filter(|(_, cents)| cents.is_positive()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn schedule() -> Vec<Instalment> {
        (1..=4)
            .map(|number| Instalment {
                number,
                due_on: date(2026, 4 + i8::try_from(number).unwrap(), 12),
                amount: Cents(10_000),
            })
            .collect()
    }

    #[test]
    fn progress_tells_paid_missed_due_and_upcoming() {
        let schedule = schedule();
        let on_third = progress(&schedule, Cents(15_000), date(2026, 7, 12));
        let statuses: Vec<_> = on_third.instalments.iter().map(|item| item.status.as_str()).collect();
        assert_eq!(statuses, ["paid", "missed", "due", "upcoming"]);
        assert_eq!((on_third.due_now, on_third.next_open, on_third.left), (Cents(15_000), Cents(5_000), Cents(25_000)));
        assert_eq!((on_third.missed, on_third.event(), on_third.needs_agent()), (Cents(5_000), None, false));
        let day_after = progress(&schedule, Cents(15_000), date(2026, 7, 13));
        assert_eq!(
            (day_after.event(), day_after.needs_agent()),
            (None, true),
            "an agent looks; nothing breaks by itself"
        );
        let paid_off = progress(&schedule, Cents(40_000), date(2026, 7, 13));
        assert_eq!((paid_off.event(), paid_off.needs_agent()), (Some(PlanEvent::PaidOff), false));
    }

    #[test]
    fn what_is_being_collected_is_neither_missed_nor_asked_for() {
        let schedule = schedule();
        let stand = progress_with(&schedule, Cents(10_000), Cents(10_000), date(2026, 7, 1));
        let statuses: Vec<_> = stand.instalments.iter().map(|item| item.status.as_str()).collect();
        assert_eq!(statuses, ["paid", "collecting", "upcoming", "upcoming"]);
        assert_eq!((stand.due_now, stand.missed, stand.missed_in_a_row), (Cents::ZERO, Cents::ZERO, 0));
        assert_eq!((stand.next.map(|next| next.number), stand.left), (Some(3), Cents(30_000)));
        let partly = progress_with(&schedule, Cents(10_000), Cents(4_000), date(2026, 7, 1));
        assert_eq!((partly.missed, partly.next_open), (Cents(6_000), Cents(6_000)), "only the rest is asked for");
    }

    proptest! {
        #[test]
        fn collecting_takes_from_what_is_asked_and_from_nothing_else(
            paid in 0i64..45_000, collecting in 0i64..45_000, day in 0i64..150,
        ) {
            let today = crate::dates::add_days(date(2026, 5, 1), day);
            let without = progress(&schedule(), Cents(paid), today);
            let with = progress_with(&schedule(), Cents(paid), Cents(collecting), today);
            prop_assert_eq!(with.due_now, (without.due_now - Cents(collecting)).or_zero());
            prop_assert_eq!((with.left, with.paid), (without.left, without.paid));
            prop_assert!(with.missed <= without.missed && with.missed_in_a_row <= without.missed_in_a_row);
        }

        #[test]
        fn what_went_back_can_be_paid_again_on_the_plan_whichever_claim_it_was(
            shares in proptest::collection::vec((1i64..10_000, 0u8..=100), 1..6), amount in 0i64..60_000,
        ) {
            let claims: Vec<(ClaimId, Cents)> =
                shares.iter().enumerate().map(|(at, (share, _))| (format!("c{at}").into(), Cents(*share))).collect();
            let open: BTreeMap<ClaimId, Cents> = claims
                .iter()
                .zip(&shares)
                .map(|((claim, share), (_, part))| (claim.clone(), Cents(share.0 * i64::from(*part) / 100)))
                .collect();
            let total: Cents = claims.iter().map(|(_, share)| *share).sum();
            let left: Cents = open.values().copied().sum();
            let parts = pays_open(&claims, &open, total - left, Cents(amount));
            prop_assert_eq!(parts.iter().map(|(_, cents)| *cents).sum::<Cents>(), Cents(amount).min(left));
            prop_assert!(parts.iter().all(|(claim, cents)| *cents <= open[claim]));
            // Paid in order, nothing differs from what the plan would pay anyway.
            let mut skip = total - left;
            let ordered: BTreeMap<ClaimId, Cents> = claims.iter().map(|(claim, share)| {
                let paid = skip.min(*share);
                skip -= paid;
                (claim.clone(), *share - paid)
            }).collect();
            prop_assert_eq!(
                pays_open(&claims, &ordered, total - left, Cents(amount)),
                pays(&claims, total - left, Cents(amount))
            );
        }

        #[test]
        fn payments_on_a_plan_fill_its_claims_exactly(
            shares in proptest::collection::vec(1i64..10_000, 1..6),
            payments in proptest::collection::vec(1i64..9_000, 0..12),
        ) {
            let claims: Vec<(ClaimId, Cents)> =
                shares.iter().enumerate().map(|(at, &share)| (format!("c{at}").into(), Cents(share))).collect();
            let total: i64 = shares.iter().sum();
            let (mut paid, mut by_claim) = (0, std::collections::BTreeMap::new());
            for payment in payments {
                let parts = pays(&claims, Cents(paid), Cents(payment));
                let sum: Cents = parts.iter().map(|(_, part)| *part).sum();
                prop_assert_eq!(sum.0, payment.min(total - paid));
                paid += sum.0;
                for (claim, part) in parts {
                    *by_claim.entry(claim).or_insert(0) += part.0;
                }
            }
            for (claim, share) in &claims {
                prop_assert!(by_claim.get(claim).copied().unwrap_or(0) <= share.0);
            }
            prop_assert_eq!(by_claim.values().sum::<i64>(), paid);
        }
    }
}
