//! UBL 2.1 invoices and credit notes (EN 16931, Peppol BIS Billing 3): one file, or every `.xml` in a folder in the
//! order of their names, one document in memory at a time.
//!
//! When a document says nothing of its due date (`DueDate`, else `PaymentMeans/PaymentDueDate`), it is due
//! [`DUE_DAYS_DEFAULT`] days after its own date.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use effen::money::{Currency, NumberFormat};
use jiff::civil::Date;

use super::amounts;
use super::dates::DateFormat;
use super::xml::{self, DOCUMENT_BYTES_MAX, Element};
use super::{
    CreditorRef, DUE_DAYS_DEFAULT, DocumentKind, InputError, InvoiceLine, InvoiceReader, InvoiceRecord, Place, Read,
    RowError, TEXT_CHARS_MAX, csv, ubl_party,
};

/// UBL's aggregate elements.
pub const CAC: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
/// UBL's basic elements.
pub const CBC: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
const INVOICE: &str = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
const CREDIT_NOTE: &str = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";
/// Lines kept of one invoice; a document with more is refused.
const LINES_MAX: usize = 10_000;

/// A folder of UBL documents, or one, being read.
pub struct UblReader {
    files: std::vec::IntoIter<(PathBuf, u64)>,
    creditor: Option<String>,
    bytes_read: u64,
    bytes_total: u64,
}

impl UblReader {
    /// Lists what is to be read. `creditor` overrules the seller's name in every document.
    ///
    /// # Errors
    /// When the file or folder cannot be read, or the folder holds no `.xml`.
    pub fn open(path: &Path, creditor: Option<&str>) -> Result<Self, InputError> {
        let io = |cause| InputError::Io { path: path.to_owned(), cause };
        let mut files = Vec::new();
        if path.is_dir() {
            for entry in std::fs::read_dir(path).map_err(io)? {
                let entry = entry.map_err(io)?;
                let is_xml = entry.path().extension().is_some_and(|ext| ext.eq_ignore_ascii_case("xml"));
                if is_xml {
                    files.push((entry.path(), entry.metadata().map_err(io)?.len()));
                }
            }
            files.sort();
        } else {
            files.push((path.to_owned(), std::fs::metadata(path).map_err(io)?.len()));
        }
        if files.is_empty() {
            let reason = "holds no .xml file".to_owned();
            return Err(InputError::Empty { path: path.to_owned(), reason });
        }
        let bytes_total = files.iter().map(|(_, bytes)| bytes).sum();
        Ok(Self { files: files.into_iter(), creditor: creditor.map(str::to_owned), bytes_read: 0, bytes_total })
    }
}

impl Iterator for UblReader {
    type Item = Read;

    fn next(&mut self) -> Option<Read> {
        let (path, bytes) = self.files.next()?;
        self.bytes_read += bytes;
        let file: Arc<str> = path.display().to_string().into();
        let reject = |line: u64, field: &str, value: String, reason: String| {
            let place = Place { file: Arc::clone(&file), line };
            Some(Ok(Err(Box::new(RowError { place, field: field.to_owned(), value, reason }))))
        };
        if bytes > DOCUMENT_BYTES_MAX {
            return reject(1, "the document", String::new(), format!("is larger than {DOCUMENT_BYTES_MAX} bytes"));
        }
        let mut content = Vec::new();
        let opened = std::fs::File::open(&path).and_then(|f| f.take(DOCUMENT_BYTES_MAX).read_to_end(&mut content));
        if let Err(cause) = opened {
            return Some(Err(InputError::Io { path, cause }));
        }
        match xml::decode(&content).and_then(|text| xml::parse(&text)) {
            Err(fault) => reject(fault.line, "the document", String::new(), fault.reason),
            Ok(root) => match record(&root, &file, self.creditor.as_deref()) {
                Ok(record) => Some(Ok(Ok(record))),
                Err(fault) => reject(fault.line, fault.field, fault.value, fault.reason),
            },
        }
    }
}

impl InvoiceReader for UblReader {
    fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    fn bytes_total(&self) -> u64 {
        self.bytes_total
    }
}

struct Fault {
    line: u64,
    field: &'static str,
    value: String,
    reason: String,
}

/// The text at a path of elements, the last one basic and those before it aggregates; '' where there is none.
pub fn text(from: &Element, path: &[&str]) -> String {
    find(from, path).map_or_else(String::new, |element| element.text.clone())
}

fn find<'a>(from: &'a Element, path: &[&str]) -> Option<&'a Element> {
    let (last, aggregates) = path.split_last()?;
    // An aggregate may occur several times, with the basic element in a later one only.
    let Some((first, rest)) = aggregates.split_first() else { return from.child(CBC, last) };
    let rest: Vec<&str> = rest.iter().copied().chain([*last]).collect();
    from.children.iter().filter(|c| c.name == *first && c.namespace == CAC).find_map(|child| find(child, &rest))
}

fn record(root: &Element, file: &Arc<str>, creditor: Option<&str>) -> Result<InvoiceRecord, Fault> {
    let kind = match (root.namespace.as_str(), root.name.as_str()) {
        (INVOICE, "Invoice") => DocumentKind::Invoice,
        (CREDIT_NOTE, "CreditNote") => DocumentKind::CreditNote,
        _ => return Err(fault(root, "the document", &root.name, "is no UBL 2.1 Invoice or CreditNote")),
    };
    let missing = |field| fault(root, field, "", "is missing");
    let number = text(root, &["ID"]);
    if number.is_empty() {
        return Err(missing("ID"));
    }
    let issued_on = date(root, &["IssueDate"], "IssueDate")?.ok_or_else(|| missing("IssueDate"))?;
    let payable = root.child(CAC, "LegalMonetaryTotal").and_then(|total| total.child(CBC, "PayableAmount"));
    let payable = payable.ok_or_else(|| missing("PayableAmount"))?;
    let (amount, currency) = money(root, payable)?;
    let payee_iban = account(root);
    let seller = ubl_party::party(root, "AccountingSupplierParty").ok_or_else(|| missing("AccountingSupplierParty"))?;
    let buyer = ubl_party::party(root, "AccountingCustomerParty").ok_or_else(|| missing("AccountingCustomerParty"))?;
    let mut creditor_ref = ubl_party::seller(seller, &payee_iban);
    if let Some(name) = creditor {
        creditor_ref = CreditorRef { name: name.to_owned(), slug: super::slug(name), ..creditor_ref };
    }
    if creditor_ref.slug.is_empty() {
        return Err(fault(seller, "AccountingSupplierParty", "", "has no name"));
    }
    let parsed = ubl_party::buyer(buyer, creditor_ref.country);
    if parsed.customer.number.is_empty() {
        return Err(fault(buyer, "AccountingCustomerParty", "", "has neither a number nor a name"));
    }
    let record = InvoiceRecord {
        place: Place { file: Arc::clone(file), line: root.line },
        creditor: Arc::new(creditor_ref),
        customer: parsed.customer,
        debtor_kind: parsed.kind,
        country: parsed.country,
        language: parsed.language,
        number,
        kind,
        issued_on,
        due_on: due_on(root, issued_on)?,
        // What a credit note says is payable goes back to the customer.
        amount_cents: if kind == DocumentKind::CreditNote { -amount } else { amount },
        currency,
        description: description(root),
        lines: lines(root, kind, currency)?,
        // A UBL document tells what is to be paid, never that it was.
        settled_on: None,
        disputed: false,
        payee_iban,
        payment_reference: text(root, &["PaymentMeans", "PaymentID"]),
        // Nor does it say what term of limitation holds: the creditor's terms do.
        limitation: None,
    };
    check_lengths(root, &record)?;
    Ok(record)
}

fn fault(at: &Element, field: &'static str, value: &str, reason: &str) -> Fault {
    Fault { line: at.line, field, value: value.chars().take(200).collect(), reason: reason.to_owned() }
}

fn date(root: &Element, path: &[&str], field: &'static str) -> Result<Option<Date>, Fault> {
    let Some(element) = find(root, path).filter(|element| !element.text.is_empty()) else { return Ok(None) };
    let date = DateFormat::iso().read(&element.text);
    date.map(Some).ok_or_else(|| fault(element, field, &element.text, "is not a date"))
}

fn due_on(root: &Element, issued_on: Date) -> Result<Date, Fault> {
    if let Some(date) = date(root, &["DueDate"], "DueDate")? {
        return Ok(date);
    }
    if let Some(date) = date(root, &["PaymentMeans", "PaymentDueDate"], "PaymentDueDate")? {
        return Ok(date);
    }
    let due = issued_on.checked_add(jiff::Span::new().days(DUE_DAYS_DEFAULT));
    due.map_err(|_| fault(root, "IssueDate", "", "is too far ahead"))
}

/// An amount in minor units with its currency: the amount's own, else the document's.
fn money(root: &Element, element: &Element) -> Result<(i64, Currency), Fault> {
    let document = text(root, &["DocumentCurrencyCode"]);
    let own = element.attribute("currencyID").map_or(document.as_str(), str::trim);
    let currency = own.parse().map_err(|_| fault(element, "currencyID", own, csv::NOT_A_CURRENCY))?;
    let amount = amounts::minor(&element.text, NumberFormat::PLAIN, currency)
        .map_err(|reason| fault(element, "PayableAmount", &element.text, reason))?;
    Ok((amount, currency))
}

/// The payee's account: the first that a PaymentMeans names, without spaces.
fn account(root: &Element) -> String {
    let mut account = text(root, &["PaymentMeans", "PayeeFinancialAccount", "ID"]);
    account.retain(|letter| !letter.is_whitespace());
    account
}

fn description(root: &Element) -> String {
    let note = text(root, &["Note"]);
    if note.chars().count() <= TEXT_CHARS_MAX {
        note
    } else {
        note.chars().take(TEXT_CHARS_MAX - 1).chain(['…']).collect()
    }
}

fn lines(root: &Element, kind: DocumentKind, currency: Currency) -> Result<Vec<InvoiceLine>, Fault> {
    let (name, quantity) = match kind {
        DocumentKind::Invoice => ("InvoiceLine", "InvoicedQuantity"),
        DocumentKind::CreditNote => ("CreditNoteLine", "CreditedQuantity"),
    };
    let mut lines = Vec::new();
    for line in root.children_named(CAC, name) {
        if lines.len() == LINES_MAX {
            return Err(fault(line, "InvoiceLine", "", "is one too many: a document may have 10,000"));
        }
        let amount = text(line, &["LineExtensionAmount"]);
        let cents = amounts::minor(&amount, NumberFormat::PLAIN, currency)
            .map_err(|reason| fault(line, "LineExtensionAmount", &amount, reason))?;
        let item = text(line, &["Item", "Name"]);
        lines.push(InvoiceLine {
            description: if item.is_empty() { text(line, &["Item", "Description"]) } else { item },
            quantity: text(line, &[quantity]),
            amount_cents: if kind == DocumentKind::CreditNote { -cents } else { cents },
        });
    }
    Ok(lines)
}

fn check_lengths(root: &Element, record: &InvoiceRecord) -> Result<(), Fault> {
    let customer = &record.customer;
    let short = [&record.number, &customer.number, &record.payee_iban, &record.payment_reference, &customer.phone];
    let long = [&record.creditor.name, &customer.name, &customer.email, &customer.street, &customer.city];
    let bounded = short.into_iter().map(|text| (text, super::NUMBER_CHARS_MAX));
    for (text, chars_max) in bounded.chain(long.into_iter().map(|text| (text, TEXT_CHARS_MAX))) {
        if text.chars().count() > chars_max {
            return Err(fault(root, "the document", text, "holds a name or number that is too long"));
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "ubl_tests.rs"]
mod tests;
