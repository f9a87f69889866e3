//! What creditors tell us after the invoice, as CSV: recalls, credit notes against a claim, payments they received
//! themselves. Columns bear the names of docs/BOOKS.md; their order does not matter and others are ignored.

use super::{InputError, NUMBER_CHARS_MAX, Place, RowError, TEXT_CHARS_MAX, slug};
use effen::money::{Currency, NumberFormat};
use jiff::civil::Date;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
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
    is_over: bool,
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
        Ok(Self {
            kind,
            file,
            reader,
            columns,
            creditor_column,
            currency_column,
            creditor,
            is_over: false,
            bytes_total,
        })
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
        let on =
            effen::dates::parse_iso(text(2)).map_err(|_| fault(names[2], text(2), "is not a day like 2026-05-12"))?;
        let (reference, invoice) = (number(0)?, number(1)?);
        Ok(RecordLine { place: place.clone(), creditor, reference, number: invoice, on, amount, currency })
    }
}

impl Iterator for RecordReader {
    type Item = Result<RecordLine, Box<RowError>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
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
                let (line, reason) = told(&error, line);
                let place = Place { file: Arc::clone(&self.file), line };
                // A disk that fails would fail for ever: that row is the last.
                self.is_over = matches!(error.kind(), ::csv::ErrorKind::Io(_));
                Some(Err(Box::new(RowError { place, field: "row".to_owned(), value: String::new(), reason })))
            }
        }
    }
}

/// The line of a row that cannot be read (else `line`), and why.
pub(super) fn told(error: &::csv::Error, line: u64) -> (u64, String) {
    let reason = match error.kind() {
        ::csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("has {len} fields where the header has {expected_len}")
        }
        ::csv::ErrorKind::Utf8 { .. } => "is not UTF-8".to_owned(),
        _ => error.to_string(),
    };
    (error.position().map_or(line, ::csv::Position::line), reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(
        kind: RecordKind,
        creditor: Option<&str>,
        text: &str,
    ) -> Result<Vec<Result<RecordLine, String>>, InputError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("in.csv");
        std::fs::write(&path, text).unwrap();
        let reader = RecordReader::open(&path, kind, creditor)?;
        Ok(reader
            .map(|row| row.map_err(|error| format!("{}:{} {}", error.place.line, error.field, error.reason)))
            .collect())
    }

    #[test]
    fn columns_go_by_name_and_wrong_rows_say_where_and_why() {
        let text = "note,amount,number,payment_number,received_on\n\
                    x,12.50,F1,B1,2026-05-12\n,0,F1,B2,2026-05-12\n,1.005,F1,B3,2026-05-12\n,1,,B4,2026-05-12\n\
                    ,1,F1,B5,12-05-2026\n,1,F1\n,3,F2,B6,2026-05-13\n";
        let rows = read(RecordKind::Received, Some("De Koksmaat B.V."), text).unwrap();
        let first = rows[0].as_ref().unwrap();
        assert_eq!(
            (first.creditor.as_str(), first.number.as_str(), first.reference.as_str()),
            ("de-koksmaat-b-v", "F1", "B1")
        );
        assert_eq!((first.amount, first.place.line), (Some(1_250), 2));
        let wrong: Vec<&str> = rows.iter().filter_map(|row| row.as_ref().err().map(String::as_str)).collect();
        assert_eq!(wrong.len(), 5, "{wrong:?}");
        for (error, start) in wrong.iter().zip(["3:amount", "4:amount", "5:number", "6:received_on", "7:row has 3"]) {
            assert!(error.starts_with(start), "{error}");
        }
        assert!(rows[6].is_ok(), "the rest is read");
    }

    #[test]
    fn a_file_without_its_columns_or_creditor_is_refused() {
        let missing = read(RecordKind::Credit, Some("A"), "number,amount\n").unwrap_err().to_string();
        assert!(missing.contains("credit_number and issued_on"), "{missing}");
        assert!(read(RecordKind::Recall, None, "number,recalled_on\n").is_err());
        let rows = read(RecordKind::Recall, None, "number,recalled_on,creditor\nF1,2026-05-12,A\n").unwrap();
        assert_eq!(rows[0].as_ref().unwrap().amount, None);
    }
}
