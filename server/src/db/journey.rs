//! What people did after our first message, counted by the database: one statement, however many journeys there are.

use super::{Db, word};
use crate::error::Result;
use effen::people::journey::{Cell, WINDOW_DAYS};
use sqlx::Row as _;

const DAY_MS: i64 = 86_400_000;

/// Which journeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter<'a> {
    /// Begun from this moment on, in epoch milliseconds.
    pub from_ms: i64,
    /// And before this one.
    pub until_ms: i64,
    /// One creditor's, by its id; '' for all.
    pub creditor: &'a str,
    /// One persona's; `Some("")` for people not known yet; `None` for all.
    pub persona: Option<&'a str>,
    /// Now, in epoch milliseconds.
    pub now_ms: i64,
    /// Today, at the agency.
    pub today: &'a str,
}

/// A journey is one claim's: it begins with our first message about it, if that falls in the period. The persona is that of the day
/// it began: what people do later moves it, and would make each persona look as what it led to.
const SQL: &str = "WITH began AS (
  SELECT n.debtor_id, n.claim_id, c.creditor_id, MIN(n.sent_at) AS began_at FROM notice n JOIN claim c ON c.id = n.claim_id
  WHERE n.sent_at < $2 AND n.class IN ('approach', 'mandatory') AND ($3 = '' OR c.creditor_id = $3)
  GROUP BY n.debtor_id, n.claim_id, c.creditor_id HAVING MIN(n.sent_at) >= $1
), told AS (
  SELECT b.debtor_id, b.claim_id, b.creditor_id, b.began_at,
    COALESCE((SELECT h.to_persona FROM persona_change h WHERE h.debtor_id = b.debtor_id AND h.changed_at <= b.began_at
      ORDER BY h.version DESC LIMIT 1), '') AS persona,
    MAX(CASE WHEN s.kind IN ('visit_prompted', 'visit_unprompted') THEN 1 ELSE 0 END) AS visited,
    MAX(CASE WHEN s.kind IN ('invoice_viewed', 'cost_explanation_viewed', 'documents_viewed', 'statement_downloaded')
      THEN 1 ELSE 0 END) AS understood,
    MIN(CASE WHEN s.kind IN ('part_payment', 'invoice_settled') AND s.claim_id = b.claim_id THEN s.occurred_at END)
      AS paid_at,
    MAX(CASE WHEN s.kind = 'invoice_settled' AND s.claim_id = b.claim_id THEN s.occurred_at END) AS settled_at,
    MAX(CASE WHEN s.kind = 'payment_refunded' AND COALESCE(s.claim_id, b.claim_id) = b.claim_id THEN s.occurred_at END)
      AS refunded_at
  FROM began b LEFT JOIN signal s ON s.debtor_id = b.debtor_id AND s.occurred_at >= b.began_at
    AND s.occurred_at < b.began_at + $4 AND s.kind IN ('visit_prompted', 'visit_unprompted', 'invoice_viewed',
      'cost_explanation_viewed', 'documents_viewed', 'statement_downloaded', 'part_payment', 'invoice_settled',
      'payment_refunded')
  GROUP BY b.debtor_id, b.claim_id, b.creditor_id, b.began_at
), agreed AS (
  SELECT t.claim_id, MAX(CASE
      WHEN p.status = 'completed' THEN 1
      WHEN p.status = 'agreed' AND EXISTS (SELECT i.number FROM instalment i WHERE i.plan_id = p.id AND i.due_on < $5)
        AND NOT EXISTS (SELECT i.number FROM instalment i WHERE i.plan_id = p.id AND i.missed_at IS NOT NULL) THEN 1
      ELSE 0 END) AS kept
  FROM told t JOIN plan p ON p.debtor_id = t.debtor_id AND p.agreed_at >= t.began_at AND p.agreed_at < t.began_at + $4
    AND EXISTS (SELECT q.plan_id FROM plan_claim q WHERE q.plan_id = p.id AND q.claim_id = t.claim_id)
  GROUP BY t.claim_id
), journey AS (
  SELECT t.persona, t.creditor_id, t.visited, t.understood,
    CASE WHEN t.paid_at IS NOT NULL OR a.kept IS NOT NULL THEN 1 ELSE 0 END AS acted,
    CASE WHEN a.kept = 1 OR (t.settled_at IS NOT NULL AND COALESCE(t.refunded_at, 0) < t.settled_at) THEN 1 ELSE 0 END
      AS kept,
    CASE WHEN t.paid_at IS NULL THEN -1 ELSE (t.paid_at - t.began_at) / $6 END AS days,
    CASE WHEN t.began_at + $4 > $7 THEN 1 ELSE 0 END AS running
  FROM told t LEFT JOIN agreed a ON a.claim_id = t.claim_id
)
SELECT persona, creditor_id, CAST(visited AS BIGINT) AS visited, CAST(understood AS BIGINT) AS understood,
  CAST(acted AS BIGINT) AS acted, CAST(kept AS BIGINT) AS kept, CAST(days AS BIGINT) AS days,
  CAST(running AS BIGINT) AS running, COUNT(*) AS people
FROM journey WHERE ($8 = 'all' OR persona = $8)
GROUP BY persona, creditor_id, visited, understood, acted, kept, days, running ORDER BY persona, creditor_id";

/// The journeys of a filter, those alike counted together.
pub async fn list(db: &Db, filter: &Filter<'_>) -> Result<Vec<Cell>> {
    let rows = sqlx::query(SQL)
        .bind(filter.from_ms)
        .bind(filter.until_ms)
        .bind(filter.creditor)
        .bind(i64::from(WINDOW_DAYS) * DAY_MS)
        .bind(filter.today)
        .bind(DAY_MS)
        .bind(filter.now_ms)
        .bind(filter.persona.unwrap_or("all"))
        .fetch_all(db.read())
        .await?;
    rows.iter()
        .map(|row| {
            let flag = |column: &str| Ok::<_, sqlx::Error>(row.try_get::<i64, _>(column)? != 0);
            let persona: String = row.try_get("persona")?;
            Ok(Cell {
                persona: if persona.is_empty() { None } else { Some(word(&persona)?) },
                creditor: row.try_get("creditor_id")?,
                visited: flag("visited")?,
                understood: flag("understood")?,
                acted: flag("acted")?,
                kept: flag("kept")?,
                days: u16::try_from(row.try_get::<i64, _>("days")?).ok(),
                running: flag("running")?,
                people: u64::try_from(row.try_get::<i64, _>("people")?).unwrap_or_default(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::from_ms;
    use crate::db::record_signals;
    use crate::testing::sample::{Sample, now, sample_debtor};
    use crate::testing::{TestDb, databases};
    use effen::ids::ClaimId;
    use effen::kinds::Persona;
    use effen::people::signal::{Signal, SignalKind};

    fn filter<'a>() -> Filter<'a> {
        let now_ms = now().as_millisecond();
        Filter { from_ms: 0, until_ms: now_ms, creditor: "", persona: None, now_ms, today: "2026-05-12" }
    }

    /// A message about a claim, so many days before the samples' day.
    async fn write(test: &TestDb, one: &Sample, claim: &ClaimId, days_ago: i64) -> i64 {
        let at = now().as_millisecond() - days_ago * DAY_MS;
        let mut tx = test.db.begin().await.unwrap();
        sqlx::query(
            "INSERT INTO notice (id, debtor_id, claim_id, class, kind, channel, language, tone, recipient, subject, \
             body_text, body_html, unique_key, status, attempts, next_try_at, last_error, created_at, sent_at) \
             VALUES ($1, $2, $3, 'approach', 'after_due', 'email', 'nl', 'factual', '', '', '', '', $1, 'sent', 1, $4, '', \
             $4, $4)",
        )
        .bind(crate::new_id::uuid())
        .bind(one.debtor.as_str())
        .bind(claim.as_str())
        .bind(at)
        .execute(&mut *tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        at
    }

    async fn does(test: &TestDb, one: &Sample, at: i64, signals: &[Signal]) {
        let mut tx = test.db.begin_debtor(&one.debtor, from_ms(at)).await.unwrap();
        record_signals(&mut tx, signals).await.unwrap();
        tx.commit().await.unwrap();
    }

    #[tokio::test]
    async fn a_journey_is_counted_by_what_was_done_after_the_message_about_that_claim() {
        for test in databases().await {
            let one = sample_debtor(&test.db, "Anna").await.unwrap();
            let (books, energy) = (one.creditors[1].as_str(), one.creditors[0].as_str());
            let began = write(&test, &one, &one.late, 60).await;
            let at = |days: i64| from_ms(began + days * DAY_MS);
            // Before our message: not of this journey.
            does(&test, &one, began - DAY_MS, &[Signal::now(SignalKind::InvoiceViewed, from_ms(began - DAY_MS))]).await;
            let cells = list(&test.db, &filter()).await.unwrap();
            assert_eq!(cells.len(), 1);
            assert!(!cells[0].understood && !cells[0].visited && cells[0].running && cells[0].creditor == books);

            does(&test, &one, began, &[Signal::now(SignalKind::VisitUnprompted, at(2))]).await;
            let paid = Signal::now(SignalKind::PartPayment, at(4)).claim(&one.with_costs).cents(100);
            does(&test, &one, began, &[paid]).await;
            let cell = list(&test.db, &filter()).await.unwrap().remove(0);
            assert!(cell.visited && !cell.acted, "a payment of another claim is of another journey");
            let settled = Signal::now(SignalKind::InvoiceSettled, at(5)).claim(&one.late).cents(100);
            does(&test, &one, began, &[settled]).await;
            let cell = list(&test.db, &filter()).await.unwrap().remove(0);
            assert_eq!((cell.acted, cell.kept, cell.days), (true, true, Some(5)));
            does(&test, &one, began, &[Signal::now(SignalKind::PaymentRefunded, at(6)).cents(100)]).await;
            let cell = list(&test.db, &filter()).await.unwrap().remove(0);
            assert_eq!((cell.acted, cell.kept), (true, false), "what went back was not kept");

            write(&test, &one, &one.with_costs, 70).await;
            assert_eq!(list(&test.db, &filter()).await.unwrap().len(), 2);
            let energy = Filter { creditor: energy, ..filter() };
            assert_eq!(list(&test.db, &energy).await.unwrap().len(), 1);
            let later = Filter { from_ms: began, ..filter() };
            assert_eq!(list(&test.db, &later).await.unwrap().len(), 1);
            write(&test, &one, &one.with_costs, 10).await;
            assert_eq!(list(&test.db, &later).await.unwrap().len(), 1, "a reminder begins no journey");
        }
    }

    #[tokio::test]
    async fn the_persona_is_that_of_the_day_it_began_and_a_plan_with_a_missed_instalment_is_not_kept() {
        for test in databases().await {
            let one = sample_debtor(&test.db, "Bas").await.unwrap();
            let began = write(&test, &one, &one.late, 60).await;
            let mut tx = test.db.begin().await.unwrap();
            let insert = "INSERT INTO persona_change (debtor_id, version, from_persona, to_persona, scores, reasons, \
                changed_at) VALUES ($1, $2, '', $3, '{}', '[]', $4)";
            for (version, persona, at) in [(90, "job", began - 1), (91, "tamara", began + 1)] {
                let query = sqlx::query(insert).bind(one.debtor.as_str()).bind(version).bind(persona).bind(at);
                query.execute(&mut *tx).await.unwrap();
            }
            let debtor = one.debtor.as_str();
            sqlx::query(
                "INSERT INTO plan_quote (id, debtor_id, batch_id, months, instalment_cents, total_cents, first_due_on, \
                 last_due_on, schedule, claims, made_at, expires_at) \
                 VALUES ('q', $1, 'b', 3, 4000, 12000, '2026-04-01', '2026-06-01', '[]', '[]', 0, 0)",
            )
            .bind(debtor)
            .execute(&mut *tx)
            .await
            .unwrap();
            sqlx::query(
                "INSERT INTO plan (id, debtor_id, quote_id, status, total_cents, agreed_at) \
                 VALUES ('p', $1, 'q', 'agreed', 12000, $2)",
            )
            .bind(debtor)
            .bind(began + DAY_MS)
            .execute(&mut *tx)
            .await
            .unwrap();
            sqlx::query("INSERT INTO plan_claim (plan_id, claim_id, amount_cents) VALUES ('p', $1, 12000)")
                .bind(one.late.as_str())
                .execute(&mut *tx)
                .await
                .unwrap();
            sqlx::query(
                "INSERT INTO instalment (plan_id, number, due_on, amount_cents) VALUES ('p', 1, '2026-04-01', 4000)",
            )
            .execute(&mut *tx)
            .await
            .unwrap();
            tx.commit().await.unwrap();
            let cell = list(&test.db, &filter()).await.unwrap().remove(0);
            assert_eq!((cell.persona, cell.acted, cell.kept, cell.days), (Some(Persona::Job), true, true, None));
            let of = |persona| Filter { persona: Some(persona), ..filter() };
            assert_eq!(list(&test.db, &of("job")).await.unwrap().len(), 1);
            assert!(list(&test.db, &of("tamara")).await.unwrap().is_empty());
            let mut tx = test.db.begin().await.unwrap();
            sqlx::query("UPDATE instalment SET missed_at = 1").execute(&mut *tx).await.unwrap();
            tx.commit().await.unwrap();
            let cell = list(&test.db, &filter()).await.unwrap().remove(0);
            assert_eq!((cell.acted, cell.kept), (true, false));
        }
    }
}
