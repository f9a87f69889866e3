//! What must be true afterwards, read from the database by queries of its own.

use crate::talker::Talked;
use crate::world::World;
use effen_server::db::Db;
use std::collections::HashMap;
use std::fmt;

/// What was counted.
#[derive(Debug, Default, Clone, Copy)]
pub struct Found {
    pub typed: usize,
    pub acknowledgements: usize,
    pub sent_again: u64,
    pub connects: u64,
    pub requests: u64,
    pub dead_lines: u64,
    pub shown: usize,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} messages typed, {} acknowledgements, {} sent again, {} sockets opened, {} dead lines found by \
             heartbeat, {} plain requests; each message stands once, {} were shown, in one order for everybody; nothing lost",
            self.typed,
            self.acknowledgements,
            self.sent_again,
            self.connects,
            self.dead_lines,
            self.requests,
            self.shown
        )
    }
}

/// Checks everything; panics with what is wrong.
pub async fn check(world: &World, talked: &[Talked]) -> Found {
    let db = Db::connect(&world.database.url()).await.unwrap();
    let mut found = Found::default();
    for (index, conversation) in world.conversations.iter().enumerate() {
        let stored = messages(&db, &conversation.id).await;
        let talkers: Vec<&Talked> = talked.iter().filter(|talked| talked.conversation == index).collect();
        assert_eq!(talkers.len(), 3, "two devices and an agent");
        let numbers: Vec<i64> = stored.iter().map(|message| message.0).collect();
        assert_eq!(numbers, (1..=stored.len() as i64).collect::<Vec<_>>(), "numbers without gaps");
        let by_id: HashMap<&str, (i64, &str)> =
            stored.iter().map(|(seq, id, body)| (id.as_str(), (*seq, body.as_str()))).collect();
        assert_eq!(by_id.len(), stored.len(), "no message stands twice");
        let typed: usize = talkers.iter().map(|talked| talked.typed.len()).sum();
        // The first one came by the form.
        assert_eq!(stored.len(), typed + 1, "what was typed stands, and nothing else");
        let order: Vec<(i64, &str)> = stored.iter().map(|(seq, id, _)| (*seq, id.as_str())).collect();
        for talker in talkers {
            for (id, body) in &talker.typed {
                let (_, stands) = by_id.get(id.as_str()).unwrap_or_else(|| panic!("'{body}' is lost"));
                assert_eq!(stands, body);
            }
            for (id, seq) in &talker.acknowledged {
                assert_eq!(by_id.get(id.as_str()).map(|(seq, _)| seq), Some(seq), "the number that was acknowledged");
            }
            let shown: Vec<(i64, &str)> = talker.shown.iter().map(|(seq, id)| (*seq, id.as_str())).collect();
            assert_eq!(shown, order, "everybody sees the same, in the same order");
            found.typed += talker.typed.len();
            found.acknowledgements += talker.acknowledged.len();
            found.sent_again += talker.sent_again;
            found.connects += talker.connects;
            found.requests += talker.requests;
            found.dead_lines += talker.dead_lines;
            found.shown += shown.len();
        }
        signals(&db, &conversation.debtor).await;
    }
    db.close().await;
    // Everything else that is derived: behaviour, scores, balances.
    let (status, printed) = world.places[0].server.ask(&["audit"]);
    assert_eq!(status, Some(0), "{printed}");
    found
}

async fn messages(db: &Db, conversation: &str) -> Vec<(i64, String, String)> {
    sqlx::query_as("SELECT seq, client_id, body FROM message WHERE conversation_id = $1 ORDER BY seq")
        .bind(conversation.to_owned())
        .fetch_all(db.read())
        .await
        .unwrap()
}

/// One signal for each message of the debtor, and one for the conversation they opened.
async fn signals(db: &Db, debtor: &str) {
    let count = async |sql: &'static str| -> i64 {
        sqlx::query_scalar(sql).bind(debtor.to_owned()).fetch_one(db.read()).await.unwrap()
    };
    let messages = count(
        "SELECT COUNT(*) FROM message m JOIN conversation c ON c.id = m.conversation_id \
         WHERE m.author = 'debtor' AND c.debtor_id = $1",
    )
    .await;
    assert_eq!(count("SELECT COUNT(*) FROM signal WHERE kind = 'chat_message' AND debtor_id = $1").await, messages);
    let opened = "SELECT COUNT(*) FROM signal WHERE kind = 'chat_started_unprompted' AND debtor_id = $1";
    assert_eq!(count(opened).await, 1);
}
