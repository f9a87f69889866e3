//! What outreach promises: whatever the file, the treatment and the day, no approach breaks a rule.

use super::guard::{CEILING, CEILING_DAYS, ContactFile, Frequency, Hold, OpenClaim, Place, Refusal, Verdict, guard};
use super::message::{AnswerKind, ApproachKind, MandatoryKind, Message};
use super::outreach::{NextContact, next_contact};
use super::treatment::{Anchor, Treatment, Treatments};
use crate::dates::{add_days, days_between};
use crate::ids::ClaimId;
use crate::kinds::{Channel, Persona};
use jiff::civil::{Date, DateTime, Weekday, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

fn zone() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").expect("bundled for tests")
}

fn is_holiday(day: Date) -> bool {
    [date(2026, 4, 3), date(2026, 4, 6), date(2026, 4, 27), date(2026, 5, 14), date(2026, 5, 25)].contains(&day)
}

fn local(at: DateTime) -> Timestamp {
    at.to_zoned(zone()).expect("exists").timestamp()
}

fn day_of(at: Timestamp) -> Date {
    at.to_zoned(zone()).date()
}

fn claim(number: usize, due_on: Date) -> OpenClaim {
    let claim_id = ClaimId::from(format!("claim-{number}"));
    OpenClaim { claim_id, due_on, open_cents: 5_000, in_plan: false, held: false }
}

fn file(due_on: Date) -> ContactFile {
    let reachable = vec![Channel::Email, Channel::Sms, Channel::Letter];
    ContactFile { claims: vec![claim(0, due_on)], reachable, ..ContactFile::default() }
}

/// Runs the job every hour for `days` and gives every approach that goes out: when, what, about which claims.
fn run(
    mut file: ContactFile,
    treatment: &Treatment,
    from: Timestamp,
    days: i64,
) -> Vec<(Timestamp, ApproachKind, Vec<ClaimId>)> {
    let zone = zone();
    let place = Place { zone: &zone, is_holiday: &is_holiday };
    let mut sent = Vec::new();
    for hour in 0..days * 24 {
        let now = from + SignedDuration::from_hours(hour);
        if let NextContact::At(contact) = next_contact(&file, treatment, now, &place)
            && contact.at <= now
        {
            file.approaches_at.push(now);
            sent.push((now, contact.kind, contact.claims));
        }
    }
    sent
}

fn any_moment() -> impl Strategy<Value = Timestamp> {
    // February to June 2026: the clock goes forward on 29 March.
    (1_769_900_000..1_782_000_000_i64).prop_map(|second| Timestamp::from_second(second).expect("in range"))
}

prop_compose! {
    fn any_treatment()(
        persona in prop::option::of(prop::sample::select(Persona::ALL)),
        days in prop::collection::btree_set(-20..40_i16, 0..9),
        weekdays in prop::collection::btree_set(1..=6_i8, 1..6),
        hour in 7..20_i8, repeat_days in prop_oneof![Just(0_u16), 7..40_u16],
        at_most in 1..8_u16, per_days in 1..40_u16, payday in any::<bool>(),
    ) -> Treatment {
        Treatment {
            anchor: if payday { Anchor::Payday } else { Anchor::Due },
            days: days.into_iter().collect(), weekdays: weekdays.into_iter().collect(),
            hour, repeat_days, at_most, per_days, by_habit: false,
            ..Treatments::shipped().of(persona).clone()
        }
    }
}

prop_compose! {
    fn any_hold()(
        which in prop::option::of(0..4_usize), starts_at in any_moment(),
        hours in prop::option::of(1..2_000_i64),
    ) -> Hold {
        let ends_at = hours.map(|hours| starts_at + SignedDuration::from_hours(hours));
        Hold { claim_id: which.map(|number| ClaimId::from(format!("claim-{number}"))), starts_at, ends_at }
    }
}

prop_compose! {
    fn any_file()(
        dues in prop::collection::vec((0..140_i64, prop::bool::weighted(0.2), prop::bool::weighted(0.2)), 0..5),
        holds in prop::collection::vec(any_hold(), 0..4),
        approaches_at in prop::collection::vec(any_moment(), 0..4),
        channels in prop::array::uniform3(prop::collection::vec(prop::sample::select(Channel::ALL), 0..4)),
        preferred in prop::option::of(prop::sample::select(Channel::ALL)), payday in prop::option::of(1..29_u8),
        flags in prop::array::uniform3(prop::bool::weighted(0.1)),
    ) -> ContactFile {
        let [mut reachable, bounced, opted_out] = channels;
        reachable.push(Channel::Email);
        let claims = dues.into_iter().enumerate().map(|(number, (due, in_plan, held))| OpenClaim {
            in_plan, held, ..claim(number, add_days(date(2026, 2, 1), due))
        });
        ContactFile {
            claims: claims.collect(), holds, approaches_at, reachable, bounced, opted_out, preferred, payday,
            letters_at: Vec::new(),
            deceased: flags[0], administered: flags[1], objected: flags[2],
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_approach_ever_breaks_a_rule(file in any_file(), treatment in any_treatment(), now in any_moment()) {
        let zone = zone();
        let place = Place { zone: &zone, is_holiday: &is_holiday };
        let NextContact::At(contact) = next_contact(&file, &treatment, now, &place) else { return Ok(()) };
        let sent = contact.at.to_zoned(zone.clone());
        prop_assert!(contact.at >= now);
        prop_assert!((7..20).contains(&sent.hour()), "at {sent}");
        prop_assert!(sent.weekday() != Weekday::Sunday && !is_holiday(sent.date()), "on {sent}");
        prop_assert!(!file.deceased && !file.administered && !file.objected);
        prop_assert!(file.reachable.contains(&contact.channel));
        prop_assert!(!file.bounced.contains(&contact.channel) && !file.opted_out.contains(&contact.channel));
        let on_hold = |hold: &&Hold| hold.starts_at <= contact.at && hold.ends_at.is_none_or(|end| contact.at < end);
        for hold in file.holds.iter().filter(on_hold) {
            prop_assert!(hold.claim_id.is_some(), "the whole file is held");
        }
        let within = |days: u16| {
            let window = SignedDuration::from_hours(24 * i64::from(days));
            file.approaches_at.iter().filter(|other| contact.at.duration_since(**other).abs() < window).count()
        };
        prop_assert!(within(treatment.per_days) < usize::from(treatment.at_most));
        prop_assert!(within(CEILING_DAYS) < CEILING);
        prop_assert!(!contact.claims.is_empty());
        for told in &contact.claims {
            let told = file.claims.iter().find(|claim| claim.claim_id == *told).expect("one of the file's");
            prop_assert!(!told.held && !told.in_plan && told.open_cents > 0);
            let held = |hold: &&Hold| hold.claim_id.as_ref() == Some(&told.claim_id) && on_hold(hold);
            prop_assert!(!file.holds.iter().any(|hold| held(&hold)), "a held claim is spoken of");
        }
    }
}

#[test]
fn each_treatment_reminds_before_the_due_date_and_after_it_and_stays_within_its_frequency() {
    let due_on = date(2026, 4, 16);
    let plan = Treatments::shipped();
    for persona in std::iter::once(None).chain(Persona::ALL.iter().copied().map(Some)) {
        let treatment = plan.of(persona);
        let sent = run(file(due_on), treatment, local(date(2026, 3, 20).at(0, 30, 0, 0)), 50);
        let kinds: Vec<_> = sent.iter().map(|(_, kind, _)| *kind).collect();
        assert!(kinds.contains(&ApproachKind::ReminderBefore), "{persona:?}: {sent:?}");
        assert!(kinds.contains(&ApproachKind::ReminderAfter), "{persona:?}: {sent:?}");
        for (at, kind, _) in &sent {
            let days = days_between(due_on, day_of(*at));
            let fits = match kind {
                ApproachKind::ReminderBefore => days < 0,
                ApproachKind::DueToday => days == 0,
                ApproachKind::ReminderAfter | ApproachKind::CheckIn => days > 0,
                _ => false,
            };
            assert!(fits, "{persona:?}: {kind} on day {days}");
            let window = SignedDuration::from_hours(24 * i64::from(treatment.per_days));
            let near = sent.iter().filter(|(other, ..)| *other <= *at && at.duration_since(*other) < window).count();
            assert!(near <= usize::from(treatment.at_most), "{persona:?}: {near} within {}", treatment.per_days);
        }
    }
}

#[test]
fn a_payday_moves_the_messages_of_who_is_paid_then() {
    let treatments = Treatments::shipped();
    let treatment = treatments.of(Some(Persona::Bryan));
    let with_payday = ContactFile { payday: Some(24), ..file(date(2026, 4, 16)) };
    let sent = run(with_payday, treatment, local(date(2026, 4, 8).at(0, 30, 0, 0)), 20);
    assert_eq!(day_of(sent[0].0), date(2026, 4, 21), "three days before the payday");
}

#[test]
fn one_message_tells_of_all_claims_that_are_due_and_is_not_repeated() {
    let treatments = Treatments::shipped();
    let mut many = file(date(2026, 2, 10));
    many.claims.extend((1..6).map(|number| claim(number, date(2026, 2, 2))));
    let sent = run(many, &treatments.neutral, local(date(2026, 3, 2).at(0, 30, 0, 0)), 30);
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert_eq!(sent[0].2.len(), 6);
    assert_eq!(sent[0].2[5].as_str(), "claim-0", "the earliest due first");
}

#[test]
fn a_plan_a_dispute_or_a_pause_keeps_us_quiet() {
    let treatments = Treatments::shipped();
    let from = local(date(2026, 3, 2).at(0, 30, 0, 0));
    let quiet = |file: ContactFile| run(file, &treatments.neutral, from, 40).is_empty();
    let due_on = date(2026, 3, 1);
    assert!(!quiet(file(due_on)), "else nothing is shown below");
    let mut in_plan = file(due_on);
    in_plan.claims[0].in_plan = true;
    assert!(quiet(in_plan));
    let mut disputed = file(due_on);
    disputed.claims[0].held = true;
    assert!(quiet(disputed));
    let pause = Hold { claim_id: None, starts_at: from, ends_at: Some(from + SignedDuration::from_hours(24 * 41)) };
    assert!(quiet(ContactFile { holds: vec![pause], ..file(due_on) }));
    assert!(quiet(ContactFile { bounced: Channel::ALL.to_vec(), ..file(due_on) }));
}

#[test]
fn an_answer_may_come_at_night_but_only_within_a_day_and_no_approach_can_pose_as_one() {
    let zone = zone();
    let place = Place { zone: &zone, is_holiday: &is_holiday };
    let often = Frequency { at_most: 7, per_days: 1 };
    let held = ContactFile {
        holds: vec![Hold { claim_id: None, starts_at: Timestamp::UNIX_EPOCH, ends_at: None }],
        ..file(date(2026, 3, 1))
    };
    let sunday_night = local(date(2026, 3, 8).at(23, 0, 0, 0));
    let ask = |message, at| guard(&message, Channel::Email, &held, often, at, &place);
    let answer = Message::Answer { kind: AnswerKind::SignInLink, acted_at: sunday_night };
    assert_eq!(ask(answer, sunday_night), Verdict::Allow);
    let late = sunday_night + SignedDuration::from_hours(25);
    assert_eq!(ask(answer, late), Verdict::Refuse(Refusal::NoAnswer));
    let approach = Message::Approach { kind: ApproachKind::ReminderAfter };
    assert_eq!(ask(approach, sunday_night), Verdict::Refuse(Refusal::Held));
    let mandatory = Message::Mandatory { kind: MandatoryKind::FormalLetter };
    assert_eq!(ask(mandatory, sunday_night), Verdict::MoveTo(local(date(2026, 3, 9).at(7, 0, 0, 0))));
}

#[test]
fn the_night_the_clock_changes_and_a_row_of_holidays_are_passed_over() {
    let zone = zone();
    let place = Place { zone: &zone, is_holiday: &is_holiday };
    let often = Frequency { at_most: 7, per_days: 1 };
    let moved = |at| {
        let message = Message::Approach { kind: ApproachKind::ReminderBefore };
        guard(&message, Channel::Sms, &file(date(2026, 5, 1)), often, at, &place)
    };
    let saturday_late = local(date(2026, 3, 28).at(20, 0, 0, 0));
    assert_eq!(moved(saturday_late), Verdict::MoveTo(local(date(2026, 3, 30).at(7, 0, 0, 0))));
    let before_good_friday = local(date(2026, 4, 2).at(20, 30, 0, 0));
    assert_eq!(moved(before_good_friday), Verdict::MoveTo(local(date(2026, 4, 4).at(7, 0, 0, 0))));
    assert_eq!(moved(local(date(2026, 4, 4).at(19, 59, 59, 0))), Verdict::Allow);
}
