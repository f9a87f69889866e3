//! Every table of law: dated files that are shipped with the program, and that an operator can replace. They are handed
//! in once, at start ([`install`]); what is computed afterwards reads them and nothing else. Each says how far it is
//! known to hold, and the program warns when one ends before today.

use crate::budget::GuideTable;
use crate::calendar::Holidays;
use crate::costs::CostTable;
use crate::dates::short;
use crate::interest::RateTable;
use crate::kinds::{Country, Lang};
use crate::limitation::LimitationTable;
use jiff::civil::Date;
use std::sync::OnceLock;

/// The shipped files: name without the ending, and text.
pub const FILES: &[(&str, &str)] = &[
    ("holidays-nl", include_str!("data/holidays-nl.toml")),
    ("holidays-be", include_str!("data/holidays-be.toml")),
    ("costs-nl", include_str!("data/costs-nl.toml")),
    ("costs-be", include_str!("data/costs-be.toml")),
    ("rates-nl", include_str!("data/rates-nl.toml")),
    ("rates-be", include_str!("data/rates-be.toml")),
    ("limitation-nl", include_str!("data/limitation-nl.toml")),
    ("limitation-be", include_str!("data/limitation-be.toml")),
    ("budget-nl", include_str!("data/budget-nl.toml")),
    ("budget-be", include_str!("data/budget-be.toml")),
];

/// One table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct LawTable {
    /// Its file name, without the ending.
    pub name: &'static str,
    /// The law it comes from.
    pub source: &'static str,
    /// The last day it is known to hold.
    pub known_until: Date,
    /// What an operator should know of it, if anything.
    pub note: Option<&'static str>,
}

/// A file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}.toml{}: {reason}", line.map_or(String::new(), |line| format!(", line {line}")))]
pub struct LawError {
    /// Its name, without the ending.
    pub file: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong, with the key.
    pub reason: String,
}

/// A table was handed in after the first one had been read or handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the tables of law are handed in once, before anything is computed")]
pub struct AlreadyInstalled;

/// What every kind of table can do: check itself beyond its form.
pub(crate) trait Table: serde::de::DeserializeOwned {
    /// What is wrong with it, naming the key; may bring it into order.
    fn check(&mut self) -> Result<(), String>;
}

/// One table a country.
#[derive(Debug, Clone)]
pub(crate) struct ByCountry<T> {
    nl: T,
    be: T,
}

impl<T> ByCountry<T> {
    /// That of a country.
    pub(crate) const fn of(&self, country: Country) -> &T {
        match country {
            Country::Nl => &self.nl,
            Country::Be => &self.be,
        }
    }
}

/// All tables.
#[derive(Debug, Clone)]
pub struct Law {
    pub(crate) holidays: ByCountry<Holidays>,
    pub(crate) costs: ByCountry<CostTable>,
    pub(crate) rates: ByCountry<RateTable>,
    pub(crate) limitation: ByCountry<LimitationTable>,
    pub(crate) budget: ByCountry<GuideTable>,
}

impl Law {
    /// Reads all tables: `replaced` gives the text of a file by its name where an operator has one, and the shipped one
    /// is used where it gives none.
    ///
    /// # Errors
    /// The first file that cannot be used.
    pub fn read(replaced: impl Fn(&str) -> Option<String>) -> Result<Law, LawError> {
        let text = |name: &str| {
            let shipped = FILES.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text);
            replaced(name).unwrap_or_else(|| shipped.to_owned())
        };
        Ok(Law {
            holidays: both("holidays", &text)?,
            costs: both("costs", &text)?,
            rates: both("rates", &text)?,
            limitation: both("limitation", &text)?,
            budget: both("budget", &text)?,
        })
    }
}

fn both<T: Table>(kind: &str, text: &impl Fn(&str) -> String) -> Result<ByCountry<T>, LawError> {
    let read = |country: Country| {
        let name = format!("{kind}-{country}");
        parse(&name, &text(&name))
    };
    Ok(ByCountry { nl: read(Country::Nl)?, be: read(Country::Be)? })
}

/// Reads and checks one file.
fn parse<T: Table>(name: &str, text: &str) -> Result<T, LawError> {
    let file = name.to_owned();
    let mut table: T = toml::from_str(text).map_err(|error| LawError {
        file: file.clone(),
        line: error.span().map(|span| 1 + text[..span.start.min(text.len())].matches('\n').count()),
        reason: error.message().to_owned(),
    })?;
    table.check().map_err(|reason| LawError { file, line: None, reason })?;
    Ok(table)
}

/// Whether days rise, each later than the one before.
pub(crate) fn in_order(key: &str, days: impl Iterator<Item = Date>) -> Result<(), String> {
    let days: Vec<Date> = days.collect();
    match days.windows(2).find(|pair| pair[0] >= pair[1]) {
        Some(pair) => {
            Err(format!("{key}: {} comes after {}; write them from old to new, each day once", pair[1], pair[0]))
        }
        None => Ok(()),
    }
}

static LAW: OnceLock<Law> = OnceLock::new();

/// Hands in the tables to be used from now on. Once, at start, before anything is computed.
///
/// # Errors
/// Tables are in use already.
pub fn install(law: Law) -> Result<(), AlreadyInstalled> {
    LAW.set(law).map_err(|_| AlreadyInstalled)
}

/// The tables in use: those handed in, else the shipped ones.
pub(crate) fn law() -> &'static Law {
    LAW.get_or_init(|| Law::read(|_| None).expect("the shipped tables are read by the tests"))
}

/// Every table in use.
pub fn tables() -> Vec<LawTable> {
    macro_rules! rows {
        ($($field:ident),+) => {
            vec![$(
                row(concat!(stringify!($field), "-nl"), &law().$field.nl.source, law().$field.nl.known_until, law().$field.nl.note.as_deref()),
                row(concat!(stringify!($field), "-be"), &law().$field.be.source, law().$field.be.known_until, law().$field.be.note.as_deref()),
            )+]
        };
    }
    rows!(holidays, costs, rates, limitation, budget)
}

fn row(name: &'static str, source: &'static str, known_until: Date, note: Option<&'static str>) -> LawTable {
    LawTable { name, source, known_until, note }
}

impl LawTable {
    /// What an agent reads about a table that has ended.
    pub fn ended(&self, lang: Lang) -> String {
        let (name, until) = (self.name, short(self.known_until, lang));
        match lang {
            Lang::Nl => format!(
                "De tabel {name} is nagekeken tot en met {until}. Bedragen over latere dagen kunnen anders zijn: een \
                 beheerder moet de tabel vernieuwen."
            ),
            Lang::En => format!(
                "The table {name} was checked up to {until}. Amounts about later days may differ: an operator has to \
                 renew the table."
            ),
            Lang::Fr => format!(
                "La table {name} a été vérifiée jusqu’au {until}. Les montants des jours suivants peuvent différer : un \
                 administrateur doit la renouveler."
            ),
        }
    }
}

/// The tables that end before a day.
pub fn expired(today: Date) -> Vec<LawTable> {
    tables().into_iter().filter(|table| table.known_until < today).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_shipped_file_is_listed_and_says_where_it_comes_from() {
        let mut listed: Vec<String> = tables().iter().map(|table| format!("{}.toml", table.name)).collect();
        listed.sort();
        let mut shipped: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/data"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| {
                ["holidays-", "costs-", "rates-", "limitation-", "budget-"].iter().any(|start| name.starts_with(start))
            })
            .collect();
        shipped.sort();
        assert_eq!(listed, shipped);
        assert_eq!(listed.len(), FILES.len());
        assert!(tables().iter().all(|table| !table.source.is_empty()));
    }

    #[test]
    fn a_table_is_expired_from_the_day_after_its_last() {
        let names = |today| -> Vec<&str> { expired(today).iter().map(|table| table.name).collect() };
        assert!(names(date(2026, 6, 30)).is_empty());
        assert_eq!(names(date(2026, 7, 1)), ["rates-nl", "rates-be"]);
        assert_eq!(names(date(2029, 1, 1)).len(), tables().len());
    }

    /// What reading says when one shipped file is changed.
    fn with(file: &str, from: &str, to: &str) -> Result<Law, LawError> {
        let (_, shipped) = FILES.iter().find(|(name, _)| *name == file).unwrap();
        assert!(shipped.contains(from), "'{from}' is in {file}");
        let changed = shipped.replacen(from, to, 1);
        Law::read(|name| (name == file).then(|| changed.clone()))
    }

    #[test]
    fn a_replaced_file_counts() {
        let law = with("rates-nl", "known_until = \"2026-06-30\"", "known_until = \"2027-06-30\"").unwrap();
        assert_eq!(law.rates.of(Country::Nl).known_until, date(2027, 6, 30));
        assert_eq!(law.rates.of(Country::Be).known_until, date(2026, 6, 30));
    }

    #[test]
    fn a_wrong_file_is_refused_with_its_line_or_key() {
        let said = |file, from, to| with(file, from, to).unwrap_err().to_string();
        let line = said("costs-nl", "minimum = \"40.00\"", "minimum = \"veertig\"");
        assert!(line.starts_with("costs-nl.toml, line ") && line.contains("veertig"), "{line}");
        assert!(said("costs-nl", "minimum =", "minimun =").contains("minimun"));
        assert!(said("costs-nl", "upto = \"5000.00\"", "upto = \"2000.00\"").contains("upto does not rise"));
        assert!(said("costs-be", "maximum = \"2000.00\"", "maximum = \"-1.00\"").contains("maximum"));
        assert!(said("rates-nl", "2012-07-01", "2011-07-01").contains("rates"));
        assert!(said("rates-nl", "consumer = \"4\"", "consumer = \"400\"").contains("percent"));
        assert!(said("holidays-nl", "known_until = \"2028-12-31\"", "known_until = \"2027-12-31\"").contains("2028"));
        assert!(said("holidays-be", "2024-04-01", "2024-01-01").contains("twice"));
        assert!(said("limitation-nl", "kind = \"general\"", "kind = \"utilities\"").contains("general"));
        assert!(said("limitation-be", "years = 1\n", "years = 0\n").contains("years"));
        assert!(said("limitation-be", "source", "sauce").contains("sauce"));
        assert!(said("budget-nl", "share_percent = 50", "share_percent = 80").contains("share_percent"));
        assert!(said("budget-be", "child = \"200.00\"", "child = \"-1.00\"").contains("child"));
    }
}
