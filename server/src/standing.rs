//! Where a claim stands, and its cost meter: read from the file as stored, for pages, documents and the daily run alike, so
//! that what is booked is what was shown.

use crate::clock::{from_ms, local};
use crate::db::overview::{ClaimRow, DebtorFile, HoldRow, LetterRow};
use effen::dates::days_between;
use effen::dunning::Shared;
use effen::explain::Explanation;
use effen::meter::{self, FormalLetter, Meter, MeterInput, MeterState};
use effen::money::Cents;
use effen_app::parts::claim::ClaimState;
use jiff::civil::Date;

/// Where a claim stands.
pub fn state(file: &DebtorFile, claim: &ClaimRow, today: Date) -> ClaimState {
    let total = claim.balance.total();
    // Somebody else speaks for who has died or has an administrator: nothing is asked on any claim of theirs.
    let silent =
        |hold: &HoldRow| hold.claim_id.is_none() && matches!(hold.reason.as_str(), "deceased" | "administrator");
    let holds = |reason: fn(&str) -> bool| {
        file.holds
            .iter()
            .any(|hold| (hold.claim_id.as_ref() == Some(&claim.id) || silent(hold)) && reason(&hold.reason))
    };
    let in_plan = file.plan.as_ref().is_some_and(|plan| plan.claims.contains(&claim.id));
    match claim.status.as_str() {
        "withdrawn" => ClaimState::Withdrawn,
        _ if total.0 < 0 => ClaimState::Credit,
        _ if total.0 == 0 => ClaimState::Paid,
        "disputed" => ClaimState::Disputed,
        _ if claim.disputed || holds(|reason| reason == "dispute") => ClaimState::Disputed,
        "held" => ClaimState::Looking,
        // A day the debtor chose keeps our messages, and nothing else: the claim can be paid as ever.
        _ if holds(|reason| !matches!(reason, "dispute" | "promise")) => ClaimState::Looking,
        _ if in_plan => ClaimState::InPlan,
        _ => match days_between(claim.due_on, today) {
            late @ 1.. => ClaimState::Late(late),
            0 => ClaimState::DueToday,
            _ => ClaimState::Upcoming,
        },
    }
}

/// What costs the law and the contract allow on a claim on a day, and why: over the claim, or its share of what a letter
/// about several asked, of the `open` principal that the day began with. `None` in another currency, or where there is no
/// rule.
pub fn costs_by_law(file: &DebtorFile, claim: &ClaimRow, open: Cents, on: Date) -> Option<Explanation> {
    let principal = Cents(claim.principal.as_euro()?.0);
    let day = |letter: &LetterRow| local(from_ms(letter.sent_at)).date();
    let of_claim = |letter: &&LetterRow| letter.claim_id == claim.id && day(letter) <= on;
    let letter = file.letters.iter().filter(of_claim).max_by_key(|letter| letter.sent_at);
    match letter.and_then(|letter| Some((letter.base?, day(letter)))) {
        Some((base, sent_on)) => Some(Shared::explain(base, claim.rules.costs(base, sent_on).ok()?, open)),
        None => claim.rules.costs(principal, on).ok(),
    }
}

/// The claim's cost meter. While a plan keeps it, nothing is added; while it is held, no costs are, and interest does what
/// the creditor chose.
pub fn meter_of(file: &DebtorFile, claim: &ClaimRow, today: Date) -> Meter {
    let state = state(file, claim, today);
    let looked_into = matches!(state, ClaimState::Disputed | ClaimState::Looking);
    let rests = file.holds.iter().any(|hold| hold.claim_id.is_none()) && state.asks_payment();
    let held = (looked_into || rests).then_some(claim.rules.terms.while_held);
    let kept = held.is_none() && !state.asks_payment();
    let letter = file
        .letters
        .iter()
        .filter(|letter| letter.claim_id == claim.id && !kept)
        .max_by_key(|letter| letter.sent_at)
        .map(|letter| {
            let sent_on = local(from_ms(letter.sent_at)).date();
            let costs = |base| claim.rules.costs(base, sent_on).map_or(Cents::ZERO, |explained| explained.total);
            FormalLetter {
                sent_on,
                electronic: letter.electronic,
                costs_named: costs(Cents(claim.principal.cents)),
                shared: letter.base.map(|base| Shared { base, costs: costs(base) }),
                asks_interest: claim.rules.asks_interest(),
            }
        });
    let (rules, balance, costs_booked) = (claim.rules, claim.balance, claim.costs_booked);
    let input = MeterInput { rules, balance, letter, costs_booked, held };
    let mut read = meter::read(&input, today);
    if claim.costs_booked && read.state == MeterState::NoLetter {
        read.state = MeterState::CostsBooked;
    }
    read
}
