//! From the file as stored to what pages show: states, the situation, the layout, the meter, the proposed plan.

use crate::clock::{from_ms, local};
use crate::db::overview::{ClaimRow, DebtorFile, HoldRow};
use crate::outreach::treatments::{Candidate, InUse};
use effen::dates::days_between;
use effen::ids::DebtorId;
use effen::kinds::Persona;
use effen::meter::{self, FormalLetter, Meter, MeterInput, MeterState};
use effen::money::{Cents, Currency, Money, sum_by_currency};
use effen::people::layout::Situation;
use effen::people::treatment::Focus;
use effen_app::parts::claim::{ClaimItem, ClaimState, CreditorItem};
use jiff::civil::Date;

/// How long after asking for help the words stay warm, in days.
pub const HELP_DAYS: i64 = 90;
/// How long the line about a changed layout stays, in milliseconds.
pub const CHANGE_LINE_MS: i64 = 24 * 60 * 60 * 1000;
/// The preference that remembers a changed layout: `from>to`.
pub const VIEW_CHANGE: &str = "view_change";
/// The preference of a layout put back: `shown>instead of`.
pub const VIEW_BACK: &str = "view_back";
pub use crate::cases::HELP_ASKED;

/// The stored code of a layout's owner.
pub fn code(persona: Option<Persona>) -> &'static str {
    persona.map_or("neutral", Persona::as_str)
}

/// Whose layout the debtor sees: their own choice first, then a layout put back, then what the scores say.
pub fn effective(file: &DebtorFile) -> Option<Persona> {
    if file.head.neutral {
        return None;
    }
    match file.preference(VIEW_BACK).and_then(|text| text.split_once('>')) {
        Some((back, instead_of)) if instead_of == code(file.head.persona) => back.parse().ok(),
        _ => file.head.persona,
    }
}

/// What stands first on the debtor's page: by their group of an experiment, if they are in one, unless they put a layout
/// back themselves.
pub fn focus(file: &DebtorFile, treatments: &InUse) -> Focus {
    let effective = effective(file);
    let own_choice = effective != file.head.persona;
    treatments.of(file.head.party, effective, file.drawn.as_ref().filter(|_| !own_choice)).focus
}

/// The debtor as an experiment looks at them: with the claims that are open.
pub fn candidate<'a>(file: &'a DebtorFile, debtor: &'a DebtorId) -> Candidate<'a> {
    let open = file.claims.iter().filter(|claim| claim.status != "withdrawn" && claim.balance.total().is_positive());
    let persona = file.head.persona.filter(|_| !file.head.neutral);
    Candidate {
        debtor,
        persona,
        open: open.map(|claim| (claim.creditor_id.as_str(), claim.balance.total().0, claim.due_on)).collect(),
    }
}

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
            let named = claim.rules.costs(Cents(claim.principal.cents), sent_on);
            FormalLetter {
                sent_on,
                electronic: letter.electronic,
                costs_named: named.map_or(Cents::ZERO, |explained| explained.total),
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

/// One claim for a page.
pub fn item(file: &DebtorFile, claim: &ClaimRow, today: Date) -> ClaimItem {
    let currency = claim.principal.currency;
    ClaimItem {
        id: claim.id.clone(),
        creditor: CreditorItem { name: claim.creditor_name.clone(), mark: claim.mark.clone() },
        number: claim.number.clone(),
        description: claim.description.clone(),
        issued_on: claim.issued_on,
        due_on: claim.due_on,
        currency,
        balance: claim.balance,
        state: state(file, claim, today),
        change: meter_of(file, claim, today)
            .next_change()
            .map(|change| (change.on, Money { cents: change.more.0, currency })),
    }
}

/// All claims for a page: open ones by due date, then the settled, the latest first.
pub fn items(file: &DebtorFile, today: Date) -> Vec<ClaimItem> {
    let all: Vec<ClaimItem> = file.claims.iter().map(|claim| item(file, claim, today)).collect();
    let (mut open, done): (Vec<_>, Vec<_>) = all.into_iter().partition(|claim| claim.state.is_open());
    open.extend(done.into_iter().rev());
    open
}

/// What is open in other currencies than the euro.
pub fn foreign(items: &[ClaimItem]) -> Vec<Money> {
    let open = items.iter().filter(|item| item.state.is_open() && item.currency != Currency::EUR);
    sum_by_currency(open.map(ClaimItem::open))
}

/// How the file stands.
pub fn situation(file: &DebtorFile, items: &[ClaimItem], today: Date, now: i64) -> Situation {
    let open: Vec<&ClaimItem> =
        items.iter().filter(|item| item.state.is_open() && item.currency == Currency::EUR).collect();
    let total = |late: bool| -> i64 {
        open.iter()
            .filter(|item| !late || matches!(item.state, ClaimState::Late(_)))
            .map(|item| item.balance.total().0)
            .sum()
    };
    let creditors: std::collections::BTreeSet<&str> = open.iter().map(|item| item.creditor.name.as_str()).collect();
    let held = |item: &&ClaimItem| matches!(item.state, ClaimState::Looking | ClaimState::Disputed);
    let warm_since = now - HELP_DAYS * 24 * 60 * 60 * 1000;
    Situation {
        open_cents: total(false),
        overdue_cents: total(true),
        open_claims: u32::try_from(open.len()).unwrap_or(u32::MAX),
        open_creditors: u32::try_from(creditors.len()).unwrap_or(u32::MAX),
        next_due_on: open.iter().map(|item| item.due_on).filter(|due_on| *due_on >= today).min(),
        costs_from_on: open.iter().filter_map(|item| item.change.map(|(on, _)| on)).min(),
        has_plan: file.plan.is_some(),
        has_hold: file.holds.iter().any(|hold| hold.claim_id.is_none()) || (!open.is_empty() && open.iter().all(held)),
        help_asked: file.preferences.get(HELP_ASKED).is_some_and(|(_, at)| *at >= warm_since),
    }
}
