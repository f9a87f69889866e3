//! Migrations: numbered, forward only. Each has a part for both engines and, where they differ, one of its own.

use super::Engine;
use crate::error::Result;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyPool, AssertSqlSafe, SqlSafeStr as _};
use std::borrow::Cow;

struct Step {
    number: i64,
    name: &'static str,
    common: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

const STEPS: &[Step] = &[
    Step {
        number: 1,
        name: "start",
        common: include_str!("../../migrations/0001_start.sql"),
        sqlite: include_str!("../../migrations/0001_start.sqlite.sql"),
        postgres: include_str!("../../migrations/0001_start.postgres.sql"),
    },
    Step {
        number: 2,
        name: "statements",
        common: include_str!("../../migrations/0002_statements.sql"),
        sqlite: include_str!("../../migrations/0002_statements.sqlite.sql"),
        postgres: include_str!("../../migrations/0002_statements.postgres.sql"),
    },
    Step {
        number: 3,
        name: "books",
        common: include_str!("../../migrations/0003_books.sql"),
        sqlite: include_str!("../../migrations/0003_books.sqlite.sql"),
        postgres: include_str!("../../migrations/0003_books.postgres.sql"),
    },
    Step {
        number: 4,
        name: "paying",
        common: include_str!("../../migrations/0004_paying.sql"),
        sqlite: "",
        postgres: "",
    },
    Step {
        number: 5,
        name: "plans",
        common: include_str!("../../migrations/0005_plans.sql"),
        sqlite: include_str!("../../migrations/0005_plans.sqlite.sql"),
        postgres: include_str!("../../migrations/0005_plans.postgres.sql"),
    },
    Step {
        number: 6,
        name: "cases",
        common: include_str!("../../migrations/0006_cases.sql"),
        sqlite: include_str!("../../migrations/0006_cases.sqlite.sql"),
        postgres: include_str!("../../migrations/0006_cases.postgres.sql"),
    },
    Step {
        number: 7,
        name: "documents",
        common: include_str!("../../migrations/0007_documents.sql"),
        sqlite: "",
        postgres: "",
    },
    Step {
        number: 8,
        name: "direct_debit",
        common: include_str!("../../migrations/0008_direct_debit.sql"),
        sqlite: "",
        postgres: "",
    },
    Step {
        number: 9,
        name: "notifications",
        common: include_str!("../../migrations/0009_notifications.sql"),
        sqlite: "",
        postgres: "",
    },
    Step {
        number: 10,
        name: "creditor_terms",
        common: include_str!("../../migrations/0010_creditor_terms.sql"),
        sqlite: include_str!("../../migrations/0010_creditor_terms.sqlite.sql"),
        postgres: include_str!("../../migrations/0010_creditor_terms.postgres.sql"),
    },
    Step {
        number: 11,
        name: "segment",
        common: include_str!("../../migrations/0011_segment.sql"),
        sqlite: "",
        postgres: "",
    },
    Step { number: 12, name: "talk", common: include_str!("../../migrations/0012_talk.sql"), sqlite: "", postgres: "" },
    Step {
        number: 13,
        name: "treatment",
        common: include_str!("../../migrations/0013_treatment.sql"),
        sqlite: include_str!("../../migrations/0013_treatment.sqlite.sql"),
        postgres: include_str!("../../migrations/0013_treatment.postgres.sql"),
    },
    Step {
        number: 14,
        name: "formal_letters",
        common: include_str!("../../migrations/0014_formal_letters.sql"),
        sqlite: "",
        postgres: "",
    },
    Step {
        number: 15,
        name: "experiment",
        common: include_str!("../../migrations/0015_experiment.sql"),
        sqlite: include_str!("../../migrations/0015_experiment.sqlite.sql"),
        postgres: include_str!("../../migrations/0015_experiment.postgres.sql"),
    },
    Step {
        number: 16,
        name: "outreach",
        common: include_str!("../../migrations/0016_outreach.sql"),
        sqlite: "",
        postgres: "",
    },
    Step {
        number: 17,
        name: "claim_limitation",
        common: include_str!("../../migrations/0017_claim_limitation.sql"),
        sqlite: "",
        postgres: "",
    },
    Step {
        number: 18,
        name: "search",
        common: include_str!("../../migrations/0018_search.sql"),
        sqlite: include_str!("../../migrations/0018_search.sqlite.sql"),
        postgres: include_str!("../../migrations/0018_search.postgres.sql"),
    },
];

/// Runs what is missing. Two servers that start together wait for each other (sqlx takes a lock where the engine has one).
pub async fn run(engine: Engine, pool: &AnyPool) -> Result<()> {
    let migrations: Vec<Migration> = STEPS
        .iter()
        .map(|step| {
            let own = match engine {
                Engine::Sqlite => step.sqlite,
                Engine::Postgres => step.postgres,
            };
            let sql = AssertSqlSafe(format!("{}\n{own}", step.common)).into_sql_str();
            Migration::new(step.number, Cow::Borrowed(step.name), MigrationType::Simple, sql, false)
        })
        .collect();
    let migrator = Migrator { migrations: Cow::Owned(migrations), ..Migrator::DEFAULT };
    migrator.run(pool).await?;
    Ok(())
}
