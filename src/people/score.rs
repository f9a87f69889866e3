//! Six persona scores from the characteristics, and the decision who someone is to us.
//!
//! The scores are a multinomial logistic model: each characteristic is put to scale and clamped, weighted, summed
//! and made into shares by softmax. Additions go in the order of the table and `exp` is libm's, so that server and
//! browser agree to the last bit.

use super::behaviour::Behaviour;
use super::features::{Feature, Features, features};
use super::reason::Reason;
use super::signal::SignalKind;
use super::weights::{Row, Weights};
use crate::kinds::Persona;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The most a characteristic counts, in scales from its centre.
const CLAMP: f64 = 2.0;
/// Reasons kept with a decision.
pub const REASONS_MAX: usize = 5;
/// Days for which a request for help keeps firmness away.
pub const HELP_DAYS: i64 = 90;

/// Shares of the six personas; they sum to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    tamara: f64,
    bryan: f64,
    job: f64,
    saida: f64,
    hendrik_jan: f64,
    dennis: f64,
}

impl Scores {
    /// From shares in the order of [`Persona::ALL`]; they are brought to sum to 1.
    pub fn from_shares(shares: [f64; 6]) -> Self {
        let total: f64 = shares.iter().sum();
        let [tamara, bryan, job, saida, hendrik_jan, dennis] = shares.map(|share| share / total);
        Self { tamara, bryan, job, saida, hendrik_jan, dennis }
    }

    /// The share of one persona.
    pub fn get(&self, persona: Persona) -> f64 {
        self.list()[persona as usize]
    }

    /// All shares, in the order of [`Persona::ALL`].
    pub fn list(&self) -> [f64; 6] {
        [self.tamara, self.bryan, self.job, self.saida, self.hendrik_jan, self.dennis]
    }

    /// The personas with their shares, largest first; equal shares in the order of [`Persona::ALL`].
    pub fn ranked(&self) -> [(Persona, f64); 6] {
        let shares = self.list();
        let mut ranked = std::array::from_fn(|place| (Persona::ALL[place], shares[place]));
        ranked.sort_by(|a: &(Persona, f64), b| b.1.total_cmp(&a.1));
        ranked
    }

    fn best_of(&self, candidates: &[Persona]) -> Persona {
        let ranked = self.ranked();
        let best = ranked.iter().find(|(persona, _)| candidates.contains(persona));
        best.map_or(Persona::Tamara, |&(persona, _)| persona)
    }
}

/// Who someone is to us, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// The persona; none while too little is known, or when the neutral view was chosen.
    pub persona: Option<Persona>,
    /// Whether it differs from the previous one.
    pub changed: bool,
    /// The strongest reasons, strongest first.
    pub reasons: Vec<Reason>,
}

/// Everything scoring has to say about a behaviour as of a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The characteristics.
    pub features: Features,
    /// The scores.
    pub scores: Scores,
    /// The decision.
    pub decision: Decision,
}

/// Scores `state` as of `as_of` and decides. `just_now` is the signal that led here, if one did (a daily run has
/// none): a strong one may change the persona at once.
pub fn assess(
    state: &Behaviour,
    as_of: Timestamp,
    weights: &Weights,
    previous: Option<Persona>,
    just_now: Option<SignalKind>,
) -> Assessment {
    let features = features(state, as_of);
    let scores = scores(&features, weights);
    let situation = Standing {
        evidence: evidence(state),
        help_wanted: help_wanted(state, as_of),
        neutral_view: state.neutral_view(),
        just_now,
    };
    let persona = decide(previous, &scores, weights, &situation);
    let mut reasons = Vec::new();
    if let Some(persona) = persona {
        let event = just_now.filter(|kind| kind.is_strong());
        let event = event.or_else(|| if situation.help_wanted { latest_help(state, as_of) } else { None });
        reasons.extend(event.map(|kind| Reason::Event { kind }));
        reasons.extend(contributions(persona, &features, state, weights));
        reasons.truncate(REASONS_MAX);
    }
    Assessment { features, scores, decision: Decision { persona, changed: persona != previous, reasons } }
}

/// What else than scores a decision looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Events that say something about someone, see [`evidence`].
    pub evidence: i64,
    /// Whether help was asked for of late.
    pub help_wanted: bool,
    /// Whether the neutral view was chosen.
    pub neutral_view: bool,
    /// The signal that led here.
    pub just_now: Option<SignalKind>,
}

/// The six scores.
pub fn scores(features: &Features, weights: &Weights) -> Scores {
    let mut sums = weights.start;
    for row in &weights.rows {
        let z = scaled(row, features);
        for (sum, weight) in sums.iter_mut().zip(row.weights) {
            *sum += weight * z;
        }
    }
    let top = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Scores::from_shares(sums.map(|sum| libm::exp((sum - top) / weights.temperature)))
}

/// The persona that follows from scores, the previous persona and the standing.
///
/// A need for help outranks firmness: while it lasts, only the two gentlest personas can be chosen, and asking for it
/// leads to the gentlest at once. Another persona takes over only when it leads by the margin, unless a strong event
/// just happened.
pub fn decide(previous: Option<Persona>, scores: &Scores, weights: &Weights, standing: &Standing) -> Option<Persona> {
    if standing.neutral_view {
        return None;
    }
    if standing.just_now.is_some_and(SignalKind::asks_for_help) {
        return Some(Persona::Tamara);
    }
    let gentle = [Persona::Tamara, Persona::Bryan];
    let candidates: &[Persona] = if standing.help_wanted { &gentle } else { Persona::ALL };
    let best = scores.best_of(candidates);
    let strong = standing.just_now.is_some_and(SignalKind::is_strong);
    match previous.filter(|persona| candidates.contains(persona)) {
        Some(held) if held == best || strong => Some(best),
        Some(held) if scores.get(best) >= scores.get(held) + weights.margin => Some(best),
        Some(held) => Some(held),
        None if standing.help_wanted => Some(best),
        None if standing.evidence < weights.evidence_min || scores.get(best) < weights.first_min => None,
        None => Some(best),
    }
}

/// How many events say something about someone: what they paid, did, told or left undone; not what we did. An
/// explicit answer counts for four.
pub fn evidence(state: &Behaviour) -> i64 {
    use SignalKind::*;
    const ACTS: &[SignalKind] = &[
        InvoiceSettled,
        PartPayment,
        PaymentFailed,
        PaidEverything,
        PromiseKept,
        PromiseBroken,
        PlanViewed,
        PlanAgreed,
        InstalmentKept,
        InstalmentMissed,
        VisitPrompted,
        VisitUnprompted,
        CostExplanationViewed,
        DocumentsViewed,
        StatementDownloaded,
        HelpViewed,
        ChatStartedUnprompted,
        ChatStartedAfterMessage,
        DisputeOpened,
        NoticeIgnored,
        ReminderSet,
    ];
    let answers: i64 = SignalKind::ALL.iter().filter(|kind| kind.is_answer()).map(|&kind| state.count(kind)).sum();
    ACTS.iter().map(|&kind| state.count(kind)).sum::<i64>() + 4 * answers
}

/// Whether help was asked for within [`HELP_DAYS`].
pub fn help_wanted(state: &Behaviour, as_of: Timestamp) -> bool {
    latest_help(state, as_of).is_some()
}

fn latest_help(state: &Behaviour, as_of: Timestamp) -> Option<SignalKind> {
    let asks = SignalKind::ALL.iter().copied().filter(|kind| kind.asks_for_help());
    asks.filter_map(|kind| Some((state.days_since(kind, as_of)?, kind)))
        .filter(|&(days, _)| days <= HELP_DAYS)
        .min()
        .map(|(_, kind)| kind)
}

/// Where someone stands in the space the scores look at: each row's value put to scale and clamped.
pub fn position(features: &Features, weights: &Weights) -> Vec<f64> {
    weights.rows.iter().map(|row| scaled(row, features)).collect()
}

/// The value put to scale and clamped; nothing known says nothing.
pub(super) fn scaled(row: &Row, features: &Features) -> f64 {
    features.get(row.feature).map_or(0.0, |value| ((value - row.centre) / row.scale).clamp(-CLAMP, CLAMP))
}

/// What speaks most for `persona`, compared with the mean of all six, strongest first.
fn contributions(persona: Persona, features: &Features, state: &Behaviour, weights: &Weights) -> Vec<Reason> {
    let mut found: Vec<(f64, Feature)> = weights
        .rows
        .iter()
        .map(|row| {
            let mean = row.weights.iter().sum::<f64>() / 6.0;
            ((Weights::of(row, persona) - mean) * scaled(row, features), row.feature)
        })
        .filter(|&(strength, _)| strength > 0.1)
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found
        .into_iter()
        .take(REASONS_MAX)
        .filter_map(|(strength, feature)| Reason::of(feature, features, state, strength))
        .collect()
}
