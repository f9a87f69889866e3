//! Canned answers: texts with fields that are filled from a file. A field that nobody knows is refused when the text is
//! written; a field that a file has no value for is refused when it is used. What comes out is put before an agent's eyes
//! and never sent by itself.

use super::BODY_CHARS_MAX;
use crate::kinds::Lang;
use crate::people::treatment::Tone;
use serde::Deserialize;
use std::sync::LazyLock;

/// The longest shortcut, in characters.
pub const SHORTCUT_CHARS_MAX: usize = 24;
/// The longest title, in characters.
pub const TITLE_CHARS_MAX: usize = 80;

crate::kinds::vocabulary! {
    /// What can be filled in.
    Field, "field of a canned answer" {
        /// The debtor's name.
        Name = "name",
        /// What is open in all.
        Open = "open",
        /// The file's reference.
        Reference = "reference",
        /// The amount of the next instalment.
        NextInstalment = "next_instalment",
        /// The day of the next instalment.
        NextDay = "next_day",
        /// The first name of the agent who answers.
        Agent = "agent",
        /// Our telephone number.
        Phone = "phone",
    }
}

/// Why a text is no template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Nothing in it.
    Empty,
    /// Longer than [`BODY_CHARS_MAX`].
    TooLong,
    /// A field of this name is not known.
    Unknown(String),
    /// A brace without its other half; doubled ones stand for themselves.
    Brace,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Field(Field),
}

/// A text that was read and found good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

impl Template {
    /// Reads a text: `{name}` is a field, `{{` and `}}` are braces.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn read(text: &str) -> Result<Self, Refused> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refused::Empty);
        }
        if text.chars().count() > BODY_CHARS_MAX {
            return Err(Refused::TooLong);
        }
        let (mut pieces, mut plain, mut rest) = (Vec::new(), String::new(), text);
        while let Some(at) = rest.find(['{', '}']) {
            plain.push_str(&rest[..at]);
            let brace = &rest[at..];
            if let Some(after) = brace.strip_prefix("{{").or_else(|| brace.strip_prefix("}}")) {
                plain.push_str(&brace[..1]);
                rest = after;
                continue;
            }
            let (name, after) =
                brace.strip_prefix('{').and_then(|inside| inside.split_once('}')).ok_or(Refused::Brace)?;
            if name.contains('{') {
                return Err(Refused::Brace);
            }
            let field = name.trim().parse().map_err(|_| Refused::Unknown(name.trim().to_owned()))?;
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
            pieces.push(Piece::Field(field));
            rest = after;
        }
        plain.push_str(rest);
        pieces.push(Piece::Text(plain));
        Ok(Self(pieces))
    }

    /// Fills the fields in. `value` gives what a file has; a value is never read as a template.
    ///
    /// # Errors
    /// The first field that the file has no value for.
    pub fn fill(&self, value: impl Fn(Field) -> Option<String>) -> Result<String, Field> {
        let mut filled = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Field(field) => {
                    filled.push_str(&value(*field).filter(|value| !value.is_empty()).ok_or(*field)?);
                }
            }
        }
        Ok(filled)
    }
}

/// Is this a usable shortcut: small letters, digits and hyphens?
pub fn is_shortcut(word: &str) -> bool {
    (1..=SHORTCUT_CHARS_MAX).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The shortcut that a text in the composer is: a slash and nothing but its word.
pub fn typed_shortcut(text: &str) -> Option<&str> {
    text.trim().strip_prefix('/').filter(|word| is_shortcut(word))
}

/// An answer in one language and tone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Canned {
    /// What an agent types after the slash.
    pub shortcut: String,
    /// The language it is written in.
    pub language: Lang,
    /// The tone it is written in; none: for every tone that has none of its own.
    #[serde(default)]
    pub tone: Option<Tone>,
    /// What it is about, for agents.
    pub title: String,
    /// The text.
    pub body: String,
}

/// The answer for a language and tone: the one of that tone, else the one for every tone; none in another language.
pub fn choose<'a>(answers: &'a [Canned], shortcut: &str, language: Lang, tone: Tone) -> Option<&'a Canned> {
    let fits = |wanted: Option<Tone>| {
        answers.iter().find(|one| one.shortcut == shortcut && one.language == language && one.tone == wanted)
    };
    fits(Some(tone)).or_else(|| fits(None))
}

#[derive(Debug, Deserialize)]
struct Shipped {
    answer: Vec<Canned>,
}

/// The answers that ship with the program; those stored in the console go before them.
pub fn shipped() -> &'static [Canned] {
    static SHIPPED: LazyLock<Vec<Canned>> = LazyLock::new(|| {
        let file: Shipped = toml::from_str(include_str!("../data/canned.toml")).expect("the shipped answers are read");
        file.answer
    });
    &SHIPPED
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn fields_are_filled_unknown_ones_refused_and_missing_values_named() {
        let template = Template::read("Dag {name}, er staat {open} open {{echt}}.").unwrap();
        let value = |field| (field == Field::Name).then(|| "{open}".to_owned());
        assert_eq!(template.fill(value), Err(Field::Open));
        let both = |field| Some(if field == Field::Name { "{open}" } else { "€ 10,00" }.to_owned());
        assert_eq!(template.fill(both).unwrap(), "Dag {open}, er staat € 10,00 open {echt}.");
        assert_eq!(Template::read("Dag {naam}"), Err(Refused::Unknown("naam".to_owned())));
        for broken in ["Dag {name", "Dag name}", "{{name}", "{na{me}}"] {
            assert_eq!(Template::read(broken), Err(Refused::Brace), "{broken}");
        }
        assert_eq!(Template::read(" \n"), Err(Refused::Empty));
        assert_eq!(Template::read(&"x".repeat(BODY_CHARS_MAX + 1)), Err(Refused::TooLong));
    }

    #[test]
    fn a_shortcut_is_one_word_after_a_slash() {
        assert_eq!(typed_shortcut(" /pause "), Some("pause"));
        for text in ["pause", "/", "/Pause", "/pause nu", "//pause", "5/2"] {
            assert_eq!(typed_shortcut(text), None, "{text}");
        }
    }

    #[test]
    fn the_shipped_answers_are_good_stand_in_every_language_and_once_each() {
        let mut seen = BTreeSet::new();
        for one in shipped() {
            Template::read(&one.body).unwrap_or_else(|why| panic!("{} {}: {why:?}", one.shortcut, one.language));
            assert!(is_shortcut(&one.shortcut) && one.title.chars().count() <= TITLE_CHARS_MAX);
            assert!(seen.insert((one.shortcut.as_str(), one.language.as_str(), one.tone)), "{} twice", one.shortcut);
        }
        for one in shipped() {
            for language in Lang::ALL {
                for tone in Tone::ALL {
                    assert!(
                        choose(shipped(), &one.shortcut, *language, *tone).is_some(),
                        "{} {language}",
                        one.shortcut
                    );
                }
            }
        }
        let calm = choose(shipped(), "pause", Lang::Nl, Tone::Calm).unwrap();
        let brief = choose(shipped(), "pause", Lang::Nl, Tone::Brief).unwrap();
        assert!(calm.body != brief.body, "the tone is heard");
    }

    proptest! {
        #[test]
        fn a_text_without_braces_comes_out_as_it_went_in(text in "[^{}]{1,200}") {
            match Template::read(&text) {
                Ok(template) => prop_assert_eq!(template.fill(|_| None), Ok(text.trim().to_owned())),
                Err(why) => prop_assert_eq!(why, Refused::Empty),
            }
        }

        #[test]
        fn whatever_is_typed_is_read_or_refused(text in ".{0,80}") {
            if let Ok(template) = Template::read(&text) {
                prop_assert!(template.fill(|_| Some("x".to_owned())).is_ok());
            }
        }
    }
}
