//! A client as a browser is one: it remembers, resumes and sends again.

use super::house::{House, Person};
use effen::chat::client::ClientLog;
use effen::chat::{ClientFrame, ServerFrame};
use futures::{SinkExt as _, StreamExt as _};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// See the module.
pub struct Client {
    cookie: String,
    path: String,
    line: Option<WebSocketStream<MaybeTlsStream<TcpStream>>>,
    sent: Vec<(String, String)>,
    /// Sent as Origin; the server's own when none.
    pub origin: Option<String>,
    /// What a browser would remember.
    pub log: ClientLog,
    /// Numbers and ids of the messages, as they would stand on the page.
    pub shown: Vec<(i64, String)>,
    /// Every frame that came.
    pub frames: Vec<ServerFrame>,
}

impl Client {
    /// A client that is not connected yet.
    pub fn new(who: &Person, path: &str) -> Self {
        Self {
            cookie: who.cookie.clone(),
            path: path.to_owned(),
            line: None,
            sent: Vec::new(),
            origin: None,
            log: ClientLog::new(0),
            shown: Vec::new(),
            frames: Vec::new(),
        }
    }

    /// Connects; says hello and sends again what has not come back.
    pub async fn connect(&mut self, house: &House) {
        assert!(self.try_connect(house).await, "{} opens", self.path);
        self.say(&ClientFrame::Hello { after: self.log.after() }).await;
        for (id, body) in self.log.pending().to_vec() {
            self.say(&ClientFrame::Send { id, body, about: None }).await;
        }
    }

    /// Does the server open a socket?
    pub async fn try_connect(&mut self, house: &House) -> bool {
        let mut request = format!("ws://{}{}", house.address, self.path).into_client_request().unwrap();
        let origin = self.origin.clone().unwrap_or_else(|| format!("http://{}", house.address));
        request.headers_mut().insert("cookie", self.cookie.parse().unwrap());
        request.headers_mut().insert("origin", origin.parse().unwrap());
        self.line = connect_async(request).await.ok().map(|(line, _)| line);
        self.line.is_some()
    }

    /// Is the line open, as far as is known?
    pub fn is_open(&self) -> bool {
        self.line.is_some()
    }

    /// The line breaks without a word.
    pub fn drop_line(&mut self) {
        self.line = None;
    }

    /// Says something, if there is a line.
    pub async fn say(&mut self, frame: &ClientFrame) {
        let text = serde_json::to_string(frame).unwrap();
        if let Some(line) = &mut self.line
            && line.send(Message::Text(text.into())).await.is_err()
        {
            self.line = None;
        }
    }

    /// Types a message and sends it.
    pub async fn type_message(&mut self, body: &str) {
        let id = crate::new_id::uuid();
        assert!(self.log.queue(&id, body));
        self.sent.push((id.clone(), body.to_owned()));
        self.say(&ClientFrame::Send { id, body: body.to_owned(), about: None }).await;
    }

    /// Sends the last few messages once more, whether they arrived or not.
    pub async fn send_all_again(&mut self) {
        for (id, body) in self.sent.iter().rev().take(4).rev().cloned().collect::<Vec<_>>() {
            self.say(&ClientFrame::Send { id, body, about: None }).await;
        }
    }

    /// Takes in what comes within `time`.
    pub async fn listen(&mut self, time: Duration) {
        let until = Instant::now() + time;
        while let Some(line) = &mut self.line {
            let left = until.saturating_duration_since(Instant::now());
            match tokio::time::timeout(left, line.next()).await {
                Err(_) => return,
                Ok(Some(Ok(Message::Text(text)))) => self.hear(serde_json::from_str(&text).unwrap()),
                Ok(Some(Ok(Message::Close(_)) | Err(_)) | None) => self.line = None,
                Ok(Some(Ok(_))) => {}
            }
        }
    }

    fn hear(&mut self, frame: ServerFrame) {
        if let ServerFrame::Batch(batch) = &frame {
            self.shown.extend(self.log.receive(batch).into_iter().map(|message| (message.seq, message.id)));
        }
        self.frames.push(frame);
    }

    /// Listens until nothing is on the way.
    pub async fn settle(&mut self) {
        let began = Instant::now();
        while !self.log.pending().is_empty() {
            assert!(began.elapsed() < Duration::from_secs(10), "the message did not come back");
            self.listen(Duration::from_millis(10)).await;
        }
    }

    /// Listens until a frame comes that fits.
    pub async fn wait_for(&mut self, fits: impl Fn(&ServerFrame) -> bool) {
        let began = Instant::now();
        while !self.frames.iter().any(&fits) {
            assert!(began.elapsed() < Duration::from_secs(10), "it did not come; these did: {:?}", self.frames);
            self.listen(Duration::from_millis(10)).await;
        }
    }
}
