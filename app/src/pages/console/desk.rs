//! What an agent does with a conversation, above it: take it, put it aside, close it.

use super::conversation::Talk;
use crate::console_texts::{ConsoleTexts, OUTCOMES, outcome};
use crate::texts::console_desk::{self, texts};
use crate::texts::{console_talk, fill};
use effen::chat::desk::ContactReason;
use effen::kinds::Lang;
use leptos::prelude::*;

/// Until when a conversation can be put aside: stored in the form.
pub const SNOOZES: [&str; 4] = ["hour", "hours", "tomorrow", "own"];

/// What was chosen and could not be done, and why.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// One of [`SNOOZES`].
    pub snooze: String,
    /// A moment of one's own, as the field has it.
    pub own_at: String,
    /// Why they came, in a stored word.
    pub reason: String,
    /// How it ended, in a stored word.
    pub outcome: String,
    /// Field and sentence.
    pub errors: Vec<(&'static str, String)>,
}

/// A matter that ended before.
#[derive(Debug, Clone)]
pub struct Ended {
    /// When, in words.
    pub time: String,
    /// Why they came.
    pub reason: Option<ContactReason>,
    /// How it ended, in a stored word.
    pub outcome: String,
    /// What the debtor thought of it, of five.
    pub rating: Option<i64>,
}

/// See the module.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// Put aside until then, in words.
    pub snoozed: Option<String>,
    /// What was chosen and could not be done.
    pub typed: Typed,
    /// Matters that ended before, the latest first.
    pub ended: Vec<Ended>,
}

/// Beside the name: who has it, and taking it.
pub fn head(lang: Lang, t: &'static ConsoleTexts, talk: &Talk) -> AnyView {
    let who = talk.agent.clone().map(|name| view! { <span class="hint">{t.taken_by.replace("{name}", &name)}</span> });
    let take = talk.may_take.then(|| {
        let words = if talk.closed.is_some() { console_talk::texts(lang).reopen } else { t.take };
        view! {
            <form method="post" action=format!("/console/conversation/{}/take", talk.id)>
                <button class="button-quiet" type="submit">{words}</button>
            </form>
        }
    });
    let how = talk.closed.clone().filter(|word| !word.is_empty());
    let how = how.map(|word| view! { <span class="hint">{outcome(lang, &word)}</span> });
    let until = talk.desk.snoozed.clone();
    let until =
        until.map(|time| view! { <span class="hint">{fill(texts(lang).snoozed_until, &[("time", &time)])}</span> });
    view! { <div class="console-desk">{who}{how}{until}{take}</div> }.into_any()
}

/// Putting aside and closing, folded; how it ended before.
pub fn folded(lang: Lang, t: &'static ConsoleTexts, talk: &Talk) -> AnyView {
    let d = texts(lang);
    let typed = talk.desk.typed.clone();
    let errors = typed.errors.clone();
    let open = !errors.is_empty();
    let forms = talk.closed.is_none().then(|| {
        view! { {snooze(lang, &talk.id, &typed)} {close(lang, t, &talk.id, &typed)} }
    });
    let ended = (!talk.desk.ended.is_empty()).then(|| {
        let items = talk.desk.ended.iter().map(|one| ended(lang, one)).collect_view();
        view! { <div><p class="hint">{d.ended_before}</p><ol class="reasons">{items}</ol></div> }
    });
    if forms.is_none() && ended.is_none() {
        return ().into_any();
    }
    view! {
        <crate::parts::ErrorSummary title=d.error_title errors=errors/>
        <details class="disclosure" id="desk" open=open>
            <summary>{d.fold}</summary>
            <div class="stack-tight">{forms}{ended}</div>
        </details>
    }
    .into_any()
}

fn ended(lang: Lang, one: &Ended) -> AnyView {
    let d = texts(lang);
    let reason = one.reason.map(|reason| console_desk::reason(lang, reason).to_owned()).unwrap_or_default();
    let rated = one.rating.map(|rating| fill(d.rated, &[("n", &rating.to_string())])).unwrap_or_default();
    let parts = [one.time.clone(), reason, outcome(lang, &one.outcome), rated];
    let line = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    view! { <li>{line}</li> }.into_any()
}

fn snooze(lang: Lang, id: &str, typed: &Typed) -> AnyView {
    let d = texts(lang);
    let words = [d.in_hour, d.in_hours, d.tomorrow, d.own];
    let options = SNOOZES
        .iter()
        .zip(words)
        .map(|(value, words)| {
            let chosen = typed.snooze == *value;
            view! { <option value=*value selected=chosen>{words}</option> }
        })
        .collect_view();
    view! {
        <form method="post" action=format!("/console/conversation/{id}/snooze") class="console-close">
            <label for="snooze">{d.snooze_for}</label>
            <select id="snooze" name="until">{options}</select>
            <label for="own-at">{d.own_at}</label>
            <input id="own-at" name="own_at" type="datetime-local" value=typed.own_at.clone()/>
            <button class="button-quiet" type="submit">{d.snooze}</button>
        </form>
    }
    .into_any()
}

fn close(lang: Lang, t: &'static ConsoleTexts, id: &str, typed: &Typed) -> AnyView {
    let d = texts(lang);
    let reasons = ContactReason::ALL
        .iter()
        .map(|reason| {
            let chosen = typed.reason == reason.as_str();
            view! { <option value=reason.as_str() selected=chosen>{console_desk::reason(lang, *reason)}</option> }
        })
        .collect_view();
    let outcomes = OUTCOMES
        .iter()
        .map(|word| {
            let chosen = typed.outcome == *word;
            view! { <option value=*word selected=chosen>{outcome(lang, word)}</option> }
        })
        .collect_view();
    view! {
        <form method="post" action=format!("/console/conversation/{id}/close") class="console-close">
            <label for="reason">{d.reason}</label>
            <select id="reason" name="reason" required><option value="">{d.choose}</option>{reasons}</select>
            <label for="outcome">{t.outcome}</label>
            <select id="outcome" name="outcome">{outcomes}</select>
            <button class="button-quiet" type="submit">{t.close}</button>
        </form>
    }
    .into_any()
}
