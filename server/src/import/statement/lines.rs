//! What the two formats of lines share: lines in the banks' encodings, amounts without a sign, days of six digits.

use super::{Amount, Fault};
use effen::money::{AmountError, Currency, Money, NumberFormat};
use jiff::civil::Date;
use std::io::{BufRead, Read as _};

/// Lines of a text file in UTF-8 or, where it is not that, in windows-1252: the encoding of the banks' older systems.
pub struct Lines<R> {
    source: R,
    /// The number of the last line.
    pub number: u64,
}

/// A line longer than this is no line of a statement, in bytes.
const LINE_BYTES_MAX: u64 = 4_096;

impl<R: BufRead> Lines<R> {
    /// Of a file.
    pub fn new(source: R) -> Self {
        Self { source, number: 0 }
    }

    /// The next line without its end, and its number from 1.
    pub fn line(&mut self) -> Result<Option<(u64, String)>, Fault> {
        let mut bytes = Vec::new();
        self.number += 1;
        let number = self.number;
        let read = self.source.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut bytes);
        if read.map_err(|error| Fault::new(number, format!("cannot be read: {error}")))? == 0 {
            return Ok(None);
        }
        if bytes.len() as u64 == LINE_BYTES_MAX {
            return Err(Fault::new(number, format!("is longer than {LINE_BYTES_MAX} bytes")));
        }
        while bytes.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            bytes.pop();
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => encoding_rs::WINDOWS_1252.decode(error.as_bytes()).0.into_owned(),
        };
        Ok(Some((number, text.trim_start_matches('\u{feff}').to_owned())))
    }
}

/// An amount without a sign of its own, as banks write it; `is_debit` gives the sign.
pub fn unsigned(text: &str, format: NumberFormat, currency: Currency, is_debit: bool) -> Result<Amount, String> {
    let text = text.trim();
    if !text.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) || text.ends_with('-') {
        return Err(format!("'{text}' is not an amount: digits, and no sign"));
    }
    let money = effen::money::parse(text, format, currency).map_err(|error: AmountError| error.to_string())?;
    Ok(Amount(if is_debit { Money { cents: -money.cents, ..money } } else { money }))
}

/// A date written as six digits, year and month first: `260512`.
pub fn yymmdd(text: &str) -> Option<Date> {
    let part = |at: usize| {
        text.get(at..at + 2).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?.parse::<i8>().ok()
    };
    // Banks write two digits; the formats are younger than 1980.
    let year = i16::from(part(0)?);
    let year = if year >= 80 { 1900 + year } else { 2000 + year };
    (text.len() == 6).then(|| Date::new(year, part(2)?, part(4)?).ok()).flatten()
}
