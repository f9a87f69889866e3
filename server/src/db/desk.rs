//! The agents' desk: what an agent can take, what they have, who waits for whom, and how matters ended.

use super::sight::SEES_D;
use super::{Db, DebtorTx, Tx, word};
use crate::error::{Error, Result};
use effen::chat::desk::{CAPACITY_MAX, ContactReason, Desk, FileSigns, Need, Skill};
use effen::ids::{AgentId, DebtorId};
use effen::kinds::{Lang, UnknownWord};
use std::str::FromStr;

/// Whether a debtor is vulnerable, for the row `d` of `debtor`: they asked for help, or structurally cannot pay.
pub(super) const VULNERABLE: &str = "(d.persona = 'tamara' OR EXISTS (SELECT h.id FROM reply h WHERE h.debtor_id = d.id \
                                     AND h.kind = 'help' AND h.handled_at IS NULL))";
/// Whether a dispute of theirs waits.
pub(super) const DISPUTES: &str = "EXISTS (SELECT h.id FROM reply h WHERE h.debtor_id = d.id AND h.kind = 'dispute' \
                                   AND h.handled_at IS NULL)";
/// The order of those who wait, the first first; `$2` is the moment of [`effen::chat::desk::FIRST_AFTER_HOURS`] ago.
pub(super) const ORDER: &str = "CASE WHEN c.waiting_since IS NULL THEN 3 WHEN c.waiting_since < $2 THEN 0 \
                                WHEN c.priority = 1 THEN 1 ELSE 2 END, c.waiting_since, c.id";

/// Waiting conversations that are looked at for the next one.
const NEXT_MAX: i64 = 500;

fn words<T: FromStr<Err = UnknownWord>>(stored: &str) -> Result<Vec<T>> {
    stored.split_whitespace().map(word).collect()
}

/// Words as they are stored.
pub fn stored_words(words: &[&str]) -> String {
    words.join(" ")
}

fn read((capacity, languages, skills): (i64, String, String)) -> Result<Desk> {
    Ok(Desk { capacity, languages: words::<Lang>(&languages)?, skills: words::<Skill>(&skills)? })
}

/// An agent's desk, and how many conversations they have that are not put aside.
pub async fn find(db: &Db, agent: &str, now_ms: i64) -> Result<(Desk, i64)> {
    let row: Option<(i64, String, String)> =
        sqlx::query_as("SELECT capacity, languages, skills FROM agent WHERE id = $1")
            .bind(agent)
            .fetch_optional(db.read())
            .await?;
    let desk = read(row.ok_or(Error::NotFound("agent"))?)?;
    let held = sqlx::query_scalar(HELD).bind(agent).bind(now_ms).bind("").fetch_one(db.read()).await?;
    Ok((desk, held))
}

const HELD: &str = "SELECT COUNT(*) FROM conversation WHERE agent_id = $1 AND status = 'assigned' \
                    AND (snoozed_until IS NULL OR snoozed_until <= $2) AND id <> $3";

/// How many conversations an agent has beside `but`, and how many they may have; nobody else takes one in their name
/// until this transaction ends.
pub async fn find_room(tx: &mut DebtorTx, agent: &str, but: &str) -> Result<(i64, i64)> {
    let capacity: Option<i64> =
        sqlx::query_scalar("UPDATE agent SET capacity = capacity WHERE id = $1 RETURNING capacity")
            .bind(agent)
            .fetch_optional(&mut *tx.tx)
            .await?;
    let now = tx.now_ms();
    let held = sqlx::query_scalar(HELD).bind(agent).bind(now).bind(but).fetch_one(&mut *tx.tx).await?;
    Ok((held, capacity.ok_or(Error::NotFound("agent"))?))
}

/// Sets what an agent can take; `None` leaves it as it is.
///
/// # Errors
/// [`Error::Refused`] for a number out of 1 to [`CAPACITY_MAX`]; [`Error::NotFound`] when nobody has this address.
pub async fn update(
    db: &Db,
    email: &str,
    capacity: Option<i64>,
    languages: Option<&[Lang]>,
    skills: Option<&[Skill]>,
) -> Result<()> {
    if capacity.is_some_and(|capacity| !(1..=CAPACITY_MAX).contains(&capacity)) {
        return Err(Error::Refused(format!("an agent has from 1 to {CAPACITY_MAX} conversations at once")));
    }
    let join = |words: Vec<&'static str>| stored_words(&words);
    let mut tx = db.begin().await?;
    let done = sqlx::query(
        "UPDATE agent SET capacity = COALESCE($2, capacity), languages = COALESCE($3, languages), \
         skills = COALESCE($4, skills) WHERE email = $1",
    )
    .bind(super::agent::normal_email(email))
    .bind(capacity)
    .bind(languages.map(|all| join(all.iter().map(|one| one.as_str()).collect())))
    .bind(skills.map(|all| join(all.iter().map(|one| one.as_str()).collect())))
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound("agent"));
    }
    Ok(tx.commit().await?)
}

/// What a stored row says about what its conversation takes.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct NeedRow {
    /// The conversation.
    pub id: String,
    /// Whose.
    pub debtor_id: String,
    /// The debtor's language.
    pub language: String,
    /// 'person' | 'company'.
    pub kind: String,
    /// The skill an agent named, or ''.
    pub skill: String,
    /// Are they vulnerable? 0 or 1.
    pub vulnerable: i64,
    /// Does a dispute wait? 0 or 1.
    pub disputes: i64,
}

/// Reads what a conversation takes.
pub fn need(language: &str, kind: &str, skill: &str, vulnerable: i64, disputes: i64) -> Result<Need> {
    let said = if skill.is_empty() { None } else { Some(word::<Skill>(skill)?) };
    let file = FileSigns { kind: word(kind)?, disputes: disputes != 0, vulnerable: vulnerable != 0 };
    Ok(Need::of(word(language)?, said, file))
}

/// Conversations of files the agent sees that nobody has, who comes first first; `first_before`: whoever waits since
/// before it goes first.
pub async fn list_free(db: &Db, agent: &AgentId, first_before: i64) -> Result<Vec<NeedRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "SELECT c.id, c.debtor_id, d.language, d.kind, c.skill, \
         CAST(CASE WHEN {VULNERABLE} THEN 1 ELSE 0 END AS BIGINT) AS vulnerable, \
         CAST(CASE WHEN {DISPUTES} THEN 1 ELSE 0 END AS BIGINT) AS disputes \
         FROM conversation c JOIN debtor d ON d.id = c.debtor_id \
         WHERE c.status = 'waiting' AND {SEES_D} ORDER BY {ORDER} LIMIT {NEXT_MAX}"
    ));
    Ok(sqlx::query_as(sql).bind(agent.as_str()).bind(first_before).fetch_all(db.read()).await?)
}

/// Puts a conversation aside until a moment; the caller commits.
pub async fn update_snoozed(tx: &mut DebtorTx, id: &str, agent: &str, until: i64) -> Result<()> {
    sqlx::query(
        "UPDATE conversation SET snoozed_until = $3, status = 'assigned', agent_id = $4, outcome = '', closed_at = NULL \
         WHERE id = $1 AND debtor_id = $2",
    )
    .bind(id)
    .bind(tx.debtor.as_str())
    .bind(until)
    .bind(agent)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Notes what a conversation takes, and whether it goes first; the caller commits.
pub async fn update_need(tx: &mut DebtorTx, id: &str, skill: Option<Skill>, first: bool) -> Result<()> {
    sqlx::query(
        "UPDATE conversation SET skill = COALESCE($3, skill), priority = CASE WHEN $4 = 1 THEN 1 ELSE priority END \
         WHERE id = $1 AND debtor_id = $2",
    )
    .bind(id)
    .bind(tx.debtor.as_str())
    .bind(skill.map(|skill| skill.as_str()))
    .bind(i64::from(first))
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// A matter that ended.
#[derive(Debug, Clone)]
pub struct NewClosing<'a> {
    /// The conversation.
    pub conversation: &'a str,
    /// Who closed it.
    pub agent: &'a str,
    /// Why they came.
    pub reason: ContactReason,
    /// How it ended, in a stored word.
    pub outcome: &'a str,
}

/// Writes down that a matter ended; the caller commits.
pub async fn create_closing(tx: &mut DebtorTx, new: &NewClosing<'_>) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO chat_closing (id, conversation_id, debtor_id, agent_id, last_seq, reason, outcome, closed_at) \
         SELECT $1, id, debtor_id, $4, last_seq, $5, $6, $7 FROM conversation WHERE id = $2 AND debtor_id = $3",
    )
    .bind(crate::new_id::uuid())
    .bind(new.conversation)
    .bind(tx.debtor.as_str())
    .bind(new.agent)
    .bind(new.reason.as_str())
    .bind(new.outcome)
    .bind(now)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// An end of a matter, as agents see it: reason, outcome, epoch ms, rating.
pub type ClosingRow = (String, String, i64, Option<i64>);

/// How the matters of a conversation ended, the latest first.
pub async fn list_closings(db: &Db, conversation: &str) -> Result<Vec<ClosingRow>> {
    Ok(sqlx::query_as(
        "SELECT reason, outcome, closed_at, rating FROM chat_closing WHERE conversation_id = $1 \
         ORDER BY closed_at DESC, id DESC LIMIT 5",
    )
    .bind(conversation)
    .fetch_all(db.read())
    .await?)
}

/// Did a matter of the debtor's end since `since` (epoch ms) that they have not rated? The latest counts.
pub async fn find_unrated(db: &Db, debtor: &DebtorId, since: i64) -> Result<bool> {
    let last: Option<(Option<i64>,)> = sqlx::query_as(
        "SELECT rating FROM chat_closing WHERE debtor_id = $1 AND closed_at > $2 ORDER BY closed_at DESC, id DESC LIMIT 1",
    )
    .bind(debtor.as_str())
    .bind(since)
    .fetch_optional(db.read())
    .await?;
    Ok(last.is_some_and(|(rating,)| rating.is_none()))
}

/// Rates the debtor's latest matter, once, if it ended after `since` (milliseconds); false: there is none to rate, or it
/// was rated before. The caller commits.
pub async fn update_rating(tx: &mut DebtorTx, rating: i64, since: i64) -> Result<bool> {
    let now = tx.now_ms();
    let done = sqlx::query(
        "UPDATE chat_closing SET rating = $2, rated_at = $3 WHERE rating IS NULL AND closed_at > $4 AND id = \
         (SELECT l.id FROM chat_closing l WHERE l.debtor_id = $1 ORDER BY l.closed_at DESC, l.id DESC LIMIT 1)",
    )
    .bind(tx.debtor.as_str())
    .bind(rating)
    .bind(now)
    .bind(since)
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Is the conversation still nobody's, inside the transaction that takes it?
pub async fn is_free(tx: &mut Tx, id: &str) -> Result<bool> {
    let found: Option<String> = sqlx::query_scalar("SELECT id FROM conversation WHERE id = $1 AND status = 'waiting'")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(found.is_some())
}
