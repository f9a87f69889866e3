//! Cases for agents: the list, oldest promise first, and one of them with what can be done.

use crate::console_texts::texts as console_texts;
use crate::islands::console::File;
use crate::islands::console::view::{FileView, QueueView};
use crate::pages::cases::sign;
use crate::pages::chat::escape;
use crate::parts::ErrorSummary;
use crate::parts::files::{FileItem, file_list};
use crate::texts::cases::{field, kind as kind_words};
use crate::texts::console_cases::{ConsoleCasesTexts, texts};
use effen::cases::form::CaseField;
use effen::cases::{CaseEvent, CaseKind, CaseStatus};
use effen::kinds::Lang;
use leptos::prelude::*;

/// A case in the list.
#[derive(Debug, Clone)]
pub struct CaseItem {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub kind: CaseKind,
    /// Where it stands.
    pub status: CaseStatus,
    /// By when we promised, in words.
    pub by: String,
    /// Has that day passed?
    pub overdue: bool,
    /// Name and reference.
    pub who: String,
    /// The claim's number, or ''.
    pub claim: String,
    /// Who has it, or ''.
    pub agent: String,
}

/// What the list shows.
#[derive(Debug, Clone)]
pub struct CaseListModel {
    /// Language.
    pub lang: Lang,
    /// Who waits in the chat.
    pub queue: QueueView,
    /// The oldest promise first.
    pub cases: Vec<CaseItem>,
    /// Are there more?
    pub more: bool,
}

/// The list.
pub fn list(model: CaseListModel) -> AnyView {
    let (t, lang) = (texts(model.lang), model.lang);
    let none = model.cases.is_empty().then(|| view! { <p>{t.none}</p> });
    let rows = model.cases.into_iter().map(|case| row(case, t, lang)).collect::<Vec<_>>();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <table class="table">
                <thead><tr>
                    <th scope="col">{t.col_by}</th><th scope="col">{t.col_kind}</th><th scope="col">{t.col_who}</th>
                    <th scope="col">{t.col_claim}</th><th scope="col">{t.col_status}</th><th scope="col">{t.col_agent}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
    });
    view! {
        <div class="console console-wide">
            {super::side(lang, console_texts(lang), model.queue, None)}
            <section class="console-talk">
                <h1>{t.title}</h1>
                <p class="lead">{t.lead}</p>
                {none}
                {table}
                {model.more.then(|| view! { <p class="hint">{t.more}</p> })}
            </section>
        </div>
    }
    .into_any()
}

fn row(case: CaseItem, t: &'static ConsoleCasesTexts, lang: Lang) -> AnyView {
    let late = case.overdue.then(|| view! { " " <span class="status status-late">{t.overdue}</span> });
    let agent = if case.agent.is_empty() { t.nobody.to_owned() } else { case.agent };
    view! {
        <tr>
            <td data-label=t.col_by>{case.by} {late}</td>
            <th scope="row" data-label=t.col_kind>
                <a href=format!("/console/case/{}", case.id)>{kind_words(case.kind, lang)}</a>
            </th>
            <td data-label=t.col_who>{case.who}</td>
            <td data-label=t.col_claim>{case.claim}</td>
            <td data-label=t.col_status>{sign(case.status, lang)}</td>
            <td data-label=t.col_agent>{agent}</td>
        </tr>
    }
    .into_any()
}

/// What happened: when, what, by whom, and what was written.
#[derive(Debug, Clone)]
pub struct Step {
    /// When, in words.
    pub time: String,
    /// What.
    pub what: &'static str,
    /// Who.
    pub who: String,
    /// What was written.
    pub words: String,
}

/// What an agent typed, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct DecisionTyped {
    /// Which form.
    pub act: String,
    /// The text.
    pub words: String,
    /// The amount found.
    pub paid_amount: String,
    /// The day it was paid.
    pub paid_on: String,
    /// The last day of a pause.
    pub until_on: String,
    /// What is wrong: the field's id and the sentence.
    pub wrong: Vec<(&'static str, String)>,
}

/// What the page of one case shows.
#[derive(Debug, Clone)]
pub struct CasePageModel {
    /// Language.
    pub lang: Lang,
    /// Who waits in the chat.
    pub queue: QueueView,
    /// The file beside it.
    pub file: FileView,
    /// Its id.
    pub id: String,
    /// What it is about.
    pub kind: CaseKind,
    /// Where it stands.
    pub status: CaseStatus,
    /// By when we promised, in words.
    pub by: Option<String>,
    /// Who has it.
    pub agent: Option<String>,
    /// Number and creditor of the claim, and what is open on it.
    pub claim: Option<(String, String)>,
    /// What was filled in.
    pub told: Vec<(CaseField, String)>,
    /// Files.
    pub files: Vec<FileItem>,
    /// What happened.
    pub steps: Vec<Step>,
    /// What granting does, in a sentence.
    pub effect: &'static str,
    /// What was typed.
    pub typed: DecisionTyped,
}

/// One case.
pub fn page(model: CasePageModel) -> AnyView {
    let (t, lang) = (texts(model.lang), model.lang);
    let by = model.by.as_ref().map(|by| view! { <span class="hint">{t.promised.replace("{date}", by)}</span> });
    let with = model.agent.as_ref().map(|name| view! { <span class="hint">{t.with.replace("{name}", name)}</span> });
    let claim = model.claim.clone().map(|(about, open)| {
        view! { <p>{about} " · " {t.open.replace("{amount}", &open)}</p> }
    });
    let told = if model.told.is_empty() {
        view! { <p class="hint">{t.told_none}</p> }.into_any()
    } else {
        let rows = model
            .told
            .iter()
            .map(
                |(name, value)| view! { <div><dt>{field(*name, lang)}</dt><dd class="said">{value.clone()}</dd></div> },
            )
            .collect_view();
        view! { <dl class="facts">{rows}</dl> }.into_any()
    };
    let files = (!model.files.is_empty())
        .then(|| view! { <section class="block"><h2>{t.files}</h2>{file_list(model.files.clone(), lang)}</section> });
    let (acts, steps) = (acts(&model, t), steps(&model, t));
    view! {
        <div class="console console-case">
            {super::side(lang, console_texts(lang), model.queue.clone(), None)}
            <section class="console-talk">
                <ErrorSummary title=t.check errors=model.typed.wrong.clone()/>
                <p><a href="/console/cases">{t.to_list}</a></p>
                <div class="split"><h1>{kind_words(model.kind, lang)}</h1>{sign(model.status, lang)}</div>
                <p class="cluster">{by} {with}</p>
                {claim}
                <section class="block"><h2>{t.told}</h2>{told}</section>
                {files}
                {steps}
                {acts}
                <p><a class="button-quiet" href=format!("/console/debtor/{}", model.file.debtor_id)>{t.to_file}</a></p>
            </section>
            <aside class="console-file" aria-label=console_texts(lang).file><File lang=lang file=model.file/></aside>
        </div>
    }
    .into_any()
}

fn steps(model: &CasePageModel, t: &'static ConsoleCasesTexts) -> AnyView {
    let rows = model
        .steps
        .iter()
        .map(|step| {
            let said = (!step.words.is_empty()).then(|| view! { <p class="mail">{step.words.clone()}</p> });
            view! {
                <li><span class="hint">{step.time.clone()} " · " {step.who.clone()}</span> " " <strong>{step.what}</strong> {said}</li>
            }
        })
        .collect_view();
    view! { <section class="block"><h2>{t.thread}</h2><ol class="acts">{rows}</ol></section> }.into_any()
}

/// What can be done: take, ask, grant, reject. The two decisions want a confirmation.
fn acts(model: &CasePageModel, t: &'static ConsoleCasesTexts) -> AnyView {
    if !model.status.is_open() {
        return view! { <p>{t.done}</p> }.into_any();
    }
    let can = |event: CaseEvent| model.status.after(event).is_ok();
    let take = can(CaseEvent::Take).then(|| {
        view! {
            <form method="post" action=format!("/console/case/{}/take", model.id)>
                <button class="button" type="submit">{t.take}</button>
            </form>
        }
    });
    let ask = can(CaseEvent::Ask).then(|| form(model, t, CaseEvent::Ask));
    view! { {take} {ask} {form(model, t, CaseEvent::Grant)} {form(model, t, CaseEvent::Reject)} }.into_any()
}

fn form(model: &CasePageModel, t: &'static ConsoleCasesTexts, event: CaseEvent) -> AnyView {
    let (title, label, button, effect) = match event {
        CaseEvent::Grant => (t.grant_title, t.grant_label, t.grant_button, Some(model.effect)),
        CaseEvent::Reject => (t.reject_title, t.reject_label, t.reject_button, Some(t.reject_effect)),
        _ => (t.ask_title, t.ask_label, t.ask_button, None),
    };
    let act = event.as_str();
    let typed = if model.typed.act == act { model.typed.clone() } else { DecisionTyped::default() };
    let open = !typed.wrong.is_empty();
    let errors = typed.wrong.iter().map(|(_, text)| view! { <p class="field-error">{text.clone()}</p> }).collect_view();
    let words_id = format!("words-{act}");
    let extra = (event == CaseEvent::Grant).then(|| extra(model.kind, t, &typed));
    let confirm = effect.map(|effect| {
        view! {
            <p>{effect}</p>
            <label class="choice">
                <input type="checkbox" name="confirm" value="yes" id=format!("confirm-{act}")/><span>{t.confirm}</span>
            </label>
        }
    });
    let class = if event == CaseEvent::Grant { "button" } else { "button-quiet" };
    view! {
        <details class="disclosure" open=open>
            <summary>{title}</summary>
            <form method="post" action=format!("/console/case/{}/{act}", model.id) class="stack">
                <div class="field">
                    <label for=words_id.clone()>{label}</label>
                    {errors}
                    <textarea id=words_id name="words" rows="3" maxlength="4000" inner_html=escape(&typed.words)></textarea>
                </div>
                {extra}
                {confirm}
                <button class=class type="submit">{button}</button>
            </form>
        </details>
    }
    .into_any()
}

/// What a kind needs to be granted.
fn extra(kind: CaseKind, t: &'static ConsoleCasesTexts, typed: &DecisionTyped) -> AnyView {
    match kind {
        CaseKind::AlreadyPaid => view! {
            <div class="field">
                <label for="paid-amount">{t.paid_amount}</label>
                <input id="paid-amount" name="paid_amount" inputmode="decimal" class="short" value=typed.paid_amount.clone()/>
            </div>
            <div class="field">
                <label for="paid-on">{t.paid_on}</label>
                <input id="paid-on" name="paid_on" type="date" class="short" value=typed.paid_on.clone()/>
            </div>
        }
        .into_any(),
        CaseKind::LongerPause => view! {
            <div class="field">
                <label for="until-on">{t.until_on}</label>
                <input id="until-on" name="until_on" type="date" class="short" value=typed.until_on.clone()/>
            </div>
        }
        .into_any(),
        _ => ().into_any(),
    }
}
