//! What behaviour and characteristics promise: the same bytes from the same log, bounded size, and a table that tells
//! the truth about its sources.

use super::behaviour::{Behaviour, FORM, StateError};
use super::features::{Feature, TABLE, features, table_markdown};
use super::signal::{Signal, SignalKind as S};
use crate::kinds::{Channel, PartyKind};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::collections::HashSet;

/// 1 March 2026, noon UTC.
const NOW: i64 = 1_772_366_400;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("within range")
}

prop_compose! {
    fn any_signal()(
        kind in prop::sample::select(S::ALL),
        back in 0..800 * 86_400_i64,
        learned in 0..10 * 86_400_i64,
        amount_cents in prop::option::of(prop_oneof![-100_000..900_000_i64, any::<i64>()]),
        days in prop::option::of(prop_oneof![-30..90_i64, any::<i64>()]),
        channel in prop::option::of(prop::sample::select(Channel::ALL)),
    ) -> Signal {
        let occurred_at = at(NOW - back);
        let known_at = at(NOW - back + learned);
        Signal { kind, occurred_at, known_at, claim_id: None, amount_cents, days, channel }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_split_into_batches_gives_the_same_bytes(
        log in prop::collection::vec(any_signal(), 0..120),
        cuts in prop::collection::vec(0..120_usize, 0..8),
    ) {
        let whole = Behaviour::rebuild(PartyKind::Person, &log).to_json();
        let mut stored = Behaviour::new(PartyKind::Person).to_json();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(log.len())).chain([0, log.len()]).collect();
        cuts.sort();
        for pair in cuts.windows(2) {
            let mut state = Behaviour::from_json(&stored).expect("we wrote it");
            for signal in &log[pair[0]..pair[1]] {
                state.observe(signal);
            }
            stored = state.to_json();
        }
        prop_assert_eq!(stored, whole);
    }

    #[test]
    fn a_state_stays_small_and_its_characteristics_finite(log in prop::collection::vec(any_signal(), 0..400)) {
        let state = Behaviour::rebuild(PartyKind::Person, &log);
        prop_assert!(state.to_json().len() < 12_000);
        for days in [0, 1, 29, 30, 400, 20_000] {
            let later = at(NOW) + SignedDuration::from_hours(24 * days);
            for (feature, value) in features(&state, later).iter() {
                prop_assert!(value.is_none_or(f64::is_finite), "{feature} is {value:?}");
            }
        }
    }

    #[test]
    fn shares_stay_between_zero_and_one(log in prop::collection::vec(any_signal(), 0..200)) {
        let found = features(&Behaviour::rebuild(PartyKind::Person, &log), at(NOW));
        for row in TABLE.iter().filter(|row| row.unit == "share" && row.feature != Feature::SettledRatio) {
            let value = found.get(row.feature);
            prop_assert!(value.is_none_or(|share| (0.0..=1.0).contains(&share)), "{} is {value:?}", row.feature);
        }
    }
}

/// A year in which everything happened a few times, so that every characteristic is known.
fn full_life() -> Behaviour {
    let mut state = Behaviour::new(PartyKind::Person);
    for (place, &kind) in S::ALL.iter().cycle().take(S::ALL.len() * 3).enumerate() {
        let when = at(NOW - 86_400 * (200 - place as i64));
        state.observe(&Signal::now(kind, when).cents(5_000).days(20).channel(Channel::Email));
    }
    for kind in [S::InvoiceIssued, S::InvoiceOverdue, S::NoticeSent, S::NoticeSent, S::PaymentStarted].repeat(5) {
        state.observe(&Signal::now(kind, at(NOW - 2 * 86_400)).cents(5_000));
    }
    // One paid in time, so that lateness can be seen to grow.
    state.observe(&Signal::now(S::InvoiceSettled, at(NOW - 86_400)).cents(5_000).days(-3));
    // Last: silence, so that contact can be seen to end it, and no neutral view.
    for _ in 0..3 {
        state.observe(&Signal::now(S::NoticeIgnored, at(NOW - 86_400)).channel(Channel::Email));
    }
    state
}

/// The signal in the forms it may come in.
fn forms(kind: S) -> Vec<Signal> {
    let plain = Signal::now(kind, at(NOW));
    let evening = Signal::now(kind, at(NOW - 17 * 3_600));
    let mut forms = vec![plain.clone(), evening];
    for (cents, days, channel) in [(12_345, 5, Channel::Sms), (50_000, -2, Channel::Email), (700, 45, Channel::Letter)]
    {
        forms.push(plain.clone().cents(cents).days(days).channel(channel));
    }
    forms
}

#[test]
fn each_characteristic_is_changed_by_the_signals_it_names_and_by_no_other() {
    let base = full_life();
    let before = features(&base, at(NOW));
    let mut wrong = Vec::new();
    for row in TABLE.iter().filter(|row| row.feature != Feature::Company) {
        assert!(before.get(row.feature).is_some(), "{} is not known", row.feature);
        let mut moved = HashSet::new();
        for &kind in S::ALL {
            for signal in forms(kind) {
                let mut state = base.clone();
                state.observe(&signal);
                if features(&state, at(NOW)).get(row.feature) != before.get(row.feature) {
                    moved.insert(kind);
                }
            }
        }
        let named: HashSet<S> = row.sources.iter().copied().collect();
        // What an answer says is a matter of whether it was given: a second one changes nothing.
        let answer = row.unit == "0 or 1";
        if answer {
            let mut state = Behaviour::new(PartyKind::Person);
            state.observe(&Signal::now(row.sources[0], at(NOW)));
            assert_eq!(features(&state, at(NOW)).get(row.feature), Some(1.0), "{}", row.feature);
            assert_eq!(features(&state, at(NOW + 400 * 86_400)).get(row.feature), Some(0.0), "{}", row.feature);
        } else {
            wrong.extend(moved.symmetric_difference(&named).map(|kind| format!("{} and {kind}", row.feature)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_company_is_told_from_a_person() {
    let company = features(&Behaviour::new(PartyKind::Company), at(NOW)).get(Feature::Company);
    let person = features(&Behaviour::new(PartyKind::Person), at(NOW)).get(Feature::Company);
    assert_eq!((company, person), (Some(1.0), Some(0.0)));
}

#[test]
fn time_alone_moves_what_is_counted_in_windows() {
    let state = full_life();
    let then = features(&state, at(NOW));
    let later = features(&state, at(NOW + 500 * 86_400));
    assert!(then.or_zero(Feature::ProactiveQuarter) > 0.0);
    assert_eq!(later.or_zero(Feature::ProactiveQuarter), 0.0);
    assert_eq!(later.get(Feature::OnTimeShare), None, "nothing was settled within a year");
    assert_eq!(later.get(Feature::OpenEuros), then.get(Feature::OpenEuros), "what is open stays open");
}

#[test]
fn a_stored_state_of_another_form_is_refused() {
    let stored = Behaviour::new(PartyKind::Person).to_json();
    let other = stored.replacen(&format!("\"form\":{FORM}"), "\"form\":9", 1);
    assert_eq!(Behaviour::from_json(&other), Err(StateError::OtherForm { found: 9 }));
    assert!(matches!(Behaviour::from_json("{}"), Err(StateError::Unreadable(_))));
}

#[test]
fn the_docs_table_has_a_row_for_each_characteristic_in_eight_groups() {
    let page = table_markdown();
    assert!(TABLE.len() >= 60);
    for row in TABLE {
        assert!(page.contains(&format!("| `{}` |", row.feature)));
    }
    assert_eq!(TABLE.iter().map(|row| row.group).collect::<HashSet<_>>().len(), 8);
    assert_eq!(page.lines().count(), TABLE.len() + 2);
}

/// Write it anew with `EFFEN_WRITE_DOCS=1 cargo test -p effen docs_page`.
#[test]
fn docs_page_is_the_one_the_table_gives() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/CHARACTERISTICS.md");
    let page = format!("{}\n{}", include_str!("../data/characteristics_head.md"), table_markdown());
    if std::env::var_os("EFFEN_WRITE_DOCS").is_some() {
        std::fs::write(path, &page).expect("docs/ is there");
    }
    assert_eq!(std::fs::read_to_string(path).expect("docs/ is there"), page);
}
