//! The three classes of messages we send, as types: what a message is decides which rules hold for it, and no
//! configuration can reclassify one.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

crate::kinds::vocabulary! {
    /// The class of a message.
    MessageClass, "class of message" {
        /// We come to the debtor: guarded by hours, days, frequency and holds.
        Approach = "approach",
        /// An answer to the debtor's own act, within a day, without any demand.
        Answer = "answer",
        /// A notice that the law wants sent.
        Mandatory = "mandatory",
    }
}

crate::kinds::vocabulary! {
    /// What an approach is about.
    ApproachKind, "kind of approach" {
        /// A due date is coming.
        ReminderBefore = "reminder_before",
        /// It is due today.
        DueToday = "due_today",
        /// The due date has passed.
        ReminderAfter = "reminder_after",
        /// An instalment is coming.
        InstalmentComing = "instalment_coming",
        /// An instalment was missed.
        InstalmentMissed = "instalment_missed",
        /// How are things: no demand.
        CheckIn = "check_in",
    }
}

crate::kinds::vocabulary! {
    /// What the debtor did that we answer. None of these holds a demand.
    AnswerKind, "kind of answer" {
        /// They asked for a sign-in link.
        SignInLink = "sign_in_link",
        /// They paid.
        Receipt = "receipt",
        /// They wrote in the chat.
        ChatReply = "chat_reply",
        /// They asked for what was said in the chat.
        ChatTranscript = "chat_transcript",
        /// They agreed a plan.
        PlanAgreed = "plan_agreed",
        /// They changed a plan, or a payment of theirs did.
        PlanChanged = "plan_changed",
        /// They gave a mandate, and it can be used.
        MandateGiven = "mandate_given",
        /// They gave a mandate, and the provider does not take it.
        MandateRefused = "mandate_refused",
        /// They ended a mandate.
        MandateEnded = "mandate_ended",
        /// They replied or asked something.
        ReplyReceived = "reply_received",
        /// We asked or decided something about what they told us.
        CaseAnswered = "case_answered",
        /// They asked to be reminded, on a day and a time they chose.
        ReminderAsked = "reminder_asked",
        /// They gave somebody access to their file, changed or ended it, or an agent registered it for them.
        AccessChanged = "access_changed",
        /// Somebody to whom they gave access proposed or asked something for them.
        HelperActed = "helper_acted",
    }
}

crate::kinds::vocabulary! {
    /// What the law or safety wants told.
    MandatoryKind, "kind of mandatory notice" {
        /// The formal letter with its term and costs (6:96 BW; article XIX.2 WER).
        FormalLetter = "formal_letter",
        /// The letter with a code for the portal.
        AccessCode = "access_code",
        /// Contact details were changed: told to the old address.
        ContactChanged = "contact_changed",
        /// Two instalments in a row were missed: an agent looks, and this is how to repair it. Told before anything is
        /// decided.
        PlanMissed = "plan_missed",
        /// An agent let a plan go on after missed instalments.
        PlanContinued = "plan_continued",
        /// A plan was stopped.
        PlanStopped = "plan_stopped",
        /// A payment that had completed a plan went back: the plan goes on, or what is open stands outside it.
        PlanReopened = "plan_reopened",
        /// An amount will be collected by direct debit on a day: told before each collection (EPC016-06).
        DebitAnnounced = "debit_announced",
        /// A collection did not come in.
        DebitFailed = "debit_failed",
    }
}

/// A message, by class. An answer carries when the debtor acted: later than a day it is none any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "class", rename_all = "snake_case")]
pub enum Message {
    /// We come to the debtor.
    Approach {
        /// What about.
        kind: ApproachKind,
    },
    /// We answer what the debtor did.
    Answer {
        /// What they did.
        kind: AnswerKind,
        /// When.
        acted_at: Timestamp,
    },
    /// The law wants it sent.
    Mandatory {
        /// What.
        kind: MandatoryKind,
    },
}

impl Message {
    /// Its class.
    pub const fn class(&self) -> MessageClass {
        match self {
            Message::Approach { .. } => MessageClass::Approach,
            Message::Answer { .. } => MessageClass::Answer,
            Message::Mandatory { .. } => MessageClass::Mandatory,
        }
    }

    /// The text form of its kind.
    pub const fn kind(&self) -> &'static str {
        match self {
            Message::Approach { kind } => kind.as_str(),
            Message::Answer { kind, .. } => kind.as_str(),
            Message::Mandatory { kind } => kind.as_str(),
        }
    }
}
