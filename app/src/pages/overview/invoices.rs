//! The invoices: a full table from which to choose, or a list with a button each.

use super::OverviewModel;
use crate::parts::claim::{ClaimItem, claim_row, creditor_mark, pay_button, status};
use crate::texts::overview::OverviewTexts;
use crate::texts::{claim, fill};
use effen::dates::short_near;
use effen::money::Money;
use leptos::prelude::*;

/// Every open claim in a table with its parts, choosable for paying.
pub fn table(model: &OverviewModel, t: &'static OverviewTexts) -> AnyView {
    let c = claim::texts(model.lang);
    let rows = model.open_claims().map(|item| row(model, item, c)).collect_view();
    let choosable = model.payable().next().is_some();
    let button = choosable.then(|| view! { <p><button class="button" type="submit">{t.pay_chosen}</button></p> });
    view! {
        <form method="get" action="/pay" class="stack">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{c.col_choose}</th>
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
            {button}
        </form>
        {settled(model, t)}
    }
    .into_any()
}

fn row(model: &OverviewModel, item: &ClaimItem, c: &'static claim::ClaimTexts) -> AnyView {
    let lang = model.lang;
    let money = |cents: effen::money::Cents| Money { cents: cents.0, currency: item.currency }.format(lang);
    let (label, id) = (fill(c.choose, &[("number", &item.number)]), item.id.to_string());
    let choose =
        item.state.asks_payment().then(|| view! { <input type="checkbox" name="claim" value=id aria-label=label/> });
    let pay = item.state.asks_payment().then(|| pay_button(item.pay_href(), item.open(), "button-quiet", lang));
    view! {
        <tr>
            <td data-label=c.col_choose>{choose}</td>
            <th scope="row" data-label=c.col_creditor>
                <a href=item.href()>{creditor_mark(&item.creditor, &item.number)}</a>
                <small>{item.description.clone()}</small>
            </th>
            <td data-label=c.col_due>{short_near(item.due_on, model.today, lang)}</td>
            <td class="amount" data-label=c.principal>{money(item.balance.principal)}</td>
            <td class="amount" data-label=c.interest>{money(item.balance.interest)}</td>
            <td class="amount" data-label=c.costs>{money(item.balance.costs)}</td>
            <td class="amount" data-label=c.total>{money(item.balance.total())}</td>
            <td data-label=c.col_status>{status(item, model.today, lang)} " " {pay}</td>
        </tr>
    }
    .into_any()
}

/// Every open claim as a line with its own pay button.
pub fn list(model: &OverviewModel, t: &'static OverviewTexts) -> AnyView {
    let lang = model.lang;
    let rows = model
        .open_claims()
        .map(|item| {
            let pay = item.state.asks_payment().then(|| pay_button(item.pay_href(), item.open(), "button-quiet", lang));
            view! { <li>{claim_row(item, model.today, lang)}{pay}</li> }.into_any()
        })
        .collect_view();
    view! { <ul class="claim-list">{rows}</ul> {settled(model, t)} }.into_any()
}

/// What was paid before, folded.
fn settled(model: &OverviewModel, t: &'static OverviewTexts) -> Option<AnyView> {
    let done: Vec<_> = model.claims.iter().filter(|claim| !claim.state.is_open()).collect();
    if done.is_empty() {
        return None;
    }
    let title = fill(t.settled_title, &[("n", &done.len().to_string())]);
    let rows = done.iter().map(|item| view! { <li>{claim_row(item, model.today, model.lang)}</li> }).collect_view();
    Some(
        view! { <details class="disclosure"><summary>{title}</summary><ul class="claim-list">{rows}</ul></details> }
            .into_any(),
    )
}
