//! The formal letter: as it goes out today, and as it went out on its day.

use super::Books;
use crate::clock::{from_ms, local};
use crate::db::document;
use crate::error::{Error, Result};
use effen::deadline::formal_letter;
use effen::ids::{ClaimId, NoticeId};
use effen::kinds::{Channel, Country};
use effen::ledger::{Balance, Cause};
use effen_documents::Paper;
use effen_documents::formal::FormalLetter;
use jiff::Timestamp;

impl Books<'_> {
    /// The formal letter about a claim, sent by post now. What is open and its costs are those of this moment.
    ///
    /// # Errors
    /// [`Error::Refused`] where the law allows none: nothing is open, the last day to pay has not passed, costs were
    /// added already, or a Belgian letter would lack the creditor's enterprise number.
    pub fn formal_now(&self, id: &ClaimId, now: Timestamp) -> Result<Paper> {
        let claim = self.claim(id)?;
        let refuse = |why: &str| Err(Error::Refused(format!("no formal letter about {}: {why}", claim.number)));
        if !matches!(claim.status.as_str(), "active") || claim.disputed {
            return refuse("it is disputed, held or withdrawn");
        }
        if claim.due_on >= local(now).date() {
            return refuse("its last day to pay has not passed");
        }
        if self.entries(id).any(|entry| entry.cause == Cause::CostsCharged) {
            return refuse("costs were added already");
        }
        let without_number = self.payees.get(id).is_none_or(|payee| payee.registration.is_empty());
        if self.file.head.country == Country::Be && without_number {
            return refuse("Belgian law wants the creditor's enterprise number in it, and none is known");
        }
        self.formal(id, now, false)
    }

    /// The formal letter that a message was, from the books as they stood when it went out.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is another's, or no formal letter.
    pub async fn formal_sent(&mut self, id: &NoticeId) -> Result<Paper> {
        let sent =
            document::find_formal(&self.app.db, &self.debtor, id).await?.ok_or(Error::NotFound("formal letter"))?;
        self.lang = sent.lang;
        self.formal(&sent.claim_id, from_ms(sent.sent_at), sent.channel != Channel::Letter)
    }

    fn formal(&self, id: &ClaimId, at: Timestamp, electronic: bool) -> Result<Paper> {
        let (claim, sent_on) = (self.claim(id)?, local(at).date());
        let known = self.entries(id).filter(|entry| entry.recorded_at <= at.as_millisecond());
        let open: Balance = known.map(|entry| entry.change).sum();
        let costs = Self::costs_over(claim, open.principal, sent_on)
            .filter(|_| open.total().is_positive() && claim.principal.as_euro().is_some())
            .ok_or_else(|| Error::Refused(format!("no formal letter about {}: no costs can come", claim.number)))?;
        let letter = FormalLetter {
            head: self.head(sent_on, [id]),
            country: self.file.head.country,
            creditor: claim.creditor_name.clone(),
            registration: self.payees.get(id).map(|payee| payee.registration.clone()).unwrap_or_default(),
            number: claim.number.clone(),
            description: claim.description.clone(),
            issued_on: claim.issued_on,
            due_on: claim.due_on,
            currency: claim.principal.currency,
            open: open.total(),
            costs,
            interest: claim.rules.asks_interest().then_some(claim.rules.terms.interest),
            deadline: formal_letter(self.file.head.country, sent_on, electronic),
            pay: self.pay(claim, open.total()),
        };
        Ok(letter.paper())
    }
}
