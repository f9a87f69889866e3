//! Chats. A debtor has one conversation for life: closing it ends a matter, the next message opens it again, so that
//! history and numbering go on. Its messages stand in `message`, how far each side has come in `chat_mark`.

use super::{Db, DebtorTx, listen};
use crate::error::{Error, Result};
use effen::ids::DebtorId;

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
    /// Has reached a device of the debtor up to here.
    pub debtor_delivered_seq: i64,
    /// Has reached a device of an agent up to here.
    pub agent_delivered_seq: i64,
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

pub(super) const CONVERSATION: &str = "SELECT id, debtor_id, claim_id, status, agent_id, last_seq, debtor_read_seq, \
                                       agent_read_seq, debtor_delivered_seq, agent_delivered_seq, outcome, opened_at, \
                                       waiting_since, closed_at, snoozed_until FROM conversation";

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

/// Ids of the conversations that an agent has now.
pub async fn list_taken(db: &Db, agent: &str) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar("SELECT id FROM conversation WHERE agent_id = $1 AND status = 'assigned'")
        .bind(agent)
        .fetch_all(db.read())
        .await?)
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

/// Since when a debtor's message waits for an answer, as this transaction sees it; epoch ms.
pub async fn find_waiting_since(tx: &mut DebtorTx, id: &str) -> Result<Option<i64>> {
    let sql = "SELECT waiting_since FROM conversation WHERE id = $1 AND debtor_id = $2";
    let row: Option<(Option<i64>,)> =
        sqlx::query_as(sql).bind(id).bind(tx.debtor.as_str()).fetch_optional(&mut *tx.tx).await?;
    Ok(row.ok_or(Error::NotFound("conversation"))?.0)
}

/// Commits what changed a conversation; other processes hear of it in that moment. `teller`: see [`listen::Told`].
pub async fn commit(db: &Db, mut tx: DebtorTx, teller: &str) -> Result<()> {
    listen::tell(db.engine, &mut tx.tx, teller, &[&tx.debtor]).await?;
    tx.commit().await
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

/// Opens a debtor's first conversation; gives its id.
pub(super) async fn create(tx: &mut DebtorTx, about_claim: Option<&str>) -> Result<String> {
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

/// Is the conversation the transaction's debtor's?
///
/// # Errors
/// [`Error::NotFound`] when it is not.
pub(super) async fn find_in(tx: &mut DebtorTx, id: &str) -> Result<()> {
    let found: Option<i64> = sqlx::query_scalar("SELECT last_seq FROM conversation WHERE id = $1 AND debtor_id = $2")
        .bind(id)
        .bind(tx.debtor.as_str())
        .fetch_optional(&mut *tx.tx)
        .await?;
    found.map(|_| ()).ok_or(Error::NotFound("conversation"))
}
