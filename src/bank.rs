//! What stands on a bank statement of ours, one entry at a time: its states as a table, and its rows in the books while
//! it belongs to no debtor yet. An entry comes in on [`Account::Bank`] against [`Account::Suspense`]; when it is booked
//! for a debtor it leaves both by the opposite row, and comes back as a payment in that debtor's own ledger. So the
//! bank's balance is the sum over both places, at any moment, and no euro is in none or in two.

use crate::kinds::vocabulary;
use crate::ledger::Account;
use crate::money::Money;
use jiff::civil::Date;

vocabulary! {
    /// Where an entry of a bank statement stands.
    EntryState, "state of a bank entry" {
        /// Nobody knows yet whose it is.
        Unmatched = "unmatched",
        /// There are claims it may pay; an agent decides.
        Proposed = "proposed",
        /// Booked for a debtor: as a payment, or as a payment that went back.
        Booked = "booked",
        /// An agent looked and left it where it is, with a note.
        SetAside = "set_aside",
        /// It was booked and has gone back in full.
        Returned = "returned",
        /// It is no debtor's: a payout of the payment provider, or one of ours to a creditor.
        Settled = "settled",
    }
}

vocabulary! {
    /// What can happen to an entry.
    EntryEvent, "event of a bank entry" {
        /// Claims that it may pay were found.
        Propose = "propose",
        /// It was booked for a debtor.
        Book = "book",
        /// An agent set it aside.
        SetAside = "set_aside",
        /// An agent took it up again.
        Reopen = "reopen",
        /// All of it went back to the payer.
        Return = "return",
        /// It was found to be a payout.
        Settle = "settle",
        /// An agent saw that it was booked in the wrong place, and took the booking back.
        Undo = "undo",
    }
}

use EntryEvent as E;
use EntryState as S;

/// Every move an entry can make. What is not here is forbidden.
pub const ENTRY_MOVES: &[(EntryState, EntryEvent, EntryState)] = &[
    (S::Unmatched, E::Propose, S::Proposed),
    (S::Unmatched, E::Book, S::Booked),
    (S::Unmatched, E::SetAside, S::SetAside),
    (S::Proposed, E::Book, S::Booked),
    (S::Proposed, E::SetAside, S::SetAside),
    (S::SetAside, E::Reopen, S::Unmatched),
    (S::Booked, E::Return, S::Returned),
    (S::Booked, E::Undo, S::Unmatched),
    (S::Unmatched, E::Settle, S::Settled),
];

/// A move that the table does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a bank entry that is {from} has no way to {event}")]
pub struct ForbiddenEntryMove {
    /// Where the entry stands.
    pub from: EntryState,
    /// What was to happen.
    pub event: EntryEvent,
}

impl EntryState {
    /// Where an event leads.
    ///
    /// # Errors
    /// When the table has no such move.
    pub fn after(self, event: EntryEvent) -> Result<EntryState, ForbiddenEntryMove> {
        let found = ENTRY_MOVES.iter().find(|(from, by, _)| (*from, *by) == (self, event));
        found.map(|(_, _, to)| *to).ok_or(ForbiddenEntryMove { from: self, event })
    }
}

/// A row of the books about an entry, outside every debtor's ledger. Its cause is in its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankPosting {
    /// The account the amount goes into.
    pub debit: Account,
    /// The account the amount comes from.
    pub credit: Account,
    /// The amount, above nothing.
    pub amount: Money,
    /// The day from which it counts.
    pub value_on: Date,
    /// Unique in the whole table: an entry arrives once, and leaves once until that is undone.
    pub cause_key: String,
}

/// An entry came in: money received (`amount` above nothing) or money that left our account (below). Nothing for an
/// amount of nothing.
pub fn entry_arrived(entry_id: &str, amount: Money, on: Date) -> Option<BankPosting> {
    between(Account::Bank, Account::Suspense, amount, on, format!("arrived:{entry_id}"))
}

/// The entry was booked for a debtor: it leaves the books outside every debtor by the opposite row. `undone`: how many
/// times a booking of it was taken back before.
pub fn entry_assigned(entry_id: &str, amount: Money, on: Date, undone: i64) -> Option<BankPosting> {
    let key = if undone == 0 { format!("assigned:{entry_id}") } else { format!("assigned:{entry_id}:{undone}") };
    between(Account::Suspense, Account::Bank, amount, on, key)
}

/// The booking was taken back: the entry is here again, and nobody's. `undone`: which time it is, from 1.
pub fn entry_unassigned(entry_id: &str, amount: Money, on: Date, undone: i64) -> Option<BankPosting> {
    between(Account::Bank, Account::Suspense, amount, on, format!("unassigned:{entry_id}:{undone}"))
}

/// The payment provider paid out what it had collected. Each payment of it stands in its debtor's ledger since the provider
/// said that it was paid, on [`Account::Bank`]: so the payout leaves by the opposite row, and counts nothing twice.
pub fn provider_paid_out(entry_id: &str, amount: Money, on: Date) -> Option<BankPosting> {
    between(Account::Suspense, Account::Bank, amount, on, format!("provider_payout:{entry_id}"))
}

/// We paid a creditor what we owed: `amount` is below nothing, as on the statement.
pub fn creditor_paid_out(entry_id: &str, amount: Money, on: Date) -> Option<BankPosting> {
    between(Account::Suspense, Account::PayableToCreditor, amount, on, format!("creditor_payout:{entry_id}"))
}

fn between(debit: Account, credit: Account, amount: Money, on: Date, cause_key: String) -> Option<BankPosting> {
    let (debit, credit) = if amount.cents < 0 { (credit, debit) } else { (debit, credit) };
    let amount = Money { cents: amount.cents.abs(), ..amount };
    (amount.cents != 0).then_some(BankPosting { debit, credit, amount, value_on: on, cause_key })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn the_table_allows_what_it_lists_and_forbids_the_rest() {
        let mut allowed = 0;
        for &from in EntryState::ALL {
            for &event in EntryEvent::ALL {
                match from.after(event) {
                    Ok(to) => {
                        allowed += 1;
                        assert_ne!(from, to);
                    }
                    Err(error) => assert_eq!(error, ForbiddenEntryMove { from, event }),
                }
            }
        }
        assert_eq!(allowed, ENTRY_MOVES.len(), "no move is listed twice");
        assert!(S::Booked.after(E::Book).is_err(), "nothing is booked twice");
        assert!(S::Booked.after(E::SetAside).is_err(), "what is booked cannot be put away");
        assert!(EntryEvent::ALL.iter().all(|event| S::Settled.after(*event).is_err()), "a payout is the end");
        assert!(EntryEvent::ALL.iter().all(|event| S::Returned.after(*event).is_err()), "returned is the end");
    }

    #[test]
    fn a_payout_to_a_creditor_lowers_what_we_owe_and_leaves_nothing_in_suspense() {
        let (on, amount) = (date(2026, 5, 12), Money::euro(-4_000));
        let rows: Vec<_> =
            [entry_arrived("e", amount, on), creditor_paid_out("e", amount, on)].into_iter().flatten().collect();
        let stands = |account| -> i64 {
            let side = |row: &BankPosting| i64::from(row.debit == account) - i64::from(row.credit == account);
            rows.iter().map(|row| side(row) * row.amount.cents).sum()
        };
        let all = [Account::Bank, Account::Suspense, Account::PayableToCreditor].map(stands);
        assert_eq!(all, [-4_000, 0, 4_000]);
    }

    proptest! {
        #[test]
        fn what_arrives_and_is_assigned_leaves_nothing_behind(cents in -1_000_000i64..1_000_000, undone in 0i64..4) {
            let (on, amount) = (date(2026, 5, 12), Money::euro(cents));
            let again = (1..=undone).flat_map(|time| {
                [entry_unassigned("e", amount, on, time), entry_assigned("e", amount, on, time)]
            });
            let rows: Vec<_> = [entry_arrived("e", amount, on), entry_assigned("e", amount, on, 0)]
                .into_iter()
                .chain(again)
                .flatten()
                .collect();
            let keys: std::collections::BTreeSet<&str> = rows.iter().map(|row| row.cause_key.as_str()).collect();
            prop_assert_eq!(keys.len(), rows.len(), "every row has a key of its own");
            let stands = |account| -> i64 {
                rows.iter().map(|row| match account {
                    account if row.debit == account => row.amount.cents,
                    account if row.credit == account => -row.amount.cents,
                    _ => 0,
                }).sum()
            };
            prop_assert_eq!((stands(Account::Bank), stands(Account::Suspense)), (0, 0));
            prop_assert_eq!(rows.len() as i64, if cents == 0 { 0 } else { 2 + 2 * undone });
            prop_assert!(rows.iter().all(|row| row.amount.cents > 0));
            if let Some(arrived) = rows.first() {
                prop_assert_eq!(arrived.debit == Account::Bank, cents > 0);
            }
        }
    }
}
