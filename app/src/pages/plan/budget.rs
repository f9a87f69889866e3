//! The budget check: for one's own plan alone, and it can be skipped.

use super::field_error;
use crate::parts::{ErrorSummary, FormKey};
use crate::texts::budget::{BudgetTexts, texts};
use crate::texts::fill;
use effen::budget::{Budget, Guide, PEOPLE_MAX};
use effen::dates::long;
use effen::kinds::Lang;
use jiff::civil::Date;
use leptos::prelude::*;

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetTyped {
    /// Income, fixed costs, living: as in [`BUDGET_FIELDS`].
    pub amounts: [String; 3],
    /// Adults at home.
    pub adults: String,
    /// Children at home.
    pub children: String,
}

impl Default for BudgetTyped {
    fn default() -> Self {
        Self { amounts: Default::default(), adults: "1".to_owned(), children: "0".to_owned() }
    }
}

/// What the budget check shows.
#[derive(Debug, Clone)]
pub struct BudgetModel {
    /// Language.
    pub lang: Lang,
    /// What came out at the last check.
    pub last: Option<Budget>,
    /// The guidance figures.
    pub guide: Guide,
    /// The day up to which they are known to hold, where that has passed.
    pub outdated: Option<Date>,
    /// What was typed.
    pub typed: BudgetTyped,
    /// What is wrong.
    pub errors: Vec<(&'static str, String)>,
    /// Idempotency key.
    pub key: String,
}

/// The names of the three amounts.
pub const BUDGET_FIELDS: [&str; 3] = ["income", "fixed", "living"];

/// The budget check.
pub fn budget(model: BudgetModel) -> AnyView {
    let t = texts(model.lang);
    let outcome = model.last.map(|last| outcome(&model, last, t));
    let outdated = model.outdated.map(|until| {
        view! { <p class="hint">{fill(t.outdated, &[("date", &long(until, model.lang))])}</p> }
    });
    view! {
        <ErrorSummary title=t.check errors=model.errors.clone()/>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {outcome}
        <p>{t.private}</p>
        <form method="post" action="/plan/budget" class="card stack">
            <FormKey key=model.key.clone()/>
            {amount(&model, 0, t.income, None)}
            {amount(&model, 1, t.fixed, None)}
            {people(&model, "adults", t.adults, &model.typed.adults, 1)}
            {people(&model, "children", t.children, &model.typed.children, 0)}
            {amount(&model, 2, t.living, Some(living_hint(&model, t)))}
            {outdated}
            <button class="button" type="submit">{t.work_out}</button>
        </form>
        <p><a class="button-quiet" href="/plan">{t.skip}</a></p>
    }
    .into_any()
}

fn living_hint(model: &BudgetModel, t: &'static BudgetTexts) -> String {
    let Guide { first_adult, other_adult, child, .. } = model.guide;
    let [first, other, child] = [first_adult, other_adult, child].map(|cents| cents.format(model.lang));
    fill(t.living_hint, &[("first", &first), ("other", &other), ("child", &child)])
}

fn amount(model: &BudgetModel, at: usize, label: &'static str, hint: Option<String>) -> AnyView {
    let name = BUDGET_FIELDS[at];
    let (error, invalid) = field_error(&model.errors, name);
    let hint_id = hint.is_some().then(|| format!("{name}-hint"));
    let hint = hint.map(|text| view! { <p class="hint" id=format!("{name}-hint")>{text}</p> });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {hint}
            {error}
            <input id=name name=name class="short" inputmode="decimal" autocomplete="off"
                value=model.typed.amounts[at].clone() aria-invalid=invalid aria-describedby=hint_id/>
        </div>
    }
    .into_any()
}

fn people(model: &BudgetModel, name: &'static str, label: &'static str, typed: &str, least: u32) -> AnyView {
    let (error, invalid) = field_error(&model.errors, name);
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {error}
            <input id=name name=name class="short" type="number" inputmode="numeric" min=least max=PEOPLE_MAX
                value=typed.to_owned() aria-invalid=invalid/>
        </div>
    }
    .into_any()
}

/// What is left, and where it leads: half of it at most, or help.
fn outcome(model: &BudgetModel, last: Budget, t: &'static BudgetTexts) -> AnyView {
    let lang = model.lang;
    let forget = view! {
        <form method="post" action="/plan/budget/forget">
            <FormKey key=model.key.clone()/>
            <button class="button-quiet" type="submit">{t.forget}</button>
        </form>
    };
    if !last.at_most.is_positive() {
        return view! {
            <div class="card-calm"><p>{t.nothing}</p><p><a class="button" href="/help">{t.help}</a></p>{forget}</div>
        }
        .into_any();
    }
    let half = last.at_most.format(lang);
    let text = fill(t.left, &[("left", &last.left.format(lang)), ("half", &half)]);
    let tight = last.tight.then(|| view! { <p>{t.tight}</p> });
    let label = fill(t.to_plan, &[("half", &half)]);
    view! {
        <div class="card-calm">
            <p>{text}</p>
            {tight}
            <p><a class="button" href="/plan">{label}</a></p>
            {forget}
        </div>
    }
    .into_any()
}
