//! `effen demo`

use super::Failure;
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::demo;
use indicatif::{ProgressBar, ProgressStyle};

/// Options of the demo.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// How many debtors to simulate.
    #[arg(long, default_value_t = demo::DEBTORS)]
    pub debtors: usize,
    /// The seed of the simulation.
    #[arg(long, default_value_t = demo::SEED)]
    pub seed: u64,
    /// Fill the database and stop, without serving.
    #[arg(long)]
    pub fill_only: bool,
    /// Leave nobody waiting in the chat.
    #[arg(long)]
    pub empty_desk: bool,
    /// Also print who was simulated as what and scored as what.
    #[arg(long)]
    pub report: bool,
}

/// Fills an empty database (or takes one that is filled), then serves it on loopback and prints where to click.
pub async fn run(config: Config, options: Options) -> Result<(), Failure> {
    if !config.listen.ip().is_loopback() {
        return Err(Failure { message: "EFFEN_LISTEN: the demo listens on this machine only".into(), status: 2 });
    }
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    fill(&db, &config, &options).await?;
    if options.fill_only {
        return Ok(());
    }
    let app = App::new(config, db, Clock::System).await?;
    print_links(&app).await?;
    super::serve::listen(app).await
}

async fn fill(db: &Db, config: &Config, options: &Options) -> Result<(), Failure> {
    if demo::is_marked(db).await? {
        eprintln!("The demo is filled already; serving it as it is.");
        return Ok(());
    }
    let bar = ProgressBar::new(options.debtors as u64);
    bar.set_style(
        ProgressStyle::with_template("Simulating {wide_bar} {pos}/{len} debtors, {per_sec}")
            .map_err(|error| Failure { message: error.to_string(), status: 1 })?,
    );
    let now = Clock::System.now();
    let last_chats = if options.empty_desk { demo::LastChats::Closed } else { demo::LastChats::MayBeOpen };
    let recipe = demo::Recipe { seed: options.seed, debtors: options.debtors, last_chats };
    let report = demo::fill(db, now, recipe, |done| bar.set_position(done as u64)).await?;
    bar.finish();
    let (path, brought) = demo::statement::bring(db, now, &config.data_dir).await?;
    let waiting = brought.proposed + brought.unmatched;
    eprintln!("Bank statement {}: {} booked, {waiting} for an agent.", path.display(), brought.booked);
    if options.report {
        println!("{}", report.markdown());
    }
    Ok(())
}

async fn print_links(app: &App) -> Result<(), Failure> {
    let base = &app.config.public_url;
    println!("\nEffen is ready. Open one of these:\n");
    println!("  {base}/demo            everybody below, one click to sign in");
    for person in crate::db::demo::list_people(&app.db).await? {
        println!("  {base}/demo#{:<9} {}, file {}", person.reference, person.label, person.reference);
    }
    println!("  {base}/demo#agent      an agent in the console");
    println!("  {base}/demo/outbox     every message that was sent");
    println!("\nStop with Ctrl+C.");
    Ok(())
}
