//! What the database knows of a batch already: creditors, customers, claims.

use super::{Item, customer_key};
use crate::db::Tx;
use crate::db::rows::{pieces, placeholders};
use crate::error::Result;
use crate::import::{CreditorRef, DocumentKind};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row as _};
use std::collections::HashMap;

/// A creditor of this run.
#[derive(Debug, Clone)]
pub struct Creditor {
    /// Its id.
    pub id: String,
    /// Made in this run: whatever the database knows of its customers and claims, this run put there.
    pub fresh: bool,
}

/// A claim that is there already.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its id.
    pub claim_id: String,
    /// Whose it is.
    pub debtor_id: String,
    /// Its currency, which never changes.
    pub currency: String,
    /// What its record said last.
    pub source_hash: String,
}

/// Months a payment plan may last with a creditor that an import made, until an operator says otherwise.
const PLAN_MONTHS_MAX: i64 = 12;
/// The smallest instalment with such a creditor, in cents.
const PLAN_INSTALMENT_MIN_CENTS: i64 = 2_500;

/// Finds a creditor by its slug, or makes it.
pub async fn creditor(tx: &mut Tx, named: &CreditorRef, now: Timestamp) -> Result<Creditor> {
    let found: Option<String> = sqlx::query_scalar("SELECT id FROM creditor WHERE slug = $1")
        .bind(&named.slug)
        .fetch_optional(&mut **tx)
        .await?;
    if let Some(id) = found {
        return Ok(Creditor { id, fresh: false });
    }
    let id = crate::new_id::uuid();
    sqlx::query(
        "INSERT INTO creditor (id, slug, name, country, account_name, iban, mark, email, phone, reclaims_vat, imputation,
           plan_months_max, plan_instalment_min_cents, created_at, registration)
         VALUES ($1, $2, $3, $4, $3, $5, '', $6, $7, 1, 'costs_first', $8, $9, $10, $11)",
    )
    .bind(&id)
    .bind(&named.slug)
    .bind(&named.name)
    .bind(named.country.as_str())
    .bind(&named.iban)
    .bind(&named.email)
    .bind(&named.phone)
    .bind(PLAN_MONTHS_MAX)
    .bind(PLAN_INSTALMENT_MIN_CENTS)
    .bind(now.as_millisecond())
    .bind(&named.registration)
    .execute(&mut **tx)
    .await?;
    Ok(Creditor { id, fresh: true })
}

/// The debtors of customers, by [`customer_key`]; those nobody knows are not in it.
pub async fn customers(
    tx: &mut Tx,
    creditor_id: &str,
    numbers: &[&str],
    into: &mut HashMap<[u8; 16], Box<str>>,
) -> Result<()> {
    for piece in pieces(numbers) {
        let sql = format!(
            "SELECT customer_number, debtor_id FROM creditor_customer WHERE creditor_id = $1 AND customer_number IN ({})",
            placeholders(2, piece.len())
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(creditor_id);
        for number in piece {
            query = query.bind(number);
        }
        for row in query.fetch_all(&mut **tx).await? {
            let number: String = row.try_get(0)?;
            let debtor: String = row.try_get(1)?;
            into.insert(customer_key(creditor_id, &number), debtor.into());
        }
    }
    Ok(())
}

/// The claims of a creditor by number, for those numbers that are known.
pub async fn claims(
    tx: &mut Tx,
    creditor_id: &str,
    kind: DocumentKind,
    items: &[(usize, &Item)],
    into: &mut HashMap<usize, Known>,
) -> Result<()> {
    let by_number: HashMap<&str, usize> =
        items.iter().map(|(index, item)| (item.record.number.as_str(), *index)).collect();
    let numbers: Vec<&str> = items.iter().map(|(_, item)| item.record.number.as_str()).collect();
    for piece in pieces(&numbers) {
        let sql = format!(
            "SELECT number, id, debtor_id, currency, source_hash FROM claim
             WHERE creditor_id = $1 AND kind = $2 AND number IN ({})",
            placeholders(3, piece.len())
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(creditor_id).bind(kind.as_str());
        for number in piece {
            query = query.bind(number);
        }
        for row in query.fetch_all(&mut **tx).await? {
            let number: String = row.try_get(0)?;
            if let Some(index) = by_number.get(number.as_str()) {
                let (claim_id, debtor_id) = (row.try_get(1)?, row.try_get(2)?);
                let (currency, source_hash) = (row.try_get(3)?, row.try_get(4)?);
                into.insert(*index, Known { claim_id, debtor_id, currency, source_hash });
            }
        }
    }
    Ok(())
}
