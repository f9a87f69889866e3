//! Field 86 of MT940: what a payment is about, in one of three ways banks write it: codes between slashes
//! (`/EREF/…/REMI/…`, most Dutch banks), subfields with a question mark (`?20EREF+…?31IBAN`, German), or words with a
//! colon (`IBAN: …  NAAM: …  OMSCHRIJVING: …`). Anything else is a text.

use super::{Account, Party, Transaction};

/// A line of this length is full: what follows goes on without a break.
const LINE_CHARS: usize = 65;

/// The codes between slashes, and what they hold.
const CODES: &[&str] = &[
    "TRTP",
    "IBAN",
    "BIC",
    "NAME",
    "REMI",
    "EREF",
    "ORDP",
    "BENM",
    "ID",
    "MARF",
    "CSID",
    "ISDT",
    "RTRN",
    "RTYP",
    "PREF",
    "CNTP",
    "USTD",
    "STRD",
    "SVCL",
    "PURP",
    "ULTD",
    "ULTB",
    "ULTC",
    "OREF",
    "RREF",
    "OCMT",
    "CHGS",
    "BUSP",
    "ADDR",
    "TRCD",
    "IREF",
    "ACCW",
    "NRTX",
    "BUBL",
    "CDTRREFTP",
    "CDTRREF",
    "CUR",
    "ISO",
    "SUMM",
    "ULCR",
    "ULDR",
];

/// The words with a colon.
const WORDS: &[(&str, &str)] = &[
    ("IBAN:", "IBAN"),
    ("BIC:", "BIC"),
    ("NAAM:", "NAME"),
    ("NAME:", "NAME"),
    ("OMSCHRIJVING:", "REMI"),
    ("KENMERK:", "EREF"),
    ("BETALINGSKENM.:", "CDTRREF"),
    ("MACHTIGING:", "MARF"),
    ("INCASSANT:", "CSID"),
];

/// The lines as one text.
pub fn joined(lines: &[String]) -> String {
    let mut text = String::new();
    let mut was_full = true;
    for line in lines {
        if !was_full && !text.is_empty() {
            text.push(' ');
        }
        was_full = line.chars().count() >= LINE_CHARS;
        text.push_str(line);
    }
    text.trim().to_owned()
}

/// Reads the field into a transaction that field 61 began. `is_debit`: the money left the account, so the other side is
/// the one who received it.
pub fn describe(lines: &[String], is_debit: bool, mut transaction: Transaction) -> Transaction {
    let plain = joined(lines);
    let bare: String = lines.concat();
    if bare.starts_with('/') || CODES.iter().any(|code| bare.contains(&format!("/{code}/"))) {
        take_all(&mut transaction, slashed(&bare), is_debit);
    } else if bare.contains("?20") || bare.contains("?00") {
        take_all(&mut transaction, questioned(&bare), is_debit);
    } else if WORDS.iter().any(|(word, _)| plain.contains(word)) {
        take_all(&mut transaction, worded(&plain), is_debit);
    } else if !plain.is_empty() {
        transaction.remittance.push(plain);
    }
    transaction
}

/// `/CODE/value/CODE/value`: a code is one of ours, so that a slash in a value stays in it.
fn slashed(text: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for piece in text.split('/') {
        if CODES.contains(&piece) {
            fields.push((piece.to_owned(), String::new()));
        } else if let Some((_, value)) = fields.last_mut() {
            if !value.is_empty() {
                value.push('/');
            }
            value.push_str(piece);
        } else if !piece.is_empty() {
            fields.push(("REMI".to_owned(), piece.to_owned()));
        }
    }
    fields
}

/// `166?00GUTSCHRIFT?20EREF+123?21SVWZ+text?30BIC?31IBAN?32NAME?33more`.
fn questioned(text: &str) -> Vec<(String, String)> {
    let mut usage = String::new();
    let mut fields = Vec::new();
    for piece in text.split('?').skip(1) {
        let Some((number, value)) = piece.split_at_checked(2) else { continue };
        match number {
            "20" | "21" | "22" | "23" | "24" | "25" | "26" | "27" | "28" | "29" | "60" | "61" | "62" | "63" => {
                usage.push_str(value)
            }
            "30" => fields.push(("BIC".to_owned(), value.to_owned())),
            "31" => fields.push(("IBAN".to_owned(), value.to_owned())),
            "32" | "33" => fields.push(("NAME".to_owned(), value.to_owned())),
            _ => {}
        }
    }
    let marks = [("EREF+", "EREF"), ("KREF+", "PREF"), ("MREF+", "MARF"), ("CRED+", "CSID"), ("SVWZ+", "REMI")];
    let mut starts: Vec<(usize, &str, &str)> =
        marks.iter().filter_map(|(mark, code)| usage.find(mark).map(|at| (at, *mark, *code))).collect();
    starts.sort_unstable();
    let first = starts.first().map_or(usage.len(), |(at, _, _)| *at);
    fields.push(("REMI".to_owned(), usage[..first].to_owned()));
    for (index, (at, mark, code)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(usage.len(), |(next, _, _)| *next);
        fields.push(((*code).to_owned(), usage[at + mark.len()..end].to_owned()));
    }
    fields
}

/// `SEPA OVERBOEKING  IBAN: …  NAAM: …`.
fn worded(text: &str) -> Vec<(String, String)> {
    let mut starts: Vec<(usize, &str, &str)> =
        WORDS.iter().filter_map(|(word, code)| text.find(word).map(|at| (at, *word, *code))).collect();
    starts.sort_unstable();
    let mut fields = Vec::new();
    for (index, (at, word, code)) in starts.iter().enumerate() {
        // 'NAAM:' also ends 'BIC: … NAAM:'; a word that begins inside another is part of it.
        let end = starts.get(index + 1).map_or(text.len(), |(next, _, _)| *next);
        if let Some(value) = text.get(at + word.len()..end) {
            fields.push(((*code).to_owned(), value.to_owned()));
        }
    }
    fields
}

fn take_all(transaction: &mut Transaction, fields: Vec<(String, String)>, is_debit: bool) {
    let role = if is_debit { "creditor" } else { "debtor" };
    let mut party = Party { role: role.to_owned(), ..Party::default() };
    for (code, value) in fields {
        let value = value.trim().trim_matches('/').trim();
        if value.is_empty() {
            continue;
        }
        match code.as_str() {
            "IBAN" => party.account = Account { bic: party.account.bic.clone(), ..Account::of_number(value) },
            "BIC" => party.account.bic = value.to_owned(),
            "NAME" if party.name.is_empty() => party.name = value.to_owned(),
            "NAME" => party.name = format!("{} {value}", party.name),
            "CNTP" => counterparty(&mut party, value),
            "EREF" => transaction.refer("end_to_end_id", value),
            "MARF" => transaction.refer("mandate_id", value),
            "CSID" => transaction.refer("creditor_id", value),
            "PREF" => transaction.refer("payment_information_id", value),
            "OREF" | "RREF" | "IREF" => transaction.refer("transaction_id", value),
            "RTRN" => transaction.return_reason = value.to_owned(),
            "CDTRREF" | "CUR" | "ISO" => transaction.structure(&code, value),
            "TRTP" => transaction.information = value.to_owned(),
            "REMI" | "USTD" => transaction.remittance.push(value.to_owned()),
            "ORDP" | "BENM" | "STRD" | "ID" | "CDTRREFTP" => {}
            _ => transaction.remittance.push(format!("{code} {value}")),
        }
    }
    if party != (Party { role: role.to_owned(), ..Party::default() }) {
        transaction.parties.push(party);
    }
}

/// `NL91ABNA0417164300/ABNANL2A/A NAAM///STAD`.
fn counterparty(party: &mut Party, value: &str) {
    let mut parts = value.split('/');
    party.account = Account::of_number(parts.next().unwrap_or(""));
    party.account.bic = parts.next().unwrap_or("").to_owned();
    party.name = parts.next().unwrap_or("").to_owned();
    party.address = parts.filter(|part| !part.is_empty()).map(str::to_owned).collect();
}
