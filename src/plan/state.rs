//! The states of a plan. Missing instalments is not among the events: however many are missed, a plan runs on until an
//! agent has looked and decided.

use crate::kinds::vocabulary;

vocabulary! {
    /// Where a plan stands.
    PlanStatus, "plan status" {
        /// Running.
        Agreed = "agreed",
        /// Everything is paid. Only money that goes back undoes it.
        Completed = "completed",
        /// Stopped by an agent, after instalments were missed. Final: a new plan is a new agreement.
        Broken = "broken",
        /// Ended by the debtor or by us. Final.
        Cancelled = "cancelled",
    }
}

vocabulary! {
    /// What can happen to a plan.
    PlanEvent, "plan event" {
        /// The last cent was paid.
        PaidOff = "paid_off",
        /// An agent looked at the missed instalments and stopped it.
        StoppedByAgent = "stopped_by_agent",
        /// It was called off.
        CalledOff = "called_off",
        /// A payment that had completed it went back, and the debtor has no other plan.
        PaymentUndone = "payment_undone",
        /// A payment that had completed it went back while another plan runs: a debtor pays on one plan.
        UndoneBesideAnother = "undone_beside_another",
    }
}

/// Every move a plan can make. What is not here is forbidden.
pub const PLAN_MOVES: &[(PlanStatus, PlanEvent, PlanStatus)] = &[
    (PlanStatus::Agreed, PlanEvent::PaidOff, PlanStatus::Completed),
    (PlanStatus::Agreed, PlanEvent::StoppedByAgent, PlanStatus::Broken),
    (PlanStatus::Agreed, PlanEvent::CalledOff, PlanStatus::Cancelled),
    (PlanStatus::Completed, PlanEvent::PaymentUndone, PlanStatus::Agreed),
    (PlanStatus::Completed, PlanEvent::UndoneBesideAnother, PlanStatus::Cancelled),
];

/// A move that the table does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a plan that is {from} cannot be {event}")]
pub struct ForbiddenPlanMove {
    /// Where the plan stands.
    pub from: PlanStatus,
    /// What was to happen.
    pub event: PlanEvent,
}

impl PlanStatus {
    /// Where an event leads.
    pub fn after(self, event: PlanEvent) -> Result<PlanStatus, ForbiddenPlanMove> {
        PLAN_MOVES
            .iter()
            .find(|(from, by, _)| (*from, *by) == (self, event))
            .map(|(_, _, to)| *to)
            .ok_or(ForbiddenPlanMove { from: self, event })
    }

    /// Whether nothing can follow.
    pub fn is_final(self) -> bool {
        PLAN_MOVES.iter().all(|(from, _, _)| *from != self)
    }

    /// Whether it runs no longer.
    pub fn has_ended(self) -> bool {
        self != PlanStatus::Agreed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_states_of_a_plan_are_those_of_the_table() {
        let mut allowed = 0;
        for &from in PlanStatus::ALL {
            for &event in PlanEvent::ALL {
                match from.after(event) {
                    Ok(to) => {
                        allowed += 1;
                        assert!(!from.is_final() && from != to);
                    }
                    Err(error) => assert_eq!(error, ForbiddenPlanMove { from, event }),
                }
            }
        }
        assert_eq!(allowed, PLAN_MOVES.len());
        let last: Vec<_> = PlanStatus::ALL.iter().copied().filter(|status| status.is_final()).collect();
        assert_eq!(last, [PlanStatus::Broken, PlanStatus::Cancelled], "money may go back after the last cent was paid");
        assert!(PlanStatus::ALL.iter().all(|status| status.has_ended() == (*status != PlanStatus::Agreed)));
    }
}
