//! 'People who help me': who has access to the debtor's file, what they may do and did, and giving, changing and ending it.

mod form;
mod proposals;

pub use form::{AccessForm, AccessTyped, ChangeModel, GiveModel, change, fields, give};
pub use proposals::{ProposalItem, proposals};

use crate::parts::FormKey;
use crate::texts::fill;
use crate::texts::helpers::{HelperTexts, kind_words, scope_words, texts};
use effen::access::{HelperKind, Scopes, Standing};
use effen::dates::long;
use effen::kinds::{Lang, PartyKind};
use jiff::civil::Date;
use leptos::prelude::*;

/// Somebody who has, or had, access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelperItem {
    /// The id of the access.
    pub id: String,
    /// Name and organisation.
    pub called: String,
    /// Where the invitation goes.
    pub email: String,
    /// Who they are.
    pub kind: HelperKind,
    /// What they may do.
    pub scopes: Scopes,
    /// Where the access stands.
    pub standing: Standing,
    /// Its last day.
    pub ends_on: Date,
    /// The invitation: '' on its way, 'sent' or 'failed'.
    pub mailed: String,
    /// Did an agent register it?
    pub by_agent: bool,
    /// What they did, the latest first: when, and what.
    pub uses: Vec<(String, String)>,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct HelpersModel {
    /// Language.
    pub lang: Lang,
    /// Consumer or company.
    pub party: PartyKind,
    /// Everybody, the latest given first.
    pub items: Vec<HelperItem>,
    /// Plans that helpers propose.
    pub proposals: Vec<ProposalItem>,
    /// Idempotency key.
    pub key: String,
}

/// The page.
pub fn page(model: HelpersModel) -> AnyView {
    let t = texts(model.lang);
    let lead = if model.party == PartyKind::Company { t.lead_company } else { t.lead };
    let (now, past): (Vec<_>, Vec<_>) = model.items.iter().partition(|item| item.standing.stands());
    let none = now.is_empty().then(|| view! { <p>{t.none}</p> });
    let standing = now.iter().map(|item| card(item, &model, t)).collect_view();
    let before = (!past.is_empty()).then(|| {
        let title = fill(t.past_title, &[("n", &past.len().to_string())]);
        let rows = past.iter().map(|item| gone(item, model.lang, t)).collect_view();
        view! { <details class="disclosure"><summary>{title}</summary><div class="stack">{rows}</div></details> }
    });
    view! {
        <h1>{t.title}</h1>
        <p class="lead">{lead}</p>
        {proposals(&model.proposals, &model.key, model.lang)}
        <section class="block">
            <h2>{t.now_title}</h2>
            {none}
            {standing}
            <p><a class="button" href="/helpers/give">{t.give}</a></p>
            <p class="hint">{t.never}</p>
        </section>
        {before}
    }
    .into_any()
}

/// Who reads and writes along in the debtor's conversation, above it.
pub fn reads_along(called: &[String], lang: Lang) -> Option<AnyView> {
    let t = texts(lang);
    let line = |name: &String| view! { <p>{fill(t.reads_along, &[("name", name)])}</p> };
    let lines = called.iter().map(line).collect_view();
    (!called.is_empty()).then(|| {
        view! { <div class="notice-bar" data-kind="info"><div>{lines}<p><a href="/helpers">{t.title}</a></p></div></div> }
            .into_any()
    })
}

fn status(item: &HelperItem, t: &'static HelperTexts) -> AnyView {
    let (class, words) = match item.standing {
        Standing::Invited => ("status status-open", t.st_invited),
        Standing::Running => ("status status-paid", t.st_running),
        Standing::Expired => ("status status-held", t.st_expired),
        Standing::Revoked => ("status status-held", t.st_revoked),
    };
    view! { <span class=class>{words}</span> }.into_any()
}

fn facts(item: &HelperItem, lang: Lang, t: &'static HelperTexts) -> AnyView {
    let may = item.scopes.iter().map(|scope| view! { <li>{scope_words(scope, lang)}</li> }).collect_view();
    let may = match item.kind {
        HelperKind::Colleague => view! { {t.scopes_hint} }.into_any(),
        _ => view! { <ul>{may}</ul> }.into_any(),
    };
    let by_agent = item.by_agent.then(|| view! { " · " {t.by_us} });
    view! {
        <dl class="facts">
            <div><dt>{t.status}</dt><dd>{status(item, t)} {by_agent}</dd></div>
            <div><dt>{t.may}</dt><dd>{may}</dd></div>
            <div><dt>{t.until}</dt><dd>{long(item.ends_on, lang)}</dd></div>
        </dl>
    }
    .into_any()
}

fn invitation(item: &HelperItem, key: &str, t: &'static HelperTexts) -> Option<AnyView> {
    if item.standing != Standing::Invited {
        return None;
    }
    let template = match item.mailed.as_str() {
        "sent" => t.mail_sent,
        "failed" => t.mail_failed,
        _ => t.mail_coming,
    };
    let action = format!("/helpers/again/{}", item.id);
    let key = key.to_owned();
    Some(
        view! {
            <p>{fill(template, &[("email", &item.email)])}</p>
            <form method="post" action=action>
                <FormKey key=key/>
                <button class="button-quiet" type="submit">{t.again}</button>
            </form>
        }
        .into_any(),
    )
}

/// What somebody did, day and time before each.
fn uses(item: &HelperItem, t: &'static HelperTexts) -> AnyView {
    let title = fill(t.uses, &[("name", &item.called)]);
    let rows = match item.uses.is_empty() {
        true => view! { <p>{t.uses_none}</p> }.into_any(),
        false => {
            let rows = item
                .uses
                .iter()
                .map(|(when, what)| view! { <li><span class="hint">{when.clone()}</span> ": " {what.clone()}</li> })
                .collect_view();
            view! { <ul class="stack-tight">{rows}</ul> }.into_any()
        }
    };
    view! { <details class="disclosure"><summary>{title}</summary>{rows}</details> }.into_any()
}

fn card(item: &HelperItem, model: &HelpersModel, t: &'static HelperTexts) -> AnyView {
    let lang = model.lang;
    let change = (item.kind != HelperKind::Colleague || item.standing.stands()).then(|| {
        let href = format!("/helpers/change/{}", item.id);
        let label = format!("{}: {}", t.change, item.called);
        view! { <a class="button-quiet" href=href aria-label=label>{t.change}</a> }
    });
    let (action, key) = (format!("/helpers/end/{}", item.id), model.key.clone());
    let label = format!("{}: {}", t.end, item.called);
    view! {
        <article class="card stack">
            <h3>{item.called.clone()} " " <small class="hint">{kind_words(item.kind, lang)}</small></h3>
            {facts(item, lang, t)}
            {invitation(item, &model.key, t)}
            {uses(item, t)}
            <form method="post" action=action class="cluster">
                <FormKey key=key/>
                {change}
                <button class="button-quiet" type="submit" aria-label=label>{t.end}</button>
                <span class="hint">{t.end_hint}</span>
            </form>
        </article>
    }
    .into_any()
}

fn gone(item: &HelperItem, lang: Lang, t: &'static HelperTexts) -> AnyView {
    view! {
        <article class="stack">
            <h3>{item.called.clone()} " " <small class="hint">{kind_words(item.kind, lang)}</small></h3>
            {facts(item, lang, t)}
            {uses(item, t)}
        </article>
    }
    .into_any()
}
