//! The steps of an agent's sign-in after the password: the code, and a password of one's own.

use crate::parts::ErrorSummary;
use crate::texts::console_steps::texts;
use crate::texts::{console_sign_in, fill};
use effen::kinds::Lang;
use leptos::prelude::*;

/// Shortest password that is taken, in characters.
pub const PASSWORD_CHARS_MIN: usize = 12;
/// Longest, in characters: a limit on what is hashed.
pub const PASSWORD_CHARS_MAX: usize = 200;

/// What is wrong with a new password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordProblem {
    /// Shorter than [`PASSWORD_CHARS_MIN`].
    TooShort,
    /// Longer than [`PASSWORD_CHARS_MAX`].
    TooLong,
    /// The second one differs.
    NotSame,
    /// It is the one in use.
    NotNew,
    /// Name or address stand in it.
    LooksLike,
}

/// A problem in words.
pub fn password_words(lang: Lang, problem: PasswordProblem) -> String {
    let t = texts(lang);
    let with = |text: &str, n: usize| fill(text, &[("n", &n.to_string())]);
    match problem {
        PasswordProblem::TooShort => with(t.too_short, PASSWORD_CHARS_MIN),
        PasswordProblem::TooLong => with(t.too_long, PASSWORD_CHARS_MAX),
        PasswordProblem::NotSame => t.not_same.to_owned(),
        PasswordProblem::NotNew => t.not_new.to_owned(),
        PasswordProblem::LooksLike => t.looks_like.to_owned(),
    }
}

/// What is wrong with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeProblem {
    /// Not right, or used before.
    Wrong,
    /// Too many tries.
    TooMany,
}

/// A problem in words.
pub fn code_words(lang: Lang, problem: CodeProblem) -> &'static str {
    match problem {
        CodeProblem::Wrong => texts(lang).code_wrong,
        CodeProblem::TooMany => texts(lang).too_many,
    }
}

fn sign_out(t: &'static str) -> AnyView {
    view! {
        <form method="post" action="/console/sign-out"><button class="button-quiet" type="submit">{t}</button></form>
    }
    .into_any()
}

/// A field for a code, with what is wrong with it.
pub fn code_field(label: &'static str, error: Option<&'static str>, focus: bool) -> AnyView {
    let invalid = error.is_some().then_some("true");
    let described = error.is_some().then_some("code-error");
    let error = error.map(|text| view! { <p class="field-error" id="code-error">{text}</p> });
    view! {
        <div class="field">
            <label for="code">{label}</label>
            {error}
            <input class="code" id="code" name="code" type="text" autocomplete="one-time-code" autocapitalize="characters"
                spellcheck="false" maxlength="20" required autofocus=focus aria-invalid=invalid
                aria-describedby=described/>
        </div>
    }
    .into_any()
}

/// The page that asks for the code.
pub fn code_page(lang: Lang, next: String, problem: Option<CodeProblem>) -> AnyView {
    let t = texts(lang);
    view! {
        <h1>{t.code_title}</h1>
        <p class="lead">{t.code_lead}</p>
        <form class="card stack" method="post" action="/console/sign-in/code" novalidate>
            <input type="hidden" name="next" value=next/>
            {code_field(t.code, problem.map(|problem| code_words(lang, problem)), true)}
            <p><button class="button" type="submit">{t.go_on}</button></p>
        </form>
        <p class="hint">{t.code_hint}</p>
        {sign_out(t.other)}
    }
    .into_any()
}

/// Two fields for a new password.
pub fn password_fields(lang: Lang, wrong: bool) -> AnyView {
    let t = texts(lang);
    let invalid = wrong.then_some("true");
    view! {
        <div class="field">
            <label for="new">{t.new_password}</label>
            <input id="new" name="new" type="password" autocomplete="new-password" required aria-invalid=invalid/>
        </div>
        <div class="field">
            <label for="again">{t.again}</label>
            <input id="again" name="again" type="password" autocomplete="new-password" required aria-invalid=invalid/>
        </div>
    }
    .into_any()
}

/// The page that asks for a password of one's own.
pub fn password_page(lang: Lang, next: String, problem: Option<PasswordProblem>) -> AnyView {
    let t = texts(lang);
    let errors = problem.map(|problem| ("new", password_words(lang, problem))).into_iter().collect::<Vec<_>>();
    view! {
        <h1>{t.password_title}</h1>
        <ErrorSummary title=console_sign_in::texts(lang).errors errors=errors/>
        <p class="lead">{fill(t.password_lead, &[("n", &PASSWORD_CHARS_MIN.to_string())])}</p>
        <form class="card stack" method="post" action="/console/sign-in/password" novalidate>
            <input type="hidden" name="next" value=next/>
            {password_fields(lang, problem.is_some())}
            <p><button class="button" type="submit">{t.save}</button></p>
        </form>
        {sign_out(t.other)}
    }
    .into_any()
}
