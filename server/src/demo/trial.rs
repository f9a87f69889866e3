//! The experiment of the simulated year. Its effect is put in, so that there is something to find and something not to
//! find: people short of money who are written to by the first challenger's treatment come more often, ask for a plan and
//! keep it; the second challenger changes nothing.

use crate::clock::zone;
use crate::db::Tx;
use crate::db::experiment::{self, Experiment};
use crate::error::{Error, Result};
use crate::new_id;
use effen::dates::add_days;
use effen::people::treatment::{Focus, Help, Tone};
use effen::people::trial::{Challenger, Changes, LOTS, arm_of};
use jiff::Timestamp;
use jiff::civil::Date;
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// Days that it ran.
const DAYS: i64 = 365;
/// Share of the control group, in percent.
const CONTROL_PERCENT: u8 = 34;
/// How much more often somebody short of money follows a message of the first challenger.
const PULL: f64 = 3.0;
/// How much of the distance to certainty it takes off the chance that they ask for a plan.
const ASK: f64 = 0.9;
/// The first challenger's plans last up to so many months, others up to ten: more people can bear an instalment. Not
/// longer, for while a plan runs no letter goes out about other claims, and some lapse within a year.
const MONTHS_MAX: i64 = 12;
/// How somebody asks for a plan whom no experiment moves. Of what is left after a payday an instalment takes at most
/// half: the other half is for bills that still come.
pub const USUAL: Asking = Asking { chance: 0.0, months_max: 10, bears_percent: 50 };
/// The most of it that an instalment takes where the first challenger's treatment helped to make room.
const BEARS_PERCENT: i64 = 75;
/// Who has less left after each payday, in cents, is short of money: those are the people that the treatment reaches.
const SHORT_CENTS: i64 = 20_000;
/// Apart from the numbers that lives are drawn from: who is in which group changes nobody's past.
const SEED_APART: u64 = 0x0e0f;

/// The experiment as the simulation knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// Its id.
    pub id: String,
    /// First day.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Date,
}

/// Somebody's group, before they are written to for the first time in the experiment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lot {
    /// Which group.
    pub arm: usize,
    /// First day of the experiment.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Date,
}

/// How somebody short of money asks for a plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asking {
    /// The chance that they do.
    pub chance: f64,
    /// The most months that the plan lasts.
    pub months_max: i64,
    /// The most that an instalment takes of what is left after a payday, in percent.
    pub bears_percent: i64,
}

/// Somebody as they were drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SimDrawn {
    /// When.
    pub at: Timestamp,
    /// Which group.
    pub arm: usize,
    /// Cents open.
    pub open_cents: i64,
    /// Claims open.
    pub claims: i64,
    /// Days that the oldest was late.
    pub days_late: i64,
}

impl Trial {
    /// The year before `today`.
    pub fn before(today: Date) -> Self {
        Self { id: new_id::uuid(), starts_on: add_days(today, -DAYS), ends_on: add_days(today, -1) }
    }

    /// The lot of the debtor with this number.
    pub fn lot(&self, seed: u64, number: usize) -> Lot {
        let mut rng = ChaCha8Rng::seed_from_u64(seed ^ SEED_APART);
        rng.set_stream(number as u64);
        let arm = arm_of(rng.random_range(0..LOTS), CONTROL_PERCENT, challengers().len());
        Lot { arm, starts_on: self.starts_on, ends_on: self.ends_on }
    }

    /// Writes it, as one that ended.
    pub async fn write(&self, tx: &mut Tx) -> Result<()> {
        let midnight = |day: Date| -> Result<i64> {
            let zoned = day.to_zoned(zone()).map_err(|error| Error::Broken(error.to_string()))?;
            Ok(zoned.timestamp().as_millisecond())
        };
        let (start, stop) = (midnight(self.starts_on)?, midnight(add_days(self.ends_on, 1))?);
        let new = Experiment {
            id: self.id.clone(),
            name: "Eerst een plan of langer de tijd".to_owned(),
            hypothesis: "Wie krap zit, betaalt meer als het eerste bericht een haalbaar plan en hulp noemt dan met de \
                         neutrale behandeling. Twee weken langer de tijd doet dat niet."
                .to_owned(),
            status: String::new(),
            persona: None,
            creditor_id: String::new(),
            control_percent: CONTROL_PERCENT,
            challengers: challengers(),
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            lot_key: new_id::token(),
            simulated: true,
            by: String::new(),
            started_at: None,
            started: Default::default(),
            stopped_at: None,
            stopped: Default::default(),
        };
        experiment::create(tx, &new, "operator", start).await?;
        experiment::update_started(tx, &self.id, "operator", "De simulatie begint", start).await?;
        experiment::update_stopped(tx, &self.id, "operator", "De simulatie is voorbij", stop).await?;
        Ok(())
    }
}

impl Lot {
    /// Does the first challenger's treatment move somebody with so much left after payday on this day?
    fn moves(&self, monthly_left: i64, today: Date) -> bool {
        self.arm == 1 && self.runs_on(today) && monthly_left < SHORT_CENTS
    }

    /// How much more often somebody follows a message on a day, once they were drawn.
    pub fn pull(&self, monthly_left: i64, today: Date) -> f64 {
        if self.moves(monthly_left, today) { PULL } else { 1.0 }
    }

    /// How they ask for a plan on that day who would ask `usually`.
    pub fn plan(&self, usually: Asking, monthly_left: i64, today: Date) -> Asking {
        if !self.moves(monthly_left, today) {
            return usually;
        }
        let chance = usually.chance + (1.0 - usually.chance) * ASK;
        Asking { chance, months_max: MONTHS_MAX, bears_percent: BEARS_PERCENT }
    }

    /// Is somebody who is written to on this day drawn?
    pub fn runs_on(&self, today: Date) -> bool {
        self.starts_on <= today && today <= self.ends_on
    }
}

fn challengers() -> Vec<Challenger> {
    let plan_first = Changes {
        focus: Some(Focus::Plan),
        tone: Some(Tone::Coaching),
        help: Some(Help::PaydayPlan),
        ..Changes::default()
    };
    let longer = Changes { pay_days: Some(28), ..Changes::default() };
    let named = |name: &str, changes| Challenger { name: name.to_owned(), plan: None, changes };
    vec![named("Eerst een plan dat past", plan_first), named("Twee weken langer de tijd", longer)]
}
