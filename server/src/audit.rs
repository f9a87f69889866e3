//! `effen audit`: re-derives everything that is derived, and says what differs. Page by page of debtors, each in one
//! snapshot of the database, so that a server may go on working meanwhile; memory holds one page and the differences
//! that are shown.

use crate::db::books::{AccountBalance, Sums};
use crate::db::books_check::{self, BANK_CHECKS, CHECKS, Difference};
use crate::db::{Db, Tx, signal, word};
use crate::error::Result;
use effen::ids::DebtorId;
use effen::people::behaviour::Behaviour;
use std::collections::BTreeMap;

/// Debtors looked at in one snapshot.
const PAGE: i64 = 200;
/// Bank entries looked at in one snapshot.
const ENTRIES_PAGE: i64 = 2_000;
/// Submissions looked at at once.
const SUBMISSIONS_PAGE: i64 = 5_000;
/// Differences kept to be shown; all are counted.
pub const SHOWN_MAX: usize = 1_000;

/// The check that no single statement makes: the log folded anew.
const BEHAVIOUR: (&str, &str) = ("behaviour", "The stored behaviour is what the log of signals gives.");
/// The check of the forms' keys.
const SUBMISSION: (&str, &str) =
    ("submission", "A form that was carried out has an actor, its content's mark, and a place it led to.");

/// What a run found.
#[derive(Debug, Default)]
pub struct Report {
    /// Debtors looked at.
    pub debtors: u64,
    /// Postings looked at, of debtors and of bank entries.
    pub postings: u64,
    /// Entries of bank statements looked at.
    pub bank_entries: u64,
    /// Submissions looked at.
    pub submissions: u64,
    /// How many differences each check found; every check is in it.
    pub counts: BTreeMap<&'static str, u64>,
    /// The first [`SHOWN_MAX`] of them.
    pub shown: Vec<Difference>,
    /// What stands on every account at the end of the run.
    pub accounts: Vec<AccountBalance>,
}

impl Report {
    /// Whether nothing differs.
    pub fn is_clean(&self) -> bool {
        self.differences() == 0
    }

    /// How many differences there are, shown or not.
    pub fn differences(&self) -> u64 {
        self.counts.values().sum()
    }

    fn note(&mut self, difference: Difference) {
        *self.counts.entry(difference.check).or_default() += 1;
        if self.shown.len() < SHOWN_MAX {
            self.shown.push(difference);
        }
    }

    /// Takes sums of postings: their two accounts, their currency, how many cents, and how many rows.
    fn add(&mut self, sums: &mut Sums, transfers: Vec<(String, String, String, i64, i64)>) {
        for (debit, credit, currency, cents, rows) in transfers {
            self.postings += u64::try_from(rows).unwrap_or_default();
            // A word that is no account has been noted by its own check already.
            if sums.add(&debit, &credit, &currency, cents).is_err() {
                tracing::warn!(
                    debit,
                    credit,
                    currency,
                    "postings between unknown accounts are left out of the balances"
                );
            }
        }
    }
}

/// Every check: name and rule.
pub fn rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    CHECKS.iter().chain(BANK_CHECKS).map(|check| (check.name, check.rule)).chain([BEHAVIOUR, SUBMISSION])
}

/// Looks at everything. `progress` is told how many debtors have been looked at.
///
/// # Errors
/// The database cannot be read. A difference is no error: it is in the report.
pub async fn run(db: &Db, mut progress: impl FnMut(u64)) -> Result<Report> {
    let mut report = Report { counts: rules().map(|(name, _)| (name, 0)).collect(), ..Report::default() };
    let mut sums = Sums::default();
    let mut after = String::new();
    loop {
        let mut tx = db.snapshot().await?;
        let debtors = books_check::list_debtors(&mut tx, &after, PAGE).await?;
        let (Some((first, ..)), Some((last, ..))) = (debtors.first(), debtors.last()) else { break };
        for check in CHECKS {
            for difference in books_check::list_differences(&mut tx, check, first, last).await? {
                report.note(difference);
            }
        }
        report.add(&mut sums, books_check::list_sums(&mut tx, first, last).await?);
        for (id, kind, stored) in &debtors {
            if let Some(stored) = stored {
                behaviour(&mut tx, id, kind, stored, &mut report).await?;
            }
        }
        report.debtors += debtors.len() as u64;
        after.clone_from(last);
        progress(report.debtors);
    }
    bank_entries(db, &mut report, &mut sums).await?;
    submissions(db, &mut report).await?;
    report.accounts = sums.balances();
    Ok(report)
}

/// Folds a debtor's log and compares it with what is stored, to the byte.
async fn behaviour(tx: &mut Tx, id: &str, kind: &str, stored: &str, report: &mut Report) -> Result<()> {
    let log = signal::list_in(tx, &DebtorId(id.to_owned())).await?;
    let derived = Behaviour::rebuild(word(kind)?, &log).to_json();
    if derived != stored {
        let expected = format!("the state of {} signals", log.len());
        let found = match Behaviour::from_json(stored) {
            Ok(_) => "another state".to_owned(),
            Err(_) => "a state that cannot be read".to_owned(),
        };
        report.note(Difference { check: BEHAVIOUR.0, subject: id.to_owned(), expected, found });
    }
    Ok(())
}

/// The same for the entries of bank statements and their rows outside every debtor's ledger.
async fn bank_entries(db: &Db, report: &mut Report, sums: &mut Sums) -> Result<()> {
    let mut after = String::new();
    loop {
        let mut tx = db.snapshot().await?;
        let entries = books_check::list_entries(&mut tx, &after, ENTRIES_PAGE).await?;
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return Ok(()) };
        for check in BANK_CHECKS {
            for difference in books_check::list_differences(&mut tx, check, first, last).await? {
                report.note(difference);
            }
        }
        report.add(sums, books_check::list_bank_sums(&mut tx, first, last).await?);
        report.bank_entries += entries.len() as u64;
        after.clone_from(last);
    }
}

async fn submissions(db: &Db, report: &mut Report) -> Result<()> {
    let mut after = (String::new(), String::new());
    loop {
        let mut tx = db.snapshot().await?;
        let Some(page) = books_check::list_submissions(&mut tx, &after, SUBMISSIONS_PAGE).await? else { return Ok(()) };
        report.submissions += page.count;
        for subject in page.wrong {
            let (expected, found) = ("actor, mark and place".to_owned(), "one of them missing".to_owned());
            report.note(Difference { check: SUBMISSION.0, subject, expected, found });
        }
        after = page.last;
    }
}

#[cfg(test)]
mod tests;
