//! Cases: what a debtor tells or asks us (a dispute, 'already paid', a pause, a complaint), or what our own check found
//! about a claim, from the moment it came in until somebody decided. The states are a table of named edges; what a kind
//! holds meanwhile, who may take it back, and by when we answer, are data.

pub mod form;

use crate::calendar::working_days_after;
use crate::dates::add_days;
use crate::kinds::{Country, vocabulary};
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::OnceLock;

vocabulary! {
    /// What a case is about.
    CaseKind, "kind of case" {
        /// 'I do not agree with this claim.'
        Dispute = "dispute",
        /// 'I have already paid this.'
        AlreadyPaid = "already_paid",
        /// 'This claim is not mine.'
        NotMe = "not_me",
        /// 'I have moved.'
        Moved = "moved",
        /// 'This person has died.'
        Deceased = "deceased",
        /// 'I have an administrator or am in debt restructuring.'
        Administrator = "administrator",
        /// The pause one gives oneself, once in twelve months: granted at once.
        Pause = "pause",
        /// A longer or another pause, by an agent, also for a debt counsellor.
        LongerPause = "longer_pause",
        /// 'Call me back.'
        Callback = "callback",
        /// 'I have money worries.'
        Help = "help",
        /// A complaint about us.
        Complaint = "complaint",
        /// Our own check: the claim looks too old to be asked.
        TimeBarred = "time_barred",
        /// Our own check: its costs look higher than the rule allows.
        CostsAbove = "costs_above",
    }
}

vocabulary! {
    /// Where a case stands.
    CaseStatus, "status of a case" {
        /// It came in; nobody has looked.
        Received = "received",
        /// An agent has it.
        InHand = "in_hand",
        /// We asked the debtor something.
        Question = "question",
        /// Decided in the debtor's favour, or done. Final.
        Granted = "granted",
        /// Decided against it, with the reason. Final.
        Rejected = "rejected",
        /// Taken back by the debtor. Final.
        Withdrawn = "withdrawn",
    }
}

vocabulary! {
    /// What can happen to a case.
    CaseEvent, "event of a case" {
        /// An agent takes it.
        Take = "take",
        /// An agent asks the debtor something.
        Ask = "ask",
        /// The debtor answers.
        Answer = "answer",
        /// An agent decides in the debtor's favour.
        Grant = "grant",
        /// An agent decides against it.
        Reject = "reject",
        /// The debtor takes it back.
        Withdraw = "withdraw",
    }
}

use CaseEvent as E;
use CaseStatus as S;

/// Every move a case can make. What is not here is forbidden.
pub const CASE_MOVES: &[(CaseStatus, CaseEvent, CaseStatus)] = &[
    (S::Received, E::Take, S::InHand),
    (S::Received, E::Ask, S::Question),
    (S::Received, E::Grant, S::Granted),
    (S::Received, E::Reject, S::Rejected),
    (S::Received, E::Withdraw, S::Withdrawn),
    (S::InHand, E::Ask, S::Question),
    (S::InHand, E::Grant, S::Granted),
    (S::InHand, E::Reject, S::Rejected),
    (S::InHand, E::Withdraw, S::Withdrawn),
    (S::Question, E::Answer, S::InHand),
    (S::Question, E::Grant, S::Granted),
    (S::Question, E::Reject, S::Rejected),
    (S::Question, E::Withdraw, S::Withdrawn),
];

/// A move that the table does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a case that is {from} knows no {event}")]
pub struct ForbiddenCaseMove {
    /// Where the case stands.
    pub from: CaseStatus,
    /// What was to happen.
    pub event: CaseEvent,
}

impl CaseStatus {
    /// Where an event leads.
    pub fn after(self, event: CaseEvent) -> Result<CaseStatus, ForbiddenCaseMove> {
        CASE_MOVES
            .iter()
            .find(|(from, by, _)| (*from, *by) == (self, event))
            .map(|(_, _, to)| *to)
            .ok_or(ForbiddenCaseMove { from: self, event })
    }

    /// Whether somebody still has to decide.
    pub fn is_open(self) -> bool {
        CASE_MOVES.iter().any(|(from, _, _)| *from == self)
    }
}

/// What a case keeps our messages from, from the moment it comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseHold {
    /// Nothing: we are asked to come (a call back).
    Nothing,
    /// The claim it is about, until it is decided.
    Claim,
    /// The whole file, until it is decided.
    File,
    /// The whole file, for so many days.
    FileDays(i64),
}

/// How long a pause lasts that a debtor gives themselves, in days.
pub const PAUSE_DAYS: i64 = 30;
/// How often one may do so: once in so many days.
pub const PAUSE_EVERY_DAYS: i64 = 365;
/// How long our messages rest after a call for help, in days.
pub const QUIET_DAYS: i64 = 14;

impl CaseKind {
    /// What it holds.
    pub const fn hold(self) -> CaseHold {
        match self {
            Self::Dispute | Self::AlreadyPaid | Self::NotMe | Self::TimeBarred | Self::CostsAbove => CaseHold::Claim,
            Self::Moved | Self::Deceased | Self::Administrator | Self::LongerPause | Self::Complaint => CaseHold::File,
            Self::Pause => CaseHold::FileDays(PAUSE_DAYS),
            Self::Help => CaseHold::FileDays(QUIET_DAYS),
            Self::Callback => CaseHold::Nothing,
        }
    }

    /// Whether it is about one claim and cannot be about none.
    pub const fn needs_claim(self) -> bool {
        matches!(self.hold(), CaseHold::Claim)
    }

    /// Whether a debtor tells or asks it; the others our own check finds, and nobody can take them back.
    pub const fn by_debtor(self) -> bool {
        !matches!(self, Self::TimeBarred | Self::CostsAbove)
    }

    /// Whether the hold stays when an agent grants it: we do not come back to somebody who has died, who has an
    /// administrator, or whose claim it is not.
    pub const fn hold_stays_when_granted(self) -> bool {
        matches!(self, Self::NotMe | Self::Deceased | Self::Administrator)
    }

    /// Whether asking for it can count as acknowledging the debt (3:318 BW), which is said before it is taken.
    pub const fn may_acknowledge(self) -> bool {
        matches!(self, Self::Pause | Self::LongerPause)
    }
}

/// Within how many working days we answer, and for complaints where to go next: the agency's own promise, as data.
#[derive(Debug, Clone, Deserialize)]
pub struct AnswerTerms {
    /// Where the terms come from.
    pub source: String,
    /// Working days within which a case is answered.
    pub answer_working_days: u32,
    /// Working days within which the receipt of a complaint is confirmed.
    pub complaint_receipt_working_days: u32,
    /// Weeks within which a complaint is answered.
    pub complaint_answer_weeks: i64,
    /// Where to go with an answer one does not accept.
    pub next: Vec<NextStep>,
}

/// Somebody outside the agency who can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct NextStep {
    /// Whose inhabitants.
    pub country: Country,
    /// Name.
    pub name: String,
    /// Address on the web.
    pub url: String,
}

/// The shipped terms.
pub fn answer_terms() -> &'static AnswerTerms {
    static TERMS: OnceLock<AnswerTerms> = OnceLock::new();
    TERMS.get_or_init(|| {
        toml::from_str(include_str!("data/answer-terms.toml")).expect("the shipped terms are read by the tests")
    })
}

impl AnswerTerms {
    /// The last day on which a case that came in on `received_on` is answered: what the debtor is promised.
    pub fn answer_by(&self, kind: CaseKind, country: Country, received_on: Date) -> Date {
        match kind {
            CaseKind::Complaint => add_days(received_on, 7 * self.complaint_answer_weeks),
            _ => working_days_after(country, received_on, self.answer_working_days),
        }
    }

    /// The last day on which the receipt of a complaint is confirmed.
    pub fn receipt_by(&self, country: Country, received_on: Date) -> Date {
        working_days_after(country, received_on, self.complaint_receipt_working_days)
    }

    /// Whom to ask next in a country.
    pub fn next_in(&self, country: Country) -> impl Iterator<Item = &NextStep> {
        self.next.iter().filter(move |next| next.country == country)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_table_allows_what_it_lists_and_forbids_the_rest() {
        let mut allowed = 0;
        for &from in CaseStatus::ALL {
            for &event in CaseEvent::ALL {
                match from.after(event) {
                    Ok(to) => {
                        allowed += 1;
                        assert!(from.is_open(), "{from} is final");
                        assert_ne!(from, to);
                    }
                    Err(error) => assert_eq!(error, ForbiddenCaseMove { from, event }),
                }
            }
        }
        assert_eq!(allowed, CASE_MOVES.len(), "no move is listed twice");
        let last: Vec<_> = CaseStatus::ALL.iter().copied().filter(|status| !status.is_open()).collect();
        assert_eq!(last, [S::Granted, S::Rejected, S::Withdrawn]);
    }

    #[test]
    fn every_open_case_can_be_decided_and_taken_back_and_only_a_question_can_be_answered() {
        for &status in CaseStatus::ALL.iter().filter(|status| status.is_open()) {
            for (event, to) in [(E::Grant, S::Granted), (E::Reject, S::Rejected), (E::Withdraw, S::Withdrawn)] {
                assert_eq!(status.after(event), Ok(to), "{status}");
            }
            assert_eq!(status.after(E::Answer).is_ok(), status == S::Question, "{status}");
            assert_eq!(status.after(E::Take).is_ok(), status == S::Received, "{status}");
        }
        assert_eq!(S::Question.after(E::Ask).unwrap_err().to_string(), "a case that is question knows no ask");
    }

    #[test]
    fn every_kind_but_a_call_back_holds_our_messages() {
        for &kind in CaseKind::ALL {
            assert_eq!(kind.hold() == CaseHold::Nothing, kind == CaseKind::Callback, "{kind}");
        }
        let claim: Vec<_> = CaseKind::ALL.iter().copied().filter(|kind| kind.needs_claim()).collect();
        use CaseKind as K;
        assert_eq!(claim, [K::Dispute, K::AlreadyPaid, K::NotMe, K::TimeBarred, K::CostsAbove]);
    }

    #[test]
    fn what_is_promised_counts_working_days_and_complaints_count_weeks() {
        let terms = answer_terms();
        assert_eq!((terms.answer_working_days, terms.complaint_answer_weeks), (5, 4));
        // Tuesday 12 May 2026; Ascension Day and the day after it, which counts as one here, are 14 and 15 May.
        let by = |kind| terms.answer_by(kind, Country::Nl, date(2026, 5, 12));
        assert_eq!(by(CaseKind::Dispute), date(2026, 5, 21));
        assert_eq!(by(CaseKind::Complaint), date(2026, 6, 9));
        assert!(terms.receipt_by(Country::Nl, date(2026, 5, 12)) <= by(CaseKind::Complaint));
        assert!(!terms.source.is_empty());
        for &country in Country::ALL {
            assert!(terms.next_in(country).count() >= 1, "{country} has somewhere to go next");
            assert!(terms.next_in(country).all(|next| next.url.starts_with("https://")));
        }
    }
}
