//! The paid-up letter of a claim.

use super::Books;
use crate::db::overview::ClaimRow;
use crate::error::{Error, Result};
use effen::ids::ClaimId;
use effen_documents::Paper;
use effen_documents::settled::Settled;

/// Was this claim an invoice that is settled now? Then there is a letter that says so.
pub fn is_settled(claim: &ClaimRow) -> bool {
    claim.status != "withdrawn" && claim.principal.cents > 0 && claim.balance.total().is_zero()
}

impl Books<'_> {
    /// The letter that says that nothing of a claim is open any more, of the day when that came to be.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the claim is another's, or something is open.
    pub fn settled(&self, id: &ClaimId) -> Result<Paper> {
        let claim = self.claim(id)?;
        let last = self.entries(id).map(|entry| entry.on).max().filter(|_| is_settled(claim));
        let settled_on = last.ok_or(Error::NotFound("settled claim"))?;
        Ok(Settled { head: self.head(settled_on, [id]), claim: self.account(claim) }.paper())
    }
}
