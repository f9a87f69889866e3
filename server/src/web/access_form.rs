//! Reading the forms in which access is given or changed, for debtors and agents alike.

use effen::access::{HelperKind, Scope, Scopes, check_end, kinds_for, latest_end, scopes_for, usual_end};
use effen::dates::{parse_iso, short};
use effen::kinds::{Lang, PartyKind};
use effen_app::pages::helpers::{AccessForm, AccessTyped};
use effen_app::texts::fill;
use effen_app::texts::helpers::{texts, wrong_words};
use jiff::civil::Date;

/// The longest name of a person or an organisation, in characters.
const NAME_CHARS_MAX: usize = 80;
/// The longest e-mail address, in characters.
const EMAIL_CHARS_MAX: usize = 200;

/// What was sent, field by field.
pub struct Sent(Vec<(String, String)>);

impl Sent {
    /// From the form's pairs: scopes come as often as they were ticked.
    pub fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// A field; a missing one reads as ''.
    pub fn field(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// As it was typed.
    pub fn typed(&self) -> AccessTyped {
        let text = |name: &str| self.field(name).to_owned();
        AccessTyped {
            kind: text("kind"),
            name: text("name"),
            organisation: text("organisation"),
            email: text("email"),
            scopes: self.0.iter().filter(|(name, _)| name == "scope").map(|(_, value)| value.clone()).collect(),
            ends_on: text("ends_on"),
        }
    }
}

/// Field and sentence of everything that is wrong.
pub type Errors = Vec<(&'static str, String)>;

/// Who gets access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whom {
    /// Who they are.
    pub kind: HelperKind,
    /// What the access opens.
    pub scopes: Scopes,
    /// Its last day.
    pub ends_on: Date,
}

/// The form with nothing typed: the usual end, and no box ticked.
pub fn blank(party: PartyKind, today: Date, lang: Lang) -> AccessForm {
    let typed = AccessTyped { ends_on: usual_end(today).to_string(), ..AccessTyped::default() };
    form(kinds_for(party).collect(), typed, today, lang)
}

/// The form around what was typed.
pub fn form(kinds: Vec<HelperKind>, typed: AccessTyped, today: Date, lang: Lang) -> AccessForm {
    AccessForm { lang, kinds, asks_scopes: true, typed, between: (today, latest_end(today)), errors: Vec::new() }
}

/// Reads who gets access to what. Everything that is wrong is told at once.
///
/// # Errors
/// Field and sentence of everything that is wrong.
pub fn read(typed: &AccessTyped, party: PartyKind, today: Date, lang: Lang) -> Result<Whom, Errors> {
    let t = texts(lang);
    let mut errors = Errors::new();
    if typed.name.is_empty() || !is_name(&typed.name) {
        errors.push(("name", t.w_name.to_owned()));
    }
    if !is_name(&typed.organisation) {
        errors.push(("organisation", t.w_organisation.to_owned()));
    }
    let long = typed.email.chars().count() > EMAIL_CHARS_MAX;
    if long || typed.email.parse::<lettre::Address>().is_err() {
        errors.push(("email", t.w_email.to_owned()));
    }
    let Ok(kind) = typed.kind.parse::<HelperKind>() else {
        errors.insert(0, ("kind", t.w_kind.to_owned()));
        errors.extend(read_opening(typed, party, HelperKind::Trusted, today, lang).err().unwrap_or_default());
        return Err(errors);
    };
    match read_opening(typed, party, kind, today, lang) {
        Ok((scopes, ends_on)) if errors.is_empty() => Ok(Whom { kind, scopes, ends_on }),
        Ok(_) => Err(errors),
        Err(more) => {
            errors.extend(more);
            Err(errors)
        }
    }
}

/// Reads what an access opens and until when.
///
/// # Errors
/// Field and sentence of everything that is wrong.
pub fn read_opening(
    typed: &AccessTyped,
    party: PartyKind,
    kind: HelperKind,
    today: Date,
    lang: Lang,
) -> Result<(Scopes, Date), Errors> {
    let latest = short(latest_end(today), lang);
    let ticked: Scopes = typed.scopes.iter().filter_map(|word| word.parse::<Scope>().ok()).collect();
    let scopes = scopes_for(party, kind, ticked).map_err(|wrong| wrong_words(wrong, &latest, lang));
    let ends_on = match parse_iso(&typed.ends_on) {
        Ok(on) => check_end(today, on).map_err(|wrong| wrong_words(wrong, &latest, lang)),
        Err(_) => Err(("ends_on", fill(texts(lang).w_date, &[("example", &usual_end(today).to_string())]))),
    };
    match (scopes, ends_on) {
        (Ok(scopes), Ok(ends_on)) => Ok((scopes, ends_on)),
        (scopes, ends_on) => Err([scopes.err(), ends_on.err()].into_iter().flatten().collect()),
    }
}

/// May this stand in a mail to somebody else? Letters, digits and the signs of names: no address and no line break.
fn is_name(text: &str) -> bool {
    let sign = |c: char| c.is_alphanumeric() || " .,'’-&()".contains(c);
    text.chars().count() <= NAME_CHARS_MAX && text.chars().all(sign) && !text.to_lowercase().contains("www.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 5, 12);

    fn good() -> AccessTyped {
        AccessTyped {
            kind: "counsellor".into(),
            name: "Els de Vries".into(),
            organisation: "Bewindkantoor De Brug & Zn.".into(),
            email: "els@debrug.example".into(),
            scopes: vec!["plan".into()],
            ends_on: "2026-11-12".into(),
        }
    }

    fn wrong(typed: AccessTyped) -> Vec<&'static str> {
        let errors = read(&typed, PartyKind::Person, TODAY, Lang::Nl).unwrap_err();
        errors.into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn what_is_right_is_read_and_a_plan_brings_sight() {
        let whom = read(&good(), PartyKind::Person, TODAY, Lang::Nl).unwrap();
        assert_eq!((whom.kind, whom.scopes.to_string().as_str()), (HelperKind::Counsellor, "see plan"));
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let nothing = AccessTyped::default();
        assert_eq!(wrong(nothing), ["kind", "name", "email", "scopes", "ends_on"]);
        assert_eq!(wrong(AccessTyped { name: "Zie http://kwaad.example".into(), ..good() }), ["name"]);
        assert_eq!(wrong(AccessTyped { name: "www.kwaad.example".into(), ..good() }), ["name"]);
        assert_eq!(wrong(AccessTyped { organisation: "A\nBcc".into(), ..good() }), ["organisation"]);
        assert_eq!(wrong(AccessTyped { kind: "colleague".into(), ..good() }), ["kind"]);
        assert_eq!(wrong(AccessTyped { ends_on: "2028-05-13".into(), ..good() }), ["ends_on"]);
    }
}
