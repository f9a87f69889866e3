//! Telephone calls: an agent makes them, from a task that passed the guard, and says how each ended.

use super::signal::SignalKind;

crate::kinds::vocabulary! {
    /// How a call ended.
    CallOutcome, "outcome of a call" {
        /// The debtor was spoken to; nothing was agreed.
        Reached = "reached",
        /// The debtor named a day on which to pay.
        Promised = "promised",
        /// The debtor asked to be called at another time.
        CallBack = "call_back",
        /// The debtor said that there is money trouble, or asked for help.
        Help = "help",
        /// Nobody took the call.
        NoAnswer = "no_answer",
        /// The debtor did not want the call.
        Refused = "refused",
        /// Somebody else's number, or none.
        WrongNumber = "wrong_number",
    }
}

impl CallOutcome {
    /// What is noted of the call itself. What follows from it (a promise, a request, a need for help) is noted by what
    /// carries it out.
    pub const fn signals(self) -> &'static [SignalKind] {
        match self {
            Self::Reached | Self::Promised | Self::CallBack | Self::Help => {
                &[SignalKind::NoticeSent, SignalKind::PhoneCallTaken]
            }
            Self::NoAnswer | Self::Refused => &[SignalKind::NoticeSent, SignalKind::PhoneCallRefused],
            Self::WrongNumber => &[SignalKind::NoticeBounced],
        }
    }

    /// Whether the number was the debtor's, as far as we know: only then the call counts as contact.
    pub const fn is_contact(self) -> bool {
        !matches!(self, Self::WrongNumber)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_call_is_noted_and_a_wrong_number_is_no_contact() {
        for &outcome in CallOutcome::ALL {
            let signals = outcome.signals();
            assert_eq!(signals.contains(&SignalKind::NoticeSent), outcome.is_contact(), "{outcome}");
            assert_eq!(signals.contains(&SignalKind::NoticeBounced), !outcome.is_contact(), "{outcome}");
        }
    }
}
