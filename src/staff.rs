//! People who work at the agency: which role may do what. One table, read by the server for every address.

use crate::kinds::vocabulary;

vocabulary! {
    /// What somebody at the agency is there for.
    Role, "role" {
        /// Answers debtors and works their files.
        Agent = "agent",
        /// An agent who also steers: colleagues, treatment, opening hours.
        Supervisor = "supervisor",
        /// Reads everything and changes nothing.
        Auditor = "auditor",
        /// May do everything, and is the only one who makes supervisors.
        Admin = "admin",
    }
}

/// What an address of the console asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// One's own account: password, second step, sessions.
    Account,
    /// Reading the queue and files.
    Look,
    /// Writing about debtors; deciding what a colleague asked for.
    Work,
    /// Changing treatments and experiments.
    Steer,
    /// Seeing who is busy with what and how fast we answer.
    Oversee,
    /// Opening hours, colleagues, roles, limits.
    Manage,
}

impl Right {
    /// Every right.
    pub const ALL: [Right; 6] = [Right::Account, Right::Look, Right::Work, Right::Steer, Right::Oversee, Right::Manage];
}

/// The table: each role with what it may do.
const RIGHTS: &[(Role, &[Right])] = &[
    (Role::Agent, &[Right::Account, Right::Look, Right::Work]),
    (Role::Supervisor, &Right::ALL),
    (Role::Auditor, &[Right::Account, Right::Look, Right::Oversee]),
    (Role::Admin, &Right::ALL),
];

impl Role {
    /// May this role do that?
    pub fn may(self, right: Right) -> bool {
        RIGHTS.iter().any(|(role, rights)| *role == self && rights.contains(&right))
    }

    /// May this role make somebody `other`, or change somebody who is? Supervisors look after agents and auditors;
    /// only an administrator makes people as powerful as a supervisor.
    pub fn may_manage(self, other: Role) -> bool {
        match self {
            Self::Admin => true,
            Self::Supervisor => matches!(other, Self::Agent | Self::Auditor),
            Self::Agent | Self::Auditor => false,
        }
    }
}

/// Whether somebody may decide about a request: not about their own, and not above their limit. Limits are amounts in
/// cents; `None` is no limit.
pub fn may_decide(asked_by_me: bool, limit_cents: Option<i64>, amount_cents: i64) -> bool {
    !asked_by_me && within(limit_cents, amount_cents)
}

/// Is an amount within a limit? Amounts and limits in cents; `None` is no limit.
pub fn within(limit_cents: Option<i64>, amount_cents: i64) -> bool {
    limit_cents.is_none_or(|limit| amount_cents <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_its_row_and_nobody_gives_more_than_they_have() {
        for &role in Role::ALL {
            assert_eq!(RIGHTS.iter().filter(|(row, _)| *row == role).count(), 1, "{role}");
            assert!(role.may(Right::Account), "{role}");
            for &other in Role::ALL {
                assert!(!role.may_manage(other) || role.may(Right::Manage), "{role} manages {other}");
                let gains = Right::ALL.iter().any(|&right| other.may(right) && !role.may(right));
                assert!(!role.may_manage(other) || !gains, "{role} would hand out more than it has by {other}");
            }
        }
        assert!(!Role::Supervisor.may_manage(Role::Supervisor) && !Role::Auditor.may(Right::Work));
    }

    #[test]
    fn nobody_decides_about_their_own_request_or_above_their_limit() {
        assert!(may_decide(false, None, 10_000_000) && may_decide(false, Some(100), 100));
        assert!(!may_decide(true, None, 1) && !may_decide(false, Some(100), 101));
    }
}
