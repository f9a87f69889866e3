//! Seller and buyer of a UBL document.

use effen::kinds::{Country, Lang, PartyKind};

use super::ubl::{CAC, CBC, text};
use super::xml::Element;
use super::{CreditorRef, Customer};

/// The buyer, with what follows from it.
pub struct Buyer {
    /// Who owes.
    pub customer: Customer,
    /// Consumer or company.
    pub kind: PartyKind,
    /// Whose law applies.
    pub country: Country,
    /// The language to address them in.
    pub language: Lang,
}

/// The element `Party` inside `AccountingSupplierParty` or `AccountingCustomerParty`.
pub fn party<'a>(root: &'a Element, role: &str) -> Option<&'a Element> {
    root.child(CAC, role)?.child(CAC, "Party")
}

/// The seller: its name as registered, else as it trades.
pub fn seller(party: &Element, iban: &str) -> CreditorRef {
    let (_, country) = country(party);
    CreditorRef {
        name: name(party),
        slug: super::slug(&name(party)),
        country: country.unwrap_or(Country::Nl),
        iban: iban.to_owned(),
        email: text(party, &["Contact", "ElectronicMail"]),
        phone: text(party, &["Contact", "Telephone"]),
        registration: text(party, &["PartyLegalEntity", "CompanyID"]),
    }
}

/// The buyer. The customer number is the seller's own number for it (PartyIdentification), else its registration,
/// VAT number or electronic address, else its name: something that stays the same from one invoice to the next.
pub fn buyer(party: &Element, seller_country: Country) -> Buyer {
    let registration = text(party, &["PartyLegalEntity", "CompanyID"]);
    let vat = text(party, &["PartyTaxScheme", "CompanyID"]);
    let number = [
        text(party, &["PartyIdentification", "ID"]),
        registration.clone(),
        vat.clone(),
        text(party, &["EndpointID"]),
        name(party),
    ];
    let (code, known) = country(party);
    let street =
        [text(party, &["PostalAddress", "StreetName"]), text(party, &["PostalAddress", "AdditionalStreetName"])];
    let mut city = text(party, &["PostalAddress", "CityName"]);
    if known.is_none() && !code.is_empty() {
        city = format!("{city}, {code}");
    }
    let is_company = !registration.is_empty() || !vat.is_empty();
    Buyer {
        customer: Customer {
            number: number.into_iter().find(|number| !number.is_empty()).unwrap_or_default(),
            name: name(party),
            email: text(party, &["Contact", "ElectronicMail"]),
            phone: text(party, &["Contact", "Telephone"]),
            street: street.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", "),
            postal_code: text(party, &["PostalAddress", "PostalZone"]),
            city,
        },
        // A registered name alone does not make a company: every buyer has one in EN 16931. In doubt a consumer,
        // whom the law protects best.
        kind: if is_company { PartyKind::Company } else { PartyKind::Person },
        country: known.unwrap_or(seller_country),
        language: match code.as_str() {
            "NL" | "BE" | "" => Lang::Nl,
            "FR" | "LU" => Lang::Fr,
            _ => Lang::En,
        },
    }
}

fn name(party: &Element) -> String {
    let person = party.child(CAC, "Person").map(|person| {
        let part = |name| person.child(CBC, name).map_or("", |element| element.text.as_str());
        format!("{} {}", part("FirstName"), part("FamilyName")).trim().to_owned()
    });
    let names = [
        text(party, &["PartyLegalEntity", "RegistrationName"]),
        text(party, &["PartyName", "Name"]),
        person.unwrap_or_default(),
    ];
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

/// The country's code, and the country where its law is known here.
fn country(party: &Element) -> (String, Option<Country>) {
    let code = text(party, &["PostalAddress", "Country", "IdentificationCode"]).to_ascii_uppercase();
    let known = match code.as_str() {
        "NL" => Some(Country::Nl),
        "BE" => Some(Country::Be),
        _ => None,
    };
    (code, known)
}
