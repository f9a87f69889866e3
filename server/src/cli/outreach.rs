//! `effen outreach run`

use super::{Failure, progress_bar};
use crate::app::App;
use crate::clock::{Clock, zone};
use crate::config::Config;
use crate::db::Db;
use crate::outreach::{deliver, formal, plan, plan_notices, whatsapp};
use jiff::civil::DateTime;
use std::time::Instant;

/// Messages to debtors.
#[derive(Debug, clap::Subcommand)]
pub enum Outreach {
    /// Queue the reminders that fall on today and send those whose hour has come.
    Run(Options),
    /// Print every WhatsApp template as JSON, one a line, as it is to be approved.
    Templates,
}

/// Options of a run.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Say what would be sent; write and send nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// As if it were this moment, local time (2026-05-12T10:00): with --dry-run, or in a demonstration.
    #[arg(long, value_name = "TIME")]
    pub at: Option<DateTime>,
    /// Print the summary as JSON.
    #[arg(long)]
    pub json: bool,
}

fn clock(at: Option<DateTime>) -> Result<Clock, Failure> {
    let Some(at) = at else { return Ok(Clock::System) };
    let zoned = at.to_zoned(zone()).map_err(|error| Failure { message: format!("--at: {error}"), status: 2 })?;
    Ok(Clock::fixed(zoned.timestamp()))
}

fn templates() -> Result<(), Failure> {
    for template in whatsapp::templates() {
        println!("{}", serde_json::to_string(&template).map_err(crate::error::Error::from)?);
    }
    Ok(())
}

/// Runs it.
pub async fn run(config: Config, command: Outreach) -> Result<(), Failure> {
    let Outreach::Run(options) = command else { return templates() };
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    let total = crate::db::outreach::count(&db).await?;
    let app = App::new(config, db, clock(options.at)?).await?;
    if options.at.is_some() && !options.dry_run && !app.demo {
        return Err(Failure { message: "--at sends only in a demonstration; add --dry-run".into(), status: 2 });
    }
    let started = Instant::now();
    let bar = progress_bar(total, "Looking at");
    // Before reminders: what was agreed comes first, and each debtor hears from us only so often.
    let coming = if options.dry_run { 0 } else { plan_notices::tell_coming(&app).await? };
    let letters = formal::run(&app, options.dry_run).await?;
    let planned = plan::run(&app, options.dry_run, |summary| {
        bar.set_position(summary.debtors);
        bar.set_message(format!("{} queued, {} later", summary.queued, summary.later));
    })
    .await?;
    bar.finish_and_clear();
    let planned_in = started.elapsed().as_secs_f64();
    let delivered = if options.dry_run {
        None
    } else {
        let bar = progress_bar(i64::try_from(planned.queued + coming + letters.queued).unwrap_or(i64::MAX), "Sending");
        let delivered = deliver::run(&app, |delivered| bar.set_position(delivered.sent)).await?;
        bar.finish_and_clear();
        Some(delivered)
    };
    let seconds = started.elapsed().as_secs_f64();
    if options.json {
        let summary = serde_json::json!({
            "dry_run": options.dry_run, "planned": planned, "instalments_coming": coming, "formal_letters": letters,
            "delivered": delivered, "seconds": seconds,
        });
        println!("{summary}");
        return Ok(());
    }
    let rate = planned.debtors as f64 / planned_in.max(0.001);
    println!(
        "{} debtors looked at ({rate:.0} a second), {} scored for the first time.",
        planned.debtors, planned.segmented
    );
    let would = if options.dry_run { "would be queued" } else { "queued" };
    println!("{} messages {would}; {} debtors hear from us on a later day.", planned.queued, planned.later);
    println!("{coming} messages before an instalment.");
    println!("{} formal letters {would}; {} are due later.", letters.queued, letters.later);
    let counts = [
        ("  as", &planned.kinds),
        ("  by", &planned.channels),
        ("  not, because", &planned.none),
        ("  no letter, because", &letters.none),
    ];
    for (label, counts) in counts {
        for (what, count) in counts {
            println!("{label} {what}: {count}");
        }
    }
    if let Some(done) = delivered {
        println!(
            "{} sent, {} put off, {} refused, {} withdrawn, {} given up.",
            done.sent, done.later, done.bounced, done.withdrawn, done.dead
        );
    }
    Ok(())
}
