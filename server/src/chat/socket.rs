//! One open socket. It fetches from the database whatever its client has not got, whenever the hub says so: nothing is
//! queued for it here, so a slow reader costs no memory. A reader that does not take a frame in time, or is silent for
//! two heartbeats, is cut off and resumes with `hello`.

use super::hub::{Event, Seat};
use super::post::Outcome;
use super::{Incoming, SendError, Side, batch, send_as, send_from_agent, waiting, watch, wire_one};
use crate::app::App;
use crate::db::chat_mark::{Mark, Reach};
use crate::db::conversation::{self, ConversationRow};
use crate::db::message::{MessageRow, Stored, Writer};
use crate::db::message_batch::Posted;
use crate::db::session;
use crate::error::{Error, Result};
use crate::web::session::{AGENT_IDLE_MS, DEBTOR_IDLE_MS};
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use effen::chat::mark::Marks;
use effen::chat::{
    Author, Batch, ClientFrame, FRAME_BYTES_MAX, HEARTBEAT_S, Refusal, ServerFrame, check_body, is_client_id,
};
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
/// After so long what a person does here is noted with the session again, so that it does not idle away.
const SESSION_NOTED: Duration = Duration::from_secs(30);

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
    // Small buffers, which grow with what goes through: thousands of connections wait most of the time.
    upgrade
        .read_buffer_size(1024)
        .write_buffer_size(1024)
        .max_message_size(FRAME_BYTES_MAX)
        .max_frame_size(FRAME_BYTES_MAX)
        .on_upgrade(move |socket| async move {
            let mut connection = Connection {
                app,
                socket,
                opening,
                after: None,
                told: (Marks::default(), false),
                conversation: None,
                reached: Marks::default(),
                alive: None,
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
    /// The conversation's id, once there is one.
    conversation: Option<String>,
    /// How far this client said that it has come.
    reached: Marks,
    /// When the session was seen alive last.
    alive: Option<Instant>,
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
                    // On the heap while it runs: thousands of idle connections need not keep room for it.
                    Some(Ok(message)) => Box::pin(self.hear(message, &seat)).await?,
                    Some(Err(_)) | None => return Err(End::Closed),
                },
                event = seat.events.recv() => Box::pin(self.follow(event)).await?,
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
            Ok(Event::Stored(row)) => self.hand_over(&row).await,
            Ok(Event::Reached(side, marks)) if side != self.opening.side() => self.tell_marks(marks).await,
            Ok(Event::Reached(..)) => Ok(()),
            Ok(Event::Found(mark)) if self.knows(&mark) => Ok(()),
            Ok(Event::Found(_)) => self.fetch(false).await,
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
                self.fetch(true).await?;
                // Who asks for what came after a number has everything up to it, if there is so much.
                self.reach(Marks::new(after.min(self.after.unwrap_or(0)), 0));
                self.tell_waiting().await
            }
            ClientFrame::Send { id, body, about } => {
                // Whether the session is alive, the post asks just before it stores.
                if !self.by_post(about.as_deref()) || self.alive.is_none_or(|alive| alive.elapsed() > SESSION_NOTED) {
                    self.keep_session().await?;
                }
                self.take(id, body, about).await
            }
            ClientFrame::Typing => {
                self.keep_session().await?;
                seat.types();
                self.app.chat.tell(self.opening.debtor.as_str(), Event::Typing(self.opening.side()));
                Ok(())
            }
            // Nobody has what this socket did not bring.
            ClientFrame::Got { seq } => {
                self.reach(Marks::new(seq.min(self.after.unwrap_or(0)), 0));
                Ok(())
            }
            ClientFrame::Read { seq } => {
                let seq = seq.min(self.after.unwrap_or(0));
                self.reach(Marks::new(seq, seq));
                Ok(())
            }
        }
    }

    /// Notes how far this client has come; it is written soon, together with what others say.
    fn reach(&mut self, marks: Marks) {
        let Some(conversation) = self.conversation.clone().filter(|_| marks.beyond(self.reached)) else { return };
        self.reached = self.reached.learn(marks);
        let (debtor, side) = (self.opening.debtor.clone(), self.opening.side());
        self.app.chat.reach(Reach { debtor, conversation, side, marks });
    }

    /// Hands over a message that was just stored, if it is the next one; else whatever is missing is fetched.
    async fn hand_over(&mut self, row: &MessageRow) -> Result<(), End> {
        let Some(after) = self.after.filter(|after| *after < row.seq) else { return Ok(()) };
        if after + 1 < row.seq || row.files > 0 || self.conversation.is_none() {
            return self.fetch(false).await;
        }
        let message = wire_one(row.clone(), &[], self.opening.side(), self.opening.lang, self.app.today())?;
        let mut marks = self.told.0;
        if message.from == Author::Agent && self.opening.side() == Side::Debtor {
            // Who answers has read.
            marks = marks.learn(Marks::new(row.seq, row.seq));
        }
        // And whoever writes opens it again.
        (self.after, self.told) = (Some(row.seq), (marks, false));
        self.say_batch(vec![message]).await
    }

    async fn tell_marks(&mut self, marks: Marks) -> Result<(), End> {
        if self.after.is_none() || !marks.beyond(self.told.0) {
            return Ok(());
        }
        self.told.0 = self.told.0.learn(marks);
        self.say_batch(Vec::new()).await
    }

    /// Says these messages, and how everything stands with them.
    async fn say_batch(&mut self, messages: Vec<effen::chat::Message>) -> Result<(), End> {
        let (Marks { read, delivered }, closed) = self.told;
        let last = self.after.unwrap_or(0);
        self.say(&ServerFrame::Batch(Batch { last, messages, read, delivered, closed, since: None })).await
    }

    /// Was the client told all of this?
    fn knows(&self, mark: &Mark) -> bool {
        let theirs = match self.opening.side() {
            Side::Debtor => Marks::new(mark.agent_delivered_seq, mark.agent_read_seq),
            Side::Agent => Marks::new(mark.debtor_delivered_seq, mark.debtor_read_seq),
        };
        let closed = mark.status == "closed";
        self.after.is_none_or(|after| after >= mark.last_seq && !theirs.beyond(self.told.0) && closed == self.told.1)
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
            self.alive = Some(Instant::now());
            return Ok(());
        }
        self.sign_out().await
    }

    async fn sign_out(&mut self) -> Result<(), End> {
        self.say(&ServerFrame::Ended).await?;
        Err(End::SignedOut)
    }

    async fn take(&mut self, id: String, body: String, about: Option<String>) -> Result<(), End> {
        if self.by_post(about.as_deref())
            && let (true, Ok(body)) = (is_client_id(&id), check_body(&body))
        {
            let posted = Posted { debtor: self.opening.debtor.clone(), client_id: id.clone(), body };
            let app = self.app.clone();
            match app.chat.post.send(&self.opening.token_hash, posted).await {
                Outcome::Stored(stored) => return self.say(&ServerFrame::Ack { id, seq: stored.seq }).await,
                Outcome::SignedOut => return self.sign_out().await,
                Outcome::Alone => {}
            }
        }
        let frame = match self.store(&id, &body, about.as_deref()).await {
            Ok(stored) => ServerFrame::Ack { id, seq: stored.seq },
            Err(error) => ServerFrame::Refused { id, why: error.refusal() },
        };
        self.say(&frame).await
    }

    /// Is it a debtor's own plain message, which can be stored with those of others?
    fn by_post(&self, about: Option<&str>) -> bool {
        about.is_none() && matches!(self.opening.who, Who::Debtor { access: None, .. }) && self.conversation.is_some()
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
            self.conversation = row.as_ref().map(|row| row.id.clone());
            let batch = batch(&self.app, row.as_ref(), self.opening.side(), self.opening.lang, after).await?;
            let now_told = (batch.marks(), batch.closed);
            if batch.messages.is_empty() && !answer && now_told == self.told {
                return Ok(());
            }
            let last = batch.last;
            // Whoever says that they have more than there is has what there is.
            after = batch.messages.last().map_or(after.min(last), |message| message.seq);
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
