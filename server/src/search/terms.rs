//! Words and numbers as the search compares them: plain ASCII, small letters, without separators.

use deunicode::deunicode;

/// No word or number is compared beyond this many letters.
const LETTERS_MAX: usize = 40;

/// The words of a text: `Łukasz van den Börn-Çelik` gives `lukasz van den born celik`.
pub fn words(text: &str) -> Vec<String> {
    let plain = deunicode(text).to_lowercase();
    plain.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'').map(joined).filter(|word| !word.is_empty()).collect()
}

/// A number or code without what people put between its parts: `EF-8CUW H7KE` gives `ef8cuwh7ke`.
pub fn compact(text: &str) -> String {
    joined(&deunicode(text).to_lowercase())
}

/// The end of a telephone number that is the same however it is written: `+31 6 1234 5678` and `06-12345678` both give
/// `612345678`; '' where there are too few digits for one.
pub fn telephone(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let plain = digits.strip_prefix("00").unwrap_or(&digits);
    let plain = plain.strip_prefix("31").or_else(|| plain.strip_prefix("32")).unwrap_or(plain);
    let plain = plain.trim_start_matches('0');
    if (8..=9).contains(&plain.len()) { plain.to_owned() } else { String::new() }
}

fn joined(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).take(LETTERS_MAX).collect()
}

/// Is it a word, in which typing errors are forgiven, rather than a number?
pub fn is_word(term: &str) -> bool {
    term.len() > 2 && term.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// What is known of a file, as the search reads it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct FileWords {
    /// Whose.
    pub debtor_id: String,
    /// The file's reference.
    pub reference: String,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// Street and house number.
    pub street: String,
    /// Postcode.
    pub postal_code: String,
    /// Town.
    pub city: String,
}

/// Every term that finds a file, sorted, each once. `numbers` are its invoice and customer numbers.
pub fn of_file(file: &FileWords, numbers: &[String]) -> Vec<String> {
    let mut terms: Vec<String> =
        [&file.name, &file.street, &file.city].into_iter().flat_map(|text| words(text)).collect();
    terms.extend([&file.reference, &file.email, &file.postal_code].into_iter().map(|text| compact(text)));
    terms.extend(numbers.iter().map(|number| compact(number)));
    terms.push(telephone(&file.phone));
    terms.retain(|term| !term.is_empty());
    terms.sort_unstable();
    terms.dedup();
    terms
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_case_and_separators_make_no_difference() {
        assert_eq!(words("Łukasz van den Börn-Çelik"), ["lukasz", "van", "den", "born", "celik"]);
        assert_eq!(words("  O'Neill & D’Haese "), ["oneill", "dhaese"]);
        assert_eq!(compact("EF-8CUW H7KE"), "ef8cuwh7ke");
        assert_eq!(compact("5611 ef"), compact("5611EF"));
    }

    #[test]
    fn a_telephone_number_is_one_however_it_is_written() {
        for text in ["+31 6 1234 5678", "0031612345678", "06-12345678", "06 12 34 56 78"] {
            assert_eq!(telephone(text), "612345678", "{text}");
        }
        assert_eq!(telephone("+32 470 12 34 56"), telephone("0470/12.34.56"));
        assert_eq!(telephone("12"), "");
    }

    proptest! {
        #[test]
        fn terms_are_plain_short_and_sorted(name in ".{0,60}", street in ".{0,60}", number in ".{0,60}") {
            let file = FileWords {
                debtor_id: String::new(), reference: "EF-AAAA-BBBB".into(), name, email: String::new(),
                phone: String::new(), street, postal_code: String::new(), city: String::new(),
            };
            let terms = of_file(&file, &[number]);
            prop_assert!(terms.is_sorted());
            for term in terms {
                prop_assert!((1..=LETTERS_MAX).contains(&term.len()), "{term}");
                prop_assert!(term.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()), "{term}");
            }
        }
    }
}
