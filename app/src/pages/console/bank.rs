//! Payments on bank statements: the list of those that belong to no file yet, and one of them with what it may be.

use crate::console_texts::texts as console_texts;
use crate::islands::console::view::QueueView;
use crate::pages::chat::escape;
use crate::parts::{ErrorSummary, FormKey};
use crate::texts::bank::{BankTexts, texts};
use crate::texts::fill;
use effen::bank::EntryState;
use effen::kinds::Lang;
use leptos::prelude::*;

/// Longest note, in characters.
pub const NOTE_CHARS_MAX: usize = 500;

/// Which payments the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// Those an agent is to look at.
    Open,
    /// Those that were set aside.
    Aside,
    /// Those that are booked, or went back.
    Booked,
}

impl Show {
    /// As the address says it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Show::Open => "open",
            Show::Aside => "aside",
            Show::Booked => "booked",
        }
    }
}

/// One payment of the list.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// The day, in words.
    pub day: String,
    /// The amount, in words.
    pub amount: String,
    /// The other side.
    pub who: String,
    /// What the payer wrote.
    pub text: String,
    /// Where it stands, in words.
    pub state: &'static str,
}

/// What the list shows.
#[derive(Debug, Clone)]
pub struct ListModel {
    /// Language.
    pub lang: Lang,
    /// Who waits.
    pub queue: QueueView,
    /// Which payments.
    pub show: Show,
    /// How many there are to look at, set aside, booked.
    pub counts: [i64; 3],
    /// What belongs to no file, by currency, in words.
    pub unassigned: Vec<String>,
    /// The payments.
    pub rows: Vec<Row>,
    /// Are there more?
    pub more: bool,
}

/// A claim that a payment may be booked on.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The claim.
    pub claim_id: String,
    /// Creditor and number.
    pub claim: String,
    /// The file's id.
    pub debtor_id: String,
    /// The file's reference and name.
    pub file: String,
    /// What is open, in words.
    pub open: String,
    /// Why it is proposed, in words.
    pub why: Vec<&'static str>,
}

/// A booked payment that may have gone back.
#[derive(Debug, Clone)]
pub struct Returnable {
    /// Its id.
    pub id: String,
    /// Day and amount.
    pub what: String,
    /// The file it was booked in.
    pub file: String,
}

/// What the page of one payment shows.
#[derive(Debug, Clone)]
pub struct EntryModel {
    /// Language.
    pub lang: Lang,
    /// Who waits.
    pub queue: QueueView,
    /// Its id.
    pub id: String,
    /// Idempotency key of its forms.
    pub key: String,
    /// Did money come in?
    pub received: bool,
    /// The amount, in words.
    pub amount: String,
    /// Label and value of each fact that is known.
    pub facts: Vec<(&'static str, String)>,
    /// Where it stands.
    pub state: EntryState,
    /// The file it is booked in: id and reference.
    pub file: Option<(String, String)>,
    /// What it may belong to.
    pub proposals: Vec<Choice>,
    /// What was looked up.
    pub q: String,
    /// What was found; none: nothing was looked up.
    pub found: Option<Vec<Choice>>,
    /// For money that left the account.
    pub returnable: Vec<Returnable>,
    /// The note that was typed, or stands.
    pub note: String,
    /// The field and what is wrong.
    pub error: Option<(&'static str, &'static str)>,
}

/// The list.
pub fn list(model: ListModel) -> AnyView {
    let t = texts(model.lang);
    let ct = console_texts(model.lang);
    let sums = model.unassigned.join(" + ");
    let sums = (!sums.is_empty()).then(|| view! { <p class="hint">{fill(t.unassigned, &[("sums", &sums)])}</p> });
    let count = model.rows.len().to_string();
    let more = model.more.then(|| view! { <p class="hint">{fill(t.more, &[("n", &count)])}</p> });
    let none = if model.show == Show::Open { t.none_open } else { t.none };
    let none = model.rows.is_empty().then(|| view! { <p class="lead">{none}</p> });
    let table = (!model.rows.is_empty()).then(|| table(t, model.rows));
    view! {
        <div class="console">
            {super::side(model.lang, ct, model.queue, None)}
            <section class="console-talk console-payments">
                <h1>{t.title}</h1>
                <p class="lead">{t.lead}</p>
                {sums}
                {views(t, model.show, model.counts)}
                {none}
                {table}
                {more}
            </section>
        </div>
    }
    .into_any()
}

fn views(t: &'static BankTexts, show: Show, counts: [i64; 3]) -> AnyView {
    let all = [(Show::Open, t.open), (Show::Aside, t.aside), (Show::Booked, t.booked)];
    let links = all
        .into_iter()
        .zip(counts)
        .map(|((one, label), count)| {
            let here = (one == show).then_some("page");
            let href = format!("/console/payments?show={}", one.as_str());
            view! { <li><a class="button-quiet" href=href aria-current=here>{label} " (" {count} ")"</a></li> }
        })
        .collect_view();
    view! { <nav aria-label=t.views><ul class="cluster">{links}</ul></nav> }.into_any()
}

fn table(t: &'static BankTexts, rows: Vec<Row>) -> AnyView {
    let rows = rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <th scope="row" data-label=t.day><a href=format!("/console/payments/{}", row.id)>{row.day}</a></th>
                    <td class="amount" data-label=t.amount>{row.amount}</td>
                    <td data-label=t.who>{row.who}</td>
                    <td data-label=t.text>{row.text}</td>
                    <td data-label=t.state>{row.state}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table">
            <thead><tr>
                <th scope="col">{t.day}</th><th scope="col" class="amount">{t.amount}</th><th scope="col">{t.who}</th>
                <th scope="col">{t.text}</th><th scope="col">{t.state}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// One payment.
pub fn entry(model: EntryModel) -> AnyView {
    let t = texts(model.lang);
    let ct = console_texts(model.lang);
    let errors: Vec<_> = model.error.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
    let title = if model.received { t.received } else { t.went_out };
    let facts = model
        .facts
        .iter()
        .map(|(label, value)| view! { <div><dt>{*label}</dt><dd>{value.clone()}</dd></div> })
        .collect_view();
    let below = match model.state {
        EntryState::Unmatched | EntryState::Proposed => deciding(t, &model),
        EntryState::SetAside => reopening(t, &model),
        EntryState::Booked | EntryState::Returned | EntryState::Settled => done(t, &model),
    };
    view! {
        <div class="console">
            {super::side(model.lang, ct, model.queue.clone(), None)}
            <section class="console-talk console-payments">
                <ErrorSummary title=t.check errors=errors/>
                <p><a href="/console/payments">{t.back}</a></p>
                <h1>{title} ": " {model.amount.clone()}</h1>
                <dl class="facts">{facts}</dl>
                {below}
            </section>
        </div>
    }
    .into_any()
}

fn action(model: &EntryModel, act: &str) -> String {
    format!("/console/payments/{}/{act}", model.id)
}

fn deciding(t: &'static BankTexts, model: &EntryModel) -> AnyView {
    let what = if model.received { received(t, model) } else { went_out(t, model) };
    let error = model.error.filter(|(field, _)| *field == "note");
    let invalid = error.map(|_| "true");
    let error = error.map(|(_, text)| view! { <p class="field-error" id="note-error">{text}</p> });
    view! {
        {what}
        <section class="stack" aria-labelledby="aside-title">
            <h2 id="aside-title">{t.put_aside}</h2>
            <p class="hint">{t.aside_lead}</p>
            <form method="post" action=action(model, "aside") class="stack">
                <FormKey key=model.key.clone()/>
                <div class="field">
                    <label for="note">{t.note}</label>
                    {error}
                    <textarea
                        id="note" name="note" rows="2" required maxlength=NOTE_CHARS_MAX.to_string() aria-invalid=invalid
                        aria-describedby=invalid.map(|_| "note-error") inner_html=escape(&model.note)
                    ></textarea>
                </div>
                <button class="button-quiet" type="submit">{t.put_aside}</button>
            </form>
        </section>
    }
    .into_any()
}

fn received(t: &'static BankTexts, model: &EntryModel) -> AnyView {
    let proposals = if model.proposals.is_empty() {
        view! { <p>{t.no_proposals}</p> }.into_any()
    } else {
        view! { <p class="hint">{t.proposals_lead}</p> {choices(t, model, "claim", &model.proposals)} }.into_any()
    };
    let found = model.found.as_ref().map(|found| {
        let list = if found.is_empty() {
            view! { <p>{t.found_none}</p> }.into_any()
        } else {
            choices(t, model, "found", found)
        };
        view! { <h3>{fill(t.found, &[("q", &model.q)])}</h3> {list} }
    });
    view! {
        <section class="stack" aria-labelledby="proposals-title">
            <h2 id="proposals-title">{t.proposals}</h2>
            {proposals}
        </section>
        <section class="stack" aria-labelledby="pick-title">
            <h2 id="pick-title">{t.pick}</h2>
            <form method="get" action=format!("/console/payments/{}#pick-title", model.id) class="console-search">
                <label for="pick">{t.pick_label}</label>
                <input id="pick" name="q" type="search" value=model.q.clone() autocomplete="off" required/>
                <button class="button-quiet" type="submit">{t.find}</button>
            </form>
            {found}
        </section>
    }
    .into_any()
}

/// Claims to choose from. None is chosen beforehand.
fn choices(t: &'static BankTexts, model: &EntryModel, id: &'static str, all: &[Choice]) -> AnyView {
    let options = all
        .iter()
        .enumerate()
        .map(|(at, choice)| {
            let why = choice.why.join(", ");
            let why =
                (!why.is_empty()).then(|| view! { <span class="hint">{fill(t.because, &[("why", &why)])}</span> });
            let open = fill(t.still_open, &[("amount", &choice.open)]);
            let id = if at == 0 { id.to_owned() } else { format!("{id}-{at}") };
            view! {
                <label class="choice">
                    <input type="radio" id=id name="claim" value=choice.claim_id.clone() required/>
                    <span class="payment-choice">
                        <span><strong>{choice.claim.clone()}</strong> ", " {open}</span>
                        <span>{choice.file.clone()}</span>
                        {why}
                    </span>
                </label>
            }
        })
        .collect_view();
    let mut files: Vec<(String, String)> = all.iter().map(|one| (one.debtor_id.clone(), one.file.clone())).collect();
    files.dedup();
    let links = files
        .into_iter()
        .map(|(debtor, file)| view! { <li><a href=format!("/console/debtor/{debtor}")>{file}</a></li> })
        .collect_view();
    view! {
        <form method="post" action=action(model, "book") class="stack">
            <FormKey key=model.key.clone()/>
            <fieldset class="choices"><legend class="visually-hidden">{t.proposals}</legend>{options}</fieldset>
            <button class="button" type="submit">{t.book}</button>
        </form>
        <ul class="cluster">{links}</ul>
    }
    .into_any()
}

fn went_out(t: &'static BankTexts, model: &EntryModel) -> AnyView {
    let options = model
        .returnable
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let id = if at == 0 { "claim".to_owned() } else { format!("claim-{at}") };
            view! {
                <label class="choice">
                    <input type="radio" id=id name="entry" value=one.id.clone() required/>
                    <span class="payment-choice"><strong>{one.what.clone()}</strong><span>{one.file.clone()}</span></span>
                </label>
            }
        })
        .collect_view();
    let form = if model.returnable.is_empty() {
        view! { <p>{t.no_returns}</p> }.into_any()
    } else {
        view! {
            <p class="hint">{t.returns_lead}</p>
            <form method="post" action=action(model, "return") class="stack">
                <FormKey key=model.key.clone()/>
                <fieldset class="choices"><legend class="visually-hidden">{t.returns}</legend>{options}</fieldset>
                <button class="button" type="submit">{t.book_return}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <section class="stack" aria-labelledby="returns-title"><h2 id="returns-title">{t.returns}</h2>{form}</section>
    }
    .into_any()
}

fn reopening(t: &'static BankTexts, model: &EntryModel) -> AnyView {
    view! {
        <p>{t.aside} ": " {model.note.clone()}</p>
        <form method="post" action=action(model, "reopen")>
            <FormKey key=model.key.clone()/>
            <button class="button-quiet" type="submit">{t.reopen}</button>
        </form>
    }
    .into_any()
}

fn done(t: &'static BankTexts, model: &EntryModel) -> AnyView {
    let template = if model.state == EntryState::Returned { t.went_back } else { t.booked_on };
    let line = model.file.clone().map(|(debtor, reference)| {
        let text = fill(template, &[("file", &reference)]);
        view! { <p class="lead"><a href=format!("/console/debtor/{debtor}")>{text}</a></p> }
    });
    let settled = (model.state == EntryState::Settled)
        .then(|| view! { <p class="lead">{if model.received { t.from_provider } else { t.to_creditor }}</p> });
    let undo = (model.state == EntryState::Booked && model.received).then(|| {
        view! {
            <section class="stack" aria-labelledby="undo-title">
                <h2 id="undo-title">{t.undo_title}</h2>
                <p class="hint">{t.undo_lead}</p>
                <form method="post" action=action(model, "undo")>
                    <FormKey key=model.key.clone()/>
                    <button class="button-quiet" type="submit">{t.undo}</button>
                </form>
            </section>
        }
    });
    view! { {line} {settled} {undo} }.into_any()
}
