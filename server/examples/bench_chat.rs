//! `cargo xtask bench chat [CONNECTIONS]`: the live chat beside a bare echo server in the same run. What an idle
//! connection costs in memory, how long a message takes from the debtor's socket to the agent's (stored in between),
//! and how many go through in a second. A control computes the same little piece all the while: how much of the time the
//! machine itself was slow, and what the slowest hundredth took of the messages that met none of that.

#[path = "bench_chat/control.rs"]
mod control;
#[path = "bench_chat/load.rs"]
mod load;
#[path = "bench_chat/place.rs"]
mod place;

use load::{Line, Pair};
use place::{Engine, Place};
use std::time::Duration;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Connections if nobody says otherwise.
const CONNECTIONS: usize = 1_000;
/// Messages each pair says in a second of the measured load: a thousand a second in all. The server takes six of one
/// socket.
const PER_PAIR: u64 = 4;
/// Pairs that talk.
const PAIRS_MAX: usize = 250;
const SECONDS: u64 = 8;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next();
    if first.as_deref() == Some("echo") {
        return place::echo().await;
    }
    let count = match first {
        Some(text) => text.parse().map_err(|_| "CONNECTIONS is a whole number")?,
        None => CONNECTIONS,
    };
    enough_files(count)?;
    let echo = Place::echo().await?;
    println!("{count} connections, {} pairs that talk, {SECONDS} s a row", PAIRS_MAX.min(count / 2));
    println!(
        "{:<28} {:>9} {:>12} {:>9} {:>9} {:>9} {:>12} {:>9} {:>12} {:>11}",
        "", "idle KB", "messages/s", "p50 ms", "p99 ms", "max ms", "most/s", "slow %", "p99 steady", "of them %"
    );
    measure("bare echo", &echo, count).await?;
    drop(echo);
    let mut engines = vec![Engine::Sqlite];
    if let Ok(url) = std::env::var("EFFEN_TEST_POSTGRES_URL") {
        engines.push(Engine::Postgres(url));
    }
    for engine in engines {
        let name = match &engine {
            Engine::Sqlite => "chat, SQLite",
            Engine::Postgres(_) => "chat, PostgreSQL",
        };
        let place = Place::chat(engine, count).await?;
        measure(name, &place, count).await?;
    }
    Ok(())
}

/// Every connection is an open file, here and at the server, whose limit is ours.
fn enough_files(count: usize) -> Result<(), Failure> {
    let limits = std::fs::read_to_string("/proc/self/limits")?;
    let line = limits.lines().find(|line| line.starts_with("Max open files")).ok_or("no limit of open files")?;
    let soft = line.split_whitespace().nth(3).ok_or("no limit of open files")?;
    let needed = count + PAIRS_MAX + 200;
    match soft.parse::<usize>() {
        Ok(soft) if soft < needed => {
            Err(format!("{count} connections need {needed} open files, the limit is {soft}: ulimit -n {needed}").into())
        }
        _ => Ok(()),
    }
}

/// One row: memory with `count` idle connections, then the load at a set pace with all of them open, then as fast as it
/// goes.
async fn measure(name: &str, place: &Place, count: usize) -> Result<(), Failure> {
    // The first connections pay for what is made once.
    let warm = load::open(place, 0..count.min(20)).await?;
    drop(warm);
    tokio::time::sleep(Duration::from_millis(500)).await;
    let before = place.resident_kb()?;
    let mut lines: Vec<Line> = load::open(place, 0..count).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let idle_kb = (place.resident_kb()? - before) / count as f64;

    let talking = PAIRS_MAX.min(count / 2);
    let mut pairs = Vec::new();
    for line in lines.drain(..talking) {
        pairs.push(Pair::new(place, line).await?);
    }
    let idle: Vec<_> = lines.into_iter().map(Line::hold).collect();
    let paced = load::run(&mut pairs, Some(PER_PAIR), Duration::from_secs(SECONDS)).await?;
    // The server counts frames in windows of ten seconds: let the last one pass.
    tokio::time::sleep(Duration::from_secs(11)).await;
    let most = load::run(&mut pairs, None, Duration::from_secs(SECONDS)).await?;
    let (steady, of_them) = paced.steady(0.99);
    println!(
        "{name:<28} {idle_kb:>9.1} {:>12.0} {:>9.2} {:>9.2} {:>9.2} {:>12.0} {:>9.1} {steady:>12.2} {of_them:>11.0}",
        paced.per_second(),
        paced.percentile(0.50),
        paced.percentile(0.99),
        paced.percentile(1.0),
        most.per_second(),
        paced.machine.slow_percent()
    );
    idle.iter().for_each(tokio::task::JoinHandle::abort);
    Ok(())
}
