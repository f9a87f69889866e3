//! No letter comes too early or twice, and no costs without one whose term has passed.

use super::*;
use crate::dates::days_between;
use crate::deadline::formal_letter;
use crate::kinds::{Country, PartyKind, Persona};
use crate::ledger::Balance;
use crate::meter::{FormalLetter, MeterInput, read};
use crate::people::treatment::Treatments;
use crate::terms::{ClaimRules, ContractTerms};
use jiff::civil::date;
use proptest::prelude::*;

const DUE: Date = date(2026, 1, 10);

fn claim(id: &str, creditor: &str, principal: i64) -> LetterClaim {
    LetterClaim {
        claim_id: ClaimId(id.to_owned()),
        creditor: CreditorId(creditor.to_owned()),
        due_on: DUE,
        principal: Cents(principal),
        after_days: Some(21),
        written_on: None,
        costs_charged: false,
        tellable: true,
    }
}

#[test]
fn the_creditors_time_is_a_floor_and_the_treatment_only_waits_longer() {
    let plan = Treatments::shipped();
    for persona in std::iter::once(None).chain(Persona::ALL.iter().copied().map(Some)) {
        let treatment = plan.of(persona);
        let from = letter_from(DUE, 21, treatment, None);
        assert!(from >= add_days(DUE, 21), "{persona:?}");
        let last = i64::from(treatment.days.last().copied().unwrap_or_default());
        assert!(
            days_between(DUE, from) > last + i64::from(treatment.pay_days),
            "{persona:?}: the time proposed passes"
        );
        assert_eq!(letter_from(DUE, 300, treatment, None), add_days(DUE, 300));
    }
}

#[test]
fn of_claims_due_together_the_largest_gets_the_letter_and_the_others_never() {
    let plan = Treatments::shipped();
    let treatment = plan.of(None);
    let today = letter_from(DUE, 21, treatment, None);
    let due =
        |claims: &[LetterClaim], on| letter_due(claims, treatment, None, on).map(|claim| claim.claim_id.0.clone());
    let mut claims = vec![claim("a", "energy", 10_000), claim("b", "energy", 30_000), claim("c", "books", 5_000)];
    assert_eq!(due(&claims, add_days(today, -1)), None, "not a day sooner");
    assert_eq!(due(&claims, today).as_deref(), Some("b"));
    claims[1].written_on = Some(today);
    assert_eq!(due(&claims, add_days(today, 8)).as_deref(), Some("c"), "another creditor's is another letter");
    claims[2].written_on = Some(add_days(today, 8));
    assert_eq!(
        due(&claims, add_days(today, 300)),
        None,
        "the first could have been asked for together with the second"
    );
    let later = LetterClaim { due_on: add_days(DUE, 60), ..claim("d", "energy", 9_000) };
    claims.push(later);
    assert_eq!(due(&claims, add_days(today, 60)).as_deref(), Some("d"), "what was not due then stands by itself");
}

#[test]
fn nothing_is_written_about_what_is_held_paid_charged_or_by_hand() {
    let plan = Treatments::shipped();
    let due = |one: LetterClaim| letter_due(&[one], plan.of(None), None, add_days(DUE, 200)).is_some();
    let one = claim("a", "energy", 10_000);
    assert!(due(one.clone()));
    assert!(!due(LetterClaim { tellable: false, ..one.clone() }));
    assert!(!due(LetterClaim { principal: Cents::ZERO, ..one.clone() }));
    assert!(!due(LetterClaim { costs_charged: true, ..one.clone() }));
    assert!(!due(LetterClaim { after_days: None, ..one.clone() }));
    assert!(!due(LetterClaim { written_on: Some(DUE), ..one }));
}

fn rules(country: Country, party: PartyKind, due_on: Date) -> ClaimRules {
    ClaimRules { country, party, vat_on_costs: false, due_on, missed_before: None, terms: ContractTerms::default() }
}

fn meter(one: &LetterClaim, costs: Cents, country: Country, party: PartyKind, on: Date) -> crate::meter::Meter {
    let rules = rules(country, party, one.due_on);
    let letter = one.written_on.map(|sent_on| FormalLetter {
        sent_on,
        electronic: false,
        costs_named: rules.costs(one.principal, sent_on).map_or(Cents::ZERO, |figure| figure.total),
        asks_interest: false,
    });
    let balance = Balance { principal: one.principal, costs, ..Balance::default() };
    read(&MeterInput { rules, balance, letter, costs_booked: one.costs_charged, held: None }, on)
}

proptest! {
    /// Day by day, for persons and companies of both countries, whatever is paid when: a claim gets one letter at most;
    /// costs are booked only as the meter of the day before announced them; and only after the whole term of the letter.
    #[test]
    fn no_costs_ever_come_without_a_letter_whose_term_has_passed(
        many in proptest::collection::vec((0_i64..90, 1_i64..900_000, 0_usize..2, proptest::option::of(1_u16..60)), 1..6),
        payments in proptest::collection::vec((0_i64..250, 0_usize..6), 0..4),
        belgian in any::<bool>(), company in any::<bool>(), persona in 0_usize..7,
    ) {
        let country = if belgian { Country::Be } else { Country::Nl };
        let party = if company { PartyKind::Company } else { PartyKind::Person };
        let plan = Treatments::shipped();
        let treatment = plan.of(Persona::ALL.get(persona).copied());
        let mut claims: Vec<LetterClaim> = many.iter().enumerate().map(|(at, &(days, principal, creditor, after_days))| {
            let due_on = add_days(DUE, days);
            LetterClaim { due_on, after_days, ..claim(&format!("c{at}"), ["energy", "books"][creditor], principal) }
        }).collect();
        for day in 0..250 {
            let today = add_days(DUE, day);
            for &(on, at) in payments.iter().filter(|(on, _)| *on == day) {
                if let Some(paid) = claims.get_mut(at) {
                    prop_assert!(on == day);
                    paid.principal = Cents(paid.principal.0 / 2);
                }
            }
            for one in &mut claims {
                let announced = meter(one, Cents::ZERO, country, party, add_days(today, -1)).due_tomorrow();
                if let Some(costs) = announced {
                    prop_assert!(costs.is_positive() && !one.costs_charged);
                    let sent_on = one.written_on.expect("without a letter nothing is added");
                    let term = formal_letter(country, sent_on, false);
                    prop_assert!(today > term.printed_on && days_between(sent_on, today) > 14);
                    one.costs_charged = true;
                }
            }
            let due = letter_due(&claims, treatment, None, today).map(|due| due.claim_id.clone());
            if let Some(id) = due {
                let one = claims.iter_mut().find(|one| one.claim_id == id).expect("one of them");
                prop_assert!(one.written_on.is_none() && days_between(one.due_on, today) >= 1);
                one.written_on = Some(today);
            }
        }
        for one in claims.iter().filter(|one| one.after_days.is_none()) {
            prop_assert!(one.written_on.is_none() && !one.costs_charged, "the operator did not ask for it");
        }
    }
}
