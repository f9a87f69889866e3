//! How several workers share a run of the scoring: the debtors are divided into pages, and each worker takes the next
//! page that nobody has. On PostgreSQL a row that another worker is just taking is passed over (SKIP LOCKED); on SQLite
//! writers wait in line anyway.

use super::{Db, Engine};
use crate::error::Result;
use sqlx::AssertSqlSafe;

/// A worker that took a page is taken for dead after this long.
const LEASE_MS: i64 = 5 * 60 * 1_000;
/// A run that was left unfinished longer ago than this is not gone on with.
const RUN_MS: i64 = 6 * 3_600 * 1_000;

/// A page: the debtors after one id, up to and including another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The run.
    pub run: String,
    /// The last id before it.
    pub after: String,
    /// The last id in it.
    pub last: String,
}

/// Joins the unfinished run of this kind, or starts one over all debtors with pages of `size`; gives its id. Runs that
/// are over are forgotten.
pub async fn join(db: &Db, from_log: bool, size: i64, now_ms: i64) -> Result<String> {
    let mut tx = db.begin().await?;
    if db.engine == Engine::Postgres {
        // Two workers that start together: one makes the run, the other waits and joins it.
        sqlx::query("LOCK TABLE segment_run IN EXCLUSIVE MODE").execute(&mut *tx).await?;
    }
    let open: Option<String> = sqlx::query_scalar(
        "SELECT r.id FROM segment_run r WHERE r.from_log = $1 AND r.started_at > $2
         AND EXISTS (SELECT 1 FROM segment_page p WHERE p.run_id = r.id AND p.done_at = 0)
         ORDER BY r.started_at DESC LIMIT 1",
    )
    .bind(i64::from(from_log))
    .bind(now_ms - RUN_MS)
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(run) = open {
        tx.commit().await?;
        return Ok(run);
    }
    // A run that finished has no page left to do; one that was left has been left for hours.
    let over = "SELECT r.id FROM segment_run r WHERE r.started_at <= $1 OR NOT EXISTS
                (SELECT 1 FROM segment_page p WHERE p.run_id = r.id AND p.done_at = 0)";
    for statement in ["DELETE FROM segment_page WHERE run_id IN", "DELETE FROM segment_run WHERE id IN"] {
        sqlx::query(AssertSqlSafe(format!("{statement} ({over})"))).bind(now_ms - RUN_MS).execute(&mut *tx).await?;
    }
    let run = crate::new_id::uuid();
    sqlx::query("INSERT INTO segment_run (id, from_log, started_at) VALUES ($1, $2, $3)")
        .bind(&run)
        .bind(i64::from(from_log))
        .bind(now_ms)
        .execute(&mut *tx)
        .await?;
    let mut after = String::new();
    while let Some(last) = last_of_page(&mut tx, &after, size).await? {
        sqlx::query(
            "INSERT INTO segment_page (run_id, after_id, last_id, taken_until, done_at) VALUES ($1, $2, $3, 0, 0)",
        )
        .bind(&run)
        .bind(&after)
        .bind(&last)
        .execute(&mut *tx)
        .await?;
        after = last;
    }
    tx.commit().await?;
    Ok(run)
}

async fn last_of_page(tx: &mut super::Tx, after: &str, size: i64) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("SELECT MAX(id) FROM (SELECT id FROM debtor WHERE id > $1 ORDER BY id LIMIT $2) AS page")
        .bind(after)
        .bind(size)
        .fetch_one(&mut **tx)
        .await?)
}

/// Takes the next page that nobody has; none when all are done or being done.
pub async fn take(db: &Db, run: &str, now_ms: i64) -> Result<Option<Page>> {
    let skip = match db.engine {
        Engine::Sqlite => "",
        Engine::Postgres => "FOR UPDATE SKIP LOCKED",
    };
    let sql = format!(
        "UPDATE segment_page SET taken_until = $1 WHERE run_id = $2 AND last_id = (
           SELECT last_id FROM segment_page WHERE run_id = $3 AND done_at = 0 AND taken_until < $4
           ORDER BY last_id LIMIT 1 {skip})
         RETURNING after_id, last_id"
    );
    let mut tx = db.begin().await?;
    let row: Option<(String, String)> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(now_ms + LEASE_MS)
        .bind(run)
        .bind(run)
        .bind(now_ms)
        .fetch_optional(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(row.map(|(after, last)| Page { run: run.to_owned(), after, last }))
}

/// Notes that a page is done.
pub async fn update_done(db: &Db, page: &Page, now_ms: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query("UPDATE segment_page SET done_at = $1 WHERE run_id = $2 AND last_id = $3")
        .bind(now_ms.max(1))
        .bind(&page.run)
        .bind(&page.last)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;
    use crate::testing::sample::sample_debtor;

    #[tokio::test]
    async fn each_page_is_taken_once_and_one_of_a_dead_worker_again() {
        for test in databases().await {
            let db = &test.db;
            for number in 0..5 {
                sample_debtor(db, &format!("Debtor {number}")).await.unwrap();
            }
            let run = join(db, false, 2, 1_000).await.unwrap();
            assert_eq!(join(db, false, 2, 2_000).await.unwrap(), run, "a second worker joins");
            assert_ne!(join(db, true, 2, 2_000).await.unwrap(), run, "another kind of run is another run");
            let first = take(db, &run, 3_000).await.unwrap().unwrap();
            let second = take(db, &run, 3_000).await.unwrap().unwrap();
            let third = take(db, &run, 3_000).await.unwrap().unwrap();
            assert_eq!((&first.after, &second.after, &third.after), (&String::new(), &first.last, &second.last));
            assert_eq!(take(db, &run, 3_000).await.unwrap(), None, "all three are being done");
            for page in [&first, &third] {
                update_done(db, page, 4_000).await.unwrap();
            }
            assert_eq!(take(db, &run, 3_001 + LEASE_MS).await.unwrap(), Some(second.clone()));
            update_done(db, &second, 5_000).await.unwrap();
            assert_eq!(take(db, &run, 9_000 + LEASE_MS).await.unwrap(), None);
            assert_ne!(join(db, false, 2, 9_000).await.unwrap(), run, "what is finished is not joined");
        }
    }
}
