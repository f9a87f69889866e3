//! The words about mandates, in every tone and language.

use crate::outreach::words::mandate::{ended, given, mandate};
use effen::kinds::Lang;
use effen::people::treatment::Tone;

#[test]
fn the_words_about_mandates() {
    for &lang in Lang::ALL {
        let t = mandate(lang);
        let mut page = format!("# given\n{}\n", t.given_subject);
        Tone::ALL.iter().for_each(|&tone| page.push_str(&format!("{tone}: {}\n", given(tone, lang))));
        t.given_facts.iter().for_each(|fact| page.push_str(&format!("- {fact}\n")));
        page.push_str(&format!("{}\n\n# refused\n{}\n{}\n", t.given_next, t.refused_subject, t.refused));
        t.refused_ways.iter().for_each(|way| page.push_str(&format!("- {way}\n")));
        page.push_str(&format!("\n# ended\n{}\n", t.ended_subject));
        Tone::ALL.iter().for_each(|&tone| page.push_str(&format!("{tone}: {}\n", ended(tone, lang))));
        t.ended_facts.iter().chain([&t.ended_asked]).for_each(|fact| page.push_str(&format!("- {fact}\n")));
        page.push_str(t.ended_next);
        insta::assert_snapshot!(format!("mandate_{lang}"), page);
    }
}
