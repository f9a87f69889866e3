//! The conversation of a debtor as their helper sees it: what was written since they have access. Works by plain forms.

use super::{Helped, bar};
use crate::pages::chat::escape;
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
    let closed = model.closed.then(|| view! { <p class="hint">{t.talk_closed}</p> });
    let here = model.helped.at("talk");
    let refresh = format!("{here}#last");
    view! {
        <ErrorSummary title=c.error_title errors=errors.unwrap_or_default()/>
        {bar(&model.helped, model.lang)}
        <h1>{t.talk_title}</h1>
        <p class="lead">{lead}</p>
        <div class="chat">
            {log}
            {closed}
            <form class="composer" method="post" action=here>
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
        <p><a class="button-quiet" href=refresh>{t.talk_refresh}</a></p>
    }
    .into_any()
}
