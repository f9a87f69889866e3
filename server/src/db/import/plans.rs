//! What an import does to plans: a creditor received something on a claim that a plan covers, or not after all. In the
//! transaction of the batch, and known from now on, whatever day it was paid.

use super::insert::Debtor;
use crate::db::{DebtorTx, Tx, bank_match};
use crate::error::Result;
use crate::pay::instalments;
use effen::ids::{ClaimId, DebtorId};
use jiff::Timestamp;

/// Moves the plans of the debtors of a batch, whose rows are locked already.
pub async fn follow(mut tx: Tx, debtors: &[Debtor], now: Timestamp) -> Result<Tx> {
    for debtor in debtors.iter().filter(|debtor| !debtor.received.is_empty()) {
        let id = DebtorId((*debtor.id).to_owned());
        let mut concerned = Vec::new();
        for received in &debtor.received {
            if is_of_plan(&mut tx, &id, &received.0).await? {
                concerned.push(received);
            }
        }
        if concerned.is_empty() {
            continue;
        }
        let mut own = DebtorTx::within(tx, &id, now).await?;
        for (claim, cents, on) in concerned {
            if cents.is_positive() {
                instalments::advance_at_creditor(&mut own, claim, *cents, *on).await?;
            } else {
                instalments::undone_at_creditor(&mut own, claim).await?;
            }
        }
        tx = own.tx;
    }
    Ok(tx)
}

async fn is_of_plan(tx: &mut Tx, debtor: &DebtorId, claim: &ClaimId) -> Result<bool> {
    Ok(bank_match::find_plan_of(tx, debtor, claim).await?.is_some()
        || bank_match::find_completed_plan_of(tx, debtor, claim).await?.is_some())
}
