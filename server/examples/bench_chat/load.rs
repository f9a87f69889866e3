//! Lines and pairs of lines that talk.

use super::Failure;
use super::control::{Control, Steadiness};
use super::place::Place;
use effen::chat::{ClientFrame, ServerFrame};
use futures::{SinkExt as _, StreamExt as _};
use std::ops::Range;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

/// Connections that are opened at once.
const OPENING: usize = 16;
/// Frames of one socket that the server takes in ten seconds, less some for greetings.
const FRAMES_MAX: u64 = 50;

/// An open socket of somebody.
pub struct Line {
    socket: WebSocketStream<TcpStream>,
    /// Whose: a number below that of all connections.
    number: usize,
}

/// Opens sockets for these people.
pub async fn open(place: &Place, numbers: Range<usize>) -> Result<Vec<Line>, Failure> {
    futures::stream::iter(numbers)
        .map(|number| Line::open(place, number, false))
        .buffered(OPENING)
        .collect::<Vec<_>>()
        .await
        .into_iter()
        .collect()
}

impl Line {
    async fn open(place: &Place, number: usize, agent: bool) -> Result<Self, Failure> {
        let (path, cookie) = place.way(number, agent);
        let mut request = format!("ws://{}{path}", place.address).into_client_request()?;
        request.headers_mut().insert("cookie", cookie.parse()?);
        request.headers_mut().insert("origin", format!("http://{}", place.address).parse()?);
        let stream = TcpStream::connect(&place.address).await?;
        stream.set_nodelay(true)?;
        let config = WebSocketConfig::default().read_buffer_size(4096).write_buffer_size(0);
        let (socket, _) = client_async_with_config(request, stream, Some(config)).await?;
        let mut line = Self { socket, number };
        line.say(&ClientFrame::Hello { after: 0 }).await?;
        // The answer: a batch, or from the echo the same again.
        line.next().await?;
        Ok(line)
    }

    async fn say(&mut self, frame: &ClientFrame) -> Result<(), Failure> {
        Ok(self.socket.send(Message::Text(serde_json::to_string(frame)?.into())).await?)
    }

    async fn next(&mut self) -> Result<String, Failure> {
        loop {
            match self.socket.next().await.ok_or("the server closed a line")?? {
                Message::Text(text) => return Ok(text.to_string()),
                Message::Close(_) => return Err("the server closed a line".into()),
                _ => {}
            }
        }
    }

    /// Keeps it open, answering the server's pings.
    pub fn hold(mut self) -> JoinHandle<()> {
        tokio::spawn(async move { while self.next().await.is_ok() {} })
    }
}

/// A debtor and an agent in one conversation; at the echo, one line that hears itself.
pub struct Pair {
    debtor: Line,
    agent: Option<Line>,
    said: u64,
}

impl Pair {
    /// Brings the agent in.
    pub async fn new(place: &Place, debtor: Line) -> Result<Self, Failure> {
        let agent = if place.is_echo() { None } else { Some(Line::open(place, debtor.number, true).await?) };
        Ok(Self { debtor, agent, said: 0 })
    }

    /// Says one message and waits until the other side has it: how long that took since `begun`.
    async fn say(&mut self, begun: Instant) -> Result<Duration, Failure> {
        self.said += 1;
        let id = format!("bench-{:08}-{:08}", self.debtor.number, self.said);
        let frame = ClientFrame::Send { id: id.clone(), body: format!("Bericht nummer {}", self.said), about: None };
        self.debtor.say(&frame).await?;
        let Some(agent) = &mut self.agent else {
            while !self.debtor.next().await?.contains(&id) {}
            return Ok(begun.elapsed());
        };
        let mut heard = agent.next().await?;
        while !heard.contains(&id) {
            heard = agent.next().await?;
        }
        let elapsed = begun.elapsed();
        // As a browser does: it has arrived there, and the debtor's side will be told.
        if let ServerFrame::Batch(batch) = serde_json::from_str(&heard)? {
            agent.say(&ClientFrame::Got { seq: batch.last }).await?;
        }
        loop {
            match serde_json::from_str(&self.debtor.next().await?)? {
                ServerFrame::Ack { id: other, .. } if other == id => return Ok(elapsed),
                ServerFrame::Refused { why, .. } => return Err(format!("refused: {why:?}").into()),
                _ => {}
            }
        }
    }
}

/// What a load found.
pub struct Found {
    /// When each was due, and how long it took; the fastest first.
    times: Vec<(Instant, Duration)>,
    elapsed: Duration,
    /// How the machine was meanwhile.
    pub machine: Steadiness,
}

impl Found {
    /// Messages in a second.
    pub fn per_second(&self) -> f64 {
        self.times.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// In milliseconds.
    pub fn percentile(&self, share: f64) -> f64 {
        percentile(&self.times, share)
    }

    /// The same of those messages during which the machine was steady, and their share in percent.
    pub fn steady(&self, share: f64) -> (f64, f64) {
        let met = |(due, took): &(Instant, Duration)| self.machine.met(*due, *due + *took);
        let times: Vec<_> = self.times.iter().copied().filter(|one| !met(one)).collect();
        (percentile(&times, share), 100.0 * times.len() as f64 / self.times.len().max(1) as f64)
    }
}

fn percentile(times: &[(Instant, Duration)], share: f64) -> f64 {
    let at = ((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1));
    times.get(at).map_or(f64::NAN, |(_, took)| took.as_secs_f64() * 1000.0)
}

/// Lets every pair talk for a time: so many messages a second each, or one after the other.
pub async fn run(pairs: &mut [Pair], per_second: Option<u64>, time: Duration) -> Result<Found, Failure> {
    let (control, begun) = (Control::start(), Instant::now());
    let count = pairs.len() as u32;
    let talks = pairs.iter_mut().zip(0..).map(async |(pair, number)| {
        let mut times = Vec::new();
        if let Some(per_second) = per_second {
            // Spread over the first period, so that nobody speaks in chorus.
            let period = Duration::from_secs(1) / per_second as u32;
            let mut pace = tokio::time::interval_at((begun + period * number / count).into(), period);
            while begun.elapsed() < time {
                // Counted from when it should have been said: what waits behind a slow one is slow as well.
                let due = pace.tick().await.into_std();
                times.push((due, pair.say(due).await?));
            }
        } else {
            while begun.elapsed() < time && (times.len() as u64) < FRAMES_MAX {
                let due = Instant::now();
                times.push((due, pair.say(due).await?));
            }
        }
        Ok::<_, Failure>((times, begun.elapsed()))
    });
    let (mut times, mut elapsed) = (Vec::new(), Duration::ZERO);
    for done in futures::future::join_all(talks).await {
        let (some, end) = done?;
        times.extend(some);
        elapsed = elapsed.max(end);
    }
    times.sort_unstable_by_key(|(_, took)| *took);
    Ok(Found { times, elapsed, machine: control.finish() })
}
