//! Access that a debtor gives to somebody who helps them: what it opens, until when, and what it never opens. The server
//! asks these rules for every address and once more inside every transaction that writes.

use crate::dates::add_months;
use crate::kinds::{PartyKind, vocabulary};
use jiff::civil::Date;
use std::fmt;

vocabulary! {
    /// Who somebody is to the debtor.
    HelperKind, "kind of helper" {
        /// A debt counsellor.
        Counsellor = "counsellor",
        /// An administrator: appointed by a court, or in debt restructuring.
        Administrator = "administrator",
        /// Somebody the debtor trusts.
        Trusted = "trusted",
        /// A colleague, at a company: with the company's own rights.
        Colleague = "colleague",
    }
}

vocabulary! {
    /// One thing that an access may open.
    Scope, "scope of an access" {
        /// Seeing the file: invoices, amounts, what is coming.
        See = "see",
        /// Talking with the agency about it.
        Talk = "talk",
        /// Proposing a plan, which the debtor then agrees to or not.
        Plan = "plan",
        /// Asking for a pause.
        Pause = "pause",
    }
}

vocabulary! {
    /// What a helper did with an access; the debtor sees every one.
    Use, "use of an access" {
        /// Pressed the button of the invitation.
        Accepted = "accepted",
        /// Signed in.
        SignedIn = "signed_in",
        /// Opened the file or an invoice of it.
        Saw = "saw",
        /// Opened the conversation.
        Read = "read",
        /// Wrote to the agency.
        Wrote = "wrote",
        /// Proposed a plan.
        Proposed = "proposed",
        /// Began the pause of thirty days.
        Paused = "paused",
        /// Asked for a longer pause.
        AskedPause = "asked_pause",
    }
}

/// How long an access lasts when nothing else is chosen, in months.
pub const MONTHS_USUAL: u32 = 6;
/// How long an access may last, in months.
pub const MONTHS_MAX: u32 = 24;
/// Accesses of one debtor that may stand at the same time.
pub const STANDING_MAX: usize = 10;

/// A set of scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scopes(u8);

impl Scopes {
    /// Everything.
    pub fn all() -> Self {
        Scope::ALL.iter().copied().collect()
    }

    /// Is this scope in it?
    pub fn has(self, scope: Scope) -> bool {
        self.0 & bit(scope) != 0
    }

    /// Is nothing in it?
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What is in it, in the order of the vocabulary.
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        Scope::ALL.iter().copied().filter(move |scope| self.has(*scope))
    }

    /// Reads what was stored: words with spaces between them. A word that is not known opens nothing.
    pub fn of_words(text: &str) -> Self {
        text.split_whitespace().filter_map(|word| word.parse().ok()).collect()
    }
}

fn bit(scope: Scope) -> u8 {
    1 << (scope as u8)
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<T: IntoIterator<Item = Scope>>(scopes: T) -> Self {
        Self(scopes.into_iter().fold(0, |bits, scope| bits | bit(scope)))
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.iter().map(Scope::as_str).collect();
        f.write_str(&words.join(" "))
    }
}

/// What is wrong with an access that somebody wants to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// This debtor cannot have a helper of this kind.
    Kind,
    /// Nothing was ticked.
    NoScope,
    /// The last day lies before today.
    EndPast,
    /// The last day lies too far ahead.
    EndFar,
}

/// Who may help a debtor of a kind: only a company has colleagues.
pub fn kinds_for(party: PartyKind) -> impl Iterator<Item = HelperKind> {
    HelperKind::ALL.iter().copied().filter(move |kind| *kind != HelperKind::Colleague || party == PartyKind::Company)
}

/// What an access will open. A colleague gets everything; who proposes a plan sees what is open.
///
/// # Errors
/// [`Wrong::Kind`] or [`Wrong::NoScope`].
pub fn scopes_for(party: PartyKind, kind: HelperKind, ticked: Scopes) -> Result<Scopes, Wrong> {
    if !kinds_for(party).any(|known| known == kind) {
        return Err(Wrong::Kind);
    }
    if kind == HelperKind::Colleague {
        return Ok(Scopes::all());
    }
    if ticked.is_empty() {
        return Err(Wrong::NoScope);
    }
    let seen = ticked.has(Scope::Plan).then_some(Scope::See);
    Ok(ticked.iter().chain(seen).collect())
}

/// The last day that stands in the form.
pub fn usual_end(today: Date) -> Date {
    add_months(today, MONTHS_USUAL)
}

/// The latest last day.
pub fn latest_end(today: Date) -> Date {
    add_months(today, MONTHS_MAX)
}

/// May an access end on this day?
///
/// # Errors
/// [`Wrong::EndPast`] or [`Wrong::EndFar`].
pub fn check_end(today: Date, ends_on: Date) -> Result<Date, Wrong> {
    match ends_on {
        on if on < today => Err(Wrong::EndPast),
        on if on > latest_end(today) => Err(Wrong::EndFar),
        on => Ok(on),
    }
}

/// Where an access stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Given; the helper has not pressed the button of the invitation.
    Invited,
    /// It opens what it opens.
    Running,
    /// Its last day has passed.
    Expired,
    /// It was ended.
    Revoked,
}

impl Standing {
    /// Can it still open something, now or once it is accepted?
    pub fn stands(self) -> bool {
        matches!(self, Self::Invited | Self::Running)
    }
}

/// Why something is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// The invitation was not accepted.
    NotAccepted,
    /// The last day has passed.
    Expired,
    /// The debtor, or an agent, ended it.
    Revoked,
    /// This was not given.
    NotGiven(Scope),
}

/// An access as the rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access {
    /// What was given.
    pub scopes: Scopes,
    /// Its last day.
    pub ends_on: Date,
    /// Was the invitation accepted?
    pub accepted: bool,
    /// Was it ended?
    pub revoked: bool,
}

impl Access {
    /// Where it stands on a day.
    pub fn standing(&self, today: Date) -> Standing {
        match self {
            Self { revoked: true, .. } => Standing::Revoked,
            Self { ends_on, .. } if *ends_on < today => Standing::Expired,
            Self { accepted: false, .. } => Standing::Invited,
            _ => Standing::Running,
        }
    }

    /// May the helper do something that needs `scope` (`None`: only that the access runs) on this day?
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, scope: Option<Scope>, today: Date) -> Result<(), Denied> {
        match (self.standing(today), scope) {
            (Standing::Revoked, _) => Err(Denied::Revoked),
            (Standing::Expired, _) => Err(Denied::Expired),
            (Standing::Invited, _) => Err(Denied::NotAccepted),
            (Standing::Running, Some(scope)) if !self.scopes.has(scope) => Err(Denied::NotGiven(scope)),
            (Standing::Running, _) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::add_days;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 5, 12);

    fn some_scopes() -> impl Strategy<Value = Scopes> {
        (0..16u8).prop_map(Scopes)
    }

    #[test]
    fn only_a_company_has_colleagues_and_they_get_everything() {
        let none = Scopes::default();
        assert_eq!(scopes_for(PartyKind::Person, HelperKind::Colleague, Scopes::all()), Err(Wrong::Kind));
        assert_eq!(scopes_for(PartyKind::Company, HelperKind::Colleague, none), Ok(Scopes::all()));
        assert_eq!(scopes_for(PartyKind::Company, HelperKind::Counsellor, none), Err(Wrong::NoScope));
        assert_eq!(kinds_for(PartyKind::Person).count(), 3);
    }

    #[test]
    fn an_access_lasts_two_years_at_most() {
        assert_eq!(usual_end(TODAY), date(2026, 11, 12));
        assert_eq!(check_end(TODAY, usual_end(TODAY)), Ok(date(2026, 11, 12)));
        assert_eq!(check_end(TODAY, TODAY), Ok(TODAY), "for one day");
        assert_eq!(check_end(TODAY, date(2026, 5, 11)), Err(Wrong::EndPast));
        assert_eq!(check_end(TODAY, date(2028, 5, 12)), Ok(date(2028, 5, 12)));
        assert_eq!(check_end(TODAY, date(2028, 5, 13)), Err(Wrong::EndFar));
    }

    #[test]
    fn the_last_day_counts_and_the_day_after_does_not() {
        let access = Access { scopes: Scopes::all(), ends_on: TODAY, accepted: true, revoked: false };
        assert_eq!(access.check(Some(Scope::See), TODAY), Ok(()));
        assert_eq!(access.check(Some(Scope::See), add_days(TODAY, 1)), Err(Denied::Expired));
        let ended = Access { revoked: true, ..access };
        assert_eq!(ended.check(None, TODAY), Err(Denied::Revoked));
        let asked = Access { accepted: false, ..access };
        assert_eq!(asked.check(None, TODAY), Err(Denied::NotAccepted));
        assert!(asked.standing(TODAY).stands() && !ended.standing(TODAY).stands());
    }

    proptest! {
        #[test]
        fn what_is_stored_is_what_is_read(scopes in some_scopes()) {
            prop_assert_eq!(Scopes::of_words(&scopes.to_string()), scopes);
            prop_assert_eq!(scopes.iter().collect::<Scopes>(), scopes);
        }

        #[test]
        fn a_word_that_is_not_known_opens_nothing(text in "[a-z ]{0,20}") {
            let known: Scopes = Scope::ALL.iter().copied().filter(|scope| text.split(' ').any(|w| w == scope.as_str())).collect();
            prop_assert_eq!(Scopes::of_words(&text), known);
        }

        #[test]
        fn nobody_gets_more_than_was_ticked_but_the_sight_that_a_plan_needs(ticked in some_scopes()) {
            for kind in [HelperKind::Counsellor, HelperKind::Administrator, HelperKind::Trusted] {
                match scopes_for(PartyKind::Person, kind, ticked) {
                    Err(wrong) => prop_assert!(ticked.is_empty() && wrong == Wrong::NoScope),
                    Ok(given) => {
                        for scope in Scope::ALL.iter().copied() {
                            let asked = ticked.has(scope) || (scope == Scope::See && ticked.has(Scope::Plan));
                            prop_assert_eq!(given.has(scope), asked, "{}", scope);
                        }
                    }
                }
            }
        }

        #[test]
        fn it_opens_exactly_what_was_given_while_it_runs(
            scopes in some_scopes(), accepted: bool, revoked: bool, days in -800i64..800, at in 0..5usize,
        ) {
            let access = Access { scopes, ends_on: add_days(TODAY, days), accepted, revoked };
            let wanted = Scope::ALL.get(at).copied();
            let open = accepted && !revoked && days >= 0 && wanted.is_none_or(|scope| scopes.has(scope));
            prop_assert_eq!(access.check(wanted, TODAY).is_ok(), open);
            prop_assert_eq!(access.standing(TODAY) == Standing::Running, access.check(None, TODAY).is_ok());
        }

        #[test]
        fn time_only_closes(scopes in some_scopes(), days in 0i64..800, later in 0i64..800) {
            let access = Access { scopes, ends_on: add_days(TODAY, days), accepted: true, revoked: false };
            for scope in Scope::ALL.iter().copied() {
                let (now, then) = (access.check(Some(scope), TODAY), access.check(Some(scope), add_days(TODAY, later)));
                prop_assert!(now.is_ok() || then.is_err());
            }
        }
    }
}
