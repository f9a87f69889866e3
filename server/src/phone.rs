//! Telephone numbers, as far as text messages need them.

use effen::kinds::Country;

/// A mobile number as gateways want it (`+31612345678`), from how people write it. `None`: not a Dutch or Belgian mobile
/// number, nor one that already carries a country code.
pub fn mobile(typed: &str, country: Country) -> Option<String> {
    let compact: String = typed.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let number = match compact.strip_prefix("00") {
        Some(rest) => format!("+{rest}"),
        None if compact.starts_with('+') => compact,
        None => match country {
            Country::Nl => format!("+31{}", compact.strip_prefix('0')?),
            Country::Be => format!("+32{}", compact.strip_prefix('0')?),
        },
    };
    // (0) is written by people after a country code.
    let number = number.replacen("+310", "+31", 1).replacen("+320", "+32", 1);
    let digits = number.len().checked_sub(1)?;
    if number[1..].contains('+') {
        return None;
    }
    match &number {
        nl if nl.starts_with("+316") => (digits == 11).then_some(number),
        be if be.starts_with("+324") => (digits == 11).then_some(number),
        home if home.starts_with("+31") || home.starts_with("+32") => None,
        _ => (8..=15).contains(&digits).then_some(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_becomes_one_form_and_landlines_are_no_mobiles() {
        for typed in ["06 12345678", "0612345678", "+31 6 1234 5678", "0031612345678", "+31 (0)6 12345678"] {
            assert_eq!(mobile(typed, Country::Nl).as_deref(), Some("+31612345678"), "{typed}");
        }
        assert_eq!(mobile("0470 12 34 56", Country::Be).as_deref(), Some("+32470123456"));
        assert_eq!(mobile("+49 151 23456789", Country::Nl).as_deref(), Some("+4915123456789"));
        for typed in ["", "020 1234567", "06 1234", "12345678", "+31 20 123 4567", "06+12345678", "geen"] {
            assert_eq!(mobile(typed, Country::Nl), None, "{typed}");
        }
    }
}
