//! What the CSV reader promises.

use super::*;
use crate::import::{ReadOptions, open};
use jiff::civil::date;
use proptest::prelude::*;

const MAP: &str = "[file]\ndelimiter = ';'\ndate_format = 'D-M-YYYY'\ndecimal_mark = ','\nthousands_mark = '.'\n\
    [columns]\ncustomer_number = 'Klant'\ncustomer_name = 'Naam'\nnumber = 'Factuur'\nissued_on = 'Datum'\n\
    amount = 'Bedrag'\n[constants]\ncreditor = 'Gas & Licht'\ndue_days = 14\ncountry = 'be'\n\
    [settled]\ncolumn = 'Betaald'\n[disputed]\ncolumn = 'Betwist'\nyes = ['ja']\nno = ['nee', '']\n";
const HEADER: &str = "Klant;Naam;Factuur;Datum;Bedrag;Betaald;Betwist\n";

fn read(map: &str, content: &[u8]) -> Vec<Result<InvoiceRecord, Box<RowError>>> {
    let folder = tempfile::tempdir().unwrap();
    let (path, map_path) = (folder.path().join("in.csv"), folder.path().join("map.toml"));
    std::fs::write(&path, content).unwrap();
    std::fs::write(&map_path, map).unwrap();
    let options = ReadOptions { path, map: Some(map_path), creditor: None };
    open(&options).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_row_is_read_as_the_map_says() {
    let rows = read(MAP, format!("{HEADER}K1;Jan de Wit;F-7;5-1-2024;1.234,50;20-1-2024;ja\n").as_bytes());
    let record = rows.into_iter().next().unwrap().unwrap();
    assert_eq!((record.customer.number.as_str(), record.customer.name.as_str()), ("K1", "Jan de Wit"));
    assert_eq!((record.number.as_str(), record.amount_cents, record.currency.code()), ("F-7", 123_450, "EUR"));
    assert_eq!((record.issued_on, record.due_on), (date(2024, 1, 5), date(2024, 1, 19)));
    assert_eq!((record.settled_on, record.disputed), (Some(date(2024, 1, 20)), true));
    assert_eq!((record.creditor.name.as_str(), record.country), ("Gas & Licht", Country::Be));
    assert_eq!(record.place.line, 2);
}

#[test]
fn a_wrong_row_is_told_by_line_and_column_and_the_rest_is_read() {
    let content = format!(
        "{HEADER}K1;A;F1;5-1-2024;1,00;;nee\nK1;A;F2;31-2-2024;1,00;;\nK1;A;F3;5-1-2024;1.0,0;;\n;A;F4;5-1-2024;1,00;;\n\
         K1;A;F5;5-1-2024;1,00;;misschien\nte;kort\nK1;\"A\nB\";F6;5-1-2024;-1,00;;\nK1;A;;5-1-2024;1,00;;\n"
    );
    let rows = read(MAP, content.as_bytes());
    let errors: Vec<_> =
        rows.iter().filter_map(|row| row.as_ref().err()).map(|e| (e.place.line, e.field.as_str())).collect();
    assert_eq!(errors, [(3, "Datum"), (4, "Bedrag"), (5, "Klant"), (6, "Betwist"), (7, "the row"), (10, "Factuur")]);
    let numbers: Vec<_> = rows.iter().flatten().map(|r| (r.number.as_str(), r.kind, r.amount_cents)).collect();
    assert_eq!(numbers, [("F1", DocumentKind::Invoice, 100), ("F6", DocumentKind::CreditNote, -100)]);
}

#[test]
fn older_encodings_and_byte_order_marks_are_read() {
    let windows = MAP.replace("[file]", "[file]\nencoding = 'windows-1252'");
    let rows = read(&windows, &[HEADER.as_bytes(), b"K1;Ren\xe9e;F1;5-1-2024;\x80 1,00;;\n"].concat());
    let record = rows[0].as_ref().unwrap();
    assert_eq!((record.customer.name.as_str(), record.amount_cents), ("Renée", 100));
    let marked = read(MAP, format!("\u{feff}{HEADER}K1;A;F1;5-1-2024;1,00;;\n").as_bytes());
    assert!(marked[0].is_ok());
    let broken = read(MAP, &[HEADER.as_bytes(), b"K1;Ren\xe9e;F1;5-1-2024;1,00;;\n"].concat());
    assert!(broken[0].as_ref().unwrap_err().reason.contains("encoding"));
}

#[test]
fn a_map_that_does_not_fit_the_header_is_refused_before_any_row() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.csv");
    std::fs::write(&path, "Klant;Naam\n").unwrap();
    let map = Map::parse("m", MAP).unwrap();
    let error = CsvReader::open(&path, &map, None).err().unwrap().to_string();
    assert!(
        error.contains("columns.number") && error.contains("'Factuur'") && error.contains("Klant, Naam"),
        "{error}"
    );
    std::fs::write(&path, "number,customer_number,issued_on,amount\n").unwrap();
    let error = CsvReader::open(&path, &Map::ours(), None).err().unwrap().to_string();
    assert!(error.contains("--creditor"), "{error}");
    assert!(CsvReader::open(&path, &Map::ours(), Some("X")).is_ok());
}

#[test]
fn settlement_is_told_by_a_word_or_by_nothing_left_open() {
    let word =
        MAP.replace("column = 'Betaald'", "column = 'Betwist'\nwhen = 'word'\nwords = ['ja']\ndate_column = 'Betaald'");
    let content = format!(
        "{HEADER}K;A;F1;5-1-2024;1,00;6-1-2024;ja\nK;A;F2;5-1-2024;1,00;6-1-2024;nee\nK;A;F3;5-1-2024;1,00;;ja\n"
    );
    let rows = read(&word, content.as_bytes());
    assert_eq!(rows[0].as_ref().unwrap().settled_on, Some(date(2024, 1, 6)));
    assert_eq!(rows[1].as_ref().unwrap().settled_on, None);
    assert!(rows[2].as_ref().unwrap_err().reason.contains("'Betaald' is empty"));
    let zero = MAP.replace("column = 'Betaald'", "column = 'Bedrag'\nwhen = 'zero'\ndate_column = 'Betaald'");
    let rows = read(&zero, format!("{HEADER}K;A;F1;5-1-2024;0,00;6-1-2024;\nK;A;F2;5-1-2024;1,00;;\n").as_bytes());
    let settled: Vec<_> = rows.iter().map(|row| row.as_ref().unwrap().settled_on).collect();
    assert_eq!(settled, [Some(date(2024, 1, 6)), None]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_the_file_holds_every_row_is_a_record_or_a_reason(content in "[a-z0-9;\",\n\r é-]{0,200}") {
        for row in read(MAP, format!("{HEADER}{content}").as_bytes()) {
            if let Err(error) = row { prop_assert!(!error.reason.is_empty() && error.place.line > 1); }
        }
    }
}
