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

/// Sets what holds for a creditor's claims, as far as it is named, and gives what holds now: what interest does while a
/// claim is held ('runs' | 'stops') and the kind of limitation. `None`: no creditor of this short name.
pub async fn update_claim_rules(
    db: &Db,
    slug: &str,
    interest_while_held: Option<&str>,
    limitation: Option<&str>,
) -> Result<Option<(String, String)>> {
    let mut tx = db.begin().await?;
    let found: Option<(String, String)> = sqlx::query_as(
        "UPDATE creditor SET interest_while_held = COALESCE($1, interest_while_held), \
         limitation_kind = COALESCE($2, limitation_kind) WHERE slug = $3 RETURNING interest_while_held, limitation_kind",
    )
    .bind(interest_while_held.map(str::to_owned))
    .bind(limitation.map(str::to_owned))
    .bind(slug)
    .fetch_optional(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;
    use crate::testing::sample::sample_debtor;

    #[tokio::test]
    async fn what_is_named_changes_and_the_rest_stays() {
        for test in databases().await {
            sample_debtor(&test.db, "Anna").await.unwrap();
            let set = async |interest, limitation| {
                update_claim_rules(&test.db, "waterland-energie-anna", interest, limitation).await.unwrap().unwrap()
            };
            assert_eq!(set(None, None).await, ("runs".to_owned(), "general".to_owned()));
            assert_eq!(set(Some("stops"), None).await, ("stops".to_owned(), "general".to_owned()));
            assert_eq!(set(None, Some("utilities")).await, ("stops".to_owned(), "utilities".to_owned()));
            assert_eq!(update_claim_rules(&test.db, "nobody", None, None).await.unwrap(), None);
        }
    }
}
