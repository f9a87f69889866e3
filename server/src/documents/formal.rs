//! The formal letter: as it goes out today, and as it went out on its day.

use super::Books;
use crate::clock::{from_ms, local};
use crate::db::document;
use crate::error::{Error, Result};
use effen::deadline::formal_letter;
use effen::dunning::Shared;
use effen::ids::{ClaimId, NoticeId};
use effen::kinds::{Channel, Country};
use effen::ledger::{Balance, Cause};
use effen::money::Cents;
use effen_documents::Paper;
use effen_documents::formal::{FormalLetter, LetterClaim};
use jiff::Timestamp;

/// A formal letter as it can go out.
pub struct Composed {
    /// The letter.
    pub paper: Paper,
    /// The claims in it.
    pub claims: Vec<ClaimId>,
    /// What of their principals is open together.
    pub base: Cents,
}

impl Books<'_> {
    /// The formal letter about claims of one creditor, sent by post now. What is open and its costs are those of this
    /// moment; a claim of which the law allows no letter now is left out.
    ///
    /// # Errors
    /// [`Error::Refused`] where the law allows none about any of them: nothing is open, the last day to pay has not
    /// passed, costs were added already, or a Belgian letter would lack the creditor's enterprise number.
    pub fn formal_now(&self, about: &[ClaimId], now: Timestamp) -> Result<Composed> {
        let (mut claims, mut refused) = (Vec::new(), Error::NotFound("claim"));
        for id in about {
            match self.letter_allowed(id, now) {
                Ok(()) => claims.push(id.clone()),
                Err(error) => refused = error,
            }
        }
        if claims.is_empty() {
            return Err(refused);
        }
        let base = self.principals(&claims, now).into_iter().sum();
        Ok(Composed { paper: self.formal(&claims, base, now, false)?, claims, base })
    }

    fn letter_allowed(&self, id: &ClaimId, now: Timestamp) -> Result<()> {
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
        let open = self.open_at(id, now);
        let no_costs = Self::costs_over(claim, open.principal, local(now).date()).is_none();
        if no_costs || !open.total().is_positive() || claim.principal.as_euro().is_none() {
            return refuse("no costs can come");
        }
        Ok(())
    }

    /// The formal letter that a message was, from the books as they stood when it went out.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is another's, or no formal letter.
    pub async fn formal_sent(&mut self, id: &NoticeId) -> Result<Paper> {
        let sent =
            document::find_formal(&self.app.db, &self.debtor, id).await?.ok_or(Error::NotFound("formal letter"))?;
        self.lang = sent.lang;
        let at = from_ms(sent.sent_at);
        let base = sent.base.unwrap_or_else(|| self.principals(&sent.claims, at).into_iter().sum());
        self.formal(&sent.claims, base, at, sent.channel != Channel::Letter)
    }

    /// What of a claim was open at a moment, as the books knew it then.
    fn open_at(&self, id: &ClaimId, at: Timestamp) -> Balance {
        self.entries(id).filter(|entry| entry.recorded_at <= at.as_millisecond()).map(|entry| entry.change).sum()
    }

    fn principals(&self, claims: &[ClaimId], at: Timestamp) -> Vec<Cents> {
        claims.iter().map(|id| self.open_at(id, at).principal).collect()
    }

    /// The letter: claims of one creditor, of which the principals came to `base` together.
    fn formal(&self, claims: &[ClaimId], base: Cents, at: Timestamp, electronic: bool) -> Result<Paper> {
        let sent_on = local(at).date();
        let Some(first) = claims.first() else { return Err(Error::NotFound("claim")) };
        let first = self.claim(first)?;
        let costs = Self::costs_over(first, base, sent_on)
            .ok_or_else(|| Error::Refused(format!("no formal letter about {}: no costs can come", first.number)))?;
        let lines = claims.iter().map(|id| self.letter_claim(id, base, at, claims.len() > 1));
        let letter = FormalLetter {
            head: self.head(sent_on, claims),
            country: self.file.head.country,
            creditor: first.creditor_name.clone(),
            registration: self.payees.get(&first.id).map(|payee| payee.registration.clone()).unwrap_or_default(),
            claims: lines.collect::<Result<_>>()?,
            currency: first.principal.currency,
            costs,
            interest: first.rules.asks_interest().then_some(first.rules.terms.interest),
            deadline: formal_letter(self.file.head.country, sent_on, electronic),
        };
        Ok(letter.paper())
    }

    /// A claim in the letter, with the costs of it that the meter will announce.
    fn letter_claim(&self, id: &ClaimId, base: Cents, at: Timestamp, shares: bool) -> Result<LetterClaim> {
        let (claim, sent_on, open) = (self.claim(id)?, local(at).date(), self.open_at(id, at));
        let over = |base| Self::costs_over(claim, base, sent_on).map_or(Cents::ZERO, |explained| explained.total);
        let alone = over(open.principal);
        let share = Shared { base, costs: over(base) }.of(open.principal);
        Ok(LetterClaim {
            number: claim.number.clone(),
            description: claim.description.clone(),
            issued_on: claim.issued_on,
            due_on: claim.due_on,
            open: open.total(),
            costs: if shares { share.min(alone) } else { alone },
            pay: self.pay(claim, open.total()),
        })
    }
}
