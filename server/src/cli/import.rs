//! `effen import invoices|recalls|credits|received|contacts`

use super::{Failure, import_records};
use crate::config::Config;
use crate::db::Db;
use crate::db::import::Summary;
use crate::import::ReadOptions;
use crate::import::creditor_file::RecordKind;
use crate::import::run::{Outcome, RunError, RunOptions, run};
use clap::{Args, Subcommand};
use effen::kinds::Lang;
use effen::money::{Currency, Money};
use std::path::PathBuf;

/// Exit status when everything was imported but the rows that were rejected.
pub(super) const STATUS_SOME_REJECTED: u8 = 3;

/// What can be imported.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Import invoices from a CSV file, or UBL invoices and credit notes from a file or a folder.
    ///
    /// A second run of the same file changes nothing; a known invoice that differs becomes correction postings. Exit
    /// status: 0 all of it is in, 1 failed, 2 wrong use, 3 all is in but the rejected rows.
    Invoices(InvoicesArgs),
    /// Import bank statements: camt.053, MT940 or CODA (camt.054 with --parse-only).
    ///
    /// A statement whose opening balance and entries do not give its closing balance is refused. The same file or
    /// entry a second time adds nothing. Exit status: 0 all of it is in, 1 failed, 2 wrong use, 3 some was refused and
    /// the rest is in.
    Statement(super::statement::StatementArgs),
    /// Import claims that a creditor takes back, from a CSV file (docs/BOOKS.md has the columns).
    Recalls(RecordArgs),
    /// Import credit notes that lower an invoice, from a CSV file.
    Credits(RecordArgs),
    /// Import payments that reached the creditor itself, from a CSV file.
    Received(ReceivedArgs),
    /// Import contacts of before (letters, messages, calls, promises) from a CSV file, so that what is known of people
    /// begins with them (docs/IMPORT.md has the columns). Nothing is sent.
    Contacts(RecordArgs),
}

/// `effen import received …`
#[derive(Debug, Args)]
pub struct ReceivedArgs {
    /// What every such file needs.
    #[command(flatten)]
    pub record: RecordArgs,
    /// A past that is brought over: each payment counts as known on its own day, not from today. What is learned from
    /// the past needs that.
    #[arg(long)]
    pub history: bool,
}

/// `effen import recalls|credits|received …`
#[derive(Debug, Args)]
pub struct RecordArgs {
    /// A CSV file with our own column names.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Whose file it is, where it has no column `creditor`.
    #[arg(long, value_name = "NAME")]
    pub creditor: Option<String>,
    /// Check everything and show what would happen, but keep nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as one JSON object.
    #[arg(long)]
    pub json: bool,
    /// Where rejected rows go [default: NAME.rejected.csv in the current folder].
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
}

/// `effen import invoices …`
#[derive(Debug, Args)]
pub struct InvoicesArgs {
    /// A CSV file, an .xml file (UBL 2.1), or a folder of .xml files.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How to read the CSV: see docs/import-map.example.toml. Without it, columns must bear our own names.
    #[arg(long, value_name = "MAP.toml")]
    pub map: Option<PathBuf>,
    /// Whose invoices these are; overrules the map and the documents.
    #[arg(long, value_name = "NAME")]
    pub creditor: Option<String>,
    /// Check everything and show what would happen, but keep nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as one JSON object.
    #[arg(long)]
    pub json: bool,
    /// Where rejected rows go [default: NAME.rejected.csv in the current folder].
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
}

/// Imports.
pub async fn run_command(config: Config, command: ImportCommand) -> Result<(), Failure> {
    let args = match command {
        ImportCommand::Invoices(args) => args,
        ImportCommand::Statement(args) => return super::statement::run(config, args).await,
        ImportCommand::Recalls(args) => {
            return import_records::run_command(config, RecordKind::Recall, args, false).await;
        }
        ImportCommand::Credits(args) => {
            return import_records::run_command(config, RecordKind::Credit, args, false).await;
        }
        ImportCommand::Received(args) => {
            return import_records::run_command(config, RecordKind::Received, args.record, args.history).await;
        }
        ImportCommand::Contacts(args) => return import_records::run_contacts(config, args).await,
    };
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    let options = RunOptions {
        read: ReadOptions { path: args.file, map: args.map, creditor: args.creditor },
        rejects: args.rejects,
        dry_run: args.dry_run,
        progress: true,
    };
    let now = crate::clock::Clock::System.now();
    let outcome = run(&db, now, &options).await;
    // What came in too old, or with costs above the rule, is held before anybody is written to.
    let held = if args.dry_run { Ok(0) } else { crate::self_check::run(&db, now).await };
    db.close().await;
    let held = held?;
    let outcome = outcome.map_err(failure)?;
    if args.json {
        println!("{}", serde_json::to_string(&outcome.summary).map_err(crate::error::Error::from)?);
    } else {
        print!("{}", told(&outcome.summary, args.dry_run));
        if held > 0 {
            println!("{held} claims look too old or carry too many costs: they are held, see the console's cases.");
        }
    }
    match outcome {
        Outcome { rejects: Some(path), summary } => {
            Err(Failure { message: told_rejects(summary.rejected, &path), status: STATUS_SOME_REJECTED })
        }
        Outcome { rejects: None, .. } => Ok(()),
    }
}

pub(super) fn failure(error: RunError) -> Failure {
    let status = match &error {
        RunError::Input(_) => 2,
        RunError::Database(_) | RunError::Rejects { .. } => 1,
    };
    Failure { message: error.to_string(), status }
}

pub(super) fn told_rejects(count: u64, path: &std::path::Path) -> String {
    let rows = if count == 1 { "1 row was" } else { &format!("{count} rows were") };
    format!("{rows} rejected, the rest is in; see {}", path.display())
}

/// The summary for people.
fn told(summary: &Summary, dry_run: bool) -> String {
    let euro = Money::euro(summary.amount_cents).format(Lang::En);
    let mut text = String::new();
    let mut line = |label: &str, value: String| text.push_str(&format!("{label:<12} {value:>16}\n"));
    line("debtors", summary.debtors.to_string());
    line("invoices", summary.invoices.to_string());
    line("amount", euro);
    for (code, cents) in &summary.other_currencies {
        if let Ok(currency) = code.parse::<Currency>() {
            line("and", Money { cents: *cents, currency }.format(Lang::En));
        }
    }
    line("settled", summary.settled.to_string());
    line("disputed", summary.disputed.to_string());
    line("new", summary.new.to_string());
    line("unchanged", summary.unchanged.to_string());
    line("changed", summary.changed.to_string());
    line("repeated", summary.repeated.to_string());
    line("rejected", summary.rejected.to_string());
    line("segmented", summary.segmented.to_string());
    if dry_run {
        text.push_str("This was a dry run: nothing was kept.\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;

    fn invoices(file: PathBuf, rejects: PathBuf) -> ImportCommand {
        let (map, creditor) = (None, Some("Eiser".to_owned()));
        let rejects = Some(rejects);
        ImportCommand::Invoices(InvoicesArgs { file, map, creditor, dry_run: false, json: true, rejects })
    }

    #[tokio::test]
    async fn the_exit_status_says_whether_all_of_it_is_in() {
        for test in databases().await {
            let folder = tempfile::tempdir().unwrap();
            let (file, rejects) = (folder.path().join("in.csv"), folder.path().join("out.csv"));
            let config = || Config { database_url: test.url.clone(), ..Config::defaults() };
            let header = "customer_number,number,issued_on,amount\n";
            std::fs::write(&file, format!("{header}K1,F1,2025-01-05,10.00\n")).unwrap();
            run_command(config(), invoices(file.clone(), rejects.clone())).await.unwrap();
            assert!(!rejects.exists());
            std::fs::write(&file, format!("{header}K1,F1,2025-01-05,10.00\nK1,F2,soon,10.00\n")).unwrap();
            let failure = run_command(config(), invoices(file.clone(), rejects.clone())).await.unwrap_err();
            assert_eq!(failure.status, STATUS_SOME_REJECTED);
            assert!(failure.message.contains("1 row") && rejects.exists(), "{}", failure.message);
            std::fs::write(&file, "a,b\n1,2\n").unwrap();
            let failure = run_command(config(), invoices(file, rejects.clone())).await.unwrap_err();
            assert_eq!(failure.status, 2);
            assert!(failure.message.contains("customer_number"), "{}", failure.message);
            let gone = invoices(folder.path().join("gone.csv"), rejects);
            assert_eq!(run_command(config(), gone).await.unwrap_err().status, 2);
        }
    }

    #[test]
    fn the_summary_keeps_currencies_apart() {
        let summary = Summary {
            amount_cents: 296_272,
            other_currencies: [("NOK".to_owned(), 80_178)].into(),
            ..Summary::default()
        };
        let text = told(&summary, true);
        assert!(text.contains("2,962.72") && text.contains("NOK") && text.contains("801.78"), "{text}");
        let json = serde_json::to_value(&summary).unwrap();
        for key in ["debtors", "invoices", "amount_cents", "settled", "disputed", "rejected", "unchanged", "changed"] {
            assert!(json[key].is_number(), "{key}");
        }
    }
}
