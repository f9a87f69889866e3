//! `effen audit` and `effen balance`

use super::{Failure, progress_bar};
use crate::audit::{self, Report, SHOWN_MAX};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::db::books::{self, AccountBalance, Scope};
use effen::dates::parse_iso;
use effen::kinds::Lang;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::time::Instant;

/// `effen audit`
#[derive(Debug, clap::Args)]
pub struct AuditArgs {
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// `effen balance`
#[derive(Debug, clap::Args)]
pub struct BalanceArgs {
    /// One debtor's file, by its reference.
    #[arg(long, conflicts_with = "creditor")]
    pub debtor: Option<String>,
    /// The claims of one creditor, by its name.
    #[arg(long)]
    pub creditor: Option<String>,
    /// One claim of that creditor, by its number.
    #[arg(long, requires = "creditor")]
    pub claim: Option<String>,
    /// The day at whose end the balances stand [default: today].
    #[arg(long, value_parser = |text: &str| parse_iso(text).map_err(|error| error.to_string()))]
    pub on: Option<Date>,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// Re-derives everything; exit status 1 when something differs.
pub async fn run(config: Config, args: AuditArgs) -> Result<(), Failure> {
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    let started = Instant::now();
    let bar = progress_bar(crate::db::outreach::count(&db).await?, "Auditing");
    let report = audit::run(&db, |debtors| bar.set_position(debtors)).await?;
    bar.finish_and_clear();
    db.close().await;
    let seconds = started.elapsed().as_secs_f64();
    if args.json {
        println!("{}", as_json(&report, seconds))
    } else {
        print!("{}", told(&report, seconds))
    }
    match report.differences() {
        0 => Ok(()),
        1 => Err(Failure { message: "1 difference was found".to_owned(), status: 1 }),
        count => Err(Failure { message: format!("{count} differences were found"), status: 1 }),
    }
}

fn as_json(report: &Report, seconds: f64) -> Value {
    let checks: Vec<Value> = audit::rules()
        .map(|(name, rule)| json!({ "name": name, "rule": rule, "differences": report.counts.get(name) }))
        .collect();
    let differences: Vec<Value> = report
        .shown
        .iter()
        .map(|found| {
            json!({
                "check": found.check, "subject": found.subject, "expected": found.expected, "found": found.found,
            })
        })
        .collect();
    json!({
        "clean": report.is_clean(),
        "debtors": report.debtors,
        "postings": report.postings,
        "bank_entries": report.bank_entries,
        "submissions": report.submissions,
        "checks": checks,
        "differences": differences,
        "differences_shown_max": SHOWN_MAX,
        "accounts": accounts(&report.accounts),
        "seconds": seconds,
    })
}

fn accounts(balances: &[AccountBalance]) -> Vec<Value> {
    let shown = |each: &AccountBalance| json!({ "account": each.account, "currency": each.balance.currency, "balance": each.balance.decimal() });
    balances.iter().map(shown).collect()
}

fn table(balances: &[AccountBalance]) -> String {
    let line = |each: &AccountBalance| format!("{:<22} {:>20}\n", each.account, each.balance.format(Lang::En));
    balances.iter().map(line).collect()
}

fn told(report: &Report, seconds: f64) -> String {
    let mut text = String::new();
    for (name, rule) in audit::rules() {
        let count = report.counts.get(name).copied().unwrap_or_default();
        let mark = if count == 0 { "ok".to_owned() } else { count.to_string() };
        text.push_str(&format!("{mark:>6}  {name:<20} {rule}\n"));
    }
    for found in &report.shown {
        let (check, subject) = (found.check, &found.subject);
        text.push_str(&format!("{check}: {subject}: expected {}, found {}\n", found.expected, found.found));
    }
    text.push_str(&table(&report.accounts));
    text.push_str(&format!(
        "{} debtors, {} bank entries, {} postings, {} submissions in {seconds:.1} s: {}.\n",
        report.debtors,
        report.bank_entries,
        report.postings,
        report.submissions,
        if report.is_clean() { "nothing differs" } else { "not clean" }
    ));
    text
}

/// What stands on every account at the end of a day.
pub async fn balance(config: Config, args: BalanceArgs) -> Result<(), Failure> {
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    let creditor = match &args.creditor {
        Some(given) => Some(super::named_creditor(&db, given).await?.slug),
        None => None,
    };
    let number = args.claim.as_deref();
    let scope = match (&args.debtor, &creditor) {
        (Some(reference), _) => Scope::Debtor(reference),
        (None, Some(creditor)) => number.map_or(Scope::Creditor(creditor), |number| Scope::Claim(creditor, number)),
        (None, None) => Scope::All,
    };
    let unknown = |what: String| Failure { message: what, status: 2 };
    if let Some(reference) = &args.debtor
        && !books::has_debtor(&db, reference).await?
    {
        return Err(unknown(format!("--debtor: no file has the reference '{reference}'")));
    }
    let on = args.on.unwrap_or_else(|| Clock::System.today());
    let balances = books::list_balances(&db, scope, on).await?;
    db.close().await;
    if args.json {
        println!("{}", json!({ "on": on, "accounts": accounts(&balances) }));
    } else {
        print!("{}", table(&balances));
    }
    Ok(())
}
