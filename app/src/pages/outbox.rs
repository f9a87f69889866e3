//! The demonstration's sent messages.

use crate::texts::demo::{DemoTexts, texts};
use effen::kinds::Lang;
use leptos::prelude::*;

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// 'email', 'sms', 'letter', …
    pub channel: String,
    /// When, as people read it.
    pub at: String,
    /// Receiver.
    pub to: String,
    /// Subject, or ''.
    pub subject: String,
    /// The message.
    pub text: String,
}

/// The page's title.
pub fn title(lang: Lang) -> &'static str {
    texts(lang).outbox
}

/// The page: newest first, the first one open.
pub fn page(lang: Lang, sent: Vec<Sent>) -> AnyView {
    let t = texts(lang);
    let empty = sent.is_empty().then(|| view! { <p>{t.outbox_empty}</p> });
    let items = sent.into_iter().enumerate().map(|(place, message)| item(message, place == 0, t)).collect_view();
    view! {
        <h1>{t.outbox}</h1>
        <p class="lead">{t.outbox_lead}</p>
        {empty}
        <ul class="outbox">{items}</ul>
        <p><a class="back-link" href="/demo">{t.back}</a></p>
    }
    .into_any()
}

fn item(message: Sent, open: bool, t: &'static DemoTexts) -> AnyView {
    let channel = match message.channel.as_str() {
        "email" => t.channels[0],
        "sms" => t.channels[1],
        "letter" => t.channels[2],
        // A name, the same in every language.
        "whatsapp" => "WhatsApp",
        _ => t.channels[3],
    };
    let head =
        [channel, &message.at, &message.to].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <li>
            <details class="disclosure" open=open>
                <summary><strong>{message.subject}</strong> " " <span class="hint">{head}</span></summary>
                <div class="mail">{with_links(&message.text)}</div>
            </details>
        </li>
    }
    .into_any()
}

/// Addresses in a text become links.
fn with_links(text: &str) -> Vec<AnyView> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("http://").into_iter().chain(rest.find("https://")).min() {
        let (before, from) = rest.split_at(start);
        let end = from.find(|sign: char| sign.is_whitespace() || sign == '<' || sign == '>').unwrap_or(from.len());
        let (address, after) = from.split_at(end);
        let trimmed = address.trim_end_matches(['.', ',', ')', ';']);
        parts.push(before.to_owned().into_any());
        parts.push(view! { <a href=trimmed.to_owned()>{trimmed.to_owned()}</a> }.into_any());
        parts.push(address[trimmed.len()..].to_owned().into_any());
        rest = after;
    }
    parts.push(rest.to_owned().into_any());
    parts
}
