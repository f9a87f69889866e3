//! Four tasks a process. One hears, where the engine can tell, what other processes stored. One looks: for sessions that
//! have ended, and, as long as nobody tells, for messages of other processes. One stores what debtors write (`post`),
//! one how far messages came (`reach`).

use super::hub::{Event, Hub};
use super::{post, reach};
use crate::app::App;
use crate::clock::Clock;
use crate::db::{Db, chat_mark, session};
use crate::error::Result;
use crate::web::session::{AGENT_IDLE_MS, DEBTOR_IDLE_MS};
use std::collections::HashSet;
use std::sync::{Arc, Weak};
use std::time::Duration;

/// How long a revoked session's socket lives on, and how long a message of another process waits when nobody tells.
const LOOK_EVERY: Duration = Duration::from_millis(400);
/// Every so many looks everything is looked at, whatever was told: sessions that idled away, and what was missed.
const WHOLE_LOOK_EVERY: u64 = 12;
/// Rooms up to which every look is at their messages when nobody tells; with more of them only the whole looks are.
const ROOMS_LOOKED_AT_MAX: usize = 1_000;
/// Revocations so long ago count as new: the clocks of two processes may differ by this, in milliseconds.
const CLOCKS_DIFFER_MS: i64 = 60_000;
/// Before the line to the database is tried again.
const RETRY: Duration = Duration::from_secs(1);

/// Starts the tasks unless they run. They stop by themselves with the hub.
pub(super) fn start(app: &App) {
    if !app.chat.watched_already() {
        tokio::spawn(run(Arc::downgrade(&app.chat), app.db.clone(), app.clock.clone()));
        tokio::spawn(follow(Arc::downgrade(&app.chat), app.db.clone()));
        tokio::spawn(post::run(Arc::downgrade(&app.chat), app.db.clone(), app.clock.clone()));
        tokio::spawn(reach::run(Arc::downgrade(&app.chat), app.db.clone()));
    }
}

async fn run(hub: Weak<Hub>, db: Db, clock: Clock) {
    for turn in 0u64.. {
        tokio::time::sleep(LOOK_EVERY).await;
        let Some(hub) = hub.upgrade() else { return };
        let whole = turn.is_multiple_of(WHOLE_LOOK_EVERY);
        if let Err(error) = look(&hub, &db, clock.now().as_millisecond(), whole).await {
            tracing::warn!(%error, "the chat could not look for changes; it tries again");
        }
    }
}

async fn look(hub: &Hub, db: &Db, now: i64, whole: bool) -> Result<()> {
    let (debtors, seats) = hub.watched();
    if seats.is_empty() {
        return Ok(());
    }
    if whole || (!hub.is_followed() && debtors.len() <= ROOMS_LOOKED_AT_MAX) {
        for mark in chat_mark::list(db, &debtors).await? {
            hub.note(&mark.debtor_id.clone(), mark);
        }
    }
    let revoked: HashSet<String> = session::list_revoked(db, now - CLOCKS_DIFFER_MS).await?.into_iter().collect();
    let live = if whole {
        let hashes: Vec<String> = seats.iter().map(|(_, hash)| hash.clone()).collect();
        Some(session::list_live(db, &hashes, now, DEBTOR_IDLE_MS, AGENT_IDLE_MS).await?)
    } else {
        None
    };
    for (debtor, hash) in seats {
        if revoked.contains(&hash) || live.as_ref().is_some_and(|live| !live.contains(&hash)) {
            hub.tell(&debtor, Event::Ended(hash));
        }
    }
    Ok(())
}

/// Hears what other processes stored, for as long as there is a hub; returns at once where the engine tells nothing.
async fn follow(hub: Weak<Hub>, db: Db) {
    let gone = async {
        while hub.strong_count() > 0 {
            tokio::time::sleep(RETRY).await;
        }
    };
    let hear_on = async {
        while let Err(error) = hear(&hub, &db).await {
            if let Some(hub) = hub.upgrade() {
                hub.set_followed(false);
            }
            tracing::warn!(%error, "nobody tells what other processes store; the chat looks by itself meanwhile");
            tokio::time::sleep(RETRY).await;
        }
    };
    tokio::select! {
        () = gone => {}
        () = hear_on => {}
    }
}

async fn hear(hub: &Weak<Hub>, db: &Db) -> Result<()> {
    let Some(mut ear) = db.listen().await? else { return Ok(()) };
    loop {
        // Set before every wait: whatever is stored from here on is told.
        match hub.upgrade() {
            Some(hub) => hub.set_followed(true),
            None => return Ok(()),
        }
        let told = ear.next().await?;
        let Some(hub) = hub.upgrade() else { return Ok(()) };
        match told {
            // What this process stored it has told itself.
            Some(told) if told.teller == hub.mark => {}
            Some(told) => told.debtors.iter().for_each(|debtor| hub.changed(debtor)),
            None => hub.watched().0.iter().for_each(|debtor| hub.changed(debtor)),
        }
    }
}
