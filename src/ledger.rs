//! The ledger: append-only, double entry, one row a transfer. A row takes an amount from `credit` and puts it into
//! `debit`, so the sum over all accounts is always nothing, and a claim's balance is what stands on its three
//! receivable accounts. The functions here decide which rows an event makes; they write nothing.
//!
//! Every row has a cause and a unique key made from it: booking one event twice breaks on the key.

use crate::ids::{ClaimId, PaymentId};
use crate::imputation::Imputation;
use crate::kinds::vocabulary;
use crate::money::{Cents, Currency, Money};
use jiff::civil::Date;

vocabulary! {
    /// Where value can stand.
    Account, "account" {
        /// Receivable: what the invoices ask.
        Principal = "principal",
        /// Receivable: statutory interest.
        Interest = "interest",
        /// Receivable: collection costs, with their VAT.
        Costs = "costs",
        /// What the creditor has handed us to collect and is not yet collected: the other side of the receivables.
        CreditorClaims = "creditor_claims",
        /// Collected by us and owed to the creditor.
        PayableToCreditor = "payable_to_creditor",
        /// Our account for the money of third parties.
        Bank = "bank",
        /// The creditor's own account: paid there, never through us.
        CreditorBank = "creditor_bank",
        /// Received and not assigned to any claim: it belongs to whoever paid.
        Suspense = "suspense",
        /// Given up by the creditor.
        Waiver = "waiver",
        /// The difference that a corrected invoice makes.
        Correction = "correction",
    }
}

vocabulary! {
    /// Why a row was written.
    Cause, "cause of a posting" {
        /// An invoice came in.
        Invoice = "invoice",
        /// A credit note came in.
        CreditNote = "credit_note",
        /// The creditor's file gave another amount for a known invoice.
        Correction = "correction",
        /// A payment through us.
        Payment = "payment",
        /// A payment straight to the creditor, as the creditor's file says.
        PaidToCreditor = "paid_to_creditor",
        /// The creditor's file took such a payment back.
        PaidToCreditorUndone = "paid_to_creditor_undone",
        /// The creditor took the claim back.
        Recall = "recall",
        /// A credit note against one claim.
        Credit = "credit",
        /// A payment straight to the creditor, as a list of its payments says.
        ReceivedByCreditor = "received_by_creditor",
        /// Collection costs became due.
        CostsCharged = "costs_charged",
        /// Interest was charged.
        InterestCharged = "interest_charged",
        /// The creditor gave something up.
        Waiver = "waiver",
        /// Money we returned.
        Refund = "refund",
        /// Money the payer's bank took back.
        Chargeback = "chargeback",
        /// A payment on a bank statement was booked in the wrong place, and that was taken back.
        Undone = "undone",
    }
}

/// A row to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPosting {
    /// The claim it is about, if it is about one.
    pub claim_id: Option<ClaimId>,
    /// The payment it came from, if it came from one.
    pub payment_id: Option<PaymentId>,
    /// The account the amount goes into.
    pub debit: Account,
    /// The account the amount comes from.
    pub credit: Account,
    /// The amount, above nothing.
    pub amount: Money,
    /// The day from which it counts.
    pub value_on: Date,
    /// Why.
    pub cause: Cause,
    /// Unique in the whole ledger.
    pub cause_key: String,
}

/// What is open of a claim, per kind; also what a payment pays of one. In minor units of the claim's own currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Balance {
    /// Of the invoice itself. Negative on a credit note.
    pub principal: Cents,
    /// Of interest.
    pub interest: Cents,
    /// Of collection costs.
    pub costs: Cents,
}

impl Balance {
    /// Everything together.
    pub fn total(self) -> Cents {
        self.principal + self.interest + self.costs
    }

    /// A balance of principal alone.
    pub const fn of_principal(principal: Cents) -> Balance {
        Balance { principal, interest: Cents::ZERO, costs: Cents::ZERO }
    }

    /// Takes one row, or the sum of many rows between the same two accounts, into the balance.
    pub fn post(&mut self, debit: Account, credit: Account, amount: Cents) {
        if let Some(part) = self.part_mut(debit) {
            *part += amount;
        }
        if let Some(part) = self.part_mut(credit) {
            *part -= amount;
        }
    }

    /// The balance that rows add up to: `(debit, credit, amount)` of one claim, single rows or sums of them.
    pub fn fold(rows: impl IntoIterator<Item = (Account, Account, Cents)>) -> Balance {
        let mut balance = Balance::default();
        for (debit, credit, amount) in rows {
            balance.post(debit, credit, amount);
        }
        balance
    }

    /// The parts with the account each stands on.
    pub fn parts(self) -> [(Account, Cents); 3] {
        [(Account::Costs, self.costs), (Account::Interest, self.interest), (Account::Principal, self.principal)]
    }

    fn part_mut(&mut self, account: Account) -> Option<&mut Cents> {
        match account {
            Account::Principal => Some(&mut self.principal),
            Account::Interest => Some(&mut self.interest),
            Account::Costs => Some(&mut self.costs),
            _ => None,
        }
    }
}

impl std::ops::Add for Balance {
    type Output = Balance;
    fn add(self, other: Balance) -> Balance {
        Balance {
            principal: self.principal + other.principal,
            interest: self.interest + other.interest,
            costs: self.costs + other.costs,
        }
    }
}

impl std::ops::Sub for Balance {
    type Output = Balance;
    fn sub(self, other: Balance) -> Balance {
        Balance {
            principal: self.principal - other.principal,
            interest: self.interest - other.interest,
            costs: self.costs - other.costs,
        }
    }
}

impl std::iter::Sum for Balance {
    fn sum<I: Iterator<Item = Balance>>(balances: I) -> Balance {
        balances.fold(Balance::default(), |sum, balance| sum + balance)
    }
}

/// One row about a claim.
fn row(
    claim: &ClaimId,
    debit: Account,
    credit: Account,
    amount: Money,
    on: Date,
    cause: Cause,
    key: String,
) -> NewPosting {
    let claim_id = Some(claim.clone());
    NewPosting { claim_id, payment_id: None, debit, credit, amount, value_on: on, cause, cause_key: key }
}

/// The same row with its sign taken into its direction; nothing for an amount of nothing.
fn signed(mut posting: NewPosting) -> Vec<NewPosting> {
    match posting.amount.cents {
        0 => Vec::new(),
        1.. => vec![posting],
        _ => {
            std::mem::swap(&mut posting.debit, &mut posting.credit);
            posting.amount.cents = -posting.amount.cents;
            vec![posting]
        }
    }
}

/// An invoice was issued, or a credit note, whose principal is negative. An invoice over nothing makes no row.
pub fn invoice_issued(claim: &ClaimId, principal: Money, issued_on: Date) -> Vec<NewPosting> {
    let cause = if principal.cents < 0 { Cause::CreditNote } else { Cause::Invoice };
    let key = format!("{cause}:{claim}");
    signed(row(claim, Account::Principal, Account::CreditorClaims, principal, issued_on, cause, key))
}

/// A known invoice has another amount now: the difference is posted, nothing is overwritten. `key` tells one
/// correction of this claim from the next (the file's id, or a count); no difference makes no row.
pub fn principal_corrected(claim: &ClaimId, old: Money, new: Money, on: Date, key: &str) -> Vec<NewPosting> {
    assert_eq!(old.currency, new.currency, "a claim never changes its currency: that is another claim");
    let difference = Money { cents: new.cents - old.cents, currency: new.currency };
    let key = format!("{}:{claim}:{key}", Cause::Correction);
    signed(row(claim, Account::Principal, Account::Correction, difference, on, Cause::Correction, key))
}

/// The debtor paid the creditor straight, as the creditor's own file says (its settled date): the parts of `paid`
/// leave the claim. `key` tells one such payment of this claim from the next.
pub fn paid_to_creditor(claim: &ClaimId, paid: Balance, currency: Currency, on: Date, key: &str) -> Vec<NewPosting> {
    from_claim(claim, paid, currency, Account::CreditorBank, on, Cause::PaidToCreditor, key)
}

/// The creditor's file took such a payment back: what it had paid is open again.
pub fn paid_to_creditor_undone(
    claim: &ClaimId,
    paid: Balance,
    currency: Currency,
    on: Date,
    key: &str,
) -> Vec<NewPosting> {
    let back = Balance::default() - paid;
    from_claim(claim, back, currency, Account::CreditorBank, on, Cause::PaidToCreditorUndone, key)
}

/// The creditor gives up the parts of `given_up`. `key` tells one waiver of this claim from the next.
pub fn waived(claim: &ClaimId, given_up: Balance, currency: Currency, on: Date, key: &str) -> Vec<NewPosting> {
    from_claim(claim, given_up, currency, Account::Waiver, on, Cause::Waiver, key)
}

/// The creditor takes a claim back: what is open of it leaves the receivables and is the creditor's own to collect again.
/// `key` tells one recall of this claim from the next.
pub fn recalled(claim: &ClaimId, open: Balance, currency: Currency, on: Date, key: &str) -> Vec<NewPosting> {
    from_claim(claim, open, currency, Account::CreditorClaims, on, Cause::Recall, key)
}

/// A credit note lowers what a claim asks. `key` tells one credit note on this claim from the next.
pub fn credited(claim: &ClaimId, credit: Balance, currency: Currency, on: Date, key: &str) -> Vec<NewPosting> {
    from_claim(claim, credit, currency, Account::Correction, on, Cause::Credit, key)
}

/// The debtor paid the creditor straight, as a line in a list of its payments says. Unlike [`paid_to_creditor`], which
/// follows the settled date of an invoice file, nothing takes it back. `key` tells one such line from the next.
pub fn received_by_creditor(
    claim: &ClaimId,
    paid: Balance,
    currency: Currency,
    on: Date,
    key: &str,
) -> Vec<NewPosting> {
    from_claim(claim, paid, currency, Account::CreditorBank, on, Cause::ReceivedByCreditor, key)
}

/// Moves parts of a claim into one account.
fn from_claim(
    claim: &ClaimId,
    parts: Balance,
    currency: Currency,
    into: Account,
    on: Date,
    cause: Cause,
    key: &str,
) -> Vec<NewPosting> {
    let part_row = |(account, amount): (Account, Cents)| {
        let key = format!("{cause}:{claim}:{account}:{key}");
        signed(row(claim, into, account, Money { cents: amount.0, currency }, on, cause, key))
    };
    parts.parts().into_iter().flat_map(part_row).collect()
}

/// Collection costs became due. Once a claim: what is charged a second time breaks on the key.
pub fn costs_charged(claim: &ClaimId, amount: Money, on: Date) -> Vec<NewPosting> {
    let key = format!("{}:{claim}", Cause::CostsCharged);
    signed(row(claim, Account::Costs, Account::CreditorClaims, amount, on, Cause::CostsCharged, key))
}

/// Interest up to and including a day was charged: once a claim and day.
pub fn interest_charged(claim: &ClaimId, amount: Money, until: Date) -> Vec<NewPosting> {
    let key = format!("{}:{claim}:{until}", Cause::InterestCharged);
    signed(row(claim, Account::Interest, Account::CreditorClaims, amount, until, Cause::InterestCharged, key))
}

/// A payment through us came in, spread over claims: it reaches the bank once, leaves suspense for each part of each
/// claim, and becomes payable to that claim's creditor. What was overpaid stays in suspense.
pub fn payment_received(payment: &PaymentId, imputation: &Imputation, currency: Currency, on: Date) -> Vec<NewPosting> {
    move_payment(payment, imputation, currency, on, Cause::Payment, "")
}

/// Money of a payment went back: refunded by us, charged back by the payer's bank, or booked for the wrong debtor, whose
/// payment it is no longer. `imputation` says which parts
/// (normally those that were booked, or a share of them); they are open again. `key` tells one return of this payment
/// from the next (the provider's id of it).
pub fn payment_returned(
    payment: &PaymentId,
    imputation: &Imputation,
    currency: Currency,
    on: Date,
    cause: Cause,
    key: &str,
) -> Vec<NewPosting> {
    assert!(
        matches!(cause, Cause::Refund | Cause::Chargeback | Cause::Undone),
        "money goes back by a refund, a chargeback, or because the booking is undone"
    );
    let mut rows = move_payment(payment, imputation, currency, on, cause, key);
    for posting in &mut rows {
        std::mem::swap(&mut posting.debit, &mut posting.credit);
    }
    rows
}

/// Money that had gone back came in again: a refund that could not be delivered, or a bank that gave a chargeback up.
/// `imputation` says where it goes now; `key` tells one such event of this payment from the next.
pub fn payment_return_undone(
    payment: &PaymentId,
    imputation: &Imputation,
    currency: Currency,
    on: Date,
    cause: Cause,
    key: &str,
) -> Vec<NewPosting> {
    assert!(matches!(cause, Cause::Refund | Cause::Chargeback), "only what went back can come in again");
    move_payment(payment, imputation, currency, on, cause, key)
}

/// Money of a payment that lay in suspense pays claims after all, as the debtor chose. Nothing moves at the bank. `key`
/// tells one choice about this payment from the next.
pub fn credit_applied(
    payment: &PaymentId,
    imputation: &Imputation,
    currency: Currency,
    on: Date,
    key: &str,
) -> Vec<NewPosting> {
    let rows = move_payment(payment, imputation, currency, on, Cause::Payment, key);
    rows.into_iter().filter(|row| row.debit != Account::Bank).collect()
}

/// The rows of a payment as it comes in.
fn move_payment(
    payment: &PaymentId,
    imputation: &Imputation,
    currency: Currency,
    on: Date,
    cause: Cause,
    key: &str,
) -> Vec<NewPosting> {
    let mut rows = Vec::new();
    let stem = if key.is_empty() { format!("{cause}:{payment}") } else { format!("{cause}:{payment}:{key}") };
    let mut add = |claim_id: Option<&ClaimId>, debit, credit, amount: Cents, detail: String| {
        if amount.is_positive() {
            rows.push(NewPosting {
                claim_id: claim_id.cloned(),
                payment_id: Some(payment.clone()),
                debit,
                credit,
                amount: Money { cents: amount.0, currency },
                value_on: on,
                cause,
                cause_key: format!("{stem}:{detail}"),
            });
        }
    };
    let assigned: Cents = imputation.parts.iter().map(|part| part.paid.total()).sum();
    add(None, Account::Bank, Account::Suspense, assigned + imputation.overpaid, "received".to_owned());
    for (at, part) in imputation.parts.iter().enumerate() {
        let claim = &part.claim_id;
        for (account, amount) in part.paid.parts() {
            add(Some(claim), Account::Suspense, account, amount, format!("{at}:{claim}:{account}"));
        }
        let total = part.paid.total();
        add(Some(claim), Account::CreditorClaims, Account::PayableToCreditor, total, format!("{at}:{claim}:payable"));
    }
    rows
}

#[cfg(test)]
#[path = "ledger_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "conservation_tests.rs"]
mod conservation;
