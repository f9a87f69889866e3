//! MT940: statements of tagged fields. What banks wrap around a message (blocks in braces, lines of their own before
//! the first field) is passed over. Field 61 carries its sign as a word: `C` and `D`, and `RC` and `RD` for an entry
//! that takes a credit or a debit back, which therefore has the opposite sign.

use super::mt940_info::{describe, joined};
use super::{Account, Balance, Entry, Fault, FileHead, Format, Lines, Piece, Sink, StatementHead, Transaction};
use super::{unsigned, yymmdd};
use effen::money::{Currency, NumberFormat};
use jiff::civil::Date;
use std::io::BufRead;

/// Amounts with a comma, and no thousands.
const COMMA: NumberFormat = NumberFormat { decimal: ',', thousands: None };
/// Lines of one field; a bank that sends more sends no MT940.
const FIELD_LINES_MAX: usize = 60;

/// A field: its tag, its lines, and where it began.
#[derive(Debug)]
struct Field {
    tag: String,
    lines: Vec<String>,
    line: u64,
}

/// Reads a file of messages.
pub fn read(mut lines: Lines<impl BufRead>, sink: Sink<'_>) -> Result<(), Fault> {
    let head = FileHead {
        format: Format::Mt940,
        version: String::new(),
        message_id: String::new(),
        created_at: String::new(),
        recipient: None,
        page: String::new(),
        information: String::new(),
    };
    let mut reading = Reading::default();
    let mut field: Option<Field> = None;
    let mut go_on = sink(Piece::File(Box::new(head)));
    while let Some((number, line)) = lines.line()? {
        if !go_on {
            return Ok(());
        }
        match (tagged(&line), &mut field) {
            (Some((tag, rest)), _) => {
                let next = Field { tag: tag.to_owned(), lines: vec![rest.to_owned()], line: number };
                if let Some(done) = field.replace(next) {
                    go_on = reading.take(&done, sink)?;
                }
            }
            (None, Some(done)) if ends_message(&line) => {
                go_on = reading.take(done, sink)?;
                field = None;
            }
            (None, Some(open)) if open.lines.len() < FIELD_LINES_MAX => open.lines.push(line),
            (None, Some(_)) => return Err(Fault::new(number, format!("has a field of over {FIELD_LINES_MAX} lines"))),
            // What a bank puts around its messages.
            (None, None) => {}
        }
    }
    if let Some(done) = field.filter(|_| go_on) {
        reading.take(&done, sink)?;
    }
    reading.finish(lines.number, sink)
}

/// `:61:…` as tag and rest, also behind a block's begin.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let line = line.rsplit_once("{4:").map_or(line, |(_, rest)| rest);
    let (tag, rest) = line.strip_prefix(':')?.split_once(':')?;
    let is_tag = (2..=3).contains(&tag.len()) && tag.as_bytes()[..2].iter().all(u8::is_ascii_digit);
    (is_tag && tag.bytes().skip(2).all(|byte| byte.is_ascii_uppercase())).then_some((tag, rest))
}

fn ends_message(line: &str) -> bool {
    line == "-" || line.starts_with("-}") || line.starts_with("{1:") || line == "\u{3}"
}

#[derive(Default)]
struct Reading {
    head: Option<StatementHead>,
    is_open: bool,
    has_closed: bool,
    /// The statement's: field 61 has none of its own.
    currency: Option<Currency>,
    entry: Option<Entry>,
    information: String,
    statements: u64,
}

impl Reading {
    fn take(&mut self, field: &Field, sink: Sink<'_>) -> Result<bool, Fault> {
        let fault = |reason: String| Fault::new(field.line, reason);
        if field.tag != "20" && self.head.is_none() {
            return Err(fault(format!("has field {} before a message has begun with field 20", field.tag)));
        }
        match field.tag.as_str() {
            "20" => {
                let go_on = self.close(field.line, sink)?;
                self.head = Some(StatementHead { id: first(field).to_owned(), ..StatementHead::default() });
                Ok(go_on)
            }
            "25" | "25P" => {
                let account = account(first(field));
                if account.number().is_empty() {
                    return Err(fault("names no account in field 25".to_owned()));
                }
                self.with_head(|head| head.account = Account { bic: head.account.bic.clone(), ..account });
                Ok(true)
            }
            "28" | "28C" => {
                let (number, page) = first(field).split_once('/').unwrap_or((first(field), ""));
                self.with_head(|head| (head.sequence, head.page) = (number.to_owned(), page.to_owned()));
                Ok(true)
            }
            "60F" | "60M" => self.balance("opening", field, sink),
            "62F" | "62M" => self.balance("closing", field, sink),
            "64" => self.balance("closing_available", field, sink),
            "65" => self.balance("forward_available", field, sink),
            "61" => {
                if !self.is_open || self.has_closed {
                    return Err(fault("has an entry outside its balances".to_owned()));
                }
                let go_on = self.flush(sink);
                let currency =
                    self.currency.ok_or_else(|| fault("has an entry before its opening balance".to_owned()))?;
                self.entry = Some(entry(field, currency).map_err(fault)?);
                Ok(go_on)
            }
            "86" => {
                self.describe(field);
                Ok(true)
            }
            // Fields of other kinds of message (34F, 13D, 90C, …) say nothing about an entry.
            _ => Ok(true),
        }
    }

    fn with_head<T>(&mut self, change: impl FnOnce(&mut StatementHead) -> T) {
        if let Some(head) = &mut self.head {
            change(head);
        }
    }

    /// Field 86: about the entry before it, or about the whole statement once that has closed.
    fn describe(&mut self, field: &Field) {
        match &mut self.entry {
            Some(entry) => {
                let debit = entry.amount.0.cents < 0;
                let own = entry.transactions.pop().unwrap_or_default();
                let transaction = describe(&field.lines, debit, own);
                if !transaction.return_reason.is_empty() {
                    entry.reversal = true;
                }
                entry.transactions.push(transaction);
            }
            None => self.information = joined(&field.lines),
        }
    }

    fn flush(&mut self, sink: Sink<'_>) -> bool {
        self.entry.take().is_none_or(|entry| sink(Piece::Entry(Box::new(entry))))
    }

    fn balance(&mut self, kind: &str, field: &Field, sink: Sink<'_>) -> Result<bool, Fault> {
        let balance = balance(kind, &field.tag, first(field)).map_err(|reason| Fault::new(field.line, reason))?;
        let mut go_on = self.flush(sink);
        if kind == "opening" {
            let mut head = self.head.clone().unwrap_or_default();
            if self.is_open {
                return Err(Fault::new(field.line, "has a second opening balance in one message"));
            }
            if head.account.number().is_empty() {
                return Err(Fault::new(field.line, "holds a statement that does not name its account"));
            }
            head.account.currency = balance.amount.0.currency.code().to_owned();
            self.currency = Some(balance.amount.0.currency);
            self.statements += 1;
            self.is_open = true;
            go_on = go_on && sink(Piece::Open(Box::new(head)));
        } else if !self.is_open {
            return Err(Fault::new(field.line, "has a balance before its opening balance"));
        }
        self.has_closed |= kind == "closing";
        Ok(go_on && sink(Piece::Balance(balance)))
    }

    fn close(&mut self, line: u64, sink: Sink<'_>) -> Result<bool, Fault> {
        if self.head.is_some() && !self.is_open {
            return Err(Fault::new(line, "ends a message that had no opening balance"));
        }
        if self.is_open && !self.has_closed {
            return Err(Fault::new(line, "ends a message that had no closing balance"));
        }
        if !std::mem::take(&mut self.is_open) {
            return Ok(true);
        }
        self.has_closed = false;
        self.head = None;
        Ok(self.flush(sink) && sink(Piece::Close(std::mem::take(&mut self.information))))
    }

    fn finish(&mut self, line: u64, sink: Sink<'_>) -> Result<(), Fault> {
        self.close(line, sink)?;
        if self.statements == 0 { Err(Fault::new(line, "holds no statement")) } else { Ok(()) }
    }
}

fn first(field: &Field) -> &str {
    field.lines.first().map_or("", |line| line.trim())
}

/// `NL91ABNA0417164300EUR`, `ABNANL2A/123456789`, `0417164300`: a currency may stand behind, a bank before.
fn account(text: &str) -> Account {
    let compact: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let without_currency = compact
        .len()
        .checked_sub(3)
        .and_then(|at| compact.get(..at).zip(compact.get(at..)))
        .filter(|(_, code)| code.parse::<Currency>().is_ok())
        .map(|(number, _)| number);
    let candidates = [Some(compact.as_str()), without_currency];
    let iban = candidates.into_iter().flatten().map(Account::of_number).find(|account| !account.iban.is_empty());
    iban.unwrap_or_else(|| Account { other: compact.clone(), ..Account::default() })
}

/// `C260511EUR1234,56`.
fn balance(kind: &str, code: &str, text: &str) -> Result<Balance, String> {
    let wrong = || format!("has '{text}' where a balance must be");
    let (sign, rest) = text.split_at_checked(1).ok_or_else(wrong)?;
    let is_debit = match sign {
        "C" => false,
        "D" => true,
        _ => return Err(wrong()),
    };
    let (day, rest) = rest.split_at_checked(6).ok_or_else(wrong)?;
    let (currency, amount) = rest.split_at_checked(3).ok_or_else(wrong)?;
    let on = yymmdd(day).ok_or_else(wrong)?;
    let currency = currency.parse().map_err(|_| wrong())?;
    let amount = unsigned(amount, COMMA, currency, is_debit)?;
    Ok(Balance { kind: kind.to_owned(), code: code.to_owned(), amount, on })
}

/// Field 61: `2605120512CR84,20NTRFEREF//BANKREF` and a line of the bank's own below.
fn entry(field: &Field, currency: Currency) -> Result<Entry, String> {
    let text = first(field);
    let wrong = |what: &str| format!("has '{text}' where an entry must be: {what}");
    let value_on = text.get(..6).and_then(yymmdd).ok_or_else(|| wrong("it does not begin with a day"))?;
    let rest = &text[6..];
    let entry_day = rest.get(..4).filter(|day| day.bytes().all(|byte| byte.is_ascii_digit()));
    let booked_on =
        entry_day.map(|day| booked(day, value_on).ok_or_else(|| wrong("its second day is none"))).transpose()?;
    let rest = entry_day.map_or(rest, |_| &rest[4..]);
    let (is_debit, reversal, rest) = sign(rest).ok_or_else(|| wrong("it has no sign"))?;
    // The third letter of the currency may stand between the sign and the amount.
    let rest = rest.strip_prefix(|letter: char| letter.is_ascii_uppercase()).unwrap_or(rest);
    let amount_end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != ',').unwrap_or(rest.len());
    let (amount, rest) = rest.split_at(amount_end);
    if !amount.contains(',') {
        return Err(wrong("its amount has no comma"));
    }
    let amount = unsigned(amount, COMMA, currency, is_debit)?;
    let code = rest.get(..4).filter(|code| code.starts_with(['N', 'F', 'S'])).ok_or_else(|| wrong("it has no kind"))?;
    let (reference, bank_reference) = rest[4..].split_once("//").unwrap_or((&rest[4..], ""));
    let mut transaction = Transaction::default();
    if !matches!(reference.trim(), "" | "NONREF" | "EREF" | "MARF" | "PREF") {
        transaction.refer("owner_reference", reference.trim());
    }
    Ok(Entry {
        amount,
        reversal,
        status: "BOOK".to_owned(),
        booked_on: Some(booked_on.unwrap_or(value_on)),
        booked_at: String::new(),
        value_on: Some(value_on),
        bank_reference: Some(bank_reference.trim()).filter(|text| *text != "NONREF").unwrap_or("").to_owned(),
        reference: String::new(),
        code: code.to_owned(),
        information: joined(&field.lines[1..]),
        transactions: vec![transaction],
        line: field.line,
    })
}

/// Is it a debit, does it undo something, and what follows the sign.
fn sign(text: &str) -> Option<(bool, bool, &str)> {
    for (word, is_debit, reversal) in [("RC", true, true), ("RD", false, true), ("C", false, false), ("D", true, false)]
    {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((is_debit, reversal, rest));
        }
    }
    None
}

/// The day of booking, whose year is not written: the one that brings it nearest to the value date.
fn booked(day: &str, value_on: Date) -> Option<Date> {
    let (month, day) = (day.get(..2)?.parse().ok()?, day.get(2..)?.parse().ok()?);
    let years = [value_on.year(), value_on.year() - 1, value_on.year() + 1];
    let days = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
    days.min_by_key(|date| effen::dates::days_between(*date, value_on).abs())
}
