//! One-tap replies and requests of debtors, and the holds that keep our messages until someone has looked. A hold made
//! by a reply carries the reply's id.

use super::{Db, DebtorTx};
use crate::error::Result;
use effen::ids::{ClaimId, DebtorId};

/// A reply to be written.
#[derive(Debug, Clone)]
pub struct NewReply<'a> {
    /// Its id.
    pub id: &'a str,
    /// The claim it is about; `None`: the whole file.
    pub claim_id: Option<&'a ClaimId>,
    /// Which reply.
    pub kind: &'a str,
    /// What was written, if anything.
    pub body: &'a str,
}

/// A hold to be written.
#[derive(Debug, Clone)]
pub struct NewHold<'a> {
    /// Its id: that of the reply.
    pub id: &'a str,
    /// The claim it keeps; `None`: the whole file.
    pub claim_id: Option<&'a ClaimId>,
    /// Why.
    pub reason: &'a str,
    /// Until when, epoch ms; `None`: until someone has looked.
    pub ends_at: Option<i64>,
}

/// Writes a reply, open until an agent has handled it.
pub async fn create(tx: &mut DebtorTx, reply: &NewReply<'_>) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO reply (id, debtor_id, claim_id, kind, body, status, created_at) \
         VALUES ($1, $2, $3, $4, $5, 'open', $6)",
    )
    .bind(reply.id)
    .bind(tx.debtor.as_str())
    .bind(reply.claim_id.map(|id| id.as_str().to_owned()))
    .bind(reply.kind)
    .bind(reply.body)
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Writes a hold that starts now.
pub async fn create_hold(tx: &mut DebtorTx, hold: &NewHold<'_>) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO contact_hold (id, debtor_id, claim_id, reason, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(hold.id)
    .bind(tx.debtor.as_str())
    .bind(hold.claim_id.map(|id| id.as_str().to_owned()))
    .bind(hold.reason)
    .bind(now)
    .bind(hold.ends_at)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Takes an open reply back and lets go of its hold. `None`: no such open reply of this debtor; else its claim.
pub async fn undo(tx: &mut DebtorTx, id: &str) -> Result<Option<(Option<String>, String)>> {
    let now = tx.now_ms();
    let found: Option<(Option<String>, String)> = sqlx::query_as(
        "UPDATE reply SET status = 'handled', handled_at = $1, handled_by = 'debtor' \
         WHERE id = $2 AND debtor_id = $3 AND status = 'open' RETURNING claim_id, kind",
    )
    .bind(now)
    .bind(id)
    .bind(tx.debtor.as_str())
    .fetch_optional(&mut *tx.tx)
    .await?;
    if found.is_some() {
        sqlx::query(
            "UPDATE contact_hold SET released_at = $1 WHERE id = $2 AND debtor_id = $3 AND released_at IS NULL",
        )
        .bind(now)
        .bind(id)
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    }
    Ok(found)
}

/// Kind and claim of one reply of this debtor.
pub async fn find(db: &Db, debtor: &DebtorId, id: &str) -> Result<Option<(String, Option<String>)>> {
    Ok(sqlx::query_as("SELECT kind, claim_id FROM reply WHERE id = $1 AND debtor_id = $2")
        .bind(id)
        .bind(debtor.as_str())
        .fetch_optional(db.read())
        .await?)
}

/// How many requests of a kind the debtor ever made.
pub async fn count(tx: &mut DebtorTx, kind: &str) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM reply WHERE debtor_id = $1 AND kind = $2")
        .bind(tx.debtor.as_str())
        .bind(kind)
        .fetch_one(&mut *tx.tx)
        .await?)
}
