//! Giving up part of a claim: for what reason, and which parts of it. The postings are [`crate::ledger::waived`].

use crate::imputation::{Order, impute};
use crate::kinds::vocabulary;
use crate::ledger::Balance;
use crate::money::Cents;

vocabulary! {
    /// Why something is given up. A word of a list, as the audit log holds no free text about people.
    WaiverReason, "reason of a waiver" {
        /// Paying it would leave somebody without the means to live.
        Hardship = "hardship",
        /// What is agreed ends the matter.
        Settlement = "settlement",
        /// The creditor asked for it.
        Creditor = "creditor",
        /// We or the creditor made a mistake.
        Mistake = "mistake",
        /// To be kind.
        Goodwill = "goodwill",
    }
}

vocabulary! {
    /// From what something is given up.
    WaiverOf, "part of a claim" {
        /// From costs, then interest, then principal.
        Anything = "anything",
        /// From collection costs alone.
        Costs = "costs",
        /// From interest alone.
        Interest = "interest",
        /// From principal alone.
        Principal = "principal",
    }
}

/// An amount that cannot be given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotWaive {
    /// Nothing, or less.
    #[error("an amount to waive is above nothing")]
    Nothing,
    /// More than stands open there.
    #[error("no more than {} is open of it", .0.decimal())]
    TooMuch(Cents),
}

/// Which parts of what is open are given up. Costs go first, whatever the creditor's order of imputation: what was added
/// to an invoice is given up before the invoice.
///
/// # Errors
/// An amount of nothing, or more than is open of what is to be given up.
pub fn parts(amount: Cents, open: Balance, of: WaiverOf) -> Result<Balance, CannotWaive> {
    if !amount.is_positive() {
        return Err(CannotWaive::Nothing);
    }
    let none = Balance::default();
    let from = match of {
        WaiverOf::Anything => open,
        WaiverOf::Costs => Balance { costs: open.costs, ..none },
        WaiverOf::Interest => Balance { interest: open.interest, ..none },
        WaiverOf::Principal => Balance::of_principal(open.principal),
    };
    // A claim that is in credit elsewhere is no more open than its whole.
    let most = from.total().min(open.total()).or_zero();
    let (given_up, rest) = impute(amount, from, Order::CostsFirst);
    if amount > most || rest.is_positive() { Err(CannotWaive::TooMuch(most)) } else { Ok(given_up) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn balance(principal: i64, interest: i64, costs: i64) -> Balance {
        Balance { principal: Cents(principal), interest: Cents(interest), costs: Cents(costs) }
    }

    #[test]
    fn costs_go_first_and_a_named_part_alone() {
        let open = balance(10_000, 215, 4_840);
        assert_eq!(parts(Cents(5_000), open, WaiverOf::Anything), Ok(balance(0, 160, 4_840)));
        assert_eq!(parts(Cents(5_000), open, WaiverOf::Principal), Ok(balance(5_000, 0, 0)));
        assert_eq!(parts(Cents(216), open, WaiverOf::Interest), Err(CannotWaive::TooMuch(Cents(215))));
        assert_eq!(parts(Cents(0), open, WaiverOf::Anything), Err(CannotWaive::Nothing));
        assert_eq!(
            parts(Cents(4_840), balance(-1_000, 0, 4_840), WaiverOf::Costs),
            Err(CannotWaive::TooMuch(Cents(3_840)))
        );
        assert_eq!(CannotWaive::TooMuch(Cents(215)).to_string(), "no more than 2.15 is open of it");
    }

    proptest! {
        #[test]
        fn what_is_given_up_is_the_amount_and_never_more_than_is_open(
            amount in -10i64..30_000, principal in -500i64..20_000, interest in 0i64..900, costs in 0i64..5_000,
            of in proptest::sample::select(WaiverOf::ALL),
        ) {
            let open = balance(principal, interest, costs);
            if let Ok(given_up) = parts(Cents(amount), open, of) {
                prop_assert_eq!(given_up.total(), Cents(amount));
                for ((_, part), (_, of_open)) in given_up.parts().into_iter().zip(open.parts()) {
                    prop_assert!(part <= of_open.or_zero() && part >= Cents::ZERO);
                }
                prop_assert!((open - given_up).total() >= Cents::ZERO);
            } else {
                let of_part = match of {
                    WaiverOf::Anything => open.total(),
                    WaiverOf::Costs => open.costs,
                    WaiverOf::Interest => open.interest,
                    WaiverOf::Principal => open.principal,
                };
                prop_assert!(amount <= 0 || Cents(amount) > open.total().min(of_part));
            }
        }
    }
}
