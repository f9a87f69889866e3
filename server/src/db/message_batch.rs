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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::conversation;
    use crate::testing::databases;
    use crate::testing::sample::{now, sample_debtor};

    fn posted(debtor: &DebtorId, id: &str, body: &str) -> Posted {
        Posted { debtor: debtor.clone(), client_id: id.to_owned(), body: body.to_owned() }
    }

    async fn count(db: &Db, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(db.read()).await.unwrap()
    }

    async fn begin(db: &Db, debtor: &DebtorId) {
        let mut tx = db.begin_debtor(debtor, now()).await.unwrap();
        let new = NewMessage { client_id: "first-message", body: "Dag", offer: "", files: &[] };
        crate::db::message::create_from_debtor(&mut tx, crate::db::message::Writer::Debtor, &new, None).await.unwrap();
        let signal = Signal::now(SignalKind::ChatMessage, now());
        crate::db::record_signals(&mut tx, &[signal]).await.unwrap();
        tx.commit().await.unwrap();
    }

    #[tokio::test]
    async fn a_batch_stores_all_or_nothing_and_leaves_what_is_not_plain_to_be_stored_by_itself() {
        for test in databases().await {
            let db = &test.db;
            let mut debtors = Vec::new();
            for name in ["Anna", "Bram", "Carla"] {
                debtors.push(sample_debtor(db, name).await.unwrap().debtor);
            }
            let [anna, bram, carla] = &debtors[..] else { unreachable!("three were made") };
            begin(db, anna).await;
            begin(db, bram).await;
            // Carla never wrote: her message opens a conversation, which is not a batch's to do.
            let both = [
                posted(anna, "message-a1", "een"),
                posted(carla, "message-c1", "drie"),
                posted(bram, "message-b1", "twee"),
            ];
            let stored = create_all(db, &both, now(), "").await.unwrap();
            let seqs: Vec<Option<i64>> = stored.iter().map(|one| one.as_ref().map(|(stored, _)| stored.seq)).collect();
            assert_eq!(seqs, [Some(2), None, Some(2)]);
            assert_eq!(count(db, "SELECT COUNT(*) FROM message").await, 4);
            assert_eq!(count(db, "SELECT COUNT(*) FROM signal WHERE kind = 'chat_message'").await, 4, "one for each");
            // One that was sent before spoils the batch: nothing of it is stored, also not its signals.
            let again = [posted(bram, "message-b2", "vier"), posted(anna, "message-a1", "een")];
            assert!(create_all(db, &again, now(), "").await.is_err());
            assert_eq!(count(db, "SELECT COUNT(*) FROM message").await, 4);
            assert_eq!(count(db, "SELECT COUNT(*) FROM signal WHERE kind = 'chat_message'").await, 4);
            let row = conversation::find_of_debtor(db, bram).await.unwrap().unwrap();
            assert_eq!(row.last_seq, 2, "the number is free for whoever comes next");
        }
    }
}
