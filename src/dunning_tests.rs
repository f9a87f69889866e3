//! No letter comes too early or twice, and no costs without one whose term has passed.

use super::*;
use crate::dates::days_between;
use crate::deadline::formal_letter;
use crate::explain::Line;
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
fn claims_due_together_go_into_one_letter_and_what_could_have_been_in_an_earlier_one_never_gets_one() {
    let plan = Treatments::shipped();
    let treatment = plan.of(None);
    let today = letter_from(DUE, 21, treatment, None);
    let due_in = |claims: &[LetterClaim], country, on| -> Vec<String> {
        letter_due(claims, country, treatment, None, on).iter().map(|claim| claim.claim_id.0.clone()).collect()
    };
    let due = |claims: &[LetterClaim], on| due_in(claims, Country::Nl, on);
    let mut claims = vec![claim("a", "energy", 10_000), claim("b", "energy", 30_000), claim("c", "books", 35_000)];
    assert!(due(&claims, add_days(today, -1)).is_empty(), "not a day sooner");
    assert_eq!(due(&claims, today), ["a", "b"], "of the creditor of which most is due");
    assert_eq!(due_in(&claims, Country::Be, today), ["b"], "in Belgium of one creditor the largest alone");
    claims[0].tellable = false;
    claims[1].principal = Cents(40_000);
    assert_eq!(due(&claims, today), ["b"], "one that is held stays out of it");
    claims[0].tellable = true;
    claims[1].written_on = Some(today);
    assert_eq!(due(&claims, add_days(today, 8)), ["c"], "another creditor's is another letter");
    claims[2].written_on = Some(add_days(today, 8));
    let never = due(&claims, add_days(today, 300));
    assert!(never.is_empty(), "the first could have been asked for together with the second");
    let later = LetterClaim { due_on: add_days(DUE, 60), ..claim("d", "energy", 9_000) };
    claims.push(later);
    assert_eq!(due(&claims, add_days(today, 60)), ["d"], "what was not due then stands by itself");
    let many: Vec<_> = (0..30).map(|at| claim(&format!("m{at:02}"), "energy", 1_000)).collect();
    assert_eq!(due(&many, today).len(), CLAIMS_MAX);
}

#[test]
fn nothing_is_written_about_what_is_held_paid_charged_or_by_hand() {
    let plan = Treatments::shipped();
    let due = |one: LetterClaim| !letter_due(&[one], Country::Nl, plan.of(None), None, add_days(DUE, 200)).is_empty();
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

fn meter(one: &Asked, costs: Cents, country: Country, party: PartyKind, on: Date) -> crate::meter::Meter {
    let Asked { claim: one, named, shared } = one;
    let rules = rules(country, party, one.due_on);
    let letter = one.written_on.map(|sent_on| FormalLetter {
        sent_on,
        electronic: false,
        costs_named: *named,
        shared: *shared,
        asks_interest: false,
    });
    let balance = Balance { principal: one.principal, costs, ..Balance::default() };
    read(&MeterInput { rules, balance, letter, costs_booked: one.costs_charged, held: None }, on)
}

#[test]
fn the_share_of_a_letter_is_explained_to_the_cent_and_the_shares_stay_within_the_whole() {
    let whole = rules(Country::Nl, PartyKind::Person, DUE).costs(Cents(16_500), DUE).expect("there is a scale");
    let explained = [12_000, 4_500].map(|part| Shared::explain(Cents(16_500), whole.clone(), Cents(part)));
    for one in &explained {
        assert_eq!(one.lines.iter().map(Line::amount).sum::<Cents>(), one.total);
        assert!(one.sentences(crate::kinds::Lang::Nl).iter().any(|line| line.contains("facturen van samen")));
    }
    assert!(explained[0].total + explained[1].total <= whole.total && explained[1].total.is_positive());
    assert_eq!(explained[0].total, Shared { base: Cents(16_500), costs: whole.total }.of(Cents(12_000)));
}

/// A claim with what a letter named of it.
struct Asked {
    claim: LetterClaim,
    named: Cents,
    shared: Option<Shared>,
}

proptest! {
    /// Day by day, for persons and companies of both countries, whatever is paid when: a claim gets one letter at most;
    /// costs are booked only as the meter of the day before announced them; only after the whole term of the letter; and
    /// those of one letter together are never above the scale over what is open of its claims.
    #[test]
    fn no_costs_ever_come_without_a_letter_whose_term_has_passed(
        many in proptest::collection::vec((0_i64..40, 1_i64..900_000, 0_usize..2, proptest::option::weighted(0.8, 1_u16..60)), 1..6),
        payments in proptest::collection::vec((0_i64..250, 0_usize..6, 2_i64..5), 0..6),
        belgian in any::<bool>(), company in any::<bool>(), persona in 0_usize..7,
    ) {
        let country = if belgian { Country::Be } else { Country::Nl };
        let party = if company { PartyKind::Company } else { PartyKind::Person };
        let scale = |base: Cents, on| rules(country, party, DUE).costs(base, on).map_or(Cents::ZERO, |figure| figure.total);
        let plan = Treatments::shipped();
        let treatment = plan.of(Persona::ALL.get(persona).copied());
        let mut claims: Vec<Asked> = many.iter().enumerate().map(|(at, &(days, principal, creditor, after_days))| {
            let due_on = add_days(DUE, days);
            let claim = LetterClaim { due_on, after_days, ..claim(&format!("c{at}"), ["energy", "books"][creditor], principal) };
            Asked { claim, named: Cents::ZERO, shared: None }
        }).collect();
        for day in 0..250 {
            let today = add_days(DUE, day);
            for &(_, at, part) in payments.iter().filter(|(on, _, _)| *on == day) {
                if let Some(paid) = claims.get_mut(at) {
                    paid.claim.principal = Cents(paid.claim.principal.0 / part);
                }
            }
            let mut by_letter: std::collections::BTreeMap<(CreditorId, Date), (Cents, Cents)> = Default::default();
            for one in &mut claims {
                let announced = meter(one, Cents::ZERO, country, party, add_days(today, -1)).due_tomorrow();
                if let Some(costs) = announced {
                    prop_assert!(costs.is_positive() && !one.claim.costs_charged);
                    let sent_on = one.claim.written_on.expect("without a letter nothing is added");
                    let term = formal_letter(country, sent_on, false);
                    prop_assert!(today > term.printed_on && days_between(sent_on, today) > 14);
                    one.claim.costs_charged = true;
                    let sums = by_letter.entry((one.claim.creditor.clone(), sent_on)).or_default();
                    sums.0 += one.claim.principal;
                    sums.1 += costs;
                }
            }
            for (open, costs) in by_letter.into_values() {
                prop_assert!(costs <= scale(open, today), "{costs:?} over {open:?}");
            }
            let claims_now: Vec<LetterClaim> = claims.iter().map(|one| one.claim.clone()).collect();
            let due = letter_due(&claims_now, country, treatment, None, today);
            let base: Cents = due.iter().map(|due| due.principal).sum();
            let costs = scale(base, today);
            let together = (due.len() > 1).then_some(Shared { base, costs });
            for one in claims.iter_mut().filter(|one| due.iter().any(|due| due.claim_id == one.claim.claim_id)) {
                prop_assert!(one.claim.written_on.is_none() && days_between(one.claim.due_on, today) >= 1);
                one.claim.written_on = Some(today);
                one.shared = together;
                one.named = together.map_or(costs, |shared| shared.of(one.claim.principal));
            }
        }
        for one in claims.iter().filter(|one| one.claim.after_days.is_none()) {
            prop_assert!(one.claim.written_on.is_none() && !one.claim.costs_charged, "the operator did not ask for it");
        }
    }
}
