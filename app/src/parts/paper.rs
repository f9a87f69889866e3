//! Documents to download.

use crate::texts::documents::texts;
use crate::texts::fill;
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

/// How many documents stand in view; the rest folds away.
const IN_VIEW: usize = 6;

/// The documents, as a section of a page, what matters most first; nothing where there are none.
pub fn papers(links: &[PaperLink], lang: Lang) -> Option<AnyView> {
    let t = texts(lang);
    let (first, rest) = links.split_at(links.len().min(IN_VIEW));
    let rest = (!rest.is_empty()).then(|| {
        let summary = fill(t.more, &[("n", &rest.len().to_string())]);
        view! { <details class="disclosure"><summary>{summary}</summary>{list(rest)}</details> }
    });
    (!links.is_empty()).then(|| {
        view! {
            <section class="block">
                <h2>{t.title}</h2>
                <p class="hint">{t.hint}</p>
                {list(first)}
                {rest}
            </section>
        }
        .into_any()
    })
}

fn list(links: &[PaperLink]) -> AnyView {
    let item = |link: &PaperLink| {
        let (label, href) = (link.label.clone(), link.href.clone());
        view! { <li><a class="link-row" href=href download="">{label}</a></li> }
    };
    view! { <ul class="stack-tight">{links.iter().map(item).collect_view()}</ul> }.into_any()
}
