//! Whose files an agent sees: those of the creditors they serve (views `agent_debtor` and `agent_claim`).

use super::Db;
use crate::error::Result;
use effen::ids::AgentId;
use sqlx::AssertSqlSafe;

/// The condition of a list: `d.id` is a file that agent `$1` sees.
pub const SEES_D: &str = "EXISTS (SELECT 1 FROM agent_debtor sees WHERE sees.agent_id = $1 AND sees.debtor_id = d.id)";

/// What an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// A file.
    Debtor,
    /// A chat.
    Conversation,
    /// A message or a call.
    Notice,
    /// A plan.
    Plan,
    /// A payment on a bank statement: booked in a file, or proposed for one.
    BankEntry,
    /// What a debtor told us; about a claim, that claim has to be served as well.
    Case,
    /// A file that a debtor sent.
    Upload,
}

impl Noun {
    /// Finds the row `$2` if agent `$1` sees it.
    fn sql(self) -> String {
        let owned = |table: &str| {
            format!(
                "SELECT 1 FROM {table} x WHERE x.id = $2 \
                 AND EXISTS (SELECT 1 FROM agent_debtor s WHERE s.agent_id = $1 AND s.debtor_id = x.debtor_id)"
            )
        };
        match self {
            Self::Debtor => "SELECT 1 FROM agent_debtor WHERE agent_id = $1 AND debtor_id = $2".to_owned(),
            Self::Conversation => owned("conversation"),
            Self::Notice => owned("notice"),
            Self::Plan => owned("plan"),
            Self::Upload => owned("upload"),
            Self::BankEntry => {
                format!("SELECT 1 FROM bank_entry e WHERE e.id = $2 AND {}", SEES_ENTRY)
            }
            Self::Case => format!(
                "{} AND (x.claim_id IS NULL OR EXISTS \
                 (SELECT 1 FROM agent_claim c WHERE c.agent_id = $1 AND c.claim_id = x.claim_id))",
                owned("reply")
            ),
        }
    }
}

/// The condition of a list of bank entries: `e` is booked in a file that agent `$1` sees, or proposed for a claim of
/// one; what is nobody's yet is seen by who serves every creditor.
pub const SEES_ENTRY: &str = "(EXISTS (SELECT 1 FROM agent a WHERE a.id = $1 AND a.all_creditors = 1) \
     OR EXISTS (SELECT 1 FROM agent_debtor sees WHERE sees.agent_id = $1 AND sees.debtor_id = e.debtor_id))";

/// Does this agent see it?
pub async fn sees(db: &Db, agent: &AgentId, noun: Noun, id: &str) -> Result<bool> {
    let row = sqlx::query(AssertSqlSafe(noun.sql() + " LIMIT 1"))
        .bind(agent.as_str())
        .bind(id)
        .fetch_optional(db.read())
        .await?;
    Ok(row.is_some())
}

/// Does this agent serve the creditors of all claims of this file? What tells of all of them at once (a statement of
/// account, payments over several claims) is for who does.
pub async fn sees_whole(db: &Db, agent: &AgentId, debtor: &str) -> Result<bool> {
    let hidden: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM claim WHERE debtor_id = $2 AND NOT EXISTS \
         (SELECT 1 FROM agent_claim s WHERE s.agent_id = $1 AND s.claim_id = claim.id)",
    )
    .bind(agent.as_str())
    .bind(debtor)
    .fetch_one(db.read())
    .await?;
    Ok(hidden == 0)
}
