use super::*;
use crate::imputation::{OpenClaim, Order, spread};
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const DAY: Date = date(2026, 5, 12);

fn claim(at: usize) -> ClaimId {
    format!("claim-{at}").into()
}

fn balance_of(rows: &[NewPosting], claim: &ClaimId) -> Balance {
    Balance::fold(
        rows.iter()
            .filter(|row| row.claim_id.as_ref() == Some(claim))
            .map(|row| (row.debit, row.credit, Cents(row.amount.cents))),
    )
}

fn net(rows: &[NewPosting]) -> BTreeMap<Account, i64> {
    let mut sums = BTreeMap::new();
    for row in rows {
        *sums.entry(row.debit).or_default() += row.amount.cents;
        *sums.entry(row.credit).or_default() -= row.amount.cents;
    }
    sums
}

fn on(rows: &[NewPosting], account: Account) -> i64 {
    net(rows).get(&account).copied().unwrap_or(0)
}

#[test]
fn an_invoice_opens_and_a_credit_note_opens_below_nothing() {
    let rows = invoice_issued(&claim(1), Money::euro(12_345), DAY);
    assert_eq!(balance_of(&rows, &claim(1)).principal, Cents(12_345));
    let rows = invoice_issued(&claim(2), Money::euro(-500), DAY);
    assert_eq!(rows[0].cause, Cause::CreditNote);
    assert_eq!(balance_of(&rows, &claim(2)).total(), Cents(-500));
    assert!(invoice_issued(&claim(3), Money::euro(0), DAY).is_empty());
}

#[test]
fn a_correction_posts_the_difference_only() {
    let mut rows = invoice_issued(&claim(1), Money::euro(10_000), DAY);
    rows.extend(principal_corrected(&claim(1), Money::euro(10_000), Money::euro(8_000), DAY, "file-2"));
    assert_eq!(balance_of(&rows, &claim(1)).principal, Cents(8_000));
    assert_eq!(rows[1].amount, Money::euro(2_000));
    assert!(principal_corrected(&claim(1), Money::euro(5), Money::euro(5), DAY, "same").is_empty());
}

#[test]
fn a_payment_straight_to_the_creditor_can_be_taken_back() {
    let mut rows = invoice_issued(&claim(1), Money::euro(10_000), DAY);
    let paid = Balance::of_principal(Cents(10_000));
    rows.extend(paid_to_creditor(&claim(1), paid, Currency::EUR, DAY, "1"));
    assert_eq!(balance_of(&rows, &claim(1)).total(), Cents::ZERO);
    assert_eq!(on(&rows, Account::Bank), 0, "it never passed through us");
    rows.extend(paid_to_creditor_undone(&claim(1), paid, Currency::EUR, DAY, "2"));
    assert_eq!(balance_of(&rows, &claim(1)).total(), Cents(10_000));
}

#[test]
fn a_waiver_takes_what_it_says_from_each_part() {
    let mut rows = invoice_issued(&claim(1), Money::euro(10_000), DAY);
    rows.extend(costs_charged(&claim(1), Money::euro(4_000), DAY));
    rows.extend(interest_charged(&claim(1), Money::euro(77), DAY));
    let costs_only = Balance { costs: Cents(4_000), ..Balance::default() };
    rows.extend(waived(&claim(1), costs_only, Currency::EUR, DAY, "1"));
    let left = balance_of(&rows, &claim(1));
    assert_eq!((left.principal, left.interest, left.costs), (Cents(10_000), Cents(77), Cents(0)));
}

fn event_rows(amounts: &[(i64, i64, i64)], payments: &[i64], returned: bool) -> (Vec<NewPosting>, i64) {
    let mut rows = Vec::new();
    for (at, &(principal, interest, costs)) in amounts.iter().enumerate() {
        rows.extend(invoice_issued(&claim(at), Money::euro(principal), DAY));
        rows.extend(interest_charged(&claim(at), Money::euro(interest), DAY));
        rows.extend(costs_charged(&claim(at), Money::euro(costs), DAY));
    }
    let mut received = 0;
    for (number, &amount) in payments.iter().enumerate() {
        let open: Vec<OpenClaim> = (0..amounts.len())
            .map(|at| OpenClaim {
                claim_id: claim(at),
                due_on: DAY,
                balance: balance_of(&rows, &claim(at)),
                order: Order::CostsFirst,
            })
            .collect();
        let payment: PaymentId = format!("payment-{number}").into();
        let imputation = spread(Cents(amount), &open, &[]);
        rows.extend(payment_received(&payment, &imputation, Currency::EUR, DAY));
        received += amount;
        if returned && number == 0 {
            rows.extend(payment_returned(&payment, &imputation, Currency::EUR, DAY, Cause::Chargeback, "cb-1"));
            received -= amount;
        }
    }
    (rows, received)
}

proptest! {
    /// Conservation: nothing appears or vanishes, whatever happens in which order.
    #[test]
    fn value_is_conserved(
        amounts in proptest::collection::vec((-500i64..20_000, 0i64..900, 0i64..4_000), 1..5),
        payments in proptest::collection::vec(0i64..30_000, 0..5),
        returned in any::<bool>(),
    ) {
        let (rows, received) = event_rows(&amounts, &payments, returned);
        let sums = net(&rows);
        prop_assert_eq!(sums.values().sum::<i64>(), 0);
        prop_assert_eq!(on(&rows, Account::Bank), received);
        prop_assert_eq!(on(&rows, Account::Bank), -on(&rows, Account::PayableToCreditor) - on(&rows, Account::Suspense));
        let open: i64 = (0..amounts.len()).map(|at| balance_of(&rows, &claim(at)).total().0).sum();
        let asked: i64 = amounts.iter().map(|(principal, interest, costs)| principal + interest + costs).sum();
        prop_assert_eq!(open, asked + on(&rows, Account::PayableToCreditor));
        prop_assert_eq!(open, -on(&rows, Account::CreditorClaims), "the creditor's side mirrors the debtor's");
        prop_assert!(rows.iter().all(|row| row.amount.cents > 0 && row.debit != row.credit));
        let keys: BTreeSet<&str> = rows.iter().map(|row| row.cause_key.as_str()).collect();
        prop_assert_eq!(keys.len(), rows.len(), "every row has a key of its own");
        // A credit balance offsets nothing by itself, and no claim is ever paid below nothing.
        for (at, amount) in amounts.iter().enumerate() {
            prop_assert!(balance_of(&rows, &claim(at)).total().0 >= (amount.0 + amount.1 + amount.2).min(0));
        }
    }
}

#[test]
fn money_that_lay_with_us_pays_a_claim_without_moving_at_the_bank_and_what_went_back_can_come_again() {
    let payment = PaymentId("p".to_owned());
    let mut rows = payment_received(&payment, &Imputation { parts: vec![], overpaid: Cents(500) }, Currency::EUR, DAY);
    let part = crate::imputation::ClaimPart { claim_id: claim(1), paid: Balance::of_principal(Cents(300)) };
    let applied = Imputation { parts: vec![part], overpaid: Cents::ZERO };
    rows.extend(credit_applied(&payment, &applied, Currency::EUR, DAY, "1"));
    assert_eq!((on(&rows, Account::Bank), on(&rows, Account::Suspense)), (500, -200));
    let rest = Imputation { parts: vec![], overpaid: Cents(200) };
    rows.extend(payment_returned(&payment, &rest, Currency::EUR, DAY, Cause::Refund, "1"));
    assert_eq!((on(&rows, Account::Bank), on(&rows, Account::Suspense)), (300, 0));
    rows.extend(payment_return_undone(&payment, &rest, Currency::EUR, DAY, Cause::Refund, "2"));
    assert_eq!((on(&rows, Account::Bank), on(&rows, Account::Suspense)), (500, -200));
    let keys: BTreeSet<_> = rows.iter().map(|row| row.cause_key.clone()).collect();
    assert_eq!(keys.len(), rows.len(), "every row has a key of its own");
}
