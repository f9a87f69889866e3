//! What is foretold of a debtor: the chances that models give, each beside what holds for everybody and what one
//! characteristic alone would say, with what it leans on; and by which channel and at which hour they are best written to.

use crate::app::App;
use crate::error::Result;
use crate::learn::learned::{self, Foretold, hour_of};
use effen::kinds::{Lang, PartyKind};
use effen::people::behaviour::Behaviour;
use effen::people::features::features;
use effen::people::learn::habits::Habits;
use effen::people::learn::sample::{Outcome, values};
use effen::people::reason::Reason;
use effen::people::signal::{Signal, SignalKind};
use effen_app::islands::console::view::Line;
use effen_app::parts::chart::percent;
use effen_app::texts::console_chances::{ChanceTexts, outcome_words, texts};
use effen_app::texts::fill;
use effen_app::texts::treatment::channel_words;

/// Characteristics that a chance is said to lean on.
const LEANS_MAX: usize = 3;

/// Reads it. `log` is everything about the debtor: who owes nothing has nothing to pay, and who has no plan none to break.
pub(super) async fn load(app: &App, lang: Lang, party: PartyKind, log: &[Signal]) -> Result<Vec<Line>> {
    let t = texts(lang);
    let learned = learned::find(&app.db).await?;
    let said = |text: &str| Line { time: String::new(), text: text.to_owned(), more: String::new() };
    let Some(portfolio) = &learned.habits else { return Ok(vec![said(t.none)]) };
    let state = Behaviour::rebuild(party, log);
    if state.neutral_view() {
        return Ok(vec![said(t.neutral)]);
    }
    let asked = |one: &&Foretold| match one.model.outcome {
        Outcome::PlanBreaks => has_plan(&state),
        _ => state.open_cents() > 0,
    };
    let mut lines: Vec<Line> =
        learned.models.iter().filter(asked).map(|one| chance(app, lang, t, one, &state)).collect();
    if learned.models.is_empty() {
        lines.push(said(t.few));
    }
    lines.extend(habits(lang, t, &Habits::of(log, hour_of), portfolio));
    Ok(lines)
}

/// Whether a plan runs, as far as the signals tell.
fn has_plan(state: &Behaviour) -> bool {
    let begun = state.count(SignalKind::PlanAgreed) + state.count(SignalKind::PlanReopened);
    begun > state.count(SignalKind::PlanBroken) + state.count(SignalKind::PlanCompleted)
}

fn chance(app: &App, lang: Lang, t: &ChanceTexts, one: &Foretold, state: &Behaviour) -> Line {
    let known = features(state, app.now());
    let values = values(state, app.now());
    let (rate, baseline) = (percent(one.model.rate, lang), percent(one.baseline.chance(&values), lang));
    let beside = fill(t.beside, &[("rate", &rate), ("baseline", &baseline)]);
    let facts: Vec<String> = one
        .model
        .contributions(&values)
        .into_iter()
        .filter_map(|(feature, strength)| {
            let words = Reason::of(feature, &known, state, strength)?.words(lang);
            Some(format!("{words} ({})", if strength > 0.0 { t.more } else { t.less }))
        })
        .take(LEANS_MAX)
        .collect();
    let leans = if facts.is_empty() { String::new() } else { fill(t.leans, &[("facts", &facts.join("; "))]) };
    Line {
        time: percent(one.model.chance(&values), lang),
        text: outcome_words(lang, one.model.outcome).to_owned(),
        more: [beside, leans].join(" ").trim().to_owned(),
    }
}

fn habits(lang: Lang, t: &ChanceTexts, own: &Habits, portfolio: &Habits) -> Vec<Line> {
    let channel = own.best_channel(portfolio).map(|(channel, chance)| {
        let all = Habits::default().best_channel_of(portfolio, &[channel]).map_or(0.0, |(_, chance)| chance);
        Line {
            time: String::new(),
            text: fill(t.channel, &[("channel", channel_words(lang, channel))]),
            more: fill(t.channel_more, &[("own", &percent(chance, lang)), ("all", &percent(all, lang))]),
        }
    });
    let hour = own.best_hour(portfolio).map(|hour| Line {
        time: String::new(),
        text: fill(t.hour, &[("hour", &hour.to_string())]),
        more: String::new(),
    });
    channel.into_iter().chain(hour).collect()
}
