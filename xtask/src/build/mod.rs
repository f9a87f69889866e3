//! `cargo xtask build`: two browser bundles, the style sheet, the public files, and the server.
//!
//! All browser files end in `target/site`, those under `pkg/` with a hash of their content in their name, each with
//! its compressed forms beside it. `target/site/manifest.json` tells the server the names.

mod boot;
mod bundle;
mod compress;
mod css;
mod manifest;
mod public;

pub use manifest::Manifest;

use crate::shell::{cargo, only, output, run as run_program, say, target};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// Where the site is put.
pub fn site() -> PathBuf {
    target("site")
}

/// Where the server's program is.
pub fn server_binary(release: bool) -> PathBuf {
    target(if release { "release/effen" } else { "debug/effen" })
}

/// Runs `build [--release]`.
pub fn run(arguments: &[String]) -> Result<()> {
    only(arguments, &["--release"])?;
    all(arguments.iter().any(|argument| argument == "--release"))
}

/// Builds the site and the server.
pub fn all(release: bool) -> Result<()> {
    let manifest = build_site()?;
    manifest.print();
    build_server(release)
}

/// Builds the browser's part into [`site`].
pub fn build_site() -> Result<Manifest> {
    let started = Instant::now();
    add_wasm_target()?;
    let site = site();
    let pkg = site.join("pkg");
    std::fs::create_dir_all(&pkg).with_context(|| format!("cannot make {}", pkg.display()))?;
    let mut manifest = Manifest::new(site.clone());
    say("public files");
    public::copy(&mut manifest)?;
    say("style sheet");
    css::build(&mut manifest)?;
    for name in bundle::NAMES {
        say(&format!("browser bundle '{name}'"));
        bundle::build(name, &mut manifest)?;
    }
    manifest.finish()?;
    say(&format!("site ready in {:.1} s: {}", started.elapsed().as_secs_f64(), site.display()));
    Ok(manifest)
}

/// Builds the server's program. Unoptimised it is built as the tests build it (cargo makes the programs of a package for its
/// integration tests): with other features, every second dependency would be compiled twice, the typesetter among them.
pub fn build_server(release: bool) -> Result<()> {
    say(if release { "server (optimised)" } else { "server" });
    let mut command = cargo();
    if release {
        command.args(["build", "--package", "effen-server", "--release"]);
    } else {
        command.args(["test", "--workspace", "--no-run", "--quiet", "--test", "smtp"]);
    }
    run_program(&mut command)
}

/// Adds rustup's wasm32 target where it is missing. Without rustup the compiler must bring it along.
pub fn add_wasm_target() -> Result<()> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(crate::shell::root()))?;
    if PathBuf::from(sysroot.trim()).join("lib/rustlib/wasm32-unknown-unknown/lib").is_dir() {
        return Ok(());
    }
    say("adding the Rust target wasm32-unknown-unknown");
    run_program(
        Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]).current_dir(crate::shell::root()),
    )
    .context("the Rust target wasm32-unknown-unknown is missing and rustup could not add it")
}

/// The first ten hexadecimal digits of the SHA-256 of some bytes: enough to tell two versions of a file apart.
fn content_hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}
