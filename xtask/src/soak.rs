//! `cargo xtask soak NAME`: whatever runs longer than a test should.

use crate::bench::{Entry, dispatch};
use anyhow::Result;

/// Every long run there is.
const SOAKS: &[Entry] = &[];

/// Runs `soak NAME`.
pub fn run(arguments: &[String]) -> Result<()> {
    dispatch("soak", SOAKS, arguments)
}
