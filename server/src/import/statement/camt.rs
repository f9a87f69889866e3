//! camt.053 and camt.054: messages, statements and balances. The versions differ in small ways that all stand side by
//! side here and in [`super::camt_entry`]: a party's name is its own or a `Pty`'s, a status is a word or holds a `Cd`,
//! dates are days or moments.

use super::camt_entry::{entry, party};
use super::{Account, Balance, Fault, FileHead, Format, Piece, Sink, StatementHead, balance_kind, unsigned};
use crate::import::xml::{Element, XmlFault};
use crate::import::xml_stream::{Part, Stream};
use effen::money::NumberFormat;
use jiff::civil::Date;
use std::io::BufRead;

/// What is opened and closed rather than read whole: the message, its body, and each statement.
const FRAMES: &[&str] = &["Document", "BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn", "Stmt", "Ntfctn"];
const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:";

impl From<XmlFault> for Fault {
    fn from(fault: XmlFault) -> Self {
        Fault { line: fault.line, reason: fault.reason }
    }
}

/// Reads a message.
pub fn read(source: impl BufRead, sink: Sink<'_>) -> Result<(), Fault> {
    let mut stream = Stream::new(source, FRAMES)?;
    let mut reading = Reading::default();
    loop {
        let go_on = match stream.part()? {
            Part::Open(element) => reading.open(&element)?,
            Part::Whole(element) => reading.whole(element, sink)?,
            Part::Close(name) => reading.close(&name, sink)?,
            Part::End if reading.statements == 0 => return Err(Fault::new(1, "holds no statement")),
            Part::End => return Ok(()),
        };
        if !go_on {
            return Ok(());
        }
    }
}

/// How far a message is read.
#[derive(Default)]
struct Reading {
    file: Option<FileHead>,
    /// The statement's head until its first balance or entry, with the line it began on.
    head: Option<(u64, StatementHead)>,
    has_group: bool,
    has_account: bool,
    inside: bool,
    information: String,
    statements: u64,
}

impl Reading {
    fn open(&mut self, element: &Element) -> Result<bool, Fault> {
        let fault = |reason: &str| Err(Fault::new(element.line, reason));
        match element.name.as_str() {
            "Document" if self.file.is_none() => self.file = Some(head_of(element)?),
            "Document" => return fault("holds a message within a message"),
            "Stmt" | "Ntfctn" if self.inside => return fault("holds a statement within a statement"),
            "Stmt" | "Ntfctn" if !self.has_group => return fault("has no group header before its statements"),
            "Stmt" | "Ntfctn" => {
                self.inside = true;
                self.has_account = false;
                self.statements += 1;
                self.head = Some((element.line, StatementHead::default()));
            }
            _ if self.file.is_none() => return fault("is no ISO 20022 message: it does not begin with Document"),
            _ => {}
        }
        Ok(true)
    }

    fn whole(&mut self, element: Element, sink: Sink<'_>) -> Result<bool, Fault> {
        if self.file.is_none() {
            return Err(Fault::new(element.line, "is no ISO 20022 message: it does not begin with Document"));
        }
        if !self.inside {
            if element.name == "GrpHdr" {
                return Ok(self.group(&element, sink));
            }
            return Ok(true);
        }
        match element.name.as_str() {
            "Bal" => {
                let balance = balance(&element)?;
                Ok(self.begin(sink)? && sink(Piece::Balance(balance)))
            }
            "Ntry" => {
                let entry = entry(&element)?;
                Ok(self.begin(sink)? && sink(Piece::Entry(Box::new(entry))))
            }
            "AddtlStmtInf" | "AddtlNtfctnInf" => {
                self.information = element.text;
                Ok(true)
            }
            _ => {
                self.describe(&element);
                Ok(true)
            }
        }
    }

    /// The message's head.
    fn group(&mut self, element: &Element, sink: Sink<'_>) -> bool {
        let Some(file) = &mut self.file else { return true };
        self.has_group = true;
        file.message_id = text(element, &["MsgId"]);
        file.created_at = text(element, &["CreDtTm"]);
        file.recipient = at(element, &["MsgRcpt"]).map(|to| party(Some(to), "recipient", Account::default()));
        file.page = text(element, &["MsgPgntn", "PgNb"]);
        file.information = text(element, &["AddtlInf"]);
        sink(Piece::File(Box::new(file.clone())))
    }

    /// A fact about the statement that stands before its balances and entries.
    fn describe(&mut self, element: &Element) {
        let Some((_, head)) = &mut self.head else { return };
        match element.name.as_str() {
            "Id" => head.id.clone_from(&element.text),
            "ElctrncSeqNb" => head.sequence.clone_from(&element.text),
            "LglSeqNb" => head.legal_sequence.clone_from(&element.text),
            "StmtPgntn" | "NtfctnPgntn" => head.page = text(element, &["PgNb"]),
            "CreDtTm" => head.created_at.clone_from(&element.text),
            "FrToDt" => (head.from, head.to) = (text(element, &["FrDtTm"]), text(element, &["ToDtTm"])),
            "CpyDplctInd" => head.duplicate.clone_from(&element.text),
            "Acct" => {
                head.account = account(element);
                self.has_account = true;
            }
            _ => {}
        }
    }

    /// Hands the head over, before the first balance or entry.
    fn begin(&mut self, sink: Sink<'_>) -> Result<bool, Fault> {
        let Some((line, head)) = self.head.take() else { return Ok(true) };
        if !self.has_account || head.account.number().is_empty() {
            return Err(Fault::new(line, "holds a statement that does not name its account"));
        }
        Ok(sink(Piece::Open(Box::new(head))))
    }

    fn close(&mut self, name: &str, sink: Sink<'_>) -> Result<bool, Fault> {
        if !matches!(name, "Stmt" | "Ntfctn") {
            return Ok(true);
        }
        let go_on = self.begin(sink)?;
        self.inside = false;
        Ok(go_on && sink(Piece::Close(std::mem::take(&mut self.information))))
    }
}

/// Which message a document is.
fn head_of(document: &Element) -> Result<FileHead, Fault> {
    let name = document.namespace.strip_prefix(NAMESPACE).unwrap_or_default();
    let format = match name.get(..13) {
        Some("camt.053.001.") => Format::Camt053,
        Some("camt.054.001.") => Format::Camt054,
        _ => {
            let reason = format!("is a document of '{}', not camt.053 or camt.054", document.namespace);
            return Err(Fault::new(document.line, reason));
        }
    };
    if !name.get(13..).is_some_and(|version| version.parse::<u8>().is_ok_and(|version| version >= 2)) {
        return Err(Fault::new(document.line, format!("is of version '{name}'; versions from 02 are read")));
    }
    Ok(FileHead {
        format,
        version: name.to_owned(),
        message_id: String::new(),
        created_at: String::new(),
        recipient: None,
        page: String::new(),
        information: String::new(),
    })
}

/// The element at a path of names, all in the namespace of the one it begins at.
pub fn at<'a>(from: &'a Element, path: &[&str]) -> Option<&'a Element> {
    path.iter().try_fold(from, |element, name| element.child(&from.namespace, name))
}

/// The text at a path of names, or ''.
pub fn text(from: &Element, path: &[&str]) -> String {
    at(from, path).map_or_else(String::new, |element| element.text.clone())
}

/// An account, of the element that holds its `Id`.
pub fn account(element: &Element) -> Account {
    let compact = |text: String| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let bic = ["BICFI", "BIC"].iter().map(|name| text(element, &["Svcr", "FinInstnId", name]));
    let (iban, other) = (compact(text(element, &["Id", "IBAN"])), text(element, &["Id", "Othr", "Id"]));
    // Banks put IBANs where other numbers belong, too.
    let number =
        if iban.is_empty() { Account::of_number(&other) } else { Account { iban, other, ..Account::default() } };
    Account {
        bank: text(element, &["Svcr", "FinInstnId", "Nm"]),
        name: text(element, &["Nm"]),
        owner: text(element, &["Ownr", "Nm"]),
        currency: text(element, &["Ccy"]),
        bic: bic.into_iter().find(|bic| !bic.is_empty()).unwrap_or_default(),
        ..number
    }
}

/// The amount in an element's `Amt`, with the sign of its `CdtDbtInd`.
pub fn amount(element: &Element) -> Result<super::Amount, Fault> {
    let sign = text(element, &["CdtDbtInd"]);
    let is_debit = match sign.as_str() {
        "CRDT" => false,
        "DBIT" => true,
        _ => return Err(Fault::new(element.line, format!("has the sign '{sign}' where CRDT or DBIT must be"))),
    };
    let amount = at(element, &["Amt"]).ok_or_else(|| Fault::new(element.line, "has no amount"))?;
    money(amount, is_debit)
}

/// An amount with a currency of its own.
pub fn money(element: &Element, is_debit: bool) -> Result<super::Amount, Fault> {
    let code = element.attribute("Ccy").unwrap_or_default();
    let currency =
        code.parse().map_err(|error: effen::money::AmountError| Fault::new(element.line, error.to_string()))?;
    unsigned(&element.text, NumberFormat::PLAIN, currency, is_debit).map_err(|reason| Fault::new(element.line, reason))
}

/// A day, and the moment where the file gives one.
pub fn day(element: &Element, name: &str) -> Result<Option<(Date, String)>, Fault> {
    let Some(found) = at(element, &[name]) else { return Ok(None) };
    let (day, moment) = (text(found, &["Dt"]), text(found, &["DtTm"]));
    let written = if day.is_empty() { &moment } else { &day };
    let date = written.get(..10).and_then(|day| day.parse().ok());
    let date = date.ok_or_else(|| Fault::new(found.line, format!("has '{written}' where a date must be")))?;
    Ok(Some((date, moment)))
}

fn balance(element: &Element) -> Result<Balance, Fault> {
    let code = text(element, &["Tp", "CdOrPrtry", "Cd"]);
    let code = if code.is_empty() { text(element, &["Tp", "CdOrPrtry", "Prtry"]) } else { code };
    let (on, _) = day(element, "Dt")?.ok_or_else(|| Fault::new(element.line, "has a balance without a date"))?;
    Ok(Balance { kind: balance_kind(&code).to_owned(), amount: amount(element)?, on, code })
}
