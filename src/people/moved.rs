//! What each of the latest signals did to the scores, and by which characteristics: so that an agent sees why someone
//! looks different from a minute ago.

use super::behaviour::Behaviour;
use super::features::{Feature, Features, features};
use super::reason::Reason;
use super::score::{scaled, scores};
use super::signal::{Signal, SignalKind};
use super::weights::Weights;
use crate::kinds::{PartyKind, Persona};
use jiff::Timestamp;

/// Shifts below half a point in a hundred are not told.
const SHIFT_MIN: f64 = 0.005;
/// Reasons told with a signal.
const WHY_MAX: usize = 2;

/// What one signal did.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// The signal.
    pub kind: SignalKind,
    /// The amount it carries, in cents.
    pub amount_cents: Option<i64>,
    /// When it happened.
    pub at: Timestamp,
    /// Shares gained and lost, the largest shift first.
    pub shifts: Vec<(Persona, f64)>,
    /// The characteristics that moved most for the persona that moved most.
    pub why: Vec<Reason>,
}

/// What the last `count` signals of a log did, the latest first. Each is compared with the moment before it, so that
/// the passing of time is not put down to it.
pub fn moves(party: PartyKind, log: &[Signal], weights: &Weights, count: usize) -> Vec<Move> {
    let (before, latest) = log.split_at(log.len().saturating_sub(count));
    let mut state = Behaviour::rebuild(party, before);
    let mut found: Vec<Move> = latest
        .iter()
        .map(|signal| {
            let old = features(&state, signal.known_at);
            state.observe(signal);
            let new = features(&state, signal.known_at);
            one(signal, &old, &new, &state, weights)
        })
        .collect();
    found.reverse();
    found
}

fn one(signal: &Signal, old: &Features, new: &Features, state: &Behaviour, weights: &Weights) -> Move {
    let (was, is) = (scores(old, weights), scores(new, weights));
    let mut shifts: Vec<(Persona, f64)> = Persona::ALL
        .iter()
        .map(|&persona| (persona, is.get(persona) - was.get(persona)))
        .filter(|(_, shift)| shift.abs() >= SHIFT_MIN)
        .collect();
    shifts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let why = shifts.first().map_or_else(Vec::new, |&(persona, _)| why(persona, old, new, state, weights));
    Move { kind: signal.kind, amount_cents: signal.amount_cents, at: signal.occurred_at, shifts, why }
}

fn why(persona: Persona, old: &Features, new: &Features, state: &Behaviour, weights: &Weights) -> Vec<Reason> {
    let mut found: Vec<(f64, Feature)> = weights
        .rows
        .iter()
        .map(|row| {
            let mean = row.weights.iter().sum::<f64>() / 6.0;
            ((Weights::of(row, persona) - mean) * (scaled(row, new) - scaled(row, old)), row.feature)
        })
        .filter(|(strength, _)| strength.abs() > 0.01)
        .collect();
    found.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    found
        .into_iter()
        .take(WHY_MAX)
        .filter_map(|(strength, feature)| Reason::of(feature, new, state, strength))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_signals_come_first_and_shares_gained_are_shares_lost() {
        let at = |hour: i64| Timestamp::from_second(1_780_000_000 + hour * 3600).unwrap();
        let kinds = [SignalKind::VisitUnprompted, SignalKind::VisitOnPhone, SignalKind::HelpAsked];
        let log: Vec<Signal> = kinds.iter().zip(0..).map(|(&kind, hour)| Signal::now(kind, at(hour))).collect();
        let weights = Weights::shipped();
        let all = moves(PartyKind::Person, &log, &weights, 2);
        assert_eq!(all.iter().map(|m| m.kind).collect::<Vec<_>>(), [SignalKind::HelpAsked, SignalKind::VisitOnPhone]);
        let help = &all[0];
        let gained = help.shifts.iter().find(|(persona, _)| *persona == Persona::Tamara).unwrap().1;
        assert!(gained > 0.0 && !help.why.is_empty(), "a call for help speaks for help, and says by what");
        for one in &all {
            let sum: f64 = one.shifts.iter().map(|(_, shift)| shift).sum();
            assert!(sum.abs() < 6.0 * SHIFT_MIN, "shares sum to one before and after");
        }
    }
}
