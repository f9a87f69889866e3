//! The behaviour of one debtor, folded from the log of signals: constant time per signal, constant size, integers
//! only. Rebuilding it from the whole log, in any split into batches, gives the same bytes.
//!
//! Windows are counted in *periods* of thirty days since the epoch: a ring of thirteen of them holds the current
//! period and the year before it. A signal that happened before the ring's oldest period counts in lifetime totals
//! only.

use super::measure::{MEASURES, Measure};
use super::signal::{Signal, SignalKind};
use crate::kinds::{Channel, PartyKind};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// The number of the state's form; a stored state of another form is rebuilt from the log.
pub const FORM: u32 = 5;
/// Periods in the ring.
pub const PERIODS: usize = 13;
/// Days in a period.
pub const PERIOD_DAYS: i64 = 30;
/// How many kinds of signals there are.
const KINDS: usize = SignalKind::ALL.len();
/// The most that a period holds of a measure: a whole ring of them can be summed.
const PERIOD_MAX: i64 = i64::MAX / PERIODS as i64;
/// The most one signal counts for, in cents: ten billion euros. A wrong row in an import cannot spoil sums.
const CENTS_MAX: i64 = 1_000_000_000_000;
/// The most one signal counts for, in days: a century.
const DAYS_MAX: i64 = 36_525;
/// How many of the latest payments are kept one by one.
pub const LATEST_MAX: usize = 6;

/// A stored state that cannot be read: rebuild it from the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StateError {
    /// Not the JSON this version writes.
    #[error("the behaviour state is not readable: {0}")]
    Unreadable(String),
    /// Written by another version of the program.
    #[error("the behaviour state has form {found}, this program writes {FORM}")]
    OtherForm {
        /// The form found.
        found: u32,
    },
}

/// The state. Its JSON has fixed fields in fixed order: equal states have equal bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Behaviour {
    form: u32,
    /// Consumer or company.
    pub party: PartyKind,
    /// Lifetime count of each kind, in the order of [`SignalKind::ALL`].
    #[serde(with = "list")]
    counts: [i64; KINDS],
    /// Day (since the epoch) of the latest of each kind; 0: never.
    #[serde(with = "list")]
    last_days: [i64; KINDS],
    /// The ring's newest period.
    head: i64,
    /// For each of thirteen periods every [`Measure`]; period p sits in slot p mod 13. Periods outside, for a period is
    /// what is forgotten and what is summed.
    recent: [[i64; MEASURES]; PERIODS],
    /// Issued, corrected and costs less settled and parts, in cents.
    open_cents: i64,
    /// Principal of all claims, in cents.
    issued_cents: i64,
    /// Claims past their due date and not settled.
    overdue: i64,
    /// Messages ignored in a row since the debtor last responded in any way.
    ignored_run: i64,
    /// Messages sent by channel, in the order of [`Channel::ALL`].
    sent: [i64; 7],
    /// Messages acted on by channel.
    clicked: [i64; 7],
    /// Days after the due date of the latest settled claims, oldest first; negative is early.
    settled_days: Vec<i64>,
    /// Days from our message to the latest payments, oldest first; -1: no message led to it.
    response_days: Vec<i64>,
    /// Days from issue to due date of all claims, summed.
    term_days: i64,
    /// Principal of the largest claim, in cents.
    largest_cents: i64,
    /// Claims settled by their due date, ever.
    on_time_ever: i64,
    /// A fading mean, in millionths, of whether claims were late; none while nothing was decided.
    late_fading: Option<i64>,
    /// Visits in the evening, from 18 to 24 h UTC.
    evening_visits: i64,
    /// Whether the debtor chose the neutral view.
    neutral_view: bool,
}

impl Behaviour {
    /// The state of someone we know nothing of.
    pub fn new(party: PartyKind) -> Self {
        Self {
            form: FORM,
            party,
            counts: [0; KINDS],
            last_days: [0; KINDS],
            head: 0,
            recent: [[0; MEASURES]; PERIODS],
            open_cents: 0,
            issued_cents: 0,
            overdue: 0,
            ignored_run: 0,
            sent: [0; 7],
            clicked: [0; 7],
            settled_days: Vec::new(),
            response_days: Vec::new(),
            term_days: 0,
            largest_cents: 0,
            on_time_ever: 0,
            late_fading: None,
            evening_visits: 0,
            neutral_view: false,
        }
    }

    /// The state after all of `signals`, in the order of the log.
    pub fn rebuild<'a>(party: PartyKind, signals: impl IntoIterator<Item = &'a Signal>) -> Self {
        let mut state = Self::new(party);
        for signal in signals {
            state.observe(signal);
        }
        state
    }

    /// Reads a stored state.
    ///
    /// # Errors
    /// When it is not what this version writes; rebuild it from the log then.
    pub fn from_json(text: &str) -> Result<Self, StateError> {
        let state: Self = serde_json::from_str(text).map_err(|error| StateError::Unreadable(error.to_string()))?;
        if state.form != FORM {
            return Err(StateError::OtherForm { found: state.form });
        }
        Ok(state)
    }

    /// The stored form: equal states give equal bytes.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("integers, lists and words always serialise")
    }

    /// Moves the state on by one signal, in constant time.
    pub fn observe(&mut self, signal: &Signal) {
        let day = day_of(signal.occurred_at);
        let period = day.div_euclid(PERIOD_DAYS);
        self.advance(period);
        let slot = signal.kind as usize;
        self.counts[slot] = self.counts[slot].saturating_add(1);
        self.last_days[slot] = self.last_days[slot].max(day);
        self.observe_money(signal, period);
        self.observe_contact(signal, period);
        self.observe_rest(signal, period);
    }

    /// Turns the ring on to `period`; what falls off its end is forgotten.
    fn advance(&mut self, period: i64) {
        if period <= self.head {
            return;
        }
        let steps = period - self.head;
        self.head = period;
        if steps >= PERIODS as i64 {
            self.recent = [[0; MEASURES]; PERIODS];
            return;
        }
        let mut slot = slot_of(period);
        for _ in 0..steps {
            self.recent[slot] = [0; MEASURES];
            slot = if slot == 0 { PERIODS - 1 } else { slot - 1 };
        }
    }

    fn add(&mut self, measure: Measure, period: i64, amount: i64) {
        if period > self.head - PERIODS as i64 {
            let cell = &mut self.recent[slot_of(period)][measure as usize];
            *cell = cell.saturating_add(amount).clamp(-PERIOD_MAX, PERIOD_MAX);
        }
    }

    fn change_open(&mut self, period: i64, cents: i64) {
        self.open_cents = self.open_cents.saturating_add(cents);
        self.add(Measure::NetCents, period, cents);
    }

    fn observe_money(&mut self, signal: &Signal, period: i64) {
        use SignalKind::*;
        let cents = signal.amount_cents.unwrap_or(0).clamp(-CENTS_MAX, CENTS_MAX);
        let days = signal.days.unwrap_or(0).clamp(-DAYS_MAX, DAYS_MAX);
        match signal.kind {
            InvoiceIssued => {
                self.add(Measure::Issued, period, 1);
                self.issued_cents = self.issued_cents.saturating_add(cents);
                self.largest_cents = self.largest_cents.max(cents);
                self.term_days = self.term_days.saturating_add(days.max(0));
                self.change_open(period, cents);
            }
            InvoiceCorrected | PaymentRefunded => self.change_open(period, cents),
            CostsAdded => {
                self.add(Measure::CostsCents, period, cents);
                self.change_open(period, cents);
            }
            InvoiceOverdue => {
                self.overdue += 1;
                self.fade(true);
            }
            InvoiceSettled => {
                self.add(Measure::Settled, period, 1);
                self.add(Measure::OnTime, period, i64::from(days <= 0));
                self.add(Measure::LateDays, period, days.max(0));
                self.add(Measure::VeryLate, period, i64::from(days > 30));
                self.overdue = (self.overdue - i64::from(days > 0)).max(0);
                if days <= 0 {
                    // A late one was counted when its due date passed.
                    self.on_time_ever += 1;
                    self.fade(false);
                }
                push_latest(&mut self.settled_days, days);
                self.change_open(period, cents.saturating_neg());
            }
            PartPayment => {
                self.add(Measure::Parts, period, 1);
                self.change_open(period, cents.saturating_neg());
            }
            PaymentStarted => self.add(Measure::Started, period, 1),
            PaymentPaid => {
                push_latest(&mut self.response_days, signal.days.map_or(-1, |days| days.clamp(0, DAYS_MAX)));
            }
            PaymentFailed => self.add(Measure::Failed, period, 1),
            PaymentCancelled | PaymentExpired => self.add(Measure::Abandoned, period, 1),
            PaidEverything => self.add(Measure::Everything, period, 1),
            InstalmentKept => self.add(Measure::Kept, period, 1),
            InstalmentMissed => self.add(Measure::Missed, period, 1),
            _ => {}
        }
    }

    /// Moves the fading mean a quarter of the way to what was just decided.
    fn fade(&mut self, late: bool) {
        let now = if late { 1_000_000 } else { 0 };
        self.late_fading = Some(self.late_fading.map_or(now, |was| was + (now - was) / 4));
    }

    fn observe_contact(&mut self, signal: &Signal, period: i64) {
        use SignalKind::*;
        if signal.kind.is_proactive() {
            self.add(Measure::Proactive, period, 1);
        }
        match signal.kind {
            NoticeSent => {
                self.add(Measure::Sent, period, 1);
                count_channel(&mut self.sent, signal.channel);
            }
            NoticeClicked => {
                self.add(Measure::Clicked, period, 1);
                count_channel(&mut self.clicked, signal.channel);
            }
            NoticeIgnored => {
                self.add(Measure::Ignored, period, 1);
                self.ignored_run = self.ignored_run.saturating_add(1);
            }
            VisitPrompted => {
                self.add(Measure::Prompted, period, 1);
                self.note_hour(signal);
            }
            VisitUnprompted => self.note_hour(signal),
            ChatStartedUnprompted => self.add(Measure::Chats, period, 1),
            ChatStartedAfterMessage => {
                self.add(Measure::Chats, period, 1);
                self.add(Measure::Prompted, period, 1);
            }
            _ => {}
        }
        if signal.kind.is_response() {
            self.ignored_run = 0;
        }
    }

    fn note_hour(&mut self, signal: &Signal) {
        let hour = signal.occurred_at.as_second().rem_euclid(86_400) / 3_600;
        self.evening_visits += i64::from(hour >= 18);
    }

    fn observe_rest(&mut self, signal: &Signal, period: i64) {
        use SignalKind::*;
        match signal.kind {
            PlanViewed => self.add(Measure::PlanViews, period, 1),
            VisitOnPhone => self.add(Measure::OnPhone, period, 1),
            VisitOnDesktop => self.add(Measure::OnDesktop, period, 1),
            CostExplanationViewed | DocumentsViewed | StatementDownloaded => self.add(Measure::Details, period, 1),
            HelpViewed => self.add(Measure::HelpViews, period, 1),
            DisputeOpened => self.add(Measure::Disputes, period, 1),
            ReplyAlreadyPaid | ReplyNotMe | ReplyMoved | ReplyDeceased => self.add(Measure::Replies, period, 1),
            ViewNeutralChosen => self.neutral_view = true,
            ViewAutoChosen => self.neutral_view = false,
            _ => {}
        }
        if signal.kind.asks_for_help() {
            self.add(Measure::HelpAsked, period, 1);
        }
    }
}

/// What [`super::features`] reads.
impl Behaviour {
    /// How often `kind` was seen, ever.
    pub fn count(&self, kind: SignalKind) -> i64 {
        self.counts[kind as usize]
    }

    /// Days from the latest `kind` to `as_of`; none when it was never seen.
    pub fn days_since(&self, kind: SignalKind, as_of: Timestamp) -> Option<i64> {
        match self.last_days[kind as usize] {
            0 => None,
            day => Some((day_of(as_of) - day).max(0)),
        }
    }

    /// For each [`Measure`], in the order of [`Measure::ALL`], its sum over the periods of these ages; the current one, as
    /// of `as_of`, has age 0. All of them at once: which periods count is the same for each.
    pub fn recent(&self, as_of: Timestamp, ages: RangeInclusive<i64>) -> [i64; MEASURES] {
        let now = day_of(as_of).div_euclid(PERIOD_DAYS).max(self.head);
        let oldest = (now - ages.end()).max(self.head - PERIODS as i64 + 1);
        let mut sums = [0; MEASURES];
        for period in oldest..=(now - ages.start()).min(self.head) {
            for (sum, amount) in sums.iter_mut().zip(&self.recent[slot_of(period)]) {
                *sum += amount;
            }
        }
        sums
    }

    /// What is open, in cents, as far as signals tell (never below zero).
    pub fn open_cents(&self) -> i64 {
        self.open_cents.max(0)
    }

    /// Principal of all claims ever, in cents.
    pub fn issued_cents(&self) -> i64 {
        self.issued_cents
    }

    /// Claims past their due date and not settled.
    pub fn overdue(&self) -> i64 {
        self.overdue
    }

    /// Messages ignored in a row.
    pub fn ignored_run(&self) -> i64 {
        self.ignored_run
    }

    /// Messages sent by `channel`.
    pub fn sent(&self, channel: Channel) -> i64 {
        self.sent[channel as usize]
    }

    /// Messages acted on by `channel`.
    pub fn clicked(&self, channel: Channel) -> i64 {
        self.clicked[channel as usize]
    }

    /// Days after the due date of the latest settled claims, oldest first.
    pub fn settled_days(&self) -> &[i64] {
        &self.settled_days
    }

    /// Days from our message to the latest payments, oldest first; -1: unprompted.
    pub fn response_days(&self) -> &[i64] {
        &self.response_days
    }

    /// Days from issue to due date of all claims, summed.
    pub fn term_days(&self) -> i64 {
        self.term_days
    }

    /// Principal of the largest claim, in cents.
    pub fn largest_cents(&self) -> i64 {
        self.largest_cents
    }

    /// Claims settled by their due date, ever.
    pub fn on_time_ever(&self) -> i64 {
        self.on_time_ever
    }

    /// The fading mean, in millionths, of whether claims were late.
    pub fn late_fading(&self) -> Option<i64> {
        self.late_fading
    }

    /// Visits from 18 to 24 h UTC.
    pub fn evening_visits(&self) -> i64 {
        self.evening_visits
    }

    /// Whether the debtor chose the neutral view.
    pub fn neutral_view(&self) -> bool {
        self.neutral_view
    }
}

/// Days since the epoch.
pub(super) fn day_of(at: Timestamp) -> i64 {
    at.as_second().div_euclid(86_400)
}

/// Where the ring holds a period.
fn slot_of(period: i64) -> usize {
    period.rem_euclid(PERIODS as i64) as usize
}

fn push_latest(latest: &mut Vec<i64>, value: i64) {
    if latest.len() == LATEST_MAX {
        latest.remove(0);
    }
    latest.push(value);
}

fn count_channel(counts: &mut [i64; 7], channel: Option<Channel>) {
    if let Some(channel) = channel {
        counts[channel as usize] += 1;
    }
}

/// A list of known length as JSON: serde has no arrays longer than 32.
mod list {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub fn serialize<S: Serializer, const N: usize>(list: &[i64; N], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(list)
    }

    pub fn deserialize<'de, D: Deserializer<'de>, const N: usize>(from: D) -> Result<[i64; N], D::Error> {
        let found = Vec::deserialize(from)?;
        found.try_into().map_err(|found: Vec<i64>| D::Error::invalid_length(found.len(), &"another length"))
    }
}
