//! A conversation's messages: the same markup on both sides of the table, and the same as the live island makes.

use effen::chat::mark::{Mark, Marks};
use effen::chat::{Author, Message, Proposal, SentFile};
use leptos::prelude::*;

/// The words around a message, in the reader's language.
#[derive(Debug, Clone, Copy)]
pub struct LogWords<'a> {
    /// Label of the list.
    pub label: &'static str,
    /// Who wrote: the agent, with `{name}`.
    pub agent: &'static str,
    /// Who wrote: the program, or an agent whose name is not known.
    pub us: &'static str,
    /// Who wrote, read aloud: the reader, where no name is known. Eyes see it from the side that a message stands on.
    pub you: &'static str,
    /// Who wrote, read aloud: the debtor, where it is somebody else who reads.
    pub them: &'a str,
    /// Mark of a message that is stored.
    pub sent: &'static str,
    /// Mark of a message that has reached a device of the other side.
    pub delivered: &'static str,
    /// Mark of a message that was read.
    pub read: &'static str,
}

impl LogWords<'_> {
    fn mark(self, mark: Mark) -> &'static str {
        match mark {
            Mark::Sent => self.sent,
            Mark::Delivered => self.delivered,
            Mark::Read => self.read,
        }
    }
}

/// The list of messages; `me` is the side that reads, `marks` how far the other side has come.
pub fn chat_log(
    words: LogWords<'_>,
    me: Author,
    messages: Vec<Message>,
    marks: Marks,
    empty: Option<&'static str>,
) -> AnyView {
    chat_log_at(words, me, messages, marks, empty, "")
}

/// The same where several stand on one page; `at` is put behind the ids.
pub fn chat_log_at(
    words: LogWords<'_>,
    me: Author,
    messages: Vec<Message>,
    marks: Marks,
    empty: Option<&'static str>,
    at: &str,
) -> AnyView {
    let last = messages.len().saturating_sub(1);
    let empty = messages
        .is_empty()
        .then(|| empty.map(|text| view! { <li class="chat-line" id=format!("chat-empty{at}")>{text}</li> }));
    let items: Vec<AnyView> = messages
        .into_iter()
        .enumerate()
        .map(|(n, message)| bubble(words, me, message, marks, (n == last).then(|| format!("last{at}"))))
        .collect();
    view! {
        <div class="chat-log" role="log" aria-live="off" tabindex="0" aria-label=words.label>
            <ol id=format!("messages{at}")>{empty}{items}</ol>
        </div>
    }
    .into_any()
}

fn bubble(words: LogWords<'_>, me: Author, message: Message, marks: Marks, id: Option<String>) -> AnyView {
    let mine = message.from == me;
    let class = if mine { "bubble-mine" } else { "bubble-theirs" };
    let body = (!message.body.is_empty()).then(|| view! { <p>{message.body}</p> });
    let files = (!message.files.is_empty()).then(|| sent_files(message.files));
    let offer = message.offer.filter(|_| !mine).map(offer_button);
    let meta = match (mine, message.from, message.name) {
        (true, _, name) => {
            let mark = words.mark(marks.of(message.seq));
            // A colleague's stands on the reader's side as well.
            let who = name.unwrap_or_else(|| words.you.to_owned());
            view! {
                <span class="visually-hidden" translate="no">{who} " · "</span>
                {message.time} " · " <span class="mark" translate="no">{mark}</span>
            }
            .into_any()
        }
        (false, Author::Debtor, None) => {
            let them = words.them.to_owned();
            view! { {message.time} <span class="visually-hidden" translate="no">" · " {them}</span> }.into_any()
        }
        (false, Author::Debtor | Author::Helper, Some(name)) => {
            view! { {message.time} " · " <span translate="no">{name}</span> }.into_any()
        }
        (false, _, Some(name)) => {
            view! { {message.time} " · " <span translate="no">{words.agent.replace("{name}", &name)}</span> }.into_any()
        }
        (false, ..) => view! { {message.time} " · " {words.us} }.into_any(),
    };
    view! {
        <li class=class id=id data-seq=message.seq data-id=message.id>
            {body}
            {files}
            {offer}
            <p class="meta">{meta}</p>
        </li>
    }
    .into_any()
}

/// Files of a message, each a link; a picture shows itself, small.
fn sent_files(files: Vec<SentFile>) -> AnyView {
    let file = |file: SentFile| {
        let download = (!file.picture).then_some("");
        let preview = file.preview().map(|src| view! { <img src=src alt="" loading="lazy"/> });
        view! {
            <li>
                <a href=file.href download=download>
                    {preview}<span translate="no">{file.name}</span> " " <span class="hint">{file.size}</span>
                </a>
            </li>
        }
    };
    view! { <ul class="sent-files">{files.into_iter().map(file).collect_view()}</ul> }.into_any()
}

/// The quote is also the form's key: agreeing twice is agreeing once.
fn offer_button(offer: Proposal) -> AnyView {
    let method = if offer.quote.is_empty() { "get" } else { "post" };
    let fields = (!offer.quote.is_empty()).then(|| {
        let quote = offer.quote.clone();
        view! { <input type="hidden" name="key" value=offer.quote/> <input type="hidden" name="quote" value=quote/> }
    });
    view! {
        <form class="offer" method=method action=offer.to>{fields}<button class="button" type="submit">{offer.label}</button></form>
    }
    .into_any()
}
