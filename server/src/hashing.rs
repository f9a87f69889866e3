//! Slow hashes (argon2id) of short secrets: letter codes and passwords. Hashing takes 19 MB and tens of milliseconds,
//! so only a few run at once and only a few more may wait; the rest is told to come back.

use crate::error::{Error, Result};
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash};
use argon2::{Argon2, password_hash};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;

/// How many hashes are computed at once.
pub const HASHING_PERMITS: usize = 2;
/// How many more may wait for a permit.
pub const HASHING_QUEUE_MAX: usize = 16;
/// What somebody is told who found the queue full.
const HASHING_RETRY_SECONDS: u32 = 5;

/// The gate before the hash function.
#[derive(Debug)]
pub struct Hashing {
    permits: Semaphore,
    inside: AtomicUsize,
}

impl Default for Hashing {
    fn default() -> Self {
        Self { permits: Semaphore::new(HASHING_PERMITS), inside: AtomicUsize::new(0) }
    }
}

/// Counts somebody who hashes or waits, and no longer when dropped (a request may be given up while it waits).
struct Place<'a>(&'a AtomicUsize);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Compared against when there is no hash to compare with, so that an unknown reference costs the same work.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash_now(&crate::new_id::token()).expect("the default parameters are valid"));

impl Hashing {
    /// Is `secret` the one behind `hash`? `None` does the same work and is never true.
    ///
    /// # Errors
    /// [`Error::TooMany`] when the queue is full.
    pub async fn verify(&self, secret: &str, hash: Option<String>) -> Result<bool> {
        let _place = self.enter()?;
        let _permit = self.permit().await?;
        let secret = secret.to_owned();
        run(move || {
            let known = hash.is_some();
            let stored = hash.unwrap_or_else(|| NOBODY.clone());
            Ok(verify_now(&secret, &stored)? && known)
        })
        .await
    }

    /// The hash of a new secret, as a PHC string.
    ///
    /// # Errors
    /// [`Error::TooMany`] when the queue is full.
    pub async fn hash(&self, secret: &str) -> Result<String> {
        let _place = self.enter()?;
        let _permit = self.permit().await?;
        let secret = secret.to_owned();
        run(move || hash_now(&secret)).await
    }

    fn enter(&self) -> Result<Place<'_>> {
        let before = self.inside.fetch_add(1, Ordering::SeqCst);
        let place = Place(&self.inside);
        if before >= HASHING_PERMITS + HASHING_QUEUE_MAX {
            return Err(Error::TooMany(HASHING_RETRY_SECONDS));
        }
        Ok(place)
    }

    async fn permit(&self) -> Result<tokio::sync::SemaphorePermit<'_>> {
        self.permits.acquire().await.map_err(|error| Error::Broken(format!("hashing: {error}")))
    }
}

async fn run<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Broken(format!("hashing: {error}")))?
}

/// Hashes at once, on this thread: for commands, never for requests.
pub fn hash_now(secret: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(secret.as_bytes()).map_err(broken)?;
    Ok(hash.to_string())
}

fn verify_now(secret: &str, hash: &str) -> Result<bool> {
    let parsed = PasswordHash::new(hash).map_err(|error| Error::Broken(format!("a stored hash: {error}")))?;
    match Argon2::default().verify_password(secret.as_bytes(), &parsed) {
        Ok(()) => Ok(true),
        Err(password_hash::Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(broken(error)),
    }
}

fn broken(error: password_hash::Error) -> Error {
    Error::Broken(format!("hashing: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_secret_passes_and_nobody_never_does() {
        let hashing = Hashing::default();
        let hash = hashing.hash("one").await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(hashing.verify("one", Some(hash.clone())).await.unwrap());
        assert!(!hashing.verify("two", Some(hash)).await.unwrap());
        assert!(!hashing.verify("one", None).await.unwrap());
    }

    #[tokio::test]
    async fn a_full_queue_refuses_and_empties_again() {
        let hashing = Hashing::default();
        let tries = (0..HASHING_PERMITS + HASHING_QUEUE_MAX + 5).map(|_| hashing.verify("x", None));
        let results = futures::future::join_all(tries).await;
        let refused = results.iter().filter(|result| matches!(result, Err(Error::TooMany(_)))).count();
        assert_eq!(refused, 5);
        assert!(!hashing.verify("x", None).await.unwrap());
    }
}
