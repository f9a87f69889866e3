//! Contacts of before, as CSV: letters, messages, calls, promises, what debtors asked. Columns bear the names of
//! docs/IMPORT.md; their order does not matter and others are ignored.

use super::{InputError, NUMBER_CHARS_MAX, Place, RowError, TEXT_CHARS_MAX, slug};
use crate::clock::zone;
use effen::dates::parse_iso;
use effen::kinds::Channel;
use effen::people::history::noon;
use effen::people::past_contact::{PastContact, PastKind, PastOutcome};
use jiff::Timestamp;
use jiff::civil::DateTime;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

/// Columns that must be there.
const NEEDED: [&str; 4] = ["contact_number", "customer_number", "kind", "happened_at"];

/// One line, read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactLine {
    /// Where it stands.
    pub place: Place,
    /// The creditor, as [`slug`].
    pub creditor: String,
    /// The number of the contact in its own file.
    pub reference: String,
    /// The creditor's number for the customer.
    pub customer: String,
    /// The number of the invoice it was about, or ''.
    pub invoice: String,
    /// What it was; without its claim, which only the database knows.
    pub contact: PastContact,
}

impl ContactLine {
    /// What is wrong with a column of this line.
    pub fn fault(&self, field: &str, value: &str, reason: &str) -> RowError {
        fault(&self.place, field, value, reason)
    }
}

fn fault(place: &Place, field: &str, value: &str, reason: &str) -> RowError {
    let value: String = value.chars().take(NUMBER_CHARS_MAX).collect();
    RowError { place: place.clone(), field: field.to_owned(), value, reason: reason.to_owned() }
}

/// A file being read, line by line.
pub struct ContactReader {
    file: Arc<str>,
    reader: ::csv::Reader<BufReader<File>>,
    header: Vec<String>,
    creditor: Option<String>,
    now: Timestamp,
    is_over: bool,
    /// Bytes there are in all.
    pub bytes_total: u64,
}

impl ContactReader {
    /// Opens a file. `creditor` is whose file it is, where it has no column that says so; nothing in it may lie after `now`.
    ///
    /// # Errors
    /// The file cannot be read, or a column is missing.
    pub fn open(path: &Path, creditor: Option<&str>, now: Timestamp) -> Result<Self, InputError> {
        let io = |cause: std::io::Error| InputError::Io { path: path.to_owned(), cause };
        let opened = File::open(path).map_err(io)?;
        let bytes_total = opened.metadata().map_err(io)?.len();
        let mut reader = ::csv::ReaderBuilder::new().trim(::csv::Trim::All).from_reader(BufReader::new(opened));
        let file: Arc<str> = path.display().to_string().into();
        let wrong = |reason: String| InputError::Header { file: file.to_string(), reason };
        let header = reader.headers().map_err(|error| wrong(format!("the header cannot be read: {error}")))?;
        let header: Vec<String> = header.iter().map(|name| name.trim_start_matches('\u{feff}').to_owned()).collect();
        let has = |name: &str| header.iter().any(|column| column == name);
        let missing: Vec<&str> = NEEDED.into_iter().filter(|name| !has(name)).collect();
        if !missing.is_empty() {
            return Err(wrong(format!("the column {} is missing", missing.join(" and "))));
        }
        if creditor.is_none() && !has("creditor") {
            return Err(wrong("pass --creditor NAME, or add a column creditor".to_owned()));
        }
        Ok(Self { file, reader, header, creditor: creditor.map(slug), now, is_over: false, bytes_total })
    }

    /// Bytes read so far.
    pub fn bytes_read(&self) -> u64 {
        self.reader.position().byte()
    }

    fn checked(&self, row: &::csv::StringRecord, place: &Place) -> Result<ContactLine, RowError> {
        let text = |name: &str| {
            let at = self.header.iter().position(|column| column == name);
            at.and_then(|at| row.get(at)).unwrap_or_default()
        };
        let needed = |name: &str, max: usize| match text(name) {
            "" => Err(fault(place, name, "", "is empty")),
            long if long.chars().count() > max => Err(fault(place, name, long, "is too long")),
            text => Ok(text.to_owned()),
        };
        let creditor = match &self.creditor {
            Some(creditor) => creditor.clone(),
            None => slug(&needed("creditor", TEXT_CHARS_MAX)?),
        };
        let kind: PastKind = word(place, "kind", text("kind"), PastKind::ALL.iter().map(|kind| kind.as_str()))?;
        let outcomes = PastOutcome::ALL.iter().map(|outcome| outcome.as_str());
        let outcome: PastOutcome = word(place, "outcome", text("outcome"), outcomes)?;
        let channel = match text("channel") {
            "" => None,
            _ => Some(word::<Channel>(place, "channel", text("channel"), Channel::ALL.iter().map(|one| one.as_str()))?),
        };
        let moment = |name: &str| self.moment(place, name, text(name));
        let at = moment("happened_at")?.ok_or_else(|| fault(place, "happened_at", "", "is empty"))?;
        let contact = PastContact { kind, at, channel, outcome, outcome_at: moment("outcome_at")?, claim_id: None };
        contact.signals().map_err(|wrong| fault(place, wrong.field, text(wrong.field), wrong.reason))?;
        let (reference, customer) =
            (needed("contact_number", NUMBER_CHARS_MAX)?, needed("customer_number", NUMBER_CHARS_MAX)?);
        Ok(ContactLine {
            place: place.clone(),
            creditor,
            reference,
            customer,
            invoice: text("number").to_owned(),
            contact,
        })
    }

    /// A day (its noon) or a moment by the clock of the agency.
    fn moment(&self, place: &Place, name: &str, text: &str) -> Result<Option<Timestamp>, RowError> {
        if text.is_empty() {
            return Ok(None);
        }
        let clock = || DateTime::from_str(text).ok()?.to_zoned(zone()).ok().map(|zoned| zoned.timestamp());
        let found = if text.len() == 10 { parse_iso(text).ok().map(noon) } else { clock() };
        match found {
            None => Err(fault(place, name, text, "is not a day like 2026-05-12 or a moment like 2026-05-12T14:30")),
            Some(at) if at > self.now => Err(fault(place, name, text, "lies in the future")),
            found => Ok(found),
        }
    }
}

fn word<T: FromStr>(
    place: &Place,
    field: &str,
    text: &str,
    known: impl Iterator<Item = &'static str>,
) -> Result<T, RowError> {
    text.parse().map_err(|_| {
        let known: Vec<&str> = known.filter(|word| !word.is_empty()).collect();
        fault(place, field, text, &format!("is none of {}", known.join(", ")))
    })
}

impl Iterator for ContactReader {
    type Item = Result<ContactLine, Box<RowError>>;

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
                let (line, reason) = super::creditor_file::told(&error, line);
                let place = Place { file: Arc::clone(&self.file), line };
                // A disk that fails would fail for ever: that row is the last.
                self.is_over = matches!(error.kind(), ::csv::ErrorKind::Io(_));
                Some(Err(Box::new(fault(&place, "row", "", &reason))))
            }
        }
    }
}
