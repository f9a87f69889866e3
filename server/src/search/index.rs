//! Keeping the index: triggers note which files changed, and whoever comes by writes their terms anew. Safe to stop at
//! any moment and to run on several servers.

use super::Vocabulary;
use super::terms::{self, FileWords};
use crate::app::App;
use crate::db::{Db, Tx, search};
use crate::error::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

/// Files indexed in one transaction: short enough that nobody notices the lock.
const BATCH: i64 = 250;

/// Indexes what is waiting, if it is little.
///
/// # Errors
/// When the database does not answer.
pub async fn catch_up(app: &App) -> Result<()> {
    if (1..BATCH).contains(&search::count_stale(&app.db, BATCH).await?) {
        batch(&app.db).await?;
    }
    Ok(())
}

/// Indexes everything that is waiting and tells how far it is, in files.
///
/// # Errors
/// When the database does not answer. What was done stays done.
pub async fn run(db: &Db, mut progress: impl FnMut(u64)) -> Result<u64> {
    let mut done = 0;
    loop {
        let files = batch(db).await?;
        if files == 0 {
            return Ok(done);
        }
        done += files;
        progress(done);
    }
}

/// One batch; how many files it had.
async fn batch(db: &Db) -> Result<u64> {
    let mut tx = db.begin().await?;
    let debtors = search::take_stale(db, &mut tx, BATCH).await?;
    if debtors.is_empty() {
        return Ok(0);
    }
    let files = search::list_words(&mut tx, &debtors).await?;
    let numbers = search::list_numbers(&mut tx, &debtors).await?;
    let known = search::list_terms(&mut tx, &debtors).await?;
    write(&mut tx, &files, &numbers, &known).await?;
    search::delete_stale(&mut tx, &debtors).await?;
    tx.commit().await?;
    Ok(debtors.len() as u64)
}

type ByDebtor = BTreeMap<String, Vec<String>>;

/// Writes what is new and removes what is no longer so.
async fn write(tx: &mut Tx, files: &[FileWords], numbers: &ByDebtor, known: &ByDebtor) -> Result<()> {
    let none = Vec::new();
    let terms: Vec<(&str, Vec<String>)> = files
        .iter()
        .map(|file| {
            let numbers = numbers.get(&file.debtor_id).unwrap_or(&none);
            (file.debtor_id.as_str(), terms::of_file(file, numbers))
        })
        .collect();
    let mut fresh = Vec::new();
    for (debtor, terms) in &terms {
        let known: BTreeSet<&str> = known.get(*debtor).unwrap_or(&none).iter().map(String::as_str).collect();
        for gone in known.iter().filter(|term| !terms.iter().any(|new| new == *term)) {
            search::delete_term(tx, gone, debtor).await?;
        }
        fresh.extend(terms.iter().filter(|term| !known.contains(term.as_str())).map(|term| (term.as_str(), *debtor)));
    }
    fresh.sort_unstable();
    search::create_terms(tx, &fresh).await?;
    search::create_words(tx, &fresh.iter().map(|(term, _)| *term).filter(|term| terms::is_word(term)).collect()).await
}

/// The vocabulary as this process knows it.
#[derive(Debug, Default)]
pub struct Words(RwLock<(i64, Arc<Vocabulary>)>);

impl Words {
    /// The newest; read again only when words were added.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn newest(&self, db: &Db) -> Result<Arc<Vocabulary>> {
        let count = search::count_words(db).await?;
        let (known, words) = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if known == count {
            return Ok(words);
        }
        let words = Arc::new(Vocabulary::new(search::list_all_words(db).await?)?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = (count, Arc::clone(&words));
        Ok(words)
    }
}
