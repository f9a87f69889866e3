//! Text messages: at most 160 characters of the GSM alphabet, so that each is one message and costs one.

use super::render::Content;
use super::words::{pick, put};
use crate::db::notice::LINK;
use effen::dates::short_near;
use effen::people::message::ApproachKind;
use effen::people::treatment::Tone;

/// The characters of one text message.
pub const CHARACTERS_MAX: usize = 160;
/// The characters of a link's token in a text message: 132 random bits.
pub const TOKEN_CHARACTERS: usize = 22;

/// The message, with [`LINK`] where the link's address comes. With the link put in it has at most [`CHARACTERS_MAX`]
/// characters: what matters least is left out first, then the creditor's name is shortened.
pub(super) fn text(content: &Content<'_>) -> String {
    let link = content.agency.url.chars().count() + "/link/".len() + TOKEN_CHARACTERS;
    let room = CHARACTERS_MAX - (link.min(CHARACTERS_MAX) - LINK.len().min(link));
    let Some(line) = content.lines.first() else { return String::new() };
    let amount = gsm(&line.open.format(content.lang));
    let due = gsm(&short_near(line.due_on, content.on, content.lang));
    let creditor = gsm(&line.creditor);
    let agency = gsm(&content.agency.name);
    let write = |creditor: &str, ending: &str| {
        let sentence = pick(content.lang, sentence(content.kind));
        let body = put(sentence, &[("creditor", creditor), ("amount", &amount), ("due", &due)]);
        let ending = if ending.is_empty() { String::new() } else { format!(" {ending}") };
        format!("{body}{ending} {LINK} {agency}")
    };
    let ending = pick(content.lang, ending(content.tone));
    let full = write(&creditor, ending);
    if full.chars().count() <= room {
        return full;
    }
    let plain = write(&creditor, "");
    let over = plain.chars().count().saturating_sub(room);
    if over == 0 {
        return plain;
    }
    let keep = creditor.chars().count().saturating_sub(over).max(3);
    write(creditor.chars().take(keep).collect::<String>().trim_end(), "")
}

const fn sentence(kind: ApproachKind) -> [&'static str; 3] {
    use ApproachKind::*;
    match kind {
        ReminderBefore | InstalmentComing => [
            "{creditor}: {amount} te betalen uiterlijk {due}.",
            "{creditor}: {amount} to pay by {due}.",
            "{creditor}: {amount} à payer au plus tard le {due}.",
        ],
        DueToday => [
            "{creditor}: {amount} vandaag te betalen.",
            "{creditor}: {amount} to pay today.",
            "{creditor}: {amount} à payer aujourd'hui.",
        ],
        ReminderAfter | InstalmentMissed => [
            "{creditor}: {amount} staat open sinds {due}.",
            "{creditor}: {amount} open since {due}.",
            "{creditor}: {amount} ouvert depuis le {due}.",
        ],
        CheckIn => [
            "{creditor}: {amount} staat nog open. Hoe gaat het?",
            "{creditor}: {amount} is still open. How are things?",
            "{creditor}: {amount} reste ouvert. Comment allez-vous?",
        ],
    }
}

const fn ending(tone: Tone) -> [&'static str; 3] {
    match tone {
        Tone::Calm => ["Lukt het niet? Wij helpen.", "Too much? We help.", "Impossible? Nous aidons."],
        Tone::Coaching => ["In stappen kan ook:", "In steps is fine too:", "Aussi par étapes:"],
        Tone::Factual => ["Alles op een rij:", "All details:", "Tous les détails:"],
        Tone::Light => ["Zo geregeld:", "Done in a tap:", "En un geste:"],
        Tone::Brief => ["Betaal hier:", "Pay here:", "Payez ici:"],
    }
}

/// Text in the GSM alphabet: other letters lose their accent, the euro sign becomes EUR (it would count double).
pub(super) fn gsm(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '€' => plain.push_str("EUR"),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => plain.push(' '),
            '’' | '‘' | '`' => plain.push('\''),
            '“' | '”' | '«' | '»' => plain.push('"'),
            '–' | '—' | '−' => plain.push('-'),
            'á' | 'â' | 'ã' => plain.push('a'),
            'ç' => plain.push('c'),
            'ê' | 'ë' => plain.push('e'),
            'í' | 'î' | 'ï' => plain.push('i'),
            'ó' | 'ô' | 'õ' => plain.push('o'),
            'ú' | 'û' => plain.push('u'),
            'ÿ' | 'ý' => plain.push('y'),
            'À' | 'Á' | 'Â' => plain.push('A'),
            'È' | 'Ê' | 'Ë' => plain.push('E'),
            'Î' | 'Ï' | 'Í' => plain.push('I'),
            'Ô' | 'Ó' => plain.push('O'),
            'Û' | 'Ú' | 'Ù' => plain.push('U'),
            'œ' => plain.push_str("oe"),
            'æ' | 'Æ' | 'é' | 'É' | 'è' | 'ù' | 'ì' | 'ò' | 'à' | 'Ç' | 'Ø' | 'ø' | 'Å' | 'å' | 'ß' | 'Ä' | 'Ö'
            | 'Ñ' | 'Ü' | 'ä' | 'ö' | 'ñ' | 'ü' => plain.push(c),
            // These count double or are not there at all.
            '[' | '{' => plain.push('('),
            ']' | '}' => plain.push(')'),
            '\\' | '|' => plain.push('/'),
            '^' | '~' => plain.push('-'),
            other if other.is_ascii() && !other.is_ascii_control() => plain.push(other),
            _ => plain.push('?'),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::gsm;

    #[test]
    fn every_character_is_one_of_the_alphabet() {
        assert_eq!(gsm("€\u{a0}1.234,56 août Ëlan {x} 猫"), "EUR 1.234,56 aout Elan (x) ?");
    }
}
