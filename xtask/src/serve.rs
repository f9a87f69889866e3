//! `cargo xtask serve`: builds, then serves with the configuration of the environment.

use crate::{build, shell};
use anyhow::Result;
use std::process::Command;

/// Runs `serve [--release]`.
pub fn run(arguments: &[String]) -> Result<()> {
    shell::only(arguments, &["--release"])?;
    let release = arguments.iter().any(|argument| argument == "--release");
    build::all(release)?;
    shell::run(server(release).arg("serve"))
}

/// The server's program, told where the site is.
pub fn server(release: bool) -> Command {
    let mut command = Command::new(build::server_binary(release));
    command.current_dir(shell::root()).env("EFFEN_SITE_ROOT", build::site());
    command
}
