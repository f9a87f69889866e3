//! The cost meter: what a claim costs today, on a chosen day, and when the next thing is added. What is open today is
//! what is booked: nothing else can be asked. Only a formal letter that was sent can make costs come, and only from the
//! day after its printed term; without one, nothing is added, and the meter says so.
//!
//! [`read`] needs the tables of law and runs on the server; the [`Meter`] it makes answers every question by itself and
//! is small enough for the browser, where the same code runs.

use crate::costs::{CostsCase, costs_of};
use crate::dates::{add_days, long_near};
use crate::deadline::{Deadline, formal_letter};
use crate::interest::{InterestKind, Piece, PrincipalStep, accrued, pieces};
use crate::kinds::{Country, Lang, PartyKind};
use crate::ledger::Balance;
use crate::money::Cents;
use jiff::civil::Date;

/// How far ahead the meter looks, in days.
pub const METER_DAYS_MAX: i64 = 365;

/// A formal letter that was sent about the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FormalLetter {
    /// The day it was posted or sent.
    pub sent_on: Date,
    /// Whether it went electronically.
    pub electronic: bool,
    /// The costs it names: no more can come.
    pub costs_named: Cents,
    /// Whether it asks for statutory interest as well.
    pub asks_interest: bool,
}

/// What the meter is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeterInput {
    /// Whose law.
    pub country: Country,
    /// Consumer or company.
    pub party: PartyKind,
    /// What is booked.
    pub balance: Balance,
    /// When the claim was due.
    pub due_on: Date,
    /// The formal letter, if one was sent.
    pub letter: Option<FormalLetter>,
    /// Whether the costs of that letter have been booked already, paid or not.
    pub costs_booked: bool,
    /// Whether the creditor cannot reclaim VAT.
    pub vat_on_costs: bool,
    /// Whether the claim or the file is held, and what that does.
    pub held: Option<WhileHeld>,
}

/// What interest does while a claim is held: it runs by law, unless the creditor chose to stop it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhileHeld {
    /// It runs on.
    InterestRuns,
    /// The creditor's choice: it stands still.
    InterestStops,
}

/// Why something is or is not added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeterState {
    /// Nothing is open.
    Nothing,
    /// No formal letter was sent: nothing is added.
    NoLetter,
    /// A letter was sent and its term runs: costs come on a known day.
    TermRuns,
    /// The costs have been added: no more come.
    CostsBooked,
    /// Somebody is looking into it, or a pause runs: no costs come, whatever a letter said.
    Held,
}

/// Something that will be added on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Change {
    /// The first day it counts.
    pub on: Date,
    /// How much is added.
    pub more: Cents,
    /// The letter's days: the reason.
    pub because: Deadline,
}

/// What a claim costs on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reading {
    /// The day.
    pub on: Date,
    /// Everything.
    pub total: Cents,
    /// Of which costs that are not booked today.
    pub costs_added: Cents,
    /// Of which interest that is not booked today.
    pub interest_added: Cents,
}

/// A cost meter as read on one day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Meter {
    /// The day it was read.
    pub today: Date,
    /// What is booked today.
    pub balance: Balance,
    /// Why something is or is not added.
    pub state: MeterState,
    /// What will be added, if anything will.
    pub change: Option<Change>,
    /// The periods of interest from today on; empty where none is asked.
    pub interest: Vec<Piece>,
}

/// Reads the meter on a day.
pub fn read(input: &MeterInput, today: Date) -> Meter {
    let mut meter = Meter { today, balance: input.balance, state: MeterState::Nothing, change: None, interest: vec![] };
    if !input.balance.total().is_positive() {
        return meter;
    }
    if let Some(held) = input.held {
        meter.state = MeterState::Held;
        if held == WhileHeld::InterestRuns && asks_interest(input) {
            meter.interest = interest_ahead(input, today);
        }
        return meter;
    }
    let Some(letter) = input.letter else {
        return Meter { state: MeterState::NoLetter, ..meter };
    };
    meter.state = if input.costs_booked { MeterState::CostsBooked } else { MeterState::TermRuns };
    if !input.costs_booked {
        meter.change = costs_to_come(input, letter, today);
        if meter.change.is_none() {
            meter.state = MeterState::NoLetter;
        }
    }
    if asks_interest(input) {
        meter.interest = interest_ahead(input, today);
    }
    meter
}

/// Whether a letter asked for statutory interest.
fn asks_interest(input: &MeterInput) -> bool {
    input.letter.is_some_and(|letter| letter.asks_interest) && input.country == Country::Nl
}

/// The costs that the letter announces: by the scale, over the principal that is still open, and never more than named.
/// A timely part payment lowers them. A day that has passed without booking becomes tomorrow: today is what is booked.
fn costs_to_come(input: &MeterInput, letter: FormalLetter, today: Date) -> Option<Change> {
    let because = formal_letter(input.country, letter.sent_on, letter.electronic);
    let on = because.costs_from().max(add_days(today, 1));
    let consumer = CostsCase::consumer(input.country, input.balance.principal, on);
    let scale = costs_of(&CostsCase { party: input.party, vat_on_top: input.vat_on_costs, ..consumer }).ok()?;
    let more = scale.total.min(letter.costs_named);
    more.is_positive().then_some(Change { on, more, because })
}

/// Interest from today on, over the open principal. Interest of earlier years joins the base when it is booked, not here:
/// what the meter announces is never more than what can be asked.
fn interest_ahead(input: &MeterInput, today: Date) -> Vec<Piece> {
    let kind = match input.party {
        PartyKind::Person => InterestKind::Consumer,
        PartyKind::Company => InterestKind::Commercial,
    };
    let from = add_days(input.due_on, 1).max(today);
    let steps = [PrincipalStep { from, principal: input.balance.principal }];
    pieces(kind, &steps, from, add_days(today, METER_DAYS_MAX)).unwrap_or_default()
}

impl Meter {
    /// What the claim costs on a day. A day before today is read as today, one too far ahead as the last the meter
    /// knows.
    pub fn at(&self, day: Date) -> Reading {
        let on = day.clamp(self.today, add_days(self.today, METER_DAYS_MAX));
        let costs_added = self.change.filter(|change| change.on <= on).map_or(Cents::ZERO, |change| change.more);
        let interest_added = accrued(&self.interest, on);
        Reading { on, total: self.balance.total() + costs_added + interest_added, costs_added, interest_added }
    }

    /// The next thing that is added: which day, how much, and why.
    pub fn next_change(&self) -> Option<Change> {
        self.change
    }

    /// What thirty days of waiting add from today, costs and interest together.
    pub fn thirty_days(&self) -> Cents {
        self.at(add_days(self.today, 30)).total - self.balance.total()
    }

    /// The meter in words: until when nothing is added, what is added then, and what interest does.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let mut sentences = vec![self.state_sentence(lang)];
        if !self.interest.is_empty() {
            let month = accrued(&self.interest, add_days(self.today, 30)).format(lang);
            sentences.push(match lang {
                Lang::Nl => format!("Er loopt ook rente: {month} in de komende 30 dagen."),
                Lang::En => format!("Interest runs as well: {month} in the coming 30 days."),
                Lang::Fr => format!("Des intérêts courent aussi : {month} dans les 30 jours à venir."),
            });
        }
        sentences
    }

    fn state_sentence(&self, lang: Lang) -> String {
        if let Some(change) = self.change {
            let until = long_near(add_days(change.on, -1), self.today, lang);
            let from = long_near(change.on, self.today, lang);
            let more = change.more.format(lang);
            return match lang {
                Lang::Nl => format!("Tot en met {until}: geen kosten. Vanaf {from}: {more} erbij."),
                Lang::En => format!("Until {until}: no costs. From {from}: {more} more."),
                Lang::Fr => format!("Jusqu’au {until} inclus : pas de frais. À partir du {from} : {more} de plus."),
            };
        }
        let words = match self.state {
            MeterState::Nothing => ["Hier staat niets open.", "Nothing is open here.", "Rien n’est ouvert ici."],
            MeterState::NoLetter | MeterState::TermRuns => [
                "Er komen nu geen kosten bij. Voordat dat kan, krijgt u eerst een brief met het bedrag en de datum.",
                "No costs are being added now. Before that can happen, you first get a letter with the amount and the date.",
                "Aucun frais ne s’ajoute maintenant. Avant cela, vous recevez d’abord une lettre avec le montant et la date.",
            ],
            MeterState::Held if self.interest.is_empty() => [
                "Zolang dit stilstaat, komt er niets bij.",
                "While this stands still, nothing is added.",
                "Tant que cela est suspendu, rien ne s’ajoute.",
            ],
            MeterState::Held => [
                "Zolang dit stilstaat, komen er geen kosten bij. De wettelijke rente loopt wel door.",
                "While this stands still, no costs are added. Statutory interest does run on.",
                "Tant que cela est suspendu, aucun frais ne s’ajoute. Les intérêts légaux continuent de courir.",
            ],
            MeterState::CostsBooked => [
                "De kosten zijn er al bij. Er komen geen kosten meer bij.",
                "The costs are already included. No more costs are added.",
                "Les frais sont déjà compris. Aucun autre frais ne s’ajoute.",
            ],
        };
        words[lang as usize].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 2, 9);

    fn input() -> MeterInput {
        MeterInput {
            country: Country::Nl,
            party: PartyKind::Person,
            balance: Balance::of_principal(Cents(50_000)),
            due_on: date(2026, 1, 10),
            letter: None,
            costs_booked: false,
            vat_on_costs: false,
            held: None,
        }
    }

    #[test]
    fn a_hold_keeps_costs_away_and_interest_does_what_the_creditor_chose() {
        let letter = FormalLetter { asks_interest: true, ..letter() };
        let held = |held| read(&MeterInput { letter: Some(letter), held: Some(held), ..input() }, TODAY);
        let runs = held(WhileHeld::InterestRuns);
        assert_eq!((runs.state, runs.next_change()), (MeterState::Held, None));
        assert_eq!(runs.at(date(2026, 3, 11)).interest_added, Cents(164));
        assert!(runs.sentences(Lang::En)[0].contains("interest does run on"));
        let stops = held(WhileHeld::InterestStops);
        assert_eq!(stops.at(date(2026, 12, 1)).total, Cents(50_000));
        assert_eq!(stops.sentences(Lang::Nl), ["Zolang dit stilstaat, komt er niets bij."]);
    }

    fn letter() -> FormalLetter {
        FormalLetter { sent_on: date(2026, 2, 7), electronic: false, costs_named: Cents(7_500), asks_interest: false }
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
        assert_eq!(meter.change.map(|change| change.more), Some(Cents(4_500)));
        let low = FormalLetter { costs_named: Cents(4_000), ..letter() };
        let meter = read(&MeterInput { letter: Some(low), ..input() }, TODAY);
        assert_eq!(meter.change.map(|change| change.more), Some(Cents(4_000)));
    }

    #[test]
    fn what_was_not_booked_in_time_is_not_asked_today() {
        let late = date(2026, 6, 1);
        let meter = read(&MeterInput { letter: Some(letter()), ..input() }, late);
        assert_eq!(meter.at(late).total, Cents(50_000));
        assert_eq!(meter.change.map(|change| change.on), Some(date(2026, 6, 2)));
        let booked = read(&MeterInput { letter: Some(letter()), costs_booked: true, ..input() }, late);
        assert_eq!((booked.state, booked.change), (MeterState::CostsBooked, None));
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
        let there: Meter = serde_json::from_str(&serde_json::to_string(&meter).unwrap()).unwrap();
        assert_eq!(there, meter);
        assert_eq!(there.at(date(2026, 12, 1)), meter.at(date(2026, 12, 1)));
    }

    /// What happens to a file on one day of the property below.
    #[derive(Debug, Clone, Copy)]
    enum Day {
        Quiet,
        Letter { electronic: bool, asks_interest: bool },
        Pays(i64),
        Books,
    }

    fn any_day() -> impl Strategy<Value = Day> {
        prop_oneof![
            6 => Just(Day::Quiet),
            1 => (any::<bool>(), any::<bool>()).prop_map(|(electronic, asks_interest)| Day::Letter { electronic, asks_interest }),
            1 => (1i64..30_000).prop_map(Day::Pays),
            3 => Just(Day::Books),
        ]
    }

    proptest! {
        /// Whatever happens to a file, day by day: what a later reading announces for a day, every earlier one since the
        /// letter had announced at least; and so whatever is booked on a day, on that day's own reading, had been told.
        #[test]
        fn no_cost_ever_appears_that_the_meter_did_not_announce(
            principal in 1i64..300_000, belgian in any::<bool>(), company in any::<bool>(), vat in any::<bool>(),
            days in proptest::collection::vec(any_day(), 1..90),
        ) {
            let mut file = MeterInput {
                country: if belgian { Country::Be } else { Country::Nl },
                party: if company { PartyKind::Company } else { PartyKind::Person },
                balance: Balance::of_principal(Cents(principal)),
                vat_on_costs: vat,
                ..input()
            };
            let mut earlier: Vec<Meter> = Vec::new();
            for (at, day) in days.iter().enumerate() {
                let today = add_days(TODAY, i64::try_from(at).unwrap());
                // In the morning: is there anything due today that nobody was told of yesterday?
                let told = earlier.last().map_or(Cents::ZERO, |meter| meter.at(today).costs_added);
                match *day {
                    Day::Letter { electronic, asks_interest } if file.letter.is_none() => {
                        let scale = crate::costs::collection_costs(file.country, file.balance.principal, today, vat);
                        let costs_named = scale.map_or(Cents::ZERO, |scale| scale.total);
                        file.letter = Some(FormalLetter { sent_on: today, electronic, costs_named, asks_interest });
                        // The letter itself announces: what was read before it knew of none.
                        earlier.clear();
                    }
                    Day::Pays(cents) => {
                        let paid = Cents(cents).min(file.balance.principal);
                        file.balance.principal -= paid;
                    }
                    Day::Books if !file.costs_booked && told.is_positive() => {
                        let now = read(&file, add_days(today, -1)).at(today).costs_added;
                        prop_assert!(now <= told, "{now:?} would be booked, {told:?} was told");
                        file.balance.costs += now;
                        file.costs_booked = true;
                    }
                    Day::Letter { .. } | Day::Quiet | Day::Books => {}
                }
                let meter = read(&file, today);
                prop_assert_eq!(meter.at(today).total, file.balance.total(), "today is what is booked");
                for ahead in [1, 7, 30, 200] {
                    let then = add_days(today, ahead);
                    let added = meter.at(then);
                    for before in &earlier {
                        let announced = before.at(then);
                        let costs = added.costs_added + file.balance.costs;
                        prop_assert!(costs <= announced.costs_added + before.balance.costs, "{then}: costs");
                    }
                    if file.letter.is_none() {
                        prop_assert_eq!(added.costs_added + added.interest_added, Cents::ZERO, "no letter, no cost");
                    }
                }
                earlier.push(meter);
            }
        }

        #[test]
        fn waiting_never_makes_it_cheaper_and_today_is_what_is_booked(
            principal in 1i64..2_000_000, sent in -60i64..30, asks in any::<bool>(), belgian in any::<bool>(), day in 0i64..390,
        ) {
            let country = if belgian { Country::Be } else { Country::Nl };
            let balance = Balance::of_principal(Cents(principal));
            let sent_on = add_days(TODAY, sent);
            let letter = FormalLetter { sent_on, electronic: false, costs_named: Cents(1_000_000), asks_interest: asks };
            let meter = read(&MeterInput { country, balance, letter: Some(letter), ..input() }, TODAY);
            prop_assert_eq!(meter.at(TODAY).total, Cents(principal));
            prop_assert_eq!(meter.at(add_days(TODAY, -5)).total, Cents(principal));
            let (now, next) = (meter.at(add_days(TODAY, day)), meter.at(add_days(TODAY, day + 1)));
            prop_assert!(next.total >= now.total);
            let change = meter.next_change().unwrap();
            prop_assert!(crate::dates::days_between(sent_on, change.on) > 14, "nobody is charged within the term");
            prop_assert_eq!(meter.at(add_days(change.on, -1)).costs_added, Cents::ZERO);
            prop_assert_eq!(meter.at(change.on).costs_added, change.more);
        }
    }
}
