//! `cargo xtask bench outreach [--debtors N]`: one run over N debtors with something due (100,000 unless said otherwise), and
//! over a tenth of them: debtors looked at and messages sent a second, peak memory of each, and their ratio, which says
//! whether memory grows with the portfolio. Each run is a process of its own; mail is counted instead of sent.
//!
//! PostgreSQL is measured where `EFFEN_TEST_POSTGRES_URL` names a server on which databases may be made.

use async_trait::async_trait;
use effen::dates::add_days;
use effen::kinds::PartyKind;
use effen::people::behaviour::Behaviour;
use effen_server::app::App;
use effen_server::clock::{Clock, zone};
use effen_server::config::Config;
use effen_server::db::Db;
use effen_server::mail::{Mail, Mailer};
use effen_server::outreach::{deliver, plan};
use jiff::civil::{Date, date};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

type Failure = Box<dyn std::error::Error + Send + Sync>;

const DEBTORS_DEFAULT: usize = 100_000;
/// Debtors written in one transaction.
const BATCH: usize = 1_000;
/// A Tuesday.
const TODAY: Date = date(2026, 5, 12);

/// Takes every mail over.
struct Counter;

#[async_trait]
impl Mailer for Counter {
    async fn send(&self, _: &Mail) -> effen_server::error::Result<()> {
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [mark, url] = arguments.as_slice()
        && mark == "--run"
    {
        return run(url).await;
    }
    let place = arguments.iter().position(|argument| argument == "--debtors");
    let debtors = place.and_then(|place| arguments.get(place + 1)).map(|text| text.parse()).transpose()?;
    let debtors: usize = debtors.unwrap_or(DEBTORS_DEFAULT);
    let folder = std::env::temp_dir().join(format!("effen-bench-outreach-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let outcome = measure_all(&folder, debtors).await;
    std::fs::remove_dir_all(&folder)?;
    outcome
}

async fn measure_all(folder: &std::path::Path, debtors: usize) -> Result<(), Failure> {
    let sizes = [debtors / 10, debtors];
    let mut peaks = Vec::new();
    for size in sizes {
        let url = format!("sqlite:{}", folder.join(format!("{size}.sqlite")).display());
        peaks.push(measure("SQLite", &url, size).await?);
    }
    ratio(&peaks);
    let Ok(server) = std::env::var("EFFEN_TEST_POSTGRES_URL") else {
        println!("EFFEN_TEST_POSTGRES_URL is not set: PostgreSQL left out");
        return Ok(());
    };
    let (base, _) = server.rsplit_once('/').ok_or("the URL names no database")?;
    let mut peaks = Vec::new();
    for size in sizes {
        let name = format!("effen_bench_{}_{size}", std::process::id());
        psql(&server, &format!("CREATE DATABASE {name}"))?;
        let outcome = measure("PostgreSQL", &format!("{base}/{name}"), size).await;
        psql(&server, &format!("DROP DATABASE {name}"))?;
        peaks.push(outcome?);
    }
    ratio(&peaks);
    Ok(())
}

fn ratio(peaks: &[f64]) {
    if let [small, large] = peaks {
        println!("  peak memory of the larger run is {:.2} times that of the smaller", large / small);
    }
}

/// Fills a database and runs over it in a process of its own; gives its peak memory in MB.
async fn measure(engine: &str, url: &str, debtors: usize) -> Result<f64, Failure> {
    let db = Db::connect(url).await?;
    db.migrate().await?;
    fill(&db, debtors).await?;
    db.close().await;
    let output = Command::new(std::env::current_exe()?).args(["--run", url]).output()?;
    eprint!("{}", String::from_utf8_lossy(&output.stderr));
    if !output.status.success() {
        return Err(format!("the run over {debtors} ended with {}", output.status).into());
    }
    let said: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let figure = |name: &str| said[name].as_f64().unwrap_or(f64::NAN);
    println!(
        "{engine}, {debtors} debtors: {:.0} queued at {:.0} debtors/s, {:.0} sent at {:.0} messages/s, peak {:.0} MB",
        figure("queued"),
        figure("debtors") / figure("planning"),
        figure("sent"),
        figure("sent") / figure("sending"),
        figure("peak_mb")
    );
    if figure("sent") < debtors as f64 {
        return Err("not everybody was written to".into());
    }
    Ok(figure("peak_mb"))
}

/// One run, as `effen outreach run` does it: progress to stderr, figures to stdout.
async fn run(url: &str) -> Result<(), Failure> {
    let db = Db::connect(url).await?;
    let config = Config {
        agency_address: "Kade 1, 1011 AA Amsterdam".into(),
        agency_register: "R-1".into(),
        ..Config::defaults()
    };
    let at = TODAY.at(10, 0, 0, 0).to_zoned(zone())?.timestamp();
    let app = App::with_mailer(config, db, Clock::fixed(at), Arc::new(Counter)).await?;
    let clock = Instant::now();
    let mut next = 0;
    let planned = plan::run(&app, false, |summary| {
        if summary.debtors >= next {
            eprintln!("  {} looked at, {} queued", summary.debtors, summary.queued);
            next = summary.debtors + 10_000;
        }
    })
    .await?;
    let planning = clock.elapsed().as_secs_f64();
    let clock = Instant::now();
    let mut next = 0;
    let delivered = deliver::run(&app, |delivered| {
        if delivered.sent >= next {
            eprintln!("  {} sent", delivered.sent);
            next = delivered.sent + 10_000;
        }
    })
    .await?;
    let figures = serde_json::json!({
        "debtors": planned.debtors, "queued": planned.queued, "sent": delivered.sent, "planning": planning,
        "sending": clock.elapsed().as_secs_f64(), "peak_mb": peak_memory_mb()?,
    });
    println!("{figures}");
    Ok(())
}

fn peak_memory_mb() -> Result<f64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? / 1_024.0)
}

/// Debtors with one invoice each that is a few days late, known and scored, with a mail address.
async fn fill(db: &Db, debtors: usize) -> Result<(), Failure> {
    let state = Behaviour::new(PartyKind::Person).to_json();
    let mut tx = db.begin().await?;
    sqlx::query(
        "INSERT INTO creditor (id, slug, name, country, account_name, iban, mark, email, phone, reclaims_vat, imputation,
           plan_months_max, plan_instalment_min_cents, created_at, registration)
         VALUES ('c', 'bench', 'Bench Energie', 'nl', 'Bench Energie', 'NL91ABNA0417164300', '', '', '', 0,
           'costs_first', 12, 1500, 0, '')",
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    for start in (0..debtors).step_by(BATCH) {
        let mut tx = db.begin().await?;
        for number in start..(start + BATCH).min(debtors) {
            let (id, claim) = (format!("d{number:08}"), format!("i{number:08}"));
            let due_on = add_days(TODAY, -4 - (number % 9) as i64).to_string();
            let statements: [(&'static str, &[&str]); 5] = [
                (
                    "INSERT INTO debtor (id, reference, kind, country, language, version, view_choice, persona,
                       shown_persona, created_at)
                     VALUES ($1, 'EF-' || $1, 'person', 'nl', 'nl', 1, 'auto', '', '', 0)",
                    &[&id],
                ),
                (
                    "INSERT INTO debtor_person (debtor_id, name, email, phone, street, postal_code, city)
                     VALUES ($1, 'Klant ' || $1, $1 || '@example.org', '', 'Kade 1', '1011 AA', 'Amsterdam')",
                    &[&id],
                ),
                (
                    "INSERT INTO behaviour (debtor_id, version, state, scores, reasons, scored_at)
                     VALUES ($1, 1, $2, '{}', '[]', 0)",
                    &[&id, &state],
                ),
                (
                    "INSERT INTO claim (id, debtor_id, creditor_id, number, kind, issued_on, due_on, currency,
                       principal_cents, description, payee_iban, payment_reference, status, disputed, created_at)
                     VALUES ($2, $1, 'c', $2, 'invoice', $3, $3, 'EUR', 8420, 'Voorschot', '', '', 'active', 0, 0)",
                    &[&id, &claim, &due_on],
                ),
                (
                    "INSERT INTO posting (debtor_id, version, line, claim_id, debit, credit, amount_cents, currency,
                       value_on, cause, cause_key, recorded_at)
                     VALUES ($1, 1, 1, $2, 'principal', 'creditor', 8420, 'EUR', $3, 'invoice', 'bench:' || $2, 0)",
                    &[&id, &claim, &due_on],
                ),
            ];
            for (sql, values) in statements {
                let mut query = sqlx::query(sql);
                for value in values {
                    query = query.bind((*value).to_owned());
                }
                query.execute(&mut *tx).await?;
            }
        }
        tx.commit().await?;
    }
    Ok(())
}

fn psql(url: &str, command: &str) -> Result<(), Failure> {
    let done =
        Command::new("psql").args([url, "--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-c", command]).status()?;
    if done.success() { Ok(()) } else { Err(format!("psql failed: {command}").into()) }
}
