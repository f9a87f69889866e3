use super::*;
use jiff::civil::date;
use proptest::prelude::*;

const POLICY: PlanPolicy = PlanPolicy { months_max: 12, instalment_min: Cents(1_500) };
const FIRST: Date = date(2026, 5, 12);

#[test]
fn three_lengths_stand_side_by_side() {
    let offer = options(Cents(60_000), POLICY, FIRST, Some(25), None).unwrap();
    let shown: Vec<_> = offer.options.iter().map(|option| (option.months, option.instalment.0)).collect();
    assert_eq!(shown, [(3, 20_000), (6, 10_000), (12, 5_000)]);
    assert_eq!(offer.options[0].first_due_on, date(2026, 5, 25));
    assert_eq!(offer.options[2].ends_on, date(2027, 4, 25));
}

#[test]
fn the_last_instalment_takes_the_remainder() {
    let offer = options(Cents(10_001), POLICY, FIRST, None, None).unwrap();
    for option in &offer.options {
        assert_eq!(option.schedule.last().unwrap().amount, option.last_instalment);
        assert!(option.last_instalment <= option.instalment);
    }
}

#[test]
fn what_cannot_be_a_plan_says_why() {
    let none = |total, policy| options(Cents(total), policy, FIRST, None, None).unwrap_err();
    assert_eq!(none(0, POLICY), Ineligible::NothingOpen);
    assert_eq!(none(-5, POLICY), Ineligible::NothingOpen);
    assert_eq!(none(1_500, POLICY), Ineligible::TooSmall { instalment_min: Cents(1_500) });
    assert_eq!(none(9_000, PlanPolicy { months_max: 1, ..POLICY }), Ineligible::NoPlans);
    assert_eq!(options(Cents(1_501), POLICY, FIRST, None, None).unwrap().options[0].months, 2);
}

#[test]
fn a_wish_is_met_or_answered() {
    let offer = |wish| options(Cents(60_000), POLICY, FIRST, None, Some(wish)).unwrap();
    let wished = |offer: &Offer| offer.options.iter().find(|option| option.wished).map(|option| option.instalment.0);
    let met = offer(Wish::Amount(Cents(7_500)));
    assert_eq!((wished(&met), met.wish), (Some(7_500), WishOutcome::Met));
    let long = offer(Wish::Amount(Cents(2_000)));
    let expected = WishOutcome::TooLong { months_max: 12, instalment_from: Cents(5_000) };
    assert_eq!((wished(&long), long.wish), (Some(5_000), expected));
    let small = offer(Wish::Amount(Cents(100)));
    assert_eq!(small.wish, WishOutcome::BelowSmallest { instalment_min: Cents(1_500) });
    assert_eq!(offer(Wish::Amount(Cents(60_000))).wish, WishOutcome::PaysAtOnce);
    assert_eq!(offer(Wish::Months(5)).wish, WishOutcome::Met);
    assert!(matches!(offer(Wish::Months(24)).wish, WishOutcome::TooLong { .. }));
}

#[test]
fn progress_tells_paid_missed_due_and_upcoming() {
    let schedule = options(Cents(40_000), POLICY, FIRST, None, Some(Wish::Amount(Cents(10_000)))).unwrap();
    let schedule = &schedule.options.iter().find(|option| option.wished).unwrap().schedule;
    let on_third = progress(schedule, Cents(15_000), date(2026, 7, 12));
    let statuses: Vec<_> = on_third.instalments.iter().map(|item| item.status.as_str()).collect();
    assert_eq!(statuses, ["paid", "missed", "due", "upcoming"]);
    assert_eq!((on_third.due_now, on_third.next_open, on_third.left), (Cents(15_000), Cents(5_000), Cents(25_000)));
    assert_eq!(on_third.event(), None);
    assert_eq!(progress(schedule, Cents(15_000), date(2026, 7, 13)).event(), Some(PlanEvent::MissedTwice));
    assert_eq!(progress(schedule, Cents(40_000), date(2026, 7, 13)).event(), Some(PlanEvent::PaidOff));
}

#[test]
fn the_states_of_a_plan_are_those_of_the_table() {
    let mut allowed = 0;
    for &from in PlanStatus::ALL {
        for &event in PlanEvent::ALL {
            match from.after(event) {
                Ok(to) => {
                    allowed += 1;
                    assert!(!from.is_final() && to.is_final());
                }
                Err(error) => assert_eq!(error, ForbiddenPlanMove { from, event }),
            }
        }
    }
    assert_eq!(allowed, PLAN_MOVES.len());
}

#[test]
fn several_creditors_limits_all_hold() {
    let other = PlanPolicy { months_max: 6, instalment_min: Cents(1_000) };
    let both = PlanPolicy::strictest([POLICY, other]).unwrap();
    assert_eq!((both.months_max, both.instalment_min), (6, Cents(1_500)));
    assert_eq!(PlanPolicy::strictest([]), None);
}

fn any_wish() -> impl Strategy<Value = Option<Wish>> {
    prop_oneof![
        Just(None),
        (0i64..300_000).prop_map(|cents| Some(Wish::Amount(Cents(cents)))),
        (0u32..40).prop_map(|months| Some(Wish::Months(months))),
    ]
}

proptest! {
    #[test]
    fn every_option_keeps_every_promise(
        total in 1i64..2_000_000,
        months_max in 0u32..40,
        smallest in 1i64..20_000,
        start in 0i64..3_000,
        payday in proptest::option::of(0u8..40),
        wish in any_wish(),
    ) {
        let policy = PlanPolicy { months_max, instalment_min: Cents(smallest) };
        let first_due = dates::add_days(date(2024, 1, 1), start);
        let Ok(offer) = options(Cents(total), policy, first_due, payday, wish) else {
            prop_assert!(months_max < 2 || total <= smallest, "refused without a reason");
            return Ok(());
        };
        prop_assert!((1..=3).contains(&offer.options.len()));
        prop_assert_eq!(wish.is_some(), offer.options.iter().any(|option| option.wished));
        let mut months_before = 0;
        for option in &offer.options {
            prop_assert!(option.months > months_before, "all of different length, the shortest first");
            months_before = option.months;
            prop_assert!(option.months >= 2 && option.months <= months_max);
            prop_assert_eq!(option.schedule.len(), option.months as usize);
            prop_assert_eq!(option.schedule.iter().map(|item| item.amount).sum::<Cents>(), Cents(total));
            prop_assert!(option.schedule[0].due_on >= first_due);
            prop_assert!(option.schedule.windows(2).all(|pair| pair[0].due_on < pair[1].due_on));
            prop_assert!(option.schedule.iter().all(|item| item.due_on.day() == option.first_due_on.day()));
            let (last, others) = option.schedule.split_last().unwrap();
            prop_assert!(others.iter().all(|item| item.amount == option.instalment && item.amount.0 >= smallest));
            prop_assert!(last.amount.is_positive() && last.amount <= option.instalment);
        }
    }

    #[test]
    fn payments_on_a_plan_fill_its_claims_exactly(
        shares in proptest::collection::vec(1i64..10_000, 1..6),
        payments in proptest::collection::vec(1i64..9_000, 0..12),
    ) {
        let claims: Vec<(ClaimId, Cents)> =
            shares.iter().enumerate().map(|(at, &share)| (format!("c{at}").into(), Cents(share))).collect();
        let total: i64 = shares.iter().sum();
        let (mut paid, mut by_claim) = (0, std::collections::BTreeMap::new());
        for payment in payments {
            let parts = pays(&claims, Cents(paid), Cents(payment));
            let sum: Cents = parts.iter().map(|(_, part)| *part).sum();
            prop_assert_eq!(sum.0, payment.min(total - paid));
            paid += sum.0;
            for (claim, part) in parts {
                *by_claim.entry(claim).or_insert(0) += part.0;
            }
        }
        for (claim, share) in &claims {
            prop_assert!(by_claim.get(claim).copied().unwrap_or(0) <= share.0);
        }
        prop_assert_eq!(by_claim.values().sum::<i64>(), paid);
    }
}
