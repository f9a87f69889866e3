//! `cargo xtask test`: installs what is missing, checks, runs every test, and ends with one line of true totals.

pub mod playwright;
pub mod postgres;
pub mod provision;
mod tally;

use crate::shell::{only, say};
use crate::{build, check};
use anyhow::{Result, bail};
use postgres::Cluster;
use tally::Tally;

/// Runs `test`.
pub fn run(arguments: &[String]) -> Result<()> {
    only(arguments, &[])?;
    provision::everything()?;
    let cluster = Cluster::start()?;
    let failures: Vec<String> = check::all().into_iter().map(String::from).collect();
    let mut tallies = vec![Tally { runner: "checks", passed: 0, failed: failures.len() as u64, failures }];
    tallies.push(cargo_tests(&cluster)?);
    build::all(false)?;
    for engine in ["sqlite", "postgres"] {
        tallies.push(playwright::run(engine, &cluster)?);
    }
    drop(cluster);
    finish(&tallies)
}

/// Runs the tests of every crate, those of the data layer on both engines. The measurements among the examples were looked
/// at by clippy and need no building here; no docstring holds a test.
fn cargo_tests(cluster: &Cluster) -> Result<Tally> {
    say("cargo test");
    let mut command = crate::shell::cargo();
    command
        .args(["test", "--workspace", "--tests", "--no-fail-fast"])
        .env("EFFEN_TEST_POSTGRES_URL", cluster.url("postgres"));
    tally::cargo_test(&mut command)
}

/// Prints what failed, or passed only when tried again, and the totals. A check that failed counts as a failure; one that went well is no test.
fn finish(tallies: &[Tally]) -> Result<()> {
    say("everything has run");
    for tally in tallies {
        for failure in &tally.failures {
            eprintln!("{}: {failure}", tally.runner);
        }
    }
    for tally in tallies {
        eprintln!("{:<24} {:>5} passed {:>5} failed", tally.runner, tally.passed, tally.failed);
    }
    let passed: u64 = tallies.iter().map(|tally| tally.passed).sum();
    let failed: u64 = tallies.iter().map(|tally| tally.failed).sum();
    println!("{passed} passed, {failed} failed");
    if failed > 0 {
        // The summary above stays the last line: no further message.
        std::process::exit(1);
    }
    if passed == 0 {
        bail!("no test ran");
    }
    Ok(())
}
