//! Account numbers and payment references: IBAN, the Dutch betalingskenmerk, the Belgian structured message (OGM) and
//! the European creditor reference (RF, ISO 11649). Each is checked by its own check digits before it is shown, sent to
//! a bank or put in a QR code.

use std::fmt;

/// What is wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// Too short, too long, or not as long as its country's.
    #[error("it has the wrong length")]
    Length,
    /// A character that cannot be there.
    #[error("it holds a character that cannot be there")]
    Character,
    /// The check digits do not fit: probably a typing error.
    #[error("its check digits do not fit")]
    CheckDigits,
    /// Not a country with IBANs.
    #[error("its country has no IBAN")]
    Country,
}

/// The lengths of IBANs (SWIFT's registry): the countries of SEPA and their neighbours.
#[rustfmt::skip]
const IBAN_LENGTHS: &[(&[u8; 2], usize)] = &[
    (b"AD", 24), (b"AE", 23), (b"AL", 28), (b"AT", 20), (b"AZ", 28), (b"BA", 20), (b"BE", 16), (b"BG", 22),
    (b"BH", 22), (b"BR", 29), (b"BY", 28), (b"CH", 21), (b"CR", 22), (b"CY", 28), (b"CZ", 24), (b"DE", 22),
    (b"DK", 18), (b"DO", 28), (b"EE", 20), (b"EG", 29), (b"ES", 24), (b"FI", 18), (b"FO", 18), (b"FR", 27),
    (b"GB", 22), (b"GE", 22), (b"GI", 23), (b"GL", 18), (b"GR", 27), (b"GT", 28), (b"HR", 21), (b"HU", 28),
    (b"IE", 22), (b"IL", 23), (b"IQ", 23), (b"IS", 26), (b"IT", 27), (b"JO", 30), (b"KW", 30), (b"KZ", 20),
    (b"LB", 28), (b"LC", 32), (b"LI", 21), (b"LT", 20), (b"LU", 20), (b"LV", 21), (b"LY", 25), (b"MC", 27),
    (b"MD", 24), (b"ME", 22), (b"MK", 19), (b"MR", 27), (b"MT", 31), (b"MU", 30), (b"NL", 18), (b"NO", 15),
    (b"PK", 24), (b"PL", 28), (b"PS", 29), (b"PT", 25), (b"QA", 29), (b"RO", 24), (b"RS", 22), (b"SA", 24),
    (b"SC", 31), (b"SE", 24), (b"SI", 19), (b"SK", 24), (b"SM", 27), (b"ST", 25), (b"SV", 28), (b"TL", 23),
    (b"TN", 24), (b"TR", 26), (b"UA", 29), (b"VA", 22), (b"VG", 24), (b"XK", 20),
];

/// A checked IBAN, without spaces, in capitals.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Iban(String);

impl Iban {
    /// Without spaces, as machines use it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups of four, as people read it: `NL91 ABNA 0417 1643 00`.
    pub fn grouped(&self) -> String {
        groups(&self.0, 4)
    }

    /// Only the end, for pages that may not show it whole: `NL•• •••• 4300`.
    pub fn masked(&self) -> String {
        format!("{}•• •••• {}", &self.0[..2], &self.0[self.0.len() - 4..])
    }
}

impl std::str::FromStr for Iban {
    type Err = ReferenceError;

    /// Reads an IBAN with or without spaces: length of its country, check digits (ISO 7064 mod 97-10), and for Belgium
    /// the national check digits as well.
    fn from_str(text: &str) -> Result<Iban, ReferenceError> {
        let compact = compact(text);
        let bytes = compact.as_bytes();
        if !bytes.iter().all(u8::is_ascii_alphanumeric) {
            return Err(ReferenceError::Character);
        }
        if bytes.len() < 5 {
            return Err(ReferenceError::Length);
        }
        let length = IBAN_LENGTHS.iter().find(|(country, _)| country[..] == bytes[..2]).map(|(_, length)| *length);
        if bytes.len() != length.ok_or(ReferenceError::Country)? {
            return Err(ReferenceError::Length);
        }
        if !bytes[2..4].iter().all(u8::is_ascii_digit) {
            return Err(ReferenceError::Character);
        }
        if mod97(&format!("{}{}", &compact[4..], &compact[..4])) != 1 {
            return Err(ReferenceError::CheckDigits);
        }
        if compact.starts_with("BE") {
            ogm_check(&compact[4..])?;
        }
        Ok(Iban(compact))
    }
}

impl TryFrom<String> for Iban {
    type Error = ReferenceError;
    fn try_from(text: String) -> Result<Self, ReferenceError> {
        text.parse()
    }
}

impl From<Iban> for String {
    fn from(iban: Iban) -> String {
        iban.0
    }
}

impl fmt::Display for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.grouped())
    }
}

/// A payment reference whose check digits fit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reference {
    /// Sixteen digits, the first a check digit.
    Betalingskenmerk(String),
    /// Twelve digits, the last two check digits.
    Ogm(String),
    /// RF, two check digits, and up to 21 letters or digits.
    Rf(String),
}

impl Reference {
    /// Which of the three a text is, if it is one: `None` for a reference of the creditor's own kind.
    pub fn recognise(text: &str) -> Option<Reference> {
        check_rf(text)
            .map(Reference::Rf)
            .or_else(|_| check_ogm(text).map(Reference::Ogm))
            .or_else(|_| check_betalingskenmerk(text).map(Reference::Betalingskenmerk))
            .ok()
    }

    /// Without spaces or signs, as machines use it.
    pub fn as_str(&self) -> &str {
        match self {
            Reference::Betalingskenmerk(text) | Reference::Ogm(text) | Reference::Rf(text) => text,
        }
    }

    /// As people read it: `5010 0021 6701 0010`, `+++123/4567/89002+++`, `RF18 5390 0754 7034`.
    pub fn pretty(&self) -> String {
        match self {
            Reference::Betalingskenmerk(text) | Reference::Rf(text) => groups(text, 4),
            Reference::Ogm(text) => format!("+++{}/{}/{}+++", &text[..3], &text[3..7], &text[7..]),
        }
    }
}

/// Makes a Dutch betalingskenmerk of sixteen digits from at most fifteen.
pub fn make_betalingskenmerk(digits: &str) -> Result<String, ReferenceError> {
    only_digits(digits)?;
    if digits.is_empty() || digits.len() > 15 {
        return Err(ReferenceError::Length);
    }
    let body = format!("{digits:0>15}");
    Ok(format!("{}{body}", kenmerk_digit(&body)))
}

/// Checks a Dutch betalingskenmerk of sixteen digits (spaces allowed) and gives it without spaces.
pub fn check_betalingskenmerk(text: &str) -> Result<String, ReferenceError> {
    let compact = compact(text);
    only_digits(&compact)?;
    if compact.len() != 16 {
        return Err(ReferenceError::Length);
    }
    if compact[..1] != kenmerk_digit(&compact[1..]).to_string() {
        return Err(ReferenceError::CheckDigits);
    }
    Ok(compact)
}

/// The check digit: weights 2, 4, 8, 5, 10, 9, 7, 3, 6, 1 from the right, over and over; 11 minus the sum mod 11, where
/// 10 becomes 1 and 11 becomes 0.
fn kenmerk_digit(digits: &str) -> u32 {
    const WEIGHTS: [u32; 10] = [2, 4, 8, 5, 10, 9, 7, 3, 6, 1];
    let sum: u32 =
        digits.bytes().rev().zip(WEIGHTS.iter().cycle()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    match 11 - sum % 11 {
        10 => 1,
        11 => 0,
        digit => digit,
    }
}

/// Makes a Belgian structured message of twelve digits from at most ten: the last two are the first ten mod 97, and 97
/// instead of 0.
pub fn make_ogm(digits: &str) -> Result<String, ReferenceError> {
    only_digits(digits)?;
    if digits.is_empty() || digits.len() > 10 {
        return Err(ReferenceError::Length);
    }
    let body = format!("{digits:0>10}");
    Ok(format!("{body}{:02}", ogm_digits(&body)))
}

/// Checks a Belgian structured message, with or without its signs, and gives its twelve digits.
pub fn check_ogm(text: &str) -> Result<String, ReferenceError> {
    let digits: String =
        text.chars().filter(|mark| !matches!(mark, '+' | '*' | '/') && !mark.is_whitespace()).collect();
    ogm_check(&digits)?;
    Ok(digits)
}

fn ogm_check(digits: &str) -> Result<(), ReferenceError> {
    only_digits(digits)?;
    if digits.len() != 12 {
        return Err(ReferenceError::Length);
    }
    if format!("{:02}", ogm_digits(&digits[..10])) != digits[10..] {
        return Err(ReferenceError::CheckDigits);
    }
    Ok(())
}

fn ogm_digits(ten: &str) -> u64 {
    match mod97(ten) {
        0 => 97,
        rest => rest,
    }
}

/// Makes a creditor reference (ISO 11649) from at most 21 letters and digits.
pub fn make_rf(body: &str) -> Result<String, ReferenceError> {
    let body = compact(body);
    if !body.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(ReferenceError::Character);
    }
    if body.is_empty() || body.len() > 21 {
        return Err(ReferenceError::Length);
    }
    Ok(format!("RF{:02}{body}", 98 - mod97(&format!("{body}RF00"))))
}

/// Checks a creditor reference (spaces allowed) and gives it without spaces.
pub fn check_rf(text: &str) -> Result<String, ReferenceError> {
    let compact = compact(text);
    if !compact.bytes().all(|byte| byte.is_ascii_alphanumeric()) || !compact.starts_with("RF") {
        return Err(ReferenceError::Character);
    }
    if !(5..=25).contains(&compact.len()) {
        return Err(ReferenceError::Length);
    }
    if !compact[2..4].bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ReferenceError::Character);
    }
    if mod97(&format!("{}{}", &compact[4..], &compact[..4])) != 1 {
        return Err(ReferenceError::CheckDigits);
    }
    Ok(compact)
}

/// Without spaces, dots and dashes, in capitals.
fn compact(text: &str) -> String {
    text.chars()
        .filter(|mark| !mark.is_whitespace() && !matches!(mark, '-' | '.'))
        .collect::<String>()
        .to_ascii_uppercase()
}

fn only_digits(text: &str) -> Result<(), ReferenceError> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { Ok(()) } else { Err(ReferenceError::Character) }
}

/// The remainder by 97 of the number that letters (A is 10) and digits spell.
pub(crate) fn mod97(text: &str) -> u64 {
    text.bytes().fold(0, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u64::from(byte - b'0')) % 97,
        _ => (rest * 100 + u64::from(byte.to_ascii_uppercase() - b'A') + 10) % 97,
    })
}

/// Only called on ASCII.
fn groups(text: &str, size: usize) -> String {
    let parts: Vec<String> =
        text.as_bytes().chunks(size).map(|part| String::from_utf8_lossy(part).into_owned()).collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ibans_are_checked_by_length_and_digits() {
        let iban: Iban = "nl91 abna 0417 1643 00".parse().unwrap();
        assert_eq!((iban.as_str(), iban.to_string()), ("NL91ABNA0417164300", "NL91 ABNA 0417 1643 00".to_owned()));
        assert_eq!(iban.masked(), "NL•• •••• 4300");
        assert!("BE32 123-4567890-02".parse::<Iban>().is_ok());
        for (text, why) in [
            ("NL92ABNA0417164300", ReferenceError::CheckDigits),
            ("NL91ABNA041716430", ReferenceError::Length),
            ("BE41091811735141", ReferenceError::CheckDigits),
            ("US91ABNA0417164300", ReferenceError::Country),
            ("NL91ABNA04171643é0", ReferenceError::Character),
            ("", ReferenceError::Length),
        ] {
            assert_eq!(text.parse::<Iban>(), Err(why), "{text}");
        }
    }

    #[test]
    fn known_references_are_recognised_and_made() {
        assert_eq!(make_rf("539007547034"), Ok("RF18539007547034".to_owned()));
        assert_eq!(make_rf("2026000123"), Ok("RF462026000123".to_owned()));
        assert_eq!(make_ogm("1234567890"), Ok("123456789002".to_owned()));
        assert_eq!(make_ogm("97"), Ok("000000009797".to_owned()));
        assert_eq!(make_betalingskenmerk("10002167010010"), Ok("5010002167010010".to_owned()));
        let pretty = |text| Reference::recognise(text).map(|reference| reference.pretty());
        assert_eq!(pretty("+++123/4567/89002+++").as_deref(), Some("+++123/4567/89002+++"));
        assert_eq!(pretty("RF18 5390 0754 7034").as_deref(), Some("RF18 5390 0754 7034"));
        assert_eq!(pretty("5010002167010010").as_deref(), Some("5010 0021 6701 0010"));
        assert_eq!(pretty("factuur 2026-12"), None);
        assert_eq!(check_rf("RF17539007547034"), Err(ReferenceError::CheckDigits));
        assert_eq!(check_ogm("010/8068/17180"), Err(ReferenceError::CheckDigits));
    }

    proptest! {
        #[test]
        fn what_is_made_checks_and_one_wrong_digit_does_not(number in 0u64..10_000_000_000, at in 0usize..25, step in 1u8..10) {
            let digits = number.to_string();
            let spoil = |text: &str, from: usize| {
                let mut bytes = text.as_bytes().to_vec();
                let place = from + at % (bytes.len() - from);
                bytes[place] = b'0' + (bytes[place] - b'0' + step) % 10;
                String::from_utf8(bytes).unwrap()
            };
            let rf = make_rf(&digits).unwrap();
            prop_assert_eq!(check_rf(&rf), Ok(rf.clone()));
            prop_assert_eq!(check_rf(&spoil(&rf, 2)), Err(ReferenceError::CheckDigits));
            let ogm = make_ogm(&digits).unwrap();
            prop_assert_eq!(check_ogm(&ogm), Ok(ogm.clone()));
            prop_assert_eq!(check_ogm(&spoil(&ogm, 0)), Err(ReferenceError::CheckDigits));
            let kenmerk = make_betalingskenmerk(&digits).unwrap();
            prop_assert_eq!(check_betalingskenmerk(&kenmerk), Ok(kenmerk.clone()));
        }

        #[test]
        fn no_text_makes_checking_fall_over(text in "\\PC{0,40}") {
            let _ = text.parse::<Iban>();
            let _ = Reference::recognise(&text);
        }
    }
}
