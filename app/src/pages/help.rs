//! Help: a pause, a call back, 'I have money worries', help near you, a complaint.

use crate::pages::invoice::textarea;
use crate::parts::{ErrorSummary, FormKey};
use crate::texts::fill;
use crate::texts::help::{HelpTexts, texts};
use effen::dates::long_near;
use effen::kinds::{Country, Lang};
use jiff::civil::Date;
use leptos::prelude::*;

/// A request that waits for us, or runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRequest {
    /// Its id.
    pub id: String,
    /// 'pause' | 'callback' | 'help' | 'complaint'.
    pub kind: String,
}

/// Where the pause stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// It can be started.
    Possible,
    /// It runs until and including a day.
    Runs(Date),
    /// It was used before; another needs a person.
    Used,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct HelpModel {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// Whose help there is nearby.
    pub country: Country,
    /// Warm words: only after the debtor said there is trouble.
    pub warm: bool,
    /// The pause.
    pub pause: Pause,
    /// Open requests.
    pub open: Vec<OpenRequest>,
    /// The debtor's telephone number, the end of it only; '' without one.
    pub phone: String,
    /// Our telephone number.
    pub our_phone: String,
    /// What was typed into the complaint.
    pub typed: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Idempotency key.
    pub key: String,
}

/// The page.
pub fn page(model: HelpModel) -> AnyView {
    let t = texts(model.lang);
    let lead = if model.warm { t.lead_warm } else { t.lead };
    let errors: Vec<_> = model.error.iter().map(|text| ("body", text.clone())).collect();
    view! {
        <ErrorSummary title=t.check errors=errors/>
        <h1>{t.title}</h1>
        <p class="lead">{lead}</p>
        {open_requests(&model, t)}
        {pause(&model, t)}
        {callback(&model, t)}
        {asked(&model, t)}
        <section class="block" id="talk">
            <h2>{t.talk_title}</h2>
            <p class="cluster">
                <a class="button-quiet" href="/chat">{t.talk_chat}</a>
                <a class="button-quiet" href="/plan">{t.parts}</a>
            </p>
            <p>{fill(t.talk_call, &[("phone", &model.our_phone)])}</p>
        </section>
        {nearby(&model, t)}
        {complaint(&model, t)}
    }
    .into_any()
}

fn has(model: &HelpModel, kind: &str) -> bool {
    model.open.iter().any(|request| request.kind == kind)
}

/// What was asked and waits, each with the way to take it back.
fn open_requests(model: &HelpModel, t: &'static HelpTexts) -> Option<AnyView> {
    if model.open.is_empty() {
        return None;
    }
    let rows = model
        .open
        .iter()
        .map(|request| {
            let text = match (request.kind.as_str(), model.pause) {
                ("pause", Pause::Runs(until)) => {
                    fill(t.done_pause, &[("date", &long_near(until, model.today, model.lang))])
                }
                ("pause", _) => t.pause_title.to_owned(),
                ("callback", _) => t.done_callback.to_owned(),
                ("help", _) => t.done_help.to_owned(),
                _ => t.done_complaint.to_owned(),
            };
            let (action, key) = (format!("/reply/{}/undo", request.id), format!("{}-{}", model.key, request.id));
            let undo = (request.kind != "complaint").then(|| {
                view! {
                    <form method="post" action=action>
                        <FormKey key=key/>
                        <button class="button-quiet" type="submit">{t.undo}</button>
                    </form>
                }
            });
            view! { <div class="notice-bar" data-kind="success"><div class="stack-tight"><p>{text}</p>{undo}</div></div> }.into_any()
        })
        .collect_view();
    Some(view! { <section class="block"><h2>{t.open_title}</h2>{rows}</section> }.into_any())
}

fn pause(model: &HelpModel, t: &'static HelpTexts) -> AnyView {
    let action = match model.pause {
        Pause::Possible => view! {
            <form method="post" action="/help/pause" class="stack">
                <FormKey key=model.key.clone()/>
                <p class="hint">{t.pause_note}</p>
                <button class="button" type="submit">{t.pause_button}</button>
            </form>
        }
        .into_any(),
        Pause::Runs(until) => {
            view! { <p>{fill(t.pause_runs, &[("date", &long_near(until, model.today, model.lang))])}</p> }.into_any()
        }
        Pause::Used => view! { <p>{t.pause_used}</p> }.into_any(),
    };
    view! {
        <section class="block card-calm" id="pause"><h2>{t.pause_title}</h2><p>{t.pause_text}</p>{action}</section>
    }
    .into_any()
}

fn callback(model: &HelpModel, t: &'static HelpTexts) -> AnyView {
    let asked = has(model, "callback");
    let text = if model.phone.is_empty() {
        t.callback_no_phone.to_owned()
    } else {
        fill(t.callback_text, &[("phone", &model.phone)])
    };
    let form = (!asked).then(|| {
        view! {
            <form method="post" action="/help/callback" class="stack">
                <FormKey key=model.key.clone()/>
                <div class="field">
                    <label for="when">{t.callback_when}</label>
                    <input id="when" name="body" maxlength="200" autocomplete="off"/>
                </div>
                <button class="button-quiet" type="submit">{t.callback_button}</button>
            </form>
        }
    });
    view! { <section class="block card" id="callback"><h2>{t.callback_title}</h2><p>{text}</p>{form}</section> }
        .into_any()
}

fn asked(model: &HelpModel, t: &'static HelpTexts) -> AnyView {
    let form = (!has(model, "help")).then(|| {
        view! {
            <form method="post" action="/help/help">
                <FormKey key=model.key.clone()/>
                <button class="button-quiet" type="submit">{t.asked_button}</button>
            </form>
        }
    });
    view! { <section class="block card" id="worries"><h2>{t.asked_title}</h2><p>{t.asked_text}</p>{form}</section> }
        .into_any()
}

/// Help with debts by country: name, address, words.
fn nearby(model: &HelpModel, t: &'static HelpTexts) -> AnyView {
    let list: &[(&str, &str, &'static str)] = match model.country {
        Country::Nl => &[
            ("Geldfit", "https://geldfit.nl", t.nl_geldfit),
            ("Gemeente", "https://www.rijksoverheid.nl/onderwerpen/schulden", t.nl_gemeente),
            ("Nibud", "https://www.nibud.nl", t.nl_nibud),
            ("NVVK", "https://www.nvvk.nl", t.nl_nvvk),
        ],
        Country::Be => &[
            ("OCMW · CPAS", "https://www.mi-is.be", t.be_ocmw),
            ("CAW", "https://www.caw.be", t.be_caw),
            ("Schuldbemiddeling · Médiation de dettes", "https://www.eerstehulpbijschulden.be", t.be_mediation),
        ],
    };
    let rows = list
        .iter()
        .map(|&(name, href, words)| {
            view! { <li><a href=href rel="noopener noreferrer">{name.to_owned()}</a> " · " {words}</li> }.into_any()
        })
        .collect_view();
    view! {
        <section class="block" id="near"><h2>{t.near_title}</h2><p>{t.near_text}</p><ul class="stack-tight">{rows}</ul></section>
    }
    .into_any()
}

fn complaint(model: &HelpModel, t: &'static HelpTexts) -> AnyView {
    let error = model.error.clone().map(|text| view! { <p class="field-error">{text}</p> });
    view! {
        <section class="block card" id="complaint">
            <h2>{t.complaint_title}</h2>
            <p>{t.complaint_text}</p>
            <form method="post" action="/help/complaint" class="stack">
                <FormKey key=model.key.clone()/>
                <div class="field">
                    <label for="body">{t.complaint_label}</label>
                    {error}
                    {textarea("body", &model.typed, model.error.is_some())}
                </div>
                <button class="button-quiet" type="submit">{t.complaint_button}</button>
            </form>
        </section>
    }
    .into_any()
}
