//! A line that cannot be trusted. It stands before a server; what goes through it is delayed, stalls without a word, is
//! cut, or reaches the server after its sender has long given up and said the same again over another line.

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::sleep;

/// Bytes carried at once.
const PIECE_BYTES: usize = 2048;

/// What the lines of a proxy did.
#[derive(Debug, Default)]
pub struct Done {
    pub opened: AtomicU64,
    pub delayed: AtomicU64,
    pub cut: AtomicU64,
    pub stalled: AtomicU64,
    pub late: AtomicU64,
}

/// See the module.
pub struct Proxy {
    /// Where clients connect.
    pub address: std::net::SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    upstream: String,
    calm: AtomicBool,
    /// Raised to cut every line there is.
    cut: watch::Sender<u64>,
    seed: u64,
    done: Done,
}

impl Proxy {
    /// Opens a proxy before `upstream` (host and port).
    pub async fn open(upstream: String, seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let cut = watch::channel(0).0;
        let shared = Arc::new(Shared { upstream, calm: AtomicBool::new(false), cut, seed, done: Done::default() });
        tokio::spawn(accept(listener, shared.clone()));
        Self { address, shared }
    }

    /// Cuts every line.
    pub fn cut_all(&self) {
        self.shared.cut.send_modify(|count| *count += 1);
    }

    /// From now on the lines are good; those that stalled are cut.
    pub fn calm(&self) {
        self.shared.calm.store(true, Ordering::SeqCst);
        self.cut_all();
    }

    /// What its lines did.
    pub fn done(&self) -> &Done {
        &self.shared.done
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((client, _)) = listener.accept().await {
        let number = shared.done.opened.fetch_add(1, Ordering::Relaxed);
        tokio::spawn(line(client, shared.clone(), number));
    }
}

/// One line. A server that is not there cuts it.
async fn line(client: TcpStream, shared: Arc<Shared>, number: u64) {
    let Ok(server) = TcpStream::connect(&shared.upstream).await else { return };
    // Answers are small and many: waiting to fill a packet would be a delay of our own.
    let _ = (client.set_nodelay(true), server.set_nodelay(true));
    let mut cut = shared.cut.subscribe();
    cut.mark_unchanged();
    let chance = |way: u64| ChaCha8Rng::seed_from_u64(shared.seed.wrapping_add(number * 2 + way));
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    let up = carry(from_client, to_server, &shared, chance(0), true);
    let down = carry(from_server, to_client, &shared, chance(1), false);
    tokio::select! {
        () = up => {}
        () = down => {}
        _ = cut.changed() => { shared.done.cut.fetch_add(1, Ordering::Relaxed); }
    }
}

/// Carries one direction until an end is closed or chance cuts the line (it returns).
async fn carry<R, W>(mut from: R, mut to: W, shared: &Arc<Shared>, mut chance: ChaCha8Rng, up: bool)
where
    R: tokio::io::AsyncRead + Unpin,
    W: tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let mut piece = vec![0; PIECE_BYTES];
    loop {
        let count = match from.read(&mut piece).await {
            Ok(count) if count > 0 => count,
            _ => return,
        };
        if !shared.calm.load(Ordering::SeqCst) {
            match chance.random_range(0..200) {
                0..60 => {
                    shared.done.delayed.fetch_add(1, Ordering::Relaxed);
                    sleep(Duration::from_millis(chance.random_range(1..60))).await;
                }
                60..62 => {
                    shared.done.cut.fetch_add(1, Ordering::Relaxed);
                    return;
                }
                62..63 => {
                    // Half open: whoever waits here finds out by a heartbeat, or never.
                    shared.done.stalled.fetch_add(1, Ordering::Relaxed);
                    return std::future::pending().await;
                }
                63..66 if up => {
                    // The client sees a broken line now; the server gets what was on it later, when the same may have
                    // come over another one.
                    shared.done.late.fetch_add(1, Ordering::Relaxed);
                    let (rest, pause) = (piece[..count].to_vec(), chance.random_range(100..900));
                    tokio::spawn(async move {
                        sleep(Duration::from_millis(pause)).await;
                        // The server may be gone by then: that is a line that lost it.
                        let _ = to.write_all(&rest).await;
                        sleep(Duration::from_millis(100)).await;
                    });
                    return;
                }
                _ => {}
            }
        }
        if to.write_all(&piece[..count]).await.is_err() {
            return;
        }
    }
}
