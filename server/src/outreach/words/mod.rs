//! What our messages say: one place for every sentence, in three languages. The language and the tone choose among
//! sentences; amounts, dates and names come in as values.
//!
//! Architecture invariant: no sentence shames, threatens or counts down, and none names a persona.

pub mod access;
mod answer;
pub mod call;
pub mod case;
pub mod chat;
mod frame;
pub mod mandate;
mod opening;
mod plan;

pub use answer::{Answer, answer};
pub use frame::{Frame, frame};
pub use opening::{offer, opening, subject};
pub use plan::{PlanWords, plan as plan_words};

use effen::kinds::Lang;

/// One of three: Dutch, English, French.
pub(crate) fn pick(lang: Lang, [nl, en, fr]: [&'static str; 3]) -> &'static str {
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
        Lang::Fr => fr,
    }
}

/// Puts values into a sentence: `{name}` becomes the value of that name.
pub(crate) fn put(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    // One pass, so that a value that looks like a place for another stays what it is.
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let found = after
            .split_once('}')
            .and_then(|(name, tail)| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, tail)));
        match found {
            Some((value, tail)) => {
                text.push_str(value);
                rest = tail;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::put;

    #[test]
    fn a_value_is_never_read_as_a_sentence() {
        assert_eq!(put("{a} en {b}, {c}", &[("a", "{b}"), ("b", "x")]), "{b} en x, {c}");
    }
}
