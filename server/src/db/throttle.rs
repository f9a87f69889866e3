//! Counters behind rate limits. A window's first moment is part of the key, so that counting is one statement and two
//! servers on one database count together.

use super::Db;
use crate::error::{Error, Result};

/// So many in so long.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// How many are let through in a window.
    pub count_max: i64,
    /// The window, in milliseconds.
    pub window_ms: i64,
}

/// A quarter of an hour: what the page for 'too many' promises.
pub const QUARTER_MS: i64 = 15 * 60 * 1000;
/// Counters older than this are of no use to any limit.
const KEPT_MS: i64 = 24 * 60 * 60 * 1000;

/// Counts one more under `key`.
///
/// # Errors
/// [`Error::TooMany`] with the seconds until the window ends, when this one is over the limit.
pub async fn count(db: &Db, key: &str, limit: Limit, now_ms: i64) -> Result<()> {
    let start = now_ms - now_ms.rem_euclid(limit.window_ms);
    let mut tx = db.begin().await?;
    let count: i64 = sqlx::query_scalar(
        "INSERT INTO throttle (key, window_start, count) VALUES ($1, $2, 1) \
         ON CONFLICT (key, window_start) DO UPDATE SET count = throttle.count + 1 RETURNING count",
    )
    .bind(key)
    .bind(start)
    .fetch_one(&mut *tx)
    .await?;
    if count == 1 {
        sqlx::query("DELETE FROM throttle WHERE window_start < $1").bind(now_ms - KEPT_MS).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    if count > limit.count_max {
        let left = (start + limit.window_ms - now_ms) / 1000 + 1;
        return Err(Error::TooMany(u32::try_from(left).unwrap_or(u32::MAX)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;

    #[tokio::test]
    async fn a_window_lets_its_number_through_and_the_next_begins_anew() {
        let limit = Limit { count_max: 3, window_ms: 1000 };
        for test in databases().await {
            for _ in 0..3 {
                count(&test.db, "a", limit, 5_400).await.unwrap();
            }
            assert!(matches!(count(&test.db, "a", limit, 5_999).await, Err(Error::TooMany(1))));
            count(&test.db, "b", limit, 5_999).await.unwrap();
            count(&test.db, "a", limit, 6_000).await.unwrap();
            count(&test.db, "a", limit, 6_000 + KEPT_MS + 1000).await.unwrap();
            let rows: i64 =
                sqlx::query_scalar("SELECT COUNT(*) FROM throttle").fetch_one(test.db.read()).await.unwrap();
            assert_eq!(rows, 1, "old counters are swept");
        }
    }
}
