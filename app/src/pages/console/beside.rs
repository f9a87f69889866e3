//! Up to three of an agent's conversations beside each other: each with its messages and a field to answer.

use super::conversation::{live_words, log_words};
use crate::console_texts::texts;
use crate::islands::console::AgentChat;
use crate::islands::console::view::QueueView;
use crate::pages::chat::attach_at;
use crate::parts::chat_log::chat_log_at;
use crate::parts::files::FileLimits;
use crate::texts::console_talk;
use effen::chat::mark::Marks;
use effen::chat::{Author, BODY_CHARS_MAX, Message};
use effen::kinds::Lang;
use leptos::prelude::*;

/// A conversation of the agent's own.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its id.
    pub id: String,
    /// The debtor's name.
    pub name: String,
    /// The latest messages.
    pub messages: Vec<Message>,
    /// The number of the last of them.
    pub last: i64,
    /// How far the debtor has come.
    pub marks: Marks,
    /// The id the form's message will have.
    pub client_id: String,
    /// The page without this one.
    pub without: String,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct BesideModel {
    /// Language of the agent.
    pub lang: Lang,
    /// Who waits.
    pub queue: QueueView,
    /// The agent's id.
    pub me: String,
    /// The conversations, in their order.
    pub columns: Vec<Column>,
    /// The agent's other conversations: the page with it, and the name.
    pub others: Vec<(String, String)>,
    /// The page as it is: where an answer comes back to.
    pub here: String,
    /// What may be sent along.
    pub limits: FileLimits,
}

/// What is put behind the ids of a column, from 0.
fn at(place: usize) -> String {
    format!("-{}", place + 1)
}

/// The page.
pub fn page(model: BesideModel) -> AnyView {
    let (lang, t, b) = (model.lang, texts(model.lang), console_talk::texts(model.lang));
    let none = model.columns.is_empty().then(|| view! { <p>{b.beside_none}</p> });
    let fields = model.columns.iter().enumerate();
    let fields = fields.map(|(place, column)| (column.name.clone(), format!("#chat-body{}", at(place)))).collect();
    let columns = model.columns.into_iter().enumerate();
    let columns =
        columns.map(|(place, one)| column(lang, place, (&model.me, &model.here), model.limits, one)).collect_view();
    let others = model.others.into_iter().map(|(href, name)| {
        view! { <a class="button-quiet" href=href>{b.beside_add.replace("{name}", &name)}</a> }
    });
    let others = others.collect_view();
    view! {
        <div class="console console-wide">
            {super::side_beside(lang, t, model.queue, fields)}
            <section class="beside-talks" aria-label=b.beside>
                <div class="split"><h1>{b.beside}</h1><p class="cluster">{others}</p></div>
                {none}
                <div class="beside">{columns}</div>
            </section>
        </div>
    }
    .into_any()
}

fn column(lang: Lang, place: usize, (me, here): (&str, &str), limits: FileLimits, column: Column) -> AnyView {
    let (t, b, at) = (texts(lang), console_talk::texts(lang), at(place));
    let words = log_words(lang, t, &column.name);
    let log = chat_log_at(words, Author::Agent, column.messages, column.marks, Some(t.empty), &at);
    let (heading, field) = (format!("beside{at}"), format!("chat-body{at}"));
    let label = format!("{}: {}", t.answer, column.name);
    let full = format!("/console/conversation/{}", column.id);
    view! {
        <section class="beside-talk" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()><a href=full.clone()>{column.name.clone()}</a></h2>
            <p class="cluster">
                <a href=full.clone()>{b.beside_file}</a>
                <a href=column.without>{b.beside_close.replace("{name}", &column.name)}</a>
            </p>
            <div class="chat">
                {log}
                <p class="chat-presence" id=format!("chat-status{at}")></p>
                <form
                    class="composer" id=format!("composer{at}") method="post" action=format!("{full}/send")
                    enctype="multipart/form-data"
                >
                    <input type="hidden" name="id" value=column.client_id/>
                    <input type="hidden" name="back" value=format!("{here}#composer{at}")/>
                    <div class="field">
                        <label class="visually-hidden" for=field.clone()>{label}</label>
                        <textarea
                            id=field name="body" rows="2" maxlength=BODY_CHARS_MAX.to_string() title=t.answer_hint
                        ></textarea>
                    </div>
                    <button class="button" type="submit">{t.send}</button>
                    {attach_at(b.attach, limits, None, lang, &at)}
                </form>
            </div>
            <AgentChat
                id=column.id me=me.to_owned() words=live_words(lang, t, &column.name) after=column.last marks=column.marks at=at
            />
        </section>
    }
    .into_any()
}
