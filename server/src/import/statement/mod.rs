//! Reading bank statements: camt.053 and camt.054 (ISO 20022), MT940 (SWIFT) and CODA (Febelfin). A reader hands over
//! one [`Piece`] at a time and keeps no more than one entry in memory, whatever the size of the file. What is booked of
//! them is `bank`'s business; nothing here knows the database.
//!
//! MT940 and CODA are read by code of our own: the crate for MT940 refuses what Dutch banks send (free text in field
//! 86), holds the whole file and its amounts as decimals; for CODA there is none.

mod camt;
mod camt_entry;
mod coda;
mod lines;
mod mt940;
mod mt940_info;
mod sum;
#[cfg(test)]
mod tests;

pub use sum::{Balanced, Sum, Unbalanced};

use effen::money::Money;
use jiff::civil::Date;
use lines::{Lines, unsigned, yymmdd};
use serde::Serialize;
use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};

/// Bytes looked at to tell which format a file has.
const HEAD_BYTES: usize = 4_096;

/// A format of bank statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Format {
    /// ISO 20022 bank-to-customer statement.
    #[serde(rename = "camt.053")]
    Camt053,
    /// ISO 20022 notification of debits and credits: entries without balances.
    #[serde(rename = "camt.054")]
    Camt054,
    /// SWIFT customer statement message.
    #[serde(rename = "mt940")]
    Mt940,
    /// Belgian coded statement of account.
    #[serde(rename = "coda")]
    Coda,
}

/// An amount with its sign: above nothing for money received, below for money that left the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "AmountJson")]
pub struct Amount(pub Money);

#[derive(Serialize)]
struct AmountJson {
    amount: String,
    currency: String,
}

impl From<Amount> for AmountJson {
    fn from(Amount(money): Amount) -> Self {
        Self { amount: money.decimal(), currency: money.currency.code().to_owned() }
    }
}

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileHead {
    /// Which format.
    pub format: Format,
    /// Its version as the file writes it: `camt.053.001.08`, `2` for CODA, '' for MT940.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// The message's id, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub message_id: String,
    /// When it was made, as the file writes it, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub created_at: String,
    /// To whom it was sent, where it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<Party>,
    /// Page of the message, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// Anything else the bank says, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub information: String,
}

/// What a statement says of itself before its entries.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct StatementHead {
    /// The bank's id of it.
    pub id: String,
    /// The electronic sequence number, or the only one there is; ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sequence: String,
    /// The legal (paper) sequence number, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub legal_sequence: String,
    /// Its page, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// When it was made, as the file writes it, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub created_at: String,
    /// Begin of its period, as the file writes it, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// End of its period, as the file writes it, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// `COPY`, `DUPL`, `CODU`, `D` (CODA), or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub duplicate: String,
    /// The account it is about.
    pub account: Account,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Account {
    /// Its IBAN, without spaces, where the file gives one; else ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub iban: String,
    /// Its number in any other scheme, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub other: String,
    /// The account's name, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its owner's name, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// The currency it is held in, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub currency: String,
    /// BIC of the bank, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub bic: String,
    /// Name of the bank, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub bank: String,
}

impl Account {
    /// From a number that may or may not be an IBAN.
    pub fn of_number(number: &str) -> Account {
        let compact: String = number.chars().filter(|letter| !letter.is_whitespace()).collect();
        let is_iban = compact.parse::<effen::reference::Iban>().is_ok();
        let (iban, other) = if is_iban { (compact, String::new()) } else { (String::new(), compact) };
        Account { iban, other, ..Account::default() }
    }

    /// The number, of whichever scheme.
    pub fn number(&self) -> &str {
        if self.iban.is_empty() { &self.other } else { &self.iban }
    }
}

/// A balance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Balance {
    /// Which: see [`balance_kind`].
    pub kind: String,
    /// The file's own word for it: `PRCD`, `60F`, `8`.
    pub code: String,
    /// How much, with its sign.
    #[serde(flatten)]
    pub amount: Amount,
    /// Of which day.
    pub on: Date,
}

/// The words for the balances of ISO 20022; a code that is none of these stays as it is. The balance that the day
/// before closed with is an opening balance too.
pub fn balance_kind(code: &str) -> &str {
    match code {
        "OPBD" | "PRCD" => "opening",
        "CLBD" => "closing",
        "OPAV" => "opening_available",
        "CLAV" => "closing_available",
        "FWAV" => "forward_available",
        "INFO" => "information",
        "ITAV" => "interim_available",
        "ITBD" => "interim",
        "XPCD" => "expected_credit",
        other => other,
    }
}

/// One line of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// How much, with its sign.
    #[serde(flatten)]
    pub amount: Amount,
    /// Does it undo an earlier entry?
    pub reversal: bool,
    /// `BOOK`, `PDNG` or `INFO`; only what is booked counts.
    pub status: String,
    /// The day it was booked.
    pub booked_on: Option<Date>,
    /// The moment, as the file writes it, where it tells more than the day; else ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub booked_at: String,
    /// The day from which it counts.
    pub value_on: Option<Date>,
    /// The bank's own reference, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub bank_reference: String,
    /// The statement's reference of the entry, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// The bank's code of what kind of transaction it is: `PMNT/RCDT/ESCT`, `544`, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Anything else the bank says of it, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub information: String,
    /// What it is made of: none, one, or each payment of a batch.
    pub transactions: Vec<Transaction>,
    /// The line it begins on, from 1.
    #[serde(skip)]
    pub line: u64,
}

impl Entry {
    /// Does it count in the balance?
    pub fn is_booked(&self) -> bool {
        self.status == "BOOK"
    }
}

/// A payment within an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Transaction {
    /// Its own amount with its sign, where the file gives one.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// Every reference the file gives it: `end_to_end_id`, `mandate_id`, `message_id`, ….
    pub references: Vec<Named>,
    /// The bank's code of what kind of transaction it is, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Who takes part: `debtor`, `creditor`, `ultimate_debtor`, ….
    pub parties: Vec<Party>,
    /// Structured payment references, as the payer gave them.
    pub structured: Vec<Structured>,
    /// What the payer wrote, in the pieces the bank sent.
    pub remittance: Vec<String>,
    /// Anything else the bank says of it, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub information: String,
    /// Why it came back (`AC04`, `MD06`), where it did; else ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub return_reason: String,
}

impl Transaction {
    /// The first reference of that name, or ''.
    pub fn reference(&self, name: &str) -> &str {
        self.references.iter().find(|named| named.name == name).map_or("", |named| named.value.as_str())
    }

    /// The end-to-end id, or '' where the payer gave none.
    pub fn end_to_end_id(&self) -> &str {
        Some(self.reference("end_to_end_id")).filter(|id| !id.eq_ignore_ascii_case("NOTPROVIDED")).unwrap_or("")
    }

    /// Adds a structured reference of a kind, unless it is empty.
    fn structure(&mut self, kind: &str, reference: &str) {
        if !reference.is_empty() {
            let (reference, kind) = (reference.to_owned(), kind.to_owned());
            self.structured.push(Structured { reference, kind, issuer: String::new() });
        }
    }

    /// Adds a reference, unless it is empty.
    fn refer(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.references.push(Named { name: name.to_owned(), value: value.to_owned() });
        }
    }
}

/// A value by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// The value.
    pub value: String,
}

/// A structured payment reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Structured {
    /// The reference, as the payer gave it.
    pub reference: String,
    /// What kind the bank calls it: `SCOR`, `101`, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Whose kind it is: `BBA`, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub issuer: String,
}

/// Somebody who takes part in a payment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Party {
    /// `debtor` (who pays), `creditor` (who receives), `ultimate_debtor`, `debtor_bank`, …; `counterparty` where the
    /// format does not tell which.
    pub role: String,
    /// Name, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Account, if there is one.
    #[serde(skip_serializing_if = "Account::is_empty")]
    pub account: Account,
    /// Lines of the address.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub address: Vec<String>,
    /// Country, or ''.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// Identification as the file gives it: numbers, issuers, scheme, birth.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub identification: Vec<Named>,
}

impl Account {
    fn is_empty(&self) -> bool {
        *self == Account::default()
    }
}

/// What a reader hands over, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// The file has begun.
    File(Box<FileHead>),
    /// A statement has begun.
    Open(Box<StatementHead>),
    /// A balance of it.
    Balance(Balance),
    /// An entry of it.
    Entry(Box<Entry>),
    /// It is complete; what else the bank says of it, or ''.
    Close(String),
}

/// Why a file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct Fault {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong, in words.
    pub reason: String,
}

impl Fault {
    fn new(line: u64, reason: impl Into<String>) -> Fault {
        Fault { line, reason: reason.into() }
    }
}

/// Where the pieces go; an answer of `false` ends the reading.
pub type Sink<'a> = &'a mut dyn FnMut(Piece) -> bool;

/// Why a file was not read to its end.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is no statement we read, or a broken one.
    #[error(transparent)]
    Refused(#[from] Fault),
    /// It cannot be opened or read.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
}

/// Reads one file of whichever format it has.
///
/// # Errors
/// A fault with its line when the file is refused; what was handed over before is not to be used then.
pub fn read(path: &Path, sink: Sink<'_>) -> Result<(), ReadError> {
    let mut file = BufReader::with_capacity(1 << 16, std::fs::File::open(path)?);
    let mut head = Vec::new();
    file.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    let whole = std::io::Cursor::new(head.clone()).chain(file);
    match kind_of(&head) {
        Some(Kind::Xml) => camt::read(whole, sink)?,
        Some(Kind::Coda) => coda::read(Lines::new(whole), sink)?,
        Some(Kind::Mt940) => mt940::read(Lines::new(whole), sink)?,
        None => return Err(Fault::new(1, "is no camt.053, camt.054, MT940 or CODA file").into()),
    }
    Ok(())
}

enum Kind {
    Xml,
    Mt940,
    Coda,
}

fn kind_of(head: &[u8]) -> Option<Kind> {
    // UTF-16 has a mark at its begin and is XML here, if anything.
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return Some(Kind::Xml);
    }
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        return Some(Kind::Xml);
    }
    let first = text.lines().next().unwrap_or("");
    if first.starts_with("00000") && first.get(14..16).is_some_and(|code| code == "05") {
        return Some(Kind::Coda);
    }
    text.lines().any(|line| line.starts_with(":20:") || line.contains("{4:")).then_some(Kind::Mt940)
}

/// The files that a path names: itself, or those of a folder whose name says that they may be statements, in the order
/// of their names.
///
/// # Errors
/// When the path cannot be read, or the folder holds no such file.
pub fn files(path: &Path) -> Result<Vec<PathBuf>, super::InputError> {
    const ENDINGS: [&str; 11] = ["xml", "sta", "940", "mt940", "swi", "swift", "txt", "cod", "coda", "bc2", "camt"];
    let io = |cause| super::InputError::Io { path: path.to_owned(), cause };
    if !path.is_dir() {
        std::fs::metadata(path).map_err(io)?;
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(io)? {
        let file = entry.map_err(io)?.path();
        let ending = file.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        if file.is_file() && ENDINGS.contains(&ending.as_str()) {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() {
        let reason = format!("holds no file that ends in .{}", ENDINGS.join(", ."));
        return Err(super::InputError::Empty { path: path.to_owned(), reason });
    }
    Ok(files)
}
