//! A statement of the agency's own account, so that the demo's page of payments has something to decide: one payment that
//! books itself by its reference, some that a person must look at, and the bank's own costs.

use crate::bank::import::{Outcome, import};
use crate::db::Db;
use crate::db::demo::{self, OpenClaim};
use crate::error::{Error, Result};
use effen::dates::add_days;
use effen::money::Cents;
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// The agency's account in the demo: an example number of the Dutch banks' own.
const ACCOUNT: &str = "NL20INGB0001234567";
/// Claims that the statement tells of.
const CLAIMS: i64 = 4;
/// What stood on the account before.
const OPENING: Cents = Cents(125_000);

/// One payment: cents with their sign, and what field 86 says.
type Line = (i64, String);

/// Writes the statement into a folder and imports it. Gives its file, and what came of it.
///
/// # Errors
/// The file cannot be written, or the database refuses.
pub async fn bring(db: &Db, now: Timestamp, folder: &Path) -> Result<(PathBuf, Outcome)> {
    let today = crate::clock::local(now).date();
    let claims = demo::list_open_claims(db, CLAIMS).await?;
    let text = mt940(&lines(&claims), add_days(today, -1));
    let path = folder.join("demo-bank-statement.sta");
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, text));
    written.map_err(|error| Error::Outside(format!("{}: {error}", path.display())))?;
    let outcome = import(db, now, std::slice::from_ref(&path), false).await?;
    Ok((path, outcome))
}

/// Payers with a name, with a number, with a slip in it, and with nothing to go by.
fn lines(claims: &[OpenClaim]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (at, claim) in claims.iter().enumerate() {
        let (name, number) = (&claim.name, &claim.number);
        lines.push(match at {
            0 => (claim.open, format!("/NAME/{name}/REMI/{}", claim.payment_reference)),
            1 => (claim.open, format!("/NAME/{name}/REMI/rekening betaald")),
            2 => (claim.open / 2, format!("/NAME/M. Verhagen/REMI/eerste helft van {number}")),
            _ => (claim.open + 500, format!("/NAME/{name}/REMI/{number} en 5 euro")),
        });
    }
    lines.push((3_750, "/NAME/Stichting Buurtkas/REMI/bijdrage".to_owned()));
    lines.push((-1_295, "/REMI/kosten zakelijk pakket".to_owned()));
    lines
}

fn mt940(lines: &[Line], on: Date) -> String {
    let day = |on: Date| on.strftime("%y%m%d").to_string();
    let amount = |cents: i64| format!("{},{:02}", cents.abs() / 100, cents.abs() % 100);
    let opened = day(add_days(on, -1));
    let mut text = format!(":20:DEMO\r\n:25:{ACCOUNT}\r\n:28C:1\r\n:60F:C{opened}EUR{}\r\n", amount(OPENING.0));
    for (at, (cents, info)) in lines.iter().enumerate() {
        let sign = if *cents < 0 { "D" } else { "C" };
        let (day, amount) = (day(on), amount(*cents));
        text += &format!(":61:{day}{sign}{amount}NTRFNONREF//DEMO{}\r\n:86:{info}\r\n", at + 1);
    }
    let closing = OPENING.0 + lines.iter().map(|(cents, _)| cents).sum::<i64>();
    text + &format!(":62F:C{}EUR{}\r\n-\r\n", day(on), amount(closing))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;

    #[tokio::test]
    async fn the_demo_has_payments_to_decide_about_and_its_books_are_clean() {
        for test in databases().await {
            let now = crate::clock::from_ms(1_790_000_000_000);
            crate::demo::fill(&test.db, now, crate::demo::Recipe::of(60), |_| {}).await.unwrap();
            let folder = tempfile::tempdir().unwrap();
            let (path, outcome) = bring(&test.db, now, folder.path()).await.unwrap();
            assert_eq!((outcome.entries_new, outcome.booked), (6, 1), "{outcome:?}");
            assert!(outcome.proposed >= 3 && outcome.unmatched >= 1, "{outcome:?}");
            let again = import(&test.db, now, &[path], false).await.unwrap();
            assert_eq!((again.statements_known, again.entries_new), (1, 0));
            let audit = crate::audit::run(&test.db, |_| {}).await.unwrap();
            assert!(audit.is_clean(), "{:?}", audit.shown);
        }
    }
}
