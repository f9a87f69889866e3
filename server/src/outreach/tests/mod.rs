//! What outreach promises, on both engines.

mod delivery;
mod formal;
mod gateways;
mod mandates;
mod planning;
mod plans;
mod words;

use crate::app::App;
use crate::clock::{Clock, zone};
use crate::config::Config;
use crate::db::Db;
use crate::testing::sample::now;
use effen::ids::DebtorId;
use effen::kinds::{PartyKind, Persona};
use effen::people::behaviour::Behaviour;
use jiff::Timestamp;
use jiff::civil::DateTime;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;

/// A house that sends: its time can be moved, its files lie in a folder that is thrown away.
struct House {
    app: App,
    time: Arc<AtomicI64>,
    files: TempDir,
}

impl House {
    async fn new(db: &Db) -> Self {
        Self::with(db, |_| {}).await
    }

    async fn with(db: &Db, change: impl FnOnce(&mut Config)) -> Self {
        let files = tempfile::tempdir().unwrap();
        let mut config = Config {
            data_dir: files.path().into(),
            agency_address: "Kade 1, 1011 AA Amsterdam".into(),
            agency_register: "R-1".into(),
            ..Config::defaults()
        };
        change(&mut config);
        let time = Arc::new(AtomicI64::new(now().as_millisecond()));
        let app = App::new(config, db.clone(), Clock::Fixed(time.clone())).await.unwrap();
        Self { app, time, files }
    }

    /// Sets the time, as the agency's clock shows it.
    fn at(&self, local: &str) {
        let local: DateTime = local.parse().unwrap();
        self.set(local.to_zoned(zone()).unwrap().timestamp());
    }

    fn set(&self, at: Timestamp) {
        self.time.store(at.as_millisecond(), Ordering::SeqCst);
    }

    fn wait_ms(&self, ms: i64) {
        self.time.fetch_add(ms, Ordering::SeqCst);
    }

    /// Files in a folder of the house that end so.
    fn count_files(&self, folder: &str, ending: &str) -> usize {
        let Ok(entries) = std::fs::read_dir(self.files.path().join(folder)) else { return 0 };
        entries.filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(ending)).count()
    }
}

async fn run(db: &Db, sql: &'static str, values: &[&str]) {
    let mut tx = db.begin().await.unwrap();
    let mut query = sqlx::query(sql);
    for value in values {
        query = query.bind((*value).to_owned());
    }
    query.execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn number(db: &Db, sql: &'static str, debtor: &DebtorId) -> i64 {
    sqlx::query_scalar(sql).bind(debtor.as_str()).fetch_one(db.read()).await.unwrap()
}

async fn text(db: &Db, sql: &'static str, debtor: &DebtorId) -> String {
    sqlx::query_scalar(sql).bind(debtor.as_str()).fetch_one(db.read()).await.unwrap()
}

/// Makes somebody a persona without any history that would say otherwise.
async fn be(db: &Db, debtor: &DebtorId, persona: Option<Persona>) {
    let persona = persona.map_or("", Persona::as_str);
    let state = Behaviour::new(PartyKind::Person).to_json();
    run(db, "UPDATE debtor SET persona = $1 WHERE id = $2", &[persona, debtor.as_str()]).await;
    run(
        db,
        "INSERT INTO behaviour (debtor_id, version, state, scores, reasons, scored_at) VALUES ($1, 0, $2, '{}', '[]', 0)",
        &[debtor.as_str(), &state],
    )
    .await;
}
