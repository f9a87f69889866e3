//! What a payment settles of a claim, in words: the same before it is made and after it has come in.

use crate::texts::fill;
use crate::texts::paying::texts;
use effen::imputation::Order;
use effen::kinds::{Country, Lang};
use effen::ledger::Balance;
use effen::money::{Cents, Currency, Money};

/// 'Hiervan gaat naar: kosten € 48,40, rente € 2,15, de rekening zelf € 9,45.' Nothing where all of it goes to the
/// invoice itself.
pub fn parts_words(paid: Balance, order: Order, currency: Currency, lang: Lang) -> Option<String> {
    if paid.costs == Cents::ZERO && paid.interest == Cents::ZERO {
        return None;
    }
    let t = texts(lang);
    let (costs, interest, principal) =
        ((t.part_costs, paid.costs), (t.part_interest, paid.interest), (t.part_principal, paid.principal));
    let ordered = match order {
        Order::CostsFirst => [costs, interest, principal],
        Order::PrincipalFirst => [principal, costs, interest],
    };
    let words: Vec<String> = ordered
        .into_iter()
        .filter(|(_, cents)| cents.is_positive())
        .map(|(words, cents)| fill(words, &[("amount", &Money { cents: cents.0, currency }.format(lang))]))
        .collect();
    Some(fill(t.part_settles, &[("parts", &words.join(", "))]))
}

/// By which rule: the law's, or the creditor's own that favours the debtor.
pub fn rule_words(order: Order, creditor: &str, country: Country, lang: Lang) -> String {
    let t = texts(lang);
    match order {
        Order::CostsFirst if country == Country::Nl => t.rule_costs.to_owned(),
        Order::CostsFirst => t.rule_costs_be.to_owned(),
        Order::PrincipalFirst => fill(t.rule_principal, &[("creditor", creditor)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_told_in_the_order_in_which_they_are_paid_and_what_is_nothing_is_left_out() {
        let paid = Balance { principal: Cents(945), interest: Cents(0), costs: Cents(4_840) };
        let told = |order| parts_words(paid, order, Currency::EUR, Lang::Nl).unwrap();
        let costs = "Hiervan gaat naar: kosten €\u{a0}48,40, de rekening zelf €\u{a0}9,45.";
        assert_eq!(told(Order::CostsFirst), costs);
        assert!(told(Order::PrincipalFirst).starts_with("Hiervan gaat naar: de rekening zelf"));
        assert_eq!(parts_words(Balance::of_principal(Cents(5)), Order::CostsFirst, Currency::EUR, Lang::En), None);
    }
}
