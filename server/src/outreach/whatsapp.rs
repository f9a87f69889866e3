//! WhatsApp messages: templates, as the Business Platform wants them. Outside the 24 hours after a person last wrote there
//! only an approved template goes through; ours are one for each kind of message, tone and language, with the same words
//! as everywhere, places for the figures, and one button. `effen outreach templates` prints them for approval.

use super::render::Content;
use super::words::{self, frame, pick, put};
use effen::dates::long_near;
use effen::kinds::Lang;
use effen::people::message::ApproachKind;
use effen::people::treatment::Tone;
use std::collections::BTreeSet;

/// The most characters of a template's words.
pub const BODY_MAX: usize = 1_024;
/// The most characters of a button.
pub const BUTTON_MAX: usize = 25;
/// Places in each of our templates: name, creditor, amount, due date, agency.
pub const PLACES: usize = 5;

/// A template as it is approved.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Template {
    /// Its name: small letters, digits and low lines.
    pub name: String,
    /// Its language.
    pub language: Lang,
    /// Under which rules it falls: about something that exists, no advertisement.
    pub category: &'static str,
    /// The words, with places `{{1}}` and on.
    pub body: String,
    /// What the button says; its address is the portal's, with the link's token at the end.
    pub button: &'static str,
}

/// A message before it is sent, as it is kept: which template, and what stands in its places.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Filling {
    /// The template's name.
    pub name: String,
    /// The values.
    pub parameters: Vec<String>,
}

/// Every template there is.
pub fn templates() -> Vec<Template> {
    let mut all = Vec::with_capacity(ApproachKind::ALL.len() * Tone::ALL.len() * Lang::ALL.len());
    for &kind in ApproachKind::ALL {
        for &tone in Tone::ALL {
            all.extend(Lang::ALL.iter().map(|&lang| template(kind, tone, lang)));
        }
    }
    all
}

/// The template of a kind, in a tone and a language.
pub fn template(kind: ApproachKind, tone: Tone, lang: Lang) -> Template {
    let t = frame(lang);
    let body = [
        format!("{} {{{{1}}}},", t.greeting),
        words::opening(kind, tone, lang).to_owned(),
        pick(lang, LINE).to_owned(),
        words::offer(tone, lang).to_owned(),
        pick(lang, ENDING).to_owned(),
    ];
    Template {
        name: format!("effen_{kind}_{tone}"),
        language: lang,
        category: "UTILITY",
        body: body.join("\n\n"),
        button: t.button,
    }
}

const LINE: [&str; 3] = [
    "Wat er openstaat: {{2}}, {{3}}, {{4}}.",
    "What is open: {{2}}, {{3}}, {{4}}.",
    "Ce qui est ouvert : {{2}}, {{3}}, {{4}}.",
];
const ENDING: [&str; 3] = [
    "Dit bericht is van {{5}}. Door dit bericht komen er geen kosten bij. Liever niet via WhatsApp? Zet het uit bij uw gegevens.",
    "This message is from {{5}}. No costs are added because of it. Rather not by WhatsApp? Turn it off under your details.",
    "Ce message vient de {{5}}. Il n’ajoute aucun frais. Plutôt pas par WhatsApp ? Désactivez-le dans vos données.",
];
const DUE: [&str; 3] = ["betaaldatum {due}", "due date {due}", "date de paiement {due}"];

/// What goes into the template's places.
pub(super) fn filling(content: &Content<'_>) -> Filling {
    let first = content.lines.first();
    let due = first.map_or(String::new(), |line| {
        put(pick(content.lang, DUE), &[("due", &long_near(line.due_on, content.on, content.lang))])
    });
    let values = [
        content.name.to_owned(),
        first.map_or(String::new(), |line| line.creditor.clone()),
        first.map_or(String::new(), |line| line.open.format(content.lang)),
        due,
        content.agency.name.clone(),
    ];
    Filling {
        name: format!("effen_{}_{}", content.kind, content.tone),
        parameters: values.map(|v| one_line(&v)).into(),
    }
}

/// A value as the platform takes it: on one line, no more than one space in a row, never empty.
fn one_line(value: &str) -> String {
    let words: Vec<&str> =
        value.split(|c: char| c.is_whitespace() && c != '\u{a0}').filter(|w| !w.is_empty()).collect();
    if words.is_empty() { "–".to_owned() } else { words.join(" ") }
}

/// The template's words with the values in their places.
pub fn filled(template: &Template, parameters: &[String]) -> String {
    // One pass, so that a value that looks like a place stays what it is.
    let mut text = String::with_capacity(template.body.len() + 64);
    let mut rest = template.body.as_str();
    while let Some((before, after)) = rest.split_once("{{") {
        text.push_str(before);
        let Some((number, tail)) = after.split_once("}}") else { break };
        let place = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        text.push_str(place.and_then(|place| parameters.get(place)).map_or("", String::as_str));
        rest = tail;
    }
    text.push_str(rest);
    text
}

/// Whether the values fit the template by the platform's rules; says what does not.
///
/// # Errors
/// Another number of values than places, an empty one, or one with line breaks, tabs or more than four spaces in a row.
pub fn check_parameters(template: &Template, parameters: &[String]) -> Result<(), String> {
    let places: BTreeSet<&str> =
        template.body.split("{{").skip(1).filter_map(|after| after.split("}}").next()).collect();
    if places.len() != parameters.len() {
        return Err(format!("{} has {} places, not {}", template.name, places.len(), parameters.len()));
    }
    let wrong =
        |value: &String| value.trim().is_empty() || value.contains(['\n', '\t', '\r']) || value.contains("     ");
    match parameters.iter().position(wrong) {
        Some(at) => Err(format!("{}: value {} cannot be sent", template.name, at + 1)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_one_the_platform_takes() {
        let all = templates();
        assert_eq!(all.len(), ApproachKind::ALL.len() * Tone::ALL.len() * Lang::ALL.len());
        let names: BTreeSet<_> = all.iter().map(|one| (&one.name, one.language)).collect();
        assert_eq!(names.len(), all.len(), "a name and a language name one template");
        for one in &all {
            assert!(one.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'), "{}", one.name);
            assert!(one.body.chars().count() <= BODY_MAX && one.button.chars().count() <= BUTTON_MAX, "{}", one.name);
            let places: Vec<&str> = one.body.split("{{").skip(1).filter_map(|part| part.split("}}").next()).collect();
            assert_eq!(places, ["1", "2", "3", "4", "5"], "{}: in order, each once", one.name);
            assert!(!one.body.starts_with("{{") && !one.body.ends_with("}}") && !one.body.contains("}}{{"));
        }
    }

    #[test]
    fn values_are_put_in_as_they_are_and_wrong_ones_are_named() {
        let one = template(ApproachKind::DueToday, Tone::Light, Lang::Nl);
        let values = ["Anna {{5}}", "Boekhandel", "€\u{a0}84,20", "vandaag", "Effen"].map(str::to_owned);
        let words = filled(&one, &values);
        assert!(words.starts_with("Beste Anna {{5}},\n\nVandaag is de dag."), "{words}");
        assert!(words.contains("Boekhandel, €\u{a0}84,20, vandaag.") && words.contains("Dit bericht is van Effen."));
        assert_eq!(check_parameters(&one, &values), Ok(()));
        assert!(check_parameters(&one, &values[..4]).unwrap_err().contains("5 places"));
        let broken = ["a", "b\nc", "d", "e", "f"].map(str::to_owned);
        assert!(check_parameters(&one, &broken).unwrap_err().contains("value 2"));
        assert_eq!([one_line(" a \n b\t\tc "), one_line("\n")], ["a b c", "–"]);
    }
}
