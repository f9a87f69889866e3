//! Word from other processes on the same PostgreSQL, by LISTEN and NOTIFY. What is told is who tells it and debtors' ids,
//! and nothing else; who hears it reads the rest. SQLite has one server, whose hub knows by itself.

use super::{Db, Engine, Tx};
use crate::error::Result;
use effen::ids::DebtorId;
use sqlx::postgres::PgListener;

/// The channel on which changed chats are told.
const CHANNEL: &str = "effen_chat";

/// Debtors told of at once: what is told may have 8,000 bytes.
const TOLD_MAX: usize = 150;

/// What was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Which process told it, by the mark of its hub; it knows already. '': a command.
    pub teller: String,
    /// Debtors whose chat changed.
    pub debtors: Vec<String>,
}

/// An open ear.
#[derive(Debug)]
pub struct Ear(PgListener);

impl Db {
    /// Listens to other processes; none on SQLite.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn listen(&self) -> Result<Option<Ear>> {
        let Some(address) = self.postgres_address() else { return Ok(None) };
        let mut listener = PgListener::connect(address).await?;
        listener.listen(CHANNEL).await?;
        Ok(Some(Ear(listener)))
    }
}

impl Ear {
    /// The next debtors whose chat changed. `None`: the line was lost and is there again, and something may have been
    /// missed.
    ///
    /// # Errors
    /// When the line is lost and does not come back.
    pub async fn next(&mut self) -> Result<Option<Told>> {
        Ok(self.0.try_recv().await?.map(|told| {
            let mut words = told.payload().split(' ');
            let teller = words.next().unwrap_or_default().to_owned();
            Told { teller, debtors: words.map(str::to_owned).collect() }
        }))
    }
}

/// Tells the other processes, when this transaction commits, that chats of these debtors changed.
pub(super) async fn tell(engine: Engine, tx: &mut Tx, teller: &str, debtors: &[&DebtorId]) -> Result<()> {
    if engine == Engine::Postgres {
        for some in debtors.chunks(TOLD_MAX) {
            let words: Vec<&str> = std::iter::once(teller).chain(some.iter().map(|debtor| debtor.as_str())).collect();
            // The answer is of type void, which the layer cannot read; as a text it is empty.
            sqlx::query("SELECT CAST(pg_notify($1, $2) AS TEXT)")
                .bind(CHANNEL)
                .bind(words.join(" "))
                .execute(&mut **tx)
                .await?;
        }
    }
    Ok(())
}
