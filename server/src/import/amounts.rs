//! Amounts of money as files write them: the core's exact reading, with the currency signs and brackets that exports
//! put around it taken off first.

use effen::money::{self, AmountError, Currency, NumberFormat};

/// Reads an amount into minor units of `currency`: an optional sign before or behind (or brackets for a negative
/// one), an optional currency sign, digits, decimals. Nothing is rounded.
///
/// # Errors
/// A reason in words that fits behind the text itself.
pub fn minor(text: &str, format: NumberFormat, currency: Currency) -> Result<i64, &'static str> {
    let text = text.trim();
    let plain = text.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    let result = if plain && text.is_ascii() {
        money::parse(text, format, currency)
    } else if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        if inner.contains('-') {
            return Err("is negative twice over");
        }
        money::parse(&format!("-{}", bare(inner)), format, currency)
    } else {
        money::parse(&bare(text), format, currency)
    };
    result.map(|money| money.cents).map_err(|error| match error {
        AmountError::Empty => "is empty, where an amount should be",
        AmountError::FractionOfACent { .. } => "has more decimals than the currency; nothing is rounded",
        AmountError::Grouping { .. } => "has its thousands marks in odd places",
        AmountError::TooLarge { .. } => "is more than this program accepts",
        _ => "is not an amount in the format the map gives",
    })
}

/// Without currency signs, and without the spaces that they leave.
fn bare(text: &str) -> String {
    text.chars().filter(|letter| !matches!(letter, '€' | '£' | '$') && !letter.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_and_machines_write_them() {
        const ODD: &str = "is not an amount in the format the map gives";
        for (text, format, want) in [
            ("55.94", NumberFormat::PLAIN, Ok(5594)),
            ("8550", NumberFormat::PLAIN, Ok(855_000)),
            ("-1656.25", NumberFormat::PLAIN, Ok(-165_625)),
            ("12.5000", NumberFormat::PLAIN, Ok(1250)),
            ("€ 1.234,56", NumberFormat::DUTCH, Ok(123_456)),
            ("€ -5,00", NumberFormat::DUTCH, Ok(-500)),
            ("-€ 5,00", NumberFormat::DUTCH, Ok(-500)),
            ("(5,00)", NumberFormat::DUTCH, Ok(-500)),
            ("(-5,00)", NumberFormat::DUTCH, Err("is negative twice over")),
            ("5,00-", NumberFormat::DUTCH, Ok(-500)),
            ("1,234.56", NumberFormat::PLAIN, Err(ODD)),
            ("12.34", NumberFormat::DUTCH, Err("has its thousands marks in odd places")),
            ("0.001", NumberFormat::PLAIN, Err("has more decimals than the currency; nothing is rounded")),
            ("", NumberFormat::PLAIN, Err("is empty, where an amount should be")),
            ("1e5", NumberFormat::PLAIN, Err(ODD)),
        ] {
            assert_eq!(minor(text, format, Currency::EUR), want, "{text}");
        }
        let yen = "JPY".parse().unwrap();
        assert_eq!(minor("1250", NumberFormat::PLAIN, yen), Ok(1250), "a yen has no cents");
    }
}
