//! Every table of law that is shipped, and how far each is known to hold. The program warns when one ends before today.

use crate::kinds::Country;
use crate::{calendar, costs, interest};
use jiff::civil::Date;

/// One table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct LawTable {
    /// Its file name under `src/data`, without the ending.
    pub name: &'static str,
    /// The law it comes from.
    pub source: &'static str,
    /// The last day it is known to hold.
    pub known_until: Date,
}

/// Every table.
pub fn tables() -> Vec<LawTable> {
    let holidays = |name, country| {
        let table = calendar::holidays(country);
        LawTable { name, source: &table.source, known_until: table.known_until }
    };
    let costs = |name, country| {
        let table = costs::table(country);
        LawTable { name, source: &table.source, known_until: table.known_until }
    };
    let rates = interest::table();
    vec![
        holidays("holidays-nl", Country::Nl),
        holidays("holidays-be", Country::Be),
        costs("costs-nl", Country::Nl),
        costs("costs-be", Country::Be),
        LawTable { name: "rates-nl", source: &rates.source, known_until: rates.known_until },
    ]
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
            .filter(|name| ["holidays-", "costs-", "rates-"].iter().any(|start| name.starts_with(start)))
            .collect();
        shipped.sort();
        assert_eq!(listed, shipped);
        assert!(tables().iter().all(|table| !table.source.is_empty()));
    }

    #[test]
    fn a_table_is_expired_from_the_day_after_its_last() {
        let names = |today| -> Vec<&str> { expired(today).iter().map(|table| table.name).collect() };
        assert!(names(date(2026, 6, 30)).is_empty());
        assert_eq!(names(date(2026, 7, 1)), ["rates-nl"]);
        assert_eq!(names(date(2029, 1, 1)).len(), tables().len());
    }
}
