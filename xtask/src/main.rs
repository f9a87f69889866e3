//! `cargo xtask …`: builds, runs, tests and measures Effen. No tool has to be installed but rustup.

mod bench;
mod budget;
mod build;
mod check;
mod demo;
mod demo_server;
mod http;
mod purity;
mod serve;
mod shell;
mod shots;
mod soak;
mod test;

use std::process::ExitCode;

/// One command of `cargo xtask`.
struct Command {
    name: &'static str,
    arguments: &'static str,
    help: &'static str,
    run: fn(&[String]) -> anyhow::Result<()>,
}

/// Every command there is.
const COMMANDS: &[Command] = &[
    Command {
        name: "demo",
        arguments: "[OPTIONS OF effen demo]",
        help: "build, fill a fresh database with demo data, serve it",
        run: demo::run,
    },
    Command {
        name: "serve",
        arguments: "[--release]",
        help: "build and serve with your own configuration",
        run: serve::run,
    },
    Command {
        name: "build",
        arguments: "[--release]",
        help: "build the browser files and the server",
        run: build::run,
    },
    Command { name: "test", arguments: "", help: "install what is missing, check, and run every test", run: test::run },
    Command {
        name: "check",
        arguments: "",
        help: "format, clippy, core purity, wasm32 build, size budget",
        run: check::run,
    },
    Command { name: "bench", arguments: "NAME", help: "measure one part; without a name, list them", run: bench::run },
    Command { name: "shots", arguments: "", help: "screenshots of every page into end2end/shots", run: shots::run },
    Command {
        name: "soak",
        arguments: "NAME",
        help: "what runs longer than a test should; without a name, list",
        run: soak::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(command) = arguments.first().and_then(|name| COMMANDS.iter().find(|command| command.name == name)) else {
        print_usage();
        let asked = arguments.first().is_some_and(|first| first == "--help" || first == "help");
        return if asked { ExitCode::SUCCESS } else { ExitCode::from(2) };
    };
    match (command.run)(&arguments[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask {}: {error:#}", command.name);
            ExitCode::FAILURE
        }
    }
}

fn print_usage() {
    eprintln!("usage: cargo xtask COMMAND\n");
    for command in COMMANDS {
        eprintln!("  {:<22} {}", format!("{} {}", command.name, command.arguments), command.help);
    }
}
