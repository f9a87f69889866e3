//! Documents, made on demand from the books: what stands in the database becomes a model of `effen_documents`, and the
//! press makes a PDF of it. The same books give the same bytes.

mod formal;
mod plan;
mod receipt;
pub mod settled;

use crate::app::App;
use crate::db::document::{self, EntryRow, PayeeRow};
use crate::db::overview::{self, ClaimRow, DebtorFile};
use crate::error::{Error, Result};
use crate::gate::Gate;
use crate::outreach::Agency;
use crate::standing::costs_by_law;
use effen::dates::add_days;
use effen::explain::Explanation;
use effen::ids::{ClaimId, DebtorId};
use effen::interest::PrincipalStep;
use effen::kinds::Lang;
use effen::ledger::{Balance, Cause};
use effen::money::{Cents, Currency, Money};
use effen_documents::Paper;
use effen_documents::party::{self, Address, Creditor, Head, Pay};
use effen_documents::statement::{Charged, ClaimAccount, Entry};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Documents made at once: each takes one core for its time.
pub const PRESS_PERMITS: usize = 2;
/// How many more may wait.
pub const PRESS_QUEUE_MAX: usize = 16;
/// What somebody is told who found the queue full.
const PRESS_RETRY_SECONDS: u32 = 5;

/// Makes PDFs, a few at a time.
#[derive(Debug)]
pub struct Press(Gate);

impl Default for Press {
    fn default() -> Self {
        Self(Gate::new("press", PRESS_PERMITS, PRESS_QUEUE_MAX, PRESS_RETRY_SECONDS))
    }
}

impl Press {
    /// Makes the PDF of a paper.
    ///
    /// # Errors
    /// [`Error::TooMany`] when the queue is full; [`Error::Broken`] where the template fails, which is a defect of ours.
    pub async fn print(&self, paper: Paper) -> Result<Vec<u8>> {
        self.0.run(move || effen_documents::render(&paper).map_err(|error| Error::Broken(error.to_string()))).await
    }
}

/// The agency as documents name it.
pub fn agency(agency: Agency) -> party::Agency {
    let Agency { name, address, register, phone, complaints, url } = agency;
    party::Agency { name, address, register, phone, complaints, url }
}

/// Everything about one debtor that documents are made from.
pub struct Books<'a> {
    app: &'a App,
    debtor: DebtorId,
    lang: Lang,
    /// The file as pages show it.
    pub file: DebtorFile,
    entries: Vec<EntryRow>,
    payees: BTreeMap<ClaimId, PayeeRow>,
    to: Address,
}

impl<'a> Books<'a> {
    /// Reads a debtor's books. `lang`: the language of the documents.
    pub async fn open(app: &'a App, debtor: &DebtorId, lang: Lang) -> Result<Books<'a>> {
        let (name, street, postal_code, city) = document::find_address(&app.db, debtor).await?;
        Ok(Self {
            app,
            debtor: debtor.clone(),
            lang,
            file: overview::find(&app.db, debtor, app.now_ms()).await?,
            entries: document::list_entries(&app.db, debtor).await?,
            payees: document::list_payees(&app.db, debtor).await?,
            to: Address { name, street, town: format!("{postal_code} {city}") },
        })
    }

    /// A claim of this debtor's.
    fn claim(&self, id: &ClaimId) -> Result<&ClaimRow> {
        self.file.claims.iter().find(|claim| claim.id == *id).ok_or(Error::NotFound("claim"))
    }

    /// What every document has. The creditors are those of the claims it is about.
    pub fn head<'c>(&self, date: Date, claims: impl IntoIterator<Item = &'c ClaimId>) -> Head {
        let creditors: BTreeSet<Creditor> = claims
            .into_iter()
            .filter_map(|id| self.payees.get(id))
            .map(|payee| Creditor {
                name: payee.creditor.clone(),
                registration: payee.registration.clone(),
                email: payee.email.clone(),
                phone: payee.phone.clone(),
            })
            .collect();
        Head {
            lang: self.lang,
            date,
            reference: self.file.head.reference.clone(),
            window: self.app.config.letter_window,
            agency: agency(Agency::of(self.app)),
            creditors: creditors.into_iter().collect(),
            to: self.to.clone(),
        }
    }

    /// The rows of one claim, in their order.
    fn entries(&self, claim: &ClaimId) -> impl Iterator<Item = &EntryRow> {
        self.entries.iter().filter(move |entry| entry.claim_id == *claim)
    }

    /// A claim with its account, beside what the law says about its costs and interest.
    pub fn account(&self, claim: &ClaimRow) -> ClaimAccount {
        let rows: Vec<&EntryRow> = self.entries(&claim.id).collect();
        let open_before = |on| rows.iter().filter(|row| row.on < on).map(|row| row.change.principal).sum();
        ClaimAccount {
            creditor: claim.creditor_name.clone(),
            number: claim.number.clone(),
            description: claim.description.clone(),
            issued_on: claim.issued_on,
            due_on: claim.due_on,
            currency: claim.principal.currency,
            status: String::new(),
            costs: charged(&rows, Cause::CostsCharged, |on| costs_by_law(&self.file, claim, open_before(on), on)),
            interest: charged(&rows, Cause::InterestCharged, |on| Self::interest_by_law(claim, &rows, on)),
            entries: rows
                .into_iter()
                .map(|entry| Entry { on: entry.on, cause: entry.cause, change: entry.change })
                .collect(),
            next: Vec::new(),
            pay: None,
        }
    }

    /// The costs by law and contract over a principal.
    fn costs_over(claim: &ClaimRow, base: Cents, on: Date) -> Option<Explanation> {
        claim.rules.costs(base, on).ok()
    }

    /// The interest by law and contract over the principal as it stood from day to day, from the first day of default up to and
    /// including a day. `None` where the law gives none, or another currency is asked.
    fn interest_by_law(claim: &ClaimRow, rows: &[&EntryRow], on: Date) -> Option<Explanation> {
        if claim.principal.currency != Currency::EUR {
            return None;
        }
        let (mut principal, mut steps) = (Cents::ZERO, BTreeMap::new());
        for row in rows {
            principal += row.change.principal;
            steps.insert(row.on, principal);
        }
        let steps: Vec<PrincipalStep> =
            steps.into_iter().map(|(from, principal)| PrincipalStep { from, principal }).collect();
        claim.rules.interest_most(&steps, add_days(on, 1)).ok()
    }

    /// Where an amount of a claim is to be paid; `None` where no account is known. A name stands with it only where it
    /// is known to be the account's, for banks compare the two.
    pub fn pay(&self, claim: &ClaimRow, amount: Cents) -> Option<Pay> {
        let payee = self.payees.get(&claim.id)?;
        let own = payee.claim_iban.is_empty() || payee.claim_iban == payee.account_iban;
        let iban = if own { &payee.account_iban } else { &payee.claim_iban };
        if iban.is_empty() || !amount.is_positive() {
            return None;
        }
        let reference = if payee.reference.is_empty() { &claim.number } else { &payee.reference };
        Some(Pay {
            name: if own { payee.account_name.clone() } else { String::new() },
            iban: iban.clone(),
            reference: reference.clone(),
            amount: Money { cents: amount.0, currency: claim.principal.currency },
        })
    }
}

/// What was charged for one cause, beside the law's figure of the last day it was charged.
fn charged(rows: &[&EntryRow], cause: Cause, law: impl FnOnce(Date) -> Option<Explanation>) -> Option<Charged> {
    let of_cause = || rows.iter().filter(|row| row.cause == cause);
    let on = of_cause().map(|row| row.on).max()?;
    let asked: Balance = of_cause().map(|row| row.change).sum();
    Some(Charged { asked: asked.total(), law: law(on) })
}
