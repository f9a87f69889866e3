//! A signal: one thing a debtor did or that happened to their file, with when it was and when we knew.

pub use super::signal_kind::SignalKind;
use crate::ids::ClaimId;
use crate::kinds::Channel;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One signal, as the log keeps it. Which of the optional values a kind carries is in [`SignalKind::definition`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signal {
    /// What happened.
    pub kind: SignalKind,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// When we got to know; what is asked 'as of' a moment counts only what was known then.
    pub known_at: Timestamp,
    /// The claim it is about.
    pub claim_id: Option<ClaimId>,
    /// An amount, in cents.
    pub amount_cents: Option<i64>,
    /// A number of days.
    pub days: Option<i64>,
    /// The channel it came through.
    pub channel: Option<Channel>,
}

impl Signal {
    /// A signal of something that happens now and is known at once.
    pub fn now(kind: SignalKind, now: Timestamp) -> Self {
        Self { kind, occurred_at: now, known_at: now, claim_id: None, amount_cents: None, days: None, channel: None }
    }

    /// With the claim it is about.
    pub fn claim(mut self, claim_id: &ClaimId) -> Self {
        self.claim_id = Some(claim_id.clone());
        self
    }

    /// With an amount, in cents.
    pub fn cents(mut self, amount_cents: i64) -> Self {
        self.amount_cents = Some(amount_cents);
        self
    }

    /// With a number of days.
    pub fn days(mut self, days: i64) -> Self {
        self.days = Some(days);
        self
    }

    /// With the channel it came through.
    pub fn channel(mut self, channel: Channel) -> Self {
        self.channel = Some(channel);
        self
    }

    /// With a later moment at which we got to know.
    pub fn known(mut self, known_at: Timestamp) -> Self {
        self.known_at = known_at;
        self
    }
}

impl SignalKind {
    /// Whether the event may change a persona at once, without the usual reluctance: asking for help, a missed
    /// instalment, a promise kept and the like.
    pub const fn is_strong(self) -> bool {
        use SignalKind::*;
        self.asks_for_help()
            || matches!(self, InstalmentMissed | PlanBroken | PromiseKept | PromiseBroken | InstalmentKept | PlanAgreed)
            || matches!(self, ChatStartedUnprompted | PaidEverything | PlanCompleted)
            || self.is_answer()
    }

    /// Whether the event says that help is needed. Help outranks firmness.
    pub const fn asks_for_help(self) -> bool {
        use SignalKind::*;
        matches!(self, HelpAsked | PauseAsked | AnswerCannotPay | ReplyAdministrator)
    }

    /// Whether the event is an explicit answer of the debtor about themselves.
    pub const fn is_answer(self) -> bool {
        use SignalKind::*;
        matches!(self, AnswerCannotPay | AnswerMonthly | AnswerDetail | AnswerForgot | AnswerAllAtOnce | AnswerDigital)
            || matches!(self, AnswerTalk | AnswerSoon | AnswerLost | AnswerLetter)
    }

    /// Whether the event is a response of any kind: it ends a row of ignored messages.
    pub const fn is_response(self) -> bool {
        use SignalKind::*;
        self.is_proactive()
            || self.is_answer()
            || matches!(self, PaymentPaid | NoticeClicked | VisitPrompted | ChatStartedAfterMessage | ChatMessage)
            || matches!(self, PhoneCallTaken | DisputeOpened | Complaint | ReplyAlreadyPaid | ReplyNotMe | ReplyMoved)
            || matches!(self, ReplyDeceased | ReplyAdministrator)
    }

    /// Whether the event is contact of the debtor's own accord.
    pub const fn is_proactive(self) -> bool {
        use SignalKind::*;
        matches!(self, VisitUnprompted | ChatStartedUnprompted | CallbackAsked | HelpAsked | PauseAsked | PromiseMade)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::Lang;
    use std::collections::HashSet;

    #[test]
    fn each_kind_reads_back_and_is_told_in_every_language_by_words_of_its_own() {
        assert!(SignalKind::ALL.len() >= 25);
        assert_eq!(SignalKind::ALL.iter().filter(|kind| kind.is_answer()).count(), 10, "about ten questions");
        for &kind in SignalKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert!(kind.definition().ends_with('.'), "{kind}");
        }
        for &lang in Lang::ALL {
            let words: HashSet<_> = SignalKind::ALL.iter().map(|kind| kind.words(lang)).collect();
            assert_eq!(words.len(), SignalKind::ALL.len(), "two kinds share their words in {lang}");
        }
    }
}
