//! Does a statement add up? Its opening balance and its booked entries must give its closing balance, in one currency.

use super::{Amount, Balance, Entry, Piece};
use effen::money::{Cents, Money};
use jiff::civil::Date;

/// The running sum of one statement, piece by piece.
#[derive(Debug, Clone, Default)]
pub struct Sum {
    opening: Vec<Balance>,
    previous: Vec<Balance>,
    closing: Vec<Balance>,
    entries: Vec<Money>,
    days: Option<(Date, Date)>,
    pub(crate) count: u64,
}

/// A statement that adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balanced {
    /// What it begins with, and of which day.
    pub opening: (Money, Date),
    /// What it ends with, and of which day.
    pub closing: (Money, Date),
}

/// Why a statement does not add up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unbalanced {
    /// No opening balance, or more than one.
    #[error("it has {0} opening balances where it must have one")]
    Opening(usize),
    /// No closing balance, or more than one.
    #[error("it has {0} closing balances where it must have one")]
    Closing(usize),
    /// Entries or balances in several currencies.
    #[error("its balances and entries are in several currencies ({0}), which are never added")]
    Currencies(String),
    /// The sum is another.
    #[error(
        "the opening balance {opening} and its entries ({entries}) give {sum}, and its closing balance is {closing} {currency}"
    )]
    Difference {
        /// Opening.
        opening: String,
        /// Sum of the entries.
        entries: String,
        /// What they give.
        sum: String,
        /// What the statement says.
        closing: String,
        /// In which currency.
        currency: String,
    },
    /// A notification of nothing.
    #[error("it notifies of no booked entry with a date")]
    NoEntries,
    /// More than an amount can be.
    #[error("its amounts are more than this program accepts")]
    TooLarge,
}

impl Sum {
    /// Takes a piece in.
    pub fn take(&mut self, piece: &Piece) {
        match piece {
            Piece::Balance(balance) => match (balance.kind.as_str(), balance.code.as_str()) {
                ("opening", "PRCD") => self.previous.push(balance.clone()),
                ("opening", _) => self.opening.push(balance.clone()),
                ("closing", _) => self.closing.push(balance.clone()),
                _ => {}
            },
            Piece::Entry(entry) => self.take_entry(entry),
            Piece::File(_) | Piece::Open(_) | Piece::Close(_) => {}
        }
    }

    fn take_entry(&mut self, entry: &Entry) {
        if !entry.is_booked() {
            return;
        }
        self.count += 1;
        if let Some(on) = entry.booked_on.or(entry.value_on) {
            self.days = Some(self.days.map_or((on, on), |(first, last)| (first.min(on), last.max(on))));
        }
        let Amount(money) = entry.amount;
        match self.entries.iter_mut().find(|sum| sum.currency == money.currency) {
            Some(sum) => sum.cents = sum.cents.saturating_add(money.cents),
            None => self.entries.push(money),
        }
    }

    /// The opening balance, where there is exactly one; before the entries in every format.
    ///
    /// # Errors
    /// When there is none or more than one.
    pub fn opening(&self) -> Result<(Money, Date), Unbalanced> {
        // A bank that gives no opening balance gives the closing balance of the day before, which is the same.
        let found = if self.opening.is_empty() { &self.previous } else { &self.opening };
        match found.as_slice() {
            [one] => Ok((one.amount.0, one.on)),
            all => Err(Unbalanced::Opening(all.len())),
        }
    }

    /// A notification, once it is read: it has no balances, so it is taken to begin with nothing and to end with the sum of
    /// its entries.
    ///
    /// # Errors
    /// It has no dated entry, or entries in several currencies.
    pub fn notified(&self) -> Result<Balanced, Unbalanced> {
        match (self.entries.as_slice(), self.days) {
            ([sum], Some((first, last))) => {
                Ok(Balanced { opening: (Money { cents: 0, currency: sum.currency }, first), closing: (*sum, last) })
            }
            ([], _) | (_, None) => Err(Unbalanced::NoEntries),
            (several, _) => {
                let codes: Vec<&str> = several.iter().map(|sum| sum.currency.code()).collect();
                Err(Unbalanced::Currencies(codes.join(", ")))
            }
        }
    }

    /// The whole statement, once it is read.
    ///
    /// # Errors
    /// Why it does not add up.
    pub fn balanced(&self) -> Result<Balanced, Unbalanced> {
        let opening = self.opening()?;
        let closing = match self.closing.as_slice() {
            [one] => (one.amount.0, one.on),
            all => return Err(Unbalanced::Closing(all.len())),
        };
        let currency = opening.0.currency;
        let mut currencies = vec![currency.code().to_owned()];
        for money in std::iter::once(&closing.0).chain(&self.entries) {
            if !currencies.iter().any(|known| known == money.currency.code()) {
                currencies.push(money.currency.code().to_owned());
            }
        }
        if currencies.len() > 1 {
            return Err(Unbalanced::Currencies(currencies.join(", ")));
        }
        let entries = self.entries.first().map_or(0, |sum| sum.cents);
        let sum = Cents(opening.0.cents).checked_add(Cents(entries)).ok_or(Unbalanced::TooLarge)?;
        if sum.0 != closing.0.cents {
            let text = |cents: i64| Money { cents, currency }.decimal();
            return Err(Unbalanced::Difference {
                opening: text(opening.0.cents),
                entries: text(entries),
                sum: text(sum.0),
                closing: text(closing.0.cents),
                currency: currency.code().to_owned(),
            });
        }
        Ok(Balanced { opening, closing })
    }
}
