//! Gives up part of a claim: postings, signal and audit row in one transaction of its debtor. The debtor reads it in the
//! invoice's history, its composition, and the statement of account.

use crate::clock::local;
use crate::db::signal::record_signals;
use crate::db::{DebtorTx, audit, bank_match, case, posting, waiver};
use crate::error::{Error, Result};
use crate::new_id::token_hash;
use effen::ids::ClaimId;
use effen::ledger::{Balance, waived};
use effen::money::{Cents, Currency, Money};
use effen::people::signal::{Signal, SignalKind};
use effen::waiver::{WaiverOf, WaiverReason, parts};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waived {
    /// False: the same waiver was booked before today, and nothing was done now.
    pub is_new: bool,
    /// What is open of the claim now.
    pub open: Money,
    /// What was given up, by part; nothing when it was booked before.
    pub given_up: Balance,
}

/// Gives up `amount` of what is open of a claim, from the parts that `of` names. The same amount for the same reason on
/// the same day is one waiver, however often it is asked. `actor` as in the audit log.
///
/// # Errors
/// [`Error::Refused`] for more than is open, a claim in a running plan (its instalments are agreed: the plan is changed
/// or ended first), and a claim that was withdrawn.
pub async fn waive(
    tx: &mut DebtorTx,
    claim: &ClaimId,
    amount: Cents,
    of: WaiverOf,
    reason: WaiverReason,
    actor: &str,
) -> Result<Waived> {
    let debtor = tx.debtor.clone();
    let found = case::find_claim(tx, claim).await?;
    let payable = found.ok_or_else(|| Error::Refused("the claim was withdrawn".to_owned()))?;
    let (open, currency) = (payable.open.balance, payable.currency);
    if currency.exponent() != 2 {
        return Err(Error::Refused(format!("amounts in {currency} have no two decimals")));
    }
    let money = |cents: Cents| Money { cents: cents.0, currency };
    let today = local(tx.now).date();
    let key = &token_hash(&format!("{claim}\u{1f}{}\u{1f}{of}\u{1f}{reason}\u{1f}{today}", amount.0))[..24];
    if waiver::has(tx, claim, key).await? {
        return Ok(Waived { is_new: false, open: money(open.total()), given_up: Balance::default() });
    }
    if bank_match::find_plan_of(&mut tx.tx, &debtor, claim).await?.is_some() {
        return Err(Error::Refused("the claim is part of a running plan: change or end that plan first".to_owned()));
    }
    let given_up = parts(amount, open, of).map_err(|error| Error::Refused(error.to_string()))?;
    posting::create(tx, &waived(claim, given_up, currency, today, key)).await?;
    // Behaviour counts in euros alone.
    let euros = if currency == Currency::EUR { amount.0 } else { 0 };
    let signal = Signal::now(SignalKind::InvoiceCorrected, tx.now).claim(claim).cents(-euros);
    record_signals(tx, &[signal]).await?;
    audit::create(tx, actor, "waived", claim.as_str(), &format!("{} {of}, {reason}", amount.decimal())).await?;
    Ok(Waived { is_new: true, open: money(open.total() - amount), given_up })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Db;
    use crate::testing::databases;
    use crate::testing::sample::{now, sample_debtor};

    async fn try_waive(db: &Db, debtor: &effen::ids::DebtorId, claim: &ClaimId, cents: i64) -> Result<Waived> {
        let mut tx = db.begin_debtor(debtor, now()).await.unwrap();
        let done = waive(&mut tx, claim, Cents(cents), WaiverOf::Anything, WaiverReason::Hardship, "operator").await?;
        tx.commit().await.unwrap();
        Ok(done)
    }

    #[tokio::test]
    async fn costs_are_given_up_first_once_and_never_more_than_is_open() {
        for test in databases().await {
            let one = sample_debtor(&test.db, "Anna").await.unwrap();
            let first = try_waive(&test.db, &one.debtor, &one.with_costs, 5_000).await.unwrap();
            let expected = Balance { costs: Cents(4_840), interest: Cents(160), principal: Cents::ZERO };
            assert_eq!((first.is_new, first.given_up), (true, expected));
            assert_eq!(first.open, Money::euro(26_000 + 55));
            let again = try_waive(&test.db, &one.debtor, &one.with_costs, 5_000).await.unwrap();
            assert_eq!((again.is_new, again.open), (false, first.open), "the same waiver twice is one");
            let more = try_waive(&test.db, &one.debtor, &one.with_costs, 26_056).await.unwrap_err().to_string();
            assert!(more.contains("260.55"), "{more}");
            let rest = try_waive(&test.db, &one.debtor, &one.with_costs, 26_055).await.unwrap();
            assert_eq!(rest.open, Money::euro(0));
            let logged: Vec<String> =
                sqlx::query_scalar("SELECT detail FROM audit WHERE action = 'waived' ORDER BY id")
                    .fetch_all(test.db.read())
                    .await
                    .unwrap();
            assert_eq!(logged, ["50.00 anything, hardship", "260.55 anything, hardship"]);
            let audit = crate::audit::run(&test.db, |_| {}).await.unwrap();
            assert!(audit.is_clean(), "{:?}", audit.shown);
        }
    }
}
