//! The browser tests, against the real server in a real Chromium.

use super::postgres::Cluster;
use super::tally::Tally;
use crate::build;
use crate::shell::{root, run as run_program, say, target};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> PathBuf {
    root().join("end2end")
}

/// Installs the test tools as the lock file says, where they are missing or older than it.
pub fn install() -> Result<()> {
    let (lock, mark) = (folder().join("package-lock.json"), folder().join("node_modules/.package-lock.json"));
    let modified = |file: &Path| file.metadata().and_then(|data| data.modified()).ok();
    if modified(&mark).is_some_and(|installed| modified(&lock).is_some_and(|wanted| installed >= wanted)) {
        return Ok(());
    }
    say("installing the browser test tools (npm ci in end2end)");
    // The browser comes from Debian, or is there already: nothing is downloaded besides the packages.
    run_program(
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
            .current_dir(folder()),
    )
}

/// Whether Playwright has downloaded a Chromium of its own at some time.
pub fn has_own_browser() -> bool {
    let caches = std::env::var_os("PLAYWRIGHT_BROWSERS_PATH")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache/ms-playwright")));
    let entries = caches.and_then(|folder| std::fs::read_dir(folder).ok());
    entries.is_some_and(|entries| {
        entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("chromium"))
    })
}

/// Playwright, told where the server and the site are.
pub fn command() -> Command {
    let mut command = Command::new("node");
    command.arg("node_modules/@playwright/test/cli.js").current_dir(folder());
    command.env("EFFEN_BINARY", build::server_binary(false)).env("EFFEN_SITE_ROOT", build::site());
    command
}

/// Runs the whole suite on one database engine.
pub fn run(engine: &'static str, cluster: &Cluster) -> Result<Tally> {
    say(&format!("browser tests on {engine}"));
    let report = target(&format!("playwright-{engine}.json"));
    if report.exists() {
        std::fs::remove_file(&report)?;
    }
    let mut command = command();
    command.args(["test", "--reporter=list,json"]).env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    command.env("EFFEN_E2E_ENGINE", engine);
    if engine == "postgres" {
        command.env("EFFEN_E2E_POSTGRES_URL", cluster.create_database("effen_end2end")?);
        command.env("EFFEN_E2E_CREATEDB", cluster.client("createdb"));
    }
    let status = command.status().context("cannot start Playwright: is node installed?")?;
    let runner = if engine == "postgres" { "Playwright (PostgreSQL)" } else { "Playwright (SQLite)" };
    let report: Value = match std::fs::read_to_string(&report) {
        Ok(text) => serde_json::from_str(&text)?,
        Err(_) => Value::Null,
    };
    let (passed, mut failed) = counts(&report);
    let mut failures = Vec::new();
    failed_titles(&report, &mut failures);
    if !status.success() && failed == 0 {
        failures.push(format!("Playwright ended with {status}"));
        failed = 1;
    }
    Ok(Tally { runner, passed, failed, failures })
}

/// Tests of one run that may pass only when tried again: a machine can be short of breath. More of them is a fault.
const SECOND_TRIES_MAX: u64 = 2;

/// Passed and failed tests of Playwright's JSON report.
fn counts(report: &Value) -> (u64, u64) {
    let figure = |name: &str| report["stats"][name].as_u64().unwrap_or(0);
    let (flaky, failed) = (figure("flaky"), figure("unexpected"));
    if flaky > SECOND_TRIES_MAX { (figure("expected"), failed + flaky) } else { (figure("expected") + flaky, failed) }
}

/// Adds 'unexpected: file: title [project] first line of the error' for each test of the report that failed, and 'flaky: …'
/// for each that passed only when tried again.
fn failed_titles(suite: &Value, found: &mut Vec<String>) {
    let list = |value: &Value, name: &str| value[name].as_array().cloned().unwrap_or_default();
    for spec in list(suite, "specs") {
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        for test in list(&spec, "tests") {
            let status = word(&test["status"]);
            if !matches!(status.as_str(), "unexpected" | "flaky") {
                continue;
            }
            let error =
                list(&test, "results").first().map(|result| word(&result["error"]["message"])).unwrap_or_default();
            let first = error.lines().next().unwrap_or_default().chars().take(200).collect::<String>();
            let (file, title, project) = (word(&spec["file"]), word(&spec["title"]), word(&test["projectName"]));
            found.push(format!("{status}: {file}: {title} [{project}] {first}"));
        }
    }
    for inner in list(suite, "suites") {
        failed_titles(&inner, found);
    }
}

#[cfg(test)]
mod tests {
    use super::{counts, failed_titles};
    use serde_json::json;

    #[test]
    fn a_second_try_or_two_are_borne_with_and_no_more() {
        let report = |flaky: u64| json!({ "stats": { "expected": 10, "unexpected": 1, "flaky": flaky } });
        assert_eq!(counts(&report(2)), (12, 1));
        assert_eq!(counts(&report(3)), (10, 4));
    }

    #[test]
    fn what_failed_is_named_however_deep_it_stands() {
        let test = |status: &str| json!({ "projectName": "phone", "status": status, "results": [{ "error": { "message": "late\nat 3" } }] });
        let spec =
            |title: &str, status: &str| json!({ "title": title, "file": "pay.spec.ts", "tests": [test(status)] });
        let report = json!({ "suites": [{ "specs": [spec("one", "expected")], "suites": [{ "specs": [spec("two", "unexpected")] }] }] });
        let mut found = Vec::new();
        failed_titles(&report, &mut found);
        assert_eq!(found, ["unexpected: pay.spec.ts: two [phone] late"]);
    }
}
