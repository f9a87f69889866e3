//! Money of the debtor's that lies with us: paid twice, or more than was open. It is theirs. They choose: use it for a
//! claim, or have it back.

use super::promise;
use super::refund::list_free_credit;
use crate::clock::local;
use crate::db::{DebtorTx, posting, signal};
use crate::error::Result;
use effen::ids::ClaimId;
use effen::imputation::split;
use effen::ledger::credit_applied;
use effen::money::Cents;
use effen::people::signal::{Signal, SignalKind};

/// Uses what is free for one claim, as far as it is open, by its creditor's order of imputation. Gives how much was used.
pub async fn apply(tx: &mut DebtorTx, claim: &ClaimId) -> Result<Cents> {
    let debtor = tx.debtor.clone();
    let today = local(tx.now).date();
    let mut used = Cents::ZERO;
    let mut settled = false;
    for (payment, free) in list_free_credit(&mut tx.tx, &debtor).await? {
        let payable = posting::list_payable(&mut tx.tx, &debtor).await?;
        let found = payable.iter().find(|one| one.open.claim_id == *claim && one.currency == free.currency);
        let Some(found) = found else { continue };
        let open = found.open.balance.total().or_zero();
        let amount = Cents(free.cents).min(open);
        if !amount.is_positive() {
            continue;
        }
        let imputation = split(&[(claim.clone(), amount)], std::slice::from_ref(&found.open));
        let key = posting::count_of_payment(&mut tx.tx, &debtor, &payment).await?.to_string();
        posting::create(tx, &credit_applied(&payment, &imputation, free.currency, today, &format!("credit-{key}")))
            .await?;
        settled = amount == open;
        used += amount;
    }
    if used.is_positive() {
        let kind = if settled { SignalKind::InvoiceSettled } else { SignalKind::PartPayment };
        let mut signals = vec![Signal::now(kind, tx.now).claim(claim).cents(used.0)];
        signals.extend(promise::settle(tx).await?);
        signal::record_signals(tx, &signals).await?;
    }
    Ok(used)
}
