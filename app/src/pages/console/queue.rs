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
    /// Tables of law that have ended, a sentence each.
    pub law_ended: Vec<String>,
    /// Why the queue gave nothing.
    pub told: Option<String>,
}

/// The page.
pub fn page(model: QueueModel) -> AnyView {
    let t = texts(model.lang);
    let ended = model.law_ended.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    let ended = (!ended.is_empty()).then(|| {
        view! { <div class="notice-bar" data-kind="attention"><div class="stack-tight">{ended}</div></div> }
    });
    let told = model.told.map(|text| {
        view! { <div class="notice-bar" data-kind="attention" role="alert"><p>{text}</p></div> }
    });
    view! {
        <div class="console">
            {super::side(model.lang, t, model.queue, None)}
            <section class="console-talk" aria-label=t.talk>
                <h1>{t.queue}</h1>
                <p class="lead">{t.queue_lead}</p>
                {told}
                {ended}
            </section>
        </div>
    }
    .into_any()
}
