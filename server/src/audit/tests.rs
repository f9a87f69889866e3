use super::*;
use crate::db::Engine;
use crate::db::signal::record_signals;
use crate::testing::databases;
use crate::testing::sample::{Sample, now, sample_debtor};
use effen::bank::EntryState;
use effen::ids::PaymentId;
use effen::imputation::{ClaimPart, Imputation};
use effen::ledger::{Balance, payment_received};
use effen::money::{Cents, Currency};
use effen::people::signal::{Signal, SignalKind};
use sqlx::{AssertSqlSafe, Executor as _};

/// A debtor with a payment, a plan, signals and a form that was carried out.
async fn full_file(db: &Db) -> Sample {
    let sample = sample_debtor(db, "Anna").await.unwrap();
    let (debtor, late) = (sample.debtor.as_str(), sample.late.as_str());
    let mut tx = db.begin_debtor(&sample.debtor, now()).await.unwrap();
    for statement in [
        format!(
            "INSERT INTO payment (id, debtor_id, status_token, amount_cents, currency, method, status, checkout_url, \
             transfer, description, language, idempotency_key, created_at, changed_at, checked_at, booked_at) \
             VALUES ('y1', '{debtor}', 't', 5000, 'EUR', 'ideal', 'paid', '', '', '', 'nl', 'k', 0, 0, 0, 1)"
        ),
        format!("INSERT INTO payment_part (payment_id, claim_id, amount_cents) VALUES ('y1', '{late}', 4000)"),
        format!(
            "INSERT INTO plan_quote (id, debtor_id, batch_id, months, instalment_cents, total_cents, first_due_on, \
             last_due_on, schedule, claims, made_at, expires_at) \
             VALUES ('q1', '{debtor}', 'b', 2, 3000, 6000, '2026-06-01', '2026-07-01', '[]', '[]', 0, 0)"
        ),
        format!(
            "INSERT INTO plan (id, debtor_id, quote_id, status, total_cents, agreed_at) \
             VALUES ('n1', '{debtor}', 'q1', 'agreed', 6000, 0)"
        ),
        format!("INSERT INTO plan_claim (plan_id, claim_id, amount_cents) VALUES ('n1', '{late}', 6000)"),
        "INSERT INTO instalment (plan_id, number, due_on, amount_cents) VALUES ('n1', 1, '2026-06-01', 3000)"
            .to_owned(),
        "INSERT INTO instalment (plan_id, number, due_on, amount_cents) VALUES ('n1', 2, '2026-07-01', 3000)"
            .to_owned(),
        format!(
            "INSERT INTO submission (actor_id, key, fingerprint, location, created_at) \
             VALUES ('{debtor}', 'pay:1', 'f', '/pay', 0)"
        ),
    ] {
        tx.tx.execute(AssertSqlSafe(statement)).await.unwrap();
    }
    let paid = Balance::of_principal(Cents(4_000));
    let imputation =
        Imputation { parts: vec![ClaimPart { claim_id: sample.late.clone(), paid }], overpaid: Cents(1_000) };
    let rows = payment_received(&PaymentId("y1".into()), &imputation, Currency::EUR, crate::testing::sample::TODAY);
    crate::db::posting::create(&mut tx, &rows).await.unwrap();
    record_signals(&mut tx, &[Signal::now(SignalKind::PaymentPaid, now()).cents(5_000)]).await.unwrap();
    tx.commit().await.unwrap();
    bank_entries(db, &sample).await;
    sample
}

/// Two entries of a bank statement: one booked for the debtor, one in suspense.
async fn bank_entries(db: &Db, sample: &Sample) {
    let file = tempfile::NamedTempFile::new().unwrap();
    let statement = ":20:S\n:25:NL91ABNA0417164300\n:28C:1\n:60F:C260511EUR0,00\n:61:260512C7,00NTRFNONREF//B1\n\
                     :86:one\n:61:260512C9,00NTRFNONREF//B2\n:86:two\n:62F:C260512EUR16,00\n-\n";
    std::fs::write(file.path(), statement).unwrap();
    let outcome = crate::bank::import::import(db, now(), &[file.path().to_owned()], false).await.unwrap();
    assert_eq!(outcome.unmatched, 2);
    let rows = crate::db::bank_entry::list_in(db, &[EntryState::Unmatched], 2).await.unwrap();
    let first = rows.iter().find(|row| row.amount.cents == 700).unwrap();
    crate::bank::book::book_on_claim(db, now(), &first.id, &sample.upcoming, "system").await.unwrap();
}

/// Takes the guards away, as only somebody with the database's own password can.
async fn unguard(db: &Db) {
    let drops: &[&str] = match db.engine {
        Engine::Sqlite => &[
            "DROP TRIGGER posting_no_update",
            "DROP TRIGGER posting_no_delete",
            "DROP TRIGGER posting_fits",
            "DROP TRIGGER payment_part_fits",
            "DROP TRIGGER payment_stays",
            "DROP TRIGGER creditor_record_no_update",
            "DROP TRIGGER signal_no_delete",
            "DROP TRIGGER bank_posting_no_update",
            "DROP TRIGGER bank_posting_no_delete",
        ],
        Engine::Postgres => &[
            "DROP TRIGGER posting_append_only ON posting",
            "DROP TRIGGER posting_fits ON posting",
            "DROP TRIGGER payment_part_fits ON payment_part",
            "DROP TRIGGER payment_stays ON payment",
            "DROP TRIGGER creditor_record_append_only ON creditor_record",
            "DROP TRIGGER signal_append_only ON signal",
            "DROP TRIGGER bank_posting_append_only ON bank_posting",
        ],
    };
    for drop in drops {
        change(db, drop).await;
    }
}

async fn change(db: &Db, statement: &str) {
    let mut tx = db.begin().await.unwrap();
    tx.execute(AssertSqlSafe(statement.to_owned())).await.unwrap_or_else(|error| panic!("{statement}: {error}"));
    tx.commit().await.unwrap();
}

const POSTING: &str = "INSERT INTO posting (debtor_id, version, line, claim_id, payment_id, debit, credit, amount_cents, \
                       currency, value_on, cause, cause_key, recorded_at) ";

/// Each kind of damage, how it is mended again, and the checks that must see it.
fn damages(sample: &Sample, other: &Sample) -> Vec<(String, String, &'static [&'static str])> {
    let (debtor, late, elsewhere) = (sample.debtor.as_str(), sample.late.as_str(), other.late.as_str());
    let row = |claim: &str, payment: &str, debit: &str, credit: &str, currency: &str, cause: &str| {
        format!(
            "{POSTING} VALUES ('{debtor}', 1, 900, {claim}, {payment}, '{debit}', '{credit}', 100, '{currency}', \
             '2026-05-12', '{cause}', 'damage', 0)"
        )
    };
    let (own, alien) = (format!("'{late}'"), format!("'{elsewhere}'"));
    let without = "DELETE FROM posting WHERE cause_key = 'damage'".to_owned();
    let planted = |row: String, seen: &'static [&'static str]| (row, without.clone(), seen);
    let set = |what: &str, back: &str, seen: &'static [&'static str]| (what.to_owned(), back.to_owned(), seen);
    vec![
        planted(row(&own, "NULL", "cellar", "correction", "EUR", "waiver"), &["posting_form"]),
        planted(row(&own, "NULL", "waiver", "correction", "EUR", "whim"), &["posting_form"]),
        planted(row(&alien, "NULL", "waiver", "correction", "EUR", "waiver"), &["posting_owner"]),
        planted(row(&own, "NULL", "waiver", "correction", "USD", "waiver"), &["posting_owner"]),
        planted(row("NULL", "'nowhere'", "waiver", "correction", "EUR", "waiver"), &["posting_owner"]),
        planted(row("NULL", "NULL", "principal", "correction", "EUR", "waiver"), &["posting_owner"]),
        planted(row(&own, "NULL", "principal", "correction", "EUR", "correction"), &["claim_principal"]),
        planted(row(&own, "NULL", "waiver", "costs", "EUR", "waiver"), &["costs_and_interest"]),
        planted(row("NULL", "'y1'", "bank", "suspense", "EUR", "payment"), &["payment_booked_once"]),
        planted(row(&own, "NULL", "creditor_claims", "payable_to_creditor", "EUR", "payment"), &["payable"]),
        set(
            "UPDATE posting SET amount_cents = 4900 WHERE payment_id = 'y1' AND debit = 'bank'",
            "UPDATE posting SET amount_cents = 5000 WHERE payment_id = 'y1' AND debit = 'bank'",
            &["payment_booked_once"],
        ),
        set(
            "UPDATE payment SET status = 'open' WHERE id = 'y1'",
            "UPDATE payment SET status = 'paid' WHERE id = 'y1'",
            &["payment_booked_once"],
        ),
        set(
            "UPDATE posting SET debit = 'suspense', credit = 'bank', cause = 'refund', amount_cents = 100 \
             WHERE payment_id = 'y1' AND debit = 'bank'",
            "UPDATE posting SET debit = 'bank', credit = 'suspense', cause = 'payment', amount_cents = 5000 \
             WHERE payment_id = 'y1' AND credit = 'bank'",
            &["payment_booked_once", "payment_returned", "payment_suspense"],
        ),
        set(
            "UPDATE payment_part SET amount_cents = 5001 WHERE payment_id = 'y1'",
            "UPDATE payment_part SET amount_cents = 4000 WHERE payment_id = 'y1'",
            &["payment_parts"],
        ),
        set(
            "UPDATE instalment SET amount_cents = 2999 WHERE plan_id = 'n1' AND number = 2",
            "UPDATE instalment SET amount_cents = 3000 WHERE plan_id = 'n1' AND number = 2",
            &["plan_instalments"],
        ),
        set(
            "UPDATE plan_claim SET amount_cents = 6001 WHERE plan_id = 'n1'",
            "UPDATE plan_claim SET amount_cents = 6000 WHERE plan_id = 'n1'",
            &["plan_claims"],
        ),
        (
            format!("UPDATE debtor SET version = version - 1000 WHERE id = '{debtor}'"),
            format!("UPDATE debtor SET version = version + 1000 WHERE id = '{debtor}'"),
            &["version"],
        ),
        set(
            "UPDATE persona_change SET to_persona = to_persona || 'x'",
            "UPDATE persona_change SET to_persona = SUBSTR(to_persona, 1, LENGTH(to_persona) - 1)",
            &["persona"],
        ),
        (
            format!(
                "INSERT INTO creditor_record (id, creditor_id, kind, reference, debtor_id, claim_id, happened_on, \
                 amount_cents, booked_cents, source_hash, imported_at) VALUES ('r1', '{}', 'credit', 'C1', '{debtor}', \
                 '{late}', '2026-05-12', 100, 100, '', 0)",
                sample.creditors[1].as_str()
            ),
            "UPDATE creditor_record SET booked_cents = 0".to_owned(),
            &["creditor_record"],
        ),
        set(
            "UPDATE submission SET actor_id = 'nobody'",
            &format!("UPDATE submission SET actor_id = '{debtor}'"),
            &["submission"],
        ),
        set(
            "INSERT INTO bank_posting (entry_id, debit, credit, amount_cents, currency, value_on, cause_key, recorded_at) \
             SELECT id, 'cellar', 'waiver', 1, 'EUR', '2026-05-12', 'damage', 0 FROM bank_entry WHERE state = 'booked'",
            "DELETE FROM bank_posting WHERE cause_key = 'damage'",
            &["bank_posting_form"],
        ),
        set(
            "UPDATE bank_posting SET amount_cents = amount_cents + 1 WHERE cause_key LIKE 'arrived:%'",
            "UPDATE bank_posting SET amount_cents = amount_cents - 1 WHERE cause_key LIKE 'arrived:%'",
            &["bank_arrived", "bank_suspense"],
        ),
        set(
            "UPDATE bank_entry SET state = 'set_aside' WHERE state = 'booked'",
            "UPDATE bank_entry SET state = 'booked' WHERE state = 'set_aside'",
            &["bank_suspense"],
        ),
        set(
            "UPDATE bank_entry SET payment_id = NULL WHERE state = 'booked'",
            "UPDATE bank_entry SET payment_id = id WHERE state = 'booked'",
            &["bank_booked"],
        ),
        set("DELETE FROM signal", "DELETE FROM behaviour", &["behaviour"]),
    ]
}

#[tokio::test]
async fn each_kind_of_damage_is_seen_by_its_check_and_nothing_else_is() {
    for test in databases().await {
        let db = &test.db;
        let sample = full_file(db).await;
        let other = sample_debtor(db, "Bas").await.unwrap();
        // A persona that was decided, so that there is one to damage.
        let mut tx = db.begin_debtor(&sample.debtor, now()).await.unwrap();
        record_signals(&mut tx, &[Signal::now(SignalKind::HelpAsked, now())]).await.unwrap();
        tx.commit().await.unwrap();
        let clean = run(db, |_| {}).await.unwrap();
        assert!(clean.is_clean(), "{:?}", clean.shown);
        assert_eq!((clean.debtors, clean.bank_entries, clean.submissions), (2, 2, 1));
        assert!(clean.postings > 12);
        assert_eq!(clean.accounts.iter().map(|account| account.balance.cents).sum::<i64>(), 0, "nothing is lost");
        unguard(db).await;
        let mut seen_by: std::collections::BTreeSet<&str> = Default::default();
        for (damage, mend, checks) in damages(&sample, &other) {
            change(db, &damage).await;
            let report = run(db, |_| {}).await.unwrap();
            let found: Vec<&str> =
                report.counts.iter().filter(|(_, count)| **count > 0).map(|(name, _)| *name).collect();
            let mut expected = checks.to_vec();
            expected.sort_unstable();
            assert_eq!(found, expected, "{damage}: {:?}", report.shown);
            assert!(!report.shown[0].subject.is_empty());
            change(db, &mend).await;
            let mended = run(db, |_| {}).await.unwrap();
            assert!(mended.is_clean(), "after {mend}: {:?}", mended.shown);
            seen_by.extend(checks);
        }
        let all: std::collections::BTreeSet<&str> = rules().map(|(name, _)| name).collect();
        assert_eq!(seen_by, all, "every check was seen to find something");
    }
}

#[tokio::test]
async fn the_database_itself_refuses_what_does_not_fit() {
    for test in databases().await {
        let db = &test.db;
        let sample = full_file(db).await;
        let other = sample_debtor(db, "Bas").await.unwrap();
        let (debtor, late, elsewhere) = (sample.debtor.as_str(), sample.late.as_str(), other.late.as_str());
        for (statement, why) in [
            (
                format!(
                    "{POSTING} VALUES ('{debtor}', 1, 900, '{elsewhere}', NULL, 'waiver', 'principal', 1, 'EUR', \
                     '2026-05-12', 'waiver', 'k1', 0)"
                ),
                "another debtor",
            ),
            (
                format!(
                    "{POSTING} VALUES ('{debtor}', 1, 900, '{late}', NULL, 'waiver', 'principal', 1, 'USD', \
                     '2026-05-12', 'waiver', 'k1', 0)"
                ),
                "currency",
            ),
            (
                format!(
                    "{POSTING} VALUES ('{debtor}', 1, 900, NULL, 'nowhere', 'bank', 'suspense', 1, 'EUR', '2026-05-12', \
                     'payment', 'k1', 0)"
                ),
                "payment",
            ),
            (
                format!(
                    "{POSTING} VALUES ('{debtor}', 1, 900, NULL, NULL, 'waiver', 'principal', 1, 'EUR', '2026-05-12', \
                     'waiver', 'k1', 0)"
                ),
                "stands on a claim",
            ),
            (
                format!(
                    "INSERT INTO payment_part (payment_id, claim_id, amount_cents) VALUES ('y1', '{elsewhere}', 1001)"
                ),
                "more than the payment",
            ),
            ("UPDATE payment SET amount_cents = 1 WHERE id = 'y1'".to_owned(), "never change"),
            (format!("UPDATE claim SET currency = 'USD' WHERE id = '{late}'"), "never change"),
            (format!("UPDATE posting SET amount_cents = 1 WHERE debtor_id = '{debtor}'"), "append-only"),
        ] {
            let mut tx = db.begin().await.unwrap();
            let error = tx.execute(AssertSqlSafe(statement.clone())).await.unwrap_err().to_string();
            assert!(error.contains(why), "{statement}: {error}");
        }
        assert!(run(db, |_| {}).await.unwrap().is_clean());
    }
}
