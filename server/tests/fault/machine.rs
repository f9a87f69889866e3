//! Processes that can be killed and started again: the server, the provider, and the database.

use crate::postgres::Cluster;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How long a program may take until it answers.
const START_MAX: Duration = Duration::from_secs(60);

/// The database of the server under test.
pub enum Database {
    Sqlite { folder: tempfile::TempDir },
    Postgres(Cluster),
}

impl Database {
    pub fn sqlite() -> Self {
        Self::Sqlite { folder: tempfile::tempdir().unwrap() }
    }

    pub fn postgres() -> Self {
        Self::Postgres(Cluster::start())
    }

    pub fn url(&self) -> String {
        match self {
            Self::Sqlite { folder } => format!("sqlite:{}", folder.path().join("effen.sqlite").display()),
            Self::Postgres(cluster) => cluster.url(),
        }
    }
}

/// A running `effen`.
pub struct Program {
    command: &'static str,
    settings: Vec<(&'static str, String)>,
    log: PathBuf,
    pub base: String,
    port: u16,
    child: Mutex<Option<Child>>,
}

impl Program {
    /// Starts `effen serve` or `effen demo` on a free port. `settings` come on top.
    pub fn start(command: &'static str, folder: &Path, mut settings: Vec<(&'static str, String)>) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let base = format!("http://127.0.0.1:{port}");
        settings.push(("EFFEN_LISTEN", format!("127.0.0.1:{port}")));
        settings.push(("EFFEN_PUBLIC_URL", base.clone()));
        settings.push(("EFFEN_DATA_DIR", folder.join(command).display().to_string()));
        settings.push(("EFFEN_LOG", "error".to_owned()));
        let log = folder.join(format!("{command}.log"));
        let program = Self { command, settings, log, base, port, child: Mutex::new(None) };
        program.spawn();
        program
    }

    /// Starts it (again) and waits until it answers; one that ends by itself meanwhile (its database is not there) is
    /// started once more.
    pub fn spawn(&self) {
        let until = Instant::now() + START_MAX;
        let mut child = self.process();
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                assert!(Instant::now() < until, "{} ended with {status}:\n{}", self.command, self.log());
                std::thread::sleep(Duration::from_millis(50));
                child = self.process();
            }
            if std::net::TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                break;
            }
            assert!(Instant::now() < until, "{} does not answer:\n{}", self.command, self.log());
            std::thread::sleep(Duration::from_millis(10));
        }
        *self.child.lock().unwrap() = Some(child);
    }

    fn process(&self) -> Child {
        let log = std::fs::OpenOptions::new().create(true).append(true).open(&self.log).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_effen"));
        command.arg(self.command).envs(self.settings.iter().map(|(name, value)| (name, value)));
        if self.command == "demo" {
            command.args(["--debtors", "6"]);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().unwrap()
    }

    /// Runs another command of the program with the same settings to its end: its exit status, and what it printed.
    pub fn ask(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_effen"));
        command.args(arguments).envs(self.settings.iter().map(|(name, value)| (name, value)));
        let output = command.stdin(Stdio::null()).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// SIGKILL: no handler runs, nothing is flushed.
    pub fn kill(&self) {
        if let Some(mut child) = self.child.lock().unwrap().take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Stops or continues it, as a network that is cut and comes back: connections hang instead of being refused.
    pub fn signal(&self, signal: &str) {
        if let Some(child) = self.child.lock().unwrap().as_ref() {
            let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
            assert!(sent.success());
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}
