//! Somebody at a device, as a browser behaves: it remembers, resumes, sends again, finds dead lines, and talks by plain
//! requests while no socket opens.

use crate::world::{Place, World};
use effen::chat::client::ClientLog;
use effen::chat::{Batch, ClientFrame, ServerFrame};
use futures::{SinkExt as _, StreamExt as _};
use rand::Rng as _;
use rand_chacha::ChaCha8Rng;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::Barrier;
use tokio::time::{Instant, sleep, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

/// A line that answers nothing for this long is asked, and given up after as long again.
const SILENCE: Duration = Duration::from_millis(900);
/// How long a socket may take to open, and a plain request to be answered.
const PATIENCE: Duration = Duration::from_millis(1_200);
/// After the chaos everything must have arrived within this time.
const PEACE_MAX: Duration = Duration::from_secs(90);

/// What somebody typed, was told, and saw.
#[derive(Debug, Default)]
pub struct Talked {
    /// Index of the conversation.
    pub conversation: usize,
    /// Ids and texts.
    pub typed: Vec<(String, String)>,
    /// Ids and the numbers they were acknowledged under.
    pub acknowledged: Vec<(String, i64)>,
    /// Numbers and ids, as they came onto the screen.
    pub shown: Vec<(i64, String)>,
    pub sent_again: u64,
    pub connects: u64,
    pub requests: u64,
    pub dead_lines: u64,
}

/// Everybody talks until the time is over, then listens until everything has arrived.
pub async fn run(world: &World, until: Instant) -> Vec<Talked> {
    let all_sent = Barrier::new(world.conversations.len() * 3);
    let mut talkers = Vec::new();
    for (index, conversation) in world.conversations.iter().enumerate() {
        let agent = format!("/console/conversation/{}", conversation.id);
        for (device, (cookie, path)) in
            [(&conversation.cookie, "/chat"), (&conversation.cookie, "/chat"), (&world.agent, agent.as_str())]
                .into_iter()
                .enumerate()
        {
            let chance = world.chance((index * 3 + device) as u64);
            let talker = Talker::new(world, cookie, path, index, chance);
            talkers.push(talker.talk(until, &all_sent));
        }
    }
    futures::future::join_all(talkers).await
}

struct Talker<'a> {
    world: &'a World,
    cookie: String,
    path: String,
    chance: ChaCha8Rng,
    client: reqwest::Client,
    line: Option<WebSocketStream<TcpStream>>,
    heard: Instant,
    log: ClientLog,
    /// The last number there is, as the server said.
    last: i64,
    refused: bool,
    talked: Talked,
}

impl<'a> Talker<'a> {
    fn new(world: &'a World, cookie: &str, path: &str, conversation: usize, chance: ChaCha8Rng) -> Self {
        let client = reqwest::Client::builder()
            .no_proxy()
            .tls_certs_only([])
            .timeout(PATIENCE)
            .pool_max_idle_per_host(0)
            .build()
            .unwrap();
        Self {
            world,
            cookie: cookie.to_owned(),
            path: path.to_owned(),
            chance,
            client,
            line: None,
            heard: Instant::now(),
            log: ClientLog::new(0),
            last: 0,
            refused: false,
            talked: Talked { conversation, ..Talked::default() },
        }
    }

    async fn talk(mut self, until: Instant, all_sent: &Barrier) -> Talked {
        while Instant::now() < until {
            if self.line.is_none() && self.chance.random_bool(0.25) {
                self.type_message(false).await;
                self.by_requests().await;
            } else if self.line.is_some() || self.connect().await {
                self.act().await;
                let time = Duration::from_millis(self.chance.random_range(10..80));
                self.listen(time).await;
            }
        }
        let end = Instant::now() + PEACE_MAX;
        while !self.log.pending().is_empty() {
            self.hold_on(end).await;
        }
        timeout(PEACE_MAX, all_sent.wait()).await.expect("everybody's messages arrive");
        // Whoever has everything may not know it: what the server says from now on does.
        (self.line, self.last) = (None, i64::MAX);
        while self.log.after() < self.last {
            self.hold_on(end).await;
        }
        self.talked
    }

    /// One step of staying connected and listening.
    async fn hold_on(&mut self, end: Instant) {
        assert!(Instant::now() < end, "{} messages do not come back", self.log.pending().len());
        if self.line.is_some() || self.connect().await {
            self.listen(Duration::from_millis(50)).await;
            self.send_refused().await;
        }
    }

    async fn act(&mut self) {
        match self.chance.random_range(0..100) {
            0..18 => self.type_message(true).await,
            18..22 => self.double().await,
            22..28 => {
                let seq = self.log.after();
                self.say(&ClientFrame::Read { seq }).await;
            }
            28..30 => self.line = None,
            _ => self.send_refused().await,
        }
    }

    fn place(&mut self) -> &'a Place {
        let places = &self.world.places;
        &places[self.chance.random_range(0..places.len())]
    }

    /// Opens a socket, resumes, and sends again what has not come back.
    async fn connect(&mut self) -> bool {
        let place = self.place();
        let mut request = format!("ws://{}{}/socket", place.proxy.address, self.path).into_client_request().unwrap();
        request.headers_mut().insert("cookie", self.cookie.parse().unwrap());
        request.headers_mut().insert("origin", place.server.base.parse().unwrap());
        let opening = async {
            let stream = TcpStream::connect(place.proxy.address).await.ok()?;
            tokio_tungstenite::client_async(request, stream).await.ok().map(|(line, _)| line)
        };
        self.line = timeout(PATIENCE, opening).await.ok().flatten();
        if self.line.is_none() {
            let pause = self.chance.random_range(20..150);
            sleep(Duration::from_millis(pause)).await;
            return false;
        }
        self.talked.connects += 1;
        self.heard = Instant::now();
        self.say(&ClientFrame::Hello { after: self.log.after() }).await;
        self.send_pending().await;
        true
    }

    async fn send_pending(&mut self) {
        for (id, body) in self.log.pending().to_vec() {
            self.talked.sent_again += 1;
            self.say(&ClientFrame::Send { id, body, about: None }).await;
        }
    }

    async fn send_refused(&mut self) {
        if std::mem::take(&mut self.refused) {
            sleep(Duration::from_millis(300)).await;
            self.send_pending().await;
        }
    }

    /// Types a message; `send`: says it at once.
    async fn type_message(&mut self, send: bool) {
        let id = format!("{:032x}", self.chance.random::<u128>());
        let body = format!("bericht {} van {}", self.talked.typed.len() + 1, &id[..6]);
        if !self.log.queue(&id, &body) {
            return;
        }
        self.talked.typed.push((id.clone(), body.clone()));
        if send {
            self.say(&ClientFrame::Send { id, body, about: None }).await;
        }
    }

    /// Says something again that was said before, whether it had arrived or not.
    async fn double(&mut self) {
        if self.talked.typed.is_empty() {
            return;
        }
        let (id, body) = self.talked.typed[self.chance.random_range(0..self.talked.typed.len())].clone();
        self.talked.sent_again += 1;
        self.say(&ClientFrame::Send { id, body, about: None }).await;
    }

    async fn say(&mut self, frame: &ClientFrame) {
        let text = serde_json::to_string(frame).unwrap();
        if let Some(line) = &mut self.line
            && !matches!(timeout(PATIENCE, line.send(Message::Text(text.into()))).await, Ok(Ok(())))
        {
            self.line = None;
        }
    }

    /// Takes in what comes within `time`; finds a dead line.
    async fn listen(&mut self, time: Duration) {
        let until = Instant::now() + time;
        while let Some(line) = &mut self.line {
            match tokio::time::timeout_at(until, line.next()).await {
                Err(_) => break,
                Ok(Some(Ok(Message::Text(text)))) => {
                    self.heard = Instant::now();
                    self.hear(serde_json::from_str(&text).unwrap()).await;
                }
                Ok(Some(Ok(Message::Close(_)) | Err(_)) | None) => self.line = None,
                Ok(Some(Ok(_))) => {}
            }
        }
        if self.line.is_some() && self.heard.elapsed() > 2 * SILENCE {
            self.talked.dead_lines += 1;
            self.line = None;
        } else if self.heard.elapsed() > SILENCE {
            self.say(&ClientFrame::Hello { after: self.log.after() }).await;
        }
    }

    async fn hear(&mut self, frame: ServerFrame) {
        match frame {
            ServerFrame::Batch(batch) => self.take(batch).await,
            ServerFrame::Ack { id, seq } => {
                if seq <= self.log.after() {
                    self.log.drop_pending(&id);
                }
                self.talked.acknowledged.push((id, seq));
            }
            ServerFrame::Refused { why, .. } => {
                assert!(why.try_again(), "refused for good: {why:?}");
                self.refused = true;
            }
            ServerFrame::Typing | ServerFrame::Presence { .. } | ServerFrame::Waiting { .. } => {}
            ServerFrame::Ended => panic!("no session has ended"),
        }
    }

    async fn take(&mut self, batch: Batch) {
        let new = self.log.receive(&batch);
        self.talked.shown.extend(new.into_iter().map(|message| (message.seq, message.id)));
        self.last = batch.last;
        let after = self.log.after();
        if batch.messages.last().is_some_and(|message| message.seq > after) {
            self.say(&ClientFrame::Hello { after }).await;
        }
    }

    /// One round of plain requests: what is on its way goes up, what is new comes down.
    async fn by_requests(&mut self) {
        let place = self.place();
        let base = format!("http://{}{}", place.proxy.address, self.path);
        for (id, body) in self.log.pending().iter().take(3).cloned().collect::<Vec<_>>() {
            self.talked.requests += 1;
            let request = self.client.post(format!("{base}/send")).header("origin", &place.server.base);
            let form = [("id", id), ("body", body)];
            let sent = request.header("accept", "application/json").header("cookie", &self.cookie).form(&form).send();
            if let Ok(answer) = sent.await
                && let Ok(frame) = answer.json().await
            {
                self.hear(frame).await;
            }
        }
        self.talked.requests += 1;
        let address = format!("{base}/messages?after={}&read={}&wait=1", self.log.after(), i64::MAX);
        if let Ok(answer) = self.client.get(address).header("cookie", &self.cookie).send().await
            && let Ok(batch) = answer.json().await
        {
            self.take(batch).await;
        }
    }
}
