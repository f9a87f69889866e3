//! The pages of somebody who helps a debtor. They have sessions, a cookie and addresses of their own: no handler of the
//! debtor's pages can be reached with them, and each of these names in its type what it needs to have been given.

pub mod enter;
mod file;
mod home;
pub mod mail;
mod pause;
mod plan;
pub mod session;
mod talk;
#[cfg(test)]
pub(crate) mod tests;

use super::{problem, render};
use crate::app::App;
use crate::db::access::AccessRow;
use crate::db::throttle::{Limit, QUARTER_MS};
use crate::error::Result;
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use effen_app::frame::{Frame, Side, SignedIn};
use effen_app::pages::helping::{Helped, links};
use session::HelperSession;

/// Forms that one access may send.
pub const FORMS_BY_ACCESS: Limit = Limit { count_max: 60, window_ms: QUARTER_MS };

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/helping", get(home::show))
        .route("/helping/stay", get(home::stay))
        .route("/helping/sign-out", post(home::sign_out))
        .route("/helping/{access}", get(file::show))
        .route("/helping/{access}/enter", post(home::enter))
        .route("/helping/{access}/invoice/{id}", get(file::show_invoice))
        .route("/helping/{access}/talk", get(talk::show).post(talk::send))
        .route("/helping/{access}/talk/messages", get(talk::messages))
        .route("/helping/{access}/plan", get(plan::show).post(plan::propose))
        .route("/helping/{access}/pause", get(pause::show).post(pause::ask))
}

/// An access as its pages show it.
pub fn helped(row: &AccessRow) -> Helped {
    Helped {
        access: row.id.clone(),
        name: row.debtor_name.clone(),
        kind: row.kind,
        scopes: row.access.scopes,
        ends_on: row.access.ends_on,
    }
}

/// The frame of a helper's page.
pub fn frame(app: &App, session: &HelperSession, helped: Option<&Helped>, title: &str, path: &str) -> Frame {
    let mut frame = render::frame(app, &session.visitor, title, path);
    frame.side = Side::Helping;
    frame.links = links(helped, session.visitor.lang);
    frame.signed_in = Some(SignedIn { name: String::new(), unread: 0, seconds_left: session.seconds_left });
    frame
}

/// The page for an error, or the response.
async fn answer(app: &App, session: &HelperSession, result: Result<Response>) -> Response {
    match result {
        Ok(response) => response,
        Err(error) => problem::respond(app, &session.visitor, &error).await,
    }
}
