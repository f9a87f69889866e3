//! `cargo xtask check`: everything that can be said about the code without running it, and the size budget.

use crate::shell::{cargo, only, run as run_program, say};
use crate::{budget, build, purity};
use anyhow::{Result, bail};

/// One check: its name, and what does it.
type Check = (&'static str, fn() -> Result<()>);

/// Every check, in the order of their cost. That the core builds for the browser is seen by the bundles of the last one.
const CHECKS: &[Check] = &[
    ("format", || run_program(cargo().args(["fmt", "--all", "--check"]))),
    ("the core's dependencies", purity::dependencies),
    ("the core's sources", purity::sources),
    ("clippy", || run_program(cargo().args(["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]))),
    ("clippy, portal bundle", || clippy_bundle("portal")),
    ("clippy, console bundle", || clippy_bundle("console")),
    ("size budget", budget::check),
];

/// Runs `check`.
pub fn run(arguments: &[String]) -> Result<()> {
    only(arguments, &[])?;
    let failed = all();
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

/// Runs every check to the last one, says how each went, and returns the names of those that failed.
pub fn all() -> Vec<&'static str> {
    let mut failed = Vec::new();
    for (name, check) in CHECKS {
        say(&format!("check: {name}"));
        match check() {
            Ok(()) => eprintln!("  ok: {name}"),
            Err(error) => {
                eprintln!("  FAILED: {name}: {error:#}");
                failed.push(*name);
            }
        }
    }
    eprintln!("checks: {} ok, {} failed", CHECKS.len() - failed.len(), failed.len());
    failed
}

fn clippy_bundle(name: &str) -> Result<()> {
    build::add_wasm_target()?;
    let mut command = cargo();
    command.args(["clippy", "--package", "effen-app", "--lib", "--target", "wasm32-unknown-unknown"]);
    command.args(["--no-default-features", "--features", name]);
    command.arg("--target-dir").arg(crate::shell::target("wasm")).args(["--", "--deny", "warnings"]);
    run_program(&mut command)
}
