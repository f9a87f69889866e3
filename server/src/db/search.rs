//! The search index: which terms find which file. Kept by [`crate::search::index`] alone.

use super::rows::{Rows, pieces, placeholders};
use super::sight::SEES_D;
use super::{Db, Engine, Tx};
use crate::error::Result;
use crate::search::terms::FileWords;
use effen::ids::AgentId;
use sqlx::AssertSqlSafe;
use std::collections::{BTreeMap, BTreeSet};

/// Takes up to `limit` files whose index may be out of date. On PostgreSQL those that somebody else is just indexing,
/// or writing, are passed over.
pub async fn take_stale(db: &Db, tx: &mut Tx, limit: i64) -> Result<Vec<String>> {
    let lock = match db.engine {
        Engine::Sqlite => "",
        Engine::Postgres => " FOR UPDATE SKIP LOCKED",
    };
    let sql = AssertSqlSafe(format!("SELECT debtor_id FROM search_stale ORDER BY debtor_id LIMIT $1{lock}"));
    Ok(sqlx::query_scalar(sql).bind(limit).fetch_all(&mut **tx).await?)
}

/// They are up to date.
pub async fn delete_stale(tx: &mut Tx, debtors: &[String]) -> Result<()> {
    for piece in pieces(debtors) {
        let sql = format!("DELETE FROM search_stale WHERE debtor_id IN ({})", placeholders(1, piece.len()));
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for id in piece {
            query = query.bind(id);
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

/// Files whose index may be out of date, counted up to `most`.
pub async fn count_stale(db: &Db, most: i64) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM search_stale LIMIT $1) AS few";
    Ok(sqlx::query_scalar(sql).bind(most).fetch_one(db.read()).await?)
}

async fn list_by_debtor<Row>(tx: &mut Tx, debtors: &[String], sql: impl Fn(&str) -> String) -> Result<Vec<Row>>
where
    Row: for<'r> sqlx::FromRow<'r, sqlx::any::AnyRow> + Send + Unpin,
{
    let mut rows = Vec::new();
    for piece in pieces(debtors) {
        let mut query = sqlx::query_as(AssertSqlSafe(sql(&placeholders(1, piece.len()))));
        for id in piece {
            query = query.bind(id);
        }
        rows.extend(query.fetch_all(&mut **tx).await?);
    }
    Ok(rows)
}

/// Names and addresses of these files.
pub async fn list_words(tx: &mut Tx, debtors: &[String]) -> Result<Vec<FileWords>> {
    list_by_debtor(tx, debtors, |ids| {
        format!(
            "SELECT d.id AS debtor_id, d.reference, p.name, p.email, p.phone, p.street, p.postal_code, p.city \
             FROM debtor d JOIN debtor_person p ON p.debtor_id = d.id WHERE d.id IN ({ids})"
        )
    })
    .await
}

/// Invoice and customer numbers of these files.
pub async fn list_numbers(tx: &mut Tx, debtors: &[String]) -> Result<BTreeMap<String, Vec<String>>> {
    let rows: Vec<(String, String)> = list_by_debtor(tx, debtors, |ids| {
        format!(
            "SELECT debtor_id, number FROM claim WHERE debtor_id IN ({ids}) \
             UNION SELECT debtor_id, customer_number FROM creditor_customer WHERE debtor_id IN ({ids})"
        )
    })
    .await?;
    Ok(grouped(rows))
}

/// Terms that find these files now.
pub async fn list_terms(tx: &mut Tx, debtors: &[String]) -> Result<BTreeMap<String, Vec<String>>> {
    let sql = |ids: &str| format!("SELECT debtor_id, term FROM search_term WHERE debtor_id IN ({ids})");
    Ok(grouped(list_by_debtor(tx, debtors, sql).await?))
}

fn grouped(rows: Vec<(String, String)>) -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (debtor, text) in rows {
        all.entry(debtor).or_default().push(text);
    }
    all
}

/// This term finds the file no longer.
pub async fn delete_term(tx: &mut Tx, term: &str, debtor: &str) -> Result<()> {
    sqlx::query("DELETE FROM search_term WHERE term = $1 AND debtor_id = $2")
        .bind(term)
        .bind(debtor)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// These terms find these files as well.
pub async fn create_terms(tx: &mut Tx, terms: &[(&str, &str)]) -> Result<()> {
    let mut rows = Rows::new(2);
    for (term, debtor) in terms {
        rows.push((*term).to_owned()).push((*debtor).to_owned());
    }
    rows.insert(tx, "INSERT INTO search_term (term, debtor_id)", " ON CONFLICT DO NOTHING").await
}

/// Adds words that are not known yet. Sorted, so that two who add the same ones wait for each other and do not lock up.
pub async fn create_words(tx: &mut Tx, words: &BTreeSet<&str>) -> Result<()> {
    let mut rows = Rows::new(1);
    for word in words {
        rows.push((*word).to_owned());
    }
    rows.insert(tx, "INSERT INTO search_word (term)", " ON CONFLICT DO NOTHING").await
}

/// How many distinct words there are.
pub async fn count_words(db: &Db) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM search_word").fetch_one(db.read()).await?)
}

/// Every distinct word.
pub async fn list_all_words(db: &Db) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar("SELECT term FROM search_word").fetch_all(db.read()).await?)
}

/// What one word of a search may be in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// A term that begins so.
    Begins(String),
    /// One of these terms.
    OneOf(Vec<String>),
}

impl Match {
    /// The condition on `column`, with placeholders from `first` on.
    fn sql(&self, column: &str, first: usize) -> String {
        match self {
            // '~' comes after every letter and digit.
            Self::Begins(_) => format!("{column} >= ${first} AND {column} < ${}", first + 1),
            Self::OneOf(terms) => format!("{column} IN ({})", placeholders(first, terms.len())),
        }
    }

    fn values(&self) -> Vec<String> {
        match self {
            Self::Begins(start) => vec![start.clone(), format!("{start}~")],
            Self::OneOf(terms) => terms.clone(),
        }
    }
}

/// How many entries of the index fit, counted up to `most`.
pub async fn count_matches(db: &Db, wanted: &Match, most: i64) -> Result<i64> {
    let values = wanted.values();
    let sql = format!(
        "SELECT COUNT(*) FROM (SELECT 1 AS one FROM search_term WHERE {} LIMIT ${}) AS few",
        wanted.sql("term", 1),
        values.len() + 1
    );
    let mut query = sqlx::query_scalar(AssertSqlSafe(sql));
    for value in values {
        query = query.bind(value);
    }
    Ok(query.bind(most).fetch_one(db.read()).await?)
}

/// Files that fit every one of these, up to `most`; put the one that fits fewest entries first, for it leads.
pub async fn list_matching(db: &Db, wanted: &[Match], most: i64) -> Result<Vec<String>> {
    let Some((lead, rest)) = wanted.split_first() else { return Ok(Vec::new()) };
    let mut values = lead.values();
    let mut sql = format!("SELECT DISTINCT s.debtor_id FROM search_term s WHERE {}", lead.sql("s.term", 1));
    for other in rest {
        let condition = other.sql("o.term", values.len() + 1);
        sql.push_str(&format!(
            " AND EXISTS (SELECT 1 FROM search_term o WHERE o.debtor_id = s.debtor_id AND {condition})"
        ));
        values.extend(other.values());
    }
    sql.push_str(&format!(" LIMIT ${}", values.len() + 1));
    let mut query = sqlx::query_scalar(AssertSqlSafe(sql));
    for value in values {
        query = query.bind(value);
    }
    Ok(query.bind(most).fetch_all(db.read()).await?)
}

/// Files with a mandate or a booked payment from this account.
pub async fn list_by_iban(db: &Db, iban: &str, most: i64) -> Result<Vec<String>> {
    let sql = "SELECT debtor_id FROM mandate WHERE iban = $1 \
               UNION SELECT debtor_id FROM bank_entry WHERE party_iban = $1 AND debtor_id IS NOT NULL LIMIT $2";
    Ok(sqlx::query_scalar(sql).bind(iban).bind(most).fetch_all(db.read()).await?)
}

/// Files with an invoice of exactly this amount.
pub async fn list_by_amount(db: &Db, cents: i64, most: i64) -> Result<Vec<String>> {
    let sql = "SELECT DISTINCT debtor_id FROM claim WHERE principal_cents = $1 LIMIT $2";
    Ok(sqlx::query_scalar(sql).bind(cents).bind(most).fetch_all(db.read()).await?)
}

/// A file that was found.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct FoundRow {
    /// Whose.
    pub id: String,
    /// Its reference.
    pub reference: String,
    /// The name.
    pub name: String,
    /// The town.
    pub city: String,
    /// The persona, or ''.
    pub persona: String,
    /// How many claims.
    pub claims: i64,
}

/// Those of these files that the agent sees, as the list shows them; of each the claims of creditors they serve count.
pub async fn list_found(db: &Db, agent: &AgentId, debtors: &[String]) -> Result<Vec<FoundRow>> {
    let mut rows = Vec::new();
    for piece in pieces(debtors) {
        let sql = format!(
            "SELECT d.id, d.reference, p.name, p.city, d.persona, \
             (SELECT COUNT(*) FROM agent_claim s WHERE s.agent_id = $1 AND s.debtor_id = d.id) AS claims \
             FROM debtor d JOIN debtor_person p ON p.debtor_id = d.id WHERE d.id IN ({}) AND {SEES_D}",
            placeholders(2, piece.len())
        );
        let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(agent.as_str());
        for id in piece {
            query = query.bind(id);
        }
        rows.extend(query.fetch_all(db.read()).await?);
    }
    Ok(rows)
}
