//! The demonstration's front page: sign in as somebody with one tap.

use crate::texts::demo::texts;
use effen::kinds::Lang;
use leptos::prelude::*;

/// One of the people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// File reference: what the button sends.
    pub reference: String,
    /// What the button says.
    pub label: String,
    /// Who they are, in a line.
    pub who: Option<&'static str>,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct DemoModel {
    /// Language.
    pub lang: Lang,
    /// The people with invoices.
    pub people: Vec<Person>,
    /// The name of the agent, if there is one.
    pub agent: Option<String>,
}

/// The page's title.
pub fn title(lang: Lang) -> &'static str {
    texts(lang).title
}

/// The page.
pub fn page(model: DemoModel) -> AnyView {
    let t = texts(model.lang);
    let nobody = (model.people.is_empty() && model.agent.is_none()).then(|| view! { <p>{t.nobody}</p> });
    let people = model
        .people
        .into_iter()
        .map(|person| {
            // The command that starts the demonstration prints an address with this anchor for each.
            let anchor = person.reference.clone();
            view! {
                <li id=anchor class="stack-tight">
                    <form method="post" action="/demo/sign-in">
                        <input type="hidden" name="reference" value=person.reference/>
                        <button class="button-quiet" type="submit">{t.enter_as} " " {person.label}</button>
                    </form>
                    {person.who.map(|who| view! { <p class="hint">{who}</p> })}
                </li>
            }
        })
        .collect_view();
    let agent = model.agent.map(|name| {
        view! {
            <h2 id="agent">{t.agents}</h2>
            <form method="post" action="/demo/agent">
                <button class="button-quiet" type="submit">{t.enter_as} " " {name}</button>
            </form>
        }
    });
    view! {
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {nobody}
        <h2>{t.people}</h2>
        <ul class="stack">{people}</ul>
        {agent}
        <p><a href="/demo/outbox">{t.outbox}</a></p>
    }
    .into_any()
}
