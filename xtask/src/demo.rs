//! `cargo xtask demo`: everything built, a fresh database filled, a server with links to try.

use crate::{build, serve, shell};
use anyhow::{Context, Result};

/// Runs `demo`; what follows goes to `effen demo`. The database is made anew each time, in `target/demo`.
pub fn run(arguments: &[String]) -> Result<()> {
    build::all(true)?;
    let folder = shell::target("demo");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    std::fs::create_dir_all(&folder)?;
    let mut command = serve::server(true);
    if std::env::var_os("EFFEN_DATABASE_URL").is_none() {
        command.env("EFFEN_DATABASE_URL", format!("sqlite:{}", folder.join("effen.sqlite").display()));
    }
    if std::env::var_os("EFFEN_DATA_DIR").is_none() {
        command.env("EFFEN_DATA_DIR", folder.join("data"));
    }
    shell::run(command.arg("demo").args(arguments))
}
