//! Sign-in of agents: e-mail and password, the same answer and the same work whether the address is known or not. What
//! comes after the password stands in [`super::console_steps`].

use super::console_steps::device;
use super::session::{self, Assurance, with_cookie};
use super::sign_in::field;
use super::source::Source;
use super::visitor::Visitor;
use super::{next, problem, render};
use crate::app::App;
use crate::db::throttle::{self, Limit, QUARTER_MS};
use crate::db::{agent, agent_step};
use crate::error::{Error, Result};
use crate::new_id::token_hash;
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use effen::ids::AgentId;
use effen_app::frame::Side;
use effen_app::pages::console_sign_in::{ConsoleProblem, ConsoleSignInModel, page, title};
use std::collections::BTreeMap;

/// Tries from one address.
pub const PASSWORD_BY_SOURCE: Limit = Limit { count_max: 30, window_ms: QUARTER_MS };
/// Tries on one agent from one address: counted together, so that nobody far away locks an agent out.
pub const PASSWORD_BY_AGENT_AND_SOURCE: Limit = Limit { count_max: 8, window_ms: QUARTER_MS };
/// Tries on one agent from anywhere: what a swarm of addresses may do. It never counts against a browser that the agent
/// signed in with before ([`device`]): so nobody locks an agent out of their own browser.
pub const PASSWORD_BY_AGENT: Limit = Limit { count_max: 100, window_ms: QUARTER_MS };
/// Tries on one agent from one known browser.
pub const PASSWORD_BY_DEVICE: Limit = Limit { count_max: 10, window_ms: QUARTER_MS };

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/console/sign-in", get(show).post(enter))
}

fn blank(visitor: &Visitor) -> ConsoleSignInModel {
    ConsoleSignInModel {
        lang: visitor.lang,
        next: String::new(),
        email: String::new(),
        problem: None,
        signed_out: false,
    }
}

async fn respond(app: &App, visitor: &Visitor, status: StatusCode, model: ConsoleSignInModel) -> Response {
    let mut frame = render::frame(app, visitor, title(visitor.lang), "/console/sign-in");
    frame.side = Side::Console;
    render::page(frame, status, move || page(model)).await
}

/// Where an agent goes afterwards: only inside the console.
pub(super) fn inside(path: &str) -> Option<&str> {
    next::local_path(path).filter(|path| path.starts_with("/console"))
}

async fn show(State(app): State<App>, visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Response {
    let model = ConsoleSignInModel {
        next: inside(field(&query, "next")).unwrap_or_default().to_owned(),
        signed_out: field(&query, "why") == "out",
        ..blank(&visitor)
    };
    respond(&app, &visitor, StatusCode::OK, model).await
}

async fn enter(
    State(app): State<App>,
    visitor: Visitor,
    source: Source,
    headers: HeaderMap,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Response {
    let (email, password) = (field(&fields, "email"), field(&fields, "password"));
    let onward = inside(field(&fields, "next")).unwrap_or_default();
    let (status, problem) = match check(&app, source, &headers, email, password).await {
        Ok(Some(agent)) => match go_in(&app, &headers, &agent, onward).await {
            Ok(response) => return response,
            Err(error) => return problem::respond(&app, &visitor, &error).await,
        },
        Ok(None) => (StatusCode::UNPROCESSABLE_ENTITY, ConsoleProblem::Wrong),
        Err(Error::TooMany(_)) => (StatusCode::TOO_MANY_REQUESTS, ConsoleProblem::TooMany),
        Err(error) => return problem::respond(&app, &visitor, &error).await,
    };
    let model = ConsoleSignInModel {
        next: onward.to_owned(),
        email: email.to_owned(),
        problem: Some(problem),
        ..blank(&visitor)
    };
    respond(&app, &visitor, status, model).await
}

/// Begins the session. A second step is asked for by the next page; only without one the browser is known from here on.
async fn go_in(app: &App, headers: &HeaderMap, agent: &AgentId, onward: &str) -> Result<Response> {
    let cookie = session::enter_agent(app, headers, agent, Assurance::Password).await?;
    let onward = if onward.is_empty() { "/console" } else { onward };
    let mut response = with_cookie(Redirect::to(onward).into_response(), cookie);
    if agent_step::find(&app.db, agent).await?.totp_secret.is_empty() {
        response = with_cookie(response, device::remember(app, agent).await?);
    }
    Ok(response)
}

async fn check(app: &App, source: Source, headers: &HeaderMap, email: &str, password: &str) -> Result<Option<AgentId>> {
    let now = app.now_ms();
    let who = token_hash(&agent::normal_email(email));
    match device::known(app, headers, email).await? {
        Some(device) => {
            throttle::count(&app.db, &format!("console:{who}-device:{device}"), PASSWORD_BY_DEVICE, now).await?;
        }
        None => {
            throttle::count(&app.db, &format!("console-{}", source.key()), PASSWORD_BY_SOURCE, now).await?;
            let pair = format!("console:{who}-{}", source.key());
            throttle::count(&app.db, &pair, PASSWORD_BY_AGENT_AND_SOURCE, now).await?;
            throttle::count(&app.db, &format!("console:{who}"), PASSWORD_BY_AGENT, now).await?;
        }
    }
    let (agent, hash) = agent::find_for_sign_in(&app.db, email).await?.unzip();
    let right = app.hashing.verify(password, hash).await?;
    Ok(agent.filter(|_| right))
}
