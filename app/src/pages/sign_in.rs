//! Sign-in for debtors: with the code of a letter, or by a link in a mail.

use crate::parts::ErrorSummary;
use crate::texts::sign_in::{SignInTexts, texts};
use effen::kinds::Lang;
use leptos::prelude::*;

/// Why somebody is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Asked for a page without being signed in.
    Again,
    /// The session ended with something typed, which is kept.
    Kept,
    /// The page shows more than a pay link may see.
    More,
    /// What was asked needs the code of a letter.
    CodeNeeded,
    /// Just signed out.
    SignedOut,
}

/// What is wrong with what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInProblem {
    /// No reference.
    NoReference,
    /// No code.
    NoCode,
    /// Neither address nor reference in the second form.
    NoWho,
    /// They do not belong together, or one of them does not exist: never said which.
    Wrong,
    /// Too many tries.
    TooMany,
}

impl SignInProblem {
    fn field(self) -> &'static str {
        match self {
            Self::NoReference | Self::Wrong | Self::TooMany => "reference",
            Self::NoCode => "code",
            Self::NoWho => "who",
        }
    }

    fn text(self, t: &SignInTexts) -> &'static str {
        match self {
            Self::NoReference => t.no_reference,
            Self::NoCode => t.no_code,
            Self::NoWho => t.no_who,
            Self::Wrong => t.wrong,
            Self::TooMany => t.too_many,
        }
    }
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct SignInModel {
    /// Language.
    pub lang: Lang,
    /// Is this the front page? Then it says what this is.
    pub home: bool,
    /// Where to go afterwards; '' for the overview.
    pub next: String,
    /// Why somebody is here.
    pub reason: Option<Reason>,
    /// As typed.
    pub reference: String,
    /// As typed.
    pub code: String,
    /// As typed.
    pub who: String,
    /// What is wrong.
    pub problems: Vec<SignInProblem>,
    /// Offer the demonstration's list.
    pub demo: bool,
    /// The agency's telephone number.
    pub phone: String,
}

/// The page's title.
pub fn title(lang: Lang) -> &'static str {
    texts(lang).title
}

/// The page.
pub fn page(model: SignInModel) -> AnyView {
    let t = texts(model.lang);
    let errors: Vec<_> = model.problems.iter().map(|problem| (problem.field(), problem.text(t).to_owned())).collect();
    let reason = model.reason.map(|reason| {
        let (kind, text) = match reason {
            Reason::Again => ("info", t.again),
            Reason::Kept => ("success", t.kept),
            Reason::More => ("info", t.more),
            Reason::CodeNeeded => ("info", t.code_needed),
            Reason::SignedOut => ("success", t.signed_out),
        };
        view! { <div class="notice-bar" data-kind=kind role="status"><p>{text}</p></div> }
    });
    let what = model.home.then(|| {
        let items = t.what.iter().map(|&line| view! { <li>{line}</li> }).collect_view();
        view! { <section class="stack"><h2>{t.what_title}</h2><ul>{items}</ul></section> }
    });
    let demo = model.demo.then(|| view! { <p><a class="button-quiet" href="/demo">{t.demo}</a></p> });
    let tel = format!("tel:{}", model.phone.replace(' ', ""));
    view! {
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {reason}
        <ErrorSummary title=t.errors errors=errors/>
        {demo}
        {code_form(&model, t)}
        {mail_form(&model, t)}
        <p>{t.call} " " <a class="nowrap" href=tel>{model.phone.clone()}</a></p>
        <p><a href="/really-us">{t.doubt}</a></p>
        {what}
    }
    .into_any()
}

fn code_form(model: &SignInModel, t: &'static SignInTexts) -> AnyView {
    let has = |problem| model.problems.contains(&problem);
    let error =
        |on: bool, id: &'static str, text: &'static str| on.then(|| view! { <p class="field-error" id=id>{text}</p> });
    let (no_reference, no_code, wrong) =
        (has(SignInProblem::NoReference), has(SignInProblem::NoCode), has(SignInProblem::Wrong));
    view! {
        <section class="card stack">
            <h2>{t.code_title}</h2>
            <form class="stack" method="post" action="/sign-in" novalidate>
                <input type="hidden" name="next" value=model.next.clone()/>
                <div class="field">
                    <label for="reference">{t.reference}</label>
                    <p class="hint" id="reference-hint">{t.reference_hint}</p>
                    {error(no_reference, "reference-error", t.no_reference)}
                    <input id="reference" name="reference" value=model.reference.clone() autocomplete="username"
                        autocapitalize="characters" spellcheck="false" required
                        aria-describedby="reference-hint" aria-invalid=(no_reference || wrong).then_some("true")/>
                </div>
                <div class="field">
                    <label for="code">{t.code}</label>
                    <p class="hint" id="code-hint">{t.code_hint}</p>
                    {error(no_code, "code-error", t.no_code)}
                    <input id="code" class="code" name="code" value=model.code.clone() autocomplete="current-password"
                        autocapitalize="characters" spellcheck="false" required
                        aria-describedby="code-hint" aria-invalid=(no_code || wrong).then_some("true")/>
                </div>
                <p><button class="button" type="submit">{t.enter}</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn mail_form(model: &SignInModel, t: &'static SignInTexts) -> AnyView {
    let missing = model.problems.contains(&SignInProblem::NoWho);
    let error = missing.then(|| view! { <p class="field-error" id="who-error">{t.no_who}</p> });
    view! {
        <section class="card stack">
            <h2>{t.mail_title}</h2>
            <p>{t.mail_lead}</p>
            <form class="stack" method="post" action="/sign-in/mail" novalidate>
                <input type="hidden" name="next" value=model.next.clone()/>
                <div class="field">
                    <label for="who">{t.who}</label>
                    {error}
                    <input id="who" name="who" value=model.who.clone() autocomplete="email" autocapitalize="none"
                        spellcheck="false" required aria-invalid=missing.then_some("true")/>
                </div>
                <p><button class="button-quiet" type="submit">{t.mail_me}</button></p>
            </form>
        </section>
    }
    .into_any()
}

/// After asking for a mail: the same for everybody, known or not.
pub fn sent_page(lang: Lang, phone: String) -> AnyView {
    let t = texts(lang);
    let tel = format!("tel:{}", phone.replace(' ', ""));
    view! {
        <h1>{t.sent_title}</h1>
        <p class="lead">{t.sent}</p>
        <p>{t.sent_nothing} " " <a class="nowrap" href=tel>{phone}</a></p>
        <p><a class="back-link" href="/sign-in">{t.sent_back}</a></p>
    }
    .into_any()
}

/// The title of [`sent_page`].
pub fn sent_title(lang: Lang) -> &'static str {
    texts(lang).sent_title
}
