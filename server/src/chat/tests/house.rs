//! A server on a test database, with people who have sessions.

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::db::session::{NewSession, create};
use crate::new_id;
use crate::testing::TestDb;
use effen::chat::Batch;
use std::net::SocketAddr;

/// Somebody with a session.
#[derive(Debug, Clone)]
pub struct Person {
    /// The session's cookie.
    pub cookie: String,
    /// The session's token, hashed.
    pub token_hash: String,
}

/// See the module.
pub struct House {
    /// The database.
    pub db: Db,
    /// Where the server listens.
    pub address: SocketAddr,
    url: String,
    server: tokio::task::JoinHandle<()>,
}

impl House {
    /// Starts a server.
    pub async fn open(test: &TestDb) -> Self {
        let db = Db::connect(&test.url).await.unwrap();
        let (address, server) = serve(db.clone()).await;
        Self { db, address, url: test.url.clone(), server }
    }

    /// Another process on the same database: every socket breaks, nothing of the old one's memory is left.
    pub async fn restart(&mut self) {
        self.server.abort();
        self.db.close().await;
        self.db = Db::connect(&self.url).await.unwrap();
        (self.address, self.server) = serve(self.db.clone()).await;
    }

    /// Now, as the server's clock has it.
    pub fn now(&self) -> i64 {
        Clock::System.now().as_millisecond()
    }

    async fn run(&self, sql: &'static str, values: &[&str]) {
        let mut tx = self.db.begin().await.unwrap();
        let mut query = sqlx::query(sql);
        for value in values {
            query = query.bind((*value).to_owned());
        }
        query.execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A debtor, signed in without a message of ours.
    pub async fn debtor(&self, id: &str) -> Person {
        self.run(
            "INSERT INTO debtor (id, reference, kind, country, language, version, view_choice, persona, shown_persona, \
             created_at) VALUES ($1, $1, 'person', 'nl', 'nl', 0, 'auto', '', '', 0)",
            &[id],
        )
        .await;
        self.run(
            "INSERT INTO debtor_person (debtor_id, name, email, phone, street, postal_code, city) \
             VALUES ($1, $2, '', '', '', '', '')",
            &[id, "Jo Jansen"],
        )
        .await;
        self.session(Some(id), None, "letter_code").await
    }

    /// An agent, signed in.
    pub async fn agent(&self, id: &str) -> Person {
        self.run(
            "INSERT INTO agent (id, email, name, password_hash, role, created_at) \
             VALUES ($1, $2, 'Anouk de Vries', '', 'agent', 0)",
            &[id, &format!("{id}@effen.example")],
        )
        .await;
        self.session(None, Some(id), "password").await
    }

    /// Makes an agent somebody who only reads.
    pub async fn make_auditor(&self, id: &str) {
        self.run("UPDATE agent SET role = 'auditor' WHERE id = $1", &[id]).await;
    }

    async fn session(&self, debtor: Option<&str>, agent: Option<&str>, assurance: &str) -> Person {
        let token = new_id::token();
        let token_hash = new_id::token_hash(&token);
        let new = NewSession {
            token_hash: &token_hash,
            debtor_id: debtor,
            agent_id: agent,
            assurance,
            claim_id: None,
            notice_id: None,
            device: "phone",
            browser: "",
            now: self.now(),
            ends_at: self.now() + 3_600_000,
        };
        create(&self.db, &new).await.unwrap();
        let name = if agent.is_some() { "effen-agent" } else { "effen" };
        Person { cookie: format!("{name}={token}"), token_hash }
    }

    /// The id of a debtor's conversation.
    pub async fn conversation(&self, debtor: &str) -> String {
        sqlx::query_scalar("SELECT id FROM conversation WHERE debtor_id = $1")
            .bind(debtor.to_owned())
            .fetch_one(self.db.read())
            .await
            .unwrap()
    }

    /// Numbers and client ids of all messages, in order.
    pub async fn messages(&self, conversation: &str) -> Vec<(i64, String)> {
        sqlx::query_as("SELECT seq, client_id FROM message WHERE conversation_id = $1 ORDER BY seq")
            .bind(conversation.to_owned())
            .fetch_all(self.db.read())
            .await
            .unwrap()
    }

    /// How many messages a side wrote.
    pub async fn count_from(&self, author: &str) -> usize {
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM message WHERE author = $1")
            .bind(author.to_owned())
            .fetch_one(self.db.read())
            .await
            .unwrap();
        count as usize
    }

    /// How many signals of a kind there are.
    pub async fn count_signals(&self, kind: &str) -> i64 {
        sqlx::query_scalar("SELECT COUNT(*) FROM signal WHERE kind = $1")
            .bind(kind.to_owned())
            .fetch_one(self.db.read())
            .await
            .unwrap()
    }

    fn http(&self) -> reqwest::Client {
        let _ = rustls::crypto::ring::default_provider().install_default();
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap()
    }

    /// A request for a page.
    pub async fn get(&self, who: &Person, path: &str) -> reqwest::Response {
        let request = self.http().get(format!("http://{}{path}", self.address)).header("cookie", &who.cookie);
        request.header("accept-language", "nl").header("sec-fetch-site", "same-origin").send().await.unwrap()
    }

    /// A form.
    pub async fn post(&self, who: &Person, path: &str, form: &[(&str, &str)]) -> reqwest::Response {
        let request = self.http().post(format!("http://{}{path}", self.address)).header("cookie", &who.cookie);
        let request = request.header("accept-language", "nl").header("sec-fetch-site", "same-origin");
        request.form(form).send().await.unwrap()
    }

    /// A batch of messages.
    pub async fn batch(&self, who: &Person, path: &str) -> Batch {
        let text = self.get(who, path).await.text().await.unwrap();
        serde_json::from_str(&text).unwrap()
    }
}

async fn serve(db: Db) -> (SocketAddr, tokio::task::JoinHandle<()>) {
    let app = App::new(Config::defaults(), db, Clock::System).await.unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = crate::web::router(app).into_make_service_with_connect_info::<SocketAddr>();
    let server = tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
    (address, server)
}
