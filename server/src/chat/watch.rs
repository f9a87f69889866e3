//! Four tasks a process. One hears, where the engine can tell, what other processes stored. One looks: for sessions that
//! have ended, and, as long as nobody tells, for messages of other processes. One stores what debtors write (`post`),
//! one how far messages came (`reach`).

use super::hub::Hub;
use super::{post, reach};
use crate::app::App;
use crate::clock::Clock;
use crate::db::{Db, Others, chat_mark, session};
use crate::error::Result;
use crate::web::session::{AGENT_IDLE_MS, DEBTOR_IDLE_MS};
use std::sync::{Arc, Weak};
use std::time::Duration;

/// How long a revoked session's socket lives on, and how long a message of another process waits when nobody tells.
const LOOK_EVERY: Duration = Duration::from_millis(400);
/// Rooms that are looked at together. Every look takes the next so many, whatever was told: sessions idle away, and what
/// was missed is found.
const ROOMS_TOGETHER: usize = 512;
/// Between two pieces of a look at all rooms others go first.
const BREATH: Duration = Duration::from_millis(10);
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
    let mut turn = Turn::default();
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let Some(hub) = hub.upgrade() else { return };
        if let Err(error) = look(&hub, &db, clock.now().as_millisecond(), &mut turn).await {
            tracing::warn!(%error, "the chat could not look for changes; it tries again");
        }
    }
}

/// Where the looks stand.
#[derive(Default)]
struct Turn {
    /// The last room that was looked at.
    after: String,
    /// See [`Db::others_mark`], as it was when everything was looked at.
    others: Option<i64>,
}

async fn look(hub: &Hub, db: &Db, now: i64, turn: &mut Turn) -> Result<()> {
    let mut debtors = hub.list_debtors(&turn.after, ROOMS_TOGETHER);
    if debtors.is_empty() {
        // Round again.
        debtors = hub.list_debtors("", ROOMS_TOGETHER);
    }
    let Some(last) = debtors.last() else { return Ok(()) };
    turn.after.clone_from(last);
    hub.end(&session::list_revoked(db, now - CLOCKS_DIFFER_MS).await?.into_iter().collect());
    let hashes = hub.list_hashes(&debtors);
    let live = session::list_live(db, &hashes, now, DEBTOR_IDLE_MS, AGENT_IDLE_MS).await?;
    hub.end(&hashes.into_iter().filter(|hash| !live.contains(hash)).collect());
    match db.others_mark().await? {
        // SQLite tells whether another process wrote anything at all.
        Others::Mark(mark) if turn.others != Some(mark) => {
            note_all(hub, db).await?;
            turn.others = Some(mark);
            Ok(())
        }
        Others::Mark(_) | Others::Busy => Ok(()),
        Others::Unknown if hub.is_followed() => note(hub, db, &debtors).await,
        Others::Unknown => note_all(hub, db).await,
    }
}

/// Looks where these conversations stand.
async fn note(hub: &Hub, db: &Db, debtors: &[String]) -> Result<()> {
    chat_mark::list(db, debtors).await?.into_iter().for_each(|mark| hub.note(mark));
    Ok(())
}

/// Looks where all of them stand.
async fn note_all(hub: &Hub, db: &Db) -> Result<()> {
    let mut debtors = hub.list_debtors("", ROOMS_TOGETHER);
    while let Some(last) = debtors.last().cloned() {
        note(hub, db, &debtors).await?;
        debtors = hub.list_debtors(&last, ROOMS_TOGETHER);
        tokio::time::sleep(BREATH).await;
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
            None => hub.changed_all(),
        }
    }
}
