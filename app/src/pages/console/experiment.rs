//! One experiment: what it is, whether its groups were comparable, and what may be said of its outcomes.

use super::experiments::error_of;
use super::journeys::table;
use crate::console_texts;
use crate::islands::console::view::QueueView;
use crate::parts::ErrorSummary;
use crate::parts::chart::{Range, decimal, percent, ranges, whole};
use crate::texts::experiments::{ExperimentTexts, baseline_words, outcome_words, texts, verdict_words};
use crate::texts::fill;
use effen::kinds::Lang;
use effen::people::effect::{Effect, Findings, Outcome, PEOPLE_MIN};
use leptos::prelude::*;

/// A group.
#[derive(Debug, Clone)]
pub struct GroupRow {
    /// What agents call it.
    pub name: String,
    /// How it is treated, in words.
    pub treatment: String,
    /// How many people.
    pub people: u64,
    /// The share it was drawn with.
    pub share: f64,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct ExperimentModel {
    /// Language of the agent.
    pub lang: Lang,
    /// Who waits in the chat.
    pub queue: QueueView,
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What it is to show.
    pub hypothesis: String,
    /// Label and value of what is fixed about it.
    pub facts: Vec<(&'static str, String)>,
    /// The groups, the control first.
    pub groups: Vec<GroupRow>,
    /// What it came to.
    pub findings: Findings,
    /// Of a demonstration?
    pub simulated: bool,
    /// What can be done: 'start', 'stop', or nothing.
    pub can: Option<&'static str>,
    /// The reason as typed.
    pub reason: String,
    /// Fields that do not fit, and why.
    pub wrong: Vec<(&'static str, String)>,
}

/// The page.
pub fn page(model: ExperimentModel) -> AnyView {
    let (lang, t) = (model.lang, texts(model.lang));
    let simulated = model.simulated.then(|| view! { <p class="simulated">{t.simulated}</p> });
    let errors = (!model.wrong.is_empty()).then(|| {
        let wrong = model.wrong.clone();
        view! { <ErrorSummary title=t.check errors=wrong/> }
    });
    let facts = model.facts.iter().map(|(label, value)| {
        view! { <div><dt>{*label}</dt><dd>{value.clone()}</dd></div> }
    });
    let facts = facts.collect_view();
    let people: u64 = model.groups.iter().map(|group| group.people).sum();
    let results = if people == 0 { view! { <p>{t.nobody}</p> }.into_any() } else { results(&model, t) };
    let (act, groups) = (act(&model, t), groups(&model, t));
    view! {
        <div class="console console-wide">
            {super::side(lang, console_texts::texts(lang), model.queue, None)}
            <section class="console-talk">
                <p><a href="/console/experiments">{t.back}</a></p>
                <h1>{model.name}</h1>
                {simulated}
                {errors}
                <p class="lead">{model.hypothesis}</p>
                <dl class="facts">{facts}</dl>
                {groups}
                {results}
                {act}
            </section>
        </div>
    }
    .into_any()
}

fn act(model: &ExperimentModel, t: &'static ExperimentTexts) -> AnyView {
    let Some(what) = model.can else { return ().into_any() };
    let words = if what == "start" { t.start } else { t.stop };
    let (error, described, is_wrong) = error_of(&model.wrong, "reason");
    view! {
        <form class="stack" method="post" action=format!("/console/experiment/{}", model.id)>
            <div class="field">
                <label for="reason">{t.reason}</label>
                <p class="hint">{t.reason_hint}</p>
                {error}
                <input
                    id="reason" name="reason" type="text" autocomplete="off" value=model.reason.clone()
                    aria-describedby=described aria-invalid=is_wrong.then_some("true")
                />
            </div>
            <button class="button" type="submit" name="act" value=what>{words}</button>
        </form>
    }
    .into_any()
}

fn groups(model: &ExperimentModel, t: &'static ExperimentTexts) -> AnyView {
    let lang = model.lang;
    let rows = model.groups.iter().map(|group| {
        vec![group.name.clone(), group.treatment.clone(), whole(group.people, lang), percent(group.share, lang)]
    });
    view! {
        <h2>{t.groups}</h2>
        {table(t.groups, &[t.arm, t.treatment, t.people, t.drawn_share], rows.collect())}
    }
    .into_any()
}

fn results(model: &ExperimentModel, t: &'static ExperimentTexts) -> AnyView {
    let (lang, findings) = (model.lang, &model.findings);
    let widened = decimal(findings.widened * 100.0, 1, lang);
    let widened = if lang == Lang::Fr { format!("{widened}\u{a0}%") } else { format!("{widened}%") };
    let lead = fill(t.effects_lead, &[("n", &findings.comparisons.to_string()), ("percent", &widened)]);
    let outcomes = Outcome::ALL.iter().map(|&outcome| outcome_view(outcome, model, t)).collect_view();
    view! {
        <p><a href=format!("/console/experiment/{}/csv", model.id) download="experiment.csv">{t.csv}</a></p>
        {comparable(model, t)}
        <h2>{t.effects}</h2>
        <p>{lead}</p>
        <p class="hint">{t.rating}</p>
        {outcomes}
    }
    .into_any()
}

fn comparable(model: &ExperimentModel, t: &'static ExperimentTexts) -> AnyView {
    let (lang, findings) = (model.lang, &model.findings);
    let said = match (findings.comparable(), findings.too_few()) {
        (false, _) => t.comparable_no.to_owned(),
        (true, true) => fill(t.comparable_few, &[("n", &PEOPLE_MIN.to_string())]),
        (true, false) => t.comparable_yes.to_owned(),
    };
    let sizes = fill(t.sizes, &[("p", &decimal(findings.sizes_chance, 3, lang))]);
    let rows = findings.balance.iter().map(|balance| {
        vec![
            baseline_words(lang, balance.baseline).to_owned(),
            arm_name(model, balance.arm),
            decimal(balance.control, 1, lang),
            decimal(balance.challenger, 1, lang),
            decimal(balance.standardised, 2, lang),
            balance.off.map_or(t.few, |off| if off { t.off } else { t.fits }).to_owned(),
        ]
    });
    let heads = [t.characteristic, t.arm, t.control, t.figure, t.standardised, t.comparable];
    view! {
        <h2>{t.comparable}</h2>
        <p id="comparable">{said} " " {sizes}</p>
        {table(t.comparable, &heads, rows.collect())}
    }
    .into_any()
}

fn arm_name(model: &ExperimentModel, arm: usize) -> String {
    model.groups.get(arm).map(|group| group.name.clone()).unwrap_or_default()
}

/// A figure in the unit of its outcome; a difference carries its sign.
fn amount(outcome: Outcome, value: f64, difference: bool, lang: Lang, t: &'static ExperimentTexts) -> String {
    if !value.is_finite() {
        return if value > 0.0 { "∞".to_owned() } else { "−∞".to_owned() };
    }
    // A rating is never nought: nobody gave one.
    if outcome == Outcome::Rating && value == 0.0 && !difference {
        return "–".to_owned();
    }
    let (scale, decimals) = if outcome.is_share() { (100.0, 1) } else { (1.0, 2) };
    let number = decimal(value.abs() * scale, decimals, lang);
    let words = match outcome {
        Outcome::Collected | Outcome::Costs => fill(t.euros, &[("n", &number)]),
        _ if outcome.is_share() && difference => fill(t.points, &[("n", &number)]),
        _ if outcome.is_share() && lang == Lang::Fr => format!("{number}\u{a0}%"),
        _ if outcome.is_share() => format!("{number}%"),
        _ => number.clone(),
    };
    let nought = !number.contains(|digit: char| ('1'..='9').contains(&digit));
    match (difference, nought) {
        (true, false) if value > 0.0 => format!("+{words}"),
        (_, false) if value < 0.0 => format!("−{words}"),
        _ => words,
    }
}

fn outcome_view(outcome: Outcome, model: &ExperimentModel, t: &'static ExperimentTexts) -> AnyView {
    let lang = model.lang;
    let of = |effect: &&Effect| effect.outcome == outcome;
    let effects: Vec<&Effect> = model.findings.effects.iter().filter(of).collect();
    let words = |value, difference| amount(outcome, value, difference, lang, t);
    let between = |low, high| fill(t.between, &[("low", &words(low, true)), ("high", &words(high, true))]);
    let rows: Vec<Range> = effects
        .iter()
        .map(|effect| Range {
            label: arm_name(model, effect.arm),
            value: words(effect.interval.difference, true),
            difference: effect.interval.difference,
            own: (effect.interval.low, effect.interval.high),
            widened: (effect.widened.low, effect.widened.high),
        })
        .collect();
    let control = effects.first().map(|effect| {
        let mut row = vec![t.control.to_owned(), words(effect.control, false)];
        row.extend(std::iter::repeat_n("–".to_owned(), 4));
        row
    });
    let others = effects.iter().map(|effect| {
        vec![
            arm_name(model, effect.arm),
            words(effect.challenger, false),
            words(effect.interval.difference, true),
            between(effect.interval.low, effect.interval.high),
            between(effect.widened.low, effect.widened.high),
            verdict_words(lang, effect.verdict).to_owned(),
        ]
    });
    let heads = [t.arm, t.figure, t.difference, t.interval, t.widened, t.verdict];
    let title = outcome_words(lang, outcome);
    let rows_of_table = control.into_iter().chain(others).collect();
    view! {
        <div class="chart-pair">
            {ranges(outcome.as_str(), title, t.range_about, (t.less, t.more_than), &rows)}
            {table(title, &heads, rows_of_table)}
        </div>
    }
    .into_any()
}
