//! The agents' pages.

pub mod account;
pub mod bank;
pub mod beside;
pub mod calls;
pub mod canned;
pub mod cases;
pub mod conversation;
pub mod desk;
pub mod experiment;
pub mod experiments;
pub mod helpers;
pub mod hours;
pub mod journeys;
pub mod notes;
pub mod offer;
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

use crate::console_texts::{self, ConsoleTexts};
use crate::islands::console::Queue;
use crate::islands::console::bar::{Act, BarWords, Command, CommandBar};
use crate::islands::console::view::{QueueView, QueueWords};
use crate::texts::{command_bar, console_calls, console_desk, console_plans, console_undelivered, fill};
use effen::kinds::Lang;
use leptos::prelude::*;

/// The column on the left: search and queue, the same on every page.
fn side(lang: Lang, t: &'static ConsoleTexts, queue: QueueView, current: Option<String>) -> AnyView {
    side_asked(lang, t, queue, current, String::new())
}

/// The same, with what was searched for still in its field.
fn side_asked(lang: Lang, t: &'static ConsoleTexts, queue: QueueView, current: Option<String>, q: String) -> AnyView {
    side_of(lang, t, queue, (current, Vec::new()), q)
}

/// The same beside several conversations: whose field the command bar goes to, and where it is.
fn side_beside(lang: Lang, t: &'static ConsoleTexts, queue: QueueView, fields: Vec<(String, String)>) -> AnyView {
    side_of(lang, t, queue, (None, fields), String::new())
}

fn side_of(
    lang: Lang,
    t: &'static ConsoleTexts,
    queue: QueueView,
    (current, fields): (Option<String>, Vec<(String, String)>),
    q: String,
) -> AnyView {
    let payments = crate::texts::bank::texts(lang).title;
    let calls = fill(console_calls::texts(lang).link, &[("n", &queue.calls.to_string())]);
    let undelivered = fill(console_undelivered::texts(lang).link, &[("n", &queue.undelivered.to_string())]);
    let plans = fill(console_plans::texts(lang).link, &[("n", &queue.plans.to_string())]);
    view! {
        <nav class="console-queue" aria-label=t.queue>
            {search_form(t, q)}
            {command_bar(lang, current.clone(), fields)}
            <div class="split"><h2>{t.queue}</h2><a class="button-quiet" href="/console">{t.refresh}</a></div>
            <form method="post" action="/console/next">
                <button class="button" type="submit">{console_desk::texts(lang).next}</button>
            </form>
            <Queue words=queue_words(lang, t) queue=queue current=current/>
            <p><a href="/console/beside">{crate::texts::console_talk::texts(lang).beside}</a></p>
            <p><a href="/console/cases">{crate::texts::console_cases::texts(lang).title}</a></p>
            <p><a href="/console/calls">{calls}</a></p>
            <p><a href="/console/plans">{plans}</a></p>
            <p><a href="/console/undelivered">{undelivered}</a></p>
            <p><a href="/console/payments">{payments}</a></p>
            <p><a href="/console/canned">{crate::texts::canned::texts(lang).title}</a></p>
            <p><a href="/console/treatment">{crate::texts::treatment::texts(lang).title}</a></p>
            <p><a href="/console/experiments">{crate::texts::experiments::texts(lang).title}</a></p>
            <p><a href="/console/journeys">{crate::texts::journeys::texts(lang).title}</a></p>
        </nav>
    }
    .into_any()
}

fn queue_words(lang: Lang, t: &'static ConsoleTexts) -> QueueWords {
    let d = console_desk::texts(lang);
    QueueWords {
        at_risk: t.at_risk.into(),
        mine: d.mine.into(),
        waiting: t.waiting.into(),
        elsewhere: d.elsewhere.into(),
        assigned: t.assigned.into(),
        snoozed: d.snoozed.into(),
        empty: t.queue_empty.into(),
        alerts: d.alerts.into(),
        sound: d.sound.into(),
        desktop: d.desktop.into(),
    }
}

/// Every page of the console, and what can be done with the open conversation.
fn command_bar(lang: Lang, current: Option<String>, fields: Vec<(String, String)>) -> AnyView {
    let b = command_bar::texts(lang);
    let command = |label: &str, act: Act| Command { label: label.to_owned(), act };
    let go = |label: &str, href: &str| command(label, Act::Go(href.to_owned()));
    let focus = |label: &str, selector: &str| command(label, Act::Focus(selector.to_owned()));
    let send = |label: &str, selector: &str| command(label, Act::Submit(selector.to_owned()));
    let mut commands = Vec::new();
    if current.is_some() {
        commands.extend([
            focus(b.answer, "#chat-body"),
            focus(b.note, "#note"),
            focus(b.snooze, "#snooze"),
            focus(b.close, "#reason"),
            send(b.take, "form[action$='/take']"),
        ]);
    }
    commands.extend(fields.iter().map(|(name, field)| focus(&b.to_talk.replace("{name}", name), field)));
    let texts = console_texts::texts(lang);
    commands.extend([
        send(console_desk::texts(lang).next, "form[action='/console/next']"),
        focus(b.search, "#q"),
        go(texts.queue, "/console"),
        go(crate::texts::console_talk::texts(lang).beside, "/console/beside"),
        go(crate::texts::console_cases::texts(lang).title, "/console/cases"),
        go(console_calls::texts(lang).title, "/console/calls"),
        go(console_plans::texts(lang).title, "/console/plans"),
        go(console_undelivered::texts(lang).title, "/console/undelivered"),
        go(crate::texts::bank::texts(lang).title, "/console/payments"),
        go(crate::texts::canned::texts(lang).title, "/console/canned"),
        go(crate::texts::treatment::texts(lang).title, "/console/treatment"),
        go(crate::texts::experiments::texts(lang).title, "/console/experiments"),
        go(crate::texts::journeys::texts(lang).title, "/console/journeys"),
    ]);
    let words = BarWords {
        title: b.title.into(),
        label: b.label.into(),
        count: b.count.into(),
        conversation: b.conversation.into(),
        insert: b.insert.into(),
    };
    view! { <CommandBar words=words commands=commands current=current/> }.into_any()
}

fn search_form(t: &'static ConsoleTexts, q: String) -> AnyView {
    view! {
        <form role="search" method="post" action="/console/debtors" class="console-search">
            <label for="q">{t.search}</label>
            <input id="q" name="q" type="search" value=q accesskey="s" autocomplete="off" title=t.search_hint required/>
        </form>
    }
    .into_any()
}
