//! How far each side of a chat has come: one number a side for what reached a device of theirs, one for what they read.
//! Constant in size, and neither ever moves back.

use super::Db;
use super::conversation::commit;
use crate::error::Result;
use effen::ids::DebtorId;
use jiff::Timestamp;

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
    /// Has reached a device of the debtor up to here.
    pub debtor_delivered_seq: i64,
    /// Has reached a device of an agent up to here.
    pub agent_delivered_seq: i64,
    /// 'waiting' | 'assigned' | 'closed'.
    pub status: String,
}

/// Where the conversations of these debtors stand. `debtors` come from our own hub.
pub async fn list(db: &Db, debtors: &[String]) -> Result<Vec<Mark>> {
    let mut marks = Vec::with_capacity(debtors.len());
    for some in debtors.chunks(200) {
        let places: Vec<String> = (1..=some.len()).map(|n| format!("${n}")).collect();
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT debtor_id, last_seq, debtor_read_seq, agent_read_seq, debtor_delivered_seq, agent_delivered_seq, status \
             FROM conversation WHERE debtor_id IN ({})",
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

/// A side of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The debtor.
    Debtor,
    /// An agent.
    Agent,
}

/// How far a message came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// To a device.
    Device,
    /// Before somebody's eyes, and so to a device.
    Eyes,
}

const DEBTOR_HAS: &str = "UPDATE conversation SET debtor_delivered_seq = $3 \
                          WHERE id = $1 AND debtor_id = $2 AND debtor_delivered_seq < $3 AND last_seq >= $3";
const AGENT_HAS: &str = "UPDATE conversation SET agent_delivered_seq = $3 \
                         WHERE id = $1 AND debtor_id = $2 AND agent_delivered_seq < $3 AND last_seq >= $3";
const DEBTOR_READ: &str = "UPDATE conversation SET debtor_read_seq = $3, \
                           debtor_delivered_seq = CASE WHEN debtor_delivered_seq < $3 THEN $3 ELSE debtor_delivered_seq END \
                           WHERE id = $1 AND debtor_id = $2 AND debtor_read_seq < $3 AND last_seq >= $3";
const AGENT_READ: &str = "UPDATE conversation SET agent_read_seq = $3, \
                          agent_delivered_seq = CASE WHEN agent_delivered_seq < $3 THEN $3 ELSE agent_delivered_seq END \
                          WHERE id = $1 AND debtor_id = $2 AND agent_read_seq < $3 AND last_seq >= $3";

/// Notes that messages up to `seq` reached somebody; never moves back, never beyond the last message. Says whether it
/// moved.
pub async fn update(
    db: &Db,
    debtor: &DebtorId,
    id: &str,
    (reader, reached): (Reader, Reached),
    seq: i64,
    now: Timestamp,
) -> Result<bool> {
    let sql = match (reader, reached) {
        (Reader::Debtor, Reached::Device) => DEBTOR_HAS,
        (Reader::Agent, Reached::Device) => AGENT_HAS,
        (Reader::Debtor, Reached::Eyes) => DEBTOR_READ,
        (Reader::Agent, Reached::Eyes) => AGENT_READ,
    };
    let mut tx = db.begin_debtor(debtor, now).await?;
    let moved =
        sqlx::query(sql).bind(id).bind(debtor.as_str()).bind(seq).execute(&mut *tx.tx).await?.rows_affected() > 0;
    if moved {
        commit(db, tx).await?;
    }
    Ok(moved)
}
