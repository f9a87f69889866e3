//! Slow hashes (argon2id) of short secrets: letter codes and passwords. Hashing takes 19 MB and tens of milliseconds,
//! so only a few run at once and only a few more may wait; the rest is told to come back.

use crate::error::{Error, Result};
use crate::gate::Gate;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash};
use argon2::{Argon2, password_hash};
use std::sync::LazyLock;

/// How many hashes are computed at once.
pub const HASHING_PERMITS: usize = 2;
/// How many more may wait for a permit.
pub const HASHING_QUEUE_MAX: usize = 16;
/// What somebody is told who found the queue full.
const HASHING_RETRY_SECONDS: u32 = 5;

/// The gate before the hash function.
#[derive(Debug)]
pub struct Hashing(Gate);

impl Default for Hashing {
    fn default() -> Self {
        Self(Gate::new("hashing", HASHING_PERMITS, HASHING_QUEUE_MAX, HASHING_RETRY_SECONDS))
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
        let secret = secret.to_owned();
        let work = move || {
            let known = hash.is_some();
            let stored = hash.unwrap_or_else(|| NOBODY.clone());
            Ok(verify_now(&secret, &stored)? && known)
        };
        self.0.run(work).await
    }

    /// The hash of a new secret, as a PHC string.
    ///
    /// # Errors
    /// [`Error::TooMany`] when the queue is full.
    pub async fn hash(&self, secret: &str) -> Result<String> {
        let secret = secret.to_owned();
        self.0.run(move || hash_now(&secret)).await
    }
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
