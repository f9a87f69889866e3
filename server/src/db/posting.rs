//! The ledger's rows and the balances they add up to. Rows are only ever added.

use super::{DebtorTx, date, word};
use crate::error::{Error, Result};
use effen::ids::{ClaimId, CreditorId, DebtorId, PaymentId};
use effen::imputation::{ClaimPart, Imputation, OpenClaim};
use effen::ledger::{Account, Balance, Cause, NewPosting};
use effen::money::{Cents, Currency, Money};
use sqlx::{AnyConnection, Row as _};
use std::collections::BTreeMap;

/// Writes rows, numbered by the transaction's version. A cause key that is there already fails the transaction: nothing
/// is booked twice.
pub async fn create(tx: &mut DebtorTx, postings: &[NewPosting]) -> Result<()> {
    for posting in postings {
        let line = tx.next_posting_line();
        sqlx::query(
            "INSERT INTO posting (debtor_id, version, line, claim_id, payment_id, debit, credit, amount_cents, currency,
               value_on, cause, cause_key, recorded_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )
        .bind(tx.debtor.as_str())
        .bind(tx.version)
        .bind(line)
        .bind(posting.claim_id.as_ref().map(|id| id.as_str().to_owned()))
        .bind(posting.payment_id.as_ref().map(|id| id.as_str().to_owned()))
        .bind(posting.debit.as_str())
        .bind(posting.credit.as_str())
        .bind(posting.amount.cents)
        .bind(posting.amount.currency.code())
        .bind(posting.value_on.to_string())
        .bind(posting.cause.as_str())
        .bind(&posting.cause_key)
        .bind(tx.now_ms())
        .execute(&mut *tx.tx)
        .await?;
    }
    Ok(())
}

/// The balance of each of a debtor's claims; a claim without rows is not in it.
pub async fn list_balances(conn: &mut AnyConnection, debtor: &DebtorId) -> Result<BTreeMap<ClaimId, Balance>> {
    let rows = sqlx::query(
        "SELECT claim_id, debit, credit, CAST(SUM(amount_cents) AS BIGINT) AS cents FROM posting
         WHERE debtor_id = $1 AND claim_id IS NOT NULL GROUP BY claim_id, debit, credit",
    )
    .bind(debtor.as_str())
    .fetch_all(conn)
    .await?;
    let mut balances: BTreeMap<ClaimId, Balance> = BTreeMap::new();
    for row in &rows {
        let claim_id = ClaimId(row.try_get("claim_id")?);
        let (debit, credit): (Account, Account) =
            (word(&row.try_get::<String, _>("debit")?)?, word(&row.try_get::<String, _>("credit")?)?);
        balances.entry(claim_id).or_default().post(debit, credit, Cents(row.try_get("cents")?));
    }
    Ok(balances)
}

/// A claim as paying looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payable {
    /// Balance, due date and order of imputation.
    pub open: OpenClaim,
    /// Whose claim it is.
    pub creditor: CreditorId,
    /// The creditor's name.
    pub creditor_name: String,
    /// The creditor's number of it.
    pub number: String,
    /// Its currency.
    pub currency: Currency,
    /// 'active' | 'disputed' | 'held' | 'withdrawn'.
    pub status: String,
}

/// A debtor's claims with their balances, the oldest due first; withdrawn ones are left out.
pub async fn list_payable(conn: &mut AnyConnection, debtor: &DebtorId) -> Result<Vec<Payable>> {
    let balances = list_balances(conn, debtor).await?;
    let rows = sqlx::query(
        "SELECT claim.id, claim.creditor_id, creditor.name, claim.number, claim.due_on, claim.currency, claim.status,
           creditor.imputation
         FROM claim JOIN creditor ON creditor.id = claim.creditor_id
         WHERE claim.debtor_id = $1 AND claim.status <> 'withdrawn' ORDER BY claim.due_on, claim.id",
    )
    .bind(debtor.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            let claim_id = ClaimId(row.try_get("id")?);
            let currency: String = row.try_get("currency")?;
            Ok(Payable {
                open: OpenClaim {
                    due_on: date(&row.try_get::<String, _>("due_on")?)?,
                    balance: balances.get(&claim_id).copied().unwrap_or_default(),
                    order: word(&row.try_get::<String, _>("imputation")?)?,
                    claim_id,
                },
                creditor: CreditorId(row.try_get("creditor_id")?),
                creditor_name: row.try_get("name")?,
                number: row.try_get("number")?,
                currency: currency.parse().map_err(|_| Error::Broken(format!("the currency '{currency}'")))?,
                status: row.try_get("status")?,
            })
        })
        .collect()
}

/// What stands booked of one payment: what of each claim it pays, and what of it lies in suspense, both less what went
/// back already.
pub async fn find_booked(conn: &mut AnyConnection, debtor: &DebtorId, payment: &PaymentId) -> Result<Imputation> {
    let rows = sqlx::query(
        "SELECT claim_id, debit, credit, CAST(SUM(amount_cents) AS BIGINT) AS cents FROM posting
         WHERE debtor_id = $1 AND payment_id = $2 GROUP BY claim_id, debit, credit ORDER BY claim_id",
    )
    .bind(debtor.as_str())
    .bind(payment.as_str())
    .fetch_all(conn)
    .await?;
    let mut paid: BTreeMap<ClaimId, Balance> = BTreeMap::new();
    let mut suspense = Cents::ZERO;
    for row in &rows {
        let (debit, credit): (Account, Account) =
            (word(&row.try_get::<String, _>("debit")?)?, word(&row.try_get::<String, _>("credit")?)?);
        let cents = Cents(row.try_get("cents")?);
        // Turned around: a payment lessens a balance, and here it counts as what is paid.
        if let Some(id) = row.try_get::<Option<String>, _>("claim_id")? {
            paid.entry(ClaimId(id)).or_default().post(credit, debit, cents);
        }
        match (debit, credit) {
            (Account::Suspense, _) => suspense -= cents,
            (_, Account::Suspense) => suspense += cents,
            _ => {}
        }
    }
    let parts = paid.into_iter().filter(|(_, paid)| *paid != Balance::default());
    Ok(Imputation { parts: parts.map(|(claim_id, paid)| ClaimPart { claim_id, paid }).collect(), overpaid: suspense })
}

/// What went back of one payment for one cause and did not come in again, in cents; and how many times something did
/// either.
pub async fn find_returned(
    conn: &mut AnyConnection,
    debtor: &DebtorId,
    payment: &PaymentId,
    cause: Cause,
) -> Result<(Cents, i64)> {
    let row = sqlx::query(
        "SELECT CAST(COALESCE(SUM(CASE WHEN credit = 'bank' THEN amount_cents ELSE -amount_cents END), 0) AS BIGINT)
           AS cents, COUNT(*) AS times FROM posting
         WHERE debtor_id = $1 AND payment_id = $2 AND cause = $3 AND (credit = 'bank' OR debit = 'bank')",
    )
    .bind(debtor.as_str())
    .bind(payment.as_str())
    .bind(cause.as_str())
    .fetch_one(conn)
    .await?;
    Ok((Cents(row.try_get("cents")?), row.try_get("times")?))
}

/// What of each payment lies in suspense and belongs to the debtor, the oldest first; payments with nothing of it are
/// left out.
pub async fn list_credit(conn: &mut AnyConnection, debtor: &DebtorId) -> Result<Vec<(PaymentId, Money)>> {
    let rows = sqlx::query(
        "SELECT payment_id, currency, CAST(SUM(CASE WHEN credit = 'suspense' THEN amount_cents ELSE -amount_cents END)
           AS BIGINT) AS cents FROM posting
         WHERE debtor_id = $1 AND payment_id IS NOT NULL AND (credit = 'suspense' OR debit = 'suspense')
         GROUP BY payment_id, currency ORDER BY MIN(recorded_at), payment_id",
    )
    .bind(debtor.as_str())
    .fetch_all(conn)
    .await?;
    let mut credit = Vec::new();
    for row in &rows {
        let cents: i64 = row.try_get("cents")?;
        let currency: String = row.try_get("currency")?;
        let currency = currency.parse().map_err(|_| Error::Broken(format!("the currency '{currency}'")))?;
        if cents > 0 {
            credit.push((PaymentId(row.try_get("payment_id")?), Money { cents, currency }));
        }
    }
    Ok(credit)
}

/// How many rows a payment has: the number makes the next key.
pub async fn count_of_payment(conn: &mut AnyConnection, debtor: &DebtorId, payment: &PaymentId) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM posting WHERE debtor_id = $1 AND payment_id = $2")
        .bind(debtor.as_str())
        .bind(payment.as_str())
        .fetch_one(conn)
        .await?)
}

/// What came in on some claims since a moment, whoever received it, in cents; what went back meanwhile is taken off.
pub async fn find_paid_since(
    conn: &mut AnyConnection,
    debtor: &DebtorId,
    claims: &[ClaimId],
    since_ms: i64,
) -> Result<Cents> {
    let rows = sqlx::query(
        "SELECT claim_id, CAST(SUM(CASE WHEN credit IN ('principal', 'interest', 'costs') THEN amount_cents
           ELSE -amount_cents END) AS BIGINT) AS cents FROM posting
         WHERE debtor_id = $1 AND claim_id IS NOT NULL AND recorded_at >= $2
           AND cause IN ('payment', 'paid_to_creditor', 'paid_to_creditor_undone', 'received_by_creditor', 'refund',
             'chargeback', 'undone')
           AND (credit IN ('principal', 'interest', 'costs') OR debit IN ('principal', 'interest', 'costs'))
         GROUP BY claim_id",
    )
    .bind(debtor.as_str())
    .bind(since_ms)
    .fetch_all(conn)
    .await?;
    let mut paid = Cents::ZERO;
    for row in &rows {
        let id = ClaimId(row.try_get("claim_id")?);
        if claims.contains(&id) {
            paid += Cents(row.try_get("cents")?);
        }
    }
    Ok(paid)
}
