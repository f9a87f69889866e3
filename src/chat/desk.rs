//! The agents' desk: how many conversations one agent has, who can help whom, who comes first, and for how long a
//! conversation may be put aside.

use super::hours::Hours;
use super::waiting::{AT_RISK_HOURS, PROMISED_HOURS, due};
use crate::kinds::{Lang, PartyKind};
use jiff::ToSpan as _;
use jiff::civil::DateTime;

/// The most conversations anybody may have at once.
pub const CAPACITY_MAX: i64 = 50;
/// The farthest a conversation can be put aside, in days.
pub const SNOOZE_DAYS_MAX: i64 = 60;
/// The most conversations an agent has before them at once.
pub const BESIDE_MAX: usize = 3;
/// Whoever has waited this long comes before everybody else: the promised answer is near.
pub const FIRST_AFTER_HOURS: i64 = PROMISED_HOURS - AT_RISK_HOURS;

crate::kinds::vocabulary! {
    /// What it takes to help somebody.
    Skill, "skill" {
        /// Plans and changes of them.
        Plans = "plans",
        /// Claims that are disputed.
        Disputes = "disputes",
        /// People who cannot pay.
        Hardship = "hardship",
        /// Companies.
        Companies = "companies",
    }
}

crate::kinds::vocabulary! {
    /// Why somebody came: noted when their conversation is closed.
    ContactReason, "reason for contact" {
        /// What a claim or its costs are.
        Explanation = "explanation",
        /// A payment that was made, is to be made, or went wrong.
        Payment = "payment",
        /// Paying in parts.
        Plan = "plan",
        /// Cannot pay.
        CannotPay = "cannot_pay",
        /// Does not agree.
        Dispute = "dispute",
        /// Address, account, contact.
        Details = "details",
        /// A complaint about us.
        Complaint = "complaint",
        /// Something else.
        Other = "other",
    }
}

/// What the queue knows of somebody who waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// The language they write.
    pub language: Lang,
    /// What it takes; none: anybody can.
    pub skill: Option<Skill>,
}

/// What a file says of the skill its conversation takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileSigns {
    /// A person or a company.
    pub kind: PartyKind,
    /// Does a dispute wait?
    pub disputes: bool,
    /// Are they vulnerable?
    pub vulnerable: bool,
}

impl Need {
    /// An agent's word goes before what the file says; of that, being in need goes first.
    pub fn of(language: Lang, said: Option<Skill>, file: FileSigns) -> Self {
        let read = match file {
            FileSigns { vulnerable: true, .. } => Some(Skill::Hardship),
            FileSigns { disputes: true, .. } => Some(Skill::Disputes),
            FileSigns { kind: PartyKind::Company, .. } => Some(Skill::Companies),
            _ => None,
        };
        Self { language, skill: said.or(read) }
    }
}

/// Whom an agent can help, and how many at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// Conversations at once.
    pub capacity: i64,
    /// Languages they speak.
    pub languages: Vec<Lang>,
    /// What they can do.
    pub skills: Vec<Skill>,
}

impl Desk {
    /// Can they help with this?
    pub fn fits(&self, need: Need) -> bool {
        self.languages.contains(&need.language) && need.skill.is_none_or(|skill| self.skills.contains(&skill))
    }

    /// May the queue give them one more, when they have `held`?
    pub fn has_room(&self, held: i64) -> bool {
        held < self.capacity
    }
}

/// Which of an agent's `own` conversations stand beside each other: those that are `asked` for, in that order, each once;
/// asked for none, the first of them.
pub fn beside<'a>(asked: &'a [String], own: &[&'a str]) -> Vec<&'a str> {
    let mut shown: Vec<&str> = Vec::new();
    for id in asked {
        if own.contains(&id.as_str()) && !shown.contains(&id.as_str()) {
            shown.push(id);
        }
    }
    if shown.is_empty() {
        shown.extend(own);
    }
    shown.truncate(BESIDE_MAX);
    shown
}

/// Why a conversation cannot be put aside until then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SnoozeRefused {
    /// That moment is over.
    Past,
    /// More than [`SNOOZE_DAYS_MAX`] away.
    TooFar,
    /// An answer is promised before: at this moment at the latest.
    Promised(DateTime),
}

/// May a conversation be put aside from `now` until `until`, when the debtor's oldest message without an answer was
/// written at `waits`? All on the agency's own clock. A promised answer is never put aside past its hour.
///
/// # Errors
/// See [`SnoozeRefused`].
pub fn snooze(now: DateTime, until: DateTime, waits: Option<DateTime>, hours: &Hours) -> Result<(), SnoozeRefused> {
    if until <= now {
        return Err(SnoozeRefused::Past);
    }
    if until > now.saturating_add(SNOOZE_DAYS_MAX.days()) {
        return Err(SnoozeRefused::TooFar);
    }
    match waits.map(|since| due(since, hours)) {
        Some(due) if until > due => Err(SnoozeRefused::Promised(due)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    #[test]
    fn an_agents_word_goes_first_then_need_then_a_dispute_then_a_company() {
        let file = |disputes, vulnerable, kind| FileSigns { kind, disputes, vulnerable };
        let skill = |said, file| Need::of(Lang::Nl, said, file).skill;
        assert_eq!(skill(None, file(false, false, PartyKind::Person)), None);
        assert_eq!(skill(None, file(false, false, PartyKind::Company)), Some(Skill::Companies));
        assert_eq!(skill(None, file(true, false, PartyKind::Company)), Some(Skill::Disputes));
        assert_eq!(skill(None, file(true, true, PartyKind::Company)), Some(Skill::Hardship));
        assert_eq!(skill(Some(Skill::Plans), file(true, true, PartyKind::Person)), Some(Skill::Plans));
    }

    #[test]
    fn an_agent_is_given_what_fits_language_and_skill_up_to_their_number() {
        let desk = Desk { capacity: 2, languages: vec![Lang::Nl, Lang::En], skills: vec![Skill::Plans] };
        assert!(desk.fits(Need { language: Lang::En, skill: None }));
        assert!(desk.fits(Need { language: Lang::Nl, skill: Some(Skill::Plans) }));
        assert!(!desk.fits(Need { language: Lang::Fr, skill: None }));
        assert!(!desk.fits(Need { language: Lang::Nl, skill: Some(Skill::Hardship) }));
        assert!(desk.has_room(1) && !desk.has_room(2) && !desk.has_room(3));
    }

    #[test]
    fn own_conversations_stand_beside_each_other_and_no_more_than_three() {
        let own = ["a", "b", "c", "d"];
        let asked = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        assert_eq!(beside(&asked(&["d", "x", "b", "d"]), &own), ["d", "b"]);
        assert_eq!(beside(&asked(&["d", "c", "b", "a"]), &own), ["d", "c", "b"]);
        assert_eq!(beside(&asked(&["x"]), &own), ["a", "b", "c"], "nobody else's");
        assert!(beside(&asked(&["x"]), &[]).is_empty());
    }

    #[test]
    fn nothing_is_put_aside_past_a_promised_answer() {
        let now = at("2026-05-12T10:00");
        let snooze = |now, until, waits| snooze(now, until, waits, &Hours::default());
        assert_eq!(snooze(now, at("2026-05-12T10:00"), None), Err(SnoozeRefused::Past));
        assert_eq!(snooze(now, at("2026-05-13T09:00"), None), Ok(()));
        assert_eq!(snooze(now, at("2026-07-12T10:00"), None), Err(SnoozeRefused::TooFar));
        let (waits, due) = (Some(at("2026-05-12T09:30")), at("2026-05-13T09:30"));
        assert_eq!(snooze(now, due, waits), Ok(()));
        assert_eq!(snooze(now, at("2026-05-13T09:31"), waits), Err(SnoozeRefused::Promised(due)));
    }
}
