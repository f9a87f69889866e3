//! What agents tell each other about a conversation: above the chat, folded until there is something.

use crate::pages::chat::escape;
use crate::texts::console_talk::{ConsoleTalkTexts, texts};
use crate::texts::{console_desk, fill};
use effen::chat::BODY_CHARS_MAX;
use effen::chat::desk::Skill;
use effen::kinds::Lang;
use leptos::prelude::*;

/// Who got a conversation with a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handed {
    /// Nobody.
    No,
    /// The queue.
    Queue,
    /// A colleague, by name.
    To(String),
}

/// A note.
#[derive(Debug, Clone)]
pub struct Note {
    /// Who wrote it.
    pub agent: String,
    /// Was the conversation handed over with it?
    pub handed: Handed,
    /// The text.
    pub body: String,
    /// When, in words.
    pub time: String,
}

/// Why a note was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteError {
    /// Nothing in it.
    Empty,
    /// Too long.
    Long,
    /// The colleague or the form is no longer valid.
    Gone,
}

/// The notes and the form for the next one.
#[derive(Debug, Clone)]
pub struct Notes {
    /// The latest first.
    pub list: Vec<Note>,
    /// Colleagues who can take over: id and name.
    pub colleagues: Vec<(String, String)>,
    /// The form's key.
    pub key: String,
    /// What was typed and could not be taken, for whom, and why.
    pub refused: Option<(String, String, NoteError)>,
}

/// The fold.
pub fn notes(lang: Lang, conversation: Option<&str>, notes: Notes) -> AnyView {
    let t = texts(lang);
    let open = !notes.list.is_empty() || notes.refused.is_some();
    let summary = fill(t.summary, &[("n", &notes.list.len().to_string())]);
    let error = notes.refused.as_ref().map(|(_, _, why)| {
        let text = match why {
            NoteError::Empty => t.error_empty,
            NoteError::Long => t.error_long,
            NoteError::Gone => t.error_gone,
        };
        view! { <crate::parts::ErrorSummary title=t.error_title errors=vec![("note", text.to_owned())]/> }
    });
    let items = notes.list.iter().cloned().map(|note| item(t, note)).collect_view();
    view! {
        {error}
        <details class="disclosure" open=open>
            <summary>{summary}</summary>
            <div class="stack-tight">
                <p class="hint">{t.lead}</p>
                <ol class="reasons">{items}</ol>
                {conversation.map(|id| form(lang, t, id, notes))}
            </div>
        </details>
    }
    .into_any()
}

fn item(t: &'static ConsoleTalkTexts, note: Note) -> AnyView {
    let who = match &note.handed {
        Handed::No => note.agent,
        Handed::Queue => fill(t.handed_queue, &[("agent", &note.agent)]),
        Handed::To(name) => fill(t.handed, &[("agent", &note.agent), ("name", name)]),
    };
    view! { <li><p class="hint">{note.time} " · " {who}</p><p>{note.body}</p></li> }.into_any()
}

fn form(lang: Lang, t: &'static ConsoleTalkTexts, conversation: &str, notes: Notes) -> AnyView {
    let (typed, chosen) = notes.refused.map(|(body, to, _)| (escape(&body), to)).unwrap_or_default();
    let invalid = (!typed.is_empty() || !chosen.is_empty()).then_some("true");
    let option = |value: String, text: String| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{text}</option> }
    };
    let colleagues =
        notes.colleagues.into_iter().map(|(id, name)| option(id, fill(t.hand, &[("name", &name)]))).collect_view();
    let (nobody, queue) = (option(String::new(), t.nobody.to_owned()), option("queue".into(), t.queue.to_owned()));
    let d = console_desk::texts(lang);
    let skills = Skill::ALL
        .iter()
        .map(|skill| view! { <option value=skill.as_str()>{console_desk::skill(lang, *skill)}</option> })
        .collect_view();
    view! {
        <form method="post" action=format!("/console/conversation/{conversation}/note") class="stack-tight">
            <input type="hidden" name="key" value=notes.key/>
            <div class="field">
                <label for="note">{t.label}</label>
                <textarea
                    id="note" name="body" rows="2" required maxlength=BODY_CHARS_MAX.to_string()
                    aria-invalid=invalid inner_html=typed
                ></textarea>
            </div>
            <div class="console-close">
                <label for="note-to">{t.to}</label>
                <select id="note-to" name="to">{nobody}{queue}{colleagues}</select>
                <label for="note-skill">{d.skill}</label>
                <select id="note-skill" name="skill"><option value="">{d.skill_file}</option>{skills}</select>
                <label class="choice"><input type="checkbox" name="first" value="1"/><span>{d.put_first}</span></label>
                <button class="button-quiet" type="submit">{t.save}</button>
            </div>
        </form>
    }
    .into_any()
}
