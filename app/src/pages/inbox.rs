//! Every message and letter we sent.

use crate::texts::documents;
use crate::texts::fill;
use crate::texts::inbox::{InboxTexts, texts};
use effen::dates::{long, short_near};
use effen::kinds::{Channel, Lang};
use jiff::civil::Date;
use leptos::prelude::*;

/// One message.
#[derive(Debug, Clone)]
pub struct MessageItem {
    /// Its id.
    pub id: String,
    /// By which channel.
    pub channel: Channel,
    /// To which address; '' for a letter.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// The text as it was sent.
    pub text: String,
    /// The claim it is about.
    pub claim_id: Option<String>,
    /// When.
    pub sent_on: Date,
    /// The letter it was, where one is made again from the books.
    pub letter: Option<String>,
}

/// What the list shows.
#[derive(Debug, Clone)]
pub struct InboxModel {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// The newest first.
    pub messages: Vec<MessageItem>,
}

fn channel_words(channel: Channel, t: &'static InboxTexts) -> &'static str {
    match channel {
        Channel::Email => t.by_email,
        Channel::Sms => t.by_sms,
        Channel::Letter => t.by_letter,
        Channel::Phone => t.by_phone,
        _ => t.by_other,
    }
}

/// The list.
pub fn list(model: InboxModel) -> AnyView {
    let t = texts(model.lang);
    let rows = model
        .messages
        .iter()
        .map(|message| {
            let (href, subject) = (format!("/inbox/{}", message.id), message.subject.clone());
            let when = short_near(message.sent_on, model.today, model.lang);
            let channel = channel_words(message.channel, t);
            view! {
                <li>
                    <a class="claim-row" href=href>
                        <span>{subject} <br/> <small>{channel}</small></span> " " <span class="hint">{when}</span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect_view();
    let none = model.messages.is_empty().then(|| view! { <p>{t.none}</p> });
    view! { <h1>{t.title}</h1> <p class="lead">{t.lead}</p> {none} <ul class="claim-list">{rows}</ul> }.into_any()
}

/// One message, as it was sent.
pub fn message(lang: Lang, message: MessageItem) -> AnyView {
    let t = texts(lang);
    let date = long(message.sent_on, lang);
    let sent = if message.recipient.is_empty() {
        fill(t.sent, &[("date", &date)])
    } else {
        fill(t.sent_to, &[("to", &message.recipient), ("date", &date)])
    };
    let paragraphs = message
        .text
        .split("\n\n")
        .filter(|part| !part.trim().is_empty())
        .map(|part| {
            let lines = part.lines().map(|line| view! { {line.to_owned()} <br/> }).collect_view();
            view! { <p>{lines}</p> }.into_any()
        })
        .collect_view();
    let about = message
        .claim_id
        .clone()
        .map(|id| view! { <a class="button-quiet" href=format!("/invoice/{id}")>{t.about}</a> });
    let letter = message.letter.clone().map(|href| {
        view! { <a class="button" href=href download="">{documents::texts(lang).formal_plain}</a> }
    });
    let chat = message.claim_id.map_or("/chat".to_owned(), |id| format!("/chat?about={id}"));
    view! {
        <p><a href="/inbox">{t.back}</a></p>
        <h1>{message.subject}</h1>
        <p class="hint">{channel_words(message.channel, t)} " · " {sent}</p>
        <article class="card stack">{paragraphs}</article>
        <p class="cluster">{letter} {about} <a class="button-quiet" href=chat>{t.ask}</a></p>
    }
    .into_any()
}
