//! What a creditor asks by contract, where it asks less than the law allows; and the rules one claim stands under, made
//! of the law, the contract and the claim. Costs, interest, the cost meter, explanations, documents and the self-check
//! all ask [`ClaimRules`], so that no two of them can give different figures.

use crate::costs::{CostsCase, CostsError, costs_of, is_later_instalment};
use crate::dates::add_days;
use crate::explain::{Explanation, Percent};
use crate::interest::{InterestCase, InterestError, InterestKind, Piece, PrincipalStep, interest_of, pieces_of};
use crate::kinds::{Country, PartyKind};
use crate::limitation::LimitationKind;
use crate::meter::WhileHeld;
use crate::money::Cents;
use jiff::civil::Date;

/// The interest that a creditor asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterestTerm {
    /// None.
    #[default]
    None,
    /// What the law gives.
    Law,
    /// A rate of the contract; where the law gives less, that.
    Agreed(Percent),
}

/// Why a text is no interest term.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no interest: say none, law, or a yearly rate from 0 to 100 such as 3.5")]
pub struct WrongInterest(String);

impl std::str::FromStr for InterestTerm {
    type Err = WrongInterest;

    /// `none`, `law`, or a yearly rate in percent with at most two decimals.
    fn from_str(text: &str) -> Result<Self, WrongInterest> {
        let wrong = || WrongInterest(text.to_owned());
        match text {
            "none" => return Ok(InterestTerm::None),
            "law" => return Ok(InterestTerm::Law),
            _ => {}
        }
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 3 || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
            return Err(wrong());
        }
        let hundredths: i64 = format!("{whole}{fraction:0<2}").parse().map_err(|_| wrong())?;
        if hundredths <= 10_000 { Ok(InterestTerm::Agreed(Percent(hundredths))) } else { Err(wrong()) }
    }
}

impl std::fmt::Display for InterestTerm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            InterestTerm::None => f.write_str("none"),
            InterestTerm::Law => f.write_str("law"),
            InterestTerm::Agreed(percent) => f.write_str(&percent.decimal()),
        }
    }
}

/// What a creditor's contract says about its claims. A claim keeps the terms of the day it was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ContractTerms {
    /// The interest it asks.
    pub interest: InterestTerm,
    /// The most it asks of collection costs; `None`: what the law allows.
    pub costs_most: Option<Cents>,
    /// What interest does during a dispute or a pause.
    pub while_held: WhileHeld,
    /// Its claims are instalments of one contract, so that the lower costs of later ones hold.
    pub later_instalments: bool,
    /// What its claims are for, as far as limitation looks at it; `None`: not known.
    pub limitation: Option<LimitationKind>,
}

impl Default for ContractTerms {
    fn default() -> Self {
        Self {
            interest: InterestTerm::None,
            costs_most: None,
            while_held: WhileHeld::InterestRuns,
            later_instalments: false,
            limitation: None,
        }
    }
}

impl ContractTerms {
    /// Whether these terms could ask more of a debtor than others: then they must not reach back over what a formal
    /// letter has named.
    pub fn may_ask_more_than(&self, other: &ContractTerms) -> bool {
        let rate = |terms: &ContractTerms| match terms.interest {
            InterestTerm::None => Percent(0),
            InterestTerm::Agreed(percent) => percent,
            InterestTerm::Law => Percent(i64::MAX),
        };
        let most = |terms: &ContractTerms| terms.costs_most.unwrap_or(Cents(i64::MAX));
        rate(self) > rate(other)
            || most(self) > most(other)
            || (self.while_held == WhileHeld::InterestRuns && other.while_held == WhileHeld::InterestStops)
            || (other.later_instalments && !self.later_instalments)
    }

    /// The kind of limitation for our own check, which finds nothing it cannot be sure of.
    pub fn limitation_sure(&self) -> LimitationKind {
        self.limitation.unwrap_or(LimitationKind::General)
    }

    /// The kind of limitation for a warning: where it is not known, the shortest that may hold, as a warning too many
    /// does no harm.
    pub fn limitation_warned(&self, party: PartyKind) -> LimitationKind {
        self.limitation.unwrap_or(match party {
            PartyKind::Person => LimitationKind::ConsumerPurchase,
            PartyKind::Company => LimitationKind::General,
        })
    }
}

/// The rules that one claim stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimRules {
    /// Whose law.
    pub country: Country,
    /// Consumer or company.
    pub party: PartyKind,
    /// Whether the creditor cannot reclaim VAT.
    pub vat_on_costs: bool,
    /// When the claim was due.
    pub due_on: Date,
    /// The latest due date before it of another claim of the creditor that was not paid in time.
    pub missed_before: Option<Date>,
    /// The contract.
    pub terms: ContractTerms,
}

impl ClaimRules {
    /// The most that collection costs over a principal may be on a day, with the reasons.
    ///
    /// # Errors
    /// See [`costs_of`].
    pub fn costs(&self, base: Cents, on: Date) -> Result<Explanation, CostsError> {
        let ClaimRules { country, party, vat_on_costs, terms, .. } = *self;
        let missed = self.missed_before.filter(|_| terms.later_instalments && country == Country::Nl);
        let later_instalment = missed.is_some_and(|missed| is_later_instalment(base, self.due_on, &[missed], on));
        let agreed_most = terms.costs_most;
        costs_of(&CostsCase { country, party, base, on, vat_on_top: vat_on_costs, later_instalment, agreed_most })
    }

    /// Whether any interest is asked. A Belgian consumer owes it by contract alone.
    pub fn asks_interest(&self) -> bool {
        match self.terms.interest {
            InterestTerm::None | InterestTerm::Agreed(Percent(0)) => false,
            InterestTerm::Agreed(_) => true,
            InterestTerm::Law => self.country == Country::Nl || self.party == PartyKind::Company,
        }
    }

    /// The interest over the principal as it stood, from the first day of default until a day (not included), with the
    /// reasons. `None`: the creditor asks none.
    pub fn interest(&self, steps: &[PrincipalStep], until: Date) -> Option<Result<Explanation, InterestError>> {
        let from = add_days(self.due_on, 1);
        self.asks_interest().then(|| interest_of(&self.interest_case(steps, from, until)))
    }

    /// The periods of interest over a principal from a day until another (not included); empty where none is asked.
    ///
    /// # Errors
    /// See [`pieces_of`].
    pub fn interest_pieces(&self, principal: Cents, from: Date, until: Date) -> Result<Vec<Piece>, InterestError> {
        if !self.asks_interest() {
            return Ok(Vec::new());
        }
        pieces_of(&self.interest_case(&[PrincipalStep { from, principal }], from, until))
    }

    /// The most interest that law and contract give, whether the creditor asks it or not: what stands beside interest
    /// that a creditor charged by itself.
    ///
    /// # Errors
    /// See [`interest_of`].
    pub fn interest_most(&self, steps: &[PrincipalStep], until: Date) -> Result<Explanation, InterestError> {
        interest_of(&self.interest_case(steps, add_days(self.due_on, 1), until))
    }

    fn interest_case<'a>(&self, steps: &'a [PrincipalStep], from: Date, until: Date) -> InterestCase<'a> {
        let kind = match self.party {
            PartyKind::Person => InterestKind::Consumer,
            PartyKind::Company => InterestKind::Commercial,
        };
        let agreed = match self.terms.interest {
            InterestTerm::Agreed(percent) => Some(percent),
            InterestTerm::None | InterestTerm::Law => None,
        };
        InterestCase { country: self.country, kind, agreed, steps, from, until }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const DUE: Date = date(2026, 1, 10);

    fn rules() -> ClaimRules {
        ClaimRules {
            country: Country::Nl,
            party: PartyKind::Person,
            vat_on_costs: false,
            due_on: DUE,
            missed_before: None,
            terms: ContractTerms::default(),
        }
    }

    fn asking(interest: InterestTerm) -> ClaimRules {
        ClaimRules { terms: ContractTerms { interest, ..ContractTerms::default() }, ..rules() }
    }

    #[test]
    fn interest_terms_are_read_as_they_are_written() {
        for (text, term) in [
            ("none", InterestTerm::None),
            ("law", InterestTerm::Law),
            ("3.5", InterestTerm::Agreed(Percent(350))),
            ("12", InterestTerm::Agreed(Percent(1_200))),
            ("0.05", InterestTerm::Agreed(Percent(5))),
            ("100", InterestTerm::Agreed(Percent(10_000))),
        ] {
            assert_eq!(text.parse(), Ok(term));
            assert_eq!(term.to_string(), text);
        }
        for wrong in ["", "-1", "3,5", "100.01", "3.555", ".5", "+3", "zero"] {
            assert!(wrong.parse::<InterestTerm>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_contract_lowers_costs_and_the_later_instalment_costs_half() {
        let base = Cents(10_000);
        assert_eq!(rules().costs(base, DUE).unwrap().total, Cents(4_000));
        let terms = ContractTerms { costs_most: Some(Cents(2_500)), ..ContractTerms::default() };
        assert_eq!(ClaimRules { terms, ..rules() }.costs(base, DUE).unwrap().total, Cents(2_500));
        let terms = ContractTerms { later_instalments: true, ..ContractTerms::default() };
        let later = ClaimRules { terms, missed_before: Some(date(2025, 12, 10)), ..rules() };
        assert_eq!(later.costs(base, DUE).unwrap().total, Cents(2_000));
        let long_ago = ClaimRules { missed_before: Some(date(2025, 6, 10)), ..later };
        assert_eq!(long_ago.costs(base, DUE).unwrap().total, Cents(4_000));
        let no_instalments = ClaimRules { terms: ContractTerms::default(), ..later };
        assert_eq!(no_instalments.costs(base, DUE).unwrap().total, Cents(4_000));
    }

    #[test]
    fn interest_is_asked_only_where_contract_and_law_give_it() {
        let steps = [PrincipalStep { from: date(2025, 12, 1), principal: Cents(50_000) }];
        let until = date(2026, 2, 10);
        let of = |rules: ClaimRules| rules.interest(&steps, until).map(|figure| figure.unwrap().total);
        assert_eq!(of(rules()), None);
        // 500 × 4 % × 30/365 = 1.6438; by a contract of 1 %, a quarter of it.
        assert_eq!(of(asking(InterestTerm::Law)), Some(Cents(164)));
        assert_eq!(of(asking(InterestTerm::Agreed(Percent(100)))), Some(Cents(41)));
        let belgian = |interest| ClaimRules { country: Country::Be, ..asking(interest) };
        assert_eq!(of(belgian(InterestTerm::Law)), None, "a consumer owes it by contract alone");
        assert!(of(belgian(InterestTerm::Agreed(Percent(200)))).is_some());
        assert_eq!(asking(InterestTerm::None).interest_most(&steps, until).unwrap().total, Cents(164));
    }

    #[test]
    fn terms_that_may_ask_more_are_known() {
        let none = ContractTerms::default();
        let law = ContractTerms { interest: InterestTerm::Law, ..none };
        let four = ContractTerms { interest: InterestTerm::Agreed(Percent(400)), ..none };
        let capped = ContractTerms { costs_most: Some(Cents(4_000)), ..none };
        let stops = ContractTerms { while_held: WhileHeld::InterestStops, ..none };
        let later = ContractTerms { later_instalments: true, ..none };
        for (less, more) in [(none, law), (none, four), (four, law), (capped, none), (stops, none), (later, none)] {
            assert!(more.may_ask_more_than(&less));
            assert!(!less.may_ask_more_than(&more));
        }
        assert!(!none.may_ask_more_than(&none));
    }
}
