//! Cases: what debtors tell and ask us, from the moment it came in until it was decided, with what happened to each in
//! order. A hold made by a case carries the case's id.

use super::sight::SEES_D;
use super::{Db, DebtorTx, date, word};
use crate::error::Result;
use crate::new_id::uuid;
use effen::cases::form::Details;
use effen::cases::{CaseEvent, CaseKind, CaseStatus};
use effen::ids::{AgentId, ClaimId, DebtorId};
use jiff::civil::Date;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

/// A case to be written.
#[derive(Debug, Clone)]
pub struct NewCase<'a> {
    /// Its id.
    pub id: &'a str,
    /// The claim it is about; `None`: the whole file.
    pub claim_id: Option<&'a ClaimId>,
    /// What it is about.
    pub kind: CaseKind,
    /// What was filled in.
    pub details: &'a Details,
    /// In one's own words.
    pub words: &'a str,
    /// Until when we promise to answer.
    pub answer_by: Date,
    /// Who opens it: 'debtor' | 'system'.
    pub actor: &'a str,
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Its id.
    pub id: String,
    /// Whose.
    pub debtor: DebtorId,
    /// The claim it is about; `None`: the whole file.
    pub claim_id: Option<ClaimId>,
    /// What it is about.
    pub kind: CaseKind,
    /// Where it stands.
    pub status: CaseStatus,
    /// What was filled in.
    pub details: Details,
    /// In one's own words.
    pub words: String,
    /// The agent who has it.
    pub agent_id: Option<String>,
    /// Until when we promised to answer; none for what needs no answer.
    pub answer_by: Option<Date>,
    /// When it came in, epoch ms.
    pub created_at: i64,
}

/// Something that happened to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// What; `None`: it came in.
    pub event: Option<CaseEvent>,
    /// 'agent:<id>' | 'debtor' | 'system'.
    pub actor: String,
    /// What was written.
    pub words: String,
    /// When, epoch ms.
    pub at: i64,
}

const COLUMNS: &str = "id, debtor_id, claim_id, kind, status, details, body, agent_id, answer_by, created_at";
/// The event that begins a case.
const RECEIVE: &str = "receive";

fn read(row: &AnyRow) -> Result<CaseRow> {
    let text = |column: &str| row.try_get::<String, _>(column);
    let answer_by = text("answer_by")?;
    Ok(CaseRow {
        id: text("id")?,
        debtor: DebtorId(text("debtor_id")?),
        claim_id: row.try_get::<Option<String>, _>("claim_id")?.map(ClaimId),
        kind: word(&text("kind")?)?,
        status: word(&text("status")?)?,
        details: serde_json::from_str(&text("details")?)?,
        words: text("body")?,
        agent_id: row.try_get("agent_id")?,
        answer_by: if answer_by.is_empty() { None } else { Some(date(&answer_by)?) },
        created_at: row.try_get("created_at")?,
    })
}

/// Writes a case as received.
pub async fn create(tx: &mut DebtorTx, new: &NewCase<'_>) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO reply (id, debtor_id, claim_id, kind, body, status, details, answer_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(new.id)
    .bind(tx.debtor.as_str())
    .bind(new.claim_id.map(|id| id.as_str().to_owned()))
    .bind(new.kind.as_str())
    .bind(new.words)
    .bind(CaseStatus::Received.as_str())
    .bind(serde_json::to_string(new.details)?)
    .bind(new.answer_by.to_string())
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    create_event(tx, new.id, RECEIVE, new.actor, "").await
}

async fn create_event(tx: &mut DebtorTx, case: &str, event: &str, actor: &str, words: &str) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO case_event (id, reply_id, debtor_id, version, event, actor, body, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(uuid())
    .bind(case)
    .bind(tx.debtor.as_str())
    .bind(tx.version)
    .bind(event)
    .bind(actor)
    .bind(words)
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Moves a case on by an event and writes down who did it and what they wrote. `None`: the table has no such move from
/// where it stands now (a second tap, a colleague was quicker).
pub async fn update_status(
    tx: &mut DebtorTx,
    case: &CaseRow,
    event: CaseEvent,
    actor: &str,
    words: &str,
) -> Result<Option<CaseStatus>> {
    let Ok(to) = case.status.after(event) else { return Ok(None) };
    let now = tx.now_ms();
    let ended = (!to.is_open()).then_some(now);
    let agent = actor.strip_prefix("agent:").map(str::to_owned);
    let done = sqlx::query(
        "UPDATE reply SET status = $1, agent_id = COALESCE($2, agent_id), handled_at = $3, handled_by = $4 \
         WHERE id = $5 AND debtor_id = $6 AND status = $7",
    )
    .bind(to.as_str())
    .bind(agent)
    .bind(ended)
    .bind(ended.map(|_| actor.to_owned()))
    .bind(&case.id)
    .bind(tx.debtor.as_str())
    .bind(case.status.as_str())
    .execute(&mut *tx.tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(None);
    }
    create_event(tx, &case.id, event.as_str(), actor, words).await?;
    Ok(Some(to))
}

/// One case of a debtor.
pub async fn find(conn: &mut AnyConnection, debtor: &DebtorId, id: &str) -> Result<Option<CaseRow>> {
    let sql = sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM reply WHERE id = $1 AND debtor_id = $2"));
    let row = sqlx::query(sql).bind(id).bind(debtor.as_str()).fetch_optional(conn).await?;
    row.as_ref().map(read).transpose()
}

/// Whose case it is, for agents.
pub async fn find_owner(db: &Db, id: &str) -> Result<Option<DebtorId>> {
    let owner: Option<String> =
        sqlx::query_scalar("SELECT debtor_id FROM reply WHERE id = $1").bind(id).fetch_optional(db.read()).await?;
    Ok(owner.map(DebtorId))
}

/// An open case of a debtor of this kind about this claim (or about the file).
pub async fn find_open(tx: &mut DebtorTx, kind: CaseKind, claim: Option<&ClaimId>) -> Result<Option<String>> {
    Ok(sqlx::query_scalar(
        "SELECT id FROM reply WHERE debtor_id = $1 AND kind = $2 AND COALESCE(claim_id, '') = $3 \
         AND handled_at IS NULL ORDER BY created_at LIMIT 1",
    )
    .bind(tx.debtor.as_str())
    .bind(kind.as_str())
    .bind(claim.map_or("", ClaimId::as_str))
    .fetch_optional(&mut *tx.tx)
    .await?)
}

/// A debtor's cases, the latest first.
pub async fn list(conn: &mut AnyConnection, debtor: &DebtorId, count_max: i64) -> Result<Vec<CaseRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM reply WHERE debtor_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2"
    ));
    let rows = sqlx::query(sql).bind(debtor.as_str()).bind(count_max).fetch_all(conn).await?;
    rows.iter().map(read).collect()
}

/// What happened to a case, in order.
pub async fn list_events(conn: &mut AnyConnection, debtor: &DebtorId, case: &str) -> Result<Vec<EventRow>> {
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
        "SELECT event, actor, body, at FROM case_event WHERE reply_id = $1 AND debtor_id = $2 ORDER BY version, id",
    )
    .bind(case)
    .bind(debtor.as_str())
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|(event, actor, words, at)| {
            let event = if event == RECEIVE { None } else { Some(word(&event)?) };
            Ok(EventRow { event, actor, words, at })
        })
        .collect()
}

/// A case in the agents' list.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ListedRow {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub kind: String,
    /// Where it stands.
    pub status: String,
    /// ISO date, or ''.
    pub answer_by: String,
    /// The debtor's name.
    pub name: String,
    /// The file's reference.
    pub reference: String,
    /// The claim's number, if it is about one.
    pub number: Option<String>,
    /// Who has it.
    pub agent: Option<String>,
}

/// Open cases of the files an agent sees, the oldest promise first; none about a claim of a creditor they do not serve.
pub async fn list_open(db: &Db, agent: &AgentId, count_max: i64) -> Result<Vec<ListedRow>> {
    let sql = format!(
        "SELECT r.id, r.kind, r.status, r.answer_by, COALESCE(p.name, '') AS name, d.reference, c.number, a.name AS agent \
         FROM reply r JOIN debtor d ON d.id = r.debtor_id LEFT JOIN debtor_person p ON p.debtor_id = r.debtor_id \
         LEFT JOIN claim c ON c.id = r.claim_id LEFT JOIN agent a ON a.id = r.agent_id \
         WHERE r.handled_at IS NULL AND {SEES_D} AND (r.claim_id IS NULL OR EXISTS \
           (SELECT 1 FROM agent_claim s WHERE s.agent_id = $1 AND s.claim_id = r.claim_id)) \
         ORDER BY r.answer_by, r.created_at, r.id LIMIT $2",
    );
    let query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(agent.as_str());
    Ok(query.bind(count_max).fetch_all(db.read()).await?)
}

/// How often a debtor asked for a kind since a moment, taken back or not.
pub async fn count_since(conn: &mut AnyConnection, debtor: &DebtorId, kind: CaseKind, since_ms: i64) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM reply WHERE debtor_id = $1 AND kind = $2 AND created_at > $3")
        .bind(debtor.as_str())
        .bind(kind.as_str())
        .bind(since_ms)
        .fetch_one(conn)
        .await?)
}

/// A claim with its open balance, as a decision about it needs it. `None`: it was withdrawn.
pub async fn find_claim(tx: &mut DebtorTx, claim: &ClaimId) -> Result<Option<super::posting::Payable>> {
    let debtor = tx.debtor.clone();
    let all = super::posting::list_payable(&mut tx.tx, &debtor).await?;
    Ok(all.into_iter().find(|payable| payable.open.claim_id == *claim))
}

/// Sets a claim's status: 'active' | 'disputed' | 'held' | 'withdrawn'.
pub async fn update_claim_status(tx: &mut DebtorTx, claim: &ClaimId, status: &str) -> Result<()> {
    sqlx::query("UPDATE claim SET status = $1 WHERE id = $2 AND debtor_id = $3")
        .bind(status)
        .bind(claim.as_str())
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}

/// The new address of somebody who moved.
pub async fn update_address(tx: &mut DebtorTx, street: &str, postal_code: &str, city: &str) -> Result<()> {
    sqlx::query("UPDATE debtor_person SET street = $1, postal_code = $2, city = $3 WHERE debtor_id = $4")
        .bind(street)
        .bind(postal_code)
        .bind(city)
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}
