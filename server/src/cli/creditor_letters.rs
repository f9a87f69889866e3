//! `effen creditor letters --creditor NAME [--after DAYS|never]`

use super::Failure;
use crate::db::Db;
use crate::db::formal_letter;
use effen::dunning::AFTER_DAYS;

/// When formal letters of a creditor are written by themselves.
#[derive(Debug, clap::Args)]
pub struct LettersSet {
    /// The creditor's short name, as imports know it.
    #[arg(long)]
    creditor: String,
    /// So many days after the due date at the soonest (1 to 365), or `never`: by hand alone. The costs that a letter
    /// announces are added after its term.
    #[arg(long, value_parser = after)]
    after: Option<After>,
}

/// Days, or never.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct After(Option<i64>);

fn after(text: &str) -> Result<After, String> {
    if text == "never" {
        return Ok(After(None));
    }
    let days = text.parse::<u16>().ok().filter(|days| AFTER_DAYS.contains(days));
    let wrong = || format!("'{text}' is neither never nor a number of days from 1 to 365");
    days.map(|days| After(Some(i64::from(days)))).ok_or_else(wrong)
}

/// See the module.
pub(super) async fn run(db: &Db, set: &LettersSet) -> Result<(), Failure> {
    let unknown = || Failure { message: format!("there is no creditor '{}'", set.creditor), status: 2 };
    if let Some(After(days)) = set.after
        && !formal_letter::update_after_days(db, &set.creditor, days, jiff::Timestamp::now().as_millisecond()).await?
    {
        return Err(unknown());
    }
    match formal_letter::find_after_days(db, &set.creditor).await?.ok_or_else(unknown)? {
        Some(days) => {
            println!("{}: formal letters by themselves, {days} days after the due date", set.creditor);
            let waiting = formal_letter::count_uncharged(db, &set.creditor).await?;
            if waiting > 0 {
                println!(
                    "{waiting} claims had a letter already: the daily run adds its costs once its term has passed, also \
                     where it was written by hand"
                );
            }
        }
        None => println!("{}: formal letters by hand alone", set.creditor),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_what_is_none_is_said() {
        assert_eq!(after("21"), Ok(After(Some(21))));
        assert_eq!(after("never"), Ok(After(None)));
        for wrong in ["", "0", "366", "-1", "21 days"] {
            assert!(after(wrong).unwrap_err().contains(wrong), "{wrong}");
        }
    }
}
