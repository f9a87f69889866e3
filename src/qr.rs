//! The text inside a payment QR code, after EPC069-12 (SEPA credit transfer; version 002 and UTF-8 unless asked
//! otherwise). Lines are divided by LF and nothing follows the last one that is filled. The code itself is drawn
//! elsewhere, with error level M and at most QR version 13.

use crate::identifier::{Identifier, IdentifierKind};
use crate::kinds::vocabulary;
use crate::money::Cents;
use crate::reference::Iban;

/// The most bytes a payload may have.
pub const QR_PAYLOAD_BYTES_MAX: usize = 331;

/// What the payer's bank is told to pass on. One of the two, never both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remittance {
    /// A structured reference of at most 35 characters.
    Structured(String),
    /// A text of at most 140 characters.
    Text(String),
}

/// A payment to be asked for by a QR code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrPayment {
    /// The bank's code, eight or eleven characters; not needed within the European Economic Area.
    pub bic: Option<String>,
    /// The payee, exactly as the account is named, at most 70 characters.
    pub name: String,
    /// The payee's account.
    pub iban: Iban,
    /// How much: from one cent to 999,999,999.99.
    pub amount: Cents,
    /// A purpose code of at most four characters.
    pub purpose: Option<String>,
    /// What it is for.
    pub remittance: Remittance,
}

vocabulary! {
    /// A version of the standard.
    Version, "version of EPC069-12" {
        /// The first, which needs the payee's bank.
        First = "001",
        /// The second.
        Second = "002",
    }
}

vocabulary! {
    /// The character set of a payload, by the standard's number.
    Charset, "character set (1 is UTF-8, 2 is ISO 8859-1)" {
        /// UTF-8.
        Utf8 = "1",
        /// ISO 8859-1.
        Latin1 = "2",
    }
}

impl Charset {
    /// A payload in this character set, as the code holds it.
    ///
    /// # Errors
    /// A character that the set does not have.
    pub fn bytes(self, payload: &str) -> Result<Vec<u8>, QrRefusal> {
        match self {
            Charset::Utf8 => Ok(payload.as_bytes().to_vec()),
            Charset::Latin1 => {
                payload.chars().map(|mark| u8::try_from(u32::from(mark)).map_err(|_| QrRefusal::Charset)).collect()
            }
        }
    }
}

/// How a payload is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QrForm {
    /// The version of the standard.
    pub version: Version,
    /// The character set.
    pub charset: Charset,
    /// The least decimals of the amount, two at most: a zero beyond them is left out. The standard takes all.
    pub decimals: usize,
}

impl Default for QrForm {
    fn default() -> Self {
        QrForm { version: Version::Second, charset: Charset::Utf8, decimals: 2 }
    }
}

/// Why no code is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QrRefusal {
    /// The bank's code is none.
    #[error("the BIC is not a bank's code of eight or eleven letters and digits")]
    Bic,
    /// The first version of the standard needs the payee's bank.
    #[error("version 001 of the standard needs the BIC")]
    BicNeeded,
    /// A character that the chosen set does not have.
    #[error("a character is not in ISO 8859-1")]
    Charset,
    /// No name, or more than 70 characters.
    #[error("the name of the payee is empty or longer than 70 characters")]
    Name,
    /// Below a cent or above 999,999,999.99.
    #[error("the amount is below 0.01 or above 999,999,999.99")]
    Amount,
    /// Not one to four capitals or digits.
    #[error("the purpose is not one to four letters and digits")]
    Purpose,
    /// No reference and no text, or one that is too long.
    #[error("the reference (at most 35) or text (at most 140 characters) is empty or too long")]
    Remittance,
    /// A line break or another control character in a field: it would begin another field.
    #[error("a field holds a control character")]
    ControlCharacter,
    /// Together more than the standard allows.
    #[error("the payload is longer than 331 bytes")]
    TooLong,
}

/// The payload of a payment, or why there is none.
pub fn payload(payment: &QrPayment) -> Result<String, QrRefusal> {
    payload_in(payment, QrForm::default())
}

/// The payload of a payment in a chosen form, or why there is none.
pub fn payload_in(payment: &QrPayment, form: QrForm) -> Result<String, QrRefusal> {
    let (bic, purpose) = (payment.bic.as_deref().unwrap_or(""), payment.purpose.as_deref().unwrap_or(""));
    if bic.is_empty() && form.version == Version::First {
        return Err(QrRefusal::BicNeeded);
    }
    let is_bic = |text: &str| Identifier::check(IdentifierKind::Bic, text).is_ok_and(|found| found.compact == text);
    if !bic.is_empty() && !is_bic(bic) {
        return Err(QrRefusal::Bic);
    }
    if purpose.len() > 4 || !purpose.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
        return Err(QrRefusal::Purpose);
    }
    let filled = |text: &str, most: usize| !text.trim().is_empty() && text.chars().count() <= most;
    if !filled(&payment.name, 70) {
        return Err(QrRefusal::Name);
    }
    if !(1..=99_999_999_999).contains(&payment.amount.0) {
        return Err(QrRefusal::Amount);
    }
    let (structured, text) = match &payment.remittance {
        Remittance::Structured(reference) if filled(reference, 35) => (reference.as_str(), ""),
        Remittance::Text(text) if filled(text, 140) => ("", text.as_str()),
        _ => return Err(QrRefusal::Remittance),
    };
    if [&payment.name, structured, text].iter().any(|field| field.chars().any(char::is_control)) {
        return Err(QrRefusal::ControlCharacter);
    }
    let amount = format!("EUR{}", decimals(payment.amount, form.decimals));
    let (version, charset) = (form.version.as_str(), form.charset.as_str());
    let lines =
        ["BCD", version, charset, "SCT", bic, &payment.name, payment.iban.as_str(), &amount, purpose, structured, text];
    let payload = lines.join("\n").trim_end_matches('\n').to_owned();
    let bytes = form.charset.bytes(&payload)?;
    if bytes.len() > QR_PAYLOAD_BYTES_MAX { Err(QrRefusal::TooLong) } else { Ok(payload) }
}

/// An amount with at least so many decimals, and with more where a cent would be lost.
fn decimals(amount: Cents, least: usize) -> String {
    let mut text = amount.decimal();
    let whole = text.find('.').unwrap_or(text.len());
    while text.len() > whole + 1 + least && text.ends_with('0') {
        text.pop();
    }
    text.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payment() -> QrPayment {
        QrPayment {
            bic: Some("BHBLDEHHXXX".to_owned()),
            name: "Franz Mustermänn".to_owned(),
            iban: "DE71110220330123456789".parse().unwrap(),
            amount: Cents(1_230),
            purpose: Some("GDDS".to_owned()),
            remittance: Remittance::Structured("RF18539007547034".to_owned()),
        }
    }

    #[test]
    fn the_annex_example_comes_out_line_for_line() {
        // EPC069-12, annex, example 1; the amount with both decimals, which the standard allows as well.
        let expected =
            "BCD\n002\n1\nSCT\nBHBLDEHHXXX\nFranz Mustermänn\nDE71110220330123456789\nEUR12.30\nGDDS\nRF18539007547034";
        assert_eq!(payload(&payment()).unwrap(), expected);
    }

    #[test]
    fn the_annex_examples_come_out_in_the_form_they_have_there() {
        let short = QrForm { decimals: 1, ..QrForm::default() };
        let first = payload_in(&payment(), short).unwrap();
        assert!(first.contains("\nEUR12.3\n"));
        assert_eq!(Charset::Utf8.bytes(&first).unwrap().len(), 96);
        let second = QrPayment {
            bic: None,
            name: "François D'Alsace S.A.".to_owned(),
            iban: "FR1420041010050500013M02606".parse().unwrap(),
            purpose: None,
            remittance: Remittance::Text("Client:Marie Louise La Lune".to_owned()),
            ..payment()
        };
        let latin = QrForm { charset: Charset::Latin1, ..short };
        let text = payload_in(&second, latin).unwrap();
        assert!(text.starts_with("BCD\n002\n2\nSCT\n\nFrançois"));
        assert_eq!(Charset::Latin1.bytes(&text).unwrap().len(), 103);
        let first_version = QrForm { version: Version::First, ..short };
        assert_eq!(payload_in(&second, first_version), Err(QrRefusal::BicNeeded));
        assert_eq!(payload_in(&QrPayment { name: "Ł".to_owned(), ..second }, latin), Err(QrRefusal::Charset));
        assert_eq!(decimals(Cents(1_000), 0), "10");
        assert_eq!(decimals(Cents(1_001), 0), "10.01");
    }

    #[test]
    fn a_text_stands_on_its_own_line_and_nothing_follows() {
        let plain =
            QrPayment { bic: None, purpose: None, remittance: Remittance::Text("Dossier 12".to_owned()), ..payment() };
        let lines = payload(&plain).unwrap();
        assert_eq!(lines.lines().collect::<Vec<_>>()[8..], ["", "", "Dossier 12"]);
        assert!(!lines.ends_with('\n'));
    }

    #[test]
    fn what_the_standard_forbids_is_refused() {
        let text = |text: &str| Remittance::Text(text.to_owned());
        let cases = [
            (QrPayment { amount: Cents(0), ..payment() }, QrRefusal::Amount),
            (QrPayment { amount: Cents(100_000_000_000), ..payment() }, QrRefusal::Amount),
            (QrPayment { name: String::new(), ..payment() }, QrRefusal::Name),
            (QrPayment { name: "é".repeat(71), ..payment() }, QrRefusal::Name),
            (QrPayment { bic: Some("BHBLDEHHXX".to_owned()), ..payment() }, QrRefusal::Bic),
            (QrPayment { purpose: Some("GDDSX".to_owned()), ..payment() }, QrRefusal::Purpose),
            (QrPayment { remittance: text(&"x".repeat(141)), ..payment() }, QrRefusal::Remittance),
            (QrPayment { remittance: text(" "), ..payment() }, QrRefusal::Remittance),
            (QrPayment { remittance: Remittance::Structured("1".repeat(36)), ..payment() }, QrRefusal::Remittance),
            (QrPayment { remittance: text("a\nb"), ..payment() }, QrRefusal::ControlCharacter),
            (QrPayment { name: "A\nB".to_owned(), ..payment() }, QrRefusal::ControlCharacter),
            (QrPayment { remittance: text(&"€".repeat(140)), ..payment() }, QrRefusal::TooLong),
        ];
        for (payment, why) in cases {
            assert_eq!(payload(&payment), Err(why));
        }
        let longest = QrPayment { name: "é".repeat(70), remittance: text(&"x".repeat(100)), ..payment() };
        assert!(payload(&longest).is_ok());
    }
}
