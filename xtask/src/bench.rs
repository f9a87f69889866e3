//! `cargo xtask bench NAME`: measurements that print ratios within one run.

use crate::test::postgres::Cluster;
use crate::{build, shell};
use anyhow::Result;

/// A named thing to run for long or to measure.
pub struct Entry {
    /// What one types.
    pub name: &'static str,
    /// One line that says what it does.
    pub help: &'static str,
    /// Does it, with the arguments after the name.
    pub run: fn(&[String]) -> Result<()>,
}

/// Every measurement there is.
const BENCHES: &[Entry] = &[
    Entry {
        name: "page",
        help: "the overview, signed in, beside a static page of the same bytes",
        run: |arguments| {
            build::all(true)?;
            example("bench_page", arguments, &[])
        },
    },
    Entry {
        name: "import",
        help: "a million invoices, beside the sqlite3 shell's .import and psql's \\copy",
        run: |arguments| with_postgres("bench_import", arguments),
    },
    Entry {
        name: "chat",
        help: "[CONNECTIONS]: memory, round trip and messages a second of the live chat, beside a bare echo server",
        run: |arguments| {
            build::all(true)?;
            // What is acknowledged is on disk: it is part of what is measured.
            let cluster = Cluster::start_durable()?;
            example("bench_chat", arguments, &[("EFFEN_TEST_POSTGRES_URL", cluster.url("postgres"))])
        },
    },
    Entry {
        name: "search",
        help: "[FILES]: finding a file by each kind of search, beside LIKE over the same tables, on both engines",
        run: |arguments| with_postgres("bench_search", arguments),
    },
    Entry {
        name: "segment",
        help: "[--debtors N] [--stored M]: events replayed, everyone scored, in memory and in both databases",
        run: segment,
    },
    Entry {
        name: "outreach",
        help: "[--debtors N]: a run over N debtors with something due and over a tenth of them: messages a second, peak memory",
        run: |arguments| with_postgres("bench_outreach", arguments),
    },
];

/// Runs an example with a PostgreSQL of its own.
fn with_postgres(name: &str, arguments: &[String]) -> Result<()> {
    let cluster = Cluster::start()?;
    example(name, arguments, &[("EFFEN_TEST_POSTGRES_URL", cluster.url("postgres"))])
}

/// Runs the segmentation's measurement, on PostgreSQL too.
fn segment(arguments: &[String]) -> Result<()> {
    let cluster = Cluster::start()?;
    example("bench_segment", arguments, &[("EFFEN_TEST_POSTGRES_URL", cluster.url("postgres"))])
}

/// Runs one of the server's examples, built for release.
fn example(name: &str, arguments: &[String], settings: &[(&str, String)]) -> Result<()> {
    let mut command = shell::cargo();
    command.args(["run", "--quiet", "--release", "--package", "effen-server", "--example", name, "--"]).args(arguments);
    command.envs(settings.iter().map(|(key, value)| (key, value)));
    shell::run(command.env("EFFEN_SITE_ROOT", shell::target("site")))
}

/// Runs `bench NAME`.
pub fn run(arguments: &[String]) -> Result<()> {
    dispatch("bench", BENCHES, arguments)
}

/// Runs the entry that the first argument names; without one, lists them.
pub fn dispatch(command: &str, entries: &[Entry], arguments: &[String]) -> Result<()> {
    let Some(name) = arguments.first() else {
        if entries.is_empty() {
            eprintln!("{command}: nothing here yet");
        }
        for entry in entries {
            eprintln!("  {:<14} {}", entry.name, entry.help);
        }
        return Ok(());
    };
    let Some(entry) = entries.iter().find(|entry| entry.name == name) else {
        let known: Vec<&str> = entries.iter().map(|entry| entry.name).collect();
        anyhow::bail!(
            "there is no '{name}'; known: {}",
            if known.is_empty() { "none".into() } else { known.join(" ") }
        );
    };
    (entry.run)(&arguments[1..])
}
