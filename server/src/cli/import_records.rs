//! `effen import recalls|credits|received|contacts`

use super::Failure;
use super::import::{RecordArgs, STATUS_SOME_REJECTED, failure, told_rejects};
use crate::config::Config;
use crate::db::Db;
use crate::import::contact_run::{self, ContactOptions, ContactSummary};
use crate::import::creditor_file::RecordKind;
use crate::import::creditor_run::{RecordOptions, RecordSummary, run};

async fn open(config: &Config, args: &RecordArgs) -> Result<(Db, Option<String>), Failure> {
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    let creditor = match &args.creditor {
        Some(given) => Some(super::named_creditor(&db, given).await?.slug),
        None => None,
    };
    Ok((db, creditor))
}

/// Imports contacts of before.
pub async fn run_contacts(config: Config, args: RecordArgs) -> Result<(), Failure> {
    let (db, creditor) = open(&config, &args).await?;
    let options = ContactOptions { path: args.file, creditor, rejects: args.rejects, dry_run: args.dry_run };
    let bar = super::progress_bar(0, "Importing");
    let outcome = contact_run::run(&db, crate::clock::Clock::System.now(), &options, &bar).await;
    bar.finish_and_clear();
    db.close().await;
    let (summary, rejects) = outcome.map_err(failure)?;
    if args.json {
        println!("{}", serde_json::to_string(&summary).map_err(crate::error::Error::from)?);
    } else {
        let ContactSummary { lines, logged, signals, known, rejected } = summary;
        let counts =
            [("lines", lines), ("logged", logged), ("signals", signals), ("known", known), ("rejected", rejected)];
        for (label, count) in counts {
            println!("{label:<12} {count:>12}");
        }
        if args.dry_run {
            println!("This was a dry run: nothing was kept.");
        }
    }
    match rejects {
        Some(path) => Err(Failure { message: told_rejects(summary.rejected, &path), status: STATUS_SOME_REJECTED }),
        None => Ok(()),
    }
}

/// Imports one file. With `history`, what is in it counts as known on its own day.
pub async fn run_command(config: Config, kind: RecordKind, args: RecordArgs, history: bool) -> Result<(), Failure> {
    let (db, creditor) = open(&config, &args).await?;
    let (rejects, dry_run) = (args.rejects, args.dry_run);
    let options = RecordOptions { path: args.file, kind, creditor, rejects, dry_run, history };
    let bar = super::progress_bar(0, "Importing");
    let outcome = run(&db, crate::clock::Clock::System.now(), &options, &bar).await;
    bar.finish_and_clear();
    db.close().await;
    let (summary, rejects) = outcome.map_err(failure)?;
    if args.json {
        println!("{}", serde_json::to_string(&summary).map_err(crate::error::Error::from)?);
    } else {
        print!("{}", told(&summary, dry_run));
    }
    match rejects {
        Some(path) => Err(Failure { message: told_rejects(summary.rejected, &path), status: STATUS_SOME_REJECTED }),
        None => Ok(()),
    }
}

fn told(summary: &RecordSummary, dry_run: bool) -> String {
    let mut text = String::new();
    for (label, count) in
        [("lines", summary.lines), ("booked", summary.booked), ("known", summary.known), ("rejected", summary.rejected)]
    {
        text.push_str(&format!("{label:<12} {count:>12}\n"));
    }
    if summary.beyond_open_cents > 0 {
        let beyond = effen::money::Cents(summary.beyond_open_cents).decimal();
        text.push_str(&format!("beyond open  {beyond:>12}  more than was open: the creditor's to settle\n"));
    }
    if dry_run {
        text.push_str("This was a dry run: nothing was kept.\n");
    }
    text
}
