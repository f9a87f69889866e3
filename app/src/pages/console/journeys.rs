//! Journeys: from our message to what was kept, with where people stop and how long paying took.

use super::treatment::whom_path;
use crate::console_texts::{self, persona_name};
use crate::islands::console::view::QueueView;
use crate::parts::ErrorSummary;
use crate::parts::chart::{Bar, bars, percent, whole};
use crate::texts::fill;
use crate::texts::journeys::{JourneyTexts, step_words, texts};
use effen::kinds::{Lang, Persona};
use effen::people::journey::{DAY_GROUPS, Funnel, Step, WINDOW_DAYS, share};
use leptos::prelude::*;

/// What was asked for, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// A persona's code, 'neutral' for people not known yet, or ''.
    pub persona: String,
    /// A creditor's id, or ''.
    pub creditor: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct JourneysModel {
    /// Language of the agent.
    pub lang: Lang,
    /// Who waits in the chat.
    pub queue: QueueView,
    /// What was asked for.
    pub asked: Asked,
    /// Fields that do not fit.
    pub wrong: Vec<(&'static str, String)>,
    /// Id and name of every creditor.
    pub creditors: Vec<(String, String)>,
    /// All journeys asked for; `None` when the question does not fit.
    pub all: Option<Funnel>,
    /// The same by persona.
    pub personas: Vec<(Option<Persona>, Funnel)>,
    /// Where the same is as CSV.
    pub csv: String,
    /// Are the people simulated?
    pub simulated: bool,
}

/// The page.
pub fn page(model: JourneysModel) -> AnyView {
    let (lang, t) = (model.lang, texts(model.lang));
    let errors = (!model.wrong.is_empty()).then(|| {
        let wrong = model.wrong.clone();
        view! { <ErrorSummary title=t.check errors=wrong/> }
    });
    let figures = match &model.all {
        None => ().into_any(),
        Some(all) if all.people() == 0 => view! { <p id="none">{t.none}</p> }.into_any(),
        Some(all) => figures(all, &model, t),
    };
    let form = filter_form(&model, t);
    let simulated = model.simulated.then(|| view! { <p class="simulated">{t.simulated}</p> });
    view! {
        <div class="console console-wide">
            {super::side(lang, console_texts::texts(lang), model.queue, None)}
            <section class="console-talk">
                <h1>{t.title}</h1>
                {simulated}
                <p class="lead">{fill(t.lead, &[("days", &WINDOW_DAYS.to_string())])}</p>
                {errors}
                {form}
                {figures}
            </section>
        </div>
    }
    .into_any()
}

/// The name of whom a journey was with.
pub fn whom_name(lang: Lang, persona: Option<Persona>) -> &'static str {
    persona.map_or(texts(lang).unknown, |persona| persona_name(lang, persona))
}

fn filter_form(model: &JourneysModel, t: &'static JourneyTexts) -> AnyView {
    let lang = model.lang;
    let personas = Persona::ALL.iter().copied().map(Some).chain([None]);
    let personas: Vec<(String, String)> = std::iter::once((String::new(), t.all_personas.to_owned()))
        .chain(personas.map(|whom| (whom_path(whom).to_owned(), whom_name(lang, whom).to_owned())))
        .collect();
    let mut creditors = vec![(String::new(), t.all_creditors.to_owned())];
    creditors.extend(model.creditors.iter().cloned());
    view! {
        <form class="chart-filter" method="get" action="/console/journeys">
            {choice("persona", t.persona, personas, &model.asked.persona)}
            {choice("creditor", t.creditor, creditors, &model.asked.creditor)}
            {day("from", t.from, &model.asked.from, model)}
            {day("until", t.until, &model.asked.until, model)}
            <button class="button" type="submit">{t.show}</button>
        </form>
    }
    .into_any()
}

fn choice(name: &'static str, label: &'static str, options: Vec<(String, String)>, chosen: &str) -> AnyView {
    let options = options
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view();
    view! { <div class="field"><label for=name>{label}</label><select id=name name=name>{options}</select></div> }
        .into_any()
}

fn day(name: &'static str, label: &'static str, value: &str, model: &JourneysModel) -> AnyView {
    let error = model.wrong.iter().find(|(field, _)| *field == name).map(|(_, text)| text.clone());
    let is_wrong = error.is_some();
    let error_id = format!("{name}-error");
    let described = is_wrong.then(|| error_id.clone());
    let error = error.map(|text| view! { <p class="field-error" id=error_id>{text}</p> });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {error}
            <input
                id=name name=name type="date" value=value.to_owned()
                aria-describedby=described aria-invalid=is_wrong.then_some("true")
            />
        </div>
    }
    .into_any()
}

fn figures(all: &Funnel, model: &JourneysModel, t: &'static JourneyTexts) -> AnyView {
    let lang = model.lang;
    let running = (all.running > 0).then(|| fill(t.running, &[("n", &whole(all.running, lang))]));
    view! {
        <p>{running} " " <a href=model.csv.clone() download="journeys.csv">{t.csv}</a></p>
        <div class="chart-pair">{steps_chart(all, lang, t)} {steps_table(all, lang, t)}</div>
        <details class="more"><summary>{t.what_counts}</summary><p>{t.what_text}</p></details>
        <div class="chart-pair">{stops_chart(all, lang, t)} {stops_table(all, lang, t)}</div>
        <div class="chart-pair">{days_chart(all, lang, t)} {days_table(all, lang, t)}</div>
        <div class="chart-pair">{personas_chart(&model.personas, lang, t)} {personas_table(&model.personas, lang, t)}</div>
    }
    .into_any()
}

fn of(part: u64, whole_: u64, lang: Lang, t: &'static JourneyTexts) -> String {
    let share = share(part, whole_).map_or_else(|| "–".to_owned(), |share| percent(share, lang));
    fill(t.of_value, &[("n", &whole(part, lang)), ("share", &share)])
}

fn bar(label: &str, part: u64, all: u64, lang: Lang, t: &'static JourneyTexts) -> Bar {
    Bar { label: label.to_owned(), value: of(part, all, lang, t), share: share(part, all).unwrap_or_default() }
}

fn steps_chart(all: &Funnel, lang: Lang, t: &'static JourneyTexts) -> AnyView {
    let rows: Vec<Bar> = all
        .steps
        .iter()
        .map(|figures| bar(step_words(lang, figures.step), figures.people, all.people(), lang, t))
        .collect();
    bars("steps", t.steps, t.steps_about, &rows)
}

fn steps_table(all: &Funnel, lang: Lang, t: &'static JourneyTexts) -> AnyView {
    let rows = all
        .steps
        .iter()
        .map(|figures| {
            let first = figures.step == Step::Contact;
            let of_all = share(figures.people, all.people());
            let of_before = figures.of_before().filter(|_| !first);
            let without = if first { "–".to_owned() } else { whole(figures.without_before(), lang) };
            vec![
                step_words(lang, figures.step).to_owned(),
                whole(figures.people, lang),
                of_all.map_or_else(|| "–".to_owned(), |share| percent(share, lang)),
                of_before.map_or_else(|| "–".to_owned(), |share| percent(share, lang)),
                without,
            ]
        })
        .collect();
    table(t.steps, &[t.step, t.people, t.of_all, t.of_before, t.without], rows)
}

fn stops_chart(all: &Funnel, lang: Lang, t: &'static JourneyTexts) -> AnyView {
    let rows: Vec<Bar> = all
        .steps
        .iter()
        .map(|figures| bar(step_words(lang, figures.step), figures.stopped, all.people(), lang, t))
        .collect();
    bars("stops", t.stops, t.stops_about, &rows)
}

fn stops_table(all: &Funnel, lang: Lang, t: &'static JourneyTexts) -> AnyView {
    let row = |name: &str, people| vec![name.to_owned(), whole(people, lang), share_words(people, all.people(), lang)];
    let rows = all.steps.iter().map(|figures| row(step_words(lang, figures.step), figures.stopped)).collect();
    table(t.stops, &[t.step, t.stopped, t.of_all], rows)
}

fn share_words(part: u64, all: u64, lang: Lang) -> String {
    share(part, all).map_or_else(|| "–".to_owned(), |share| percent(share, lang))
}

fn group_words((first, last): (u16, u16), t: &'static JourneyTexts) -> String {
    fill(t.day_group, &[("first", &first.to_string()), ("last", &last.to_string())])
}

fn days_chart(all: &Funnel, lang: Lang, t: &'static JourneyTexts) -> AnyView {
    let days = |share| all.days.by_when(share).map_or_else(String::new, |day| day.to_string());
    let paid = all.days.people();
    let about = if paid == 0 {
        t.days_none.to_owned()
    } else {
        let (first, median, third) = (days(0.25), days(0.5), days(0.75));
        let n = whole(paid, lang);
        let quarters = fill(t.days_quarters, &[("n", &n), ("median", &median), ("first", &first), ("third", &third)]);
        format!("{} {quarters}", t.days_about)
    };
    let groups = DAY_GROUPS.iter().zip(all.days.groups());
    let rows: Vec<Bar> = groups.map(|(&group, people)| bar(&group_words(group, t), people, paid, lang, t)).collect();
    bars("days", t.days, &about, &rows)
}

fn days_table(all: &Funnel, lang: Lang, t: &'static JourneyTexts) -> AnyView {
    let paid = all.days.people();
    let row = |(group, people)| vec![group_words(group, t), whole(people, lang), share_words(people, paid, lang)];
    let rows = DAY_GROUPS.into_iter().zip(all.days.groups()).map(row).collect();
    table(t.days, &[t.when, t.people, t.of_all], rows)
}

fn personas_chart(personas: &[(Option<Persona>, Funnel)], lang: Lang, t: &'static JourneyTexts) -> AnyView {
    let acted = |funnel: &Funnel| people_of(funnel, Step::Action);
    let rows: Vec<Bar> = personas
        .iter()
        .map(|(whom, funnel)| bar(whom_name(lang, *whom), acted(funnel), funnel.people(), lang, t))
        .collect();
    bars("personas", t.personas, t.personas_about, &rows)
}

fn people_of(funnel: &Funnel, step: Step) -> u64 {
    funnel.steps.iter().find(|figures| figures.step == step).map_or(0, |figures| figures.people)
}

fn personas_table(personas: &[(Option<Persona>, Funnel)], lang: Lang, t: &'static JourneyTexts) -> AnyView {
    let rows = personas
        .iter()
        .map(|(whom, funnel)| {
            let mut cells = vec![whom_name(lang, *whom).to_owned(), whole(funnel.people(), lang)];
            let rest = Step::ALL.iter().skip(1);
            cells.extend(rest.map(|&step| share_words(people_of(funnel, step), funnel.people(), lang)));
            cells.push(funnel.days.by_when(0.5).map_or_else(|| "–".to_owned(), |day| day.to_string()));
            cells
        })
        .collect();
    let mut heads = vec![t.persona, t.people];
    heads.extend(Step::ALL.iter().skip(1).map(|&step| step_words(lang, step)));
    heads.push(t.median);
    table(t.personas, &heads, rows)
}

/// A table of figures: the first column says what a row is about.
pub(super) fn table(caption: &'static str, heads: &[&'static str], rows: Vec<Vec<String>>) -> AnyView {
    let rows = rows
        .into_iter()
        .map(|cells| {
            let cells = cells
                .into_iter()
                .zip(heads)
                .enumerate()
                .map(|(at, (cell, &head))| match at {
                    0 => view! { <th scope="row" data-label=head>{cell}</th> }.into_any(),
                    _ => view! { <td class="amount" data-label=head>{cell}</td> }.into_any(),
                })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    let heads = heads
        .iter()
        .enumerate()
        .map(|(at, &head)| view! { <th scope="col" class=(at > 0).then_some("amount")>{head}</th> })
        .collect_view();
    view! {
        <div class="chart-table">
            <table class="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
