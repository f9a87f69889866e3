//! Calls: who is to be called, and one call with its script and its outcome.

use crate::console_texts;
use crate::islands::console::view::QueueView;
use crate::parts::{ErrorSummary, FormKey};
use crate::texts::console_calls::{ConsoleCallTexts, outcome_words, texts};
use crate::texts::fill;
use effen::kinds::Lang;
use effen::people::call::CallOutcome;
use leptos::prelude::*;

/// Who makes a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// Nobody yet.
    Nobody,
    /// This agent.
    Me,
    /// Another one.
    Colleague,
}

/// A call to make.
#[derive(Debug, Clone)]
pub struct Task {
    /// The message's id.
    pub id: String,
    /// Whom.
    pub name: String,
    /// File reference.
    pub reference: String,
    /// What it is about.
    pub subject: String,
    /// Since when it is ready, in words.
    pub since: String,
    /// Who makes it.
    pub caller: Caller,
}

/// Somebody who asked to be called.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The case.
    pub case: String,
    /// Name.
    pub name: String,
    /// File reference.
    pub reference: String,
    /// When it suits, in their words.
    pub when: String,
    /// When they asked, in words.
    pub asked: String,
}

/// A call that was made.
#[derive(Debug, Clone)]
pub struct Ended {
    /// Whom.
    pub debtor_id: String,
    /// Name.
    pub name: String,
    /// By whom.
    pub agent: String,
    /// How it ended.
    pub outcome: Option<CallOutcome>,
    /// When, in words.
    pub time: String,
}

/// What the list shows.
#[derive(Debug, Clone)]
pub struct CallsModel {
    /// Language of the agent.
    pub lang: Lang,
    /// Who waits in the chat.
    pub queue: QueueView,
    /// The longest waiting first.
    pub tasks: Vec<Task>,
    /// The longest waiting first.
    pub asked: Vec<Asked>,
    /// The newest first.
    pub ended: Vec<Ended>,
}

/// The list.
pub fn list(model: CallsModel) -> AnyView {
    let (lang, t) = (model.lang, texts(model.lang));
    let none = model.tasks.is_empty().then(|| view! { <p>{t.none}</p> });
    let asked_none = model.asked.is_empty().then(|| view! { <p>{t.asked_none}</p> });
    let tasks = model.tasks.iter().map(|task| task_view(task, t)).collect_view();
    let asked = model.asked.iter().map(|one| asked_view(one, t)).collect_view();
    view! {
        <div class="console console-wide">
            {super::side(lang, console_texts::texts(lang), model.queue, None)}
            <section class="console-talk">
                <h1>{t.title}</h1>
                <p class="lead">{t.lead}</p>
                <h2>{t.tasks}</h2>
                {none}
                <ul class="card-list">{tasks}</ul>
                <h2>{t.asked}</h2>
                {asked_none}
                <ul class="card-list">{asked}</ul>
                <h2>{t.ended}</h2>
                {ended(&model.ended, lang, t)}
            </section>
        </div>
    }
    .into_any()
}

fn task_view(task: &Task, t: &'static ConsoleCallTexts) -> AnyView {
    let open = format!("/console/call/{}", task.id);
    let since = (task.caller == Caller::Nobody).then(|| view! { " · " {fill(t.since, &[("time", &task.since)])} });
    let way = match task.caller {
        Caller::Nobody => view! {
            <form method="post" action=format!("{open}/start")>
                <button class="button" type="submit">{t.start} <span class="visually-hidden">": " {task.name.clone()}</span></button>
            </form>
        }
        .into_any(),
        Caller::Me => view! { <p>{t.yours}</p> <p><a class="button" href=open>{t.go_on}</a></p> }.into_any(),
        Caller::Colleague => view! { <p class="hint">{t.theirs}</p> }.into_any(),
    };
    view! {
        <li class="card">
            <h3>{task.name.clone()}</h3>
            <p class="hint">{task.reference.clone()} {since}</p>
            <p>{task.subject.clone()}</p>
            {way}
        </li>
    }
    .into_any()
}

fn asked_view(one: &Asked, t: &'static ConsoleCallTexts) -> AnyView {
    let when = (!one.when.is_empty()).then(|| view! { <p class="said">{one.when.clone()}</p> });
    view! {
        <li class="card">
            <h3>{one.name.clone()}</h3>
            <p class="hint">{one.reference.clone()} " · " {fill(t.asked_on, &[("time", &one.asked)])}</p>
            {when}
            <p><a class="button-quiet" href=format!("/console/case/{}", one.case)>{t.open_case}</a></p>
        </li>
    }
    .into_any()
}

fn ended(rows: &[Ended], lang: Lang, t: &'static ConsoleCallTexts) -> AnyView {
    if rows.is_empty() {
        return view! { <p>{t.ended_none}</p> }.into_any();
    }
    let rows = rows
        .iter()
        .map(|row| {
            view! {
                <tr>
                    <th scope="row" data-label=t.col_who>
                        <a href=format!("/console/debtor/{}", row.debtor_id)>{row.name.clone()}</a>
                    </th>
                    <td data-label=t.col_outcome>{row.outcome.map(|outcome| outcome_words(lang, outcome))}</td>
                    <td data-label=t.col_agent>{row.agent.clone()}</td>
                    <td data-label=t.col_time>{row.time.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = [t.col_who, t.col_outcome, t.col_agent, t.col_time].map(|head| view! { <th scope="col">{head}</th> });
    view! { <table class="table"><thead><tr>{heads.to_vec()}</tr></thead><tbody>{rows}</tbody></table> }.into_any()
}

/// The outcome as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The word of the outcome, or ''.
    pub outcome: String,
    /// A day, or ''.
    pub pay_on: String,
    /// When to call, or ''.
    pub when: String,
    /// No calls any more.
    pub no_more: bool,
}

/// What one call shows.
#[derive(Debug, Clone)]
pub struct CallModel {
    /// Language of the agent.
    pub lang: Lang,
    /// Who waits in the chat.
    pub queue: QueueView,
    /// The message's id.
    pub id: String,
    /// Whose file.
    pub debtor_id: String,
    /// Name.
    pub name: String,
    /// File reference.
    pub reference: String,
    /// The number.
    pub number: String,
    /// The language of the script.
    pub spoken: Lang,
    /// What the agent says, by paragraph.
    pub script: Vec<String>,
    /// Which attempt of the call this is: an outcome holds for no other.
    pub attempts: i64,
    /// The form's key.
    pub key: String,
    /// What stands in the form.
    pub typed: Typed,
    /// Field and sentence.
    pub errors: Vec<(&'static str, String)>,
}

/// One call.
pub fn call(model: CallModel) -> AnyView {
    let (lang, t) = (model.lang, texts(model.lang));
    let dial: String = model.number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let script = model.script.iter().map(|part| view! { <p class="said">{part.clone()}</p> }).collect_view();
    let errors = model.errors.clone();
    let form = form(&model, t);
    view! {
        <div class="console console-wide">
            {super::side(lang, console_texts::texts(lang), model.queue, None)}
            <section class="console-talk">
                <h1>{fill(t.call_title, &[("name", &model.name)])}</h1>
                <ErrorSummary title=t.check errors=errors/>
                <dl class="facts">
                    <div><dt>{t.number}</dt><dd><a href=format!("tel:{dial}")>{model.number.clone()}</a></dd></div>
                </dl>
                <p><a href=format!("/console/debtor/{}", model.debtor_id)>{t.file} " (" {model.reference.clone()} ")"</a></p>
                <h2>{t.script}</h2>
                <p class="hint">{t.script_lead}</p>
                <div class="card stack" lang=model.spoken.as_str()>{script}</div>
                {form}
            </section>
        </div>
    }
    .into_any()
}

fn form(model: &CallModel, t: &'static ConsoleCallTexts) -> AnyView {
    let (lang, typed) = (model.lang, &model.typed);
    let error = |name: &str| model.errors.iter().find(|(field, _)| *field == name).map(|(_, text)| text.clone());
    let choices = CallOutcome::ALL
        .iter()
        .enumerate()
        .map(|(at, &outcome)| {
            let id = if at == 0 { "outcome".to_owned() } else { format!("outcome-{outcome}") };
            view! {
                <label class="choice">
                    <input id=id type="radio" name="outcome" value=outcome.as_str() checked=typed.outcome == outcome.as_str()/>
                    <span>{outcome_words(lang, outcome)}</span>
                </label>
            }
        })
        .collect_view();
    let wrong = error("outcome").map(|text| view! { <p class="field-error">{text}</p> });
    view! {
        <form class="stack" method="post" action=format!("/console/call/{}/end", model.id)>
            <FormKey key=model.key.clone()/>
            <input type="hidden" name="attempts" value=model.attempts/>
            <fieldset><legend>{t.outcome}</legend>{wrong}<div class="stack-tight">{choices}</div></fieldset>
            {field("pay_on", "date", t.pay_on, t.pay_on_hint, &typed.pay_on, error("pay_on"))}
            {field("when", "text", t.when, t.when_hint, &typed.when, error("when"))}
            <label class="choice">
                <input type="checkbox" name="no_more" value="1" checked=typed.no_more/><span>{t.no_more}</span>
            </label>
            <div><button class="button" type="submit">{t.save}</button></div>
        </form>
    }
    .into_any()
}

fn field(
    name: &'static str,
    kind: &'static str,
    label: &'static str,
    hint: &'static str,
    value: &str,
    error: Option<String>,
) -> AnyView {
    let is_wrong = error.is_some();
    let described = if is_wrong { format!("{name}-hint {name}-error") } else { format!("{name}-hint") };
    let error = error.map(|text| view! { <p class="field-error" id=format!("{name}-error")>{text}</p> });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <p class="hint" id=format!("{name}-hint")>{hint}</p>
            {error}
            <input
                id=name name=name type=kind value=value.to_owned() autocomplete="off" maxlength="200"
                aria-describedby=described aria-invalid=is_wrong.then_some("true")
            />
        </div>
    }
    .into_any()
}
