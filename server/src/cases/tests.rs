//! What cases promise, on both engines: each holds our messages from the moment it comes in, taking it back lets them go,
//! and a decision has its consequences once.

use super::*;
use crate::db::Db;
use crate::db::outreach;
use crate::outreach::{Where, reachable};
use crate::testing::databases;
use crate::testing::sample::{self, Sample, sample_debtor};
use effen::kinds::Channel;
use effen::ledger::Balance;
use effen::money::Cents;
use effen::people::guard::{Frequency, Verdict, guard, tellable};
use effen::people::message::{ApproachKind, Message};

fn details(kind: CaseKind) -> Details {
    let typed = |name: &str| match name {
        "reason" => kind.fields().iter().find_map(|field| match field.shape {
            effen::cases::form::Shape::Choice(words) => words.first().copied(),
            _ => None,
        }),
        "arrangement" => Some("administrator"),
        "paid_on" | "died_on" | "moved_on" => Some("2026-05-02"),
        "paid_amount" => Some("120,00"),
        "until_on" => Some("2026-08-01"),
        "postal_code" => Some("9712 CP"),
        "reporter_contact" => Some("zus@example.com"),
        _ => Some("Zo is het gegaan"),
    };
    let read = |name: &str| typed(name).unwrap_or_default();
    effen::cases::form::read(kind, read, effen::kinds::Lang::Nl, sample::TODAY).unwrap()
}

async fn opened(app: &App, sample: &Sample, kind: CaseKind) -> String {
    let mut tx = app.db.begin_debtor(&sample.debtor, app.now()).await.unwrap();
    let claim = kind.needs_claim().then_some(&sample.late);
    let opening = Opening { kind, claim, details: details(kind), files: &[], country: Country::Nl };
    let id = open(&mut tx, opening).await.unwrap();
    if kind == CaseKind::Complaint {
        confirm_receipt(app, &mut tx, &id).await.unwrap();
    }
    tx.commit().await.unwrap();
    id
}

/// May a reminder about this claim go out now?
async fn may_remind(app: &App, sample: &Sample, claim: &ClaimId) -> bool {
    let mut conn = app.db.read().acquire().await.unwrap();
    let mut file = outreach::find(&mut conn, &sample.debtor, app.now()).await.unwrap();
    file.contact.reachable = reachable(app, &file);
    let message = Message::Approach { kind: ApproachKind::ReminderAfter };
    let frequency = Frequency { at_most: 7, per_days: 7 };
    let verdict = Where::of(Country::Nl)
        .with(|place| guard(&message, Channel::Email, &file.contact, frequency, app.now(), place));
    verdict == Verdict::Allow && tellable(&file.contact, app.now()).any(|open| open.claim_id == *claim)
}

async fn decided(app: &App, sample: &Sample, id: &str, decision: &Decision<'_>) -> bool {
    let mut tx = app.db.begin_debtor(&sample.debtor, app.now()).await.unwrap();
    let row = read(&mut tx, id).await.unwrap();
    let done = decide(app, &mut tx, &row, "a1", decision).await.unwrap();
    tx.commit().await.unwrap();
    done
}

fn grant(words: &str) -> Decision<'_> {
    Decision { event: CaseEvent::Grant, words, paid: None, until_on: None }
}

fn reject(words: &str) -> Decision<'_> {
    Decision { event: CaseEvent::Reject, ..grant(words) }
}

async fn count(db: &Db, sql: &'static str, id: &str) -> i64 {
    sqlx::query_scalar(sql).bind(id.to_owned()).fetch_one(db.read()).await.unwrap()
}

async fn balance(app: &App, sample: &Sample, claim: &ClaimId) -> Balance {
    let mut conn = app.db.read().acquire().await.unwrap();
    let all = crate::db::posting::list_balances(&mut conn, &sample.debtor).await.unwrap();
    all.get(claim).copied().unwrap_or_default()
}

async fn status_of(app: &App, claim: &ClaimId) -> String {
    sqlx::query_scalar("SELECT status FROM claim WHERE id = $1")
        .bind(claim.as_str())
        .fetch_one(app.db.read())
        .await
        .unwrap()
}

#[tokio::test]
async fn each_kind_stops_our_messages_at_once_and_taking_it_back_lets_them_go() {
    for test in databases().await {
        let app = sample::app(&test.db).await;
        for &kind in CaseKind::ALL.iter().filter(|kind| kind.by_debtor()) {
            let one = sample_debtor(&test.db, kind.as_str()).await.unwrap();
            assert!(may_remind(&app, &one, &one.late).await, "{kind}: before");
            let id = opened(&app, &one, kind).await;
            let asked_to_come = kind == CaseKind::Callback;
            assert_eq!(may_remind(&app, &one, &one.late).await, asked_to_come, "{kind}: while it runs");
            let others = asked_to_come || kind.needs_claim();
            assert_eq!(may_remind(&app, &one, &one.with_costs).await, others, "{kind}: other claims");
            let mut tx = app.db.begin_debtor(&one.debtor, app.now()).await.unwrap();
            let row = read(&mut tx, &id).await.unwrap();
            assert!(withdraw(&mut tx, &row).await.unwrap(), "{kind}");
            tx.commit().await.unwrap();
            assert!(may_remind(&app, &one, &one.late).await, "{kind}: after it was taken back");
            let mut tx = app.db.begin_debtor(&one.debtor, app.now()).await.unwrap();
            let row = read(&mut tx, &id).await.unwrap();
            assert!(!withdraw(&mut tx, &row).await.unwrap(), "{kind}: only once");
            let noted = "SELECT COUNT(*) FROM signal WHERE debtor_id = $1";
            assert_eq!(count(&test.db, noted, one.debtor.as_str()).await, 1, "{kind} is a signal");
        }
    }
}

#[tokio::test]
async fn a_granted_dispute_takes_the_claim_off_the_books_once() {
    for test in databases().await {
        let app = sample::app(&test.db).await;
        let one = sample_debtor(&test.db, "Anna").await.unwrap();
        let mut tx = app.db.begin_debtor(&one.debtor, app.now()).await.unwrap();
        let opening = Opening {
            kind: CaseKind::Dispute,
            claim: Some(&one.with_costs),
            details: details(CaseKind::Dispute),
            files: &[],
            country: Country::Nl,
        };
        let id = open(&mut tx, opening).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(balance(&app, &one, &one.with_costs).await.total(), Cents(26_000 + 4_840 + 215));
        assert!(decided(&app, &one, &id, &grant("U hebt gelijk.")).await);
        assert_eq!(balance(&app, &one, &one.with_costs).await, Balance::default(), "nothing is left of it");
        assert_eq!(status_of(&app, &one.with_costs).await, "withdrawn");
        assert!(!decided(&app, &one, &id, &grant("U hebt gelijk.")).await, "a second tap does nothing");
        assert!(!decided(&app, &one, &id, &reject("Toch niet.")).await, "and a colleague comes too late");
        let audited = "SELECT COUNT(*) FROM audit WHERE subject = $1 AND action = 'case_grant' AND actor = 'agent:a1'";
        assert_eq!(count(&test.db, audited, &id).await, 1);
        let told = "SELECT COUNT(*) FROM notice WHERE debtor_id = $1 AND class = 'answer' AND kind = 'case_answered'";
        assert_eq!(count(&test.db, told, one.debtor.as_str()).await, 1);
        assert_eq!(balance(&app, &one, &one.late).await.total(), Cents(12_000), "other claims stay as they are");
    }
}

#[tokio::test]
async fn a_payment_that_was_found_is_booked_and_the_hold_ends() {
    for test in databases().await {
        let app = sample::app(&test.db).await;
        let one = sample_debtor(&test.db, "Anna").await.unwrap();
        let id = opened(&app, &one, CaseKind::AlreadyPaid).await;
        let on = effen::dates::add_days(sample::TODAY, -10);
        let too_much = Decision { paid: Some((Cents(12_001), on)), ..grant("Gevonden.") };
        let mut tx = app.db.begin_debtor(&one.debtor, app.now()).await.unwrap();
        let row = read(&mut tx, &id).await.unwrap();
        assert!(decide(&app, &mut tx, &row, "a1", &too_much).await.is_err(), "never more than is open");
        drop(tx);
        let part = Decision { paid: Some((Cents(5_000), on)), ..grant("Gevonden.") };
        assert!(decided(&app, &one, &id, &part).await);
        assert_eq!(balance(&app, &one, &one.late).await.total(), Cents(7_000));
        assert!(may_remind(&app, &one, &one.late).await, "the rest is asked again");
    }
}

#[tokio::test]
async fn what_is_granted_about_a_person_stays() {
    for test in databases().await {
        let app = sample::app(&test.db).await;
        for kind in [CaseKind::Deceased, CaseKind::Administrator, CaseKind::NotMe] {
            let one = sample_debtor(&test.db, kind.as_str()).await.unwrap();
            let id = opened(&app, &one, kind).await;
            assert!(decided(&app, &one, &id, &grant("Dank voor uw bericht.")).await);
            assert!(!may_remind(&app, &one, &one.late).await, "{kind}: we do not come back");
            let other = sample_debtor(&test.db, &format!("{kind}-no")).await.unwrap();
            let id = opened(&app, &other, kind).await;
            assert!(decided(&app, &other, &id, &reject("Wij vonden hier niets van.")).await);
            assert!(may_remind(&app, &other, &other.late).await, "{kind}: not so, after all");
        }
        let not_me = sample_debtor(&test.db, "Els").await.unwrap();
        let id = opened(&app, &not_me, CaseKind::NotMe).await;
        decided(&app, &not_me, &id, &grant("Excuses.")).await;
        assert_eq!(status_of(&app, &not_me.late).await, "held");
    }
}

#[tokio::test]
async fn nothing_goes_to_the_address_of_somebody_who_has_died() {
    for test in databases().await {
        let app = sample::app(&test.db).await;
        let one = sample_debtor(&test.db, "Anna").await.unwrap();
        let id = opened(&app, &one, CaseKind::Deceased).await;
        decided(&app, &one, &id, &grant("Gecondoleerd.")).await;
        let to = "SELECT COUNT(*) FROM notice WHERE debtor_id = $1 AND recipient = 'zus@example.com'";
        assert_eq!(count(&test.db, to, one.debtor.as_str()).await, 1, "who reported it is answered");
        let complaint = opened(&app, &one, CaseKind::Complaint).await;
        decided(&app, &one, &complaint, &grant("U hebt gelijk.")).await;
        let theirs = "SELECT COUNT(*) FROM notice WHERE debtor_id = $1 AND recipient = 'anna@example.com'";
        assert_eq!(count(&test.db, theirs, one.debtor.as_str()).await, 0);
        let inbox = "SELECT COUNT(*) FROM notice WHERE debtor_id = $1 AND channel = 'portal' AND recipient = ''";
        assert_eq!(count(&test.db, inbox, one.debtor.as_str()).await, 2, "receipt and answer of the complaint");
    }
}

#[tokio::test]
async fn a_new_address_counts_when_an_agent_has_checked_it_and_a_longer_pause_ends_on_its_day() {
    for test in databases().await {
        let app = sample::app(&test.db).await;
        let one = sample_debtor(&test.db, "Anna").await.unwrap();
        let street = async || crate::db::profile::find(&app.db, &one.debtor).await.unwrap().street;
        let id = opened(&app, &one, CaseKind::Moved).await;
        assert_eq!(street().await, "Kerkstraat 1", "not before somebody looked");
        decided(&app, &one, &id, &grant("Klopt.")).await;
        assert_eq!(street().await, "Zo is het gegaan");
        assert!(may_remind(&app, &one, &one.late).await);

        let id = opened(&app, &one, CaseKind::LongerPause).await;
        let until_on = Some(jiff::civil::date(2026, 8, 1));
        assert!(decided(&app, &one, &id, &Decision { until_on, ..grant("Rust goed uit.") }).await);
        let ends = "SELECT ends_at FROM contact_hold WHERE id = $1 AND released_at IS NULL";
        assert_eq!(count(&test.db, ends, &id).await, end_of(jiff::civil::date(2026, 8, 1)));
        assert!(!may_remind(&app, &one, &one.late).await);
    }
}

#[tokio::test]
async fn a_question_waits_for_its_answer_and_is_told_by_a_message_without_a_demand() {
    for test in databases().await {
        let app = sample::app(&test.db).await;
        let one = sample_debtor(&test.db, "Anna").await.unwrap();
        let id = opened(&app, &one, CaseKind::Dispute).await;
        let row = async || {
            let mut conn = app.db.read().acquire().await.unwrap();
            case::find(&mut conn, &one.debtor, &id).await.unwrap().unwrap()
        };
        let said = async |words: &str| {
            let before = row().await;
            let mut tx = app.db.begin_debtor(&one.debtor, app.now()).await.unwrap();
            let done = answer(&mut tx, &before, words, &[]).await.unwrap();
            tx.commit().await.unwrap();
            done
        };
        assert!(!said("Zomaar").await, "nothing was asked");
        let ask = Decision { event: CaseEvent::Ask, ..grant("Hebt u een bewijs van retour?") };
        assert!(decided(&app, &one, &id, &ask).await);
        assert_eq!(
            (row().await.status, row().await.agent_id.as_deref()),
            (effen::cases::CaseStatus::Question, Some("a1"))
        );
        assert!(!may_remind(&app, &one, &one.late).await, "the hold stays while we ask");
        let body: String = sqlx::query_scalar("SELECT body_text FROM notice WHERE debtor_id = $1")
            .bind(one.debtor.as_str())
            .fetch_one(test.db.read())
            .await
            .unwrap();
        assert!(body.contains("Hebt u een bewijs van retour?") && body.contains(&format!("/cases/{id}")), "{body}");
        assert!(!body.contains('€'), "no demand: {body}");
        assert!(said("Ja, zie de foto.").await);
        assert_eq!(row().await.status, effen::cases::CaseStatus::InHand);
        let mut conn = app.db.read().acquire().await.unwrap();
        let events = case::list_events(&mut conn, &one.debtor, &id).await.unwrap();
        let told: Vec<_> = events.iter().map(|event| (event.event, event.actor.as_str())).collect();
        assert_eq!(told, [(None, "debtor"), (Some(CaseEvent::Ask), "agent:a1"), (Some(CaseEvent::Answer), "debtor")]);
    }
}
