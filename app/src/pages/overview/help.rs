//! Help: the calm card, or one line.

use super::OverviewModel;
use crate::texts::overview::OverviewTexts;
use leptos::prelude::*;

/// Pause, call me back, talk to someone, help near you. Warm words only after the debtor said there is trouble.
pub fn calm(model: &OverviewModel, t: &'static OverviewTexts) -> AnyView {
    let text = if model.layout.warm { t.help_warm } else { t.help_plain };
    view! {
        <p>{text}</p>
        <ul class="stack-tight">
            <li><a class="link-row" href="/help#pause">{t.help_pause}</a></li>
            <li><a class="link-row" href="/help#callback">{t.help_callback}</a></li>
            <li><a class="link-row" href="/chat">{t.help_talk}</a></li>
            <li><a class="link-row" href="/help#near">{t.help_near}</a></li>
        </ul>
    }
    .into_any()
}

/// One line.
pub fn link(t: &'static OverviewTexts) -> AnyView {
    view! { <p>{t.help_link_text}</p> <p><a class="button-quiet" href="/help">{t.help_link}</a></p> }.into_any()
}
