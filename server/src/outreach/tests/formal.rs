//! Formal letters that are written by themselves, and the costs that they announced.

use super::{House, number, run, text};
use crate::db::{formal_letter, hold, overview, posting};
use crate::outreach::{deliver, formal};
use crate::testing::databases;
use crate::testing::sample::{Sample, TODAY, sample_debtor};
use crate::{audit, charge};
use effen::dates::add_days;
use effen::deadline::formal_letter as term_of;
use effen::kinds::{Country, Lang};
use effen::ledger::{Balance, paid_to_creditor};
use effen::money::{Cents, Currency};
use jiff::civil::Date;

async fn switched_on(house: &House, name: &str) -> Sample {
    let sample = sample_debtor(&house.app.db, name).await.unwrap();
    let slug = format!("boekhandel-de-linde-{}", name.to_lowercase());
    assert!(formal_letter::update_after_days(&house.app.db, &slug, Some(10), 0).await.unwrap());
    sample
}

/// Mid-morning of a day.
fn morning(house: &House, day: Date) {
    house.at(&format!("{day}T10:00"));
}

async fn balance(house: &House, sample: &Sample) -> Balance {
    let mut conn = house.app.db.read().acquire().await.unwrap();
    posting::list_balances(&mut conn, &sample.debtor).await.unwrap()[&sample.part_paid]
}

const LETTERS: &str = "SELECT COUNT(*) FROM notice WHERE debtor_id = $1 AND kind = 'formal_letter'";

#[tokio::test]
async fn a_letter_goes_out_once_and_its_costs_come_on_the_day_it_named_and_not_before() {
    for test in databases().await {
        let house = House::new(&test.db).await;
        let by_hand = sample_debtor(&test.db, "Bas").await.unwrap();
        let sample = switched_on(&house, "Anna").await;
        assert_eq!(formal::run(&house.app, true).await.unwrap().queued, 1, "a dry run says so");
        assert_eq!(number(&test.db, LETTERS, &sample.debtor).await, 0, "and writes nothing");
        assert_eq!(formal::run(&house.app, false).await.unwrap().queued, 1);
        assert_eq!(formal::run(&house.app, false).await.unwrap().queued, 0, "once");
        let about = "SELECT claim_id FROM notice WHERE debtor_id = $1 AND kind = 'formal_letter'";
        assert_eq!(
            text(&test.db, about, &sample.debtor).await,
            sample.part_paid.0,
            "forty days late; twelve is too soon"
        );
        assert_eq!(number(&test.db, LETTERS, &by_hand.debtor).await, 0, "nobody asked for that creditor's");
        assert_eq!(charge::run(&house.app).await.unwrap(), 0, "it is only queued");
        deliver::run(&house.app, |_| {}).await.unwrap();
        assert_eq!(house.count_files("letters", ".pdf"), 1);

        let term = term_of(Country::Nl, TODAY, false);
        let mut day = add_days(TODAY, 1);
        while day <= term.printed_on {
            morning(&house, day);
            assert_eq!(charge::run(&house.app).await.unwrap(), 0, "{day} is within the term");
            day = add_days(day, 1);
        }
        assert_eq!(balance(&house, &sample).await.costs, Cents::ZERO);
        morning(&house, term.costs_from());
        assert_eq!(charge::run(&house.app).await.unwrap(), 1);
        assert_eq!(charge::run(&house.app).await.unwrap(), 0, "once");
        assert_eq!(balance(&house, &sample).await.costs, Cents(4_840), "the least of the scale, with VAT");
        let file = overview::find(&test.db, &sample.debtor, house.app.now_ms()).await.unwrap();
        assert!(file.claims.iter().any(|claim| claim.id == sample.part_paid && claim.costs_booked));
        let told = "SELECT COUNT(*) FROM signal WHERE debtor_id = $1 AND kind = 'costs_added'";
        assert_eq!(number(&test.db, told, &sample.debtor).await, 1);
        let report = audit::run(&test.db, |_| {}).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
    }
}

#[tokio::test]
async fn a_pause_a_lately_sent_message_a_payment_and_a_missing_address_each_keep_a_letter_back() {
    for test in databases().await {
        let house = House::new(&test.db).await;
        // A pause without an end.
        let paused = switched_on(&house, "Carla").await;
        let mut tx = test.db.begin_debtor(&paused.debtor, house.app.now()).await.unwrap();
        hold::create(&mut tx, None, "pause", None).await.unwrap();
        tx.commit().await.unwrap();
        let done = formal::run(&house.app, false).await.unwrap();
        assert_eq!((done.queued, done.none.get("held")), (0, Some(&1)), "{done:?}");
        // Not on a Sunday.
        run(&test.db, "DELETE FROM contact_hold WHERE debtor_id = $1", &[paused.debtor.as_str()]).await;
        house.at("2026-05-17T10:00");
        assert_eq!(formal::run(&house.app, false).await.unwrap().later, 1);
        morning(&house, TODAY);
        assert_eq!(formal::run(&house.app, false).await.unwrap().queued, 1);
        // Paid before it went out: nothing goes, and nothing is ever added.
        let rest = Balance::of_principal(Cents(4_500));
        let rows = paid_to_creditor(&paused.part_paid, rest, Currency::EUR, TODAY, "between");
        let mut tx = test.db.begin_debtor(&paused.debtor, house.app.now()).await.unwrap();
        posting::create(&mut tx, &rows).await.unwrap();
        tx.commit().await.unwrap();
        deliver::run(&house.app, |_| {}).await.unwrap();
        let status = "SELECT status FROM notice WHERE debtor_id = $1 AND kind = 'formal_letter'";
        assert_eq!(text(&test.db, status, &paused.debtor).await, "withdrawn");
        morning(&house, add_days(TODAY, 60));
        assert_eq!(charge::run(&house.app).await.unwrap(), 0);
        assert_eq!(house.count_files("letters", ".pdf"), 0);
        // Without a postal address there is no letter.
        morning(&house, TODAY);
        let nowhere = switched_on(&house, "Dirk").await;
        run(&test.db, "UPDATE debtor_person SET street = '' WHERE debtor_id = $1", &[nowhere.debtor.as_str()]).await;
        let done = formal::run(&house.app, false).await.unwrap();
        assert_eq!((done.queued, done.none.get("unreachable")), (0, Some(&1)), "{done:?}");
    }
}

#[tokio::test]
async fn a_belgian_letter_needs_the_creditors_number_and_a_pause_after_it_keeps_its_costs_away() {
    for test in databases().await {
        let house = House::new(&test.db).await;
        let sample = switched_on(&house, "Emma").await;
        let debtor = sample.debtor.as_str();
        run(&test.db, "UPDATE debtor SET country = 'be', kind = 'company' WHERE id = $1", &[debtor]).await;
        run(&test.db, "UPDATE creditor SET registration = '' WHERE slug LIKE $1", &["boekhandel%"]).await;
        assert_eq!(formal::run(&house.app, false).await.unwrap().queued, 0);
        run(&test.db, "UPDATE creditor SET registration = $1", &["0403.170.701"]).await;
        assert_eq!(formal::run(&house.app, false).await.unwrap().queued, 1);
        deliver::run(&house.app, |_| {}).await.unwrap();
        assert_eq!(house.count_files("letters", ".pdf"), 1);
        let costs_from = term_of(Country::Be, TODAY, false).costs_from();
        morning(&house, costs_from);
        let mut tx = test.db.begin_debtor(&sample.debtor, house.app.now()).await.unwrap();
        hold::create(&mut tx, Some(&sample.part_paid), "dispute", None).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(charge::run(&house.app).await.unwrap(), 0, "while somebody looks into it nothing is added");
        run(&test.db, "DELETE FROM contact_hold WHERE debtor_id = $1", &[debtor]).await;
        morning(&house, add_days(costs_from, 3));
        assert_eq!(charge::run(&house.app).await.unwrap(), 1);
        assert_eq!(balance(&house, &sample).await.costs, Cents(4_000), "the fixed sum of a company");
    }
}

/// Two claims of one creditor that are due for a letter at once: one letter, the scale over both together, a share for
/// each; and after a night without the daily run the costs come the day after, once.
#[tokio::test]
async fn claims_due_together_go_into_one_letter_and_share_the_costs_over_their_sum() {
    for test in databases().await {
        let house = House::new(&test.db).await;
        let sample = switched_on(&house, "Fleur").await;
        // € 260.00 of the other creditor's were charged long ago; these are € 120.00 and € 45.00 of one creditor.
        let sent_on = add_days(TODAY, 42);
        morning(&house, sent_on);
        assert_eq!(formal::run(&house.app, false).await.unwrap().queued, 1);
        assert_eq!(formal::run(&house.app, false).await.unwrap().queued, 0);
        assert_eq!(number(&test.db, LETTERS, &sample.debtor).await, 1, "one letter");
        deliver::run(&house.app, |_| {}).await.unwrap();
        assert_eq!(house.count_files("letters", ".pdf"), 1);
        let sent = crate::db::document::list_formal(&test.db, &sample.debtor).await.unwrap();
        let about: Vec<&str> = sent.iter().map(|(_, claim, _)| claim.as_str()).collect();
        assert_eq!(about.len(), 2);
        assert!(about.contains(&sample.part_paid.as_str()) && about.contains(&sample.late.as_str()), "{about:?}");
        // Over € 165.00: the least of the scale, € 40.00 and its VAT, and not twice.
        let shares = [(&sample.late, Cents(3_520)), (&sample.part_paid, Cents(1_320))];
        let file = overview::find(&test.db, &sample.debtor, house.app.now_ms()).await.unwrap();
        let costs_from = term_of(Country::Nl, sent_on, false).costs_from();
        for (id, share) in shares {
            let claim = file.claims.iter().find(|claim| claim.id == *id).unwrap();
            let change = crate::standing::meter_of(&file, claim, sent_on).next_change().unwrap();
            assert_eq!((change.on, change.more), (costs_from, share), "announced in the portal");
        }
        // The server stood still on the first day.
        morning(&house, add_days(costs_from, 1));
        assert_eq!(charge::run(&house.app).await.unwrap(), 2);
        assert_eq!(charge::run(&house.app).await.unwrap(), 0, "once");
        let mut conn = test.db.read().acquire().await.unwrap();
        let balances = posting::list_balances(&mut conn, &sample.debtor).await.unwrap();
        drop(conn);
        let books = crate::documents::Books::open(&house.app, &sample.debtor, Lang::Nl).await.unwrap();
        for (id, share) in shares {
            assert_eq!(balances[id].costs, share);
            // The statement explains the same cents.
            let claim = books.file.claims.iter().find(|claim| claim.id == *id).unwrap();
            let charged = books.account(claim).costs.unwrap();
            let law = charged.law.unwrap();
            assert_eq!((charged.asked, law.total), (share, share));
            let said = law.sentences(Lang::Nl).join(" ");
            assert!(said.contains("facturen van samen €\u{a0}165,00"), "{said}");
        }
        let report = audit::run(&test.db, |_| {}).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
        let found = crate::self_check::run(&test.db, house.app.now()).await.unwrap();
        assert_eq!(found, 0, "no costs above the rule");
    }
}

/// What dropped out between the queue and the post is not in the letter, and bears nothing; what is in it is asked for as
/// if it had been alone.
#[tokio::test]
async fn a_claim_that_is_paid_before_the_letter_goes_out_is_not_in_it() {
    for test in databases().await {
        let house = House::new(&test.db).await;
        let sample = switched_on(&house, "Guus").await;
        let sent_on = add_days(TODAY, 42);
        morning(&house, sent_on);
        assert_eq!(formal::run(&house.app, false).await.unwrap().queued, 1);
        let rest = Balance::of_principal(Cents(4_500));
        let rows = paid_to_creditor(&sample.part_paid, rest, Currency::EUR, sent_on, "between");
        let mut tx = test.db.begin_debtor(&sample.debtor, house.app.now()).await.unwrap();
        posting::create(&mut tx, &rows).await.unwrap();
        tx.commit().await.unwrap();
        deliver::run(&house.app, |_| {}).await.unwrap();
        let sent = crate::db::document::list_formal(&test.db, &sample.debtor).await.unwrap();
        assert_eq!(sent.iter().map(|(_, claim, _)| claim.as_str()).collect::<Vec<_>>(), [sample.late.as_str()]);
        morning(&house, term_of(Country::Nl, sent_on, false).costs_from());
        assert_eq!(charge::run(&house.app).await.unwrap(), 1);
        let mut conn = test.db.read().acquire().await.unwrap();
        assert_eq!(posting::list_balances(&mut conn, &sample.debtor).await.unwrap()[&sample.late].costs, Cents(4_840));
    }
}
