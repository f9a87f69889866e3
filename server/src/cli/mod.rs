//! The command line. One file a command; exit status 0 done, 1 failed, 2 wrong use.

pub mod agent;
pub mod audit;
pub mod code_letter;
pub mod creditor;
mod creditor_letters;
pub mod demo;
pub mod export;
pub mod formal_letter;
pub mod import;
pub mod import_records;
pub mod learn;
pub mod migrate;
pub mod outreach;
pub mod policy;
pub mod quote;
pub mod segment;
pub mod serve;
pub mod statement;
pub mod waive;

use crate::config::{Config, ConfigError};
use crate::db::Db;
use crate::db::books::{NamedCreditor, find_creditor};
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Effen: a debtor portal, its console and its segmentation.
#[derive(Debug, Parser)]
#[command(name = "effen", version, about)]
pub struct Cli {
    /// Settings file (TOML); the environment wins over it.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the portal and the console.
    Serve,
    /// Fill a demonstration and serve it on this machine.
    Demo(demo::Options),
    /// Import what creditors send.
    #[command(subcommand)]
    Import(import::ImportCommand),
    /// Score debtors, and explain scores.
    #[command(subcommand)]
    Segment(segment::Segment),
    /// Remind debtors.
    #[command(subcommand)]
    Outreach(outreach::Outreach),
    /// Write files for spreadsheets.
    #[command(subcommand)]
    Export(export::Export),
    /// Re-derive every balance and everything else that is derived, and say what differs.
    ///
    /// Exit status: 0 nothing differs, 1 something does.
    Audit(audit::AuditArgs),
    /// What stands on every account at the end of a day.
    Balance(audit::BalanceArgs),
    /// Give up part of a claim. The same twice on one day is done once.
    Waive(waive::WaiveArgs),
    /// Bring the database's tables up to date.
    Migrate,
    /// Manage the people who work in the console.
    #[command(subcommand)]
    Agent(agent::AgentCommand),
    /// Show or set what a creditor allows in plans.
    #[command(subcommand)]
    Policy(policy::PolicyCommand),
    /// Show or set what a creditor asks by contract.
    #[command(subcommand)]
    Creditor(creditor::CreditorCommand),
    /// Write letters to print.
    #[command(subcommand)]
    Letter(code_letter::LetterCommand),
    /// One figure with its reasons: costs, interest, a term, a reference, a payment code, a plan.
    Quote(quote::QuoteArgs),
    /// List every setting with its default.
    Config,
}

/// A command that failed: what to say, and the exit status.
#[derive(Debug)]
pub struct Failure {
    /// A sentence for standard error.
    pub message: String,
    /// 1 failed, 2 wrong use.
    pub status: u8,
}

impl From<crate::error::Error> for Failure {
    fn from(error: crate::error::Error) -> Self {
        Self { message: error.to_string(), status: 1 }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self { message: error.to_string(), status: 2 }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self { message: error.to_string(), status: 1 }
    }
}

/// Finds the creditor that a command names, by its stored short name or its name.
pub(crate) async fn named_creditor(db: &Db, given: &str) -> Result<NamedCreditor, Failure> {
    let unknown = || Failure { message: format!("--creditor: no creditor is called '{given}'"), status: 2 };
    find_creditor(db, given).await?.ok_or_else(unknown)
}

/// A bar for long work; it draws nothing where nobody watches.
pub(crate) fn progress_bar(total: i64, what: &'static str) -> indicatif::ProgressBar {
    let bar = indicatif::ProgressBar::new(u64::try_from(total).unwrap_or(0));
    let style = indicatif::ProgressStyle::with_template("{prefix} {wide_bar} {pos}/{len}, {per_sec} {msg}");
    // The template is a constant; a wrong one would show as a plain bar.
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.with_prefix(what)
}

/// Runs a command.
pub async fn run(cli: Cli) -> ExitCode {
    match dispatch(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("effen: {}", failure.message);
            ExitCode::from(failure.status)
        }
    }
}

async fn dispatch(cli: Cli) -> Result<(), Failure> {
    match cli.command {
        Command::Config => {
            for key in crate::config::KEYS {
                println!("{:<20} {:<36} {}", key.name, key.default, key.help);
            }
            Ok(())
        }
        Command::Quote(args) => {
            // The only setting a quote looks at: figures are those of the operator's own tables.
            crate::law::install(std::env::var_os(crate::law::LAW_DIR).map(PathBuf::from).as_deref())?;
            quote::run(args, crate::clock::Clock::System.today())
        }
        command => with_config(cli.config.as_deref(), command).await,
    }
}

/// The commands that need settings.
async fn with_config(file: Option<&std::path::Path>, command: Command) -> Result<(), Failure> {
    let config = Config::load(file)?;
    start_log(&config)?;
    crate::law::install(config.law_dir.as_deref())?;
    crate::law::report(crate::clock::Clock::System.today());
    match command {
        Command::Serve => serve::run(config).await,
        Command::Demo(options) => demo::run(config, options).await,
        Command::Import(command) => import::run_command(config, command).await,
        Command::Segment(command) => segment::run(config, command).await,
        Command::Outreach(command) => outreach::run(config, command).await,
        Command::Export(command) => export::run(config, command).await,
        Command::Audit(args) => audit::run(config, args).await,
        Command::Balance(args) => audit::balance(config, args).await,
        Command::Waive(args) => waive::run(config, args).await,
        Command::Migrate => migrate::run(config).await,
        Command::Agent(command) => agent::run(config, command).await,
        Command::Policy(command) => policy::run(config, command).await,
        Command::Creditor(command) => creditor::run(config, command).await,
        Command::Letter(command) => code_letter::run(config, command).await,
        Command::Config | Command::Quote(_) => Ok(()),
    }
}

fn start_log(config: &Config) -> Result<(), Failure> {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log)
        .map_err(|error| Failure { message: format!("EFFEN_LOG: {error}"), status: 2 })?;
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    Ok(())
}
