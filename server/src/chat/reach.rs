//! How far each side has come, as clients say it all the time: gathered for a moment and written for all conversations at
//! once, then told to the other side. What a killed process had not written is said again: a client that comes back says
//! what it has, and what it shows.

use super::hub::{Event, Hub};
use crate::db::Db;
use crate::db::chat_mark::{self, Reach};
use crate::error::Result;
use std::sync::Weak;
use std::time::Duration;

/// How long it is gathered: nobody sees the difference, and hundreds share a transaction.
const GATHER: Duration = Duration::from_millis(40);
/// How often it is looked whether the hub is still there.
const LOOK: Duration = Duration::from_secs(1);

/// Writes what the hub gathers, for as long as there is a hub.
pub(super) async fn run(hub: Weak<Hub>, db: Db) {
    while let Some(reaching) = hub.upgrade().map(|hub| hub.reaching.clone()) {
        if tokio::time::timeout(LOOK, reaching.notified()).await.is_err() {
            continue;
        }
        tokio::time::sleep(GATHER).await;
        let Some(hub) = hub.upgrade() else { return };
        let reaches = hub.take_reached();
        if let Err(error) = write(&hub, &db, &reaches).await {
            tracing::warn!(%error, "how far chats were read was not stored; it is tried again");
            tokio::time::sleep(LOOK).await;
            reaches.into_iter().for_each(|reach| hub.reach(reach));
        }
    }
}

/// Writes at once, and tells the other side of what moved.
pub(super) async fn write(hub: &Hub, db: &Db, reaches: &[Reach]) -> Result<()> {
    let _turn = hub.writing.lock().await;
    for moved in chat_mark::update(db, reaches, &hub.mark).await? {
        hub.tell(moved.debtor.as_str(), Event::Reached(moved.side, moved.marks));
    }
    Ok(())
}
