//! `effen quote`: one figure with its reasons, for back offices and auditors. Needs no database and no settings.

mod explained;
mod figure;
mod plan;
mod qr;
mod reference;

use super::Failure;
use clap::{Args, Subcommand};
use effen::dates::parse_iso;
use effen::kinds::Lang;
use effen::money::{Cents, Currency, NumberFormat};
use jiff::civil::Date;

/// `effen quote …`
#[derive(Debug, Args)]
pub struct QuoteArgs {
    /// Print one JSON object; amounts are decimal texts.
    #[arg(long, global = true)]
    pub json: bool,
    /// Language of the explanation: nl, en or fr.
    #[arg(long, global = true, default_value = "en")]
    pub lang: Lang,
    /// Which figure.
    #[command(subcommand)]
    pub what: Quote,
}

/// The figures that can be asked for.
#[derive(Debug, Subcommand)]
pub enum Quote {
    /// The collection costs of a principal.
    Costs(figure::CostsArgs),
    /// Statutory interest over a principal.
    Interest(figure::InterestArgs),
    /// The term that a formal letter gives.
    Deadline(figure::DeadlineArgs),
    /// What a reminder may cost (Belgium).
    Reminder(figure::ReminderArgs),
    /// When a claim lapses.
    Limitation(figure::LimitationArgs),
    /// Make or check a payment reference, an account number or another number with check digits.
    Reference(reference::ReferenceArgs),
    /// The payment code of a transfer (EPC069-12).
    Qr(qr::QrArgs),
    /// The instalment plans for an amount.
    Plan(plan::PlanArgs),
}

/// An answer: for machines, and for people.
struct Quoted {
    json: serde_json::Value,
    text: String,
}

/// Answers.
///
/// # Errors
/// Input that cannot be used: exit status 2, and a sentence that says why.
pub fn run(args: QuoteArgs, today: Date) -> Result<(), Failure> {
    let quoted = answer(args.what, args.lang, today)?;
    if args.json {
        println!("{}", quoted.json);
    } else {
        println!("{}", quoted.text.trim_end());
    }
    Ok(())
}

fn answer(what: Quote, lang: Lang, today: Date) -> Result<Quoted, Failure> {
    match what {
        Quote::Costs(args) => figure::costs(&args, lang, today),
        Quote::Interest(args) => figure::interest(&args, lang),
        Quote::Deadline(args) => figure::deadline(&args, lang),
        Quote::Reminder(args) => figure::reminder(&args, lang, today),
        Quote::Limitation(args) => figure::lapses(&args, lang, today),
        Quote::Reference(args) => reference::answer(&args),
        Quote::Qr(args) => qr::answer(&args),
        Quote::Plan(args) => plan::answer(&args, lang, today),
    }
}

/// Input that cannot be used.
fn wrong(sentence: impl ToString) -> Failure {
    Failure { message: sentence.to_string(), status: 2 }
}

/// Reads an amount in euros as machines write it: `507.55`. Nothing is rounded.
fn euros(text: &str) -> Result<Cents, String> {
    effen::money::parse(text, NumberFormat::PLAIN, Currency::EUR)
        .map(|money| Cents(money.cents))
        .map_err(|error| error.to_string())
}

/// Reads a day: `2026-05-12`.
fn day(text: &str) -> Result<Date, String> {
    parse_iso(text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests;
