//! Chats. A debtor has one conversation for life: closing it ends a matter, the next message opens it again, so that
//! history and numbering go on. A message's id is made by its writer's client, its number by the transaction that
//! stores it; both are unique in the conversation, so a repeated send stores nothing.

use super::desk::VULNERABLE;
use super::{Db, DebtorTx, Tx, listen};
use crate::error::{Error, Result};
use effen::ids::DebtorId;
use jiff::Timestamp;

/// Messages read at once; whoever needs more asks again.
pub const MESSAGES_MAX: i64 = 200;

/// A conversation as stored.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ConversationRow {
    /// Id.
    pub id: String,
    /// Whose.
    pub debtor_id: String,
    /// What it is about, if it was opened from an invoice.
    pub claim_id: Option<String>,
    /// 'waiting' | 'assigned' | 'closed'.
    pub status: String,
    /// Who answers.
    pub agent_id: Option<String>,
    /// Number of the last message.
    pub last_seq: i64,
    /// Read by the debtor up to here.
    pub debtor_read_seq: i64,
    /// Read by an agent up to here.
    pub agent_read_seq: i64,
    /// How it ended, in a word, or ''.
    pub outcome: String,
    /// Epoch ms.
    pub opened_at: i64,
    /// The oldest message without an answer, epoch ms.
    pub waiting_since: Option<i64>,
    /// Epoch ms.
    pub closed_at: Option<i64>,
    /// Put aside until then, epoch ms.
    pub snoozed_until: Option<i64>,
}

/// A message as stored, with the first name of the agent who wrote it.
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
}

/// Where a conversation stands: what decides whether sockets have something to fetch.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Mark {
    /// Whose conversation.
    pub debtor_id: String,
    /// Number of the last message.
    pub last_seq: i64,
    /// Read by the debtor up to here.
    pub debtor_read_seq: i64,
    /// Read by an agent up to here.
    pub agent_read_seq: i64,
    /// 'waiting' | 'assigned' | 'closed'.
    pub status: String,
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
}

const CONVERSATION: &str = "SELECT id, debtor_id, claim_id, status, agent_id, last_seq, debtor_read_seq, agent_read_seq, outcome, \
                            opened_at, waiting_since, closed_at, snoozed_until FROM conversation";
const MESSAGE: &str = "SELECT message.seq, message.client_id, message.author, agent.name AS agent_name, message.body, message.sent_at, message.offer, \
                       message.access_id, helper_access.name AS helper_name, \
                       helper_access.organisation AS helper_organisation FROM message \
                       LEFT JOIN agent ON agent.id = message.agent_id \
                       LEFT JOIN helper_access ON helper_access.id = message.access_id";

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

impl<'a> Writer<'a> {
    /// The stored author and access.
    fn stored(self) -> (&'static str, Option<&'a str>) {
        match self {
            Self::Debtor => ("debtor", None),
            Self::Colleague(access) => ("debtor", Some(access)),
            Self::Helper(access) => ("helper", Some(access)),
        }
    }
}

/// The latest messages sent from a moment on (epoch ms), oldest first, without those of other helpers.
pub async fn list_for_helper(db: &Db, id: &str, access: &str, since: i64, count: i64) -> Result<Vec<MessageRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "{MESSAGE} WHERE message.conversation_id = $1 AND message.sent_at >= $2 \
         AND (message.author <> 'helper' OR message.access_id = $3) ORDER BY message.seq DESC LIMIT $4"
    ));
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

/// A debtor's conversation, if there is one.
pub async fn find_of_debtor(db: &Db, debtor: &DebtorId) -> Result<Option<ConversationRow>> {
    let sql = sqlx::AssertSqlSafe(format!("{CONVERSATION} WHERE debtor_id = $1 ORDER BY opened_at DESC LIMIT 1"));
    Ok(sqlx::query_as(sql).bind(debtor.as_str()).fetch_optional(db.read()).await?)
}

/// A conversation by its id: for agents only.
pub async fn find(db: &Db, id: &str) -> Result<Option<ConversationRow>> {
    let sql = sqlx::AssertSqlSafe(format!("{CONVERSATION} WHERE id = $1"));
    Ok(sqlx::query_as(sql).bind(id).fetch_optional(db.read()).await?)
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

/// Where the conversations of these debtors stand. `debtors` come from our own hub.
pub async fn list_marks(db: &Db, debtors: &[String]) -> Result<Vec<Mark>> {
    let mut marks = Vec::with_capacity(debtors.len());
    for some in debtors.chunks(200) {
        let places: Vec<String> = (1..=some.len()).map(|n| format!("${n}")).collect();
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT debtor_id, last_seq, debtor_read_seq, agent_read_seq, status FROM conversation WHERE debtor_id IN ({})",
            places.join(", ")
        ));
        let mut query = sqlx::query_as(sql);
        for id in some {
            query = query.bind(id);
        }
        marks.extend(query.fetch_all(db.read()).await?);
    }
    Ok(marks)
}

/// Stores a message of the debtor's side; the first one makes the conversation. The caller records the signals in the same
/// transaction and commits.
///
/// # Errors
/// [`Error::KeyReused`] when the client's id was used for another text.
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
        Some(row) => {
            if let Some(stored) = find_stored(&mut tx.tx, &row.id, new).await? {
                return Ok(stored);
            }
            (row.id, row.status == "closed")
        }
        None => (create(tx, about_claim).await?, true),
    };
    let seq = next_seq(&mut tx.tx, &id).await?;
    let (author, access) = writer.stored();
    insert(&mut tx.tx, &id, seq, author, By { agent: None, access }, new, now).await?;
    sqlx::query(
        // Whoever writes is not put aside any longer; whoever is vulnerable goes first.
        sqlx::AssertSqlSafe(format!(
            "UPDATE conversation SET status = CASE WHEN status = 'closed' THEN 'waiting' ELSE status END, \
         agent_id = CASE WHEN status = 'closed' THEN NULL ELSE agent_id END, \
         outcome = CASE WHEN status = 'closed' THEN '' ELSE outcome END, closed_at = NULL, snoozed_until = NULL, \
         priority = CASE WHEN EXISTS (SELECT d.id FROM debtor d WHERE d.id = conversation.debtor_id AND {VULNERABLE}) \
         THEN 1 WHEN status = 'closed' THEN 0 ELSE priority END, \
         claim_id = COALESCE($2, claim_id), waiting_since = COALESCE(waiting_since, $3) WHERE id = $1"
        )),
    )
    .bind(&id)
    .bind(about_claim)
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(Stored { conversation_id: id, seq, sent_at: now, repeated: false, opened })
}

/// Stores an agent's message, who thereby takes a conversation that nobody had; the caller commits.
///
/// # Errors
/// [`Error::KeyReused`] when the client's id was used for another text; [`Error::NotFound`] when the conversation is
/// not this debtor's.
pub async fn create_from_agent(tx: &mut DebtorTx, id: &str, agent: &str, new: &NewMessage<'_>) -> Result<Stored> {
    let now = tx.now_ms();
    find_in(tx, id).await?;
    if let Some(stored) = find_stored(&mut tx.tx, id, new).await? {
        return Ok(stored);
    }
    let seq = next_seq(&mut tx.tx, id).await?;
    insert(&mut tx.tx, id, seq, "agent", By { agent: Some(agent), access: None }, new, now).await?;
    sqlx::query(
        "UPDATE conversation SET agent_id = CASE WHEN status = 'assigned' THEN agent_id ELSE $2 END, \
         status = 'assigned', outcome = '', closed_at = NULL, waiting_since = NULL, agent_read_seq = $3 WHERE id = $1",
    )
    .bind(id)
    .bind(agent)
    .bind(seq)
    .execute(&mut *tx.tx)
    .await?;
    Ok(Stored { conversation_id: id.to_owned(), seq, sent_at: now, repeated: false, opened: false })
}

/// An agent takes a conversation, also from a colleague; the caller commits.
pub async fn update_taken(tx: &mut DebtorTx, id: &str, agent: &str) -> Result<()> {
    find_in(tx, id).await?;
    sqlx::query(
        "UPDATE conversation SET status = 'assigned', agent_id = $2, outcome = '', closed_at = NULL, \
         snoozed_until = NULL WHERE id = $1",
    )
    .bind(id)
    .bind(agent)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Gives a conversation to another agent, or with `None` back to the queue; the caller commits. What waits for an answer
/// waits on since the same moment.
pub async fn update_handed_over(tx: &mut DebtorTx, id: &str, to: Option<&str>) -> Result<()> {
    find_in(tx, id).await?;
    let status = if to.is_some() { "assigned" } else { "waiting" };
    let sql = "UPDATE conversation SET status = $2, agent_id = $3, outcome = '', closed_at = NULL, \
               snoozed_until = NULL WHERE id = $1";
    sqlx::query(sql).bind(id).bind(status).bind(to).execute(&mut *tx.tx).await?;
    Ok(())
}

/// An agent closes a conversation with its outcome; the caller commits. False: it was closed before.
pub async fn update_closed(tx: &mut DebtorTx, id: &str, agent: &str, outcome: &str) -> Result<bool> {
    let now = tx.now_ms();
    find_in(tx, id).await?;
    let done = sqlx::query(
        "UPDATE conversation SET status = 'closed', agent_id = COALESCE(agent_id, $2), outcome = $3, closed_at = $4, \
         waiting_since = NULL, snoozed_until = NULL, priority = 0, skill = '' WHERE id = $1 AND status <> 'closed'",
    )
    .bind(id)
    .bind(agent)
    .bind(outcome)
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Is there a message under this client's id, as this transaction sees it?
pub async fn has_message(tx: &mut DebtorTx, id: &str, client_id: &str) -> Result<bool> {
    let found: Option<i64> =
        sqlx::query_scalar("SELECT seq FROM message WHERE conversation_id = $1 AND client_id = $2")
            .bind(id)
            .bind(client_id)
            .fetch_optional(&mut *tx.tx)
            .await?;
    Ok(found.is_some())
}

/// Since when a debtor's message waits for an answer, as this transaction sees it; epoch ms.
pub async fn find_waiting_since(tx: &mut DebtorTx, id: &str) -> Result<Option<i64>> {
    let sql = "SELECT waiting_since FROM conversation WHERE id = $1 AND debtor_id = $2";
    let row: Option<(Option<i64>,)> =
        sqlx::query_as(sql).bind(id).bind(tx.debtor.as_str()).fetch_optional(&mut *tx.tx).await?;
    Ok(row.ok_or(Error::NotFound("conversation"))?.0)
}

/// Commits what changed a conversation; other processes hear of it in that moment.
pub async fn commit(db: &Db, mut tx: DebtorTx) -> Result<()> {
    let debtor = tx.debtor.clone();
    listen::tell(db.engine, &mut tx.tx, &debtor).await?;
    tx.commit().await
}

/// Who has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The debtor.
    Debtor,
    /// An agent.
    Agent,
}

/// Notes that somebody read up to `seq`; never moves back, never beyond the last message. Says whether it moved.
pub async fn update_read(
    db: &Db,
    debtor: &DebtorId,
    id: &str,
    reader: Reader,
    seq: i64,
    now: Timestamp,
) -> Result<bool> {
    let sql = match reader {
        Reader::Debtor => {
            "UPDATE conversation SET debtor_read_seq = $3 WHERE id = $1 AND debtor_id = $2 AND debtor_read_seq < $3 AND last_seq >= $3"
        }
        Reader::Agent => {
            "UPDATE conversation SET agent_read_seq = $3 WHERE id = $1 AND debtor_id = $2 AND agent_read_seq < $3 AND last_seq >= $3"
        }
    };
    let mut tx = db.begin_debtor(debtor, now).await?;
    let moved =
        sqlx::query(sql).bind(id).bind(debtor.as_str()).bind(seq).execute(&mut *tx.tx).await?.rows_affected() > 0;
    if moved {
        commit(db, tx).await?;
    }
    Ok(moved)
}

/// How many come before a conversation in the queue, in the order of `desk::list_free`; and how many conversations got an
/// answer after `paced`.
pub async fn count_ahead(db: &Db, id: &str, first_before: i64, paced: i64) -> Result<(i64, i64)> {
    let class =
        |row: &str| format!("CASE WHEN {row}.waiting_since < $2 THEN 0 WHEN {row}.priority = 1 THEN 1 ELSE 2 END");
    let (theirs, own) = (class("c"), class("own"));
    let sql = sqlx::AssertSqlSafe(format!(
        "SELECT COUNT(*) FROM conversation c, conversation own WHERE own.id = $1 AND c.status = 'waiting' \
         AND c.waiting_since IS NOT NULL AND ({theirs} < {own} OR ({theirs} = {own} AND c.waiting_since < own.waiting_since))"
    ));
    let ahead = sqlx::query_scalar(sql).bind(id).bind(first_before).fetch_one(db.read()).await?;
    let answered = sqlx::query_scalar(
        "SELECT COUNT(DISTINCT conversation_id) FROM message WHERE author = 'agent' AND sent_at > $1",
    )
    .bind(paced)
    .fetch_one(db.read())
    .await?;
    Ok((ahead, answered))
}

/// An answer that its debtor has not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Whose.
    pub debtor: DebtorId,
    /// The conversation.
    pub conversation: String,
    /// Number of the first unread message of an agent.
    pub first_seq: i64,
    /// First name of the agent who wrote it.
    pub agent: String,
}

impl Unread {
    /// Under this key the debtor is told of it, once.
    pub fn key(&self) -> String {
        format!("chat_reply:{}:{}", self.conversation, self.first_seq)
    }
}

/// Answers, given after `since` and before `before` (epoch ms), that were not read and of which nobody was told.
pub async fn list_unread(db: &Db, since: i64, before: i64, count_max: i64) -> Result<Vec<Unread>> {
    let rows: Vec<(String, String, i64, String)> = sqlx::query_as(
        "SELECT u.debtor_id, u.id, u.first_seq, agent.name FROM \
           (SELECT c.id, c.debtor_id, MIN(m.seq) AS first_seq FROM conversation c \
            JOIN message m ON m.conversation_id = c.id AND m.seq > c.debtor_read_seq AND m.author = 'agent' \
            WHERE c.last_seq > c.debtor_read_seq GROUP BY c.id, c.debtor_id) u \
         JOIN message first ON first.conversation_id = u.id AND first.seq = u.first_seq \
         JOIN agent ON agent.id = first.agent_id \
         WHERE first.sent_at > $1 AND first.sent_at < $2 AND NOT EXISTS \
           (SELECT n.id FROM notice n WHERE n.unique_key = 'chat_reply:' || u.id || ':' || CAST(u.first_seq AS TEXT)) \
         ORDER BY u.id LIMIT $3",
    )
    .bind(since)
    .bind(before)
    .bind(count_max)
    .fetch_all(db.read())
    .await?;
    let first_name = |name: String| name.split_whitespace().next().unwrap_or_default().to_owned();
    Ok(rows
        .into_iter()
        .map(|(debtor, conversation, first_seq, name)| Unread {
            debtor: DebtorId(debtor),
            conversation,
            first_seq,
            agent: first_name(name),
        })
        .collect())
}

/// Number and creditor's name of a claim, if it is the debtor's own.
pub async fn find_claim(db: &Db, debtor: &DebtorId, claim_id: &str) -> Result<Option<(String, String)>> {
    Ok(sqlx::query_as(
        "SELECT claim.number, creditor.name FROM claim JOIN creditor ON creditor.id = claim.creditor_id \
         WHERE claim.id = $1 AND claim.debtor_id = $2",
    )
    .bind(claim_id)
    .bind(debtor.as_str())
    .fetch_optional(db.read())
    .await?)
}

/// Is an agent at work: signed in, and seen since `since`?
pub async fn agent_seen_since(db: &Db, since: i64) -> Result<bool> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT seen_at FROM session WHERE agent_id IS NOT NULL AND revoked_at IS NULL AND seen_at > $1 LIMIT 1",
    )
    .bind(since)
    .fetch_optional(db.read())
    .await?;
    Ok(found.is_some())
}

async fn create(tx: &mut DebtorTx, about_claim: Option<&str>) -> Result<String> {
    let id = crate::new_id::uuid();
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO conversation (id, debtor_id, claim_id, status, last_seq, debtor_read_seq, agent_read_seq, outcome, \
         opened_at) VALUES ($1, $2, $3, 'waiting', 0, 0, 0, '', $4)",
    )
    .bind(&id)
    .bind(tx.debtor.as_str())
    .bind(about_claim)
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(id)
}

async fn find_in(tx: &mut DebtorTx, id: &str) -> Result<()> {
    let found: Option<i64> = sqlx::query_scalar("SELECT last_seq FROM conversation WHERE id = $1 AND debtor_id = $2")
        .bind(id)
        .bind(tx.debtor.as_str())
        .fetch_optional(&mut *tx.tx)
        .await?;
    found.map(|_| ()).ok_or(Error::NotFound("conversation"))
}

async fn find_stored(tx: &mut Tx, id: &str, new: &NewMessage<'_>) -> Result<Option<Stored>> {
    let row: Option<(i64, String, i64)> =
        sqlx::query_as("SELECT seq, body, sent_at FROM message WHERE conversation_id = $1 AND client_id = $2")
            .bind(id)
            .bind(new.client_id)
            .fetch_optional(&mut **tx)
            .await?;
    match row {
        None => Ok(None),
        Some((_, body, _)) if body != new.body => Err(Error::KeyReused),
        Some((seq, _, sent_at)) => {
            Ok(Some(Stored { conversation_id: id.to_owned(), seq, sent_at, repeated: true, opened: false }))
        }
    }
}

async fn next_seq(tx: &mut Tx, id: &str) -> Result<i64> {
    Ok(sqlx::query_scalar("UPDATE conversation SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq")
        .bind(id)
        .fetch_one(&mut **tx)
        .await?)
}

/// Who wrote, beside the side.
#[derive(Debug, Clone, Copy, Default)]
struct By<'a> {
    agent: Option<&'a str>,
    access: Option<&'a str>,
}

async fn insert(
    tx: &mut Tx,
    id: &str,
    seq: i64,
    author: &str,
    by: By<'_>,
    new: &NewMessage<'_>,
    now: i64,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO message (conversation_id, seq, client_id, author, agent_id, body, sent_at, offer, \
         access_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(seq)
    .bind(new.client_id)
    .bind(author)
    .bind(by.agent)
    .bind(new.body)
    .bind(now)
    .bind(new.offer)
    .bind(by.access)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
