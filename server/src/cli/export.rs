//! `effen export debtors|remittance`

use super::{Failure, progress_bar};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::db::books::{NamedCreditor, Period};
use crate::remittance::{self, Form};
use jiff::civil::Date;
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
    /// What goes to a creditor: collected principal, interest and costs of each claim, up to a day.
    Remittance(RemittanceArgs),
}

/// `effen export remittance`
#[derive(Debug, clap::Args)]
pub struct RemittanceArgs {
    /// The creditor, by its name.
    #[arg(long, value_name = "NAME")]
    pub creditor: String,
    /// The last day that counts.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Date,
    /// The first day that counts [default: the beginning].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<Date>,
    /// Write one JSON object, instead of CSV.
    #[arg(long)]
    pub json: bool,
    /// Where to write it; `-` is standard output.
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub to: PathBuf,
}

pub(super) fn day(text: &str) -> Result<Date, String> {
    effen::dates::parse_iso(text).map_err(|error| error.to_string())
}

/// Runs it.
pub async fn run(config: Config, command: Export) -> Result<(), Failure> {
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    let csv = match command {
        Export::Debtors { csv } => csv,
        Export::Remittance(args) => return remittance(&db, args).await,
    };
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

async fn remittance(db: &Db, args: RemittanceArgs) -> Result<(), Failure> {
    let NamedCreditor { slug, name } = super::named_creditor(db, &args.creditor).await?;
    let wrong = |message: String| Failure { message, status: 2 };
    let period = Period { from: args.from.unwrap_or(Date::MIN), until: args.until };
    if period.from > period.until {
        return Err(wrong("--until lies before --from".to_owned()));
    }
    let form = if args.json { Form::Json } else { Form::Csv };
    let of = remittance::Of { slug: &slug, name: &name, period, from: args.from };
    if args.to.as_os_str() == "-" {
        remittance::write(db, &of, form, std::io::stdout().lock()).await?;
        return Ok(());
    }
    let failed = |error: std::io::Error| Failure { message: format!("{}: {error}", args.to.display()), status: 1 };
    let file = std::io::BufWriter::new(std::fs::File::create(&args.to).map_err(failed)?);
    let count = remittance::write(db, &of, form, file).await?;
    println!("{count} claims written to {}.", args.to.display());
    Ok(())
}
