//! One run of `effen import recalls|credits|received`: read a batch, book it, show how far it is. A run that breaks off
//! can be started again: what is in is known.

use super::creditor_file::{RecordKind, RecordReader};
use super::rejects::RejectsFile;
use super::run::RunError;
use super::{RowError, creditor_file::RecordLine};
use crate::db::Db;
use crate::db::DebtorTx;
use crate::db::creditor_record::{Verdict, create, find_claim};
use crate::error::Result as Done;
use crate::pay::instalments;
use effen::money::Cents;
use indicatif::ProgressBar;
use jiff::Timestamp;
use std::path::PathBuf;

/// Lines in one transaction.
const BATCH_LINES: usize = 500;

/// What a run was told.
#[derive(Debug, Clone)]
pub struct RecordOptions {
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub kind: RecordKind,
    /// Whose it is, where it has no column for it.
    pub creditor: Option<String>,
    /// Where rejected lines go; None: beside where the command runs.
    pub rejects: Option<PathBuf>,
    /// Check everything, keep nothing.
    pub dry_run: bool,
    /// Whether it is a past that is brought over: each line counts as known on its own day.
    pub history: bool,
}

/// What a run came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct RecordSummary {
    /// Lines that could be read.
    pub lines: u64,
    /// Of these, booked now.
    pub booked: u64,
    /// Of these, imported before.
    pub known: u64,
    /// Lines that could not be taken.
    pub rejected: u64,
    /// What was booked now, in minor units, whatever the currency of each invoice.
    pub booked_cents: i64,
    /// What creditors received beyond what was open: theirs to settle with the debtor.
    pub beyond_open_cents: i64,
}

/// Reads and books a file. Gives the figures, and the file of rejected lines if there are any.
///
/// # Errors
/// The file cannot be read, or the database or the disk refuses.
pub async fn run(
    db: &Db,
    now: Timestamp,
    options: &RecordOptions,
    bar: &ProgressBar,
) -> Result<(RecordSummary, Option<PathBuf>), RunError> {
    let mut reader = RecordReader::open(&options.path, options.kind, options.creditor.as_deref())?;
    bar.set_length(reader.bytes_total);
    let path = options.rejects.clone().unwrap_or_else(|| RejectsFile::default_path(&options.path));
    let mut rejects = RejectsFile::new(path);
    let mut summary = RecordSummary::default();
    loop {
        let (mut lines, mut wrong) = (Vec::with_capacity(BATCH_LINES), Vec::new());
        for row in reader.by_ref().take(BATCH_LINES) {
            match row {
                Ok(line) => lines.push(line),
                Err(error) => wrong.push(*error),
            }
        }
        if lines.is_empty() && wrong.is_empty() {
            break;
        }
        let verdicts = book_all(db, now, &lines, options).await?;
        summary.lines += lines.len() as u64;
        for (line, verdict) in lines.into_iter().zip(verdicts) {
            wrong.extend(count(&mut summary, line, verdict));
        }
        wrong.sort_by_key(|error| error.place.line);
        for error in &wrong {
            let path = rejects.path().to_owned();
            rejects.push(error).map_err(|cause| RunError::Rejects { path, cause })?;
        }
        bar.set_position(reader.bytes_read());
    }
    summary.rejected = rejects.count;
    rejects.finish().map_err(|cause| RunError::Rejects { path: rejects.path().to_owned(), cause })?;
    Ok((summary, (rejects.count > 0).then(|| rejects.path().to_owned())))
}

/// Takes lines in, in one transaction: all of them, or with `dry_run` none. Gives a verdict a line, in their order.
async fn book_all(db: &Db, now: Timestamp, lines: &[RecordLine], options: &RecordOptions) -> Done<Vec<Verdict>> {
    let (kind, dry_run) = (options.kind, options.dry_run);
    let unknown = || Verdict::Refused("number", "this creditor has no invoice of this number here".to_owned());
    let mut verdicts = vec![unknown(); lines.len()];
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        found.extend(find_claim(db, line).await?.map(|claim| (at, claim)));
    }
    // In the order of the debtors' ids, so that two runs never wait for each other in a circle; lines of one debtor stay
    // in the order of the file.
    found.sort_by(|(a, x), (b, y)| (&x.debtor, a).cmp(&(&y.debtor, b)));
    let mut open: Option<DebtorTx> = None;
    for (at, claim) in &found {
        let mut tx = match open.take() {
            Some(tx) => tx.then(&claim.debtor).await?,
            None => db.begin_debtor(&claim.debtor, now).await?,
        };
        verdicts[*at] = create(&mut tx, kind, claim, &lines[*at], options.history).await?;
        if let (RecordKind::Received, Verdict::Booked(cents)) = (kind, &verdicts[*at]) {
            instalments::advance_at_creditor(&mut tx, &claim.id, Cents(*cents), lines[*at].on).await?;
        }
        open = Some(tx);
    }
    match open {
        Some(tx) if dry_run => tx.tx.rollback().await?,
        Some(tx) => tx.commit().await?,
        None => {}
    }
    Ok(verdicts)
}

/// Counts a line; gives what to reject of it.
fn count(summary: &mut RecordSummary, line: RecordLine, verdict: Verdict) -> Option<RowError> {
    match verdict {
        Verdict::Booked(cents) => {
            summary.booked += 1;
            summary.booked_cents += cents;
            summary.beyond_open_cents += line.amount.map_or(0, |amount| amount - cents);
            None
        }
        Verdict::Known => {
            summary.known += 1;
            None
        }
        Verdict::Refused(field, reason) => {
            let value = match field {
                "amount" => line.amount.map_or(String::new(), |cents| effen::money::Cents(cents).decimal()),
                "reference" => line.reference,
                "currency" => line.currency.to_string(),
                _ => line.number,
            };
            Some(RowError { place: line.place, field: field.to_owned(), value, reason })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::books::{Scope, list_balances};
    use crate::testing::databases;
    use crate::testing::sample::{TODAY, now, sample_debtor};
    use effen::ledger::Account;
    use effen::people::history::noon;
    use effen::people::signal::SignalKind;

    struct Try<'a> {
        db: &'a Db,
        folder: tempfile::TempDir,
    }

    impl Try<'_> {
        async fn import(&self, kind: RecordKind, text: &str, dry_run: bool) -> (RecordSummary, String) {
            self.import_as(kind, text, dry_run, false).await
        }

        async fn import_as(
            &self,
            kind: RecordKind,
            text: &str,
            dry_run: bool,
            history: bool,
        ) -> (RecordSummary, String) {
            let path = self.folder.path().join("in.csv");
            std::fs::write(&path, text).unwrap();
            let rejects = Some(self.folder.path().join("rejects.csv"));
            let options = RecordOptions { path, kind, creditor: None, rejects, dry_run, history };
            let (summary, rejects) = run(self.db, now(), &options, &ProgressBar::hidden()).await.unwrap();
            (summary, rejects.map_or(String::new(), |path| std::fs::read_to_string(path).unwrap()))
        }

        async fn open(&self, creditor: &str, number: &str, account: Account) -> i64 {
            let balances = list_balances(self.db, Scope::Claim(creditor, number), TODAY).await.unwrap();
            balances.iter().find(|each| each.account == account).map_or(0, |each| each.balance.cents)
        }
    }

    /// The sample's two creditors.
    const ENERGY: &str = "waterland-energie-anna";
    const BOOKS: &str = "boekhandel-de-linde-anna";

    #[tokio::test]
    async fn payments_the_creditor_received_are_booked_once_costs_first() {
        for test in databases().await {
            sample_debtor(&test.db, "Anna").await.unwrap();
            let it = Try { db: &test.db, folder: tempfile::tempdir().unwrap() };
            let text = format!(
                "creditor,payment_number,number,received_on,amount\n{ENERGY},B1,2026-ANNA-003,2026-05-01,60.00\n\
                 {BOOKS},B2,2026-ANNA-002,2026-05-02,150.00\n{BOOKS},B3,NOWHERE,2026-05-02,1.00\n"
            );
            let (dry, _) = it.import(RecordKind::Received, &text, true).await;
            assert_eq!((dry.booked, it.open(ENERGY, "2026-ANNA-003", Account::Costs).await), (2, 4_840));
            let (first, rejects) = it.import(RecordKind::Received, &text, false).await;
            assert_eq!((first.booked, first.known, first.rejected), (2, 0, 1));
            assert_eq!((first.booked_cents, first.beyond_open_cents), (6_000 + 12_000, 3_000));
            assert!(rejects.contains(",4,number,NOWHERE,"), "{rejects}");
            assert_eq!(it.open(ENERGY, "2026-ANNA-003", Account::Costs).await, 0);
            assert_eq!(it.open(ENERGY, "2026-ANNA-003", Account::Interest).await, 0);
            assert_eq!(it.open(ENERGY, "2026-ANNA-003", Account::Principal).await, 26_000 - 945);
            assert_eq!(it.open(ENERGY, "2026-ANNA-003", Account::CreditorBank).await, 6_000);
            let (again, _) = it.import(RecordKind::Received, &text, false).await;
            assert_eq!((again.booked, again.known, again.rejected), (0, 2, 1));
            let other = text.replace("60.00", "61.00");
            let (changed, rejects) = it.import(RecordKind::Received, &other, false).await;
            assert_eq!((changed.known, changed.rejected), (1, 2));
            assert!(rejects.contains("imported before with other content"), "{rejects}");
            let audit = crate::audit::run(&test.db, |_| {}).await.unwrap();
            assert!(audit.is_clean(), "{:?}", audit.shown);
        }
    }

    #[tokio::test]
    async fn payments_of_the_past_are_known_from_their_own_day_and_others_from_today() {
        for test in databases().await {
            let sample = sample_debtor(&test.db, "Anna").await.unwrap();
            let it = Try { db: &test.db, folder: tempfile::tempdir().unwrap() };
            let line = |number: &str, id: &str| {
                format!("creditor,payment_number,number,received_on,amount\n{BOOKS},{id},{number},2026-05-02,20.00\n")
            };
            let past = line("2026-ANNA-002", "H1");
            for (booked, known) in [(1, 0), (0, 1)] {
                let (summary, rejects) = it.import_as(RecordKind::Received, &past, false, true).await;
                assert_eq!((summary.booked, summary.known, rejects.as_str()), (booked, known, ""));
            }
            it.import(RecordKind::Received, &line("2026-ANNA-002", "T1"), false).await;
            let log = crate::db::signal::list(&test.db, &sample.debtor).await.unwrap();
            let parts: Vec<_> = log.iter().filter(|signal| signal.kind == SignalKind::PartPayment).collect();
            let on = noon(jiff::civil::date(2026, 5, 2));
            assert_eq!(parts.iter().map(|signal| signal.occurred_at).collect::<Vec<_>>(), [on, on]);
            // As of a day in between, the first belongs to what was known, and the second does not.
            let known_on: Vec<_> = parts.iter().map(|signal| signal.known_at).collect();
            assert_eq!(known_on, [on, now()]);
            let audit = crate::audit::run(&test.db, |_| {}).await.unwrap();
            assert!(audit.is_clean(), "{:?}", audit.shown);
        }
    }

    #[tokio::test]
    async fn a_credit_note_lowers_its_invoice_and_a_recall_ends_it() {
        for test in databases().await {
            let sample = sample_debtor(&test.db, "Anna").await.unwrap();
            let it = Try { db: &test.db, folder: tempfile::tempdir().unwrap() };
            let credits = format!(
                "creditor,credit_number,number,issued_on,amount\n{BOOKS},C1,2026-ANNA-002,2026-05-01,20.00\n\
                 {BOOKS},C2,2026-ANNA-002,2026-05-01,100.01\n"
            );
            let (summary, rejects) = it.import(RecordKind::Credit, &credits, false).await;
            assert_eq!((summary.booked, summary.rejected), (1, 1));
            assert!(rejects.contains("100.01") && rejects.contains("100.00 that is open"), "{rejects}");
            assert_eq!(it.open(BOOKS, "2026-ANNA-002", Account::Principal).await, 10_000);

            let recalls = format!("creditor,number,recalled_on\n{ENERGY},2026-ANNA-003,2026-05-11\n");
            let (summary, _) = it.import(RecordKind::Recall, &recalls, false).await;
            assert_eq!((summary.booked, summary.booked_cents), (1, 26_000 + 4_840 + 215));
            for account in [Account::Principal, Account::Interest, Account::Costs, Account::CreditorClaims] {
                assert_eq!(it.open(ENERGY, "2026-ANNA-003", account).await, 0, "{account}");
            }
            let status: String = sqlx::query_scalar("SELECT status FROM claim WHERE id = $1")
                .bind(sample.with_costs.as_str())
                .fetch_one(test.db.read())
                .await
                .unwrap();
            assert_eq!(status, "withdrawn");
            assert_eq!(it.import(RecordKind::Recall, &recalls, false).await.0.known, 1);
            let later =
                format!("creditor,payment_number,number,received_on,amount\n{ENERGY},B9,2026-ANNA-003,2026-05-12,1\n");
            assert!(it.import(RecordKind::Received, &later, false).await.1.contains("took this invoice back"));
            let audit = crate::audit::run(&test.db, |_| {}).await.unwrap();
            assert!(audit.is_clean(), "{:?}", audit.shown);
        }
    }
}
