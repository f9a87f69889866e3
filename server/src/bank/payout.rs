//! Payouts on our own account: what the payment provider pays out to us, and what we pay to creditors. Only an account
//! number makes one certain.

use crate::db::bank_entry::EntryRow;
use crate::db::{Db, audit, payout};
use crate::error::{Error, Result};
use effen::reference::Iban;
use jiff::Timestamp;

/// Books an entry where it is certainly a payout: money from an account of the provider, or money to the account of
/// exactly one creditor, no more than we owe it. False: it is none.
pub async fn book(db: &Db, now: Timestamp, entry: &EntryRow, provider: &[Iban], by: &str) -> Result<bool> {
    if entry.party_iban.is_empty() || entry.reversal {
        return Ok(false);
    }
    let mut tx = db.begin().await?;
    let (creditor, action) = if entry.amount.cents > 0 {
        if !provider.iter().any(|iban| iban.as_str() == entry.party_iban) {
            return Ok(false);
        }
        (None, "provider_paid_out")
    } else {
        let Some(creditor) = payout::find_creditor(&mut tx, &entry.party_iban).await? else { return Ok(false) };
        let owed = payout::find_owed(&mut tx, &creditor, entry.amount.currency.code()).await?;
        if -entry.amount.cents > owed {
            return Ok(false);
        }
        (Some(creditor), "creditor_paid_out")
    };
    match payout::create(&mut tx, entry, creditor.as_ref(), by, now.as_millisecond()).await {
        Ok(()) => {}
        // A colleague was quicker.
        Err(Error::Refused(_)) => return Ok(false),
        Err(error) => return Err(error),
    }
    let whose = creditor.map_or_else(String::new, |creditor| creditor.to_string());
    audit::create_without_debtor(&mut tx, now.as_millisecond(), by, action, &entry.id, &whose).await?;
    tx.commit().await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::import::{Outcome, Told, import_told};
    use crate::db::bank_entry;
    use crate::db::books::{Scope, list_balances};
    use crate::testing::databases;
    use crate::testing::sample::{TODAY, now, sample_debtor};
    use effen::bank::EntryState;
    use effen::ledger::Account;
    use effen::money::Money;

    const PROVIDER: &str = "NL20INGB0001234567";

    async fn run(db: &Db, number: &str, cents: i64, iban: &str) -> Outcome {
        let amount = format!("{},{:02}", cents.abs() / 100, cents.abs() % 100);
        let sign = if cents < 0 { "D" } else { "C" };
        let closing = 100_000 + cents;
        let text = format!(
            ":20:S\n:25:NL91ABNA0417164300\n:28C:1\n:60F:C260511EUR1000,00\n:61:260512{sign}{amount}NTRFNONREF//{number}\n\
             :86:/IBAN/{iban}/NAME/X/REMI/payout\n:62F:C260512EUR{},{:02}\n-\n",
            closing / 100,
            closing % 100
        );
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let provider_ibans = [PROVIDER.parse().unwrap()];
        let told = Told { progress: false, provider_ibans: &provider_ibans };
        import_told(db, now(), &[file.path().to_owned()], &told).await.unwrap()
    }

    async fn stands(db: &Db, account: Account) -> i64 {
        let all = list_balances(db, Scope::All, TODAY).await.unwrap();
        all.iter().find(|one| one.account == account).map_or(0, |one| one.balance.cents)
    }

    #[tokio::test]
    async fn payouts_are_known_by_their_account_and_nothing_is_counted_twice_or_paid_out_beyond_what_is_owed() {
        for test in databases().await {
            let db = &test.db;
            let one = sample_debtor(db, "Anna").await.unwrap();
            let mut tx = db.begin().await.unwrap();
            let creditor: String = sqlx::query_scalar("SELECT creditor_id FROM claim WHERE id = $1")
                .bind(one.late.as_str())
                .fetch_one(&mut *tx)
                .await
                .unwrap();
            sqlx::query("UPDATE creditor SET iban = 'NL44 RABO 0123 4567 89' WHERE id = $1")
                .bind(creditor)
                .execute(&mut *tx)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            // € 60 came in for the creditor's claim, so that is owed.
            run(db, "B1", 6_000, "NL02ABNA0123456789").await;
            let entry =
                bank_entry::list_in(db, &[EntryState::Unmatched, EntryState::Proposed], 1).await.unwrap().remove(0);
            crate::bank::book::book_on_claim(db, now(), &entry.id, &one.late, "agent:a").await.unwrap();
            assert_eq!(stands(db, Account::PayableToCreditor).await, -6_000);

            let more = run(db, "B2", -6_001, "NL44RABO0123456789").await;
            assert_eq!((more.payouts, more.unmatched), (0, 1), "more than is owed: a person looks");
            let paid = run(db, "B3", -4_000, "NL44RABO0123456789").await;
            assert_eq!((paid.payouts, paid.unmatched), (1, 0));
            assert_eq!(stands(db, Account::PayableToCreditor).await, -2_000, "what is left");
            let again = run(db, "B4", -2_500, "NL44RABO0123456789").await;
            assert_eq!(again.payouts, 0, "what was paid out counts");
            let slug = "boekhandel-de-linde-anna";
            assert_eq!(payout::list_paid_out(db, slug, TODAY).await.unwrap(), [Money::euro(4_000)]);

            // The provider's payments are in their debtors' ledgers; its payout adds nothing to them.
            let before = stands(db, Account::Bank).await;
            let provided = run(db, "B5", 12_345, PROVIDER).await;
            assert_eq!((provided.payouts, provided.unmatched), (1, 0));
            assert_eq!(stands(db, Account::Bank).await, before);
            let elsewhere = run(db, "B6", 12_345, "BE68539007547034").await;
            assert_eq!(elsewhere.payouts, 0);
            let audit = crate::audit::run(db, |_| {}).await.unwrap();
            assert!(audit.is_clean(), "{:?}", audit.shown);
        }
    }
}
