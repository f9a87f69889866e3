//! Reading invoices: CSV by way of a mapping file, UBL 2.1 invoices and credit notes. Everything here turns bytes
//! into [`InvoiceRecord`]s or [`RowError`]s, one at a time; what is written with them is `db::import`'s business.
//!
//! Architecture invariant: the readers do not know the database, and none keeps more than one document or row in
//! memory. Only [`run`] knows both sides; `db::import` takes the records of this module and nothing else of it.

use std::path::PathBuf;
use std::sync::Arc;

use effen::kinds::{Country, Lang, PartyKind};
use effen::limitation::LimitationKind;
use effen::money::Currency;
use jiff::civil::Date;

pub mod amounts;
pub mod contact_file;
pub mod contact_run;
pub mod creditor_file;
pub mod creditor_run;
pub mod csv;
mod csv_header;
pub mod dates;
pub mod map;
pub mod rejects;
pub mod run;
pub mod statement;
pub mod ubl;
mod ubl_party;
mod xml;
mod xml_stream;

/// How long a text may be, in characters; a longer one is refused rather than cut.
pub const TEXT_CHARS_MAX: usize = 1_000;
/// How long a number, a reference or an account may be, in characters.
pub const NUMBER_CHARS_MAX: usize = 100;
/// Days to pay where neither the document nor the map says when an invoice is due: the statutory term of article
/// 6:119a BW, which is also the longest a consumer meets as a default.
pub const DUE_DAYS_DEFAULT: i32 = 30;

/// Whose money it is, as the input says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CreditorRef {
    /// The name people know.
    pub name: String,
    /// [`slug`] of the name: what identifies the creditor.
    pub slug: String,
    /// Where the creditor is, as far as our rules know the country.
    pub country: Country,
    /// The creditor's own account, or ''.
    pub iban: String,
    /// An address for questions, or ''.
    pub email: String,
    /// A telephone number, or ''.
    pub phone: String,
    /// Its number in the trade register, or ''.
    pub registration: String,
}

/// Who owes, as the input says; what it does not tell is ''.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Customer {
    /// The creditor's own number for this customer.
    pub number: String,
    /// Name of the person or company.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// Town, with the country's code behind it where that is not the Netherlands or Belgium.
    pub city: String,
}

/// An invoice or a credit note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DocumentKind {
    /// What a customer has to pay.
    Invoice,
    /// What a customer gets back.
    CreditNote,
}

impl DocumentKind {
    /// As the table `claim` holds it.
    pub const fn as_str(self) -> &'static str {
        match self {
            DocumentKind::Invoice => "invoice",
            DocumentKind::CreditNote => "credit_note",
        }
    }
}

/// One line of an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceLine {
    /// What was supplied.
    pub description: String,
    /// How much of it, as written in the document.
    pub quantity: String,
    /// What the line comes to in cents, without VAT where the document says so.
    pub amount_cents: i64,
}

/// Where in the input something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as it was named.
    pub file: Arc<str>,
    /// The line it begins on, counted from 1.
    pub line: u64,
}

/// One invoice or credit note as it was read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceRecord {
    /// Where it was read.
    pub place: Place,
    /// Whose money it is; shared by the records of one file.
    pub creditor: Arc<CreditorRef>,
    /// Who owes.
    pub customer: Customer,
    /// Consumer or company.
    pub debtor_kind: PartyKind,
    /// Whose law and holidays apply to the debtor.
    pub country: Country,
    /// The language the debtor is addressed in.
    pub language: Lang,
    /// The number on the invoice; unique for a creditor and kind.
    pub number: String,
    /// Invoice or credit note.
    pub kind: DocumentKind,
    /// Date of the invoice.
    pub issued_on: Date,
    /// Last day to pay without consequence.
    pub due_on: Date,
    /// What is to be paid, in minor units of `currency`; negative for a credit note.
    pub amount_cents: i64,
    /// Its currency.
    pub currency: Currency,
    /// What it is for, or ''.
    pub description: String,
    /// Its lines, where the input has them.
    pub lines: Vec<InvoiceLine>,
    /// The day it was settled in full, if it was.
    pub settled_on: Option<Date>,
    /// Whether the creditor's own file calls it disputed.
    pub disputed: bool,
    /// The account to pay to, without spaces, or ''.
    pub payee_iban: String,
    /// The reference to pay under, or ''.
    pub payment_reference: String,
    /// What it is for, as far as limitation looks at it; `None`: as the creditor's terms say.
    pub limitation: Option<LimitationKind>,
}

/// A row or document that could not be taken, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}:{}: {field} '{value}': {reason}", place.file, place.line)]
pub struct RowError {
    /// Where it stands.
    pub place: Place,
    /// The column or element.
    pub field: String,
    /// What stands there.
    pub value: String,
    /// What is wrong with it, as a person would say it.
    pub reason: String,
}

/// Input that cannot be read at all: nothing of it was imported.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    /// The file or folder cannot be opened or read.
    #[error("cannot read {}: {cause}", path.display())]
    Io {
        /// What was to be read.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// The mapping file is wrong; the text names the key.
    #[error("{0}")]
    Map(#[from] map::MapError),
    /// The file's header lacks columns that the map names.
    #[error("{file}: {reason}")]
    Header {
        /// The file.
        file: String,
        /// Which columns, and which there are.
        reason: String,
    },
    /// A folder without a single XML file, or a file of no known kind.
    #[error("{}: {reason}", path.display())]
    Empty {
        /// The folder or file.
        path: PathBuf,
        /// What was looked for.
        reason: String,
    },
}

/// What a reader yields: a record, a row to reject, or the end of everything.
pub type Read = Result<Result<InvoiceRecord, Box<RowError>>, InputError>;

/// Any of the readers, with a way to tell how far it is.
pub trait InvoiceReader: Iterator<Item = Read> + Send {
    /// Bytes read so far, for the progress bar.
    fn bytes_read(&self) -> u64;
    /// Bytes there are in all.
    fn bytes_total(&self) -> u64;
}

/// What a run was told on the command line about how to read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The file or folder.
    pub path: PathBuf,
    /// The mapping file for CSV; without it the columns must bear our own names.
    pub map: Option<PathBuf>,
    /// The creditor, where it is not (or should not be) taken from the input.
    pub creditor: Option<String>,
}

/// Opens what `options.path` names: a folder or an `.xml` file is UBL, anything else CSV.
///
/// # Errors
/// When the file or map cannot be read, or the map does not fit the file's header.
pub fn open(options: &ReadOptions) -> Result<Box<dyn InvoiceReader>, InputError> {
    let is_xml = options.path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("xml"));
    if options.path.is_dir() || is_xml {
        return Ok(Box::new(ubl::UblReader::open(&options.path, options.creditor.as_deref())?));
    }
    let map = match &options.map {
        Some(path) => map::Map::load(path)?,
        None => map::Map::ours(),
    };
    Ok(Box::new(csv::CsvReader::open(&options.path, &map, options.creditor.as_deref())?))
}

/// Letters and digits of `name` in lower case with single dashes between: what identifies a creditor.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_the_same_however_the_name_is_spaced_and_dressed() {
        assert_eq!(slug("  De Koksmaat B.V. "), "de-koksmaat-b-v");
        assert_eq!(slug("DE KOKSMAAT  b.v"), "de-koksmaat-b-v");
        assert_eq!(slug("Électricité — Gaz"), "électricité-gaz");
    }
}
