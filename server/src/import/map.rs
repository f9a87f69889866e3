//! The mapping file: which column of a CSV holds what, how it writes dates and numbers, what is the same for every
//! row, and how a settled or disputed invoice is told from another. `docs/import-map.example.toml` shows every key.

use std::collections::BTreeMap;
use std::path::Path;

use effen::money::NumberFormat;
use serde::Deserialize;

use super::dates::DateFormat;

/// A mapping file that cannot be used; `key` is where to look.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("map {file}: {key}: {reason}")]
pub struct MapError {
    /// The mapping file.
    pub file: String,
    /// The key in it, as `table.key`.
    pub key: String,
    /// What is wrong and what would be right.
    pub reason: String,
}

macro_rules! fields {
    ($($(#[$meta:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// What a row can tell.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[$meta])* $variant),+ }

        impl Field {
            /// Every field, in the order of declaration.
            pub const ALL: &[Field] = &[$(Field::$variant),+];

            /// Its key in a mapping file, and the column looked for without one.
            pub const fn name(self) -> &'static str { match self { $(Field::$variant => $name),+ } }
        }
    };
}

fields! {
    /// Whose money it is.
    Creditor = "creditor",
    /// Where the creditor is: nl or be.
    CreditorCountry = "creditor_country",
    /// An address for questions about the invoice.
    CreditorEmail = "creditor_email",
    /// A telephone number for questions about the invoice.
    CreditorPhone = "creditor_phone",
    /// The creditor's number in the trade register.
    CreditorRegistration = "creditor_registration",
    /// The creditor's own number for the customer.
    CustomerNumber = "customer_number",
    /// Name of the customer.
    CustomerName = "customer_name",
    /// E-mail address of the customer.
    CustomerEmail = "customer_email",
    /// Telephone number of the customer.
    CustomerPhone = "customer_phone",
    /// Street and number.
    CustomerStreet = "customer_street",
    /// Postal code.
    CustomerPostalCode = "customer_postal_code",
    /// Town.
    CustomerCity = "customer_city",
    /// person or company.
    CustomerKind = "customer_kind",
    /// Whose law applies to the customer: nl or be.
    Country = "country",
    /// The language the customer is addressed in: nl, en or fr.
    Language = "language",
    /// The invoice's number.
    Number = "number",
    /// invoice or credit_note.
    Kind = "kind",
    /// Date of the invoice.
    IssuedOn = "issued_on",
    /// Last day to pay.
    DueOn = "due_on",
    /// Days from the invoice's date to its last day, where no column tells that day.
    DueDays = "due_days",
    /// The amount to pay.
    Amount = "amount",
    /// ISO 4217.
    Currency = "currency",
    /// What the invoice is for.
    Description = "description",
    /// The account to pay to.
    PayeeIban = "payee_iban",
    /// The reference to pay under.
    PaymentReference = "payment_reference",
    /// What the invoice is for, as far as limitation looks at it.
    Limitation = "limitation",
}

/// Text encodings a CSV may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
pub enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// What older Windows programs write; holds ISO 8859-1.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// How a settled invoice is told from an open one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettledRule {
    /// The column holds the day it was settled, or nothing.
    Date {
        /// The column.
        column: String,
    },
    /// The column holds one of these words when it was settled; another column the day.
    Word {
        /// The column.
        column: String,
        /// The words that mean settled.
        words: Vec<String>,
        /// The column with the day.
        date_column: String,
    },
    /// The column holds what is still open: zero means settled; another column the day.
    OpenAmount {
        /// The column.
        column: String,
        /// The column with the day.
        date_column: String,
    },
}

/// How a disputed invoice is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputedRule {
    /// The column.
    pub column: String,
    /// The words that mean disputed.
    pub yes: Vec<String>,
    /// The words that mean not disputed; any other word rejects the row.
    pub no: Vec<String>,
}

/// A mapping file, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    /// The sign between columns.
    pub delimiter: u8,
    /// How the bytes are to be read.
    pub encoding: TextEncoding,
    /// How dates are written.
    pub dates: DateFormat,
    /// How amounts are written.
    pub numbers: NumberFormat,
    /// The columns named, by field.
    pub columns: BTreeMap<Field, String>,
    /// What is the same for every row, by field.
    pub constants: BTreeMap<Field, String>,
    /// How a settled invoice is told; None: all are open.
    pub settled: Option<SettledRule>,
    /// How a disputed invoice is told; None: none is.
    pub disputed: Option<DisputedRule>,
    /// Whether columns may be missing from the header (only without a mapping file).
    pub lenient: bool,
}

#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RawMap {
    #[serde(default)]
    file: RawFile,
    #[serde(default)]
    columns: BTreeMap<String, String>,
    #[serde(default)]
    constants: BTreeMap<String, toml::Value>,
    settled: Option<RawSettled>,
    disputed: Option<RawDisputed>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RawFile {
    delimiter: Option<String>,
    #[serde(default)]
    encoding: TextEncoding,
    date_format: Option<String>,
    decimal_mark: Option<String>,
    thousands_mark: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSettled {
    column: String,
    when: Option<String>,
    words: Option<Vec<String>>,
    date_column: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDisputed {
    column: String,
    yes: Vec<String>,
    no: Vec<String>,
}

impl Map {
    /// Reads and checks a mapping file.
    ///
    /// # Errors
    /// Names the file, the key, and what is wrong with it.
    pub fn load(path: &Path) -> Result<Self, MapError> {
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|cause| MapError {
            file: file.clone(),
            key: "the file itself".to_owned(),
            reason: format!("cannot be read: {cause}"),
        })?;
        Self::parse(&file, &text)
    }

    /// Checks the text of a mapping file named `file`.
    ///
    /// # Errors
    /// Names the key and what is wrong with it.
    pub fn parse(file: &str, text: &str) -> Result<Self, MapError> {
        let wrong = |key: &str, reason: String| MapError { file: file.to_owned(), key: key.to_owned(), reason };
        let raw: RawMap = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            wrong(&format!("line {line}"), error.message().to_owned())
        })?;
        let mark = |key: &str, text: Option<&str>, default: Option<char>| match text {
            None => Ok(default),
            Some("") => Ok(None),
            Some(text) if text.chars().count() == 1 && !text.chars().any(char::is_numeric) => Ok(text.chars().next()),
            Some(text) => Err(wrong(key, format!("'{text}' must be a single sign, such as \".\" or \",\""))),
        };
        let decimal = mark("file.decimal_mark", raw.file.decimal_mark.as_deref(), Some('.'))?
            .ok_or_else(|| wrong("file.decimal_mark", "must not be empty".to_owned()))?;
        let thousands = mark("file.thousands_mark", raw.file.thousands_mark.as_deref(), None)?;
        if thousands == Some(decimal) {
            return Err(wrong("file.thousands_mark", format!("is '{decimal}', which is the decimal mark already")));
        }
        let dates = match &raw.file.date_format {
            None => DateFormat::iso(),
            Some(format) => DateFormat::parse(format).map_err(|reason| wrong("file.date_format", reason))?,
        };
        let delimiter = delimiter(raw.file.delimiter.as_deref()).map_err(|reason| wrong("file.delimiter", reason))?;
        let columns = by_field("columns", raw.columns).map_err(|(key, reason)| wrong(&key, reason))?;
        let constants = raw.constants.into_iter().map(|(key, value)| match value {
            toml::Value::String(text) => Ok((key, text)),
            toml::Value::Integer(number) => Ok((key, number.to_string())),
            other => Err(wrong(&format!("constants.{key}"), format!("is a {}, not a text", other.type_str()))),
        });
        let constants =
            by_field("constants", constants.collect::<Result<_, _>>()?).map_err(|(key, reason)| wrong(&key, reason))?;
        if let Some(field) = columns.keys().find(|field| constants.contains_key(field)) {
            let key = format!("constants.{}", field.name());
            return Err(wrong(&key, "is also under [columns]; name it once".to_owned()));
        }
        for field in [Field::CustomerNumber, Field::Number, Field::IssuedOn, Field::Amount] {
            if !columns.contains_key(&field) {
                return Err(wrong(&format!("columns.{}", field.name()), "is missing; every file needs it".to_owned()));
            }
        }
        let settled = raw.settled.map(settled_rule).transpose().map_err(|(key, reason)| wrong(key, reason))?;
        let disputed = raw.disputed.map(|raw| DisputedRule { column: raw.column, yes: raw.yes, no: raw.no });
        Ok(Self {
            delimiter,
            encoding: raw.file.encoding,
            dates,
            numbers: NumberFormat { decimal, thousands },
            columns,
            constants,
            settled,
            disputed,
            lenient: false,
        })
    }

    /// The map used without a mapping file: columns bear our own names, dates are ISO, the decimal mark is a point,
    /// `settled_on` holds the day of settlement and `disputed` yes or no.
    pub fn ours() -> Self {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Self {
            delimiter: b',',
            encoding: TextEncoding::Utf8,
            dates: DateFormat::iso(),
            numbers: NumberFormat::PLAIN,
            columns: Field::ALL.iter().map(|field| (*field, field.name().to_owned())).collect(),
            constants: BTreeMap::new(),
            settled: Some(SettledRule::Date { column: "settled_on".to_owned() }),
            disputed: Some(DisputedRule {
                column: "disputed".to_owned(),
                yes: words(&["yes", "true", "1"]),
                no: words(&["no", "false", "0", ""]),
            }),
            lenient: true,
        }
    }
}

fn delimiter(text: Option<&str>) -> Result<u8, String> {
    match text {
        None => Ok(b','),
        Some("tab" | "\t") => Ok(b'\t'),
        Some(text) => match text.as_bytes() {
            [byte] if byte.is_ascii_punctuation() && *byte != b'"' => Ok(*byte),
            _ => Err(format!("'{text}' must be one sign, such as \",\" or \";\", or the word \"tab\"")),
        },
    }
}

fn by_field(table: &str, raw: BTreeMap<String, String>) -> Result<BTreeMap<Field, String>, (String, String)> {
    raw.into_iter()
        .map(|(key, value)| match Field::ALL.iter().find(|field| field.name() == key) {
            Some(field) if !value.trim().is_empty() => Ok((*field, value)),
            Some(_) => Err((format!("{table}.{key}"), "is empty; leave the key out instead".to_owned())),
            None => {
                let known: Vec<_> = Field::ALL.iter().map(|field| field.name()).collect();
                Err((format!("{table}.{key}"), format!("is not a field; the fields are {}", known.join(", "))))
            }
        })
        .collect()
}

fn settled_rule(raw: RawSettled) -> Result<SettledRule, (&'static str, String)> {
    let column = raw.column;
    let date_column = |when: &str| {
        raw.date_column
            .clone()
            .ok_or_else(|| ("settled.date_column", format!("is missing; with when = \"{when}\" it tells the day")))
    };
    match raw.when.as_deref() {
        None | Some("date") if raw.words.is_some() || raw.date_column.is_some() => {
            Err(("settled.when", "is \"date\", which needs no words and no date_column".to_owned()))
        }
        None | Some("date") => Ok(SettledRule::Date { column }),
        Some("word") => {
            let words = raw.words.clone().filter(|words| !words.is_empty());
            let words = words.ok_or_else(|| ("settled.words", "is missing; which words mean settled?".to_owned()))?;
            Ok(SettledRule::Word { column, words, date_column: date_column("word")? })
        }
        Some("zero") => Ok(SettledRule::OpenAmount { column, date_column: date_column("zero")? }),
        Some(other) => Err(("settled.when", format!("'{other}' must be \"date\", \"word\" or \"zero\""))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: &str = "[columns]\ncustomer_number = 'a'\nnumber = 'b'\nissued_on = 'c'\namount = 'd'\n";

    #[test]
    fn the_example_in_the_docs_is_a_valid_map() {
        let text = include_str!("../../../docs/import-map.example.toml");
        let map = Map::parse("docs/import-map.example.toml", text).unwrap();
        assert_eq!(map.dates, DateFormat::parse("M/D/YYYY").unwrap());
        assert!(map.settled.is_some() && map.disputed.is_some());
    }

    #[test]
    fn the_least_a_map_must_say_is_enough() {
        let map = Map::parse("m", LEAST).unwrap();
        assert_eq!((map.delimiter, map.numbers), (b',', NumberFormat::PLAIN));
        assert_eq!(map.columns[&Field::Amount], "d");
    }

    #[test]
    fn every_mistake_is_told_by_its_key() {
        for (text, key) in [
            ("[columns]\nnumber = 'b'", "columns.customer_number"),
            (&LEAST.replace("amount", "amonut"), "columns.amonut"),
            (&format!("{LEAST}[constants]\namount = '5'"), "constants.amount"),
            (&format!("{LEAST}[constants]\ncountry = true"), "constants.country"),
            (&format!("{LEAST}[file]\ndate_format = 'MM/DD'"), "file.date_format"),
            (&format!("{LEAST}[file]\ndelimiter = '::'"), "file.delimiter"),
            (&format!("{LEAST}[file]\ndecimal_mark = ''"), "file.decimal_mark"),
            (&format!("{LEAST}[file]\ndecimal_mark = ','\nthousands_mark = ','"), "file.thousands_mark"),
            (&format!("{LEAST}[settled]\ncolumn = 'x'\nwhen = 'never'"), "settled.when"),
            (&format!("{LEAST}[settled]\ncolumn = 'x'\nwhen = 'word'\ndate_column = 'y'"), "settled.words"),
            (&format!("{LEAST}[settled]\ncolumn = 'x'\nwhen = 'zero'"), "settled.date_column"),
            (&format!("{LEAST}[settle]\ncolumn = 'x'"), "line 6"),
            (&format!("{LEAST}[file]\nencoding = 'ebcdic'"), "line 7"),
        ] {
            let error = Map::parse("m", text).unwrap_err();
            assert_eq!(error.key, key, "{error}");
        }
    }
}
