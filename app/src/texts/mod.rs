//! All text, one typed place per page and language: a missing translation does not compile.
//!
//! Style: level B1, short sentences, active verbs, 'u' in Dutch and 'vous' in French, no jargon. Buttons say what they
//! do; errors say what to do.

pub mod code_letter;
pub mod console_sign_in;
pub mod demo;
pub mod link;
/// A page's texts, the three languages side by side: Dutch, English, French. A sentence with a `{name}` in it is
/// filled with [`fill`]; a test holds the names of all languages together.
macro_rules! texts {
    ($(#[$meta:meta])* $name:ident { $($field:ident: $nl:literal, $en:literal, $fr:literal;)+ }) => {
        $(#[$meta])*
        pub struct $name { $(#[doc = $en] pub $field: &'static str),+ }
        static NL: $name = $name { $($field: $nl),+ };
        static EN: $name = $name { $($field: $en),+ };
        static FR: $name = $name { $($field: $fr),+ };

        /// The texts in a language.
        pub fn texts(lang: effen::kinds::Lang) -> &'static $name {
            crate::texts::pick(lang, &NL, &EN, &FR)
        }

        #[cfg(test)]
        #[test]
        fn placeholders_are_the_same_in_every_language() {
            $(crate::texts::assert_same_names(stringify!($field), &[$nl, $en, $fr]);)+
        }
    };
}
pub(crate) use texts;

pub mod bank;
pub mod budget;
pub mod cases;
pub mod chat;
pub mod claim;
pub mod console_cases;
pub mod console_plans;
pub mod help;
pub mod inbox;
pub mod invoice;
pub mod overview;
pub mod pay;
pub mod paying;
pub mod plan;
pub mod plan_change;
pub mod problem;
pub mod profile;
pub mod really_us;
pub mod resume;
pub mod shell;
pub mod sign_in;
pub mod tell;

use effen::kinds::Lang;

/// Picks a page's texts by language.
pub fn pick<T>(lang: Lang, nl: &'static T, en: &'static T, fr: &'static T) -> &'static T {
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
        Lang::Fr => fr,
    }
}

/// Puts values in the places of their names: `fill("{n} keer", &[("n", "3")])`.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(template.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// Fails when the languages do not name the same values.
#[cfg(test)]
pub(crate) fn assert_same_names(field: &str, languages: &[&str]) {
    let names = |text: &str| -> std::collections::BTreeSet<String> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
    };
    for text in languages {
        assert_eq!(names(text), names(languages[0]), "{field}: {text}");
        assert!(!text.trim().is_empty(), "{field} is empty in a language");
    }
}
