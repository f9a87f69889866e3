//! From the queue to the post.

use super::{House, be, number, run, text};
use crate::db::{hold, notice};
use crate::new_id::token_hash;
use crate::outreach::deliver::{self, LEASE_MS, Outcome, Taken};
use crate::outreach::{answers, plan};
use crate::testing::databases;
use crate::testing::sample::sample_debtor;
use effen::ids::{DebtorId, NoticeId};
use effen::kinds::Persona;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

const STATUS: &str = "SELECT status FROM notice WHERE debtor_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1";
const SENT: &str = "SELECT COUNT(*) FROM signal WHERE debtor_id = $1 AND kind = 'notice_sent'";
const BOUNCED: &str = "SELECT COUNT(*) FROM signal WHERE debtor_id = $1 AND kind = 'notice_bounced'";

async fn queued(house: &House, debtor: &DebtorId) -> NoticeId {
    plan::run(&house.app, false, |_| {}).await.unwrap();
    NoticeId(text(&house.app.db, "SELECT id FROM notice WHERE debtor_id = $1", debtor).await)
}

#[tokio::test]
async fn what_was_queued_goes_out_once_even_when_two_send() {
    for test in databases().await {
        let mut debtors = Vec::new();
        for name in ["Anna", "Bas", "Cleo"] {
            debtors.push(sample_debtor(&test.db, name).await.unwrap().debtor);
        }
        let house = House::new(&test.db).await;
        plan::run(&house.app, false, |_| {}).await.unwrap();
        let (one, two) = tokio::join!(deliver::run(&house.app, |_| {}), deliver::run(&house.app, |_| {}));
        assert_eq!(one.unwrap().sent + two.unwrap().sent, 3);
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap(), deliver::Delivered::default());
        assert_eq!(house.count_files("outbox", ".eml"), 3);
        for debtor in &debtors {
            assert_eq!(number(&test.db, SENT, debtor).await, 1);
            assert_eq!(text(&test.db, STATUS, debtor).await, "sent");
        }
    }
}

#[tokio::test]
async fn the_link_lands_on_the_first_claim_and_its_token_is_kept_nowhere() {
    for test in databases().await {
        let sample = sample_debtor(&test.db, "Anna").await.unwrap();
        let house = House::new(&test.db).await;
        queued(&house, &sample.debtor).await;
        deliver::run(&house.app, |_| {}).await.unwrap();
        let kept = crate::mail::outbox::list(&house.app.config, 9).await.unwrap();
        let mail = &kept[0].text;
        let token = mail.split("/link/").nth(1).unwrap().split_whitespace().next().unwrap();
        assert!(mail.contains(&format!("{}/link/{token}", house.app.config.public_url)));
        let claim =
            text(&test.db, "SELECT claim_id FROM link WHERE debtor_id = $1 AND purpose = 'pay'", &sample.debtor);
        assert_eq!(claim.await, sample.with_costs.0, "the earliest due comes first");
        assert!(
            mail.contains("Waterland Energie: € 310,55") || mail.contains("Waterland Energie: €\u{a0}310,55"),
            "{mail}"
        );
        let hash = text(&test.db, "SELECT token_hash FROM link WHERE debtor_id = $1", &sample.debtor).await;
        assert_eq!(hash, token_hash(token));
        let stored =
            text(&test.db, "SELECT body_text || body_html FROM notice WHERE debtor_id = $1", &sample.debtor).await;
        assert!(!stored.contains(token) && !stored.contains("/link/"));
        let mut conn = test.db.read().acquire().await.unwrap();
        let inbox = notice::list_inbox(&mut conn, &sample.debtor, "(link)", 9).await.unwrap();
        assert!(inbox[0].text.contains("Bekijk en betaal: (link)"));
        // Nothing about a person in an address, and nothing loaded from elsewhere.
        assert!(!stored.contains("<img") && !stored.contains("src="));
    }
}

#[tokio::test]
async fn the_guard_is_asked_again_at_the_moment_of_sending() {
    for test in databases().await {
        let house = House::new(&test.db).await;
        let late = sample_debtor(&test.db, "Anna").await.unwrap().debtor;
        queued(&house, &late).await;
        house.at("2026-05-12T20:05");
        assert_eq!(
            deliver::run(&house.app, |_| {}).await.unwrap().later,
            1,
            "the mail server was away until the evening"
        );
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap(), deliver::Delivered::default());
        house.at("2026-05-13T07:00");
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap().sent, 1);

        house.at("2026-05-12T10:00");
        let held = sample_debtor(&test.db, "Bas").await.unwrap().debtor;
        queued(&house, &held).await;
        let mut tx = test.db.begin_debtor(&held, house.app.now()).await.unwrap();
        hold::create(&mut tx, None, "dispute", None).await.unwrap();
        tx.commit().await.unwrap();
        let moved = sample_debtor(&test.db, "Cleo").await.unwrap().debtor;
        queued(&house, &moved).await;
        run(&test.db, "UPDATE debtor_person SET email = 'new@example.com' WHERE debtor_id = $1", &[moved.as_str()])
            .await;
        let paid = sample_debtor(&test.db, "Dirk").await.unwrap().debtor;
        queued(&house, &paid).await;
        run(
            &test.db,
            "INSERT INTO posting (debtor_id, version, line, debit, credit, amount_cents, currency, value_on, cause, \
             cause_key, recorded_at) VALUES ($1, 90, 1, 'bank', 'suspense', 5, 'EUR', '2026-05-12', 'payment', 'x', \
             9000000000000)",
            &[paid.as_str()],
        )
        .await;
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap().withdrawn, 3);
        for debtor in [&held, &moved, &paid] {
            assert_eq!(text(&test.db, STATUS, debtor).await, "withdrawn");
            assert_eq!(number(&test.db, SENT, debtor).await, 0);
        }
        let again = plan::run(&house.app, false, |_| {}).await.unwrap();
        assert_eq!(again.queued, 2, "what was withdrawn because it was no longer true is written anew: {again:?}");
    }
}

#[tokio::test]
async fn who_dies_between_claim_and_confirmation_neither_loses_nor_doubles_a_confirmed_message() {
    for test in databases().await {
        let debtor = sample_debtor(&test.db, "Anna").await.unwrap().debtor;
        let house = House::new(&test.db).await;
        let id = queued(&house, &debtor).await;
        // Claimed, then killed.
        let Taken::Ready(dead) = deliver::take(&house.app, &id, &debtor, LEASE_MS).await.unwrap() else {
            panic!("it was due")
        };
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap(), deliver::Delivered::default(), "someone has it");
        house.wait_ms(LEASE_MS);
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap().sent, 1, "the claim ran out");
        // The one taken for dead was only slow: what it says now changes nothing.
        assert_eq!(deliver::confirm(&house.app, &dead.message, Ok(())).await.unwrap(), Outcome::Gone);
        assert_eq!(number(&test.db, SENT, &debtor).await, 1);
        house.wait_ms(LEASE_MS);
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap(), deliver::Delivered::default());
        assert_eq!(house.count_files("outbox", ".eml"), 1);
        assert_eq!(number(&test.db, "SELECT attempts FROM notice WHERE debtor_id = $1", &debtor).await, 2);
    }
}

#[tokio::test]
async fn a_letter_is_a_page_to_print_and_a_second_attempt_replaces_it() {
    for test in databases().await {
        let debtor = sample_debtor(&test.db, "Anna <b>").await.unwrap().debtor;
        be(&test.db, &debtor, Some(Persona::Tamara)).await;
        let house = House::new(&test.db).await;
        let id = queued(&house, &debtor).await;
        // The hour of the calm treatment.
        house.at("2026-05-12T11:00");
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap().sent, 1);
        let page = std::fs::read_to_string(house.files.path().join(format!("letters/{id}.html"))).unwrap();
        let address = "<address class=\"left\">Anna &lt;b&gt; de Vries\nKerkstraat 1\n1234 AB Utrecht</address>";
        assert!(page.contains(address), "{page}");
        assert!(page.contains("<svg") && !page.contains("<b>") && !page.contains("src="));
        assert_eq!(house.count_files("letters", ".html"), 1);
    }
}

/// A mail server that says `answer` to every recipient; gives its address, and each recipient as it is named.
async fn mail_server(answer: &'static str) -> (String, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let (told, heard) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let told = told.clone();
            tokio::spawn(async move {
                let mut stream = BufReader::new(stream);
                stream.write_all(b"220 test\r\n").await.unwrap();
                let (mut line, mut data) = (String::new(), false);
                while stream.read_line(&mut line).await.unwrap_or(0) > 0 {
                    let said = line.trim_end().to_owned();
                    line.clear();
                    let reply = match said.as_str() {
                        "." => {
                            data = false;
                            "250 taken\r\n"
                        }
                        _ if data => continue,
                        "DATA" => {
                            data = true;
                            "354 go on\r\n"
                        }
                        "QUIT" => "221 bye\r\n",
                        to if to.starts_with("RCPT") => {
                            told.send(to.to_owned()).unwrap();
                            answer
                        }
                        _ => "250 ok\r\n",
                    };
                    stream.write_all(reply.as_bytes()).await.unwrap();
                }
            });
        }
    });
    (url, heard)
}

#[tokio::test]
async fn mail_goes_to_a_real_server_and_a_bounce_leads_to_another_channel() {
    for test in databases().await {
        let debtor = sample_debtor(&test.db, "Anna").await.unwrap().debtor;
        let (url, mut heard) = mail_server("550 no such box\r\n").await;
        let house = House::with(&test.db, |config| config.smtp_url = Some(url)).await;
        queued(&house, &debtor).await;
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap().bounced, 1);
        assert_eq!(heard.recv().await.unwrap(), "RCPT TO:<anna@example.com>");
        assert_eq!(text(&test.db, STATUS, &debtor).await, "bounced");
        assert_eq!(number(&test.db, BOUNCED, &debtor).await, 1);
        // The step was not told: it goes by letter, since no gateway for text messages is there.
        assert_eq!(plan::run(&house.app, false, |_| {}).await.unwrap().channels.get("letter"), Some(&1));
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap().sent, 1);
    }
}

#[tokio::test]
async fn a_server_that_is_busy_is_asked_again_and_at_last_given_up() {
    for test in databases().await {
        let debtor = sample_debtor(&test.db, "Anna").await.unwrap().debtor;
        let (url, mut heard) = mail_server("451 later\r\n").await;
        let house = House::with(&test.db, |config| config.smtp_url = Some(url)).await;
        queued(&house, &debtor).await;
        let mut rounds = 0;
        let mut waits = Vec::new();
        while text(&test.db, STATUS, &debtor).await == "queued" {
            let before = house.app.now_ms();
            deliver::run(&house.app, |_| {}).await.unwrap();
            let next = number(&test.db, "SELECT next_try_at FROM notice WHERE debtor_id = $1", &debtor).await;
            waits.push((next - before) / 60_000);
            // Through the nights and the holiday as well.
            house.set(crate::clock::from_ms(next.max(before + 1)));
            rounds += 1;
            assert!(rounds < 40, "it never ends: {waits:?}");
        }
        assert_eq!(waits[..3], [1, 4, 16], "minutes");
        assert_eq!(text(&test.db, STATUS, &debtor).await, "dead");
        assert!(text(&test.db, "SELECT last_error FROM notice WHERE debtor_id = $1", &debtor).await.contains("451"));
        let mut tries = 0;
        while heard.try_recv().is_ok() {
            tries += 1;
        }
        assert_eq!(tries, deliver::ATTEMPTS_MAX);
        assert_eq!(number(&test.db, SENT, &debtor).await, 0);
    }
}

#[tokio::test]
async fn a_payment_is_confirmed_once_at_any_hour_and_counts_as_no_contact_of_ours() {
    for test in databases().await {
        let sample = sample_debtor(&test.db, "Anna").await.unwrap();
        let house = House::new(&test.db).await;
        house.at("2026-05-17T22:30");
        run(
            &test.db,
            "INSERT INTO payment (id, debtor_id, status_token, amount_cents, currency, method, status, checkout_url, \
             transfer, description, language, idempotency_key, created_at, changed_at, checked_at, booked_at) \
             VALUES ('p1', $1, 't', 12000, 'EUR', 'ideal', 'paid', '', '', '', 'nl', 'k', 1779049800000, 1779049800000, \
             1779049800000, 1779049800000)",
            &[sample.debtor.as_str()],
        )
        .await;
        run(
            &test.db,
            "INSERT INTO payment_part (payment_id, claim_id, amount_cents) VALUES ('p1', $1, 12000)",
            &[sample.late.as_str()],
        )
        .await;
        assert_eq!(answers::run(&house.app).await.unwrap(), 1);
        assert_eq!(answers::run(&house.app).await.unwrap(), 0);
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap().sent, 1);
        let kept = crate::mail::outbox::list(&house.app.config, 9).await.unwrap();
        assert_eq!(kept[0].subject.replace('\u{a0}', " "), "Boekhandel De Linde: wij hebben € 120,00 ontvangen");
        assert_eq!(number(&test.db, SENT, &sample.debtor).await, 0);
    }
}
