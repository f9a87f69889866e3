//! Finding a file.

use crate::console_texts::texts;
use crate::islands::console::view::QueueView;
use effen::kinds::Lang;
use leptos::prelude::*;

/// A file that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Whose.
    pub debtor_id: String,
    /// Its reference.
    pub reference: String,
    /// The name.
    pub name: String,
    /// The persona's name, or ''.
    pub persona: String,
    /// How many claims.
    pub claims: i64,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct SearchModel {
    /// Language.
    pub lang: Lang,
    /// Who waits.
    pub queue: QueueView,
    /// What was asked for.
    pub q: String,
    /// What was found.
    pub found: Vec<Found>,
    /// Are there more?
    pub more: bool,
}

/// The page.
pub fn page(model: SearchModel) -> AnyView {
    let t = texts(model.lang);
    let [file, name, persona, claims] = t.columns;
    let none = model.found.is_empty().then(|| view! { <p class="lead">{t.found_none}</p> });
    let rows = model
        .found
        .into_iter()
        .map(|found| {
            let href = format!("/console/debtor/{}", found.debtor_id);
            view! {
                <tr>
                    <th scope="row" data-label=file><a href=href>{found.reference}</a></th>
                    <td data-label=name>{found.name}</td>
                    <td data-label=persona>{found.persona}</td>
                    <td class="amount" data-label=claims>{found.claims}</td>
                </tr>
            }
        })
        .collect::<Vec<_>>();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <table class="table">
                <thead><tr>
                    <th scope="col">{file}</th><th scope="col">{name}</th><th scope="col">{persona}</th>
                    <th scope="col" class="amount">{claims}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
    });
    view! {
        <div class="console">
            {super::side(model.lang, t, model.queue, None)}
            <section class="console-talk">
                <h1>{t.found.replace("{q}", &model.q)}</h1>
                {none}
                {table}
                {model.more.then(|| view! { <p class="hint">{t.found_more}</p> })}
            </section>
        </div>
    }
    .into_any()
}
