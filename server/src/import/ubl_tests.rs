//! What the UBL reader promises, on documents written for these tests.

use super::*;
use effen::kinds::{Country, Lang, PartyKind};
use jiff::civil::date;

const BODY: &str = r#"
  <c:ID>2024-17</c:ID><c:IssueDate>2024-03-01</c:IssueDate>@DUE@
  <c:Note>Water, eerste kwartaal</c:Note><c:DocumentCurrencyCode>EUR</c:DocumentCurrencyCode>
  <a:BillingReference><a:InvoiceDocumentReference><c:ID>2023-99</c:ID><c:IssueDate>2023-01-01</c:IssueDate></a:InvoiceDocumentReference></a:BillingReference>
  <a:AccountingSupplierParty><a:Party><a:PartyName><c:Name>Waterbedrijf</c:Name></a:PartyName>
    <a:PostalAddress><a:Country><c:IdentificationCode>BE</c:IdentificationCode></a:Country></a:PostalAddress>
    <a:PartyLegalEntity><c:RegistrationName>Waterbedrijf &amp; Zoon NV</c:RegistrationName></a:PartyLegalEntity>
    <a:Contact><c:ElectronicMail>hulp@water.example</c:ElectronicMail></a:Contact></a:Party></a:AccountingSupplierParty>
  <a:AccountingCustomerParty><a:Party><a:PartyIdentification><c:ID>K-5</c:ID></a:PartyIdentification>
    <a:PostalAddress><c:StreetName>Kade 1</c:StreetName><c:CityName>Lyon</c:CityName><c:PostalZone>69001</c:PostalZone>
      <a:Country><c:IdentificationCode>FR</c:IdentificationCode></a:Country></a:PostalAddress>
    <a:Person><c:FirstName>An</c:FirstName><c:FamilyName>Peeters</c:FamilyName></a:Person></a:Party></a:AccountingCustomerParty>
  <a:PaymentMeans><c:PaymentMeansCode>1</c:PaymentMeansCode></a:PaymentMeans>
  <a:PaymentMeans>@MEANS@<c:PaymentID>+++123/4567/89002+++</c:PaymentID>
    <a:PayeeFinancialAccount><c:ID>BE71 0961 2345 6769</c:ID></a:PayeeFinancialAccount></a:PaymentMeans>
  <a:LegalMonetaryTotal><c:LineExtensionAmount currencyID="EUR">50</c:LineExtensionAmount>
    <c:PayableAmount currencyID="@CUR@">@AMOUNT@</c:PayableAmount></a:LegalMonetaryTotal>
  <a:@LINE@><c:ID>1</c:ID><c:@QTY@>3</c:@QTY@><c:LineExtensionAmount currencyID="EUR">50</c:LineExtensionAmount>
    <a:Item><c:Name>Water</c:Name></a:Item></a:@LINE@>
"#;

struct Doc {
    root: &'static str,
    due: &'static str,
    means: &'static str,
    currency: &'static str,
    amount: &'static str,
}

const PLAIN: Doc =
    Doc { root: "Invoice", due: "<c:DueDate>2024-03-20</c:DueDate>", means: "", currency: "EUR", amount: "60.5" };

fn read(doc: &Doc) -> Result<InvoiceRecord, String> {
    let (line, quantity) = match doc.root {
        "CreditNote" => ("CreditNoteLine", "CreditedQuantity"),
        _ => ("InvoiceLine", "InvoicedQuantity"),
    };
    let body = BODY
        .replace("@DUE@", doc.due)
        .replace("@MEANS@", doc.means)
        .replace("@CUR@", doc.currency)
        .replace("@AMOUNT@", doc.amount)
        .replace("@LINE@", line)
        .replace("@QTY@", quantity);
    let root = doc.root;
    let space = format!("urn:oasis:names:specification:ubl:schema:xsd:{root}-2");
    let xml = format!("<u:{root} xmlns:u=\"{space}\" xmlns:a=\"{CAC}\" xmlns:c=\"{CBC}\">{body}</u:{root}>");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("one.xml"), xml).unwrap();
    let mut reader = UblReader::open(folder.path(), None).unwrap();
    let record = reader.next().unwrap().unwrap();
    assert!(reader.next().is_none());
    assert_eq!(reader.bytes_read(), reader.bytes_total());
    record.map_err(|error| error.to_string())
}

#[test]
fn an_invoice_is_read_as_it_stands_in_the_document() {
    let record = read(&PLAIN).unwrap();
    assert_eq!((record.number.as_str(), record.kind, record.amount_cents), ("2024-17", DocumentKind::Invoice, 6050));
    assert_eq!((record.issued_on, record.due_on), (date(2024, 3, 1), date(2024, 3, 20)));
    assert_eq!(
        (record.payee_iban.as_str(), record.payment_reference.as_str()),
        ("BE71096123456769", "+++123/4567/89002+++")
    );
    assert_eq!(
        (record.creditor.name.as_str(), record.creditor.email.as_str()),
        ("Waterbedrijf & Zoon NV", "hulp@water.example")
    );
    let customer = &record.customer;
    assert_eq!(
        (customer.number.as_str(), customer.name.as_str(), customer.city.as_str()),
        ("K-5", "An Peeters", "Lyon, FR")
    );
    assert_eq!((record.country, record.language, record.debtor_kind), (Country::Be, Lang::Fr, PartyKind::Person));
    let line = InvoiceLine { description: "Water".into(), quantity: "3".into(), amount_cents: 5000 };
    assert_eq!(record.lines, [line]);
    assert_eq!(record.description, "Water, eerste kwartaal");
}

#[test]
fn a_credit_note_is_negative_with_its_lines() {
    let record = read(&Doc { root: "CreditNote", ..PLAIN }).unwrap();
    assert_eq!(
        (record.kind, record.amount_cents, record.lines[0].amount_cents),
        (DocumentKind::CreditNote, -6050, -5000)
    );
}

#[test]
fn the_due_date_comes_from_the_payment_means_else_thirty_days() {
    let means = "<c:PaymentDueDate>2024-03-15</c:PaymentDueDate>";
    assert_eq!(read(&Doc { due: "", means, ..PLAIN }).unwrap().due_on, date(2024, 3, 15));
    assert_eq!(read(&Doc { due: "", ..PLAIN }).unwrap().due_on, date(2024, 3, 31));
}

#[test]
fn other_currencies_are_kept_and_nonsense_is_refused_with_its_element() {
    assert_eq!(read(&Doc { currency: "NOK", ..PLAIN }).unwrap().currency.code(), "NOK");
    for (doc, word) in [
        (Doc { currency: "E", ..PLAIN }, "currencyID"),
        (Doc { amount: "1,50", ..PLAIN }, "PayableAmount"),
        (Doc { due: "<c:DueDate>soon</c:DueDate>", ..PLAIN }, "DueDate"),
        (Doc { root: "Order", ..PLAIN }, "no UBL"),
    ] {
        let error = read(&doc).unwrap_err();
        assert!(error.contains(word), "{error}");
    }
}
