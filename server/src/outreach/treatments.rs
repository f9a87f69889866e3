//! How people are treated now, shared by every request and job of this process: the newest treatment plan, and the
//! experiments that run.
//!
//! What is newest stands in the database, so that several servers treat people alike: whoever is about to use the plan asks
//! for its number, and reads it again only when that changed.

use crate::app::App;
use crate::db::experiment::{self, Before, Drawn, Experiment};
use crate::db::{Db, treatment};
use crate::error::Result;
use effen::ids::DebtorId;
use effen::kinds::{PartyKind, Persona};
use effen::people::treatment::{Treatment, Treatments};
use effen::people::trial::{Arm, LOTS, arm_of};
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};
use std::sync::{Arc, PoisonError, RwLock};

/// See the module.
#[derive(Debug)]
pub struct Current(RwLock<(i64, Arc<Treatments>)>);

impl Default for Current {
    fn default() -> Self {
        Self(RwLock::new((0, Arc::new(Treatments::shipped()))))
    }
}

impl Current {
    /// The newest plan and its number.
    ///
    /// # Errors
    /// When the database does not answer, or holds a plan that cannot be used.
    pub async fn newest(&self, db: &Db) -> Result<(i64, Arc<Treatments>)> {
        let version = treatment::find_version(db).await?;
        let (known, plan) = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if known == version {
            return Ok((known, plan));
        }
        let (version, plan) = treatment::find(db).await?;
        let newest = (version, Arc::new(plan));
        self.0.write().unwrap_or_else(PoisonError::into_inner).clone_from(&newest);
        Ok(newest)
    }

    /// How everybody is treated on a day: the newest plan, and the experiments that run.
    ///
    /// # Errors
    /// When the database does not answer, or holds a plan that cannot be used.
    pub async fn in_use(&self, db: &Db, today: Date) -> Result<InUse> {
        let (_, plan) = self.newest(db).await?;
        let mut running = Vec::new();
        for experiment in experiment::list_running(db).await? {
            if !experiment.runs_on(today) {
                continue;
            }
            let mut arms = vec![Arm::Control];
            for challenger in &experiment.challengers {
                let other = match challenger.plan {
                    Some(version) => Some(Box::new(treatment::find_at(db, version).await?)),
                    None => None,
                };
                arms.push(Arm::Challenger(other, challenger.changes.clone()));
            }
            running.push(Running { experiment, arms });
        }
        Ok(InUse { plan, running, today })
    }
}

/// An experiment that runs, with the treatments of its groups.
#[derive(Debug, Clone)]
struct Running {
    experiment: Experiment,
    arms: Vec<Arm>,
}

/// See [`Current::in_use`].
#[derive(Debug, Clone)]
pub struct InUse {
    /// The newest plan.
    pub plan: Arc<Treatments>,
    running: Vec<Running>,
    today: Date,
}

/// Somebody who may be drawn.
pub struct Candidate<'a> {
    /// Who.
    pub debtor: &'a DebtorId,
    /// Who they are to us; `None` while unknown, or when the neutral view was chosen: they are never drawn.
    pub persona: Option<Persona>,
    /// Their open claims: creditor, cents and due date.
    pub open: Vec<(&'a str, i64, Date)>,
}

impl InUse {
    /// How somebody is treated: by their group or the plan, as it fits a person or a company.
    pub fn of(&self, party: PartyKind, persona: Option<Persona>, drawn: Option<&Drawn>) -> Treatment {
        let arm = drawn.and_then(|drawn| {
            let running = self.running.iter().find(|running| running.experiment.id == drawn.experiment_id)?;
            running.arms.get(drawn.arm).map(|arm| (arm, drawn.persona))
        });
        let treatment = match arm {
            Some((arm, drawn_as)) => effen::people::trial::treatment(&self.plan, arm, persona, drawn_as),
            None => self.plan.of(persona).clone(),
        };
        treatment.fitting(party)
    }

    /// Whether any treatment leaves channel and hour to the debtors' own habits.
    pub fn any_by_habit(&self) -> bool {
        let arms = self.running.iter().flat_map(|running| &running.arms);
        let others = arms.filter_map(|arm| match arm {
            Arm::Challenger(Some(plan), _) => Some(plan.as_ref()),
            _ => None,
        });
        std::iter::once(self.plan.as_ref()).chain(others).any(Treatments::any_by_habit)
    }

    /// The group somebody falls in who belongs to none yet, with what is known of them today; `None`: no experiment is
    /// about them.
    pub fn draw(&self, candidate: &Candidate<'_>) -> Option<(Drawn, Before)> {
        let persona = candidate.persona?;
        let fits = |one: &&Running| {
            let (whom, creditor) = (one.experiment.persona, one.experiment.creditor_id.as_str());
            whom.is_none_or(|whom| whom == persona)
                && candidate.open.iter().any(|(of, ..)| creditor.is_empty() || *of == creditor)
        };
        let experiment = &self.running.iter().find(fits)?.experiment;
        let arm = arm_of(
            lot(&experiment.lot_key, candidate.debtor),
            experiment.control_percent,
            experiment.challengers.len(),
        );
        let late = candidate.open.iter().map(|(.., due)| effen::dates::days_between(*due, self.today)).max();
        let before = Before {
            open_cents: candidate.open.iter().map(|(_, cents, _)| cents).sum(),
            claims: i64::try_from(candidate.open.len()).unwrap_or(i64::MAX),
            days_late: late.unwrap_or_default().max(0),
            on: self.today,
        };
        Some((Drawn { experiment_id: experiment.id.clone(), arm, persona: Some(persona) }, before))
    }
}

/// Somebody's lot in an experiment: always the same, and nothing to be foreseen without the experiment's secret.
pub fn lot(key: &str, debtor: &DebtorId) -> u64 {
    // The key is of one length, so that no debtor's id can pass for the end of it.
    let digest = Sha256::new().chain_update(key).chain_update(debtor.as_str()).finalize();
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&digest[..8]);
    u64::from_be_bytes(bytes) % LOTS
}

/// Draws somebody, the first time it matters how they are treated. What another process drew in the meantime holds.
///
/// # Errors
/// When the database does not answer.
pub async fn draw(app: &App, in_use: &InUse, candidate: &Candidate<'_>) -> Result<Option<Drawn>> {
    let Some((drawn, before)) = in_use.draw(candidate) else { return Ok(None) };
    let mut tx = app.db.begin_debtor(candidate.debtor, app.now()).await?;
    let held = experiment::create_drawn(&mut tx, &drawn, &before).await?;
    tx.commit().await?;
    Ok(held)
}
