//! Migrations: numbered, forward only. Each has a part for both engines and, where they differ, one of its own.

use super::Engine;
use crate::error::Result;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyPool, AssertSqlSafe, SqlSafeStr as _};
use std::borrow::Cow;

struct Step {
    /// The name of its files, which begins with its number: `0001_start`.
    file: &'static str,
    common: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

impl Step {
    fn number_and_name(&self) -> (i64, &'static str) {
        let (number, name) = self.file.split_once('_').expect("a migration is called NUMBER_NAME");
        (number.parse().expect("a migration begins with its number"), name)
    }
}

/// A step that is the same on both engines.
macro_rules! common {
    ($file:literal) => {
        Step {
            file: $file,
            common: include_str!(concat!("../../migrations/", $file, ".sql")),
            sqlite: "",
            postgres: "",
        }
    };
}

/// A step with a part of its own for each engine.
macro_rules! per_engine {
    ($file:literal) => {
        Step {
            file: $file,
            common: include_str!(concat!("../../migrations/", $file, ".sql")),
            sqlite: include_str!(concat!("../../migrations/", $file, ".sqlite.sql")),
            postgres: include_str!(concat!("../../migrations/", $file, ".postgres.sql")),
        }
    };
}

const STEPS: &[Step] = &[
    per_engine!("0001_start"),
    per_engine!("0002_statements"),
    per_engine!("0003_books"),
    common!("0004_paying"),
    per_engine!("0005_plans"),
    per_engine!("0006_cases"),
    common!("0007_documents"),
    common!("0008_direct_debit"),
    common!("0009_notifications"),
    per_engine!("0010_creditor_terms"),
    common!("0011_segment"),
    common!("0012_talk"),
    per_engine!("0013_treatment"),
    common!("0014_formal_letters"),
    per_engine!("0015_experiment"),
    common!("0016_outreach"),
    common!("0017_claim_limitation"),
    per_engine!("0018_search"),
    common!("0019_learned"),
    common!("0020_contact_record"),
    common!("0021_desk"),
    per_engine!("0022_canned"),
    common!("0023_chat_offer"),
    common!("0024_letter_claim"),
    common!("0025_agent_sign_in"),
    common!("0026_agent_rights"),
    per_engine!("0027_access"),
    per_engine!("0028_chat_files"),
    per_engine!("0029_opening_hours"),
    common!("0030_helper_reply"),
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
            let (number, name) = step.number_and_name();
            Migration::new(number, Cow::Borrowed(name), MigrationType::Simple, sql, false)
        })
        .collect();
    let migrator = Migrator { migrations: Cow::Owned(migrations), ..Migrator::DEFAULT };
    migrator.run(pool).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::STEPS;
    use std::collections::BTreeSet;

    #[test]
    fn the_numbers_rise_and_every_file_is_listed() {
        let numbers: Vec<i64> = STEPS.iter().map(|step| step.number_and_name().0).collect();
        assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .expect("the migrations are there")
            .map(|entry| entry.expect("readable").file_name().into_string().expect("UTF-8"))
            .collect();
        let mut listed = BTreeSet::new();
        for step in STEPS {
            listed.insert(format!("{}.sql", step.file));
            for (engine, text) in [("sqlite", step.sqlite), ("postgres", step.postgres)] {
                if !text.is_empty() {
                    listed.insert(format!("{}.{engine}.sql", step.file));
                }
            }
        }
        assert_eq!(listed, files);
    }
}
