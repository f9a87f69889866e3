//! What a person reads when something went wrong: what happened, what was kept, what to do.

use super::render;
use super::visitor::Visitor;
use crate::app::App;
use crate::error::Error;
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use axum::response::Response;
use effen_app::pages::problem::{ProblemKind, page, title};

/// A page for an error. The error itself goes to the log only.
pub async fn respond(app: &App, visitor: &Visitor, error: &Error) -> Response {
    let (status, kind) = match error {
        Error::NotFound(_) => (StatusCode::NOT_FOUND, ProblemKind::NotFound),
        Error::Forbidden => (StatusCode::FORBIDDEN, ProblemKind::Forbidden),
        Error::KeyReused => (StatusCode::CONFLICT, ProblemKind::AlreadySent),
        Error::OtherFile => (StatusCode::CONFLICT, ProblemKind::OtherFile),
        Error::TooMany(_) => (StatusCode::TOO_MANY_REQUESTS, ProblemKind::TooMany),
        Error::Refused(_) => (StatusCode::UNPROCESSABLE_ENTITY, ProblemKind::Refused),
        Error::Outside(_) => (StatusCode::BAD_GATEWAY, ProblemKind::Outside),
        _ => (StatusCode::INTERNAL_SERVER_ERROR, ProblemKind::Ours),
    };
    if status.is_server_error() {
        tracing::error!(%error, "a request failed");
    }
    let lang = visitor.lang;
    let frame = render::frame(app, visitor, title(lang, kind), "/");
    render::page(frame, status, move || page(lang, kind)).await
}

/// Nothing stands at this address.
pub async fn not_found(State(app): State<App>, visitor: Visitor, OriginalUri(_): OriginalUri) -> Response {
    respond(&app, &visitor, &Error::NotFound("page")).await
}
