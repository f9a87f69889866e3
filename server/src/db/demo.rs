//! What the demonstration left for its own front page.

use super::Db;
use crate::error::Result;
use effen::ids::{AgentId, DebtorId};

/// One of the people the demonstration offers.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize)]
pub struct DemoPerson {
    /// File reference.
    pub reference: String,
    /// What the list shows.
    pub label: String,
    /// Their place among the people that are described, from nought.
    #[serde(default)]
    pub place: Option<usize>,
}

/// The people to sign in as (setting 'demo_people').
pub async fn list_people(db: &Db) -> Result<Vec<DemoPerson>> {
    Ok(match setting(db, "demo_people").await? {
        Some(json) => serde_json::from_str(&json)?,
        None => Vec::new(),
    })
}

/// The agent of the demonstration (setting 'demo_agent', an e-mail address): id and name.
pub async fn find_agent(db: &Db) -> Result<Option<(AgentId, String)>> {
    let row: Option<(String, String)> = sqlx::query_as(
        "SELECT a.id, a.name FROM agent a JOIN setting s ON s.value = a.email \
         WHERE s.key = 'demo_agent' AND a.disabled_at IS NULL",
    )
    .fetch_optional(db.read())
    .await?;
    Ok(row.map(|(id, name)| (AgentId(id), name)))
}

/// The debtor behind a reference. Anybody: in a demonstration every file is made up.
pub async fn find_person(db: &Db, reference: &str) -> Result<Option<DebtorId>> {
    let id: Option<String> = sqlx::query_scalar("SELECT id FROM debtor WHERE reference = $1")
        .bind(reference)
        .fetch_optional(db.read())
        .await?;
    Ok(id.map(DebtorId))
}

/// The newest letters: when, to whom, subject and text. No mail program ever sees them.
pub async fn list_letters(db: &Db, count_max: i64) -> Result<Vec<(i64, String, String, String)>> {
    Ok(sqlx::query_as(
        "SELECT n.sent_at, p.name, n.subject, n.body_text FROM notice n \
         JOIN debtor_person p ON p.debtor_id = n.debtor_id \
         WHERE n.channel = 'letter' AND n.sent_at IS NOT NULL ORDER BY n.sent_at DESC LIMIT $1",
    )
    .bind(count_max)
    .fetch_all(db.read())
    .await?)
}

/// A claim with something open, for the demo's bank statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenClaim {
    /// The creditor's number of it.
    pub number: String,
    /// What it is to be paid under.
    pub payment_reference: String,
    /// Who owes.
    pub name: String,
    /// What is open, in euro cents.
    pub open: i64,
}

/// One open claim each of so many debtors without a plan, those left out whom the demonstration offers to sign in as.
pub async fn list_open_claims(db: &Db, count_max: i64) -> Result<Vec<OpenClaim>> {
    let shown: Vec<String> = list_people(db).await?.into_iter().map(|person| person.reference).collect();
    let rows: Vec<(String, String, String, String, i64)> = sqlx::query_as(
        "SELECT d.reference, MIN(c.number), MIN(c.payment_reference), MIN(p.name), MIN(x.cents) FROM debtor d
         JOIN debtor_person p ON p.debtor_id = d.id JOIN claim c ON c.debtor_id = d.id
         JOIN (SELECT claim_id, CAST(SUM(CASE WHEN debit IN ('principal', 'interest', 'costs') THEN amount_cents ELSE 0 END)
             - SUM(CASE WHEN credit IN ('principal', 'interest', 'costs') THEN amount_cents ELSE 0 END) AS BIGINT) AS cents
           FROM posting WHERE claim_id IS NOT NULL GROUP BY claim_id) x ON x.claim_id = c.id
         WHERE x.cents > 1000 AND c.status = 'active' AND c.kind = 'invoice' AND c.payment_reference <> ''
           AND NOT EXISTS (SELECT 1 FROM plan n WHERE n.debtor_id = d.id AND n.status = 'agreed')
         GROUP BY d.reference HAVING COUNT(*) = 1 ORDER BY d.reference LIMIT $1",
    )
    .bind(count_max + shown.len() as i64)
    .fetch_all(db.read())
    .await?;
    let claims = rows.into_iter().filter(|row| !shown.contains(&row.0));
    let claim = |(_, number, payment_reference, name, open)| OpenClaim { number, payment_reference, name, open };
    Ok(claims.map(claim).take(usize::try_from(count_max).unwrap_or_default()).collect())
}

async fn setting(db: &Db, key: &str) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("SELECT value FROM setting WHERE key = $1").bind(key).fetch_optional(db.read()).await?)
}
