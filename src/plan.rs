//! Payment plans: what a creditor allows, the options that are offered side by side, the states of a plan, its progress,
//! what an instalment pays, and how an agreement changes while it runs. The limits are the creditor's and equal for
//! everybody: no persona comes in here.
//!
//! Architecture invariant: every change gives a whole new schedule whose sum is the old one's. What was paid keeps its
//! place in it.

pub mod change;
mod offer;
mod policy;
mod progress;
mod rhythm;
mod state;

pub use offer::{Ask, Days, Ineligible, Offer, PLAN_MONTHS_MAX, PlanOption, Wish, WishOutcome, options};
pub use policy::PlanPolicy;
pub use progress::{InstalmentProgress, InstalmentStatus, Progress, pays, pays_open, progress, progress_with};
pub use rhythm::Rhythm;
pub use state::{ForbiddenPlanMove, PLAN_MOVES, PlanEvent, PlanStatus};

use crate::money::Cents;
use jiff::civil::Date;

/// One instalment of a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Instalment {
    /// From 1 on.
    pub number: u32,
    /// The day it is due.
    pub due_on: Date,
    /// How much.
    pub amount: Cents,
}
