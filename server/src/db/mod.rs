//! The one data layer over SQLite and PostgreSQL (sqlx `Any`). All SQL of the server stands in this folder, one file a
//! noun, with the verbs find, list, create, update, delete.
//!
//! SQLite has one write connection whose transactions begin with BEGIN IMMEDIATE, and a read pool of its own: a read
//! that upgrades to a write would fail at once, whatever busy_timeout says.

pub mod access;
pub mod access_code;
pub mod agent;
pub mod agent_creditor;
pub mod agent_rights;
pub mod agent_step;
pub mod answer;
pub mod audit;
pub mod bank_entry;
pub mod bank_match;
pub mod bank_statement;
pub mod books;
pub mod books_check;
pub mod budget;
pub mod bulk;
pub mod call;
pub mod canned;
pub mod case;
pub mod chat_mark;
pub mod chat_note;
pub mod collection;
pub mod console;
pub mod contact;
pub mod contact_record;
pub mod conversation;
pub mod creditor;
pub mod creditor_record;
pub mod creditor_terms;
pub mod daily;
pub mod debtor_tx;
pub mod demo;
pub mod desk;
pub mod document;
pub mod draft;
pub mod experiment;
pub mod experiment_figures;
pub mod formal_letter;
pub mod frame;
pub mod helper;
pub mod helper_reply;
pub mod helper_use;
pub mod hold;
pub mod import;
pub mod instalment;
pub mod invoice;
pub mod journey;
pub mod learned;
pub mod link;
pub mod listen;
pub mod mandate;
pub mod message;
pub mod message_batch;
pub mod migrate;
pub mod notice;
pub mod opening_hours;
pub mod outreach;
pub mod overview;
pub mod payment;
pub mod payout;
pub mod plan;
pub mod plan_extra;
pub mod plan_policy;
pub mod plan_proposal;
pub mod plan_review;
pub mod plan_version;
pub mod posting;
pub mod preference;
pub mod profile;
pub mod promise;
pub mod refund;
pub(crate) mod rows;
pub mod running_plan;
pub mod sandbox;
pub mod sandbox_mandate;
mod scored;
pub mod search;
pub mod search_asked;
pub mod segment;
pub mod segment_page;
pub mod self_check;
pub mod session;
pub mod sight;
pub mod signal;
pub mod signal_log;
pub mod submission;
pub mod supervision;
pub mod sweep;
pub mod throttle;
pub mod treatment;
pub mod undelivered;
pub mod upload;
pub mod visit;
pub mod waiver;
pub mod waiver_request;

#[cfg(test)]
mod query_plan_tests;

pub use debtor_tx::DebtorTx;
pub use signal::record_signals;

use crate::error::{Error, Result};
use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyPool, Executor as _, Transaction};

/// Which engine is behind the layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, the default.
    Sqlite,
    /// For who outgrows one machine.
    Postgres,
}

/// A write transaction.
pub type Tx = Transaction<'static, Any>;

/// Both pools.
#[derive(Debug, Clone)]
pub struct Db {
    /// The engine.
    pub engine: Engine,
    write: AnyPool,
    read: AnyPool,
    /// The connection that carries SQLite's log into its file; it gives up soon where somebody is in the way.
    carry: Option<AnyPool>,
    address: Address,
}

/// What a database tells of other processes that write to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// A number that is another one as soon as somebody else has written.
    Mark(i64),
    /// We are writing just now: ask again.
    Busy,
    /// PostgreSQL does not tell.
    Unknown,
}

/// Where a PostgreSQL is, with its password: never in a log.
#[derive(Clone)]
struct Address(Option<String>);

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

const READ_CONNECTIONS_MAX: u32 = 8;
/// How long a connection to SQLite waits for another one, in milliseconds.
const BUSY_MS: u32 = 10_000;
/// The same for the one that carries the log: it comes round again.
const CARRY_BUSY_MS: u32 = 25;
/// Pages of SQLite's log, of 4 KB, from which it is begun anew.
const LOG_PAGES: i64 = 32_000;
/// Pages from which a commit carries it all, should nobody else: in commands, which run no jobs.
const LOG_PAGES_MAX: i64 = 64_000;
const POSTGRES_WRITE_CONNECTIONS_MAX: u32 = 8;

impl Db {
    /// Opens `sqlite:PATH` (made if missing) or `postgres://…`. Does not migrate.
    pub async fn connect(url: &str) -> Result<Self> {
        sqlx::any::install_default_drivers();
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let write = options(POSTGRES_WRITE_CONNECTIONS_MAX).connect(url).await?;
            let read = options(READ_CONNECTIONS_MAX).connect(url).await?;
            return Ok(Self {
                engine: Engine::Postgres,
                write,
                read,
                carry: None,
                address: Address(Some(url.to_owned())),
            });
        }
        let path = url
            .strip_prefix("sqlite:")
            .map(|rest| rest.trim_start_matches("//"))
            .ok_or_else(|| Error::Refused("a database URL begins with sqlite: or postgres:".into()))?;
        let path = path.split('?').next().unwrap_or(path);
        let there = format!("sqlite://{path}?mode=rw");
        let write = sqlite(1, BUSY_MS).connect(&format!("sqlite://{path}?mode=rwc")).await?;
        let read = sqlite(READ_CONNECTIONS_MAX, BUSY_MS).connect(&there).await?;
        let carry = Some(sqlite(1, CARRY_BUSY_MS).connect_lazy(&there)?);
        Ok(Self { engine: Engine::Sqlite, write, read, carry, address: Address(None) })
    }

    /// The pool for reading. Never write through it.
    pub fn read(&self) -> &AnyPool {
        &self.read
    }

    /// Where PostgreSQL is, for a connection outside the pools.
    fn postgres_address(&self) -> Option<&str> {
        self.address.0.as_deref()
    }

    /// Begins a write transaction; on SQLite it holds the one write connection.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(match self.engine {
            Engine::Sqlite => self.write.begin_with("BEGIN IMMEDIATE").await?,
            Engine::Postgres => self.write.begin().await?,
        })
    }

    /// A transaction for reading that sees one moment of the database, however many statements it asks.
    pub async fn snapshot(&self) -> Result<Tx> {
        let mut tx = self.read.begin().await?;
        if self.engine == Engine::Postgres {
            tx.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?;
        }
        Ok(tx)
    }

    /// Carries what stands in SQLite's log into its file, as far as nobody is in the way. Done often and beside the writer,
    /// no commit has to do it. The log of a writer that never rests is never carried to its end beside it: once it is
    /// long, the writer carries the little that is left itself, and begins anew. PostgreSQL does so by itself.
    pub async fn checkpoint(&self) -> Result<()> {
        let Some(carry) = &self.carry else { return Ok(()) };
        let pass = "PRAGMA wal_checkpoint(PASSIVE)";
        let (_, pages, carried): (i64, i64, i64) = sqlx::query_as(pass).fetch_one(carry).await?;
        if pages > LOG_PAGES && carried < pages {
            // Once more, for what came meanwhile.
            carry.execute(pass).await?;
            self.write.execute(pass).await?;
        }
        Ok(())
    }

    /// Whether other processes wrote. Asked on the one connection that writes for this process, for what it writes itself
    /// does not count; nobody waits for it.
    pub async fn others_mark(&self) -> Result<Others> {
        if self.engine == Engine::Postgres {
            return Ok(Others::Unknown);
        }
        let Some(mut writer) = self.write.try_acquire() else { return Ok(Others::Busy) };
        Ok(Others::Mark(sqlx::query_scalar("PRAGMA data_version").fetch_one(&mut *writer).await?))
    }

    /// Closes both pools.
    pub async fn close(&self) {
        if let Some(carry) = &self.carry {
            carry.close().await;
        }
        self.read.close().await;
        self.write.close().await;
    }

    /// Runs the migrations that are missing.
    pub async fn migrate(&self) -> Result<()> {
        migrate::run(self.engine, &self.write).await
    }
}

fn options(connections_max: u32) -> AnyPoolOptions {
    AnyPoolOptions::new().max_connections(connections_max).acquire_timeout(std::time::Duration::from_secs(10))
}

fn sqlite(connections_max: u32, busy_ms: u32) -> AnyPoolOptions {
    options(connections_max).after_connect(move |connection, _| {
        Box::pin(async move {
            // First of all: to switch the journal may take waiting.
            let pragmas = format!(
                "PRAGMA busy_timeout = {busy_ms}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                 PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = {LOG_PAGES_MAX}"
            );
            connection.execute(sqlx::AssertSqlSafe(pragmas)).await?;
            Ok(())
        })
    })
}

/// Reads a stored word of a closed vocabulary.
pub fn word<T: std::str::FromStr<Err = effen::kinds::UnknownWord>>(text: &str) -> Result<T> {
    Ok(T::from_str(text)?)
}

/// Reads a stored ISO date.
pub fn date(text: &str) -> Result<jiff::civil::Date> {
    text.parse().map_err(|_| Error::Broken(format!("'{text}' is not a date")))
}
