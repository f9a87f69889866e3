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
    /// The town, or ''.
    pub city: String,
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
    /// What was asked for; '' when nothing was, or it is forgotten.
    pub q: String,
    /// What was found.
    pub found: Vec<Found>,
    /// Are there more?
    pub more: bool,
    /// Was nothing found that is written so, and these look like it?
    pub similar: bool,
    /// Files that came in just now and cannot be found yet.
    pub behind: i64,
}

/// The page.
pub fn page(model: SearchModel) -> AnyView {
    let t = texts(model.lang);
    let [file, name, persona, claims] = t.columns;
    let similar = model.similar.then(|| view! { <p class="lead">{t.found_similar}</p> });
    let behind = (model.behind > 0).then(|| {
        view! { <p class="hint">{t.found_behind.replace("{n}", &model.behind.to_string())}</p> }
    });
    let asked = !model.q.is_empty();
    let none = (asked && model.found.is_empty()).then(|| view! { <p class="lead">{t.found_none}</p> });
    let heading = if asked { t.found.replace("{q}", &model.q) } else { t.search.to_owned() };
    let lead = (!asked).then(|| view! { <p class="lead">{t.search_hint}</p> });
    let rows = model
        .found
        .into_iter()
        .map(|found| {
            let href = format!("/console/debtor/{}", found.debtor_id);
            let city = (!found.city.is_empty()).then(|| view! { ", " <span class="hint">{found.city}</span> });
            view! {
                <tr>
                    <th scope="row" data-label=file><a href=href>{found.reference}</a></th>
                    <td data-label=name>{found.name} {city}</td>
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
            {super::side_asked(model.lang, t, model.queue, None, model.q.clone())}
            <section class="console-talk">
                <h1>{heading}</h1>
                {lead}
                {none}
                {similar}
                {table}
                {behind}
                {model.more.then(|| view! { <p class="hint">{t.found_more}</p> })}
            </section>
        </div>
    }
    .into_any()
}
