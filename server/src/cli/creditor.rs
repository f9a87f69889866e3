//! `effen creditor terms show|set` and the way to `effen creditor letters`: what a creditor asks by contract. Terms are never changed: a new version is added,
//! with the first day of issue of the claims that it holds for.

use super::Failure;
use crate::config::Config;
use crate::db::Db;
use crate::db::creditor_terms::{self, TermsRow};
use clap::Subcommand;
use effen::dates::parse_iso;
use effen::limitation::LimitationKind;
use effen::meter::WhileHeld;
use effen::money::{Cents, Currency, NumberFormat, parse};
use effen::terms::{ContractTerms, InterestTerm};
use jiff::civil::Date;

/// What to do.
#[derive(Debug, Subcommand)]
pub enum CreditorCommand {
    /// Show or set what a creditor asks by contract.
    #[command(subcommand)]
    Terms(TermsCommand),
    /// Have formal letters written by themselves, or by hand alone. Without --after: say how it stands.
    Letters(super::creditor_letters::LettersSet),
}

/// What to do with terms.
#[derive(Debug, Subcommand)]
pub enum TermsCommand {
    /// Show every version of a creditor's terms.
    Show {
        /// The creditor's short name, as imports know it.
        #[arg(long)]
        creditor: String,
    },
    /// Add a version. What is not named stays as it is in the latest one.
    Set(TermsSet),
}

/// A new version.
#[derive(Debug, clap::Args)]
pub struct TermsSet {
    /// The creditor's short name, as imports know it.
    #[arg(long)]
    creditor: String,
    /// Interest: none, law, or a yearly rate in percent (used where the law gives more).
    #[arg(long)]
    interest: Option<InterestTerm>,
    /// The most that is asked of collection costs, in euros, or `law`.
    #[arg(long, value_parser = costs_most)]
    costs_most: Option<CostsMost>,
    /// During a dispute or a pause, interest runs on or stands still: runs or stops.
    #[arg(long)]
    while_held: Option<WhileHeld>,
    /// Claims are instalments of one contract: costs of later ones are lower.
    #[arg(long)]
    later_instalments: Option<bool>,
    /// What claims are for: general, consumer_purchase, utilities, judgment, or unknown.
    #[arg(long, value_parser = limitation)]
    limitation: Option<Known>,
    /// The first day of issue of the claims it holds for [default: today].
    #[arg(long, value_parser = day)]
    from: Option<Date>,
}

/// The most that is asked of costs, as it is typed.
#[derive(Debug, Clone, Copy)]
struct CostsMost(Option<Cents>);

/// A kind of limitation, or that none is known.
#[derive(Debug, Clone, Copy)]
struct Known(Option<LimitationKind>);

fn costs_most(text: &str) -> Result<CostsMost, String> {
    if text == "law" {
        return Ok(CostsMost(None));
    }
    let money = parse(text, NumberFormat::PLAIN, Currency::EUR).map_err(|error| error.to_string())?;
    if money.cents >= 0 {
        Ok(CostsMost(Some(Cents(money.cents))))
    } else {
        Err("costs are not below nothing".to_owned())
    }
}

fn limitation(text: &str) -> Result<Known, String> {
    if text == "unknown" {
        return Ok(Known(None));
    }
    text.parse().map(|kind| Known(Some(kind))).map_err(|error: effen::kinds::UnknownWord| error.to_string())
}

fn day(text: &str) -> Result<Date, String> {
    parse_iso(text).map_err(|error| error.to_string())
}

/// See the module.
pub async fn run(config: Config, command: CreditorCommand) -> Result<(), Failure> {
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    let command = match command {
        CreditorCommand::Terms(command) => command,
        CreditorCommand::Letters(set) => return super::creditor_letters::run(&db, &set).await,
    };
    match command {
        TermsCommand::Show { creditor } => {
            let rows = versions(&db, &creditor).await?;
            if rows.is_empty() {
                println!("no version: {}", words(&ContractTerms::default()));
            }
            for row in rows {
                print(&row);
            }
        }
        TermsCommand::Set(new) => print(&set(&db, new, jiff::Timestamp::now()).await?),
    }
    Ok(())
}

/// Adds a version. Terms that may ask more never reach back over a claim about which a formal letter went out: the letter
/// named what can be asked.
async fn set(db: &Db, new: TermsSet, now: jiff::Timestamp) -> Result<TermsRow, Failure> {
    let rows = versions(db, &new.creditor).await?;
    let latest = rows.last().map_or_else(ContractTerms::default, |row| row.terms);
    let terms = ContractTerms {
        interest: new.interest.unwrap_or(latest.interest),
        costs_most: new.costs_most.map_or(latest.costs_most, |most| most.0),
        while_held: new.while_held.unwrap_or(latest.while_held),
        later_instalments: new.later_instalments.unwrap_or(latest.later_instalments),
        limitation: new.limitation.map_or(latest.limitation, |known| known.0),
    };
    let from_on = new.from.unwrap_or_else(|| crate::clock::local(now).date());
    let mut conn = db.read().acquire().await.map_err(crate::error::Error::from)?;
    let named = creditor_terms::count_named(&mut conn, &new.creditor, from_on).await?;
    drop(conn);
    if named > 0 && held_since(&rows, from_on).iter().any(|old| terms.may_ask_more_than(old)) {
        let message = format!(
            "a formal letter has named what can be asked on {named} claims issued since {from_on}: terms that may ask \
             more hold from a later day"
        );
        return Err(Failure { message, status: 2 });
    }
    let version = creditor_terms::create(db, &new.creditor, from_on, &terms, now.as_millisecond()).await?;
    Ok(TermsRow { version, from_on, terms })
}

/// The terms that hold for claims issued on a day or later: each version that no later one covers, and the default for
/// claims issued before the first.
fn held_since(rows: &[TermsRow], from_on: Date) -> Vec<ContractTerms> {
    let covered = |at: usize| rows[at + 1..].iter().any(|later| later.from_on <= rows[at].from_on.max(from_on));
    let held = (0..rows.len()).filter(|at| !covered(*at)).map(|at| rows[at].terms);
    let before_all = rows.iter().all(|row| row.from_on > from_on).then(ContractTerms::default);
    held.chain(before_all).collect()
}

async fn versions(db: &Db, creditor: &str) -> Result<Vec<TermsRow>, Failure> {
    let mut conn = db.read().acquire().await.map_err(crate::error::Error::from)?;
    let unknown = || Failure { message: format!("there is no creditor '{creditor}'"), status: 2 };
    creditor_terms::list(&mut conn, creditor).await?.ok_or_else(unknown)
}

fn print(row: &TermsRow) {
    println!("version {}, claims issued from {}: {}", row.version, row.from_on, words(&row.terms));
}

fn words(terms: &ContractTerms) -> String {
    let most = terms.costs_most.map_or_else(|| "by law".to_owned(), |most| format!("at most {}", most.decimal()));
    let later = if terms.later_instalments { "instalments of one contract" } else { "single claims" };
    let kind = terms.limitation.map_or("unknown", LimitationKind::as_str);
    let (interest, held) = (terms.interest, terms.while_held);
    format!("interest {interest}; costs {most}; while held, interest {held}; {later}; limitation {kind}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;
    use crate::testing::sample::{self, TODAY, sample_debtor};
    use effen::dates::add_days;

    fn asking(interest: &str, from: Date) -> TermsSet {
        TermsSet {
            creditor: "waterland-energie-anna".to_owned(),
            interest: Some(interest.parse().unwrap()),
            costs_most: None,
            while_held: None,
            later_instalments: None,
            limitation: None,
            from: Some(from),
        }
    }

    #[tokio::test]
    async fn terms_that_ask_more_do_not_reach_back_over_a_letter() {
        for test in databases().await {
            let one = sample_debtor(&test.db, "Anna").await.unwrap();
            let long_ago = add_days(TODAY, -400);
            let first = set(&test.db, asking("4", long_ago), sample::now()).await.unwrap();
            assert_eq!((first.version, first.from_on), (1, long_ago));
            let stops = TermsSet {
                interest: None,
                while_held: Some(WhileHeld::InterestStops),
                limitation: Some(Known(Some(LimitationKind::Utilities))),
                ..asking("none", long_ago)
            };
            let second = set(&test.db, stops, sample::now()).await.unwrap();
            assert_eq!(second.terms.interest.to_string(), "4", "what is not named stays");
            let mut tx = test.db.begin().await.unwrap();
            sqlx::query(
                "INSERT INTO notice (id, debtor_id, claim_id, class, kind, channel, language, tone, recipient, subject, \
                 body_text, body_html, unique_key, status, attempts, next_try_at, last_error, created_at, sent_at) \
                 VALUES ('n1', $1, $2, 'mandatory', 'formal_letter', 'letter', 'nl', '', '', '', '', '', 'n1', 'sent', 1, \
                 0, '', 1, 1)",
            )
            .bind(one.debtor.as_str().to_owned())
            .bind(one.with_costs.as_str().to_owned())
            .execute(&mut *tx)
            .await
            .unwrap();
            tx.commit().await.unwrap();
            let more = set(&test.db, asking("law", long_ago), sample::now()).await.unwrap_err();
            assert_eq!(more.status, 2);
            assert!(more.message.contains("1 claims"), "{}", more.message);
            assert!(set(&test.db, asking("2", long_ago), sample::now()).await.is_ok(), "less may be asked at any time");
            assert!(set(&test.db, asking("3", long_ago), sample::now()).await.is_err(), "but not more again");
            assert!(set(&test.db, asking("law", TODAY), sample::now()).await.is_ok(), "from today on it may");
        }
    }
}
