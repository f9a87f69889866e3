//! Costs explained to the cent, and the statement of everything.

use crate::islands::cost_meter::ClaimDays;
use crate::parts::claim::{ClaimItem, creditor_mark, status};
use crate::parts::cost_meter::{MeterForm, figure, meter_form, teller};
use crate::parts::paper::{PaperLink, papers};
use crate::texts::claim;
use crate::texts::fill;
use crate::texts::invoice::{InvoiceTexts, texts};
use effen::dates::short;
use effen::explain::Explanation;
use effen::kinds::Lang;
use effen::meter::Meter;
use effen::money::{Cents, Money};
use jiff::civil::Date;
use leptos::prelude::*;

/// One claim's costs.
#[derive(Debug, Clone)]
pub struct CostItem {
    /// The claim.
    pub claim: ClaimItem,
    /// Costs that were added: how much, when, and how the law computes them.
    pub costs: Option<(Cents, Date, Option<Explanation>)>,
    /// Interest that was added: how much, up to when.
    pub interest: Option<(Cents, Date)>,
    /// What can still be added.
    pub meter: Meter,
}

/// What the costs' page shows.
#[derive(Debug, Clone)]
pub struct CostsModel {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// This page's address.
    pub path: String,
    /// The claims.
    pub items: Vec<CostItem>,
    /// What stands in the field of the day.
    pub typed: String,
    /// The day asked about; `None`: what was typed is no day the meter can tell of.
    pub on: Option<Date>,
}

/// Costs, explained.
pub fn costs(model: CostsModel) -> AnyView {
    let t = texts(model.lang);
    let claims: Vec<ClaimDays> =
        model.items.iter().map(|item| (item.meter.ahead.clone(), item.claim.currency)).collect();
    let form = MeterForm {
        lang: model.lang,
        today: model.today,
        action: &model.path,
        typed: &model.typed,
        on: model.on,
        claims: &claims,
    };
    let items = model.items.iter().enumerate().map(|(at, item)| {
        let then = model.on.map(|on| teller(model.lang, model.today).one(&claims[at], on));
        cost_item(&model, item, figure(&format!("meter-{at}"), then), t)
    });
    view! {
        <h1>{t.costs_title}</h1>
        <p class="lead">{t.costs_lead}</p>
        {meter_form(form)}
        {items.collect_view()}
    }
    .into_any()
}

/// One claim; `then` is what it costs on the day asked about.
fn cost_item(model: &CostsModel, item: &CostItem, then: AnyView, t: &'static InvoiceTexts) -> AnyView {
    let lang = model.lang;
    let meter = item.meter.sentences(lang).into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    let costs = item.costs.as_ref().map(|(cents, on, law)| added_costs(lang, *cents, *on, law.as_ref(), t));
    let interest = item.interest.map(|(cents, on)| {
        let text = fill(t.interest_now, &[("amount", &cents.format(lang)), ("date", &short(on, lang))]);
        view! { <p>{text}</p> }
    });
    let none = (item.costs.is_none() && item.interest.is_none()).then(|| view! { <p>{t.costs_none}</p> });
    view! {
        <section class="block">
            <h2><a href=item.claim.href()>{creditor_mark(&item.claim.creditor, &item.claim.number)}</a></h2>
            <p>
                <span class="amount amount-large">{item.claim.open().format(lang)}</span> " "
                {status(&item.claim, model.today, lang)}
            </p>
            {costs}
            {interest}
            {none}
            {meter}
            {then}
        </section>
    }
    .into_any()
}

/// The costs that were added, beside what the law says.
fn added_costs(lang: Lang, asked: Cents, on: Date, law: Option<&Explanation>, t: &'static InvoiceTexts) -> AnyView {
    let text = fill(t.costs_now, &[("amount", &asked.format(lang)), ("date", &short(on, lang))]);
    let compared = law.and_then(|law| {
        let values = [("asked", asked.format(lang)), ("law", law.total.format(lang))];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        match asked.cmp(&law.total) {
            std::cmp::Ordering::Less => Some(fill(t.costs_differ, &values)),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(fill(t.costs_above, &values)),
        }
    });
    let rule = law.map(|law| {
        let lines = law.sentences(lang).into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! {
            <details class="disclosure" open=true><summary>{t.costs_rule}</summary><ul>{lines}</ul></details>
        }
    });
    view! { <p>{text}</p> {compared.map(|line| view! { <p>{line}</p> })} {rule} }.into_any()
}

/// What the statement shows.
#[derive(Debug, Clone)]
pub struct StatementModel {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// The file's reference.
    pub reference: String,
    /// All claims.
    pub claims: Vec<ClaimItem>,
    /// What is open, by currency.
    pub totals: Vec<Money>,
    /// Documents to download.
    pub papers: Vec<PaperLink>,
}

/// The statement of everything, for printing and keeping.
pub fn statement(model: StatementModel) -> AnyView {
    let (t, c, lang) = (texts(model.lang), claim::texts(model.lang), model.lang);
    let (open, done): (Vec<&ClaimItem>, Vec<&ClaimItem>) = model.claims.iter().partition(|item| item.state.is_open());
    let done_table = (!done.is_empty()).then(|| {
        let summary = fill(t.doc_done, &[("n", &done.len().to_string())]);
        view! {
            <details class="disclosure" open=open.is_empty()>
                <summary>{summary}</summary>
                {statement_table(&done, model.today, lang)}
            </details>
        }
    });
    let open_table = (!open.is_empty()).then(|| statement_table(&open, model.today, lang));
    let totals = model
        .totals
        .iter()
        .map(|money| view! { <div class="total"><dt>{c.total}</dt><dd class="amount">{money.format(lang)}</dd></div> })
        .collect_view();
    view! {
        <h1>{t.doc_title}</h1>
        <p class="lead">{fill(t.doc_lead, &[("date", &effen::dates::long(model.today, lang))])}</p>
        <p>{fill(t.doc_reference, &[("reference", &model.reference)])}</p>
        <p><a class="button-quiet" href="/documents/statement.csv">{t.doc_download}</a></p>
        {open_table}
        <dl class="facts">{totals}</dl>
        {done_table}
        {papers(&model.papers, lang)}
    }
    .into_any()
}

fn statement_table(items: &[&ClaimItem], today: Date, lang: Lang) -> AnyView {
    let c = claim::texts(lang);
    let rows = items.iter().map(|item| statement_row(item, today, lang)).collect_view();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{c.col_creditor}</th>
                    <th scope="col">{c.col_due}</th>
                    <th scope="col" class="amount">{c.principal}</th>
                    <th scope="col" class="amount">{c.interest}</th>
                    <th scope="col" class="amount">{c.costs}</th>
                    <th scope="col" class="amount">{c.total}</th>
                    <th scope="col">{c.col_status}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn statement_row(item: &ClaimItem, today: Date, lang: Lang) -> AnyView {
    let c = claim::texts(lang);
    let money = |cents: Cents| Money { cents: cents.0, currency: item.currency }.format(lang);
    view! {
        <tr>
            <th scope="row" data-label=c.col_creditor>
                <a href=item.href()>{creditor_mark(&item.creditor, &item.number)}</a>
            </th>
            <td data-label=c.col_due>{short(item.due_on, lang)}</td>
            <td class="amount" data-label=c.principal>{money(item.balance.principal)}</td>
            <td class="amount" data-label=c.interest>{money(item.balance.interest)}</td>
            <td class="amount" data-label=c.costs>{money(item.balance.costs)}</td>
            <td class="amount" data-label=c.total>{money(item.balance.total())}</td>
            <td data-label=c.col_status>{status(item, today, lang)}</td>
        </tr>
    }
    .into_any()
}
