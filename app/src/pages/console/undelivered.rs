//! Messages that could not be delivered: why, and what an agent can do about each.

use crate::console_texts;
use crate::islands::console::view::QueueView;
use crate::texts::console_undelivered::{UndeliveredTexts, texts};
use crate::texts::fill;
use crate::texts::treatment::channel_words;
use effen::kinds::{Channel, Lang};
use leptos::prelude::*;

/// Why a message was not delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The address refused it.
    Bounced,
    /// It was tried so often.
    Dead(i64),
    /// It was sent on the spot, which failed; its words are not kept.
    OnTheSpot,
}

/// One message.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// Whose file.
    pub debtor_id: String,
    /// Name.
    pub name: String,
    /// File reference.
    pub reference: String,
    /// By which channel.
    pub channel: Channel,
    /// Address or number.
    pub recipient: String,
    /// Subject, or ''.
    pub subject: String,
    /// Why.
    pub why: Why,
    /// What the other side said.
    pub said: String,
    /// When it was written, in words.
    pub written: String,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct UndeliveredModel {
    /// Language of the agent.
    pub lang: Lang,
    /// Who waits in the chat.
    pub queue: QueueView,
    /// The newest first.
    pub items: Vec<Item>,
}

/// The page.
pub fn page(model: UndeliveredModel) -> AnyView {
    let (lang, t) = (model.lang, texts(model.lang));
    let none = model.items.is_empty().then(|| view! { <p>{t.none}</p> });
    let items = model.items.iter().map(|item| item_view(item, lang, t)).collect_view();
    view! {
        <div class="console console-wide">
            {super::side(lang, console_texts::texts(lang), model.queue, None)}
            <section class="console-talk">
                <h1>{t.title}</h1>
                <p class="lead">{t.lead}</p>
                {none}
                <ul class="card-list">{items}</ul>
            </section>
        </div>
    }
    .into_any()
}

fn item_view(item: &Item, lang: Lang, t: &'static UndeliveredTexts) -> AnyView {
    let why = match item.why {
        Why::Bounced => t.bounced.to_owned(),
        Why::Dead(tries) => fill(t.dead, &[("n", &tries.to_string())]),
        Why::OnTheSpot => t.failed.to_owned(),
    };
    let written = [("channel", channel_words(lang, item.channel)), ("date", item.written.as_str())];
    let button = |act: &'static str, class: &'static str, words: &'static str| {
        view! {
            <form method="post" action=format!("/console/undelivered/{}", item.id)>
                <button class=class type="submit" name="act" value=act>
                    {words} <span class="visually-hidden">": " {item.name.clone()}</span>
                </button>
            </form>
        }
        .into_any()
    };
    let again = (item.why != Why::OnTheSpot).then(|| button("again", "button", t.again));
    let wrong = (item.channel != Channel::Letter && !item.recipient.is_empty())
        .then(|| view! { {button("wrong", "button-quiet", t.wrong)} });
    let hint = wrong.is_some().then(|| view! { <p class="hint">{t.wrong_hint}</p> });
    view! {
        <li class="card">
            <h2>{item.name.clone()}</h2>
            <p class="hint">{item.reference.clone()} " · " {fill(t.written, &written)}</p>
            <p>{item.subject.clone()}</p>
            <p><strong>{item.recipient.clone()}</strong></p>
            <p>{why}</p>
            <details class="disclosure"><summary>{t.said}</summary><p class="said">{item.said.clone()}</p></details>
            <div class="cluster">{again}{wrong}{button("aside", "button-quiet", t.aside)}</div>
            {hint}
            <p><a href=format!("/console/debtor/{}", item.debtor_id)>{t.file}</a></p>
        </li>
    }
    .into_any()
}
