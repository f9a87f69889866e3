//! Asking for a pause: thirty days at once, or a longer one about which an agent decides.

use super::{Helped, bar};
use crate::pages::invoice::textarea;
use crate::parts::{ErrorSummary, FormKey};
use crate::texts::cases::status as status_words;
use crate::texts::fill;
use crate::texts::helping::{HelpingTexts, texts};
use effen::cases::CaseStatus;
use effen::dates::long_near;
use effen::kinds::Lang;
use jiff::civil::Date;
use leptos::prelude::*;

/// Where the pause of thirty days stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PauseState {
    /// It can be started.
    Possible,
    /// It runs until and including a day; `None`: until somebody decides.
    Runs(Option<Date>),
    /// It was used in the last twelve months.
    Used,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct PauseModel {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// Whose.
    pub helped: Helped,
    /// The pause of thirty days.
    pub state: PauseState,
    /// A longer pause that was asked for last: where it stands.
    pub longer: Option<CaseStatus>,
    /// What was typed: why, and until when.
    pub typed: (String, String),
    /// What is wrong with it.
    pub errors: Vec<(&'static str, String)>,
    /// Idempotency key.
    pub key: String,
}

/// The page.
pub fn pause(model: PauseModel) -> AnyView {
    let t = texts(model.lang);
    let lead = fill(t.pause_lead, &[("name", &model.helped.name)]);
    view! {
        <ErrorSummary title=t.check errors=model.errors.clone()/>
        {bar(&model.helped, model.lang)}
        <h1>{t.pause_title}</h1>
        <p class="lead">{lead}</p>
        <p class="hint">{t.pause_note}</p>
        {short(&model, t)}
        {longer(&model, t)}
    }
    .into_any()
}

fn short(model: &PauseModel, t: &'static HelpingTexts) -> AnyView {
    let body = match model.state {
        PauseState::Runs(Some(until)) => {
            let date = long_near(until, model.today, model.lang);
            view! { <p>{fill(t.pause_runs, &[("date", &date)])}</p> }.into_any()
        }
        PauseState::Runs(None) => view! { <p>{t.paused}</p> }.into_any(),
        PauseState::Used => view! { <p>{t.pause_used}</p> }.into_any(),
        PauseState::Possible => {
            let (action, key) = (model.helped.at("pause"), model.key.clone());
            view! {
                <p>{t.pause_short_text}</p>
                <form method="post" action=action>
                    <FormKey key=key/>
                    <button class="button" type="submit" name="kind" value="pause">{t.pause_start}</button>
                </form>
            }
            .into_any()
        }
    };
    view! { <section class="block card"><h2>{t.pause_short}</h2>{body}</section> }.into_any()
}

fn longer(model: &PauseModel, t: &'static HelpingTexts) -> AnyView {
    let asked = model.longer.map(|status| {
        view! { <p>{fill(t.pause_asked, &[("status", status_words(status, model.lang))])}</p> }
    });
    let open = model.longer.is_some_and(CaseStatus::is_open);
    let form = (!open).then(|| {
        let error = |field: &str| {
            let found = model.errors.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
            found.map(|text| view! { <p class="field-error">{text}</p> })
        };
        let wrong = |field: &str| model.errors.iter().any(|(name, _)| *name == field);
        let (action, key) = (model.helped.at("pause"), model.key.clone());
        view! {
            <form method="post" action=action class="stack">
                <FormKey key=key/>
                <div class="field">
                    <label for="words">{t.pause_words}</label>
                    {error("words")}
                    {textarea("words", &model.typed.0, wrong("words"))}
                </div>
                <div class="field">
                    <label for="until_on">{t.pause_until}</label>
                    {error("until_on")}
                    <input id="until_on" name="until_on" type="date" class="short" min=model.today.to_string()
                        value=model.typed.1.clone() aria-invalid=wrong("until_on").then_some("true")/>
                </div>
                <button class="button-quiet" type="submit" name="kind" value="longer_pause">{t.pause_ask}</button>
            </form>
        }
    });
    view! { <section class="block card"><h2>{t.pause_long}</h2>{asked}{form}</section> }.into_any()
}
