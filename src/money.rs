//! Money as whole minor units with a currency. No floats come near it; where something is rounded, the function
//! says so. The two ways in (files of a known format, and what a person types) and the one way out live here.

use crate::kinds::Lang;
use std::fmt;

/// The largest amount accepted from outside, in minor units: ten billion euros. Keeps every sum of amounts far
/// from the edge of an `i64`.
pub const AMOUNT_MINOR_MAX: i64 = 1_000_000_000_000;

/// An amount in euro cents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

impl Cents {
    /// Nothing.
    pub const ZERO: Cents = Cents(0);

    /// The sum, or `None` past the edge of an `i64`.
    pub const fn checked_add(self, other: Cents) -> Option<Cents> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Cents(sum)),
            None => None,
        }
    }

    /// The difference, or `None` past the edge of an `i64`.
    pub const fn checked_sub(self, other: Cents) -> Option<Cents> {
        match self.0.checked_sub(other.0) {
            Some(rest) => Some(Cents(rest)),
            None => None,
        }
    }

    /// Whether more than nothing.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// Whether exactly nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The amount without its sign.
    pub const fn abs(self) -> Cents {
        Cents(self.0.abs())
    }

    /// This amount, or nothing if it is negative.
    pub fn or_zero(self) -> Cents {
        self.max(Cents::ZERO)
    }

    /// The same amount as money in euros.
    pub const fn euro(self) -> Money {
        Money { cents: self.0, currency: Currency::EUR }
    }

    /// As people write it: see [`Money::format`].
    pub fn format(self, lang: Lang) -> String {
        self.euro().format(lang)
    }

    /// As machines write it: `1234.56`.
    pub fn decimal(self) -> String {
        self.euro().decimal()
    }
}

impl std::ops::Add for Cents {
    type Output = Cents;
    fn add(self, other: Cents) -> Cents {
        self.checked_add(other).expect("amounts are bounded on entry, so sums stay within an i64")
    }
}

impl std::ops::Sub for Cents {
    type Output = Cents;
    fn sub(self, other: Cents) -> Cents {
        self.checked_sub(other).expect("amounts are bounded on entry, so differences stay within an i64")
    }
}

impl std::ops::AddAssign for Cents {
    fn add_assign(&mut self, other: Cents) {
        *self = *self + other;
    }
}

impl std::ops::SubAssign for Cents {
    fn sub_assign(&mut self, other: Cents) {
        *self = *self - other;
    }
}

impl std::ops::Neg for Cents {
    type Output = Cents;
    fn neg(self) -> Cents {
        Cents::ZERO - self
    }
}

impl std::iter::Sum for Cents {
    fn sum<I: Iterator<Item = Cents>>(amounts: I) -> Cents {
        amounts.fold(Cents::ZERO, |sum, amount| sum + amount)
    }
}

impl<'a> std::iter::Sum<&'a Cents> for Cents {
    fn sum<I: Iterator<Item = &'a Cents>>(amounts: I) -> Cents {
        amounts.copied().sum()
    }
}

/// A currency by its three letters (ISO 4217).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Currency = Currency(*b"EUR");

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("three capital ASCII letters, checked when made")
    }

    /// How many decimals the currency has (ISO 4217, list one; two where it does not say otherwise).
    pub fn exponent(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    fn is_euro(self) -> bool {
        self == Currency::EUR
    }
}

impl std::str::FromStr for Currency {
    type Err = AmountError;
    fn from_str(text: &str) -> Result<Self, AmountError> {
        match text.trim().as_bytes() {
            &[a, b, c] if [a, b, c].iter().all(u8::is_ascii_uppercase) => Ok(Currency([a, b, c])),
            _ => Err(AmountError::Currency { text: text.to_owned() }),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = AmountError;
    fn try_from(text: String) -> Result<Self, AmountError> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount of some currency, in its minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Money {
    /// Minor units: cents for the euro, yen for the yen.
    pub cents: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// An amount in euro cents.
    pub const fn euro(cents: i64) -> Money {
        Money { cents, currency: Currency::EUR }
    }

    /// The amount as euro cents, if it is in euros.
    pub fn as_euro(self) -> Option<Cents> {
        self.currency.is_euro().then_some(Cents(self.cents))
    }

    /// As people write it: `€ 1.234,56` (nl, a no-break space after the sign), `€1,234.56` (en), `1 234,56 €`
    /// (fr, U+202F between thousands, U+00A0 before the sign). Other currencies with their letters.
    pub fn format(self, lang: Lang) -> String {
        let (thousands, decimal) = match lang {
            Lang::Nl => ('.', ','),
            Lang::En => (',', '.'),
            Lang::Fr => ('\u{202f}', ','),
        };
        let number = self.digits(Some(thousands), decimal);
        let sign = if self.cents < 0 { "-" } else { "" };
        let unit = if self.currency.is_euro() { "€" } else { self.currency.code() };
        match lang {
            Lang::Nl => format!("{unit}\u{a0}{sign}{number}"),
            Lang::En if self.currency.is_euro() => format!("{sign}{unit}{number}"),
            Lang::En => format!("{unit}\u{a0}{sign}{number}"),
            Lang::Fr => format!("{sign}{number}\u{a0}{unit}"),
        }
    }

    /// As machines write it: `1234.56`, with as many decimals as the currency has.
    pub fn decimal(self) -> String {
        let sign = if self.cents < 0 { "-" } else { "" };
        format!("{sign}{}", self.digits(None, '.'))
    }

    /// The digits without a sign.
    fn digits(self, thousands: Option<char>, decimal: char) -> String {
        let exponent = self.currency.exponent();
        let unit = 10u64.pow(exponent);
        let (whole, fraction) = (self.cents.unsigned_abs() / unit, self.cents.unsigned_abs() % unit);
        let plain = whole.to_string();
        let mut text = String::with_capacity(plain.len() + 8);
        for (at, digit) in plain.chars().enumerate() {
            if let Some(mark) = thousands.filter(|_| at > 0 && (plain.len() - at) % 3 == 0) {
                text.push(mark);
            }
            text.push(digit);
        }
        if exponent > 0 {
            text.push(decimal);
            text.push_str(&format!("{fraction:0width$}", width = exponent as usize));
        }
        text
    }
}

/// Sums money by currency, in the order in which each currency first appears: euros and dollars are never added.
pub fn sum_by_currency(amounts: impl IntoIterator<Item = Money>) -> Vec<Money> {
    let mut sums: Vec<Money> = Vec::new();
    for amount in amounts {
        match sums.iter_mut().find(|sum| sum.currency == amount.currency) {
            Some(sum) => sum.cents = (Cents(sum.cents) + Cents(amount.cents)).0,
            None => sums.push(amount),
        }
    }
    sums
}

/// How a file writes its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NumberFormat {
    /// Between whole and fraction.
    pub decimal: char,
    /// Between thousands, if the file uses any.
    pub thousands: Option<char>,
}

impl NumberFormat {
    /// `1234.56`, as XML and most programs write it.
    pub const PLAIN: NumberFormat = NumberFormat { decimal: '.', thousands: None };
    /// `1.234,56`.
    pub const DUTCH: NumberFormat = NumberFormat { decimal: ',', thousands: Some('.') };
    /// `1,234.56`.
    pub const ENGLISH: NumberFormat = NumberFormat { decimal: '.', thousands: Some(',') };
}

/// Why a text is no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Nothing there.
    #[error("the amount is empty")]
    Empty,
    /// Something that is no number of this format.
    #[error("'{text}' is not an amount")]
    NotANumber {
        /// What was found.
        text: String,
    },
    /// More decimals than the currency has, and not all of them zero.
    #[error("'{text}' holds a fraction of the smallest unit of {currency}; nothing is rounded on reading")]
    FractionOfACent {
        /// What was found.
        text: String,
        /// The currency.
        currency: Currency,
    },
    /// Thousands that do not stand in groups of three.
    #[error("'{text}' has its thousands separators in the wrong place")]
    Grouping {
        /// What was found.
        text: String,
    },
    /// One separator that could be either kind: `1,234`.
    #[error("'{text}' can be read in two ways; write the cents with two digits")]
    Ambiguous {
        /// What was found.
        text: String,
    },
    /// More than [`AMOUNT_MINOR_MAX`].
    #[error("'{text}' is more than this program accepts")]
    TooLarge {
        /// What was found.
        text: String,
    },
    /// Not three capital letters.
    #[error("'{text}' is not a currency of three letters")]
    Currency {
        /// What was found.
        text: String,
    },
}

/// Reads an amount of a file: exact, no rounding. Zeros after the last decimal of the currency pass, anything else
/// there is refused. A sign may stand before or after the number (`-12.50`, `12.50-`).
pub fn parse(text: &str, format: NumberFormat, currency: Currency) -> Result<Money, AmountError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(AmountError::Empty);
    }
    let not_a_number = || AmountError::NotANumber { text: text.to_owned() };
    let (negative, number) = match (trimmed.strip_prefix(['-', '\u{2212}']), trimmed.strip_suffix('-')) {
        (Some(rest), None) => (true, rest),
        (None, Some(rest)) => (true, rest),
        (None, None) => (false, trimmed.strip_prefix('+').unwrap_or(trimmed)),
        (Some(_), Some(_)) => return Err(not_a_number()),
    };
    let (whole, fraction) = number.split_once(format.decimal).unwrap_or((number, ""));
    if whole.is_empty() && fraction.is_empty() {
        return Err(not_a_number());
    }
    let whole = without_thousands(text, whole, format.thousands)?;
    let digits_only = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits_only(&whole) || !digits_only(fraction) {
        return Err(not_a_number());
    }
    let exponent = currency.exponent() as usize;
    let (kept, beyond) = fraction.split_at(fraction.len().min(exponent));
    if beyond.bytes().any(|byte| byte != b'0') {
        return Err(AmountError::FractionOfACent { text: text.to_owned(), currency });
    }
    let minor = format!("{whole}{kept:0<exponent$}");
    let too_large = || AmountError::TooLarge { text: text.to_owned() };
    let cents: i64 = minor
        .trim_start_matches('0')
        .parse()
        .or_else(|_| if minor.bytes().all(|byte| byte == b'0') { Ok(0) } else { Err(too_large()) })?;
    if cents > AMOUNT_MINOR_MAX {
        return Err(too_large());
    }
    Ok(Money { cents: if negative { -cents } else { cents }, currency })
}

/// The whole part with its thousands separators taken out, after checking that they stand in groups of three.
fn without_thousands(text: &str, whole: &str, separator: Option<char>) -> Result<String, AmountError> {
    let Some(separator) = separator.filter(|&mark| whole.contains(mark)) else {
        return Ok(whole.to_owned());
    };
    let mut groups = whole.split(separator);
    let first = groups.next().unwrap_or_default();
    if first.is_empty() || first.len() > 3 || groups.any(|group| group.len() != 3) {
        return Err(AmountError::Grouping { text: text.to_owned() });
    }
    Ok(whole.replace(separator, ""))
}

/// Reads what a person typed into a form, in any of the three languages' styles, whatever page they are on: `84,20`,
/// `84.20`, `1.234,56`, `1,234.56`, `1 234,56 €`, `€ 84`, `84,-`. The last separator followed by one or two digits
/// is the decimal one. A single separator followed by three digits (`1.234`) is read as thousands if the language of
/// the page writes thousands so, and refused as unclear otherwise: an amount is never guessed.
pub fn parse_typed(text: &str, lang: Lang) -> Result<Cents, AmountError> {
    let stripped = text.trim().trim_start_matches("EUR").trim_end_matches("EUR").replace('€', "");
    let number: String = stripped
        .trim()
        .trim_end_matches(",-")
        .trim_end_matches(",–")
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    if number.is_empty() {
        return Err(AmountError::Empty);
    }
    let euro = Currency::EUR;
    let format = match (number.rfind('.'), number.rfind(',')) {
        (None, None) => NumberFormat::PLAIN,
        (Some(dot), Some(comma)) if dot > comma => NumberFormat::ENGLISH,
        (Some(_), Some(_)) => NumberFormat::DUTCH,
        (Some(at), None) => single_separator(text, &number, '.', at, lang)?,
        (None, Some(at)) => single_separator(text, &number, ',', at, lang)?,
    };
    parse(&number, format, euro).map(|money| Cents(money.cents)).map_err(|error| match error {
        AmountError::NotANumber { .. } => AmountError::NotANumber { text: text.trim().to_owned() },
        other => other,
    })
}

/// What the only separator in a typed amount means.
fn single_separator(
    text: &str,
    number: &str,
    mark: char,
    last: usize,
    lang: Lang,
) -> Result<NumberFormat, AmountError> {
    let other = if mark == '.' { ',' } else { '.' };
    let as_thousands = NumberFormat { decimal: other, thousands: Some(mark) };
    if number.matches(mark).count() > 1 {
        return Ok(as_thousands);
    }
    if number.len() - last - 1 != 3 {
        return Ok(NumberFormat { decimal: mark, thousands: None });
    }
    match (lang, mark) {
        (Lang::Nl | Lang::Fr, '.') | (Lang::En, ',') => Ok(as_thousands),
        _ => Err(AmountError::Ambiguous { text: text.trim().to_owned() }),
    }
}

#[cfg(test)]
#[path = "money_tests.rs"]
mod tests;
