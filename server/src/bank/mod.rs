//! Bank statements in the books: what comes in is stored with its arrival in the books, looked at, and booked for a
//! debtor where that is certain; the rest waits in suspense until an agent says whose it is.
//!
//! Architecture invariant: an entry is booked in the transaction of its debtor, by the same roads as the provider's
//! payments (`pay::settle`), and its payment bears the entry's own id: the ledger's keys refuse a second booking.

pub mod book;
pub mod import;
pub mod look;
pub mod payout;
mod rows;
#[cfg(test)]
mod tests;
