use super::*;
use jiff::civil::date;
use proptest::prelude::*;

const POLICY: PlanPolicy =
    PlanPolicy { months_max: 12, instalment_min: Cents(1_500), skips_a_year: 1, moves_a_year: 1 };
const FIRST: Date = date(2026, 5, 12);

fn ask(total: i64) -> Ask {
    let days = Days::from(FIRST, Rhythm::Monthly);
    Ask { total: Cents(total), policy: POLICY, days, wish: None, rest_before: None }
}

fn shown(offer: &Offer) -> Vec<(u32, i64)> {
    offer.options.iter().map(|option| (option.times, option.instalment.0)).collect()
}

#[test]
fn three_lengths_stand_side_by_side() {
    let offer = options(&Ask { days: Days::on_payday(FIRST, 25), ..ask(60_000) }).unwrap();
    assert_eq!(shown(&offer), [(3, 20_000), (6, 10_000), (12, 5_000)]);
    assert_eq!(offer.options[0].first_due_on, date(2026, 5, 25));
    assert_eq!(offer.options[2].ends_on, date(2027, 4, 25));
}

#[test]
fn weeks_and_four_weeks_end_within_the_same_months() {
    let weekly = options(&Ask { days: Days::from(FIRST, Rhythm::Weekly), ..ask(90_000) }).unwrap();
    let longest = weekly.options.last().unwrap();
    assert_eq!((longest.times, longest.instalment.0), (53, 1_700));
    assert_eq!(longest.ends_on, date(2027, 5, 11), "before 12 May 2027");
    let four = options(&Ask { days: Days::from(FIRST, Rhythm::FourWeekly), ..ask(60_000) }).unwrap();
    assert_eq!(shown(&four).last(), Some(&(14, 4_300)));
    assert_eq!(four.options[0].schedule[1].due_on, date(2026, 6, 9));
}

#[test]
fn the_first_may_be_paid_now_and_the_others_on_their_days() {
    let days = Days::on_payday(date(2026, 5, 26), 31).with_first(FIRST);
    let offer = options(&Ask { days, wish: Some(Wish::Amount(Cents(20_000))), ..ask(60_000) }).unwrap();
    let wished = offer.options.iter().find(|option| option.wished).unwrap();
    let on: Vec<Date> = wished.schedule.iter().map(|item| item.due_on).collect();
    assert_eq!(on, [FIRST, date(2026, 6, 1), date(2026, 7, 1)], "a day above 28 becomes the 1st");
}

#[test]
fn the_last_instalment_takes_the_remainder() {
    let offer = options(&ask(10_001)).unwrap();
    for option in &offer.options {
        assert_eq!(option.schedule.last().unwrap().amount, option.last_instalment);
        assert!(option.last_instalment <= option.instalment);
    }
}

#[test]
fn what_cannot_be_a_plan_says_why() {
    let none = |total| options(&ask(total)).unwrap_err();
    assert_eq!(none(0), Ineligible::NothingOpen);
    assert_eq!(none(-5), Ineligible::NothingOpen);
    assert_eq!(none(1_500), Ineligible::TooSmall { instalment_min: Cents(1_500) });
    let one_month = PlanPolicy { months_max: 1, ..POLICY };
    assert_eq!(options(&Ask { policy: one_month, ..ask(9_000) }).unwrap_err(), Ineligible::NoPlans);
    assert_eq!(options(&ask(1_501)).unwrap().options[0].times, 2);
    let over = Ask { rest_before: Some(FIRST), ..ask(9_000) };
    assert_eq!(options(&over).unwrap_err(), Ineligible::NoRoom { months_max: 12 });
}

#[test]
fn a_wish_is_met_or_answered() {
    let offer = |wish| options(&Ask { wish: Some(wish), ..ask(60_000) }).unwrap();
    let wished = |offer: &Offer| offer.options.iter().find(|option| option.wished).map(|option| option.instalment.0);
    let met = offer(Wish::Amount(Cents(7_500)));
    assert_eq!((wished(&met), met.wish), (Some(7_500), WishOutcome::Met));
    let long = offer(Wish::Amount(Cents(2_000)));
    let expected = WishOutcome::TooLong { months_max: 12, instalment_from: Cents(5_000) };
    assert_eq!((wished(&long), long.wish), (Some(5_000), expected));
    let small = offer(Wish::Amount(Cents(100)));
    assert_eq!(small.wish, WishOutcome::BelowSmallest { instalment_min: Cents(1_500) });
    assert_eq!(offer(Wish::Amount(Cents(60_000))).wish, WishOutcome::PaysAtOnce);
    assert_eq!(offer(Wish::Times(5)).wish, WishOutcome::Met);
    assert!(matches!(offer(Wish::Times(24)).wish, WishOutcome::TooLong { .. }));
}

#[test]
fn the_rest_of_a_running_plan_ends_where_the_plan_may_end_and_can_be_paid_at_once() {
    let rest = Ask { rest_before: Some(date(2026, 8, 1)), ..ask(6_000) };
    assert_eq!(shown(&options(&rest).unwrap()), [(1, 6_000), (2, 3_000), (3, 2_000)]);
    let little = options(&Ask { total: Cents(900), ..rest }).unwrap();
    assert_eq!(shown(&little), [(1, 900)], "below the smallest instalment it is paid at once");
}

#[test]
fn several_creditors_limits_all_hold() {
    let other = PlanPolicy { months_max: 6, instalment_min: Cents(1_000), skips_a_year: 0, moves_a_year: 2 };
    let both = PlanPolicy { months_max: 6, instalment_min: Cents(1_500), skips_a_year: 0, moves_a_year: 1 };
    assert_eq!(PlanPolicy::strictest([POLICY, other]), Some(both));
    assert_eq!(PlanPolicy::strictest([]), None);
}

fn any_wish() -> impl Strategy<Value = Option<Wish>> {
    prop_oneof![
        Just(None),
        (0i64..300_000).prop_map(|cents| Some(Wish::Amount(Cents(cents)))),
        (0u32..40).prop_map(|times| Some(Wish::Times(times))),
    ]
}

pub fn any_days() -> impl Strategy<Value = Days> {
    let start = (0i64..3_000).prop_map(|start| dates::add_days(date(2024, 1, 1), start));
    let rhythm = proptest::sample::select(Rhythm::ALL);
    (start, rhythm, proptest::option::of(0u8..40), any::<bool>()).prop_map(|(start, rhythm, payday, now)| {
        let days = match payday {
            Some(day) if rhythm == Rhythm::Monthly => Days::on_payday(start, day),
            _ => Days::from(start, rhythm),
        };
        if now { days.with_first(dates::add_days(start, -14)) } else { days }
    })
}

proptest! {
    #[test]
    fn every_option_keeps_every_promise(
        total in 1i64..2_000_000,
        months_max in 0u32..40,
        smallest in 1i64..20_000,
        days in any_days(),
        wish in any_wish(),
    ) {
        let policy = PlanPolicy { months_max, instalment_min: Cents(smallest), ..POLICY };
        let ask = Ask { total: Cents(total), policy, days, wish, rest_before: None };
        let offer = match options(&ask) {
            Ok(offer) => offer,
            Err(why) => {
                let short = matches!(why, Ineligible::NoRoom { .. }) && days.day(2) >= ask.end();
                prop_assert!(months_max < 2 || total <= smallest || short, "refused without a reason: {why:?}");
                return Ok(());
            }
        };
        prop_assert!((1..=3).contains(&offer.options.len()));
        prop_assert_eq!(wish.is_some(), offer.options.iter().any(|option| option.wished));
        let mut times_before = 0;
        for option in &offer.options {
            prop_assert!(option.times > times_before, "all of different length, the shortest first");
            times_before = option.times;
            prop_assert!(option.times >= 2);
            prop_assert_eq!(option.schedule.len(), option.times as usize);
            prop_assert_eq!(option.schedule.iter().map(|item| item.amount).sum::<Cents>(), Cents(total));
            prop_assert_eq!(option.schedule[0].due_on, days.first);
            prop_assert!(option.ends_on < ask.end(), "no longer than the policy allows");
            for (pair, number) in option.schedule.windows(2).zip(2u32..) {
                prop_assert_eq!(pair[1].due_on, days.day(number));
                prop_assert!(pair[0].due_on < pair[1].due_on);
            }
            let (last, others) = option.schedule.split_last().unwrap();
            prop_assert!(others.iter().all(|item| item.amount == option.instalment && item.amount.0 >= smallest));
            prop_assert!(last.amount.is_positive() && last.amount <= option.instalment);
        }
    }

    #[test]
    fn the_rest_of_a_plan_is_paid_whole_before_the_plans_own_end(
        total in 1i64..500_000,
        room in 0i64..800,
        smallest in 1i64..20_000,
        days in any_days(),
        wish in any_wish(),
    ) {
        let end = dates::add_days(days.first, room);
        let policy = PlanPolicy { instalment_min: Cents(smallest), ..POLICY };
        let ask = Ask { total: Cents(total), policy, days, wish, rest_before: Some(end) };
        let Ok(offer) = options(&ask) else {
            prop_assert_eq!(room, 0);
            return Ok(());
        };
        for option in &offer.options {
            prop_assert_eq!(option.schedule.iter().map(|item| item.amount).sum::<Cents>(), Cents(total));
            prop_assert!(option.ends_on < end);
            let (_, others) = option.schedule.split_last().unwrap();
            prop_assert!(others.iter().all(|item| item.amount.0 >= smallest));
        }
    }
}
