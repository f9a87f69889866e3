//! A form that arrives after its session has ended is not lost: what was typed is kept for the debtor whom the ended
//! session belonged to, and given back on the form's page when that debtor has signed in again. Whoever else signs in
//! gets nothing.

use super::session::{self, Assurance, DebtorSession, form_page};
use super::sign_in::field;
use super::upload_form::{UploadForm, is_multipart};
use super::visitor::{Visitor, cookie};
use super::{BODY_BYTES_MAX, assurance, next as onward, problem, render};
use crate::app::App;
use crate::db::draft::{self, Draft};
use crate::db::session as sessions;
use crate::error::Result;
use crate::new_id::token_hash;
use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Form, FromRequest as _, Query, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use effen::ids::DebtorId;
use effen_app::pages::resume::{ResumeModel, page, title};
use std::collections::BTreeMap;

/// Forms that need no session, or hold nothing worth keeping, or are not a debtor's.
const NOT_KEPT: &[&str] = &[
    "/helping",
    "/sign-in",
    "/sign-out",
    "/link/",
    "/console",
    "/demo",
    "/language/",
    "/payment/",
    "/webhook",
    "/sandbox",
];

/// The middleware; it stands behind the same-origin guard.
pub async fn keep(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let plain = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("application/x-www-form-urlencoded")));
    let form = plain || is_multipart(&request);
    if request.method() != Method::POST || !form || NOT_KEPT.iter().any(|prefix| path.starts_with(prefix)) {
        return next.run(request).await;
    }
    let visitor = Visitor::of(request.headers());
    let lost = match lost_session(&app, request.headers().clone(), path.to_owned()).await {
        Ok(lost) => lost,
        Err(error) => return problem::respond(&app, &visitor, &error).await,
    };
    let from = form_page(request.headers());
    let Some((owner, why)) = lost else {
        forget_resumed(&app, request.headers().clone(), from.as_deref()).await;
        return next.run(request).await;
    };
    let (action, page) = (request.uri().path().to_owned(), from.unwrap_or_else(|| "/overview".to_owned()));
    let page = resumed(&page).unwrap_or(page);
    let fields = match fields(&app, request).await {
        Ok(fields) => fields,
        Err(response) => return response,
    };
    match store(&app, &owner, action, &page, fields).await {
        Ok(()) => Redirect::to(&onward::sign_in_then(&page, why)).into_response(),
        Err(error) => problem::respond(&app, &visitor, &error).await,
    }
}

/// Whose session it was, if this request has one that no longer does, and what the sign-in page says about it.
async fn lost_session(app: &App, headers: HeaderMap, path: String) -> Result<Option<(String, &'static str)>> {
    let Some(token) = cookie(&headers, session::cookie_name(app, false)) else { return Ok(None) };
    if let Some(row) = session::current(app, &headers, false).await? {
        let needed = assurance::needed(&Method::POST, &path);
        let why = if needed == Assurance::LetterCode { "code" } else { "more" };
        let enough = Assurance::of(&row.assurance) >= needed;
        return Ok(row.debtor_id.filter(|_| !enough).map(|owner| (owner, why)));
    }
    let owner = sessions::find_owner(&app.db, &token_hash(&token)).await?;
    Ok(owner.map(|owner| (owner, "kept")))
}

/// What was typed. Files are not kept: they are chosen again.
async fn fields(app: &App, request: Request) -> Result<Vec<(String, String)>, Response> {
    if is_multipart(&request) {
        return Ok(UploadForm::from_request(request, app).await?.fields);
    }
    let body = to_bytes(request.into_body(), BODY_BYTES_MAX).await;
    let body = body.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
    Ok(form_urlencoded::parse(&body).into_owned().collect())
}

async fn store(app: &App, owner: &str, action: String, page: &str, fields: Vec<(String, String)>) -> Result<()> {
    let path = without_query(page).to_owned();
    draft::create(&app.db, owner, &Draft { path, action, fields }, app.now()).await
}

/// A draft that is sent on from /resume is one no longer. What fails after this is shown by the form's own page, with
/// what was typed.
async fn forget_resumed(app: &App, headers: HeaderMap, from: Option<&str>) {
    let Some(page) = from.and_then(resumed) else { return };
    let done = async {
        if let Some(debtor) = session::current(app, &headers, false).await?.and_then(|row| row.debtor_id) {
            draft::delete(&app.db, &DebtorId(debtor), without_query(&page)).await?;
        }
        Ok::<(), crate::error::Error>(())
    };
    if let Err(error) = done.await {
        // It goes by itself after a day.
        tracing::warn!(%error, "a draft was not removed");
    }
}

fn without_query(page: &str) -> &str {
    page.split('?').next().unwrap_or(page)
}

/// The page that /resume stands in for, read from its address.
fn resumed(page: &str) -> Option<String> {
    let query = page.strip_prefix("/resume?")?;
    let to = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "to")?.1.into_owned();
    onward::local_path(&to).map(str::to_owned)
}

/// Where somebody goes after signing in: to `onward`, or first to what they had typed there.
pub async fn after_sign_in(app: &App, debtor: &DebtorId, next: &str) -> Result<String> {
    let next = if next.is_empty() { "/overview" } else { next };
    Ok(match draft::find(&app.db, debtor, without_query(next), app.now()).await? {
        None => next.to_owned(),
        Some(_) => {
            let query = form_urlencoded::Serializer::new(String::new()).append_pair("to", next).finish();
            format!("/resume?{query}")
        }
    })
}

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/resume", get(show)).route("/resume/drop", post(drop_draft))
}

async fn show(
    State(app): State<App>,
    session: DebtorSession,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let to = onward::local_path(field(&query, "to")).unwrap_or("/overview").to_owned();
    let found = async {
        let draft = draft::find(&app.db, &session.debtor, without_query(&to), app.now()).await?;
        let title = title(session.visitor.lang);
        Ok((draft, render::debtor_frame(&app, &session, title, "/resume").await?))
    };
    match found.await {
        Ok((Some(draft), frame)) => {
            let model = ResumeModel { lang: session.visitor.lang, action: draft.action, fields: draft.fields, to };
            render::page(frame, StatusCode::OK, move || page(model)).await
        }
        Ok((None, _)) => Redirect::to(&to).into_response(),
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

/// 'Do not send it': the draft is forgotten by the middleware already, as with every form of /resume.
async fn drop_draft(session: DebtorSession, Form(fields): Form<BTreeMap<String, String>>) -> Response {
    tracing::trace!(debtor = %session.debtor, "a draft was dropped");
    Redirect::to(onward::local_path(field(&fields, "to")).unwrap_or("/overview")).into_response()
}
