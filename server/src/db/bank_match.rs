//! What matching looks up: claims by reference and number, files by reference, name and known account.

use super::posting;
use crate::error::{Error, Result};
use effen::ids::{ClaimId, DebtorId, PlanId};
use effen::money::Currency;
use effen::reference::Reference;
use sqlx::{AnyConnection, AssertSqlSafe};

/// Files that one look-up may bring: a name or an account that more have says nothing.
pub const FILES_MAX: i64 = 5;

/// A claim with its debtor.
pub type ClaimOfDebtor = (ClaimId, DebtorId);

fn pairs(rows: Vec<(String, String)>) -> Vec<ClaimOfDebtor> {
    rows.into_iter().map(|(claim, debtor)| (ClaimId(claim), DebtorId(debtor))).collect()
}

/// Claims that are to be paid under a structured reference, in the ways it is written. Where several accounts have the
/// same reference, those that are paid to `account`.
pub async fn list_by_reference(
    conn: &mut AnyConnection,
    reference: &Reference,
    account: &str,
    currency: Currency,
) -> Result<Vec<ClaimOfDebtor>> {
    let pretty = reference.pretty();
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT id, debtor_id, payee_iban FROM claim
         WHERE payment_reference IN ($1, $2, $3) AND currency = $4 AND status <> 'withdrawn' ORDER BY id LIMIT 20",
    )
    .bind(reference.as_str())
    .bind(&pretty)
    .bind(pretty.trim_matches('+'))
    .bind(currency.code())
    .fetch_all(conn)
    .await?;
    let ours = |(_, _, iban): &(String, String, String)| iban.replace(' ', "") == account;
    let narrowed: Vec<_> = if rows.iter().any(ours) { rows.into_iter().filter(ours).collect() } else { rows };
    Ok(pairs(narrowed.into_iter().map(|(claim, debtor, _)| (claim, debtor)).collect()))
}

/// Claims whose number is one of these words (in lower case).
pub async fn list_by_number(
    conn: &mut AnyConnection,
    words: &[String],
    currency: Currency,
) -> Result<Vec<ClaimOfDebtor>> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let places = places(words.len(), 2);
    let sql = format!(
        "SELECT id, debtor_id FROM claim WHERE currency = $1 AND LOWER(number) IN ({places}) AND status <> 'withdrawn' \
         ORDER BY id LIMIT 20"
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(currency.code().to_owned());
    for word in words {
        query = query.bind(word.clone());
    }
    Ok(pairs(query.fetch_all(conn).await?))
}

/// Files whose reference is one of these words (in lower case).
pub async fn list_by_file_reference(conn: &mut AnyConnection, words: &[String]) -> Result<Vec<DebtorId>> {
    let words: Vec<String> = words.iter().map(|word| word.to_uppercase()).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT id FROM debtor WHERE reference IN ({}) ORDER BY id LIMIT 5", places(words.len(), 1));
    let mut query = sqlx::query_scalar(AssertSqlSafe(sql));
    for word in &words {
        query = query.bind(word.clone());
    }
    let found: Vec<String> = query.fetch_all(conn).await?;
    Ok(found.into_iter().map(DebtorId).collect())
}

fn places(count: usize, from: usize) -> String {
    (from..from + count).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ")
}

/// Files for which an entry of this account was booked before.
pub async fn list_by_account(conn: &mut AnyConnection, iban: &str) -> Result<Vec<DebtorId>> {
    let found: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT debtor_id FROM bank_entry WHERE party_iban = $1 AND debtor_id IS NOT NULL ORDER BY debtor_id LIMIT $2",
    )
    .bind(iban)
    .bind(FILES_MAX + 1)
    .fetch_all(conn)
    .await?;
    Ok(found.into_iter().map(DebtorId).collect())
}

/// Files of people or companies of this name, whatever the case.
pub async fn list_by_name(conn: &mut AnyConnection, name: &str) -> Result<Vec<DebtorId>> {
    let found: Vec<String> =
        sqlx::query_scalar("SELECT debtor_id FROM debtor_person WHERE LOWER(name) = $1 ORDER BY debtor_id LIMIT $2")
            .bind(name.to_lowercase())
            .bind(FILES_MAX + 1)
            .fetch_all(conn)
            .await?;
    Ok(found.into_iter().map(DebtorId).collect())
}

/// The debtor of a claim.
pub async fn find_debtor_of(conn: &mut AnyConnection, claim: &ClaimId) -> Result<Option<DebtorId>> {
    let found: Option<String> = sqlx::query_scalar("SELECT debtor_id FROM claim WHERE id = $1")
        .bind(claim.as_str())
        .fetch_optional(conn)
        .await?;
    Ok(found.map(DebtorId))
}

/// The running plan of a debtor that covers a claim.
pub async fn find_plan_of(conn: &mut AnyConnection, debtor: &DebtorId, claim: &ClaimId) -> Result<Option<PlanId>> {
    let found: Option<String> = sqlx::query_scalar(
        "SELECT plan.id FROM plan JOIN plan_claim ON plan_claim.plan_id = plan.id
         WHERE plan.debtor_id = $1 AND plan_claim.claim_id = $2 AND plan.status = 'agreed' ORDER BY plan.id LIMIT 1",
    )
    .bind(debtor.as_str())
    .bind(claim.as_str())
    .fetch_optional(conn)
    .await?;
    Ok(found.map(PlanId))
}

/// The latest completed plan of a debtor that covers a claim.
pub async fn find_completed_plan_of(
    conn: &mut AnyConnection,
    debtor: &DebtorId,
    claim: &ClaimId,
) -> Result<Option<PlanId>> {
    let found: Option<String> = sqlx::query_scalar(
        "SELECT plan.id FROM plan JOIN plan_claim ON plan_claim.plan_id = plan.id
         WHERE plan.debtor_id = $1 AND plan_claim.claim_id = $2 AND plan.status = 'completed'
         ORDER BY plan.agreed_at DESC, plan.id LIMIT 1",
    )
    .bind(debtor.as_str())
    .bind(claim.as_str())
    .fetch_optional(conn)
    .await?;
    Ok(found.map(PlanId))
}

/// Reference, name and language of a file.
pub async fn find_file(conn: &mut AnyConnection, debtor: &DebtorId) -> Result<(String, String, String)> {
    sqlx::query_as(
        "SELECT d.reference, p.name, d.language FROM debtor d JOIN debtor_person p ON p.debtor_id = d.id WHERE d.id = $1",
    )
    .bind(debtor.as_str())
    .fetch_optional(conn)
    .await?
    .ok_or(Error::NotFound("debtor"))
}

/// What paying sees of one debtor's claims in one currency.
pub async fn list_claims(
    conn: &mut AnyConnection,
    debtor: &DebtorId,
    currency: Currency,
) -> Result<Vec<posting::Payable>> {
    let all = posting::list_payable(conn, debtor).await?;
    Ok(all.into_iter().filter(|payable| payable.currency == currency).collect())
}
