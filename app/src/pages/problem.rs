//! Pages for what went wrong. Never the Display of an internal error.

use crate::texts::problem::texts;
use effen::kinds::Lang;
use leptos::prelude::*;

/// What went wrong, as far as a person needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// Nothing here, or not yours.
    NotFound,
    /// An agent's role does not reach so far.
    Forbidden,
    /// The same form came again with other content.
    AlreadySent,
    /// The page was opened for another file than the one signed in to.
    OtherFile,
    /// Too many tries.
    TooMany,
    /// It cannot be done as it stands.
    Refused,
    /// The bank or another outside system.
    Outside,
    /// Ourselves.
    Ours,
}

/// The page's title.
pub fn title(lang: Lang, kind: ProblemKind) -> &'static str {
    texts(lang).of(kind).0
}

/// The page.
pub fn page(lang: Lang, kind: ProblemKind) -> AnyView {
    let t = texts(lang);
    let (title, text) = t.of(kind);
    let back = if kind == ProblemKind::Forbidden { "/console" } else { "/overview" };
    view! {
        <h1>{title}</h1>
        <p class="lead">{text}</p>
        <p><a class="button" href=back>{t.back}</a></p>
    }
    .into_any()
}
