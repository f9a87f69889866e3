//! One task a process that looks at what no event of this process tells: messages that another process stored, and
//! sessions that have ended.

use super::hub::{Event, Hub};
use crate::app::App;
use crate::clock::Clock;
use crate::db::{Db, conversation, session};
use crate::error::Result;
use crate::web::session::{AGENT_IDLE_MS, DEBTOR_IDLE_MS};
use std::sync::{Arc, Weak};
use std::time::Duration;

/// How long a message of another process may wait, and how long a revoked session's socket lives on.
const LOOK_EVERY: Duration = Duration::from_millis(400);

/// Starts the task unless it runs. It stops by itself with the hub.
pub(super) fn start(app: &App) {
    if !app.chat.watched_already() {
        tokio::spawn(run(Arc::downgrade(&app.chat), app.db.clone(), app.clock.clone()));
    }
}

async fn run(hub: Weak<Hub>, db: Db, clock: Clock) {
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let Some(hub) = hub.upgrade() else { return };
        if let Err(error) = look(&hub, &db, clock.now().as_millisecond()).await {
            tracing::warn!(%error, "the chat could not look for changes; it tries again");
        }
    }
}

async fn look(hub: &Hub, db: &Db, now: i64) -> Result<()> {
    let (debtors, seats) = hub.watched();
    for mark in conversation::list_marks(db, &debtors).await? {
        hub.note(&mark.debtor_id, (mark.last_seq, mark.debtor_read_seq, mark.agent_read_seq, mark.status));
    }
    let hashes: Vec<String> = seats.iter().map(|(_, hash)| hash.clone()).collect();
    let live = session::list_live(db, &hashes, now, DEBTOR_IDLE_MS, AGENT_IDLE_MS).await?;
    for (debtor, hash) in seats {
        if !live.contains(&hash) {
            hub.tell(&debtor, Event::Ended(hash));
        }
    }
    Ok(())
}
