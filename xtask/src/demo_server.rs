//! A server with demo data on a free port, for measuring. Nothing of it is kept.

use crate::http::{self, Answer};
use crate::shell::{root, target};
use crate::{build, shell};
use anyhow::{Context, Result, bail};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a server may take until it answers; filling its database is part of it.
const START_SECONDS_MAX: u64 = 180;

/// A running server. Dropping it ends the server and removes its files.
pub struct DemoServer {
    /// Where it listens on loopback.
    pub port: u16,
    child: Child,
    folder: PathBuf,
}

impl DemoServer {
    /// Fills a database with so many debtors and serves it with the program of this kind of build.
    pub fn start(release: bool, debtors: u32) -> Result<Self> {
        let folder = target(&format!("demo-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = Command::new(build::server_binary(release));
        command.current_dir(root()).args(["demo", "--debtors"]).arg(debtors.to_string());
        command.env("EFFEN_DATABASE_URL", format!("sqlite:{}", folder.join("effen.sqlite").display()));
        command.env("EFFEN_DATA_DIR", folder.join("data")).env("EFFEN_SITE_ROOT", build::site());
        command.env("EFFEN_LISTEN", format!("127.0.0.1:{port}")).env("EFFEN_LOG", "warn");
        command.env("EFFEN_PUBLIC_URL", format!("http://127.0.0.1:{port}"));
        let log = std::fs::File::create(folder.join("log"))?;
        command.stdout(log.try_clone()?).stderr(log).stdin(Stdio::null());
        let child = command.spawn().context("cannot start the server")?;
        let mut server = Self { port, child, folder };
        server.wait()?;
        Ok(server)
    }

    fn wait(&mut self) -> Result<()> {
        let until = Instant::now() + Duration::from_secs(START_SECONDS_MAX);
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait()? {
                bail!("the demo server ended with {status}:\n{}", self.log());
            }
            if http::request(self.port, "GET", "/health", &[], "").is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        bail!("the demo server did not answer:\n{}", self.log())
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    /// File references of the people on the demo's list.
    pub fn people(&self) -> Result<Vec<String>> {
        let answer = http::request(self.port, "GET", "/demo", &[], "")?;
        let page = String::from_utf8(answer.body).context("the demo's list is no UTF-8")?;
        let people: Vec<String> = page
            .split("<input")
            .skip(1)
            .filter(|input| input.split('>').next().is_some_and(|tag| tag.contains("name=\"reference\"")))
            .filter_map(|input| Some(input.split_once("value=\"")?.1.split_once('"')?.0.to_owned()))
            .collect();
        if people.is_empty() {
            bail!("the demo's list names nobody");
        }
        Ok(people)
    }

    /// Signs in as one of them; the result is the header line with the cookie.
    pub fn sign_in(&self, reference: &str) -> Result<String> {
        let fields = format!("reference={reference}");
        let answer = http::request(self.port, "POST", "/demo/sign-in", &["Sec-Fetch-Site: same-origin"], &fields)?;
        let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        match cookie {
            Some(cookie) if answer.status == 303 => Ok(format!("Cookie: {cookie}")),
            _ => bail!("signing in as {reference} gave {} and no session", answer.status),
        }
    }

    /// A page as a browser gets it that takes brotli.
    pub fn page(&self, path: &str, cookie: &str) -> Result<Answer> {
        http::request(self.port, "GET", path, &[cookie, "Accept-Encoding: br", "Accept: text/html"], "")
    }
}

impl Drop for DemoServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            shell::say(&format!("could not remove {}: {error}", self.folder.display()));
        }
    }
}
