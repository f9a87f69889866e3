//! What agents tell each other about a conversation: notes, also those that go with handing it over. Nothing that goes to
//! a debtor reads this table.

use super::{Db, DebtorTx};
use crate::error::{Error, Result};

/// Notes shown at once; the latest.
const NOTES_MAX: i64 = 50;

/// A note to store.
#[derive(Debug, Clone)]
pub struct NewNote<'a> {
    /// Made with the form.
    pub id: &'a str,
    /// The conversation.
    pub conversation: &'a str,
    /// Who writes.
    pub agent: &'a str,
    /// '' a note alone, 'queue', or the agent who gets the conversation.
    pub handed_to: &'a str,
    /// The text, checked.
    pub body: &'a str,
}

/// A note with the names of the agents in it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct NoteRow {
    /// Who wrote.
    pub agent: String,
    /// '' a note alone, 'queue', or an agent's id.
    pub handed_to: String,
    /// The name of who got the conversation.
    pub to_name: Option<String>,
    /// The text.
    pub body: String,
    /// Epoch ms.
    pub created_at: i64,
}

/// Stores a note; the caller commits. False: it was stored before.
///
/// # Errors
/// [`Error::KeyReused`] when its id was used for another note.
pub async fn create(tx: &mut DebtorTx, new: &NewNote<'_>) -> Result<bool> {
    let stored: Option<(String, String, String)> =
        sqlx::query_as("SELECT conversation_id, handed_to, body FROM chat_note WHERE id = $1")
            .bind(new.id)
            .fetch_optional(&mut *tx.tx)
            .await?;
    if let Some((conversation, handed_to, body)) = stored {
        let same = (conversation.as_str(), handed_to.as_str(), body.as_str());
        return if same == (new.conversation, new.handed_to, new.body) { Ok(false) } else { Err(Error::KeyReused) };
    }
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO chat_note (id, conversation_id, debtor_id, agent_id, handed_to, body, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(new.id)
    .bind(new.conversation)
    .bind(tx.debtor.as_str())
    .bind(new.agent)
    .bind(new.handed_to)
    .bind(new.body)
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(true)
}

/// The notes of a conversation, the latest first. For agents only.
pub async fn list(db: &Db, conversation: &str) -> Result<Vec<NoteRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "SELECT agent.name AS agent, n.handed_to, other.name AS to_name, n.body, n.created_at FROM chat_note n \
         JOIN agent ON agent.id = n.agent_id LEFT JOIN agent other ON other.id = n.handed_to \
         WHERE n.conversation_id = $1 ORDER BY n.created_at DESC, n.id DESC LIMIT {NOTES_MAX}"
    ));
    Ok(sqlx::query_as(sql).bind(conversation).fetch_all(db.read()).await?)
}
