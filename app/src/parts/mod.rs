//! Small pieces that several pages share.

pub mod chart;
pub mod chat_log;
pub mod claim;
pub mod cost_meter;
pub mod files;
pub mod old_claims;
pub mod paper;
pub mod settle;

use leptos::prelude::*;

/// A page with something above its heading.
pub fn above(first: Option<AnyView>, page: AnyView) -> AnyView {
    view! { {first} {page} }.into_any()
}

/// What is wrong with a form, at the top, linked to the fields. Focus moves here (the island-free way: `autofocus`
/// on a focusable box).
#[component]
pub fn ErrorSummary(
    /// The heading ('Check what you filled in').
    title: &'static str,
    /// Field id and sentence.
    errors: Vec<(&'static str, String)>,
) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus>
                <h2>{title}</h2>
                <ul>
                    {errors
                        .into_iter()
                        .map(|(field, text)| view! { <li><a href=format!("#{field}")>{text}</a></li> })
                        .collect_view()}
                </ul>
            </div>
        }
    })
}

/// The hidden idempotency key of a form: a second submit with the same key shows the first one's result.
#[component]
pub fn FormKey(
    /// Made by the server for this rendering of the form.
    key: String,
) -> impl IntoView {
    view! { <input type="hidden" name="key" value=key/> }
}
