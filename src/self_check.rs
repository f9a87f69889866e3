//! Looking at our own claims before anybody has to complain: is a claim past its term, and do its costs keep to the rule?
//! A finding holds the claim until an agent has looked; it decides nothing by itself.

use crate::costs::{CostsCase, costs_of};
use crate::explain::Explanation;
use crate::kinds::{Country, PartyKind};
use crate::limitation::{Limitation, LimitationKind, LimitationState, limitation};
use crate::money::Cents;
use jiff::civil::Date;

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckInput {
    /// Whose law.
    pub country: Country,
    /// Consumer or company.
    pub party: PartyKind,
    /// Which term of limitation holds.
    pub kind: LimitationKind,
    /// When the claim was due.
    pub due_on: Date,
    /// The principal as on the invoice: costs over what was paid before them are no excess that we can be sure of.
    pub principal: Cents,
    /// Whether VAT comes on top of costs.
    pub vat_on_costs: bool,
    /// Costs that were charged, less what was given up of them, and since when.
    pub costs: Option<(Cents, Date)>,
    /// Days on which the term began anew: formal demands, part payments, acknowledgements.
    pub interruptions: Vec<Date>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    let term = limitation(input.country, input.kind, input.due_on, &input.interruptions);
    let lapsed = term.filter(|term| term.state(today) == LimitationState::Past).map(Finding::TimeBarred);
    let above = input.costs.and_then(|(charged, on)| {
        let consumer = CostsCase::consumer(input.country, input.principal, on);
        let case = CostsCase { party: input.party, vat_on_top: input.vat_on_costs, ..consumer };
        let allowed = costs_of(&case).ok()?;
        (charged > allowed.total).then_some(Finding::CostsAbove { charged, allowed })
    });
    lapsed.into_iter().chain(above).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 5, 12);

    fn input() -> CheckInput {
        CheckInput {
            country: Country::Nl,
            party: PartyKind::Person,
            kind: LimitationKind::General,
            due_on: date(2025, 5, 1),
            principal: Cents(26_000),
            vat_on_costs: true,
            costs: Some((Cents(4_840), date(2026, 4, 12))),
            interruptions: Vec::new(),
        }
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
        let without_vat = check(&CheckInput { vat_on_costs: false, ..input() }, TODAY);
        assert_eq!(without_vat[0].excess(), Cents(840));
    }

    #[test]
    fn a_term_that_has_ended_is_found_and_what_interrupted_it_counts() {
        let old = CheckInput { due_on: date(2021, 5, 11), costs: None, ..input() };
        assert!(matches!(check(&old, TODAY).as_slice(), [Finding::TimeBarred(_)]));
        assert_eq!(check(&CheckInput { due_on: date(2021, 5, 12), ..old.clone() }, TODAY), [], "its last day");
        let paid = CheckInput { interruptions: vec![date(2024, 1, 3)], ..old.clone() };
        assert_eq!(check(&paid, TODAY), [], "a part was paid in time");
        let late = CheckInput { interruptions: vec![date(2026, 5, 12)], ..old.clone() };
        assert_eq!(check(&late, TODAY).len(), 1, "what came after the end starts nothing anew");
        let goods = CheckInput { kind: LimitationKind::ConsumerPurchase, due_on: date(2024, 5, 11), ..old };
        assert_eq!(check(&goods, TODAY).len(), 1, "two years for what a consumer bought");
    }
}
