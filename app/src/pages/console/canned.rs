//! Canned answers: the list, and the editor of one with its history.

use crate::console_texts;
use crate::islands::console::view::QueueView;
use crate::pages::chat::escape;
use crate::texts::canned::{CannedTexts, texts};
use crate::texts::treatment::tone_words;
use effen::chat::BODY_CHARS_MAX;
use effen::chat::canned::{Canned, Field, SHORTCUT_CHARS_MAX, TITLE_CHARS_MAX};
use effen::kinds::Lang;
use effen::people::treatment::Tone;
use leptos::prelude::*;

/// What the list shows.
#[derive(Debug, Clone)]
pub struct ListModel {
    /// Language of the agent.
    pub lang: Lang,
    /// Who waits in the chat.
    pub queue: QueueView,
    /// By shortcut, language and tone.
    pub answers: Vec<Canned>,
    /// May this agent change them?
    pub can_save: bool,
    /// Was one saved just now?
    pub saved: bool,
}

/// An answer as typed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The word after the slash; '' for a new answer.
    pub shortcut: String,
    /// Language.
    pub language: String,
    /// Tone, or ''.
    pub tone: String,
    /// What it is about.
    pub title: String,
    /// The text.
    pub body: String,
    /// The version it is made from.
    pub base: i64,
}

/// A version that was.
#[derive(Debug, Clone)]
pub struct Version {
    /// When.
    pub time: String,
    /// By whom.
    pub by: String,
    /// What it was about.
    pub title: String,
    /// The text; '': taken away.
    pub body: String,
}

/// What the editor shows.
#[derive(Debug, Clone)]
pub struct EditModel {
    /// Language of the agent.
    pub lang: Lang,
    /// Who waits in the chat.
    pub queue: QueueView,
    /// What stands in the fields.
    pub typed: Typed,
    /// Versions, the newest first.
    pub history: Vec<Version>,
    /// The text that ships with the program.
    pub shipped: Option<String>,
    /// May this agent change it?
    pub can_save: bool,
    /// Field and sentence.
    pub errors: Vec<(&'static str, String)>,
}

/// The list.
pub fn list(model: ListModel) -> AnyView {
    let (lang, t) = (model.lang, texts(model.lang));
    let saved = model.saved.then(|| {
        view! { <div class="notice-bar" data-kind="success" role="status"><p>{t.saved}</p></div> }
    });
    let new = model.can_save.then(|| {
        view! { <p><a class="button" href="/console/canned/edit">{t.new}</a></p> }
    });
    let rows = model.answers.into_iter().map(|one| row(lang, t, one)).collect_view();
    view! {
        <div class="console console-wide">
            {super::side(lang, console_texts::texts(lang), model.queue, None)}
            <section class="console-talk">
                <h1>{t.title}</h1>
                {saved}
                <p class="lead">{t.lead}</p>
                {new}
                <table class="table">
                    <thead><tr>
                        <th scope="col">{t.shortcut}</th><th scope="col">{t.language}</th><th scope="col">{t.tone}</th>
                        <th scope="col">{t.text}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        </div>
    }
    .into_any()
}

fn tone_name(lang: Lang, t: &'static CannedTexts, tone: Option<Tone>) -> &'static str {
    tone.map_or(t.every_tone, |tone| tone_words(lang, tone))
}

fn row(lang: Lang, t: &'static CannedTexts, one: Canned) -> AnyView {
    let tone = one.tone.map_or("", |tone| tone.as_str());
    let href = format!("/console/canned/edit?shortcut={}&language={}&tone={tone}", one.shortcut, one.language);
    let told = format!("{} {} {}", one.shortcut, one.language, tone_name(lang, t, one.tone));
    view! {
        <tr>
            <th scope="row" data-label=t.shortcut>
                <a href=href aria-label=format!("{}: {told}", t.edit)>{format!("/{}", one.shortcut)}</a>
            </th>
            <td data-label=t.language>{one.language.as_str().to_uppercase()}</td>
            <td data-label=t.tone>{tone_name(lang, t, one.tone)}</td>
            <td data-label=t.text><strong>{one.title}</strong> <p class="hint" lang=one.language.as_str()>{one.body}</p></td>
        </tr>
    }
    .into_any()
}

/// The editor.
pub fn edit(model: EditModel) -> AnyView {
    let (lang, t) = (model.lang, texts(model.lang));
    let heading = if model.typed.shortcut.is_empty() { t.new.to_owned() } else { format!("/{}", model.typed.shortcut) };
    let may_not = (!model.can_save).then(|| view! { <p class="hint">{t.may_not}</p> });
    let fields: Vec<String> = Field::ALL.iter().map(|field| format!("{{{field}}}")).collect();
    view! {
        <div class="console console-wide">
            {super::side(lang, console_texts::texts(lang), model.queue.clone(), None)}
            <section class="console-talk">
                <p><a href="/console/canned">{t.title}</a></p>
                <h1>{heading}</h1>
                <crate::parts::ErrorSummary title=t.error_title errors=model.errors.clone()/>
                {may_not}
                {form(lang, t, &model)}
                <p class="hint">{t.fields} ": " <span translate="no">{fields.join(" ")}</span></p>
                {history(t, &model)}
            </section>
        </div>
    }
    .into_any()
}

fn form(lang: Lang, t: &'static CannedTexts, model: &EditModel) -> AnyView {
    let typed = model.typed.clone();
    let fixed = typed.base > 0 || (model.errors.is_empty() && !typed.shortcut.is_empty());
    let languages = Lang::ALL
        .iter()
        .map(|one| {
            let chosen = typed.language == one.as_str();
            view! { <option value=one.as_str() selected=chosen>{one.as_str().to_uppercase()}</option> }
        })
        .collect_view();
    let tones = Tone::ALL
        .iter()
        .map(|one| {
            let chosen = typed.tone == one.as_str();
            view! { <option value=one.as_str() selected=chosen>{tone_words(lang, *one)}</option> }
        })
        .collect_view();
    let invalid = |field: &str| model.errors.iter().any(|(wrong, _)| *wrong == field).then_some("true");
    let buttons = model.can_save.then(|| {
        let retire = fixed.then(|| {
            view! { <button class="button-quiet" type="submit" name="act" value="retire" formnovalidate>{t.retire}</button> }
        });
        view! {
            <div class="cluster"><button class="button" type="submit" name="act" value="save">{t.save}</button>{retire}</div>
        }
    });
    view! {
        <form method="post" action="/console/canned/edit" class="stack">
            <input type="hidden" name="base" value=typed.base/>
            <div class="field">
                <label for="shortcut">{t.shortcut}</label>
                <p class="hint" id="shortcut-hint">{t.shortcut_hint}</p>
                <input
                    id="shortcut" name="shortcut" value=typed.shortcut readonly=fixed required autocomplete="off"
                    maxlength=SHORTCUT_CHARS_MAX.to_string() aria-describedby="shortcut-hint" aria-invalid=invalid("shortcut")
                />
            </div>
            <div class="field">
                <label for="language">{t.language}</label>
                <select id="language" name="language" aria-invalid=invalid("language")>{languages}</select>
            </div>
            <div class="field">
                <label for="tone">{t.tone}</label>
                <select id="tone" name="tone"><option value="">{t.every_tone}</option>{tones}</select>
            </div>
            <div class="field">
                <label for="title">{t.about}</label>
                <input
                    id="title" name="title" value=typed.title required autocomplete="off"
                    maxlength=TITLE_CHARS_MAX.to_string() aria-invalid=invalid("title")
                />
            </div>
            <div class="field">
                <label for="body">{t.text}</label>
                <textarea
                    id="body" name="body" rows="6" required maxlength=BODY_CHARS_MAX.to_string()
                    aria-invalid=invalid("body") inner_html=escape(&typed.body)
                ></textarea>
            </div>
            {buttons}
        </form>
    }
    .into_any()
}

fn history(t: &'static CannedTexts, model: &EditModel) -> AnyView {
    if model.history.is_empty() && model.shipped.is_none() {
        return ().into_any();
    }
    let versions = model
        .history
        .iter()
        .cloned()
        .map(|one| {
            let text = if one.body.is_empty() { t.taken_away.to_owned() } else { one.body };
            let head = format!("{} · {}", one.time, one.by);
            view! { <li><p class="hint">{head}</p><p><strong>{one.title}</strong></p><p>{text}</p></li> }
        })
        .collect_view();
    let shipped = model.shipped.clone();
    let shipped = shipped.map(|text| view! { <li><p class="hint">{t.shipped}</p><p>{text}</p></li> });
    view! { <h2>{t.history}</h2> <ol class="acts">{versions}{shipped}</ol> }.into_any()
}
