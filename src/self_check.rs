//! Looking at our own claims before anybody has to complain: is a claim past its term, and do its costs keep to the rule?
//! A finding holds the claim until an agent has looked; it decides nothing by itself.

use crate::explain::Explanation;
use crate::limitation::{Limitation, LimitationState, limitation};
use crate::money::Cents;
use crate::terms::ClaimRules;
use jiff::civil::Date;

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckInput {
    /// The rules it stands under.
    pub rules: ClaimRules,
    /// The principal as on the invoice: costs over what was paid before them are no excess that we can be sure of.
    pub principal: Cents,
    /// Costs that were charged, less what was given up of them, and since when.
    pub costs: Option<(Cents, Date)>,
    /// Days on which the term began anew: formal demands, part payments, acknowledgements.
    pub interruptions: Vec<Date>,
}

/// What was found. It is stored as it is, and put into words for whoever reads it, in their language.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// The claim's term has ended.
    TimeBarred(Limitation),
    /// More costs were charged than the rule allows.
    CostsAbove {
        /// What was charged.
        charged: Cents,
        /// What the rule allows.
        allowed: Explanation,
    },
}

impl Finding {
    /// How much of the costs is above the rule.
    pub fn excess(&self) -> Cents {
        match self {
            Finding::TimeBarred(_) => Cents::ZERO,
            Finding::CostsAbove { charged, allowed } => *charged - allowed.total,
        }
    }
}

/// Looks at a claim on a day.
pub fn check(input: &CheckInput, today: Date) -> Vec<Finding> {
    let rules = &input.rules;
    let kind = rules.terms.limitation_sure();
    let term = limitation(rules.country, kind, rules.due_on, &input.interruptions);
    let lapsed = term.filter(|term| term.state(today) == LimitationState::Past).map(Finding::TimeBarred);
    let above = input.costs.and_then(|(charged, on)| {
        let allowed = rules.costs(input.principal, on).ok()?;
        (charged > allowed.total).then_some(Finding::CostsAbove { charged, allowed })
    });
    lapsed.into_iter().chain(above).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::{Country, PartyKind};
    use crate::limitation::LimitationKind;
    use crate::terms::ContractTerms;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 5, 12);

    fn input() -> CheckInput {
        CheckInput {
            rules: ClaimRules {
                country: Country::Nl,
                party: PartyKind::Person,
                vat_on_costs: true,
                due_on: date(2025, 5, 1),
                missed_before: None,
                terms: ContractTerms::default(),
            },
            principal: Cents(26_000),
            costs: Some((Cents(4_840), date(2026, 4, 12))),
            interruptions: Vec::new(),
        }
    }

    fn with(input: &CheckInput, change: impl FnOnce(&mut ClaimRules)) -> CheckInput {
        let mut changed = input.clone();
        change(&mut changed.rules);
        changed
    }

    #[test]
    fn a_claim_within_its_term_and_costs_by_the_rule_give_nothing() {
        assert_eq!(check(&input(), TODAY), []);
    }

    #[test]
    fn costs_are_recomputed_and_the_excess_is_exact() {
        let found = check(&CheckInput { costs: Some((Cents(5_000), date(2026, 4, 12))), ..input() }, TODAY);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].excess(), Cents(160), "40.00 and 21 % VAT are allowed");
        let without_vat = check(&with(&input(), |rules| rules.vat_on_costs = false), TODAY);
        assert_eq!(without_vat[0].excess(), Cents(840));
        let by_contract = with(&input(), |rules| rules.terms.costs_most = Some(Cents(2_500)));
        assert_eq!(check(&by_contract, TODAY)[0].excess(), Cents(1_815), "25.00 and VAT by contract");
    }

    #[test]
    fn a_term_that_has_ended_is_found_and_what_interrupted_it_counts() {
        let due = |on: Date| move |rules: &mut ClaimRules| rules.due_on = on;
        let old = with(&CheckInput { costs: None, ..input() }, due(date(2021, 5, 11)));
        assert!(matches!(check(&old, TODAY).as_slice(), [Finding::TimeBarred(_)]));
        assert_eq!(check(&with(&old, due(date(2021, 5, 12))), TODAY), [], "its last day");
        let paid = CheckInput { interruptions: vec![date(2024, 1, 3)], ..old.clone() };
        assert_eq!(check(&paid, TODAY), [], "a part was paid in time");
        let late = CheckInput { interruptions: vec![date(2026, 5, 12)], ..old.clone() };
        assert_eq!(check(&late, TODAY).len(), 1, "what came after the end starts nothing anew");
        let goods = with(&old, |rules| {
            rules.due_on = date(2024, 5, 11);
            rules.terms.limitation = Some(LimitationKind::ConsumerPurchase);
        });
        assert_eq!(check(&goods, TODAY).len(), 1, "two years for what a consumer bought");
    }
}
