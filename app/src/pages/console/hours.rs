//! The agency's hours: a form with what holds, and who changed what before.

use crate::parts::ErrorSummary;
use crate::texts::console_hours::{ConsoleHoursTexts, texts};
use crate::texts::fill;
use crate::texts::opening::clock_words;
use effen::chat::hours::{Hours, HoursWrong, Open, SPECIAL_DAYS_MAX, WHY_CHARS_MAX};
use effen::dates::{add_days, long, weekday_name};
use effen::kinds::Lang;
use jiff::civil::{Date, date};
use leptos::prelude::*;

/// A Monday: the days of the week are named from it.
const MONDAY: Date = date(2026, 1, 5);
/// Where an error of a weekday leads.
const WEEK_IDS: [&str; 7] = ["from-0", "from-1", "from-2", "from-3", "from-4", "from-5", "from-6"];

/// A day that differs, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayTyped {
    /// The day, as a date field gives it.
    pub on: String,
    /// From.
    pub from: String,
    /// Until.
    pub until: String,
    /// Why.
    pub why: String,
}

/// What stands in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HoursTyped {
    /// From and until, from Monday on.
    pub week: [(String, String); 7],
    /// Days that differ.
    pub special: Vec<DayTyped>,
    /// Why it is changed.
    pub why: String,
    /// The version it is made from.
    pub base: i64,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoursProblem {
    /// A day of the week, from 0.
    Week(usize, HoursWrong),
    /// A line of the days that differ, from 0; none: it has no day.
    Line(usize, Option<HoursWrong>),
    /// All of it.
    All(HoursWrong),
    /// No reason, or too long a one.
    Why,
    /// Somebody changed them in between.
    Stale,
}

/// A change that was.
#[derive(Debug, Clone)]
pub struct HoursVersion {
    /// When, in words.
    pub time: String,
    /// By whom.
    pub by: String,
    /// Why.
    pub why: String,
    /// The hours since.
    pub hours: Hours,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct HoursModel {
    /// Language.
    pub lang: Lang,
    /// What debtors read at this moment.
    pub said: String,
    /// The form.
    pub typed: HoursTyped,
    /// What is wrong with it.
    pub problems: Vec<HoursProblem>,
    /// What was, the newest first.
    pub history: Vec<HoursVersion>,
}

/// The page.
pub fn page(model: HoursModel) -> AnyView {
    let (lang, t) = (model.lang, texts(model.lang));
    let errors = model.problems.iter().map(|problem| words(lang, t, &model.typed, *problem)).collect::<Vec<_>>();
    let why_wrong = model.problems.contains(&HoursProblem::Why).then_some("true");
    view! {
        <h1>{t.title}</h1>
        <ErrorSummary title=t.check errors=errors/>
        <p class="lead">{t.lead}</p>
        <p><strong>{t.said} ": "</strong> {model.said.clone()}</p>
        <form method="post" action="/console/hours" class="stack" novalidate>
            <input type="hidden" name="base" value=model.typed.base.to_string()/>
            {week(lang, t, &model)}
            {special(t, &model)}
            <div class="field">
                <label for="why">{t.why}</label>
                <input
                    id="why" name="why" type="text" maxlength=WHY_CHARS_MAX.to_string() aria-invalid=why_wrong
                    value=model.typed.why.clone() autocomplete="off"
                />
            </div>
            <p><button class="button" type="submit">{t.save}</button></p>
        </form>
        {history(lang, t, model.history)}
    }
    .into_any()
}

/// The name of a day of the week, from 0 for Monday.
fn day_name(place: usize, lang: Lang) -> &'static str {
    weekday_name(add_days(MONDAY, place as i64), lang)
}

fn words(
    lang: Lang,
    t: &'static ConsoleHoursTexts,
    typed: &HoursTyped,
    problem: HoursProblem,
) -> (&'static str, String) {
    let said = |wrong, day: &str| match wrong {
        HoursWrong::Unreadable => fill(t.e_unreadable, &[("day", day)]),
        HoursWrong::Backwards => fill(t.e_backwards, &[("day", day)]),
        HoursWrong::NeverOpen => t.e_never.to_owned(),
        HoursWrong::TooMany => fill(t.e_many, &[("n", &SPECIAL_DAYS_MAX.to_string())]),
        HoursWrong::Twice(day) => fill(t.e_twice, &[("day", &long(day, lang))]),
    };
    match problem {
        HoursProblem::Week(place, wrong) => (WEEK_IDS[place.min(6)], said(wrong, day_name(place, lang))),
        HoursProblem::Line(line, None) => ("special", fill(t.e_no_day, &[("n", &(line + 1).to_string())])),
        HoursProblem::Line(line, Some(wrong)) => {
            let day = typed.special.get(line).map(|day| day.on.parse::<Date>());
            let day = day.and_then(Result::ok).map_or_else(|| (line + 1).to_string(), |day| long(day, lang));
            ("special", said(wrong, &day))
        }
        HoursProblem::All(wrong @ HoursWrong::NeverOpen) => (WEEK_IDS[0], said(wrong, "")),
        HoursProblem::All(wrong) => ("special", said(wrong, "")),
        HoursProblem::Why => ("why", fill(t.e_why, &[("n", &WHY_CHARS_MAX.to_string())])),
        HoursProblem::Stale => ("history", t.e_stale.to_owned()),
    }
}

fn time_field(name: String, label: String, value: String, wrong: bool) -> AnyView {
    let id = name.replace('_', "-");
    let invalid = wrong.then_some("true");
    view! { <input id=id name=name type="time" aria-label=label value=value aria-invalid=invalid/> }.into_any()
}

fn week(lang: Lang, t: &'static ConsoleHoursTexts, model: &HoursModel) -> AnyView {
    let rows = model.typed.week.iter().enumerate().map(|(place, (from, until))| {
        let name = day_name(place, lang);
        let wrong = model.problems.iter().any(|one| matches!(one, HoursProblem::Week(at, _) if *at == place));
        let field = |which: &str, label: &str, value: &String| {
            time_field(format!("{which}_{place}"), format!("{name}, {label}"), value.clone(), wrong)
        };
        view! {
            <tr>
                <th scope="row" data-label=t.day>{name}</th>
                <td data-label=t.from>{field("from", t.from, from)}</td>
                <td data-label=t.until>{field("until", t.until, until)}</td>
            </tr>
        }
    });
    view! {
        <section class="block" id="week">
            <h2>{t.week}</h2>
            <p class="hint">{t.week_hint}</p>
            <table class="table">
                <thead><tr>
                    <th scope="col">{t.day}</th><th scope="col">{t.from}</th><th scope="col">{t.until}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn special(t: &'static ConsoleHoursTexts, model: &HoursModel) -> AnyView {
    let rows = model.typed.special.iter().enumerate().map(|(line, day)| {
        let wrong = model.problems.iter().any(|one| matches!(one, HoursProblem::Line(at, _) if *at == line));
        let invalid = wrong.then_some("true");
        let label = |word: &str| format!("{} {}, {word}", t.special, line + 1);
        view! {
            <tr>
                <td data-label=t.day>
                    <input
                        name=format!("on_{line}") type="date" aria-label=label(t.day) value=day.on.clone()
                        aria-invalid=invalid
                    />
                </td>
                <td data-label=t.from>
                    {time_field(format!("opens_{line}"), label(t.from), day.from.clone(), wrong)}
                </td>
                <td data-label=t.until>
                    {time_field(format!("closes_{line}"), label(t.until), day.until.clone(), wrong)}
                </td>
                <td data-label=t.day_why>
                    <input
                        name=format!("note_{line}") type="text" aria-label=label(t.day_why) autocomplete="off"
                        maxlength=WHY_CHARS_MAX.to_string() value=day.why.clone()
                    />
                </td>
            </tr>
        }
    });
    view! {
        <section class="block" id="special">
            <h2>{t.special}</h2>
            <p class="hint">{t.special_hint}</p>
            <table class="table">
                <thead><tr>
                    <th scope="col">{t.day}</th><th scope="col">{t.from}</th><th scope="col">{t.until}</th>
                    <th scope="col">{t.day_why}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn open_words(open: Option<Open>, lang: Lang, t: &'static ConsoleHoursTexts) -> String {
    open.map_or_else(
        || t.closed.to_owned(),
        |open| format!("{} – {}", clock_words(open.from, lang), clock_words(open.until, lang)),
    )
}

fn history(lang: Lang, t: &'static ConsoleHoursTexts, versions: Vec<HoursVersion>) -> AnyView {
    let version = |version: HoursVersion| {
        let week = version.hours.week.iter().enumerate();
        let week =
            week.map(|(place, open)| (day_name(place, lang).to_owned(), open_words(*open, lang, t), String::new()));
        let special = version.hours.special.iter();
        let special = special.map(|day| (long(day.on, lang), open_words(day.open, lang, t), day.why.clone()));
        let lines = week
            .chain(special)
            .map(|(day, open, why)| {
                let why = (!why.is_empty()).then(|| format!(" ({why})"));
                view! { <li>{day} ": " {open} {why}</li> }
            })
            .collect_view();
        view! {
            <details class="disclosure">
                <summary>{format!("{}, {}: {}", version.time, version.by, version.why)}</summary>
                <ul>{lines}</ul>
            </details>
        }
    };
    let none = versions.is_empty().then(|| view! { <p class="hint">{t.none}</p> });
    view! {
        <section class="block" id="history">
            <h2>{t.history}</h2>
            {none}
            {versions.into_iter().map(version).collect_view()}
        </section>
    }
    .into_any()
}
