//! The server under test, the provider it pays through (another program, with a database of its own), the people who pay,
//! and what everybody saw.

use crate::machine::{Database, Program};
use effen_server::clock::Clock;
use effen_server::db::Db;
use effen_server::db::session::{self, NewSession};
use effen_server::new_id::{token, token_hash};
use effen_server::testing::sample::{Sample, sample_debtor};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The key the sandbox of a demonstration takes; it opens nothing else.
const KEY: &str = "test_sandbox_of_a_demonstration";
/// People who pay.
const PEOPLE: usize = 24;

/// Somebody who pays, signed in.
pub struct Person {
    pub sample: Sample,
    pub cookie: String,
}

pub struct World {
    pub database: Database,
    pub server: Program,
    pub provider: Program,
    pub people: Vec<Person>,
    pub client: reqwest::Client,
    pub webhooks: AtomicU64,
    pub forged: AtomicU64,
    seed: u64,
    folder: tempfile::TempDir,
}

impl World {
    pub async fn start(database: Database, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let provider_url = format!("sqlite:{}", folder.path().join("provider.sqlite").display());
        let provider = Program::start("demo", folder.path(), vec![("EFFEN_DATABASE_URL", provider_url)]);
        let db = Db::connect(&database.url()).await.unwrap();
        db.migrate().await.unwrap();
        let mut people = Vec::new();
        for index in 0..PEOPLE {
            let sample = sample_debtor(&db, &format!("P{index}")).await.unwrap();
            let cookie = sign_in(&db, &sample).await;
            people.push(Person { sample, cookie });
        }
        db.close().await;
        let settings = vec![
            ("EFFEN_DATABASE_URL", database.url()),
            ("EFFEN_MOLLIE_KEY", KEY.to_owned()),
            ("EFFEN_MOLLIE_URL", format!("{}/sandbox", provider.base)),
        ];
        let server = Program::start("serve", folder.path(), settings);
        // Installing twice (two tests in one process) is refused and harmless.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .no_proxy()
            .tls_certs_only([])
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(20))
            .build()
            .unwrap();
        let (webhooks, forged) = (AtomicU64::new(0), AtomicU64::new(0));
        Self { database, server, provider, people, client, webhooks, forged, seed, folder }
    }

    pub fn name(&self) -> &'static str {
        match self.database {
            Database::Sqlite { .. } => "SQLite",
            Database::Postgres(_) => "PostgreSQL",
        }
    }

    /// A source of chance for one worker: the same seed makes the same choices.
    pub fn chance(&self, worker: u64) -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(self.seed.wrapping_mul(1_000).wrapping_add(worker))
    }

    /// Everything runs again.
    pub async fn peace(&self) {
        self.provider.signal("-CONT");
        self.provider.kill();
        self.server.kill();
        if let Database::Postgres(cluster) = &self.database {
            cluster.kill();
            cluster.launch();
        }
        self.provider.spawn();
        self.server.spawn();
    }

    /// One call of the webhook, as anybody could make it; the status, if it was answered.
    pub async fn webhook(&self, id: &str) -> Option<u16> {
        self.webhooks.fetch_add(1, Ordering::Relaxed);
        let url = format!("{}/webhook/payment", self.server.base);
        Some(self.client.post(url).form(&[("id", id)]).send().await.ok()?.status().as_u16())
    }

    /// What the provider has, all of it: id, status, cents, our id.
    pub async fn provider_payments(&self) -> Option<Vec<ProviderSide>> {
        let mut all = Vec::new();
        let mut next = Some(format!("{}/sandbox/v2/payments?limit=250", self.provider.base));
        while let Some(url) = next {
            let answer = self.client.get(url).bearer_auth(KEY).send().await.ok()?;
            let page: serde_json::Value = answer.json().await.ok()?;
            all.extend(page["_embedded"]["payments"].as_array()?.iter().filter_map(ProviderSide::read));
            next = page["_links"]["next"]["href"].as_str().map(str::to_owned);
        }
        Some(all)
    }

    /// Ends it, and leaves nothing behind.
    pub async fn end(self) {
        drop(self.server);
        drop(self.provider);
        drop(self.database);
        drop(self.folder);
    }
}

/// A payment as the provider has it.
#[derive(Debug, Clone)]
pub struct ProviderSide {
    pub id: String,
    pub status: String,
    pub cents: i64,
    pub our_id: String,
}

impl ProviderSide {
    fn read(json: &serde_json::Value) -> Option<Self> {
        let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        Some(Self {
            id: text(&json["id"])?,
            status: text(&json["status"])?,
            cents: text(&json["amount"]["value"])?.replace('.', "").parse().ok()?,
            our_id: text(&json["metadata"]["payment_id"])?,
        })
    }
}

async fn sign_in(db: &Db, sample: &Sample) -> String {
    let token = token();
    let now = Clock::System.now().as_millisecond();
    let new = NewSession {
        token_hash: &token_hash(&token),
        debtor_id: Some(sample.debtor.as_str()),
        agent_id: None,
        assurance: "letter_code",
        claim_id: None,
        notice_id: None,
        device: "phone",
        browser: "",
        now,
        ends_at: now + 12 * 3_600_000,
    };
    session::create(db, &new).await.unwrap();
    format!("effen={token}")
}
