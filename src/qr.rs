//! The text inside a payment QR code, after EPC069-12 (version 002, UTF-8, SEPA credit transfer). Lines are divided by
//! LF and nothing follows the last one that is filled. The code itself is drawn elsewhere, with error level M and at
//! most QR version 13.

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

/// Why no code is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QrRefusal {
    /// The bank's code has another length than eight or eleven, or other characters than capitals and digits.
    #[error("the BIC is not eight or eleven letters and digits")]
    Bic,
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
    let code = |text: &str, lengths: &[usize]| {
        lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    let (bic, purpose) = (payment.bic.as_deref().unwrap_or(""), payment.purpose.as_deref().unwrap_or(""));
    if !code(bic, &[0, 8, 11]) {
        return Err(QrRefusal::Bic);
    }
    if !code(purpose, &[0, 1, 2, 3, 4]) {
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
    let amount = format!("EUR{}", payment.amount.decimal());
    let lines =
        ["BCD", "002", "1", "SCT", bic, &payment.name, payment.iban.as_str(), &amount, purpose, structured, text];
    let payload = lines.join("\n").trim_end_matches('\n').to_owned();
    if payload.len() > QR_PAYLOAD_BYTES_MAX { Err(QrRefusal::TooLong) } else { Ok(payload) }
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
