//! How the groups of an experiment are treated, and how people are drawn into them by lot.

use super::treatment::{Focus, Help, Tone, Treatment, Treatments};
use crate::kinds::{Channel, Persona};
use serde::{Deserialize, Serialize};

/// The lots of a drawing: a person's lot is below this.
pub const LOTS: u64 = 10_000;

/// Which group somebody belongs to whose lot was `lot` (below [`LOTS`]): `control_percent` of a hundred are the control,
/// group 0; the rest is divided evenly over `challengers`.
pub fn arm_of(lot: u64, control_percent: u8, challengers: usize) -> usize {
    let control = u64::from(control_percent.min(100)) * LOTS / 100;
    let lot = lot % LOTS;
    if lot < control || challengers == 0 {
        return 0;
    }
    1 + ((lot - control) as usize * challengers) / (LOTS - control) as usize
}

/// The shares that [`arm_of`] draws with, the control's first.
pub fn shares(control_percent: u8, challengers: usize) -> Vec<f64> {
    let control = f64::from(control_percent.min(100)) / 100.0;
    let each = (1.0 - control) / challengers.max(1) as f64;
    std::iter::once(control).chain(std::iter::repeat_n(each, challengers)).collect()
}

/// A few of the seven parts, changed; what is `None` stays as the person's own treatment has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Changes {
    /// What is said first.
    pub focus: Option<Focus>,
    /// How it is said.
    pub tone: Option<Tone>,
    /// At which hour messages go out.
    pub hour: Option<i8>,
    /// Time to pay that is proposed, in days.
    pub pay_days: Option<u16>,
    /// The days within which the treatment's number of messages counts.
    pub per_days: Option<u16>,
    /// The channel that is tried first.
    pub channel: Option<Channel>,
    /// The help that is offered first.
    pub help: Option<Help>,
}

impl Changes {
    /// Is nothing changed?
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// `own` with the changes.
    pub fn apply(&self, own: &Treatment) -> Treatment {
        let mut changed = own.clone();
        changed.focus = self.focus.unwrap_or(own.focus);
        changed.tone = self.tone.unwrap_or(own.tone);
        changed.hour = self.hour.unwrap_or(own.hour);
        changed.pay_days = self.pay_days.unwrap_or(own.pay_days);
        changed.per_days = self.per_days.unwrap_or(own.per_days);
        first(&mut changed.channels, self.channel);
        first(&mut changed.help, self.help);
        changed
    }

    /// The parts that no treatment of `plan` can have.
    pub fn wrong_parts(&self, plan: &Treatments) -> Vec<&'static str> {
        let everyone = std::iter::once(None).chain(Persona::ALL.iter().copied().map(Some));
        let mut wrong: Vec<_> = everyone.flat_map(|whom| self.apply(plan.of(whom)).wrong_parts()).collect();
        wrong.sort_unstable();
        wrong.dedup();
        wrong
    }
}

fn first<T: PartialEq + Copy>(list: &mut Vec<T>, one: Option<T>) {
    if let Some(one) = one {
        list.retain(|&other| other != one);
        list.insert(0, one);
    }
}

/// A group beside the control, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenger {
    /// What agents call it.
    pub name: String,
    /// By which version of the treatment plan everybody is treated; `None`: by the one that holds.
    pub plan: Option<i64>,
    /// What is changed of it.
    pub changes: Changes,
}

/// How one group is treated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arm {
    /// The neutral treatment, whoever somebody is.
    Control,
    /// By a plan (`None`: the one that holds), with some parts changed.
    Challenger(Option<Box<Treatments>>, Changes),
}

/// The treatment of somebody who was drawn into `arm` when they were `drawn_as`, and are `persona` now.
///
/// Nobody is held to a group at the cost of help: who has since come to need help is treated as the plan says.
/// Who is not known, or chose the neutral view, is treated neutrally as ever.
pub fn treatment(plan: &Treatments, arm: &Arm, persona: Option<Persona>, drawn_as: Option<Persona>) -> Treatment {
    let needs_help = persona == Some(Persona::Tamara) && drawn_as != persona;
    if persona.is_none() || needs_help {
        return plan.of(persona).clone();
    }
    match arm {
        Arm::Control => plan.neutral.clone(),
        Arm::Challenger(other, changes) => changes.apply(other.as_deref().unwrap_or(plan).of(persona)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lots_fall_in_the_shares_that_were_asked_for() {
        for (control, challengers) in [(50, 1), (34, 2), (10, 3), (100, 2), (0, 2)] {
            let mut counts = vec![0u64; challengers + 1];
            (0..LOTS).for_each(|lot| counts[arm_of(lot, control, challengers)] += 1);
            for (count, share) in counts.iter().zip(shares(control, challengers)) {
                let off = (*count as f64 - share * LOTS as f64).abs();
                assert!(off <= 1.0, "{control} % and {challengers}: {counts:?}");
            }
        }
    }

    #[test]
    fn each_of_the_seven_parts_changes_and_the_rest_stays() {
        let plan = Treatments::shipped();
        let own = plan.of(Some(Persona::Job));
        assert_eq!(Changes::default().apply(own), *own);
        let changes = Changes {
            focus: Some(Focus::OneAmount),
            tone: Some(Tone::Light),
            hour: Some(18),
            pay_days: Some(5),
            per_days: Some(14),
            channel: Some(Channel::Sms),
            help: Some(Help::Callback),
        };
        let changed = changes.apply(own);
        assert_eq!((changed.focus, changed.tone, changed.hour), (Focus::OneAmount, Tone::Light, 18));
        assert_eq!((changed.pay_days, changed.per_days), (5, 14));
        assert_eq!((changed.channels[0], changed.help[0]), (Channel::Sms, Help::Callback));
        assert_eq!((changed.days.clone(), changed.at_most), (own.days.clone(), own.at_most));
        assert!(changes.wrong_parts(&plan).is_empty());
        let late = Changes { hour: Some(23), pay_days: Some(0), ..Changes::default() };
        assert_eq!(late.wrong_parts(&plan), ["hour", "pay_days"]);
    }

    #[test]
    fn a_need_for_help_outranks_the_group_and_the_control_is_neutral() {
        let plan = Treatments::shipped();
        let (job, tamara) = (Some(Persona::Job), Some(Persona::Tamara));
        let brief = Arm::Challenger(None, Changes { tone: Some(Tone::Brief), ..Changes::default() });
        let mut other = plan.clone();
        other.set(job, plan.of(Some(Persona::Dennis)).clone());
        let old = Arm::Challenger(Some(Box::new(other)), Changes::default());
        assert_eq!(treatment(&plan, &old, job, job), *plan.of(Some(Persona::Dennis)), "another version of the plan");
        assert_eq!(treatment(&plan, &Arm::Control, job, job), plan.neutral);
        assert_eq!(treatment(&plan, &brief, job, job).tone, Tone::Brief);
        assert_eq!(treatment(&plan, &Arm::Control, tamara, job), *plan.of(tamara), "has since come to need help");
        assert_eq!(treatment(&plan, &brief, tamara, tamara).tone, Tone::Brief, "the experiment was about them");
        assert_eq!(treatment(&plan, &brief, None, job), plan.neutral, "chose the neutral view");
    }

    proptest! {
        #[test]
        fn everybody_has_a_group_and_always_the_same(lot in 0u64..LOTS, control in 0u8..=100, challengers in 1usize..5) {
            let arm = arm_of(lot, control, challengers);
            prop_assert!(arm <= challengers);
            prop_assert_eq!(arm, arm_of(lot, control, challengers));
        }
    }
}
