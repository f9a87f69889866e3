//! A PostgreSQL cluster for one test run: made, started, stopped and removed.

use crate::shell::{output, run, say};
use anyhow::{Context, Result, bail};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A running cluster. Dropping it stops the server and removes its files.
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
}

impl Cluster {
    /// Makes and starts a cluster on a free loopback port. Nothing in it has to outlive a power cut.
    pub fn start() -> Result<Self> {
        Self::start_with("-c fsync=off -c synchronous_commit=off -c full_page_writes=off")
    }

    /// The same, with everything on disk before it is acknowledged, as in production.
    pub fn start_durable() -> Result<Self> {
        Self::start_with("")
    }

    /// Makes and starts a cluster with these settings of its own.
    ///
    /// It lies in the system's folder for temporary files, since the user `postgres`, as whom it runs where we are
    /// root (PostgreSQL refuses to run as root), often cannot enter the project's folder.
    fn start_with(settings: &str) -> Result<Self> {
        let programs = programs().context("PostgreSQL is not installed")?;
        let folder = std::env::temp_dir().join(format!("effen-postgres-{}", std::process::id()));
        say(&format!("throw-away PostgreSQL in {}", folder.display()));
        std::fs::create_dir_all(&folder)?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let cluster = Self { folder, programs, port };
        if is_root()? {
            run(Command::new("chown").arg("postgres").arg(&cluster.folder))?;
        }
        let data = cluster.folder.join("data");
        let mut initdb = cluster.program("initdb")?;
        initdb.args([
            "--username=effen",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "--pgdata",
        ]);
        run(initdb.arg(&data).stdout(Stdio::null()))?;
        // Tests open many small databases at once.
        let options = format!(
            "-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={} -c max_connections=300 {settings}",
            cluster.folder.display()
        );
        let mut start = cluster.program("pg_ctl")?;
        start.args(["start", "--wait", "--silent", "--log"]).arg(cluster.folder.join("log"));
        run(start.arg("--pgdata").arg(&data).arg("--options").arg(options).stdout(Stdio::null()))?;
        Ok(cluster)
    }

    /// The address of a database of this cluster.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://effen@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes an empty database and returns its address.
    pub fn create_database(&self, database: &str) -> Result<String> {
        let mut command = Command::new(self.client("createdb"));
        command.args(["--host=127.0.0.1", "--username=effen"]).arg(format!("--port={}", self.port));
        run(command.arg(database))?;
        Ok(self.url(database))
    }

    /// The path of one of PostgreSQL's client programs.
    pub fn client(&self, name: &str) -> PathBuf {
        self.programs.join(name)
    }

    /// One of PostgreSQL's programs, run as somebody it accepts.
    fn program(&self, name: &str) -> Result<Command> {
        let path = self.programs.join(name);
        let mut command = if is_root()? {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        command.current_dir(&self.folder);
        Ok(command)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let stop = self.program("pg_ctl").and_then(|mut command| {
            command.args(["stop", "--mode=immediate", "--silent", "--pgdata"]).arg(self.folder.join("data"));
            run(command.stdout(Stdio::null()))
        });
        if let Err(error) = stop {
            eprintln!("the throw-away PostgreSQL did not stop: {error:#}");
        }
        // Root may remove what `postgres` owns; a left-over folder in /tmp harms nobody.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Where PostgreSQL's programs are: the newest version of Debian's folder, else beside `initdb` on the path.
pub fn programs() -> Result<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        for version in versions.flatten() {
            let folder = version.path().join("bin");
            if let (Ok(number), true) = (version.file_name().to_string_lossy().parse(), folder.join("initdb").is_file())
            {
                found.push((number, folder));
            }
        }
    }
    if let Some((_, newest)) = found.into_iter().max() {
        return Ok(newest);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    match std::env::split_paths(&path).find(|folder| folder.join("initdb").is_file()) {
        Some(folder) => Ok(folder),
        None => bail!("no initdb under /usr/lib/postgresql or on the path"),
    }
}

/// Whether we run as root.
pub fn is_root() -> Result<bool> {
    Ok(output(Command::new("id").arg("-u").current_dir(Path::new("/")))?.trim() == "0")
}
