//! A conversation with the file beside it; or the file alone, where there is no chat.

use super::desk::{self, Desk};
use super::notes::{Notes, notes};
use super::offer::{self, Offers};
use crate::console_texts::{ConsoleTexts, texts};
use crate::islands::chat::LiveWords;
use crate::islands::console::view::{FileView, QueueView};
use crate::islands::console::{AgentChat, File};
use crate::pages::chat::{attach, escape};
use crate::parts::chat_log::{LogWords, chat_log};
use crate::parts::files::FileLimits;
use crate::texts::{canned, chat, console_talk};
use effen::chat::mark::Marks;
use effen::chat::{Author, BODY_CHARS_MAX, Message};
use effen::kinds::Lang;
use leptos::prelude::*;

/// A conversation.
#[derive(Debug, Clone)]
pub struct Talk {
    /// Its id.
    pub id: String,
    /// The latest messages.
    pub messages: Vec<Message>,
    /// Are there older ones?
    pub earlier: bool,
    /// The number of the last message on the page.
    pub last: i64,
    /// How far the debtor has come.
    pub marks: Marks,
    /// Was it closed, and with which outcome?
    pub closed: Option<String>,
    /// The id of who looks.
    pub me: String,
    /// Do they answer? Who does not only reads along.
    pub answers: bool,
    /// Who answers.
    pub agent: Option<String>,
    /// Is that somebody else, or nobody?
    pub may_take: bool,
    /// Number and creditor of the claim it is about.
    pub about: Option<(String, String)>,
    /// The id the form's message will have.
    pub client_id: String,
    /// What was typed and could not be taken.
    pub typed: String,
    /// Why a file could not be taken.
    pub files_wrong: Option<String>,
    /// What may be sent along.
    pub limits: FileLimits,
    /// Canned answers: shortcut and title.
    pub canned: Vec<(String, String)>,
    /// Why a canned answer could not be put in.
    pub canned_error: Option<String>,
    /// What agents tell each other about it.
    pub notes: Notes,
    /// Putting aside, closing, and how it ended before.
    pub desk: Desk,
    /// Proposing something.
    pub offers: Offers,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct ConversationModel {
    /// Language of the agent.
    pub lang: Lang,
    /// Who waits.
    pub queue: QueueView,
    /// The conversation; none: the file alone.
    pub talk: Option<Talk>,
    /// The debtor's conversation, for a link from the file.
    pub conversation_id: Option<String>,
    /// The file.
    pub file: FileView,
}

/// The page.
pub fn page(model: ConversationModel) -> AnyView {
    let t = texts(model.lang);
    let lang = model.lang;
    let name = model.file.name.clone();
    let current = model.talk.as_ref().map(|talk| talk.id.clone());
    let class = if model.talk.is_some() { "console" } else { "console console-alone" };
    let talk = match model.talk {
        Some(talk) => conversation(lang, t, name, talk),
        None => alone(t, name, model.conversation_id),
    };
    view! {
        <div class=class>
            {super::side(lang, t, model.queue, current)}
            {talk}
            <aside class="console-file" aria-label=t.file><File lang=lang file=model.file/></aside>
        </div>
    }
    .into_any()
}

fn alone(t: &'static ConsoleTexts, name: String, conversation: Option<String>) -> AnyView {
    let link = conversation.map(|id| {
        view! { <p><a class="button" href=format!("/console/conversation/{id}")>{t.to_chat}</a></p> }
    });
    view! { <section class="console-talk" aria-label=t.file><h1>{name}</h1>{link}</section> }.into_any()
}

fn conversation(lang: Lang, t: &'static ConsoleTexts, name: String, talk: Talk) -> AnyView {
    let words = log_words(lang, t, &name);
    let first = talk.messages.first().map_or(0, |message| message.seq);
    let earlier = talk.earlier.then(|| {
        view! { <p><a href=format!("/console/conversation/{}?before={first}", talk.id)>{t.earlier}</a></p> }
    });
    let about = talk.about.clone().map(|(number, creditor)| {
        view! { <p class="hint">{t.about.replace("{number}", &number).replace("{creditor}", &creditor)}</p> }
    });
    let log = chat_log(words, Author::Agent, talk.messages.clone(), talk.marks, Some(t.empty));
    let wrong = talk.files_wrong.clone().map(|text| {
        let title = console_talk::texts(lang).files_error;
        view! { <crate::parts::ErrorSummary title=title errors=vec![("files", text)]/> }
    });
    let status = talk.closed.is_some().then_some(t.closed);
    let live = live_words(lang, t, &name);
    view! {
        <section class="console-talk" aria-label=t.talk>
            <div class="split"><h1>{name}</h1>{desk::head(lang, t, &talk)}</div>
            {about}
            {wrong}
            <div class="folds">
                {talk.answers.then(|| view! { {desk::folded(lang, t, &talk)} {offer::folded(lang, &talk)} })}
                {notes(lang, talk.answers.then_some(talk.id.as_str()), talk.notes.clone())}
            </div>
            {earlier}
            <div class="chat" id="chat">
                {log}
                <p class="chat-presence" id="chat-status">{status}</p>
                {if talk.answers { composer(lang, t, &talk) } else { reads_along(lang) }}
            </div>
            <AgentChat id=talk.id me=talk.me words=live after=talk.last marks=talk.marks at=String::new()/>
        </section>
    }
    .into_any()
}

fn reads_along(lang: Lang) -> AnyView {
    view! { <p class="hint">{console_talk::texts(lang).reads_along}</p> }.into_any()
}

fn composer(lang: Lang, t: &'static ConsoleTexts, talk: &Talk) -> AnyView {
    let action = format!("/console/conversation/{}/send", talk.id);
    view! {
        <form class="composer" id="composer" method="post" action=action enctype="multipart/form-data">
            <input type="hidden" name="id" value=talk.client_id.clone()/>
            <div class="field">
                <label class="visually-hidden" for="chat-body">{t.answer}</label>
                <textarea
                    id="chat-body" name="body" rows="2" autofocus maxlength=BODY_CHARS_MAX.to_string()
                    title=t.answer_hint inner_html=escape(&talk.typed)
                ></textarea>
            </div>
            <button class="button" type="submit">{t.send}</button>
            {insertion(lang, talk)}
            {attach(console_talk::texts(lang).attach, talk.limits, talk.files_wrong.clone(), lang)}
        </form>
    }
    .into_any()
}

/// Choosing a canned answer: it comes into the field, to be read and changed, and goes nowhere by itself.
fn insertion(lang: Lang, talk: &Talk) -> AnyView {
    let c = canned::texts(lang);
    let options = talk
        .canned
        .iter()
        .map(|(shortcut, title)| view! { <option value=shortcut.clone()>{format!("/{shortcut} · {title}")}</option> })
        .collect_view();
    let error = talk.canned_error.clone();
    view! {
        <div class="composer-canned">
            <label class="visually-hidden" for="canned">{c.choose}</label>
            <select id="canned" name="canned"><option value="">{c.choose}</option>{options}</select>
            <button
                class="button-quiet" id="canned-insert" type="submit" formnovalidate
                formenctype="application/x-www-form-urlencoded"
                formaction=format!("/console/conversation/{}/insert", talk.id)
            >{c.insert}</button>
            <p class="field-error" id="canned-told" role="status">{error}</p>
        </div>
    }
    .into_any()
}

/// The words around the messages of a debtor with this name.
pub(super) fn log_words<'a>(lang: Lang, t: &'static ConsoleTexts, name: &'a str) -> LogWords<'a> {
    LogWords {
        label: t.talk,
        agent: t.colleague,
        us: t.us,
        sent: t.sent,
        delivered: t.delivered,
        read: t.read,
        you: chat::texts(lang).you,
        them: name,
    }
}

pub(super) fn live_words(lang: Lang, t: &'static ConsoleTexts, name: &str) -> LiveWords {
    LiveWords {
        agent: t.colleague.into(),
        us: t.us.into(),
        you: chat::texts(lang).you.into(),
        them: name.to_owned(),
        sending: t.sending.into(),
        sent: t.sent.into(),
        delivered: t.delivered.into(),
        read: t.read.into(),
        refused: t.refused.into(),
        typing: format!("{name} {}", t.typing),
        offline: t.offline.into(),
        ended: t.ended.into(),
        closed: t.closed.into(),
        here: format!("{name} {}", t.here),
        place: String::new(),
        place_minutes: String::new(),
        announce: "{name}: {text}".into(),
    }
}
