//! Statements booked on both engines: what is certain is booked once, what is not waits, nothing is lost.

use super::book::{book_on_claim, book_return, undo_in};
use super::import::{Outcome, import};
use crate::db::bank_entry::{self, EntryRow};
use crate::db::{Db, posting};
use crate::error::Error;
use crate::testing::sample::{self, Sample};
use crate::testing::{TestDb, databases};
use effen::bank::EntryState;
use effen::ids::{ClaimId, DebtorId};
use effen::money::{Cents, Money};
use std::fmt::Write as _;

/// One payment of a statement in MT940: signed cents, the bank's reference, and field 86.
type Line<'a> = (i64, &'a str, &'a str);

fn mt940(opening: i64, lines: &[Line<'_>], closing: i64, currency: &str) -> String {
    let amount = |cents: i64| format!("{},{:02}", cents.abs() / 100, cents.abs() % 100);
    let sign = |cents: i64| if cents < 0 { "D" } else { "C" };
    let mut text =
        format!(":20:S\n:25:NL91ABNA0417164300\n:28C:1\n:60F:{}260511{currency}{}\n", sign(opening), amount(opening));
    for (cents, reference, info) in lines {
        let _ = write!(text, ":61:260512{}{}NTRFNONREF//{reference}\n:86:{info}\n", sign(*cents), amount(*cents));
    }
    text + &format!(":62F:{}260512{currency}{}\n-\n", sign(closing), amount(closing))
}

async fn run(db: &Db, content: &str) -> Outcome {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), content).unwrap();
    import(db, sample::now(), &[file.path().to_owned()], false).await.unwrap()
}

/// A statement that adds up.
async fn take(db: &Db, lines: &[Line<'_>]) -> Outcome {
    let sum: i64 = lines.iter().map(|(cents, _, _)| cents).sum();
    run(db, &mt940(1_000, lines, 1_000 + sum, "EUR")).await
}

async fn open_of(db: &Db, debtor: &DebtorId, claim: &ClaimId) -> i64 {
    let mut conn = db.read().acquire().await.unwrap();
    posting::list_balances(&mut conn, debtor).await.unwrap()[claim].total().0
}

async fn entries(db: &Db, state: EntryState) -> Vec<EntryRow> {
    bank_entry::list_in(db, &[state], 100).await.unwrap()
}

/// The bank's balance over both places of the books, in euro cents.
async fn bank(db: &Db) -> i64 {
    let mut sum = 0;
    for table in ["bank_posting", "posting"] {
        let sql = format!(
            "SELECT CAST(COALESCE(SUM(CASE WHEN debit = 'bank' THEN amount_cents WHEN credit = 'bank' THEN -amount_cents ELSE 0 END), 0) \
             AS BIGINT) FROM {table} WHERE currency = 'EUR'"
        );
        sum += sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(sql)).fetch_one(db.read()).await.unwrap();
    }
    sum
}

/// A claim that is paid under this reference.
async fn refer(test: &TestDb, claim: &ClaimId, reference: &str) {
    let mut tx = test.db.begin().await.unwrap();
    sqlx::query("UPDATE claim SET payment_reference = $1 WHERE id = $2")
        .bind(reference.to_owned())
        .bind(claim.as_str())
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(db.read()).await.unwrap()
}

async fn person(test: &TestDb) -> Sample {
    let one = sample::sample_debtor(&test.db, "Anna").await.unwrap();
    refer(test, &one.with_costs, "5010 0021 6701 0010").await;
    one
}

#[tokio::test]
async fn a_payment_with_the_claims_reference_is_booked_once_by_the_creditors_order() {
    for test in databases().await {
        let one = person(&test).await;
        let lines = [(5_100, "B1", "/IBAN/NL02ABNA0123456789/NAME/A de Vries/REMI/kenmerk 5010002167010010/EREF/X1")];
        let outcome = take(&test.db, &lines).await;
        assert_eq!((outcome.statements_new, outcome.entries_new, outcome.booked), (1, 1, 1));
        // Costs 48.40 and interest 2.15 first, 0.45 of the principal.
        let mut conn = test.db.read().acquire().await.unwrap();
        let balance = posting::list_balances(&mut conn, &one.debtor).await.unwrap()[&one.with_costs];
        assert_eq!((balance.costs, balance.interest, balance.principal), (Cents(0), Cents(0), Cents(25_955)));
        drop(conn);
        let booked = entries(&test.db, EntryState::Booked).await;
        assert_eq!((booked[0].debtor.as_ref(), booked[0].claim.as_ref()), (Some(&one.debtor), Some(&one.with_costs)));
        let signals = "SELECT COUNT(*) FROM signal WHERE kind IN ('payment_paid', 'part_payment')";
        assert_eq!(count(&test.db, signals).await, 2, "what it means for the person is in the same transaction");
        assert_eq!(
            count(&test.db, "SELECT COUNT(*) FROM payment WHERE status = 'paid' AND booked_at IS NOT NULL").await,
            1
        );
        assert_eq!(bank(&test.db).await, 5_100);
        assert!(bank_entry::list_unassigned(&test.db).await.unwrap().iter().all(|sum| sum.cents == 0));

        // The same file again, and the same entry in a statement that holds one more.
        let again = take(&test.db, &lines).await;
        assert_eq!((again.statements_new, again.statements_known, again.entries_new), (0, 1, 0));
        let more = [lines[0], (700, "B2", "iets anders")];
        let overlapping = take(&test.db, &more).await;
        assert_eq!((overlapping.entries_new, overlapping.entries_known, overlapping.booked), (1, 1, 0));
        assert_eq!(open_of(&test.db, &one.debtor, &one.with_costs).await, 25_955);
        assert_eq!(bank(&test.db).await, 5_800);
    }
}

#[tokio::test]
async fn what_does_not_add_up_is_refused_whole_with_its_reason_and_leaves_nothing() {
    for test in databases().await {
        person(&test).await;
        let lines = [(5_100, "B1", "5010002167010010")];
        let outcome = run(&test.db, &mt940(1_000, &lines, 6_101, "EUR")).await;
        assert_eq!((outcome.statements_new, outcome.refused.len()), (0, 1));
        assert!(
            outcome.refused[0].reason.contains("61.00") && outcome.refused[0].reason.contains("61.01"),
            "{outcome:?}"
        );
        let broken = run(&test.db, ":20:X\n:25:1\n:60F:C260511EUR1,00\n").await;
        assert!(broken.refused[0].reason.contains("closing"));
        assert_eq!(count(&test.db, "SELECT COUNT(*) FROM bank_entry").await, 0);
        assert_eq!(bank(&test.db).await, 0);
    }
}

#[tokio::test]
async fn a_known_account_is_booked_only_when_exactly_one_claim_fits() {
    for test in databases().await {
        let one = person(&test).await;
        let info = "/IBAN/NL02ABNA0123456789/NAME/A de Vries/REMI/";
        take(&test.db, &[(100, "B1", &format!("{info}5010002167010010"))]).await;
        // Late is open for 120.00, upcoming for 84.20.
        let outcome =
            take(&test.db, &[(12_000, "B2", &format!("{info}bedankt")), (9_999, "B3", &format!("{info}bedankt"))])
                .await;
        assert_eq!((outcome.booked, outcome.proposed), (1, 1));
        assert_eq!(open_of(&test.db, &one.debtor, &one.late).await, 0);
        assert_eq!(open_of(&test.db, &one.debtor, &one.upcoming).await, 8_420);
        // A reference that no claim has: the payer meant something else.
        let outcome = take(&test.db, &[(8_420, "B4", &format!("{info}+++123/4567/89002+++"))]).await;
        assert_eq!((outcome.booked, outcome.proposed), (0, 1));
        assert_eq!(bank_entry::list_unassigned(&test.db).await.unwrap(), [Money::euro(9_999 + 8_420)]);
    }
}

#[tokio::test]
async fn proposals_wait_for_a_person_and_are_booked_once_when_confirmed() {
    for test in databases().await {
        let one = person(&test).await;
        let outcome = take(&test.db, &[(12_000, "B1", "/NAME/anna DE VRIES/REMI/boek"), (300, "B2", "onbekend")]).await;
        assert_eq!((outcome.booked, outcome.proposed, outcome.unmatched), (0, 1, 1));
        assert_eq!(open_of(&test.db, &one.debtor, &one.late).await, 12_000, "a name is no proof");
        let entry = entries(&test.db, EntryState::Proposed).await.remove(0);
        book_on_claim(&test.db, sample::now(), &entry.id, &one.late, "agent:a1").await.unwrap();
        let again = book_on_claim(&test.db, sample::now(), &entry.id, &one.late, "agent:a1").await;
        assert!(matches!(again, Err(Error::Refused(_))), "{again:?}");
        assert_eq!(open_of(&test.db, &one.debtor, &one.late).await, 0);
        assert_eq!(bank(&test.db).await, 12_300);
        assert_eq!(bank_entry::list_unassigned(&test.db).await.unwrap(), [Money::euro(300)]);
        let by: String = sqlx::query_scalar("SELECT actor FROM audit WHERE action = 'bank_entry_booked'")
            .fetch_one(test.db.read())
            .await
            .unwrap();
        assert_eq!(by, "agent:a1");
    }
}

#[tokio::test]
async fn a_return_takes_back_what_was_booked_and_any_other_debit_is_listed() {
    for test in databases().await {
        let one = person(&test).await;
        let before = open_of(&test.db, &one.debtor, &one.with_costs).await;
        take(&test.db, &[(5_100, "B1", "/IBAN/NL02ABNA0123456789/REMI/5010002167010010/EREF/X1")]).await;
        let back = "/RTRN/MD06/IBAN/NL02ABNA0123456789/EREF/X1";
        let outcome = take(&test.db, &[(-5_100, "R1", back), (-250, "F1", "bankkosten")]).await;
        assert_eq!((outcome.returned, outcome.unmatched), (1, 1));
        assert_eq!(open_of(&test.db, &one.debtor, &one.with_costs).await, before);
        let returned = entries(&test.db, EntryState::Returned).await;
        assert_eq!((returned.len(), returned[0].amount.cents), (1, 5_100));
        assert_eq!(entries(&test.db, EntryState::Unmatched).await[0].amount.cents, -250, "never silently dropped");
        assert_eq!(count(&test.db, "SELECT COUNT(*) FROM posting WHERE cause = 'chargeback'").await, 5);
        assert_eq!(bank(&test.db).await, -250);
        // It cannot go back twice.
        let twice = take(&test.db, &[(-5_100, "R2", back)]).await;
        assert_eq!((twice.returned, twice.unmatched), (0, 1));
        let left = entries(&test.db, EntryState::Unmatched).await;
        let second = left.iter().find(|entry| entry.amount.cents == -5_100).unwrap();
        let refused = book_return(&test.db, sample::now(), &second.id, &returned[0].id, "agent:a1").await;
        assert!(matches!(refused, Err(Error::Refused(_))));
    }
}

#[tokio::test]
async fn another_currency_is_kept_apart() {
    for test in databases().await {
        person(&test).await;
        let dollars = run(&test.db, &mt940(0, &[(5_100, "B1", "5010002167010010")], 5_100, "USD")).await;
        assert_eq!((dollars.booked, dollars.unmatched), (0, 1), "no claim in dollars has that reference");
        take(&test.db, &[(300, "B2", "onbekend")]).await;
        let sums: Vec<String> = bank_entry::list_unassigned(&test.db)
            .await
            .unwrap()
            .iter()
            .map(|sum| format!("{} {}", sum.decimal(), sum.currency))
            .collect();
        assert_eq!(sums, ["3.00 EUR", "51.00 USD"]);
    }
}

#[tokio::test]
async fn a_run_that_was_cut_off_before_matching_goes_on() {
    for test in databases().await {
        let one = person(&test).await;
        let lines = [(5_100, "B1", "5010002167010010")];
        take(&test.db, &lines).await;
        // As if the entry had been stored and never looked at: a second payment, put in by hand.
        let mut tx = test.db.begin().await.unwrap();
        let first =
            bank_entry::find(&mut tx, &entries(&test.db, EntryState::Booked).await[0].id).await.unwrap().unwrap();
        let next = EntryRow { id: crate::new_id::uuid(), key: "other".to_owned(), position: 2, ..first };
        assert!(bank_entry::create(&mut tx, &next, 1).await.unwrap());
        tx.commit().await.unwrap();
        let again = take(&test.db, &lines).await;
        assert_eq!((again.statements_known, again.booked), (1, 1));
        assert_eq!(open_of(&test.db, &one.debtor, &one.with_costs).await, 26_000 + 4_840 + 215 - 2 * 5_100);
    }
}

#[tokio::test]
async fn equal_payments_without_a_reference_of_the_bank_are_both_kept_and_a_gap_is_told() {
    for test in databases().await {
        let twin = (300, "", "onbekend");
        let outcome = take(&test.db, &[twin, twin]).await;
        assert_eq!((outcome.entries_new, outcome.entries_known), (2, 0));
        let next = run(&test.db, &mt940(1_600, &[twin], 1_900, "EUR")).await;
        assert_eq!((next.entries_new, next.gaps.len()), (1, 0));
        let later = run(&test.db, &mt940(5_000, &[twin], 5_300, "EUR")).await;
        assert_eq!((later.entries_new, later.gaps.len()), (1, 1), "a statement is missing");
        assert_eq!(bank(&test.db).await, 1_200);
    }
}

async fn undo(db: &Db, debtor: &DebtorId, entry: &str) -> crate::error::Result<()> {
    let mut tx = db.begin_debtor(debtor, sample::now()).await?;
    undo_in(&mut tx, entry, "agent:a1").await?;
    tx.commit().await
}

#[tokio::test]
async fn a_booking_in_the_wrong_file_is_taken_back_and_made_anew_without_a_cent_lost() {
    for test in databases().await {
        let (one, two) = (person(&test).await, sample::sample_debtor(&test.db, "Bas").await.unwrap());
        take(&test.db, &[(13_000, "B1", "zonder kenmerk")]).await;
        let entry = entries(&test.db, EntryState::Unmatched).await.remove(0);
        for round in 0..2 {
            book_on_claim(&test.db, sample::now(), &entry.id, &one.late, "agent:a1").await.unwrap();
            assert_eq!(open_of(&test.db, &one.debtor, &one.late).await, 0, "round {round}");
            assert!(undo(&test.db, &two.debtor, &entry.id).await.is_err(), "it is not booked for somebody else");
            undo(&test.db, &one.debtor, &entry.id).await.unwrap();
            assert_eq!(open_of(&test.db, &one.debtor, &one.late).await, 12_000, "open again");
            assert!(matches!(undo(&test.db, &one.debtor, &entry.id).await, Err(Error::Refused(_))), "once");
            assert_eq!(bank_entry::list_unassigned(&test.db).await.unwrap(), [Money::euro(13_000)]);
            assert_eq!(bank(&test.db).await, 13_000);
            let mut conn = test.db.read().acquire().await.unwrap();
            assert!(posting::list_credit(&mut conn, &one.debtor).await.unwrap().is_empty(), "nor is there a credit");
        }
        book_on_claim(&test.db, sample::now(), &entry.id, &two.late, "agent:a1").await.unwrap();
        assert_eq!(open_of(&test.db, &two.debtor, &two.late).await, 0);
        assert_eq!(bank(&test.db).await, 13_000);
        // What of it was used as a credit since comes back as well.
        let mut tx = test.db.begin_debtor(&two.debtor, sample::now()).await.unwrap();
        assert_eq!(crate::pay::credit::apply(&mut tx, &two.upcoming).await.unwrap(), Cents(1_000));
        tx.commit().await.unwrap();
        undo(&test.db, &two.debtor, &entry.id).await.unwrap();
        assert_eq!(open_of(&test.db, &two.debtor, &two.upcoming).await, 8_420, "what the rest had paid as well");
        let undone = "SELECT COUNT(*) FROM audit WHERE action = 'bank_entry_undone' AND actor = 'agent:a1'";
        assert_eq!(count(&test.db, undone).await, 3);
        let audit = crate::audit::run(&test.db, |_| {}).await.unwrap();
        assert!(audit.is_clean(), "{:?}", audit.shown);
    }
}

/// A notification or statement in camt of one entry that is a batch: the bank's reference of the whole, and each payment
/// as cents, reference of its own and text; none for a statement that tells no more than the whole.
fn camt(kind: &str, reference: &str, whole: i64, payments: &[(i64, &str, &str)]) -> String {
    let euros = |cents: i64| format!("{}.{:02}", cents / 100, cents % 100);
    let (outer, inner) = if kind == "054" { ("BkToCstmrDbtCdtNtfctn", "Ntfctn") } else { ("BkToCstmrStmt", "Stmt") };
    let balance = |code: &str, day: &str, cents: i64| {
        format!(
            "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">{}</Amt><CdtDbtInd>CRDT</CdtDbtInd>\
             <Dt><Dt>{day}</Dt></Dt></Bal>",
            euros(cents)
        )
    };
    let balances = if kind == "054" {
        String::new()
    } else {
        balance("OPBD", "2026-05-11", 1_000) + &balance("CLBD", "2026-05-12", 1_000 + whole)
    };
    let details: String = payments
        .iter()
        .map(|(cents, own, text)| {
            format!(
                "<TxDtls><Refs><AcctSvcrRef>{own}</AcctSvcrRef></Refs><Amt Ccy=\"EUR\">{}</Amt><CdtDbtInd>CRDT</CdtDbtInd>\
                 <RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls>",
                euros(*cents)
            )
        })
        .collect();
    let details = if details.is_empty() { details } else { format!("<NtryDtls>{details}</NtryDtls>") };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.{kind}.001.08\">\
         <{outer}><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-05-12T10:00:00</CreDtTm></GrpHdr><{inner}><Id>N-{reference}</Id>\
         <Acct><Id><IBAN>NL91ABNA0417164300</IBAN></Id><Ccy>EUR</Ccy></Acct>{balances}<Ntry><Amt Ccy=\"EUR\">{}</Amt>\
         <CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-05-12</Dt></BookgDt>\
         <ValDt><Dt>2026-05-12</Dt></ValDt><AcctSvcrRef>{reference}</AcctSvcrRef>{details}</Ntry></{inner}></{outer}></Document>",
        euros(whole)
    )
}

#[tokio::test]
async fn what_a_notification_booked_the_statement_does_not_book_again_in_whatever_parts_it_comes() {
    for test in databases().await {
        let one = person(&test).await;
        let payments = [(5_100, "P1", "kenmerk 5010002167010010"), (300, "P2", "onbekend")];
        let notified = run(&test.db, &camt("054", "BATCH1", 5_400, &payments)).await;
        assert_eq!((notified.entries_new, notified.booked, notified.unmatched), (2, 1, 1), "{notified:?}");
        assert_eq!(open_of(&test.db, &one.debtor, &one.with_costs).await, 31_055 - 5_100);
        let again = run(&test.db, &camt("054", "BATCH1", 5_400, &payments)).await;
        assert_eq!((again.statements_known, again.entries_new), (1, 0));
        // The statement of the day tells the batch as one sum; another bank tells each payment.
        for parts in [&[][..], &payments[..]] {
            let stated = run(&test.db, &camt("053", "BATCH1", 5_400, parts)).await;
            assert_eq!((stated.entries_new, stated.booked, stated.gaps.len()), (0, 0, 0), "{stated:?}");
        }
        // The other way about: what a statement booked, a notification that comes late does not.
        let stated = run(&test.db, &camt("053", "BATCH2", 700, &[])).await;
        assert_eq!((stated.entries_new, stated.unmatched), (1, 1));
        let late = run(&test.db, &camt("054", "BATCH2", 700, &[(400, "Q1", "a"), (300, "Q2", "b")])).await;
        assert_eq!((late.entries_new, late.entries_known), (0, 2), "{late:?}");
        // Without a reference of the bank nothing could be known again: it waits for the statement, and that is said.
        let nameless = run(&test.db, &camt("054", "", 900, &[])).await;
        assert_eq!((nameless.entries_new, nameless.refused.len()), (0, 1));
        assert!(nameless.refused[0].reason.contains("no reference of the bank"));
        assert_eq!(bank(&test.db).await, 5_400 + 700);
        let audit = crate::audit::run(&test.db, |_| {}).await.unwrap();
        assert!(audit.is_clean(), "{:?}", audit.shown);
    }
}
