//! 'Is this really us?': how to check that a message is ours. Needs no sign-in.

use crate::texts::really_us::{ReallyUsTexts, texts};
use effen::kinds::Lang;
use leptos::prelude::*;

/// An account that money may go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose invoices.
    pub creditor: String,
    /// The name the bank shows.
    pub account_name: String,
    /// The number, in groups of four.
    pub iban: String,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct ReallyUsModel {
    /// Language.
    pub lang: Lang,
    /// The only address of the site.
    pub site: String,
    /// The agency's telephone number.
    pub phone: String,
    /// Every account.
    pub accounts: Vec<Account>,
}

/// The page's title.
pub fn title(lang: Lang) -> &'static str {
    texts(lang).title
}

/// The page.
pub fn page(model: ReallyUsModel) -> AnyView {
    let t = texts(model.lang);
    let list = |lines: &'static [&'static str]| lines.iter().map(|&line| view! { <li>{line}</li> }).collect_view();
    let tel = format!("tel:{}", model.phone.replace(' ', ""));
    view! {
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <section class="stack">
            <h2>{t.site_title}</h2>
            <p>{t.site} " " <strong>{model.site}</strong></p>
            <p>{t.site_do}</p>
        </section>
        <section class="stack"><h2>{t.always_title}</h2><ul>{list(&t.always)}</ul></section>
        <section class="stack"><h2>{t.never_title}</h2><ul>{list(&t.never)}</ul></section>
        {accounts(model.accounts, t)}
        <section class="stack">
            <h2>{t.ask_title}</h2>
            <p>{t.ask} " " <a class="nowrap" href=tel>{model.phone}</a></p>
        </section>
        <section class="stack"><h2>{t.late_title}</h2><p>{t.late}</p></section>
    }
    .into_any()
}

fn accounts(accounts: Vec<Account>, t: &'static ReallyUsTexts) -> AnyView {
    let rows = accounts
        .into_iter()
        .map(|account| {
            view! {
                <tr>
                    <th scope="row">{account.creditor}</th>
                    <td data-label=t.account_name>{account.account_name}</td>
                    <td data-label=t.iban class="nowrap">{account.iban}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="stack">
            <h2>{t.accounts_title}</h2>
            <p>{t.accounts_lead}</p>
            <table class="table">
                <thead><tr><th scope="col">{t.creditor}</th><th scope="col">{t.account_name}</th><th scope="col">{t.iban}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
