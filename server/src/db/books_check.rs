//! The checks of `effen audit`: each re-derives something from the rows and gives back what differs, and nothing else. A
//! check looks at the debtors between two ids, so that a run needs no more memory than one page of them.

use super::Tx;
use crate::error::Result;
use effen::ledger::{Account, Cause};
use sqlx::{AssertSqlSafe, Row as _};

/// One thing that must be true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// Its name.
    pub name: &'static str,
    /// What must be true, in a sentence.
    pub rule: &'static str,
    /// Whether its figures are cents; else they are counts.
    pub is_money: bool,
    sql: &'static str,
}

/// Where something else stands than must.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The check's name.
    pub check: &'static str,
    /// What it is about: an id or a key.
    pub subject: String,
    /// What must stand there.
    pub expected: String,
    /// What stands there.
    pub found: String,
}

/// Every check that one statement can make. `{accounts}` and `{causes}` are the vocabularies; `$1` and `$2` the first and
/// the last debtor.
pub const CHECKS: &[Check] = &[
    Check {
        name: "posting_form",
        rule: "A posting moves an amount above nothing between two known accounts, for a known cause.",
        is_money: false,
        sql: "SELECT cause_key AS subject, 1 AS expected, 0 AS found FROM posting
              WHERE debtor_id >= $1 AND debtor_id <= $2
                AND (amount_cents <= 0 OR debit = credit OR debit NOT IN ({accounts}) OR credit NOT IN ({accounts})
                  OR cause NOT IN ({causes}))",
    },
    Check {
        name: "posting_owner",
        rule: "A posting's claim and payment are of the same debtor and currency, and what is owed stands on a claim.",
        is_money: false,
        sql: "SELECT p.cause_key AS subject, 1 AS expected, 0 AS found FROM posting p
              LEFT JOIN claim c ON c.id = p.claim_id LEFT JOIN payment y ON y.id = p.payment_id
              WHERE p.debtor_id >= $1 AND p.debtor_id <= $2
                AND ((p.claim_id IS NOT NULL AND (c.id IS NULL OR c.debtor_id <> p.debtor_id OR c.currency <> p.currency))
                  OR (p.payment_id IS NOT NULL AND (y.id IS NULL OR y.debtor_id <> p.debtor_id OR y.currency <> p.currency))
                  OR (p.claim_id IS NULL AND (p.debit IN ('principal', 'interest', 'costs')
                    OR p.credit IN ('principal', 'interest', 'costs'))))",
    },
    Check {
        name: "version",
        rule: "Nothing is numbered above its debtor's version.",
        is_money: false,
        sql: "SELECT d.id AS subject, d.version AS expected, MAX(x.version) AS found FROM debtor d JOIN
              (SELECT debtor_id, version FROM posting WHERE debtor_id >= $1 AND debtor_id <= $2
               UNION ALL SELECT debtor_id, version FROM signal WHERE debtor_id >= $1 AND debtor_id <= $2
               UNION ALL SELECT debtor_id, version FROM behaviour WHERE debtor_id >= $1 AND debtor_id <= $2) x
                ON x.debtor_id = d.id
              GROUP BY d.id, d.version HAVING MAX(x.version) > d.version",
    },
    Check {
        name: "claim_principal",
        rule: "What a claim says it is for is what its invoice and corrections posted.",
        is_money: true,
        sql: "SELECT c.id AS subject, c.principal_cents AS expected,
                CAST(COALESCE(SUM(CASE WHEN p.debit = 'principal' THEN p.amount_cents
                  WHEN p.credit = 'principal' THEN -p.amount_cents ELSE 0 END), 0) AS BIGINT) AS found
              FROM claim c LEFT JOIN posting p
                ON p.claim_id = c.id AND p.cause IN ('invoice', 'credit_note', 'correction')
              WHERE c.debtor_id >= $1 AND c.debtor_id <= $2 GROUP BY c.id, c.principal_cents
              HAVING c.principal_cents <> COALESCE(SUM(CASE WHEN p.debit = 'principal' THEN p.amount_cents
                  WHEN p.credit = 'principal' THEN -p.amount_cents ELSE 0 END), 0)",
    },
    Check {
        name: "costs_and_interest",
        rule: "Nobody paid more costs or interest on a claim than were charged.",
        is_money: true,
        sql: "SELECT p.claim_id AS subject, 0 AS expected,
                CAST(SUM(CASE WHEN p.debit = a.account THEN p.amount_cents ELSE -p.amount_cents END) AS BIGINT) AS found
              FROM posting p JOIN (SELECT 'costs' AS account UNION ALL SELECT 'interest') a
                ON p.debit = a.account OR p.credit = a.account
              WHERE p.debtor_id >= $1 AND p.debtor_id <= $2 AND p.claim_id IS NOT NULL
              GROUP BY p.claim_id, a.account
              HAVING SUM(CASE WHEN p.debit = a.account THEN p.amount_cents ELSE -p.amount_cents END) < 0",
    },
    Check {
        name: "payment_booked_once",
        rule: "A paid payment reached the bank once, for its amount; any other never did.",
        is_money: true,
        sql: "SELECT y.id AS subject, MAX(CASE WHEN y.status = 'paid' THEN y.amount_cents ELSE 0 END) AS expected,
                CAST(COALESCE(SUM(p.amount_cents), 0) AS BIGINT) AS found
              FROM payment y LEFT JOIN posting p
                ON p.payment_id = y.id AND p.cause = 'payment' AND p.debit = 'bank'
              WHERE y.debtor_id >= $1 AND y.debtor_id <= $2 GROUP BY y.id
              HAVING COALESCE(SUM(p.amount_cents), 0) <> MAX(CASE WHEN y.status = 'paid' THEN y.amount_cents ELSE 0 END)
                OR COUNT(p.cause_key) > 1",
    },
    Check {
        name: "payment_returned",
        rule: "No more of a payment went back than came in.",
        is_money: true,
        sql: "SELECT p.payment_id AS subject, 0 AS expected,
                CAST(SUM(CASE WHEN p.debit = 'bank' THEN p.amount_cents WHEN p.credit = 'bank' THEN -p.amount_cents
                  ELSE 0 END) AS BIGINT) AS found
              FROM posting p WHERE p.debtor_id >= $1 AND p.debtor_id <= $2 AND p.payment_id IS NOT NULL
              GROUP BY p.payment_id
              HAVING SUM(CASE WHEN p.debit = 'bank' THEN p.amount_cents WHEN p.credit = 'bank' THEN -p.amount_cents
                  ELSE 0 END) < 0",
    },
    Check {
        name: "payment_suspense",
        rule: "No claim was paid from a payment beyond what it brought: what waits for an owner is never below nothing.",
        is_money: true,
        sql: "SELECT p.payment_id AS subject, 0 AS expected,
                CAST(SUM(CASE WHEN p.credit = 'suspense' THEN p.amount_cents WHEN p.debit = 'suspense'
                  THEN -p.amount_cents ELSE 0 END) AS BIGINT) AS found
              FROM posting p WHERE p.debtor_id >= $1 AND p.debtor_id <= $2 AND p.payment_id IS NOT NULL
              GROUP BY p.payment_id
              HAVING SUM(CASE WHEN p.credit = 'suspense' THEN p.amount_cents WHEN p.debit = 'suspense'
                  THEN -p.amount_cents ELSE 0 END) < 0",
    },
    Check {
        name: "payment_parts",
        rule: "The parts of a payment are no more than the payment.",
        is_money: true,
        sql: "SELECT y.id AS subject, y.amount_cents AS expected, CAST(SUM(t.amount_cents) AS BIGINT) AS found
              FROM payment y JOIN payment_part t ON t.payment_id = y.id
              WHERE y.debtor_id >= $1 AND y.debtor_id <= $2 GROUP BY y.id, y.amount_cents
              HAVING SUM(t.amount_cents) > y.amount_cents",
    },
    Check {
        name: "payable",
        rule: "What we collected of a claim is what we owe its creditor for it.",
        is_money: true,
        sql: "SELECT p.claim_id AS subject,
                CAST(SUM(CASE WHEN p.debit = 'suspense' THEN p.amount_cents WHEN p.credit = 'suspense'
                  THEN -p.amount_cents ELSE 0 END) AS BIGINT) AS expected,
                CAST(SUM(CASE WHEN p.credit = 'payable_to_creditor' THEN p.amount_cents
                  WHEN p.debit = 'payable_to_creditor' THEN -p.amount_cents ELSE 0 END) AS BIGINT) AS found
              FROM posting p WHERE p.debtor_id >= $1 AND p.debtor_id <= $2 AND p.claim_id IS NOT NULL
              GROUP BY p.claim_id
              HAVING SUM(CASE WHEN p.debit = 'suspense' THEN p.amount_cents WHEN p.credit = 'suspense'
                  THEN -p.amount_cents ELSE 0 END)
                <> SUM(CASE WHEN p.credit = 'payable_to_creditor' THEN p.amount_cents
                  WHEN p.debit = 'payable_to_creditor' THEN -p.amount_cents ELSE 0 END)",
    },
    Check {
        name: "plan_instalments",
        rule: "The instalments of a plan add up to the plan.",
        is_money: true,
        sql: "SELECT n.id AS subject, n.total_cents AS expected, CAST(COALESCE(SUM(i.amount_cents), 0) AS BIGINT) AS found
              FROM plan n LEFT JOIN instalment i ON i.plan_id = n.id
              WHERE n.debtor_id >= $1 AND n.debtor_id <= $2 GROUP BY n.id, n.total_cents
              HAVING COALESCE(SUM(i.amount_cents), 0) <> n.total_cents",
    },
    Check {
        name: "plan_claims",
        rule: "The claims of a plan add up to the plan.",
        is_money: true,
        sql: "SELECT n.id AS subject, n.total_cents AS expected, CAST(COALESCE(SUM(k.amount_cents), 0) AS BIGINT) AS found
              FROM plan n LEFT JOIN plan_claim k ON k.plan_id = n.id
              WHERE n.debtor_id >= $1 AND n.debtor_id <= $2 GROUP BY n.id, n.total_cents
              HAVING COALESCE(SUM(k.amount_cents), 0) <> n.total_cents",
    },
    Check {
        name: "creditor_record",
        rule: "What a creditor told us was posted to the claim, once, for the amount noted.",
        is_money: true,
        sql: "SELECT r.id AS subject, r.booked_cents AS expected,
                CAST(COALESCE(SUM(p.amount_cents), 0) AS BIGINT) AS found
              FROM creditor_record r LEFT JOIN posting p ON p.claim_id = r.claim_id
                AND p.cause IN ('recall', 'credit', 'received_by_creditor') AND p.cause_key LIKE '%:' || r.id
              WHERE r.debtor_id >= $1 AND r.debtor_id <= $2 GROUP BY r.id, r.booked_cents
              HAVING COALESCE(SUM(p.amount_cents), 0) <> r.booked_cents",
    },
    Check {
        name: "persona",
        rule: "A debtor's persona is the one that was decided last.",
        is_money: false,
        sql: "SELECT d.id AS subject, 1 AS expected, 0 AS found FROM debtor d
              WHERE d.id >= $1 AND d.id <= $2 AND d.persona <> COALESCE(
                (SELECT h.to_persona FROM persona_change h WHERE h.debtor_id = d.id ORDER BY h.version DESC LIMIT 1),
                d.persona)",
    },
];

/// The checks of bank entries, and of their rows in the books outside every debtor's ledger: `$1` and `$2` are the first
/// and the last entry.
pub const BANK_CHECKS: &[Check] = &[
    Check {
        name: "bank_posting_form",
        rule: "A row about a bank entry moves an amount above nothing between two known accounts, in its currency.",
        is_money: false,
        sql: "SELECT p.cause_key AS subject, 1 AS expected, 0 AS found FROM bank_posting p
              JOIN bank_entry e ON e.id = p.entry_id
              WHERE p.entry_id >= $1 AND p.entry_id <= $2
                AND (p.amount_cents <= 0 OR p.debit = p.credit OR p.debit NOT IN ({accounts})
                  OR p.credit NOT IN ({accounts}) OR p.currency <> e.currency)",
    },
    Check {
        name: "bank_arrived",
        rule: "A bank entry arrived in the books once, for its amount.",
        is_money: true,
        sql: "SELECT e.id AS subject, e.amount_cents AS expected,
                CAST(COALESCE(SUM(CASE WHEN p.debit = 'bank' AND p.credit = 'suspense' THEN p.amount_cents
                  WHEN p.credit = 'bank' AND p.debit = 'suspense' THEN -p.amount_cents ELSE 0 END), 0) AS BIGINT) AS found
              FROM bank_entry e LEFT JOIN bank_posting p ON p.entry_id = e.id AND p.cause_key = 'arrived:' || e.id
              WHERE e.id >= $1 AND e.id <= $2 GROUP BY e.id, e.amount_cents
              HAVING COALESCE(SUM(CASE WHEN p.debit = 'bank' AND p.credit = 'suspense' THEN p.amount_cents
                  WHEN p.credit = 'bank' AND p.debit = 'suspense' THEN -p.amount_cents ELSE 0 END), 0) <> e.amount_cents",
    },
    Check {
        name: "bank_suspense",
        rule: "A bank entry waits in suspense for its amount until it is booked, and then for nothing.",
        is_money: true,
        sql: "SELECT x.id AS subject, x.expected AS expected, x.found AS found FROM
              (SELECT e.id, CASE WHEN e.state IN ('unmatched', 'proposed', 'set_aside') THEN e.amount_cents ELSE 0 END
                 AS expected,
                CAST(COALESCE(SUM(CASE WHEN p.credit = 'suspense' THEN p.amount_cents WHEN p.debit = 'suspense'
                  THEN -p.amount_cents ELSE 0 END), 0) AS BIGINT) AS found
               FROM bank_entry e LEFT JOIN bank_posting p ON p.entry_id = e.id
               WHERE e.id >= $1 AND e.id <= $2 GROUP BY e.id, e.state, e.amount_cents) x
              WHERE x.expected <> x.found",
    },
    Check {
        name: "bank_booked",
        rule: "What a bank entry was booked for stands in that debtor's ledger, for its amount and with its sign.",
        is_money: true,
        sql: "SELECT x.id AS subject, x.amount_cents AS expected, x.found AS found FROM
              (SELECT e.id, e.amount_cents,
                CAST(COALESCE(SUM(CASE WHEN p.debit = 'bank' THEN p.amount_cents WHEN p.credit = 'bank'
                  THEN -p.amount_cents ELSE 0 END), 0) AS BIGINT) AS found
               FROM bank_entry e LEFT JOIN posting p
                 ON p.payment_id = e.payment_id AND p.debtor_id = e.debtor_id AND p.currency = e.currency
                 AND ((e.returns_entry_id IS NULL AND p.cause = 'payment')
                   OR p.cause_key = 'chargeback:' || e.payment_id || ':' || e.id || ':received')
               WHERE e.id >= $1 AND e.id <= $2 AND e.state IN ('booked', 'returned')
               GROUP BY e.id, e.amount_cents) x
              WHERE x.amount_cents <> x.found",
    },
];

/// What a check finds among the debtors, or bank entries, between two ids.
pub async fn list_differences(tx: &mut Tx, check: &Check, first: &str, last: &str) -> Result<Vec<Difference>> {
    let quoted = |words: Vec<&str>| words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", ");
    let accounts = quoted(Account::ALL.iter().map(|account| account.as_str()).collect());
    let causes = quoted(Cause::ALL.iter().map(|cause| cause.as_str()).collect());
    let sql = check.sql.replace("{accounts}", &accounts).replace("{causes}", &causes);
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(first).bind(last).fetch_all(&mut **tx).await?;
    rows.iter()
        .map(|row| {
            // A constant in a select is a 32-bit number on PostgreSQL.
            let number =
                |name: &str| row.try_get::<i64, _>(name).or_else(|_| row.try_get::<i32, _>(name).map(i64::from));
            let shown = |cents: i64| {
                if check.is_money { effen::money::Cents(cents).decimal() } else { cents.to_string() }
            };
            Ok(Difference {
                check: check.name,
                subject: row.try_get("subject")?,
                expected: shown(number("expected")?),
                found: shown(number("found")?),
            })
        })
        .collect()
}

/// Debtors whose stored behaviour is to be compared, after an id: id, kind, and the stored state if there is one.
pub async fn list_debtors(tx: &mut Tx, after: &str, limit: i64) -> Result<Vec<(String, String, Option<String>)>> {
    Ok(sqlx::query_as(
        "SELECT d.id, d.kind, b.state FROM debtor d LEFT JOIN behaviour b ON b.debtor_id = d.id
         WHERE d.id > $1 ORDER BY d.id LIMIT $2",
    )
    .bind(after)
    .bind(limit)
    .fetch_all(&mut **tx)
    .await?)
}

/// Ids of bank entries after an id.
pub async fn list_entries(tx: &mut Tx, after: &str, limit: i64) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar("SELECT id FROM bank_entry WHERE id > $1 ORDER BY id LIMIT $2")
        .bind(after)
        .bind(limit)
        .fetch_all(&mut **tx)
        .await?)
}

/// The rows about the bank entries between two ids, summed as [`list_sums`] does.
pub async fn list_bank_sums(tx: &mut Tx, first: &str, last: &str) -> Result<Vec<(String, String, String, i64, i64)>> {
    Ok(sqlx::query_as(
        "SELECT debit, credit, currency, CAST(SUM(amount_cents) AS BIGINT), COUNT(*) FROM bank_posting
         WHERE entry_id >= $1 AND entry_id <= $2 GROUP BY debit, credit, currency",
    )
    .bind(first)
    .bind(last)
    .fetch_all(&mut **tx)
    .await?)
}

/// The postings of the debtors between two ids, summed by their two accounts and currency, with how many rows they are.
pub async fn list_sums(tx: &mut Tx, first: &str, last: &str) -> Result<Vec<(String, String, String, i64, i64)>> {
    Ok(sqlx::query_as(
        "SELECT debit, credit, currency, CAST(SUM(amount_cents) AS BIGINT), COUNT(*) FROM posting
         WHERE debtor_id >= $1 AND debtor_id <= $2 GROUP BY debit, credit, currency",
    )
    .bind(first)
    .bind(last)
    .fetch_all(&mut **tx)
    .await?)
}

/// Submissions after a key that no debtor or agent can have made, or that lead nowhere: actor and key. Gives also the
/// last pair looked at; `None` when there are no more.
pub async fn list_submissions(tx: &mut Tx, after: &(String, String), limit: i64) -> Result<Option<SubmissionPage>> {
    let rows: Vec<(String, String, i64)> = sqlx::query_as(
        "SELECT s.actor_id, s.key, CASE WHEN (d.id IS NULL AND a.id IS NULL) OR s.fingerprint = '' OR s.location = ''
           THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END
         FROM submission s LEFT JOIN debtor d ON d.id = s.actor_id LEFT JOIN agent a ON a.id = s.actor_id
         WHERE s.actor_id > $1 OR (s.actor_id = $1 AND s.key > $2) ORDER BY s.actor_id, s.key LIMIT $3",
    )
    .bind(&after.0)
    .bind(&after.1)
    .bind(limit)
    .fetch_all(&mut **tx)
    .await?;
    let Some((actor, key, _)) = rows.last() else { return Ok(None) };
    let last = (actor.clone(), key.clone());
    let count = rows.len() as u64;
    let wrong = rows.into_iter().filter(|row| row.2 == 1).map(|row| format!("{}:{}", row.0, row.1)).collect();
    Ok(Some(SubmissionPage { last, count, wrong }))
}

/// A page of submissions.
#[derive(Debug)]
pub struct SubmissionPage {
    /// The last one looked at.
    pub last: (String, String),
    /// How many.
    pub count: u64,
    /// The wrong ones.
    pub wrong: Vec<String>,
}
