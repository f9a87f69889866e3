//! Are we open, and what may be said of it?

use crate::app::App;
use crate::clock::local;
use crate::db::{conversation, opening_hours};
use crate::error::Result;
use effen::chat::hours::{Expectation, Hours, Standing};

/// An agent who was seen within this time is at work.
const AGENT_HERE_MS: i64 = 5 * 60 * 1000;

/// The hours as they are now.
///
/// # Errors
/// When the database does not answer.
pub async fn current(app: &App) -> Result<Hours> {
    Ok(opening_hours::find(&app.db).await?.1)
}

/// Are we open at this moment?
///
/// # Errors
/// When the database does not answer.
pub async fn open(app: &App) -> Result<bool> {
    Ok(matches!(current(app).await?.standing(&local(app.now())), Standing::Open { .. }))
}

/// What may be said to somebody who is about to write.
///
/// # Errors
/// When the database does not answer.
pub async fn expectation(app: &App) -> Result<Expectation> {
    let agent_here = conversation::agent_seen_since(&app.db, app.now_ms() - AGENT_HERE_MS).await?;
    Ok(effen::chat::hours::expectation(&current(app).await?, &local(app.now()), agent_here))
}
