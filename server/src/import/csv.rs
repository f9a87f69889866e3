//! CSV files of invoices, read row by row as a [`Map`] tells.

use std::borrow::Cow;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

use effen::kinds::{Country, Lang, PartyKind};
use effen::limitation::LimitationKind;
use effen::money::Currency;
use jiff::civil::Date;

use super::csv_header::{Columns, Settled, Source};
use super::map::{DisputedRule, Field, Map, TextEncoding};
use super::{
    CreditorRef, Customer, DUE_DAYS_DEFAULT, DocumentKind, InputError, InvoiceReader, InvoiceRecord, NUMBER_CHARS_MAX,
    Place, Read, RowError, TEXT_CHARS_MAX, amounts,
};

/// A CSV file being read.
pub struct CsvReader {
    file: Arc<str>,
    reader: ::csv::Reader<BufReader<File>>,
    raw: ::csv::ByteRecord,
    encoding: TextEncoding,
    sources: Vec<Source>,
    header: Vec<String>,
    settled: Settled,
    disputed: Option<(usize, DisputedRule)>,
    map: Map,
    creditor: Option<Arc<CreditorRef>>,
    bytes_total: u64,
}

/// What is wrong with one field of a row.
struct Fault {
    field: String,
    value: String,
    reason: String,
}

type Checked<T> = Result<T, Fault>;

impl CsvReader {
    /// Opens a file and finds the map's columns in its header. `creditor` overrules the map.
    ///
    /// # Errors
    /// When the file cannot be read, or its header lacks a column the map names.
    pub fn open(path: &Path, map: &Map, creditor: Option<&str>) -> Result<Self, InputError> {
        let io = |cause: std::io::Error| InputError::Io { path: path.to_owned(), cause };
        let file = File::open(path).map_err(io)?;
        let bytes_total = file.metadata().map_err(io)?.len();
        let mut reader = ::csv::ReaderBuilder::new()
            .delimiter(map.delimiter)
            .flexible(false)
            .from_reader(BufReader::with_capacity(1 << 17, file));
        let name: Arc<str> = path.display().to_string().into();
        let header_error = |reason: String| InputError::Header { file: name.to_string(), reason };
        let header: Vec<String> = reader
            .byte_headers()
            .map_err(|error| header_error(format!("the header cannot be read: {error}")))?
            .iter()
            .map(|field| decode(field, map.encoding).map(|text| text.trim_start_matches('\u{feff}').trim().to_owned()))
            .collect::<Option<_>>()
            .ok_or_else(|| header_error("the header is not in the encoding the map gives".to_owned()))?;
        let columns = Columns { header: &header, lenient: map.lenient };
        let mut sources = columns.sources(map).map_err(header_error)?;
        if let Some(name) = creditor {
            sources[Field::Creditor as usize] = Source::Constant(name.to_owned());
        }
        if sources[Field::Creditor as usize] == Source::Absent {
            return Err(header_error(
                "nothing says whose invoices these are: pass --creditor NAME, or name a creditor in the map".to_owned(),
            ));
        }
        let settled = columns.settled(map).map_err(header_error)?;
        let disputed = columns.disputed(map).map_err(header_error)?;
        Ok(Self {
            file: name,
            reader,
            raw: ::csv::ByteRecord::new(),
            encoding: map.encoding,
            sources,
            header,
            settled,
            disputed,
            map: map.clone(),
            creditor: None,
            bytes_total,
        })
    }

    fn place(&self, line: u64) -> Place {
        Place { file: Arc::clone(&self.file), line }
    }

    fn record(&mut self, line: u64) -> Result<InvoiceRecord, Box<RowError>> {
        self.checked(line).map_err(|fault| {
            let Fault { field, value, reason } = fault;
            Box::new(RowError { place: self.place(line), field, value, reason })
        })
    }

    fn checked(&mut self, line: u64) -> Checked<InvoiceRecord> {
        let creditor = self.creditor()?;
        let customer = Customer {
            number: self.needed(Field::CustomerNumber)?,
            name: self.text(Field::CustomerName, TEXT_CHARS_MAX)?,
            email: self.text(Field::CustomerEmail, TEXT_CHARS_MAX)?,
            phone: self.text(Field::CustomerPhone, NUMBER_CHARS_MAX)?,
            street: self.text(Field::CustomerStreet, TEXT_CHARS_MAX)?,
            postal_code: self.text(Field::CustomerPostalCode, NUMBER_CHARS_MAX)?,
            city: self.text(Field::CustomerCity, TEXT_CHARS_MAX)?,
        };
        let country = self.word::<Country>(Field::Country)?.unwrap_or(creditor.country);
        let language = self.word::<Lang>(Field::Language)?.unwrap_or(Lang::Nl);
        let debtor_kind = self.word::<PartyKind>(Field::CustomerKind)?.unwrap_or(PartyKind::Person);
        let currency = match self.text(Field::Currency, 3)? {
            text if text.is_empty() => Currency::EUR,
            text => {
                let code = text.to_ascii_uppercase().parse();
                code.map_err(|_| self.fault(Field::Currency, NOT_A_CURRENCY))?
            }
        };
        let (kind, amount_cents) = self.kind_and_amount(currency)?;
        let issued_on = self.date(Field::IssuedOn)?.ok_or_else(|| self.fault(Field::IssuedOn, "is empty"))?;
        let due_on = self.due_on(issued_on)?;
        let mut payee_iban = self.text(Field::PayeeIban, NUMBER_CHARS_MAX)?;
        payee_iban.retain(|letter| !letter.is_whitespace());
        Ok(InvoiceRecord {
            place: self.place(line),
            number: self.needed(Field::Number)?,
            description: self.text(Field::Description, TEXT_CHARS_MAX)?,
            payment_reference: self.text(Field::PaymentReference, NUMBER_CHARS_MAX)?,
            settled_on: self.settled_on(currency)?,
            disputed: self.is_disputed()?,
            limitation: self.limitation()?,
            lines: Vec::new(),
            creditor,
            customer,
            debtor_kind,
            country,
            language,
            kind,
            issued_on,
            due_on,
            amount_cents,
            currency,
            payee_iban,
        })
    }

    /// The text of a field, trimmed; '' where the file does not tell it.
    fn get(&self, field: Field) -> Checked<Cow<'_, str>> {
        match &self.sources[field as usize] {
            Source::Column(column) => self.column(*column),
            Source::Constant(text) => Ok(Cow::Borrowed(text)),
            Source::Absent => Ok(Cow::Borrowed("")),
        }
    }

    fn column(&self, column: usize) -> Checked<Cow<'_, str>> {
        let bytes = self.raw.get(column).unwrap_or_default();
        match decode(bytes, self.encoding) {
            Some(Cow::Borrowed(text)) => Ok(Cow::Borrowed(text.trim())),
            Some(Cow::Owned(text)) => Ok(Cow::Owned(text.trim().to_owned())),
            None => Err(Fault {
                field: self.header[column].clone(),
                value: String::from_utf8_lossy(bytes).into_owned(),
                reason: "is not in the encoding the map gives".to_owned(),
            }),
        }
    }

    fn text(&self, field: Field, chars_max: usize) -> Checked<String> {
        let text = self.get(field)?;
        // Bytes bound characters from above: the count is needed for the rare long text alone.
        if text.len() > chars_max && text.chars().count() > chars_max {
            return Err(self.fault(field, &format!("is longer than {chars_max} characters")));
        }
        if text.chars().any(|letter| letter.is_control() && letter != '\n' && letter != '\t' && letter != '\r') {
            return Err(self.fault(field, "holds a control character"));
        }
        Ok(text.into_owned())
    }

    fn needed(&self, field: Field) -> Checked<String> {
        let text = self.text(field, NUMBER_CHARS_MAX)?;
        if text.is_empty() { Err(self.fault(field, "is empty")) } else { Ok(text) }
    }

    fn word<T: std::str::FromStr>(&self, field: Field) -> Checked<Option<T>> {
        let text = self.get(field)?;
        if text.is_empty() {
            return Ok(None);
        }
        let word = text.to_ascii_lowercase().parse();
        word.map(Some).map_err(|_| self.fault(field, &format!("is not a {} we know", field.name())))
    }

    fn limitation(&self) -> Checked<Option<LimitationKind>> {
        let known: Vec<&str> = LimitationKind::ALL.iter().map(|kind| kind.as_str()).collect();
        let reason = || format!("is not a kind of limitation; they are {}", known.join(", "));
        self.word(Field::Limitation).map_err(|fault| Fault { reason: reason(), ..fault })
    }

    fn date(&self, field: Field) -> Checked<Option<Date>> {
        let text = self.get(field)?;
        if text.is_empty() {
            return Ok(None);
        }
        self.map.dates.read(&text).map(Some).ok_or_else(|| self.fault(field, NOT_A_DATE))
    }

    fn column_date(&self, column: usize) -> Checked<Option<Date>> {
        let text = self.column(column)?;
        if text.is_empty() {
            return Ok(None);
        }
        self.map.dates.read(&text).map(Some).ok_or_else(|| self.column_fault(column, NOT_A_DATE))
    }

    fn due_on(&self, issued_on: Date) -> Checked<Date> {
        if let Some(date) = self.date(Field::DueOn)? {
            return Ok(date);
        }
        let days = match self.get(Field::DueDays)? {
            text if text.is_empty() => DUE_DAYS_DEFAULT,
            text => text
                .parse::<i32>()
                .ok()
                .filter(|days| (0..=366).contains(days))
                .ok_or_else(|| self.fault(Field::DueDays, "is not a number of days from 0 to 366"))?,
        };
        let due = issued_on.checked_add(jiff::Span::new().days(days));
        due.map_err(|_| self.fault(Field::IssuedOn, "is too far ahead"))
    }

    fn kind_and_amount(&self, currency: Currency) -> Checked<(DocumentKind, i64)> {
        let text = self.get(Field::Amount)?;
        let amount =
            amounts::minor(&text, self.map.numbers, currency).map_err(|reason| self.fault(Field::Amount, reason))?;
        match self.get(Field::Kind)?.to_ascii_lowercase().as_str() {
            "" if amount < 0 => Ok((DocumentKind::CreditNote, amount)),
            "" | "invoice" => Ok((DocumentKind::Invoice, amount)),
            // Files write credit notes with and without the sign; either way the customer gets it back.
            "credit_note" => Ok((DocumentKind::CreditNote, -amount.abs())),
            _ => Err(self.fault(Field::Kind, "is neither invoice nor credit_note")),
        }
    }

    fn settled_on(&self, currency: Currency) -> Checked<Option<Date>> {
        let (column, date_column) = match &self.settled {
            Settled::Never => return Ok(None),
            Settled::Date { column } => return self.column_date(*column),
            Settled::Word { column, words, date_column } => {
                let text = self.column(*column)?;
                if !words.iter().any(|word| word.eq_ignore_ascii_case(&text)) {
                    return Ok(None);
                }
                (*column, *date_column)
            }
            Settled::OpenAmount { column, date_column } => {
                let open = amounts::minor(&self.column(*column)?, self.map.numbers, currency)
                    .map_err(|reason| self.column_fault(*column, reason))?;
                if open != 0 {
                    return Ok(None);
                }
                (*column, *date_column)
            }
        };
        let date = self.column_date(date_column)?;
        let missing = || self.column_fault(column, &format!("is settled, but '{}' is empty", self.header[date_column]));
        date.ok_or_else(missing).map(Some)
    }

    fn is_disputed(&self) -> Checked<bool> {
        let Some((column, rule)) = &self.disputed else { return Ok(false) };
        let text = self.column(*column)?;
        let is_in = |words: &[String]| words.iter().any(|word| word.trim().eq_ignore_ascii_case(&text));
        if is_in(&rule.yes) {
            Ok(true)
        } else if is_in(&rule.no) {
            Ok(false)
        } else {
            Err(self.column_fault(*column, "is neither a 'yes' nor a 'no' of the map's [disputed]"))
        }
    }

    fn creditor(&mut self) -> Checked<Arc<CreditorRef>> {
        if let Some(known) = &self.creditor
            && *self.get(Field::Creditor)? == known.name
        {
            return Ok(Arc::clone(known));
        }
        let name = self.text(Field::Creditor, TEXT_CHARS_MAX)?;
        let slug = super::slug(&name);
        if slug.is_empty() {
            return Err(self.fault(Field::Creditor, "is not a name"));
        }
        let mut iban = match &self.sources[Field::PayeeIban as usize] {
            // A column may give each invoice an account of its own; only a constant is the creditor's.
            Source::Constant(iban) => iban.clone(),
            _ => String::new(),
        };
        iban.retain(|letter| !letter.is_whitespace());
        let creditor = Arc::new(CreditorRef {
            name,
            slug,
            country: self.word::<Country>(Field::CreditorCountry)?.unwrap_or(Country::Nl),
            iban,
            email: self.text(Field::CreditorEmail, TEXT_CHARS_MAX)?,
            phone: self.text(Field::CreditorPhone, NUMBER_CHARS_MAX)?,
            registration: self.text(Field::CreditorRegistration, NUMBER_CHARS_MAX)?,
        });
        self.creditor = Some(Arc::clone(&creditor));
        Ok(creditor)
    }

    fn fault(&self, field: Field, reason: &str) -> Fault {
        match &self.sources[field as usize] {
            Source::Column(column) => self.column_fault(*column, reason),
            source => {
                let value = if let Source::Constant(text) = source { text.clone() } else { String::new() };
                Fault { field: field.name().to_owned(), value, reason: reason.to_owned() }
            }
        }
    }

    fn column_fault(&self, column: usize, reason: &str) -> Fault {
        let value = String::from_utf8_lossy(self.raw.get(column).unwrap_or_default()).into_owned();
        Fault { field: self.header[column].clone(), value, reason: reason.to_owned() }
    }
}

const NOT_A_DATE: &str = "is not a date in the format the map gives";
/// What is said of a currency that is not three letters.
pub(super) const NOT_A_CURRENCY: &str = "is not the three letters of a currency";

fn decode(bytes: &[u8], encoding: TextEncoding) -> Option<Cow<'_, str>> {
    match encoding {
        TextEncoding::Utf8 => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        TextEncoding::Windows1252 => {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling_and_without_replacement(bytes)
        }
    }
}

impl Iterator for CsvReader {
    type Item = Read;

    fn next(&mut self) -> Option<Read> {
        let mut raw = std::mem::take(&mut self.raw);
        let outcome = self.reader.read_byte_record(&mut raw);
        let line = raw.position().map_or(0, ::csv::Position::line);
        self.raw = raw;
        match outcome {
            Ok(false) => None,
            Ok(true) => Some(Ok(self.record(line))),
            Err(error) => Some(match error.into_kind() {
                ::csv::ErrorKind::UnequalLengths { pos, expected_len, len } => Ok(Err(Box::new(RowError {
                    place: self.place(pos.map_or(line, |pos| pos.line())),
                    field: "the row".to_owned(),
                    value: String::from_utf8_lossy(self.raw.as_slice()).chars().take(TEXT_CHARS_MAX).collect(),
                    reason: format!("has {len} columns where the header has {expected_len}"),
                }))),
                ::csv::ErrorKind::Io(cause) => Err(InputError::Io { path: self.file.as_ref().into(), cause }),
                other => Err(InputError::Header { file: self.file.to_string(), reason: format!("{other:?}") }),
            }),
        }
    }
}

impl InvoiceReader for CsvReader {
    fn bytes_read(&self) -> u64 {
        self.reader.position().byte()
    }

    fn bytes_total(&self) -> u64 {
        self.bytes_total
    }
}

#[cfg(test)]
#[path = "csv_tests.rs"]
mod tests;
