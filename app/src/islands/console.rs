//! The live parts of the agents' console: the queue, the conversation and the file beside it. Each shows what the
//! server gave with the page, and looks again every second or two.
#![allow(missing_docs, reason = "the island macro makes structs without docstrings")]

mod file;
#[cfg(feature = "hydrate")]
mod poll;
pub mod view;

use super::chat::LiveWords;
use crate::console_texts::texts;
use effen::kinds::Lang;
use leptos::prelude::*;
use view::{FileView, QueueItem, QueueView};

/// Brings a conversation's list, status line and form to life.
#[island]
pub fn AgentChat(
    /// The conversation.
    id: String,
    /// Sentences.
    words: LiveWords,
    /// The last message on the page.
    after: i64,
    /// Read by the debtor up to here.
    read: i64,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        super::live::start(super::live::Setup {
            words: words.clone(),
            after,
            read,
            about: None,
            me: effen::chat::Author::Agent,
            socket: format!("/console/conversation/{id}/socket"),
            messages: format!("/console/conversation/{id}/messages"),
            send: format!("/console/conversation/{id}/send"),
            draft: format!("effen-answer-{id}"),
            enter_sends: true,
        });
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (id, words, after, read);
    view! { <div id="announcer" class="visually-hidden" role="status" aria-live="polite" translate="no"></div> }
}

/// The queue; looks again every two seconds.
#[island]
pub fn Queue(
    /// Language of the agent.
    lang: Lang,
    /// As it was when the page was made.
    queue: QueueView,
    /// The conversation that is open beside it.
    current: Option<String>,
) -> impl IntoView {
    let t = texts(lang);
    let shown = RwSignal::new(queue);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| poll::every(2_000, || "/console/queue.json".to_owned(), move |new| shown.set(new)));
    let at_risk = Memo::new(move |_| shown.with(|queue| queue.at_risk.clone()));
    let waiting = Memo::new(move |_| shown.with(|queue| queue.waiting.clone()));
    let assigned = Memo::new(move |_| shown.with(|queue| queue.assigned.clone()));
    view! {
        {queue_list(t.at_risk, at_risk, current.clone())}
        {move || (waiting.with(Vec::is_empty) && at_risk.with(Vec::is_empty)).then(|| view! { <p class="hint">{t.queue_empty}</p> })}
        {queue_list(t.waiting, waiting, current.clone())}
        {queue_list(t.assigned, assigned, current)}
    }
}

/// A list whose items stay as they are while they say the same: the one that has the focus keeps it.
fn queue_list(title: &'static str, items: Memo<Vec<QueueItem>>, current: Option<String>) -> AnyView {
    let key = |item: &QueueItem| {
        format!("{}|{}|{}|{}|{}|{}", item.id, item.waiting, item.due, item.agent, item.excerpt, item.about)
    };
    let list = move || {
        let current = current.clone();
        view! {
            <h3>{title}</h3>
            <ol><For each=move || items.get() key=key children=move |item| queue_item(item, current.as_deref())/></ol>
        }
    };
    let any = Memo::new(move |_| items.with(|items| !items.is_empty()));
    (move || any.get().then(&list)).into_any()
}

fn queue_item(item: QueueItem, current: Option<&str>) -> AnyView {
    let here = (current == Some(item.id.as_str())).then_some("true");
    view! {
        <li>
            <a href=format!("/console/conversation/{}", item.id) aria-current=here>
                <strong>{item.name}</strong>
                <span class="hint">{item.waiting}</span>
                <span class="excerpt" title=item.excerpt.clone()>{item.excerpt.clone()}</span>
                <span class="excerpt">{item.about}</span>
                {line(item.due)}
                {line(item.agent)}
            </a>
        </li>
    }
    .into_any()
}

/// A line that is there when it says something.
fn line(text: String) -> Option<AnyView> {
    (!text.is_empty()).then(|| view! { <span class="excerpt">{text}</span> }.into_any())
}

/// The file; looks again every second when it belongs to an open conversation.
#[island]
pub fn File(
    /// Language of the agent.
    lang: Lang,
    /// As it was when the page was made.
    file: FileView,
) -> impl IntoView {
    let shown = RwSignal::new(file);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let address = move || {
            let file = shown.read_untracked();
            format!("/console/debtor/{}/file.json?version={}", file.debtor_id, file.version)
        };
        poll::every(500, address, move |new| shown.set(new));
    });
    file::file(lang, shown)
}
