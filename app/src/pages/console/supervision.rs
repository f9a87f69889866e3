//! What supervisors look at: queue and colleagues now, service levels, reasons, outcomes.

use crate::islands::console::now::{Now, NowView, NowWords};
use crate::texts::console_supervision::{SupervisionTexts, texts};
use crate::texts::fill;
use effen::chat::service::Levels;
use effen::kinds::Lang;
use leptos::prelude::*;

/// What people thought of chats: how many said so, and their ratings from 1 to 5 added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ratings {
    /// How many.
    pub n: i64,
    /// Added up.
    pub sum: i64,
}

impl Ratings {
    /// With others.
    fn and(self, other: Self) -> Self {
        Self { n: self.n + other.n, sum: self.sum + other.sum }
    }

    /// '4,3 van 5 (12)'.
    fn words(self, lang: Lang, t: &'static SupervisionTexts) -> String {
        if self.n == 0 {
            return t.unrated.to_owned();
        }
        let tenths = (self.sum * 20 / self.n + 1) / 2;
        let comma = if lang == Lang::En { '.' } else { ',' };
        let mean = format!("{}{comma}{}", tenths / 10, tenths % 10);
        fill(t.rated, &[("mean", &mean), ("n", &self.n.to_string())])
    }
}

/// Why people came, as agents noted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// In words.
    pub words: String,
    /// How many chats.
    pub n: i64,
    /// What people thought of them.
    pub ratings: Ratings,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct SupervisionModel {
    /// Language.
    pub lang: Lang,
    /// The queue, and who is at work.
    pub now: NowView,
    /// How many days the figures go back.
    pub days: i64,
    /// Service levels.
    pub levels: Levels,
    /// The figures are of so many messages alone.
    pub counted_max: Option<i64>,
    /// Conversations answered, by persona in words ('' where none is known).
    pub by_persona: Vec<(String, i64)>,
    /// Why people come.
    pub reasons: Vec<Reason>,
    /// What they told us by form, in words.
    pub told: Vec<(String, i64)>,
    /// How chats end, in words.
    pub outcomes: Vec<(String, i64)>,
}

/// The page.
pub fn page(model: SupervisionModel) -> AnyView {
    let t = texts(model.lang);
    let period = fill(t.period, &[("n", &model.days.to_string())]);
    let max = model.counted_max.map(|n| view! { <p>{fill(t.too_many, &[("n", &n.to_string())])}</p> });
    view! {
        <div class="split"><h1>{t.title}</h1><a class="button-quiet" href="/console/supervision">{t.refresh}</a></div>
        <section class="block"><h2>{t.now}</h2><Now words=now_words(t) now=model.now.clone()/></section>
        <section class="block">
            <h2>{t.levels}</h2>
            <p class="hint">{period}</p>
            {max}
            {levels(&model, t)}
        </section>
        {counts(t.by_persona, t.unknown, &model.by_persona, t)}
        {reasons(&model, t)}
        {counts(t.told, t.unknown, &model.told, t)}
        {counts(t.outcomes, t.unknown, &model.outcomes, t)}
        <p><a href="/console/supervision.csv" download="">{t.csv}</a></p>
    }
    .into_any()
}

fn now_words(t: &'static SupervisionTexts) -> NowWords {
    NowWords {
        at: t.at.to_owned(),
        agents: t.agents.to_owned(),
        heads: [t.name, t.here, t.open, t.waiting, t.answers].map(str::to_owned),
    }
}

fn levels(model: &SupervisionModel, t: &'static SupervisionTexts) -> AnyView {
    let levels = &model.levels;
    let ratings = model.reasons.iter().fold(Ratings::default(), |all, reason| all.and(reason.ratings));
    let kept = match levels.due {
        0 => t.no_figures.to_owned(),
        due => {
            let percent = (levels.kept * 100 / due).to_string();
            fill(t.kept_of, &[("percent", &percent), ("kept", &levels.kept.to_string()), ("due", &due.to_string())])
        }
    };
    let first =
        levels.first_minutes.map_or_else(|| t.no_figures.to_owned(), |n| fill(t.minutes, &[("n", &n.to_string())]));
    view! {
        <dl class="facts">
            <div><dt>{t.kept}</dt><dd>{kept}</dd></div>
            <div><dt>{t.first}</dt><dd>{first}</dd></div>
            <div><dt>{t.ratings}</dt><dd>{ratings.words(model.lang, t)}</dd></div>
        </dl>
    }
    .into_any()
}

fn reasons(model: &SupervisionModel, t: &'static SupervisionTexts) -> AnyView {
    if model.reasons.is_empty() {
        return counts(t.reasons, t.unknown, &[], t);
    }
    let rows = model
        .reasons
        .iter()
        .map(|reason| {
            view! {
                <tr>
                    <th scope="row" data-label=t.reasons>{reason.words.clone()}</th>
                    <td data-label=t.how_many class="amount">{reason.n}</td>
                    <td data-label=t.ratings class="amount">{reason.ratings.words(model.lang, t)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="block">
            <h2>{t.reasons}</h2>
            <table class="table">
                <thead><tr>
                    <th scope="col">{t.reasons}</th><th scope="col" class="amount">{t.how_many}</th>
                    <th scope="col" class="amount">{t.ratings}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn counts(title: &'static str, unknown: &'static str, rows: &[(String, i64)], t: &'static SupervisionTexts) -> AnyView {
    if rows.is_empty() {
        return view! { <section class="block"><h2>{title}</h2><p class="hint">{t.no_figures}</p></section> }
            .into_any();
    }
    let rows = rows
        .iter()
        .map(|(words, n)| {
            let words = if words.is_empty() { unknown.to_owned() } else { words.clone() };
            view! {
                <tr><th scope="row" data-label=title>{words}</th><td data-label=t.how_many class="amount">{*n}</td></tr>
            }
        })
        .collect_view();
    view! {
        <section class="block">
            <h2>{title}</h2>
            <table class="table">
                <thead><tr><th scope="col">{title}</th><th scope="col" class="amount">{t.how_many}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
