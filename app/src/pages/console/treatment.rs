//! The treatment plan: how each persona is treated, and the editor of one treatment with its preview.

use super::treatment_parts::{history, part_name, part_words};
use crate::console_texts;
use crate::islands::console::view::QueueView;
use crate::pages::overview;
use crate::parts::ErrorSummary;
use crate::texts::fill;
use crate::texts::treatment::{
    TreatmentTexts, anchor_words, channel_words, focus_words, help_words, texts, tone_words,
};
use effen::dates::{long, weekday_name};
use effen::kinds::{Channel, Lang, Persona};
use effen::people::layout::{Layout, Weight};
use effen::people::treatment::{Anchor, Focus, Help, Part, Tone, Treatment};
use jiff::civil::{Date, date};
use leptos::prelude::*;

/// The kinds of extra help that one treatment can name.
pub const HELP_PLACES: usize = 6;

/// Someone's treatment.
#[derive(Debug, Clone)]
pub struct Row {
    /// Whose; `None` is the neutral one.
    pub whom: Option<Persona>,
    /// How.
    pub treatment: Treatment,
}

/// A change that was made.
#[derive(Debug, Clone)]
pub struct Change {
    /// The version it made.
    pub version: i64,
    /// Whose treatment.
    pub whom: Option<Persona>,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
    /// When, in words.
    pub day: String,
    /// How it was before.
    pub before: Treatment,
    /// How it is since.
    pub after: Treatment,
}

/// What the page of the whole plan shows.
#[derive(Debug, Clone)]
pub struct PlanModel {
    /// Language of the agent.
    pub lang: Lang,
    /// Who waits in the chat.
    pub queue: QueueView,
    /// The seven treatments.
    pub rows: Vec<Row>,
    /// What was changed, the newest first.
    pub history: Vec<Change>,
}

/// A treatment as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The words of the choices, by name.
    pub focus: String,
    /// See [`Tone`].
    pub tone: String,
    /// See [`Anchor`].
    pub anchor: String,
    /// With commas.
    pub days: String,
    /// Monday to Saturday.
    pub weekdays: [bool; 6],
    /// Number.
    pub hour: String,
    /// Number.
    pub repeat_days: String,
    /// Number.
    pub pay_days: String,
    /// Number.
    pub at_most: String,
    /// Number.
    pub per_days: String,
    /// In order; '' is none.
    pub channels: Vec<String>,
    /// Does the debtor's own habit decide?
    pub by_habit: bool,
    /// In order; '' is none.
    pub help: Vec<String>,
    /// Why.
    pub reason: String,
}

/// What a treatment leads to.
#[derive(Debug, Clone)]
pub struct Preview {
    /// By which channel the message goes.
    pub channel: Channel,
    /// The message.
    pub text: String,
    /// The made-up bill's due date.
    pub due_on: Date,
    /// When messages would go out for it.
    pub sent_on: Vec<Date>,
    /// The debtor's page.
    pub layout: Layout,
}

/// What the editor shows.
#[derive(Debug, Clone)]
pub struct EditModel {
    /// Language of the agent.
    pub lang: Lang,
    /// Who waits in the chat.
    pub queue: QueueView,
    /// Whose treatment.
    pub whom: Option<Persona>,
    /// The version that is edited.
    pub base: i64,
    /// What stands in the fields.
    pub typed: Typed,
    /// The fields that do not fit.
    pub wrong: Vec<&'static str>,
    /// Another version came in between.
    pub stale: bool,
    /// May this agent save?
    pub can_save: bool,
    /// What it leads to.
    pub preview: Option<Preview>,
}

/// The name of whose treatment it is.
pub fn whom_name(lang: Lang, whom: Option<Persona>) -> &'static str {
    whom.map_or(texts(lang).neutral, |persona| console_texts::persona_name(lang, persona))
}

/// A persona's place in an address.
pub fn whom_path(whom: Option<Persona>) -> &'static str {
    whom.map_or("neutral", Persona::as_str)
}

/// The whole plan.
pub fn plan(model: PlanModel) -> AnyView {
    let (lang, t) = (model.lang, texts(model.lang));
    let rows = model.rows.iter().map(|row| row_view(row, lang, t)).collect_view();
    view! {
        <div class="console console-wide">
            {super::side(lang, console_texts::texts(lang), model.queue, None)}
            <section class="console-talk">
                <h1>{t.title}</h1>
                <p class="lead">{t.lead}</p>
                <ul class="card-list">{rows}</ul>
                <h2>{t.history}</h2>
                {history(&model.history, lang, t)}
            </section>
        </div>
    }
    .into_any()
}

fn row_view(row: &Row, lang: Lang, t: &'static TreatmentTexts) -> AnyView {
    let facts = Part::ALL.iter().map(|&part| (part_name(part, t), part_words(part, &row.treatment, lang, t)));
    let facts = facts.map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> }).collect_view();
    let name = whom_name(lang, row.whom);
    view! {
        <li class="card">
            <h2>{name}</h2>
            <dl class="facts">{facts}</dl>
            <a class="button-quiet" href=format!("/console/treatment/{}", whom_path(row.whom))>
                {t.change} <span class="visually-hidden">" " {name}</span>
            </a>
        </li>
    }
    .into_any()
}

/// The editor.
pub fn edit(model: EditModel) -> AnyView {
    let (lang, t) = (model.lang, texts(model.lang));
    let wrong = |part: &&'static str| {
        let text = if *part == "reason" { t.wrong_reason } else { t.wrong };
        (*part, text.to_owned())
    };
    let errors: Vec<_> = model.wrong.iter().map(wrong).collect();
    let summary = (!errors.is_empty()).then(|| view! { <ErrorSummary title=t.check errors=errors/> });
    let stale = model.stale.then(|| view! { <div class="error-summary" role="alert"><p>{t.stale}</p></div> });
    let preview = model.preview.as_ref().map(|preview| preview_view(preview, lang, t));
    let form = form(&model, t);
    view! {
        <div class="console console-wide">
            {super::side(lang, console_texts::texts(lang), model.queue, None)}
            <section class="console-talk">
                <p><a href="/console/treatment">{t.back}</a></p>
                <h1>{whom_name(lang, model.whom)}</h1>
                {stale}
                {summary}
                {preview}
                {form}
            </section>
        </div>
    }
    .into_any()
}

fn form(model: &EditModel, t: &'static TreatmentTexts) -> AnyView {
    let (lang, typed) = (model.lang, &model.typed);
    let number = |name, label, value: &str| text_field(model, name, label, None, value, "numeric");
    let weekdays = weekdays(lang, typed, model.wrong.contains(&"weekdays"), t);
    let buttons = if model.can_save {
        let reason = text_field(model, "reason", t.reason, Some(t.reason_hint), &typed.reason, "text");
        view! {
            {reason}
            <div class="cluster">
                <button class="button-quiet" type="submit" name="act" value="preview">{t.preview}</button>
                <button class="button" type="submit" name="act" value="save">{t.save}</button>
            </div>
        }
        .into_any()
    } else {
        view! {
            <p>{t.read_only}</p>
            <button class="button-quiet" type="submit" name="act" value="preview">{t.preview}</button>
        }
        .into_any()
    };
    view! {
        <form class="stack" method="post" action=format!("/console/treatment/{}", whom_path(model.whom))>
            <input type="hidden" name="base" value=model.base/>
            {choice("focus", t.what, &typed.focus, Focus::ALL.iter().map(|&f| (f.as_str(), focus_words(lang, f))).collect())}
            {choice("tone", t.how, &typed.tone, Tone::ALL.iter().map(|&f| (f.as_str(), tone_words(lang, f))).collect())}
            {choice("anchor", t.from, &typed.anchor, Anchor::ALL.iter().map(|&f| (f.as_str(), anchor_words(lang, f))).collect())}
            {text_field(model, "days", t.days, Some(t.days_hint), &typed.days, "text")}
            {weekdays}
            {number("hour", t.hour, &typed.hour)}
            {number("repeat_days", t.repeat, &typed.repeat_days)}
            {number("pay_days", t.pay_days, &typed.pay_days)}
            {number("at_most", t.at_most, &typed.at_most)}
            {number("per_days", t.per_days, &typed.per_days)}
            {channels(model, t)}
            <label class="choice">
                <input type="checkbox" name="by_habit" value="1" checked=typed.by_habit/>
                <span>{t.by_habit}</span>
            </label>
            {help(model, t)}
            {buttons}
        </form>
    }
    .into_any()
}

fn text_field(
    model: &EditModel,
    name: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    value: &str,
    mode: &'static str,
) -> AnyView {
    let t = texts(model.lang);
    let is_wrong = model.wrong.contains(&name);
    let hint_id = format!("{name}-hint");
    let error_id = format!("{name}-error");
    let error_text = if name == "reason" { t.wrong_reason } else { t.wrong };
    let described = match (hint.is_some(), is_wrong) {
        (true, true) => Some(format!("{hint_id} {error_id}")),
        (true, false) => Some(hint_id.clone()),
        (false, true) => Some(error_id.clone()),
        (false, false) => None,
    };
    let hint = hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> });
    let error = is_wrong.then(|| view! { <p class="field-error" id=error_id>{error_text}</p> });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {hint}
            {error}
            <input
                id=name name=name type="text" inputmode=mode autocomplete="off" value=value.to_owned()
                aria-describedby=described aria-invalid=is_wrong.then_some("true")
            />
        </div>
    }
    .into_any()
}

fn choice(name: &str, label: &str, chosen: &str, options: Vec<(&'static str, &'static str)>) -> AnyView {
    let options = options
        .into_iter()
        .map(|(value, words)| view! { <option value=value selected=value == chosen>{words}</option> })
        .collect_view();
    view! {
        <div class="field">
            <label for=name.to_owned()>{label.to_owned()}</label>
            <select id=name.to_owned() name=name.to_owned()>{options}</select>
        </div>
    }
    .into_any()
}

fn weekdays(lang: Lang, typed: &Typed, is_wrong: bool, t: &'static TreatmentTexts) -> AnyView {
    let boxes = (0..6_i8)
        .map(|at| {
            let name = format!("weekday_{}", at + 1);
            let id = if at == 0 { "weekdays".to_owned() } else { name.clone() };
            // The first of June 2026 is a Monday.
            let label = weekday_name(date(2026, 6, at + 1), lang);
            view! {
                <label class="choice">
                    <input id=id name=name type="checkbox" value="1" checked=typed.weekdays[at as usize]/>
                    <span>{label}</span>
                </label>
            }
        })
        .collect_view();
    let error = is_wrong.then(|| view! { <p class="field-error">{t.wrong}</p> });
    view! { <fieldset><legend>{t.weekdays}</legend>{error}<div class="cluster">{boxes}</div></fieldset> }.into_any()
}

fn channels(model: &EditModel, t: &'static TreatmentTexts) -> AnyView {
    let lang = model.lang;
    let all = || Channel::ALL.iter().map(|&one| (one.as_str(), channel_words(lang, one))).collect::<Vec<_>>();
    places(model, "channels", t.channels, None, &model.typed.channels, Channel::ALL.len(), all, t)
}

fn help(model: &EditModel, t: &'static TreatmentTexts) -> AnyView {
    let lang = model.lang;
    let all = || Help::ALL.iter().map(|&one| (one.as_str(), help_words(lang, one))).collect::<Vec<_>>();
    places(model, "help", t.help, Some(t.help_hint), &model.typed.help, HELP_PLACES, all, t)
}

#[expect(clippy::too_many_arguments, reason = "one group of fields, twice")]
fn places(
    model: &EditModel,
    name: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    chosen: &[String],
    count: usize,
    options: impl Fn() -> Vec<(&'static str, &'static str)>,
    t: &'static TreatmentTexts,
) -> AnyView {
    let fields = (0..count)
        .map(|at| {
            let mut options = options();
            options.insert(0, ("", t.none));
            let id = if at == 0 { name.to_owned() } else { format!("{name}_{}", at + 1) };
            let chosen = chosen.get(at).map_or("", String::as_str);
            let options = options
                .into_iter()
                .map(|(value, words)| view! { <option value=value selected=value == chosen>{words}</option> })
                .collect_view();
            view! {
                <div class="field">
                    <label for=id.clone()>{fill(t.place, &[("n", &(at + 1).to_string())])}</label>
                    <select id=id name=format!("{name}_{}", at + 1)>{options}</select>
                </div>
            }
        })
        .collect_view();
    let error = model.wrong.contains(&name).then(|| view! { <p class="field-error">{t.wrong}</p> });
    let hint = hint.map(|hint| view! { <p class="hint">{hint}</p> });
    view! { <fieldset><legend>{label}</legend>{hint}{error}<div class="cluster">{fields}</div></fieldset> }.into_any()
}

fn preview_view(preview: &Preview, lang: Lang, t: &'static TreatmentTexts) -> AnyView {
    let blocks = preview
        .layout
        .blocks
        .iter()
        .map(|(block, weight)| {
            let folded = (*weight == Weight::Folded).then(|| format!(" ({})", t.folded));
            view! { <li>{overview::title(*block, crate::texts::overview::texts(lang))} {folded}</li> }
        })
        .collect_view();
    let days = preview.sent_on.iter().map(|&on| view! { <li>{long(on, lang)}</li> }).collect_view();
    view! {
        <section class="card stack" id="preview" aria-labelledby="preview-title">
            <h2 id="preview-title">{t.preview_title}</h2>
            <p>{t.preview_lead}</p>
            <h3>{fill(t.message, &[("channel", channel_words(lang, preview.channel))])}</h3>
            <p class="said">{preview.text.clone()}</p>
            <h3>{fill(t.sent_on, &[("due", &long(preview.due_on, lang))])}</h3>
            <ul>{days}</ul>
            <h3>{t.page}</h3>
            <ol>{blocks}</ol>
        </section>
    }
    .into_any()
}
