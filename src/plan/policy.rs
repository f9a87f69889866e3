//! What a creditor allows. A policy is a value with a version; a plan keeps the one it was agreed under.

use super::Rhythm;
use crate::dates::add_months;
use crate::money::Cents;
use jiff::civil::Date;

/// What a creditor allows, for everybody alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PlanPolicy {
    /// The longest plan, in months from its first instalment. Below two there are no plans.
    pub months_max: u32,
    /// The smallest instalment, in whatever rhythm; only the last one may be smaller.
    pub instalment_min: Cents,
    /// How many instalments may be skipped within a year; each moves to the end.
    pub skips_a_year: u32,
    /// How many missed instalments the debtor may move to the end within a year. More than that, an agent decides.
    pub moves_a_year: u32,
}

impl PlanPolicy {
    /// The policy for claims of several creditors in one plan: nobody's limit is exceeded.
    pub fn strictest(policies: impl IntoIterator<Item = PlanPolicy>) -> Option<PlanPolicy> {
        policies.into_iter().reduce(|a, b| PlanPolicy {
            months_max: a.months_max.min(b.months_max),
            instalment_min: a.instalment_min.max(b.instalment_min),
            skips_a_year: a.skips_a_year.min(b.skips_a_year),
            moves_a_year: a.moves_a_year.min(b.moves_a_year),
        })
    }

    /// The day before which the last instalment of a plan must lie that began on `first`. Each instalment that was moved
    /// to the end, as the policy allows, gives it one step more.
    pub fn ends_before(&self, first: Date, rhythm: Rhythm, moved: u32) -> Date {
        rhythm.after(add_months(first, self.months_max.min(super::PLAN_MONTHS_MAX)), moved)
    }
}
