//! The states of a payment, as a table of named edges. The words are those of the Mollie v2 API, whose statuses are
//! final where ours are: paid, failed, canceled and expired. Money that goes back later is a posting of its own
//! (refund, chargeback) and leaves the payment `paid`.

use crate::kinds::vocabulary;

vocabulary! {
    /// Where a payment stands (Mollie's words).
    PaymentStatus, "payment status" {
        /// Made; the payer has done nothing yet.
        Open = "open",
        /// The payer has started, the bank has not confirmed.
        Pending = "pending",
        /// Reserved, not yet captured.
        Authorized = "authorized",
        /// The money is certain. Final.
        Paid = "paid",
        /// It did not work. Final.
        Failed = "failed",
        /// The payer called it off. Final.
        Canceled = "canceled",
        /// The payer did not come back in time. Final.
        Expired = "expired",
    }
}

vocabulary! {
    /// What can happen to a payment.
    PaymentEvent, "payment event" {
        /// The payer started at the bank.
        Started = "started",
        /// The amount was reserved.
        Reserved = "reserved",
        /// The bank confirmed.
        Confirmed = "confirmed",
        /// The bank refused, or something broke.
        Refused = "refused",
        /// The payer called it off.
        CalledOff = "called_off",
        /// Time ran out.
        TimedOut = "timed_out",
    }
}

use PaymentEvent as E;
use PaymentStatus as S;

/// Every move a payment can make. What is not here is forbidden.
pub const PAYMENT_MOVES: &[(PaymentStatus, PaymentEvent, PaymentStatus)] = &[
    (S::Open, E::Started, S::Pending),
    (S::Open, E::Reserved, S::Authorized),
    (S::Open, E::Confirmed, S::Paid),
    (S::Open, E::Refused, S::Failed),
    (S::Open, E::CalledOff, S::Canceled),
    (S::Open, E::TimedOut, S::Expired),
    (S::Pending, E::Reserved, S::Authorized),
    (S::Pending, E::Confirmed, S::Paid),
    (S::Pending, E::Refused, S::Failed),
    (S::Pending, E::CalledOff, S::Canceled),
    (S::Pending, E::TimedOut, S::Expired),
    (S::Authorized, E::Confirmed, S::Paid),
    (S::Authorized, E::Refused, S::Failed),
    (S::Authorized, E::CalledOff, S::Canceled),
    (S::Authorized, E::TimedOut, S::Expired),
];

/// A move that the table does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a payment that is {from} cannot be {event}")]
pub struct ForbiddenPaymentMove {
    /// Where the payment stands.
    pub from: PaymentStatus,
    /// What was to happen.
    pub event: PaymentEvent,
}

impl PaymentStatus {
    /// Where an event leads.
    pub fn after(self, event: PaymentEvent) -> Result<PaymentStatus, ForbiddenPaymentMove> {
        PAYMENT_MOVES
            .iter()
            .find(|(from, by, _)| (*from, *by) == (self, event))
            .map(|(_, _, to)| *to)
            .ok_or(ForbiddenPaymentMove { from: self, event })
    }

    /// Whether nothing can follow.
    pub fn is_final(self) -> bool {
        PAYMENT_MOVES.iter().all(|(from, _, _)| *from != self)
    }

    /// The event that a status fetched from the provider stands for; `None` for `open`, which is where payments
    /// begin.
    pub fn event(self) -> Option<PaymentEvent> {
        PAYMENT_MOVES.iter().find(|(_, _, to)| *to == self).map(|(_, event, _)| *event)
    }
}

/// What a status fetched from the provider means for a payment that stands at `now`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Learned {
    /// Nothing new, or old news that arrives late (`open` for what is pending already).
    Nothing,
    /// The payment moves.
    Moves(PaymentStatus),
    /// The provider contradicts what was final: book nothing, tell an agent.
    Contradicts,
}

/// Compares what the provider says with what we know. Asking twice, in whatever order, books once.
pub fn learn(now: PaymentStatus, fetched: PaymentStatus) -> Learned {
    if now == fetched {
        return Learned::Nothing;
    }
    match fetched.event().map(|event| now.after(event)) {
        Some(Ok(to)) => Learned::Moves(to),
        // A final status never goes back to one before it: an answer that overtook another on the way.
        None | Some(Err(_)) if !fetched.is_final() => Learned::Nothing,
        _ => Learned::Contradicts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_allows_what_it_lists_and_forbids_the_rest() {
        let mut allowed = 0;
        for &from in PaymentStatus::ALL {
            for &event in PaymentEvent::ALL {
                match from.after(event) {
                    Ok(to) => {
                        allowed += 1;
                        assert!(!from.is_final(), "{from} is final");
                        assert_ne!(from, to);
                        assert_eq!(to.event(), Some(event), "one event leads to one status, wherever it starts");
                    }
                    Err(error) => assert_eq!(error, ForbiddenPaymentMove { from, event }),
                }
            }
        }
        assert_eq!(allowed, PAYMENT_MOVES.len(), "no move is listed twice");
        assert_eq!(S::Open.event(), None, "nothing leads back to the start");
        assert_eq!(S::Pending.after(E::Started), Err(ForbiddenPaymentMove { from: S::Pending, event: E::Started }));
        assert!(S::Authorized.after(E::Started).is_err());
    }

    #[test]
    fn four_statuses_are_final() {
        let last: Vec<_> = PaymentStatus::ALL.iter().copied().filter(|status| status.is_final()).collect();
        assert_eq!(last, [S::Paid, S::Failed, S::Canceled, S::Expired]);
    }

    #[test]
    fn what_the_provider_says_is_taken_in_any_order_and_only_once() {
        for &now in PaymentStatus::ALL {
            for &fetched in PaymentStatus::ALL {
                let learned = learn(now, fetched);
                let expected = match (now.is_final(), fetched.is_final()) {
                    _ if now == fetched => Learned::Nothing,
                    (true, true) => Learned::Contradicts,
                    (true, false) => Learned::Nothing,
                    (false, true) => Learned::Moves(fetched),
                    (false, false) if now < fetched => Learned::Moves(fetched),
                    (false, false) => Learned::Nothing,
                };
                assert_eq!(learned, expected, "{now} then {fetched}");
            }
        }
    }

    #[test]
    fn the_words_are_mollies() {
        let words: Vec<_> = PaymentStatus::ALL.iter().map(|status| status.as_str()).collect();
        assert_eq!(words, ["open", "pending", "authorized", "paid", "failed", "canceled", "expired"]);
    }
}
