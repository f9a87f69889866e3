//! Many rows in one statement. Statements come in few sizes, so that the engine prepares each of them once.

use super::Tx;
use crate::error::Result;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::{Any, Arguments as _, AssertSqlSafe, Encode, Type};
use std::fmt::Write as _;

/// Rows in the largest statement. Times the columns it must stay under SQLite's 32,766 values.
pub const ROWS_MAX: usize = 512;

/// Values of many rows, one after the other.
pub struct Rows {
    columns: usize,
    values: Vec<AnyArguments>,
    filled: usize,
}

impl Rows {
    /// Nothing yet, of rows this wide.
    pub fn new(columns: usize) -> Self {
        Self { columns, values: Vec::new(), filled: 0 }
    }

    /// Adds one value of the row being filled.
    pub fn push<'t, T>(&mut self, value: T) -> &mut Self
    where
        T: Encode<'t, Any> + Type<Any>,
    {
        if self.filled.is_multiple_of(ROWS_MAX * self.columns) {
            self.values.push(AnyArguments::default());
        }
        let last = self.values.last_mut().expect("a chunk was just pushed when there was none");
        last.add(value).expect("texts and whole numbers always encode");
        self.filled += 1;
        self
    }

    /// Runs `head VALUES (…), (…) tail` for all rows.
    ///
    /// # Errors
    /// What the database says; the transaction is then to be dropped.
    pub async fn insert(self, tx: &mut Tx, head: &str, tail: &str) -> Result<()> {
        for (sql, arguments) in self.statements(tx, head, tail) {
            sqlx::query_with(AssertSqlSafe(sql), arguments).execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// Runs the same for the rows that it gives back.
    ///
    /// # Errors
    /// As [`Rows::insert`].
    pub async fn fetch(self, tx: &mut Tx, head: &str, tail: &str) -> Result<Vec<AnyRow>> {
        let mut found = Vec::new();
        for (sql, arguments) in self.statements(tx, head, tail) {
            found.extend(sqlx::query_with(AssertSqlSafe(sql), arguments).fetch_all(&mut **tx).await?);
        }
        Ok(found)
    }

    /// Statements of few sizes, powers of two: at most ten of each, all soon prepared.
    fn statements(self, tx: &Tx, head: &str, tail: &str) -> Vec<(String, AnyArguments)> {
        let numbered = tx.backend_name() == "PostgreSQL";
        debug_assert!(self.filled.is_multiple_of(self.columns), "a row was left half filled: {head}");
        let mut statements = Vec::with_capacity(self.values.len());
        for mut chunk in self.values {
            let mut values = std::mem::take(&mut chunk.values.0);
            while !values.is_empty() {
                let rows = values.len() / self.columns;
                let size = if rows >= ROWS_MAX { ROWS_MAX } else { 1 << rows.ilog2() };
                let rest = values.split_off(size * self.columns);
                let mut arguments = AnyArguments::default();
                arguments.values.0 = values;
                values = rest;
                statements.push((statement(head, self.columns, size, tail, numbered), arguments));
            }
        }
        statements
    }
}

/// SQLite looks a numbered place up among all others each time it is filled: thousands of them are cheaper without.
fn statement(head: &str, columns: usize, rows: usize, tail: &str, numbered: bool) -> String {
    let mut sql = String::with_capacity(head.len() + tail.len() + rows * (columns * 7 + 4) + 16);
    sql.push_str(head);
    sql.push_str(" VALUES ");
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            let number = row * columns + column + 1;
            let comma = if column == 0 { "" } else { ", " };
            if numbered {
                write!(sql, "{comma}${number}").expect("writing to a String cannot fail");
            } else {
                write!(sql, "{comma}?").expect("writing to a String cannot fail");
            }
        }
        sql.push(')');
    }
    sql.push_str(tail);
    sql
}

/// `$first, $first+1, …`: a list of that many placeholders for `IN (…)`.
pub fn placeholders(first: usize, count: usize) -> String {
    let mut list = String::with_capacity(count * 6);
    for number in first..first + count {
        let comma = if number == first { "" } else { ", " };
        write!(list, "{comma}${number}").expect("writing to a String cannot fail");
    }
    list
}

/// Splits a list into pieces for `IN (…)`, the last one filled up by repeating its last entry to a power of two, so
/// that few different statements are prepared.
pub fn pieces<T: Clone>(list: &[T]) -> Vec<Vec<T>> {
    let mut pieces: Vec<Vec<T>> = list.chunks(ROWS_MAX).map(<[T]>::to_vec).collect();
    if let Some(last) = pieces.last_mut()
        && let Some(filler) = last.last().cloned()
    {
        last.resize(last.len().next_power_of_two(), filler);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_number_their_values_through() {
        assert_eq!(statement("INSERT INTO t", 2, 2, " X", true), "INSERT INTO t VALUES ($1, $2), ($3, $4) X");
        assert_eq!(statement("INSERT INTO t", 2, 2, "", false), "INSERT INTO t VALUES (?, ?), (?, ?)");
        assert_eq!(placeholders(2, 3), "$2, $3, $4");
    }

    #[test]
    fn pieces_hold_every_entry_and_nothing_else() {
        let list: Vec<usize> = (0..1300).collect();
        let pieces = pieces(&list);
        assert_eq!(pieces.iter().map(Vec::len).collect::<Vec<_>>(), [512, 512, 512]);
        let mut all: Vec<usize> = pieces.concat();
        all.dedup();
        assert_eq!(all, list);
    }
}
