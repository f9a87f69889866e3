//! Formal letters that are due by themselves, and the costs that they announced: what the rule looks at.

use super::{Db, DebtorTx, Tx, audit, date, word};
use crate::clock::{from_ms, local};
use crate::error::Result;
use effen::dunning::LetterClaim;
use effen::ids::{ClaimId, CreditorId, DebtorId, NoticeId};
use effen::kinds::Country;
use effen::money::Cents;
use jiff::civil::Date;
use sqlx::Row as _;

/// How a claim `c` of a creditor `r` must be to get a letter by itself: the creditor has them written, and nothing of it
/// went out or was charged yet.
const WITHOUT_LETTER: &str = "r.formal_after_days IS NOT NULL AND c.status = 'active' AND c.disputed = 0 \
    AND c.currency = 'EUR' \
    AND NOT EXISTS (SELECT 1 FROM formal_letter n WHERE n.debtor_id = c.debtor_id AND n.claim_id = c.id \
      AND n.status IN ('queued', 'sending', 'sent')) \
    AND NOT EXISTS (SELECT 1 FROM posting p WHERE p.claim_id = c.id AND p.cause = 'costs_charged') \
    AND (SELECT SUM(CASE WHEN p.debit = 'principal' THEN p.amount_cents ELSE 0 END \
      - CASE WHEN p.credit = 'principal' THEN p.amount_cents ELSE 0 END) FROM posting p WHERE p.claim_id = c.id) > 0";

/// Debtors with a claim that may be due for a letter, after the debtor `after`.
pub async fn list_candidates(db: &Db, today: Date, after: &str, count_max: i64) -> Result<Vec<DebtorId>> {
    let sql = format!(
        "SELECT DISTINCT c.debtor_id FROM claim c JOIN creditor r ON r.id = c.creditor_id \
         WHERE c.due_on < $1 AND c.debtor_id > $2 AND {WITHOUT_LETTER} ORDER BY c.debtor_id LIMIT $3"
    );
    let found: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(today.to_string())
        .bind(after)
        .bind(count_max)
        .fetch_all(db.read())
        .await?;
    Ok(found.into_iter().map(DebtorId).collect())
}

/// A claim for the rule, with what a letter about it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// For the rule. Whether we may speak of it is for the caller to narrow.
    pub claim: LetterClaim,
    /// The creditor's name.
    pub creditor_name: String,
    /// The creditor's number of the claim.
    pub number: String,
}

/// The claims of the transaction's debtor in euros, as the rule looks at them. A Belgian letter without the creditor's
/// enterprise number is none, and so its claim is not spoken of.
pub async fn list_claims(tx: &mut DebtorTx) -> Result<Vec<Candidate>> {
    let rows = sqlx::query(
        "SELECT c.id, c.creditor_id, r.name, c.number, c.due_on, r.formal_after_days, r.registration, d.country, \
         (SELECT CAST(COALESCE(SUM(CASE WHEN p.debit = 'principal' THEN p.amount_cents ELSE 0 END \
           - CASE WHEN p.credit = 'principal' THEN p.amount_cents ELSE 0 END), 0) AS BIGINT) \
           FROM posting p WHERE p.claim_id = c.id) AS principal, \
         (SELECT COUNT(*) FROM posting p WHERE p.claim_id = c.id AND p.cause = 'costs_charged') AS charged, \
         (SELECT MIN(COALESCE(n.sent_at, n.created_at)) FROM formal_letter n WHERE n.debtor_id = c.debtor_id \
           AND n.claim_id = c.id AND n.status IN ('queued', 'sending', 'sent')) AS written_at \
         FROM claim c JOIN creditor r ON r.id = c.creditor_id JOIN debtor d ON d.id = c.debtor_id \
         WHERE c.debtor_id = $1 AND c.currency = 'EUR' ORDER BY c.due_on, c.id",
    )
    .bind(tx.debtor.as_str())
    .fetch_all(&mut *tx.tx)
    .await?;
    rows.iter()
        .map(|row| {
            let text = |column: &str| row.try_get::<String, _>(column);
            let country: Country = word(&text("country")?)?;
            let after_days: Option<i64> = row.try_get("formal_after_days")?;
            let written_at: Option<i64> = row.try_get("written_at")?;
            let claim = LetterClaim {
                claim_id: ClaimId(text("id")?),
                creditor: CreditorId(text("creditor_id")?),
                due_on: date(&text("due_on")?)?,
                principal: Cents(row.try_get("principal")?),
                after_days: after_days.and_then(|days| u16::try_from(days).ok()),
                written_on: written_at.map(|at| local(from_ms(at)).date()),
                costs_charged: row.try_get::<i64, _>("charged")? > 0,
                tellable: country == Country::Nl || !text("registration")?.is_empty(),
            };
            Ok(Candidate { claim, creditor_name: text("name")?, number: text("number")? })
        })
        .collect()
}

/// Claims of creditors that have letters written by themselves, about which one went out and of which the costs were not
/// added yet, after the claim `after`: claim and debtor.
pub async fn list_uncharged(db: &Db, after: &str, count_max: i64) -> Result<Vec<(ClaimId, DebtorId)>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT c.id, c.debtor_id FROM claim c JOIN creditor r ON r.id = c.creditor_id \
         WHERE r.formal_after_days IS NOT NULL AND c.status = 'active' AND c.disputed = 0 AND c.id > $1 \
         AND EXISTS (SELECT 1 FROM formal_letter n WHERE n.debtor_id = c.debtor_id AND n.claim_id = c.id \
           AND n.sent_at IS NOT NULL) \
         AND NOT EXISTS (SELECT 1 FROM posting p WHERE p.claim_id = c.id AND p.cause = 'costs_charged') \
         ORDER BY c.id LIMIT $2",
    )
    .bind(after)
    .bind(count_max)
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().map(|(claim, debtor)| (ClaimId(claim), DebtorId(debtor))).collect())
}

/// The claims that a letter of the debtor is about, the oldest first.
pub async fn list_letter_claims(tx: &mut Tx, debtor: &DebtorId, letter: &NoticeId) -> Result<Vec<ClaimId>> {
    let found: Vec<String> = sqlx::query_scalar(
        "SELECT f.claim_id FROM formal_letter f JOIN claim c ON c.id = f.claim_id \
         WHERE f.id = $1 AND f.debtor_id = $2 AND c.debtor_id = $2 ORDER BY c.due_on, c.id",
    )
    .bind(letter.as_str())
    .bind(debtor.as_str())
    .fetch_all(&mut **tx)
    .await?;
    Ok(found.into_iter().map(ClaimId).collect())
}

/// Whether a letter about a claim went out or is on its way.
pub async fn is_written(tx: &mut Tx, debtor: &DebtorId, claim: &ClaimId) -> Result<bool> {
    let count: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM formal_letter WHERE debtor_id = $1 AND claim_id = $2 \
         AND status IN ('queued', 'sending', 'sent')",
    )
    .bind(debtor.as_str())
    .bind(claim.as_str())
    .fetch_one(&mut **tx)
    .await?;
    Ok(count > 0)
}

/// Notes which claims a letter is about that is about several.
pub async fn create_letter_claims(tx: &mut DebtorTx, letter: &NoticeId, claims: &[&ClaimId]) -> Result<()> {
    for claim in claims {
        sqlx::query("INSERT INTO letter_claim (claim_id, notice_id) VALUES ($1, $2)")
            .bind(claim.as_str())
            .bind(letter.as_str())
            .execute(&mut *tx.tx)
            .await?;
    }
    Ok(())
}

/// Notes, as a letter about several claims is made, what its claims come to together. A claim that dropped out since it
/// was queued (paid, held) is not in it.
pub async fn update_letter_claims(tx: &mut DebtorTx, letter: &NoticeId, within: &[ClaimId], base: Cents) -> Result<()> {
    let debtor = tx.debtor.clone();
    for claim in list_letter_claims(&mut tx.tx, &debtor, letter).await?.iter().filter(|claim| !within.contains(claim)) {
        sqlx::query("DELETE FROM letter_claim WHERE notice_id = $1 AND claim_id = $2")
            .bind(letter.as_str())
            .bind(claim.as_str())
            .execute(&mut *tx.tx)
            .await?;
    }
    sqlx::query("UPDATE letter_claim SET base_cents = $1 WHERE notice_id = $2")
        .bind(base.0)
        .bind(letter.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}

/// A creditor's waiting time before a letter. The outer `None`: no such creditor; the inner: by hand alone.
pub async fn find_after_days(db: &Db, slug: &str) -> Result<Option<Option<i64>>> {
    Ok(sqlx::query_scalar("SELECT formal_after_days FROM creditor WHERE slug = $1")
        .bind(slug)
        .fetch_optional(db.read())
        .await?)
}

/// Sets it, with a row in the audit log; false: no such creditor.
pub async fn update_after_days(db: &Db, slug: &str, days: Option<i64>, now_ms: i64) -> Result<bool> {
    let said = |days: Option<i64>| days.map_or("never".to_owned(), |days| days.to_string());
    let mut tx = db.begin().await?;
    let found: Option<(String, Option<i64>)> =
        sqlx::query_as("SELECT id, formal_after_days FROM creditor WHERE slug = $1")
            .bind(slug)
            .fetch_optional(&mut *tx)
            .await?;
    let Some((id, before)) = found else { return Ok(false) };
    sqlx::query("UPDATE creditor SET formal_after_days = CAST($1 AS BIGINT) WHERE id = $2")
        .bind(days)
        .bind(&id)
        .execute(&mut *tx)
        .await?;
    let change = format!("{} -> {}", said(before), said(days));
    audit::create_without_debtor(&mut tx, now_ms, "operator", "creditor_letters", &id, &change).await?;
    tx.commit().await?;
    Ok(true)
}

/// Claims of a creditor of which a letter went out and the costs were not added: with letters written by themselves, the
/// daily run adds them once the term has passed.
pub async fn count_uncharged(db: &Db, slug: &str) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "SELECT COUNT(*) FROM claim c JOIN creditor r ON r.id = c.creditor_id \
         WHERE r.slug = $1 AND c.status = 'active' AND c.disputed = 0 \
         AND EXISTS (SELECT 1 FROM formal_letter n WHERE n.debtor_id = c.debtor_id AND n.claim_id = c.id \
           AND n.sent_at IS NOT NULL) \
         AND NOT EXISTS (SELECT 1 FROM posting p WHERE p.claim_id = c.id AND p.cause = 'costs_charged')",
    )
    .bind(slug)
    .fetch_one(db.read())
    .await?)
}
