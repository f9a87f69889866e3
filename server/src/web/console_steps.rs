//! The steps of an agent's sign-in after the password: the code of the second step, and a password of one's own instead
//! of a one-time one.

pub mod device;
#[cfg(test)]
mod tests;

use super::console_sign_in::inside;
use super::session::{self, Assurance, EnteredAgent, Missing, with_cookie};
use super::sign_in::field;
use super::{problem, render};
use crate::app::App;
use crate::db::throttle::{self, Limit, QUARTER_MS};
use crate::db::{agent, agent_step, audit};
use crate::error::{Error, Result};
use crate::second_step::{self, Passed};
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use effen::ids::AgentId;
use effen_app::frame::Side;
use effen_app::pages::console_steps::{
    CodeProblem, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, PasswordProblem, code_page, password_page,
};
use effen_app::texts::console_steps::texts;
use leptos::prelude::AnyView;
use std::collections::BTreeMap;

/// Codes tried for one agent: six digits stay out of reach. Who tries has the password already.
pub const CODES_BY_AGENT: Limit = Limit { count_max: 6, window_ms: QUARTER_MS };

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/console/sign-in/code", get(show_code).post(enter_code))
        .route("/console/sign-in/password", get(show_password).post(choose_password))
}

async fn respond<F>(app: &App, who: &EnteredAgent, title: &str, status: StatusCode, view: F) -> Response
where
    F: FnOnce() -> AnyView + Send + 'static,
{
    let mut frame = render::frame(app, &who.session.visitor, title, "/console/sign-in");
    frame.side = Side::Console;
    render::page(frame, status, view).await
}

fn onward(fields: &BTreeMap<String, String>) -> String {
    inside(field(fields, "next")).unwrap_or("/console").to_owned()
}

async fn show_code(
    State(app): State<App>,
    who: EnteredAgent,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let next = onward(&query);
    if who.missing(&app, "") != Some(Missing::Code) {
        return Redirect::to(&next).into_response();
    }
    let lang = who.session.visitor.lang;
    respond(&app, &who, texts(lang).code_title, StatusCode::OK, move || code_page(lang, next, None)).await
}

async fn enter_code(
    State(app): State<App>,
    who: EnteredAgent,
    headers: HeaderMap,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Response {
    let (next, lang) = (onward(&fields), who.session.visitor.lang);
    if who.missing(&app, "") != Some(Missing::Code) {
        return Redirect::to(&next).into_response();
    }
    let (status, problem) = match pass(&app, &who, &headers, field(&fields, "code")).await {
        Ok(Some(cookies)) => {
            let go = Redirect::to(&next).into_response();
            return cookies.into_iter().fold(go, with_cookie);
        }
        Ok(None) => (StatusCode::UNPROCESSABLE_ENTITY, CodeProblem::Wrong),
        Err(Error::TooMany(_)) => (StatusCode::TOO_MANY_REQUESTS, CodeProblem::TooMany),
        Err(error) => return problem::respond(&app, &who.session.visitor, &error).await,
    };
    respond(&app, &who, texts(lang).code_title, status, move || code_page(lang, next, Some(problem))).await
}

/// A new session (a token from before the code is worth nothing after it), and the browser is known from here on.
async fn pass(
    app: &App,
    who: &EnteredAgent,
    headers: &HeaderMap,
    typed: &str,
) -> Result<Option<[axum::http::HeaderValue; 2]>> {
    let agent = &who.session.agent;
    if take_code(app, agent, headers, &who.email, typed).await?.is_none() {
        return Ok(None);
    }
    let entered = session::enter_agent(app, headers, agent, Assurance::SecondStep).await?;
    Ok(Some([entered, device::remember(app, agent).await?]))
}

/// Takes a code of this agent, once; counts the tries before it looks. A recovery code that was used stands in the audit
/// log.
///
/// # Errors
/// [`Error::TooMany`]; when the database does not answer.
pub async fn take_code(
    app: &App,
    agent: &AgentId,
    headers: &HeaderMap,
    email: &str,
    typed: &str,
) -> Result<Option<Passed>> {
    let now = app.now_ms();
    // Tries from a browser the agent knows count apart: a stolen password does not lock its owner out.
    let apart = device::known(app, headers, email).await?.map(|device| format!("-device:{device}")).unwrap_or_default();
    throttle::count(&app.db, &format!("console-code:{agent}{apart}"), CODES_BY_AGENT, now).await?;
    let row = agent_step::find(&app.db, agent).await?;
    let mut tx = app.db.begin().await?;
    let passed = second_step::take(&mut tx, agent, &row, typed, now).await?;
    if passed == Some(Passed::Recovery) {
        note(&mut tx, agent, agent, "recovery_code_used", now).await?;
    }
    tx.commit().await?;
    Ok(passed)
}

/// Writes down what somebody did with an agent's sign-in.
pub async fn note(tx: &mut crate::db::Tx, by: &AgentId, about: &AgentId, action: &str, now_ms: i64) -> Result<()> {
    audit::create_without_debtor(tx, now_ms, &format!("agent:{by}"), action, about.as_str(), "").await
}

async fn show_password(
    State(app): State<App>,
    who: EnteredAgent,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let next = onward(&query);
    if who.missing(&app, "") != Some(Missing::Password) {
        return Redirect::to(&next).into_response();
    }
    let lang = who.session.visitor.lang;
    respond(&app, &who, texts(lang).password_title, StatusCode::OK, move || password_page(lang, next, None)).await
}

async fn choose_password(
    State(app): State<App>,
    who: EnteredAgent,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Response {
    let (next, lang) = (onward(&fields), who.session.visitor.lang);
    if who.missing(&app, "") != Some(Missing::Password) {
        return Redirect::to(&next).into_response();
    }
    match change_password(&app, &who, field(&fields, "new"), field(&fields, "again")).await {
        Ok(None) => Redirect::to(&next).into_response(),
        Ok(Some(problem)) => {
            let view = move || password_page(lang, next, Some(problem));
            respond(&app, &who, texts(lang).password_title, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
        Err(error) => problem::respond(&app, &who.session.visitor, &error).await,
    }
}

/// Stores a new password and ends every other session; gives what is wrong with it.
///
/// # Errors
/// [`Error::TooMany`] when the hashing's queue is full.
pub async fn change_password(app: &App, who: &EnteredAgent, new: &str, again: &str) -> Result<Option<PasswordProblem>> {
    if let Some(problem) = judge(new, again, &who.session.name, &who.email) {
        return Ok(Some(problem));
    }
    let agent = &who.session.agent;
    let old = agent::find_password(&app.db, agent).await?;
    if app.hashing.verify(new, old).await? {
        return Ok(Some(PasswordProblem::NotNew));
    }
    let hash = app.hashing.hash(new).await?;
    let now = app.now_ms();
    let mut tx = app.db.begin().await?;
    agent::set_password(&mut tx, agent, &hash, false, Some(&who.session.token_hash), now).await?;
    note(&mut tx, agent, agent, "password_changed", now).await?;
    tx.commit().await?;
    Ok(None)
}

/// What is wrong with a password, by length and by what anybody would guess first. No rules about signs: they make
/// passwords worse.
fn judge(new: &str, again: &str, name: &str, email: &str) -> Option<PasswordProblem> {
    let length = new.chars().count();
    let small = new.to_lowercase();
    let user = email.split('@').next().unwrap_or(email);
    let parts = name.split_whitespace().chain([user]).map(str::to_lowercase).filter(|part| part.chars().count() > 3);
    let guessed = parts.into_iter().any(|part| small.contains(&part));
    match () {
        () if length < PASSWORD_CHARS_MIN => Some(PasswordProblem::TooShort),
        () if length > PASSWORD_CHARS_MAX => Some(PasswordProblem::TooLong),
        () if new != again => Some(PasswordProblem::NotSame),
        () if guessed => Some(PasswordProblem::LooksLike),
        () => None,
    }
}
