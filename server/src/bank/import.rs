//! `effen import statement`: each file is read twice. The first time to see whether it is well formed and which of its
//! statements add up; the second time to store those, one entry in memory at a time, each statement in one transaction.
//! Then whatever was not looked at yet is matched, entry by entry: a run that was cut off goes on where it stopped.

use super::book::{Became, settle_new};
use super::rows::Rows;
use crate::cli::progress_bar;
use crate::db::bank_statement::{self, NewStatement};
use crate::db::{Db, Tx, audit, bank_entry};
use crate::error::{Error, Result};
use crate::import::statement::{self, Balanced, Entry, FileHead, Format, Piece, ReadError, StatementHead, Sum};
use crate::new_id;
use effen::reference::Iban;
use indicatif::ProgressBar;
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tokio::sync::mpsc;

/// Entries read ahead of the database.
const ENTRIES_AHEAD: usize = 256;
/// Entries matched between two looks into the table.
const MATCH_PAGE: i64 = 200;

/// After so many entries of one statement the progress is told anew.
const ENTRIES_TOLD: u64 = 500;

/// What a run came to; the JSON of `--json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Files read.
    pub files: u64,
    /// Statements that were new.
    pub statements_new: u64,
    /// Statements that were there already.
    pub statements_known: u64,
    /// Payments that were new.
    pub entries_new: u64,
    /// Payments of new statements that were there already.
    pub entries_known: u64,
    /// Booked for a debtor.
    pub booked: u64,
    /// Booked as money that went back.
    pub returned: u64,
    /// Found to be payouts, of the provider or to a creditor.
    pub payouts: u64,
    /// Left to an agent, with proposals.
    pub proposed: u64,
    /// Left to an agent, without.
    pub unmatched: u64,
    /// Sum of the new payments by currency, in minor units, with their signs.
    pub received: BTreeMap<String, i64>,
    /// Files and statements that were not booked, and why.
    pub refused: Vec<Refused>,
    /// Statements before which one may be missing.
    pub gaps: Vec<String>,
}

/// What was not booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The file.
    pub file: String,
    /// The statement's id; '' for the whole file.
    pub statement: String,
    /// Why, in words.
    pub reason: String,
}

/// What the first reading says of a statement.
struct Checked {
    id: String,
    entries: u64,
    digest: u64,
    notification: bool,
    balanced: std::result::Result<Balanced, String>,
}

/// What a run is told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told<'a> {
    /// Is the progress shown?
    pub progress: bool,
    /// Accounts from which the payment provider pays out.
    pub provider_ibans: &'a [Iban],
}

/// [`import_told`] without accounts of a provider.
pub async fn import(db: &Db, now: Timestamp, files: &[PathBuf], progress: bool) -> Result<Outcome> {
    import_told(db, now, files, &Told { progress, ..Told::default() }).await
}

/// Reads, stores, and matches.
///
/// # Errors
/// When the database refuses. What was committed stays; the same run can be started again.
pub async fn import_told(db: &Db, now: Timestamp, files: &[PathBuf], told: &Told<'_>) -> Result<Outcome> {
    let progress = told.progress;
    let mut outcome = Outcome::default();
    let bar = if progress { progress_bar(files.len() as i64, "files") } else { ProgressBar::hidden() };
    bar.enable_steady_tick(std::time::Duration::from_millis(250));
    for path in files {
        outcome.files += 1;
        match first_reading(path).await? {
            Ok(checked) => store_file(db, now, path, checked, &mut outcome, &bar).await?,
            Err(reason) => {
                outcome.refused.push(Refused { file: path.display().to_string(), statement: String::new(), reason });
            }
        }
        bar.inc(1);
        bar.set_message(format!("{} entries", outcome.entries_new));
    }
    bar.finish_and_clear();
    match_new(db, now, told, &mut outcome).await?;
    Ok(outcome)
}

/// Is the file well formed, and which of its statements add up? The inner error says why it is refused.
async fn first_reading(path: &Path) -> Result<std::result::Result<Vec<Checked>, String>> {
    let path = path.to_owned();
    let reading = tokio::task::spawn_blocking(move || check(&path));
    reading.await.map_err(|error| Error::Outside(format!("the reading thread stopped: {error}")))
}

fn check(path: &Path) -> std::result::Result<Vec<Checked>, String> {
    let mut all: Vec<Checked> = Vec::new();
    let mut sum = Sum::default();
    let (mut id, mut digest, mut notification, mut undated) = (String::new(), 0_u64, false, false);
    statement::read(path, &mut |piece| {
        sum.take(&piece);
        match &piece {
            Piece::File(head) => notification = head.format == Format::Camt054,
            Piece::Open(head) => id.clone_from(&head.id),
            Piece::Entry(entry) => {
                digest = digest.wrapping_add(digest_of(entry));
                undated |= entry.is_booked() && entry.booked_on.is_none() && entry.value_on.is_none();
            }
            Piece::Balance(_) => {}
            Piece::Close(_) => {
                let done = std::mem::take(&mut sum);
                let added_up = if notification { done.notified() } else { done.balanced() };
                let balanced = match added_up {
                    _ if std::mem::take(&mut undated) => Err("it has an entry without a date".to_owned()),
                    balanced => balanced.map_err(|reason| reason.to_string()),
                };
                let (id, entries) = (std::mem::take(&mut id), done.count);
                all.push(Checked { id, entries, digest, notification, balanced });
                digest = 0;
            }
        }
        true
    })
    .map_err(|error: ReadError| error.to_string())?;
    Ok(all)
}

/// The same for the same entry in every format, and added up the same in every order.
fn digest_of(entry: &Entry) -> u64 {
    if !entry.is_booked() {
        return 0;
    }
    let text = format!("{:?} {}", entry.booked_on, entry.amount.0.cents);
    new_id::token_hash(&text).bytes().take(12).fold(17, |sum, byte| sum.wrapping_mul(67).wrapping_add(u64::from(byte)))
}

/// A file's second reading, in a thread of its own that waits for the database.
fn second_reading(path: &Path) -> (mpsc::Receiver<Piece>, tokio::task::JoinHandle<std::result::Result<(), String>>) {
    let (sender, pieces) = mpsc::channel(ENTRIES_AHEAD);
    let path = path.to_owned();
    let reading = tokio::task::spawn_blocking(move || {
        statement::read(&path, &mut |piece| sender.blocking_send(piece).is_ok()).map_err(|error| error.to_string())
    });
    (pieces, reading)
}

async fn store_file(
    db: &Db,
    now: Timestamp,
    path: &Path,
    checked: Vec<Checked>,
    outcome: &mut Outcome,
    bar: &ProgressBar,
) -> Result<()> {
    let (mut pieces, reading) = second_reading(path);
    let mut file: Option<Box<FileHead>> = None;
    let mut checked = checked.into_iter();
    while let Some(piece) = pieces.recv().await {
        match piece {
            Piece::File(head) => file = Some(head),
            Piece::Open(head) => {
                let changed = || Error::Outside(format!("{} changed while it was read", path.display()));
                let check = checked.next().ok_or_else(changed)?;
                let new = match check.balanced {
                    Ok(balanced) => new_statement(&head, &check, balanced, file.as_deref(), path),
                    Err(reason) => {
                        let file = path.display().to_string();
                        outcome.refused.push(Refused { file, statement: check.id, reason });
                        continue;
                    }
                };
                store_statement(db, now, &head, &new, &mut pieces, outcome, bar).await?;
            }
            // Of a statement that was refused.
            Piece::Balance(_) | Piece::Entry(_) | Piece::Close(_) => {}
        }
    }
    let read = reading.await.map_err(|error| Error::Outside(format!("the reading thread stopped: {error}")))?;
    read.map_err(Error::Outside)
}

fn new_statement(
    head: &StatementHead,
    check: &Checked,
    balanced: Balanced,
    file: Option<&FileHead>,
    path: &Path,
) -> NewStatement {
    let account = head.account.number().to_owned();
    let (opening, closing) = (balanced.opening, balanced.closing);
    let parts = [
        account.clone(),
        opening.0.currency.code().to_owned(),
        opening.0.cents.to_string(),
        closing.0.cents.to_string(),
        closing.1.to_string(),
        check.entries.to_string(),
        check.digest.to_string(),
    ];
    // A notification has no balances that tell it from the next one: its own id does.
    let own_id = check.notification.then(|| format!("\u{1f}notification {}", check.id));
    let format = file.map(|file| match file.format {
        Format::Mt940 => "mt940".to_owned(),
        Format::Coda => format!("coda {}", file.version),
        Format::Camt053 | Format::Camt054 => file.version.clone(),
    });
    NewStatement {
        id: new_id::uuid(),
        key: new_id::token_hash(&(parts.join("\u{1f}") + &own_id.unwrap_or_default())),
        account,
        number: if head.sequence.is_empty() { head.id.clone() } else { head.sequence.clone() },
        format: format.unwrap_or_default(),
        file_name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        opening,
        closing,
        entries: i64::try_from(check.entries).unwrap_or(i64::MAX),
        notification: check.notification,
    }
}

/// Stores one statement with its entries, or passes over one that is there already.
async fn store_statement(
    db: &Db,
    now: Timestamp,
    head: &StatementHead,
    new: &NewStatement,
    pieces: &mut mpsc::Receiver<Piece>,
    outcome: &mut Outcome,
    bar: &ProgressBar,
) -> Result<()> {
    let now_ms = now.as_millisecond();
    let mut tx = db.begin().await?;
    let is_new = bank_statement::create(&mut tx, new, now_ms).await?;
    let mut rows = Rows::new(&new.id, head, new.opening.0);
    let mut closed = false;
    let (mut entries_new, mut entries_known, mut received, mut without_reference) = (0, 0, 0_i64, 0_u64);
    while let Some(piece) = pieces.recv().await {
        match piece {
            Piece::Entry(entry) if is_new && entry.is_booked() => {
                let payments = rows.of(&entry);
                let whole = payments.first();
                if new.notification && whole.is_some_and(|row| row.batch_key.is_empty()) {
                    without_reference += 1;
                    continue;
                }
                let is_known = match whole {
                    Some(row) => bank_entry::has_batch(&mut tx, row, new.notification).await?,
                    None => false,
                };
                for row in payments {
                    if !is_known && bank_entry::create(&mut tx, &row, now_ms).await? {
                        entries_new += 1;
                        received = received.saturating_add(row.amount.cents);
                    } else {
                        entries_known += 1;
                    }
                }
                if (entries_new + entries_known) % ENTRIES_TOLD == 0 {
                    bar.set_message(format!("{} of {} entries", entries_new + entries_known, new.entries));
                }
            }
            Piece::Close(_) => {
                closed = true;
                break;
            }
            _ => {}
        }
    }
    if !closed {
        return Err(Error::Outside(format!("statement {} of {} was not read to its end", new.number, new.file_name)));
    }
    if !is_new {
        outcome.statements_known += 1;
        return Ok(());
    }
    if !new.notification {
        note_gap(&mut tx, new, outcome).await?;
    }
    audit::create_without_debtor(&mut tx, now_ms, "operator", "statement_imported", &new.id, &new.file_name).await?;
    tx.commit().await?;
    if without_reference > 0 {
        let reason = format!(
            "{without_reference} entries have no reference of the bank, by which the statement could know them again: they \
             are booked from the statement"
        );
        outcome.refused.push(Refused { file: new.file_name.clone(), statement: new.number.clone(), reason });
    }
    outcome.statements_new += 1;
    outcome.entries_new += entries_new;
    outcome.entries_known += entries_known;
    if entries_new > 0 {
        *outcome.received.entry(new.opening.0.currency.code().to_owned()).or_default() += received;
    }
    Ok(())
}

async fn note_gap(tx: &mut Tx, new: &NewStatement, outcome: &mut Outcome) -> Result<()> {
    if bank_statement::has_gap(tx, new).await? {
        let opening = new.opening.0;
        outcome.gaps.push(format!(
            "statement {} of {} begins with {} {}, and no known statement ends with that: one may be missing",
            new.number,
            new.account,
            opening.decimal(),
            opening.currency
        ));
    }
    Ok(())
}

/// Matches every entry that nobody has looked at, those of an earlier run that was cut off as well.
async fn match_new(db: &Db, now: Timestamp, told: &Told<'_>, outcome: &mut Outcome) -> Result<()> {
    let total = bank_entry::count_new(db).await?;
    let bar = if told.progress { progress_bar(total, "matching") } else { ProgressBar::hidden() };
    let mut after = String::new();
    loop {
        let page = bank_entry::list_new(db, &after, MATCH_PAGE).await?;
        let Some(last) = page.last() else { break };
        after.clone_from(&last.id);
        for entry in &page {
            match settle_new(db, now, entry, told.provider_ibans).await? {
                Became::Booked => outcome.booked += 1,
                Became::Returned => outcome.returned += 1,
                Became::Payout => outcome.payouts += 1,
                Became::Proposed => outcome.proposed += 1,
                Became::Unmatched => outcome.unmatched += 1,
            }
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    Ok(())
}
