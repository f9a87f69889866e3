//! One run of an import: a thread reads and checks, the database writes batch after batch, and a bar shows how far it
//! is. At most a few batches are in memory at any time.

use super::rejects::RejectsFile;
use super::{InputError, InvoiceReader, InvoiceRecord, ReadOptions, RowError, open};
use crate::db::Db;
use crate::db::import::{Importer, Summary};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use std::path::PathBuf;
use tokio::sync::mpsc;

/// Rows in one transaction.
pub const BATCH_ROWS: usize = 8_192;
/// Batches read ahead of the database.
const BATCHES_AHEAD: usize = 2;

/// What a run was told.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// What to read and how.
    pub read: ReadOptions,
    /// Where rejected rows go; None: [`RejectsFile::default_path`].
    pub rejects: Option<PathBuf>,
    /// Check everything, keep nothing.
    pub dry_run: bool,
    /// Show a progress bar on standard error, if it is a terminal.
    pub progress: bool,
}

/// Why a run ended early. What was committed before stays; the same run can be started again.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The input cannot be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The database refused.
    #[error(transparent)]
    Database(#[from] crate::error::Error),
    /// The file of rejected rows cannot be written.
    #[error("cannot write {}: {cause}", path.display())]
    Rejects {
        /// Where it was to be.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
}

/// What a run came to.
#[derive(Debug)]
pub struct Outcome {
    /// The figures.
    pub summary: Summary,
    /// The file of rejected rows, if there are any.
    pub rejects: Option<PathBuf>,
}

/// What the reading thread hands over.
struct Batch {
    records: Vec<InvoiceRecord>,
    errors: Vec<RowError>,
    bytes_read: u64,
    failed: Option<InputError>,
}

/// Reads, checks and writes everything `options` names.
///
/// # Errors
/// When the input cannot be read at all, or the database or the disk refuses.
pub async fn run(db: &Db, now: Timestamp, options: &RunOptions) -> Result<Outcome, RunError> {
    let reader = open(&options.read)?;
    let bar = bar(reader.bytes_total(), options.progress);
    let path = options.rejects.clone().unwrap_or_else(|| RejectsFile::default_path(&options.read.path));
    let mut rejects = RejectsFile::new(path);
    let mut importer = Importer::new(db.clone(), now, options.dry_run);
    let (sender, mut batches) = mpsc::channel(BATCHES_AHEAD);
    let reading = tokio::task::spawn_blocking(move || read(reader, &sender));
    while let Some(batch) = batches.recv().await {
        let Batch { records, errors, bytes_read, failed } = batch;
        importer.reject(errors.len() as u64);
        let refused = importer.take(records).await?;
        for error in errors.iter().chain(&refused) {
            let path = rejects.path().to_owned();
            rejects.push(error).map_err(|cause| RunError::Rejects { path, cause })?;
        }
        bar.set_position(bytes_read);
        show_rate(&bar, importer.summary());
        if let Some(error) = failed {
            bar.abandon();
            return Err(error.into());
        }
    }
    reading.await.map_err(|error| crate::error::Error::Outside(format!("the reading thread stopped: {error}")))?;
    bar.set_message("segmenting debtors");
    let summary = importer.finish(&options.read.path.display().to_string()).await?;
    bar.finish_and_clear();
    rejects.finish().map_err(|cause| RunError::Rejects { path: rejects.path().to_owned(), cause })?;
    let rejects = (rejects.count > 0).then(|| rejects.path().to_owned());
    Ok(Outcome { summary, rejects })
}

/// Reads to the end, or until nobody takes the batches any more.
fn read(mut reader: Box<dyn InvoiceReader>, sender: &mpsc::Sender<Batch>) {
    loop {
        let mut batch =
            Batch { records: Vec::with_capacity(BATCH_ROWS), errors: Vec::new(), bytes_read: 0, failed: None };
        let mut is_end = true;
        for row in reader.by_ref() {
            match row {
                Ok(Ok(record)) => batch.records.push(record),
                Ok(Err(error)) => batch.errors.push(*error),
                Err(error) => {
                    batch.failed = Some(error);
                    break;
                }
            }
            if batch.records.len() + batch.errors.len() >= BATCH_ROWS {
                is_end = false;
                break;
            }
        }
        batch.bytes_read = reader.bytes_read();
        let is_empty = batch.records.is_empty() && batch.errors.is_empty() && batch.failed.is_none();
        if !is_empty && sender.blocking_send(batch).is_err() || is_end {
            return;
        }
    }
}

fn bar(bytes: u64, shown: bool) -> ProgressBar {
    if !shown {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {percent:>3} % · {msg} · {elapsed} · {eta} to go")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(bytes).with_style(style)
}

/// Says how many rows were taken, and how many a second.
fn show_rate(bar: &ProgressBar, summary: &Summary) {
    let rows = summary.invoices + summary.rejected + summary.repeated;
    let per_second = (rows as f64 / bar.elapsed().as_secs_f64().max(0.001)).round();
    bar.set_message(format!("{rows} rows · {per_second} rows/s"));
}
