//! Help: a pause, a call back, 'I have money worries', help near you, a complaint.

use crate::pages::cases::WITHOUT_CLAIM;
use crate::pages::tell::next_steps;
use crate::parts::FormKey;
use crate::texts::cases;
use crate::texts::help::{HelpTexts, texts};
use crate::texts::{fill, helpers, opening};
use effen::cases::{AnswerTerms, CaseKind};
use effen::chat::hours::Expectation;
use effen::dates::long_near;
use effen::kinds::{Country, Lang};
use jiff::civil::Date;
use leptos::prelude::*;

/// A request that waits for us, or runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRequest {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub kind: CaseKind,
}

/// Where the pause stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// It can be started.
    Possible,
    /// It runs until and including a day.
    Runs(Date),
    /// It was used in the last twelve months; another needs a person.
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
    /// Whether we are open, and when an answer may be expected.
    pub expectation: Expectation,
    /// Our telephone number.
    pub our_phone: String,
    /// By when complaints are answered, and where to go next.
    pub terms: AnswerTerms,
    /// Idempotency key.
    pub key: String,
}

/// The page.
pub fn page(model: HelpModel) -> AnyView {
    let t = texts(model.lang);
    let lead = if model.warm { t.lead_warm } else { t.lead };
    view! {
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
            <p>{opening::sentence(model.expectation, model.today, model.lang)}</p>
            <p>{fill(t.talk_call, &[("phone", &model.our_phone)])}</p>
        </section>
        {nearby(&model, t)}
        <section class="block" id="helpers">
            <h2>{helpers::texts(model.lang).title}</h2>
            <p>{t.helpers_text}</p>
            <p><a class="button-quiet" href="/helpers">{t.helpers_link}</a></p>
        </section>
        {tell(&model, t)}
        {complaint(&model, t)}
    }
    .into_any()
}

fn has(model: &HelpModel, kind: CaseKind) -> bool {
    model.open.iter().any(|request| request.kind == kind)
}

/// What was asked and waits, each with the way to see where it stands.
fn open_requests(model: &HelpModel, t: &'static HelpTexts) -> AnyView {
    let all = view! { <p><a href="/cases">{cases::texts(model.lang).all}</a></p> };
    if model.open.is_empty() {
        return all.into_any();
    }
    let rows = model
        .open
        .iter()
        .map(|request| {
            let text = match (request.kind, model.pause) {
                (CaseKind::Pause, Pause::Runs(until)) => {
                    fill(t.done_pause, &[("date", &long_near(until, model.today, model.lang))])
                }
                (CaseKind::Callback, _) => t.done_callback.to_owned(),
                (CaseKind::Help, _) => t.done_help.to_owned(),
                (kind, _) => fill(t.done_other, &[("what", cases::kind(kind, model.lang))]),
            };
            let href = format!("/cases/{}", request.id);
            view! {
                <div class="notice-bar" data-kind="success">
                    <div class="stack-tight"><p>{text}</p><p><a class="button-quiet" href=href>{t.follow}</a></p></div>
                </div>
            }
            .into_any()
        })
        .collect_view();
    view! { <section class="block"><h2>{t.open_title}</h2>{rows}{all}</section> }.into_any()
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
    let longer = cases::kind(CaseKind::LongerPause, model.lang);
    view! {
        <section class="block card-calm" id="pause"><h2>{t.pause_title}</h2><p>{t.pause_text}</p>{action}
            <p><a class="button-quiet" href="/tell/longer_pause">{longer}</a></p>
        </section>
    }
    .into_any()
}

fn callback(model: &HelpModel, t: &'static HelpTexts) -> AnyView {
    let asked = has(model, CaseKind::Callback);
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
    let form = (!has(model, CaseKind::Help)).then(|| {
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

/// What else can be told: a move, an administrator, a death.
fn tell(model: &HelpModel, t: &'static HelpTexts) -> AnyView {
    let links = WITHOUT_CLAIM
        .into_iter()
        .filter(|kind| !matches!(kind, CaseKind::LongerPause | CaseKind::Complaint))
        .map(|kind| {
            view! { <li><a class="link-row" href=format!("/tell/{kind}")>{cases::kind(kind, model.lang)}</a></li> }
        })
        .collect_view();
    view! { <section class="block" id="tell"><h2>{t.tell_title}</h2><ul class="stack-tight">{links}</ul></section> }
        .into_any()
}

fn complaint(model: &HelpModel, t: &'static HelpTexts) -> AnyView {
    let days = model.terms.complaint_receipt_working_days.to_string();
    let weeks = model.terms.complaint_answer_weeks.to_string();
    view! {
        <section class="block card" id="complaint">
            <h2>{t.complaint_title}</h2>
            <p>{fill(t.complaint_text, &[("days", &days), ("weeks", &weeks)])}</p>
            <p><a class="button-quiet" href="/tell/complaint">{t.complaint_button}</a></p>
            {next_steps(&model.terms, model.country, model.lang)}
        </section>
    }
    .into_any()
}
