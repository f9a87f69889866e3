//! Messages of many debtors in one transaction: a message by itself takes ten statements, and a hundred of them take as
//! many. What is not plain (a first message, one that opens a closed conversation, one sent again) is left to
//! `message::create_from_debtor`.

use super::debtor_tx::raise_all;
use super::message::{MessageRow, NewMessage, Stored, debtor_row, move_on};
use super::rows::{Rows, pieces, placeholders};
use super::scored::{Scored, save_all};
use super::signal::weights;
use super::{Db, Tx, listen, word};
use crate::error::{Error, Result};
use effen::ids::DebtorId;
use effen::kinds::Persona;
use effen::people::behaviour::Behaviour;
use effen::people::score::assess;
use effen::people::signal::{Signal, SignalKind};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row as _};
use std::collections::HashMap;

/// A debtor's message among others; the text is checked and trimmed.
#[derive(Debug, Clone)]
pub struct Posted {
    /// Whose.
    pub debtor: DebtorId,
    /// Made by the writer's client.
    pub client_id: String,
    /// The text.
    pub body: String,
}

/// An open conversation and its debtor's behaviour.
struct Standing {
    conversation: String,
    last_seq: i64,
    persona: Option<Persona>,
    state: Behaviour,
}

/// Stores messages of different debtors, with the signal each is, and tells other processes. In the order given: what was
/// stored; none where a message must be stored by itself.
///
/// # Errors
/// When one of them cannot be stored like this (it was sent before, say), or the database refuses: nothing is stored.
pub async fn create_all(
    db: &Db,
    posted: &[Posted],
    now: Timestamp,
    teller: &str,
) -> Result<Vec<Option<(Stored, MessageRow)>>> {
    let mut tx = db.begin().await?;
    let versions = raise_all(&mut tx, &mut posted.iter().map(|one| one.debtor.as_str()).collect()).await?;
    let mut standing = find_all(&mut tx, posted).await?;
    let (mut messages, mut signals) = (Rows::new(8), Rows::new(6));
    let (mut stored, mut scored, mut moved) = (Vec::with_capacity(posted.len()), Vec::new(), Vec::new());
    let now_ms = now.as_millisecond();
    for one in posted {
        let Some(Standing { conversation, last_seq, persona, mut state }) = standing.remove(one.debtor.as_str()) else {
            stored.push(None);
            continue;
        };
        let version = *versions.get(one.debtor.as_str()).ok_or(Error::NotFound("debtor"))?;
        let seq = last_seq + 1;
        messages.push(&*conversation).push(seq).push(&*one.client_id).push("debtor").push(&*one.body);
        messages.push(now_ms).push("").push(0_i64);
        let kind = SignalKind::ChatMessage;
        signals.push(one.debtor.as_str()).push(version).push(1_i64).push(kind.as_str()).push(now_ms).push(now_ms);
        state.observe(&Signal::now(kind, now));
        let assessment = assess(&state, now, weights(), persona, Some(kind));
        let debtor = one.debtor.0.clone();
        scored.push(Scored { debtor, version, before: persona, state, assessment });
        moved.push(conversation.clone());
        let done = Stored { conversation_id: conversation, seq, sent_at: now_ms, repeated: false, opened: false };
        let new = NewMessage { client_id: &one.client_id, body: &one.body, offer: "", files: &[] };
        let row = debtor_row(&done, &new);
        stored.push(Some((done, row)));
    }
    let head = "INSERT INTO message (conversation_id, seq, client_id, author, body, sent_at, offer, files)";
    messages.insert(&mut tx, head, "").await?;
    move_on(&mut tx, &moved, None, now_ms).await?;
    signals.insert(&mut tx, "INSERT INTO signal (debtor_id, version, line, kind, occurred_at, known_at)", "").await?;
    save_all(&mut tx, &scored, now).await?;
    let debtors: Vec<DebtorId> = scored.into_iter().map(|one| DebtorId(one.debtor)).collect();
    listen::tell(db.engine, &mut tx, teller, &debtors.iter().collect::<Vec<_>>()).await?;
    tx.commit().await?;
    Ok(stored)
}

/// The open conversations of these debtors who were scored before.
async fn find_all(tx: &mut Tx, posted: &[Posted]) -> Result<HashMap<String, Standing>> {
    let ids: Vec<&str> = posted.iter().map(|one| one.debtor.as_str()).collect();
    let mut found = HashMap::with_capacity(ids.len());
    for piece in pieces(&ids) {
        let sql = format!(
            "SELECT c.debtor_id, c.id, c.last_seq, d.persona, b.state FROM conversation c \
             JOIN debtor d ON d.id = c.debtor_id JOIN behaviour b ON b.debtor_id = d.id \
             WHERE c.status <> 'closed' AND c.debtor_id IN ({})",
            placeholders(1, piece.len())
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for id in piece {
            query = query.bind(id);
        }
        for row in query.fetch_all(&mut **tx).await? {
            // A state of an older form is rebuilt from the log, by itself.
            let Ok(state) = Behaviour::from_json(&row.try_get::<String, _>(4)?) else { continue };
            let persona: String = row.try_get(3)?;
            let persona = if persona.is_empty() { None } else { Some(word(&persona)?) };
            let (conversation, last_seq) = (row.try_get(1)?, row.try_get(2)?);
            found.insert(row.try_get(0)?, Standing { conversation, last_seq, persona, state });
        }
    }
    Ok(found)
}
