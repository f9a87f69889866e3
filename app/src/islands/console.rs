//! The live parts of the agents' console: the queue, the conversation and the file beside it. Each shows what the
//! server gave with the page, and looks again every second or two.
#![allow(missing_docs, reason = "the island macro makes structs without docstrings")]

#[cfg(feature = "hydrate")]
mod alerts;
#[cfg(feature = "hydrate")]
mod ask;
pub mod bar;
#[cfg(feature = "hydrate")]
mod canned;
mod file;
pub mod now;
#[cfg(feature = "hydrate")]
mod poll;
pub mod view;

use super::chat::LiveWords;
use effen::chat::mark::Marks;
use effen::kinds::Lang;
use leptos::prelude::*;
use view::{FileView, QueueItem, QueueView, QueueWords};

/// Brings a conversation's list, status line and form to life.
#[island]
pub fn AgentChat(
    /// The conversation.
    id: String,
    /// The agent's id: what they typed here is not a colleague's to send.
    me: String,
    /// Sentences.
    words: LiveWords,
    /// The last message on the page.
    after: i64,
    /// How far the debtor has come.
    marks: Marks,
    /// What is put behind the ids of its elements, where several stand on one page.
    at: String,
) -> impl IntoView {
    let (others_id, announcer_id) = (format!("others{at}"), format!("announcer{at}"));
    let others = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        canned::start(&id, &at);
        let others_at = format!("/console/conversation/{id}/others");
        poll::every(2_000, || false, move || others_at.clone(), move |told: String| others.set(told));
        super::live::start(super::live::Setup {
            words: words.clone(),
            after,
            marks,
            about: None,
            me: effen::chat::Author::Agent,
            socket: format!("/console/conversation/{id}/socket"),
            messages: format!("/console/conversation/{id}/messages?"),
            send: format!("/console/conversation/{id}/send"),
            draft: format!("effen-answer-{me}-{id}"),
            enter_sends: true,
            at: at.clone(),
        });
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (id, me, words, after, marks, at);
    view! {
        <p class="hint" id=others_id role="status">{move || others.get()}</p>
        <div id=announcer_id class="visually-hidden" role="status" aria-live="polite" translate="no"></div>
    }
}

/// The queue; looks again every two seconds.
#[island]
pub fn Queue(
    /// Headings.
    words: QueueWords,
    /// As it was when the page was made.
    queue: QueueView,
    /// The conversation that is open beside it.
    current: Option<String>,
) -> impl IntoView {
    let shown = RwSignal::new(queue);
    let told = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    {
        let told_words = words.clone();
        Effect::new(move |_| {
            let words = told_words.clone();
            poll::every(
                2_000,
                alerts::any_on,
                || "/console/queue.json".to_owned(),
                move |new: QueueView| {
                    if let Some(text) = shown.with_untracked(|old| news(&words, old, &new)) {
                        alerts::ring(&text);
                        told.set(text);
                    }
                    shown.set(new);
                },
            );
        });
    }
    let part =
        move |pick: fn(&QueueView) -> &Vec<QueueItem>| Memo::new(move |_| shown.with(|queue| pick(queue).clone()));
    let (at_risk, waiting) = (part(|queue| &queue.at_risk), part(|queue| &queue.waiting));
    let load = Memo::new(move |_| shown.with(|queue| queue.load.clone()));
    let list = |title, items| queue_list(title, items, current.clone());
    view! {
        <p class="hint">{move || load.get()}</p>
        <p class="visually-hidden" role="status">{move || told.get()}</p>
        {alert_switches(words.alerts.clone(), words.sound.clone(), words.desktop.clone())}
        {list(words.at_risk, at_risk)}
        {list(words.mine, part(|queue| &queue.mine))}
        {move || (waiting.with(Vec::is_empty) && at_risk.with(Vec::is_empty)).then(|| view! { <p class="hint">{words.empty.clone()}</p> })}
        {list(words.waiting, waiting)}
        {list(words.elsewhere, part(|queue| &queue.elsewhere))}
        {list(words.assigned, part(|queue| &queue.assigned))}
        {list(words.snoozed, part(|queue| &queue.snoozed))}
    }
}

/// What to tell an agent who may be looking elsewhere: somebody whose answer is nearly late, or who began to wait.
#[cfg(feature = "hydrate")]
fn news(words: &QueueWords, old: &QueueView, new: &QueueView) -> Option<String> {
    let fresh = |before: &[QueueItem], now: &[QueueItem]| {
        now.iter().find(|item| !before.iter().any(|known| known.id == item.id)).map(|item| item.name.clone())
    };
    let late = fresh(&old.at_risk, &new.at_risk).map(|name| format!("{}: {name}", words.at_risk));
    late.or_else(|| fresh(&old.waiting, &new.waiting).map(|name| format!("{}: {name}", words.waiting)))
}

/// Sound and messages of the desktop: off until an agent turns them on. Without a script there is neither, and no switch.
fn alert_switches(title: String, sound: String, desktop: String) -> AnyView {
    let awake = RwSignal::new(false);
    let on = [RwSignal::new(false), RwSignal::new(false)];
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        awake.set(true);
        on[0].set(alerts::Alert::Sound.is_on());
        on[1].set(alerts::Alert::Desktop.is_on());
    });
    let switch = move |n: usize, label: String| {
        view! {
            <label class="choice">
                <input type="checkbox" prop:checked=move || on[n].get() on:change=move |event| turn(n, on[n], &event)/>
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <details class="disclosure" hidden=move || !awake.get()>
            <summary>{title}</summary>
            {switch(0, sound)} {switch(1, desktop)}
        </details>
    }
    .into_any()
}

fn turn(n: usize, on: RwSignal<bool>, event: &leptos::ev::Event) {
    on.set(event_target_checked(event));
    #[cfg(feature = "hydrate")]
    [alerts::Alert::Sound, alerts::Alert::Desktop][n].turn(on.get_untracked());
    #[cfg(not(feature = "hydrate"))]
    let _ = n;
}

/// A list whose items stay as they are while they say the same: the one that has the focus keeps it.
fn queue_list(title: String, items: Memo<Vec<QueueItem>>, current: Option<String>) -> AnyView {
    let key = |item: &QueueItem| {
        format!("{}|{}|{}|{}|{}|{}", item.id, item.waiting, item.due, item.agent, item.excerpt, item.about)
    };
    let list = move || {
        let current = current.clone();
        view! {
            <h3>{title.clone()}</h3>
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
        poll::every(500, || false, address, move |new| shown.set(new));
    });
    file::file(lang, shown)
}
