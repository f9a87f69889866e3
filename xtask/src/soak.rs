//! `cargo xtask soak NAME`: whatever runs longer than a test should.

use crate::bench::{Entry, dispatch};
use crate::shell::{cargo, run as run_program};
use anyhow::{Result, bail};

/// How long the payments are under fire if nobody says otherwise, in seconds for each engine.
const PAYMENTS_SECONDS: &str = "900";

/// How long the chat is, in seconds for each engine.
const CHAT_SECONDS: &str = "300";

/// How many cases the guard is asked if nobody says otherwise.
const GUARD_CASES: &str = "1000000";

/// Every long run there is.
const SOAKS: &[Entry] = &[
    Entry {
        name: "payments",
        help: "[SECONDS [SEED]]: payments while server, provider and database are killed at random, on both engines",
        run: |arguments| long_test("fault", "EFFEN_FAULT", PAYMENTS_SECONDS, arguments),
    },
    Entry {
        name: "chat",
        help: "[SECONDS [SEED]]: chats over bad lines while servers and database are killed at random, on both engines",
        run: |arguments| long_test("chat", "EFFEN_CHAT", CHAT_SECONDS, arguments),
    },
    Entry {
        name: "guard",
        help: "[CASES [SEED]]: random files, plans and moments against the guard; every rule must have decided some",
        run: guard,
    },
];

/// Runs a test of faults for long, built for release, one engine after the other. It makes a PostgreSQL of its own, so the
/// address that switches it on is only a mark. `settings` is how the names of its settings begin.
fn long_test(test: &str, settings: &str, seconds: &str, arguments: &[String]) -> Result<()> {
    let seconds = arguments.first().map_or(seconds, String::as_str);
    if seconds.parse::<u64>().is_err() || arguments.get(1).is_some_and(|seed| seed.parse::<u64>().is_err()) {
        bail!("SECONDS and SEED are whole numbers");
    }
    let mut command = cargo();
    command.args(["test", "--release", "--package", "effen-server", "--test", test, "--"]);
    command.args(["--nocapture", "--test-threads=1"]).env(format!("{settings}_SECONDS"), seconds);
    command.env("EFFEN_TEST_POSTGRES_URL", "its own");
    if let Some(seed) = arguments.get(1) {
        command.env(format!("{settings}_SEED"), seed);
    }
    run_program(&mut command)
}

/// Runs the guard's property test, which prints how often each rule alone decided.
fn guard(arguments: &[String]) -> Result<()> {
    let cases = arguments.first().map_or(GUARD_CASES, String::as_str);
    if cases.parse::<u32>().is_err() || arguments.get(1).is_some_and(|seed| seed.parse::<u64>().is_err()) {
        bail!("CASES and SEED are whole numbers");
    }
    let mut command = cargo();
    command.args(["test", "--release", "--package", "effen", "--test", "guard", "--", "--nocapture"]);
    command.env("EFFEN_GUARD_CASES", cases);
    if let Some(seed) = arguments.get(1) {
        command.env("EFFEN_GUARD_SEED", seed);
    }
    run_program(&mut command)
}

/// Runs `soak NAME`.
pub fn run(arguments: &[String]) -> Result<()> {
    dispatch("soak", SOAKS, arguments)
}
