//! The treatment plan: for each persona the seven parts, as versioned data that an operator can edit.

use crate::dates::next_payday;
use crate::kinds::{Channel, PartyKind, Persona};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The first and the last hour at which a company is written to.
const OFFICE_HOURS: (i8, i8) = (9, 16);

crate::kinds::vocabulary! {
    /// What a message says first. Safe to show: names no persona.
    /// It is the order of the portal's blocks.
    Focus, "focus" {
        /// What is possible; no demand; that help exists.
        Possible = "possible",
        /// A plan that fits, and the next date.
        Plan = "plan",
        /// Facts, costs explained, options.
        Facts = "facts",
        /// One amount, one date, one tap.
        OneAmount = "one_amount",
        /// The total, the cost of waiting, pay all.
        Total = "total",
        /// What is coming and what is due.
        Coming = "coming",
        /// The total, plainly, and every way on.
        Plain = "plain",
    }
}

crate::kinds::vocabulary! {
    /// How a message says it. Safe to show: names no persona.
    Tone, "tone" {
        /// Warm, slow, 'we'.
        Calm = "calm",
        /// Concrete, step by step.
        Coaching = "coaching",
        /// Informative, complete.
        Factual = "factual",
        /// Brisk, friendly, digital.
        Light = "light",
        /// Businesslike, short.
        Brief = "brief",
    }
}

crate::kinds::vocabulary! {
    /// The date from which the days of a treatment count.
    Anchor, "anchor" {
        /// The claim's due date.
        Due = "due",
        /// The debtor's payday on or after the due date; the due date where it is not known.
        Payday = "payday",
    }
}

crate::kinds::vocabulary! {
    /// Extra help that is offered. Offering changes what is shown first, not what can be had.
    Help, "kind of help" {
        /// A pause.
        Pause = "pause",
        /// Help with debts near you.
        DebtHelp = "debt_help",
        /// A budget coach.
        BudgetCoach = "budget_coach",
        /// Access for a debt counsellor.
        CounsellorAccess = "counsellor_access",
        /// A call at a time that suits.
        Callback = "callback",
        /// The budget check.
        BudgetCheck = "budget_check",
        /// A plan on the payday.
        PaydayPlan = "payday_plan",
        /// Chat.
        Chat = "chat",
        /// Documents.
        Documents = "documents",
        /// A reminder at a chosen time.
        RemindMe = "remind_me",
        /// Direct debit.
        DirectDebit = "direct_debit",
        /// A statement of all claims.
        Statement = "statement",
        /// One payment for everything.
        OnePayment = "one_payment",
        /// A calendar file.
        Calendar = "calendar",
        /// Push messages.
        Push = "push",
    }
}

crate::kinds::vocabulary! {
    /// One of the seven parts of a treatment.
    Part, "part of a treatment" {
        /// What is said first: `focus`.
        What = "what",
        /// How it is said: `tone`.
        How = "how",
        /// Which message when: `anchor`, `days`, `weekdays`, `hour`, `repeat_days`.
        When = "when",
        /// Time to pay that is proposed: `pay_days`.
        PayTime = "pay_time",
        /// How often: `at_most`, `per_days`.
        Often = "often",
        /// By which channel, and whether their habit decides: `channels`, `by_habit`.
        Channels = "channels",
        /// Which extra help.
        Help = "help",
    }
}

/// How one persona is treated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Treatment {
    /// What is said.
    pub focus: Focus,
    /// How it is said.
    pub tone: Tone,
    /// The date from which `days` count.
    pub anchor: Anchor,
    /// When messages go out, in days from the anchor, rising; below zero is before.
    pub days: Vec<i16>,
    /// On which weekdays, 1 is Monday; Sunday never.
    pub weekdays: Vec<i8>,
    /// At which hour, local time.
    pub hour: i8,
    /// A check-in after the last of `days`, each so many days; 0: none.
    pub repeat_days: u16,
    /// Time to pay that is proposed, in days.
    pub pay_days: u16,
    /// At most so many messages within `per_days`, over all channels.
    pub at_most: u16,
    /// The days within which `at_most` counts.
    pub per_days: u16,
    /// Channels, in order of preference.
    pub channels: Vec<Channel>,
    /// Whether the debtor's own habit decides, as far as it is known: which of `channels` is tried first, and the hour.
    #[serde(default)]
    pub by_habit: bool,
    /// Extra help, in the order in which it is offered.
    pub help: Vec<Help>,
}

/// The whole plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Treatments {
    /// Its version: when it held stands in the history of the plan.
    pub version: String,
    /// For someone not yet known, or who chose the neutral view.
    pub neutral: Treatment,
    tamara: Treatment,
    bryan: Treatment,
    job: Treatment,
    saida: Treatment,
    hendrik_jan: Treatment,
    dennis: Treatment,
}

/// A plan that cannot be used; says which part.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TreatmentError {
    /// Not TOML of the expected shape.
    #[error("the treatment plan is not readable: {0}")]
    Unreadable(String),
    /// A part is out of its range.
    #[error("the treatment plan has a wrong '{part}' for '{whom}'")]
    WrongPart {
        /// Whose treatment.
        whom: String,
        /// Which part.
        part: &'static str,
    },
}

impl Treatments {
    /// The plan that ships with the program.
    pub fn shipped() -> Self {
        Self::parse(include_str!("../data/treatment.toml")).expect("the shipped plan is read by a test")
    }

    /// Reads a plan.
    ///
    /// # Errors
    /// When it is not a usable plan; the error names the part.
    pub fn parse(text: &str) -> Result<Self, TreatmentError> {
        let plan: Self = toml::from_str(text).map_err(|error| TreatmentError::Unreadable(error.to_string()))?;
        plan.checked()
    }

    /// The plan, if every part of it is in its range.
    ///
    /// # Errors
    /// When one is not; the error names the part.
    pub fn checked(self) -> Result<Self, TreatmentError> {
        for whom in std::iter::once(None).chain(Persona::ALL.iter().copied().map(Some)) {
            if let Some(&part) = self.of(whom).wrong_parts().first() {
                let whom = whom.map_or("neutral", Persona::as_str).to_owned();
                return Err(TreatmentError::WrongPart { whom, part });
            }
        }
        Ok(self)
    }

    /// Whether any treatment leaves channel and hour to the debtors' own habits.
    pub fn any_by_habit(&self) -> bool {
        std::iter::once(None).chain(Persona::ALL.iter().copied().map(Some)).any(|whom| self.of(whom).by_habit)
    }

    /// Puts another treatment in the place of `persona`'s.
    pub fn set(&mut self, persona: Option<Persona>, treatment: Treatment) {
        *match persona {
            None => &mut self.neutral,
            Some(Persona::Tamara) => &mut self.tamara,
            Some(Persona::Bryan) => &mut self.bryan,
            Some(Persona::Job) => &mut self.job,
            Some(Persona::Saida) => &mut self.saida,
            Some(Persona::HendrikJan) => &mut self.hendrik_jan,
            Some(Persona::Dennis) => &mut self.dennis,
        } = treatment;
    }

    /// The treatment of `persona`.
    pub const fn of(&self, persona: Option<Persona>) -> &Treatment {
        match persona {
            None => &self.neutral,
            Some(Persona::Tamara) => &self.tamara,
            Some(Persona::Bryan) => &self.bryan,
            Some(Persona::Job) => &self.job,
            Some(Persona::Saida) => &self.saida,
            Some(Persona::HendrikJan) => &self.hendrik_jan,
            Some(Persona::Dennis) => &self.dennis,
        }
    }
}

impl Help {
    /// Whether it is help for a household, and none for a company.
    pub const fn is_of_households(self) -> bool {
        matches!(
            self,
            Self::DebtHelp | Self::BudgetCoach | Self::CounsellorAccess | Self::BudgetCheck | Self::PaydayPlan
        )
    }
}

impl Treatment {
    /// The day from which the days count for a claim.
    pub fn anchor_on(&self, due_on: Date, payday: Option<u8>) -> Date {
        match (self.anchor, payday) {
            (Anchor::Payday, Some(payday)) => next_payday(due_on, payday),
            _ => due_on,
        }
    }

    /// The treatment as it fits a person or a company. A company has no payday and no household: its days count from the
    /// due date, no household's help is offered, messages come on working days in office hours, and to a telephone last.
    pub fn fitting(mut self, party: PartyKind) -> Self {
        if party == PartyKind::Person {
            return self;
        }
        self.anchor = Anchor::Due;
        self.help.retain(|help| !help.is_of_households());
        self.hour = self.hour.clamp(OFFICE_HOURS.0, OFFICE_HOURS.1);
        let working: Vec<i8> = self.weekdays.iter().copied().filter(|day| *day <= 5).collect();
        self.weekdays = if working.is_empty() { vec![1] } else { working };
        self.channels.sort_by_key(|channel| matches!(channel, Channel::Sms | Channel::Whatsapp | Channel::Push));
        self
    }

    /// The parts in which `other` differs.
    pub fn differing(&self, other: &Self) -> Vec<Part> {
        let when = |one: &Self| (one.anchor, one.days.clone(), one.weekdays.clone(), one.hour, one.repeat_days);
        let checks = [
            (Part::What, self.focus != other.focus),
            (Part::How, self.tone != other.tone),
            (Part::When, when(self) != when(other)),
            (Part::PayTime, self.pay_days != other.pay_days),
            (Part::Often, (self.at_most, self.per_days) != (other.at_most, other.per_days)),
            (Part::Channels, (&self.channels, self.by_habit) != (&other.channels, other.by_habit)),
            (Part::Help, self.help != other.help),
        ];
        checks.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
    }

    /// The names of the parts that are out of their range.
    pub fn wrong_parts(&self) -> Vec<&'static str> {
        let rising = self.days.windows(2).all(|pair| pair[0] < pair[1]);
        let checks = [
            ("days", rising && self.days.len() <= 12 && self.days.iter().all(|day| (-60..=365).contains(day))),
            (
                "weekdays",
                !self.weekdays.is_empty()
                    && all_differ(&self.weekdays)
                    && self.weekdays.iter().all(|day| (1..=6).contains(day)),
            ),
            ("hour", (7..=19).contains(&self.hour)),
            ("pay_days", (1..=365).contains(&self.pay_days)),
            ("at_most", (1..=7).contains(&self.at_most)),
            ("per_days", (1..=90).contains(&self.per_days)),
            ("repeat_days", self.repeat_days == 0 || (7..=365).contains(&self.repeat_days)),
            ("channels", !self.channels.is_empty() && all_differ(&self.channels)),
            ("help", all_differ(&self.help)),
        ];
        checks.into_iter().filter(|(_, fits)| !fits).map(|(part, _)| part).collect()
    }
}

fn all_differ<T: PartialEq>(items: &[T]) -> bool {
    items.iter().enumerate().all(|(at, item)| !items[..at].contains(item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_plan_tells_everyone_before_the_due_date_and_after_it() {
        let plan = Treatments::shipped();
        for persona in std::iter::once(None).chain(Persona::ALL.iter().copied().map(Some)) {
            let treatment = plan.of(persona);
            assert!(treatment.days.first().is_some_and(|&day| day < 0), "{persona:?}");
            assert!(treatment.days.last().is_some_and(|&day| day > 0), "{persona:?}");
        }
    }

    #[test]
    fn the_one_who_needs_quiet_gets_the_most_time_and_the_fewest_messages() {
        let plan = Treatments::shipped();
        let quiet = plan.of(Some(Persona::Tamara));
        for &persona in Persona::ALL {
            let other = plan.of(Some(persona));
            assert!(quiet.pay_days >= other.pay_days, "{persona}");
            let (ours, theirs) = (quiet.at_most * other.per_days, other.at_most * quiet.per_days);
            assert!(ours <= theirs, "{persona}");
        }
        assert!(!plan.of(Some(Persona::Dennis)).channels.contains(&Channel::Phone), "never by telephone");
    }

    #[test]
    fn a_company_is_treated_as_one_and_a_person_as_the_plan_says() {
        let plan = Treatments::shipped();
        for persona in std::iter::once(None).chain(Persona::ALL.iter().copied().map(Some)) {
            let own = plan.of(persona);
            assert_eq!(own.clone().fitting(PartyKind::Person), *own);
            let company = own.clone().fitting(PartyKind::Company);
            assert!(company.wrong_parts().is_empty(), "{persona:?}");
            assert_eq!(company.anchor, Anchor::Due);
            assert!((9..=16).contains(&company.hour) && company.weekdays.iter().all(|day| *day <= 5));
            assert!(company.help.iter().all(|help| !help.is_of_households()));
            let same = (company.focus, company.tone, company.pay_days, company.at_most, company.per_days);
            assert_eq!(same, (own.focus, own.tone, own.pay_days, own.at_most, own.per_days), "{persona:?}");
        }
        let dennis = plan.of(Some(Persona::Dennis)).clone().fitting(PartyKind::Company);
        let (mail, sms) = (Channel::Email, Channel::Sms);
        let place = |channel| dennis.channels.iter().position(|&one| one == channel);
        assert!(place(mail) < place(sms), "{:?}", dennis.channels);
    }

    #[test]
    fn a_wrong_plan_is_refused_by_the_name_of_its_part() {
        let shipped = include_str!("../data/treatment.toml");
        let named = |from: &str, to: &str| Treatments::parse(&shipped.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(named("hour = 10", "hour = 22").contains("'hour' for 'neutral'"));
        assert!(named("weekdays = [2, 3, 4]", "weekdays = [7]").contains("'weekdays' for 'tamara'"));
        assert!(named("tone = \"coaching\"", "tone = \"stern\"").contains("stern"));
    }

    #[test]
    fn whatever_differs_in_a_treatment_is_named_by_its_part() {
        let plan = Treatments::shipped();
        let before = &plan.neutral;
        let changed = |change: fn(&mut Treatment)| {
            let mut after = before.clone();
            change(&mut after);
            before.differing(&after)
        };
        assert_eq!(before.differing(before), []);
        assert_eq!(changed(|t| t.focus = Focus::Total), [Part::What]);
        assert_eq!(changed(|t| t.tone = Tone::Brief), [Part::How]);
        assert_eq!(changed(|t| t.anchor = Anchor::Payday), [Part::When]);
        assert_eq!(changed(|t| t.days.truncate(1)), [Part::When]);
        assert_eq!(changed(|t| t.weekdays.truncate(1)), [Part::When]);
        assert_eq!(changed(|t| t.hour += 1), [Part::When]);
        assert_eq!(changed(|t| t.repeat_days = 30), [Part::When]);
        assert_eq!(changed(|t| t.pay_days += 1), [Part::PayTime]);
        assert_eq!(changed(|t| t.at_most += 1), [Part::Often]);
        assert_eq!(changed(|t| t.per_days += 1), [Part::Often]);
        assert_eq!(changed(|t| t.channels.reverse()), [Part::Channels]);
        assert_eq!(changed(|t| t.by_habit = true), [Part::Channels]);
        assert_eq!(changed(|t| t.help.clear()), [Part::Help]);
        let all = plan.of(Some(Persona::Tamara)).differing(plan.of(Some(Persona::Dennis)));
        assert_eq!(all, Part::ALL, "in the order of the seven parts");
    }
}
