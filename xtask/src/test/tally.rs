//! Counting what the test runners report.

use anyhow::{Context, Result};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// What one runner reported.
pub struct Tally {
    /// The runner.
    pub runner: &'static str,
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed, or runners that broke off.
    pub failed: u64,
    /// What failed, or passed only when tried again, by name: said again at the very end, where a long output is looked at first.
    pub failures: Vec<String>,
}

/// Runs `cargo test`, shows what it prints, and adds up its summaries.
pub fn cargo_test(command: &mut Command) -> Result<Tally> {
    let mut tally = Tally { runner: "cargo test", passed: 0, failed: 0, failures: Vec::new() };
    let mut child = command.stdout(Stdio::piped()).spawn().context("cannot start cargo test")?;
    let printed = child.stdout.take().expect("piped above");
    for line in BufReader::new(printed).lines() {
        let line = line?;
        println!("{line}");
        if let Some((passed, failed)) = summary(&line) {
            tally.passed += passed;
            tally.failed += failed;
        }
        tally.failures.extend(failure(&line).map(String::from));
    }
    let status = child.wait()?;
    if !status.success() && tally.failed == 0 {
        eprintln!("cargo test ended with {status}");
        tally.failed = 1;
        tally.failures.push("a test program did not build, or broke off".into());
    }
    Ok(tally)
}

/// The name in `test money::rounds ... FAILED`, with or without colours.
fn failure(line: &str) -> Option<&str> {
    let (name, outcome) = line.strip_prefix("test ")?.split_once(" ... ")?;
    outcome.contains("FAILED").then_some(name)
}

/// Reads `test result: ok. 3 passed; 0 failed; …`, with or without colours.
fn summary(line: &str) -> Option<(u64, u64)> {
    let rest = line.strip_prefix("test result: ")?;
    let count = |word: &str| {
        let before = rest.split_once(word)?.0;
        before.rsplit([' ', '\t']).find(|part| !part.is_empty())?.parse().ok()
    };
    Some((count(" passed")?, count(" failed")?))
}

#[cfg(test)]
mod tests {
    use super::{failure, summary};

    #[test]
    fn a_summary_gives_both_figures_and_other_lines_give_none() {
        let line = "test result: FAILED. 31 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s";
        assert_eq!(summary(line), Some((31, 2)));
        assert_eq!(summary("test result: \u{1b}[32mok\u{1b}[0m. 5 passed; 0 failed; 0 ignored"), Some((5, 0)));
        assert_eq!(summary("test money::rounds ... ok"), None);
        assert_eq!(summary("4 passed; 1 failed"), None);
    }

    #[test]
    fn a_failure_gives_its_name_and_other_lines_give_none() {
        assert_eq!(failure("test money::rounds ... FAILED"), Some("money::rounds"));
        assert_eq!(failure("test money::rounds ... \u{1b}[31mFAILED\u{1b}[0m"), Some("money::rounds"));
        assert_eq!(failure("test money::rounds ... ok"), None);
        assert_eq!(failure("test result: FAILED. 31 passed; 2 failed"), None);
    }
}
