//! Creditors, as letters and public pages name them.

use super::Db;
use crate::error::Result;
use effen::ids::DebtorId;

/// More accounts than this are not listed on one page.
const ACCOUNTS_MAX: i64 = 500;

/// Creditor, name of the account and IBAN of every account that money may go to.
pub async fn list_accounts(db: &Db) -> Result<Vec<(String, String, String)>> {
    Ok(sqlx::query_as("SELECT name, account_name, iban FROM creditor WHERE iban <> '' ORDER BY name, iban LIMIT $1")
        .bind(ACCOUNTS_MAX)
        .fetch_all(db.read())
        .await?)
}

/// Id and name of every creditor, by name.
pub async fn list(db: &Db) -> Result<Vec<(String, String)>> {
    Ok(sqlx::query_as("SELECT id, name FROM creditor ORDER BY name, id LIMIT $1")
        .bind(ACCOUNTS_MAX)
        .fetch_all(db.read())
        .await?)
}

/// Name and mark of the creditors of a debtor's claims, withdrawn ones left out.
pub async fn list_of_debtor(db: &Db, debtor: &DebtorId) -> Result<Vec<(String, String)>> {
    Ok(sqlx::query_as(
        "SELECT DISTINCT creditor.name, creditor.mark FROM claim JOIN creditor ON creditor.id = claim.creditor_id \
         WHERE claim.debtor_id = $1 AND claim.status <> 'withdrawn' ORDER BY creditor.name",
    )
    .bind(debtor.as_str())
    .fetch_all(db.read())
    .await?)
}
