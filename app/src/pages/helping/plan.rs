//! Proposing a plan: the options that the debtor would have, without anything that the budget check knows.

use super::{Helped, bar};
use crate::parts::{ErrorSummary, FormKey};
use crate::texts::fill;
use crate::texts::helping::{HelpingTexts, texts};
use crate::texts::plan::{self, each};
use effen::dates::short;
use effen::kinds::Lang;
use effen::money::Cents;
use effen::plan::PlanOption;
use leptos::prelude::*;

/// What was proposed before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanState {
    /// Nothing.
    None,
    /// It waits for the debtor.
    Waits,
    /// The debtor agreed.
    Accepted,
    /// The debtor does not want it.
    Declined,
}

/// The options, or why there are none.
#[derive(Debug, Clone)]
pub enum Choice {
    /// Options with the ids of their quotes, and what they come to together.
    Options(Vec<(String, PlanOption)>, Cents),
    /// A plan runs already.
    Running,
    /// The creditors' limits leave none, or nothing is open.
    Nothing,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct PlanModel {
    /// Language.
    pub lang: Lang,
    /// Whose.
    pub helped: Helped,
    /// What was proposed before.
    pub state: PlanState,
    /// The options.
    pub choice: Choice,
    /// Amount and day of the month, as typed.
    pub typed: (String, String),
    /// What is wrong with them.
    pub errors: Vec<(&'static str, String)>,
    /// Were the amounts changed in between?
    pub stale: bool,
    /// Idempotency key.
    pub key: String,
}

/// The page.
pub fn plan(model: PlanModel) -> AnyView {
    let (t, lang) = (texts(model.lang), model.lang);
    let name = model.helped.name.as_str();
    let told = match model.state {
        PlanState::None => None,
        PlanState::Waits => Some(("success", fill(t.plan_done, &[("name", name)]))),
        PlanState::Accepted => Some(("success", fill(t.plan_accepted, &[("name", name)]))),
        PlanState::Declined => Some(("info", fill(t.plan_declined, &[("name", name)]))),
    };
    let told =
        told.map(|(kind, text)| view! { <div class="notice-bar" data-kind=kind role="status"><p>{text}</p></div> });
    let stale = model
        .stale
        .then(|| view! { <div class="notice-bar" data-kind="attention" role="status"><p>{t.plan_stale}</p></div> });
    let body = match &model.choice {
        Choice::Running => view! { <p class="lead">{t.plan_runs}</p> }.into_any(),
        Choice::Nothing => view! { <p class="lead">{t.plan_by_hand}</p> }.into_any(),
        Choice::Options(options, total) => {
            let lead = fill(t.plan_lead, &[("total", &total.format(lang)), ("name", name)]);
            let cards = options.iter().map(|(id, option)| card(&model, id, option, t)).collect_view();
            view! { <p class="lead">{lead}</p> <ul class="grid-options">{cards}</ul> {wish(&model)} }.into_any()
        }
    };
    view! {
        <ErrorSummary title=t.check errors=model.errors.clone()/>
        {bar(&model.helped, lang)}
        <h1>{t.plan_title}</h1>
        {stale}
        {told}
        {body}
    }
    .into_any()
}

fn card(model: &PlanModel, id: &str, option: &PlanOption, t: &'static HelpingTexts) -> AnyView {
    let (lang, p) = (model.lang, plan::texts(model.lang));
    let each = if option.times == 1 { p.once } else { each(option.rhythm, lang) };
    let times = fill(p.times, &[("n", &option.times.to_string()), ("total", &option.total.format(lang))]);
    let dates = fill(p.dates, &[("first", &short(option.first_due_on, lang)), ("last", &short(option.ends_on, lang))]);
    let label = fill(t.plan_choose, &[("amount", &option.instalment.format(lang)), ("each", each)]);
    let (action, key, quote) = (model.helped.at("plan"), model.key.clone(), id.to_owned());
    view! {
        <li class="card">
            <p><span class="amount amount-large">{option.instalment.format(lang)}</span> " " {each}</p>
            <p>{times}</p>
            <p class="hint">{dates}</p>
            <form method="post" action=action>
                <FormKey key=key/>
                <input type="hidden" name="quote" value=quote/>
                <button class="button" type="submit">{label}</button>
            </form>
        </li>
    }
    .into_any()
}

/// Another amount or day.
fn wish(model: &PlanModel) -> AnyView {
    let p = plan::texts(model.lang);
    let field = |name: &'static str, label: &'static str, typed: &str, mode: &'static str| {
        let found = model.errors.iter().find(|(field, _)| *field == name).map(|(_, text)| text.clone());
        let (invalid, id) = (found.is_some().then_some("true"), format!("{name}-error"));
        let described = found.is_some().then(|| id.clone());
        let error = found.map(|text| view! { <p class="field-error" id=id>{text}</p> });
        view! {
            <div class="field">
                <label for=name>{label}</label>
                {error}
                <input id=name name=name class="short" inputmode=mode value=typed.to_owned() aria-invalid=invalid
                    aria-describedby=described/>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="block">
            <h2>{p.own}</h2>
            <form method="get" action=model.helped.at("plan") class="card stack">
                {field("payday", p.payday, &model.typed.1, "numeric")}
                {field("amount", p.wish, &model.typed.0, "decimal")}
                <button class="button-quiet" type="submit">{p.show}</button>
            </form>
        </section>
    }
    .into_any()
}
