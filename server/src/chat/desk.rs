//! What an agent does with a conversation: takes it, or the next one that fits; puts it aside; closes it.

use super::done;
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::conversation::{self, ConversationRow};
use crate::db::desk::{self, NewClosing};
use crate::db::{DebtorTx, audit};
use crate::error::{Error, Result};
use effen::chat::desk::{ContactReason, FIRST_AFTER_HOURS, SnoozeRefused, snooze as may_snooze};
use effen::ids::{AgentId, DebtorId};
use jiff::Timestamp;

/// Whoever waits since before this moment comes first, epoch ms.
pub fn first_before(app: &App) -> i64 {
    app.now_ms() - FIRST_AFTER_HOURS * 3_600_000
}

/// What came of taking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is theirs.
    Theirs,
    /// They have as many as they may.
    Full,
}

/// An agent takes a conversation: nobody's, a colleague's, or one that was closed. Not when they have as many as they
/// may; what they have already stays theirs. Answering by hand is never refused: nobody waits for a number.
pub async fn take(app: &App, row: &ConversationRow, agent: &str) -> Result<Taken> {
    let mut tx = app.db.begin_debtor(&DebtorId(row.debtor_id.clone()), app.now()).await?;
    if !has_room(&mut tx, agent, &row.id).await? {
        return Ok(Taken::Full);
    }
    take_in(&mut tx, &row.id, agent).await?;
    done(app, tx).await?;
    Ok(Taken::Theirs)
}

async fn has_room(tx: &mut DebtorTx, agent: &str, id: &str) -> Result<bool> {
    let (held, capacity) = desk::find_room(tx, agent, id).await?;
    Ok(held < capacity)
}

async fn take_in(tx: &mut DebtorTx, id: &str, agent: &str) -> Result<()> {
    conversation::update_taken(tx, id, agent).await?;
    audit::create(tx, &format!("agent:{agent}"), "chat_taken", id, "").await
}

/// What the queue gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// This conversation, which is theirs now.
    Conversation(String),
    /// Nobody waits whom they can help; so many wait for a colleague.
    Nobody {
        /// Waiting for another language or skill.
        others: usize,
    },
    /// They have as many as they may.
    Full,
}

/// Gives an agent the first of those who wait whom they can help.
pub async fn take_next(app: &App, agent: &str) -> Result<Next> {
    let (desk, _) = desk::find(&app.db, agent, app.now_ms()).await?;
    let mut others = 0;
    for row in desk::list_free(&app.db, &AgentId(agent.to_owned()), first_before(app)).await? {
        if !desk.fits(desk::need(&row.language, &row.kind, &row.skill, row.vulnerable, row.disputes)?) {
            others += 1;
            continue;
        }
        let mut tx = app.db.begin_debtor(&DebtorId(row.debtor_id), app.now()).await?;
        if !has_room(&mut tx, agent, &row.id).await? {
            return Ok(Next::Full);
        }
        // A colleague was faster: on to the next.
        if !desk::is_free(&mut tx.tx, &row.id).await? {
            continue;
        }
        take_in(&mut tx, &row.id, agent).await?;
        done(app, tx).await?;
        return Ok(Next::Conversation(row.id));
    }
    Ok(Next::Nobody { others })
}

/// Puts a conversation aside until a moment: it leaves the agent's list and comes back then, or when the debtor writes.
///
/// # Errors
/// When the database does not answer; why it cannot be put aside is the inner error.
pub async fn snooze(
    app: &App,
    row: &ConversationRow,
    agent: &str,
    until: Timestamp,
) -> Result<Result<(), SnoozeRefused>> {
    let clock = |at: Timestamp| local(at).datetime();
    let hours = super::hours::current(app).await?;
    let mut tx = app.db.begin_debtor(&DebtorId(row.debtor_id.clone()), app.now()).await?;
    // Asked again under the lock: the debtor may have written meanwhile.
    let waits = conversation::find_waiting_since(&mut tx, &row.id).await?;
    let waits = waits.map(|since| clock(from_ms(since)));
    if let Err(why) = may_snooze(clock(app.now()), clock(until), waits, &hours) {
        return Ok(Err(why));
    }
    desk::update_snoozed(&mut tx, &row.id, agent, until.as_millisecond()).await?;
    let detail = until.as_millisecond().to_string();
    audit::create(&mut tx, &format!("agent:{agent}"), "chat_snoozed", &row.id, &detail).await?;
    done(app, tx).await?;
    Ok(Ok(()))
}

/// An agent closes a conversation: why they came, and how it ended. Closed twice, it ended once.
pub async fn close(
    app: &App,
    row: &ConversationRow,
    agent: &str,
    reason: ContactReason,
    outcome: &str,
) -> Result<(), Error> {
    let mut tx = app.db.begin_debtor(&DebtorId(row.debtor_id.clone()), app.now()).await?;
    if !conversation::update_closed(&mut tx, &row.id, agent, outcome).await? {
        return Ok(());
    }
    desk::create_closing(&mut tx, &NewClosing { conversation: &row.id, agent, reason, outcome }).await?;
    let detail = format!("{reason} {outcome}");
    audit::create(&mut tx, &format!("agent:{agent}"), "chat_closed", &row.id, &detail).await?;
    done(app, tx).await
}
