//! A PostgreSQL of our own, that can be killed. Unlike the one of other tests it syncs: what it acknowledged must be there
//! after it was killed.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long a killed cluster may take to recover.
const START_MAX: Duration = Duration::from_secs(60);

/// A running cluster. Dropping it stops it; its folder goes with it.
pub struct Cluster {
    folder: tempfile::TempDir,
    programs: PathBuf,
    port: u16,
}

impl Cluster {
    pub fn start() -> Self {
        let programs = programs().expect("PostgreSQL's programs are installed");
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let cluster = Self { folder, programs, port };
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(cluster.folder.path()));
        }
        let options = ["--username=effen", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--pgdata"];
        run(cluster.program("initdb").args(options).arg(cluster.data()).stdout(Stdio::null()));
        cluster.launch();
        cluster
    }

    pub fn url(&self) -> String {
        format!("postgres://effen@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Kills the whole cluster at once: the first process and every one it has started.
    pub fn kill(&self) {
        let file = std::fs::read_to_string(self.data().join("postmaster.pid")).expect("it runs");
        let first = file.lines().next().expect("a process id").to_owned();
        let children = Command::new("ps").args(["-o", "pid=", "--ppid", &first]).output().unwrap();
        let children = String::from_utf8(children.stdout).unwrap();
        let all: Vec<&str> = std::iter::once(first.as_str()).chain(children.split_whitespace()).collect();
        // One that ended by itself in this very moment is no failure.
        let _ = Command::new("kill").arg("-KILL").args(all).stderr(Stdio::null()).status();
    }

    /// Starts it, again and again until the shared memory of a killed one is free.
    pub fn launch(&self) {
        let until = Instant::now() + START_MAX;
        let options = format!(
            "-c port={} -c listen_addresses=127.0.0.1 -c unix_socket_directories={} -c max_connections=100",
            self.port,
            self.folder.path().display()
        );
        loop {
            let mut start = self.program("pg_ctl");
            start.args(["start", "--wait", "--silent", "--log"]).arg(self.folder.path().join("log"));
            start.arg("--pgdata").arg(self.data()).arg("--options").arg(&options);
            if start.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success() {
                return;
            }
            let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            assert!(Instant::now() < until, "the killed PostgreSQL does not come back:\n{log}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// One of PostgreSQL's programs, run as somebody it accepts.
    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        command.current_dir(self.folder.path());
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        stop.args(["stop", "--mode=immediate", "--silent", "--pgdata"]).arg(self.data());
        // It may be down already, and a test that failed has more to say than this.
        let _ = stop.stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

fn run(command: &mut Command) {
    assert!(command.status().unwrap().success(), "{command:?}");
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().unwrap();
    output.stdout.starts_with(b"0\n")
}

/// Where PostgreSQL's programs are: the newest version of Debian's folder, else beside `initdb` on the path.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin"))))
        .filter(|(_, bin)| bin.join("initdb").is_file())
        .max();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = || std::env::split_paths(&path).find(|folder: &PathBuf| Path::join(folder, "initdb").is_file());
    newest.map(|(_, bin)| bin).or_else(on_path)
}
