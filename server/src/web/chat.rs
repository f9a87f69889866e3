//! The debtor's chat: page, plain form, plain requests, socket.

mod end;
#[cfg(test)]
mod end_tests;
#[cfg(test)]
mod files_tests;
mod own;

use super::guard;
use super::portal::helpers::talkers;
use super::session::{DebtorSession, not_in};
use super::upload_form::{LIMITS, UploadForm, accept, limit};
use super::{problem, render};
use crate::app::App;
use crate::chat::Side;
use crate::chat::socket::{self, Opening, Who};
use crate::chat::{self, Incoming, SendError, Sending, wait};
use crate::db::message::Writer;
use crate::db::{conversation, message};
use crate::error::{Error, Result};
use crate::{new_id, owned_key};
use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Json, Redirect, Response};
use axum::routing::{get, post};
use effen::chat::mark::Marks;
use effen::chat::{Refusal, ServerFrame};
use effen_app::frame::Flash;
use effen_app::pages::chat::{About, ChatModel, Refused, Why, page};
use effen_app::pages::helpers::reads_along;
use effen_app::parts::above;
use effen_app::texts::chat::texts;
use own::Own;
use serde::Deserialize;

/// Messages on the page; older ones are a link away.
const PAGE_MESSAGES_MAX: i64 = 60;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/chat", get(show))
        .route("/chat/send", post(send).layer(limit()))
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
            // Who reads along is said, or the page is not shown.
            let talkers = match talkers(app, &session.debtor).await {
                Ok(talkers) => talkers,
                Err(error) => return problem::respond(app, &session.visitor, &error).await,
            };
            let lang = model.lang;
            render::page(frame, status, move || above(reads_along(&talkers, lang), page(model))).await
        }
        Err(error) => problem::respond(app, &session.visitor, &error).await,
    }
}

async fn load(app: &App, session: &DebtorSession, query: &ShowQuery, refused: Option<Refused>) -> Result<ChatModel> {
    let lang = session.visitor.lang;
    let row = conversation::find_of_debtor(&app.db, &session.debtor).await?;
    let before = query.before.unwrap_or(i64::MAX);
    let rows = match &row {
        Some(row) => message::list_before(&app.db, &row.id, before, PAGE_MESSAGES_MAX).await?,
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
    Ok(ChatModel {
        waiting: chat::waiting(app, row.as_ref()).await?,
        lang,
        earlier: rows.first().is_some_and(|message| message.seq > 1),
        messages: match &row {
            Some(row) => chat::wire(app, &row.id, rows, Side::Debtor, lang).await?,
            None => Vec::new(),
        },
        last,
        marks: row.as_ref().map_or_else(Marks::default, |row| chat::marks(row, Side::Agent)),
        closed: row.as_ref().is_some_and(|row| row.status == "closed"),
        ended: end::load(app, session, row.is_some()).await?,
        about,
        expectation: chat::hours::expectation(app).await?,
        today: app.today(),
        whose: owned_key::mark(&session.debtor),
        writer: session.access_id.clone().unwrap_or_default(),
        client_id: new_id::uuid(),
        limits: LIMITS,
        refused,
    })
}

/// A message by plain form, with files or without, or by a client whose socket cannot be opened (it asks for JSON).
async fn send(
    State(app): State<App>,
    session: Result<Own, Response>,
    headers: HeaderMap,
    mut form: UploadForm,
) -> Response {
    let json = wants_json(&headers);
    let session = match session {
        Ok(Own(session)) => session,
        Err(refused) if json => return not_in(&refused),
        Err(refused) => return refused,
    };
    let files = accept(std::mem::take(&mut form.files), form.cut, session.visitor.lang).await;
    let files = match files {
        Ok(files) => files,
        Err(why) => return refuse(&app, &session, &form, Why::Files(why)).await,
    };
    let id = form.text("id").to_owned();
    let sending = Sending { message: Incoming { id: &id, body: form.text("body") }, files: &files };
    let about = Some(form.text("about")).filter(|claim| !claim.is_empty());
    let prompted = session.notice_id.is_some();
    let writer = session.access_id.as_deref().map_or(Writer::Debtor, Writer::Colleague);
    let stored = chat::send_as(&app, &session.debtor, writer, prompted, sending, about).await;
    match (stored, json) {
        (Ok(_), false) => Redirect::to("/chat#last").into_response(),
        (Ok(stored), true) => Json(ServerFrame::Ack { id, seq: stored.seq }).into_response(),
        (Err(error), true) => Json(ServerFrame::Refused { id, why: error.refusal() }).into_response(),
        (Err(SendError::Refused(why)), false) => refuse(&app, &session, &form, Why::Message(why)).await,
        (Err(SendError::Failed(Error::KeyReused)), false) => {
            refuse(&app, &session, &form, Why::Message(Refusal::BadId)).await
        }
        (Err(SendError::Failed(error)), false) => problem::respond(&app, &session.visitor, &error).await,
    }
}

/// The page again, with what was typed and what is wrong.
async fn refuse(app: &App, session: &DebtorSession, form: &UploadForm, why: Why) -> Response {
    let about = Some(form.text("about").to_owned()).filter(|claim| !claim.is_empty());
    let query = ShowQuery { about, ..ShowQuery::default() };
    let refused = Refused { why, typed: form.text("body").to_owned() };
    match load(app, session, &query, Some(refused)).await {
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
    /// How far its messages have reached the other side, as it knows it; who does not say waits for no news of it.
    pub got: Option<i64>,
    /// How far it was read, by who has it before their eyes.
    pub seen: Option<i64>,
    /// Wait for news? Then with any value.
    pub wait: Option<String>,
}

impl MessagesQuery {
    /// How far the client has come: who asks for what came after a number has everything up to it, and reads no further.
    pub fn says(&self) -> Marks {
        Marks::new(self.after, self.seen.unwrap_or_default().min(self.after))
    }
}

/// What came after a number, for clients without a socket; with `wait`, when there is something.
async fn messages(
    State(app): State<App>,
    session: Result<Own, Response>,
    Query(query): Query<MessagesQuery>,
) -> Response {
    let session = match session {
        Ok(Own(session)) => session,
        Err(refused) => return not_in(&refused),
    };
    if query.wait.is_some() {
        return news(&app, &opening(session), Some(query.says()), &query).await;
    }
    let batch = async {
        let row = conversation::find_of_debtor(&app.db, &session.debtor).await?;
        if let Some(row) = &row {
            chat::reached(&app, row, Side::Debtor, query.says()).await?;
        }
        chat::batch(&app, row.as_ref(), Side::Debtor, session.visitor.lang, query.after.max(0)).await
    };
    json_or_failure(batch.await)
}

/// A batch when there is something to tell.
pub async fn news(app: &App, opening: &Opening, says: Option<Marks>, query: &MessagesQuery) -> Response {
    let known = Marks::new(query.got.unwrap_or(i64::MAX), query.read);
    match wait::news(app, opening, query.after.max(0), says, known).await {
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
    session: Result<Own, Response>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    if !guard::from_here(&app, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    match session {
        Ok(Own(session)) => socket::open(app, upgrade, opening(session)),
        Err(refused) => not_in(&refused),
    }
}
