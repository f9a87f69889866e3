//! What creditors tell us after the invoice, as CSV: recalls, credit notes against a claim, payments they received
//! themselves. Columns bear the names of docs/BOOKS.md; their order does not matter and others are ignored.

use super::{InputError, NUMBER_CHARS_MAX, Place, RowError, TEXT_CHARS_MAX, slug};
use effen::kinds::UnknownWord;
use effen::money::{Currency, NumberFormat};
use jiff::civil::Date;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

/// Which of the three files it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordKind {
    /// The creditor takes claims back.
    Recall,
    /// Credit notes that lower a claim.
    Credit,
    /// Payments that reached the creditor.
    Received,
}

impl RecordKind {
    /// As the table `creditor_record` holds it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recall => "recall",
            Self::Credit => "credit",
            Self::Received => "received",
        }
    }

    /// The columns it needs, in the order of [`RecordLine`]: reference, invoice, day, and amount if it has one.
    const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Recall => &["number", "number", "recalled_on"],
            Self::Credit => &["credit_number", "number", "issued_on", "amount"],
            Self::Received => &["payment_number", "number", "received_on", "amount"],
        }
    }
}

impl FromStr for RecordKind {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let all = [Self::Recall, Self::Credit, Self::Received];
        let unknown = || UnknownWord { what: "kind of creditor's record", value: text.to_owned() };
        all.into_iter().find(|kind| kind.as_str() == text).ok_or_else(unknown)
    }
}

/// One line, read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordLine {
    /// Where it stands.
    pub place: Place,
    /// The creditor, as [`slug`].
    pub creditor: String,
    /// The creditor's own number of this recall, credit note or payment.
    pub reference: String,
    /// The number of the invoice.
    pub number: String,
    /// The day it happened.
    pub on: Date,
    /// How much, in minor units of the invoice's currency, above nothing; `None` on a recall.
    pub amount: Option<i64>,
    /// The currency of the amount.
    pub currency: Currency,
}

/// A file being read, line by line.
pub struct RecordReader {
    kind: RecordKind,
    file: Arc<str>,
    reader: ::csv::Reader<BufReader<File>>,
    columns: Vec<usize>,
    creditor_column: Option<usize>,
    currency_column: Option<usize>,
    creditor: Option<String>,
    /// Bytes there are in all.
    pub bytes_total: u64,
}

impl RecordReader {
    /// Opens a file. `creditor` is whose file it is, where it has no column that says so.
    ///
    /// # Errors
    /// The file cannot be read, or a column is missing.
    pub fn open(path: &Path, kind: RecordKind, creditor: Option<&str>) -> Result<Self, InputError> {
        let io = |cause: std::io::Error| InputError::Io { path: path.to_owned(), cause };
        let opened = File::open(path).map_err(io)?;
        let bytes_total = opened.metadata().map_err(io)?.len();
        let mut reader = ::csv::ReaderBuilder::new().trim(::csv::Trim::All).from_reader(BufReader::new(opened));
        let file: Arc<str> = path.display().to_string().into();
        let wrong = |reason: String| InputError::Header { file: file.to_string(), reason };
        let header = reader.headers().map_err(|error| wrong(format!("the header cannot be read: {error}")))?.clone();
        let at = |name: &str| header.iter().position(|column| column.trim_start_matches('\u{feff}') == name);
        let missing: Vec<&str> = kind.columns().iter().copied().filter(|name| at(name).is_none()).collect();
        if !missing.is_empty() {
            return Err(wrong(format!("the column {} is missing", missing.join(" and "))));
        }
        let (creditor_column, currency_column) = (at("creditor"), at("currency"));
        if creditor.is_none() && creditor_column.is_none() {
            return Err(wrong("pass --creditor NAME, or add a column creditor".to_owned()));
        }
        let columns = kind.columns().iter().filter_map(|name| at(name)).collect();
        let creditor = creditor.map(slug);
        Ok(Self { kind, file, reader, columns, creditor_column, currency_column, creditor, bytes_total })
    }

    /// Bytes read so far.
    pub fn bytes_read(&self) -> u64 {
        self.reader.position().byte()
    }

    fn checked(&self, row: &::csv::StringRecord, place: &Place) -> Result<RecordLine, RowError> {
        let fault = |field: &str, value: &str, reason: &str| RowError {
            place: place.clone(),
            field: field.to_owned(),
            value: value.to_owned(),
            reason: reason.to_owned(),
        };
        let names = self.kind.columns();
        let text = |at: usize| row.get(self.columns[at]).unwrap_or_default();
        let number = |at: usize| match text(at) {
            "" => Err(fault(names[at], "", "is empty")),
            long if long.chars().count() > NUMBER_CHARS_MAX => Err(fault(names[at], "…", "is too long")),
            text => Ok(text.to_owned()),
        };
        let creditor = match (&self.creditor, self.creditor_column.and_then(|at| row.get(at))) {
            (Some(creditor), _) => creditor.clone(),
            (None, Some(name)) if !name.is_empty() && name.chars().count() <= TEXT_CHARS_MAX => slug(name),
            (None, _) => return Err(fault("creditor", "", "is empty or too long")),
        };
        let currency = match self.currency_column.and_then(|at| row.get(at)).unwrap_or_default() {
            "" => Currency::EUR,
            code => code.parse().map_err(|_| fault("currency", code, "is not a currency of three letters"))?,
        };
        let amount = match names.get(3) {
            None => None,
            Some(name) => {
                let cents = super::amounts::minor(text(3), NumberFormat::PLAIN, currency)
                    .map_err(|reason| fault(name, text(3), reason))?;
                if cents <= 0 {
                    return Err(fault(name, text(3), "must be above nothing"));
                }
                Some(cents)
            }
        };
        let on = effen::dates::parse_iso(text(2)).map_err(|_| fault(names[2], text(2), "is not a day like 2026-05-12"))?;
        let (reference, invoice) = (number(0)?, number(1)?);
        Ok(RecordLine { place: place.clone(), creditor, reference, number: invoice, on, amount, currency })
    }
}

impl Iterator for RecordReader {
    type Item = Result<RecordLine, Box<RowError>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut row = ::csv::StringRecord::new();
        let line = self.reader.position().line();
        match self.reader.read_record(&mut row) {
            Ok(false) => None,
            Ok(true) => {
                let line = row.position().map_or(line, ::csv::Position::line);
                let place = Place { file: Arc::clone(&self.file), line };
                Some(self.checked(&row, &place).map_err(Box::new))
            }
            Err(error) => {
                let line = error.position().map_or(line, ::csv::Position::line);
                let place = Place { file: Arc::clone(&self.file), line };
                let reason = match error.kind() {
                    ::csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                        format!("has {len} fields where the header has {expected_len}")
                    }
                    ::csv::ErrorKind::Utf8 { .. } => "is not UTF-8".to_owned(),
                    _ => error.to_string(),
                };
                // A disk that fails would fail for ever: the file is at its end then.
                let is_over = matches!(error.kind(), ::csv::ErrorKind::Io(_)) && !self.reader.is_done();
                if is_over {
                    let _ = self.reader.seek(::csv::Position::new());
                }
                Some(Err(Box::new(RowError { place, field: "row".to_owned(), value: String::new(), reason })))
            }
        }
    }
}
