//! The agents' console: queue, conversation with the file beside it, search, file.

mod account;
mod bank;
#[cfg(test)]
mod bank_tests;
mod bank_undo;
mod beside;
#[cfg(test)]
mod beside_tests;
mod calls;
#[cfg(test)]
mod calls_tests;
mod canned;
#[cfg(test)]
mod canned_tests;
mod cases;
mod chances;
mod desk;
#[cfg(test)]
mod desk_tests;
mod experiment;
mod experiments;
#[cfg(test)]
mod experiments_tests;
mod file;
mod file_mandates;
mod follows;
mod helpers;
#[cfg(test)]
mod helpers_tests;
mod hours;
mod journeys;
#[cfg(test)]
mod journeys_tests;
#[cfg(test)]
mod neutral_tests;
mod offer;
#[cfg(test)]
mod offer_tests;
mod payments;
mod plans;
mod queue;
mod search;
#[cfg(test)]
mod search_tests;
#[cfg(test)]
mod sight_tests;
mod supervision;
mod talk;
mod talk_note;
#[cfg(test)]
mod talk_tests;
#[cfg(test)]
pub(crate) mod tests;
mod treatment;
#[cfg(test)]
mod treatment_tests;
mod undelivered;
#[cfg(test)]
mod undelivered_tests;
mod users;
mod waivers;
#[cfg(test)]
mod watched_tests;

use super::portal::papers;
use super::problem;
use super::render;
use super::session::AgentSession;
use super::upload_form;
use crate::app::App;
use crate::db::{audit, console, conversation};
use crate::documents::Books;
use crate::error::{Error, Result};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Json, Response};
use axum::routing::{get, post};
use effen::ids::DebtorId;
use effen_app::console_texts::texts;
use effen_app::frame::Frame;
use effen_app::pages::console::conversation as page;
use leptos::prelude::AnyView;
use serde::Deserialize;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/console", get(queue::show))
        .route("/console/queue.json", get(queue::json))
        .route("/console/next", post(queue::next))
        .route("/console/beside", get(beside::show))
        .route("/console/conversation/{id}", get(talk::show))
        .route("/console/conversation/{id}/send", post(talk::send).layer(upload_form::limit()))
        .route("/console/conversation/{id}/take", post(desk::take))
        .route("/console/conversation/{id}/close", post(desk::close))
        .route("/console/conversation/{id}/snooze", post(desk::snooze))
        .route("/console/conversation/{id}/insert", post(canned::insert))
        .route("/console/canned", get(canned::list))
        .route("/console/canned/edit", get(canned::edit).post(canned::save))
        .route("/console/conversation/{id}/offer", post(offer::propose))
        .route("/console/conversation/{id}/unpause", post(offer::end_pause))
        .route("/console/conversation/{id}/others", get(talk::others))
        .route("/console/conversation/{id}/note", post(talk_note::create))
        .route("/console/conversation/{id}/messages", get(talk::messages))
        .route("/console/conversation/{id}/socket", get(talk::open_socket))
        .route("/console/conversation/{id}/file.json", get(talk::file_json))
        .route("/console/calls", get(calls::list))
        .route("/console/call/{id}", get(calls::show))
        .route("/console/call/{id}/start", post(calls::start))
        .route("/console/call/{id}/end", post(calls::end))
        .route("/console/undelivered", get(undelivered::show))
        .route("/console/undelivered/{id}", post(undelivered::act))
        .route("/console/plans", get(plans::show))
        .route("/console/plans/{plan}", post(plans::decide))
        .route("/console/payments", get(bank::list))
        .route("/console/payments/{id}", get(bank::show))
        .route("/console/payments/{id}/book", post(bank::book))
        .route("/console/payments/{id}/return", post(bank::take_back))
        .route("/console/payments/{id}/aside", post(bank::set_aside))
        .route("/console/payments/{id}/reopen", post(bank::reopen))
        .route("/console/payments/{id}/undo", post(bank_undo::undo))
        .route("/console/treatment", get(treatment::show))
        .route("/console/treatment/{whom}", get(treatment::open).post(treatment::act))
        .route("/console/experiments", get(experiments::show))
        .route("/console/experiments/new", get(experiments::form).post(experiments::create))
        .route("/console/experiment/{id}", get(experiment::show).post(experiment::act))
        .route("/console/experiment/{id}/csv", get(experiment::csv))
        .route("/console/journeys", get(journeys::show))
        .route("/console/journeys.csv", get(journeys::csv))
        .route("/console/debtors", get(search::show).post(search::ask))
        .route("/console/debtors.json", post(search::json))
        .route("/console/debtor/{id}", get(show_file))
        .route("/console/debtor/{id}/file.json", get(file_json))
        .route("/console/debtor/{id}/statement", get(statement))
        .route("/console/debtor/{id}/payments", get(payments::show))
        .route("/console/debtor/{id}/refund", post(payments::ask))
        .route("/console/debtor/{id}/refund/{refund}", post(payments::decide))
        .route("/console/cases", get(cases::show_all))
        .route("/console/case/{id}", get(cases::show))
        .route("/console/case/{id}/{act}", post(cases::act))
        .merge(account::routes())
        .merge(helpers::routes())
        .merge(hours::routes())
        .merge(supervision::routes())
        .merge(users::routes())
        .merge(waivers::routes())
}

async fn respond(app: &App, session: &AgentSession, title: &str, path: &str, made: Result<AnyPage>) -> Response {
    let made = match made {
        Ok(page) => frame(app, session, title, path).await.map(|frame| (frame, page)),
        Err(error) => Err(error),
    };
    match made {
        Ok((frame, (status, view))) => render::page(frame, status, view).await,
        Err(error) => problem::respond(app, &session.visitor, &error).await,
    }
}

/// A page, ready to be rendered.
type AnyPage = (StatusCode, Box<dyn FnOnce() -> AnyView + Send>);

async fn frame(app: &App, session: &AgentSession, title: &str, path: &str) -> Result<Frame> {
    let mut frame = render::console_frame(app, session, title, path).await?;
    frame.islands = true;
    Ok(frame)
}

async fn show_file(State(app): State<App>, session: AgentSession, Path(id): Path<String>) -> Response {
    let lang = session.visitor.lang;
    let debtor = DebtorId(id);
    let made = async {
        look(&app, &session, &debtor).await?;
        let row = conversation::find_of_debtor(&app.db, &debtor).await?;
        let model = page::ConversationModel {
            lang,
            queue: queue::load(&app, &session).await?,
            talk: None,
            conversation_id: row.map(|row| row.id),
            file: file::load(&app, &session, &debtor).await?,
        };
        let page: AnyPage = (StatusCode::OK, Box::new(move || page::page(model)));
        Ok(page)
    };
    respond(&app, &session, texts(lang).file, &format!("/console/file/{debtor}"), made.await).await
}

/// Writes down that an agent opened a file.
async fn look(app: &App, session: &AgentSession, debtor: &DebtorId) -> Result<()> {
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    let actor = format!("agent:{}", session.agent);
    audit::create(&mut tx, &actor, "file_opened", debtor.as_str(), "").await?;
    tx.commit().await
}

#[derive(Debug, Deserialize)]
struct VersionQuery {
    version: Option<i64>,
}

/// The statement of account of a file, in the debtor's language.
async fn statement(State(app): State<App>, session: AgentSession, Path(id): Path<String>) -> Response {
    let made = async {
        let debtor = DebtorId(id);
        let lang = crate::db::overview::find(&app.db, &debtor, app.now_ms()).await?.head.language;
        let books = Books::open(&app, &debtor, lang).await?;
        papers::download(&app, papers::statement_paper(&books, lang, app.today()), "statement").await
    };
    match made.await {
        Ok(response) => response,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

async fn file_json(
    State(app): State<App>,
    session: Result<AgentSession, Response>,
    Path(id): Path<String>,
    Query(query): Query<VersionQuery>,
) -> Response {
    let Ok(session) = session else { return StatusCode::UNAUTHORIZED.into_response() };
    newer_file(&app, &session, &DebtorId(id), query.version).await
}

/// The file, if it is newer than what the browser has; 204 if not.
async fn newer_file(app: &App, session: &AgentSession, debtor: &DebtorId, known: Option<i64>) -> Response {
    let newer = async {
        let version = console::find_version(&app.db, debtor).await?.ok_or(Error::NotFound("debtor"))?;
        if known == Some(version) {
            return Ok(None);
        }
        file::load(app, session, debtor).await.map(Some)
    };
    match newer.await {
        Ok(Some(file)) => Json(file).into_response(),
        Ok(None) => StatusCode::NO_CONTENT.into_response(),
        Err(Error::NotFound(_)) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "a file could not be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
