//! Live chat: what sockets, plain forms and plain requests share. Messages are the database's; this process only
//! remembers who is there.

pub mod canned;
pub mod desk;
pub mod files;
pub mod hours;
pub mod hub;
mod note;
pub mod offer;
mod post;
mod reach;
pub mod socket;
#[cfg(test)]
mod tests;
pub mod wait;
mod watch;

pub use files::Sending;
use hub::Event;
pub use hub::Hub;
pub use note::{HandTo, Urgency, create_note};

use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::access::called;
use crate::db::chat_mark::Reach;
pub use crate::db::chat_mark::Side;
use crate::db::conversation::{self, ConversationRow};
use crate::db::message::{self, MessageRow, NewMessage, Stored, Writer, find_new};
use crate::db::upload::{self, SentRow};
use crate::db::{DebtorTx, helper_use, record_signals};
use crate::error::{Error, Result};
use effen::access::Use;
use effen::chat::mark::Marks;
use effen::chat::waiting::{PACE_MINUTES, Waiting};
use effen::chat::{Author, Batch, Message, Refusal, check_beside_files, check_body, is_client_id, time_words};
use effen::ids::{ClaimId, DebtorId};
use effen::kinds::Lang;
use effen::people::signal::{Signal, SignalKind};
use jiff::civil::Date;
use std::sync::Arc;

/// Why a message was not stored.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// It cannot be taken as it is.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// We could not store it.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl SendError {
    /// What the client is told; a failure of ours goes to the log.
    pub fn refusal(&self) -> Refusal {
        match self {
            Self::Refused(why) => *why,
            Self::Failed(Error::KeyReused) => Refusal::BadId,
            Self::Failed(error) => {
                tracing::error!(%error, "a chat message was not stored");
                Refusal::NotNow
            }
        }
    }
}

/// A message as it came: the client's id and the text.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// Made by the client.
    pub id: &'a str,
    /// As typed.
    pub body: &'a str,
}

impl Sending<'_> {
    /// The text as it is kept; with a file it may be empty.
    fn check(&self) -> Result<String, SendError> {
        if !is_client_id(self.message.id) {
            return Err(SendError::Refused(Refusal::BadId));
        }
        let check = if self.files.is_empty() { check_body } else { check_beside_files };
        check(self.message.body).map_err(SendError::Refused)
    }
}

/// A debtor's message: stored once however often it comes, with its files and signals. `prompted`: a message of ours led
/// to this session. `about` names a claim; one that is not this debtor's is left out.
pub async fn send_from_debtor(
    app: &App,
    debtor: &DebtorId,
    prompted: bool,
    sending: impl Into<Sending<'_>>,
    about: Option<&str>,
) -> Result<Stored, SendError> {
    send_as(app, debtor, Writer::Debtor, prompted, sending, about).await
}

/// The same, by the debtor or by a colleague at the company that the debtor is.
pub async fn send_as(
    app: &App,
    debtor: &DebtorId,
    writer: Writer<'_>,
    prompted: bool,
    sending: impl Into<Sending<'_>>,
    about: Option<&str>,
) -> Result<Stored, SendError> {
    let sending = sending.into();
    let body = sending.check()?;
    let about = match about {
        Some(claim) if conversation::find_claim(&app.db, debtor, claim).await?.is_some() => Some(claim),
        _ => None,
    };
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    let new = NewMessage { client_id: sending.message.id, body: &body, offer: "", files: sending.files };
    let stored = message::create_from_debtor(&mut tx, writer, &new, about).await?;
    // What is over the limit is not committed.
    if !sending.files.is_empty() && !stored.repeated && !upload::has_room(&mut tx, 0).await? {
        return Err(SendError::Refused(Refusal::NoRoom));
    }
    if !stored.repeated {
        if let Writer::Colleague(access) = writer {
            helper_use::create(&mut tx, access, Use::Wrote, &stored.conversation_id).await?;
        }
        let now = tx.now;
        let signal = |kind| match about {
            Some(claim) => Signal::now(kind, now).claim(&ClaimId(claim.to_owned())),
            None => Signal::now(kind, now),
        };
        let opening = if prompted { SignalKind::ChatStartedAfterMessage } else { SignalKind::ChatStartedUnprompted };
        let mut signals = vec![signal(SignalKind::ChatMessage)];
        if stored.opened {
            signals.insert(0, signal(opening));
        }
        record_signals(&mut tx, &signals).await?;
        let row = find_new(&mut tx, &stored, Some(writer), &new).await?;
        hand_on(app, tx, row).await?;
    }
    Ok(stored)
}

/// A helper's message in the conversation of the debtor they help, in the transaction that looked at their access. It says
/// nothing of what the debtor does: no signal is recorded.
pub async fn send_from_helper(
    app: &App,
    mut tx: DebtorTx,
    access: &str,
    incoming: Incoming<'_>,
) -> Result<Stored, SendError> {
    let body = Sending::from(incoming).check()?;
    let new = NewMessage { client_id: incoming.id, body: &body, offer: "", files: &[] };
    let stored = message::create_from_debtor(&mut tx, Writer::Helper(access), &new, None).await?;
    if !stored.repeated {
        helper_use::create(&mut tx, access, Use::Wrote, &stored.conversation_id).await?;
        let row = find_new(&mut tx, &stored, Some(Writer::Helper(access)), &new).await?;
        hand_on(app, tx, row).await?;
    }
    Ok(stored)
}

/// An agent's message in a debtor's conversation.
pub async fn send_from_agent(
    app: &App,
    row: &ConversationRow,
    agent: &str,
    sending: impl Into<Sending<'_>>,
) -> Result<Stored, SendError> {
    let sending = sending.into();
    let body = sending.check()?;
    let debtor = DebtorId(row.debtor_id.clone());
    let mut tx = app.db.begin_debtor(&debtor, app.now()).await?;
    let new = NewMessage { client_id: sending.message.id, body: &body, offer: "", files: sending.files };
    let stored = message::create_from_agent(&mut tx, &row.id, agent, &new).await?;
    if !stored.repeated {
        let row = find_new(&mut tx, &stored, None, &new).await?;
        hand_on(app, tx, row).await?;
    }
    Ok(stored)
}

/// Commits a change of a conversation and tells everybody who is there, here and at other processes.
async fn done(app: &App, tx: DebtorTx) -> Result<()> {
    commit(app, tx, Event::Changed).await
}

/// Commits a message and hands it to everybody who is there; other processes hear of it.
async fn hand_on(app: &App, tx: DebtorTx, row: MessageRow) -> Result<()> {
    commit(app, tx, Event::Stored(Arc::new(row))).await
}

async fn commit(app: &App, tx: DebtorTx, event: Event) -> Result<()> {
    let app = app.clone();
    // A task of its own: a browser that goes meanwhile takes its request with it, and what is stored would be told nobody.
    let both = async move {
        let debtor = tx.debtor.clone();
        conversation::commit(&app.db, tx, &app.chat.mark).await?;
        app.chat.tell(debtor.as_str(), event);
        Ok(())
    };
    tokio::spawn(both).await.map_err(|error| Error::Broken(error.to_string()))?
}

/// Where a debtor stands in the queue; none when nothing of theirs waits to be taken.
pub async fn waiting(app: &App, row: Option<&ConversationRow>) -> Result<Option<Waiting>> {
    let Some(row) = row.filter(|row| row.status == "waiting" && row.waiting_since.is_some()) else {
        return Ok(None);
    };
    let paced = app.now_ms() - PACE_MINUTES * 60_000;
    let (ahead, answered) = conversation::count_ahead(&app.db, &row.id, desk::first_before(app), paced).await?;
    // While we are closed nobody can say how long it takes.
    let answered = if hours::open(app).await? { answered } else { 0 };
    Ok(Some(Waiting::behind(ahead, answered)))
}

/// How far a side has come, as stored.
pub fn marks(row: &ConversationRow, side: Side) -> Marks {
    match side {
        Side::Debtor => Marks::new(row.debtor_delivered_seq, row.debtor_read_seq),
        Side::Agent => Marks::new(row.agent_delivered_seq, row.agent_read_seq),
    }
}

/// Notes that a side has read up to `seq`, and tells the other one.
pub async fn read(app: &App, row: &ConversationRow, side: Side, seq: i64) -> Result<()> {
    reached(app, row, side, Marks::new(seq, seq)).await
}

/// Notes how far a side says that it has come, and tells the other one; at once, for who asks sees it on the page that
/// comes.
pub async fn reached(app: &App, row: &ConversationRow, side: Side, told: Marks) -> Result<()> {
    let told = Marks::new(told.delivered.min(row.last_seq), told.read.min(row.last_seq));
    if !told.beyond(marks(row, side)) {
        return Ok(());
    }
    let debtor = DebtorId(row.debtor_id.clone());
    let reach = Reach { debtor, conversation: row.id.clone(), side, marks: told };
    reach::write(&app.chat, &app.db, &[reach]).await
}

/// What a reader of `side` has not seen yet, after number `after`.
pub async fn batch(app: &App, row: Option<&ConversationRow>, side: Side, lang: Lang, after: i64) -> Result<Batch> {
    let Some(row) = row else { return Ok(Batch::default()) };
    let rows = if row.last_seq > after { message::list_after(&app.db, &row.id, after).await? } else { Vec::new() };
    let theirs = marks(row, side.other());
    Ok(Batch {
        // What was stored between the two reads counts as well.
        last: rows.last().map_or(row.last_seq, |message| message.seq.max(row.last_seq)),
        messages: wire(app, &row.id, rows, side, lang).await?,
        read: theirs.read,
        delivered: theirs.delivered,
        closed: row.status == "closed",
        since: None,
    })
}

/// Messages of one conversation as they go out to a reader of `side`, with their files.
pub async fn wire(
    app: &App,
    conversation: &str,
    rows: Vec<MessageRow>,
    side: Side,
    lang: Lang,
) -> Result<Vec<Message>> {
    let sent = files::list(app, conversation, &rows).await?;
    rows.into_iter().map(|row| wire_one(row, &sent, side, lang, app.today())).collect()
}

/// A message as it goes out: an agent is known by the first name only, a helper by name and organisation.
fn wire_one(row: MessageRow, sent: &[SentRow], side: Side, lang: Lang, today: Date) -> Result<Message> {
    let from = match row.author.as_str() {
        "debtor" => Author::Debtor,
        "agent" => Author::Agent,
        "helper" => Author::Helper,
        "system" => Author::System,
        other => return Err(Error::Broken(format!("'{other}' writes no messages"))),
    };
    let agent = row.agent_name.map(|name| name.split_whitespace().next().unwrap_or_default().to_owned());
    let helper = row.helper_name.map(|name| called(&name, row.helper_organisation.as_deref().unwrap_or_default()));
    let name = agent.or(helper);
    let time = time_words(local(from_ms(row.sent_at)).datetime(), today, lang);
    let offer = offer::wire(&row.offer, lang);
    let files = files::wire(sent, row.seq, side, lang);
    Ok(Message { seq: row.seq, id: row.client_id, from, name, body: row.body, time, offer, files })
}
