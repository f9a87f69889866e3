//! The console's first page: who waits.

use crate::console_texts::texts;
use crate::islands::console::view::QueueView;
use effen::kinds::Lang;
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct QueueModel {
    /// Language.
    pub lang: Lang,
    /// Who waits.
    pub queue: QueueView,
}

/// The page.
pub fn page(model: QueueModel) -> AnyView {
    let t = texts(model.lang);
    view! {
        <div class="console">
            {super::side(model.lang, t, model.queue, None)}
            <section class="console-talk" aria-label=t.talk><h1>{t.queue}</h1><p class="lead">{t.queue_lead}</p></section>
        </div>
    }
    .into_any()
}
