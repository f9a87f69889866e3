//! `effen export debtors`

use super::{Failure, progress_bar};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use std::path::PathBuf;

/// Files for spreadsheets.
#[derive(Debug, clap::Subcommand)]
pub enum Export {
    /// One line a debtor: reference, what is open, persona, scores, characteristics.
    Debtors {
        /// Where to write it; `-` is standard output.
        #[arg(long, value_name = "FILE")]
        csv: PathBuf,
    },
}

/// Runs it.
pub async fn run(config: Config, command: Export) -> Result<(), Failure> {
    let Export::Debtors { csv } = command;
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    let now = Clock::System.now();
    if csv.as_os_str() == "-" {
        crate::export::debtors(&db, now, std::io::stdout().lock(), |_| {}).await?;
        return Ok(());
    }
    let bar = progress_bar(crate::db::outreach::count(&db).await?, "Writing");
    let failed = |error: std::io::Error| Failure { message: format!("{}: {error}", csv.display()), status: 1 };
    let file = std::io::BufWriter::new(std::fs::File::create(&csv).map_err(failed)?);
    let count = crate::export::debtors(&db, now, file, |count| bar.set_position(count)).await?;
    bar.finish_and_clear();
    println!("{count} debtors written to {}.", csv.display());
    Ok(())
}
