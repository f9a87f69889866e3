//! Plans of which two instalments in a row were missed: an agent decides, and nothing else does. And plans that are over
//! and of which something is open again.

use crate::console_texts;
use crate::islands::console::view::QueueView;
use crate::texts::console_plans::{ConsolePlanTexts, texts};
use crate::texts::fill;
use effen::dates::short;
use effen::kinds::Lang;
use effen::money::Cents;
use jiff::civil::Date;
use leptos::prelude::*;

/// A plan that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingPlan {
    /// Its id.
    pub id: String,
    /// The version that is shown: a decision on another one is refused.
    pub version: i64,
    /// Paid so far.
    pub paid: Cents,
    /// Together.
    pub total: Cents,
    /// Whose.
    pub debtor_id: String,
    /// Name.
    pub name: String,
    /// File reference.
    pub reference: String,
    /// Since when it waits.
    pub since: Date,
    /// The days that were missed.
    pub missed_on: Vec<Date>,
    /// What was missed.
    pub missed: Cents,
    /// The last day if it goes on.
    pub ends_on: Date,
}

/// A plan that was completed, of which money went back while another plan runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanBeside {
    /// Its id.
    pub id: String,
    /// Whose.
    pub debtor_id: String,
    /// Name.
    pub name: String,
    /// File reference.
    pub reference: String,
    /// Since when it waits.
    pub since: Date,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct PlansModel {
    /// Language of the agent.
    pub lang: Lang,
    /// Who waits in the chat.
    pub queue: QueueView,
    /// Plans that wait, the longest first.
    pub plans: Vec<WaitingPlan>,
    /// Plans that are over and of which something is open again.
    pub beside: Vec<PlanBeside>,
}

/// The page.
pub fn page(model: PlansModel) -> AnyView {
    let t = texts(model.lang);
    let none = (model.plans.is_empty() && model.beside.is_empty()).then(|| view! { <p>{t.none}</p> });
    let items = model.plans.iter().map(|plan| item(plan, model.lang, t)).collect_view();
    let beside = model.beside.iter().map(|plan| beside_item(plan, model.lang, t)).collect_view();
    view! {
        <div class="console">
            {super::side(model.lang, console_texts::texts(model.lang), model.queue, None)}
            <section class="console-talk">
                <h1>{t.title}</h1>
                <p class="lead">{t.lead}</p>
                {none}
                <ul class="card-list">{items}{beside}</ul>
            </section>
        </div>
    }
    .into_any()
}

fn beside_item(plan: &PlanBeside, lang: Lang, t: &'static ConsolePlanTexts) -> AnyView {
    view! {
        <li class="card">
            <h2>{plan.name.clone()}</h2>
            <p class="hint">{plan.reference.clone()} " · " {fill(t.since, &[("date", &short(plan.since, lang))])}</p>
            <p>{t.beside}</p>
            <form class="cluster" method="post" action=format!("/console/plans/{}", plan.id)>
                <input type="hidden" name="decision" value="seen"/>
                <button class="button" type="submit">{t.seen_button}</button>
                <a class="button-quiet" href=format!("/console/debtor/{}", plan.debtor_id)>{t.file}</a>
            </form>
        </li>
    }
    .into_any()
}

fn item(plan: &WaitingPlan, lang: Lang, t: &'static ConsolePlanTexts) -> AnyView {
    let days: Vec<String> = plan.missed_on.iter().map(|on| short(*on, lang)).collect();
    let missed = [("list", &*days.join(", ")), ("amount", &plan.missed.format(lang))];
    let paid = [("paid", &*plan.paid.format(lang)), ("total", &plan.total.format(lang))];
    let form = |decision: &'static str, class: &'static str, words: &'static str| {
        view! {
            <form method="post" action=format!("/console/plans/{}", plan.id)>
                <input type="hidden" name="version" value=plan.version/>
                <input type="hidden" name="paid" value=plan.paid.0/>
                <input type="hidden" name="decision" value=decision/>
                <button class=class type="submit">{words}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <li class="card">
            <h2>{plan.name.clone()}</h2>
            <p class="hint">{plan.reference.clone()} " · " {fill(t.since, &[("date", &short(plan.since, lang))])}</p>
            <p>{fill(t.missed, &missed)}</p>
            <p>{fill(t.paid, &paid)}</p>
            <p>{fill(t.continue_text, &[("date", &short(plan.ends_on, lang))])}</p>
            <div class="cluster">
                {form("continue", "button", t.continue_button)}
                <a class="button-quiet" href=format!("/console/debtor/{}", plan.debtor_id)>{t.file}</a>
            </div>
            <details class="disclosure">
                <summary>{t.stop_open}</summary>
                <div class="stack-tight"><p>{t.stop_text}</p>{form("stop", "button-danger", t.stop_button)}</div>
            </details>
        </li>
    }
    .into_any()
}
