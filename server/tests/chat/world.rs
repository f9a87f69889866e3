//! The servers, each behind a bad line, and the people who talk.

use crate::machine::{Database, Program};
use crate::proxy::Proxy;
use effen_server::clock::Clock;
use effen_server::db::Db;
use effen_server::db::session::{self, NewSession};
use effen_server::new_id::{token, token_hash, uuid};
use effen_server::testing::sample::sample_debtor;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// Debtors who talk, each with two devices and an agent.
const DEBTORS: usize = 5;

/// A server and the line before it.
pub struct Place {
    pub server: Program,
    pub proxy: Proxy,
}

/// A debtor's conversation.
pub struct Conversation {
    pub debtor: String,
    pub id: String,
    /// The cookie of the debtor.
    pub cookie: String,
}

pub struct World {
    pub database: Database,
    pub places: Vec<Place>,
    pub conversations: Vec<Conversation>,
    /// The agent's cookie.
    pub agent: String,
    seed: u64,
    /// Goes last: the programs write into it.
    _folder: tempfile::TempDir,
}

impl World {
    pub async fn start(database: Database, seed: u64) -> Self {
        // Installing twice (two tests in one process) is refused and harmless.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = tempfile::tempdir().unwrap();
        let db = Db::connect(&database.url()).await.unwrap();
        db.migrate().await.unwrap();
        let agent = agent(&db).await;
        let mut debtors = Vec::new();
        for index in 0..DEBTORS {
            let sample = sample_debtor(&db, &format!("T{index}")).await.unwrap();
            let cookie = sign_in(&db, Some(sample.debtor.as_str()), None).await;
            debtors.push((sample.debtor.to_string(), cookie));
        }
        let count = if matches!(database, Database::Postgres(_)) { 2 } else { 1 };
        let mut places = Vec::new();
        for number in 0..count {
            places.push(place(&folder.path().join(number.to_string()), &database, seed + number).await);
        }
        let mut conversations = Vec::new();
        for (debtor, cookie) in debtors {
            let id = open(&db, &places[0].server.base, &debtor, &cookie).await;
            conversations.push(Conversation { debtor, id, cookie });
        }
        db.close().await;
        Self { database, places, conversations, agent, seed, _folder: folder }
    }

    pub fn name(&self) -> &'static str {
        match self.database {
            Database::Sqlite { .. } => "SQLite, one server",
            Database::Postgres(_) => "PostgreSQL, two servers",
        }
    }

    /// A source of chance for one worker: the same seed makes the same choices.
    pub fn chance(&self, worker: u64) -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(self.seed.wrapping_mul(10_000).wrapping_add(worker))
    }

    /// Everything runs again, once more killed before, and the lines are good.
    pub async fn peace(&self) {
        tokio::task::block_in_place(|| {
            for place in &self.places {
                place.server.kill();
            }
            if let Database::Postgres(cluster) = &self.database {
                cluster.kill();
                cluster.launch();
            }
            for place in &self.places {
                place.server.spawn();
                place.proxy.calm();
            }
        });
    }

    /// What the lines did, in words.
    pub fn lines_done(&self) -> String {
        let sum = |pick: fn(&crate::proxy::Done) -> &std::sync::atomic::AtomicU64| -> u64 {
            self.places.iter().map(|place| pick(place.proxy.done()).load(Ordering::Relaxed)).sum()
        };
        format!(
            "{} lines, {} pieces delayed, {} lines cut, {} stalled, {} delivered late",
            sum(|done| &done.opened),
            sum(|done| &done.delayed),
            sum(|done| &done.cut),
            sum(|done| &done.stalled),
            sum(|done| &done.late)
        )
    }
}

async fn place(folder: &std::path::Path, database: &Database, seed: u64) -> Place {
    std::fs::create_dir_all(folder).unwrap();
    let settings = vec![
        ("EFFEN_DATABASE_URL", database.url()),
        ("EFFEN_MOLLIE_KEY", "test_nobody_pays_here".to_owned()),
        ("EFFEN_MOLLIE_URL", "http://127.0.0.1:9".to_owned()),
    ];
    let server = Program::start("serve", folder, settings);
    let proxy = Proxy::open(server.base.trim_start_matches("http://").to_owned(), seed).await;
    Place { server, proxy }
}

/// The debtor's first message, by the plain form; returns the conversation's id.
async fn open(db: &Db, base: &str, debtor: &str, cookie: &str) -> String {
    let client = reqwest::Client::builder()
        .no_proxy()
        .tls_certs_only([])
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(20))
        .build()
        .unwrap();
    let id = uuid();
    let form = [("id", id.as_str()), ("body", "Goedemorgen")];
    let request = client.post(format!("{base}/chat/send")).header("cookie", cookie).header("origin", base);
    assert_eq!(request.form(&form).send().await.unwrap().status(), 303);
    sqlx::query_scalar("SELECT id FROM conversation WHERE debtor_id = $1")
        .bind(debtor.to_owned())
        .fetch_one(db.read())
        .await
        .unwrap()
}

async fn agent(db: &Db) -> String {
    let mut tx = db.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO agent (id, email, name, password_hash, role, created_at) \
         VALUES ('agent-1', 'anouk@effen.example', 'Anouk de Vries', '', 'agent', 0)",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    sign_in(db, None, Some("agent-1")).await
}

async fn sign_in(db: &Db, debtor: Option<&str>, agent: Option<&str>) -> String {
    let token = token();
    let now = Clock::System.now().as_millisecond();
    let new = NewSession {
        token_hash: &token_hash(&token),
        debtor_id: debtor,
        agent_id: agent,
        assurance: if agent.is_some() { "password" } else { "letter_code" },
        claim_id: None,
        notice_id: None,
        device: "phone",
        browser: "",
        now,
        ends_at: now + 12 * 3_600_000,
    };
    session::create(db, &new).await.unwrap();
    format!("{}={token}", if agent.is_some() { "effen-agent" } else { "effen" })
}
