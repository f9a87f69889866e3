//! Word from other processes on the same PostgreSQL, by LISTEN and NOTIFY. What is told is a debtor's id and nothing
//! else; who hears it reads the rest. SQLite has one server, whose hub knows by itself.

use super::{Db, Engine, Tx};
use crate::error::Result;
use effen::ids::DebtorId;
use sqlx::postgres::PgListener;

/// The channel on which changed chats are told.
const CHANNEL: &str = "effen_chat";

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
    /// The next debtor whose chat changed. `None`: the line was lost and is there again, and something may have been
    /// missed.
    ///
    /// # Errors
    /// When the line is lost and does not come back.
    pub async fn next(&mut self) -> Result<Option<String>> {
        Ok(self.0.try_recv().await?.map(|told| told.payload().to_owned()))
    }
}

/// Tells the other processes, when this transaction commits, that a debtor's chat changed.
pub(super) async fn tell(engine: Engine, tx: &mut Tx, debtor: &DebtorId) -> Result<()> {
    if engine == Engine::Postgres {
        // The answer is of type void, which the layer cannot read; as a text it is empty.
        sqlx::query("SELECT CAST(pg_notify($1, $2) AS TEXT)")
            .bind(CHANNEL)
            .bind(debtor.as_str())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}
