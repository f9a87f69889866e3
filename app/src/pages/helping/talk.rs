//! The conversation of a debtor as their helper sees it: what was written since they have access. Works by plain forms; the
//! island of the debtors' own chat brings it to life, by plain requests.

use super::{Helped, bar};
use crate::islands::chat::{DebtorChat, LiveWords};
use crate::pages::chat::{escape, live_words};
use crate::parts::ErrorSummary;
use crate::parts::chat_log::{LogWords, chat_log};
use crate::texts::chat;
use crate::texts::fill;
use crate::texts::helping::texts;
use effen::chat::mark::Marks;
use effen::chat::{Author, BODY_CHARS_MAX, Message, Refusal};
use effen::kinds::Lang;
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct TalkModel {
    /// Language.
    pub lang: Lang,
    /// Whose.
    pub helped: Helped,
    /// How the helper is called.
    pub me: String,
    /// The number of the last message they see.
    pub after: i64,
    /// The messages, oldest first.
    pub messages: Vec<Message>,
    /// How far the agents have come.
    pub marks: Marks,
    /// Was it closed?
    pub closed: bool,
    /// The id the form's message will have.
    pub client_id: String,
    /// Why the last try was not taken, with what was typed.
    pub refused: Option<(Refusal, String)>,
}

/// The page.
pub fn talk(model: TalkModel) -> AnyView {
    let (t, c) = (texts(model.lang), chat::texts(model.lang));
    let words = LogWords {
        label: c.list_label,
        agent: c.agent,
        us: c.us,
        sent: c.sent,
        delivered: c.delivered,
        read: c.read,
        you: c.you,
        them: &model.helped.name,
    };
    let log = chat_log(words, Author::Helper, model.messages, model.marks, Some(t.talk_empty));
    let lead = fill(t.talk_lead, &[("me", &model.me), ("name", &model.helped.name)]);
    let errors = model.refused.as_ref().map(|(why, _)| {
        let text = match why {
            Refusal::Empty => c.error_empty.to_owned(),
            Refusal::TooLong => c.error_long.replace("{max}", &BODY_CHARS_MAX.to_string()),
            Refusal::BadId | Refusal::TooMany | Refusal::NotNow | Refusal::NoRoom => c.error_reused.to_owned(),
        };
        vec![("chat-body", text)]
    });
    let invalid = model.refused.is_some().then_some("true");
    let typed = model.refused.map(|(_, typed)| escape(&typed)).unwrap_or_default();
    let closed = model.closed.then_some(t.talk_closed);
    let live = LiveWords { closed: t.talk_closed.to_owned(), ..live_words(c) };
    let here = model.helped.at("talk");
    let refresh = format!("{here}#last");
    view! {
        <ErrorSummary title=c.error_title errors=errors.unwrap_or_default()/>
        {bar(&model.helped, model.lang)}
        <h1>{t.talk_title}</h1>
        <p class="lead">{lead}</p>
        <div class="chat" id="chat">
            {log}
            <p class="chat-presence" id="chat-status">{closed}</p>
            <form class="composer" id="composer" method="post" action=here.clone()>
                <input type="hidden" name="id" value=model.client_id/>
                <div class="field">
                    <label for="chat-body">{c.label}</label>
                    <textarea
                        id="chat-body" name="body" rows="2" required maxlength=BODY_CHARS_MAX.to_string()
                        aria-describedby="chat-hint" aria-invalid=invalid inner_html=typed
                    ></textarea>
                    <p class="hint" id="chat-hint">{c.hint}</p>
                </div>
                <button class="button" type="submit">{c.send}</button>
            </form>
        </div>
        <noscript><p><a class="button-quiet" href=refresh>{t.talk_refresh}</a></p></noscript>
        <DebtorChat words=live after=model.after marks=model.marks about=None whose=String::new() writer=String::new() helping=Some(here)/>
    }
    .into_any()
}
