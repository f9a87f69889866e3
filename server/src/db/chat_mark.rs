//! How far each side of a chat has come: one number a side for what reached a device of theirs, one for what they read.
//! Constant in size, and neither ever moves back.

use super::{Db, listen};
use crate::error::Result;
use effen::chat::mark::Marks;
use effen::ids::DebtorId;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reader {
    /// The debtor.
    Debtor,
    /// An agent.
    Agent,
}

/// How far a side has come in a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Whose conversation.
    pub debtor: DebtorId,
    /// Its id.
    pub conversation: String,
    /// Which side.
    pub reader: Reader,
    /// How far.
    pub marks: Marks,
}

const DEBTOR_HAS: &str = "UPDATE conversation SET \
    debtor_delivered_seq = CASE WHEN debtor_delivered_seq < $3 THEN $3 ELSE debtor_delivered_seq END, \
    debtor_read_seq = CASE WHEN debtor_read_seq < $4 THEN $4 ELSE debtor_read_seq END \
    WHERE id = $1 AND debtor_id = $2 AND last_seq >= $3 AND (debtor_delivered_seq < $3 OR debtor_read_seq < $4)";
const AGENT_HAS: &str = "UPDATE conversation SET \
    agent_delivered_seq = CASE WHEN agent_delivered_seq < $3 THEN $3 ELSE agent_delivered_seq END, \
    agent_read_seq = CASE WHEN agent_read_seq < $4 THEN $4 ELSE agent_read_seq END \
    WHERE id = $1 AND debtor_id = $2 AND last_seq >= $3 AND (agent_delivered_seq < $3 OR agent_read_seq < $4)";

/// Notes how far sides have come, all in one transaction: never back, never beyond the last message. Gives those that
/// moved; other processes hear of them. No debtor is locked for it: a mark belongs to no amount and no right, and a larger
/// number is right whoever comes first.
pub async fn update(db: &Db, mut reaches: Vec<Reach>, teller: &str) -> Result<Vec<Reach>> {
    // In one order everywhere, so that two processes never wait for each other in a circle.
    reaches.sort_by(|a, b| a.conversation.cmp(&b.conversation));
    let mut tx = db.begin().await?;
    let mut moved = Vec::with_capacity(reaches.len());
    for reach in reaches {
        let done = sqlx::query(match reach.reader {
            Reader::Debtor => DEBTOR_HAS,
            Reader::Agent => AGENT_HAS,
        })
        .bind(&reach.conversation)
        .bind(reach.debtor.as_str())
        .bind(reach.marks.delivered)
        .bind(reach.marks.read)
        .execute(&mut *tx)
        .await?;
        if done.rows_affected() > 0 {
            moved.push(reach);
        }
    }
    if moved.is_empty() {
        tx.rollback().await?;
        return Ok(moved);
    }
    let debtors: Vec<&DebtorId> = moved.iter().map(|reach| &reach.debtor).collect();
    listen::tell(db.engine, &mut tx, teller, &debtors).await?;
    tx.commit().await?;
    Ok(moved)
}
