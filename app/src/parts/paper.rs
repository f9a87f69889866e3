//! Documents to download.

use crate::texts::documents::texts;
use effen::kinds::Lang;
use leptos::prelude::*;

/// A document and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperLink {
    /// What it is.
    pub label: String,
    /// Its address.
    pub href: String,
}

/// The documents, as a section of a page; nothing where there are none.
pub fn papers(links: &[PaperLink], lang: Lang) -> Option<AnyView> {
    let t = texts(lang);
    let items = links
        .iter()
        .map(|link| {
            let (label, href) = (link.label.clone(), link.href.clone());
            view! { <li><a class="link-row" href=href download="">{label}</a></li> }
        })
        .collect_view();
    (!links.is_empty()).then(|| {
        view! {
            <section class="block">
                <h2>{t.title}</h2>
                <p class="hint">{t.hint}</p>
                <ul class="stack-tight">{items}</ul>
            </section>
        }
        .into_any()
    })
}
