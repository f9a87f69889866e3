//! A conversation as the agent sees it: page, forms, plain requests, socket.

use super::{AnyPage, VersionQuery, desk, file, look, newer_file, offer, queue, respond, talk_note};
use crate::app::App;
use crate::chat::Side;
use crate::chat::canned::offered;
use crate::chat::socket::{self, Opening, Who};
use crate::chat::{self, Incoming, SendError, Sending};
use crate::db::conversation::{self, ConversationRow};
use crate::db::{console, message};
use crate::error::{Error, Result};
use crate::new_id;
use crate::web::chat::{MessagesQuery, json_or_failure, news, wants_json};
use crate::web::session::{AgentSession, not_in};
use crate::web::upload_form::{LIMITS, UploadForm, accept};
use crate::web::{guard, problem};
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Json, Redirect, Response};
use effen::chat::ServerFrame;
use effen::chat::canned::typed_shortcut;
use effen::ids::DebtorId;
use effen::staff::Right;
use effen_app::console_texts::texts;
use effen_app::pages::console::conversation::{ConversationModel, Talk, page};
use effen_app::pages::console::desk::Typed as DeskTyped;
use effen_app::pages::console::notes::NoteError;
use effen_app::pages::console::offer::Typed as OfferTyped;
use effen_app::texts::{console_talk, fill};
use serde::Deserialize;

/// Messages on the page; older ones are a link away.
const PAGE_MESSAGES_MAX: i64 = 100;

pub(super) async fn find(app: &App, id: &str) -> Result<ConversationRow> {
    conversation::find(&app.db, id).await?.ok_or(Error::NotFound("conversation"))
}

/// What was typed and comes back with the page.
#[derive(Debug, Default)]
pub(super) struct Typed {
    /// An answer that could not be taken.
    pub answer: String,
    /// Why its files could not be taken.
    pub files_wrong: Option<String>,
    /// A note that could not be taken, for whom, and why.
    pub note: Option<(String, String, NoteError)>,
    /// Why a canned answer could not be put in.
    pub canned_error: Option<String>,
    /// What could not be proposed.
    pub offer: OfferTyped,
    /// What was chosen at the desk, and what is wrong with it.
    pub desk: DeskTyped,
}

#[derive(Debug, Default, Deserialize)]
pub struct ShowQuery {
    before: Option<i64>,
}

/// The page.
pub async fn show(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Query(query): Query<ShowQuery>,
) -> Response {
    let made = load(&app, &session, &id, query.before, Typed::default()).await;
    made_page(&app, &session, &id, StatusCode::OK, made).await
}

pub(super) async fn made_page(
    app: &App,
    session: &AgentSession,
    id: &str,
    status: StatusCode,
    made: Result<ConversationModel>,
) -> Response {
    let made = made.map(|model| {
        let page: AnyPage = (status, Box::new(move || page(model)));
        page
    });
    let path = format!("/console/conversation/{id}");
    respond(app, session, texts(session.visitor.lang).talk, &path, made).await
}

pub(super) async fn load(
    app: &App,
    session: &AgentSession,
    id: &str,
    before: Option<i64>,
    typed: Typed,
) -> Result<ConversationModel> {
    let lang = session.visitor.lang;
    let Typed { answer: typed, files_wrong, note, canned_error, offer: offer_typed, desk: desk_typed } = typed;
    let row = find(app, id).await?;
    let debtor = DebtorId(row.debtor_id.clone());
    look(app, session, &debtor).await?;
    let rows = message::list_before(&app.db, &row.id, before.unwrap_or(i64::MAX), PAGE_MESSAGES_MAX).await?;
    let last = rows.last().map_or(0, |message| message.seq);
    if before.is_none() && answers(session) {
        chat::read(app, &row, Side::Agent, last).await?;
    }
    let about = match &row.claim_id {
        Some(claim) => conversation::find_claim(&app.db, &debtor, claim).await?,
        None => None,
    };
    let agent = match &row.agent_id {
        Some(agent) => console::find_agent_name(&app.db, agent).await?,
        None => None,
    };
    let closed = row.status == "closed";
    let talk = Talk {
        earlier: rows.first().is_some_and(|message| message.seq > 1),
        messages: chat::wire(app, &row.id, rows, Side::Agent, lang).await?,
        last,
        marks: chat::marks(&row, Side::Debtor),
        closed: closed.then(|| row.outcome.clone()),
        agent,
        canned: offered(app, &debtor).await?,
        canned_error,
        offers: offer::load(app, session, &debtor, offer_typed).await?,
        desk: desk::load(app, session, &row, desk_typed).await?,
        me: session.agent.to_string(),
        answers: answers(session),
        may_take: answers(session) && (closed || row.agent_id.as_deref() != Some(session.agent.as_str())),
        notes: talk_note::load(app, session, &row.id, note).await?,
        about,
        client_id: new_id::uuid(),
        typed,
        files_wrong,
        limits: LIMITS,
        id: row.id,
    };
    let queue = queue::load(app, session).await?;
    let file = file::load(app, session, &debtor).await?;
    Ok(ConversationModel { lang, queue, talk: Some(talk), conversation_id: None, file })
}

/// An answer by plain form, with files or without, or by a client whose socket cannot be opened.
pub async fn send(
    State(app): State<App>,
    session: Result<AgentSession, Response>,
    Path(id): Path<String>,
    headers: HeaderMap,
    mut form: UploadForm,
) -> Response {
    let json = wants_json(&headers);
    let session = match session {
        Ok(session) => session,
        Err(refused) if json => return not_in(&refused),
        Err(to_sign_in) => return to_sign_in,
    };
    let files = match accept(std::mem::take(&mut form.files), form.cut, session.visitor.lang).await {
        Ok(files) => files,
        Err(why) => return refuse(&app, &session, &id, form.text("body"), Some(why)).await,
    };
    // A shortcut is put in, not sent.
    if let (Some(shortcut), true) = (typed_shortcut(form.text("body")), files.is_empty() && !json) {
        return super::canned::put_in(&app, &session, &id, shortcut, String::new()).await;
    }
    let message_id = form.text("id").to_owned();
    let stored = async {
        let row = find(&app, &id).await?;
        let sending = Sending { message: Incoming { id: &message_id, body: form.text("body") }, files: &files };
        chat::send_from_agent(&app, &row, session.agent.as_str(), sending).await
    };
    match (stored.await, json) {
        (Ok(stored), true) => Json(ServerFrame::Ack { id: message_id, seq: stored.seq }).into_response(),
        (Err(error), true) => Json(ServerFrame::Refused { id: message_id, why: error.refusal() }).into_response(),
        (Ok(_), false) => back_to(&form, &id),
        (Err(SendError::Failed(error)), false) if !matches!(error, Error::KeyReused) => {
            problem::respond(&app, &session.visitor, &error).await
        }
        (Err(_), false) => refuse(&app, &session, &id, form.text("body"), None).await,
    }
}

/// The page again, with what was typed and what is wrong with its files.
async fn refuse(app: &App, session: &AgentSession, id: &str, body: &str, files_wrong: Option<String>) -> Response {
    let typed = Typed { answer: body.to_owned(), files_wrong, ..Typed::default() };
    let made = load(app, session, id, None, typed).await;
    made_page(app, session, id, StatusCode::UNPROCESSABLE_ENTITY, made).await
}

/// To where the form stood: with others beside it, or alone.
fn back_to(form: &UploadForm, id: &str) -> Response {
    match form.text("back") {
        beside if beside.starts_with("/console/beside?") => Redirect::to(beside).into_response(),
        _ => back(id),
    }
}

pub(super) fn back(id: &str) -> Response {
    Redirect::to(&format!("/console/conversation/{id}#last")).into_response()
}

/// What came after a number; with `wait`, when there is something.
pub async fn messages(
    State(app): State<App>,
    session: Result<AgentSession, Response>,
    Path(id): Path<String>,
    Query(query): Query<MessagesQuery>,
) -> Response {
    let session = match session {
        Ok(session) => session,
        Err(refused) => return not_in(&refused),
    };
    let row = match find(&app, &id).await {
        Ok(row) => row,
        Err(error) => return json_or_failure::<()>(Err(error)),
    };
    let says = answers(&session).then(|| query.says());
    if query.wait.is_some() {
        return news(&app, &opening(session, row), says, &query).await;
    }
    let batch = async {
        if let Some(says) = says {
            chat::reached(&app, &row, Side::Agent, says).await?;
        }
        chat::batch(&app, Some(&row), Side::Agent, session.visitor.lang, query.after.max(0)).await
    };
    json_or_failure(batch.await)
}

/// Is this somebody who answers? Who only reads along is not the agency's side: a debtor hears nothing of them.
fn answers(session: &AgentSession) -> bool {
    session.role.may(Right::Work)
}

fn opening(session: AgentSession, row: ConversationRow) -> Opening {
    Opening {
        debtor: DebtorId(row.debtor_id),
        who: Who::Agent { id: session.agent.to_string() },
        token_hash: session.token_hash,
        lang: session.visitor.lang,
    }
}

/// Which colleagues have the conversation open at this moment, and who of them types; in words, '' for nobody.
pub async fn others(
    State(app): State<App>,
    session: Result<AgentSession, Response>,
    Path(id): Path<String>,
) -> Response {
    let session = match session {
        Ok(session) => session,
        Err(refused) => return not_in(&refused),
    };
    let t = console_talk::texts(session.visitor.lang);
    let told = async {
        let row = find(&app, &id).await?;
        let mut told = Vec::new();
        for (agent, types) in app.chat.agents(&row.debtor_id) {
            if agent == session.agent.as_str() {
                continue;
            }
            let name = console::find_agent_name(&app.db, &agent).await?.unwrap_or_default();
            told.push(fill(if types { t.types } else { t.looks }, &[("name", &name)]));
        }
        Ok(told.join(" "))
    };
    json_or_failure(told.await)
}

/// The file beside the conversation, if it is newer than what the browser has.
pub async fn file_json(
    State(app): State<App>,
    session: Result<AgentSession, Response>,
    Path(id): Path<String>,
    Query(query): Query<VersionQuery>,
) -> Response {
    let session = match session {
        Ok(session) => session,
        Err(refused) => return not_in(&refused),
    };
    match find(&app, &id).await {
        Ok(row) => newer_file(&app, &session, &DebtorId(row.debtor_id), query.version).await,
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The socket, for who answers: writing goes over it.
pub async fn open_socket(
    State(app): State<App>,
    session: Result<AgentSession, Response>,
    Path(id): Path<String>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    if !guard::from_here(&app, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let session = match session {
        Ok(session) => session,
        Err(refused) => return not_in(&refused),
    };
    if !answers(&session) {
        return StatusCode::FORBIDDEN.into_response();
    }
    match find(&app, &id).await {
        Ok(row) => socket::open(app, upgrade, opening(session, row)),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
