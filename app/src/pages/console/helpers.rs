//! Who helps a debtor, as agents see it: every access with what was done with it, plans that helpers propose, and
//! registering an administrator.

use crate::console_texts;
use crate::islands::console::view::QueueView;
use crate::pages::helpers::{AccessForm, HelperItem, ProposalItem, fields};
use crate::parts::{ErrorSummary, FormKey};
use crate::texts::console_helpers::{ConsoleHelperTexts, texts};
use crate::texts::fill;
use crate::texts::helpers::{self, kind_words, scope_words};
use effen::access::Standing;
use effen::dates::short;
use effen::kinds::Lang;
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct ConsoleHelpersModel {
    /// Language of the agent.
    pub lang: Lang,
    /// Who waits.
    pub queue: QueueView,
    /// Whose.
    pub debtor_id: String,
    /// The name.
    pub name: String,
    /// Everybody, the latest given first, with the note of who registered them.
    pub items: Vec<(HelperItem, String)>,
    /// Plans that helpers propose.
    pub proposals: Vec<ProposalItem>,
    /// The form of registering somebody.
    pub form: AccessForm,
    /// The note, as typed.
    pub note: String,
    /// Idempotency key.
    pub key: String,
}

/// The page.
pub fn page(model: ConsoleHelpersModel) -> AnyView {
    let (t, c) = (texts(model.lang), console_texts::texts(model.lang));
    let h = helpers::texts(model.lang);
    let none = model.items.is_empty().then(|| view! { <p class="hint">{t.none}</p> });
    let rows = model.items.iter().map(|(item, note)| row(&model, item, note, t)).collect_view();
    view! {
        <div class="console">
            {super::side(model.lang, c, model.queue.clone(), None)}
            <section class="console-talk stack">
                <ErrorSummary title=h.check errors=model.form.errors.clone()/>
                <h1>{fill(t.page_title, &[("name", &model.name)])}</h1>
                <p><a href=format!("/console/debtor/{}", model.debtor_id)>{t.to_file}</a></p>
                {proposals(&model, t)}
                {none}
                {rows}
                {register(&model, t)}
            </section>
        </div>
    }
    .into_any()
}

fn status(item: &HelperItem, lang: Lang) -> &'static str {
    let h = helpers::texts(lang);
    match item.standing {
        Standing::Invited => h.st_invited,
        Standing::Running => h.st_running,
        Standing::Expired => h.st_expired,
        Standing::Revoked => h.st_revoked,
    }
}

fn row(model: &ConsoleHelpersModel, item: &HelperItem, note: &str, t: &'static ConsoleHelperTexts) -> AnyView {
    let lang = model.lang;
    let scopes: Vec<&str> = item.scopes.iter().map(|scope| scope_words(scope, lang)).collect();
    let by = if item.by_agent { t.by_agent } else { t.by_debtor };
    let until = fill(crate::texts::helping::texts(lang).until, &[("date", &short(item.ends_on, lang))]);
    let end = item.standing.stands().then(|| {
        let action = format!("/console/debtor/{}/helpers/{}", model.debtor_id, item.id);
        let key = model.key.clone();
        let label = format!("{}: {}", t.end, item.called);
        view! {
            <form method="post" action=action>
                <FormKey key=key/>
                <button class="button-quiet" type="submit" aria-label=label>{t.end}</button>
            </form>
        }
    });
    let uses = item
        .uses
        .iter()
        .map(|(when, what)| view! { <li><span class="hint">{when.clone()}</span> ": " {what.clone()}</li> })
        .collect_view();
    let uses = (!item.uses.is_empty())
        .then(|| view! { <details class="disclosure"><summary>{t.uses}</summary><ul>{uses}</ul></details> });
    let note = (!note.is_empty()).then(|| view! { <p class="said">{note.to_owned()}</p> });
    view! {
        <article class="card stack-tight">
            <h2>{item.called.clone()}</h2>
            <p>{kind_words(item.kind, lang)} ", " {by} ". " {status(item, lang)} ". " {until} "."</p>
            <p>{item.email.clone()}</p>
            <p class="hint">{scopes.join(" · ")}</p>
            {note}
            {uses}
            {end}
        </article>
    }
    .into_any()
}

fn proposals(model: &ConsoleHelpersModel, t: &'static ConsoleHelperTexts) -> Option<AnyView> {
    if model.proposals.is_empty() {
        return None;
    }
    let rows = model.proposals.iter().map(|item| proposal(model, item, t)).collect_view();
    Some(
        view! { <section class="stack" id="proposals" tabindex="-1"><h2>{t.proposals}</h2>{rows}</section> }.into_any(),
    )
}

fn proposal(model: &ConsoleHelpersModel, item: &ProposalItem, t: &'static ConsoleHelperTexts) -> AnyView {
    let (action, key) =
        (format!("/console/debtor/{}/helpers/proposal/{}", model.debtor_id, item.id), model.key.clone());
    let text = if item.stands { item.sentence(model.lang) } else { t.stale.to_owned() };
    let accept = item.stands.then(|| {
        view! {
            <label class="choice"><input type="checkbox" name="sure" value="1"/><span>{t.accept_sure}</span></label>
            <button class="button" type="submit" name="decision" value="accept">{t.accept}</button>
        }
    });
    view! {
        <form method="post" action=action class="card stack">
            <FormKey key=key/>
            <p><strong>{item.called.clone()}</strong> ": " {text}</p>
            {accept}
            <button class="button-quiet" type="submit" name="decision" value="decline">{t.decline}</button>
        </form>
    }
    .into_any()
}

fn register(model: &ConsoleHelpersModel, t: &'static ConsoleHelperTexts) -> AnyView {
    let found = model.form.errors.iter().find(|(name, _)| *name == "note").map(|(_, text)| text.clone());
    let invalid = found.is_some().then_some("true");
    let error = found.map(|text| view! { <p class="field-error">{text}</p> });
    let action = format!("/console/debtor/{}/helpers", model.debtor_id);
    view! {
        <details class="disclosure" open=!model.form.errors.is_empty()>
            <summary>{t.register_title}</summary>
            <form method="post" action=action class="stack">
                <FormKey key=model.key.clone()/>
                <p>{t.register_text}</p>
                {fields(&model.form)}
                <div class="field">
                    <label for="note">{t.note}</label>
                    {error}
                    <input id="note" name="note" maxlength="300" value=model.note.clone() aria-invalid=invalid/>
                </div>
                <button class="button" type="submit">{t.register}</button>
            </form>
        </details>
    }
    .into_any()
}
