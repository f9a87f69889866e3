//! What the daily run looks for: days that passed without what was expected. Each list is a page in the order of ids;
//! each finding is looked at again in the debtor's transaction.

use super::{Db, DebtorTx, date, word};
use crate::error::Result;
use effen::ids::{ClaimId, DebtorId, NoticeId, PlanId};
use effen::kinds::Channel;
use jiff::civil::Date;
use sqlx::AnyConnection;

/// Seven days of silence, in milliseconds.
pub const SILENCE_MS: i64 = 7 * 86_400_000;

/// The day up to which the daily run was completed.
pub async fn find_done(db: &Db) -> Result<Option<Date>> {
    let value: Option<String> =
        sqlx::query_scalar("SELECT value FROM setting WHERE key = 'daily_run'").fetch_optional(db.read()).await?;
    value.map(|text| date(&text)).transpose()
}

/// The daily run of a day is completed.
pub async fn update_done(db: &Db, day: Date) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query(
        "INSERT INTO setting (key, value) VALUES ('daily_run', $1)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )
    .bind(day.to_string())
    .execute(&mut *tx)
    .await?;
    Ok(tx.commit().await?)
}

/// A claim that passed its due date with something open, which was not noted yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// The claim.
    pub claim_id: ClaimId,
    /// Whose.
    pub debtor: DebtorId,
    /// Its due date.
    pub due_on: Date,
    /// What is open, in cents.
    pub open_cents: i64,
}

const OVERDUE: &str = "SELECT o.id, o.debtor_id, o.due_on, o.open_cents FROM (
  SELECT c.id, c.debtor_id, c.due_on, (SELECT CAST(SUM(
      CASE WHEN p.debit IN ('principal', 'interest', 'costs') THEN p.amount_cents ELSE 0 END
      - CASE WHEN p.credit IN ('principal', 'interest', 'costs') THEN p.amount_cents ELSE 0 END) AS BIGINT)
    FROM posting p WHERE p.claim_id = c.id) AS open_cents
  FROM claim c WHERE c.due_on >= $1 AND c.due_on < $2 AND c.status <> 'withdrawn' AND c.id > $3 AND ($4 = '' OR c.id = $4)
    AND NOT EXISTS (SELECT s.line FROM signal s WHERE s.debtor_id = c.debtor_id AND s.kind = 'invoice_overdue'
      AND s.claim_id = c.id)) o
  WHERE o.open_cents > 0 ORDER BY o.id LIMIT $5";

/// Claims due from `from` up to the day before `today` that are overdue and not noted, after the claim `after`; or only
/// the claim `only`.
pub async fn list_overdue(
    conn: &mut AnyConnection,
    from: Date,
    today: Date,
    after: &str,
    only: &str,
    count_max: i64,
) -> Result<Vec<Overdue>> {
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(OVERDUE)
        .bind(from.to_string())
        .bind(today.to_string())
        .bind(after)
        .bind(only)
        .bind(count_max)
        .fetch_all(conn)
        .await?;
    rows.into_iter()
        .map(|(id, debtor, due_on, open_cents)| {
            Ok(Overdue { claim_id: ClaimId(id), debtor: DebtorId(debtor), due_on: date(&due_on)?, open_cents })
        })
        .collect()
}

/// Running plans with an instalment whose day has passed and that was not noted as missed.
pub async fn list_plans_to_check(db: &Db, today: Date, after: &str, count_max: i64) -> Result<Vec<(PlanId, DebtorId)>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT p.id, p.debtor_id FROM plan p WHERE p.status = 'agreed' AND p.id > $1
           AND EXISTS (SELECT i.number FROM instalment i
             WHERE i.plan_id = p.id AND i.due_on < $2 AND i.missed_at IS NULL)
         ORDER BY p.id LIMIT $3",
    )
    .bind(after)
    .bind(today.to_string())
    .bind(count_max)
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().map(|(plan, debtor)| (PlanId(plan), DebtorId(debtor))).collect())
}

/// Notes that an instalment was missed; false if that was noted before.
pub async fn update_missed(tx: &mut DebtorTx, plan: &PlanId, number: u32) -> Result<bool> {
    let now = tx.now_ms();
    let done =
        sqlx::query("UPDATE instalment SET missed_at = $1 WHERE plan_id = $2 AND number = $3 AND missed_at IS NULL")
            .bind(now)
            .bind(plan.as_str())
            .bind(i64::from(number))
            .execute(&mut *tx.tx)
            .await?;
    Ok(done.rows_affected() > 0)
}

/// A message of ours that nobody responded to for seven days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// The message.
    pub notice: NoticeId,
    /// Whose.
    pub debtor: DebtorId,
    /// By which channel it went.
    pub channel: Channel,
    /// The claim it was about.
    pub claim_id: Option<ClaimId>,
    /// When it went, epoch ms.
    pub sent_at: i64,
}

/// Whatever a debtor does within the seven days is a response, except what happens to the file without them. The
/// demonstration simulates its own silence.
const IGNORED: &str = "SELECT n.id, n.debtor_id, n.channel, n.claim_id, n.sent_at FROM notice n
  WHERE n.status = 'sent' AND n.next_try_at > $1 AND n.next_try_at <= $2 AND n.class = 'approach'
    AND n.clicked_at IS NULL AND n.unique_key NOT LIKE 'demo:%' AND n.id > $3 AND ($4 = '' OR n.id = $4)
    AND NOT EXISTS (SELECT i.line FROM signal i WHERE i.debtor_id = n.debtor_id AND i.kind = 'notice_ignored'
      AND i.occurred_at = n.sent_at + 604800000)
    AND NOT EXISTS (SELECT r.line FROM signal r WHERE r.debtor_id = n.debtor_id AND r.occurred_at > n.sent_at
      AND r.occurred_at <= n.sent_at + 604800000
      AND r.kind NOT IN ('invoice_issued', 'creditor_joined', 'invoice_overdue', 'costs_added', 'invoice_corrected',
        'payment_expired', 'payment_refunded', 'promise_broken', 'instalment_missed', 'plan_broken', 'plan_reopened', 'notice_sent',
        'notice_bounced', 'notice_ignored', 'phone_call_refused'))
  ORDER BY n.id LIMIT $5";

/// Messages sent after `since_ms` and at least seven days before `now_ms` that met with silence, not noted yet, after the
/// message `after`; or only the message `only`.
pub async fn list_ignored(
    conn: &mut AnyConnection,
    since_ms: i64,
    now_ms: i64,
    after: &str,
    only: &str,
    count_max: i64,
) -> Result<Vec<Ignored>> {
    type Row = (String, String, String, Option<String>, i64);
    let rows: Vec<Row> = sqlx::query_as(IGNORED)
        .bind(since_ms)
        .bind(now_ms - SILENCE_MS)
        .bind(after)
        .bind(only)
        .bind(count_max)
        .fetch_all(conn)
        .await?;
    rows.into_iter()
        .map(|(id, debtor, channel, claim_id, sent_at)| {
            Ok(Ignored {
                notice: NoticeId(id),
                debtor: DebtorId(debtor),
                channel: word(&channel)?,
                claim_id: claim_id.map(ClaimId),
                sent_at,
            })
        })
        .collect()
}
