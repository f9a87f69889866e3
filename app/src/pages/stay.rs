//! Says until when somebody is signed in.

use crate::texts::shell::texts;
use effen::kinds::Lang;
use leptos::prelude::*;

/// The page; `until` is a time of day.
pub fn page(lang: Lang, until: String) -> AnyView {
    let t = texts(lang);
    view! {
        <h1>{t.stay_title}</h1>
        <p class="lead">{format!("{} {until}. {}", t.stay_until, t.stay_close)}</p>
    }
    .into_any()
}
