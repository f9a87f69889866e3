//! What an import promises, on both engines.

use super::*;
use crate::db::{date, posting, signal};
use crate::import::run::{Outcome, RunOptions, run};
use crate::import::{ReadOptions, slug};
use crate::testing::{TestDb, databases};
use effen::ids::{ClaimId, DebtorId};
use effen::ledger::{self, Balance};
use effen::money::{Cents, Currency};
use effen::people::behaviour::Behaviour;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::fmt::Write as _;

const HEADER: &str = "customer_number,customer_name,number,issued_on,due_on,amount,currency,settled_on,disputed\n";

fn now() -> Timestamp {
    "2026-03-02T10:00:00Z".parse().unwrap()
}

/// Imports a text under a creditor's name.
async fn import(db: &Db, creditor: &str, content: &str, dry_run: bool) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.csv");
    std::fs::write(&path, content).unwrap();
    let read = ReadOptions { path, map: None, creditor: Some(creditor.to_owned()) };
    let rejects = Some(folder.path().join("rejected.csv"));
    let outcome = run(db, now(), &RunOptions { read, rejects, dry_run, progress: false }).await.unwrap();
    let rejected =
        outcome.rejects.as_ref().map_or(0, |path| std::fs::read_to_string(path).unwrap().lines().count() - 1);
    assert!(rejected as u64 >= outcome.summary.rejected, "every rejected row is in the file");
    outcome
}

/// What is open with a creditor, in cents; and every row about it, to see that nothing changed.
async fn standing(db: &Db, creditor: &str) -> (i64, Vec<i64>) {
    let slug = slug(creditor);
    let open: i64 = sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(CASE WHEN debit = 'principal' THEN amount_cents WHEN credit = 'principal'
           THEN -amount_cents ELSE 0 END), 0) AS BIGINT)
         FROM posting JOIN claim ON claim.id = claim_id JOIN creditor ON creditor.id = creditor_id WHERE slug = $1",
    )
    .bind(&slug)
    .fetch_one(db.read())
    .await
    .unwrap();
    let mut rows = Vec::new();
    for table in ["debtor", "claim", "posting", "signal", "behaviour", "persona_change", "audit", "creditor"] {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        rows.push(sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(db.read()).await.unwrap());
    }
    let versions = "SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM debtor";
    rows.push(sqlx::query_scalar(versions).fetch_one(db.read()).await.unwrap());
    (open, rows)
}

/// A row that a file may hold.
#[derive(Debug, Clone)]
struct Row {
    customer: u8,
    cents: i64,
    settled: bool,
    disputed: bool,
    day: i8,
}

fn row() -> impl Strategy<Value = Row> {
    (0_u8..4, -20_000_i64..90_000, any::<bool>(), any::<bool>(), 1_i8..28)
        .prop_map(|(customer, cents, settled, disputed, day)| Row { customer, cents, settled, disputed, day })
}

/// Rows as a file. A number says which customer and kind it is for, so that two files never disagree on that.
fn file(rows: &[(u16, Row)]) -> String {
    let mut text = HEADER.to_owned();
    for (number, row) in rows {
        let kind = if row.cents < 0 { "C" } else { "F" };
        let customer = (u8::try_from(number % 5).unwrap() + row.customer) % 5;
        let settled = if row.settled { format!("2025-03-{:02}", row.day) } else { String::new() };
        let (sign, cents) = (if row.cents < 0 { "-" } else { "" }, row.cents.abs());
        writeln!(
            text,
            "K{customer},Naam {customer},{kind}{customer}-{number},2025-01-{:02},2025-02-{:02},{sign}{}.{:02},EUR,{settled},{}",
            row.day,
            row.day,
            cents / 100,
            cents % 100,
            if row.disputed { "yes" } else { "no" },
        )
        .unwrap();
    }
    text
}

fn open_of(rows: &[(u16, Row)]) -> i64 {
    rows.iter().filter(|(_, row)| !row.settled).map(|(_, row)| row.cents).sum()
}

#[test]
fn any_file_twice_changes_nothing_and_the_balances_are_what_its_open_rows_say() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let tests: Vec<TestDb> = runtime.block_on(databases());
    let files = proptest::collection::btree_map(0_u16..60, (row(), row()), 1..40);
    let cases = std::cell::Cell::new(0);
    let config = Config { cases: 12, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&files, |files| {
            cases.set(cases.get() + 1);
            let case = cases.get();
            // The second file has the same invoices with other amounts of the same sign, days, settlement and dispute.
            let first: Vec<(u16, Row)> = files.iter().map(|(number, (row, _))| (*number, row.clone())).collect();
            let second: Vec<(u16, Row)> = files
                .iter()
                .map(|(number, (old, new))| {
                    let cents = if old.cents < 0 { -new.cents.abs() - 1 } else { new.cents.abs() };
                    (*number, Row { customer: old.customer, cents, ..new.clone() })
                })
                .collect();
            let count = first.len() as u64;
            for test in &tests {
                runtime.block_on(async {
                    let creditor = format!("Eiser {case}");
                    let summary = import(&test.db, &creditor, &file(&first), false).await.summary;
                    assert_eq!((summary.new, summary.rejected, summary.invoices), (count, 0, count));
                    assert_eq!(summary.amount_cents, first.iter().map(|(_, row)| row.cents).sum::<i64>());
                    let before = standing(&test.db, &creditor).await;
                    assert_eq!(before.0, open_of(&first));
                    let again = import(&test.db, &creditor, &file(&first), false).await.summary;
                    assert_eq!((again.unchanged, again.changed, again.new, again.segmented), (count, 0, 0, 0));
                    assert_eq!((again.amount_cents, again.debtors), (summary.amount_cents, summary.debtors));
                    assert_eq!(standing(&test.db, &creditor).await, before);

                    let dry = import(&test.db, &creditor, &file(&second), true).await.summary;
                    assert_eq!(standing(&test.db, &creditor).await, before, "a dry run keeps nothing");
                    let other = import(&test.db, &creditor, &file(&second), false).await.summary;
                    assert_eq!((dry.changed, dry.unchanged), (other.changed, other.unchanged));
                    assert_eq!((other.changed + other.unchanged, other.new), (count, 0));
                    let after = standing(&test.db, &creditor).await;
                    assert_eq!(after.0, open_of(&second), "corrections bring the balance to what the file says");
                    let again = import(&test.db, &creditor, &file(&second), false).await.summary;
                    assert_eq!((again.unchanged, standing(&test.db, &creditor).await), (count, after));
                });
            }
            Ok(())
        })
        .unwrap();
    for test in &tests {
        runtime.block_on(behaviour_is_that_of_the_log(&test.db));
    }
}

/// Every debtor is segmented, and the stored state is the one the log gives.
async fn behaviour_is_that_of_the_log(db: &Db) {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT d.id, COALESCE(b.state, '') FROM debtor d LEFT JOIN behaviour b ON b.debtor_id = d.id")
            .fetch_all(db.read())
            .await
            .unwrap();
    assert!(!rows.is_empty());
    for (id, state) in rows {
        let log = signal::list(db, &DebtorId(id.clone())).await.unwrap();
        let stored = Behaviour::from_json(&state).unwrap_or_else(|error| panic!("{id} is not segmented: {error}"));
        assert_eq!(stored.to_json(), Behaviour::rebuild(stored.party, &log).to_json());
    }
}

#[tokio::test]
async fn two_imports_of_one_file_at_the_same_time_book_each_invoice_once() {
    for test in databases().await {
        let rows: Vec<(u16, Row)> = (0..300_u16)
            .map(|n| {
                (n, Row { customer: 1, cents: 1_000 + i64::from(n), settled: n % 3 == 0, disputed: false, day: 5 })
            })
            .collect();
        let content = file(&rows);
        let (one, two) =
            tokio::join!(import(&test.db, "Eiser", &content, false), import(&test.db, "Eiser", &content, false));
        assert_eq!(one.summary.new + two.summary.new, 300);
        assert_eq!(one.summary.unchanged + two.summary.unchanged, 300);
        assert_eq!(standing(&test.db, "Eiser").await.0, open_of(&rows));
    }
}

#[tokio::test]
async fn rows_that_cannot_be_taken_are_told_and_the_rest_is_in() {
    for test in databases().await {
        let content = format!(
            "{HEADER}K1,A,F1,2025-01-05,,10.00,EUR,,no\nK1,A,F2,2025-01-05,,ten,EUR,,no\n\
             K1,A,F1,2025-01-05,,10.00,EUR,,no\nK1,A,F1,2025-01-05,,11.00,EUR,,no\nK2,B,F3,2025-01-05,,5.00,NOK,,no\n"
        );
        let folder = tempfile::tempdir().unwrap();
        let (path, rejects) = (folder.path().join("in.csv"), folder.path().join("out.csv"));
        std::fs::write(&path, &content).unwrap();
        let read = ReadOptions { path, map: None, creditor: Some("Eiser".into()) };
        let options = RunOptions { read, rejects: Some(rejects), dry_run: false, progress: false };
        let outcome = run(&test.db, now(), &options).await.unwrap();
        let summary = outcome.summary;
        assert_eq!((summary.new, summary.rejected, summary.repeated), (2, 2, 1));
        assert_eq!(summary.amount_cents, 1_000, "kroner are not added to euros");
        assert_eq!(summary.other_currencies, BTreeMap::from([("NOK".to_owned(), 500)]));
        let told = std::fs::read_to_string(outcome.rejects.unwrap()).unwrap();
        let lines: Vec<&str> = told.lines().skip(1).map(|line| line.split(',').nth(1).unwrap()).collect();
        assert_eq!(lines, ["3", "5"], "{told}");

        let stolen = format!("{HEADER}K9,C,F1,2025-01-05,,10.00,EUR,,no\n");
        let summary = import(&test.db, "Eiser", &stolen, false).await.summary;
        assert_eq!((summary.rejected, summary.debtors), (1, 0), "an invoice never moves to another customer");
        let swapped = content.replace("5.00,NOK", "5.00,SEK");
        assert_eq!(import(&test.db, "Eiser", &swapped, false).await.summary.rejected, 3, "nor to another currency");
    }
}

#[tokio::test]
async fn what_was_given_up_or_paid_meanwhile_is_not_settled_a_second_time() {
    for test in databases().await {
        let open = format!("{HEADER}K1,A,F1,2025-01-05,,10.00,EUR,,no\n");
        import(&test.db, "Eiser", &open, false).await;
        let (claim, debtor): (String, String) =
            sqlx::query_as("SELECT id, debtor_id FROM claim").fetch_one(test.db.read()).await.unwrap();
        let (claim, debtor) = (ClaimId(claim), DebtorId(debtor));
        let mut tx = test.db.begin_debtor(&debtor, now()).await.unwrap();
        let part = Balance::of_principal(Cents(400));
        let rows = ledger::waived(&claim, part, Currency::EUR, date("2025-02-01").unwrap(), "t");
        posting::create(&mut tx, &rows).await.unwrap();
        tx.commit().await.unwrap();

        for (settled, want) in [("2025-03-01", 0), ("2025-03-02", 0), ("", 600), ("2025-03-05", 0)] {
            let content = format!("{HEADER}K1,A,F1,2025-01-05,,10.00,EUR,{settled},no\n");
            assert_eq!(import(&test.db, "Eiser", &content, false).await.summary.changed, 1);
            assert_eq!(standing(&test.db, "Eiser").await.0, want, "settled on '{settled}'");
        }
    }
}

/// The plan over an invoice, with two instalments: one due in two weeks, one in six.
async fn plan_over(db: &Db, number: &str) {
    let mut tx = db.begin().await.unwrap();
    for sql in [
        "INSERT INTO plan_quote (id, debtor_id, batch_id, months, instalment_cents, total_cents, first_due_on,
           last_due_on, schedule, claims, made_at, expires_at)
         SELECT 'q', debtor_id, 'b', 2, 5000, 10000, '2026-03-16', '2026-04-16', '[]', '[]', 0, 0 FROM claim
         WHERE number = $1",
        "INSERT INTO plan (id, debtor_id, quote_id, status, total_cents, agreed_at)
         SELECT 'p', debtor_id, 'q', 'agreed', 10000, 1 FROM claim WHERE number = $1",
        "INSERT INTO plan_claim (plan_id, claim_id, amount_cents) SELECT 'p', id, 10000 FROM claim WHERE number = $1",
        "INSERT INTO instalment (plan_id, number, due_on, amount_cents)
         SELECT 'p', 1, '2026-03-16', 5000 FROM claim WHERE number = $1",
        "INSERT INTO instalment (plan_id, number, due_on, amount_cents)
         SELECT 'p', 2, '2026-04-16', 5000 FROM claim WHERE number = $1",
    ] {
        sqlx::query(sql).bind(number.to_owned()).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_settled_day_moves_the_plan_over_the_invoice_and_is_known_from_the_import_on() {
    for test in databases().await {
        let line = |settled: &str| format!("{HEADER}7,Anna,F-7,2026-01-02,2026-01-23,100.00,EUR,{settled},no\n");
        import(&test.db, "Energie", &line(""), false).await;
        plan_over(&test.db, "F-7").await;
        let status = async || -> String {
            sqlx::query_scalar("SELECT status FROM plan").fetch_one(test.db.read()).await.unwrap()
        };
        let log = async || {
            let id: String = sqlx::query_scalar("SELECT debtor_id FROM plan").fetch_one(test.db.read()).await.unwrap();
            signal::list(&test.db, &DebtorId(id)).await.unwrap()
        };
        let count = async |kind: &str| log().await.iter().filter(|signal| signal.kind.as_str() == kind).count();
        // Paid a week ago at the creditor, and known to us now.
        import(&test.db, "Energie", &line("2026-02-23"), false).await;
        assert_eq!(status().await, "completed");
        let (kept, ended) = (count("instalment_kept").await, count("plan_completed").await);
        assert_eq!((kept, ended), (2, 1));
        let settled = log().await.into_iter().find(|signal| signal.kind.as_str() == "invoice_settled").unwrap();
        assert_eq!((settled.occurred_at.to_string().as_str(), settled.known_at), ("2026-02-23T12:00:00Z", now()));
        import(&test.db, "Energie", &line("2026-02-23"), false).await;
        assert_eq!(count("plan_completed").await, 1, "the same file again says nothing new");
        // Another day, the same money: nothing is kept a second time.
        import(&test.db, "Energie", &line("2026-02-24"), false).await;
        assert_eq!((status().await.as_str(), count("instalment_kept").await), ("completed", 2));
        // It was not paid after all.
        import(&test.db, "Energie", &line(""), false).await;
        assert_eq!((status().await.as_str(), count("plan_reopened").await), ("agreed", 1));
        let report = crate::audit::run(&test.db, |_| {}).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
    }
}

#[tokio::test]
async fn a_claim_has_its_own_kind_of_limitation_where_its_file_names_one() {
    use crate::db::{creditor_terms, overview, self_check};
    use effen::limitation::LimitationKind::{self, ConsumerPurchase, General, Utilities};
    use effen::terms::ContractTerms;
    for test in databases().await {
        let dates = "2023-01-05,2023-02-05,10.00,EUR,,no";
        let row = |number: u8, kind: &str| format!("K1,A,F{number},{dates}{kind}\n");
        let header = HEADER.replace('\n', ",limitation\n");
        let content = format!("{header}{}{}{}", row(1, ",Consumer_Purchase"), row(2, ","), row(3, ",rent"));
        let summary = import(&test.db, "Eiser", &content, false).await.summary;
        assert_eq!((summary.new, summary.rejected), (2, 1), "rent is no kind of limitation");
        let debtor: String = sqlx::query_scalar("SELECT id FROM debtor").fetch_one(test.db.read()).await.unwrap();
        let kinds = async || {
            let file = overview::find(&test.db, &DebtorId(debtor.clone()), now().as_millisecond()).await.unwrap();
            let mut kinds: Vec<(String, Option<LimitationKind>)> =
                file.claims.iter().map(|claim| (claim.number.clone(), claim.rules.terms.limitation)).collect();
            kinds.sort();
            kinds.into_iter().map(|(_, kind)| kind).collect::<Vec<_>>()
        };
        assert_eq!(kinds().await, [Some(ConsumerPurchase), None]);
        let terms = ContractTerms { limitation: Some(Utilities), ..ContractTerms::default() };
        let from_on = date("2000-01-01").unwrap();
        creditor_terms::create(&test.db, "eiser", from_on, &terms, now().as_millisecond()).await.unwrap();
        assert_eq!(
            kinds().await,
            [Some(ConsumerPurchase), Some(Utilities)],
            "the creditor's where its own is not known"
        );
        let candidates = self_check::list_candidates(&test.db, date("2026-03-02").unwrap(), "", 9).await.unwrap();
        let mut found: Vec<LimitationKind> = candidates.iter().map(|candidate| candidate.kind).collect();
        found.sort_unstable();
        assert_eq!(found, [ConsumerPurchase, Utilities], "our own check goes by the same");
        let silent = format!("{HEADER}{}", row(1, ""));
        assert_eq!(import(&test.db, "Eiser", &silent, false).await.summary.changed, 1);
        assert_eq!(kinds().await[0], Some(ConsumerPurchase), "a file without the column takes nothing back");
        let other = format!("{header}{}", row(1, ",general"));
        assert_eq!(import(&test.db, "Eiser", &other, false).await.summary.changed, 1);
        assert_eq!(kinds().await[0], Some(General));
        assert_eq!(import(&test.db, "Eiser", &other, false).await.summary.unchanged, 1);
    }
}
