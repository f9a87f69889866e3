//! The effect of a treatment, measured against a control group that was drawn by lot: what each group came to, how the
//! challengers differ from the control, where the difference may lie, and whether that supports a claim.
//!
//! Everybody who was drawn counts in their group, whatever happened later (intention to treat): leaving out who never
//! opened a message, or who never agreed a plan, would compare people who chose differently.
//!
//! An experiment compares several outcomes of several challengers, so that by chance alone one in twenty would stand
//! out. A claim is made on the interval that is widened for all of them together (Bonferroni): in an experiment without
//! any effect, something is claimed at most once in twenty.

mod special;
pub mod stats;
#[cfg(test)]
mod tests;

use crate::kinds::vocabulary;
use special::normal_point;
use stats::{Interval, Moments, chance_of_counts, of_means, of_shares, standardised};

/// The share of intervals that hold the true difference.
pub const CONFIDENCE: f64 = 0.95;
/// With fewer people in a group no claim is made: a few large amounts would decide. Nor is it said whether the group is
/// like the others: of so few, chance makes any difference.
pub const PEOPLE_MIN: u64 = 50;
/// Counts this far from the shares that were drawn with come by chance once in a thousand experiments: then the drawing
/// or the noting down went wrong, and nothing is claimed.
pub const CHANCE_MIN: f64 = 0.001;
/// A characteristic that differs by more standard deviations than this is looked at (Austin 2009).
pub const STANDARDISED_MAX: f64 = 0.1;

vocabulary! {
    /// What is measured of each person, from the day they were drawn.
    Outcome, "outcome of an experiment" {
        /// Euros that came in on their claims, what went back taken off.
        Collected = "collected",
        /// Whether nothing is open of what they owed on that day.
        Success = "success",
        /// Whether they agreed a plan that is completed, or runs without a missed instalment.
        PlanKept = "plan_kept",
        /// Messages that we sent.
        Contacts = "contacts",
        /// Euros of costs that came on top.
        Costs = "costs",
        /// Whether they made a complaint.
        Complaint = "complaint",
        /// How they rated our help after a chat, 1 to 5, on average; of those who did.
        Rating = "rating",
    }
}

impl Outcome {
    /// Is it a yes or no of each person, so that a group's figure is a share?
    pub const fn is_share(self) -> bool {
        matches!(self, Self::Success | Self::PlanKept | Self::Complaint)
    }

    /// Is more of it better?
    pub const fn more_is_better(self) -> bool {
        matches!(self, Self::Collected | Self::Success | Self::PlanKept | Self::Rating)
    }

    fn place(self) -> usize {
        Self::ALL.iter().position(|&other| other == self).unwrap_or_default()
    }
}

vocabulary! {
    /// What people were like on the day they were drawn, before any treatment: drawn by lot, groups are alike in it.
    Baseline, "characteristic at assignment" {
        /// Euros open.
        Open = "open",
        /// Claims open.
        Claims = "claims",
        /// Days that the oldest was late.
        DaysLate = "days_late",
        /// Messages we had sent.
        Messages = "messages",
        /// Visits to the portal.
        Visits = "visits",
        /// Payments.
        Payments = "payments",
    }
}

/// One person: what they were like, and what came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Person {
    /// In the order of [`Baseline::ALL`].
    pub baseline: [f64; Baseline::ALL.len()],
    /// In the order of [`Outcome::ALL`]; a yes is 1. None where there is nothing to measure: who did not rate counts in
    /// everything else.
    pub outcomes: [Option<f64>; Outcome::ALL.len()],
}

/// One group, added up.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Group {
    baseline: [Moments; Baseline::ALL.len()],
    outcomes: [Moments; Outcome::ALL.len()],
}

impl Group {
    /// Adds one person.
    pub fn add(&mut self, person: &Person) {
        self.baseline.iter_mut().zip(person.baseline).for_each(|(moments, value)| moments.add(value));
        for (moments, value) in self.outcomes.iter_mut().zip(person.outcomes) {
            value.into_iter().for_each(|value| moments.add(value));
        }
    }

    /// How many people.
    pub fn people(&self) -> u64 {
        self.baseline[0].count()
    }

    /// Of how many an outcome is known.
    pub fn measured(&self, outcome: Outcome) -> u64 {
        self.outcomes[outcome.place()].count()
    }

    /// The mean of an outcome, 0 where it is known of nobody; for a yes or no the share.
    pub fn mean(&self, outcome: Outcome) -> f64 {
        self.outcomes[outcome.place()].mean()
    }

    fn yes(&self, outcome: Outcome) -> (u64, u64) {
        let moments = self.outcomes[outcome.place()];
        (libm::round(moments.mean() * moments.count() as f64) as u64, moments.count())
    }
}

vocabulary! {
    /// What may be said of a difference.
    Verdict, "verdict" {
        /// The interval lies wholly on the better side.
        Better = "better",
        /// The interval lies wholly on the worse side.
        Worse = "worse",
        /// The interval holds nought: nothing is claimed.
        NotShown = "not_shown",
        /// Too few people in one of the groups.
        TooFew = "too_few",
        /// The groups are not comparable.
        NotComparable = "not_comparable",
    }
}

/// One outcome of one challenger against the control.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Which group; the control is 0.
    pub arm: usize,
    /// Of what.
    pub outcome: Outcome,
    /// The control's figure.
    pub control: f64,
    /// The challenger's.
    pub challenger: f64,
    /// The difference, with its own 95 % interval.
    pub interval: Interval,
    /// The same, widened for all comparisons together: the verdict's.
    pub widened: Interval,
    /// What may be said.
    pub verdict: Verdict,
}

/// One characteristic of one challenger beside the control's, as drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Balance {
    /// Which group.
    pub arm: usize,
    /// Of what.
    pub baseline: Baseline,
    /// The control's mean.
    pub control: f64,
    /// The challenger's mean.
    pub challenger: f64,
    /// The difference in standard deviations.
    pub standardised: f64,
    /// Does it differ by more than drawing by lot explains? `None`: there are too few people to tell.
    pub off: Option<bool>,
}

/// What an experiment came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// Comparisons that the claims are corrected for.
    pub comparisons: usize,
    /// The confidence of each widened interval.
    pub widened: f64,
    /// Every outcome of every challenger.
    pub effects: Vec<Effect>,
    /// Every characteristic of every challenger.
    pub balance: Vec<Balance>,
    /// The chance of group sizes as far from what was drawn with.
    pub sizes_chance: f64,
}

impl Findings {
    /// Were the groups alike, in size and in everything known of them beforehand?
    pub fn comparable(&self) -> bool {
        alike(self.sizes_chance, &self.balance)
    }

    /// Has any group too few people to be compared?
    pub fn too_few(&self) -> bool {
        self.balance.iter().any(|balance| balance.off.is_none())
    }

    /// Do the group sizes fit what was drawn with?
    pub fn sizes_fit(&self) -> bool {
        sizes_fit(self.sizes_chance)
    }
}

fn sizes_fit(chance: f64) -> bool {
    chance >= CHANCE_MIN
}

fn alike(sizes_chance: f64, balance: &[Balance]) -> bool {
    sizes_fit(sizes_chance) && !balance.iter().any(|balance| balance.off == Some(true))
}

/// Compares the challengers (all groups but the first) with the control. `shares` are those that people were drawn with.
pub fn findings(groups: &[Group], shares: &[f64]) -> Findings {
    let Some((control, challengers)) = groups.split_first() else {
        return Findings { comparisons: 0, widened: CONFIDENCE, effects: vec![], balance: vec![], sizes_chance: 1.0 };
    };
    let comparisons = challengers.len() * Outcome::ALL.len();
    let widened = 1.0 - (1.0 - CONFIDENCE) / comparisons.max(1) as f64;
    let counts: Vec<u64> = groups.iter().map(Group::people).collect();
    let sizes_chance = chance_of_counts(&counts, shares);
    let numbered = || challengers.iter().zip(1..);
    // As rarely as the sizes are, all characteristics together are found off by chance once in a thousand experiments.
    let checks = challengers.len() * Baseline::ALL.len();
    let lots_max = normal_point(1.0 - CHANCE_MIN / (2 * checks.max(1)) as f64);
    let balance: Vec<Balance> = numbered()
        .flat_map(|(group, arm)| {
            Baseline::ALL.iter().map(move |&baseline| balance(control, group, arm, baseline, lots_max))
        })
        .collect();
    let comparable = alike(sizes_chance, &balance);
    let effects = numbered()
        .flat_map(|(group, arm)| {
            Outcome::ALL.iter().map(move |&outcome| effect(control, group, arm, outcome, widened, comparable))
        })
        .collect();
    Findings { comparisons, widened, effects, balance, sizes_chance }
}

fn balance(control: &Group, group: &Group, arm: usize, baseline: Baseline, lots_max: f64) -> Balance {
    let at = Baseline::ALL.iter().position(|&other| other == baseline).unwrap_or_default();
    let (first, second) = (control.baseline[at], group.baseline[at]);
    let standardised = standardised(&first, &second);
    let people = [first.count(), second.count()].map(|count| 1.0 / count.max(1) as f64);
    let by_lot = libm::sqrt(people[0] + people[1]);
    let off = (first.count().min(second.count()) >= PEOPLE_MIN)
        .then(|| standardised.abs() > STANDARDISED_MAX.max(lots_max * by_lot) && standardised.is_finite());
    Balance { arm, baseline, control: first.mean(), challenger: second.mean(), standardised, off }
}

fn effect(control: &Group, group: &Group, arm: usize, outcome: Outcome, widened: f64, comparable: bool) -> Effect {
    let between = |confidence| {
        if outcome.is_share() {
            of_shares(control.yes(outcome), group.yes(outcome), confidence)
        } else {
            let at = outcome.place();
            of_means(&control.outcomes[at], &group.outcomes[at], confidence)
        }
    };
    let (interval, widened) = (between(CONFIDENCE), between(widened));
    let verdict = if control.measured(outcome).min(group.measured(outcome)) < PEOPLE_MIN {
        Verdict::TooFew
    } else if !comparable {
        Verdict::NotComparable
    } else if widened.low <= 0.0 && widened.high >= 0.0 {
        Verdict::NotShown
    } else if (widened.low > 0.0) == outcome.more_is_better() {
        Verdict::Better
    } else {
        Verdict::Worse
    };
    let (control, challenger) = (control.mean(outcome), group.mean(outcome));
    Effect { arm, outcome, control, challenger, interval, widened, verdict }
}
