//! `effen policy show|set`: what a creditor allows in plans. A policy is never changed: a new version is added, with the
//! day from which it holds. Plans that were agreed keep theirs.

use super::Failure;
use crate::config::Config;
use crate::db::Db;
use crate::db::plan_policy::{self, PolicyRow};
use clap::Subcommand;
use effen::dates::parse_iso;
use effen::money::{Cents, Currency, NumberFormat, parse};
use effen::plan::PlanPolicy;
use jiff::civil::Date;

/// What to do.
#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// Show every version of a creditor's policy.
    Show {
        /// The creditor's short name, as imports know it.
        #[arg(long)]
        creditor: String,
    },
    /// Add a version. What is not named stays as it is in the latest one.
    Set {
        /// The creditor's short name, as imports know it.
        #[arg(long)]
        creditor: String,
        /// The longest plan, in months; below two there are no plans.
        #[arg(long)]
        months_max: Option<u32>,
        /// The smallest instalment, in euros.
        #[arg(long, value_parser = euros)]
        instalment_min: Option<Cents>,
        /// Instalments that may be skipped within a year.
        #[arg(long)]
        skips_a_year: Option<u32>,
        /// Missed instalments that a debtor may move to the end within a year.
        #[arg(long)]
        moves_a_year: Option<u32>,
        /// The first day it holds [default: today].
        #[arg(long, value_parser = day)]
        from: Option<Date>,
    },
}

fn euros(text: &str) -> Result<Cents, String> {
    let money = parse(text, NumberFormat::PLAIN, Currency::EUR).map_err(|error| error.to_string())?;
    if money.cents > 0 { Ok(Cents(money.cents)) } else { Err("an instalment is more than nothing".to_owned()) }
}

fn day(text: &str) -> Result<Date, String> {
    parse_iso(text).map_err(|error| error.to_string())
}

/// See the module.
pub async fn run(config: Config, command: PolicyCommand) -> Result<(), Failure> {
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    match command {
        PolicyCommand::Show { creditor } => {
            for row in versions(&db, &creditor).await? {
                print(&row);
            }
        }
        PolicyCommand::Set { creditor, months_max, instalment_min, skips_a_year, moves_a_year, from } => {
            let Some(PolicyRow { policy: latest, .. }) = versions(&db, &creditor).await?.pop() else { return Ok(()) };
            let policy = PlanPolicy {
                months_max: months_max.unwrap_or(latest.months_max),
                instalment_min: instalment_min.unwrap_or(latest.instalment_min),
                skips_a_year: skips_a_year.unwrap_or(latest.skips_a_year),
                moves_a_year: moves_a_year.unwrap_or(latest.moves_a_year),
            };
            let now = jiff::Timestamp::now();
            let from_on = from.unwrap_or_else(|| crate::clock::local(now).date());
            let version = plan_policy::create(&db, &creditor, from_on, &policy, now.as_millisecond()).await?;
            print(&PolicyRow { version, from_on: Some(from_on), policy });
        }
    }
    Ok(())
}

async fn versions(db: &Db, creditor: &str) -> Result<Vec<PolicyRow>, Failure> {
    let mut conn = db.read().acquire().await.map_err(crate::error::Error::from)?;
    let rows = plan_policy::list(&mut conn, creditor).await?;
    if rows.is_empty() {
        return Err(Failure { message: format!("there is no creditor '{creditor}'"), status: 2 });
    }
    Ok(rows)
}

fn print(row: &PolicyRow) {
    let from = row.from_on.map_or_else(|| "the start".to_owned(), |on| on.to_string());
    let policy = row.policy;
    println!(
        "version {} from {from}: at most {} months, instalments of at least {}, {} skipped and {} moved a year",
        row.version,
        policy.months_max,
        policy.instalment_min.decimal(),
        policy.skips_a_year,
        policy.moves_a_year
    );
}
