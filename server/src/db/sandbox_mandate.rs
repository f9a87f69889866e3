//! The sandbox's customers and mandates; like [`super::sandbox`], another company's tables.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

/// A customer of the sandbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SandboxCustomer {
    /// `cst_…`.
    pub id: String,
    /// The key it was asked with.
    pub idempotency_key: Option<String>,
    /// Of the request.
    pub fingerprint: String,
    /// Name, or ''.
    pub name: String,
    /// E-mail address, or ''.
    pub email: String,
    /// Language, or ''.
    pub locale: String,
    /// JSON as it was sent.
    pub metadata: String,
    /// Epoch milliseconds.
    pub created_at: i64,
}

/// A mandate of the sandbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SandboxMandate {
    /// `mdt_…`.
    pub id: String,
    /// Whose.
    pub customer_id: String,
    /// The key it was asked with.
    pub idempotency_key: Option<String>,
    /// Of the request.
    pub fingerprint: String,
    /// Who holds the account.
    pub holder: String,
    /// The account.
    pub iban: String,
    /// The mandate reference.
    pub reference: String,
    /// The day it was given.
    pub signed_on: String,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// When it was ended, epoch milliseconds.
    pub revoked_at: Option<i64>,
}

fn customer(row: &AnyRow) -> Result<SandboxCustomer, sqlx::Error> {
    Ok(SandboxCustomer {
        id: row.try_get("id")?,
        idempotency_key: row.try_get("idempotency_key")?,
        fingerprint: row.try_get("fingerprint")?,
        name: row.try_get("name")?,
        email: row.try_get("email")?,
        locale: row.try_get("locale")?,
        metadata: row.try_get("metadata")?,
        created_at: row.try_get("created_at")?,
    })
}

fn mandate(row: &AnyRow) -> Result<SandboxMandate, sqlx::Error> {
    Ok(SandboxMandate {
        id: row.try_get("id")?,
        customer_id: row.try_get("customer_id")?,
        idempotency_key: row.try_get("idempotency_key")?,
        fingerprint: row.try_get("fingerprint")?,
        holder: row.try_get("holder")?,
        iban: row.try_get("iban")?,
        reference: row.try_get("reference")?,
        signed_on: row.try_get("signed_on")?,
        created_at: row.try_get("created_at")?,
        revoked_at: row.try_get("revoked_at")?,
    })
}

/// Stores a new customer.
pub async fn create_customer(conn: &mut AnyConnection, new: &SandboxCustomer) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO sandbox_customer (id, idempotency_key, fingerprint, name, email, locale, metadata, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(&new.id)
    .bind(&new.idempotency_key)
    .bind(&new.fingerprint)
    .bind(&new.name)
    .bind(&new.email)
    .bind(&new.locale)
    .bind(&new.metadata)
    .bind(new.created_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// How a customer or a mandate is looked up.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// By its id.
    Id(&'a str),
    /// By the key of the request that made it.
    Key(&'a str),
}

/// One customer.
pub async fn find_customer(conn: &mut AnyConnection, by: By<'_>) -> Result<Option<SandboxCustomer>, sqlx::Error> {
    let (query, value) = match by {
        By::Id(id) => ("SELECT * FROM sandbox_customer WHERE id = $1", id),
        By::Key(key) => ("SELECT * FROM sandbox_customer WHERE idempotency_key = $1", key),
    };
    sqlx::query(query).bind(value).fetch_optional(conn).await?.as_ref().map(customer).transpose()
}

/// Customers, newest first.
pub async fn list_customers(conn: &mut AnyConnection, limit: i64) -> Result<Vec<SandboxCustomer>, sqlx::Error> {
    let rows = sqlx::query("SELECT * FROM sandbox_customer ORDER BY created_at DESC, id DESC LIMIT $1")
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(customer).collect()
}

/// Stores a new mandate.
pub async fn create(conn: &mut AnyConnection, new: &SandboxMandate) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO sandbox_mandate (id, customer_id, idempotency_key, fingerprint, holder, iban, reference, signed_on, \
         created_at, revoked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)",
    )
    .bind(&new.id)
    .bind(&new.customer_id)
    .bind(&new.idempotency_key)
    .bind(&new.fingerprint)
    .bind(&new.holder)
    .bind(&new.iban)
    .bind(&new.reference)
    .bind(&new.signed_on)
    .bind(new.created_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// One mandate.
pub async fn find(conn: &mut AnyConnection, by: By<'_>) -> Result<Option<SandboxMandate>, sqlx::Error> {
    let (query, value) = match by {
        By::Id(id) => ("SELECT * FROM sandbox_mandate WHERE id = $1", id),
        By::Key(key) => ("SELECT * FROM sandbox_mandate WHERE idempotency_key = $1", key),
    };
    sqlx::query(query).bind(value).fetch_optional(conn).await?.as_ref().map(mandate).transpose()
}

/// A customer's mandates that were not ended, newest first.
pub async fn list(conn: &mut AnyConnection, customer_id: &str) -> Result<Vec<SandboxMandate>, sqlx::Error> {
    let rows = sqlx::query(
        "SELECT * FROM sandbox_mandate WHERE customer_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC",
    )
    .bind(customer_id)
    .fetch_all(conn)
    .await?;
    rows.iter().map(mandate).collect()
}

/// Ends a mandate; false if it was over before.
pub async fn update_revoked(conn: &mut AnyConnection, id: &str, now: i64) -> Result<bool, sqlx::Error> {
    let done = sqlx::query("UPDATE sandbox_mandate SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL")
        .bind(now)
        .bind(id)
        .execute(conn)
        .await?;
    Ok(done.rows_affected() == 1)
}
