//! Files that debtors sent.

use super::{Db, DebtorTx};
use crate::error::Result;
use crate::new_id::uuid;
use crate::upload::Accepted;
use effen::ids::DebtorId;
use sha2::{Digest as _, Sha256};
use sqlx::AnyConnection;

/// A file without its content.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct UploadRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// How large, in bytes.
    pub size_bytes: i64,
    /// When it came, epoch ms.
    pub created_at: i64,
}

/// A file with its content.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Content {
    /// Its name.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// Keeps a file with a case. Gives its id.
pub async fn create(tx: &mut DebtorTx, case: &str, file: &Accepted) -> Result<String> {
    let id = uuid();
    let hash: String = Sha256::digest(&file.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO upload (id, debtor_id, reply_id, name, media_type, size_bytes, sha256, content, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&id)
    .bind(tx.debtor.as_str())
    .bind(case)
    .bind(&file.name)
    .bind(file.media_type)
    .bind(i64::try_from(file.bytes.len()).unwrap_or(i64::MAX))
    .bind(hash)
    .bind(&file.bytes[..])
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(id)
}

/// How many files a debtor has with us.
pub async fn count(tx: &mut DebtorTx) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM upload WHERE debtor_id = $1")
        .bind(tx.debtor.as_str())
        .fetch_one(&mut *tx.tx)
        .await?)
}

/// The files of a case, in the order in which they came.
pub async fn list(conn: &mut AnyConnection, debtor: &DebtorId, case: &str) -> Result<Vec<UploadRow>> {
    Ok(sqlx::query_as(
        "SELECT id, name, media_type, size_bytes, created_at FROM upload WHERE debtor_id = $1 AND reply_id = $2 \
         ORDER BY created_at, id",
    )
    .bind(debtor.as_str())
    .bind(case)
    .fetch_all(conn)
    .await?)
}

/// A debtor's file.
pub async fn find(db: &Db, debtor: &DebtorId, id: &str) -> Result<Option<Content>> {
    Ok(sqlx::query_as("SELECT name, media_type, content FROM upload WHERE id = $1 AND debtor_id = $2")
        .bind(id)
        .bind(debtor.as_str())
        .fetch_optional(db.read())
        .await?)
}

/// Whose file it is, for agents.
pub async fn find_owner(db: &Db, id: &str) -> Result<Option<DebtorId>> {
    let owner: Option<String> =
        sqlx::query_scalar("SELECT debtor_id FROM upload WHERE id = $1").bind(id).fetch_optional(db.read()).await?;
    Ok(owner.map(DebtorId))
}
