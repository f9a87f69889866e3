use super::*;
use crate::doubt::{Basis, Doubt};
use crate::explain::Percent;
use crate::interest::Piece;
use crate::kinds::{Country, Lang, PartyKind};
use crate::ledger::Balance;
use crate::terms::{ClaimRules, ContractTerms, InterestTerm};
use jiff::civil::date;
use proptest::prelude::*;

const TODAY: Date = date(2026, 2, 9);

fn input() -> MeterInput {
    MeterInput {
        rules: rules(ContractTerms { interest: InterestTerm::Law, ..ContractTerms::default() }),
        balance: Balance::of_principal(Cents(50_000)),
        letter: None,
        costs_booked: false,
        held: None,
    }
}

fn rules(terms: ContractTerms) -> ClaimRules {
    ClaimRules {
        country: Country::Nl,
        party: PartyKind::Person,
        vat_on_costs: false,
        due_on: date(2026, 1, 10),
        missed_before: None,
        terms,
    }
}

#[test]
fn a_hold_keeps_costs_away_and_interest_does_what_the_creditor_chose() {
    let letter = FormalLetter { asks_interest: true, ..letter() };
    let held = |held| read(&MeterInput { letter: Some(letter), held: Some(held), ..input() }, TODAY);
    let runs = held(WhileHeld::InterestRuns);
    assert_eq!((runs.state, runs.next_change()), (MeterState::Held, None));
    assert_eq!(runs.at(date(2026, 3, 11)).interest_added, Cents(164));
    assert!(runs.sentences(Lang::En)[0].contains("Interest does run on"));
    let stops = held(WhileHeld::InterestStops);
    assert_eq!(stops.at(date(2026, 12, 1)).total, Cents(50_000));
    assert_eq!(stops.sentences(Lang::Nl), ["Zolang dit stilstaat, komt er niets bij."]);
}

fn letter() -> FormalLetter {
    FormalLetter {
        sent_on: date(2026, 2, 7),
        electronic: false,
        costs_named: Cents(7_500),
        shared: None,
        asks_interest: false,
    }
}

#[test]
fn without_a_letter_nothing_is_ever_added_and_it_says_so() {
    let meter = read(&input(), TODAY);
    assert_eq!((meter.state, meter.next_change()), (MeterState::NoLetter, None));
    assert_eq!(meter.at(date(2027, 2, 9)).total, Cents(50_000));
    assert!(meter.sentences(Lang::Nl)[0].starts_with("Er komen nu geen kosten bij."));
    assert!(meter.sentences(Lang::Fr)[0].starts_with("Aucun frais"));
}

#[test]
fn a_letter_names_the_day_and_the_amount() {
    let meter = read(&MeterInput { letter: Some(letter()), ..input() }, TODAY);
    assert_eq!(meter.next_change().map(|change| (change.on, change.more)), Some((date(2026, 2, 27), Cents(7_500))));
    assert_eq!(meter.at(date(2026, 2, 26)).total, Cents(50_000));
    assert_eq!(meter.at(date(2026, 2, 27)).total, Cents(57_500));
    assert_eq!(
        meter.sentences(Lang::Nl),
        ["Tot en met donderdag 26 februari: geen kosten. Vanaf vrijdag 27 februari: €\u{a0}75,00 erbij."]
    );
}

#[test]
fn a_part_payment_lowers_what_comes_and_the_letter_caps_it() {
    let balance = Balance::of_principal(Cents(30_000));
    let meter = read(&MeterInput { balance, letter: Some(letter()), ..input() }, TODAY);
    assert_eq!(meter.next_change().map(|change| change.more), Some(Cents(4_500)));
    let low = FormalLetter { costs_named: Cents(4_000), ..letter() };
    let meter = read(&MeterInput { letter: Some(low), ..input() }, TODAY);
    assert_eq!(meter.next_change().map(|change| change.more), Some(Cents(4_000)));
}

#[test]
fn what_was_not_booked_in_time_is_not_asked_today() {
    let late = date(2026, 6, 1);
    let meter = read(&MeterInput { letter: Some(letter()), ..input() }, late);
    assert_eq!(meter.at(late).total, Cents(50_000));
    assert_eq!(meter.next_change().map(|change| change.on), Some(date(2026, 6, 2)));
    let booked = read(&MeterInput { letter: Some(letter()), costs_booked: true, ..input() }, late);
    assert_eq!((booked.state, booked.next_change()), (MeterState::CostsBooked, None));
}

#[test]
fn interest_runs_only_where_the_letter_asks_it() {
    let with = FormalLetter { asks_interest: true, ..letter() };
    let meter = read(&MeterInput { letter: Some(with), ..input() }, TODAY);
    // 500 × 4 % × 30/365 = 1.6438
    assert_eq!(meter.at(date(2026, 3, 11)).interest_added, Cents(164));
    assert_eq!(meter.thirty_days(), Cents(7_664));
    let reading = meter.at(TODAY);
    assert_eq!((reading.total, reading.interest_added), (Cents(50_000), Cents::ZERO));
}

#[test]
fn the_meter_travels_to_the_browser_as_it_is() {
    let with = FormalLetter { asks_interest: true, ..letter() };
    let meter = read(&MeterInput { letter: Some(with), ..input() }, TODAY);
    let there: Ahead = serde_json::from_str(&serde_json::to_string(&meter.ahead).unwrap()).unwrap();
    assert_eq!(there, meter.ahead);
    assert_eq!(there.at(date(2026, 12, 1)), meter.at(date(2026, 12, 1)));
}

#[test]
fn a_contract_lowers_what_comes() {
    let letter = FormalLetter { asks_interest: true, ..letter() };
    let read_with = |terms| read(&MeterInput { rules: rules(terms), letter: Some(letter), ..input() }, TODAY);
    let terms = ContractTerms { costs_most: Some(Cents(4_000)), ..ContractTerms::default() };
    let cheap = read_with(terms);
    assert_eq!(cheap.next_change().map(|change| change.more), Some(Cents(4_000)));
    assert_eq!(cheap.ahead.interest, [], "this creditor asks none");
    let one = ContractTerms { interest: InterestTerm::Agreed(Percent(100)), ..terms };
    assert_eq!(read_with(one).at(date(2026, 3, 11)).interest_added, Cents(41), "a quarter of 4 %");
}

#[test]
fn belgian_interest_waits_for_the_end_of_the_term() {
    let letter = FormalLetter { asks_interest: true, ..letter() };
    let agreed = rules(ContractTerms { interest: InterestTerm::Agreed(Percent(365)), ..ContractTerms::default() });
    let belgian = ClaimRules { country: Country::Be, ..agreed };
    let meter = read(&MeterInput { rules: belgian, letter: Some(letter), ..input() }, TODAY);
    let on = meter.next_change().unwrap().on;
    assert_eq!(meter.at(on).interest_added, Cents::ZERO);
    assert_eq!(meter.at(add_days(on, 1)).interest_added, Cents(5));
}

#[test]
fn a_figure_that_leans_on_an_expired_table_says_so() {
    let letter = FormalLetter { asks_interest: true, ..letter() };
    let meter = read(&MeterInput { letter: Some(letter), ..input() }, TODAY);
    let rates = Doubt { basis: Basis::Interest, known_until: date(2026, 6, 30) };
    assert_eq!(meter.ahead.doubts(rates.known_until), []);
    assert_eq!(meter.ahead.doubts(date(2026, 7, 1)), [], "that day itself bears no interest yet");
    assert_eq!(meter.ahead.doubts(date(2026, 7, 2)), [rates]);
    assert_eq!(meter.sentences(Lang::En).len(), 2, "the coming month is known");
    assert_eq!(meter.ahead.doubts_more(date(2026, 7, 2)), [rates]);
    let later = read(&MeterInput { letter: Some(letter), ..input() }, date(2026, 7, 5));
    assert!(later.sentences(Lang::En).last().unwrap().contains("30 June 2026"));
    assert_eq!(later.ahead.doubts_more(date(2026, 9, 1)), [], "said already");
    let costs = FormalLetter { sent_on: date(2026, 12, 20), asks_interest: false, ..letter };
    let next_year = read(&MeterInput { letter: Some(costs), ..input() }, date(2026, 12, 21));
    assert!(next_year.sentences(Lang::Nl).last().unwrap().contains("31 december 2026"));
    assert_eq!(next_year.ahead.doubts(date(2026, 12, 28)), [], "before the costs come, nothing leans on the table");
}

#[test]
fn a_term_counted_past_the_known_holidays_says_so() {
    let known_until = crate::calendar::known_until(Country::Nl);
    let sent_on = add_days(known_until, -10);
    let letter = FormalLetter { sent_on, ..letter() };
    let meter = read(&MeterInput { letter: Some(letter), ..input() }, sent_on);
    let holidays = Doubt { basis: Basis::Holidays, known_until };
    assert!(meter.doubts_said().contains(&holidays));
    assert!(meter.ahead.doubts(sent_on).contains(&holidays), "that no costs come yet is counted by them too");
    assert!(meter.sentences(Lang::Nl).contains(&holidays.sentence(Lang::Nl)));
    let paid = Balance::default();
    assert_eq!(read(&MeterInput { letter: Some(letter), balance: paid, ..input() }, sent_on).doubts_said(), []);
}

#[test]
fn only_a_day_that_the_meter_looks_ahead_to_is_taken() {
    let last = add_days(TODAY, METER_DAYS_MAX);
    for day in [TODAY, add_days(TODAY, 1), last] {
        assert_eq!(day_asked(&day.to_string(), TODAY), Some(day));
    }
    for wrong in ["", "2026-02-08", "2027-02-10", "2026-02-30", "12-05-2026", "morgen"] {
        assert_eq!(day_asked(wrong, TODAY), None, "{wrong}");
    }
}

/// What happens to a file on one day of the property below.
#[derive(Debug, Clone, Copy)]
enum Day {
    Quiet,
    Letter { electronic: bool },
    Pays(i64),
    Books,
    Holds(WhileHeld),
    Released,
}

fn any_day() -> impl Strategy<Value = Day> {
    prop_oneof![
        6 => Just(Day::Quiet),
        1 => any::<bool>().prop_map(|electronic| Day::Letter { electronic }),
        1 => (1i64..30_000).prop_map(Day::Pays),
        3 => Just(Day::Books),
        1 => any::<bool>().prop_map(|runs| Day::Holds(if runs { WhileHeld::InterestRuns } else { WhileHeld::InterestStops })),
        1 => Just(Day::Released),
    ]
}

fn any_terms() -> impl Strategy<Value = ContractTerms> {
    let interest = prop_oneof![
        Just(InterestTerm::None),
        Just(InterestTerm::Law),
        (0i64..=2_000).prop_map(|percent| InterestTerm::Agreed(Percent(percent))),
    ];
    (interest, proptest::option::of(0i64..20_000), any::<bool>()).prop_map(|(interest, most, later_instalments)| {
        ContractTerms { interest, costs_most: most.map(Cents), later_instalments, ..ContractTerms::default() }
    })
}

fn any_rules() -> impl Strategy<Value = ClaimRules> {
    let missed = proptest::option::of((1i64..400).prop_map(|before| add_days(date(2026, 1, 10), -before)));
    (any_terms(), any::<[bool; 3]>(), missed).prop_map(|(terms, [belgian, company, vat_on_costs], missed_before)| {
        ClaimRules {
            country: if belgian { Country::Be } else { Country::Nl },
            party: if company { PartyKind::Company } else { PartyKind::Person },
            vat_on_costs,
            missed_before,
            ..rules(terms)
        }
    })
}

/// The interest of one day, rounded down: whoever books more often than once must, or the roundings would add up to
/// more than was told.
fn bookable(meter: &Meter, on: Date) -> Cents {
    let days = |piece: &Piece| crate::dates::days_between(piece.from, piece.until.min(on)).max(0);
    let exact = |piece: &Piece| i128::from(piece.base.0) * i128::from(piece.percent.0) * i128::from(days(piece));
    let sum: i128 = meter.ahead.interest.iter().map(exact).sum();
    Cents(i64::try_from(sum / (10_000 * 365)).unwrap())
}

proptest! {
    /// Whatever the contract and whatever happens to a file, day by day: what a later reading announces for a day, with
    /// what was booked meanwhile, every earlier one since the letter had announced at least; costs and interest alike.
    #[test]
    fn no_cost_ever_appears_that_the_meter_did_not_announce(
        principal in 1i64..300_000, rules in any_rules(), days in proptest::collection::vec(any_day(), 1..90),
    ) {
        let balance = Balance::of_principal(Cents(principal));
        let mut file = MeterInput { rules, balance, ..input() };
        // Every reading, and what was booked at it.
        let mut earlier: Vec<(Meter, Balance)> = Vec::new();
        for (at, day) in days.iter().enumerate() {
            let today = add_days(TODAY, i64::try_from(at).unwrap());
            // In the morning: is there anything due today that nobody was told of yesterday?
            let told = earlier.last().map_or(Cents::ZERO, |(meter, _)| meter.at(today).costs_added);
            match *day {
                Day::Letter { electronic } if file.letter.is_none() => {
                    let costs = file.rules.costs(file.balance.principal, today);
                    let costs_named = costs.map_or(Cents::ZERO, |costs| costs.total);
                    let asks_interest = file.rules.asks_interest();
                    file.letter = Some(FormalLetter { sent_on: today, electronic, costs_named, shared: None, asks_interest });
                    // The letter itself announces: what was read before it knew of none.
                    earlier.clear();
                }
                Day::Pays(cents) => {
                    let paid = Cents(cents).min(file.balance.principal);
                    file.balance.principal -= paid;
                }
                Day::Books => {
                    let yesterday = read(&file, add_days(today, -1));
                    let now = yesterday.at(today).costs_added;
                    if !file.costs_booked && now.is_positive() {
                        prop_assert!(now <= told, "{now:?} would be booked, {told:?} was told");
                        file.balance.costs += now;
                        file.costs_booked = true;
                    }
                    if !earlier.is_empty() {
                        file.balance.interest += bookable(&yesterday, today);
                    }
                }
                Day::Holds(held) => file.held = Some(held),
                Day::Released => file.held = None,
                Day::Letter { .. } | Day::Quiet => {}
            }
            let meter = read(&file, today);
            prop_assert_eq!(meter.at(today).total, file.balance.total(), "today is what is booked");
            for ahead in [1, 7, 30, 200] {
                let then = add_days(today, ahead);
                let added = meter.at(then);
                for (before, booked) in &earlier {
                    let announced = before.at(then);
                    let costs = added.costs_added + file.balance.costs;
                    prop_assert!(costs <= announced.costs_added + booked.costs, "{then}: costs");
                    let interest = added.interest_added + file.balance.interest;
                    prop_assert!(interest <= announced.interest_added + booked.interest, "{then}: interest");
                }
                if file.letter.is_none() {
                    prop_assert_eq!(added.costs_added + added.interest_added, Cents::ZERO, "no letter, no cost");
                }
                if let Some(most) = file.rules.terms.costs_most {
                    let vat = if rules.vat_on_costs { 122 } else { 100 };
                    prop_assert!(added.costs_added.0 * 100 <= most.0 * vat + 100, "the contract's most, and VAT over it");
                }
            }
            // What was read while it stood still promised nothing about the days after.
            if file.held.is_none() {
                earlier.push((meter, file.balance));
            }
        }
    }

    #[test]
    fn waiting_never_makes_it_cheaper_and_today_is_what_is_booked(
        principal in 1i64..2_000_000, sent in -60i64..30, asks in any::<bool>(), belgian in any::<bool>(), day in 0i64..390,
    ) {
        let rules = ClaimRules { country: if belgian { Country::Be } else { Country::Nl }, ..input().rules };
        let balance = Balance::of_principal(Cents(principal));
        let sent_on = add_days(TODAY, sent);
        let letter = FormalLetter { sent_on, electronic: false, costs_named: Cents(1_000_000), shared: None, asks_interest: asks };
        let meter = read(&MeterInput { rules, balance, letter: Some(letter), ..input() }, TODAY);
        prop_assert_eq!(meter.at(TODAY).total, Cents(principal));
        prop_assert_eq!(meter.at(add_days(TODAY, -5)).total, Cents(principal));
        let (now, next) = (meter.at(add_days(TODAY, day)), meter.at(add_days(TODAY, day + 1)));
        prop_assert!(next.total >= now.total);
        let change = meter.next_change().unwrap();
        prop_assert!(crate::dates::days_between(sent_on, change.on) > 14, "nobody is charged within the term");
        prop_assert_eq!(meter.at(add_days(change.on, -1)).costs_added, Cents::ZERO);
        prop_assert_eq!(meter.at(change.on).costs_added, change.more);
        let there: Ahead = serde_json::from_str(&serde_json::to_string(&meter.ahead).unwrap()).unwrap();
        prop_assert_eq!(there, meter.ahead);
    }
}
