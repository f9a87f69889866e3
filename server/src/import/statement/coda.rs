//! CODA (Febelfin, version 2.6 and before): records of 128 characters. Amounts have three decimals and a sign of their
//! own: `0` credit, `1` debit. A movement is spread over records 2.1 to 2.3, what is said of it over 3.1 to 3.3. A
//! movement whose detail number is not zero is a part of the one before it and does not count in the balance.

use super::{
    Account, Amount, Balance, Entry, Fault, FileHead, Format, Lines, Party, Piece, Sink, StatementHead, Transaction,
};
use effen::money::{Currency, NumberFormat};
use jiff::civil::Date;
use std::io::BufRead;

const RECORD_CHARS: usize = 128;

/// Reads a file of statements.
pub fn read(mut lines: Lines<impl BufRead>, sink: Sink<'_>) -> Result<(), Fault> {
    let mut reading = Reading::default();
    while let Some((number, line)) = lines.line()? {
        if line.trim().is_empty() {
            continue;
        }
        let record = Record::new(&line, number)?;
        if !reading.take(&record, sink)? {
            return Ok(());
        }
    }
    reading.finish(lines.number)
}

/// A record, by positions from 1 as the standard counts them.
struct Record {
    letters: Vec<char>,
    line: u64,
}

impl Record {
    fn new(line: &str, number: u64) -> Result<Self, Fault> {
        let mut letters: Vec<char> = line.chars().collect();
        if letters.len() > RECORD_CHARS && letters[RECORD_CHARS..].iter().any(|letter| !letter.is_whitespace()) {
            return Err(Fault::new(number, format!("is longer than the {RECORD_CHARS} characters of a record")));
        }
        // Some systems cut the blanks at the end.
        letters.resize(RECORD_CHARS, ' ');
        Ok(Self { letters, line: number })
    }

    fn raw(&self, from: usize, to: usize) -> String {
        self.letters[from - 1..to].iter().collect()
    }

    /// The text from one position to another, without blanks around it.
    fn text(&self, from: usize, to: usize) -> String {
        self.raw(from, to).trim().to_owned()
    }

    fn fault(&self, reason: impl Into<String>) -> Fault {
        Fault::new(self.line, reason)
    }

    /// A day as DDMMYY; none where it is blank or zeros.
    fn day(&self, from: usize) -> Result<Option<Date>, Fault> {
        let text = self.text(from, from + 5);
        if text.is_empty() || text == "000000" {
            return Ok(None);
        }
        let turned = text.get(4..6).zip(text.get(2..4)).zip(text.get(..2)).map(|((y, m), d)| format!("{y}{m}{d}"));
        let date = turned.and_then(|turned| super::yymmdd(&turned));
        date.map(Some).ok_or_else(|| self.fault(format!("has '{text}' where a date must be")))
    }

    /// A sign and, right behind it, an amount of twelve digits and three decimals.
    fn amount(&self, sign_at: usize, currency: Currency) -> Result<Amount, Fault> {
        let is_debit = match self.letters[sign_at - 1] {
            '0' => false,
            '1' => true,
            sign => return Err(self.fault(format!("has the sign '{sign}' where 0 or 1 must be"))),
        };
        let digits = self.raw(sign_at + 1, sign_at + 15);
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(self.fault(format!("has '{digits}' where an amount must be")));
        }
        let decimal = format!("{}.{}", &digits[..12], &digits[12..]);
        super::unsigned(&decimal, NumberFormat::PLAIN, currency, is_debit).map_err(|reason| self.fault(reason))
    }
}

#[derive(Default)]
struct Reading {
    head: Option<StatementHead>,
    version: String,
    currency: Option<Currency>,
    has_closed: bool,
    entry: Option<Entry>,
    /// The entry's sequence number, and the detail that is being read.
    sequence: String,
    statements: u64,
    said_file: bool,
}

impl Reading {
    fn take(&mut self, record: &Record, sink: Sink<'_>) -> Result<bool, Fault> {
        match (record.letters[0], record.letters[1]) {
            ('0', _) => self.header(record, sink),
            _ if self.head.is_none() => Err(record.fault("stands before a statement has begun with record 0")),
            ('1', _) => self.old_balance(record, sink),
            ('2', '1') => self.movement(record, sink),
            ('2', '2') => self.movement_2(record),
            ('2', '3') => self.movement_3(record),
            ('3', part @ '1'..='3') => self.information(record, part),
            ('4', _) => Ok(true),
            ('8', _) => self.new_balance(record, sink),
            ('9', _) => self.trailer(record, sink),
            (first, second) => Err(record.fault(format!("is a record of no known kind ('{first}{second}')"))),
        }
    }

    fn header(&mut self, record: &Record, sink: Sink<'_>) -> Result<bool, Fault> {
        if self.head.is_some() {
            return Err(record.fault("begins a statement before the last one has ended"));
        }
        self.version = record.text(128, 128);
        if !matches!(self.version.as_str(), "1" | "2") {
            return Err(record.fault(format!("is of version '{}'; versions 1 and 2 are read", self.version)));
        }
        let made = record.day(6)?.map(|day| day.to_string()).unwrap_or_default();
        let bic = record.text(61, 71);
        self.head = Some(StatementHead {
            created_at: made.clone(),
            duplicate: record.text(17, 17),
            account: Account { bic, ..Account::default() },
            ..StatementHead::default()
        });
        if std::mem::replace(&mut self.said_file, true) {
            return Ok(true);
        }
        Ok(sink(Piece::File(Box::new(FileHead {
            format: Format::Coda,
            version: self.version.clone(),
            message_id: record.text(25, 34),
            created_at: made,
            recipient: Some(Party { role: "recipient".to_owned(), name: record.text(35, 60), ..Party::default() }),
            page: String::new(),
            information: String::new(),
        }))))
    }

    fn old_balance(&mut self, record: &Record, sink: Sink<'_>) -> Result<bool, Fault> {
        let (number, currency) = match record.letters[1] {
            '0' => (record.text(6, 17), record.text(19, 21)),
            '1' | '3' => (record.text(6, 39), record.text(40, 42)),
            '2' => (record.text(6, 36), record.text(40, 42)),
            kind => return Err(record.fault(format!("has an account of no known kind ('{kind}')"))),
        };
        let currency = if currency.is_empty() { "EUR".to_owned() } else { currency };
        let currency: Currency =
            currency.parse().map_err(|error: effen::money::AmountError| record.fault(error.to_string()))?;
        let amount = record.amount(43, currency)?;
        let on = record.day(59)?.ok_or_else(|| record.fault("has a balance without a date"))?;
        let Some(head) = self.head.as_mut().filter(|_| self.currency.is_none()) else {
            return Err(record.fault("has a second old balance in one statement"));
        };
        let account = Account::of_number(&number);
        head.account.iban = account.iban;
        head.account.other = account.other;
        head.account.currency = currency.code().to_owned();
        head.account.owner = record.text(65, 90);
        head.account.name = record.text(91, 125);
        head.legal_sequence = record.text(3, 5);
        head.sequence = record.text(126, 128);
        if head.account.number().is_empty() {
            return Err(record.fault("holds a statement that does not name its account"));
        }
        head.id = format!("{}-{}", on.year(), head.sequence);
        self.currency = Some(currency);
        self.statements += 1;
        let opened = Piece::Open(Box::new(head.clone()));
        Ok(sink(opened)
            && sink(Piece::Balance(Balance { kind: "opening".to_owned(), code: "1".to_owned(), amount, on })))
    }

    fn currency(&self, record: &Record) -> Result<Currency, Fault> {
        let currency = self.currency.filter(|_| !self.has_closed);
        currency.ok_or_else(|| record.fault("stands outside the balances of a statement"))
    }

    fn movement(&mut self, record: &Record, sink: Sink<'_>) -> Result<bool, Fault> {
        let currency = self.currency(record)?;
        let amount = record.amount(32, currency)?;
        let mut transaction = Transaction { amount: Some(amount), code: record.text(54, 61), ..Transaction::default() };
        transaction.refer("bank_reference", &record.text(11, 31));
        say(&mut transaction, record.letters[61] == '1', &record.raw(63, 115));
        let (sequence, detail) = (record.text(3, 6), record.text(7, 10));
        if detail != "0000" {
            let Some(entry) = self.entry.as_mut().filter(|_| self.sequence == sequence) else {
                return Err(record.fault("is a detail of a movement that is not there"));
            };
            // The total of a batch stands in the entry; from here on its parts are what it is made of.
            if detail == "0001" {
                entry.transactions.clear();
            }
            entry.transactions.push(transaction);
            return Ok(true);
        }
        let go_on = self.flush(sink);
        self.sequence = sequence;
        let value_on = record.day(48)?;
        self.entry = Some(Entry {
            amount,
            reversal: false,
            status: "BOOK".to_owned(),
            booked_on: record.day(116)?.or(value_on),
            booked_at: String::new(),
            value_on,
            bank_reference: record.text(11, 31),
            reference: self.sequence.clone(),
            code: record.text(54, 61),
            information: String::new(),
            transactions: vec![transaction],
            line: record.line,
        });
        Ok(go_on)
    }

    fn last<'a>(&'a mut self, record: &Record) -> Result<(&'a mut Entry, Transaction), Fault> {
        let sequence = record.text(3, 6);
        let same = self.sequence == sequence;
        let entry = self.entry.as_mut().filter(|_| same);
        let entry = entry.ok_or_else(|| record.fault("goes on about a movement that is not there"))?;
        let transaction = entry.transactions.pop().unwrap_or_default();
        Ok((entry, transaction))
    }

    fn movement_2(&mut self, record: &Record) -> Result<bool, Fault> {
        let (entry, mut transaction) = self.last(record)?;
        go_on(&mut transaction, &record.raw(11, 63));
        transaction.refer("end_to_end_id", &record.text(64, 98));
        let bic = record.text(99, 109);
        if !bic.is_empty() {
            other_side(&mut transaction, entry.amount).account.bic = bic;
        }
        // A kind of R-transaction: reject, return, refund, reversal, cancellation.
        if matches!(record.letters[112], '1'..='5') {
            let reason = record.text(114, 117);
            transaction.return_reason = if reason.is_empty() { "unknown".to_owned() } else { reason };
            entry.reversal = true;
        }
        entry.transactions.push(transaction);
        Ok(true)
    }

    fn movement_3(&mut self, record: &Record) -> Result<bool, Fault> {
        let (entry, mut transaction) = self.last(record)?;
        let number = record.text(11, 44);
        // A Belgian number of twelve digits has its currency right behind it.
        let number = if record.letters[22] == ' ' { record.text(11, 22) } else { number };
        let name = record.text(48, 82);
        if !number.is_empty() || !name.is_empty() {
            let party = other_side(&mut transaction, entry.amount);
            let account = Account::of_number(&number);
            (party.account.iban, party.account.other, party.name) = (account.iban, account.other, name);
        }
        go_on(&mut transaction, &record.raw(83, 125));
        entry.transactions.push(transaction);
        Ok(true)
    }

    fn information(&mut self, record: &Record, part: char) -> Result<bool, Fault> {
        let (entry, mut transaction) = self.last(record)?;
        let (from, to) = match part {
            '1' => (41, 113),
            '2' => (11, 115),
            _ => (11, 100),
        };
        if part == '1' && !transaction.information.is_empty() {
            transaction.information.push(' ');
        }
        transaction.information.push_str(&record.text(from, to));
        entry.transactions.push(transaction);
        Ok(true)
    }

    fn flush(&mut self, sink: Sink<'_>) -> bool {
        self.entry.take().is_none_or(|mut entry| {
            tidy(&mut entry);
            sink(Piece::Entry(Box::new(entry)))
        })
    }

    fn new_balance(&mut self, record: &Record, sink: Sink<'_>) -> Result<bool, Fault> {
        let currency = self.currency(record)?;
        let amount = record.amount(42, currency)?;
        let on = record.day(58)?.ok_or_else(|| record.fault("has a balance without a date"))?;
        self.has_closed = true;
        Ok(self.flush(sink)
            && sink(Piece::Balance(Balance { kind: "closing".to_owned(), code: "8".to_owned(), amount, on })))
    }

    fn trailer(&mut self, record: &Record, sink: Sink<'_>) -> Result<bool, Fault> {
        if self.currency.is_none() {
            return Err(record.fault("ends a statement that had no old balance"));
        }
        let go_on = self.flush(sink);
        (self.head, self.currency, self.has_closed) = (None, None, false);
        Ok(go_on && sink(Piece::Close(String::new())))
    }

    fn finish(&self, line: u64) -> Result<(), Fault> {
        if self.head.is_some() {
            return Err(Fault::new(line, "ends before record 9: the file is not complete"));
        }
        if self.statements == 0 { Err(Fault::new(line, "holds no statement")) } else { Ok(()) }
    }
}

/// The other side of a movement, made where it is not there yet.
fn other_side(transaction: &mut Transaction, amount: Amount) -> &mut Party {
    if transaction.parties.is_empty() {
        let role = if amount.0.cents < 0 { "creditor" } else { "debtor" };
        transaction.parties.push(Party { role: role.to_owned(), ..Party::default() });
    }
    &mut transaction.parties[0]
}

/// The communication of record 2.1: structured with its type in three digits, or a text.
fn say(transaction: &mut Transaction, is_structured: bool, text: &str) {
    if !is_structured {
        transaction.remittance.extend(Some(text.to_owned()).filter(|text| !text.trim().is_empty()));
        return;
    }
    let (kind, content) = text.split_at_checked(3).unwrap_or((text, ""));
    match kind {
        // 100: a creditor reference (ISO 11649); 101 and 102: the Belgian structured message.
        "100" => transaction.structure(kind, content.get(..25).unwrap_or(content).trim()),
        "101" | "102" => transaction.structure(kind, content.get(..12).unwrap_or(content).trim()),
        _ => transaction.remittance.push(text.to_owned()),
    }
}

/// The communication goes on in the next record; its blanks are kept until [`tidy`], for they tell words apart.
fn go_on(transaction: &mut Transaction, more: &str) {
    match transaction.remittance.last_mut() {
        Some(text) => text.push_str(more),
        None if more.trim().is_empty() => {}
        None => transaction.remittance.push(more.to_owned()),
    }
}

/// One blank between words.
fn tidy(entry: &mut Entry) {
    for transaction in &mut entry.transactions {
        for text in &mut transaction.remittance {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
}
