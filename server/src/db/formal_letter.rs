//! Formal letters that are due by themselves, and the costs that they announced: what the rule looks at.

use super::{Db, DebtorTx, date, word};
use crate::clock::{from_ms, local};
use crate::error::Result;
use effen::dunning::LetterClaim;
use effen::ids::{ClaimId, CreditorId, DebtorId};
use effen::kinds::Country;
use effen::money::Cents;
use jiff::civil::Date;
use sqlx::Row as _;

/// How a claim `c` of a creditor `r` must be to get a letter by itself: the creditor has them written, and nothing of it
/// went out or was charged yet.
const WITHOUT_LETTER: &str = "r.formal_after_days IS NOT NULL AND c.status = 'active' AND c.disputed = 0 \
    AND c.currency = 'EUR' \
    AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.debtor_id = c.debtor_id AND n.claim_id = c.id \
      AND n.kind = 'formal_letter' AND n.status IN ('queued', 'sending', 'sent')) \
    AND NOT EXISTS (SELECT 1 FROM posting p WHERE p.claim_id = c.id AND p.cause = 'costs_charged') \
    AND (SELECT SUM(CASE WHEN p.debit = 'principal' THEN p.amount_cents ELSE 0 END \
      - CASE WHEN p.credit = 'principal' THEN p.amount_cents ELSE 0 END) FROM posting p WHERE p.claim_id = c.id) > 0";

/// Debtors with a claim that may be due for a letter, after the debtor `after`.
pub async fn list_candidates(db: &Db, today: Date, after: &str, count_max: i64) -> Result<Vec<DebtorId>> {
    let sql = format!(
        "SELECT DISTINCT c.debtor_id FROM claim c JOIN creditor r ON r.id = c.creditor_id \
         WHERE c.due_on < $1 AND c.debtor_id > $2 AND {WITHOUT_LETTER} ORDER BY c.debtor_id LIMIT $3"
    );
    let found: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(today.to_string())
        .bind(after)
        .bind(count_max)
        .fetch_all(db.read())
        .await?;
    Ok(found.into_iter().map(DebtorId).collect())
}

/// A claim for the rule, with what a letter about it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// For the rule. Whether we may speak of it is for the caller to narrow.
    pub claim: LetterClaim,
    /// The creditor's name.
    pub creditor_name: String,
    /// The creditor's number of the claim.
    pub number: String,
}

/// The claims of the transaction's debtor in euros, as the rule looks at them. A Belgian letter without the creditor's
/// enterprise number is none, and so its claim is not spoken of.
pub async fn list_claims(tx: &mut DebtorTx) -> Result<Vec<Candidate>> {
    let rows = sqlx::query(
        "SELECT c.id, c.creditor_id, r.name, c.number, c.due_on, r.formal_after_days, r.registration, d.country, \
         (SELECT CAST(COALESCE(SUM(CASE WHEN p.debit = 'principal' THEN p.amount_cents ELSE 0 END \
           - CASE WHEN p.credit = 'principal' THEN p.amount_cents ELSE 0 END), 0) AS BIGINT) \
           FROM posting p WHERE p.claim_id = c.id) AS principal, \
         (SELECT COUNT(*) FROM posting p WHERE p.claim_id = c.id AND p.cause = 'costs_charged') AS charged, \
         (SELECT MIN(COALESCE(n.sent_at, n.created_at)) FROM notice n WHERE n.debtor_id = c.debtor_id \
           AND n.claim_id = c.id AND n.kind = 'formal_letter' AND n.status IN ('queued', 'sending', 'sent')) AS written_at \
         FROM claim c JOIN creditor r ON r.id = c.creditor_id JOIN debtor d ON d.id = c.debtor_id \
         WHERE c.debtor_id = $1 AND c.currency = 'EUR' ORDER BY c.due_on, c.id",
    )
    .bind(tx.debtor.as_str())
    .fetch_all(&mut *tx.tx)
    .await?;
    rows.iter()
        .map(|row| {
            let text = |column: &str| row.try_get::<String, _>(column);
            let country: Country = word(&text("country")?)?;
            let after_days: Option<i64> = row.try_get("formal_after_days")?;
            let written_at: Option<i64> = row.try_get("written_at")?;
            let claim = LetterClaim {
                claim_id: ClaimId(text("id")?),
                creditor: CreditorId(text("creditor_id")?),
                due_on: date(&text("due_on")?)?,
                principal: Cents(row.try_get("principal")?),
                after_days: after_days.and_then(|days| u16::try_from(days).ok()),
                written_on: written_at.map(|at| local(from_ms(at)).date()),
                costs_charged: row.try_get::<i64, _>("charged")? > 0,
                tellable: country == Country::Nl || !text("registration")?.is_empty(),
            };
            Ok(Candidate { claim, creditor_name: text("name")?, number: text("number")? })
        })
        .collect()
}

/// Claims of creditors that have letters written by themselves, about which one went out and of which the costs were not
/// added yet, after the claim `after`: claim and debtor.
pub async fn list_uncharged(db: &Db, after: &str, count_max: i64) -> Result<Vec<(ClaimId, DebtorId)>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT c.id, c.debtor_id FROM claim c JOIN creditor r ON r.id = c.creditor_id \
         WHERE r.formal_after_days IS NOT NULL AND c.status = 'active' AND c.disputed = 0 AND c.id > $1 \
         AND EXISTS (SELECT 1 FROM notice n WHERE n.debtor_id = c.debtor_id AND n.claim_id = c.id \
           AND n.kind = 'formal_letter' AND n.sent_at IS NOT NULL) \
         AND NOT EXISTS (SELECT 1 FROM posting p WHERE p.claim_id = c.id AND p.cause = 'costs_charged') \
         ORDER BY c.id LIMIT $2",
    )
    .bind(after)
    .bind(count_max)
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().map(|(claim, debtor)| (ClaimId(claim), DebtorId(debtor))).collect())
}

/// A creditor's waiting time before a letter. The outer `None`: no such creditor; the inner: by hand alone.
pub async fn find_after_days(db: &Db, slug: &str) -> Result<Option<Option<i64>>> {
    Ok(sqlx::query_scalar("SELECT formal_after_days FROM creditor WHERE slug = $1")
        .bind(slug)
        .fetch_optional(db.read())
        .await?)
}

/// Sets it; false: no such creditor.
pub async fn update_after_days(db: &Db, slug: &str, days: Option<i64>) -> Result<bool> {
    let mut tx = db.begin().await?;
    let done = sqlx::query("UPDATE creditor SET formal_after_days = CAST($1 AS BIGINT) WHERE slug = $2")
        .bind(days)
        .bind(slug)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(done.rows_affected() == 1)
}
