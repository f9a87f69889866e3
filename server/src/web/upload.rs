//! Handing out files that debtors sent, or agents in the chat: to the debtor's own session and to agents, never as a page
//! of ours.

use super::problem;
use super::session::{AgentSession, DebtorSession};
use crate::app::App;
use crate::db::audit;
use crate::db::upload::{self, Content};
use crate::error::{Error, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::Response;
use axum::routing::get;
use effen::ids::DebtorId;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/upload/{id}", get(for_debtor))
        .route("/upload/{id}/preview", get(small_for_debtor))
        .route("/console/upload/{id}", get(for_agent))
        .route("/console/upload/{id}/preview", get(small_for_agent))
}

async fn for_debtor(State(app): State<App>, session: DebtorSession, Path(id): Path<String>) -> Response {
    match find(&app, &session.debtor, &id).await.and_then(|file| send(file, &id)) {
        Ok(response) => response,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

async fn for_agent(State(app): State<App>, session: AgentSession, Path(id): Path<String>) -> Response {
    let found = async {
        let debtor = upload::find_owner(&app.db, &id).await?.ok_or(Error::NotFound("upload"))?;
        let file = find(&app, &debtor, &id).await?;
        let mut tx = app.db.begin_debtor(&debtor, app.now()).await?;
        audit::create(&mut tx, &format!("agent:{}", session.agent), "upload_opened", &id, "").await?;
        tx.commit().await?;
        send(file, &id)
    };
    match found.await {
        Ok(response) => response,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

async fn small_for_debtor(State(app): State<App>, session: DebtorSession, Path(id): Path<String>) -> Response {
    match small(&app, &session.debtor, &id).await {
        Ok(response) => response,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

/// It stands in a conversation, of which it was written down that the agent opened it.
async fn small_for_agent(State(app): State<App>, session: AgentSession, Path(id): Path<String>) -> Response {
    let found = async {
        let debtor = upload::find_owner(&app.db, &id).await?.ok_or(Error::NotFound("upload"))?;
        small(&app, &debtor, &id).await
    };
    match found.await {
        Ok(response) => response,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

async fn small(app: &App, debtor: &DebtorId, id: &str) -> Result<Response> {
    let content = upload::find_preview(&app.db, debtor, id).await?.ok_or(Error::NotFound("upload"))?;
    send(Content { name: String::new(), media_type: "image/jpeg".to_owned(), content }, id)
}

async fn find(app: &App, debtor: &DebtorId, id: &str) -> Result<Content> {
    upload::find(&app.db, debtor, id).await?.ok_or(Error::NotFound("upload"))
}

/// Pictures were drawn by us and may be looked at; everything else is an attachment. Neither runs anything: the policy
/// puts it into a sandbox without a single right.
fn send(file: Content, id: &str) -> Result<Response> {
    let ending = match file.media_type.as_str() {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        _ => "pdf",
    };
    let how = if ending == "pdf" { "attachment" } else { "inline" };
    Response::builder()
        .header(header::CONTENT_TYPE, file.media_type)
        .header(header::CONTENT_DISPOSITION, format!("{how}; filename=\"effen-{id}.{ending}\""))
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox; frame-ancestors 'none'")
        .header(header::CACHE_CONTROL, "no-store")
        .body(Body::from(file.content))
        .map_err(|error| Error::Broken(error.to_string()))
}
