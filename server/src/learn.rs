//! What is learned from the log: samples, models, drift, and the export of what follows for each debtor.

pub mod export;
pub mod learned;
#[cfg(test)]
mod tests;

use crate::db::Db;
use crate::db::signal::weights;
use crate::db::signal_log::{Logged, list_after};
use crate::error::Result;
use effen::kinds::Persona;
use effen::people::behaviour::Behaviour;
use effen::people::features::{Feature, features};
use effen::people::learn::drift::psi;
use effen::people::learn::metrics::silhouette;
use effen::people::learn::sample::{Outcome, Sample, known_by, samples as samples_of};
use effen::people::score::{assess, position};
use jiff::Timestamp;

/// Debtors read at once.
const PAGE: i64 = 500;
/// Debtors that the silhouette looks at: its work goes with their square.
const SILHOUETTE_MAX: usize = 1_000;

/// Goes through every debtor with the whole log, in the order of their ids.
pub async fn each(db: &Db, mut see: impl FnMut(usize, &Logged)) -> Result<usize> {
    let (mut after, mut count) = (String::new(), 0);
    loop {
        let page = list_after(db, &after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(count) };
        after.clone_from(&last.debtor.0);
        for debtor in &page {
            see(count, debtor);
            count += 1;
        }
    }
}

/// Every debtor's samples of `outcome` that were decided and known by `until`.
pub async fn samples(db: &Db, outcome: Outcome, until: Timestamp) -> Result<Vec<Sample>> {
    let mut found = Vec::new();
    each(db, |group, debtor| found.extend(samples_of(group, debtor.kind, &debtor.log, outcome, until))).await?;
    Ok(found)
}

/// A debtor's behaviour as it was known at `as_of`.
pub fn behaviour_at(debtor: &Logged, as_of: Timestamp) -> Behaviour {
    Behaviour::rebuild(debtor.kind, known_by(&debtor.log, as_of))
}

/// How far one characteristic has moved between two moments.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Drift {
    /// Which.
    pub characteristic: Feature,
    /// The population stability index.
    pub psi: f64,
}

/// The drift of each characteristic from `before` to `now`, the largest first; empty without debtors. Only debtors
/// of whom something was known at a moment count there.
pub async fn drift(db: &Db, before: Timestamp, now: Timestamp) -> Result<Vec<Drift>> {
    let mut values = vec![[Vec::new(), Vec::new()]; Feature::ALL.len()];
    each(db, |_, debtor| {
        for (side, at) in [before, now].into_iter().enumerate() {
            if debtor.log.iter().any(|signal| signal.known_at <= at) {
                for (feature, value) in features(&behaviour_at(debtor, at), at).iter() {
                    values[feature as usize][side].push(value);
                }
            }
        }
    })
    .await?;
    let of = |&characteristic: &Feature| {
        let [was, is] = &values[characteristic as usize];
        Some(Drift { characteristic, psi: psi(was, is)? })
    };
    let mut found: Vec<Drift> = Feature::ALL.iter().filter_map(of).collect();
    found.sort_by(|a, b| b.psi.total_cmp(&a.psi));
    Ok(found)
}

/// How far apart the personas lie in the space the scores look at, as of a moment, over at most a thousand debtors;
/// none with fewer than two personas.
pub async fn persona_silhouette(db: &Db, as_of: Timestamp) -> Result<Option<f64>> {
    let (mut points, mut groups) = (Vec::new(), Vec::new());
    each(db, |_, debtor| {
        if points.len() < SILHOUETTE_MAX {
            let found = assess(&behaviour_at(debtor, as_of), as_of, weights(), None, None);
            if let Some(persona) = found.decision.persona {
                points.push(position(&found.features, weights()));
                groups.push(Persona::ALL.iter().position(|&one| one == persona).unwrap_or_default());
            }
        }
    })
    .await?;
    Ok(silhouette(&points, &groups))
}
