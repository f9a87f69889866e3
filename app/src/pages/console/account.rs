//! An agent's own account: second step, recovery codes, password, sessions.

use crate::pages::console_steps::{
    CodeProblem, PasswordProblem, code_field, code_words, password_fields, password_words,
};
use crate::parts::ErrorSummary;
use crate::texts::console_account::{ConsoleAccountTexts, role_words, texts};
use crate::texts::{console_steps, fill};
use effen::kinds::Lang;
use effen::money::Cents;
use effen::staff::Role;
use leptos::prelude::*;

/// A session in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionItem {
    /// What names it when it is ended.
    pub id: String,
    /// The browser; '' when unknown.
    pub browser: String,
    /// When it was used last, in words.
    pub seen: String,
    /// When it began, in words.
    pub began: String,
    /// Is it this one?
    pub here: bool,
}

/// What is wrong with what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountProblem {
    /// The password in use was not right.
    OldPassword,
    /// The new one cannot be taken.
    NewPassword(PasswordProblem),
    /// The code was not right.
    Code(CodeProblem),
    /// Too many tries of the password.
    TooMany,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct AccountModel {
    /// Language.
    pub lang: Lang,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Role.
    pub role: Role,
    /// Names of the creditors they serve; `None`: all.
    pub creditors: Option<Vec<String>>,
    /// Cents of one waiver; `None`: no limit.
    pub waive_cents_max: Option<i64>,
    /// Since when the second step is on (in words), and how many recovery codes are left.
    pub step: Option<(String, i64)>,
    /// Does the operator ask for a second step?
    pub step_asked: bool,
    /// Their sessions, the latest used first.
    pub sessions: Vec<SessionItem>,
    /// What is wrong.
    pub problem: Option<AccountProblem>,
}

/// The page.
pub fn page(model: AccountModel) -> AnyView {
    let (lang, t) = (model.lang, texts(model.lang));
    let errors: Vec<(&'static str, String)> = match model.problem {
        None => Vec::new(),
        Some(AccountProblem::OldPassword) => vec![("old", t.password_wrong.to_owned())],
        Some(AccountProblem::NewPassword(problem)) => vec![("new", password_words(lang, problem))],
        Some(AccountProblem::Code(problem)) => vec![("code", code_words(lang, problem).to_owned())],
        Some(AccountProblem::TooMany) => vec![("old", console_steps::texts(lang).too_many.to_owned())],
    };
    view! {
        <h1>{t.title}</h1>
        <ErrorSummary title=t.check errors=errors/>
        {who(&model, t)}
        {step(&model, t)}
        {password(&model, t)}
        {sessions(&model, t)}
    }
    .into_any()
}

fn who(model: &AccountModel, t: &'static ConsoleAccountTexts) -> AnyView {
    let serves = match &model.creditors {
        None => t.serves_all.to_owned(),
        Some(names) if names.is_empty() => "–".to_owned(),
        Some(names) => names.join(", "),
    };
    let limit = model.waive_cents_max.map_or_else(|| t.limit_none.to_owned(), |cents| Cents(cents).format(model.lang));
    let rows = [
        (t.name, model.name.clone()),
        (t.email, model.email.clone()),
        (t.role, role_words(model.lang, model.role).to_owned()),
        (t.serves, serves),
        (t.limit, limit),
    ];
    let rows =
        rows.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect_view();
    view! { <section class="block"><h2>{t.who}</h2><dl class="facts">{rows}</dl></section> }.into_any()
}

/// A form that asks for a code before it does something.
fn with_code(action: &'static str, button: &'static str, hint: Option<&'static str>, label: &'static str) -> AnyView {
    let id = format!("code-{}", action.rsplit('/').next().unwrap_or_default());
    let hint = hint.map(|text| view! { <p class="hint">{text}</p> });
    view! {
        <details class="disclosure">
            <summary>{button}</summary>
            <form method="post" action=action class="stack">
                {hint}
                <div class="field">
                    <label for=id.clone()>{label}</label>
                    <input class="code" id=id name="code" type="text" autocomplete="one-time-code" maxlength="20" required/>
                </div>
                <p><button class="button-quiet" type="submit">{button}</button></p>
            </form>
        </details>
    }
    .into_any()
}

fn step(model: &AccountModel, t: &'static ConsoleAccountTexts) -> AnyView {
    let content = match &model.step {
        None => {
            let asked = model.step_asked.then(|| {
                view! { <div class="notice-bar" data-kind="attention"><p>{t.step_asked}</p></div> }
            });
            view! {
                {asked}
                <p>{t.step_off}</p>
                <form method="post" action="/console/account/second-step/start">
                    <button class="button" type="submit">{t.step_start}</button>
                </form>
            }
            .into_any()
        }
        Some((since, left)) => {
            let on = fill(t.step_on, &[("date", since), ("n", &left.to_string())]);
            let remove = (!model.step_asked)
                .then(|| with_code("/console/account/second-step/remove", t.step_remove, None, t.code_now));
            view! {
                <p>{on}</p>
                {with_code("/console/account/second-step/codes", t.step_codes, None, t.code_now)}
                {with_code("/console/account/second-step/start", t.step_again, Some(t.step_again_hint), t.code_now)}
                {remove}
            }
            .into_any()
        }
    };
    view! { <section class="block" id="second-step"><h2>{t.step}</h2>{content}</section> }.into_any()
}

fn password(model: &AccountModel, t: &'static ConsoleAccountTexts) -> AnyView {
    let old = matches!(model.problem, Some(AccountProblem::OldPassword | AccountProblem::TooMany));
    let new = matches!(model.problem, Some(AccountProblem::NewPassword(_)));
    view! {
        <section class="block" id="password">
            <h2>{t.password}</h2>
            <details class="disclosure" open={old || new}>
                <summary>{t.password_change}</summary>
                <form method="post" action="/console/account/password" class="stack" novalidate>
                    <input type="hidden" name="username" autocomplete="username" value=model.email.clone()/>
                    <div class="field">
                        <label for="old">{t.password_old}</label>
                        <input id="old" name="old" type="password" autocomplete="current-password" required
                            aria-invalid=old.then_some("true")/>
                    </div>
                    {password_fields(model.lang, new)}
                    <p class="hint">{t.password_hint}</p>
                    <p><button class="button" type="submit">{t.password_change}</button></p>
                </form>
            </details>
        </section>
    }
    .into_any()
}

fn sessions(model: &AccountModel, t: &'static ConsoleAccountTexts) -> AnyView {
    let others = model.sessions.iter().any(|one| !one.here);
    let items = model.sessions.iter().map(|one| session_item(one, t)).collect_view();
    let all = others.then(|| {
        view! {
            <form method="post" action="/console/account/sessions/end">
                <button class="button-quiet" type="submit">{t.sessions_end}</button>
            </form>
        }
    });
    view! {
        <section class="block" id="sessions">
            <h2>{t.sessions}</h2>
            <ul class="stack">{items}</ul>
            {all}
        </section>
    }
    .into_any()
}

fn session_item(one: &SessionItem, t: &'static ConsoleAccountTexts) -> AnyView {
    let browser = if one.browser.is_empty() { t.session_unknown.to_owned() } else { one.browser.clone() };
    let seen = if one.here { t.session_here.to_owned() } else { fill(t.session_seen, &[("time", &one.seen)]) };
    let began = fill(t.session_began, &[("time", &one.began)]);
    let end = (!one.here).then(|| {
        let more = format!(": {browser}");
        view! {
            <form method="post" action="/console/account/sessions/end">
                <input type="hidden" name="session" value=one.id.clone()/>
                <button class="button-quiet" type="submit">
                    {t.session_end} <span class="visually-hidden">{more}</span>
                </button>
            </form>
        }
    });
    view! {
        <li class="split">
            <p><strong>{browser.clone()}</strong> " · " {seen} <br/> <span class="hint">{began}</span></p>
            {end}
        </li>
    }
    .into_any()
}

/// A secret, to be put into an app.
#[derive(Debug, Clone)]
pub struct SecretModel {
    /// Language.
    pub lang: Lang,
    /// In base32.
    pub secret: String,
    /// What an app on this device opens.
    pub link: String,
    /// The same as a picture.
    pub image: String,
    /// What is wrong with the code.
    pub problem: Option<CodeProblem>,
}

/// The page that turns the second step on.
pub fn secret_page(model: SecretModel) -> AnyView {
    let t = texts(model.lang);
    let groups: Vec<String> =
        model.secret.as_bytes().chunks(4).map(|part| String::from_utf8_lossy(part).into_owned()).collect();
    view! {
        <h1>{t.step_title}</h1>
        <p class="lead">{t.step_how}</p>
        <p><img src=model.image alt=t.step_picture width="240" height="240"/></p>
        <dl class="facts"><div><dt>{t.step_key}</dt><dd><code>{groups.join(" ")}</code></dd></div></dl>
        <p><a href=model.link>{t.step_link}</a></p>
        <form class="card stack" method="post" action="/console/account/second-step/confirm" novalidate>
            <input type="hidden" name="secret" value=model.secret/>
            {code_field(t.step_code, model.problem.map(|problem| code_words(model.lang, problem)), false)}
            <p><button class="button" type="submit">{t.step_confirm}</button></p>
        </form>
    }
    .into_any()
}

/// The page that shows new recovery codes, once.
pub fn codes_page(lang: Lang, codes: Vec<String>) -> AnyView {
    let t = texts(lang);
    let items = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view();
    view! {
        <h1>{t.codes_title}</h1>
        <p class="lead">{t.codes_lead}</p>
        <ol class="stack-tight">{items}</ol>
        <p class="no-print"><a class="button" href="/console/account">{t.codes_kept}</a></p>
    }
    .into_any()
}

/// The page's title.
pub fn title(lang: Lang) -> &'static str {
    texts(lang).title
}
