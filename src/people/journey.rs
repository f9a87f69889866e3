//! Journeys: what a debtor did after we first wrote to them about a claim. From counts of what
//! they did come how many took each step, where the rest stopped, and how long the first payment took.
//!
//! Steps need not be taken in order: somebody may pay by bank transfer without a visit. So each step says how many of
//! those who took the step before took it too, and how many took it without; whoever stopped is counted at the furthest
//! step they came to.

use crate::kinds::{Persona, vocabulary};

/// How long after our first message what people do still counts, in days.
pub const WINDOW_DAYS: u16 = 90;

vocabulary! {
    /// A step of a journey, in the usual order.
    Step, "step of a journey" {
        /// We sent a message.
        Contact = "contact",
        /// They visited the portal.
        Visit = "visit",
        /// They opened an invoice, the explanation of costs, documents or the statement.
        Understanding = "understanding",
        /// They paid something of it, or agreed a plan.
        Action = "action",
        /// The claim was paid off and stayed so, or the plan is kept.
        Kept = "kept",
    }
}

/// People who did the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Who they were to us when we wrote; `None`: not known yet.
    pub persona: Option<Persona>,
    /// The creditor, by its id.
    pub creditor: String,
    /// Visited.
    pub visited: bool,
    /// Opened an explanation.
    pub understood: bool,
    /// Paid or agreed a plan.
    pub acted: bool,
    /// Kept it.
    pub kept: bool,
    /// Whole days from our message to the first payment; `None`: none.
    pub days: Option<u16>,
    /// Is the time in which something counts still running?
    pub running: bool,
    /// How many.
    pub people: u64,
}

impl Cell {
    fn took(&self, step: Step) -> bool {
        match step {
            Step::Contact => true,
            Step::Visit => self.visited,
            Step::Understanding => self.understood,
            Step::Action => self.acted,
            Step::Kept => self.kept,
        }
    }

    fn furthest(&self) -> Step {
        Step::ALL.iter().rev().copied().find(|&step| self.took(step)).unwrap_or(Step::Contact)
    }
}

/// One step in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepFigures {
    /// Which.
    pub step: Step,
    /// Who took it.
    pub people: u64,
    /// Of those, who took the step before as well. For the first step: all.
    pub after_before: u64,
    /// Who took the step before.
    pub before: u64,
    /// Who came this far and no further.
    pub stopped: u64,
}

impl StepFigures {
    /// Share of those of the step before who took this one too; `None` when nobody took the one before.
    pub fn of_before(&self) -> Option<f64> {
        share(self.after_before, self.before)
    }

    /// Who took it without the step before.
    pub fn without_before(&self) -> u64 {
        self.people - self.after_before
    }
}

/// `part` of `whole`, between 0 and 1; `None` of nothing.
pub fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// All steps of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funnel {
    /// In order.
    pub steps: Vec<StepFigures>,
    /// Whose time is still running.
    pub running: u64,
    /// Days to the first payment.
    pub days: Days,
}

impl Funnel {
    /// Adds the figures up.
    pub fn of<'a>(cells: impl IntoIterator<Item = &'a Cell> + Clone) -> Self {
        let count = |fits: &dyn Fn(&Cell) -> bool| -> u64 {
            cells.clone().into_iter().filter(|cell| fits(cell)).map(|cell| cell.people).sum()
        };
        let steps = Step::ALL.iter().enumerate().map(|(at, &step)| {
            let before = Step::ALL[at.saturating_sub(1)];
            StepFigures {
                step,
                people: count(&|cell| cell.took(step)),
                after_before: count(&|cell| cell.took(step) && cell.took(before)),
                before: count(&|cell| cell.took(before)),
                stopped: count(&|cell| cell.furthest() == step),
            }
        });
        let steps = steps.collect();
        let mut days = vec![0; usize::from(WINDOW_DAYS) + 1];
        for cell in cells.clone() {
            if let Some(day) = cell.days {
                days[usize::from(day.min(WINDOW_DAYS))] += cell.people;
            }
        }
        Self { steps, running: count(&|cell| cell.running), days: Days(days) }
    }

    /// How many journeys there are.
    pub fn people(&self) -> u64 {
        self.steps.first().map_or(0, |contact| contact.people)
    }
}

/// How many made their first payment on each day after our message, from day 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Days(Vec<u64>);

/// From and until which day a group of [`Days::groups`] counts, both included.
pub const DAY_GROUPS: [(u16, u16); 7] = [(0, 1), (2, 3), (4, 7), (8, 14), (15, 30), (31, 60), (61, WINDOW_DAYS)];

impl Days {
    /// Who paid.
    pub fn people(&self) -> u64 {
        self.0.iter().sum()
    }

    /// The day by which `share` of those who paid had done so (nearest rank); `None` when nobody paid.
    pub fn by_when(&self, share: f64) -> Option<u16> {
        let all = self.people();
        if all == 0 {
            return None;
        }
        let rank = ((all as f64 * share).ceil() as u64).clamp(1, all);
        let mut passed = 0;
        let day = self.0.iter().position(|people| {
            passed += people;
            passed >= rank
        });
        day.and_then(|day| u16::try_from(day).ok())
    }

    /// People by group of days, in the order of [`DAY_GROUPS`].
    pub fn groups(&self) -> [u64; DAY_GROUPS.len()] {
        DAY_GROUPS.map(|(first, last)| self.0[usize::from(first)..=usize::from(last)].iter().sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell([visited, understood, acted, kept]: [bool; 4], days: Option<u16>, people: u64) -> Cell {
        let creditor = "c".to_owned();
        Cell { persona: None, creditor, visited, understood, acted, kept, days, running: false, people }
    }

    #[test]
    fn steps_shares_and_where_people_stop() {
        let cells = [
            cell([false, false, false, false], None, 40),
            cell([true, false, false, false], None, 20),
            cell([true, true, false, false], None, 10),
            cell([true, true, true, false], Some(3), 5),
            cell([true, false, true, true], Some(5), 15),
            cell([false, false, true, true], Some(30), 10),
        ];
        let funnel = Funnel::of(&cells);
        let people: Vec<u64> = funnel.steps.iter().map(|step| step.people).collect();
        assert_eq!(people, [100, 50, 15, 30, 25]);
        let stopped: Vec<u64> = funnel.steps.iter().map(|step| step.stopped).collect();
        assert_eq!(stopped, [40, 20, 10, 5, 25]);
        assert_eq!(funnel.steps[1].of_before(), Some(0.5));
        assert_eq!(funnel.steps[2].of_before(), Some(0.3));
        assert_eq!(funnel.steps[3].of_before(), Some(5.0 / 15.0));
        assert_eq!(funnel.steps[3].without_before(), 25);
        assert_eq!(funnel.steps[4].of_before(), Some(25.0 / 30.0));
        assert_eq!((funnel.days.people(), funnel.days.by_when(0.5)), (30, Some(5)));
        assert_eq!((funnel.days.by_when(0.25), funnel.days.by_when(0.75)), (Some(5), Some(30)));
        assert_eq!(funnel.days.groups(), [0, 5, 15, 0, 10, 0, 0]);
    }

    #[test]
    fn of_nobody_there_is_no_share() {
        let funnel = Funnel::of(&[]);
        assert_eq!((funnel.people(), funnel.days.by_when(0.5), funnel.steps[1].of_before()), (0, None, None));
    }

    proptest! {
        #[test]
        fn everybody_stops_once_and_no_share_is_above_one(
            rows in proptest::collection::vec((any::<[bool; 4]>(), proptest::option::of(0u16..120), 0u64..50), 0..40),
        ) {
            let cells: Vec<Cell> = rows.into_iter().map(|(took, days, people)| cell(took, days, people)).collect();
            let funnel = Funnel::of(&cells);
            prop_assert_eq!(funnel.steps.iter().map(|step| step.stopped).sum::<u64>(), funnel.people());
            for step in &funnel.steps {
                prop_assert!(step.of_before().is_none_or(|share| (0.0..=1.0).contains(&share)));
                prop_assert!(step.people <= funnel.people());
            }
            prop_assert_eq!(funnel.days.groups().iter().sum::<u64>(), funnel.days.people());
            let quarters = [0.25, 0.5, 0.75].map(|share| funnel.days.by_when(share));
            prop_assert!(quarters[0] <= quarters[1] && quarters[1] <= quarters[2]);
        }
    }
}
