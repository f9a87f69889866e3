//! Long polling, for who cannot open a socket: a plain request that waits for news. It sits in the room like a socket,
//! so that the other side sees that somebody is there, and a revoked session ends it.

use super::hub::{Event, Seat};
use super::socket::Opening;
use super::{batch, reached, watch};
use crate::app::App;
use crate::db::conversation;
use crate::error::Result;
use effen::chat::mark::Marks;
use effen::chat::{Batch, POLL_S};
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, timeout_at};

/// What a seat heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// There may be something to fetch.
    News,
    /// Nothing, and the time is up.
    Nothing,
    /// The session has ended.
    Ended,
}

/// When a plain request that waits from now on is answered at the latest.
pub fn until() -> Instant {
    Instant::now() + Duration::from_secs(POLL_S)
}

/// Waits until there may be something to fetch.
pub async fn hear(seat: &mut Seat, until: Instant, token_hash: &str) -> Heard {
    loop {
        match timeout_at(until, seat.events.recv()).await {
            Err(_) | Ok(Err(RecvError::Closed)) => return Heard::Nothing,
            Ok(Ok(Event::Ended(hash))) if hash == token_hash => return Heard::Ended,
            Ok(Ok(Event::Typing(_) | Event::Presence | Event::Ended(_))) => {}
            Ok(Ok(_) | Err(RecvError::Lagged(_))) => return Heard::News,
        }
    }
}

/// A seat for who waits to hear that there is something, and is asked for their right each time.
pub fn overhear(app: &App, debtor: &str) -> Option<Seat> {
    watch::start(app);
    app.chat.overhear(debtor)
}

/// What came after number `after`, or a mark beyond those `known`: at once if there is something, else when it comes, else
/// after [`POLL_S`] seconds with nothing. `says`: how far the asker has come, if they are of the side and do not only look.
/// None: the session has ended. With too many sockets open it does not wait.
pub async fn news(
    app: &App,
    opening: &Opening,
    after: i64,
    says: Option<Marks>,
    known: Marks,
) -> Result<Option<Batch>> {
    watch::start(app);
    let until = until();
    // The seat first: what is stored between the look and the wait is told to it.
    let mut seat = app.chat.sit(opening.debtor.as_str(), opening.side(), &opening.token_hash, opening.agent());
    if let (Some(row), Some(says)) = (conversation::find_of_debtor(&app.db, &opening.debtor).await?, says) {
        reached(app, &row, opening.side(), says).await?;
    }
    loop {
        let row = conversation::find_of_debtor(&app.db, &opening.debtor).await?;
        let batch = batch(app, row.as_ref(), opening.side(), opening.lang, after).await?;
        let Some(seat) = seat.as_mut().filter(|_| batch.messages.is_empty() && !batch.marks().beyond(known)) else {
            return Ok(Some(batch));
        };
        match hear(seat, until, &opening.token_hash).await {
            Heard::News => {}
            Heard::Nothing => return Ok(Some(batch)),
            Heard::Ended => return Ok(None),
        }
    }
}
