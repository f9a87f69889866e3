//! `cargo xtask bench page`: how fast the overview is, beside a static page of the same bytes from the same server in
//! the same run. Signed in, with 10 and with 50 invoices, over 8 and 64 kept-alive connections.

use effen::ledger;
use effen::money::Money;
use effen_server::clock::Clock;
use effen_server::db::bulk::Rows;
use effen_server::db::session::NewSession;
use effen_server::db::{Db, DebtorTx, posting, session};
use effen_server::new_id;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

type Failure = Box<dyn std::error::Error + Send + Sync>;

const INVOICES: [usize; 2] = [10, 50];
const CONNECTIONS: [usize; 2] = [8, 64];
const SECONDS: u64 = 5;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("effen-bench-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("site/pkg"))?;
    let site = PathBuf::from(std::env::var("EFFEN_SITE_ROOT").unwrap_or_else(|_| "target/site".into()));
    std::fs::copy(site.join("manifest.json"), folder.join("site/manifest.json"))?;
    let url = format!("sqlite:{}", folder.join("effen.sqlite").display());
    let db = Db::connect(&url).await?;
    db.migrate().await?;
    let mut cookies = Vec::new();
    for invoices in INVOICES {
        cookies.push(debtor(&db, invoices).await?);
    }
    db.close().await;

    let server = Server::start(&url, &folder)?;
    server.ready().await?;
    println!("server at rest: {:.1} MB resident", server.resident_mb()?);
    println!(
        "{:>8} {:>11} {:>10} {:>8} {:>8} {:>11} {:>7}",
        "invoices", "connections", "pages/s", "p50 ms", "p99 ms", "static/s", "ratio"
    );
    for (invoices, cookie) in INVOICES.iter().zip(&cookies) {
        let page = server.request("/overview", Some(cookie));
        let body = fetch(&mut server.connect().await?, page.as_bytes()).await?;
        if body.status != 200 {
            return Err(format!("the overview answered {}", body.status).into());
        }
        std::fs::write(folder.join(format!("site/pkg/bench-{invoices}.html")), vec![b'x'; body.bytes])?;
        let fixed = server.request(&format!("/pkg/bench-{invoices}.html"), None);
        for connections in CONNECTIONS {
            // In turns, so that whatever else this machine does hits both.
            let warm = Duration::from_secs(1);
            load(&server, &page, connections, warm).await?;
            let pages = load(&server, &page, connections, Duration::from_secs(SECONDS)).await?;
            let still = load(&server, &fixed, connections, Duration::from_secs(SECONDS)).await?;
            println!(
                "{invoices:>8} {connections:>11} {:>10.0} {:>8.2} {:>8.2} {:>11.0} {:>7.3}",
                pages.per_second(),
                pages.percentile(0.50),
                pages.percentile(0.99),
                still.per_second(),
                pages.per_second() / still.per_second()
            );
        }
        println!("         (a page of {} bytes)", body.bytes);
    }
    println!("server after the load: {:.1} MB resident", server.resident_mb()?);
    drop(server);
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// A debtor with open invoices of two creditors, and the cookie value of a session.
async fn debtor(db: &Db, invoices: usize) -> Result<String, Failure> {
    let (id, now) = (new_id::uuid(), Clock::System.now());
    let today = Clock::System.today();
    let mut tx = db.begin().await?;
    let creditors = [new_id::uuid(), new_id::uuid()];
    let mut rows = Rows::new(
        "creditor (id, slug, name, country, account_name, iban, mark, email, phone, reclaims_vat, imputation, \
         plan_months_max, plan_instalment_min_cents, created_at)",
    );
    for creditor in &creditors {
        let text = |text: &str| text.into();
        rows.push(vec![
            creditor.clone().into(),
            creditor.clone().into(),
            text("Veldstroom Energie"),
            text("nl"),
            text("Veldstroom Energie"),
            text("NL02ABNA0123456789"),
            text("bolt"),
            text("klanten@veldstroom.example"),
            text("088 000 22 33"),
            1.into(),
            text("costs_first"),
            12.into(),
            1500.into(),
            0.into(),
        ]);
    }
    rows.flush(&mut tx).await?;
    sqlx::query(
        "INSERT INTO debtor (id, reference, kind, country, language, version, view_choice, persona, shown_persona, \
         created_at) VALUES ($1, $2, 'person', 'nl', 'nl', 0, 'auto', 'job', 'job', 0)",
    )
    .bind(&id)
    .bind(new_id::file_reference())
    .execute(&mut *tx)
    .await?;
    sqlx::query("INSERT INTO debtor_person (debtor_id, name, email, phone, street, postal_code, city) VALUES ($1, 'Job Verhoeven', 'job@mail.example', '', 'Kerkweg 1', '3511 AB', 'Utrecht')")
        .bind(&id)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    let mut tx = db.begin_debtor(&effen::ids::DebtorId(id.clone()), now).await?;
    for number in 0..invoices {
        claim(&mut tx, &creditors[number % 2], number, today).await?;
    }
    tx.commit().await?;
    let token = new_id::token();
    let now = now.as_millisecond();
    let new = NewSession {
        token_hash: &new_id::token_hash(&token),
        debtor_id: Some(&id),
        agent_id: None,
        assurance: "letter_code",
        claim_id: None,
        notice_id: None,
        device: "phone",
        browser: "",
        now,
        ends_at: now + 3_600_000,
    };
    session::create(db, &new).await?;
    Ok(token)
}

async fn claim(tx: &mut DebtorTx, creditor: &str, number: usize, today: jiff::civil::Date) -> Result<(), Failure> {
    let id = effen::ids::ClaimId(new_id::uuid());
    let cents = 1_000 + number as i64 * 137;
    let issued = effen::dates::add_days(today, -40 + (number % 30) as i64);
    sqlx::query(
        "INSERT INTO claim (id, debtor_id, creditor_id, number, kind, issued_on, due_on, currency, principal_cents, \
         description, payee_iban, payment_reference, status, disputed, created_at) VALUES ($1, $2, $3, $4, 'invoice', \
         $5, $6, 'EUR', $7, 'Stroom en gas', 'NL02ABNA0123456789', '', 'active', 0, 0)",
    )
    .bind(id.as_str())
    .bind(tx.debtor.as_str().to_owned())
    .bind(creditor)
    .bind(format!("B-{}-{number}", &id.0[30..]))
    .bind(issued.to_string())
    .bind(effen::dates::add_days(issued, 14).to_string())
    .bind(cents)
    .execute(&mut *tx.tx)
    .await?;
    posting::create(tx, &ledger::invoice_issued(&id, Money::euro(cents), issued)).await?;
    Ok(())
}

/// The real binary, in a process of its own; ended with the value.
struct Server {
    child: std::process::Child,
    address: String,
}

impl Server {
    fn start(url: &str, folder: &Path) -> Result<Self, Failure> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = format!("127.0.0.1:{port}");
        let binary = std::env::current_exe()?
            .ancestors()
            .nth(2)
            .map(|folder| folder.join("effen"))
            .ok_or("the server's binary is not beside this one")?;
        let child = std::process::Command::new(binary)
            .arg("serve")
            .env("EFFEN_DATABASE_URL", url)
            .env("EFFEN_LISTEN", &address)
            .env("EFFEN_PUBLIC_URL", format!("http://{address}"))
            .env("EFFEN_SITE_ROOT", folder.join("site"))
            .env("EFFEN_DATA_DIR", folder.join("data"))
            .env("EFFEN_MOLLIE_KEY", "test_bench")
            .env("EFFEN_LOG", "error")
            .spawn()?;
        Ok(Self { child, address })
    }

    async fn ready(&self) -> Result<(), Failure> {
        for _ in 0..100 {
            if let Ok(mut stream) = self.connect().await
                && fetch(&mut stream, self.request("/health", None).as_bytes()).await.is_ok()
            {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err("the server did not come up".into())
    }

    async fn connect(&self) -> Result<TcpStream, Failure> {
        let stream = TcpStream::connect(&self.address).await?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    fn request(&self, path: &str, token: Option<&str>) -> String {
        let cookie = token.map(|token| format!("Cookie: effen={token}\r\n")).unwrap_or_default();
        format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{cookie}\r\n", self.address)
    }

    fn resident_mb(&self) -> Result<f64, Failure> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
        let kb: f64 = line.split_whitespace().nth(1).ok_or("no VmRSS")?.parse()?;
        Ok(kb / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already ended is as good as ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    bytes: usize,
}

/// One request on a kept-alive connection: reads the head, then the body by its length or in chunks.
async fn fetch(stream: &mut TcpStream, request: &[u8]) -> Result<Answer, Failure> {
    stream.write_all(request).await?;
    let mut buffer = Vec::with_capacity(64 * 1024);
    let head = loop {
        if stream.read_buf(&mut buffer).await? == 0 {
            return Err("the server closed the connection".into());
        }
        if let Some(at) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
    };
    let text = String::from_utf8_lossy(&buffer[..head]).to_lowercase();
    let status = text.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or("no status line")?;
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse::<usize>().ok());
    loop {
        let done = match length {
            Some(length) => buffer.len() >= head + length,
            None => buffer.ends_with(b"0\r\n\r\n"),
        };
        if done {
            return Ok(Answer { status, bytes: buffer.len() - head });
        }
        if stream.read_buf(&mut buffer).await? == 0 {
            return Err("the server closed the connection".into());
        }
    }
}

/// What a load found.
struct Found {
    times_us: Vec<u64>,
    elapsed: Duration,
}

impl Found {
    fn per_second(&self) -> f64 {
        self.times_us.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// In milliseconds.
    fn percentile(&self, share: f64) -> f64 {
        let at = ((self.times_us.len() as f64 * share) as usize).min(self.times_us.len().saturating_sub(1));
        self.times_us.get(at).map_or(f64::NAN, |us| *us as f64 / 1000.0)
    }
}

async fn load(server: &Server, request: &str, connections: usize, time: Duration) -> Result<Found, Failure> {
    let begun = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..connections {
        let mut stream = server.connect().await?;
        let request = request.as_bytes().to_vec();
        tasks.push(tokio::spawn(async move {
            let mut times = Vec::new();
            while begun.elapsed() < time {
                let start = Instant::now();
                let answer = fetch(&mut stream, &request).await?;
                if answer.status != 200 {
                    return Err(Failure::from(format!("answered {}", answer.status)));
                }
                times.push(start.elapsed().as_micros() as u64);
            }
            Ok::<_, Failure>(times)
        }));
    }
    let mut times_us = Vec::new();
    for task in tasks {
        times_us.extend(task.await??);
    }
    times_us.sort_unstable();
    Ok(Found { times_us, elapsed: begun.elapsed() })
}
