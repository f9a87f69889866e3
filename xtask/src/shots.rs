//! `cargo xtask shots`: screenshots of every page × layout × width × scheme, for people to look at.

use crate::shell::{only, say};
use crate::{build, test};
use anyhow::Result;

/// Runs `shots`: the pictures are put into `end2end/shots`.
pub fn run(arguments: &[String]) -> Result<()> {
    only(arguments, &[])?;
    test::provision::browser_tools()?;
    build::all(false)?;
    say("taking screenshots into end2end/shots");
    crate::shell::run(test::playwright::command().args(["test", "--config", "shots.config.ts"]))
}
