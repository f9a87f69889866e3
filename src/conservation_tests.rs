//! Whatever happens in whatever order, no cent appears, vanishes, or lands on a part that was not its turn.

use super::*;
use crate::imputation::{ClaimPart, OpenClaim, Order, impute, split, take_back};
use crate::waiver::{WaiverOf, parts as waiver_parts};
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const DAY: Date = date(2026, 5, 12);

/// One thing that happens; numbers choose a claim or a payment among those there are.
#[derive(Debug, Clone)]
enum Event {
    Issue(i64),
    Correct(usize, i64),
    Costs(usize, i64),
    Interest(usize, i64),
    Credit(usize, i64),
    Waive(usize, i64, WaiverOf),
    Recall(usize),
    ReceivedByCreditor(usize, i64),
    Pay(Vec<(usize, i64)>),
    Back(usize, i64, Cause),
    Again(usize),
    ApplyCredit(usize, usize),
}

fn any_event() -> impl Strategy<Value = Event> {
    let claim = || 0usize..6;
    let cents = || 1i64..12_000;
    let of = proptest::sample::select(WaiverOf::ALL);
    prop_oneof![
        3 => (-2_000i64..20_000).prop_map(Event::Issue),
        1 => (claim(), 0i64..20_000).prop_map(|(at, cents)| Event::Correct(at, cents)),
        2 => (claim(), 0i64..5_000).prop_map(|(at, cents)| Event::Costs(at, cents)),
        2 => (claim(), 0i64..900).prop_map(|(at, cents)| Event::Interest(at, cents)),
        1 => (claim(), cents()).prop_map(|(at, cents)| Event::Credit(at, cents)),
        2 => (claim(), cents(), of).prop_map(|(at, cents, of)| Event::Waive(at, cents, of)),
        1 => claim().prop_map(Event::Recall),
        1 => (claim(), cents()).prop_map(|(at, cents)| Event::ReceivedByCreditor(at, cents)),
        5 => proptest::collection::vec((claim(), cents()), 1..4).prop_map(Event::Pay),
        2 => (0usize..8, cents(), proptest::sample::select(&[Cause::Refund, Cause::Chargeback][..]))
            .prop_map(|(at, cents, cause)| Event::Back(at, cents, cause)),
        1 => (0usize..8).prop_map(Event::Again),
        1 => (0usize..8, claim()).prop_map(|(at, claim)| Event::ApplyCredit(at, claim)),
    ]
}

/// One payment, as a plain count of its own.
#[derive(Debug, Default, Clone)]
struct Payment {
    /// What stands of it: came in, less what went back.
    stands: i64,
    /// What went back last, and for which cause.
    back: Option<(i64, Cause)>,
}

/// The rows, and what they must come to, counted apart from them.
#[derive(Default)]
struct Books {
    rows: Vec<NewPosting>,
    claims: Vec<(ClaimId, i64, Order)>,
    payments: Vec<Payment>,
    charged: i64,
    given_up: i64,
    at_creditor: i64,
    step: usize,
}

impl Books {
    fn open(&self, claim: &ClaimId) -> Balance {
        let of_claim = self.rows.iter().filter(|row| row.claim_id.as_ref() == Some(claim));
        Balance::fold(of_claim.map(|row| (row.debit, row.credit, Cents(row.amount.cents))))
    }

    fn claim(&self, at: usize) -> Option<(ClaimId, i64, Order)> {
        (!self.claims.is_empty()).then(|| self.claims[at % self.claims.len()].clone())
    }

    fn payment(&self, at: usize) -> Option<(usize, PaymentId)> {
        let at = (!self.payments.is_empty()).then(|| at % self.payments.len())?;
        Some((at, format!("payment-{at}").into()))
    }

    fn open_claims(&self) -> Vec<OpenClaim> {
        let open = |(id, _, order): &(ClaimId, i64, Order)| OpenClaim {
            claim_id: id.clone(),
            due_on: DAY,
            balance: self.open(id),
            order: *order,
        };
        self.claims.iter().map(open).collect()
    }

    /// What stands booked of a payment, read from the rows as the server's query reads it.
    fn booked(&self, payment: &PaymentId) -> Imputation {
        let mut paid: BTreeMap<ClaimId, Balance> = BTreeMap::new();
        let mut overpaid = Cents::ZERO;
        for row in self.rows.iter().filter(|row| row.payment_id.as_ref() == Some(payment)) {
            let cents = Cents(row.amount.cents);
            if let Some(claim) = &row.claim_id {
                paid.entry(claim.clone()).or_default().post(row.credit, row.debit, cents);
            }
            match (row.debit, row.credit) {
                (Account::Suspense, _) => overpaid -= cents,
                (_, Account::Suspense) => overpaid += cents,
                _ => {}
            }
        }
        let parts = paid.into_iter().filter(|(_, paid)| *paid != Balance::default());
        Imputation { parts: parts.map(|(claim_id, paid)| ClaimPart { claim_id, paid }).collect(), overpaid }
    }

    fn happen(&mut self, event: &Event) -> Result<(), TestCaseError> {
        self.step += 1;
        let key = self.step.to_string();
        match event {
            Event::Issue(cents) => {
                let id: ClaimId = format!("claim-{}", self.claims.len()).into();
                self.rows.extend(invoice_issued(&id, Money::euro(*cents), DAY));
                let order = if cents % 2 == 0 { Order::CostsFirst } else { Order::PrincipalFirst };
                self.claims.push((id, *cents, order));
                self.charged += cents;
            }
            Event::Pay(parts) => return self.pay(parts),
            Event::Back(at, cents, cause) => self.give_back(*at, *cents, *cause, &key),
            Event::Again(at) => self.come_again(*at, &key),
            Event::ApplyCredit(at, claim) => self.apply_credit(*at, *claim, &key),
            Event::Correct(at, _)
            | Event::Costs(at, _)
            | Event::Interest(at, _)
            | Event::Credit(at, _)
            | Event::Waive(at, ..)
            | Event::Recall(at)
            | Event::ReceivedByCreditor(at, _) => {
                if let Some(claim) = self.claim(*at) {
                    self.happen_to(event, claim, &key);
                }
            }
        }
        Ok(())
    }

    /// What happens to one claim, without money passing through us.
    fn happen_to(&mut self, event: &Event, (id, principal, order): (ClaimId, i64, Order), key: &str) {
        let open = self.open(&id);
        let eur = Currency::EUR;
        match *event {
            Event::Correct(_, cents) => {
                self.rows.extend(principal_corrected(&id, Money::euro(principal), Money::euro(cents), DAY, key));
                self.claims.iter_mut().filter(|claim| claim.0 == id).for_each(|claim| claim.1 = cents);
                self.charged += cents - principal;
            }
            Event::Costs(_, cents) if !self.rows.iter().any(|row| row.cause_key == format!("costs_charged:{id}")) => {
                self.rows.extend(costs_charged(&id, Money::euro(cents), DAY));
                self.charged += cents;
            }
            Event::Interest(_, cents) => {
                let until = crate::dates::add_days(DAY, self.step as i64);
                self.rows.extend(interest_charged(&id, Money::euro(cents), until));
                self.charged += cents;
            }
            Event::Credit(_, cents) if Cents(cents) <= open.principal => {
                self.rows.extend(credited(&id, Balance::of_principal(Cents(cents)), eur, DAY, key));
                self.given_up += cents;
            }
            Event::Waive(_, cents, of) => {
                if let Ok(parts) = waiver_parts(Cents(cents), open, of) {
                    self.rows.extend(waived(&id, parts, eur, DAY, key));
                    self.given_up += cents;
                }
            }
            Event::Recall(_) => {
                self.rows.extend(recalled(&id, open, eur, DAY, key));
                self.given_up += open.total().0;
            }
            Event::ReceivedByCreditor(_, cents) => {
                let (paid, _) = impute(Cents(cents), open, order);
                self.rows.extend(received_by_creditor(&id, paid, eur, DAY, key));
                self.at_creditor += paid.total().0;
            }
            _ => {}
        }
    }

    /// A payment comes in; each claim it pays is paid in its creditor's order.
    fn pay(&mut self, parts: &[(usize, i64)]) -> Result<(), TestCaseError> {
        let chosen: Vec<(ClaimId, Cents)> =
            parts.iter().filter_map(|(at, cents)| Some((self.claim(*at)?.0, Cents(*cents)))).collect();
        let before = self.open_claims();
        let imputation = split(&chosen, &before);
        let payment: PaymentId = format!("payment-{}", self.payments.len()).into();
        self.rows.extend(payment_received(&payment, &imputation, Currency::EUR, DAY));
        let cents = chosen.iter().map(|(_, cents)| cents.0).sum();
        self.payments.push(Payment { stands: cents, back: None });
        for claim in before {
            let (was, is) = (claim.balance, self.open(&claim.claim_id));
            let paid = was - is;
            prop_assert!(paid.total() <= was.total().or_zero(), "no claim is paid beyond what is open of it");
            // Whatever part comes earlier is paid in full before a later one gets a cent.
            let turns = match claim.order {
                Order::CostsFirst => {
                    [(was.costs, paid.costs), (was.interest, paid.interest), (was.principal, paid.principal)]
                }
                Order::PrincipalFirst => {
                    [(was.principal, paid.principal), (was.costs, paid.costs), (was.interest, paid.interest)]
                }
            };
            for (at, (open, got)) in turns.into_iter().enumerate() {
                let later: Cents = turns[at + 1..].iter().map(|(_, got)| *got).sum();
                prop_assert!(got >= Cents::ZERO && got <= open.or_zero());
                prop_assert!(got == open.or_zero() || later == Cents::ZERO, "{:?}: {turns:?}", claim.order);
            }
        }
        Ok(())
    }

    fn give_back(&mut self, at: usize, cents: i64, cause: Cause, key: &str) {
        let Some((at, id)) = self.payment(at) else { return };
        let cents = cents.min(self.payments[at].stands);
        if cents > 0 {
            let back = take_back(&self.booked(&id), Cents(cents));
            self.rows.extend(payment_returned(&id, &back, Currency::EUR, DAY, cause, key));
            self.payments[at] = Payment { stands: self.payments[at].stands - cents, back: Some((cents, cause)) };
        }
    }

    /// What went back last is here again; it waits for the debtor.
    fn come_again(&mut self, at: usize, key: &str) {
        let Some((at, id)) = self.payment(at) else { return };
        if let Some((cents, cause)) = self.payments[at].back.take() {
            let waits = Imputation { parts: Vec::new(), overpaid: Cents(cents) };
            self.rows.extend(payment_return_undone(&id, &waits, Currency::EUR, DAY, cause, key));
            self.payments[at].stands += cents;
        }
    }

    fn apply_credit(&mut self, at: usize, claim: usize, key: &str) {
        let (Some((_, id)), Some((claim, ..))) = (self.payment(at), self.claim(claim)) else { return };
        let amount = self.booked(&id).overpaid.min(self.open(&claim).total()).or_zero();
        if amount.is_positive() {
            let imputation = split(&[(claim, amount)], &self.open_claims());
            self.rows.extend(credit_applied(&id, &imputation, Currency::EUR, DAY, key));
        }
    }

    fn on(&self, account: Account) -> i64 {
        self.rows.iter().fold(0, |sum, row| {
            sum + if row.debit == account { row.amount.cents } else { 0 }
                - if row.credit == account { row.amount.cents } else { 0 }
        })
    }

    /// What must hold after every single event.
    fn check(&self) -> Result<(), TestCaseError> {
        prop_assert_eq!(
            Account::ALL.iter().map(|account| self.on(*account)).sum::<i64>(),
            0,
            "all accounts are nothing"
        );
        let received: i64 = self.payments.iter().map(|payment| payment.stands).sum();
        prop_assert_eq!(self.on(Account::Bank), received, "the bank holds what came in and did not go back");
        let (payable, suspense) = (-self.on(Account::PayableToCreditor), -self.on(Account::Suspense));
        prop_assert_eq!(payable + suspense, received, "every cent of it is a creditor's or its payer's");
        prop_assert!(payable >= 0 && suspense >= 0);
        let open: i64 = self.claims.iter().map(|(id, ..)| self.open(id).total().0).sum();
        prop_assert_eq!(open, self.charged - self.given_up - self.at_creditor - payable, "what is open is explained");
        prop_assert_eq!(self.on(Account::CreditorBank), self.at_creditor);
        for at in 0..self.payments.len() {
            let booked = self.booked(&format!("payment-{at}").into());
            let parts: Cents = booked.parts.iter().map(|part| part.paid.total()).sum();
            prop_assert_eq!((parts + booked.overpaid).0, self.payments[at].stands, "a payment is all of its parts");
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]
    #[test]
    fn no_cent_is_lost_whatever_happens(events in proptest::collection::vec(any_event(), 1..40)) {
        let mut books = Books::default();
        for event in &events {
            books.happen(event)?;
            books.check()?;
        }
        prop_assert!(books.rows.iter().all(|row| row.amount.cents > 0 && row.debit != row.credit));
        let keys: BTreeSet<&str> = books.rows.iter().map(|row| row.cause_key.as_str()).collect();
        prop_assert_eq!(keys.len(), books.rows.len(), "every row has a key of its own");
    }
}
