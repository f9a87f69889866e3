//! Typed texts: one place per page or document, every language side by side, so that a missing translation does not
//! compile. The texts themselves stand where they are shown; here is how they are written down, picked and filled.

use crate::kinds::Lang;

/// The texts of one page or document, the three languages side by side: Dutch, English, French. A sentence with a
/// `{name}` in it is filled with [`fill`]; a test holds the names of all languages together.
#[macro_export]
macro_rules! texts {
    ($(#[$meta:meta])* $name:ident { $($field:ident: $nl:literal, $en:literal, $fr:literal;)+ }) => {
        $(#[$meta])*
        pub struct $name { $(#[doc = $en] pub $field: &'static str),+ }
        static NL: $name = $name { $($field: $nl),+ };
        static EN: $name = $name { $($field: $en),+ };
        static FR: $name = $name { $($field: $fr),+ };

        /// The texts in a language.
        pub fn texts(lang: $crate::kinds::Lang) -> &'static $name {
            $crate::texts::pick(lang, &NL, &EN, &FR)
        }

        #[cfg(test)]
        #[test]
        fn placeholders_are_the_same_in_every_language() {
            $($crate::texts::assert_same_names(stringify!($field), &[$nl, $en, $fr]);)+
        }
    };
}

/// Picks texts by language.
pub fn pick<T>(lang: Lang, nl: &'static T, en: &'static T, fr: &'static T) -> &'static T {
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
        Lang::Fr => fr,
    }
}

/// Puts values in the places of their names: `fill("{n} keer", &[("n", "3")])`. One pass: a value that itself looks
/// like a name is left as it is.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let (mut filled, mut rest) = (String::with_capacity(template.len()), template);
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(name, after)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, after))
        });
        match found {
            Some((value, after)) => {
                filled.push_str(value);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// For tests: panics when the languages do not name the same values, or when a text is empty.
#[doc(hidden)]
pub fn assert_same_names(field: &str, languages: &[&str]) {
    let names = |text: &str| -> std::collections::BTreeSet<String> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
    };
    for text in languages {
        assert_eq!(names(text), names(languages[0]), "{field}: {text}");
        assert!(!text.trim().is_empty(), "{field} is empty in a language");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_never_taken_for_a_name() {
        let values = [("name", "{amount}"), ("amount", "€ 1")];
        assert_eq!(fill("{name} {amount} {other} {", &values), "{amount} € 1 {other} {");
        assert_eq!(fill("no names", &values), "no names");
    }
}
