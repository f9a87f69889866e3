//! Plans that helpers propose: a quote that waits for the debtor, or for an agent with the debtor's word.

use super::{Db, DebtorTx};
use crate::error::Result;
use crate::new_id::uuid;
use effen::ids::DebtorId;

/// How long the quote of a proposal holds, in milliseconds: the debtor does not look every day.
pub const PROPOSAL_LIFE_MS: i64 = 14 * 24 * 60 * 60 * 1000;

/// A proposal as stored, with who made it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ProposalRow {
    /// Its id.
    pub id: String,
    /// By which access.
    pub access_id: String,
    /// The quote.
    pub quote_id: String,
    /// 'open' | 'accepted' | 'declined' | 'replaced'.
    pub status: String,
    /// Epoch ms.
    pub made_at: i64,
    /// Who made it.
    pub name: String,
    /// Where they work, or ''.
    pub organisation: String,
}

const PROPOSAL: &str = "SELECT q.id, q.access_id, q.quote_id, q.status, q.made_at, a.name, a.organisation \
                        FROM plan_proposal q JOIN helper_access a ON a.id = q.access_id";

/// Proposes a quote, in the place of what this access proposed before. The quote holds longer from now on.
pub async fn create(tx: &mut DebtorTx, access: &str, quote: &str) -> Result<String> {
    let (id, now) = (uuid(), tx.now_ms());
    sqlx::query(
        "UPDATE plan_proposal SET status = 'replaced', decided_at = $1, decided_by = 'helper' \
         WHERE debtor_id = $2 AND access_id = $3 AND status = 'open'",
    )
    .bind(now)
    .bind(tx.debtor.as_str())
    .bind(access)
    .execute(&mut *tx.tx)
    .await?;
    sqlx::query(
        "INSERT INTO plan_proposal (id, debtor_id, access_id, quote_id, status, made_at) \
         VALUES ($1, $2, $3, $4, 'open', $5)",
    )
    .bind(&id)
    .bind(tx.debtor.as_str())
    .bind(access)
    .bind(quote)
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    sqlx::query("UPDATE plan_quote SET expires_at = $1 WHERE id = $2 AND debtor_id = $3 AND expires_at < $1")
        .bind(now + PROPOSAL_LIFE_MS)
        .bind(quote)
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(id)
}

/// What waits for a decision about a debtor, the latest first.
pub async fn list_open(db: &Db, debtor: &DebtorId) -> Result<Vec<ProposalRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "{PROPOSAL} WHERE q.debtor_id = $1 AND q.status = 'open' ORDER BY q.made_at DESC, q.id DESC"
    ));
    Ok(sqlx::query_as(sql).bind(debtor.as_str()).fetch_all(db.read()).await?)
}

/// What an access proposed last.
pub async fn find_latest(db: &Db, debtor: &DebtorId, access: &str) -> Result<Option<ProposalRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "{PROPOSAL} WHERE q.debtor_id = $1 AND q.access_id = $2 ORDER BY q.made_at DESC, q.id DESC LIMIT 1"
    ));
    Ok(sqlx::query_as(sql).bind(debtor.as_str()).bind(access).fetch_optional(db.read()).await?)
}

/// A proposal of the transaction's debtor that waits.
pub async fn find_open(tx: &mut DebtorTx, id: &str) -> Result<Option<ProposalRow>> {
    let sql = sqlx::AssertSqlSafe(format!("{PROPOSAL} WHERE q.debtor_id = $1 AND q.id = $2 AND q.status = 'open'"));
    Ok(sqlx::query_as(sql).bind(tx.debtor.as_str()).bind(id).fetch_optional(&mut *tx.tx).await?)
}

/// Declines a proposal. False: it was decided before.
pub async fn update_declined(tx: &mut DebtorTx, id: &str, by: &str) -> Result<bool> {
    let now = tx.now_ms();
    let done = sqlx::query(
        "UPDATE plan_proposal SET status = 'declined', decided_at = $1, decided_by = $2 \
         WHERE id = $3 AND debtor_id = $4 AND status = 'open'",
    )
    .bind(now)
    .bind(by)
    .bind(id)
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// A quote was agreed to: what proposed it is accepted.
pub async fn update_accepted(tx: &mut DebtorTx, quote: &str, by: &str) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "UPDATE plan_proposal SET status = 'accepted', decided_at = $1, decided_by = $2 \
         WHERE quote_id = $3 AND debtor_id = $4 AND status = 'open'",
    )
    .bind(now)
    .bind(by)
    .bind(quote)
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}
