//! Which part of a claim a payment pays, and which claims of several. The order within a claim is that of art. 6:44
//! BW (costs, interest, principal), or principal first where the creditor so chooses, which favours the debtor.
//! Across the claims of one creditor the debtor's own choice comes first, then the oldest due (art. 6:43 BW: the most
//! burdensome, and among equals the oldest). Money never crosses from one creditor to another by itself.

use crate::ids::ClaimId;
use crate::kinds::vocabulary;
use crate::ledger::Balance;
use crate::money::Cents;
use jiff::civil::Date;

vocabulary! {
    /// What a payment pays first within one claim: the creditor's setting.
    Order, "order of imputation" {
        /// Costs, then interest, then principal (art. 6:44 BW).
        CostsFirst = "costs_first",
        /// Principal, then costs, then interest: a creditor's choice that favours the debtor.
        PrincipalFirst = "principal_first",
    }
}

/// A claim with something open, as far as imputation looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenClaim {
    /// The claim.
    pub claim_id: ClaimId,
    /// When it was due.
    pub due_on: Date,
    /// What is open.
    pub balance: Balance,
    /// The creditor's order.
    pub order: Order,
}

/// What a payment pays of one claim: never nothing, never more than was open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimPart {
    /// The claim.
    pub claim_id: ClaimId,
    /// How much of its principal, interest and costs.
    pub paid: Balance,
}

/// A payment spread over claims.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imputation {
    /// The parts, in the order in which they are paid.
    pub parts: Vec<ClaimPart>,
    /// What is left: more than was open. It belongs to the debtor.
    pub overpaid: Cents,
}

/// Splits an amount over the parts of one balance. What is left is returned; a part that is negative (a credit) takes
/// nothing, and neither does a claim whose whole balance is nothing or a credit.
pub fn impute(amount: Cents, balance: Balance, order: Order) -> (Balance, Cents) {
    let mut rest = amount.or_zero();
    let mut room = balance.total().or_zero();
    let mut take = |open: Cents| {
        let taken = rest.min(open.or_zero()).min(room);
        rest -= taken;
        room -= taken;
        taken
    };
    let paid = match order {
        Order::CostsFirst => {
            let (costs, interest) = (take(balance.costs), take(balance.interest));
            Balance { costs, interest, principal: take(balance.principal) }
        }
        Order::PrincipalFirst => {
            let (principal, costs) = (take(balance.principal), take(balance.costs));
            Balance { principal, costs, interest: take(balance.interest) }
        }
    };
    (paid, rest)
}

/// Spreads an amount over the claims of ONE creditor in one currency: those the debtor chose first, in the order chosen, then the
/// oldest due (and among those due on one day, by id, so that the outcome is always the same).
pub fn spread(amount: Cents, claims: &[OpenClaim], chosen: &[ClaimId]) -> Imputation {
    let rank = |claim: &OpenClaim| chosen.iter().position(|id| *id == claim.claim_id).unwrap_or(chosen.len());
    let mut ordered: Vec<&OpenClaim> = claims.iter().collect();
    ordered.sort_by(|a, b| (rank(a), a.due_on, &a.claim_id).cmp(&(rank(b), b.due_on, &b.claim_id)));
    let mut outcome = Imputation { parts: Vec::new(), overpaid: amount.or_zero() };
    for claim in ordered {
        let (paid, rest) = impute(outcome.overpaid, claim.balance, claim.order);
        if paid.total().is_positive() {
            outcome.parts.push(ClaimPart { claim_id: claim.claim_id.clone(), paid });
        }
        outcome.overpaid = rest;
    }
    outcome
}

/// Follows an explicit split, as a payment's parts were stored when it was made: each part pays its own claim and no
/// other. What a part exceeds its claim by (paid elsewhere in the meantime), and a part whose claim is not among the
/// open ones, is returned as overpaid.
pub fn split(parts: &[(ClaimId, Cents)], claims: &[OpenClaim]) -> Imputation {
    let mut outcome = Imputation::default();
    for (claim_id, amount) in parts {
        let taken_before: Balance =
            outcome.parts.iter().filter(|part| part.claim_id == *claim_id).map(|part| part.paid).sum();
        let found = claims.iter().find(|claim| claim.claim_id == *claim_id);
        let (paid, rest) = found.map_or((Balance::default(), amount.or_zero()), |claim| {
            impute(*amount, claim.balance - taken_before, claim.order)
        });
        outcome.overpaid += rest;
        if paid.total().is_positive() {
            outcome.parts.push(ClaimPart { claim_id: claim_id.clone(), paid });
        }
    }
    outcome
}

/// The first `amount` of a stored split: what of its parts an amount covers when it is less than all of them together.
pub fn first_of(parts: &[(ClaimId, Cents)], amount: Cents) -> Vec<(ClaimId, Cents)> {
    let mut rest = amount.or_zero();
    let take = |(claim, part): &(ClaimId, Cents)| {
        let taken = rest.min(part.or_zero());
        rest -= taken;
        taken.is_positive().then(|| (claim.clone(), taken))
    };
    parts.iter().filter_map(take).collect()
}

/// Which of the booked parts an amount that goes back comes from: what lay in suspense first, then the claims from the
/// last to the first, principal before interest before costs (the order of imputation backwards). More than is booked
/// comes from suspense.
pub fn take_back(booked: &Imputation, amount: Cents) -> Imputation {
    let mut rest = amount.or_zero();
    let mut take = |available: Cents| {
        let taken = rest.min(available.or_zero());
        rest -= taken;
        taken
    };
    let overpaid = take(booked.overpaid);
    let mut parts = Vec::new();
    for part in booked.parts.iter().rev() {
        let (principal, interest) = (take(part.paid.principal), take(part.paid.interest));
        let paid = Balance { principal, interest, costs: take(part.paid.costs) };
        if paid.total().is_positive() {
            parts.push(ClaimPart { claim_id: part.claim_id.clone(), paid });
        }
    }
    Imputation { parts, overpaid: overpaid + rest }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn balance(principal: i64, interest: i64, costs: i64) -> Balance {
        Balance { principal: Cents(principal), interest: Cents(interest), costs: Cents(costs) }
    }

    fn claim(id: &str, due_on: Date, open: Balance) -> OpenClaim {
        OpenClaim { claim_id: id.to_owned().into(), due_on, balance: open, order: Order::CostsFirst }
    }

    #[test]
    fn costs_come_first_unless_the_creditor_says_principal() {
        let open = balance(10_000, 500, 4_000);
        assert_eq!(impute(Cents(4_600), open, Order::CostsFirst), (balance(100, 500, 4_000), Cents(0)));
        assert_eq!(impute(Cents(10_100), open, Order::PrincipalFirst), (balance(10_000, 0, 100), Cents(0)));
        assert_eq!(impute(Cents(15_000), open, Order::CostsFirst), (open, Cents(500)));
    }

    #[test]
    fn chosen_claims_come_first_then_the_oldest() {
        let claims = [
            claim("old", date(2026, 1, 1), balance(100, 0, 0)),
            claim("new", date(2026, 3, 1), balance(100, 0, 0)),
            claim("mid", date(2026, 2, 1), balance(100, 0, 0)),
        ];
        let names = |outcome: Imputation| -> Vec<String> { outcome.parts.into_iter().map(|p| p.claim_id.0).collect() };
        assert_eq!(names(spread(Cents(250), &claims, &[])), ["old", "mid", "new"]);
        assert_eq!(names(spread(Cents(150), &claims, &["new".to_owned().into()])), ["new", "old"]);
    }

    #[test]
    fn an_explicit_split_never_touches_another_claim() {
        let claims =
            [claim("a", date(2026, 1, 1), balance(100, 0, 0)), claim("b", date(2026, 1, 1), balance(100, 0, 0))];
        let a: ClaimId = "a".to_owned().into();
        let outcome =
            split(&[(a.clone(), Cents(80)), (a.clone(), Cents(50)), ("gone".to_owned().into(), Cents(7))], &claims);
        assert_eq!(outcome.overpaid, Cents(37));
        assert!(outcome.parts.iter().all(|part| part.claim_id == a));
        assert_eq!(outcome.parts.iter().map(|part| part.paid.total()).sum::<Cents>(), Cents(100));
    }

    #[test]
    fn a_credit_takes_nothing() {
        assert_eq!(impute(Cents(50), balance(-100, 0, 40), Order::CostsFirst), (balance(0, 0, 0), Cents(50)));
        assert_eq!(impute(Cents(50), balance(-10, 0, 40), Order::CostsFirst), (balance(0, 0, 30), Cents(20)));
    }

    fn any_balance() -> impl Strategy<Value = Balance> {
        (-500i64..20_000, 0i64..2_000, 0i64..5_000).prop_map(|(p, i, c)| balance(p, i, c))
    }

    proptest! {
        #[test]
        fn parts_sum_exactly_and_stay_within_the_balance(
            amount in 0i64..60_000,
            open in proptest::collection::vec((any_balance(), 0i64..5, any::<bool>()), 0..6),
        ) {
            let claims: Vec<OpenClaim> = open.iter().enumerate().map(|(at, (open, day, principal_first))| OpenClaim {
                claim_id: format!("claim-{at}").into(),
                due_on: crate::dates::add_days(date(2026, 1, 1), *day),
                balance: *open,
                order: if *principal_first { Order::PrincipalFirst } else { Order::CostsFirst },
            }).collect();
            let outcome = spread(Cents(amount), &claims, &[]);
            let paid: Cents = outcome.parts.iter().map(|part| part.paid.total()).sum();
            prop_assert_eq!(paid + outcome.overpaid, Cents(amount));
            let mut due_before = None;
            for part in &outcome.parts {
                let claim = claims.iter().find(|claim| claim.claim_id == part.claim_id).unwrap();
                prop_assert!(part.paid.total() <= claim.balance.total());
                prop_assert!(part.paid.principal <= claim.balance.principal.or_zero());
                prop_assert!(part.paid.interest <= claim.balance.interest);
                prop_assert!(part.paid.costs <= claim.balance.costs);
                prop_assert!(due_before <= Some(claim.due_on), "oldest first");
                due_before = Some(claim.due_on);
            }
            if outcome.overpaid.is_positive() {
                let open: Cents = claims.iter().map(|claim| claim.balance.total().or_zero()).sum();
                prop_assert_eq!(paid, open, "nothing is returned while something is open");
            }
        }
    }
}
