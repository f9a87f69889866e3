//! Samples from a debtor's log: what was known at a moment, and what came of it by a later one.

use crate::ids::ClaimId;
use crate::kinds::PartyKind;
use crate::people::behaviour::Behaviour;
use crate::people::features::{Feature, features};
use crate::people::signal::{Signal, SignalKind};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

crate::kinds::vocabulary! {
    /// What can be foretold.
    Outcome, "outcome" {
        /// Something is paid within 14 days, of those with something open; asked every thirty days.
        Paid14d = "paid_14d",
        /// Something is paid within 30 days, of those with something open; asked every thirty days.
        Paid30d = "paid_30d",
        /// An invoice is not settled by its due date; asked on its day of issue, before it counts itself.
        LateNext = "late_next",
        /// An invoice is still not settled ninety days after its due date passed; asked when that passes.
        Default = "default",
        /// A plan is stopped because instalments were missed; asked when it is agreed.
        PlanBreaks = "plan_breaks",
    }
}

/// Names of what a sample knows beside the characteristics: of the one invoice or plan it is about.
pub const OWN: [&str; 2] = ["own_euros_log", "own_days"];
const DEFAULT_DAYS: i64 = 90;
const EVERY_DAYS: i64 = 30;

/// What was known at a moment and what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// Whose: all samples of a debtor have the same number.
    pub group: usize,
    /// The moment.
    pub at: Timestamp,
    /// The characteristics in the order of [`Feature::ALL`], then [`OWN`].
    pub values: Vec<Option<f64>>,
    /// Whether it came.
    pub came: bool,
}

impl Outcome {
    /// The characteristic that alone makes the baseline.
    pub const fn baseline(self) -> Feature {
        match self {
            Self::Paid14d | Self::Paid30d => Feature::SettledRatio,
            Self::LateNext | Self::Default => Feature::LateShareEver,
            Self::PlanBreaks => Feature::OpenEuros,
        }
    }

    /// For what is asked every thirty days: within how many days it has to come.
    pub const fn horizon_days(self) -> Option<i64> {
        match self {
            Self::Paid14d => Some(14),
            Self::Paid30d => Some(30),
            Self::LateNext | Self::Default | Self::PlanBreaks => None,
        }
    }
}

/// The names of a sample's values.
pub fn names() -> Vec<String> {
    Feature::ALL.iter().map(|feature| feature.to_string()).chain(OWN.map(str::to_owned)).collect()
}

/// Where among a sample's values the one of this name stands.
pub fn place_of(name: &str) -> Option<usize> {
    let own = || OWN.iter().position(|known| *known == name).map(|place| Feature::ALL.len() + place);
    Feature::ALL.iter().position(|feature| feature.as_str() == name).or_else(own)
}

/// The values of `state` as of `at`, for a debtor of whom nothing but the behaviour is asked.
pub fn values(state: &Behaviour, at: Timestamp) -> Vec<Option<f64>> {
    features(state, at).iter().map(|(_, value)| value).chain([None, None]).collect()
}

/// What was known of `log` by `as_of`, in the order in which it became known.
pub fn known_by(log: &[Signal], as_of: Timestamp) -> Vec<&Signal> {
    let mut known: Vec<&Signal> = log.iter().filter(|signal| signal.known_at <= as_of).collect();
    known.sort_by_key(|signal| signal.known_at);
    known
}

/// A moment to ask at, what is asked about, and what came of it.
struct Moment {
    at: Timestamp,
    own: [Option<f64>; 2],
    came: bool,
}

/// The samples of one debtor: everything about them, outcomes too, was known by `until`.
pub fn samples(group: usize, party: PartyKind, log: &[Signal], outcome: Outcome, until: Timestamp) -> Vec<Sample> {
    let known = known_by(log, until);
    let moments = match outcome {
        Outcome::Paid14d | Outcome::Paid30d => payments(&known, outcome.horizon_days().unwrap_or(EVERY_DAYS), until),
        Outcome::LateNext => invoices(&known, until),
        Outcome::Default => defaults(&known, until),
        Outcome::PlanBreaks => plans(&known),
    };
    let mut state = Behaviour::new(party);
    let mut next = 0;
    let mut found = Vec::with_capacity(moments.len());
    for moment in moments {
        // What becomes known at the moment itself is left out: the invoice asked about, and what came in that day.
        while let Some(signal) = known.get(next).filter(|signal| signal.known_at < moment.at) {
            state.observe(signal);
            next += 1;
        }
        if outcome.horizon_days().is_some() && state.open_cents() == 0 {
            continue;
        }
        let own = moment.own;
        let values = features(&state, moment.at).iter().map(|(_, value)| value).chain(own).collect();
        found.push(Sample { group, at: moment.at, values, came: moment.came });
    }
    found
}

fn after(at: Timestamp, days: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MAX)
}

fn own(signal: &Signal) -> [Option<f64>; 2] {
    let euros = signal.amount_cents.map(|cents| libm::log1p(cents.max(0) as f64 / 100.0));
    [euros, signal.days.map(|days| days as f64)]
}

fn payments(known: &[&Signal], horizon_days: i64, until: Timestamp) -> Vec<Moment> {
    let Some(first) = known.first() else { return Vec::new() };
    let paid: Vec<Timestamp> = known
        .iter()
        .filter(|signal| {
            matches!(signal.kind, SignalKind::PaymentPaid | SignalKind::InvoiceSettled | SignalKind::PartPayment)
        })
        .map(|signal| signal.known_at)
        .collect();
    std::iter::successors(Some(after(first.known_at, EVERY_DAYS)), |&at| Some(after(at, EVERY_DAYS)))
        .take_while(|&at| after(at, horizon_days) <= until)
        .map(|at| {
            let from = paid.partition_point(|&paid_at| paid_at < at);
            let came = paid.get(from).is_some_and(|&paid_at| paid_at <= after(at, horizon_days));
            Moment { at, own: [None, None], came }
        })
        .collect()
}

/// When each claim was settled and how many days late, and when it was known to be overdue.
fn settled(known: &[&Signal], kind: SignalKind) -> BTreeMap<ClaimId, (Timestamp, i64)> {
    let of_kind = known.iter().filter(|signal| signal.kind == kind);
    of_kind.filter_map(|signal| Some((signal.claim_id.clone()?, (signal.known_at, signal.days.unwrap_or(0))))).collect()
}

fn invoices(known: &[&Signal], until: Timestamp) -> Vec<Moment> {
    let (settled, overdue) = (settled(known, SignalKind::InvoiceSettled), settled(known, SignalKind::InvoiceOverdue));
    known
        .iter()
        .filter(|signal| signal.kind == SignalKind::InvoiceIssued)
        // Those not due by then are left out, the ones paid early too: early payers would be too many.
        .filter(|signal| after(signal.occurred_at, signal.days.unwrap_or(0) + 1) <= until)
        .filter_map(|signal| {
            let claim = signal.claim_id.as_ref()?;
            let came = match settled.get(claim) {
                Some(&(_, days)) => days > 0,
                None => overdue.contains_key(claim).then_some(true)?,
            };
            Some(Moment { at: signal.known_at, own: own(signal), came })
        })
        .collect()
}

fn defaults(known: &[&Signal], until: Timestamp) -> Vec<Moment> {
    let settled_at = settled(known, SignalKind::InvoiceSettled);
    let corrected = settled(known, SignalKind::InvoiceCorrected);
    known
        .iter()
        .filter(|signal| signal.kind == SignalKind::InvoiceOverdue && after(signal.known_at, DEFAULT_DAYS) <= until)
        .filter_map(|signal| {
            let claim = signal.claim_id.as_ref().filter(|claim| !corrected.contains_key(*claim))?;
            let paid = settled_at.get(claim).is_some_and(|&(at, _)| at <= after(signal.known_at, DEFAULT_DAYS));
            Some(Moment { at: signal.known_at, own: own(signal), came: !paid })
        })
        .collect()
}

fn plans(known: &[&Signal]) -> Vec<Moment> {
    let ends = |signal: &&&Signal| matches!(signal.kind, SignalKind::PlanBroken | SignalKind::PlanCompleted);
    known
        .iter()
        .enumerate()
        .filter(|(_, signal)| signal.kind == SignalKind::PlanAgreed)
        .filter_map(|(place, signal)| {
            let end = known[place..].iter().find(ends)?;
            Some(Moment { at: signal.known_at, own: own(signal), came: end.kind == SignalKind::PlanBroken })
        })
        .collect()
}
