//! The debtor's chat: page, plain form, plain requests, socket.

mod end;
#[cfg(test)]
mod end_tests;

use super::guard;
use super::portal::helpers::talkers;
use super::session::DebtorSession;
use super::{problem, render};
use crate::app::App;
use crate::chat::hub::Side;
use crate::chat::socket::{self, Opening, Who};
use crate::chat::{self, Incoming, SendError, wait};
use crate::clock::local;
use crate::db::conversation::{self, Writer};
use crate::error::{Error, Result};
use crate::new_id;
use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Json, Redirect, Response};
use axum::routing::{get, post};
use effen::chat::{Refusal, ServerFrame, expectation};
use effen_app::frame::Flash;
use effen_app::pages::chat::{About, ChatModel, page};
use effen_app::pages::helpers::reads_along;
use effen_app::parts::above;
use effen_app::texts::chat::texts;
use serde::Deserialize;

/// Messages on the page; older ones are a link away.
const PAGE_MESSAGES_MAX: i64 = 60;
/// An agent who was seen within this time is at work.
pub const AGENT_HERE_MS: i64 = 5 * 60 * 1000;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/chat", get(show))
        .route("/chat/send", post(send))
        .route("/chat/rate", post(end::rate))
        .route("/chat/transcript", post(end::transcript))
        .route("/chat/messages", get(messages))
        .route("/chat/socket", get(open_socket))
}

#[derive(Debug, Default, Deserialize)]
struct ShowQuery {
    about: Option<String>,
    before: Option<i64>,
    #[serde(default)]
    done: String,
}

async fn show(State(app): State<App>, session: DebtorSession, Query(query): Query<ShowQuery>) -> Response {
    match load(&app, &session, &query, None).await {
        Ok(model) => respond(&app, &session, model, StatusCode::OK, end::told(&session, &query.done)).await,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

async fn respond(
    app: &App,
    session: &DebtorSession,
    model: ChatModel,
    status: StatusCode,
    flash: Option<Flash>,
) -> Response {
    match render::debtor_frame(app, session, texts(model.lang).title, "/chat").await {
        Ok(mut frame) => {
            frame.islands = true;
            frame.flash = flash;
            let talkers = talkers(app, &session.debtor).await.unwrap_or_default();
            let lang = model.lang;
            render::page(frame, status, move || above(reads_along(&talkers, lang), page(model))).await
        }
        Err(error) => problem::respond(app, &session.visitor, &error).await,
    }
}

async fn load(
    app: &App,
    session: &DebtorSession,
    query: &ShowQuery,
    refused: Option<(Refusal, String)>,
) -> Result<ChatModel> {
    let lang = session.visitor.lang;
    let row = conversation::find_of_debtor(&app.db, &session.debtor).await?;
    let before = query.before.unwrap_or(i64::MAX);
    let rows = match &row {
        Some(row) => conversation::list_before(&app.db, &row.id, before, PAGE_MESSAGES_MAX).await?,
        None => Vec::new(),
    };
    let last = rows.last().map_or(0, |message| message.seq);
    if let (Some(row), None) = (&row, query.before) {
        // Whoever opens the page has the messages before their eyes; with or without JavaScript.
        chat::read(app, row, Side::Debtor, last).await?;
    }
    let claim = query.about.clone().or_else(|| row.as_ref().filter(|row| row.status != "closed")?.claim_id.clone());
    let about = match claim {
        Some(claim_id) => conversation::find_claim(&app.db, &session.debtor, &claim_id)
            .await?
            .map(|(number, creditor)| About { claim_id, number, creditor }),
        None => None,
    };
    let agent_here = conversation::agent_seen_since(&app.db, app.now_ms() - AGENT_HERE_MS).await?;
    Ok(ChatModel {
        waiting: chat::waiting(app, row.as_ref()).await?,
        lang,
        earlier: rows.first().is_some_and(|message| message.seq > 1),
        messages: rows.into_iter().map(|row| chat::wire(row, lang, app.today())).collect::<Result<_>>()?,
        last,
        read: row.as_ref().map_or(0, |row| row.agent_read_seq),
        closed: row.as_ref().is_some_and(|row| row.status == "closed"),
        ended: end::load(app, session, row.is_some()).await?,
        about,
        expectation: expectation(local(app.now()).datetime(), agent_here),
        client_id: new_id::uuid(),
        refused,
    })
}

#[derive(Debug, Deserialize)]
struct SendForm {
    id: String,
    body: String,
    about: Option<String>,
}

/// A message by plain form, or by a client whose socket cannot be opened (it asks for JSON).
async fn send(
    State(app): State<App>,
    session: Result<DebtorSession, Response>,
    headers: HeaderMap,
    Form(form): Form<SendForm>,
) -> Response {
    let json = wants_json(&headers);
    let session = match session {
        Ok(session) => session,
        Err(_) if json => return StatusCode::UNAUTHORIZED.into_response(),
        Err(to_sign_in) => return to_sign_in,
    };
    let message = Incoming { id: &form.id, body: &form.body };
    let prompted = session.notice_id.is_some();
    let writer = session.access_id.as_deref().map_or(Writer::Debtor, Writer::Colleague);
    let stored = chat::send_as(&app, &session.debtor, writer, prompted, message, form.about.as_deref()).await;
    match (stored, json) {
        (Ok(_), false) => Redirect::to("/chat#last").into_response(),
        (Ok(stored), true) => Json(ServerFrame::Ack { id: form.id, seq: stored.seq }).into_response(),
        (Err(error), true) => Json(ServerFrame::Refused { id: form.id, why: error.refusal() }).into_response(),
        (Err(error), false) => refuse(&app, &session, form, error).await,
    }
}

/// The page again, with what was typed and what is wrong.
async fn refuse(app: &App, session: &DebtorSession, form: SendForm, error: SendError) -> Response {
    let why = match error {
        SendError::Refused(why) => why,
        SendError::Failed(Error::KeyReused) => Refusal::BadId,
        SendError::Failed(error) => return problem::respond(app, &session.visitor, &error).await,
    };
    let query = ShowQuery { about: form.about, ..ShowQuery::default() };
    match load(app, session, &query, Some((why, form.body))).await {
        Ok(model) => respond(app, session, model, StatusCode::UNPROCESSABLE_ENTITY, None).await,
        Err(error) => problem::respond(app, &session.visitor, &error).await,
    }
}

/// What a client without a socket asks for.
#[derive(Debug, Deserialize)]
pub struct MessagesQuery {
    /// The last number it has.
    #[serde(default)]
    pub after: i64,
    /// The other side's read mark as it knows it.
    #[serde(default)]
    pub read: i64,
    /// Wait for news? Then with any value.
    pub wait: Option<String>,
}

/// What came after a number, for clients without a socket; with `wait`, when there is something.
async fn messages(
    State(app): State<App>,
    session: Result<DebtorSession, Response>,
    Query(query): Query<MessagesQuery>,
) -> Response {
    let Ok(session) = session else { return StatusCode::UNAUTHORIZED.into_response() };
    if query.wait.is_some() {
        return news(&app, &opening(session), &query).await;
    }
    let batch = async {
        let row = conversation::find_of_debtor(&app.db, &session.debtor).await?;
        chat::batch(&app, row.as_ref(), Side::Debtor, session.visitor.lang, query.after.max(0)).await
    };
    json_or_failure(batch.await)
}

/// A batch when there is something to tell.
pub async fn news(app: &App, opening: &Opening, query: &MessagesQuery) -> Response {
    match wait::news(app, opening, query.after.max(0), query.read).await {
        Ok(None) => StatusCode::UNAUTHORIZED.into_response(),
        Ok(Some(batch)) => Json(batch).into_response(),
        Err(error) => json_or_failure::<()>(Err(error)),
    }
}

fn opening(session: DebtorSession) -> Opening {
    Opening {
        who: Who::Debtor { prompted: session.notice_id.is_some(), access: session.access_id },
        debtor: session.debtor,
        token_hash: session.token_hash,
        lang: session.visitor.lang,
    }
}

/// A typed answer as JSON; what failed goes to the log.
pub fn json_or_failure<T: serde::Serialize>(result: Result<T>) -> Response {
    match result {
        Ok(value) => Json(value).into_response(),
        Err(Error::NotFound(_)) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "a plain request failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Does the client read JSON rather than pages?
pub fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes() == b"application/json")
}

async fn open_socket(
    State(app): State<App>,
    session: Result<DebtorSession, Response>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    if !guard::from_here(&app, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Ok(session) = session else { return StatusCode::UNAUTHORIZED.into_response() };
    socket::open(app, upgrade, opening(session))
}
