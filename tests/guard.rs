//! Random files, messages, moments and treatments against the guard: what it says is compared with the rules written down
//! a second time, one by one, in other words. `cargo xtask soak guard` runs a million of them; a test fewer.
//!
//! A rule is decisive where it alone stands against a message. One that never is fails the run: then either no case
//! reaches it, or another rule hides it.

use effen::calendar;
use effen::dates::add_days;
use effen::ids::ClaimId;
use effen::kinds::{Channel, Country, Persona};
use effen::people::guard::{CEILING, CEILING_DAYS, ContactFile, Frequency, Hold, OpenClaim, Place, Verdict, guard};
use effen::people::message::{AnswerKind, ApproachKind, MandatoryKind, Message};
use effen::people::outreach::{NextContact, next_contact};
use effen::people::treatment::{Anchor, Treatment, Treatments};
use jiff::civil::{Weekday, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Cases of a test; the soak sets more.
const CASES_DEFAULT: u32 = 6_000;
/// Moves after which the guard must have made up its mind.
const MOVES_MAX: usize = 64;

/// The rules, in other words than the guard's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rule {
    Deceased,
    Administered,
    Objected,
    HeldWithoutEnd,
    Paused,
    NoAddress,
    Bounced,
    OptedOut,
    NothingOpen,
    Disputed,
    InPlan,
    ClaimHeld,
    NotInPlan,
    TreatmentFrequency,
    HouseCeiling,
    Night,
    Sunday,
    Holiday,
    AnswerTooLate,
    AnswerBeforeTheAct,
}

const RULES: [Rule; 20] = [
    Rule::Deceased,
    Rule::Administered,
    Rule::Objected,
    Rule::HeldWithoutEnd,
    Rule::Paused,
    Rule::NoAddress,
    Rule::Bounced,
    Rule::OptedOut,
    Rule::NothingOpen,
    Rule::Disputed,
    Rule::InPlan,
    Rule::ClaimHeld,
    Rule::NotInPlan,
    Rule::TreatmentFrequency,
    Rule::HouseCeiling,
    Rule::Night,
    Rule::Sunday,
    Rule::Holiday,
    Rule::AnswerTooLate,
    Rule::AnswerBeforeTheAct,
];

#[derive(Debug, Clone)]
struct Case {
    file: ContactFile,
    country: Country,
    message: Message,
    channel: Channel,
    at: Timestamp,
    treatment: Treatment,
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/Brussels").expect("bundled for tests")
}

fn runs(hold: &Hold, at: Timestamp) -> bool {
    !(at < hold.starts_at || hold.ends_at.is_some_and(|ends_at| ends_at <= at))
}

fn held(file: &ContactFile, claim: &OpenClaim, at: Timestamp) -> bool {
    file.holds.iter().any(|hold| hold.claim_id.as_ref() == Some(&claim.claim_id) && runs(hold, at))
}

/// Every rule that `at` breaks.
fn broken(case: &Case, at: Timestamp, zone: &TimeZone) -> Vec<Rule> {
    let file = &case.file;
    match case.message {
        Message::Answer { kind, acted_at } => {
            let excepted = matches!(kind, AnswerKind::SignInLink | AnswerKind::CaseAnswered);
            let mut rules = Vec::new();
            if file.deceased && !excepted && case.channel != Channel::Portal {
                rules.push(Rule::Deceased);
            }
            if at > acted_at + SignedDuration::from_hours(24) {
                rules.push(Rule::AnswerTooLate);
            }
            if at < acted_at {
                rules.push(Rule::AnswerBeforeTheAct);
            }
            rules
        }
        Message::Mandatory { .. } => {
            let mut rules = times(case, at, zone);
            if file.deceased {
                rules.push(Rule::Deceased);
            }
            rules
        }
        Message::Approach { kind } => {
            let mut rules = times(case, at, zone);
            rules.extend(persons(case, at));
            rules.extend(claims(kind, file, at));
            rules.extend(frequency(case, at));
            rules
        }
    }
}

fn times(case: &Case, at: Timestamp, zone: &TimeZone) -> Vec<Rule> {
    let local = at.to_zoned(zone.clone());
    let mut rules = Vec::new();
    if local.hour() >= 20 || local.hour() < 7 {
        rules.push(Rule::Night);
    }
    if local.weekday() == Weekday::Sunday {
        rules.push(Rule::Sunday);
    }
    if calendar::holiday(case.country, local.date()).is_some() {
        rules.push(Rule::Holiday);
    }
    rules
}

fn persons(case: &Case, at: Timestamp) -> Vec<Rule> {
    let (file, channel) = (&case.file, case.channel);
    let of_file = || file.holds.iter().filter(|hold| hold.claim_id.is_none() && runs(hold, at));
    let checks = [
        (file.deceased, Rule::Deceased),
        (file.administered, Rule::Administered),
        (file.objected, Rule::Objected),
        (of_file().any(|hold| hold.ends_at.is_none()), Rule::HeldWithoutEnd),
        (of_file().any(|hold| hold.ends_at.is_some()), Rule::Paused),
        (!file.reachable.contains(&channel), Rule::NoAddress),
        (file.bounced.contains(&channel), Rule::Bounced),
        (file.opted_out.contains(&channel), Rule::OptedOut),
    ];
    checks.into_iter().filter(|(holds, _)| *holds).map(|(_, rule)| rule).collect()
}

/// Why none of the claims may be spoken of: what the first open one breaks, if each of them breaks something.
fn claims(kind: ApproachKind, file: &ContactFile, at: Timestamp) -> Vec<Rule> {
    let of_plan = matches!(kind, ApproachKind::InstalmentComing | ApproachKind::InstalmentMissed);
    let wrong = |claim: &OpenClaim| {
        let checks = [
            (claim.open_cents <= 0, Rule::NothingOpen),
            (claim.held, Rule::Disputed),
            (claim.in_plan && !of_plan, Rule::InPlan),
            (!claim.in_plan && of_plan, Rule::NotInPlan),
            (held(file, claim, at), Rule::ClaimHeld),
        ];
        checks.into_iter().filter(|(holds, _)| *holds).map(|(_, rule)| rule).collect::<Vec<_>>()
    };
    let all: Vec<Vec<Rule>> = file.claims.iter().map(wrong).collect();
    if all.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    // Decisive is the fewest that stand against one of them.
    all.into_iter().min_by_key(Vec::len).unwrap_or_else(|| vec![Rule::NothingOpen])
}

fn frequency(case: &Case, at: Timestamp) -> Vec<Rule> {
    let near = |days: u16| {
        let seconds = 86_400 * i64::from(days);
        let other = case.file.approaches_at.iter().chain(&case.file.letters_at);
        other.filter(|other| (other.as_second() - at.as_second()).abs() < seconds).count()
    };
    let mut rules = Vec::new();
    if near(case.treatment.per_days) >= usize::from(case.treatment.at_most) {
        rules.push(Rule::TreatmentFrequency);
    }
    if near(CEILING_DAYS) >= CEILING {
        rules.push(Rule::HouseCeiling);
    }
    rules
}

/// January 2026 to December 2027: both changes of the clock, and every holiday twice. Most are on a working day's hours.
fn any_moment() -> impl Strategy<Value = Timestamp> {
    let day = prop_oneof![
        10 => 0..730_i64,
        1 => prop::sample::select(vec![92_i64, 95, 116, 133, 144, 201, 358, 87, 297]),
    ];
    let hour = prop_oneof![5 => 7..19_i64, 1 => 0..24_i64];
    (day, hour, 0..3_600_i64).prop_map(|(day, hour, second)| {
        let local = add_days(date(2026, 1, 1), day).at(hour as i8, (second / 60) as i8, (second % 60) as i8, 0);
        local.to_zoned(zone()).expect("an hour that the clock change skips is moved").timestamp()
    })
}

fn near(at: Timestamp) -> impl Strategy<Value = Timestamp> {
    (-45 * 24..20 * 24_i64).prop_map(move |hours| at + SignedDuration::from_hours(hours))
}

prop_compose! {
    fn any_treatment()(
        persona in prop::option::of(prop::sample::select(Persona::ALL)),
        days in prop::collection::btree_set(-20..60_i16, 0..9), weekdays in prop::collection::btree_set(1..=6_i8, 1..6),
        hour in 7..20_i8, repeat_days in prop_oneof![Just(0_u16), 7..40_u16],
        at_most in 1..8_u16, per_days in 1..40_u16, payday in any::<bool>(),
        channels in prop::option::of(Just(Channel::ALL.to_vec()).prop_shuffle()),
    ) -> Treatment {
        let shipped = Treatments::shipped().of(persona).clone();
        Treatment {
            anchor: if payday { Anchor::Payday } else { Anchor::Due },
            days: days.into_iter().collect(), weekdays: weekdays.into_iter().collect(),
            channels: channels.unwrap_or_else(|| shipped.channels.clone()),
            hour, repeat_days, at_most, per_days, ..shipped
        }
    }
}

fn any_hold(at: Timestamp) -> impl Strategy<Value = Hold> {
    let span = (near(at), prop::option::weighted(0.6, 1..2_000_i64));
    (prop::option::weighted(0.7, 0..3_usize), span).prop_map(|(which, (starts_at, hours))| Hold {
        claim_id: which.map(|number| ClaimId::from(format!("claim-{number}"))),
        starts_at,
        ends_at: hours.map(|hours| starts_at + SignedDuration::from_hours(hours)),
    })
}

fn any_claim(at: Timestamp) -> impl Strategy<Value = OpenClaim> {
    let flags = (prop::bool::weighted(0.12), prop::bool::weighted(0.25), prop::bool::weighted(0.08));
    (-50..50_i64, flags).prop_map(move |(due, (held, in_plan, paid))| OpenClaim {
        claim_id: ClaimId::from("claim".to_owned()),
        due_on: add_days(at.to_zoned(zone()).date(), due),
        open_cents: if paid { 0 } else { 5_000 },
        in_plan,
        held,
    })
}

fn any_file(at: Timestamp) -> impl Strategy<Value = ContactFile> {
    let claims = prop::collection::vec(any_claim(at), 0..4);
    let holds = prop_oneof![4 => Just(Vec::new()), 1 => prop::collection::vec(any_hold(at), 1..3)];
    let approaches = prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(near(at), 1..4)];
    let letters = prop_oneof![6 => Just(Vec::new()), 1 => prop::collection::vec(near(at), 1..3)];
    let channel = || prop::sample::select(Channel::ALL);
    let reachable = prop::sample::subsequence(Channel::ALL.to_vec(), 4..=7);
    let refused = || prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(channel(), 1..3)];
    let flags = [0.03; 3].map(prop::bool::weighted);
    let wishes = (prop::option::weighted(0.3, channel()), prop::option::of(1..29_u8));
    (claims, holds, (approaches, letters), reachable, refused(), refused(), wishes, flags).prop_map(
        |(claims, holds, (approaches_at, letters_at), reachable, bounced, opted_out, (preferred, payday), flags)| {
            ContactFile {
                claims: claims
                    .into_iter()
                    .enumerate()
                    .map(|(at, claim)| OpenClaim { claim_id: ClaimId::from(format!("claim-{at}")), ..claim })
                    .collect(),
                holds,
                approaches_at,
                letters_at,
                reachable,
                bounced,
                opted_out,
                preferred,
                payday,
                deceased: flags[0],
                administered: flags[1],
                objected: flags[2],
            }
        },
    )
}

fn any_message(at: Timestamp) -> impl Strategy<Value = Message> {
    let answer = (prop::sample::select(AnswerKind::ALL), -30..60_i64)
        .prop_map(move |(kind, hours)| Message::Answer { kind, acted_at: at - SignedDuration::from_hours(hours) });
    prop_oneof![
        6 => prop::sample::select(ApproachKind::ALL).prop_map(|kind| Message::Approach { kind }),
        1 => answer,
        1 => prop::sample::select(MandatoryKind::ALL).prop_map(|kind| Message::Mandatory { kind }),
    ]
}

fn any_case() -> impl Strategy<Value = Case> {
    any_moment().prop_flat_map(|at| {
        let parts = (any_file(at), any_message(at), prop::sample::select(Channel::ALL), any_treatment());
        (parts, prop::sample::select(Country::ALL)).prop_map(move |((file, message, channel, treatment), country)| {
            Case { file, country, message, channel, at, treatment }
        })
    })
}

#[derive(Default)]
struct Counts {
    allowed: u64,
    moved: u64,
    refused: u64,
    contacts: u64,
    decisive: BTreeMap<Rule, u64>,
}

/// One case: the guard's word against the rules', then what outreach would do with the same file.
fn check(case: &Case, zone: &TimeZone, counts: &mut Counts) -> Result<(), TestCaseError> {
    let is_holiday = |day| calendar::holiday(case.country, day).is_some();
    let place = Place { zone, is_holiday: &is_holiday };
    let frequency = Frequency { at_most: case.treatment.at_most, per_days: case.treatment.per_days };
    let ask = |at| guard(&case.message, case.channel, &case.file, frequency, at, &place);
    let against = broken(case, case.at, zone);
    let verdict = ask(case.at);
    prop_assert_eq!(verdict == Verdict::Allow, against.is_empty(), "{:?} against {:?}", verdict, against);
    if let [only] = against[..] {
        *counts.decisive.entry(only).or_default() += 1;
    }
    let mut at = case.at;
    for moves in 0.. {
        prop_assert!(moves < MOVES_MAX, "the guard moves it for ever");
        match ask(at) {
            Verdict::Allow => break,
            Verdict::Refuse(_) => break,
            Verdict::MoveTo(later) => {
                prop_assert!(later > at, "moved to {later}, from {at}");
                at = later;
            }
        }
    }
    match verdict {
        Verdict::Allow => counts.allowed += 1,
        Verdict::Refuse(_) => counts.refused += 1,
        Verdict::MoveTo(_) => counts.moved += 1,
    }
    if let NextContact::At(contact) = next_contact(&case.file, &case.treatment, case.at, &place) {
        counts.contacts += 1;
        prop_assert!(contact.at >= case.at && !contact.claims.is_empty());
        let approach =
            Case { message: Message::Approach { kind: contact.kind }, channel: contact.channel, ..case.clone() };
        prop_assert_eq!(broken(&approach, contact.at, zone), Vec::<Rule>::new(), "{:?}", contact);
        for told in &contact.claims {
            let told = case.file.claims.iter().find(|claim| claim.claim_id == *told).expect("one of the file's");
            let quiet = told.held || told.in_plan || told.open_cents <= 0 || held(&case.file, told, contact.at);
            prop_assert!(!quiet, "{told:?} is spoken of");
        }
    }
    Ok(())
}

#[test]
fn no_message_ever_breaks_a_rule_and_every_rule_decides_some() {
    let cases =
        std::env::var("EFFEN_GUARD_CASES").map_or(CASES_DEFAULT, |text| text.parse().expect("a number of cases"));
    let seed = std::env::var("EFFEN_GUARD_SEED").map_or(1_u64, |text| text.parse().expect("a seed"));
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut bytes = [7; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let (counts, zone) = (RefCell::new(Counts::default()), zone());
    let outcome = runner.run(&any_case(), |case| check(&case, &zone, &mut counts.borrow_mut()));
    let counts = counts.into_inner();
    println!(
        "{cases} cases, seed {seed}: {} allowed, {} moved, {} refused; outreach came to {} of the files",
        counts.allowed, counts.moved, counts.refused, counts.contacts
    );
    for rule in RULES {
        println!("  {:<20} alone decisive {:>8} times", format!("{rule:?}"), counts.decisive.get(&rule).unwrap_or(&0));
    }
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    let never: Vec<Rule> = RULES.into_iter().filter(|rule| !counts.decisive.contains_key(rule)).collect();
    assert!(never.is_empty(), "never decisive: {never:?}");
}
