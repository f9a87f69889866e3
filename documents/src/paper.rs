//! A document as blocks in reading order: what is said, not how it looks.

use crate::party::{Address, Agency, Creditor, Window};
use effen::kinds::Lang;
use jiff::civil::Date;

/// A document, ready to be rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The language it is written in.
    pub lang: Lang,
    /// Its title, also the PDF's.
    pub title: String,
    /// Its own date: what stands on it, and in the PDF in place of a clock.
    pub date: Date,
    /// Tells this document from every other, always in the same way: the PDF's identifier is made from it.
    pub ident: String,
    /// The file reference.
    pub reference: String,
    /// Who writes.
    pub agency: Agency,
    /// On whose behalf. The first ones stand in the head, all of them at the end.
    pub creditors: Vec<Creditor>,
    /// To whom, in the envelope's window.
    pub to: Address,
    /// On which side that window is.
    pub window: Window,
    /// The text, in reading order.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading below the title: level 2 or 3.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// A paragraph that carries the message.
    Strong(String),
    /// Things side by side.
    List(Vec<String>),
    /// Things to do in order.
    Steps(Vec<String>),
    /// Pairs of a label and a value.
    Facts(Vec<(String, String)>),
    /// A table.
    Table(Table),
    /// How to pay.
    Pay(PayBox),
    /// Something to copy by hand, large.
    Code(String),
}

/// A table with a header row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
    /// Rows that sum up.
    pub totals: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its header.
    pub title: String,
    /// Amounts: set to the right, never broken.
    pub amount: bool,
}

/// The details of a transfer, with its code for the telephone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayBox {
    /// Label and value of each detail.
    pub facts: Vec<(String, String)>,
    /// The code's payload (EPC069-12) and what it is, for who cannot see it.
    pub code: Option<(String, String)>,
    /// What to do with the code.
    pub hint: String,
}

impl Table {
    /// A column of words.
    pub fn words(title: &str) -> Column {
        Column { title: title.to_owned(), amount: false }
    }

    /// A column of amounts.
    pub fn amount(title: &str) -> Column {
        Column { title: title.to_owned(), amount: true }
    }
}
