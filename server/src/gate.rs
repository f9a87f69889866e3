//! A gate before costly work: only so many run at once, only so many more may wait, and the rest is told to come back.

use crate::error::{Error, Result};
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;

/// See the module.
#[derive(Debug)]
pub struct Gate {
    what: &'static str,
    permits: Semaphore,
    inside: AtomicUsize,
    inside_max: usize,
    retry_seconds: u32,
}

/// Counts somebody who works or waits, and no longer when dropped (a request may be given up while it waits).
struct Place<'a>(&'a AtomicUsize);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Gate {
    /// A gate with so many permits and a queue of so many; who finds it full is told to come back after so many seconds.
    pub fn new(what: &'static str, permits: usize, queue_max: usize, retry_seconds: u32) -> Self {
        let (semaphore, inside) = (Semaphore::new(permits), AtomicUsize::new(0));
        Self { what, permits: semaphore, inside, inside_max: permits + queue_max, retry_seconds }
    }

    /// Does the work on a thread where it keeps nobody waiting, when its turn has come.
    ///
    /// # Errors
    /// [`Error::TooMany`] when the queue is full; what the work gives.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let broken = |error: String| Error::Broken(format!("{}: {error}", self.what));
        let before = self.inside.fetch_add(1, Ordering::SeqCst);
        let _place = Place(&self.inside);
        if before >= self.inside_max {
            return Err(Error::TooMany(self.retry_seconds));
        }
        let _permit = self.permits.acquire().await.map_err(|error| broken(error.to_string()))?;
        tokio::task::spawn_blocking(work).await.map_err(|error| broken(error.to_string()))?
    }
}
