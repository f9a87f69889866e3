//! Contacts of before: looked up by the creditor's own numbers, and logged once, each with the moment at which it could
//! be known.

use super::signal::record_history;
use super::{Db, DebtorTx};
use crate::error::Result;
use crate::import::contact_file::ContactLine;
use crate::new_id;
use effen::ids::{ClaimId, DebtorId};
use sha2::{Digest as _, Sha256};

/// What became of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It was logged: so many signals.
    Logged(u64),
    /// It was imported before.
    Known,
    /// It cannot be taken: the column, and why.
    Refused(&'static str, &'static str),
}

/// Whom a line is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whom {
    /// The debtor.
    pub debtor: DebtorId,
    creditor: String,
    claim: Option<ClaimId>,
}

/// Whom a line is about; a refusal where the customer or the invoice is not known.
pub async fn find_whom(db: &Db, line: &ContactLine) -> Result<std::result::Result<Whom, Verdict>> {
    let found: Option<(String, String)> = sqlx::query_as(
        "SELECT k.debtor_id, k.creditor_id FROM creditor_customer k JOIN creditor r ON r.id = k.creditor_id
         WHERE r.slug = $1 AND k.customer_number = $2",
    )
    .bind(&line.creditor)
    .bind(&line.customer)
    .fetch_optional(db.read())
    .await?;
    let Some((debtor, creditor)) = found else {
        return Ok(Err(Verdict::Refused("customer_number", "this creditor has no customer of this number here")));
    };
    let mut claim = None;
    if !line.invoice.is_empty() {
        claim = sqlx::query_scalar::<_, String>(
            "SELECT id FROM claim WHERE creditor_id = $1 AND kind = 'invoice' AND number = $2 AND debtor_id = $3",
        )
        .bind(&creditor)
        .bind(&line.invoice)
        .bind(&debtor)
        .fetch_optional(db.read())
        .await?;
        if claim.is_none() {
            return Ok(Err(Verdict::Refused("number", "this customer has no invoice of this number here")));
        }
    }
    Ok(Ok(Whom { debtor: DebtorId(debtor), creditor, claim: claim.map(ClaimId) }))
}

/// Logs one line under the debtor's lock.
pub async fn create(tx: &mut DebtorTx, whom: &Whom, line: &ContactLine) -> Result<Verdict> {
    let hash = fingerprint(line);
    let stored: Option<String> =
        sqlx::query_scalar("SELECT source_hash FROM contact_record WHERE creditor_id = $1 AND reference = $2")
            .bind(&whom.creditor)
            .bind(&line.reference)
            .fetch_optional(&mut *tx.tx)
            .await?;
    match stored {
        Some(stored) if stored == hash => return Ok(Verdict::Known),
        Some(_) => return Ok(Verdict::Refused("contact_number", "was imported before with other content")),
        None => {}
    }
    let mut contact = line.contact.clone();
    contact.claim_id.clone_from(&whom.claim);
    let signals = match contact.signals() {
        Ok(signals) => signals,
        Err(fault) => return Ok(Verdict::Refused(fault.field, fault.reason)),
    };
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO contact_record (id, creditor_id, reference, debtor_id, source_hash, imported_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(new_id::uuid())
    .bind(&whom.creditor)
    .bind(&line.reference)
    .bind(tx.debtor.as_str().to_owned())
    .bind(&hash)
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    record_history(tx, &signals).await?;
    Ok(Verdict::Logged(signals.len() as u64))
}

/// What a line says; a line that says anything else is another one.
fn fingerprint(line: &ContactLine) -> String {
    let text = format!("{}\u{1f}{}\u{1f}{:?}", line.customer, line.invoice, line.contact);
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
