//! `cargo xtask bench import [ROWS]`: a million invoices read, checked, booked and segmented, beside the sqlite3
//! shell's `.import` and psql's `\copy`, which put the same file into a bare table of texts, in the same run.
//!
//! PostgreSQL is measured where `EFFEN_TEST_POSTGRES_URL` names a server on which databases may be made.

use effen_server::db::Db;
use effen_server::import::ReadOptions;
use effen_server::import::run::{RunOptions, run};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

type Failure = Box<dyn std::error::Error + Send + Sync>;

const ROWS_DEFAULT: u64 = 1_000_000;
/// Invoices of one customer, on average.
const INVOICES_EACH: u64 = 10;
const COLUMNS: &str = "customer_number,customer_name,customer_email,customer_city,number,issued_on,due_on,amount,\
                       currency,description,payment_reference,settled_on,disputed";

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let rows = std::env::args().nth(1).map_or(Ok(ROWS_DEFAULT), |text| text.parse())?;
    let folder = std::env::temp_dir().join(format!("effen-bench-import-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let outcome = measure(&folder, rows).await;
    std::fs::remove_dir_all(&folder)?;
    outcome
}

async fn measure(folder: &Path, rows: u64) -> Result<(), Failure> {
    let file = folder.join("invoices.csv");
    generate(&file, rows)?;
    println!("{rows} invoices of {} customers, {} MB", rows / INVOICES_EACH, std::fs::metadata(&file)?.len() >> 20);
    println!("{:<44} {:>9} {:>12} {:>7}", "", "seconds", "rows/s", "ratio");

    let shell = sqlite_shell(folder, &file, rows)?;
    tell("sqlite3 .import, bare table", rows, shell, shell);
    let url = format!("sqlite:{}", folder.join("effen.sqlite").display());
    let db = Db::connect(&url).await?;
    tell("effen, SQLite: checked and booked", rows, import(&db, &file, rows, false).await?, shell);
    tell("effen, SQLite: again, nothing changes", rows, import(&db, &file, rows, true).await?, shell);
    db.close().await;

    let Ok(server) = std::env::var("EFFEN_TEST_POSTGRES_URL") else {
        println!("EFFEN_TEST_POSTGRES_URL is not set: PostgreSQL left out");
        return Ok(());
    };
    let name = format!("effen_bench_{}", std::process::id());
    psql(&server, &format!("CREATE DATABASE {name}"))?;
    let (base, _) = server.rsplit_once('/').ok_or("the URL names no database")?;
    let url = format!("{base}/{name}");
    let outcome = postgres(&url, &file, rows).await;
    psql(&server, &format!("DROP DATABASE {name}"))?;
    outcome
}

async fn postgres(url: &str, file: &Path, rows: u64) -> Result<(), Failure> {
    let columns: Vec<String> = COLUMNS.split(',').map(|column| format!("{column} TEXT")).collect();
    psql(url, &format!("CREATE TABLE bare ({})", columns.join(", ")))?;
    let start = Instant::now();
    psql(url, &format!("\\copy bare FROM '{}' WITH (FORMAT csv, HEADER)", file.display()))?;
    let shell = start.elapsed().as_secs_f64();
    tell("psql \\copy, bare table", rows, shell, shell);
    let db = Db::connect(url).await?;
    tell("effen, PostgreSQL: checked and booked", rows, import(&db, file, rows, false).await?, shell);
    tell("effen, PostgreSQL: again, nothing changes", rows, import(&db, file, rows, true).await?, shell);
    db.close().await;
    Ok(())
}

/// Imports the file and checks that all of it is in; seconds.
async fn import(db: &Db, file: &Path, rows: u64, again: bool) -> Result<f64, Failure> {
    db.migrate().await?;
    let read = ReadOptions { path: file.to_owned(), map: None, creditor: Some("Bench Energie".into()) };
    let options = RunOptions { read, rejects: None, dry_run: false, progress: true };
    let start = Instant::now();
    let summary = run(db, effen_server::clock::Clock::System.now(), &options).await?.summary;
    let seconds = start.elapsed().as_secs_f64();
    let (new, unchanged) = if again { (0, rows) } else { (rows, 0) };
    if (summary.new, summary.unchanged, summary.rejected) != (new, unchanged, 0) {
        return Err(format!("not what was to be imported: {summary:?}").into());
    }
    Ok(seconds)
}

fn tell(what: &str, rows: u64, seconds: f64, beside: f64) {
    println!("{what:<44} {seconds:>9.2} {:>12.0} {:>7.3}", rows as f64 / seconds, beside / seconds);
}

/// The same file into a bare table by the sqlite3 shell, as durable as ours: WAL, one transaction; seconds.
fn sqlite_shell(folder: &Path, file: &Path, rows: u64) -> Result<f64, Failure> {
    let path = folder.join("bare.sqlite");
    let script = format!(
        "PRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;\nCREATE TABLE bare ({COLUMNS});\n.mode csv\n\
         .import --skip 1 {} bare\n",
        file.display()
    );
    let start = Instant::now();
    let mut shell = Command::new("sqlite3").arg(&path).stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    shell.stdin.take().ok_or("no input")?.write_all(script.as_bytes())?;
    if !shell.wait()?.success() {
        return Err("sqlite3 failed".into());
    }
    let seconds = start.elapsed().as_secs_f64();
    let count = Command::new("sqlite3").arg(&path).arg("SELECT COUNT(*) FROM bare").output()?;
    let count: u64 = String::from_utf8(count.stdout)?.trim().parse()?;
    if count != rows {
        return Err(format!("the sqlite3 shell took {count} rows").into());
    }
    Ok(seconds)
}

fn psql(url: &str, command: &str) -> Result<(), Failure> {
    let done =
        Command::new("psql").args([url, "--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-c", command]).status()?;
    if done.success() { Ok(()) } else { Err(format!("psql failed: {command}").into()) }
}

/// Invoices of two years in the order of their dates, customers at random: what a creditor's system exports. Three in
/// four are settled, about half of them late.
fn generate(path: &PathBuf, rows: u64) -> Result<(), Failure> {
    let mut out = BufWriter::new(std::fs::File::create(path)?);
    writeln!(out, "{COLUMNS}")?;
    let customers = (rows / INVOICES_EACH).max(1);
    let first = jiff::civil::date(2023, 1, 2);
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for row in 0..rows {
        // xorshift: the same file every time.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let customer = random % customers;
        let day = i64::try_from(row * 730 / rows)?;
        let issued = first.checked_add(jiff::Span::new().days(day))?;
        let due = issued.checked_add(jiff::Span::new().days(30))?;
        let cents = 1_000 + (random >> 20) % 40_000;
        let settled = if (random >> 40).is_multiple_of(4) {
            String::new()
        } else {
            let late = i64::try_from((random >> 44) % 50)? - 20;
            due.checked_add(jiff::Span::new().days(late))?.to_string()
        };
        let disputed = if (random >> 50).is_multiple_of(40) { "yes" } else { "no" };
        writeln!(
            out,
            "K{customer},Klant {customer},klant{customer}@mail.example,Utrecht,F{row:07},{issued},{due},{}.{:02},EUR,\
             Energie maand {},{:016},{settled},{disputed}",
            cents / 100,
            cents % 100,
            issued.month(),
            random % 10_000_000_000_000_000,
        )?;
    }
    out.flush()?;
    Ok(())
}
