//! The small blocks: chat, documents, budget check.

use crate::texts::overview::OverviewTexts;
use leptos::prelude::*;

/// The chat.
pub fn chat(t: &'static OverviewTexts) -> AnyView {
    view! { <p>{t.chat_text}</p> <p><a class="button-quiet" href="/chat">{t.chat_open}</a></p> }.into_any()
}

/// Documents and the statement.
pub fn documents(t: &'static OverviewTexts) -> AnyView {
    view! { <p>{t.documents_text}</p> <p><a class="button-quiet" href="/documents">{t.documents_open}</a></p> }
        .into_any()
}

/// The budget check.
pub fn budget(t: &'static OverviewTexts) -> AnyView {
    view! { <p>{t.budget_text}</p> <p><a class="button-quiet" href="/plan/budget">{t.budget_open}</a></p> }.into_any()
}
