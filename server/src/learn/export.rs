//! One line a debtor as of a moment: characteristics, scores, persona, and the chances that models learned by then.

use super::{PAGE, behaviour_at, each, samples};
use crate::db::Db;
use crate::db::signal::weights;
use crate::db::signal_log::{Logged, list_after, list_personas_at};
use crate::error::Result;
use crate::export::{broken, neutral, number};
use effen::kinds::Persona;
use effen::people::features::Feature;
use effen::people::learn::habits::Habits;
use effen::people::learn::model::Model;
use effen::people::learn::sample::{Outcome, Sample, known_by, values};
use effen::people::score::assess;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::io::Write;

/// The chances that are asked of everybody.
pub const CHANCES: [Outcome; 3] = [Outcome::Paid14d, Outcome::Paid30d, Outcome::PlanBreaks];

/// The models of [`CHANCES`], learned from what was known by `as_of`; none where there was nothing to learn from.
pub async fn models(db: &Db, as_of: Timestamp) -> Result<[Option<Model>; 3]> {
    let mut found = [const { None }; 3];
    for (slot, outcome) in found.iter_mut().zip(CHANCES) {
        let samples = samples(db, outcome, as_of).await?;
        *slot = Model::learn(outcome, &samples.iter().collect::<Vec<&Sample>>(), None).ok();
    }
    Ok(found)
}

/// Writes the lines; gives how many. A cell is empty where nothing is known, a chance too where no model is.
pub async fn write(db: &Db, as_of: Timestamp, models: &[Option<Model>; 3], to: impl Write) -> Result<u64> {
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record(head()).map_err(broken)?;
    let zone = TimeZone::get("Europe/Amsterdam").map_err(|error| crate::error::Error::Broken(error.to_string()))?;
    let hour_of = |at: Timestamp| usize::try_from(at.to_zoned(zone.clone()).hour()).unwrap_or_default();
    let habits = |debtor: &Logged| Habits::of(known_by(&debtor.log, as_of), hour_of);
    let mut portfolio = Habits::default();
    each(db, |_, debtor| portfolio.add(&habits(debtor))).await?;
    let (mut after, mut count) = (String::new(), 0);
    loop {
        let page = list_after(db, &after, PAGE).await?;
        let (Some(first), Some(last)) = (page.first(), page.last()) else { break };
        let held = list_personas_at(db, first.debtor.as_str(), last.debtor.as_str(), as_of.as_millisecond()).await?;
        for debtor in &page {
            // Of who chose the neutral view nothing is foretold, nor is their habit told.
            let own = Some(habits(debtor)).filter(|_| !behaviour_at(debtor, as_of).neutral_view());
            let mut cells = line(debtor, as_of, held.get(debtor.debtor.as_str()).copied(), models);
            let channel = own.as_ref().and_then(|own| own.best_channel(&portfolio));
            let hour = own.as_ref().and_then(|own| own.best_hour(&portfolio));
            cells.push(channel.map_or(String::new(), |(channel, _)| channel.to_string()));
            cells.push(hour.map_or(String::new(), |hour| hour.to_string()));
            csv.write_record(cells).map_err(broken)?;
            count += 1;
        }
        after.clone_from(&last.debtor.0);
    }
    csv.flush()?;
    Ok(count)
}

fn head() -> Vec<String> {
    let mut head: Vec<String> = ["reference", "kind", "persona"].map(str::to_owned).to_vec();
    head.extend(Persona::ALL.iter().map(|persona| format!("score_{persona}")));
    head.extend(Feature::ALL.iter().map(|feature| feature.to_string()));
    head.extend(CHANCES.map(|outcome| format!("chance_{outcome}")));
    head.extend(["best_channel", "best_hour"].map(str::to_owned));
    head
}

fn line(debtor: &Logged, as_of: Timestamp, held: Option<Persona>, models: &[Option<Model>; 3]) -> Vec<String> {
    let state = behaviour_at(debtor, as_of);
    let found = assess(&state, as_of, weights(), held, None);
    let persona = found.decision.persona.map_or("", Persona::as_str);
    let mut cells = vec![neutral(&debtor.reference), debtor.kind.to_string(), persona.to_owned()];
    cells.extend(Persona::ALL.iter().map(|&persona| format!("{:.4}", found.scores.get(persona))));
    cells.extend(found.features.iter().map(|(_, value)| value.map_or(String::new(), number)));
    let values = values(&state, as_of);
    for (model, outcome) in models.iter().zip(CHANCES) {
        // Who owes nothing pays nothing, and such debtors were not learned from.
        let asked = !state.neutral_view() && (outcome.horizon_days().is_none() || state.open_cents() > 0);
        let chance = model.as_ref().filter(|_| asked).map(|model| model.chance(&values));
        cells.push(chance.map_or(String::new(), |chance| format!("{chance:.4}")));
    }
    cells
}
