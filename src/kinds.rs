//! The small closed vocabularies that every part shares. Each has one text form, used in the database and in data
//! files; parsing anything else is an error that names the value.

/// A word that is not in a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{value}' is not a {what}")]
pub struct UnknownWord {
    /// The vocabulary.
    pub what: &'static str,
    /// The word that was found.
    pub value: String,
}

macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident, $what:literal { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The text form.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::kinds::UnknownWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok($name::$variant),)+
                    _ => Err($crate::kinds::UnknownWord { what: $what, value: text.to_owned() }),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// A language people read Effen in.
    Lang, "language" {
        /// Dutch, the first language.
        Nl = "nl",
        /// English.
        En = "en",
        /// French.
        Fr = "fr",
    }
}

vocabulary! {
    /// A country whose law and holidays apply.
    Country, "country" {
        /// The Netherlands.
        Nl = "nl",
        /// Belgium.
        Be = "be",
    }
}

vocabulary! {
    /// Who owes: consumers and companies go by different rules.
    PartyKind, "kind of party" {
        /// A consumer.
        Person = "person",
        /// A company.
        Company = "company",
    }
}

vocabulary! {
    /// A way to reach a debtor.
    Channel, "channel" {
        /// E-mail.
        Email = "email",
        /// Text message.
        Sms = "sms",
        /// WhatsApp.
        Whatsapp = "whatsapp",
        /// Browser push message.
        Push = "push",
        /// Letter by post.
        Letter = "letter",
        /// Telephone.
        Phone = "phone",
        /// The portal itself: inbox and chat.
        Portal = "portal",
    }
}

vocabulary! {
    /// The six personas: GGN's five and Intrum's Occasional. Internal: no name or code of these reaches a debtor.
    Persona, "persona" {
        /// Problem payer: wants help more than a demand.
        Tamara = "tamara",
        /// Struggling payer: can pay a fitting amount a month.
        Bryan = "bryan",
        /// Involved average payer: wants facts and full insight.
        Job = "job",
        /// Nonchalant payer: can pay, forgets, wants one tap.
        Saida = "saida",
        /// Well-off late payer: wants it businesslike and short.
        HendrikJan = "hendrik_jan",
        /// The Occasional: everything on the phone, no surprises.
        Dennis = "dennis",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_and_others_are_named() {
        for &persona in Persona::ALL {
            assert_eq!(persona.as_str().parse(), Ok(persona));
        }
        assert_eq!("x".parse::<Lang>().unwrap_err().to_string(), "'x' is not a language");
    }
}
