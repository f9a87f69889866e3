//! A conversation with the file beside it; or the file alone, where there is no chat.

use super::notes::{Notes, notes};
use crate::console_texts::{ConsoleTexts, OUTCOMES, outcome, texts};
use crate::islands::chat::LiveWords;
use crate::islands::console::view::{FileView, QueueView};
use crate::islands::console::{AgentChat, File};
use crate::pages::chat::escape;
use crate::parts::chat_log::{LogWords, chat_log};
use crate::texts::console_talk;
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
    /// The debtor has read up to here.
    pub read: i64,
    /// Was it closed, and with which outcome?
    pub closed: Option<String>,
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
    /// What agents tell each other about it.
    pub notes: Notes,
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
    let words = LogWords { label: t.talk, agent: t.colleague, us: t.us, arrived: t.arrived, read: t.read };
    let first = talk.messages.first().map_or(0, |message| message.seq);
    let earlier = talk.earlier.then(|| {
        view! { <p><a href=format!("/console/conversation/{}?before={first}", talk.id)>{t.earlier}</a></p> }
    });
    let about = talk.about.clone().map(|(number, creditor)| {
        view! { <p class="hint">{t.about.replace("{number}", &number).replace("{creditor}", &creditor)}</p> }
    });
    let log = chat_log(words, Author::Agent, talk.messages.clone(), talk.read, Some(t.empty));
    let status = talk.closed.is_some().then_some(t.closed);
    let live = live_words(t, &name);
    view! {
        <section class="console-talk" aria-label=t.talk>
            <div class="split"><h1>{name}</h1>{desk(lang, t, &talk)}</div>
            {about}
            {notes(lang, &talk.id, talk.notes.clone())}
            {earlier}
            <div class="chat" id="chat">
                {log}
                <p class="chat-presence" id="chat-status">{status}</p>
                {composer(t, &talk)}
            </div>
            <AgentChat id=talk.id words=live after=talk.last read=talk.read/>
        </section>
    }
    .into_any()
}

/// Taking and closing.
fn desk(lang: Lang, t: &'static ConsoleTexts, talk: &Talk) -> AnyView {
    let address = |act: &str| format!("/console/conversation/{}/{act}", talk.id);
    let who = talk.agent.clone().map(|name| view! { <span class="hint">{t.taken_by.replace("{name}", &name)}</span> });
    let take = talk.may_take.then(|| {
        let words = if talk.closed.is_some() { console_talk::texts(lang).reopen } else { t.take };
        view! { <form method="post" action=address("take")><button class="button-quiet" type="submit">{words}</button></form> }
    });
    let how = talk.closed.clone().filter(|word| !word.is_empty());
    let how = how.map(|word| view! { <span class="hint">{outcome(lang, &word)}</span> });
    let close = talk.closed.is_none().then(|| {
        let options =
            OUTCOMES.iter().map(|word| view! { <option value=*word>{outcome(lang, word)}</option> }).collect_view();
        view! {
            <form method="post" action=address("close") class="console-close">
                <label class="visually-hidden" for="outcome">{t.outcome}</label>
                <select id="outcome" name="outcome">{options}</select>
                <button class="button-quiet" type="submit">{t.close}</button>
            </form>
        }
    });
    view! { <div class="console-desk">{who}{how}{take}{close}</div> }.into_any()
}

fn composer(t: &'static ConsoleTexts, talk: &Talk) -> AnyView {
    view! {
        <form class="composer" id="composer" method="post" action=format!("/console/conversation/{}/send", talk.id)>
            <input type="hidden" name="id" value=talk.client_id.clone()/>
            <div class="field">
                <label class="visually-hidden" for="chat-body">{t.answer}</label>
                <textarea
                    id="chat-body" name="body" rows="2" required autofocus maxlength=BODY_CHARS_MAX.to_string()
                    title=t.answer_hint inner_html=escape(&talk.typed)
                ></textarea>
            </div>
            <button class="button" type="submit">{t.send}</button>
        </form>
    }
    .into_any()
}

fn live_words(t: &'static ConsoleTexts, name: &str) -> LiveWords {
    LiveWords {
        agent: t.colleague.into(),
        us: t.us.into(),
        them: name.to_owned(),
        sending: t.sending.into(),
        arrived: t.arrived.into(),
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
