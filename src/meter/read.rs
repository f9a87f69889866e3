//! Reading the meter: from the file, the law and the contract.

use super::{Ahead, Change, METER_DAYS_MAX, Meter, MeterState, WhileHeld};
use crate::dates::add_days;
use crate::deadline::formal_letter;
use crate::dunning::Shared;
use crate::interest::Piece;
use crate::kinds::Country;
use crate::ledger::Balance;
use crate::money::Cents;
use crate::terms::ClaimRules;
use jiff::civil::Date;

/// A formal letter that was sent about the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FormalLetter {
    /// The day it was posted or sent.
    pub sent_on: Date,
    /// Whether it went electronically.
    pub electronic: bool,
    /// The costs it names of this claim: no more can come.
    pub costs_named: Cents,
    /// What the claim shares with others in the same letter; `None`: it is alone in it.
    pub shared: Option<Shared>,
    /// Whether it asks for interest as well.
    pub asks_interest: bool,
}

/// What the meter is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeterInput {
    /// The rules it stands under.
    pub rules: ClaimRules,
    /// What is booked.
    pub balance: Balance,
    /// The formal letter, if one was sent.
    pub letter: Option<FormalLetter>,
    /// Whether the costs of that letter have been booked already, paid or not.
    pub costs_booked: bool,
    /// Whether the claim or the file is held, and what that does.
    pub held: Option<WhileHeld>,
}

/// Reads the meter on a day.
pub fn read(input: &MeterInput, today: Date) -> Meter {
    let mut ahead = Ahead {
        today,
        booked: input.balance.total(),
        change: None,
        interest: vec![],
        costs_known_until: None,
        interest_known_until: None,
        holidays_known_until: None,
    };
    if !ahead.booked.is_positive() {
        return Meter { state: MeterState::Nothing, ahead };
    }
    let state = match (input.held, input.letter) {
        (Some(WhileHeld::InterestStops), _) => return Meter { state: MeterState::Held, ahead },
        (Some(WhileHeld::InterestRuns), _) => MeterState::Held,
        (None, None) => MeterState::NoLetter,
        (None, Some(_)) if input.costs_booked => MeterState::CostsBooked,
        (None, Some(letter)) => {
            add_costs(&mut ahead, input, letter);
            if ahead.change.is_some() { MeterState::TermRuns } else { MeterState::NoLetter }
        }
    };
    if let Some(letter) = input.letter.filter(|letter| letter.asks_interest) {
        ahead.interest = interest_ahead(input, letter, today);
    }
    if !ahead.interest.is_empty() {
        ahead.interest_known_until = Some(crate::interest::table(input.rules.country).known_until);
    }
    Meter { state, ahead }
}

/// The costs that the letter announces: by law and contract, over the principal that is still open, and never more than
/// named, nor than the claim's share of a letter about several. A timely part payment lowers them. A day that has passed without booking becomes tomorrow: today is what is
/// booked.
fn add_costs(ahead: &mut Ahead, input: &MeterInput, letter: FormalLetter) {
    let country = input.rules.country;
    let term = formal_letter(country, letter.sent_on, letter.electronic);
    let on = term.costs_from().max(add_days(ahead.today, 1));
    let Ok(most) = input.rules.costs(input.balance.principal, on) else { return };
    let share = letter.shared.map_or(most.total, |shared| shared.of(input.balance.principal));
    let more = most.total.min(letter.costs_named).min(share);
    if more.is_positive() {
        ahead.change = Some(Change { on, more });
        ahead.costs_known_until = Some(crate::costs::table(country).known_until);
        ahead.holidays_known_until = term.doubt(country).map(|doubt| doubt.known_until);
    }
}

/// Interest from today on, over the open principal; in Belgium not before the letter's term has passed. Interest of
/// earlier years joins the base when it is booked, not here: what the meter announces is never more than what can be
/// asked.
fn interest_ahead(input: &MeterInput, letter: FormalLetter, today: Date) -> Vec<Piece> {
    let rules = &input.rules;
    let first = match rules.country {
        Country::Nl => add_days(rules.due_on, 1),
        Country::Be => formal_letter(rules.country, letter.sent_on, letter.electronic).costs_from(),
    };
    let (from, until) = (first.max(today), add_days(today, METER_DAYS_MAX));
    if from >= until {
        return Vec::new();
    }
    rules.interest_pieces(input.balance.principal, from, until).unwrap_or_default()
}
