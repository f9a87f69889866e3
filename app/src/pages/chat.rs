//! The debtor's chat. Rendered whole on the server with a plain form; the island brings it to life.

use crate::islands::chat::{DebtorChat, LiveWords};
use crate::parts::chat_log::{LogWords, chat_log};
use crate::texts::chat::{ChatTexts, texts};
use effen::chat::waiting::Waiting;
use effen::chat::{Author, BODY_CHARS_MAX, Expectation, Message, Refusal};
use effen::kinds::Lang;
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
    /// An agent has read up to here.
    pub read: i64,
    /// Was it closed?
    pub closed: bool,
    /// What can be done besides writing.
    pub ended: Ended,
    /// What it is about.
    pub about: Option<About>,
    /// Where the debtor stands in the queue.
    pub waiting: Option<Waiting>,
    /// When an answer may be expected.
    pub expectation: Expectation,
    /// The mark of the file the page is made for.
    pub whose: String,
    /// The id the form's message will have.
    pub client_id: String,
    /// Why the last try was not taken, with what was typed.
    pub refused: Option<(Refusal, String)>,
}

/// The page.
pub fn page(model: ChatModel) -> AnyView {
    let t = texts(model.lang);
    let expectation = match model.expectation {
        Expectation::Now => t.expect_now,
        Expectation::Today => t.expect_today,
        Expectation::Later => t.expect_later,
    };
    let words = LogWords { label: t.list_label, agent: t.agent, us: t.us, arrived: t.arrived, read: t.read };
    let first = model.messages.first().map_or(0, |message| message.seq);
    let earlier =
        model.earlier.then(|| view! { <p><a href=format!("/chat?before={first}")>{t.earlier}</a></p> }.into_any());
    let words_live = live_words(t);
    let status = match model.waiting {
        _ if model.closed => Some(t.closed.to_owned()),
        waiting => waiting.map(|waiting| words_live.waiting(waiting)),
    };
    let log = chat_log(words, Author::Debtor, model.messages.clone(), model.read, Some(t.empty));
    view! {
        <h1>{t.title}</h1>
        <p class="lead">{expectation}</p>
        {model.about.clone().map(|about| about_line(t, about))}
        {model.refused.clone().map(|(why, _)| error(t, why))}
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
            read=model.read
            about=model.about.map(|about| about.claim_id)
            whose=model.whose
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

fn error(t: &'static ChatTexts, why: Refusal) -> AnyView {
    let text = match why {
        Refusal::Empty => t.error_empty.to_owned(),
        Refusal::TooLong => t.error_long.replace("{max}", &BODY_CHARS_MAX.to_string()),
        Refusal::BadId | Refusal::TooMany | Refusal::NotNow => t.error_reused.to_owned(),
    };
    view! { <crate::parts::ErrorSummary title=t.error_title errors=vec![("chat-body", text)]/> }.into_any()
}

fn composer(t: &'static ChatTexts, model: &ChatModel) -> AnyView {
    // Leptos does not escape the children of a textarea: this does.
    let typed = model.refused.as_ref().map(|(_, typed)| escape(typed)).unwrap_or_default();
    let about = model.about.as_ref().map(|about| about.claim_id.clone());
    let invalid = model.refused.is_some().then_some("true");
    let send = format!("/chat/send?whose={}", model.whose);
    view! {
        <form class="composer" id="composer" method="post" action=send>
            <input type="hidden" name="id" value=model.client_id.clone()/>
            {about.map(|claim| view! { <input type="hidden" name="about" value=claim/> })}
            <div class="field">
                <label for="chat-body">{t.label}</label>
                <textarea
                    id="chat-body" name="body" rows="2" required maxlength=BODY_CHARS_MAX.to_string()
                    aria-describedby="chat-hint" aria-invalid=invalid inner_html=typed
                ></textarea>
                <p class="hint" id="chat-hint">{t.hint}</p>
            </div>
            <button class="button" type="submit">{t.send}</button>
        </form>
    }
    .into_any()
}

/// A text as the content of an element.
pub(crate) fn escape(text: &str) -> String {
    // A line break right after the opening tag would be swallowed.
    let lead = if text.starts_with('\n') { "\n" } else { "" };
    format!("{lead}{}", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

fn live_words(t: &'static ChatTexts) -> LiveWords {
    LiveWords {
        agent: t.agent.into(),
        us: t.us.into(),
        them: t.us.into(),
        sending: t.sending.into(),
        arrived: t.arrived.into(),
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
