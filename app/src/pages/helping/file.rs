//! A file as its helper sees it: what is open and what is coming, in the neutral order; and one invoice of it.

use super::{Helped, bar};
use crate::pages::overview::RunningPlan;
use crate::parts::claim::{ClaimItem, creditor_mark, status};
use crate::texts::helping::{HelpingTexts, texts};
use crate::texts::{claim, fill, invoice as invoice_texts};
use effen::dates::{long_near, short, short_near};
use effen::kinds::Lang;
use effen::money::{Cents, Money};
use jiff::civil::Date;
use leptos::prelude::*;

/// A claim with what its cost meter says.
#[derive(Debug, Clone)]
pub struct InvoiceRow {
    /// The claim.
    pub claim: ClaimItem,
    /// The cost meter in sentences.
    pub meter: Vec<String>,
}

/// What the file's page shows.
#[derive(Debug, Clone)]
pub struct FileModel {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// Whose, and what may be done.
    pub helped: Helped,
    /// What is open, one sum for each currency.
    pub open: Vec<Money>,
    /// With how many creditors.
    pub creditors: usize,
    /// Open claims by due date, then the settled.
    pub claims: Vec<InvoiceRow>,
    /// The running plan.
    pub plan: Option<RunningPlan>,
    /// Does a pause run?
    pub paused: bool,
}

/// The file.
pub fn file(model: FileModel) -> AnyView {
    let t = texts(model.lang);
    let name = [("name", model.helped.name.as_str())];
    let sums: Vec<String> = model.open.iter().map(|sum| sum.format(model.lang)).collect();
    let total = (!sums.is_empty()).then(|| {
        let words = match model.creditors {
            1 => t.open_total_one.to_owned(),
            count => fill(t.open_total, &[("n", &count.to_string())]),
        };
        view! { <div class="hero-amount"><p class="amount amount-large">{sums.join(" + ")}</p><p>{words}</p></div> }
    });
    let paused = model.paused.then(|| view! { <p>{t.paused}</p> });
    view! {
        {bar(&model.helped, model.lang)}
        <h1>{fill(t.file_title, &name)}</h1>
        {total}
        {paused}
        {invoices(&model, t)}
        {coming(&model, t)}
        {running(&model, t)}
        {settled(&model, t)}
        <p class="hint">{fill(t.only_debtor, &name)}</p>
    }
    .into_any()
}

fn invoices(model: &FileModel, t: &'static HelpingTexts) -> AnyView {
    let c = claim::texts(model.lang);
    let open: Vec<_> = model.claims.iter().filter(|row| row.claim.state.is_open()).collect();
    if open.is_empty() {
        return view! { <section class="block"><h2>{t.invoices}</h2><p>{t.invoices_none}</p></section> }.into_any();
    }
    let rows = open.into_iter().map(|row| invoice_row(model, &row.claim, c)).collect_view();
    view! {
        <section class="block">
            <h2>{t.invoices}</h2>
            <table class="table">
                <thead><tr>
                    <th scope="col">{c.col_creditor}</th>
                    <th scope="col">{c.col_due}</th>
                    <th scope="col" class="amount">{c.principal}</th>
                    <th scope="col" class="amount">{c.interest}</th>
                    <th scope="col" class="amount">{c.costs}</th>
                    <th scope="col" class="amount">{c.total}</th>
                    <th scope="col">{c.col_status}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn invoice_href(model: &FileModel, item: &ClaimItem) -> String {
    model.helped.at(&format!("invoice/{}", item.id))
}

fn invoice_row(model: &FileModel, item: &ClaimItem, c: &'static claim::ClaimTexts) -> AnyView {
    let lang = model.lang;
    let money = |cents: Cents| Money { cents: cents.0, currency: item.currency }.format(lang);
    view! {
        <tr>
            <th scope="row" data-label=c.col_creditor>
                <a href=invoice_href(model, item)>{creditor_mark(&item.creditor, &item.number)}</a>
                <small>{item.description.clone()}</small>
            </th>
            <td data-label=c.col_due>{short_near(item.due_on, model.today, lang)}</td>
            <td class="amount" data-label=c.principal>{money(item.balance.principal)}</td>
            <td class="amount" data-label=c.interest>{money(item.balance.interest)}</td>
            <td class="amount" data-label=c.costs>{money(item.balance.costs)}</td>
            <td class="amount" data-label=c.total>{money(item.balance.total())}</td>
            <td data-label=c.col_status>{status(item, model.today, lang)}</td>
        </tr>
    }
    .into_any()
}

fn coming(model: &FileModel, t: &'static HelpingTexts) -> Option<AnyView> {
    let rows: Vec<_> = model
        .claims
        .iter()
        .filter(|row| row.claim.state.is_open() && !row.meter.is_empty())
        .map(|row| {
            let lines = row.meter.iter().map(|line| view! { <p>{line.clone()}</p> }).collect_view();
            view! { <div><dt>{row.claim.number.clone()}</dt><dd>{lines}</dd></div> }.into_any()
        })
        .collect();
    (!rows.is_empty())
        .then(|| view! { <section class="block"><h2>{t.coming}</h2><dl class="facts">{rows}</dl></section> }.into_any())
}

fn running(model: &FileModel, t: &'static HelpingTexts) -> Option<AnyView> {
    let (plan, lang) = (model.plan.as_ref()?, model.lang);
    let paid = fill(t.running_text, &[("paid", &plan.progress.paid.format(lang)), ("total", &plan.total.format(lang))]);
    let next = plan.progress.next.map(|next| {
        let date = long_near(next.due_on, model.today, lang);
        let amount = plan.progress.next_open.format(lang);
        view! { <p>{fill(t.running_next, &[("amount", &amount), ("date", &date)])}</p> }
    });
    Some(view! { <section class="block"><h2>{t.running}</h2><p>{paid}</p>{next}</section> }.into_any())
}

fn settled(model: &FileModel, t: &'static HelpingTexts) -> Option<AnyView> {
    let done: Vec<_> = model.claims.iter().filter(|row| !row.claim.state.is_open()).collect();
    if done.is_empty() {
        return None;
    }
    let title = fill(t.settled, &[("n", &done.len().to_string())]);
    let rows = done
        .into_iter()
        .map(|row| {
            let item = &row.claim;
            view! {
                <li>
                    <a href=invoice_href(model, item)>{creditor_mark(&item.creditor, &item.number)}</a> " "
                    {status(item, model.today, model.lang)}
                </li>
            }
        })
        .collect_view();
    Some(
        view! { <details class="disclosure"><summary>{title}</summary><ul class="stack-tight">{rows}</ul></details> }
            .into_any(),
    )
}

/// What an invoice's page shows.
#[derive(Debug, Clone)]
pub struct InvoiceModel {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// Whose.
    pub helped: Helped,
    /// The claim and its meter.
    pub row: InvoiceRow,
    /// Lines of the invoice: description, quantity, amount.
    pub lines: Vec<(String, String, Money)>,
}

/// One invoice.
pub fn invoice(model: InvoiceModel) -> AnyView {
    let (t, i) = (texts(model.lang), invoice_texts::texts(model.lang));
    let (item, lang) = (&model.row.claim, model.lang);
    let c = claim::texts(lang);
    let meter = model.row.meter.iter().map(|line| view! { <p>{line.clone()}</p> }).collect_view();
    let money = |cents: Cents| Money { cents: cents.0, currency: item.currency }.format(lang);
    let parts = [
        (c.principal, item.balance.principal),
        (c.interest, item.balance.interest),
        (c.costs, item.balance.costs),
        (c.total, item.balance.total()),
    ];
    let parts = parts
        .into_iter()
        .map(|(label, cents)| view! { <div><dt>{label}</dt><dd class="amount">{money(cents)}</dd></div> })
        .collect_view();
    let lines = (!model.lines.is_empty()).then(|| {
        let rows = model
            .lines
            .iter()
            .map(|(what, _, amount)| {
                view! { <div><dt>{what.clone()}</dt><dd class="amount">{amount.format(lang)}</dd></div> }
            })
            .collect_view();
        view! { <section class="block"><h2>{i.lines_title}</h2><dl class="facts">{rows}</dl></section> }
    });
    view! {
        {bar(&model.helped, lang)}
        <p>{creditor_mark(&item.creditor, &item.description)}</p>
        <h1>{fill(t.invoice_title, &[("number", &item.number)])}</h1>
        <div class="hero-amount">
            <p class="amount amount-large">{item.open().format(lang)}</p>
            <p>{status(item, model.today, lang)} " " {short(item.due_on, lang)}</p>
            {meter}
        </div>
        <section class="block"><h2>{i.built_title}</h2><dl class="facts">{parts}</dl></section>
        {lines}
        <p><a href=model.helped.at("")>{t.back_file}</a></p>
    }
    .into_any()
}
