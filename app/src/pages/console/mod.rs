//! The agents' pages.

pub mod account;
pub mod bank;
pub mod calls;
pub mod cases;
pub mod conversation;
pub mod experiment;
pub mod experiments;
pub mod journeys;
pub mod notes;
pub mod payments;
pub mod plans;
pub mod queue;
pub mod search;
pub mod supervision;
pub mod treatment;
mod treatment_parts;
pub mod undelivered;
pub mod users;
pub mod waivers;

use crate::console_texts::ConsoleTexts;
use crate::islands::console::Queue;
use crate::islands::console::view::QueueView;
use crate::texts::{console_calls, console_plans, console_undelivered, fill};
use effen::kinds::Lang;
use leptos::prelude::*;

/// The column on the left: search and queue, the same on every page.
fn side(lang: Lang, t: &'static ConsoleTexts, queue: QueueView, current: Option<String>) -> AnyView {
    side_asked(lang, t, queue, current, String::new())
}

/// The same, with what was searched for still in its field.
fn side_asked(lang: Lang, t: &'static ConsoleTexts, queue: QueueView, current: Option<String>, q: String) -> AnyView {
    let payments = crate::texts::bank::texts(lang).title;
    let calls = fill(console_calls::texts(lang).link, &[("n", &queue.calls.to_string())]);
    let undelivered = fill(console_undelivered::texts(lang).link, &[("n", &queue.undelivered.to_string())]);
    let plans = fill(console_plans::texts(lang).link, &[("n", &queue.plans.to_string())]);
    view! {
        <nav class="console-queue" aria-label=t.queue>
            {search_form(t, q)}
            <div class="split"><h2>{t.queue}</h2><a class="button-quiet" href="/console">{t.refresh}</a></div>
            <Queue lang=lang queue=queue current=current/>
            <p><a href="/console/cases">{crate::texts::console_cases::texts(lang).title}</a></p>
            <p><a href="/console/calls">{calls}</a></p>
            <p><a href="/console/plans">{plans}</a></p>
            <p><a href="/console/undelivered">{undelivered}</a></p>
            <p><a href="/console/payments">{payments}</a></p>
            <p><a href="/console/treatment">{crate::texts::treatment::texts(lang).title}</a></p>
            <p><a href="/console/experiments">{crate::texts::experiments::texts(lang).title}</a></p>
            <p><a href="/console/journeys">{crate::texts::journeys::texts(lang).title}</a></p>
        </nav>
    }
    .into_any()
}

fn search_form(t: &'static ConsoleTexts, q: String) -> AnyView {
    view! {
        <form role="search" method="get" action="/console/debtors" class="console-search">
            <label for="q">{t.search}</label>
            <input id="q" name="q" type="search" value=q accesskey="s" autocomplete="off" title=t.search_hint required/>
        </form>
    }
    .into_any()
}
