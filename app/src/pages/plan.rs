//! Paying in parts: the budget check, options side by side, the terms, the running plan and its changes, the agreement,
//! and the page for when it cannot be.

mod agreement;
mod budget;
mod change;
mod debit;
mod options;
mod running;
mod terms;

pub use agreement::{AgreementModel, AgreementShare, HistoryLine, agreement};
pub use budget::{BUDGET_FIELDS, BudgetModel, BudgetTyped, budget};
pub use change::{ExtraEffectModel, ExtraModel, NoSkip, SkipModel, extra, no_skip, skip};
pub use debit::{
    CollectionItem, Creditor, Delayed, GivenModel, MandateModel, collection_words, consent, given, mandate,
};
pub use options::{OptionsModel, WishTyped, options};
pub use running::{Repair, RunningModel, running};
pub use terms::{TermsModel, terms};

use crate::texts::fill;
use crate::texts::plan::{PlanTexts, texts};
use effen::dates::long;
use effen::kinds::Lang;
use effen::plan::{Ineligible, InstalmentProgress, InstalmentStatus};
use leptos::prelude::*;

/// Every instalment, with or without where it stands.
fn schedule_table(items: &[InstalmentProgress], with_status: bool, lang: Lang, t: &'static PlanTexts) -> AnyView {
    let status = with_status.then(|| view! { <th scope="col">{t.col_status}</th> });
    let rows = items.iter().map(|item| schedule_row(item, with_status, lang, t)).collect_view();
    view! {
        <table class="table plan-schedule">
            <thead>
                <tr>
                    <th scope="col">{t.col_date}</th>
                    <th scope="col" class="amount">{t.col_amount}</th>
                    {status}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn schedule_row(item: &InstalmentProgress, with_status: bool, lang: Lang, t: &'static PlanTexts) -> AnyView {
    let status = with_status.then(|| {
        let (class, words) = match item.status {
            InstalmentStatus::Paid => ("status status-paid", t.st_paid),
            InstalmentStatus::Missed => ("status status-late", t.st_missed),
            InstalmentStatus::Collecting => ("status status-plan", t.st_collecting),
            InstalmentStatus::Due => ("status status-open", t.st_due),
            InstalmentStatus::Upcoming => ("status status-plan", t.st_upcoming),
        };
        view! { <td data-label=t.col_status><span class=class>{words}</span></td> }
    });
    view! {
        <tr>
            <th scope="row" data-label=t.col_date>{item.instalment.number} ". " {long(item.instalment.due_on, lang)}</th>
            <td class="amount" data-label=t.col_amount>{item.instalment.amount.format(lang)}</td>
            {status}
        </tr>
    }
    .into_any()
}

/// What is wrong with a field, beside it; and whether anything is.
fn field_error(errors: &[(&'static str, String)], field: &str) -> (Option<AnyView>, Option<&'static str>) {
    let found = errors.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
    let invalid = found.is_some().then_some("true");
    let id = format!("{field}-error");
    (found.map(|text| view! { <p class="field-error" id=id>{text}</p> }.into_any()), invalid)
}

/// Why there is no plan now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPlan {
    /// The limits do not allow one.
    Ineligible(Ineligible),
    /// What was shown no longer holds.
    Stale,
}

/// The reason and the ways on.
pub fn no_plan(lang: Lang, why: NoPlan) -> AnyView {
    let t = texts(lang);
    let (title, text) = match why {
        NoPlan::Stale => (t.stale_title, t.stale.to_owned()),
        NoPlan::Ineligible(why) => (
            t.no_title,
            match why {
                Ineligible::NothingOpen => t.no_open.to_owned(),
                Ineligible::NoPlans => t.no_plans.to_owned(),
                Ineligible::TooSmall { instalment_min } => {
                    fill(t.no_small, &[("amount", &instalment_min.format(lang))])
                }
                Ineligible::TooLarge => t.no_large.to_owned(),
                Ineligible::NoRoom { months_max } => fill(t.no_room, &[("months", &months_max.to_string())]),
            },
        ),
    };
    let again = (why == NoPlan::Stale).then(|| view! { <a class="button" href="/plan">{t.show}</a> });
    view! {
        <h1>{title}</h1>
        <p class="lead">{text}</p>
        <p class="cluster">
            {again}
            <a class="button-quiet" href="/pay">{t.way_pay}</a>
            <a class="button-quiet" href="/help">{t.way_help}</a>
            <a class="button-quiet" href="/chat">{t.way_chat}</a>
        </p>
    }
    .into_any()
}
