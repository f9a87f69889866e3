//! Experiments: the list, a new one, and what one came to.

use crate::console_texts::{self, persona_name};
use crate::islands::console::view::QueueView;
use crate::parts::ErrorSummary;
use crate::texts::experiments::{ExperimentTexts, texts};
use crate::texts::fill;
use crate::texts::treatment::{channel_words, focus_words, help_words, tone_words};
use effen::kinds::{Channel, Lang, Persona};
use effen::people::treatment::{Focus, Help, Tone};
use leptos::prelude::*;

/// The most challengers of one experiment.
pub const CHALLENGERS_MAX: usize = 5;

/// One experiment in the list.
#[derive(Debug, Clone)]
pub struct Row {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// How it stands, in words.
    pub state: &'static str,
    /// From and until when, in words.
    pub period: String,
    /// Of a demonstration?
    pub simulated: bool,
}

/// The list.
#[derive(Debug, Clone)]
pub struct ListModel {
    /// Language of the agent.
    pub lang: Lang,
    /// Who waits in the chat.
    pub queue: QueueView,
    /// The newest first.
    pub rows: Vec<Row>,
    /// May this agent make one?
    pub can_save: bool,
}

/// A challenger as typed: texts of the choices, '' where nothing is changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedArm {
    /// What agents call it.
    pub name: String,
    /// A version, or ''.
    pub plan: String,
    /// See [`Focus`].
    pub focus: String,
    /// See [`Tone`].
    pub tone: String,
    /// Number.
    pub hour: String,
    /// Number.
    pub pay_days: String,
    /// Number.
    pub per_days: String,
    /// See [`Channel`].
    pub channel: String,
    /// See [`Help`].
    pub help: String,
}

/// An experiment as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// What agents call it.
    pub name: String,
    /// What it is to show.
    pub hypothesis: String,
    /// A persona's code, or ''.
    pub persona: String,
    /// A creditor's id, or ''.
    pub creditor: String,
    /// Number.
    pub control_percent: String,
    /// A day.
    pub starts_on: String,
    /// A day.
    pub ends_on: String,
    /// The challengers.
    pub arms: Vec<TypedArm>,
}

/// The form of a new experiment.
#[derive(Debug, Clone)]
pub struct NewModel {
    /// Language of the agent.
    pub lang: Lang,
    /// Who waits in the chat.
    pub queue: QueueView,
    /// What stands in the fields.
    pub typed: Typed,
    /// Fields that do not fit, and why.
    pub wrong: Vec<(&'static str, String)>,
    /// Id and name of every creditor.
    pub creditors: Vec<(String, String)>,
    /// The newest version of the treatment plan.
    pub newest_plan: i64,
    /// May this agent make one?
    pub can_save: bool,
    /// The form's key.
    pub key: String,
}

/// The list's page.
pub fn list(model: ListModel) -> AnyView {
    let (lang, t) = (model.lang, texts(model.lang));
    let rows = model.rows.iter().map(|row| row_view(row, t)).collect_view();
    let body = if model.rows.is_empty() {
        view! { <p>{t.none}</p> }.into_any()
    } else {
        view! { <ul class="card-list">{rows}</ul> }.into_any()
    };
    let new = if model.can_save {
        view! { <p><a class="button" href="/console/experiments/new">{t.new}</a></p> }.into_any()
    } else {
        view! { <p>{t.read_only}</p> }.into_any()
    };
    view! {
        <div class="console console-wide">
            {super::side(lang, console_texts::texts(lang), model.queue, None)}
            <section class="console-talk">
                <h1>{t.title}</h1>
                <p class="lead">{t.lead}</p>
                {new}
                {body}
            </section>
        </div>
    }
    .into_any()
}

fn row_view(row: &Row, t: &'static ExperimentTexts) -> AnyView {
    let simulated = row.simulated.then(|| view! { <p class="simulated">{t.simulated}</p> });
    view! {
        <li class="card">
            <h2><a href=format!("/console/experiment/{}", row.id)>{row.name.clone()}</a></h2>
            {simulated}
            <dl class="facts">
                <div><dt>{t.status}</dt><dd>{row.state}</dd></div>
                <div><dt>{t.period}</dt><dd>{row.period.clone()}</dd></div>
            </dl>
        </li>
    }
    .into_any()
}

/// The form's page.
pub fn new(model: NewModel) -> AnyView {
    let (lang, t) = (model.lang, texts(model.lang));
    let errors = (!model.wrong.is_empty()).then(|| {
        let wrong = model.wrong.clone();
        view! { <ErrorSummary title=t.check errors=wrong/> }
    });
    let form = if model.can_save { form(&model, t) } else { view! { <p>{t.read_only}</p> }.into_any() };
    view! {
        <div class="console console-wide">
            {super::side(lang, console_texts::texts(lang), model.queue, None)}
            <section class="console-talk">
                <p><a href="/console/experiments">{t.back}</a></p>
                <h1>{t.new}</h1>
                {errors}
                {form}
            </section>
        </div>
    }
    .into_any()
}

fn form(model: &NewModel, t: &'static ExperimentTexts) -> AnyView {
    let (lang, typed) = (model.lang, &model.typed);
    let mut personas = vec![(String::new(), t.everybody.to_owned())];
    personas.extend(Persona::ALL.iter().map(|&one| (one.to_string(), persona_name(lang, one).to_owned())));
    let mut creditors = vec![(String::new(), t.all_creditors.to_owned())];
    creditors.extend(model.creditors.iter().cloned());
    let arms = typed.arms.iter().enumerate().map(|(at, arm)| arm_fields(at, arm, model, t)).collect_view();
    let more = (typed.arms.len() < CHALLENGERS_MAX)
        .then(|| view! { <button class="button-quiet" type="submit" name="act" value="more">{t.more}</button> });
    view! {
        <form class="stack" method="post" action="/console/experiments/new">
            <input type="hidden" name="key" value=model.key.clone()/>
            <input type="hidden" name="arms" value=typed.arms.len()/>
            {input(model, "name", t.name, None, &typed.name, "text")}
            {area(model, t)}
            {choice("persona", t.persona, personas, &typed.persona)}
            {choice("creditor", t.creditor, creditors, &typed.creditor)}
            {input(model, "control_percent", t.control_percent, None, &typed.control_percent, "text")}
            {input(model, "starts_on", t.starts_on, None, &typed.starts_on, "date")}
            {input(model, "ends_on", t.ends_on, None, &typed.ends_on, "date")}
            {arms}
            <div class="cluster">
                {more}
                <button class="button" type="submit" name="act" value="save">{t.save}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Names of the fields of challengers: whole words, so that an error can name its field.
pub const ARM_NAMES: [&str; CHALLENGERS_MAX] = ["name_1", "name_2", "name_3", "name_4", "name_5"];

fn arm_fields(at: usize, arm: &TypedArm, model: &NewModel, t: &'static ExperimentTexts) -> AnyView {
    let lang = model.lang;
    let field = |name: &str| format!("{name}_{}", at + 1);
    let own = |options: Vec<(&'static str, &'static str)>| {
        let as_it_is = std::iter::once((String::new(), t.as_it_is.to_owned()));
        as_it_is
            .chain(options.into_iter().map(|(value, words)| (value.to_owned(), words.to_owned())))
            .collect::<Vec<_>>()
    };
    let mut plans = vec![(String::new(), t.plan_newest.to_owned()), ("0".to_owned(), t.plan_shipped.to_owned())];
    let versions = 1..=model.newest_plan;
    plans.extend(versions.rev().map(|n| (n.to_string(), fill(t.plan_version, &[("n", &n.to_string())]))));
    let focus = own(Focus::ALL.iter().map(|&one| (one.as_str(), focus_words(lang, one))).collect());
    let tone = own(Tone::ALL.iter().map(|&one| (one.as_str(), tone_words(lang, one))).collect());
    let channel = own(Channel::ALL.iter().map(|&one| (one.as_str(), channel_words(lang, one))).collect());
    let help = own(Help::ALL.iter().map(|&one| (one.as_str(), help_words(lang, one))).collect());
    let plan = texts_of_treatment(lang);
    view! {
        <fieldset class="stack">
            <legend>{fill(t.group, &[("n", &(at + 1).to_string())])}</legend>
            <p class="hint">{t.group_lead}</p>
            {input(model, ARM_NAMES[at.min(CHALLENGERS_MAX - 1)], t.group_name, None, &arm.name, "text")}
            {choice(&field("plan"), t.plan, plans, &arm.plan)}
            {choice(&field("focus"), plan.what, focus, &arm.focus)}
            {choice(&field("tone"), plan.how, tone, &arm.tone)}
            {plain(&field("hour"), t.hour, &arm.hour)}
            {plain(&field("pay_days"), t.pay_days, &arm.pay_days)}
            {plain(&field("per_days"), t.per_days, &arm.per_days)}
            {choice(&field("channel"), t.channel, channel, &arm.channel)}
            {choice(&field("help"), t.help, help, &arm.help)}
        </fieldset>
    }
    .into_any()
}

fn texts_of_treatment(lang: Lang) -> &'static crate::texts::treatment::TreatmentTexts {
    crate::texts::treatment::texts(lang)
}

fn choice(name: &str, label: &'static str, options: Vec<(String, String)>, chosen: &str) -> AnyView {
    let options = options
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view();
    let (id, name) = (name.to_owned(), name.to_owned());
    view! { <div class="field"><label for=id.clone()>{label}</label><select id=id name=name>{options}</select></div> }
        .into_any()
}

fn plain(name: &str, label: &'static str, value: &str) -> AnyView {
    let (id, name) = (name.to_owned(), name.to_owned());
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input id=id name=name type="text" inputmode="numeric" autocomplete="off" value=value.to_owned()/>
        </div>
    }
    .into_any()
}

fn input(
    model: &NewModel,
    name: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    value: &str,
    kind: &'static str,
) -> AnyView {
    let (error, described, is_wrong) = error_of(&model.wrong, name);
    let hint = hint.map(|hint| view! { <p class="hint">{hint}</p> });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {hint}
            {error}
            <input
                id=name name=name type=kind autocomplete="off" value=value.to_owned()
                aria-describedby=described aria-invalid=is_wrong.then_some("true")
            />
        </div>
    }
    .into_any()
}

fn area(model: &NewModel, t: &'static ExperimentTexts) -> AnyView {
    let (error, described, is_wrong) = error_of(&model.wrong, "hypothesis");
    view! {
        <div class="field">
            <label for="hypothesis">{t.hypothesis}</label>
            <p class="hint">{t.hypothesis_hint}</p>
            {error}
            <textarea
                id="hypothesis" name="hypothesis" rows="3"
                aria-describedby=described aria-invalid=is_wrong.then_some("true")
            >{model.typed.hypothesis.clone()}</textarea>
        </div>
    }
    .into_any()
}

/// The sentence of a field that does not fit, its id, and whether there is one.
pub(super) fn error_of(wrong: &[(&'static str, String)], name: &str) -> (Option<AnyView>, Option<String>, bool) {
    let Some((_, text)) = wrong.iter().find(|(field, _)| *field == name) else { return (None, None, false) };
    let (id, text) = (format!("{name}-error"), text.clone());
    let described = Some(id.clone());
    (Some(view! { <p class="field-error" id=id>{text}</p> }.into_any()), described, true)
}
