//! Waivers above the limit of who asked, until a colleague has decided.

use super::{Db, DebtorTx};
use crate::error::Result;
use crate::new_id::uuid;
use effen::ids::{AgentId, ClaimId};
use effen::money::Cents;
use effen::waiver::{WaiverOf, WaiverReason};

/// A request that waits.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct RequestRow {
    /// Its id.
    pub id: String,
    /// Whose file.
    pub debtor_id: String,
    /// Name.
    pub name: String,
    /// File reference.
    pub reference: String,
    /// The claim.
    pub claim_id: String,
    /// Its number.
    pub number: String,
    /// Its creditor's name.
    pub creditor: String,
    /// Its currency.
    pub currency: String,
    /// How much, in cents.
    pub amount_cents: i64,
    /// See [`WaiverOf`].
    pub part: String,
    /// See [`WaiverReason`].
    pub reason: String,
    /// Who asked: id …
    pub asked_by: String,
    /// … and name.
    pub asker: String,
    /// When, epoch ms.
    pub asked_at: i64,
}

/// Requests shown at once.
pub const SHOWN_MAX: i64 = 100;

/// Open requests about claims the agent sees, the oldest first.
pub async fn list_open(db: &Db, agent: &AgentId) -> Result<Vec<RequestRow>> {
    Ok(sqlx::query_as(
        "SELECT w.id, w.debtor_id, COALESCE(p.name, '') AS name, d.reference, w.claim_id, c.number, r.name AS creditor, \
         c.currency, w.amount_cents, w.part, w.reason, w.asked_by, a.name AS asker, w.asked_at \
         FROM waiver_request w JOIN debtor d ON d.id = w.debtor_id LEFT JOIN debtor_person p ON p.debtor_id = w.debtor_id \
         JOIN claim c ON c.id = w.claim_id JOIN creditor r ON r.id = c.creditor_id JOIN agent a ON a.id = w.asked_by \
         WHERE w.status = 'asked' \
         AND EXISTS (SELECT 1 FROM agent_claim s WHERE s.agent_id = $1 AND s.claim_id = w.claim_id) \
         ORDER BY w.asked_at, w.id LIMIT $2",
    )
    .bind(agent.as_str())
    .bind(SHOWN_MAX)
    .fetch_all(db.read())
    .await?)
}

/// Writes a request down.
pub async fn create(
    tx: &mut DebtorTx,
    claim: &ClaimId,
    amount: Cents,
    of: WaiverOf,
    reason: WaiverReason,
    agent: &AgentId,
) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO waiver_request (id, debtor_id, claim_id, amount_cents, part, reason, asked_by, asked_at, status) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'asked')",
    )
    .bind(uuid())
    .bind(tx.debtor.as_str())
    .bind(claim.as_str())
    .bind(amount.0)
    .bind(of.as_str())
    .bind(reason.as_str())
    .bind(agent.as_str())
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Whether this very waiver waits already.
pub async fn has_open(
    tx: &mut DebtorTx,
    claim: &ClaimId,
    amount: Cents,
    of: WaiverOf,
    reason: WaiverReason,
) -> Result<bool> {
    let count: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM waiver_request WHERE claim_id = $1 AND amount_cents = $2 AND part = $3 AND reason = $4 \
         AND status = 'asked'",
    )
    .bind(claim.as_str())
    .bind(amount.0)
    .bind(of.as_str())
    .bind(reason.as_str())
    .fetch_one(&mut *tx.tx)
    .await?;
    Ok(count > 0)
}

/// Decides about a request that waits and that somebody else asked for. False: it does not wait any more, or is one's own.
pub async fn update_decided(tx: &mut DebtorTx, id: &str, status: &str, agent: &AgentId) -> Result<bool> {
    let now = tx.now_ms();
    let done = sqlx::query(
        "UPDATE waiver_request SET status = $1, decided_by = $2, decided_at = $3 \
         WHERE id = $4 AND debtor_id = $5 AND status = 'asked' AND asked_by <> $2",
    )
    .bind(status)
    .bind(agent.as_str())
    .bind(now)
    .bind(id)
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() > 0)
}
