//! Paying a plan by direct debit: giving the mandate, and the mandate as it stands.

use super::field_error;
use crate::parts::{ErrorSummary, FormKey};
use crate::texts::debit::{DebitTexts, texts};
use crate::texts::fill;
use crate::texts::plan::each;
use effen::dates::long;
use effen::debit::{CollectionStatus, NOTICE_DAYS, REFUND_WEEKS};
use effen::kinds::Lang;
use effen::money::Cents;
use effen::plan::Rhythm;
use jiff::civil::Date;
use leptos::prelude::*;

/// To whom a mandate is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creditor {
    /// The agency.
    pub name: String,
    /// Its address; '' where none is set.
    pub address: String,
    /// The SEPA creditor identifier.
    pub id: String,
}

/// What the page of giving a mandate shows.
#[derive(Debug, Clone)]
pub struct MandateModel {
    /// Language.
    pub lang: Lang,
    /// To whom.
    pub creditor: Creditor,
    /// The ordinary amount.
    pub amount: Cents,
    /// How often.
    pub rhythm: Rhythm,
    /// The first and the last day that something is collected; `None`: nothing can be told of in time.
    pub days: Option<(Date, Date)>,
    /// What is to be paid before the first of them.
    pub before: Cents,
    /// The consent that is given.
    pub consent: String,
    /// Whether the provider refused the last one.
    pub refused: bool,
    /// What was typed: account, holder.
    pub typed: (String, String),
    /// What is wrong with it.
    pub errors: Vec<(&'static str, String)>,
    /// Idempotency key.
    pub key: String,
}

/// One collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectionItem {
    /// The day.
    pub on: Date,
    /// How much.
    pub amount: Cents,
    /// Where it stands.
    pub status: CollectionStatus,
    /// Whether the bank was out of reach and is asked again.
    pub delayed: bool,
}

/// A collection for which the bank was out of reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delayed {
    /// The day it was to be collected.
    pub on: Date,
    /// How much.
    pub amount: Cents,
    /// The last day on which it is tried.
    pub until: Date,
}

/// What the page of a given mandate shows.
#[derive(Debug, Clone)]
pub struct GivenModel {
    /// Language.
    pub lang: Lang,
    /// To whom.
    pub creditor: Creditor,
    /// The account, with most of it hidden.
    pub account: String,
    /// Who holds it.
    pub holder: String,
    /// The mandate reference.
    pub reference: String,
    /// When it was given.
    pub given_on: Date,
    /// The text that was agreed to.
    pub consent: String,
    /// Whether the provider has yet to answer.
    pub busy: bool,
    /// Collections, in the order of their days.
    pub collections: Vec<CollectionItem>,
    /// Those for which the bank was out of reach.
    pub delayed: Vec<Delayed>,
    /// Idempotency key.
    pub key: String,
}

/// The consent in a language, as the page shows it and as it is kept.
pub fn consent(agency: &str, lang: Lang) -> String {
    let values = [("agency", agency), ("days", &NOTICE_DAYS.to_string()), ("weeks", &REFUND_WEEKS.to_string())];
    fill(texts(lang).consent, &values)
}

/// Giving a mandate.
pub fn mandate(model: MandateModel) -> AnyView {
    let t = texts(model.lang);
    let refused = model.refused.then(|| view! { <p class="card-calm">{t.refused}</p> });
    view! {
        <ErrorSummary title=t.check errors=model.errors.clone()/>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {refused}
        <section class="block">
            <h2>{t.what}</h2>
            {what(&model, t)}
            <ul>
                <li>{fill(t.told, &[("days", &NOTICE_DAYS.to_string())])}</li>
                <li>{t.stop_any}</li>
                <li>{t.fails}</li>
            </ul>
        </section>
        <form method="post" action="/plan/debit" class="card stack">
            <h2>{t.mandate}</h2>
            <dl class="facts">
                {creditor(&model.creditor, t)}
                <div><dt>{t.kind}</dt><dd>{t.kind_recurrent}</dd></div>
            </dl>
            <p>{model.consent.clone()}</p>
            <FormKey key=model.key.clone()/>
            {field(&model.errors, "iban", t.iban, t.iban_hint, &model.typed.0, "off")}
            {field(&model.errors, "holder", t.holder, t.holder_hint, &model.typed.1, "name")}
            <p class="cluster">
                <button class="button" type="submit">{t.give}</button>
                <a class="button-quiet" href="/plan">{t.not}</a>
            </p>
        </form>
    }
    .into_any()
}

fn what(model: &MandateModel, t: &'static DebitTexts) -> AnyView {
    let lang = model.lang;
    let Some((first, last)) = model.days else { return view! { <p>{t.first_none}</p> }.into_any() };
    let before = model.before.is_positive().then(|| {
        let values = [("date", &*long(first, lang)), ("amount", &model.before.format(lang))];
        view! { <p><strong>{fill(t.before, &values)}</strong></p> }
    });
    view! {
        <dl class="facts">
            <div><dt>{t.amount}</dt><dd class="amount">{model.amount.format(lang)} " " {each(model.rhythm, lang)}</dd></div>
            <div><dt>{t.first}</dt><dd>{long(first, lang)}</dd></div>
            <div><dt>{t.last}</dt><dd>{long(last, lang)}</dd></div>
        </dl>
        {before}
    }
    .into_any()
}

fn creditor(creditor: &Creditor, t: &'static DebitTexts) -> AnyView {
    let address = (!creditor.address.is_empty()).then(|| format!(", {}", creditor.address));
    view! {
        <div><dt>{t.creditor}</dt><dd>{creditor.name.clone()} {address}</dd></div>
        <div><dt>{t.creditor_id}</dt><dd>{creditor.id.clone()}</dd></div>
    }
    .into_any()
}

fn field(
    errors: &[(&'static str, String)],
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    typed: &str,
    autocomplete: &'static str,
) -> AnyView {
    let (error, invalid) = field_error(errors, name);
    let hint_id = format!("{name}-hint");
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <p class="hint" id=hint_id.clone()>{hint}</p>
            {error}
            <input id=name name=name autocomplete=autocomplete spellcheck="false" value=typed.to_owned()
                aria-invalid=invalid aria-describedby=hint_id/>
        </div>
    }
    .into_any()
}

/// What is said of collections for which the bank was out of reach: what happens, and that nothing has to be done.
pub fn delayed(items: &[Delayed], lang: Lang) -> Option<AnyView> {
    if items.is_empty() {
        return None;
    }
    let t = texts(lang);
    let lines = items.iter().map(|item| {
        let (date, until, amount) = (long(item.on, lang), long(item.until, lang), item.amount.format(lang));
        view! { <p>{fill(t.delayed, &[("date", &*date), ("until", &*until), ("amount", &amount)])}</p> }
    });
    Some(
        view! {
            <section class="block card-calm" id="delayed">
                <h2>{t.delayed_title}</h2>
                {lines.collect_view()}
                <p>{t.delayed_means}</p>
            </section>
        }
        .into_any(),
    )
}

/// A mandate that was given: what it allows, what was and will be collected, and the end of it.
pub fn given(model: GivenModel) -> AnyView {
    let t = texts(model.lang);
    let lang = model.lang;
    let next = model.collections.iter().find(|item| item.status == CollectionStatus::Announced);
    let next = match next {
        _ if model.busy => t.busy.to_owned(),
        Some(item) => fill(t.next, &[("date", &*long(item.on, lang)), ("amount", &item.amount.format(lang))]),
        None => t.next_later.to_owned(),
    };
    view! {
        <h1>{t.on_title}</h1>
        <p class="lead">{fill(t.on_lead, &[("account", &model.account)])}</p>
        {delayed(&model.delayed, lang)}
        <p>{next}</p>
        <section class="block card" id="stop">
            <h2>{t.stop_title}</h2>
            <p>{fill(t.stop_means, &[("weeks", &REFUND_WEEKS.to_string())])}</p>
            <form method="post" action="/plan/debit/stop" class="cluster">
                <FormKey key=model.key.clone()/>
                <button class="button-quiet" type="submit">{t.stop}</button>
                <a class="button-quiet" href="/plan">{t.back}</a>
            </form>
        </section>
        <section class="block">
            <h2>{t.mandate}</h2>
            <dl class="facts">
                <div><dt>{t.account}</dt><dd>{model.account.clone()}</dd></div>
                <div><dt>{t.name}</dt><dd>{model.holder.clone()}</dd></div>
                <div><dt>{t.reference}</dt><dd>{model.reference.clone()}</dd></div>
                <div><dt>{t.since}</dt><dd>{long(model.given_on, lang)}</dd></div>
                {creditor(&model.creditor, t)}
            </dl>
            <h3>{t.agreed}</h3>
            <p>{model.consent.clone()}</p>
        </section>
        {(!model.collections.is_empty()).then(|| collections(&model, t))}
    }
    .into_any()
}

/// Where a collection stands, in words. `delayed`: the bank was out of reach and is asked again.
pub fn collection_words(status: CollectionStatus, delayed: bool, lang: Lang) -> &'static str {
    let t = texts(lang);
    match status {
        CollectionStatus::Announced => t.st_announced,
        CollectionStatus::Asked if delayed => t.st_delayed,
        CollectionStatus::Asked => t.st_asked,
        CollectionStatus::Paid => t.st_paid,
        CollectionStatus::Failed => t.st_failed,
        CollectionStatus::CalledOff => t.st_called_off,
    }
}

fn collections(model: &GivenModel, t: &'static DebitTexts) -> AnyView {
    let rows = model.collections.iter().map(|item| {
        let class = match item.status {
            CollectionStatus::Announced | CollectionStatus::Asked => "status status-plan",
            CollectionStatus::Paid => "status status-paid",
            CollectionStatus::Failed => "status status-late",
            CollectionStatus::CalledOff => "status status-held",
        };
        let words = collection_words(item.status, item.delayed, model.lang);
        view! {
            <tr>
                <th scope="row" data-label=t.col_date>{long(item.on, model.lang)}</th>
                <td class="amount" data-label=t.col_amount>{item.amount.format(model.lang)}</td>
                <td data-label=t.col_status><span class=class>{words}</span></td>
            </tr>
        }
    });
    view! {
        <section class="block">
            <h2>{t.collections}</h2>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t.col_date}</th>
                        <th scope="col" class="amount">{t.col_amount}</th>
                        <th scope="col">{t.col_status}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}
