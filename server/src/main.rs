//! The `effen` program.

#![recursion_limit = "512"]

use clap::Parser;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    effen_server::cli::run(effen_server::cli::Cli::parse()).await
}
