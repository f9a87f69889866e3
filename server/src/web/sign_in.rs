//! Sign-in of debtors with the code of a letter, and the front page.
//!
//! The answer is the same, and costs the same, whether the reference is known or not.

use super::session::{self, Assurance, Entry, with_cookie};
use super::source::Source;
use super::visitor::Visitor;
use super::{draft, helping, next, problem, render};
use crate::app::App;
use crate::db::throttle::{Limit, QUARTER_MS};
use crate::db::{access_code, throttle};
use crate::error::{Error, Result};
use crate::new_id::token_hash;
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use effen::ids::DebtorId;
use effen_app::pages::sign_in::{Reason, SignInModel, SignInProblem, page, title};
use std::collections::BTreeMap;

/// Tries with a code from one address.
pub const CODE_BY_SOURCE: Limit = Limit { count_max: 30, window_ms: QUARTER_MS };
/// Tries with a code on one file, from wherever. Whoever uses them up locks nobody out: the way by mail stays.
pub const CODE_BY_FILE: Limit = Limit { count_max: 10, window_ms: QUARTER_MS };

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/", get(home)).route("/sign-in", get(show).post(enter))
}

/// A sign-in page with nothing filled in.
pub(super) fn blank(app: &App, visitor: &Visitor) -> SignInModel {
    SignInModel {
        lang: visitor.lang,
        home: false,
        next: String::new(),
        reason: None,
        reference: String::new(),
        code: String::new(),
        who: String::new(),
        problems: Vec::new(),
        demo: super::demo::allowed(app),
        phone: app.config.phone.clone(),
    }
}

pub(super) async fn respond(app: &App, visitor: &Visitor, status: StatusCode, model: SignInModel) -> Response {
    let path = if model.home { "/" } else { "/sign-in" };
    let frame = render::frame(app, visitor, title(visitor.lang), path);
    render::page(frame, status, move || page(model)).await
}

async fn home(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Response {
    match session::current(&app, &headers, false).await {
        Ok(Some(_)) => Redirect::to("/overview").into_response(),
        Ok(None) if helping::session::is_in(&app, &headers).await => Redirect::to("/helping").into_response(),
        Ok(None) => {
            let model = SignInModel { home: true, ..blank(&app, &visitor) };
            respond(&app, &visitor, StatusCode::OK, model).await
        }
        Err(error) => problem::respond(&app, &visitor, &error).await,
    }
}

fn reason(word: &str) -> Option<Reason> {
    match word {
        "again" => Some(Reason::Again),
        "kept" => Some(Reason::Kept),
        "more" => Some(Reason::More),
        "code" => Some(Reason::CodeNeeded),
        "out" => Some(Reason::SignedOut),
        _ => None,
    }
}

/// The fields of a form or query; a missing one reads as ''.
pub(super) fn field<'a>(fields: &'a BTreeMap<String, String>, name: &str) -> &'a str {
    fields.get(name).map_or("", String::as_str)
}

async fn show(State(app): State<App>, visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Response {
    let model = SignInModel {
        next: next::local_path(field(&query, "next")).unwrap_or_default().to_owned(),
        reason: reason(field(&query, "why")),
        ..blank(&app, &visitor)
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
    let (reference, code) = (field(&fields, "reference").trim(), field(&fields, "code").trim());
    let onward = next::local_path(field(&fields, "next")).unwrap_or_default();
    let mut problems = Vec::new();
    if reference.is_empty() {
        problems.push(SignInProblem::NoReference);
    }
    if code.is_empty() {
        problems.push(SignInProblem::NoCode);
    }
    let outcome = if problems.is_empty() { check(&app, source, reference, code).await } else { Ok(None) };
    let status = match outcome {
        Ok(Some(debtor)) => return go_on(&app, &visitor, &headers, &debtor, onward).await,
        Ok(None) => StatusCode::UNPROCESSABLE_ENTITY,
        Err(Error::TooMany(_)) => StatusCode::TOO_MANY_REQUESTS,
        Err(error) => return problem::respond(&app, &visitor, &error).await,
    };
    if status == StatusCode::TOO_MANY_REQUESTS {
        problems.push(SignInProblem::TooMany);
    } else if problems.is_empty() {
        problems.push(SignInProblem::Wrong);
    }
    let model = SignInModel {
        next: onward.to_owned(),
        reference: reference.to_owned(),
        code: code.to_owned(),
        problems,
        ..blank(&app, &visitor)
    };
    respond(&app, &visitor, status, model).await
}

/// Whose reference and code these are. Limits come before hashing; an unknown reference is hashed as well.
async fn check(app: &App, source: Source, reference: &str, code: &str) -> Result<Option<DebtorId>> {
    let now = app.now_ms();
    throttle::count(&app.db, &source.key(), CODE_BY_SOURCE, now).await?;
    let [_, plain] = access_code::reference_forms(reference);
    throttle::count(&app.db, &format!("file:{}", token_hash(&plain)), CODE_BY_FILE, now).await?;
    let (debtor, hash) = access_code::find_by_reference(&app.db, reference).await?.unzip();
    let right = app.hashing.verify(&access_code::normalise(code), hash.flatten()).await?;
    Ok(debtor.filter(|_| right))
}

async fn go_on(app: &App, visitor: &Visitor, headers: &HeaderMap, debtor: &DebtorId, onward: &str) -> Response {
    let done = async {
        let cookie = session::enter(app, headers, debtor, Assurance::LetterCode, Entry::default()).await?;
        Ok((draft::after_sign_in(app, debtor, onward).await?, cookie))
    };
    match done.await {
        Ok((onward, cookie)) => with_cookie(Redirect::to(&onward).into_response(), cookie),
        Err(error) => problem::respond(app, visitor, &error).await,
    }
}
