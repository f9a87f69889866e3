//! `cargo xtask bench segment [--debtors N] [--stored M]`: events replayed into N debtors in memory and all of them
//! scored, with the share of the memory bandwidth measured in the same run and beside scikit-learn's predict_proba of the
//! same shape (where python3 has it); then M debtors imported into a database, folded anew from the log, scored and
//! written, by one worker and by two.
//!
//! PostgreSQL is measured where `EFFEN_TEST_POSTGRES_URL` names a server on which databases may be made.

use effen::kinds::{Channel, PartyKind};
use effen::people::behaviour::{Behaviour, PERIODS};
use effen::people::features::{Feature, features};
use effen::people::measure::MEASURES;
use effen::people::score::{Scores, scores};
use effen::people::signal::{Signal, SignalKind};
use effen::people::weights::Weights;
use effen_server::clock::{Clock, from_ms};
use effen_server::db::Db;
use effen_server::import::ReadOptions;
use effen_server::import::run::{RunOptions, run};
use jiff::Timestamp;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// GGN's size is 4,200,000.
const DEBTORS_DEFAULT: usize = 200_000;
const STORED_DEFAULT: usize = 20_000;
/// Events of one debtor, on average: 40 million of 4.2 million.
const EVENTS_EACH: usize = 10;
/// Debtors whose states are held at once in one thread: few enough that a processor keeps them near.
const CHUNK: usize = 256;
/// Rows that scikit-learn is given at once.
const COMPARED_ROWS: usize = 200_000;
/// The most that scoring may take, in scikit-learn's time for as many rows of the same shape.
const COMPARED_MAX: f64 = 1.5;
const NOW_MS: i64 = 1_772_366_400_000;
const DAY_MS: i64 = 86_400_000;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str, usual: usize| -> Result<usize, Failure> {
        let place = arguments.iter().position(|argument| argument == name);
        Ok(place.and_then(|place| arguments.get(place + 1)).map(|text| text.parse()).transpose()?.unwrap_or(usual))
    };
    in_memory(number("--debtors", DEBTORS_DEFAULT)?)?;
    let stored = number("--stored", STORED_DEFAULT)?;
    let folder = std::env::temp_dir().join(format!("effen-bench-segment-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let outcome = in_databases(&folder, stored).await;
    std::fs::remove_dir_all(&folder)?;
    println!("peak memory of this process: {} MB", peak_memory_mb()?);
    outcome
}

/// What one thread spent.
#[derive(Default, Clone, Copy)]
struct Spent {
    replaying: Duration,
    reading: Duration,
    scoring: Duration,
    checksum: f64,
}

fn in_memory(debtors: usize) -> Result<(), Failure> {
    let threads = std::thread::available_parallelism()?.get();
    let bandwidth = bandwidth(threads);
    let weights = Weights::shipped();
    let each = debtors.div_ceil(threads);
    let spent: Vec<Spent> = std::thread::scope(|scope| {
        let weights = &weights;
        let started: Vec<_> = (0..threads)
            .map(|thread| {
                scope.spawn(move || replay_and_score(thread * each, each.min(debtors - thread * each), weights))
            })
            .collect();
        started.into_iter().map(|thread| thread.join().map_err(|_| "a thread failed")).collect::<Result<_, _>>()
    })?;
    let longest = |of: fn(&Spent) -> Duration| spent.iter().map(of).max().unwrap_or_default().as_secs_f64();
    let (replaying, reading) = (longest(|spent| spent.replaying), longest(|spent| spent.reading));
    let scoring = longest(|spent| spent.scoring);
    let state_bytes = 8 * (2 * SignalKind::ALL.len() + PERIODS * MEASURES);
    let value_bytes = Feature::ALL.len() * size_of::<Option<f64>>();
    let rate = |bytes: usize, seconds: f64| (debtors * bytes) as f64 / seconds;
    println!("{debtors} debtors, {} events, {threads} threads, in memory", debtors * EVENTS_EACH);
    println!("  replaying     {replaying:>8.2} s {:>12.0} events/s", (debtors * EVENTS_EACH) as f64 / replaying);
    println!("  characteristics{reading:>7.2} s {:>12.0} debtors/s", debtors as f64 / reading);
    println!("  scoring       {scoring:>8.2} s {:>12.0} debtors/s", debtors as f64 / scoring);
    println!("  all of it     {:>8.2} s of computing", replaying + reading + scoring);
    println!("  memory bandwidth, reading: {:.1} GB/s", bandwidth / 1e9);
    for (what, bytes, seconds) in [
        ("characteristics, from states", state_bytes, reading),
        ("scoring, from characteristics", value_bytes, scoring),
    ] {
        let rate = rate(bytes, seconds);
        println!("    {what:<30} {:>6.1} GB/s, {:>5.1} % of it", rate / 1e9, rate / bandwidth * 100.0);
    }
    compare(debtors as f64 / scoring)?;
    println!(
        "  checksum {:.6}; peak memory {} MB",
        spent.iter().map(|spent| spent.checksum).sum::<f64>(),
        peak_memory_mb()?
    );
    Ok(())
}

fn replay_and_score(first: usize, count: usize, weights: &Weights) -> Spent {
    let mut spent = Spent::default();
    let as_of = from_ms(NOW_MS);
    // Room that is used again: what is measured is the computing, and not the system handing out memory.
    let (mut states, mut known) = (Vec::with_capacity(CHUNK), Vec::with_capacity(CHUNK));
    for start in (first..first + count).step_by(CHUNK) {
        let logs: Vec<Vec<Signal>> = (start..(start + CHUNK).min(first + count)).map(log).collect();
        let clock = Instant::now();
        states.clear();
        states.extend(logs.iter().map(|log| Behaviour::rebuild(PartyKind::Person, log)));
        spent.replaying += clock.elapsed();
        let clock = Instant::now();
        known.clear();
        known.extend(states.iter().map(|state| features(state, as_of)));
        spent.reading += clock.elapsed();
        let clock = Instant::now();
        spent.checksum += known.iter().map(|known| best(scores(known, weights))).sum::<f64>();
        spent.scoring += clock.elapsed();
    }
    spent
}

/// The largest share.
fn best(scores: Scores) -> f64 {
    scores.list().into_iter().fold(0.0, f64::max)
}

/// Says how many rows scikit-learn scores a second, and how that compares; a sentence where it is missing.
fn compare(debtors_per_second: f64) -> Result<(), Failure> {
    let script = include_str!("bench_segment/predict_proba.py");
    let arguments = [Feature::ALL.len().to_string(), COMPARED_ROWS.to_string()];
    let done = std::process::Command::new("python3").args(["-c", script]).args(arguments).output();
    let Some(done) = done.ok().filter(|done| done.status.success()) else {
        println!("  scikit-learn is not there for python3 (pip install scikit-learn): not compared");
        return Ok(());
    };
    let said: serde_json::Value = serde_json::from_slice(&done.stdout)?;
    let theirs = said["rows_per_second"].as_f64().ok_or("the comparison gave no figure")?;
    let times = theirs / debtors_per_second;
    let verdict = if times <= COMPARED_MAX { "within" } else { "above" };
    println!(
        "  scikit-learn {}: predict_proba {theirs:.0} rows/s of {} columns; scoring takes {times:.2} of its time, {verdict} {COMPARED_MAX}",
        said["version"].as_str().unwrap_or("?"),
        Feature::ALL.len()
    );
    Ok(())
}

/// The events of one debtor: bills, messages, visits, payments over two years.
fn log(debtor: usize) -> Vec<Signal> {
    const KINDS: [SignalKind; 12] = [
        SignalKind::InvoiceIssued,
        SignalKind::NoticeSent,
        SignalKind::NoticeClicked,
        SignalKind::VisitPrompted,
        SignalKind::VisitOnPhone,
        SignalKind::PaymentPaid,
        SignalKind::InvoiceSettled,
        SignalKind::InvoiceOverdue,
        SignalKind::NoticeIgnored,
        SignalKind::VisitUnprompted,
        SignalKind::PlanViewed,
        SignalKind::InstalmentKept,
    ];
    let mut word = (debtor as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut draw = |below: u64| {
        word ^= word << 13;
        word ^= word >> 7;
        word ^= word << 17;
        word % below
    };
    (0..EVENTS_EACH)
        .map(|place| {
            let days_back = (EVENTS_EACH - place) as i64 * 70 + draw(60) as i64;
            let at: Timestamp = from_ms(NOW_MS - days_back * DAY_MS);
            let signal = Signal::now(KINDS[draw(12) as usize], at).channel(Channel::Email);
            signal.cents(1_000 + draw(50_000) as i64).days(draw(40) as i64 - 10)
        })
        .collect()
}

/// Bytes a second that all threads together read from memory; the best of five.
fn bandwidth(threads: usize) -> f64 {
    const WORDS: usize = 32 << 20;
    let blocks: Vec<Vec<u64>> =
        (0..threads).map(|thread| (0..WORDS as u64 / 2).map(|word| word ^ thread as u64).collect()).collect();
    let once = || {
        let clock = Instant::now();
        let sum = std::thread::scope(|scope| {
            let started: Vec<_> = blocks
                .iter()
                .map(|block| scope.spawn(|| block.iter().fold(0u64, |sum, word| sum.wrapping_add(*word))))
                .collect();
            started.into_iter().filter_map(|thread| thread.join().ok()).fold(0u64, u64::wrapping_add)
        });
        std::hint::black_box(sum);
        (blocks.len() * blocks[0].len() * 8) as f64 / clock.elapsed().as_secs_f64()
    };
    (0..5).map(|_| once()).fold(0.0, f64::max)
}

fn peak_memory_mb() -> Result<u64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? >> 10)
}

async fn in_databases(folder: &Path, debtors: usize) -> Result<(), Failure> {
    let file = folder.join("invoices.csv");
    generate(&file, debtors)?;
    println!("{debtors} debtors with {EVENTS_EACH} invoices each, in a database");
    println!("{:<52} {:>9} {:>12} {:>10}", "", "seconds", "debtors/s", "written");
    measure("SQLite", &format!("sqlite:{}", folder.join("effen.sqlite").display()), &file).await?;
    let Ok(server) = std::env::var("EFFEN_TEST_POSTGRES_URL") else {
        println!("EFFEN_TEST_POSTGRES_URL is not set: PostgreSQL left out");
        return Ok(());
    };
    let name = format!("effen_bench_{}", std::process::id());
    psql(&server, &format!("CREATE DATABASE {name}"))?;
    let (base, _) = server.rsplit_once('/').ok_or("the URL names no database")?;
    let outcome = measure("PostgreSQL", &format!("{base}/{name}"), &file).await;
    psql(&server, &format!("DROP DATABASE {name}"))?;
    outcome
}

async fn measure(engine: &str, url: &str, file: &Path) -> Result<(), Failure> {
    let db = Db::connect(url).await?;
    db.migrate().await?;
    let read = ReadOptions { path: file.to_owned(), map: None, creditor: Some("Bench Energie".into()) };
    let options = RunOptions { read, rejects: None, dry_run: false, progress: false };
    let now = Clock::System.now();
    run(&db, now, &options).await?;
    let later = now + jiff::SignedDuration::from_hours(24 * 40);
    for (what, at, from_log, workers) in [
        ("folded from the log, scored, all written", now, true, 1),
        ("the same by two workers", now, true, 2),
        ("scored again, nothing differs", now, false, 1),
        ("scored again forty days later", later, false, 1),
        ("scored again eighty days later, two workers", later + (later - now), false, 2),
    ] {
        let clock = Instant::now();
        let quiet = |_: &effen_server::segment::Summary| {};
        let first = effen_server::segment::run(&db, at, from_log, quiet);
        let (debtors, written) = if workers == 1 {
            let done = first.await?;
            (done.debtors, done.written)
        } else {
            let (one, two) = tokio::try_join!(first, effen_server::segment::run(&db, at, from_log, quiet))?;
            (one.debtors + two.debtors, one.written + two.written)
        };
        let seconds = clock.elapsed().as_secs_f64();
        println!("{:<52} {seconds:>9.2} {:>12.0} {written:>10}", format!("{engine}: {what}"), debtors as f64 / seconds);
    }
    db.close().await;
    Ok(())
}

/// A file of invoices: two years of every customer, most of them settled.
fn generate(file: &Path, debtors: usize) -> Result<(), Failure> {
    let mut out = BufWriter::new(std::fs::File::create(file)?);
    writeln!(out, "customer_number,customer_name,number,issued_on,due_on,amount,settled_on")?;
    let first = jiff::civil::date(2024, 1, 8);
    for debtor in 0..debtors {
        for place in 0..EVENTS_EACH {
            let issued_on = effen::dates::add_days(first, place as i64 * 60 + debtor as i64 % 50);
            let due_on = effen::dates::add_days(issued_on, 30);
            let late = (debtor * 7 + place * 3) as i64 % 45 - 15;
            let settled_on = effen::dates::add_days(due_on, late).to_string();
            let settled = if place % 9 == 8 { String::new() } else { settled_on };
            let amount = 2_000 + (debtor * 31 + place * 977) % 40_000;
            let (euros, cents) = (amount / 100, amount % 100);
            writeln!(
                out,
                "K{debtor},Klant {debtor},F{debtor}-{place},{issued_on},{due_on},{euros}.{cents:02},{settled}"
            )?;
        }
    }
    Ok(out.flush()?)
}

fn psql(url: &str, command: &str) -> Result<(), Failure> {
    let done = std::process::Command::new("psql")
        .args([url, "--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-c", command])
        .status()?;
    if done.success() { Ok(()) } else { Err(format!("psql failed: {command}").into()) }
}
