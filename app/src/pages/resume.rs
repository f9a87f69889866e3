//! What was typed before a session ended, to be sent on with one tap. Works for every form, because it sends exactly
//! what the form would have sent.

use crate::texts::resume::texts;
use effen::kinds::Lang;
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct ResumeModel {
    /// Language.
    pub lang: Lang,
    /// Where the form goes.
    pub action: String,
    /// Names and values.
    pub fields: Vec<(String, String)>,
    /// The page it stood on.
    pub to: String,
}

/// The page's title.
pub fn title(lang: Lang) -> &'static str {
    texts(lang).title
}

/// Did a person type this, as far as one can see? Ids, keys and chosen words of ours are not shown.
fn typed(value: &str) -> bool {
    let number = value.chars().any(|sign| sign.is_ascii_digit())
        && value.chars().all(|sign| sign.is_ascii_digit() || ".,€ -/".contains(sign));
    number || value.contains([' ', '@', '\n'])
}

/// The page.
pub fn page(model: ResumeModel) -> AnyView {
    let t = texts(model.lang);
    let lines: Vec<String> =
        model.fields.iter().map(|(_, value)| value.trim().to_owned()).filter(|value| typed(value)).collect();
    let shown = (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|line| view! { <p class="mail">{line}</p> }).collect_view();
        view! { <section class="stack"><h2>{t.typed}</h2>{lines}</section> }
    });
    let inputs = model
        .fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    view! {
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {shown}
        <form method="post" action=model.action>
            {inputs}
            <button class="button" type="submit">{t.send}</button>
        </form>
        <form method="post" action="/resume/drop">
            <input type="hidden" name="to" value=model.to/>
            <button class="button-quiet" type="submit">{t.back}</button>
        </form>
    }
    .into_any()
}
