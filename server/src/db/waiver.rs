//! Looks up the claim that something is to be given up of.

use super::{Db, DebtorTx};
use crate::error::Result;
use effen::ids::{ClaimId, DebtorId};

/// Claims that are looked at before a reference is said to be of several.
const FOUND_MAX: i64 = 2;

/// Claims with this number, or to be paid under this reference; of one creditor where it is named (its stored short
/// name), and none that was withdrawn. At most two: more than one is too many.
pub async fn list_claims(db: &Db, reference: &str, creditor: Option<&str>) -> Result<Vec<(ClaimId, DebtorId)>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT c.id, c.debtor_id FROM claim c JOIN creditor r ON r.id = c.creditor_id
         WHERE (c.number = $1 OR c.payment_reference = $1) AND c.kind = 'invoice' AND c.status <> 'withdrawn'
           AND ($2 = '' OR r.slug = $2) ORDER BY c.id LIMIT $3",
    )
    .bind(reference)
    .bind(creditor.unwrap_or_default())
    .bind(FOUND_MAX)
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().map(|(claim, debtor)| (ClaimId(claim), DebtorId(debtor))).collect())
}

/// Whether a posting of this waiver is there already.
pub async fn has(tx: &mut DebtorTx, claim: &ClaimId, key: &str) -> Result<bool> {
    let found: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM posting WHERE debtor_id = $1 AND claim_id = $2 AND cause = 'waiver' AND cause_key LIKE $3",
    )
    .bind(tx.debtor.as_str())
    .bind(claim.as_str())
    .bind(format!("%:{key}"))
    .fetch_one(&mut *tx.tx)
    .await?;
    Ok(found > 0)
}
