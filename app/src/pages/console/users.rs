//! Colleagues: who works here, what they may, whose files they see.

use crate::parts::{ErrorSummary, FormKey};
use crate::texts::console_account::role_words;
use crate::texts::console_users::{ConsoleUsersTexts, texts};
use crate::texts::fill;
use effen::kinds::Lang;
use effen::money::Cents;
use effen::staff::Role;
use leptos::prelude::*;

/// Longest name, in characters.
pub const NAME_CHARS_MAX: usize = 60;

/// A colleague in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserItem {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Role.
    pub role: Role,
    /// How many creditors they serve; `None`: all.
    pub creditors: Option<i64>,
    /// Cents of one waiver; `None`: no limit.
    pub waive_cents_max: Option<i64>,
    /// Do they sign in with a second step?
    pub second_step: bool,
    /// Where they stand, in words.
    pub state: String,
    /// Is it the one who looks?
    pub me: bool,
}

/// What was typed about a colleague.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserTyped {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Role, as its word.
    pub role: String,
    /// The limit; '' is none.
    pub limit: String,
    /// All creditors?
    pub all: bool,
    /// Ids of creditors.
    pub creditors: Vec<String>,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserProblem {
    /// No name, or too long.
    Name,
    /// No address.
    Email,
    /// Somebody has it.
    Taken,
    /// A role that may not be given.
    Role,
    /// No amount.
    Limit,
    /// Above the giver's own limit.
    LimitAbove,
    /// None chosen.
    NoCreditor,
    /// Nobody would be left who may do everything.
    LastAdmin,
}

fn problem_words(t: &'static ConsoleUsersTexts, problem: UserProblem) -> (&'static str, String) {
    let (field, text) = match problem {
        UserProblem::Name => return ("name", fill(t.wrong_name, &[("n", &NAME_CHARS_MAX.to_string())])),
        UserProblem::Email => ("email", t.wrong_email),
        UserProblem::Taken => ("email", t.taken),
        UserProblem::Role => ("role", t.wrong_role),
        UserProblem::Limit => ("limit", t.wrong_limit),
        UserProblem::LimitAbove => ("limit", t.limit_above),
        UserProblem::NoCreditor => ("all", t.no_creditor),
        UserProblem::LastAdmin => ("role", t.last_admin),
    };
    (field, text.to_owned())
}

/// What both forms need.
#[derive(Debug, Clone)]
pub struct UserForm {
    /// As typed, or as it stands.
    pub typed: UserTyped,
    /// Roles that may be given.
    pub roles: Vec<Role>,
    /// Every creditor: id and name.
    pub creditors: Vec<(String, String)>,
    /// What is wrong.
    pub problems: Vec<UserProblem>,
    /// Idempotency key.
    pub key: String,
}

/// The list.
#[derive(Debug, Clone)]
pub struct UsersModel {
    /// Language.
    pub lang: Lang,
    /// Everybody.
    pub users: Vec<UserItem>,
    /// The form for a new one.
    pub form: UserForm,
}

fn limit_words(lang: Lang, t: &'static ConsoleUsersTexts, limit: Option<i64>) -> String {
    limit.map_or_else(|| t.no_limit.to_owned(), |cents| Cents(cents).format(lang))
}

/// The list, with the form for a new colleague.
pub fn page(model: UsersModel) -> AnyView {
    let (lang, t) = (model.lang, texts(model.lang));
    let rows = model.users.iter().map(|user| row(lang, user, t)).collect_view();
    let errors: Vec<_> = model.form.problems.iter().map(|&problem| problem_words(t, problem)).collect();
    let open = !errors.is_empty();
    view! {
        <h1>{t.title}</h1>
        <ErrorSummary title=t.check errors=errors/>
        <p class="lead">{t.lead}</p>
        <table class="table">
            <thead><tr>
                <th scope="col">{t.name}</th><th scope="col">{t.role}</th><th scope="col">{t.serves}</th>
                <th scope="col">{t.limit}</th><th scope="col">{t.step}</th><th scope="col">{t.state}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
        <details class="disclosure" id="add" open=open>
            <summary>{t.add}</summary>
            <form method="post" action="/console/users" class="stack" novalidate>
                <FormKey key=model.form.key.clone()/>
                <div class="field">
                    <label for="email">{t.email}</label>
                    <input id="email" name="email" type="email" autocomplete="off" value=model.form.typed.email.clone()/>
                </div>
                {fields(lang, &model.form, t)}
                <p class="hint">{t.add_hint}</p>
                <p><button class="button" type="submit">{t.add}</button></p>
            </form>
        </details>
    }
    .into_any()
}

fn row(lang: Lang, user: &UserItem, t: &'static ConsoleUsersTexts) -> AnyView {
    let serves = user.creditors.map_or_else(|| t.all.to_owned(), |n| n.to_string());
    let me = user.me.then(|| format!(" ({})", t.you));
    view! {
        <tr>
            <th scope="row" data-label=t.name>
                <a href=format!("/console/user/{}", user.id)>{user.name.clone()}</a> {me} <br/>
                <span class="hint">{user.email.clone()}</span>
            </th>
            <td data-label=t.role>{role_words(lang, user.role)}</td>
            <td data-label=t.serves>{serves}</td>
            <td data-label=t.limit class="amount">{limit_words(lang, t, user.waive_cents_max)}</td>
            <td data-label=t.step>{if user.second_step { t.yes } else { t.no }}</td>
            <td data-label=t.state>{user.state.clone()}</td>
        </tr>
    }
    .into_any()
}

/// Name, role, limit and creditors.
fn fields(lang: Lang, form: &UserForm, t: &'static ConsoleUsersTexts) -> AnyView {
    let typed = &form.typed;
    let invalid = |wanted: &[UserProblem]| form.problems.iter().any(|one| wanted.contains(one)).then_some("true");
    let roles = form
        .roles
        .iter()
        .map(|&role| {
            let chosen = role.as_str() == typed.role;
            view! { <option value=role.as_str() selected=chosen>{role_words(lang, role)}</option> }
        })
        .collect_view();
    let creditors = form
        .creditors
        .iter()
        .map(|(id, name)| {
            let on = !typed.all && typed.creditors.contains(id);
            view! {
                <label class="choice">
                    <input type="checkbox" name="creditor" value=id.clone() checked=on/><span>{name.clone()}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for="name">{t.name}</label>
            <input id="name" name="name" type="text" autocomplete="off" maxlength=NAME_CHARS_MAX.to_string()
                value=typed.name.clone() aria-invalid=invalid(&[UserProblem::Name])/>
        </div>
        <div class="field">
            <label for="role">{t.role}</label>
            <p class="hint" id="role-hint">{t.role_hint}</p>
            <select id="role" name="role" class="short" aria-describedby="role-hint">{roles}</select>
        </div>
        <div class="field">
            <label for="limit">{t.limit_field}</label>
            <p class="hint" id="limit-hint">{t.limit_hint}</p>
            <input class="short" id="limit" name="limit" type="text" inputmode="decimal" autocomplete="off"
                value=typed.limit.clone() aria-describedby="limit-hint"
                aria-invalid=invalid(&[UserProblem::Limit, UserProblem::LimitAbove])/>
        </div>
        <fieldset class="choices">
            <legend>{t.serves}</legend>
            <p class="hint">{t.serves_hint}</p>
            <label class="choice">
                <input type="radio" id="all" name="serves" value="all" checked=typed.all/><span>{t.serves_all}</span>
            </label>
            <label class="choice">
                <input type="radio" name="serves" value="some" checked=!typed.all/><span>{t.serves_some}</span>
            </label>
            {creditors}
        </fieldset>
    }
    .into_any()
}

/// May the one who looks change this colleague?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayChange {
    /// Yes.
    Yes,
    /// It is themselves.
    Self_,
    /// The colleague may more than they.
    Above,
}

/// One colleague.
#[derive(Debug, Clone)]
pub struct UserModel {
    /// Language.
    pub lang: Lang,
    /// The colleague.
    pub user: UserItem,
    /// Are they shut out?
    pub disabled: bool,
    /// May they be changed?
    pub may: MayChange,
    /// The form.
    pub form: UserForm,
}

/// The page of one colleague.
pub fn user_page(model: UserModel) -> AnyView {
    let (lang, t) = (model.lang, texts(model.lang));
    let errors: Vec<_> = model.form.problems.iter().map(|&problem| problem_words(t, problem)).collect();
    let content = match model.may {
        MayChange::Self_ => view! { <p>{t.self_hint}</p> }.into_any(),
        MayChange::Above => view! { <p>{t.above_hint}</p> }.into_any(),
        MayChange::Yes => view! {
            <form method="post" action=format!("/console/user/{}", model.user.id) class="card stack" novalidate>
                <FormKey key=model.form.key.clone()/>
                {fields(lang, &model.form, t)}
                <p><button class="button" type="submit">{t.save}</button></p>
            </form>
            {access(&model, t)}
        }
        .into_any(),
    };
    view! {
        <p><a href="/console/users">{t.back}</a></p>
        <h1>{model.user.name.clone()}</h1>
        <ErrorSummary title=t.check errors=errors/>
        <p class="hint">
            {model.user.email.clone()} " · " {role_words(lang, model.user.role)} " · " {model.user.state.clone()}
        </p>
        {content}
    }
    .into_any()
}

fn access(model: &UserModel, t: &'static ConsoleUsersTexts) -> AnyView {
    let action = format!("/console/user/{}/access", model.user.id);
    let button = |act: &'static str, words: &'static str, hint: Option<&'static str>| {
        let hint = hint.map(|text| view! { <p class="hint">{text}</p> });
        view! {
            <form method="post" action=action.clone() class="stack-tight">
                {hint}
                <div><button class="button-quiet" type="submit" name="act" value=act>{words}</button></div>
            </form>
        }
        .into_any()
    };
    let step = model.user.second_step.then(|| button("step", t.step_off, Some(t.step_off_hint)));
    let switch = match model.disabled {
        true => button("enable", t.enable, None),
        false => button("disable", t.disable, None),
    };
    view! {
        <section class="block">
            <h2>{t.access}</h2>
            {button("password", t.new_password, Some(t.add_hint))}
            {step}
            {button("out", t.sign_out, None)}
            {switch}
        </section>
    }
    .into_any()
}

/// The page that shows a one-time password.
pub fn password_page(lang: Lang, id: String, name: String, password: String) -> AnyView {
    let t = texts(lang);
    view! {
        <h1>{fill(t.password_is, &[("name", &name)])}</h1>
        <p class="lead">{t.password_lead}</p>
        <p><code>{password}</code></p>
        <p class="no-print"><a class="button" href=format!("/console/user/{id}")>{name}</a></p>
    }
    .into_any()
}
