//! The core knows no clock, no random source, no runtime, no database and no user interface. Kept here as a list of
//! what it may depend on, and of what its sources may not name; the bundles of the browser build it for wasm32.

use crate::shell::{cargo, output, root};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::path::Path;

/// Every crate that may be linked into the core, with the derive macros behind them. An addition is a decision: it must be pure as well.
const ALLOWED: &[&str] = &[
    "effen",
    "itoa",
    "jiff",
    "jiff_core",
    "libm",
    "memchr",
    "proc_macro2",
    "quote",
    "serde",
    "serde_core",
    "serde_derive",
    "serde_json",
    "serde_spanned",
    "syn",
    "thiserror",
    "thiserror_impl",
    "toml",
    "toml_datetime",
    "toml_parser",
    "unicode_ident",
    "winnow",
    "zmij",
];

/// What no line of the core may name, with the reason.
const FORBIDDEN: &[(&str, &str)] = &[
    ("SystemTime", "the time comes in as a parameter"),
    ("Instant::now", "the time comes in as a parameter"),
    ("Timestamp::now", "the time comes in as a parameter"),
    ("Zoned::now", "the time comes in as a parameter"),
    ("std::fs", "the core reads and writes nothing"),
    ("std::net", "the core reads and writes nothing"),
    ("std::env", "settings come in as parameters"),
    ("std::process", "the core starts nothing"),
    ("std::thread", "the core also runs in a browser"),
    ("println!", "the core prints nothing"),
];

/// Compares the crates linked into the core with the list.
pub fn dependencies() -> Result<()> {
    let mut command = cargo();
    command.args(["tree", "--package", "effen", "--edges", "normal", "--prefix", "none", "--format", "{lib}"]);
    command.args(["--target", "wasm32-unknown-unknown"]);
    let tree = output(&mut command)?;
    let found: BTreeSet<String> =
        tree.lines().filter_map(|line| line.split_whitespace().next()).map(|name| name.replace('-', "_")).collect();
    let allowed: BTreeSet<String> = ALLOWED.iter().map(|&name| name.to_owned()).collect();
    let added: Vec<&str> = found.difference(&allowed).map(String::as_str).collect();
    if !added.is_empty() {
        bail!("the core now links {}; allowed are {}", added.join(", "), ALLOWED.join(", "));
    }
    let gone: Vec<&str> = allowed.difference(&found).map(String::as_str).collect();
    if !gone.is_empty() {
        bail!("no longer linked: {}; take it off the list in xtask/src/purity.rs", gone.join(", "));
    }
    Ok(())
}

/// Looks for forbidden names in the core's sources.
pub fn sources() -> Result<()> {
    let mut found = Vec::new();
    search(&root().join("src"), &mut found)?;
    if !found.is_empty() {
        bail!("\n    {}", found.join("\n    "));
    }
    Ok(())
}

fn search(folder: &Path, found: &mut Vec<String>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            search(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") && !is_test_module(&path) {
            let text = std::fs::read_to_string(&path)?;
            // Tests stand at the end of a file, and may read what they compare with.
            let shipped = text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
            for (number, line) in shipped.enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                for (name, why) in FORBIDDEN.iter().filter(|(name, _)| code.contains(name)) {
                    found.push(format!("{}:{} names {name}: {why}", path.display(), number + 1));
                }
            }
        }
    }
    Ok(())
}

/// Files of tests are named so, and compiled for tests only.
fn is_test_module(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("_tests"))
}
