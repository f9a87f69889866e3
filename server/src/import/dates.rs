//! Dates as files write them. A format is given once, compiled, and then read a million times.

use jiff::civil::Date;

/// One part of a compiled format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Four digits.
    Year,
    /// Two digits: 2000 to 2099.
    ShortYear,
    /// One or two digits, or exactly two.
    Month { padded: bool },
    /// One or two digits, or exactly two.
    Day { padded: bool },
    /// The letter itself.
    Literal(char),
}

/// How a file writes dates: `YYYY-MM-DD`, `D/M/YYYY`, `%d-%m-%Y`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFormat {
    parts: Vec<Part>,
}

impl DateFormat {
    /// ISO 8601, the default.
    pub fn iso() -> Self {
        let dash = Part::Literal('-');
        Self { parts: vec![Part::Year, dash, Part::Month { padded: true }, dash, Part::Day { padded: true }] }
    }

    /// Compiles a format of the parts `YYYY` `YY` `MM` `M` `DD` `D`, or `%Y` `%y` `%m` `%-m` `%d` `%-d`, with any
    /// other signs between. `M` and `D` take one digit or two.
    ///
    /// # Errors
    /// A reason in words: an unknown part, or year, month or day missing or named twice.
    pub fn parse(format: &str) -> Result<Self, String> {
        let parts = if format.contains('%') { strftime(format)? } else { letters(format)? };
        let count = |test: fn(&Part) -> bool| parts.iter().filter(|part| test(part)).count();
        let year = count(|part| matches!(part, Part::Year | Part::ShortYear));
        let month = count(|part| matches!(part, Part::Month { .. }));
        let day = count(|part| matches!(part, Part::Day { .. }));
        for (name, times) in [("year", year), ("month", month), ("day", day)] {
            if times != 1 {
                return Err(format!("must hold the {name} exactly once, as in YYYY-MM-DD or %d/%m/%Y"));
            }
        }
        Ok(Self { parts })
    }

    /// Reads one date. A time of day behind it (`2024-05-01T00:00:00`, `1-5-2024 00:00`) is ignored.
    pub fn read(&self, text: &str) -> Option<Date> {
        let mut rest = text.trim().as_bytes();
        let (mut year, mut month, mut day) = (0_i16, 0_i8, 0_i8);
        for part in &self.parts {
            match *part {
                Part::Year => year = i16::try_from(take(&mut rest, 4, 4)?).ok()?,
                Part::ShortYear => year = 2000 + i16::try_from(take(&mut rest, 2, 2)?).ok()?,
                Part::Month { padded } => month = i8::try_from(take(&mut rest, 1 + usize::from(padded), 2)?).ok()?,
                Part::Day { padded } => day = i8::try_from(take(&mut rest, 1 + usize::from(padded), 2)?).ok()?,
                Part::Literal(letter) => {
                    let mut buffer = [0; 4];
                    rest = rest.strip_prefix(letter.encode_utf8(&mut buffer).as_bytes())?;
                }
            }
        }
        let only_time_follows = match rest.split_first() {
            None => true,
            Some((b'T' | b' ', time)) => time.first().is_some_and(u8::is_ascii_digit) && time.contains(&b':'),
            Some((b'Z' | b'+', _)) => true,
            Some(_) => false,
        };
        if !only_time_follows || !(1900..=2199).contains(&year) {
            return None;
        }
        Date::new(year, month, day).ok()
    }
}

/// Takes `least` to `most` digits off the front.
fn take(rest: &mut &[u8], least: usize, most: usize) -> Option<i32> {
    let digits = rest.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
    if digits < least {
        return None;
    }
    let (head, tail) = rest.split_at(digits);
    *rest = tail;
    Some(head.iter().fold(0, |value, byte| value * 10 + i32::from(byte - b'0')))
}

fn letters(format: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = format;
    while let Some(letter) = rest.chars().next() {
        let run = rest.chars().take_while(|c| *c == letter).count();
        let part = match (letter, run) {
            ('Y', 4) => Part::Year,
            ('Y', 2) => Part::ShortYear,
            ('M', 1 | 2) => Part::Month { padded: run == 2 },
            ('D', 1 | 2) => Part::Day { padded: run == 2 },
            ('Y' | 'M' | 'D', _) => return Err(format!("has '{}', which is no part of a date", &rest[..run])),
            (other, _) if other.is_alphanumeric() => return Err(format!("has '{other}', which is no part of a date")),
            (other, _) => {
                parts.push(Part::Literal(other));
                rest = &rest[other.len_utf8()..];
                continue;
            }
        };
        parts.push(part);
        rest = &rest[run..];
    }
    Ok(parts)
}

fn strftime(format: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            parts.push(Part::Literal(letter));
            continue;
        }
        let mut code = letters.next();
        let loose = code == Some('-');
        if loose {
            code = letters.next();
        }
        parts.push(match code {
            Some('Y') => Part::Year,
            Some('y') => Part::ShortYear,
            Some('m') => Part::Month { padded: !loose },
            Some('d') => Part::Day { padded: !loose },
            Some('%') => Part::Literal('%'),
            other => return Err(format!("has '%{}', which is not known", other.unwrap_or(' '))),
        });
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn dates_are_read_in_the_format_given_and_in_no_other() {
        for (format, text, want) in [
            ("M/D/YYYY", "1/2/2013", Some(date(2013, 1, 2))),
            ("M/D/YYYY", "12/31/2013", Some(date(2013, 12, 31))),
            ("M/D/YYYY", "31/12/2013", None),
            ("MM/DD/YYYY", "1/2/2013", None),
            ("%d-%m-%Y", "05-11-2024", Some(date(2024, 11, 5))),
            ("%-d-%-m-%Y", "5-1-2024", Some(date(2024, 1, 5))),
            ("D.M.YY", "5.11.24", Some(date(2024, 11, 5))),
            ("YYYYMMDD", "20240229", Some(date(2024, 2, 29))),
            ("YYYYMMDD", "20230229", None),
            ("YYYY-MM-DD", "2024-02-29T12:30:00", Some(date(2024, 2, 29))),
            ("YYYY-MM-DD", "2024-02-29x", None),
            ("YYYY-MM-DD", "0024-02-29", None),
            ("YYYY-MM-DD", "", None),
        ] {
            assert_eq!(DateFormat::parse(format).unwrap().read(text), want, "{text} as {format}");
        }
    }

    #[test]
    fn a_wrong_format_is_refused_with_what_is_wrong() {
        assert!(DateFormat::parse("YYYY-MM").unwrap_err().contains("day"));
        assert!(DateFormat::parse("YYY-MM-DD").unwrap_err().contains("'YYY'"));
        assert!(DateFormat::parse("%d/%q/%Y").unwrap_err().contains("%q"));
        assert!(DateFormat::parse("dd/mm/yyyy").unwrap_err().contains("'d'"));
    }

    proptest! {
        #[test]
        fn every_date_written_is_read_back(days in 0_i32..100_000) {
            let day = date(1900, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            let loose = format!("{}/{}/{}", day.month(), day.day(), day.year());
            prop_assert_eq!(DateFormat::parse("M/D/YYYY").unwrap().read(&loose), Some(day));
            prop_assert_eq!(DateFormat::iso().read(&day.to_string()), Some(day));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,16}", format in "[%YMDymd/é-]{0,9}") {
            if let Ok(format) = DateFormat::parse(&format) { let _ = format.read(&text); }
        }
    }
}
