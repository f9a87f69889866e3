//! The words: every kind, tone and language, as people read them.

use crate::db::outreach::ClaimLine;
use crate::outreach::Agency;
use crate::outreach::render::{Content, render};
use crate::outreach::sms::{CHARACTERS_MAX, TOKEN_CHARACTERS};
use crate::outreach::words;
use effen::ids::ClaimId;
use effen::kinds::{Channel, Lang};
use effen::money::Money;
use effen::people::message::ApproachKind::{self, CheckIn, DueToday, ReminderAfter, ReminderBefore};
use effen::people::treatment::{Help, Tone};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const KINDS: [ApproachKind; 4] = [ReminderBefore, DueToday, ReminderAfter, CheckIn];
const TODAY: Date = date(2026, 5, 12);

fn agency() -> Agency {
    Agency {
        name: "Effen Incasso".into(),
        address: "Kade 1, 1011 AA Amsterdam".into(),
        register: "R-1".into(),
        phone: "088 000 11 22".into(),
        complaints: "klachten@effen.example".into(),
        url: "https://portaal.effen.example".into(),
    }
}

fn line(creditor: &str, cents: i64, due_on: Date) -> ClaimLine {
    ClaimLine {
        claim_id: ClaimId("c".into()),
        creditor: creditor.into(),
        creditor_id: String::new(),
        number: "2026-044".into(),
        description: "Bestelling".into(),
        due_on,
        open: Money::euro(cents),
    }
}

fn lines(kind: ApproachKind) -> Vec<ClaimLine> {
    let due_on = match kind {
        ReminderBefore => date(2026, 5, 19),
        DueToday => TODAY,
        _ => date(2026, 4, 30),
    };
    vec![line("Boekhandel De Linde", 8_420, due_on), line("Waterland Énergie & Co", 123_456, date(2026, 5, 20))]
}

fn content<'a>(agency: &'a Agency, lines: &'a [ClaimLine], kind: ApproachKind, tone: Tone, lang: Lang) -> Content<'a> {
    let after = kind == ReminderAfter;
    Content {
        agency,
        lang,
        tone,
        help: &[Help::Pause, Help::Chat],
        kind,
        on: TODAY,
        name: "Anna de Vries",
        reference: "EF-ANNA",
        lines,
        pay_by: after.then_some(date(2026, 5, 26)),
        next_on: (kind != CheckIn).then_some(date(2026, 5, 27)),
    }
}

#[test]
fn a_whole_email_letter_and_text_message_in_each_language() {
    let agency = agency();
    for &lang in Lang::ALL {
        let lines = lines(ReminderAfter);
        let content = content(&agency, &lines, ReminderAfter, Tone::Factual, lang);
        let email = render(&content, Channel::Email);
        insta::assert_snapshot!(format!("email_{lang}"), format!("{}\n\n{}", email.subject, email.text));
        insta::assert_snapshot!(format!("letter_{lang}"), render(&content, Channel::Letter).text);
        if lang == Lang::Nl {
            insta::assert_snapshot!("email_html", email.html);
        }
    }
}

#[test]
fn what_differs_by_kind_and_tone() {
    let agency = agency();
    for &lang in Lang::ALL {
        let mut page = String::new();
        for kind in KINDS {
            let lines = lines(kind);
            let subject = render(&content(&agency, &lines, kind, Tone::Brief, lang), Channel::Email).subject;
            page.push_str(&format!("# {kind}\n{subject}\n\n"));
            for &tone in Tone::ALL {
                let sms = render(&content(&agency, &lines, kind, tone, lang), Channel::Sms).text;
                page.push_str(&format!(
                    "{tone}: {}\n  {}\n  sms: {sms}\n",
                    words::opening(kind, tone, lang),
                    words::offer(tone, lang)
                ));
            }
            page.push('\n');
        }
        insta::assert_snapshot!(format!("by_kind_and_tone_{lang}"), page);
    }
}

#[test]
fn every_message_says_whose_money_how_much_what_next_who_we_are_and_how_to_stop() {
    let agency = agency();
    for (&lang, kind, &tone) in
        Lang::ALL.iter().flat_map(|l| KINDS.iter().flat_map(move |k| Tone::ALL.iter().map(move |t| (l, *k, t))))
    {
        let lines = lines(kind);
        let content = content(&agency, &lines, kind, tone, lang);
        for channel in [Channel::Email, Channel::Letter] {
            let message = render(&content, channel);
            let amount = Money::euro(8_420).format(lang);
            assert!(
                message.subject.starts_with("Boekhandel De Linde"),
                "the creditor comes first: {}",
                message.subject
            );
            assert!(message.subject.contains(&amount) && message.text.contains(&amount));
            assert_eq!(message.text.matches("{link}").count(), 1);
            for needed in
                ["Effen Incasso", "R-1", "Kade 1", "088 000 11 22", "klachten@effen.example", "EF-ANNA", "/profile"]
            {
                assert!(message.text.contains(needed), "{needed} is missing in {}", message.text);
            }
            let unfilled = message.text.replace("{link}", "");
            assert!(!unfilled.contains(['{', '}']), "a place was left open in {unfilled}");
            if channel == Channel::Email {
                assert_eq!(message.html.matches("href=\"{link}\"").count(), 1);
                assert!(message.html.contains("Waterland Énergie &amp; Co"));
                assert!(!message.html.contains("<table") && !message.html.contains("<img"));
            }
        }
    }
}

proptest! {
    /// One text message is one message, whatever the creditor is called and however much is open.
    #[test]
    fn a_text_message_fits_and_keeps_what_matters(
        creditor in "\\PC{1,80}", cents in 1_i64..99_999_999_999, kind in 0_usize..4, tone in 0_usize..5, lang in 0_usize..3,
    ) {
        let agency = agency();
        let lines = [line(&creditor, cents, date(2027, 9, 29))];
        let content = content(&agency, &lines, KINDS[kind], Tone::ALL[tone], Lang::ALL[lang]);
        let text = render(&content, Channel::Sms).text;
        let link = format!("{}/link/{}", agency.url, "x".repeat(TOKEN_CHARACTERS));
        prop_assert_eq!(text.matches("{link}").count(), 1);
        let sent = text.replace("{link}", &link);
        prop_assert!(sent.chars().count() <= CHARACTERS_MAX, "{} characters: {}", sent.chars().count(), sent);
        prop_assert!(sent.contains("EUR") && sent.contains(&agency.name));
        prop_assert!(!sent.contains(['€', 'ë', '\u{a0}', '{']), "not in the alphabet: {}", sent);
    }
}
