//! A transaction about one debtor. Raising the debtor's version first takes one row lock that orders everything about
//! that debtor on both engines; what the transaction writes is numbered by that version.

use super::rows::{pieces, placeholders};
use super::{Db, Tx};
use crate::error::{Error, Result};
use effen::ids::DebtorId;
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row as _};
use std::collections::HashMap;

/// See the module. Dropped without `commit`, it rolls back.
pub struct DebtorTx {
    /// The open transaction.
    pub tx: Tx,
    /// Whose.
    pub debtor: DebtorId,
    /// The raised version.
    pub version: i64,
    /// When the transaction began, by the server's clock.
    pub now: Timestamp,
    posting_line: i64,
    signal_line: i64,
}

impl Db {
    /// Begins a transaction about a debtor.
    pub async fn begin_debtor(&self, debtor: &DebtorId, now: Timestamp) -> Result<DebtorTx> {
        let mut tx = self.begin().await?;
        let version = raise(&mut tx, debtor).await?;
        Ok(DebtorTx { tx, debtor: debtor.clone(), version, now, posting_line: 0, signal_line: 0 })
    }
}

async fn raise(tx: &mut Tx, debtor: &DebtorId) -> Result<i64> {
    let version: Option<i64> =
        sqlx::query_scalar("UPDATE debtor SET version = version + 1 WHERE id = $1 RETURNING version")
            .bind(debtor.as_str())
            .fetch_optional(&mut **tx)
            .await?;
    version.ok_or(Error::NotFound("debtor"))
}

/// Raises the versions of debtors, which locks them, and tells the new versions. In the order of their ids, so that
/// two transactions about many never wait for each other in a circle.
pub(super) async fn raise_all(tx: &mut Tx, debtors: &mut Vec<&str>) -> Result<HashMap<String, i64>> {
    debtors.sort_unstable();
    debtors.dedup();
    let mut versions = HashMap::with_capacity(debtors.len());
    for piece in pieces(debtors) {
        let list = placeholders(1, piece.len());
        // PostgreSQL updates in whatever order its plan visits rows: the inner select takes the locks in order.
        let sql = match tx.backend_name() {
            "PostgreSQL" => format!(
                "UPDATE debtor SET version = version + 1 WHERE id IN
                 (SELECT id FROM debtor WHERE id IN ({list}) ORDER BY id FOR UPDATE) RETURNING id, version"
            ),
            _ => format!("UPDATE debtor SET version = version + 1 WHERE id IN ({list}) RETURNING id, version"),
        };
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for id in piece {
            query = query.bind(id);
        }
        for row in query.fetch_all(&mut **tx).await? {
            versions.insert(row.try_get(0)?, row.try_get(1)?);
        }
    }
    Ok(versions)
}

impl DebtorTx {
    /// The next line number for a posting of this version.
    pub fn next_posting_line(&mut self) -> i64 {
        self.posting_line += 1;
        self.posting_line
    }

    /// The next line number for a signal of this version.
    pub fn next_signal_line(&mut self) -> i64 {
        self.signal_line += 1;
        self.signal_line
    }

    /// Now in epoch milliseconds.
    pub fn now_ms(&self) -> i64 {
        self.now.as_millisecond()
    }

    /// Goes on about one debtor in a transaction that has begun: for a batch whose debtors are locked in their order.
    pub async fn within(mut tx: Tx, debtor: &DebtorId, now: Timestamp) -> Result<DebtorTx> {
        let version = raise(&mut tx, debtor).await?;
        Ok(DebtorTx { tx, debtor: debtor.clone(), version, now, posting_line: 0, signal_line: 0 })
    }

    /// Goes on with another debtor in the same transaction: for jobs that go through many, in the order of their ids (so
    /// that two jobs never wait for each other).
    pub async fn then(mut self, debtor: &DebtorId) -> Result<DebtorTx> {
        let version = raise(&mut self.tx, debtor).await?;
        Ok(DebtorTx { debtor: debtor.clone(), version, posting_line: 0, signal_line: 0, ..self })
    }

    /// Makes it durable.
    pub async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }
}
