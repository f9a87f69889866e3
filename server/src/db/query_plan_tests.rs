//! Statements about some debtors look those up, however many messages the portfolio has: SQLite, which counts nothing, would
//! rather take an index over a status that thousands share.

use super::{Engine, notice, outreach};
use crate::testing::databases;

#[tokio::test]
async fn what_is_asked_of_some_debtors_is_found_by_them() {
    for test in databases().await.into_iter().filter(|test| test.db.engine == Engine::Sqlite) {
        for (sql, values) in [(outreach::RECENT, 3), (notice::CALLS_PASSED, 2)] {
            let mut query =
                sqlx::query_as::<_, (i64, i64, i64, String)>(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}")));
            for _ in 0..values {
                query = query.bind("x");
            }
            let plan = query.fetch_all(test.db.read()).await.unwrap();
            let steps: Vec<&str> = plan.iter().map(|(.., step)| step.as_str()).collect();
            assert!(steps.iter().all(|step| step.contains("USING INDEX notice_debtor (debtor_id")), "{sql}: {steps:?}");
        }
    }
}
