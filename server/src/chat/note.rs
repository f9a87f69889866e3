//! What agents tell each other about a conversation, and handing it over.

use super::{Refusal, SendError, check_body, done, is_client_id};
use crate::app::App;
use crate::db::chat_note::{self, NewNote};
use crate::db::conversation::{self, ConversationRow};
use crate::db::{agent, audit, desk};
use crate::error::Error;
use effen::chat::desk::Skill;
use effen::ids::DebtorId;

/// Who gets the conversation with the note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandTo {
    /// Nobody: a note alone.
    Nobody,
    /// Back to the queue.
    Queue,
    /// A colleague, by id.
    Agent(String),
}

impl HandTo {
    /// As stored and as in the form.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Nobody => "",
            Self::Queue => "queue",
            Self::Agent(id) => id,
        }
    }

    /// Reads the form's word.
    pub fn read(word: &str) -> Self {
        match word {
            "" => Self::Nobody,
            "queue" => Self::Queue,
            id => Self::Agent(id.to_owned()),
        }
    }
}

/// What colleagues should know of a conversation that is handed over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Urgency {
    /// What it takes, when that is not what the file says.
    pub skill: Option<Skill>,
    /// Does it go before others?
    pub first: bool,
}

/// Stores a note of `agent`, once for each `id`, and hands the conversation over with it.
///
/// # Errors
/// [`SendError::Refused`] when nothing or too much was written, or the colleague does not work here (any longer).
pub async fn create_note(
    app: &App,
    row: &ConversationRow,
    agent: &str,
    id: &str,
    body: &str,
    (to, urgency): (&HandTo, Urgency),
) -> Result<(), SendError> {
    let body = check_body(body).map_err(SendError::Refused)?;
    if !is_client_id(id) {
        return Err(SendError::Refused(Refusal::BadId));
    }
    if let HandTo::Agent(other) = to
        && !agent::list_working(&app.db).await?.iter().any(|(known, _)| known == other)
    {
        return Err(SendError::Failed(Error::NotFound("agent")));
    }
    let mut tx = app.db.begin_debtor(&DebtorId(row.debtor_id.clone()), app.now()).await?;
    let new = NewNote { id, conversation: &row.id, agent, handed_to: to.as_str(), body: &body };
    if !chat_note::create(&mut tx, &new).await? {
        return Ok(());
    }
    let action = match to {
        HandTo::Nobody => "chat_noted",
        HandTo::Queue | HandTo::Agent(_) => {
            let other = if let HandTo::Agent(id) = to { Some(id.as_str()) } else { None };
            conversation::update_handed_over(&mut tx, &row.id, other).await?;
            desk::update_need(&mut tx, &row.id, urgency.skill, urgency.first).await?;
            "chat_handed_over"
        }
    };
    audit::create(&mut tx, &format!("agent:{agent}"), action, &row.id, to.as_str()).await?;
    Ok(done(app, tx).await?)
}
