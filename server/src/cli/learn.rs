//! `effen segment fit`, `evaluate`, `drift` and `export`

use super::Failure;
use super::export::day;
use crate::clock::Clock;
use crate::db::Db;
use crate::learn::{self, learned};
use effen::people::learn::evaluate::{Evaluation, Protocol, Worth, evaluate as measure};
use effen::people::learn::logistic::FitError;
use effen::people::learn::metrics::Spread;
use effen::people::learn::model::Model;
use effen::people::learn::sample::{Outcome, Sample};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::path::PathBuf;

/// `effen segment fit`
#[derive(Debug, clap::Args)]
pub struct FitArgs {
    /// The last day of which anything is known [default: now].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// What to foretell: paid_14d, paid_30d, late_next, default or plan_breaks.
    #[arg(long, default_value = "paid_30d")]
    pub outcome: Outcome,
    /// Where the model goes, as JSON; `-` is standard output.
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub out: PathBuf,
}

/// `effen segment evaluate`
#[derive(Debug, clap::Args)]
pub struct EvaluateArgs {
    /// The last day of which anything is known [default: now].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// What to foretell: paid_14d, paid_30d, late_next, default or plan_breaks.
    #[arg(long, default_value = "paid_30d")]
    pub outcome: Outcome,
    /// Parts the debtors are divided into.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(2..=20))]
    pub folds: u8,
    /// Times that is done, each time divided otherwise.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..=100))]
    pub repeats: u8,
    /// Print it as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `effen segment drift`
#[derive(Debug, clap::Args)]
pub struct DriftArgs {
    /// The day to compare with.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Date,
    /// The day that is compared [default: now].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// Print it as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `effen segment export`
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// The day as of which [default: now].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// Where to write it; `-` is standard output.
    #[arg(long, value_name = "FILE")]
    pub csv: PathBuf,
}

/// The end of a day in UTC, or now.
fn moment(day: Option<Date>) -> Result<Timestamp, Failure> {
    let Some(day) = day else { return Ok(Clock::System.now()) };
    let end = day.tomorrow().and_then(|next| next.to_zoned(TimeZone::UTC)).map(|zoned| zoned.timestamp());
    let last = end.and_then(|end| end.checked_sub(jiff::SignedDuration::from_millis(1)));
    last.map_err(|error| Failure { message: format!("--as-of: {error}"), status: 2 })
}

fn nothing(error: FitError) -> Failure {
    Failure { message: error.to_string(), status: 1 }
}

/// Learns a model and writes it.
pub async fn fit(db: &Db, args: FitArgs) -> Result<(), Failure> {
    let samples = learn::samples(db, args.outcome, moment(args.as_of)?).await?;
    let model = Model::learn(args.outcome, &samples.iter().collect::<Vec<&Sample>>(), None).map_err(nothing)?;
    let text = serde_json::to_string_pretty(&model).map_err(crate::error::Error::from)?;
    if args.out.as_os_str() == "-" {
        println!("{text}");
        return Ok(());
    }
    std::fs::write(&args.out, text + "\n")
        .map_err(|error| Failure { message: format!("{}: {error}", args.out.display()), status: 1 })?;
    println!(
        "{}: learned from {} samples, in {:.1} % of which it came, with {} columns; written to {}.",
        model.outcome,
        model.samples,
        model.rate * 100.0,
        model.columns.len(),
        args.out.display()
    );
    Ok(())
}

/// Learns what is kept for the console and for outreach.
pub async fn keep(db: &Db, json: bool) -> Result<(), Failure> {
    let found = learned::learn(db, Clock::System.now(), learned::DEBTORS_MIN).await?;
    if json {
        println!("{}", serde_json::json!(found));
        return Ok(());
    }
    println!("Habits of {} debtors counted.", found.debtors);
    for (outcome, samples) in &found.samples {
        println!("{outcome}: learned from {samples} samples.");
    }
    if found.samples.is_empty() {
        println!("No model was learned: that takes at least {} debtors with a past.", learned::DEBTORS_MIN);
    }
    Ok(())
}

/// Measures a model on debtors it has not seen, beside its baseline.
pub async fn evaluate(db: &Db, args: EvaluateArgs) -> Result<(), Failure> {
    let until = moment(args.as_of)?;
    let samples = learn::samples(db, args.outcome, until).await?;
    let protocol = Protocol { folds: usize::from(args.folds), repeats: usize::from(args.repeats) };
    let found = measure(args.outcome, &samples, protocol).map_err(nothing)?;
    let apart = learn::persona_silhouette(db, until).await?;
    if args.json {
        println!("{}", serde_json::json!({ "evaluation": found, "persona_silhouette": apart }));
    } else {
        print!("{}", told(&found, apart));
    }
    Ok(())
}

/// A figure by its name, and where it stands.
type Figure = (&'static str, fn(&Worth) -> Spread);

fn told(found: &Evaluation, apart: Option<f64>) -> String {
    let mut text = format!(
        "{}: {} samples of {} debtors, came in {:.1} %; {} folds by debtor, {} times.\n\n{:<20} {:>16} {:>16}\n",
        found.outcome,
        found.samples,
        found.debtors,
        found.rate * 100.0,
        found.protocol.folds,
        found.protocol.repeats,
        "",
        "model",
        found.baseline_by
    );
    let figures: [Figure; 4] = [
        ("AUC", |worth| worth.auc),
        ("Gini", |worth| worth.gini),
        ("log loss", |worth| worth.log_loss),
        ("calibration error", |worth| worth.calibration_error),
    ];
    for (name, of) in figures {
        text.push_str(&format!("{name:<20} {:>16} {:>16}\n", spread(of(&found.model)), spread(of(&found.baseline))));
    }
    text.push_str(&format!("{:<20} {:>16}\n", "AUC gained", spread(found.auc_gain)));
    let apart = apart.map_or("fewer than two personas".to_owned(), |apart| format!("{apart:.3}"));
    text.push_str(&format!("{:<20} {apart:>16}\n\n", "persona silhouette"));
    text.push_str("tenth   samples   foretold    came   lift   lift of the baseline\n");
    for (place, (tenth, base)) in found.model.tenths.iter().zip(&found.baseline.tenths).enumerate() {
        text.push_str(&format!(
            "{:>5} {:>9} {:>9.1} % {:>5.1} % {:>6.2} {:>8.2}\n",
            place + 1,
            tenth.count,
            tenth.told * 100.0,
            tenth.came * 100.0,
            tenth.lift,
            base.lift
        ));
    }
    text
}

fn spread(spread: Spread) -> String {
    format!("{:.4} ± {:.4}", spread.mean, spread.deviation)
}

/// Says how far each characteristic has moved.
pub async fn drift(db: &Db, args: DriftArgs) -> Result<(), Failure> {
    let found = learn::drift(db, moment(Some(args.from))?, moment(args.as_of)?).await?;
    if args.json {
        println!("{}", serde_json::json!(found));
        return Ok(());
    }
    for one in found {
        let words = match one.psi {
            psi if psi < 0.1 => "the same",
            psi if psi < 0.25 => "moved",
            _ => "another portfolio",
        };
        println!("{:<24} {:>8.3}  {words}", one.characteristic.as_str(), one.psi);
    }
    Ok(())
}

/// Writes one line a debtor.
pub async fn export(db: &Db, args: ExportArgs) -> Result<(), Failure> {
    let as_of = moment(args.as_of)?;
    let models = learn::export::models(db, as_of).await?;
    if args.csv.as_os_str() == "-" {
        learn::export::write(db, as_of, &models, std::io::stdout().lock()).await?;
        return Ok(());
    }
    let failed = |error: std::io::Error| Failure { message: format!("{}: {error}", args.csv.display()), status: 1 };
    let file = std::io::BufWriter::new(std::fs::File::create(&args.csv).map_err(failed)?);
    let count = learn::export::write(db, as_of, &models, file).await?;
    println!("{count} debtors written to {}.", args.csv.display());
    Ok(())
}
