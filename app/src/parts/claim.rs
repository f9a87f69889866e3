//! A claim as pages show it.

use crate::texts::{claim::texts, fill};
use effen::dates;
use effen::ids::ClaimId;
use effen::kinds::Lang;
use effen::ledger::Balance;
use effen::money::{Currency, Money};
use jiff::civil::Date;
use leptos::prelude::*;

/// Whose claim it is: the creditor's own name and mark come before the agency's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditorItem {
    /// The creditor's own name.
    pub name: String,
    /// Name of a mark in `/marks`, or '' for initials.
    pub mark: String,
}

/// Where a claim stands, as a debtor reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimState {
    /// Nothing is open.
    Paid,
    /// A credit: the creditor owes.
    Credit,
    /// Withdrawn by the creditor.
    Withdrawn,
    /// The debtor disagrees, or the creditor's file says so.
    Disputed,
    /// A reply of the debtor waits for us.
    Looking,
    /// Part of the running plan.
    InPlan,
    /// So many days past its due date.
    Late(i64),
    /// Due today.
    DueToday,
    /// Due later.
    Upcoming,
}

impl ClaimState {
    /// Does the claim ask for a payment, now or later?
    pub fn asks_payment(self) -> bool {
        matches!(self, Self::Late(_) | Self::DueToday | Self::Upcoming)
    }

    /// Is something open on it, whatever its state?
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Paid | Self::Credit | Self::Withdrawn)
    }

    fn class(self) -> &'static str {
        match self {
            Self::Paid | Self::Credit | Self::Withdrawn => "status status-paid",
            Self::Disputed | Self::Looking => "status status-held",
            Self::InPlan => "status status-plan",
            Self::Late(_) => "status status-late",
            Self::DueToday | Self::Upcoming => "status status-open",
        }
    }
}

/// One claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimItem {
    /// Its id.
    pub id: ClaimId,
    /// Whose.
    pub creditor: CreditorItem,
    /// The creditor's number of it.
    pub number: String,
    /// What it is for.
    pub description: String,
    /// When it was issued.
    pub issued_on: Date,
    /// The last day to pay.
    pub due_on: Date,
    /// Its currency.
    pub currency: Currency,
    /// What is open.
    pub balance: Balance,
    /// Where it stands.
    pub state: ClaimState,
    /// What will be added, and from when.
    pub change: Option<(Date, Money)>,
}

impl ClaimItem {
    /// Everything open of it.
    pub fn open(&self) -> Money {
        Money { cents: self.balance.total().0, currency: self.currency }
    }

    /// Address of its page.
    pub fn href(&self) -> String {
        format!("/invoice/{}", self.id)
    }

    /// Address where it is paid.
    pub fn pay_href(&self) -> String {
        format!("/pay?claim={}", self.id)
    }
}

/// The creditor's mark (or initials) with the name and a line below it.
pub fn creditor_mark(creditor: &CreditorItem, below: &str) -> AnyView {
    let mark = if creditor.mark.is_empty() {
        view! { <span class="initials" aria-hidden="true">{initials(&creditor.name)}</span> }.into_any()
    } else {
        view! { <img src=format!("/marks/{}.svg", creditor.mark) alt="" width="32" height="32"/> }.into_any()
    };
    let below = (!below.is_empty()).then(|| view! { " " <small>{below.to_owned()}</small> });
    view! { <span class="creditor-mark">{mark}<span>{creditor.name.clone()}{below}</span></span> }.into_any()
}

fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).take(2).flat_map(char::to_uppercase).collect()
}

/// The status in words; colour only underlines it.
pub fn status(claim: &ClaimItem, today: Date, lang: Lang) -> AnyView {
    view! { <span class=claim.state.class()>{status_words(claim.state, claim.due_on, today, lang)}</span> }.into_any()
}

/// The status in words.
pub fn status_words(state: ClaimState, due_on: Date, today: Date, lang: Lang) -> String {
    let t = texts(lang);
    match state {
        ClaimState::Paid => t.paid.to_owned(),
        ClaimState::Credit => t.credit.to_owned(),
        ClaimState::Withdrawn => t.withdrawn.to_owned(),
        ClaimState::Disputed => t.disputed.to_owned(),
        ClaimState::Looking => t.looking.to_owned(),
        ClaimState::InPlan => t.in_plan.to_owned(),
        ClaimState::Late(1) => t.late_one.to_owned(),
        ClaimState::Late(days) => fill(t.late, &[("days", &days.to_string())]),
        ClaimState::DueToday => t.due_today.to_owned(),
        ClaimState::Upcoming => fill(t.due_on, &[("date", &dates::short_near(due_on, today, lang))]),
    }
}

/// One claim as a row that leads to its page.
pub fn claim_row(claim: &ClaimItem, today: Date, lang: Lang) -> AnyView {
    let below = if claim.description.is_empty() { &claim.number } else { &claim.description };
    let mark = creditor_mark(&claim.creditor, below);
    view! {
        <a class="claim-row" href=claim.href()>
            {mark} " " <span class="amount">{claim.open().format(lang)}</span> " " {status(claim, today, lang)}
        </a>
    }
    .into_any()
}

/// 'Betaal € 84,20', as a link to the page where it is paid.
pub fn pay_button(href: String, amount: Money, class: &'static str, lang: Lang) -> AnyView {
    let label = fill(texts(lang).pay_amount, &[("amount", &amount.format(lang))]);
    view! { <a class=class href=href>{label}</a> }.into_any()
}

/// '1 bedrijf', '3 bedrijven'.
pub fn companies(count: u32, lang: Lang) -> String {
    let t = texts(lang);
    if count == 1 { t.company_count_one.to_owned() } else { fill(t.company_count, &[("n", &count.to_string())]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_two_words() {
        assert_eq!(initials("Waterland Energie Noord"), "WE");
        assert_eq!(initials("été"), "É");
        assert_eq!(initials(""), "");
    }
}
