//! A request of the chat's page, from a page of the debtor who is signed in now. Somebody else may have signed in on this
//! browser since the page was opened: what it still has to send goes into no other conversation, and it hears of none.

use crate::app::App;
use crate::owned_key::check_mark;
use crate::web::problem;
use crate::web::session::DebtorSession;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::response::Response;
use serde::Deserialize;

/// The session, of the page's own debtor.
pub struct Own(pub DebtorSession);

#[derive(Debug, Default, Deserialize)]
struct Whose {
    whose: Option<String>,
}

impl FromRequestParts<App> for Own {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let session = DebtorSession::from_request_parts(parts, app).await?;
        let whose = Query::<Whose>::try_from_uri(&parts.uri).map(|query| query.0).unwrap_or_default().whose;
        match check_mark(whose.as_deref(), &session.debtor) {
            Ok(()) => Ok(Self(session)),
            Err(error) => Err(problem::respond(app, &session.visitor, &error).await),
        }
    }
}
