//! The debtor's live chat. The page works without it; the island listens, sends and adds.
#![allow(missing_docs, reason = "the island macro makes a struct without a docstring")]

#[cfg(any(feature = "ssr", feature = "portal"))]
use effen::chat::mark::Marks;
#[cfg(any(feature = "ssr", feature = "portal"))]
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Sentences in the reader's language; `{name}` and `{text}` are filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveWords {
    /// An agent, with `{name}`.
    pub agent: String,
    /// The agency.
    pub us: String,
    /// The reader, read aloud.
    pub you: String,
    /// The other side, where it has no name of its own.
    pub them: String,
    /// Mark: on its way.
    pub sending: String,
    /// Mark: stored.
    pub sent: String,
    /// Mark: on a device of the other side.
    pub delivered: String,
    /// Mark: read.
    pub read: String,
    /// Mark: not taken.
    pub refused: String,
    /// The other side types.
    pub typing: String,
    /// No connection.
    pub offline: String,
    /// The session has ended.
    pub ended: String,
    /// The conversation was closed.
    pub closed: String,
    /// The other side is there.
    pub here: String,
    /// Waiting: `{place}`.
    pub place: String,
    /// Waiting: `{place}`, `{minutes}`.
    pub place_minutes: String,
    /// Announced to screen readers: `{name}`, `{text}`.
    pub announce: String,
}

impl LiveWords {
    /// A mark, in words.
    pub fn mark(&self, mark: effen::chat::mark::Mark) -> &str {
        match mark {
            effen::chat::mark::Mark::Sent => &self.sent,
            effen::chat::mark::Mark::Delivered => &self.delivered,
            effen::chat::mark::Mark::Read => &self.read,
        }
    }

    /// Where somebody stands in the queue, in words.
    pub fn waiting(&self, waiting: effen::chat::waiting::Waiting) -> String {
        let place = waiting.place.to_string();
        match waiting.minutes {
            Some(minutes) => self.place_minutes.replace("{place}", &place).replace("{minutes}", &minutes.to_string()),
            None => self.place.replace("{place}", &place),
        }
    }
}

/// Brings the chat page to life: the list, the status line and the form are already there.
#[cfg(any(feature = "ssr", feature = "portal"))]
#[island]
pub fn DebtorChat(
    /// Sentences.
    words: LiveWords,
    /// The last message on the page.
    after: i64,
    /// How far the other side has come.
    marks: Marks,
    /// The claim it is about.
    about: Option<String>,
    /// Whose page it is: what is typed here waits for nobody else, and goes to no other conversation.
    whose: String,
    /// A colleague at the company that the debtor is, by their access; '': the debtor.
    writer: String,
    /// The address of a helper's page: they write under their own name and hear by plain requests.
    helping: Option<String>,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let me = if helping.is_some() { effen::chat::Author::Helper } else { effen::chat::Author::Debtor };
        let [socket, messages, send, draft] = match &helping {
            Some(page) => [String::new(), format!("{page}/messages?"), page.clone(), format!("effen-{page}")],
            None => [
                format!("/chat/socket?whose={whose}"),
                format!("/chat/messages?whose={whose}&"),
                format!("/chat/send?whose={whose}"),
                format!("effen-chat-{whose}{writer}"),
            ],
        };
        super::live::start(super::live::Setup {
            words: words.clone(),
            after,
            marks,
            about: about.clone(),
            me,
            socket,
            messages,
            send,
            draft,
            enter_sends: false,
            at: String::new(),
        });
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (words, after, marks, about, whose, writer, helping);
    // Announces new messages once; browser translation must not touch it, or it would be read out again.
    view! { <div id="announcer" class="visually-hidden" role="status" aria-live="polite" translate="no"></div> }
}
