//! Many rows at once: multi-row INSERTs, for what fills tables rather than answers a person.

use super::Tx;
use crate::error::Result;

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// Text that may be missing.
    MaybeText(Option<String>),
    /// Integer.
    Int(i64),
    /// Integer that may be missing.
    MaybeInt(Option<i64>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}
impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        Self::MaybeText(text)
    }
}
impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::MaybeInt(number)
    }
}

/// Rows for one table.
#[derive(Debug)]
pub struct Rows {
    head: &'static str,
    columns: usize,
    values: Vec<Value>,
}

impl Rows {
    /// `table (column, …)`; the columns are counted from it.
    pub fn new(head: &'static str) -> Self {
        Self { head, columns: head.matches(',').count() + 1, values: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, row: Vec<Value>) {
        assert_eq!(row.len(), self.columns, "a row of {}", self.head);
        self.values.extend(row);
    }

    /// Rows waiting.
    pub fn len(&self) -> usize {
        self.values.len() / self.columns
    }

    /// Is there nothing to write?
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Writes everything and starts anew.
    pub async fn flush(&mut self, tx: &mut Tx) -> Result<()> {
        let mut rows = super::rows::Rows::new(self.columns);
        for value in std::mem::take(&mut self.values) {
            match value {
                Value::Text(text) => rows.push(text),
                Value::MaybeText(text) => rows.push(text),
                Value::Int(number) => rows.push(number),
                Value::MaybeInt(number) => rows.push(number),
            };
        }
        rows.insert(tx, &format!("INSERT INTO {}", self.head), "").await?;
        Ok(())
    }
}
