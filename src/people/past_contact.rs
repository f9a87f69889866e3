//! A contact of before we kept the log, as a file tells it, and the signals it stands for.

use super::signal::{Signal, SignalKind};
use crate::ids::ClaimId;
use crate::kinds::{Channel, vocabulary};
use jiff::{SignedDuration, Timestamp};

/// Days of silence after which a message counts as ignored.
const SILENCE_DAYS: i64 = 7;

vocabulary! {
    /// What kind of contact it was.
    PastKind, "kind of contact" {
        /// We sent a message, by a channel.
        Message = "message",
        /// We called.
        Call = "call",
        /// They named a day on which to pay.
        Promise = "promise",
        /// They came to the portal of then, unasked.
        Visit = "visit",
        /// They began a chat.
        Chat = "chat",
        /// They asked to be called back.
        Callback = "callback",
        /// They asked for help.
        Help = "help",
        /// They asked for a pause.
        Pause = "pause",
        /// They disputed a claim.
        Dispute = "dispute",
        /// They complained.
        Complaint = "complaint",
    }
}

vocabulary! {
    /// What came of it.
    PastOutcome, "outcome of a contact" {
        /// Nothing that the file tells.
        Unknown = "",
        /// They acted on our message.
        Followed = "followed",
        /// Nothing came for seven days.
        Ignored = "ignored",
        /// It came back.
        Bounced = "bounced",
        /// They took the call.
        Taken = "taken",
        /// They did not take it, or did not want it.
        Refused = "refused",
        /// The promised payment came.
        Kept = "kept",
        /// It did not come.
        Broken = "broken",
    }
}

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastContact {
    /// What kind.
    pub kind: PastKind,
    /// When.
    pub at: Timestamp,
    /// By which channel; of a message.
    pub channel: Option<Channel>,
    /// What came of it.
    pub outcome: PastOutcome,
    /// When that came.
    pub outcome_at: Option<Timestamp>,
    /// The claim it was about.
    pub claim_id: Option<ClaimId>,
}

/// A contact that tells nothing we can use: the field, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{field} {reason}")]
pub struct PastFault {
    /// Which field.
    pub field: &'static str,
    /// What is wrong with it.
    pub reason: &'static str,
}

const fn fault(field: &'static str, reason: &'static str) -> PastFault {
    PastFault { field, reason }
}

impl PastContact {
    /// The signals, each with the moment at which it happened and could be known.
    ///
    /// # Errors
    /// Names the field that is missing or does not go with the kind.
    pub fn signals(&self) -> Result<Vec<Signal>, PastFault> {
        use PastKind as K;
        use PastOutcome as O;
        self.check()?;
        let after = |days| self.at.checked_add(SignedDuration::from_hours(24 * days)).unwrap_or(self.at);
        let came_at = self.outcome_at.unwrap_or(self.at);
        let days = (came_at.as_second() - self.at.as_second()).div_euclid(86_400);
        let signal = |kind, at| Signal { claim_id: self.claim_id.clone(), ..Signal::now(kind, at) };
        let sent = |channel| signal(SignalKind::NoticeSent, self.at).channel(channel);
        let first = match self.kind {
            K::Message => sent(self.channel.unwrap_or(Channel::Letter)),
            K::Call => sent(Channel::Phone),
            K::Promise => signal(SignalKind::PromiseMade, self.at).days(days),
            K::Visit => signal(SignalKind::VisitUnprompted, self.at),
            K::Chat => signal(SignalKind::ChatStartedUnprompted, self.at),
            K::Callback => signal(SignalKind::CallbackAsked, self.at),
            K::Help => signal(SignalKind::HelpAsked, self.at),
            K::Pause => signal(SignalKind::PauseAsked, self.at),
            K::Dispute => signal(SignalKind::DisputeOpened, self.at),
            K::Complaint => signal(SignalKind::Complaint, self.at),
        };
        let by = |one: Signal| Signal { channel: first.channel, ..one };
        let second = match self.outcome {
            O::Unknown => None,
            O::Followed => Some(by(signal(SignalKind::NoticeClicked, came_at).days(days))),
            O::Ignored => Some(by(signal(SignalKind::NoticeIgnored, after(SILENCE_DAYS)))),
            O::Bounced => Some(by(signal(SignalKind::NoticeBounced, self.at))),
            O::Taken => Some(signal(SignalKind::PhoneCallTaken, self.at)),
            O::Refused => Some(signal(SignalKind::PhoneCallRefused, self.at)),
            O::Kept => Some(signal(SignalKind::PromiseKept, came_at)),
            O::Broken => Some(signal(SignalKind::PromiseBroken, came_at)),
        };
        Ok(std::iter::once(first).chain(second).collect())
    }

    fn check(&self) -> Result<(), PastFault> {
        use PastKind as K;
        use PastOutcome as O;
        let goes = match self.kind {
            K::Message => matches!(self.outcome, O::Unknown | O::Followed | O::Ignored | O::Bounced),
            K::Call => matches!(self.outcome, O::Unknown | O::Taken | O::Refused),
            K::Promise => matches!(self.outcome, O::Unknown | O::Kept | O::Broken),
            _ => self.outcome == O::Unknown,
        };
        let dated = matches!(self.outcome, O::Followed | O::Kept | O::Broken);
        match (self.kind, self.channel) {
            (K::Message, None) => return Err(fault("channel", "is empty; a message has one")),
            (K::Message, Some(Channel::Phone)) => return Err(fault("channel", "is phone: make it a call")),
            _ => {}
        }
        if !goes {
            return Err(fault("outcome", "does not go with this kind of contact"));
        }
        match self.outcome_at {
            None if dated => Err(fault("outcome_at", "is empty; this outcome has a day")),
            Some(at) if at < self.at => Err(fault("outcome_at", "is before the contact itself")),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + day * 86_400).unwrap()
    }

    fn contact(kind: PastKind, outcome: PastOutcome) -> PastContact {
        PastContact { kind, at: at(0), channel: None, outcome, outcome_at: None, claim_id: None }
    }

    #[test]
    fn a_contact_becomes_what_the_log_would_have_held() {
        let message = PastContact {
            channel: Some(Channel::Sms),
            outcome_at: Some(at(2)),
            ..contact(PastKind::Message, PastOutcome::Followed)
        };
        let signals = message.signals().unwrap();
        assert_eq!(signals[0], Signal::now(SignalKind::NoticeSent, at(0)).channel(Channel::Sms));
        assert_eq!(signals[1], Signal::now(SignalKind::NoticeClicked, at(2)).channel(Channel::Sms).days(2));
        let ignored = PastContact { outcome: PastOutcome::Ignored, outcome_at: None, ..message };
        assert_eq!(ignored.signals().unwrap()[1].known_at, at(7), "silence is known after a week");
        let call = contact(PastKind::Call, PastOutcome::Taken).signals().unwrap();
        assert_eq!((call[0].channel, call[1].kind), (Some(Channel::Phone), SignalKind::PhoneCallTaken));
        let promise = PastContact { outcome_at: Some(at(5)), ..contact(PastKind::Promise, PastOutcome::Broken) };
        let kinds: Vec<_> = promise.signals().unwrap().iter().map(|signal| signal.kind).collect();
        assert_eq!(kinds, [SignalKind::PromiseMade, SignalKind::PromiseBroken]);
        for &kind in PastKind::ALL {
            let one = PastContact { channel: Some(Channel::Email), ..contact(kind, PastOutcome::Unknown) };
            assert_eq!(one.signals().unwrap().len(), 1, "{kind}");
        }
    }

    #[test]
    fn what_does_not_go_together_is_named_by_its_field() {
        let field = |one: PastContact| one.signals().unwrap_err().field;
        assert_eq!(field(contact(PastKind::Message, PastOutcome::Unknown)), "channel");
        assert_eq!(field(contact(PastKind::Call, PastOutcome::Kept)), "outcome");
        assert_eq!(field(contact(PastKind::Help, PastOutcome::Taken)), "outcome");
        assert_eq!(field(contact(PastKind::Promise, PastOutcome::Kept)), "outcome_at");
        let before = PastContact { outcome_at: Some(at(-1)), ..contact(PastKind::Promise, PastOutcome::Kept) };
        assert_eq!(field(before), "outcome_at");
    }
}
