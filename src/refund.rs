//! Money that goes back. A payment stays `paid` for ever (see [`crate::payment`]); what came back out of it is told by
//! [`MoneyBack`], from the ledger's sums. A refund that somebody asked for is a small machine of its own: asked,
//! approved by an agent who is not the one who asked, sent to the provider, and done once the money has left.

use crate::kinds::vocabulary;
use crate::money::Cents;

vocabulary! {
    /// Where a refund stands.
    RefundStatus, "refund status" {
        /// Somebody asked for it; nobody has decided.
        Asked = "asked",
        /// An agent agreed; the provider has not taken it yet.
        Approved = "approved",
        /// The provider has taken it and it is booked; the money is on its way.
        Sent = "sent",
        /// The money has left. Final.
        Done = "done",
        /// An agent said no. Final.
        Declined = "declined",
        /// The provider refused it, or the money came back: it is the debtor's again. Final.
        Failed = "failed",
    }
}

vocabulary! {
    /// What can happen to a refund.
    RefundEvent, "refund event" {
        /// An agent agreed.
        Agreed = "agreed",
        /// An agent said no.
        Denied = "denied",
        /// The provider took it.
        Taken = "taken",
        /// The provider refused it for good, or could not deliver it.
        Refused = "refused",
        /// The money has left.
        Arrived = "arrived",
    }
}

use RefundEvent as E;
use RefundStatus as S;

/// Every move a refund can make. What is not here is forbidden.
pub const REFUND_MOVES: &[(RefundStatus, RefundEvent, RefundStatus)] = &[
    (S::Asked, E::Agreed, S::Approved),
    (S::Asked, E::Denied, S::Declined),
    (S::Approved, E::Taken, S::Sent),
    (S::Approved, E::Refused, S::Failed),
    (S::Sent, E::Arrived, S::Done),
    (S::Sent, E::Refused, S::Failed),
];

/// A move that the table does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a refund that is {from} cannot be {event}")]
pub struct ForbiddenRefundMove {
    /// Where the refund stands.
    pub from: RefundStatus,
    /// What was to happen.
    pub event: RefundEvent,
}

impl RefundStatus {
    /// Where an event leads.
    ///
    /// # Errors
    /// A move that [`REFUND_MOVES`] does not list.
    pub fn after(self, event: RefundEvent) -> Result<RefundStatus, ForbiddenRefundMove> {
        REFUND_MOVES
            .iter()
            .find(|(from, by, _)| (*from, *by) == (self, event))
            .map(|(_, _, to)| *to)
            .ok_or(ForbiddenRefundMove { from: self, event })
    }

    /// Whether nothing can follow.
    pub fn is_final(self) -> bool {
        REFUND_MOVES.iter().all(|(from, _, _)| *from != self)
    }

    /// Whether its amount is spoken for and not yet out of the books: nobody can spend it a second time.
    pub fn reserves(self) -> bool {
        matches!(self, S::Asked | S::Approved)
    }
}

/// What came back out of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyBack {
    /// Nothing.
    Nothing,
    /// We sent a part of it back.
    PartRefunded,
    /// We sent all of it back.
    Refunded,
    /// The payer's bank took it back, all or a part.
    ChargedBack,
}

/// Tells what came back out of a payment of `paid`. The payer's bank outranks us: what it took is open again, and that
/// is what the debtor has to know first.
pub fn money_back(paid: Cents, refunded: Cents, charged_back: Cents) -> MoneyBack {
    if charged_back.is_positive() {
        MoneyBack::ChargedBack
    } else if !refunded.is_positive() {
        MoneyBack::Nothing
    } else if refunded < paid {
        MoneyBack::PartRefunded
    } else {
        MoneyBack::Refunded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_allows_what_it_lists_and_forbids_the_rest() {
        let mut allowed = 0;
        for &from in RefundStatus::ALL {
            for &event in RefundEvent::ALL {
                match from.after(event) {
                    Ok(to) => {
                        allowed += 1;
                        assert_ne!(from, to);
                        assert!(!from.is_final());
                    }
                    Err(error) => assert_eq!(error, ForbiddenRefundMove { from, event }),
                }
            }
        }
        assert_eq!(allowed, REFUND_MOVES.len(), "no move is listed twice");
        let last: Vec<_> = RefundStatus::ALL.iter().copied().filter(|status| status.is_final()).collect();
        assert_eq!(last, [S::Done, S::Declined, S::Failed]);
        assert!(S::Asked.after(E::Taken).is_err(), "nothing leaves that nobody agreed to");
    }

    #[test]
    fn what_came_back_is_told_by_the_sums() {
        let told = |refunded, charged| money_back(Cents(100), Cents(refunded), Cents(charged));
        assert_eq!(told(0, 0), MoneyBack::Nothing);
        assert_eq!(told(1, 0), MoneyBack::PartRefunded);
        assert_eq!(told(100, 0), MoneyBack::Refunded);
        assert_eq!(told(1, 99), MoneyBack::ChargedBack);
    }
}
