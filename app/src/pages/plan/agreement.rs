//! The agreement as it stands, with its history: to read, to print, to keep. The model is what a document of it is made
//! from as well.

use super::schedule_table;
use super::terms::usual_terms;
use crate::texts::documents;
use crate::texts::fill;
use crate::texts::plan::{every, texts};
use crate::texts::plan_change::{self, change_words};
use effen::dates::long;
use effen::kinds::Lang;
use effen::money::Cents;
use effen::plan::change::PlanChange;
use effen::plan::{InstalmentProgress, Rhythm};
use jiff::civil::Date;
use leptos::prelude::*;

/// What of a claim an agreement covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementShare {
    /// The creditor's own name.
    pub creditor: String,
    /// The creditor's number of the claim.
    pub number: String,
    /// How much.
    pub amount: Cents,
}

/// A version that came before or stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// When.
    pub on: Date,
    /// Its number.
    pub version: i64,
    /// Why.
    pub change: PlanChange,
    /// Did an agent make it?
    pub by_agent: bool,
    /// Its last day.
    pub ends_on: Date,
}

/// An agreement, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementModel {
    /// Language.
    pub lang: Lang,
    /// The file's reference.
    pub reference: String,
    /// The debtor's name.
    pub name: String,
    /// The agency's name.
    pub agency: String,
    /// Its postal address, or ''.
    pub agency_address: String,
    /// Its number in the register, or ''.
    pub agency_register: String,
    /// The day it was agreed.
    pub agreed_on: Date,
    /// The version that holds.
    pub version: i64,
    /// What it covers.
    pub shares: Vec<AgreementShare>,
    /// Together.
    pub total: Cents,
    /// How often.
    pub rhythm: Rhythm,
    /// Every instalment, as it stands today.
    pub schedule: Vec<InstalmentProgress>,
    /// How often one may skip within a year.
    pub skips_a_year: u32,
    /// Every version, the first first.
    pub history: Vec<HistoryLine>,
}

/// The agreement.
pub fn agreement(model: AgreementModel) -> AnyView {
    let (t, c) = (texts(model.lang), plan_change::texts(model.lang));
    let lang = model.lang;
    let lead = [("date", &*long(model.agreed_on, lang)), ("version", &model.version.to_string())];
    let shares = model
        .shares
        .iter()
        .map(|share| {
            let name = format!("{}, {}", share.creditor, share.number);
            view! { <div><dt>{name}</dt><dd class="amount">{share.amount.format(lang)}</dd></div> }
        })
        .collect_view();
    let count = model.schedule.len().to_string();
    let amount = fill(t.term_amount, &[("n", &count), ("total", &model.total.format(lang))]);
    let history = model.history.iter().map(|line| history_line(line, lang)).collect_view();
    view! {
        <h1>{c.agreement_title}</h1>
        <p class="lead">{fill(c.agreement_lead, &lead)}</p>
        <section class="block">
            <h2>{c.agreement_parties}</h2>
            <dl class="facts">
                <div><dt>{c.agreement_you}</dt><dd>{model.name.clone()}</dd></div>
                <div><dt>{c.agreement_us}</dt><dd>{us(&model)}</dd></div>
                <div><dt>{c.agreement_file}</dt><dd>{model.reference.clone()}</dd></div>
            </dl>
        </section>
        <section class="block">
            <h2>{c.agreement_about}</h2>
            <dl class="facts">
                {shares}
                <div><dt><strong>{c.agreement_total}</strong></dt><dd class="amount"><strong>{model.total.format(lang)}</strong></dd></div>
            </dl>
        </section>
        <section class="block">
            <h2>{c.agreement_terms}</h2>
            <ul>
                <li>{amount}</li>
                {usual_terms(lang, model.skips_a_year)}
            </ul>
        </section>
        <section class="block"><h2>{c.agreement_how}</h2><p>{every(model.rhythm, lang)}.</p>{schedule_table(&model.schedule, true, lang, t)}</section>
        <section class="block"><h2>{c.agreement_history}</h2><ul>{history}</ul></section>
        <p class="hint no-print">{c.print}</p>
        <p class="cluster no-print">
            <a class="button-quiet" href="/documents/plan" download="">{documents::texts(lang).plan}</a>
            <a class="button-quiet" href="/plan/calendar.ics">{c.way_calendar}</a>
            <a class="button-quiet" href="/plan">{c.back}</a>
        </p>
    }
    .into_any()
}

fn us(model: &AgreementModel) -> String {
    let parts = [&model.agency, &model.agency_address, &model.agency_register];
    let known: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    known.join(", ")
}

fn history_line(line: &HistoryLine, lang: Lang) -> AnyView {
    let c = plan_change::texts(lang);
    let mut what = change_words(line.change, lang).to_owned();
    if line.by_agent {
        what = format!("{what} ({})", c.by_agent);
    }
    let values = [
        ("date", &*long(line.on, lang)),
        ("version", &line.version.to_string()),
        ("what", &what),
        ("end", &long(line.ends_on, lang)),
    ];
    view! { <li>{fill(c.history_line, &values)}</li> }.into_any()
}
