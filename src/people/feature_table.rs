//! The one table of characteristics: name, group, unit, window, source signals, definition, and how each is read
//! from a behaviour. The docs page is rendered from it.

use super::behaviour::Behaviour;
use super::measure::{MEASURES, Measure as M};
use super::signal::SignalKind as S;
use crate::kinds::{Channel, PartyKind};
use jiff::Timestamp;

/// Age, in periods of thirty days, of the oldest period in 'a quarter': the current one and three before it.
const QUARTER: i64 = 3;
/// Age of the oldest period in 'a year': the current one and twelve before it.
const YEAR: i64 = 12;

crate::kinds::vocabulary! {
    /// The eight groups of characteristics.
    Group, "group of characteristics" {
        /// Debt level and trend.
        Debt = "debt",
        /// Payment timing and its trend.
        Timing = "timing",
        /// Promises and plans.
        Promises = "promises",
        /// Contact, ours and theirs.
        Contact = "contact",
        /// Response by channel.
        Response = "response",
        /// Use of the portal.
        Portal = "portal",
        /// Replies, disputes and hardship.
        Hardship = "hardship",
        /// What they told us themselves.
        Answers = "answers",
    }
}

/// One row of the table.
pub struct Characteristic {
    /// Which one.
    pub feature: Feature,
    /// Its group.
    pub group: Group,
    /// Its unit.
    pub unit: &'static str,
    /// The window it looks at.
    pub window: &'static str,
    /// The signals it is made of.
    pub sources: &'static [S],
    /// What it means.
    pub definition: &'static str,
    /// Reads it; none when there is nothing to tell it from.
    pub read: fn(&View<'_>) -> Option<f64>,
}

/// A behaviour as of a moment.
pub struct View<'a> {
    /// The state: all signals known by `as_of`.
    pub state: &'a Behaviour,
    /// The moment.
    pub as_of: Timestamp,
    /// Every measure's sum over a quarter.
    quarter: [i64; MEASURES],
    /// Every measure's sum over a year.
    year: [i64; MEASURES],
}

impl<'a> View<'a> {
    /// `state` holds the signals known by `as_of`, and no others.
    pub fn new(state: &'a Behaviour, as_of: Timestamp) -> Self {
        let quarter = state.recent(as_of, 0..=QUARTER);
        let mut year = state.recent(as_of, QUARTER + 1..=YEAR);
        for (sum, late) in year.iter_mut().zip(quarter) {
            *sum += late;
        }
        Self { state, as_of, quarter, year }
    }
    fn count(&self, kind: S) -> f64 {
        self.state.count(kind) as f64
    }
    fn quarter(&self, measure: M) -> f64 {
        self.quarter[measure as usize] as f64
    }
    fn year(&self, measure: M) -> f64 {
        self.year[measure as usize] as f64
    }
    fn since(&self, kinds: &[S]) -> Option<f64> {
        kinds.iter().filter_map(|&kind| self.state.days_since(kind, self.as_of)).min().map(|days| days as f64)
    }
    /// 1 when an answer was given within a year, else 0.
    fn answered(&self, kind: S) -> Option<f64> {
        Some(if self.state.days_since(kind, self.as_of).is_some_and(|days| days <= 365) { 1.0 } else { 0.0 })
    }
    fn clicks(&self, channels: &[Channel]) -> f64 {
        channels.iter().map(|&channel| self.state.clicked(channel)).sum::<i64>() as f64
    }
}

/// A ratio, or none when the whole is zero.
fn ratio(part: f64, whole: f64) -> Option<f64> {
    if whole > 0.0 { Some(part / whole) } else { None }
}

/// The share of `list` that `holds`.
fn share(list: &[i64], holds: impl Fn(i64) -> bool) -> Option<f64> {
    ratio(list.iter().filter(|&&value| holds(value)).count() as f64, list.len() as f64)
}

/// A share of late ones as if one more had been late and one more on time; none when nothing was decided.
fn late_share(late: f64, on_time: f64) -> Option<f64> {
    if late + on_time > 0.0 { Some((late + 1.0) / (late + on_time + 2.0)) } else { None }
}

fn mean(list: &[i64]) -> Option<f64> {
    ratio(list.iter().sum::<i64>() as f64, list.len() as f64)
}

macro_rules! characteristics {
    ($($variant:ident = $text:literal, $group:ident, $unit:literal, $window:literal, [$($source:ident),+],
       $definition:literal, $read:expr;)+) => {
        crate::kinds::vocabulary! {
            /// A characteristic of someone's behaviour.
            Feature, "characteristic" { $(#[doc = $definition] $variant = $text),+ }
        }

        /// All characteristics, in the order of [`Feature::ALL`].
        pub static TABLE: &[Characteristic] = &[$(Characteristic {
            feature: Feature::$variant,
            group: Group::$group,
            unit: $unit,
            window: $window,
            sources: &[$(S::$source),+],
            definition: $definition,
            read: $read,
        }),+];
    };
}

characteristics! {
    OpenEuros = "open_euros", Debt, "euros", "now", [InvoiceIssued, CostsAdded, InvoiceCorrected, InvoiceSettled, PartPayment, PaymentRefunded],
        "What is open.", |v| Some(v.state.open_cents() as f64 / 100.0);
    OpenClaims = "open_claims", Debt, "claims", "now", [InvoiceIssued, InvoiceSettled],
        "Claims not settled.", |v| Some((v.count(S::InvoiceIssued) - v.count(S::InvoiceSettled)).max(0.0));
    OverdueClaims = "overdue_claims", Debt, "claims", "now", [InvoiceOverdue, InvoiceSettled],
        "Claims past their due date and not settled.", |v| Some(v.state.overdue() as f64);
    Creditors = "creditors", Debt, "creditors", "lifetime", [CreditorJoined],
        "Creditors with a claim on the file, now or before.", |v| Some(v.count(S::CreditorJoined));
    ClaimsPerCreditor = "claims_per_creditor", Debt, "claims", "lifetime", [InvoiceIssued, CreditorJoined],
        "Claims for each creditor: many where an account is run.", |v| ratio(v.count(S::InvoiceIssued), v.count(S::CreditorJoined));
    DebtChangeQuarter = "debt_change_quarter", Debt, "euros", "quarter", [InvoiceIssued, CostsAdded, InvoiceCorrected, InvoiceSettled, PartPayment, PaymentRefunded],
        "How much more is open than a quarter ago.", |v| Some(v.quarter(M::NetCents) / 100.0);
    DebtChangeYear = "debt_change_year", Debt, "euros", "year", [InvoiceIssued, CostsAdded, InvoiceCorrected, InvoiceSettled, PartPayment, PaymentRefunded],
        "How much more is open than a year ago.", |v| Some(v.year(M::NetCents) / 100.0);
    MeanClaimEuros = "mean_claim_euros", Debt, "euros", "lifetime", [InvoiceIssued],
        "Mean principal of a claim.", |v| ratio(v.state.issued_cents() as f64 / 100.0, v.count(S::InvoiceIssued));
    LargestClaimEuros = "largest_claim_euros", Debt, "euros", "lifetime", [InvoiceIssued],
        "Principal of the largest claim.", |v| Some(v.state.largest_cents() as f64 / 100.0);
    ClaimsYear = "claims_year", Debt, "claims", "year", [InvoiceIssued],
        "Claims issued.", |v| Some(v.year(M::Issued));
    TermDaysMean = "term_days_mean", Debt, "days", "lifetime", [InvoiceIssued],
        "Mean days from issue to due date.", |v| ratio(v.state.term_days() as f64, v.count(S::InvoiceIssued));
    CostsYear = "costs_year", Debt, "euros", "year", [CostsAdded],
        "Costs and interest added.", |v| Some(v.year(M::CostsCents) / 100.0);

    SettledYear = "settled_year", Timing, "claims", "year", [InvoiceSettled],
        "Claims settled.", |v| Some(v.year(M::Settled));
    OnTimeShare = "on_time_share", Timing, "share", "year", [InvoiceSettled],
        "Share of settled claims that were settled by their due date.", |v| ratio(v.year(M::OnTime), v.year(M::Settled));
    LateDaysMean = "late_days_mean", Timing, "days", "year", [InvoiceSettled],
        "Mean days after the due date of settled claims, early as zero.", |v| ratio(v.year(M::LateDays), v.year(M::Settled));
    LateDaysLatest = "late_days_latest", Timing, "days", "last six", [InvoiceSettled],
        "Mean days after the due date of the latest settled claims, early as negative.", |v| mean(v.state.settled_days());
    LateDaysTrend = "late_days_trend", Timing, "days", "quarter against year", [InvoiceSettled],
        "Mean days late in the quarter less that of the year: above zero is getting later.",
        |v| Some(ratio(v.quarter(M::LateDays), v.quarter(M::Settled))? - ratio(v.year(M::LateDays), v.year(M::Settled))?);
    LateShareEver = "late_share_ever", Timing, "share", "lifetime", [InvoiceOverdue, InvoiceSettled],
        "Share of claims whose due date passed unpaid, of those decided; drawn towards a half while few are known.",
        |v| late_share(v.count(S::InvoiceOverdue), v.state.on_time_ever() as f64);
    LateFading = "late_fading", Timing, "share", "fading", [InvoiceOverdue, InvoiceSettled],
        "Share of claims whose due date passed unpaid, each decided claim counting a quarter less than the next.",
        |v| v.state.late_fading().map(|millionths| millionths as f64 / 1e6);
    SlightlyLateShare = "slightly_late_share", Timing, "share", "last six", [InvoiceSettled],
        "Share of the latest settled claims that were 1 to 14 days late.", |v| share(v.state.settled_days(), |days| (1..=14).contains(&days));
    VeryLateShare = "very_late_share", Timing, "share", "year", [InvoiceSettled],
        "Share of settled claims that were more than 30 days late.", |v| ratio(v.year(M::VeryLate), v.year(M::Settled));
    SettledRatio = "settled_ratio", Timing, "share", "year", [InvoiceIssued, InvoiceSettled],
        "Claims settled for each claim issued, at most 2.", |v| ratio(v.year(M::Settled), v.year(M::Issued)).map(|r| r.min(2.0));
    PartShare = "part_share", Timing, "share", "year", [PartPayment, InvoiceSettled],
        "Share of payments on claims that covered a part.", |v| ratio(v.year(M::Parts), v.year(M::Parts) + v.year(M::Settled));
    LateDaysSpread = "late_days_spread", Timing, "days", "last six", [InvoiceSettled],
        "Days between the earliest and the latest of the latest settled claims, after their due dates: small where payments go out in runs.",
        |v| Some((v.state.settled_days().iter().max()? - v.state.settled_days().iter().min()?) as f64);
    EverythingYear = "everything_year", Timing, "payments", "year", [PaidEverything],
        "Payments that covered all that was due.", |v| Some(v.year(M::Everything));
    FailedQuarter = "failed_quarter", Timing, "payments", "quarter", [PaymentFailed],
        "Payments the bank refused.", |v| Some(v.quarter(M::Failed));
    AbandonedShare = "abandoned_share", Timing, "share", "year", [PaymentStarted, PaymentCancelled, PaymentExpired],
        "Share of started payments that were turned back from or left.", |v| ratio(v.year(M::Abandoned), v.year(M::Started)).map(|r| r.min(1.0));
    TransfersChosen = "transfers_chosen", Timing, "payments", "lifetime", [TransferChosen],
        "Times a bank transfer was chosen.", |v| Some(v.count(S::TransferChosen));

    PlanViewsQuarter = "plan_views_quarter", Promises, "views", "quarter", [PlanViewed],
        "Looks at options to pay in instalments.", |v| Some(v.quarter(M::PlanViews));
    PlansAgreed = "plans_agreed", Promises, "plans", "lifetime", [PlanAgreed],
        "Plans agreed.", |v| Some(v.count(S::PlanAgreed));
    InstalmentsKept = "instalments_kept", Promises, "instalments", "year", [InstalmentKept],
        "Instalments paid on time.", |v| Some(v.year(M::Kept));
    InstalmentsMissed = "instalments_missed", Promises, "instalments", "quarter", [InstalmentMissed],
        "Instalments missed.", |v| Some(v.quarter(M::Missed));
    InstalmentKeptShare = "instalment_kept_share", Promises, "share", "year", [InstalmentKept, InstalmentMissed],
        "Share of instalments that were kept.", |v| ratio(v.year(M::Kept), v.year(M::Kept) + v.year(M::Missed));
    PlansBroken = "plans_broken", Promises, "plans", "lifetime", [PlanBroken],
        "Plans stopped because instalments were missed.", |v| Some(v.count(S::PlanBroken));
    PlansCompleted = "plans_completed", Promises, "plans", "lifetime", [PlanCompleted],
        "Plans paid to the end.", |v| Some(v.count(S::PlanCompleted));
    PromisesKept = "promises_kept", Promises, "promises", "lifetime", [PromiseKept],
        "Promised payments that came.", |v| Some(v.count(S::PromiseKept));
    PromisesBroken = "promises_broken", Promises, "promises", "lifetime", [PromiseBroken],
        "Promised payments that did not come.", |v| Some(v.count(S::PromiseBroken));

    SentQuarter = "sent_quarter", Contact, "messages", "quarter", [NoticeSent],
        "Messages we sent.", |v| Some(v.quarter(M::Sent));
    ProactiveQuarter = "proactive_quarter", Contact, "contacts", "quarter", [VisitUnprompted, ChatStartedUnprompted, CallbackAsked, HelpAsked, PauseAsked, PromiseMade],
        "Contacts of their own accord.", |v| Some(v.quarter(M::Proactive));
    ProactiveShare = "proactive_share", Contact, "share", "year", [VisitUnprompted, ChatStartedUnprompted, CallbackAsked, HelpAsked, PauseAsked, PromiseMade, VisitPrompted, ChatStartedAfterMessage],
        "Share of contacts that no message of ours led to.", |v| ratio(v.year(M::Proactive), v.year(M::Proactive) + v.year(M::Prompted));
    ChatsYear = "chats_year", Contact, "chats", "year", [ChatStartedUnprompted, ChatStartedAfterMessage],
        "Chats started.", |v| Some(v.year(M::Chats));
    CallbacksAsked = "callbacks_asked", Contact, "requests", "lifetime", [CallbackAsked],
        "Requests to be called back.", |v| Some(v.count(S::CallbackAsked));
    SilentDays = "silent_days", Contact, "days", "now", [VisitPrompted, VisitUnprompted, PaymentPaid, ChatMessage],
        "Days since the last visit, payment or chat message.", |v| v.since(&[S::VisitPrompted, S::VisitUnprompted, S::PaymentPaid, S::ChatMessage]);

    ClickShare = "click_share", Response, "share", "year", [NoticeSent, NoticeClicked],
        "Share of messages acted on.", |v| ratio(v.year(M::Clicked), v.year(M::Sent)).map(|r| r.min(1.0));
    IgnoredShare = "ignored_share", Response, "share", "year", [NoticeSent, NoticeIgnored],
        "Share of messages met with seven days of silence.", |v| ratio(v.year(M::Ignored), v.year(M::Sent)).map(|r| r.min(1.0));
    IgnoredRun = "ignored_run", Response, "messages", "now", [NoticeIgnored, NoticeClicked, PaymentPaid, VisitPrompted, VisitUnprompted, ChatStartedUnprompted, ChatStartedAfterMessage,
        ChatMessage, CallbackAsked, HelpAsked, PauseAsked, PromiseMade, PhoneCallTaken, DisputeOpened, Complaint, ReplyAlreadyPaid, ReplyNotMe,
        ReplyMoved, ReplyDeceased, ReplyAdministrator, AnswerCannotPay, AnswerMonthly, AnswerDetail, AnswerForgot, AnswerAllAtOnce, AnswerDigital,
        AnswerTalk, AnswerSoon, AnswerLost, AnswerLetter],
        "Messages ignored in a row since the last response of any kind.", |v| Some(v.state.ignored_run() as f64);
    PromptPaidShare = "prompt_paid_share", Response, "share", "last six", [PaymentPaid],
        "Share of the latest payments that came within three days of a message.", |v| share(v.state.response_days(), |days| (0..=3).contains(&days));
    UnpromptedPaidShare = "unprompted_paid_share", Response, "share", "last six", [PaymentPaid],
        "Share of the latest payments that no message led to.", |v| share(v.state.response_days(), |days| days < 0);
    MobileClickShare = "mobile_click_share", Response, "share", "lifetime", [NoticeClicked],
        "Share of messages acted on that came by SMS, WhatsApp or push.",
        |v| ratio(v.clicks(&[Channel::Sms, Channel::Whatsapp, Channel::Push]), v.clicks(Channel::ALL));
    BounceShare = "bounce_share", Response, "share", "lifetime", [NoticeSent, NoticeBounced],
        "Share of messages that came back.", |v| ratio(v.count(S::NoticeBounced), v.count(S::NoticeSent)).map(|r| r.min(1.0));

    PhoneShare = "phone_share", Portal, "share", "year", [VisitOnPhone, VisitOnDesktop],
        "Share of visits on a telephone.", |v| ratio(v.year(M::OnPhone), v.year(M::OnPhone) + v.year(M::OnDesktop));
    VisitsQuarter = "visits_quarter", Portal, "visits", "quarter", [VisitOnPhone, VisitOnDesktop],
        "Visits.", |v| Some(v.quarter(M::OnPhone) + v.quarter(M::OnDesktop));
    DetailsQuarter = "details_quarter", Portal, "views", "quarter", [CostExplanationViewed, DocumentsViewed, StatementDownloaded],
        "Looks at costs, documents and statements.", |v| Some(v.quarter(M::Details));
    EveningShare = "evening_share", Portal, "share", "lifetime", [VisitPrompted, VisitUnprompted],
        "Share of visits in the evening, from 18 h UTC.",
        |v| ratio(v.state.evening_visits() as f64, v.count(S::VisitPrompted) + v.count(S::VisitUnprompted));
    StatementsLifetime = "statements", Portal, "downloads", "lifetime", [StatementDownloaded],
        "Statements downloaded.", |v| Some(v.count(S::StatementDownloaded));
    HelpViewsQuarter = "help_views_quarter", Portal, "views", "quarter", [HelpViewed],
        "Looks at the help page.", |v| Some(v.quarter(M::HelpViews));
    RemindersSet = "reminders_set", Portal, "reminders", "lifetime", [ReminderSet],
        "Reminders they asked for.", |v| Some(v.count(S::ReminderSet));
    DirectDebits = "direct_debits", Portal, "mandates", "lifetime", [DirectDebitSet],
        "Direct debit mandates given.", |v| Some(v.count(S::DirectDebitSet));

    DisputesYear = "disputes_year", Hardship, "disputes", "year", [DisputeOpened],
        "Claims disputed.", |v| Some(v.year(M::Disputes));
    RepliesYear = "replies_year", Hardship, "replies", "year", [ReplyAlreadyPaid, ReplyNotMe, ReplyMoved, ReplyDeceased],
        "One-tap replies.", |v| Some(v.year(M::Replies));
    DisputeShare = "dispute_share", Hardship, "share", "lifetime", [DisputeOpened, InvoiceIssued],
        "Share of claims disputed.", |v| ratio(v.count(S::DisputeOpened), v.count(S::InvoiceIssued)).map(|r| r.min(1.0));
    HelpAskedQuarter = "help_asked_quarter", Hardship, "requests", "quarter", [HelpAsked, PauseAsked, AnswerCannotPay, ReplyAdministrator],
        "Requests for help or a pause.", |v| Some(v.quarter(M::HelpAsked));
    ComplaintsLifetime = "complaints", Hardship, "complaints", "lifetime", [Complaint],
        "Complaints.", |v| Some(v.count(S::Complaint));

    SaysMonthly = "says_monthly", Answers, "0 or 1", "year", [AnswerMonthly], "Said to want to pay monthly.", |v| v.answered(S::AnswerMonthly);
    SaysDetail = "says_detail", Answers, "0 or 1", "year", [AnswerDetail], "Said to want to see everything first.", |v| v.answered(S::AnswerDetail);
    SaysForgot = "says_forgot", Answers, "0 or 1", "year", [AnswerForgot], "Said that it had slipped their mind.", |v| v.answered(S::AnswerForgot);
    SaysAllAtOnce = "says_all_at_once", Answers, "0 or 1", "year", [AnswerAllAtOnce], "Said to settle all in one go.", |v| v.answered(S::AnswerAllAtOnce);
    SaysDigital = "says_digital", Answers, "0 or 1", "year", [AnswerDigital], "Said to want all of it digital, in time.", |v| v.answered(S::AnswerDigital);
    SaysTalk = "says_talk", Answers, "0 or 1", "year", [AnswerTalk], "Said to want to talk to somebody.", |v| v.answered(S::AnswerTalk);
    SaysSoon = "says_soon", Answers, "0 or 1", "year", [AnswerSoon], "Said to be able to pay in a few weeks.", |v| v.answered(S::AnswerSoon);
    SaysLost = "says_lost", Answers, "0 or 1", "year", [AnswerLost], "Said to have lost the overview of the invoices.", |v| v.answered(S::AnswerLost);
    SaysLetter = "says_letter", Answers, "0 or 1", "year", [AnswerLetter], "Said to want letters rather than messages.", |v| v.answered(S::AnswerLetter);
    Company = "company", Answers, "0 or 1", "now", [InvoiceIssued], "The debtor is a company; told by the file, not by a signal.",
        |v| Some(if v.state.party == PartyKind::Company { 1.0 } else { 0.0 });
}
