//! Numbers with check digits that bills, banks and registers carry, each by its own rule: payment references and
//! account numbers (see [`crate::reference`]), bank codes, VAT and enterprise numbers, postal codes, and a few more.

use crate::kinds::vocabulary;
use crate::reference::{Iban, Reference, ReferenceError, check_betalingskenmerk, check_ogm, check_rf, mod97};

vocabulary! {
    /// What kind of number it is.
    IdentifierKind, "kind of reference" {
        /// The Dutch payment reference of sixteen digits.
        Betalingskenmerk = "betalingskenmerk",
        /// The Belgian structured message.
        Ogm = "ogm",
        /// The European creditor reference.
        Rf = "rf",
        /// An account number.
        Iban = "iban",
        /// A bank's code.
        Bic = "bic",
        /// A Belgian enterprise or VAT number.
        VatBe = "vat-be",
        /// A Dutch VAT number.
        VatNl = "vat-nl",
        /// A Dutch postal code.
        PostcodeNl = "postcode-nl",
        /// A legal entity identifier.
        Lei = "lei",
        /// A Dutch citizen service number. Only ever checked, so that one typed by mistake is known for what it is.
        Bsn = "bsn",
    }
}

impl IdentifierKind {
    /// The rule, in a sentence.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Betalingskenmerk => {
                "Sixteen digits; the first checks the others: weights 2, 4, 8, 5, 10, 9, 7, 3, 6, 1 from the right, sum \
                 mod 11."
            }
            Self::Ogm => "Twelve digits; the last two are the first ten mod 97, and 97 instead of 0.",
            Self::Rf => "RF, two check digits, at most 21 letters and digits; mod 97 of the whole is 1.",
            Self::Iban => {
                "As long as its country has it; mod 97 of the whole is 1; in Belgium the national check digits fit too."
            }
            Self::Bic => "Four letters for the bank, two for the country, two signs for the place, three for a branch.",
            Self::VatBe => "Ten digits, of which the last two are 97 less the first eight mod 97.",
            Self::VatNl => "Nine digits, B, two digits; the nine pass the check by eleven, or the whole is 1 mod 97.",
            Self::PostcodeNl => "Four digits, not beginning with 0, and two letters, never SA, SD or SS.",
            Self::Lei => "Twenty letters and digits; mod 97 of the whole is 1.",
            Self::Bsn => "Nine digits; weights 9 to 2 and -1, sum mod 11 is 0.",
        }
    }

    /// Where the rule stands.
    pub const fn source(self) -> &'static str {
        match self {
            Self::Betalingskenmerk => "Betaalvereniging Nederland, betalingskenmerk",
            Self::Ogm => "Febelfin, gestructureerde mededeling (OGM-VCS)",
            Self::Rf => "ISO 11649",
            Self::Iban => "ISO 13616",
            Self::Bic => "ISO 9362",
            Self::VatBe => "Kruispuntbank van Ondernemingen",
            Self::VatNl => "Belastingdienst, btw-identificatienummer",
            Self::PostcodeNl => "PostNL, postcode",
            Self::Lei => "ISO 17442",
            Self::Bsn => "Wet algemene bepalingen burgerservicenummer",
        }
    }
}

/// A number whose rule is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// What it is.
    pub kind: IdentifierKind,
    /// As machines use it.
    pub compact: String,
    /// As people read it.
    pub printed: String,
}

impl Identifier {
    /// Checks a text as one kind of number; spaces and the usual signs are allowed.
    ///
    /// # Errors
    /// What does not fit: length, a character, or the check digits.
    pub fn check(kind: IdentifierKind, text: &str) -> Result<Identifier, ReferenceError> {
        let reference = |found: Reference| (found.as_str().to_owned(), found.pretty());
        let same = |compact: String| (compact.clone(), compact);
        let (compact, printed) = match kind {
            IdentifierKind::Betalingskenmerk => reference(Reference::Betalingskenmerk(check_betalingskenmerk(text)?)),
            IdentifierKind::Ogm => reference(Reference::Ogm(check_ogm(text)?)),
            IdentifierKind::Rf => reference(Reference::Rf(check_rf(text)?)),
            IdentifierKind::Iban => {
                let iban: Iban = text.parse()?;
                (iban.as_str().to_owned(), iban.grouped())
            }
            IdentifierKind::Bic => same(bic(text)?),
            IdentifierKind::VatBe => vat_be(text)?,
            IdentifierKind::VatNl => same(vat_nl(text)?),
            IdentifierKind::PostcodeNl => same(postcode_nl(text)?),
            IdentifierKind::Lei => same(lei(text)?),
            IdentifierKind::Bsn => bsn(text)?,
        };
        Ok(Identifier { kind, compact, printed })
    }

    /// What a text is, when nobody says: one of the payment references or an account number. The other kinds are too
    /// short of signs to be told apart.
    pub fn recognise(text: &str) -> Option<Identifier> {
        use IdentifierKind::{Betalingskenmerk, Iban, Ogm, Rf};
        [Iban, Rf, Ogm, Betalingskenmerk].into_iter().find_map(|kind| Identifier::check(kind, text).ok())
    }
}

/// Without spaces and signs, in capitals.
fn compact(text: &str, signs: &[char]) -> String {
    let kept = |mark: &char| !mark.is_whitespace() && !signs.contains(mark);
    text.chars().filter(kept).collect::<String>().to_ascii_uppercase()
}

fn all(text: &str, passes: fn(&u8) -> bool) -> Result<(), ReferenceError> {
    if text.bytes().all(|byte| passes(&byte)) { Ok(()) } else { Err(ReferenceError::Character) }
}

fn bic(text: &str) -> Result<String, ReferenceError> {
    let bic = compact(text, &[]);
    all(&bic, u8::is_ascii_alphanumeric)?;
    if !matches!(bic.len(), 8 | 11) {
        return Err(ReferenceError::Length);
    }
    all(&bic[..6], u8::is_ascii_alphabetic)?;
    Ok(bic)
}

/// With its leading nought, which older numbers leave out.
fn vat_be(text: &str) -> Result<(String, String), ReferenceError> {
    let bare = compact(text, &['.', '-', '/', '(', ')']);
    let digits = bare.strip_prefix("BE").unwrap_or(&bare);
    all(digits, u8::is_ascii_digit)?;
    let digits = match digits.len() {
        9 => format!("0{digits}"),
        10 => digits.to_owned(),
        _ => return Err(ReferenceError::Length),
    };
    if 97 - number(&digits[..8]) % 97 != number(&digits[8..]) {
        return Err(ReferenceError::CheckDigits);
    }
    let printed = format!("{}.{}.{}", &digits[..4], &digits[4..7], &digits[7..]);
    Ok((digits, printed))
}

/// Nine digits (leading noughts may be left out), B, two digits.
fn vat_nl(text: &str) -> Result<String, ReferenceError> {
    let bare = compact(text, &['.', '-']);
    let body = bare.strip_prefix("NL").unwrap_or(&bare);
    let (digits, suffix) = body.split_once('B').ok_or(ReferenceError::Character)?;
    all(digits, u8::is_ascii_digit)?;
    all(suffix, u8::is_ascii_digit)?;
    if digits.is_empty() || digits.len() > 9 || suffix.len() != 2 {
        return Err(ReferenceError::Length);
    }
    let vat = format!("{digits:0>9}B{suffix}");
    // Since 2020 the number of a sole trader passes mod 97 instead of the check of the citizen number inside it.
    let passes = bsn(&vat[..9]).is_ok() || mod97(&format!("NL{vat}")) == 1;
    if passes { Ok(vat) } else { Err(ReferenceError::CheckDigits) }
}

fn postcode_nl(text: &str) -> Result<String, ReferenceError> {
    let bare = compact(text, &['-']);
    let code = bare.strip_prefix("NL").filter(|rest| rest.len() == 6).unwrap_or(&bare);
    all(code, u8::is_ascii_alphanumeric)?;
    if code.len() != 6 {
        return Err(ReferenceError::Length);
    }
    let (digits, letters) = code.split_at(4);
    all(digits, u8::is_ascii_digit)?;
    all(letters, u8::is_ascii_alphabetic)?;
    if digits.starts_with('0') || matches!(letters, "SA" | "SD" | "SS") {
        return Err(ReferenceError::Character);
    }
    Ok(format!("{digits} {letters}"))
}

fn lei(text: &str) -> Result<String, ReferenceError> {
    let lei = compact(text, &['-']);
    all(&lei, u8::is_ascii_alphanumeric)?;
    match (lei.len(), mod97(&lei)) {
        (20, 1) => Ok(lei),
        (20, _) => Err(ReferenceError::CheckDigits),
        _ => Err(ReferenceError::Length),
    }
}

fn bsn(text: &str) -> Result<(String, String), ReferenceError> {
    let digits = compact(text, &['.', '-']);
    all(&digits, u8::is_ascii_digit)?;
    if digits.len() != 9 {
        return Err(ReferenceError::Length);
    }
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i64 = digits.bytes().zip(weights).map(|(digit, weight)| i64::from(digit - b'0') * weight).sum();
    if sum % 11 != 0 || sum == 0 {
        return Err(ReferenceError::CheckDigits);
    }
    let printed = format!("{}.{}.{}", &digits[..4], &digits[4..6], &digits[6..]);
    Ok((digits, printed))
}

/// Only called on digits, ten at most.
fn number(digits: &str) -> u64 {
    digits.bytes().fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn good_numbers_are_read_and_printed() {
        for (kind, text, compact, printed) in [
            (IdentifierKind::Bic, "abna be 2a", "ABNABE2A", "ABNABE2A"),
            (IdentifierKind::Iban, "nl91abna0417164300", "NL91ABNA0417164300", "NL91 ABNA 0417 1643 00"),
            (IdentifierKind::VatBe, "BE 428759497", "0428759497", "0428.759.497"),
            (IdentifierKind::VatNl, "NL4495445B01", "004495445B01", "004495445B01"),
            (IdentifierKind::VatNl, "NL002455799B11", "002455799B11", "002455799B11"),
            (IdentifierKind::PostcodeNl, "NL-2611et", "2611 ET", "2611 ET"),
            (IdentifierKind::Bsn, "1112.22.333", "111222333", "1112.22.333"),
            (IdentifierKind::Ogm, "010806817183", "010806817183", "+++010/8068/17183+++"),
        ] {
            let found = Identifier::check(kind, text).unwrap();
            assert_eq!((found.compact.as_str(), found.printed.as_str()), (compact, printed), "{text}");
        }
    }

    #[test]
    fn wrong_numbers_say_what_is_wrong() {
        use ReferenceError::{Character, CheckDigits, Length};
        for (kind, text, why) in [
            (IdentifierKind::Bic, "AGRIFRPP8", Length),
            (IdentifierKind::Bic, "AGRIF2PP", Character),
            (IdentifierKind::VatBe, "BE431150351", CheckDigits),
            (IdentifierKind::VatBe, "BE43115035", Length),
            (IdentifierKind::VatNl, "123456789B90", CheckDigits),
            (IdentifierKind::VatNl, "123456789", Character),
            (IdentifierKind::PostcodeNl, "26112 ET", Length),
            (IdentifierKind::PostcodeNl, "2611 SS", Character),
            (IdentifierKind::Lei, "213800KUD8LXJWSQ9D15", CheckDigits),
            (IdentifierKind::Bsn, "1112.52.333", CheckDigits),
            (IdentifierKind::Bsn, "1112223334", Length),
            (IdentifierKind::Bsn, "000000000", CheckDigits),
        ] {
            assert_eq!(Identifier::check(kind, text), Err(why), "{text}");
        }
    }

    #[test]
    fn only_what_carries_its_own_proof_is_recognised() {
        let kind = |text| Identifier::recognise(text).map(|found| found.kind);
        assert_eq!(kind("RF18 5390 0754 7034"), Some(IdentifierKind::Rf));
        assert_eq!(kind("+++123/4567/89002+++"), Some(IdentifierKind::Ogm));
        assert_eq!(kind("5010002167010010"), Some(IdentifierKind::Betalingskenmerk));
        assert_eq!(kind("NL91 ABNA 0417 1643 00"), Some(IdentifierKind::Iban));
        assert_eq!(kind("2611 ET"), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_checking_fall_over(text in "\\PC{0,30}", spelled in "[A-Z0-9]{0,22}") {
            for &kind in IdentifierKind::ALL {
                let _ = Identifier::check(kind, &text);
                let _ = Identifier::check(kind, &spelled);
            }
        }
    }
}
