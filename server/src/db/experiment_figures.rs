//! What came of the people of an experiment, one row a person, read as a stream: memory stays the same however many
//! there are.

use super::Db;
use super::experiment::{Experiment, arm_in_range};
use crate::error::Result;
use effen::people::effect::{Group, Person};
use futures::TryStreamExt as _;
use sqlx::Row as _;

/// Everything from the day somebody was drawn until the end: money, claims, plans, signals. What of the money is counted
/// is on the claims of the experiment's creditor; messages, complaints, costs and ratings are of the
/// person.
const SQL: &str = "SELECT x.arm, x.open_cents, x.claims, x.days_late,
  COALESCE(m.collected, 0) AS collected, CASE WHEN COALESCE(m.left_open, 0) <= 0 THEN CAST(1 AS BIGINT) ELSE 0 END AS success,
  COALESCE(p.kept, 0) AS plan_kept, COALESCE(s.contacts, 0) AS contacts, COALESCE(s.costs, 0) AS costs,
  COALESCE(s.complaint, 0) AS complaint, COALESCE(s.messages, 0) AS messages, COALESCE(s.visits, 0) AS visits,
  COALESCE(s.payments, 0) AS payments, r.rating_sum, r.ratings
FROM experiment_assignment x
LEFT JOIN (
  SELECT a.debtor_id,
    CAST(SUM(CASE WHEN t.recorded_at < a.assigned_at OR t.cause NOT IN ('payment', 'paid_to_creditor',
        'received_by_creditor', 'paid_to_creditor_undone', 'refund', 'chargeback', 'undone') THEN 0
      WHEN t.credit IN ('principal', 'interest', 'costs') THEN t.amount_cents
      WHEN t.debit IN ('principal', 'interest', 'costs') THEN -t.amount_cents ELSE 0 END) AS BIGINT) AS collected,
    CAST(SUM(CASE WHEN c.issued_on > a.assigned_on THEN 0
      WHEN t.debit IN ('principal', 'interest', 'costs') THEN t.amount_cents
      WHEN t.credit IN ('principal', 'interest', 'costs') THEN -t.amount_cents ELSE 0 END) AS BIGINT) AS left_open
  FROM experiment_assignment a JOIN posting t ON t.debtor_id = a.debtor_id JOIN claim c ON c.id = t.claim_id
  WHERE a.experiment_id = $1 AND t.recorded_at < $2 AND ($3 = '' OR c.creditor_id = $3) GROUP BY a.debtor_id
) m ON m.debtor_id = x.debtor_id
LEFT JOIN (
  SELECT a.debtor_id,
    CAST(SUM(CASE WHEN s.kind = 'notice_sent' AND s.occurred_at >= a.assigned_at THEN 1 ELSE 0 END) AS BIGINT) AS contacts,
    CAST(SUM(CASE WHEN s.kind = 'costs_added' AND s.occurred_at >= a.assigned_at THEN COALESCE(s.amount_cents, 0) ELSE 0 END)
      AS BIGINT) AS costs,
    CAST(MAX(CASE WHEN s.kind = 'complaint' AND s.occurred_at >= a.assigned_at THEN 1 ELSE 0 END) AS BIGINT) AS complaint,
    CAST(SUM(CASE WHEN s.kind = 'notice_sent' AND s.known_at < a.assigned_at THEN 1 ELSE 0 END) AS BIGINT) AS messages,
    CAST(SUM(CASE WHEN s.kind IN ('visit_prompted', 'visit_unprompted') AND s.known_at < a.assigned_at THEN 1 ELSE 0 END)
      AS BIGINT) AS visits,
    CAST(SUM(CASE WHEN s.kind = 'payment_paid' AND s.known_at < a.assigned_at THEN 1 ELSE 0 END) AS BIGINT) AS payments
  FROM experiment_assignment a JOIN signal s ON s.debtor_id = a.debtor_id
  WHERE a.experiment_id = $1 AND s.occurred_at < $2 AND s.kind IN ('notice_sent', 'costs_added', 'complaint',
    'visit_prompted', 'visit_unprompted', 'payment_paid') GROUP BY a.debtor_id
) s ON s.debtor_id = x.debtor_id
LEFT JOIN (
  SELECT a.debtor_id, CAST(MAX(CASE
      WHEN n.status = 'completed' THEN 1
      WHEN n.status = 'agreed' AND EXISTS (SELECT i.number FROM instalment i WHERE i.plan_id = n.id AND i.due_on < $4)
        AND NOT EXISTS (SELECT i.number FROM instalment i WHERE i.plan_id = n.id AND i.missed_at IS NOT NULL
          AND i.missed_at < $2) THEN 1
      ELSE 0 END) AS BIGINT) AS kept
  FROM experiment_assignment a JOIN plan n ON n.debtor_id = a.debtor_id AND n.agreed_at >= a.assigned_at
    AND n.agreed_at < $2
  WHERE a.experiment_id = $1 AND ($3 = '' OR EXISTS (SELECT q.claim_id FROM plan_claim q JOIN claim k ON k.id = q.claim_id
    WHERE q.plan_id = n.id AND k.creditor_id = $3)) GROUP BY a.debtor_id
) p ON p.debtor_id = x.debtor_id
LEFT JOIN (
  SELECT a.debtor_id, CAST(SUM(h.rating) AS BIGINT) AS rating_sum, COUNT(h.rating) AS ratings
  FROM experiment_assignment a JOIN chat_closing h ON h.debtor_id = a.debtor_id AND h.rated_at >= a.assigned_at
    AND h.rated_at < $2
  WHERE a.experiment_id = $1 AND h.rating IS NOT NULL GROUP BY a.debtor_id
) r ON r.debtor_id = x.debtor_id
WHERE x.experiment_id = $1";

/// The groups of an experiment, the control first, by what was so before `until_ms` (`until_on` at the agency).
///
/// # Errors
/// When somebody stands in a group that the experiment does not have, or the database does not answer.
pub async fn list_groups(db: &Db, experiment: &Experiment, until_ms: i64, until_on: &str) -> Result<Vec<Group>> {
    let mut groups = vec![Group::default(); experiment.challengers.len() + 1];
    let mut rows = sqlx::query(SQL)
        .bind(&experiment.id)
        .bind(until_ms)
        .bind(&experiment.creditor_id)
        .bind(until_on)
        .fetch(db.read());
    while let Some(row) = rows.try_next().await? {
        let number = |column: &str| Ok::<_, sqlx::Error>(row.try_get::<i64, _>(column)? as f64);
        let euros = |column: &str| number(column).map(|cents| cents / 100.0);
        let baseline = [
            euros("open_cents")?,
            number("claims")?,
            number("days_late")?,
            number("messages")?,
            number("visits")?,
            number("payments")?,
        ];
        let given: (Option<i64>, Option<i64>) = (row.try_get("rating_sum")?, row.try_get("ratings")?);
        let rating = given.0.zip(given.1).map(|(sum, count)| sum as f64 / count as f64);
        let outcomes = [
            Some(euros("collected")?),
            Some(number("success")?),
            Some(number("plan_kept")?),
            Some(number("contacts")?),
            Some(euros("costs")?),
            Some(number("complaint")?),
            rating,
        ];
        let arm = arm_in_range(&experiment.id, row.try_get("arm")?, experiment.challengers.len())?;
        groups[arm].add(&Person { baseline, outcomes });
    }
    Ok(groups)
}
