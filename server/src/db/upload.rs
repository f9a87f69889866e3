//! Files of a debtor's file: what debtors sent with a case, and what either side sent in the chat.

use super::{Db, DebtorTx, Tx};
use crate::error::Result;
use crate::new_id::uuid;
use crate::upload::{Accepted, UPLOADS_OF_DEBTOR_MAX, content_hash};
use effen::ids::DebtorId;
use sqlx::AnyConnection;

/// A file without its content.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct UploadRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// How large, in bytes.
    pub size_bytes: i64,
    /// When it came, epoch ms.
    pub created_at: i64,
}

/// A file with its content.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Content {
    /// Its name.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// What a file belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of<'a> {
    /// A case, by id.
    Case(&'a str),
    /// A message of the chat.
    Message {
        /// Its conversation.
        conversation: &'a str,
        /// Its number.
        seq: i64,
        /// The file's place among those of the message, from 0.
        place: i64,
        /// The agent who sent it; none: the debtor.
        agent: Option<&'a str>,
    },
}

/// Keeps a file with what it belongs to. Gives its id.
pub async fn create(tx: &mut DebtorTx, of: Of<'_>, file: &Accepted) -> Result<String> {
    let id = uuid();
    let now = tx.now_ms();
    let (case, conversation, seq, place, agent) = match of {
        Of::Case(case) => (Some(case), None, None, 0, None),
        Of::Message { conversation, seq, place, agent } => (None, Some(conversation), Some(seq), place, agent),
    };
    sqlx::query(
        "INSERT INTO upload (id, debtor_id, reply_id, name, media_type, size_bytes, sha256, content, created_at, \
         conversation_id, message_seq, place, agent_id, preview) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(&id)
    .bind(tx.debtor.as_str())
    .bind(case)
    .bind(&file.name)
    .bind(file.media_type)
    .bind(i64::try_from(file.bytes.len()).unwrap_or(i64::MAX))
    .bind(content_hash(&file.bytes))
    .bind(&file.bytes[..])
    .bind(now)
    .bind(conversation)
    .bind(seq)
    .bind(place)
    .bind(agent)
    .bind(file.preview.as_deref())
    .execute(&mut *tx.tx)
    .await?;
    Ok(id)
}

/// May the debtor send so many more files, beside those they have with us? What agents sent does not count.
pub async fn has_room(tx: &mut DebtorTx, files: usize) -> Result<bool> {
    let sent: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM upload WHERE debtor_id = $1 AND agent_id IS NULL")
        .bind(tx.debtor.as_str())
        .fetch_one(&mut *tx.tx)
        .await?;
    Ok(sent + i64::try_from(files).unwrap_or(i64::MAX) <= UPLOADS_OF_DEBTOR_MAX)
}

/// What tells the content of a message's files from any other, in their order.
pub async fn list_hashes(tx: &mut Tx, conversation: &str, seq: i64) -> Result<Vec<String>> {
    let sql = "SELECT sha256 FROM upload WHERE conversation_id = $1 AND message_seq = $2 ORDER BY place";
    Ok(sqlx::query_scalar(sql).bind(conversation).bind(seq).fetch_all(&mut **tx).await?)
}

/// A file of a message, without its content.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SentRow {
    /// The message's number.
    pub message_seq: i64,
    /// The file's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// How large, in bytes.
    pub size_bytes: i64,
}

/// The files of the messages numbered from `first` to `last`, in the order of the conversation.
pub async fn list_sent(db: &Db, conversation: &str, first: i64, last: i64) -> Result<Vec<SentRow>> {
    Ok(sqlx::query_as(
        "SELECT message_seq, id, name, media_type, size_bytes FROM upload WHERE conversation_id = $1 \
         AND message_seq >= $2 AND message_seq <= $3 ORDER BY message_seq, place",
    )
    .bind(conversation)
    .bind(first)
    .bind(last)
    .fetch_all(db.read())
    .await?)
}

/// The files of a case, in the order in which they came.
pub async fn list(conn: &mut AnyConnection, debtor: &DebtorId, case: &str) -> Result<Vec<UploadRow>> {
    Ok(sqlx::query_as(
        "SELECT id, name, media_type, size_bytes, created_at FROM upload WHERE debtor_id = $1 AND reply_id = $2 \
         ORDER BY created_at, id",
    )
    .bind(debtor.as_str())
    .bind(case)
    .fetch_all(conn)
    .await?)
}

/// A debtor's file.
pub async fn find(db: &Db, debtor: &DebtorId, id: &str) -> Result<Option<Content>> {
    Ok(sqlx::query_as("SELECT name, media_type, content FROM upload WHERE id = $1 AND debtor_id = $2")
        .bind(id)
        .bind(debtor.as_str())
        .fetch_optional(db.read())
        .await?)
}

/// The small picture of a debtor's file; none for what is no picture.
pub async fn find_preview(db: &Db, debtor: &DebtorId, id: &str) -> Result<Option<Vec<u8>>> {
    let sql = "SELECT preview FROM upload WHERE id = $1 AND debtor_id = $2 AND preview IS NOT NULL";
    Ok(sqlx::query_scalar(sql).bind(id).bind(debtor.as_str()).fetch_optional(db.read()).await?)
}

/// Whose file it is, for agents.
pub async fn find_owner(db: &Db, id: &str) -> Result<Option<DebtorId>> {
    let owner: Option<String> =
        sqlx::query_scalar("SELECT debtor_id FROM upload WHERE id = $1").bind(id).fetch_optional(db.read()).await?;
    Ok(owner.map(DebtorId))
}
