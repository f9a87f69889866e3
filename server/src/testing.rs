//! Databases for tests: every data test runs on both engines. People to try things on stand in [`sample`].

#[cfg(test)]
pub mod form;
#[cfg(test)]
pub mod pdf;
pub mod sample;
pub mod site;

use crate::db::{Db, Engine};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};

/// A migrated, empty database that is thrown away.
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// Its address, for starting a second server on it.
    pub url: String,
}

/// One fresh database for each engine. PostgreSQL needs `EFFEN_TEST_POSTGRES_URL` (a server on which databases may be
/// made); without it a developer's run says so and goes on with SQLite, while CI fails.
pub async fn databases() -> Vec<TestDb> {
    let mut all = vec![fresh(Engine::Sqlite, "").await];
    match std::env::var("EFFEN_TEST_POSTGRES_URL") {
        Ok(server) => all.push(fresh(Engine::Postgres, &server).await),
        Err(_) if std::env::var("CI").is_ok() => panic!("EFFEN_TEST_POSTGRES_URL is not set; both engines are tested"),
        Err(_) => eprintln!("EFFEN_TEST_POSTGRES_URL is not set: PostgreSQL left out"),
    }
    all
}

async fn fresh(engine: Engine, server: &str) -> TestDb {
    let name = format!("effen_test_{}", crate::new_id::uuid().replace('-', ""));
    let url = match engine {
        Engine::Sqlite => {
            let folder = std::env::temp_dir().join("effen-tests");
            std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
            format!("sqlite:{}", folder.join(format!("{name}.sqlite")).display())
        }
        Engine::Postgres => {
            sqlx::any::install_default_drivers();
            let mut connection = sqlx::AnyConnection::connect(server).await.expect("the test server answers");
            connection.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.expect("may create databases");
            let (base, _) = server.rsplit_once('/').expect("the test URL names a database");
            format!("{base}/{name}")
        }
    };
    let db = Db::connect(&url).await.expect("the test database opens");
    db.migrate().await.expect("the migrations run");
    TestDb { db, url }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_log_and_the_ledger_refuse_change_on_both_engines() {
        for test in databases().await {
            let mut tx = test.db.begin().await.unwrap();
            tx.execute(
                "INSERT INTO audit (id, at, actor, action, subject, detail) VALUES ('a', 1, 'system', 'x', '', '')",
            )
            .await
            .unwrap();
            tx.commit().await.unwrap();
            for statement in ["UPDATE audit SET actor = 'y'", "DELETE FROM audit"] {
                let mut tx = test.db.begin().await.unwrap();
                let error = tx.execute(statement).await.unwrap_err().to_string();
                assert!(error.contains("append-only"), "{error}");
            }
        }
    }
}
