//! One open socket. It fetches from the database whatever its client has not got, whenever the hub says so: nothing is
//! queued for it here, so a slow reader costs no memory. A reader that does not take a frame in time, or is silent for
//! two heartbeats, is cut off and resumes with `hello`.

use super::hub::{Event, Seat, Side};
use super::{Incoming, SendError, batch, delivered, read, send_as, send_from_agent, waiting, watch};
use crate::app::App;
use crate::db::conversation::{self, ConversationRow};
use crate::db::message::{Stored, Writer};
use crate::db::session;
use crate::error::{Error, Result};
use crate::web::session::{AGENT_IDLE_MS, DEBTOR_IDLE_MS};
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use effen::chat::mark::Marks;
use effen::chat::{ClientFrame, FRAME_BYTES_MAX, HEARTBEAT_S, Refusal, ServerFrame};
use effen::ids::DebtorId;
use effen::kinds::Lang;
use std::time::{Duration, Instant};
use tokio::sync::broadcast::error::RecvError;

/// A frame that is not taken within this time ends the socket.
const SEND_WAIT: Duration = Duration::from_secs(10);
/// Frames a client may send in [`RATE_WINDOW`].
const FRAMES_MAX: u32 = 60;
/// See [`FRAMES_MAX`].
const RATE_WINDOW: Duration = Duration::from_secs(10);

/// Who sits at a socket.
#[derive(Debug, Clone)]
pub enum Who {
    /// A debtor, at the own conversation; `prompted`: a message of ours led to the session.
    Debtor {
        /// See above.
        prompted: bool,
        /// A colleague at a company: the id of their access.
        access: Option<String>,
    },
    /// An agent.
    Agent {
        /// Id.
        id: String,
    },
}

/// What a socket is opened for.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Whose conversation.
    pub debtor: DebtorId,
    /// Who sits here.
    pub who: Who,
    /// The session that opened it: the socket ends with it.
    pub token_hash: String,
    /// The reader's language.
    pub lang: Lang,
}

impl Opening {
    /// The agent who sits here, or ''.
    pub(super) fn agent(&self) -> &str {
        match &self.who {
            Who::Debtor { .. } => "",
            Who::Agent { id } => id,
        }
    }

    /// The side this is.
    pub(super) fn side(&self) -> Side {
        match self.who {
            Who::Debtor { .. } => Side::Debtor,
            Who::Agent { .. } => Side::Agent,
        }
    }
}

/// Answers an upgrade. The caller has checked session and origin.
pub fn open(app: App, upgrade: WebSocketUpgrade, opening: Opening) -> Response {
    watch::start(&app);
    let Some(seat) = app.chat.sit(opening.debtor.as_str(), opening.side(), &opening.token_hash, opening.agent()) else {
        return (StatusCode::TOO_MANY_REQUESTS, "too many open chats").into_response();
    };
    // Small buffers: an idle connection costs 7 KB instead of 135 KB.
    upgrade
        .read_buffer_size(4096)
        .write_buffer_size(4096)
        .max_message_size(FRAME_BYTES_MAX)
        .max_frame_size(FRAME_BYTES_MAX)
        .on_upgrade(move |socket| async move {
            let mut connection = Connection {
                app,
                socket,
                opening,
                after: None,
                told: (Marks::default(), false),
                presence: None,
                waits: true,
                heard: Instant::now(),
                window: (Instant::now(), 0),
            };
            if let Err(end) = connection.run(seat).await {
                tracing::debug!(?end, "a chat socket ended");
            }
        })
}

/// Why a socket ends.
#[derive(Debug)]
enum End {
    Closed,
    Slow,
    Silent,
    SignedOut,
    Failed(#[allow(dead_code, reason = "read by the log line's Debug")] Error),
}

impl From<Error> for End {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

struct Connection {
    app: App,
    socket: WebSocket,
    opening: Opening,
    /// What the client has; none before its hello.
    after: Option<i64>,
    /// The other side's marks and whether the conversation is closed, as the client was told last.
    told: (Marks, bool),
    presence: Option<bool>,
    /// Was the client told last that it waits? A new one may know it from its page.
    waits: bool,
    heard: Instant,
    window: (Instant, u32),
}

impl Connection {
    async fn run(&mut self, mut seat: Seat) -> Result<(), End> {
        let mut heartbeat = tokio::time::interval(Duration::from_secs(HEARTBEAT_S));
        heartbeat.tick().await;
        loop {
            tokio::select! {
                incoming = self.socket.recv() => match incoming {
                    Some(Ok(message)) => self.hear(message, &seat).await?,
                    Some(Err(_)) | None => return Err(End::Closed),
                },
                event = seat.events.recv() => self.follow(event).await?,
                _ = heartbeat.tick() => {
                    if self.heard.elapsed() > Duration::from_secs(2 * HEARTBEAT_S) {
                        return Err(End::Silent);
                    }
                    self.push(Message::Ping(Vec::new().into())).await?;
                }
            }
        }
    }

    async fn follow(&mut self, event: Result<Event, RecvError>) -> Result<(), End> {
        match event {
            Ok(Event::Changed) => self.fetch(false).await,
            Ok(Event::Typing(side)) if side != self.opening.side() => self.say(&ServerFrame::Typing).await,
            Ok(Event::Typing(_)) => Ok(()),
            Ok(Event::Presence) => self.tell_presence().await,
            Ok(Event::Ended(hash)) if hash == self.opening.token_hash => {
                self.say(&ServerFrame::Ended).await?;
                Err(End::SignedOut)
            }
            Ok(Event::Ended(_)) => Ok(()),
            // Whatever was missed is in the database.
            Err(RecvError::Lagged(_)) => {
                self.tell_presence().await?;
                self.fetch(false).await
            }
            Err(RecvError::Closed) => Err(End::Closed),
        }
    }

    async fn hear(&mut self, message: Message, seat: &Seat) -> Result<(), End> {
        self.heard = Instant::now();
        let text = match message {
            Message::Text(text) => text,
            Message::Close(_) => return Err(End::Closed),
            Message::Ping(_) | Message::Pong(_) | Message::Binary(_) => return Ok(()),
        };
        // A frame of a newer client that we do not know is passed over.
        let Ok(frame) = serde_json::from_str::<ClientFrame>(&text) else { return Ok(()) };
        let in_time = self.within_rate();
        match frame {
            ClientFrame::Send { id, .. } if !in_time => {
                self.say(&ServerFrame::Refused { id, why: Refusal::TooMany }).await
            }
            _ if !in_time => Ok(()),
            ClientFrame::Hello { after } => {
                self.after = Some(after.max(0));
                self.presence = None;
                self.tell_presence().await?;
                // Who asks for what came after a number has everything up to it.
                self.got(after).await?;
                self.fetch(true).await?;
                self.tell_waiting().await
            }
            ClientFrame::Send { id, body, about } => {
                self.keep_session().await?;
                self.take(id, body, about).await
            }
            ClientFrame::Typing => {
                self.keep_session().await?;
                seat.types();
                self.app.chat.tell(self.opening.debtor.as_str(), Event::Typing(self.opening.side()));
                Ok(())
            }
            ClientFrame::Got { seq } => self.got(seq).await,
            ClientFrame::Read { seq } => match self.conversation().await? {
                Some(row) => Ok(read(&self.app, &row, self.opening.side(), seq).await?),
                None => Ok(()),
            },
        }
    }

    async fn got(&mut self, seq: i64) -> Result<(), End> {
        match self.conversation().await? {
            Some(row) => Ok(delivered(&self.app, &row, self.opening.side(), seq).await?),
            None => Ok(()),
        }
    }

    fn within_rate(&mut self) -> bool {
        if self.window.0.elapsed() > RATE_WINDOW {
            self.window = (Instant::now(), 0);
        }
        self.window.1 += 1;
        self.window.1 <= FRAMES_MAX
    }

    /// What a person does here keeps the session from idling away, as a request would; a session that has ended ends
    /// the socket before anything is stored.
    async fn keep_session(&mut self) -> Result<(), End> {
        let idle = match self.opening.side() {
            Side::Debtor => DEBTOR_IDLE_MS,
            Side::Agent => AGENT_IDLE_MS,
        };
        let row = session::find_live(&self.app.db, &self.opening.token_hash, self.app.now_ms(), idle).await?;
        if row.is_some() {
            return Ok(());
        }
        self.say(&ServerFrame::Ended).await?;
        Err(End::SignedOut)
    }

    async fn take(&mut self, id: String, body: String, about: Option<String>) -> Result<(), End> {
        let frame = match self.store(&id, &body, about.as_deref()).await {
            Ok(stored) => ServerFrame::Ack { id, seq: stored.seq },
            Err(error) => ServerFrame::Refused { id, why: error.refusal() },
        };
        self.say(&frame).await
    }

    async fn store(&mut self, id: &str, body: &str, about: Option<&str>) -> Result<Stored, SendError> {
        let (app, opening, message) = (self.app.clone(), self.opening.clone(), Incoming { id, body });
        match &opening.who {
            Who::Debtor { prompted, access } => {
                let writer = access.as_deref().map_or(Writer::Debtor, Writer::Colleague);
                send_as(&app, &opening.debtor, writer, *prompted, message, about).await
            }
            Who::Agent { id: agent } => {
                let row = self.conversation().await?.ok_or(Error::NotFound("conversation"))?;
                send_from_agent(&app, &row, agent, message).await
            }
        }
    }

    async fn conversation(&mut self) -> Result<Option<ConversationRow>> {
        conversation::find_of_debtor(&self.app.db, &self.opening.debtor).await
    }

    /// Sends what the client has not got. After a hello there is always an answer, if only an empty one.
    async fn fetch(&mut self, mut answer: bool) -> Result<(), End> {
        let Some(mut after) = self.after else { return Ok(()) };
        loop {
            let row = self.conversation().await?;
            let batch = batch(&self.app, row.as_ref(), self.opening.side(), self.opening.lang, after).await?;
            let now_told = (batch.marks(), batch.closed);
            if batch.messages.is_empty() && !answer && now_told == self.told {
                return Ok(());
            }
            let last = batch.last;
            after = batch.messages.last().map_or(after, |message| message.seq);
            self.say(&ServerFrame::Batch(batch)).await?;
            (self.after, self.told, answer) = (Some(after), now_told, false);
            if after >= last {
                return Ok(());
            }
        }
    }

    async fn tell_presence(&mut self) -> Result<(), End> {
        let here = self.app.chat.is_here(self.opening.debtor.as_str(), self.opening.side().other());
        if self.after.is_none() || self.presence == Some(here) {
            return Ok(());
        }
        self.presence = Some(here);
        self.say(&ServerFrame::Presence { here }).await
    }

    /// Where a debtor stands; a client that knows of no wait is not told that there is none.
    async fn tell_waiting(&mut self) -> Result<(), End> {
        if self.opening.side() == Side::Agent {
            return Ok(());
        }
        let row = self.conversation().await?;
        let waiting = waiting(&self.app, row.as_ref()).await?;
        if std::mem::replace(&mut self.waits, waiting.is_some()) || waiting.is_some() {
            return self.say(&ServerFrame::Waiting { waiting }).await;
        }
        Ok(())
    }

    async fn say(&mut self, frame: &ServerFrame) -> Result<(), End> {
        let text = serde_json::to_string(frame).map_err(Error::from)?;
        self.push(Message::Text(text.into())).await
    }

    async fn push(&mut self, message: Message) -> Result<(), End> {
        match tokio::time::timeout(SEND_WAIT, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(End::Closed),
            Err(_) => Err(End::Slow),
        }
    }
}
