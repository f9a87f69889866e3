//! What is learned is kept, so that an agent's page and the outreach job can use it: once a week everything is learned
//! anew. However large the portfolio is, models are learned from at most so many debtors, spread evenly over it.

use super::each;
use super::export::CHANCES;
use crate::clock::local;
use crate::db::learned::{self as table, LearnedRow};
use crate::db::signal_log::list_habits_between;
use crate::db::{Db, outreach};
use crate::error::{Error, Result};
use effen::ids::DebtorId;
use effen::people::learn::habits::Habits;
use effen::people::learn::model::Model;
use effen::people::learn::sample::{Outcome, Sample, samples};
use jiff::Timestamp;
use std::collections::HashMap;

/// Debtors that models are learned from, at most: more would only fill memory.
const DEBTORS_MAX: i64 = 1_000;
/// With fewer debtors nothing is foretold: each share would hang on a handful of people.
pub const DEBTORS_MIN: i64 = 300;
/// How old what was learned may be, in milliseconds: a week.
const AGE_MAX_MS: i64 = 7 * 86_400_000;
/// The name of the portfolio's habits.
const HABITS: &str = "habits";

/// A model beside its baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Foretold {
    /// The model.
    pub model: Model,
    /// The same from one characteristic alone.
    pub baseline: Model,
}

/// What is kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Learned {
    /// A model for each of the chances that could be learned.
    pub models: Vec<Foretold>,
    /// What the portfolio does.
    pub habits: Option<Habits>,
}

/// What a round of learning came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Debtors whose habits were counted.
    pub debtors: u64,
    /// Samples of each model that was learned.
    pub samples: Vec<(Outcome, usize)>,
}

/// Learns anew, if what is kept is older than a week or missing.
///
/// # Errors
/// When the database does not answer.
pub async fn refresh(db: &Db, now: Timestamp) -> Result<Option<Summary>> {
    let known = table::find(db, HABITS).await?;
    if known.is_some_and(|row| now.as_millisecond() - row.made_at < AGE_MAX_MS) {
        return Ok(None);
    }
    learn(db, now, DEBTORS_MIN).await.map(Some)
}

/// Learns everything from what is known at `now`, and keeps it. With fewer than `debtors_min` debtors no model is kept.
///
/// # Errors
/// When the database does not answer.
pub async fn learn(db: &Db, now: Timestamp, debtors_min: i64) -> Result<Summary> {
    let debtors = outreach::count(db).await?;
    let every = usize::try_from((debtors + DEBTORS_MAX - 1) / DEBTORS_MAX).unwrap_or(1).max(1);
    let mut habits = Habits::default();
    let mut found: [Vec<Sample>; 3] = Default::default();
    let seen = each(db, |at, debtor| {
        habits.add(&Habits::of(&debtor.log, hour_of));
        if debtors >= debtors_min && at % every == 0 {
            for (list, outcome) in found.iter_mut().zip(CHANCES) {
                list.extend(samples(at, debtor.kind, &debtor.log, outcome, now));
            }
        }
    })
    .await?;
    let mut rows = vec![row(HABITS.to_owned(), &habits, "", now)?];
    let mut summary = Summary { debtors: seen as u64, samples: Vec::new() };
    let learned = tokio::task::spawn_blocking(move || {
        let models = found.iter().zip(CHANCES).filter_map(|(samples, outcome)| learned_model(outcome, samples));
        models.collect::<Vec<Foretold>>()
    });
    for one in learned.await.map_err(|error| Error::Broken(format!("learning stopped: {error}")))? {
        summary.samples.push((one.model.outcome, one.model.samples));
        rows.push(row(one.model.outcome.to_string(), &one.model, &serde_json::to_string(&one.baseline)?, now)?);
    }
    let mut tx = db.begin().await?;
    for row in &rows {
        table::update(&mut tx, row).await?;
    }
    tx.commit().await?;
    Ok(summary)
}

/// None where the outcome was the same in all samples.
fn learned_model(outcome: Outcome, samples: &[Sample]) -> Option<Foretold> {
    let samples: Vec<&Sample> = samples.iter().collect();
    let model = Model::learn(outcome, &samples, None).ok()?;
    let baseline = Model::learn(outcome, &samples, Some(outcome.baseline().as_str())).ok()?;
    Some(Foretold { model, baseline })
}

fn row(name: String, content: &impl serde::Serialize, baseline: &str, now: Timestamp) -> Result<LearnedRow> {
    let content = serde_json::to_string(content)?;
    Ok(LearnedRow { name, content, baseline: baseline.to_owned(), made_at: now.as_millisecond() })
}

/// What is kept, as it can be read by this program: a model that names what this program does not know is left out.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &Db) -> Result<Learned> {
    let mut found = Learned::default();
    for row in table::list(db).await? {
        if row.name == HABITS {
            found.habits = serde_json::from_str(&row.content).ok();
        } else if let (Ok(model), Ok(baseline)) = (Model::parse(&row.content), Model::parse(&row.baseline)) {
            found.models.push(Foretold { model, baseline });
        }
    }
    found.models.sort_by_key(|one| CHANCES.iter().position(|&outcome| outcome == one.model.outcome));
    Ok(found)
}

/// The portfolio's habits; none before anything was learned.
///
/// # Errors
/// When the database does not answer.
pub async fn find_habits(db: &Db) -> Result<Option<Habits>> {
    Ok(table::find(db, HABITS).await?.and_then(|row| serde_json::from_str(&row.content).ok()))
}

/// The habits of one debtor.
///
/// # Errors
/// When the database does not answer.
pub async fn find_own(db: &Db, debtor: &DebtorId) -> Result<Habits> {
    let found: HashMap<String, Habits> = list_habits_between(db, debtor.as_str(), debtor.as_str()).await?;
    Ok(found.into_values().next().unwrap_or_default())
}

/// The hour of the day at the agency, 0 to 23.
pub fn hour_of(at: Timestamp) -> usize {
    usize::try_from(local(at).hour()).unwrap_or_default()
}
