//! The treatment plan in use, shared by every request and job of this process.
//!
//! What is newest stands in the database, so that several servers treat people alike: whoever is about to use the plan asks
//! for its number, and reads it again only when that changed.

use crate::db::{Db, treatment};
use crate::error::Result;
use effen::people::treatment::Treatments;
use std::sync::{Arc, PoisonError, RwLock};

/// See the module.
#[derive(Debug)]
pub struct Current(RwLock<(i64, Arc<Treatments>)>);

impl Default for Current {
    fn default() -> Self {
        Self(RwLock::new((0, Arc::new(Treatments::shipped()))))
    }
}

impl Current {
    /// The newest plan and its number.
    ///
    /// # Errors
    /// When the database does not answer, or holds a plan that cannot be used.
    pub async fn newest(&self, db: &Db) -> Result<(i64, Arc<Treatments>)> {
        let version = treatment::find_version(db).await?;
        let (known, plan) = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if known == version {
            return Ok((known, plan));
        }
        let (version, plan) = treatment::find(db).await?;
        let newest = (version, Arc::new(plan));
        self.0.write().unwrap_or_else(PoisonError::into_inner).clone_from(&newest);
        Ok(newest)
    }
}
