//! Sign-in for agents.

use crate::parts::ErrorSummary;
use crate::texts::console_sign_in::texts;
use effen::kinds::Lang;
use leptos::prelude::*;

/// What is wrong with what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsoleProblem {
    /// They do not belong together, or one is missing.
    Wrong,
    /// Too many tries.
    TooMany,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct ConsoleSignInModel {
    /// Language.
    pub lang: Lang,
    /// Where to go afterwards; '' for the console's front page.
    pub next: String,
    /// As typed. (A password is not sent back.)
    pub email: String,
    /// What is wrong.
    pub problem: Option<ConsoleProblem>,
    /// Just signed out?
    pub signed_out: bool,
}

/// The page's title.
pub fn title(lang: Lang) -> &'static str {
    texts(lang).title
}

/// The page.
pub fn page(model: ConsoleSignInModel) -> AnyView {
    let t = texts(model.lang);
    let errors = model
        .problem
        .map(|problem| match problem {
            ConsoleProblem::Wrong => ("email", t.wrong.to_owned()),
            ConsoleProblem::TooMany => ("email", t.too_many.to_owned()),
        })
        .into_iter()
        .collect::<Vec<_>>();
    let wrong = (model.problem == Some(ConsoleProblem::Wrong)).then_some("true");
    let out = model.signed_out.then(|| {
        view! { <div class="notice-bar" data-kind="success" role="status"><p>{t.signed_out}</p></div> }
    });
    view! {
        <h1>{t.title}</h1>
        {out}
        <ErrorSummary title=t.errors errors=errors/>
        <form class="card stack" method="post" action="/console/sign-in" novalidate>
            <input type="hidden" name="next" value=model.next/>
            <div class="field">
                <label for="email">{t.email}</label>
                <input id="email" name="email" type="email" value=model.email autocomplete="username" required
                    aria-invalid=wrong/>
            </div>
            <div class="field">
                <label for="password">{t.password}</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required
                    aria-invalid=wrong/>
            </div>
            <p><button class="button" type="submit">{t.enter}</button></p>
        </form>
        <p class="hint">{t.forgotten}</p>
        <p><a href="/sign-in">{t.not_here}</a></p>
    }
    .into_any()
}
