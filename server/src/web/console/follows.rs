//! What follows for a debtor: what their page says first, and when we come next, by which channel and how. It moves with
//! every act, like the scores it follows from.

use crate::app::App;
use crate::clock::local;
use crate::error::Result;
use crate::outreach::plan;
use effen::chat::time_words;
use effen::ids::DebtorId;
use effen::kinds::Lang;
use effen::people::outreach::NextContact;
use effen_app::islands::console::view::Line;
use effen_app::texts::console_follows::{approach_words, refusal_words, texts};
use effen_app::texts::treatment::{channel_words, focus_words, tone_words};

/// Reads it.
pub(super) async fn load(app: &App, lang: Lang, debtor: &DebtorId) -> Result<Vec<Line>> {
    let t = texts(lang);
    let (next, treatment) = plan::foresee(app, debtor).await?;
    let line = |time: String, text: &str, more: String| Line { time, text: text.to_owned(), more };
    let message = match next {
        NextContact::At(contact) => {
            let when = time_words(local(contact.at).datetime(), app.today(), lang);
            let how = [channel_words(lang, contact.channel), tone_words(lang, treatment.tone)].join(" · ");
            line(when, approach_words(lang, contact.kind), how)
        }
        NextContact::None(why) => line(String::new(), t.none, refusal_words(lang, why).to_owned()),
    };
    Ok(vec![line(String::new(), t.page, focus_words(lang, treatment.focus).to_owned()), message])
}
