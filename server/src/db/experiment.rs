//! Experiments and who was drawn into which group. A drawing is only ever added; see `experiment_figures` for what came
//! of it.

use super::{Db, DebtorTx, Tx, date, word};
use crate::error::{Error, Result};
use effen::ids::DebtorId;
use effen::kinds::Persona;
use effen::people::trial::Challenger;
use jiff::civil::Date;
use sqlx::{AnyConnection, Row as _};

/// Experiments that the list shows.
const LISTED_MAX: i64 = 100;

/// An experiment.
#[derive(Debug, Clone, PartialEq)]
pub struct Experiment {
    /// Id.
    pub id: String,
    /// What agents call it.
    pub name: String,
    /// What it is to show.
    pub hypothesis: String,
    /// 'draft' | 'running' | 'stopped'
    pub status: String,
    /// Whom it is about; `None`: everybody that is known.
    pub persona: Option<Persona>,
    /// With claims of which creditor, by its id; '' for all.
    pub creditor_id: String,
    /// So many of a hundred are the control.
    pub control_percent: u8,
    /// The other groups, in order.
    pub challengers: Vec<Challenger>,
    /// First day.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Date,
    /// The secret that people are drawn with.
    pub lot_key: String,
    /// Are its people those of a demonstration?
    pub simulated: bool,
    /// Who made it.
    pub by: String,
    /// When it was started, in epoch milliseconds.
    pub started_at: Option<i64>,
    /// By whom, and why.
    pub started: (String, String),
    /// When it was stopped, in epoch milliseconds.
    pub stopped_at: Option<i64>,
    /// By whom, and why.
    pub stopped: (String, String),
}

impl Experiment {
    /// Are people drawn into it, and treated by it, on this day?
    pub fn runs_on(&self, day: Date) -> bool {
        self.status == "running" && self.starts_on <= day && day <= self.ends_on
    }
}

/// A group somebody belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Of which experiment.
    pub experiment_id: String,
    /// Which group; 0 is the control.
    pub arm: usize,
    /// Who they were to us when they were drawn.
    pub persona: Option<Persona>,
}

/// What was known of somebody on the day they were drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// Cents open.
    pub open_cents: i64,
    /// Claims open.
    pub claims: i64,
    /// Days that the oldest was late.
    pub days_late: i64,
    /// That day.
    pub on: Date,
}

const COLUMNS: &str = "SELECT e.id, e.name, e.hypothesis, e.status, e.persona, e.creditor_id, e.control_percent, e.arms, \
    e.starts_on, e.ends_on, e.lot_key, e.simulated, COALESCE(a.name, e.actor) AS made_by, e.started_at, \
    COALESCE(b.name, e.started_by) AS start_by, e.start_reason, e.stopped_at, COALESCE(c.name, e.stopped_by) AS stop_by, \
    e.stop_reason FROM experiment e LEFT JOIN agent a ON e.actor = 'agent:' || a.id \
    LEFT JOIN agent b ON e.started_by = 'agent:' || b.id LEFT JOIN agent c ON e.stopped_by = 'agent:' || c.id";

/// All experiments, the newest first.
pub async fn list(db: &Db) -> Result<Vec<Experiment>> {
    let sql = sqlx::AssertSqlSafe(format!("{COLUMNS} ORDER BY e.created_at DESC, e.id LIMIT $1"));
    sqlx::query(sql).bind(LISTED_MAX).fetch_all(db.read()).await?.iter().map(read).collect()
}

/// Those that were started and not stopped, the oldest first.
pub async fn list_running(db: &Db) -> Result<Vec<Experiment>> {
    let sql = sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE e.status = 'running' ORDER BY e.started_at, e.id"));
    sqlx::query(sql).fetch_all(db.read()).await?.iter().map(read).collect()
}

/// One experiment.
pub async fn find(db: &Db, id: &str) -> Result<Option<Experiment>> {
    let sql = sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE e.id = $1"));
    sqlx::query(sql).bind(id).fetch_optional(db.read()).await?.as_ref().map(read).transpose()
}

fn read(row: &sqlx::any::AnyRow) -> Result<Experiment> {
    let text = |column: &str| row.try_get::<String, _>(column);
    Ok(Experiment {
        id: text("id")?,
        name: text("name")?,
        hypothesis: text("hypothesis")?,
        status: text("status")?,
        persona: persona(&text("persona")?)?,
        creditor_id: text("creditor_id")?,
        control_percent: u8::try_from(row.try_get::<i64, _>("control_percent")?).unwrap_or(100),
        challengers: serde_json::from_str(&text("arms")?)?,
        starts_on: date(&text("starts_on")?)?,
        ends_on: date(&text("ends_on")?)?,
        lot_key: text("lot_key")?,
        simulated: row.try_get::<i64, _>("simulated")? != 0,
        by: text("made_by")?,
        started_at: row.try_get("started_at")?,
        started: (text("start_by")?, text("start_reason")?),
        stopped_at: row.try_get("stopped_at")?,
        stopped: (text("stop_by")?, text("stop_reason")?),
    })
}

fn persona(text: &str) -> Result<Option<Persona>> {
    if text.is_empty() { Ok(None) } else { word(text).map(Some) }
}

/// Adds one as a draft.
pub async fn create(tx: &mut Tx, new: &Experiment, actor: &str, now_ms: i64) -> Result<()> {
    sqlx::query(
        "INSERT INTO experiment (id, name, hypothesis, status, persona, creditor_id, control_percent, arms, starts_on, \
         ends_on, lot_key, simulated, actor, created_at, started_by, start_reason, stopped_by, stop_reason) \
         VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', '', '', '')",
    )
    .bind(&new.id)
    .bind(&new.name)
    .bind(&new.hypothesis)
    .bind(new.persona.map_or("", Persona::as_str))
    .bind(&new.creditor_id)
    .bind(i64::from(new.control_percent))
    .bind(serde_json::to_string(&new.challengers)?)
    .bind(new.starts_on.to_string())
    .bind(new.ends_on.to_string())
    .bind(&new.lot_key)
    .bind(i64::from(new.simulated))
    .bind(actor)
    .bind(now_ms)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Starts a draft; false when it is none (any more).
pub async fn update_started(tx: &mut Tx, id: &str, actor: &str, reason: &str, now_ms: i64) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE experiment SET status = 'running', started_at = $2, started_by = $3, start_reason = $4 \
         WHERE id = $1 AND status = 'draft'",
    )
    .bind(id)
    .bind(now_ms)
    .bind(actor)
    .bind(reason)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Stops one that was started; false when none runs.
pub async fn update_stopped(tx: &mut Tx, id: &str, actor: &str, reason: &str, now_ms: i64) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE experiment SET status = 'stopped', stopped_at = $2, stopped_by = $3, stop_reason = $4 \
         WHERE id = $1 AND status = 'running'",
    )
    .bind(id)
    .bind(now_ms)
    .bind(actor)
    .bind(reason)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Draws somebody into a group, unless they belong to a running experiment already; gives the group they are in.
pub async fn create_drawn(tx: &mut DebtorTx, drawn: &Drawn, before: &Before) -> Result<Option<Drawn>> {
    sqlx::query(
        "INSERT INTO experiment_assignment (experiment_id, debtor_id, arm, persona, open_cents, claims, days_late, \
         assigned_on, assigned_at) SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9 WHERE NOT EXISTS \
         (SELECT a.arm FROM experiment_assignment a JOIN experiment e ON e.id = a.experiment_id \
          WHERE a.debtor_id = $2 AND (e.id = $1 OR (e.status = 'running' AND e.ends_on >= $8)))",
    )
    .bind(&drawn.experiment_id)
    .bind(tx.debtor.as_str())
    .bind(i64::try_from(drawn.arm).map_err(|_| out_of_range(&drawn.experiment_id, drawn.arm))?)
    .bind(drawn.persona.map_or("", Persona::as_str))
    .bind(before.open_cents)
    .bind(before.claims)
    .bind(before.days_late)
    .bind(before.on.to_string())
    .bind(tx.now_ms())
    .execute(&mut *tx.tx)
    .await?;
    let debtor = tx.debtor.clone();
    let found = list_drawn_between(&mut tx.tx, debtor.as_str(), debtor.as_str(), before.on).await?;
    Ok(found.into_iter().next().map(|(_, drawn)| drawn))
}

/// The groups of running experiments that debtors from `first` to `last` belong to on a day.
pub async fn list_drawn_between(
    conn: &mut AnyConnection,
    first: &str,
    last: &str,
    on: Date,
) -> Result<Vec<(DebtorId, Drawn)>> {
    let rows: Vec<(String, String, i64, String, String)> = sqlx::query_as(
        "SELECT a.debtor_id, a.experiment_id, a.arm, a.persona, e.arms FROM experiment_assignment a \
         JOIN experiment e ON e.id = a.experiment_id WHERE a.debtor_id >= $1 AND a.debtor_id <= $2 \
         AND e.status = 'running' AND e.starts_on <= $3 AND e.ends_on >= $3 ORDER BY a.assigned_at, a.experiment_id",
    )
    .bind(first)
    .bind(last)
    .bind(on.to_string())
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(|(debtor, id, arm, who, arms)| Ok((DebtorId(debtor), drawn(id, arm, &who, &arms)?))).collect()
}

/// One row of a drawing, with the challengers of its experiment as they are stored.
///
/// # Errors
/// [`Error::Broken`] for a group that the experiment does not have: nobody is taken for the control by mistake.
pub fn drawn(experiment_id: String, arm: i64, who: &str, challengers: &str) -> Result<Drawn> {
    let challengers: Vec<Challenger> = serde_json::from_str(challengers)?;
    let arm = arm_in_range(&experiment_id, arm, challengers.len())?;
    Ok(Drawn { experiment_id, arm, persona: persona(who)? })
}

/// The number of a group as it is stored, if an experiment with so many challengers has it.
///
/// # Errors
/// [`Error::Broken`] where it has none of that number.
pub fn arm_in_range(experiment_id: &str, arm: i64, challengers: usize) -> Result<usize> {
    let found = usize::try_from(arm).ok().filter(|&found| found <= challengers);
    found.ok_or_else(|| out_of_range(experiment_id, arm))
}

fn out_of_range(experiment_id: &str, arm: impl std::fmt::Display) -> Error {
    Error::Broken(format!("experiment {experiment_id} has no group {arm}"))
}
