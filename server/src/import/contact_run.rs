//! One run of `effen import contacts`: read a batch, log it, show how far it is. A run that breaks off can be started
//! again: what is in is known.

use super::RowError;
use super::contact_file::{ContactLine, ContactReader};
use super::rejects::RejectsFile;
use super::run::RunError;
use crate::db::contact_record::{Verdict, create, find_whom};
use crate::db::{Db, DebtorTx};
use crate::error::Result as Done;
use indicatif::ProgressBar;
use jiff::Timestamp;
use std::path::PathBuf;

/// Lines in one transaction.
const BATCH_LINES: usize = 500;

/// What a run was told.
#[derive(Debug, Clone)]
pub struct ContactOptions {
    /// The file.
    pub path: PathBuf,
    /// Whose it is, where it has no column for it.
    pub creditor: Option<String>,
    /// Where rejected lines go; None: beside where the command runs.
    pub rejects: Option<PathBuf>,
    /// Check everything, keep nothing.
    pub dry_run: bool,
}

/// What a run came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct ContactSummary {
    /// Lines that could be read.
    pub lines: u64,
    /// Of these, logged now.
    pub logged: u64,
    /// Signals that were logged for them.
    pub signals: u64,
    /// Lines imported before.
    pub known: u64,
    /// Lines that could not be taken.
    pub rejected: u64,
}

/// Reads and logs a file. Gives the figures, and the file of rejected lines if there are any.
///
/// # Errors
/// The file cannot be read, or the database or the disk refuses.
pub async fn run(
    db: &Db,
    now: Timestamp,
    options: &ContactOptions,
    bar: &ProgressBar,
) -> Result<(ContactSummary, Option<PathBuf>), RunError> {
    let mut reader = ContactReader::open(&options.path, options.creditor.as_deref(), now)?;
    bar.set_length(reader.bytes_total);
    let path = options.rejects.clone().unwrap_or_else(|| RejectsFile::default_path(&options.path));
    let mut rejects = RejectsFile::new(path);
    let mut summary = ContactSummary::default();
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
        summary.lines += lines.len() as u64;
        let verdicts = log_all(db, now, &lines, options.dry_run).await?;
        for (line, verdict) in lines.iter().zip(verdicts) {
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
async fn log_all(db: &Db, now: Timestamp, lines: &[ContactLine], dry_run: bool) -> Done<Vec<Verdict>> {
    let mut verdicts = Vec::with_capacity(lines.len());
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match find_whom(db, line).await? {
            Ok(whom) => {
                found.push((at, whom));
                verdicts.push(Verdict::Known);
            }
            Err(refused) => verdicts.push(refused),
        }
    }
    // In the order of the debtors' ids, so that two runs never wait for each other in a circle; lines of one debtor by
    // the moment they tell of.
    found.sort_by(|(a, x), (b, y)| (&x.debtor, lines[*a].contact.at, a).cmp(&(&y.debtor, lines[*b].contact.at, b)));
    let mut open: Option<DebtorTx> = None;
    for (at, whom) in &found {
        let mut tx = match open.take() {
            Some(tx) => tx.then(&whom.debtor).await?,
            None => db.begin_debtor(&whom.debtor, now).await?,
        };
        verdicts[*at] = create(&mut tx, whom, &lines[*at]).await?;
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
fn count(summary: &mut ContactSummary, line: &ContactLine, verdict: Verdict) -> Option<RowError> {
    match verdict {
        Verdict::Logged(signals) => {
            summary.logged += 1;
            summary.signals += signals;
            None
        }
        Verdict::Known => {
            summary.known += 1;
            None
        }
        Verdict::Refused(field, reason) => {
            let value = match field {
                "customer_number" => &line.customer,
                "number" => &line.invoice,
                _ => &line.reference,
            };
            Some(line.fault(field, value, reason))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::signal;
    use crate::testing::databases;
    use crate::testing::sample::{now, sample_debtor};
    use effen::people::behaviour::Behaviour;
    use effen::people::signal::SignalKind;

    const HEAD: &str = "creditor,contact_number,customer_number,kind,channel,happened_at,outcome,outcome_at,number";
    const ENERGY: &str = "waterland-energie-anna";

    async fn import(db: &Db, text: &str, dry_run: bool) -> (ContactSummary, String) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("in.csv");
        std::fs::write(&path, text).unwrap();
        let rejects = Some(folder.path().join("rejects.csv"));
        let options = ContactOptions { path, creditor: None, rejects, dry_run };
        let (summary, rejects) = run(db, now(), &options, &ProgressBar::hidden()).await.unwrap();
        (summary, rejects.map_or(String::new(), |path| std::fs::read_to_string(path).unwrap()))
    }

    #[tokio::test]
    async fn contacts_feed_the_log_once_as_of_their_own_day_and_wrong_lines_say_why() {
        for test in databases().await {
            let sample = sample_debtor(&test.db, "Anna").await.unwrap();
            let (debtor, customer) = (sample.debtor, "K-17");
            let mut tx = test.db.begin().await.unwrap();
            sqlx::query("INSERT INTO creditor_customer (creditor_id, customer_number, debtor_id) VALUES ($1, $2, $3)")
                .bind(sample.creditors[0].as_str())
                .bind(customer)
                .bind(debtor.as_str())
                .execute(&mut *tx)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            let line = |rest: &str| format!("{ENERGY},{}\n", rest.replace("{k}", customer));
            let good = [
                "C1,{k},message,sms,2025-03-03T10:15,followed,2025-03-04,",
                "C2,{k},message,letter,2025-04-01,ignored,,2026-ANNA-003",
                "C3,{k},call,,2025-04-20,taken,,",
                "C4,{k},promise,,2025-04-20,kept,2025-05-01,",
                "C5,{k},help,,2023-01-05,,,",
            ]
            .map(line)
            .concat();
            let wrong = [
                "D1,{k},message,,2025-03-03,,,",
                "D2,{k},fax,,2025-03-03,,,",
                "D3,NOBODY,call,,2025-03-03,taken,,",
                "D4,{k},call,,03-03-2025,taken,,",
                "D5,{k},call,,2031-03-03,taken,,",
                "D6,{k},call,,2025-03-03,kept,,",
                "D7,{k},call,,2025-03-03,taken,,NO-SUCH",
            ]
            .map(line)
            .concat();
            let text = format!("{HEAD}\n{good}{wrong}");
            let before = signal::list(&test.db, &debtor).await.unwrap().len();
            let (dry, _) = import(&test.db, &text, true).await;
            assert_eq!((dry.logged, signal::list(&test.db, &debtor).await.unwrap().len()), (5, before));
            let (first, rejects) = import(&test.db, &text, false).await;
            assert_eq!((first.logged, first.signals, first.known, first.rejected), (5, 9, 0, 7), "{rejects}");
            for told in [
                ",7,channel,",
                ",8,kind,fax,is none of message, call",
                ",9,customer_number,NOBODY,",
                ",10,happened_at,03-03-2025,",
                "lies in the future",
                ",12,outcome,kept,does not go",
                ",13,number,NO-SUCH,",
            ] {
                assert!(rejects.replace('"', "").contains(told), "{told}: {rejects}");
            }
            let log = signal::list(&test.db, &debtor).await.unwrap();
            let sent = log.iter().find(|one| one.kind == SignalKind::NoticeClicked).unwrap();
            assert_eq!(
                (sent.days, sent.known_at < now()),
                (Some(1), true),
                "known on its own day, for what is learned"
            );
            let (state, persona) = signal::find_behaviour(&test.db, &debtor).await.unwrap();
            assert_eq!(state.to_json(), Behaviour::rebuild(state.party, &log).to_json());
            assert_ne!(
                persona,
                Some(effen::kinds::Persona::Tamara),
                "a call for help of years ago is not one of today"
            );
            let (again, _) = import(&test.db, &text, false).await;
            assert_eq!((again.logged, again.known, again.rejected), (0, 5, 7));
            let other = text.replace("2025-04-20,taken", "2025-04-21,taken");
            let (changed, rejects) = import(&test.db, &other, false).await;
            assert_eq!((changed.known, changed.rejected), (4, 8));
            assert!(rejects.contains("imported before with other content"), "{rejects}");
        }
    }
}
