//! Experiments of which the truth is known, many times over.

use super::*;

/// A small generator of our own for tests: splitmix64, the same on every machine.
struct Lots(u64);

impl Lots {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.unit()));
        radius * libm::cos(std::f64::consts::TAU * self.unit())
    }

    fn yes(&mut self, share: f64) -> f64 {
        f64::from(u8::from(self.unit() < share))
    }

    /// Money as people pay it: many nothing, some a lot.
    fn person(&mut self, effect: f64) -> Person {
        let paid = self.yes(0.5 + effect) * libm::exp(4.0 + self.normal());
        let baseline = std::array::from_fn(|_| libm::exp(3.0 + self.normal()));
        let messages = libm::floor(self.unit() * 6.0);
        let success = f64::from(u8::from(paid > 60.0));
        let rating = (self.unit() < 0.3).then(|| libm::floor(1.0 + self.unit() * 5.0));
        let known = [paid, success, self.yes(0.2), messages, self.yes(0.3) * 40.0, self.yes(0.02)];
        let mut outcomes = [rating; Outcome::ALL.len()];
        outcomes.iter_mut().zip(known).for_each(|(outcome, value)| *outcome = Some(value));
        Person { baseline, outcomes }
    }

    /// Three groups of which the third is treated with an effect.
    fn experiment(&mut self, people: usize, effect: f64) -> Findings {
        let mut groups = [Group::default(); 3];
        for at in 0..people {
            let place = at % 3;
            groups[place].add(&self.person(if place == 2 { effect } else { 0.0 }));
        }
        findings(&groups, &[1.0 / 3.0; 3])
    }
}

fn claims(findings: &Findings, arm: usize) -> bool {
    findings
        .effects
        .iter()
        .any(|effect| effect.arm == arm && matches!(effect.verdict, Verdict::Better | Verdict::Worse))
}

#[test]
fn without_an_effect_an_experiment_claims_one_at_most_once_in_twenty() {
    let mut lots = Lots(20_160_401);
    let runs = 1_000;
    let found: Vec<Findings> = (0..runs).map(|_| lots.experiment(300, 0.0)).collect();
    let claimed = found.iter().filter(|findings| (1..3).any(|arm| claims(findings, arm))).count();
    assert!(claimed * 20 <= runs, "{claimed} of {runs} experiments claimed what is not there");
    assert!(claimed > 0, "by chance some do: none at all would mean that nothing is ever claimed");
}

#[test]
fn a_strong_effect_is_found_and_only_where_it_is() {
    let mut lots = Lots(7);
    let runs = 200;
    let found: Vec<Findings> = (0..runs).map(|_| lots.experiment(1_500, 0.35)).collect();
    let better = |findings: &&Findings| {
        let of = |outcome| findings.effects.iter().find(|one| one.arm == 2 && one.outcome == outcome).unwrap().verdict;
        of(Outcome::Success) == Verdict::Better
    };
    assert!(found.iter().filter(better).count() * 100 >= runs * 95, "at least 95 in a hundred");
    assert!(found.iter().filter(|findings| claims(findings, 1)).count() * 20 <= runs);
}

#[test]
fn groups_drawn_by_lot_are_found_comparable() {
    let mut lots = Lots(11);
    let runs = 500;
    let fit = (0..runs).filter(|_| lots.experiment(240, 0.0).comparable()).count();
    assert!(fit * 100 >= runs * 95, "{fit} of {runs}");
}

#[test]
fn groups_that_were_not_drawn_by_lot_lead_to_no_claim() {
    let mut lots = Lots(3);
    let mut groups = [Group::default(); 2];
    for at in 0..400 {
        let mut person = lots.person(if at % 2 == 1 { 0.4 } else { 0.0 });
        // Who owed more was put in one group.
        person.baseline[0] += if at % 2 == 1 { 100.0 } else { 0.0 };
        groups[at % 2].add(&person);
    }
    let found = findings(&groups, &[0.5, 0.5]);
    assert!(!found.comparable() && found.sizes_fit() && found.balance[0].off == Some(true));
    assert!(found.effects.iter().all(|effect| effect.verdict == Verdict::NotComparable));

    let mut uneven = [Group::default(); 2];
    (0..400).for_each(|at| uneven[usize::from(at % 3 == 0)].add(&lots.person(0.0)));
    let found = findings(&uneven, &[0.5, 0.5]);
    assert!(!found.sizes_fit() && !found.comparable());
}

#[test]
fn of_few_people_nothing_is_claimed_and_of_nobody_nothing_breaks() {
    let mut lots = Lots(5);
    let found = lots.experiment(120, 0.5);
    assert!(found.effects.iter().all(|effect| effect.verdict == Verdict::TooFew));
    assert!(found.too_few() && found.comparable(), "of so few it is not said that they differ");
    let nobody = findings(&[Group::default(); 2], &[0.5, 0.5]);
    assert!(nobody.effects.iter().all(|effect| effect.verdict == Verdict::TooFew) && nobody.comparable());
    assert!(findings(&[], &[]).effects.is_empty());
}

#[test]
fn fewer_contacts_and_costs_are_better_and_the_claim_needs_the_wider_interval() {
    let mut groups = [Group::default(); 2];
    for at in 0..400_u32 {
        let treated = at % 2 == 1;
        let mut outcomes = [Some(0.0); Outcome::ALL.len()];
        outcomes[Outcome::Contacts.place()] = Some(f64::from(at % 5) + if treated { 0.0 } else { 2.0 });
        // Just past the plain interval, and within the widened one.
        outcomes[Outcome::Collected.place()] = Some(f64::from(at % 7) + if treated { 0.45 } else { 0.0 });
        // Few rate, and those who do are content.
        outcomes[Outcome::Rating.place()] = (at < 160).then(|| f64::from(4 + at % 2));
        groups[usize::from(treated)].add(&Person { outcomes, ..Person::default() });
    }
    let found = findings(&groups, &[0.5, 0.5]);
    let of = |outcome| *found.effects.iter().find(|effect| effect.outcome == outcome).unwrap();
    assert_eq!((found.comparisons, of(Outcome::Contacts).verdict), (7, Verdict::Better));
    assert_eq!((groups[0].measured(Outcome::Rating), groups[0].people()), (80, 200));
    assert_eq!((of(Outcome::Rating).control, of(Outcome::Rating).challenger), (4.0, 5.0));
    assert_eq!(of(Outcome::Rating).verdict, Verdict::Better);
    let collected = of(Outcome::Collected);
    assert!(collected.interval.low > 0.0 && collected.widened.low < 0.0, "{collected:?}");
    assert_eq!(collected.verdict, Verdict::NotShown);
}
