//! Messages of chats. A message's id is made by its writer's client, its number by the transaction that stores it; both
//! are unique in the conversation, so a repeated send stores nothing. Files go with a message: they are uploads of the
//! debtor's file that name it.

use super::conversation::{CONVERSATION, ConversationRow, create, find_in};
use super::desk::VULNERABLE;
use super::rows::{ROWS_MAX, placeholders};
use super::upload::{self, Of};
use super::{Db, DebtorTx, Tx};
use crate::error::{Error, Result};
use crate::upload::{Accepted, content_hash};

/// Messages read at once; whoever needs more asks again.
pub const MESSAGES_MAX: i64 = 200;

/// A message as stored, with the name of the agent who wrote it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct MessageRow {
    /// Number in the conversation, from 1.
    pub seq: i64,
    /// Made by the writer's client.
    pub client_id: String,
    /// 'debtor' | 'agent' | 'helper' | 'system'.
    pub author: String,
    /// Name of the agent who wrote it.
    pub agent_name: Option<String>,
    /// By which access it was written: a helper's, or a company's colleague's.
    pub access_id: Option<String>,
    /// Name of who has that access.
    pub helper_name: Option<String>,
    /// Where they work.
    pub helper_organisation: Option<String>,
    /// The text.
    pub body: String,
    /// Epoch ms.
    pub sent_at: i64,
    /// What is proposed with it, as stored; see `chat::offer`.
    pub offer: String,
    /// How many files go with it.
    pub files: i64,
}

/// What became of a send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The conversation.
    pub conversation_id: String,
    /// The number the message has, from now or from the first time.
    pub seq: i64,
    /// Epoch ms.
    pub sent_at: i64,
    /// Was it stored before?
    pub repeated: bool,
    /// Did this message open the conversation (new, or closed before)?
    pub opened: bool,
}

/// A message to store.
#[derive(Debug, Clone)]
pub struct NewMessage<'a> {
    /// Made by the writer's client.
    pub client_id: &'a str,
    /// The text, already checked and trimmed.
    pub body: &'a str,
    /// What is proposed with it, or ''; see `chat::offer`.
    pub offer: &'a str,
    /// Files that go with it, made safe.
    pub files: &'a [Accepted],
}

const MESSAGE: &str = "SELECT message.seq, message.client_id, message.author, agent.name AS agent_name, message.body, \
                       message.sent_at, message.offer, message.files, message.access_id, \
                       helper_access.name AS helper_name, helper_access.organisation AS helper_organisation FROM message \
                       LEFT JOIN agent ON agent.id = message.agent_id \
                       LEFT JOIN helper_access ON helper_access.id = message.access_id";

/// What a helper reads: what was written since they accepted their access, and of helpers' messages their own.
const FOR_HELPER: &str = "message.conversation_id = $1 AND message.sent_at >= $2 \
                          AND (message.author <> 'helper' OR message.access_id = $3)";

/// Who writes on the debtor's side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writer<'a> {
    /// The debtor.
    Debtor,
    /// A colleague at the company that the debtor is, by the id of their access.
    Colleague(&'a str),
    /// Somebody who helps the debtor, by the id of their access.
    Helper(&'a str),
}

/// Who wrote a message, as it is stored.
#[derive(Debug, Clone, Copy)]
struct By<'a> {
    author: &'static str,
    agent: Option<&'a str>,
    access: Option<&'a str>,
}

impl<'a> Writer<'a> {
    fn stored(self) -> By<'a> {
        let (author, access) = match self {
            Self::Debtor => ("debtor", None),
            Self::Colleague(access) => ("debtor", Some(access)),
            Self::Helper(access) => ("helper", Some(access)),
        };
        By { author, agent: None, access }
    }
}

/// The latest messages sent from a moment on (epoch ms), oldest first, without those of other helpers.
pub async fn list_for_helper(db: &Db, id: &str, access: &str, since: i64, count: i64) -> Result<Vec<MessageRow>> {
    let sql = sqlx::AssertSqlSafe(format!("{MESSAGE} WHERE {FOR_HELPER} ORDER BY message.seq DESC LIMIT $4"));
    let mut rows: Vec<MessageRow> = sqlx::query_as(sql)
        .bind(id)
        .bind(since)
        .bind(access)
        .bind(count.min(MESSAGES_MAX))
        .fetch_all(db.read())
        .await?;
    rows.reverse();
    Ok(rows)
}

/// Of these, the ones numbered above `after`, oldest first, at most [`MESSAGES_MAX`].
pub async fn list_for_helper_after(db: &Db, id: &str, access: &str, since: i64, after: i64) -> Result<Vec<MessageRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "{MESSAGE} WHERE {FOR_HELPER} AND message.seq > $4 ORDER BY message.seq LIMIT {MESSAGES_MAX}"
    ));
    Ok(sqlx::query_as(sql).bind(id).bind(since).bind(access).bind(after).fetch_all(db.read()).await?)
}

/// Messages numbered above `after`, oldest first, at most [`MESSAGES_MAX`].
pub async fn list_after(db: &Db, id: &str, after: i64) -> Result<Vec<MessageRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "{MESSAGE} WHERE message.conversation_id = $1 AND message.seq > $2 ORDER BY message.seq LIMIT {MESSAGES_MAX}"
    ));
    Ok(sqlx::query_as(sql).bind(id).bind(after).fetch_all(db.read()).await?)
}

/// The messages numbered below `before`, the latest `count` of them, oldest first.
pub async fn list_before(db: &Db, id: &str, before: i64, count: i64) -> Result<Vec<MessageRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "{MESSAGE} WHERE message.conversation_id = $1 AND message.seq < $2 ORDER BY message.seq DESC LIMIT $3"
    ));
    let mut rows: Vec<MessageRow> =
        sqlx::query_as(sql).bind(id).bind(before).bind(count.min(MESSAGES_MAX)).fetch_all(db.read()).await?;
    rows.reverse();
    Ok(rows)
}

/// Stores a message of the debtor's side; the first one makes the conversation. The caller records the signals in the same
/// transaction and commits.
///
/// # Errors
/// [`Error::KeyReused`] when the client's id was used for another text or other files.
pub async fn create_from_debtor(
    tx: &mut DebtorTx,
    writer: Writer<'_>,
    new: &NewMessage<'_>,
    about_claim: Option<&str>,
) -> Result<Stored> {
    let now = tx.now_ms();
    let sql = sqlx::AssertSqlSafe(format!("{CONVERSATION} WHERE debtor_id = $1 ORDER BY opened_at DESC LIMIT 1"));
    let found: Option<ConversationRow> =
        sqlx::query_as(sql).bind(tx.debtor.as_str()).fetch_optional(&mut *tx.tx).await?;
    let (id, opened) = match found {
        Some(row) => (row.id, row.status == "closed"),
        None => (create(tx, about_claim).await?, true),
    };
    let Some(seq) = insert(tx, &id, writer.stored(), new).await? else {
        return find_stored(tx, &id, new).await;
    };
    move_on(&mut tx.tx, std::slice::from_ref(&id), about_claim, now).await?;
    Ok(Stored { conversation_id: id, seq, sent_at: now, repeated: false, opened })
}

/// Moves conversations on by the message of the debtor's side just stored: a closed one is opened, whoever writes is not put
/// aside any longer, whoever is vulnerable goes first. Their rows are locked in the order of their ids, as
/// `chat_mark::update` does, so that the two never wait for each other in a circle.
pub(super) async fn move_on(
    tx: &mut Tx,
    conversations: &[String],
    about_claim: Option<&str>,
    now_ms: i64,
) -> Result<()> {
    for some in conversations.chunks(ROWS_MAX) {
        let list = placeholders(3, some.len());
        let these = match tx.backend_name() {
            "PostgreSQL" => format!("SELECT id FROM conversation WHERE id IN ({list}) ORDER BY id FOR NO KEY UPDATE"),
            _ => list,
        };
        let sql = format!(
            "UPDATE conversation SET last_seq = last_seq + 1, \
             status = CASE WHEN status = 'closed' THEN 'waiting' ELSE status END, \
             agent_id = CASE WHEN status = 'closed' THEN NULL ELSE agent_id END, \
             outcome = CASE WHEN status = 'closed' THEN '' ELSE outcome END, closed_at = NULL, snoozed_until = NULL, \
             priority = CASE WHEN EXISTS (SELECT d.id FROM debtor d WHERE d.id = conversation.debtor_id AND {VULNERABLE}) \
             THEN 1 WHEN status = 'closed' THEN 0 ELSE priority END, \
             claim_id = COALESCE($1, claim_id), waiting_since = COALESCE(waiting_since, $2) WHERE id IN ({these})"
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(about_claim).bind(now_ms);
        for id in some {
            query = query.bind(id);
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

/// Stores an agent's message, who thereby takes a conversation that nobody had; the caller commits.
///
/// # Errors
/// [`Error::KeyReused`] when the client's id was used for another text; [`Error::NotFound`] when the conversation is
/// not this debtor's.
pub async fn create_from_agent(tx: &mut DebtorTx, id: &str, agent: &str, new: &NewMessage<'_>) -> Result<Stored> {
    let now = tx.now_ms();
    let by = By { author: "agent", agent: Some(agent), access: None };
    let Some(seq) = insert(tx, id, by, new).await? else {
        return find_stored(tx, id, new).await;
    };
    sqlx::query(
        "UPDATE conversation SET agent_id = CASE WHEN status = 'assigned' THEN agent_id ELSE $2 END, \
         status = 'assigned', outcome = '', closed_at = NULL, waiting_since = NULL, last_seq = $3, agent_read_seq = $3, \
         agent_delivered_seq = $3 WHERE id = $1",
    )
    .bind(id)
    .bind(agent)
    .bind(seq)
    .execute(&mut *tx.tx)
    .await?;
    Ok(Stored { conversation_id: id.to_owned(), seq, sent_at: now, repeated: false, opened: false })
}

/// Is there a message under this client's id, as this transaction sees it?
pub async fn has(tx: &mut DebtorTx, id: &str, client_id: &str) -> Result<bool> {
    let found: Option<i64> =
        sqlx::query_scalar("SELECT seq FROM message WHERE conversation_id = $1 AND client_id = $2")
            .bind(id)
            .bind(client_id)
            .fetch_optional(&mut *tx.tx)
            .await?;
    Ok(found.is_some())
}

/// What was stored under the client's id. The same text with the same files is a repeat; anything else is refused.
async fn find_stored(tx: &mut DebtorTx, id: &str, new: &NewMessage<'_>) -> Result<Stored> {
    find_in(tx, id).await?;
    let row: Option<(i64, String, i64)> =
        sqlx::query_as("SELECT seq, body, sent_at FROM message WHERE conversation_id = $1 AND client_id = $2")
            .bind(id)
            .bind(new.client_id)
            .fetch_optional(&mut *tx.tx)
            .await?;
    let (seq, body, sent_at) = row.ok_or(Error::NotFound("message"))?;
    let sent: Vec<String> = new.files.iter().map(|file| content_hash(&file.bytes)).collect();
    if body != new.body || upload::list_hashes(&mut tx.tx, id, seq).await? != sent {
        return Err(Error::KeyReused);
    }
    Ok(Stored { conversation_id: id.to_owned(), seq, sent_at, repeated: true, opened: false })
}

/// Stores a message with its files under the next number of a conversation of the transaction's debtor; the caller moves
/// the conversation on to that number. None: there is one under the client's id, or no such conversation of theirs.
async fn insert(tx: &mut DebtorTx, id: &str, by: By<'_>, new: &NewMessage<'_>) -> Result<Option<i64>> {
    let now = tx.now_ms();
    let seq: Option<i64> = sqlx::query_scalar(
        "INSERT INTO message (conversation_id, seq, client_id, author, agent_id, body, sent_at, offer, files, access_id) \
         SELECT id, last_seq + 1, $3, $4, $5, $6, $7, $8, $9, $10 FROM conversation WHERE id = $1 AND debtor_id = $2 \
         ON CONFLICT (conversation_id, client_id) DO NOTHING RETURNING seq",
    )
    .bind(id)
    .bind(tx.debtor.as_str())
    .bind(new.client_id)
    .bind(by.author)
    .bind(by.agent)
    .bind(new.body)
    .bind(now)
    .bind(new.offer)
    .bind(new.files.len() as i64)
    .bind(by.access)
    .fetch_optional(&mut *tx.tx)
    .await?;
    let Some(seq) = seq else { return Ok(None) };
    for (file, place) in new.files.iter().zip(0..) {
        upload::create(tx, Of::Message { conversation: id, seq, place, agent: by.agent }, file).await?;
    }
    Ok(Some(seq))
}

/// A message that this transaction stored, as readers will find it.
pub async fn find_new(
    tx: &mut DebtorTx,
    stored: &Stored,
    by: Option<Writer<'_>>,
    new: &NewMessage<'_>,
) -> Result<MessageRow> {
    if by == Some(Writer::Debtor) {
        return Ok(debtor_row(stored, new));
    }
    let sql = sqlx::AssertSqlSafe(format!("{MESSAGE} WHERE message.conversation_id = $1 AND message.seq = $2"));
    Ok(sqlx::query_as(sql).bind(&stored.conversation_id).bind(stored.seq).fetch_one(&mut *tx.tx).await?)
}

/// What readers will find of a debtor's message: nobody's name goes with it, so that nothing has to be asked.
pub(super) fn debtor_row(stored: &Stored, new: &NewMessage<'_>) -> MessageRow {
    MessageRow {
        seq: stored.seq,
        client_id: new.client_id.to_owned(),
        author: "debtor".to_owned(),
        agent_name: None,
        access_id: None,
        helper_name: None,
        helper_organisation: None,
        body: new.body.to_owned(),
        sent_at: stored.sent_at,
        offer: new.offer.to_owned(),
        files: new.files.len() as i64,
    }
}
