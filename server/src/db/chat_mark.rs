//! How far each side of a chat has come: one number a side for what reached a device of theirs, one for what they read.
//! Constant in size, and neither ever moves back.

use super::rows::{Rows, pieces, placeholders};
use super::{Db, Engine, listen};
use crate::error::Result;
use effen::chat::mark::Marks;
use effen::ids::DebtorId;
use sqlx::{AssertSqlSafe, Row as _};
use std::collections::BTreeMap;

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
    for piece in pieces(debtors) {
        let sql = AssertSqlSafe(format!(
            "SELECT debtor_id, last_seq, debtor_read_seq, agent_read_seq, debtor_delivered_seq, agent_delivered_seq, status \
             FROM conversation WHERE debtor_id IN ({})",
            placeholders(1, piece.len())
        ));
        let mut query = sqlx::query_as(sql);
        for id in &piece {
            query = query.bind(id);
        }
        marks.extend(query.fetch_all(db.read()).await?);
    }
    Ok(marks)
}

/// A side of the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The debtor.
    Debtor,
    /// The agency.
    Agent,
}

impl Side {
    /// The side across.
    pub fn other(self) -> Self {
        match self {
            Self::Debtor => Self::Agent,
            Self::Agent => Self::Debtor,
        }
    }
}

/// How far a side has come in a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Whose conversation.
    pub debtor: DebtorId,
    /// Its id.
    pub conversation: String,
    /// Which side.
    pub side: Side,
    /// How far.
    pub marks: Marks,
}

/// The marks of a side as they are after what was said: never back, never beyond the last message.
fn moved_on(column: &str) -> String {
    format!("{column} = CASE WHEN {} THEN said.{column} ELSE conversation.{column} END", moves(column))
}

fn moves(column: &str) -> String {
    format!("(conversation.{column} < said.{column} AND said.{column} <= conversation.last_seq)")
}

/// What every row of the statement says: whose conversation, and all four marks (0: nothing).
const MARKS: [&str; 4] = ["debtor_delivered_seq", "debtor_read_seq", "agent_delivered_seq", "agent_read_seq"];

/// The end of the statement behind `WITH said (…) AS (VALUES …`. PostgreSQL locks conversations in the order of their ids, so
/// that two processes never wait for each other in a circle.
fn update_said(engine: Engine) -> String {
    let locked = match engine {
        Engine::Sqlite => "SELECT id FROM said",
        Engine::Postgres => {
            "SELECT c.id FROM conversation c JOIN said ON said.id = c.id ORDER BY c.id FOR NO KEY UPDATE OF c"
        }
    };
    let set: Vec<String> = MARKS.iter().map(|column| moved_on(column)).collect();
    let moves: Vec<String> = MARKS.iter().map(|column| moves(column)).collect();
    format!(
        "), locked AS ({locked}) UPDATE conversation SET {} FROM said, locked WHERE conversation.id = locked.id \
         AND said.id = locked.id AND conversation.debtor_id = said.debtor_id AND ({}) RETURNING conversation.id, \
         conversation.debtor_id, conversation.debtor_delivered_seq, conversation.debtor_read_seq, \
         conversation.agent_delivered_seq, conversation.agent_read_seq",
        set.join(", "),
        moves.join(" OR ")
    )
}

/// Notes how far sides have come, all in one statement: never back, never beyond the last message. Gives how both sides
/// stand in the conversations in which something moved; other processes hear of it. No debtor is locked for it: a mark
/// belongs to no amount and no right, and a larger number is right whoever comes first.
pub async fn update(db: &Db, reaches: &[Reach], teller: &str) -> Result<Vec<Reach>> {
    let mut said: BTreeMap<&str, (&str, [Marks; 2])> = BTreeMap::new();
    for reach in reaches {
        let (_, marks) = said.entry(&reach.conversation).or_insert((reach.debtor.as_str(), Default::default()));
        let mine = &mut marks[reach.side as usize];
        *mine = mine.learn(reach.marks);
    }
    let mut rows = Rows::new(2 + MARKS.len());
    for (conversation, (debtor, [theirs, ours])) in said {
        rows.push(conversation).push(debtor);
        rows.push(theirs.delivered).push(theirs.read).push(ours.delivered).push(ours.read);
    }
    let mut tx = db.begin().await?;
    let head = format!("WITH said (id, debtor_id, {}) AS (", MARKS.join(", "));
    let mut moved = Vec::with_capacity(2 * reaches.len());
    for row in rows.fetch(&mut tx, &head, &update_said(db.engine)).await? {
        let (conversation, debtor): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        for (side, at) in [(Side::Debtor, 2), (Side::Agent, 4)] {
            let marks = Marks::new(row.try_get(at)?, row.try_get(at + 1)?);
            moved.push(Reach { debtor: DebtorId(debtor.clone()), conversation: conversation.clone(), side, marks });
        }
    }
    if moved.is_empty() {
        tx.rollback().await?;
        return Ok(moved);
    }
    let mut debtors: Vec<&DebtorId> = moved.iter().map(|reach| &reach.debtor).collect();
    debtors.dedup();
    listen::tell(db.engine, &mut tx, teller, &debtors).await?;
    tx.commit().await?;
    Ok(moved)
}
