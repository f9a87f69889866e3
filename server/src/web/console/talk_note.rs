//! Notes of agents about a conversation, and handing it over.

use super::talk::{self, Typed};
use crate::app::App;
use crate::chat::{HandTo, SendError, Urgency, create_note};
use crate::clock::{from_ms, local};
use crate::db::{agent, chat_note};
use crate::error::{Error, Result};
use crate::new_id;
use crate::web::problem;
use crate::web::session::AgentSession;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::chat::{Refusal, time_words};
use effen_app::pages::console::notes::{Handed, Note, NoteError, Notes};
use serde::Deserialize;

/// The notes of a conversation; `refused` comes back with the form.
pub async fn load(
    app: &App,
    session: &AgentSession,
    conversation: &str,
    refused: Option<(String, String, NoteError)>,
) -> Result<Notes> {
    let note = |row: chat_note::NoteRow| Note {
        agent: row.agent,
        handed: match (row.handed_to.as_str(), row.to_name) {
            ("", _) => Handed::No,
            ("queue", _) => Handed::Queue,
            (id, name) => Handed::To(name.unwrap_or_else(|| id.to_owned())),
        },
        body: row.body,
        time: time_words(local(from_ms(row.created_at)).datetime(), app.today(), session.visitor.lang),
    };
    let colleagues = agent::list_working(&app.db).await?;
    Ok(Notes {
        list: chat_note::list(&app.db, conversation).await?.into_iter().map(note).collect(),
        colleagues: colleagues.into_iter().filter(|(id, _)| id != session.agent.as_str()).collect(),
        key: new_id::uuid(),
        refused,
    })
}

#[derive(Debug, Deserialize)]
pub struct NoteForm {
    key: String,
    body: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    skill: String,
    #[serde(default)]
    first: String,
}

/// Stores a note; hands the conversation over with it.
pub async fn create(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(form): Form<NoteForm>,
) -> Response {
    let to = HandTo::read(&form.to);
    let urgency = Urgency { skill: form.skill.parse().ok(), first: !form.first.is_empty() };
    let stored = async {
        let row = talk::find(&app, &id).await?;
        create_note(&app, &row, session.agent.as_str(), &form.key, &form.body, (&to, urgency)).await
    };
    let why = match stored.await {
        // Whose it is no longer, is led to who waits next.
        Ok(()) if to == HandTo::Nobody => return talk::back(&id),
        Ok(()) => return Redirect::to("/console").into_response(),
        Err(SendError::Refused(Refusal::Empty)) => NoteError::Empty,
        Err(SendError::Refused(Refusal::TooLong)) => NoteError::Long,
        Err(SendError::Refused(_) | SendError::Failed(Error::KeyReused | Error::NotFound("agent"))) => NoteError::Gone,
        Err(SendError::Failed(error)) => return problem::respond(&app, &session.visitor, &error).await,
    };
    let typed = Typed { note: Some((form.body, form.to, why)), ..Typed::default() };
    let made = talk::load(&app, &session, &id, None, typed).await;
    talk::made_page(&app, &session, &id, StatusCode::UNPROCESSABLE_ENTITY, made).await
}
