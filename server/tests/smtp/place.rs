//! Who is written to, the program that writes, and the mail server.

use effen_server::db::Db;
use effen_server::testing::TestDb;
use effen_server::testing::sample::sample_debtor;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Somebody whose box the server does not have.
pub const REFUSED: &str = "weg@full.example";

/// A mail as the server took it.
#[derive(Debug, Clone)]
pub struct Mail {
    pub from: String,
    pub to: Vec<String>,
    pub raw: String,
}

impl Mail {
    /// The value of a header, unfolded.
    pub fn header(&self, name: &str) -> String {
        let start = format!("{}:", name.to_lowercase());
        let head = self.raw.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ").replace("\r\n\t", " ");
        let line = head.lines().find(|line| line.to_lowercase().starts_with(&start));
        line.and_then(|line| line.split_once(':')).map_or(String::new(), |(_, value)| value.trim().to_owned())
    }
}

pub struct Place {
    db: Db,
    url: String,
    folder: tempfile::TempDir,
    port: u16,
    delay_ms: u32,
    server: Option<Child>,
}

impl Place {
    /// So many people with a mail address, and one whose box is gone, in a database that is marked as a demonstration:
    /// its time can be set.
    pub async fn new(test: &TestDb, people: usize, delay_ms: u32) -> Self {
        for number in 0..people {
            sample_debtor(&test.db, &format!("P{number}")).await.unwrap();
        }
        let gone = sample_debtor(&test.db, "Weg").await.unwrap();
        let mut tx = test.db.begin().await.unwrap();
        sqlx::query("UPDATE debtor_person SET email = $1 WHERE debtor_id = $2")
            .bind(REFUSED)
            .bind(gone.debtor.as_str())
            .execute(&mut *tx)
            .await
            .unwrap();
        sqlx::query("INSERT INTO setting (key, value) VALUES ('demo', '1')").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let folder = tempfile::tempdir().unwrap();
        Self { db: test.db.clone(), url: test.url.clone(), folder, port, delay_ms, server: None }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("mails")
    }

    /// Starts the mail server.
    pub fn serve(&mut self) {
        let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../end2end");
        assert!(
            tools.join("node_modules/smtp-server").exists(),
            "the mail server is not installed: run `npm ci` in end2end (`cargo xtask test` does)"
        );
        let mut child = Command::new("node")
            .arg(tools.join("support/smtp.mjs"))
            .args([self.port.to_string(), self.file().display().to_string(), self.delay_ms.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node is installed");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(line.trim(), "ready");
        self.server = Some(child);
    }

    fn program(&self, at: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_effen"));
        command.args(["outreach", "run", "--json", "--at", at]);
        command.env("EFFEN_DATABASE_URL", &self.url).env("EFFEN_DATA_DIR", self.folder.path());
        command.env("EFFEN_SMTP_URL", format!("smtp://127.0.0.1:{}", self.port)).env("EFFEN_LOG", "error");
        command.stdin(Stdio::null());
        command
    }

    /// One run of the program to its end: what it says it did.
    pub async fn run(&self, at: &str) -> Value {
        let output = self.program(at).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Starts a run.
    pub fn start(&self, at: &str) -> Child {
        self.program(at).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// What the mail server has taken over, in order.
    pub fn mails(&self) -> Vec<Mail> {
        let text = std::fs::read_to_string(self.file()).unwrap_or_default();
        let lines = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
        let mails = lines.map(|line| serde_json::from_str::<Value>(line).unwrap());
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        mails
            .map(|mail| Mail {
                from: word(&mail["from"]),
                to: mail["to"].as_array().unwrap().iter().map(word).collect(),
                raw: word(&mail["raw"]),
            })
            .collect()
    }

    /// The Message-IDs of what the program has confirmed as sent by mail.
    pub async fn confirmed(&self) -> BTreeSet<String> {
        let sql = "SELECT id FROM notice WHERE status = 'sent' AND channel = 'email'";
        let ids: Vec<String> = sqlx::query_scalar(sql).fetch_all(self.db.read()).await.unwrap();
        ids.into_iter().map(|id| format!("<{id}@effen.example>")).collect()
    }

    /// How many messages stand how.
    pub async fn statuses(&self) -> BTreeMap<String, i64> {
        let sql = "SELECT status, COUNT(*) FROM notice GROUP BY status";
        sqlx::query_as::<_, (String, i64)>(sql).fetch_all(self.db.read()).await.unwrap().into_iter().collect()
    }

    /// The box that is not there: one message came back, with what the server said and its signal, and it stands on the
    /// agents' list.
    pub async fn check_refused(&self) {
        let agent = effen_server::testing::sample::agent(&self.db).await.unwrap();
        let listed = effen_server::db::undelivered::list(&self.db, &agent).await.unwrap();
        let row = listed.iter().find(|row| row.recipient == REFUSED).expect("it is shown");
        assert_eq!((row.status.as_str(), listed.len()), ("bounced", 1));
        assert!(row.last_error.contains("550") || row.last_error.contains("no such box"), "{}", row.last_error);
        let sql = "SELECT COUNT(*) FROM signal WHERE debtor_id = $1 AND kind = 'notice_bounced'";
        let noted: i64 = sqlx::query_scalar(sql).bind(&row.debtor_id).fetch_one(self.db.read()).await.unwrap();
        assert_eq!(noted, 1);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}
