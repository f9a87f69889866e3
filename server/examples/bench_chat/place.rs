//! Where the lines lead: the real server on a database of its own, or an echo, each in a process of its own.

use super::Failure;
use axum::extract::ws::{Message, WebSocketUpgrade};
use effen_server::clock::Clock;
use effen_server::db::bulk::Rows;
use effen_server::db::session::{self, NewSession};
use effen_server::db::{Db, bulk};
use effen_server::new_id;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::Duration;

/// The database.
pub enum Engine {
    /// A file.
    Sqlite,
    /// A server on which databases may be made, and which is empty.
    Postgres(String),
}

/// See the module. Ended with the value.
pub struct Place {
    child: Child,
    /// Host and port.
    pub address: String,
    folder: PathBuf,
    /// Cookies of debtors and ids of their conversations, and the agent's cookie; none at the echo.
    people: Option<(Vec<(String, String)>, String)>,
}

impl Place {
    /// This program again, as an echo.
    pub async fn echo() -> Result<Self, Failure> {
        let address = free_address()?;
        let child = Command::new(std::env::current_exe()?).arg("echo").env("ECHO_LISTEN", &address).spawn()?;
        Self { child, address, folder: PathBuf::new(), people: None }.ready().await
    }

    /// The real server, with `count` debtors who have a conversation.
    pub async fn chat(engine: Engine, count: usize) -> Result<Self, Failure> {
        let folder = std::env::temp_dir().join(format!("effen-bench-chat-{}", new_id::uuid()));
        std::fs::create_dir_all(folder.join("site"))?;
        let site = PathBuf::from(std::env::var("EFFEN_SITE_ROOT").unwrap_or_else(|_| "target/site".into()));
        std::fs::copy(site.join("manifest.json"), folder.join("site/manifest.json"))?;
        let url = match engine {
            Engine::Sqlite => format!("sqlite:{}", folder.join("effen.sqlite").display()),
            Engine::Postgres(url) => url,
        };
        let db = Db::connect(&url).await?;
        db.migrate().await?;
        let people = people(&db, count).await?;
        db.close().await;
        let address = free_address()?;
        let binary = std::env::current_exe()?
            .ancestors()
            .nth(2)
            .map(|folder| folder.join("effen"))
            .ok_or("the server's binary is not beside this one")?;
        let child = Command::new(binary)
            .arg("serve")
            .env("EFFEN_DATABASE_URL", url)
            .env("EFFEN_LISTEN", &address)
            .env("EFFEN_PUBLIC_URL", format!("http://{address}"))
            .env("EFFEN_SITE_ROOT", folder.join("site"))
            .env("EFFEN_DATA_DIR", folder.join("data"))
            .env("EFFEN_MOLLIE_KEY", "test_bench")
            .env("EFFEN_LOG", "error")
            .spawn()?;
        Self { child, address, folder, people: Some(people) }.ready().await
    }

    async fn ready(self) -> Result<Self, Failure> {
        for _ in 0..200 {
            if tokio::net::TcpStream::connect(&self.address).await.is_ok() {
                return Ok(self);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err("the server did not come up".into())
    }

    /// Does it only say back what it hears?
    pub fn is_echo(&self) -> bool {
        self.people.is_none()
    }

    /// Path and cookie of somebody.
    pub fn way(&self, number: usize, agent: bool) -> (String, String) {
        match &self.people {
            None => ("/echo".to_owned(), "none=".to_owned()),
            Some((debtors, cookie)) if agent => {
                (format!("/console/conversation/{}/socket", debtors[number].1), cookie.clone())
            }
            Some((debtors, _)) => ("/chat/socket".to_owned(), debtors[number].0.clone()),
        }
    }

    /// Resident memory.
    pub fn resident_kb(&self) -> Result<f64, Failure> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
        Ok(line.split_whitespace().nth(1).ok_or("no VmRSS")?.parse()?)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // Already ended is as good as ended, and a folder that stays harms nobody.
        let _ = self.child.kill();
        let _ = self.child.wait();
        if self.folder.is_absolute() {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

fn free_address() -> Result<String, Failure> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

/// The echo server: the same library and the same buffers, and nothing else.
pub async fn echo() -> Result<(), Failure> {
    let listener = tokio::net::TcpListener::bind(std::env::var("ECHO_LISTEN")?).await?;
    let answer = async |upgrade: WebSocketUpgrade| {
        upgrade.read_buffer_size(4096).write_buffer_size(4096).on_upgrade(|mut socket| async move {
            while let Some(Ok(message)) = socket.recv().await {
                if matches!(message, Message::Text(_)) && socket.send(message).await.is_err() {
                    return;
                }
            }
        })
    };
    axum::serve(listener, axum::Router::new().route("/echo", axum::routing::get(answer))).await?;
    Ok(())
}

/// Debtors with a session and an open conversation of one message, and an agent with a session.
async fn people(db: &Db, count: usize) -> Result<(Vec<(String, String)>, String), Failure> {
    let now = Clock::System.now().as_millisecond();
    let mut debtors = Rows::new(
        "debtor (id, reference, kind, country, language, version, view_choice, persona, shown_persona, created_at)",
    );
    let mut names = Rows::new("debtor_person (debtor_id, name, email, phone, street, postal_code, city)");
    let mut conversations = Rows::new(
        "conversation (id, debtor_id, status, last_seq, debtor_read_seq, agent_read_seq, outcome, opened_at, waiting_since)",
    );
    let mut messages = Rows::new("message (conversation_id, seq, client_id, author, body, sent_at)");
    let text = |text: &str| -> bulk::Value { text.into() };
    let mut ids = Vec::with_capacity(count);
    for number in 0..count {
        let (id, conversation) = (new_id::uuid(), new_id::uuid());
        let zero = || bulk::Value::from(0);
        debtors.push(vec![
            text(&id),
            text(&new_id::file_reference()),
            text("person"),
            text("nl"),
            text("nl"),
            zero(),
            text("auto"),
            text(""),
            text(""),
            zero(),
        ]);
        names.push(vec![text(&id), text("Jo Jansen"), text(""), text(""), text(""), text(""), text("")]);
        conversations.push(vec![
            text(&conversation),
            text(&id),
            text("waiting"),
            1.into(),
            zero(),
            zero(),
            text(""),
            now.into(),
            now.into(),
        ]);
        let client_id = format!("bench-first-{number}");
        messages.push(vec![text(&conversation), 1.into(), text(&client_id), text("debtor"), text("Dag"), now.into()]);
        ids.push((id, conversation));
    }
    let mut tx = db.begin().await?;
    for rows in [&mut debtors, &mut names, &mut conversations, &mut messages] {
        rows.flush(&mut tx).await?;
    }
    sqlx::query(
        "INSERT INTO agent (id, email, name, password_hash, role, created_at) \
         VALUES ('bench', 'bench@effen.example', 'Bench', '', 'agent', 0)",
    )
    .execute(&mut *tx)
    .await?;
    let mut debtors = Vec::with_capacity(count);
    for (id, conversation) in ids {
        debtors.push((sign_in(&mut tx, Some(&id), None, now).await?, conversation));
    }
    let agent = sign_in(&mut tx, None, Some("bench"), now).await?;
    tx.commit().await?;
    Ok((debtors, agent))
}

async fn sign_in(
    tx: &mut effen_server::db::Tx,
    debtor: Option<&str>,
    agent: Option<&str>,
    now: i64,
) -> Result<String, Failure> {
    let token = new_id::token();
    let new = NewSession {
        token_hash: &new_id::token_hash(&token),
        debtor_id: debtor,
        agent_id: agent,
        assurance: if agent.is_some() { "password" } else { "letter_code" },
        claim_id: None,
        notice_id: None,
        device: "phone",
        browser: "",
        now,
        ends_at: now + 3_600_000,
    };
    session::create_in(tx, &new).await?;
    Ok(format!("{}={token}", if agent.is_some() { "effen-agent" } else { "effen" }))
}
