//! Samples know what was known at their moment, and nothing that came later.

use super::sample::{Outcome, names, samples};
use crate::dates::add_days;
use crate::ids::ClaimId;
use crate::kinds::PartyKind;
use crate::people::history::{PastClaim, noon, signals_of};
use crate::people::signal::{Signal, SignalKind};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const START: Date = date(2025, 1, 6);

fn claim(number: usize, issued: i64, late: Option<i64>) -> PastClaim {
    let issued_on = add_days(START, issued);
    let due_on = add_days(issued_on, 30);
    PastClaim {
        claim_id: ClaimId::from(format!("c{number}")),
        amount_cents: 10_000,
        issued_on,
        due_on,
        settled_on: late.map(|late| add_days(due_on, late)),
        disputed: false,
        creditor_joined: number == 0,
    }
}

fn value(sample: &super::sample::Sample, name: &str) -> Option<f64> {
    sample.values[names().iter().position(|known| known == name).unwrap()]
}

#[test]
fn an_invoice_knows_only_those_decided_before_its_day() {
    // The first is settled 10 days late; the second is issued before that is known, the third after.
    let past = [claim(0, 0, Some(10)), claim(1, 20, Some(-3)), claim(2, 60, Some(5)), claim(3, 90, None)];
    let log = signals_of(&past, add_days(START, 110));
    let found = samples(0, PartyKind::Person, &log, Outcome::LateNext, noon(add_days(START, 110)));
    assert_eq!(
        found.iter().map(|sample| sample.came).collect::<Vec<_>>(),
        [true, false, true],
        "the fourth is not due"
    );
    assert_eq!(value(&found[0], "open_claims"), Some(0.0), "the invoice itself does not count yet");
    assert_eq!(value(&found[1], "late_share_ever"), None, "nothing was decided by day 20");
    let late = value(&found[2], "late_share_ever").unwrap();
    assert!(late > 0.4 && late < 0.6, "one late, one on time: {late}");
    assert_eq!(value(&found[2], "own_days"), Some(30.0));
}

#[test]
fn payments_are_asked_for_while_something_is_open() {
    let past = [claim(0, 0, Some(15)), claim(1, 100, None)];
    let log = signals_of(&past, add_days(START, 300));
    let until = noon(add_days(START, 300));
    let fourteen = samples(0, PartyKind::Person, &log, Outcome::Paid14d, until);
    let thirty = samples(0, PartyKind::Person, &log, Outcome::Paid30d, until);
    // Asked on days 30, 60, 90 …: the first claim is settled on day 45, the second never.
    assert_eq!((fourteen[0].came, thirty[0].came), (false, true));
    assert!(thirty[1..].iter().all(|sample| !sample.came && sample.at > noon(add_days(START, 100))));
}

#[test]
fn a_default_is_ninety_days_without_payment_and_a_plan_breaks_or_is_completed() {
    let past = [claim(0, 0, Some(100)), claim(1, 0, Some(40)), claim(2, 250, None)];
    let log = signals_of(&past, add_days(START, 300));
    let found = samples(0, PartyKind::Person, &log, Outcome::Default, noon(add_days(START, 300)));
    let came: Vec<bool> = found.iter().map(|sample| sample.came).collect();
    assert_eq!(came, [true, false], "the third has not been overdue for ninety days");
    let on = |day: i64, kind| Signal::now(kind, noon(add_days(START, day))).cents(9_000).days(90);
    use SignalKind::{PlanAgreed, PlanBroken, PlanCompleted};
    let plans =
        [on(1, PlanAgreed), on(50, PlanBroken), on(60, PlanAgreed), on(150, PlanCompleted), on(160, PlanAgreed)];
    let found = samples(0, PartyKind::Person, &plans, Outcome::PlanBreaks, noon(add_days(START, 300)));
    assert_eq!(found.iter().map(|sample| sample.came).collect::<Vec<_>>(), [true, false], "the third still runs");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_comes_later_changes_no_sample_that_was_decided(
        claims in prop::collection::vec((0..300_i64, prop::option::of(-20..60_i64)), 1..20), cut in 50..300_i64,
    ) {
        let past: Vec<PastClaim> =
            claims.iter().enumerate().map(|(number, &(issued, late))| claim(number, issued, late)).collect();
        let log = signals_of(&past, add_days(START, 500));
        let until = noon(add_days(START, cut));
        for &outcome in Outcome::ALL {
            let early = samples(0, PartyKind::Person, &log, outcome, until);
            let known: Vec<Signal> = log.iter().filter(|signal| signal.known_at <= until).cloned().collect();
            prop_assert_eq!(&early, &samples(0, PartyKind::Person, &known, outcome, until));
            let late = samples(0, PartyKind::Person, &log, outcome, noon(add_days(START, 500)));
            let both: Vec<_> = late.iter().filter(|sample| early.iter().any(|e| e.at == sample.at)).collect();
            for sample in &early {
                prop_assert!(both.iter().any(|other| other.values == sample.values), "{outcome} at {}", sample.at);
            }
        }
    }
}
