//! The debtor's own pages. Each handler loads the file through one read, turns it into a model and renders it.

pub mod cases;
pub mod documents;
pub mod forms;
pub mod help;
pub mod helpers;
pub mod inbox;
pub mod invoice;
pub mod overview;
pub mod papers;
pub mod plan;
pub mod plan_view;
pub(crate) use plan::quotes as plan_quotes;
pub mod profile;
pub mod tell;
pub mod view;

use super::session::DebtorSession;
use super::{problem, render};
use crate::app::App;
use crate::db::overview::{self as file, DebtorFile, Head};
use crate::db::signal::record_signals;
use crate::db::visit;
use crate::error::{Error, Result};
use axum::Router;
use axum::response::Response;
use effen::people::signal::Signal;
use effen_app::frame::{Frame, SignedIn};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(overview::routes())
        .merge(invoice::routes())
        .merge(cases::routes())
        .merge(tell::routes())
        .merge(documents::routes())
        .merge(papers::routes())
        .merge(plan::routes())
        .merge(help::routes())
        .merge(helpers::routes())
        .merge(inbox::routes())
        .merge(profile::routes())
}

/// Reads the file of the session's debtor.
pub async fn load(app: &App, session: &DebtorSession) -> Result<DebtorFile> {
    file::find(&app.db, &session.debtor, app.now_ms()).await
}

/// The frame of a signed-in page.
pub fn frame(app: &App, session: &DebtorSession, head: &Head, title: &str, path: &str) -> Frame {
    let mut frame = render::frame(app, &session.visitor, title, path);
    frame.signed_in = Some(SignedIn {
        name: head.name.clone(),
        unread: u32::try_from(head.unread).unwrap_or(0),
        seconds_left: session.seconds_left,
    });
    frame
}

/// The page for an error, or the response.
pub async fn answer(app: &App, session: &DebtorSession, result: Result<Response>) -> Response {
    match result {
        Ok(response) => response,
        Err(error) => problem::respond(app, &session.visitor, &error).await,
    }
}

/// Notes a kind of page once in a session, with its signals. What fails here is logged and never keeps a page from
/// being shown.
pub async fn note(app: &App, session: &DebtorSession, page: &str, signals: Vec<Signal>) {
    if let Err(error) = try_note(app, session, page, signals).await {
        tracing::warn!(%error, page, "a visit was not noted");
    }
}

async fn try_note(app: &App, session: &DebtorSession, page: &str, signals: Vec<Signal>) -> Result<()> {
    if visit::is_noted(&app.db, &session.token_hash, page).await? {
        return Ok(());
    }
    let mut tx = app.db.begin_debtor(&session.debtor, app.now()).await?;
    if visit::create(&mut tx, &session.token_hash, page).await? {
        record_signals(&mut tx, &signals).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// A claim of this debtor's, or 'not found' like any address that does not exist.
pub fn own_claim<'a>(file: &'a DebtorFile, id: &str) -> Result<&'a crate::db::overview::ClaimRow> {
    file.claims.iter().find(|claim| claim.id.as_str() == id).ok_or(Error::NotFound("claim"))
}

#[cfg(test)]
pub(crate) mod tests;
