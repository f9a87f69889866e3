//! The debtor's chat. Rendered whole on the server with a plain form; the island brings it to life.

use crate::islands::chat::{DebtorChat, LiveWords};
use crate::parts::chat_log::{LogWords, chat_log};
use crate::parts::files::{FileLimits, file_field_at};
use crate::texts::chat::{ChatTexts, texts};
use crate::texts::opening;
use effen::chat::hours::Expectation;
use effen::chat::mark::Marks;
use effen::chat::waiting::Waiting;
use effen::chat::{Author, BODY_CHARS_MAX, Message, Refusal};
use effen::kinds::Lang;
use jiff::civil::Date;
use leptos::prelude::*;

/// What the chat is about.
#[derive(Debug, Clone)]
pub struct About {
    /// The claim.
    pub claim_id: String,
    /// The creditor's number of it.
    pub number: String,
    /// Whose it is.
    pub creditor: String,
}

/// What can be done besides writing: rating how it went, taking the conversation along, being called.
#[derive(Debug, Clone, Default)]
pub struct Ended {
    /// Is there a conversation at all?
    pub any: bool,
    /// Did a matter end that was not rated yet?
    pub unrated: bool,
    /// Where the conversation can be mailed to, in part; '' for nowhere.
    pub mail_to: String,
    /// The key of its forms.
    pub key: String,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct ChatModel {
    /// Language.
    pub lang: Lang,
    /// The latest messages, oldest first.
    pub messages: Vec<Message>,
    /// Are there older ones than these?
    pub earlier: bool,
    /// The number of the last message there is.
    pub last: i64,
    /// How far agents have come.
    pub marks: Marks,
    /// Was it closed?
    pub closed: bool,
    /// What can be done besides writing.
    pub ended: Ended,
    /// What it is about.
    pub about: Option<About>,
    /// Where the debtor stands in the queue.
    pub waiting: Option<Waiting>,
    /// Whether we are open, and when an answer may be expected.
    pub expectation: Expectation,
    /// The mark of the file the page is made for.
    pub whose: String,
    /// A colleague at the company that the debtor is, by their access; '': the debtor.
    pub writer: String,
    /// Today.
    pub today: Date,
    /// The id the form's message will have.
    pub client_id: String,
    /// What may be sent along.
    pub limits: FileLimits,
    /// Why the last try was not taken, with what was typed.
    pub refused: Option<Refused>,
}

/// A try that was not taken.
#[derive(Debug, Clone)]
pub struct Refused {
    /// Why.
    pub why: Why,
    /// What was typed.
    pub typed: String,
}

/// Why a message was not taken.
#[derive(Debug, Clone)]
pub enum Why {
    /// The message itself.
    Message(Refusal),
    /// A file, in a sentence.
    Files(String),
}

/// The page.
pub fn page(model: ChatModel) -> AnyView {
    let t = texts(model.lang);
    let expectation = opening::sentence(model.expectation, model.today, model.lang);
    let words = LogWords {
        label: t.list_label,
        agent: t.agent,
        us: t.us,
        sent: t.sent,
        delivered: t.delivered,
        read: t.read,
        you: t.you,
        them: "",
    };
    let first = model.messages.first().map_or(0, |message| message.seq);
    let earlier =
        model.earlier.then(|| view! { <p><a href=format!("/chat?before={first}")>{t.earlier}</a></p> }.into_any());
    let words_live = live_words(t);
    let status = match model.waiting {
        _ if model.closed => Some(t.closed.to_owned()),
        waiting => waiting.map(|waiting| words_live.waiting(waiting)),
    };
    let log = chat_log(words, Author::Debtor, model.messages.clone(), model.marks, Some(t.empty));
    view! {
        <h1>{t.title}</h1>
        <p class="lead">{expectation}</p>
        {model.about.clone().map(|about| about_line(t, about))}
        {model.refused.clone().map(|refused| error(t, refused.why))}
        {earlier}
        <div class="chat" id="chat">
            {log}
            <p class="chat-presence" id="chat-status">{status}</p>
            {composer(t, &model)}
        </div>
        {ended(model.lang, model.closed, &model.ended)}
        <noscript><p><a class="button-quiet" href="/chat#last">{t.refresh}</a></p></noscript>
        <DebtorChat
            words=words_live
            after=model.last
            marks=model.marks
            about=model.about.map(|about| about.claim_id)
            whose=model.whose
            writer=model.writer
            helping=None
        />
    }
    .into_any()
}

fn ended(lang: Lang, closed: bool, ended: &Ended) -> AnyView {
    let t = crate::texts::chat_end::texts(lang);
    let rating = (ended.any && closed && ended.unrated).then(|| {
        let words = [t.rate_1, t.rate_2, t.rate_3, t.rate_4, t.rate_5];
        let choices = words
            .into_iter()
            .zip(1..)
            .map(|(word, n)| {
                view! { <label class="choice"><input type="radio" name="rating" value=n.to_string() required/><span>{word}</span></label> }
            })
            .collect_view();
        view! {
            <form method="post" action="/chat/rate" class="card stack-tight">
                <fieldset class="choices"><legend>{t.rate}</legend>{choices}</fieldset>
                <button class="button" type="submit">{t.rate_send}</button>
            </form>
        }
    });
    let transcript = ended.any.then(|| {
        let key = ended.key.clone();
        match ended.mail_to.is_empty() {
            true => view! { <p class="hint">{t.no_mail}</p> }.into_any(),
            false => view! {
                <form method="post" action="/chat/transcript">
                    <crate::parts::FormKey key=key/>
                    <button class="button-quiet" type="submit">{t.transcript.replace("{mail}", &ended.mail_to)}</button>
                </form>
            }
            .into_any(),
        }
    });
    view! {
        {rating}
        <div class="cluster">{transcript}<a class="button-quiet" href="/help#callback">{t.call_me}</a></div>
    }
    .into_any()
}

fn about_line(t: &'static ChatTexts, about: About) -> AnyView {
    let text = t.about.replace("{number}", &about.number).replace("{creditor}", &about.creditor);
    let href = format!("/invoice/{}", about.claim_id);
    view! { <p>{text} " " <a href=href>{t.about_link}</a></p> }.into_any()
}

fn error(t: &'static ChatTexts, why: Why) -> AnyView {
    let (field, text) = match why {
        Why::Files(text) => ("files", text),
        Why::Message(Refusal::NoRoom) => ("chat-body", t.error_room.to_owned()),
        Why::Message(Refusal::Empty) => ("chat-body", t.error_empty.to_owned()),
        Why::Message(Refusal::TooLong) => ("chat-body", t.error_long.replace("{max}", &BODY_CHARS_MAX.to_string())),
        Why::Message(Refusal::BadId | Refusal::TooMany | Refusal::NotNow) => ("chat-body", t.error_reused.to_owned()),
    };
    view! { <crate::parts::ErrorSummary title=t.error_title errors=vec![(field, text)]/> }.into_any()
}

fn composer(t: &'static ChatTexts, model: &ChatModel) -> AnyView {
    // Leptos does not escape the children of a textarea: this does.
    let typed = model.refused.as_ref().map(|refused| escape(&refused.typed)).unwrap_or_default();
    let about = model.about.as_ref().map(|about| about.claim_id.clone());
    let (invalid, wrong) = match &model.refused {
        Some(Refused { why: Why::Files(text), .. }) => (None, Some(text.clone())),
        Some(_) => (Some("true"), None),
        None => (None, None),
    };
    let send = format!("/chat/send?whose={}", model.whose);
    view! {
        <form class="composer" id="composer" method="post" action=send enctype="multipart/form-data">
            <input type="hidden" name="id" value=model.client_id.clone()/>
            {about.map(|claim| view! { <input type="hidden" name="about" value=claim/> })}
            <div class="field">
                <label for="chat-body">{t.label}</label>
                <textarea
                    id="chat-body" name="body" rows="2" maxlength=BODY_CHARS_MAX.to_string()
                    aria-describedby="chat-hint" aria-invalid=invalid inner_html=typed
                ></textarea>
                <p class="hint" id="chat-hint">{t.hint}</p>
            </div>
            <button class="button" type="submit">{t.send}</button>
            {attach(t.attach, model.limits, wrong, model.lang)}
        </form>
    }
    .into_any()
}

/// Choosing files to send along: folded away, open when something is wrong with them.
pub(crate) fn attach(label: &'static str, limits: FileLimits, wrong: Option<String>, lang: Lang) -> AnyView {
    attach_at(label, limits, wrong, lang, "")
}

/// The same where several stand on one page; `at` is put behind the ids.
pub(crate) fn attach_at(
    label: &'static str,
    limits: FileLimits,
    wrong: Option<String>,
    lang: Lang,
    at: &str,
) -> AnyView {
    let open = wrong.is_some();
    view! {
        <details class="disclosure composer-files" open=open>
            <summary>{label}</summary>
            {file_field_at(limits, wrong, lang, at)}
        </details>
    }
    .into_any()
}

/// A text as the content of an element.
pub(crate) fn escape(text: &str) -> String {
    // A line break right after the opening tag would be swallowed.
    let lead = if text.starts_with('\n') { "\n" } else { "" };
    format!("{lead}{}", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

pub(crate) fn live_words(t: &'static ChatTexts) -> LiveWords {
    LiveWords {
        agent: t.agent.into(),
        us: t.us.into(),
        you: t.you.into(),
        them: t.us.into(),
        sending: t.sending.into(),
        sent: t.sent.into(),
        delivered: t.delivered.into(),
        read: t.read.into(),
        refused: t.refused.into(),
        typing: t.typing.into(),
        offline: t.offline.into(),
        ended: t.ended.into(),
        closed: t.closed.into(),
        here: String::new(),
        place: t.place.into(),
        place_minutes: t.place_minutes.into(),
        announce: t.announce.into(),
    }
}
