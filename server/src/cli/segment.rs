//! `effen segment …`

use super::learn::{self, DriftArgs, EvaluateArgs, ExportArgs, FitArgs};
use super::{Failure, progress_bar};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::db::segment::find_by_reference;
use crate::db::signal::assess_now;
use effen::kinds::{Lang, Persona};

/// Segmentation.
#[derive(Debug, clap::Subcommand)]
pub enum Segment {
    /// Score every debtor again: time alone moves characteristics.
    Run {
        /// Fold every debtor's behaviour anew from the whole log.
        #[arg(long)]
        all: bool,
        /// Print the summary as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Learn anew what agents and outreach use: the chances in the file, and the best channels and hours. The server
    /// does it by itself once a week.
    Learn {
        /// Print the summary as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Say how one debtor is scored, and why.
    Explain {
        /// The file reference.
        reference: String,
        /// Language of the reasons: nl, en or fr.
        #[arg(long, default_value = "en")]
        lang: Lang,
        /// Print it as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Learn from the log how likely something is, and write the model.
    Fit(FitArgs),
    /// Measure such a model on debtors it has not seen, beside a baseline.
    Evaluate(EvaluateArgs),
    /// Say which characteristics have moved since a day.
    Drift(DriftArgs),
    /// Write one line a debtor: characteristics, scores, persona, chances.
    Export(ExportArgs),
}

/// Runs it.
pub async fn run(config: Config, command: Segment) -> Result<(), Failure> {
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    match command {
        Segment::Run { all, json } => score(&db, all, json).await,
        Segment::Learn { json } => learn::keep(&db, json).await,
        Segment::Explain { reference, lang, json } => explain(&db, &reference, lang, json).await,
        Segment::Fit(args) => learn::fit(&db, args).await,
        Segment::Evaluate(args) => learn::evaluate(&db, args).await,
        Segment::Drift(args) => learn::drift(&db, args).await,
        Segment::Export(args) => learn::export(&db, args).await,
    }
}

async fn score(db: &Db, all: bool, json: bool) -> Result<(), Failure> {
    let bar = progress_bar(crate::db::outreach::count(db).await?, "Scoring");
    let summary =
        crate::segment::run(db, Clock::System.now(), all, |summary| bar.set_position(summary.debtors)).await?;
    bar.finish_and_clear();
    if json {
        println!("{}", serde_json::json!(summary));
    } else {
        println!(
            "{} debtors scored, {} written, {} with another persona than before.",
            summary.debtors, summary.written, summary.changed
        );
    }
    Ok(())
}

async fn explain(db: &Db, reference: &str, lang: Lang, json: bool) -> Result<(), Failure> {
    let debtor = find_by_reference(db, reference)
        .await?
        .ok_or_else(|| Failure { message: format!("no file has the reference '{reference}'"), status: 2 })?;
    let found = assess_now(db, &debtor, Clock::System.now()).await?;
    let persona = found.decision.persona.map_or("none yet", Persona::as_str);
    let reasons: Vec<String> = found.decision.reasons.iter().map(|reason| reason.words(lang)).collect();
    if json {
        let features: serde_json::Map<String, serde_json::Value> =
            found.features.iter().map(|(feature, value)| (feature.to_string(), value.into())).collect();
        let page = serde_json::json!({
            "reference": reference, "persona": found.decision.persona, "scores": found.scores, "reasons": reasons,
            "features": features,
        });
        println!("{page}");
        return Ok(());
    }
    println!("Persona: {persona}");
    for (persona, share) in found.scores.ranked() {
        println!("  {:<12} {:>5.1} %", persona.as_str(), share * 100.0);
    }
    println!("Reasons:");
    for reason in reasons {
        println!("  - {reason}");
    }
    println!("Characteristics:");
    for (feature, value) in found.features.iter() {
        let value = value.map_or("not known".to_owned(), |value| format!("{}", (value * 1_000.0).round() / 1_000.0));
        println!("  {:<24} {value}", feature.to_string());
    }
    Ok(())
}
