//! From the file as stored to what pages show: states, the situation, the layout, the meter, the proposed plan.

use crate::db::overview::{ClaimRow, DebtorFile};
use crate::outreach::treatments::{Candidate, InUse};
use effen::ids::DebtorId;
use effen::kinds::{PartyKind, Persona};
use effen::money::{Currency, Money, sum_by_currency};
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
pub use crate::standing::{meter_of, state};

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
        company: file.head.party == PartyKind::Company,
    }
}
