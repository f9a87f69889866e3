use super::super::offer::{Ask, Days, options};
use super::super::{PlanPolicy, Wish};
use super::*;
use crate::dates::add_days;
use jiff::civil::date;
use proptest::prelude::*;

const SMALLEST: Cents = Cents(1_500);
const POLICY: PlanPolicy = PlanPolicy { months_max: 12, instalment_min: SMALLEST, skips_a_year: 1, moves_a_year: 1 };

/// Four times € 100 on the 12th, from May on.
fn schedule() -> Vec<Instalment> {
    numbered((0..4).map(|step| (Rhythm::Monthly.after(date(2026, 5, 12), step), Cents(10_000))))
}

fn read(schedule: &[Instalment]) -> Vec<(i8, i8, i64)> {
    schedule.iter().map(|item| (item.due_on.month(), item.due_on.day(), item.amount.0)).collect()
}

#[test]
fn a_skipped_instalment_moves_behind_the_last() {
    let june = date(2026, 6, 1);
    let skipped = |paid| super::skipped(&schedule(), Cents(paid), june, Rhythm::Monthly);
    assert_eq!(read(&skipped(10_000).unwrap()), [(5, 12, 10_000), (7, 12, 10_000), (8, 12, 10_000), (9, 12, 10_000)]);
    let part = skipped(13_000).unwrap();
    assert_eq!(read(&part), [(5, 12, 10_000), (6, 12, 3_000), (7, 12, 10_000), (8, 12, 10_000), (9, 12, 7_000)]);
    assert_eq!(skipped(9_000), None, "what is missed is repaired first");
    assert_eq!(skipped(40_000), None, "nothing is left");
}

#[test]
fn what_was_missed_moves_behind_the_last_and_never_into_the_past() {
    let moved = |paid, today| missed_moved(&schedule(), Cents(paid), today, Rhythm::Monthly);
    let one = moved(4_000, date(2026, 5, 20)).unwrap();
    assert_eq!(read(&one), [(5, 12, 4_000), (6, 12, 10_000), (7, 12, 10_000), (8, 12, 10_000), (9, 12, 6_000)]);
    let two = moved(0, date(2026, 6, 20)).unwrap();
    assert_eq!(read(&two), [(7, 12, 10_000), (8, 12, 10_000), (9, 12, 10_000), (10, 12, 10_000)]);
    let late = moved(30_000, date(2026, 12, 20)).unwrap();
    assert_eq!(read(&late).last(), Some(&(1, 12, 10_000)), "the next day of its rhythm that is still to come");
    assert_eq!(moved(0, date(2026, 5, 12)), None, "today is not missed");
}

#[test]
fn an_extra_payment_ends_the_plan_sooner_or_lowers_the_rest() {
    let today = date(2026, 5, 20);
    let extra = |amount, effect| extra(&schedule(), Cents(10_000), Cents(amount), today, effect, SMALLEST);
    let shorter = extra(15_000, ExtraEffect::Shorter);
    assert_eq!(read(&shorter), [(5, 12, 10_000), (5, 20, 15_000), (6, 12, 10_000), (7, 12, 5_000)]);
    let lower = extra(15_000, ExtraEffect::Lower);
    assert_eq!(read(&lower), [(5, 12, 10_000), (5, 20, 15_000), (6, 12, 5_000), (7, 12, 5_000), (8, 12, 5_000)]);
    let little_left = extra(27_000, ExtraEffect::Lower);
    assert_eq!(read(&little_left)[2..], [(6, 12, 1_500), (7, 12, 1_500)], "none gets below the smallest");
    assert_eq!(
        read(&extra(99_000, ExtraEffect::Shorter)),
        [(5, 12, 10_000), (5, 20, 30_000)],
        "never more than is left"
    );
}

#[test]
fn an_extra_payment_pays_what_is_missed_first() {
    let today = date(2026, 6, 20);
    let paid = extra(&schedule(), Cents(10_000), Cents(12_000), today, ExtraEffect::Shorter, SMALLEST);
    assert_eq!(read(&paid), [(5, 12, 10_000), (6, 12, 10_000), (6, 20, 2_000), (7, 12, 10_000), (8, 12, 8_000)]);
    let only_missed = extra(&schedule(), Cents(10_000), Cents(4_000), today, ExtraEffect::Lower, SMALLEST);
    assert_eq!(progress(&only_missed, Cents(14_000), today).missed, Cents(6_000), "the rest of it stays missed");
}

#[test]
fn an_extra_payment_that_went_back_stands_at_the_end_again() {
    let today = date(2026, 5, 20);
    let with = extra(&schedule(), Cents(10_000), Cents(15_000), today, ExtraEffect::Shorter, SMALLEST);
    let without = returned(&with, Cents(10_000), Cents(15_000), Cents(10_000), Rhythm::Monthly).unwrap();
    assert_eq!(read(&without), [(5, 12, 10_000), (6, 12, 10_000), (7, 12, 5_000), (8, 12, 10_000), (9, 12, 5_000)]);
    assert_eq!(progress(&without, Cents(10_000), today).missed, Cents::ZERO, "nobody is late by it");
    assert_eq!(returned(&with, Cents(25_000), Cents::ZERO, Cents(10_000), Rhythm::Monthly), None);
}

#[test]
fn other_days_for_the_rest_leave_what_was_paid() {
    let days = Days::on_payday(date(2026, 6, 1), 25);
    let ask = Ask {
        total: Cents(27_000),
        policy: POLICY,
        days,
        wish: Some(Wish::Amount(Cents(9_000))),
        rest_before: Some(date(2027, 5, 12)),
    };
    let offer = options(&ask).unwrap();
    let option = offer.options.iter().find(|option| option.wished).unwrap();
    let new = rescheduled(&schedule(), Cents(13_000), option);
    let expected = [(5, 12, 10_000), (6, 12, 3_000), (6, 25, 9_000), (7, 25, 9_000), (8, 25, 9_000)];
    assert_eq!(read(&new), expected);
}

/// What can be done to a plan, in any order.
#[derive(Debug, Clone)]
enum Act {
    Wait(i64),
    Pay(i64),
    Skip,
    Move,
    Extra(i64, ExtraEffect),
    Change(Rhythm, i64),
}

fn any_act() -> impl Strategy<Value = Act> {
    let effect = prop_oneof![Just(ExtraEffect::Shorter), Just(ExtraEffect::Lower)];
    prop_oneof![
        (1i64..60).prop_map(Act::Wait),
        (1i64..40_000).prop_map(Act::Pay),
        Just(Act::Skip),
        Just(Act::Move),
        (1i64..60_000, effect).prop_map(|(cents, effect)| Act::Extra(cents, effect)),
        (proptest::sample::select(Rhythm::ALL), 1i64..60_000).prop_map(|(rhythm, cents)| Act::Change(rhythm, cents)),
    ]
}

/// A plan as the acts left it.
struct Life {
    schedule: Vec<Instalment>,
    paid: Cents,
    today: Date,
    rhythm: Rhythm,
    /// Instalments that were moved to the end, each of which may lengthen the plan by a step.
    moved: u32,
}

impl Life {
    fn left(&self, total: Cents) -> Cents {
        total - self.paid
    }

    /// A change's new schedule; its paid part must be untouched.
    fn take(&mut self, new: Vec<Instalment>, moved: u32) {
        self.moved += moved;
        self.schedule = new;
    }

    fn act(&mut self, act: &Act, total: Cents, begun: Date) {
        match *act {
            Act::Wait(days) => self.today = add_days(self.today, days),
            Act::Pay(cents) => self.paid += Cents(cents).min(self.left(total)),
            Act::Skip => {
                if let Some(new) = skipped(&self.schedule, self.paid, self.today, self.rhythm) {
                    self.take(new, 1);
                }
            }
            Act::Move => {
                let missed = progress(&self.schedule, self.paid, self.today).missed_in_a_row;
                if let Some(new) = missed_moved(&self.schedule, self.paid, self.today, self.rhythm) {
                    self.take(new, missed);
                }
            }
            Act::Extra(cents, effect) => {
                let new = extra(&self.schedule, self.paid, Cents(cents), self.today, effect, SMALLEST);
                self.take(new, 0);
                self.paid += Cents(cents).min(self.left(total));
            }
            Act::Change(rhythm, cents) => {
                let ask = Ask {
                    total: self.left(total),
                    policy: POLICY,
                    days: Days::from(add_days(self.today, 7), rhythm),
                    wish: Some(Wish::Amount(Cents(cents))),
                    rest_before: Some(POLICY.ends_before(begun, rhythm, 0)),
                };
                if let Ok(offer) = options(&ask) {
                    let option = offer.options.iter().find(|option| option.wished).unwrap();
                    let new = rescheduled(&self.schedule, self.paid, option);
                    self.rhythm = rhythm;
                    self.take(new, 0);
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn whatever_changes_the_sum_stays_what_was_paid_stays_and_the_end_is_within_the_policy(
        total in 3_000i64..200_000,
        rhythm in proptest::sample::select(Rhythm::ALL),
        acts in proptest::collection::vec(any_act(), 0..14),
    ) {
        let (total, begun) = (Cents(total), date(2026, 5, 12));
        let days = Days::from(begun, rhythm);
        let first = options(&Ask { total, policy: POLICY, days, wish: None, rest_before: None }).unwrap();
        let schedule = first.options.last().unwrap().schedule.clone();
        let mut life = Life { schedule, paid: Cents::ZERO, today: add_days(begun, -7), rhythm, moved: 0 };
        for act in &acts {
            let paid_before: Cents = progress(&life.schedule, life.paid, life.today).paid;
            life.act(act, total, begun);
            let now = progress(&life.schedule, life.paid, life.today);
            prop_assert_eq!(life.schedule.iter().map(|item| item.amount).sum::<Cents>(), total, "{:?}", act);
            prop_assert_eq!(now.paid, life.paid, "the plan counts all that was paid");
            prop_assert!(now.paid >= paid_before);
            prop_assert!(life.schedule.iter().all(|item| item.amount.is_positive()));
            prop_assert!(life.schedule.iter().zip(1u32..).all(|(item, number)| item.number == number));
            let ends = last_day(&life.schedule).unwrap();
            // Moved instalments stand on the next day of the rhythm that is still to come, however late that is.
            let latest = life.rhythm.after(POLICY.ends_before(begun, Rhythm::Monthly, life.moved), life.moved);
            prop_assert!(ends < latest.max(Rhythm::Monthly.after(life.today, life.moved + 1)), "{:?}", act);
        }
    }

    #[test]
    fn an_extra_payment_never_makes_anybody_late_and_lower_is_lower(
        amounts in proptest::collection::vec(1_500i64..20_000, 1..14),
        paid in 0i64..100_000,
        amount in 1i64..100_000,
        wait in 0i64..300,
    ) {
        let begun = date(2026, 5, 12);
        let rows = amounts.iter().zip(0u32..).map(|(&cents, step)| (Rhythm::Monthly.after(begun, step), Cents(cents)));
        let schedule = numbered(rows);
        let total: Cents = schedule.iter().map(|item| item.amount).sum();
        let (paid, today) = (Cents(paid).min(total), add_days(begun, wait));
        let amount = Cents(amount).min(total - paid);
        let before = progress(&schedule, paid, today);
        for effect in [ExtraEffect::Shorter, ExtraEffect::Lower] {
            let new = extra(&schedule, paid, amount, today, effect, SMALLEST);
            let after = progress(&new, paid + amount, today);
            prop_assert_eq!(after.due_now, before.due_now - before.due_now.min(amount));
            prop_assert_eq!(after.left, before.left - amount);
            prop_assert!(last_day(&new).unwrap() <= last_day(&schedule).unwrap().max(today));
            let highest = |progress: &super::super::Progress| {
                let open = progress.instalments.iter().filter(|item| item.instalment.due_on > today);
                open.map(|item| item.open()).max().unwrap_or_default()
            };
            prop_assert!(highest(&after) <= highest(&before).max(SMALLEST));
        }
    }
}
