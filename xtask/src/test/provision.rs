//! Installing what a bare Debian with rustup lacks. Each step says what it does before it does it, and does nothing
//! where the thing is there.

use super::{playwright, postgres};
use crate::build;
use crate::shell::{on_path, root, run, say};
use anyhow::{Context, Result, bail};
use std::process::Command;

/// Chromium without a window: half the work of the whole one.
const HEADLESS: &str = "chromium-headless-shell";

/// Everything the tests need.
pub fn everything() -> Result<()> {
    build::add_wasm_target()?;
    add_components()?;
    let mut packages = node_packages();
    if postgres::programs().is_err() {
        packages.push("postgresql");
    }
    install(&packages)?;
    add_browser()?;
    playwright::install()
}

/// Only what the browser tests and the screenshots need.
pub fn browser_tools() -> Result<()> {
    install(&node_packages())?;
    add_browser()?;
    playwright::install()
}

/// Debian has a Chromium without a window; where a package of that name is unknown, the whole one does as well.
fn add_browser() -> Result<()> {
    if on_path(HEADLESS) || playwright::has_own_browser() {
        return Ok(());
    }
    if !on_path("chromium") {
        return install(&[HEADLESS]).or_else(|_| install(&["chromium"]));
    }
    // One is there, which is enough if nothing may be installed.
    if on_path("apt-get") && postgres::is_root()? && install(&[HEADLESS]).is_err() {
        say("no Chromium without a window to be had: the whole one has to do");
    }
    Ok(())
}

/// rustup's minimal profile comes without these two.
fn add_components() -> Result<()> {
    for (program, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        let there = Command::new(program).arg("--version").current_dir(root()).output();
        if !there.is_ok_and(|output| output.status.success()) {
            say(&format!("adding the Rust component {component}"));
            run(Command::new("rustup").args(["component", "add", component]).current_dir(root()))?;
        }
    }
    Ok(())
}

fn node_packages() -> Vec<&'static str> {
    let mut packages = Vec::new();
    if !on_path("node") {
        packages.push("nodejs");
    }
    if !on_path("npm") {
        packages.push("npm");
    }
    packages
}

/// Installs Debian packages, as root or through sudo.
fn install(packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    if !on_path("apt-get") {
        bail!("these are missing, and this is no Debian: {list}. Install them and run this again");
    }
    let root = postgres::is_root()?;
    if !root && !on_path("sudo") {
        bail!("these Debian packages are missing: {list}. As root: apt-get install {list}");
    }
    say(&format!("installing the Debian packages {list}"));
    let apt = |arguments: &[&str]| {
        let mut command = Command::new(if root { "env" } else { "sudo" });
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments);
        run(&mut command)
    };
    apt(&["update", "--quiet"])?;
    let mut arguments = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    arguments.extend(packages);
    apt(&arguments).with_context(|| format!("could not install {list}"))
}
