//! Signing out, here and everywhere; the language switch.

use super::session::{self, DebtorSession, set_cookie, with_cookie};
use super::sign_in::field;
use super::visitor::{LANGUAGE_COOKIE, Visitor};
use super::{next, problem, render};
use crate::app::App;
use crate::error::Error;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use effen::kinds::Lang;
use std::collections::BTreeMap;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/sign-out", post(sign_out))
        .route("/sign-out-everywhere", post(sign_out_everywhere))
        .route("/console/sign-out", post(console_sign_out))
        .route("/stay", get(stay))
        .route("/language/{code}", get(language))
}

async fn sign_out(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Response {
    match session::leave(&app, &headers, false).await {
        Ok(()) => gone(&app),
        Err(error) => problem::respond(&app, &visitor, &error).await,
    }
}

/// To the sign-in page. Whoever signs out leaves nothing of theirs in the browser, no half-written message either.
fn gone(app: &App) -> Response {
    leave_nothing(with_cookie(Redirect::to("/sign-in?why=out").into_response(), set_cookie(app, false, "")))
}

/// The browser forgets what our pages kept in it.
pub(super) fn leave_nothing(mut response: Response) -> Response {
    let name = HeaderName::from_static("clear-site-data");
    response.headers_mut().insert(name, HeaderValue::from_static("\"storage\""));
    response
}

async fn sign_out_everywhere(State(app): State<App>, session: DebtorSession) -> Response {
    match crate::db::session::revoke_all(&app.db, &session.debtor, app.now_ms()).await {
        Ok(_) => gone(&app),
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

async fn console_sign_out(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Response {
    match session::leave(&app, &headers, true).await {
        Ok(()) => with_cookie(Redirect::to("/console/sign-in?why=out").into_response(), set_cookie(&app, true, "")),
        Err(error) => problem::respond(&app, &visitor, &error).await,
    }
}

/// A year.
const LANGUAGE_SECONDS: u32 = 365 * 24 * 60 * 60;

async fn language(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let Ok(lang) = code.parse::<Lang>() else {
        return problem::respond(&app, &visitor, &Error::NotFound("language")).await;
    };
    let secure = if app.config.secure() { "; Secure" } else { "" };
    let text = format!("{LANGUAGE_COOKIE}={lang}; Path=/; Max-Age={LANGUAGE_SECONDS}; HttpOnly; SameSite=Lax{secure}");
    let cookie = HeaderValue::from_str(&text).expect("a language's code is plain ASCII");
    let onward = next::local_path(field(&query, "to")).unwrap_or("/");
    with_cookie(Redirect::to(onward).into_response(), cookie)
}

/// Opened from the warning before a session ends: opening it is what moves the end on.
async fn stay(State(app): State<App>, session: DebtorSession) -> Response {
    let lang = session.visitor.lang;
    let texts = effen_app::texts::shell::texts(lang);
    let ends = app.now() + jiff::SignedDuration::from_secs(i64::from(session.seconds_left));
    let until = crate::clock::local(ends).strftime("%H:%M").to_string();
    match render::debtor_frame(&app, &session, texts.stay_title, "/stay").await {
        Ok(frame) => render::page(frame, StatusCode::OK, move || effen_app::pages::stay::page(lang, until)).await,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}
