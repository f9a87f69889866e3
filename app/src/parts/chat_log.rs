//! A conversation's messages: the same markup on both sides of the table, and the same as the live island makes.

use effen::chat::{Author, Message, Proposal};
use leptos::prelude::*;

/// The words around a message, in the reader's language.
#[derive(Debug, Clone, Copy)]
pub struct LogWords {
    /// Label of the list.
    pub label: &'static str,
    /// Who wrote: the agent, with `{name}`.
    pub agent: &'static str,
    /// Who wrote: the program, or an agent whose name is not known.
    pub us: &'static str,
    /// Mark of a message that is stored.
    pub arrived: &'static str,
    /// Mark of a message that was read.
    pub read: &'static str,
}

/// The list of messages; `me` is the side that reads, `read` how far the other side has read.
pub fn chat_log(
    words: LogWords,
    me: Author,
    messages: Vec<Message>,
    read: i64,
    empty: Option<&'static str>,
) -> AnyView {
    let last = messages.len().saturating_sub(1);
    let empty =
        messages.is_empty().then(|| empty.map(|text| view! { <li class="chat-line" id="chat-empty">{text}</li> }));
    let items: Vec<AnyView> =
        messages.into_iter().enumerate().map(|(n, message)| bubble(words, me, message, read, n == last)).collect();
    view! {
        <div class="chat-log" role="log" aria-live="off" tabindex="0" aria-label=words.label>
            <ol id="messages">{empty}{items}</ol>
        </div>
    }
    .into_any()
}

fn bubble(words: LogWords, me: Author, message: Message, read: i64, last: bool) -> AnyView {
    let mine = message.from == me;
    let class = if mine { "bubble-mine" } else { "bubble-theirs" };
    let offer = message.offer.filter(|_| !mine).map(offer_button);
    let meta = match (mine, message.from, message.name) {
        (true, ..) => {
            let mark = if message.seq <= read { words.read } else { words.arrived };
            view! { {message.time} " · " <span class="mark" translate="no">{mark}</span> }.into_any()
        }
        (false, Author::Debtor, None) => view! { {message.time} }.into_any(),
        (false, Author::Debtor | Author::Helper, Some(name)) => {
            view! { {message.time} " · " <span translate="no">{name}</span> }.into_any()
        }
        (false, _, Some(name)) => {
            view! { {message.time} " · " <span translate="no">{words.agent.replace("{name}", &name)}</span> }.into_any()
        }
        (false, ..) => view! { {message.time} " · " {words.us} }.into_any(),
    };
    view! {
        <li class=class id=last.then_some("last") data-seq=message.seq data-id=message.id>
            <p>{message.body}</p>
            {offer}
            <p class="meta">{meta}</p>
        </li>
    }
    .into_any()
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
