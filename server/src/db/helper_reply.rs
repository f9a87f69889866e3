//! Answers that wait for a helper in the conversation they wrote in: how far they read, and what they were told of.

use super::Db;
use crate::error::Result;
use effen::ids::DebtorId;
use jiff::civil::Date;

/// An answer that its helper has not seen.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Waiting {
    /// Whose file.
    pub debtor_id: String,
    /// The helper's access.
    pub access_id: String,
    /// Number of the latest answer.
    pub seq: i64,
    /// They have read up to here.
    pub read_seq: i64,
}

/// Answers given after `since` and before `before` (epoch ms) to helpers who had written themselves, who have read none of
/// them, and who were told of none since they looked last. Of accesses that run on `today`.
pub async fn list_waiting(db: &Db, today: Date, since: i64, before: i64, count_max: i64) -> Result<Vec<Waiting>> {
    Ok(sqlx::query_as(
        "SELECT a.debtor_id, a.id AS access_id, MAX(m.seq) AS seq, a.read_seq FROM helper_access a \
         JOIN conversation c ON c.debtor_id = a.debtor_id \
         JOIN message m ON m.conversation_id = c.id AND m.author = 'agent' AND m.seq > a.read_seq \
         WHERE a.accepted_at IS NOT NULL AND a.revoked_at IS NULL AND a.ends_on >= $1 AND a.told_seq <= a.read_seq \
         AND m.sent_at > $2 AND m.sent_at < $3 AND EXISTS \
           (SELECT own.seq FROM message own WHERE own.conversation_id = c.id AND own.access_id = a.id \
            AND own.author = 'helper' AND own.seq < m.seq) \
         GROUP BY a.debtor_id, a.id, a.read_seq ORDER BY a.id LIMIT $4",
    )
    .bind(today.to_string())
    .bind(since)
    .bind(before)
    .bind(count_max)
    .fetch_all(db.read())
    .await?)
}

/// Notes that a helper was shown the conversation up to `seq`.
pub async fn update_read(db: &Db, debtor: &DebtorId, access: &str, seq: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query("UPDATE helper_access SET read_seq = $1 WHERE id = $2 AND debtor_id = $3 AND read_seq < $1")
        .bind(seq)
        .bind(access)
        .bind(debtor.as_str())
        .execute(&mut *tx)
        .await?;
    Ok(tx.commit().await?)
}

/// Notes that a helper is told of answers up to `seq`. False: somebody else tells them just now, or they have looked.
pub async fn update_told(db: &Db, waiting: &Waiting) -> Result<bool> {
    move_told(db, waiting, waiting.read_seq, waiting.seq).await
}

/// Takes that back: the mail did not go out.
pub async fn update_untold(db: &Db, waiting: &Waiting) -> Result<bool> {
    move_told(db, waiting, waiting.seq, waiting.read_seq).await
}

async fn move_told(db: &Db, waiting: &Waiting, at_most: i64, to: i64) -> Result<bool> {
    let mut tx = db.begin().await?;
    let done = sqlx::query(
        "UPDATE helper_access SET told_seq = $1 WHERE id = $2 AND debtor_id = $3 AND told_seq <= $4 AND read_seq = $5",
    )
    .bind(to)
    .bind(&waiting.access_id)
    .bind(&waiting.debtor_id)
    .bind(at_most)
    .bind(waiting.read_seq)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(done.rows_affected() > 0)
}
