//! Removes what is of no use any longer and says something about people: ended sessions, expired links, drafts, searches, counters.

use super::Db;
use crate::error::Result;
use jiff::Timestamp;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// How long an ended session and an expired link stay, for questions of 'was that me?'.
const KEPT_AFTER_END_MS: i64 = 30 * DAY_MS;

/// See the module.
pub async fn delete_ended(db: &Db, now: Timestamp) -> Result<()> {
    let now = now.as_millisecond();
    let statements = [
        (
            "DELETE FROM session_visit WHERE token_hash IN (SELECT token_hash FROM session WHERE ends_at < $1)",
            now - KEPT_AFTER_END_MS,
        ),
        ("DELETE FROM session WHERE ends_at < $1", now - KEPT_AFTER_END_MS),
        ("DELETE FROM link WHERE expires_at < $1", now - KEPT_AFTER_END_MS),
        ("DELETE FROM helper_session WHERE ends_at < $1", now - KEPT_AFTER_END_MS),
        ("DELETE FROM helper_link WHERE expires_at < $1", now - KEPT_AFTER_END_MS),
        ("DELETE FROM draft WHERE created_at < $1", now - DAY_MS),
        ("DELETE FROM search_asked WHERE asked_at < $1", now - DAY_MS),
        ("DELETE FROM throttle WHERE window_start < $1", now - DAY_MS),
    ];
    // One short transaction each: the writer is not held for long.
    for (statement, before) in statements {
        let mut tx = db.begin().await?;
        sqlx::query(statement).bind(before).execute(&mut *tx).await?;
        tx.commit().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;
    use crate::testing::sample::{app, now, sample_debtor, sign_in};

    #[tokio::test]
    async fn sessions_go_a_month_after_their_end_and_not_before() {
        for test in databases().await {
            let anna = sample_debtor(&test.db, "Anna").await.unwrap();
            sign_in(&app(&test.db).await, &anna.debtor, "email_link", None).await.unwrap();
            let count = async || -> i64 {
                sqlx::query_scalar("SELECT COUNT(*) FROM session").fetch_one(test.db.read()).await.unwrap()
            };
            let mut tx = test.db.begin().await.unwrap();
            sqlx::query("INSERT INTO session_visit (token_hash, page) SELECT token_hash, 'overview' FROM session")
                .execute(&mut *tx)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            delete_ended(&test.db, now() + jiff::SignedDuration::from_hours(24 * 30)).await.unwrap();
            assert_eq!(count().await, 1);
            delete_ended(&test.db, now() + jiff::SignedDuration::from_hours(24 * 31)).await.unwrap();
            assert_eq!(count().await, 0);
        }
    }
}
