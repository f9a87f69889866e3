//! `effen waive`: gives up part of a claim.

use super::Failure;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Db, waiver};
use crate::waive::waive;
use effen::money::{Cents, Currency, NumberFormat, parse};
use effen::waiver::{WaiverOf, WaiverReason};
use serde_json::json;

/// `effen waive`
#[derive(Debug, clap::Args)]
pub struct WaiveArgs {
    /// The claim: its creditor's number, or its payment reference.
    #[arg(long, value_name = "REF")]
    pub claim: String,
    /// Whose claim it is, by name or short name, where several have that number.
    #[arg(long)]
    pub creditor: Option<String>,
    /// How much, as 12.50, in the claim's currency.
    #[arg(long, value_parser = amount)]
    pub amount: Cents,
    /// From what: anything (costs, then interest, then principal), costs, interest or principal.
    #[arg(long, value_name = "PART", default_value = "anything")]
    pub of: WaiverOf,
    /// Why: hardship, settlement, creditor, mistake or goodwill.
    #[arg(long)]
    pub reason: WaiverReason,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

fn amount(text: &str) -> Result<Cents, String> {
    let money = parse(text, NumberFormat::PLAIN, Currency::EUR).map_err(|error| error.to_string())?;
    if money.cents > 0 { Ok(Cents(money.cents)) } else { Err("an amount to waive is above nothing".to_owned()) }
}

/// See the module.
pub async fn run(config: Config, args: WaiveArgs) -> Result<(), Failure> {
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    let wrong = |message: String| Failure { message, status: 2 };
    let creditor = match &args.creditor {
        Some(given) => Some(super::named_creditor(&db, given).await?.slug),
        None => None,
    };
    let found = waiver::list_claims(&db, &args.claim, creditor.as_deref()).await?;
    let [(claim, debtor)] = found.as_slice() else {
        return Err(wrong(match found.len() {
            0 => format!("--claim: there is no claim '{}'", args.claim),
            _ => format!("--claim: several claims are called '{}'; name the --creditor", args.claim),
        }));
    };
    let mut tx = db.begin_debtor(debtor, Clock::System.now()).await?;
    let done = waive(&mut tx, claim, args.amount, args.of, args.reason, "operator").await?;
    tx.commit().await?;
    db.close().await;
    if args.json {
        let part = |cents: Cents| cents.decimal();
        println!(
            "{}",
            json!({
                "claim": args.claim, "new": done.is_new, "amount": args.amount.decimal(), "reason": args.reason,
                "costs": part(done.given_up.costs), "interest": part(done.given_up.interest),
                "principal": part(done.given_up.principal), "open": done.open.decimal(), "currency": done.open.currency,
            })
        );
    } else if done.is_new {
        println!("{} of {} waived; {} is open of it.", args.amount.decimal(), args.claim, done.open.decimal());
    } else {
        println!("That was waived before, today; {} is open of {}.", done.open.decimal(), args.claim);
    }
    Ok(())
}
