//! Mail through a real mail server, a process of its own, while the program that sends is killed in the middle. What the
//! program has confirmed is never sent again; what it has not, arrives all the same.
//!
//! The server comes from npm (`smtp-server`, with the browser tests' tools): `cargo xtask test` installs it.

mod place;

use effen_server::testing::databases;
use place::{Mail, Place, REFUSED};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// People who are written to.
const PEOPLE: usize = 40;
/// After so many messages each time, the program is killed.
const KILL_AFTER: usize = 9;
/// How often.
const KILLS: usize = 3;
/// How many a sender has in its hands at once: so many may come twice by one kill.
const SIDE_BY_SIDE: usize = 4;

/// How often each message came, by its Message-ID.
fn arrivals(mails: &[Mail]) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for mail in mails {
        *count.entry(mail.header("Message-ID")).or_default() += 1;
    }
    count
}

#[tokio::test]
async fn nothing_confirmed_comes_twice_and_nothing_is_lost_though_the_sender_is_killed() {
    for test in databases().await {
        let mut place = Place::new(&test, PEOPLE, 60).await;
        // Nobody is there: all are tried again later, and none is lost.
        let down = place.run("2026-05-12T10:00").await;
        assert_eq!((down["planned"]["queued"].as_u64(), down["delivered"]["later"].as_u64()), (Some(41), Some(41)));
        assert_eq!(place.statuses().await, [("queued".to_owned(), 41)].into());

        place.serve();
        let mut confirmed = BTreeSet::new();
        let mut seen = 0;
        for kill in 0..KILLS {
            // Past the wait after a failure, and past the claim of whoever was killed before.
            let mut child = place.start(&format!("2026-05-12T10:{:02}", 12 * (kill + 1)));
            let until = Instant::now() + Duration::from_secs(60);
            while place.mails().len() < seen + KILL_AFTER {
                assert!(Instant::now() < until && child.try_wait().unwrap().is_none(), "it did not come so far");
                std::thread::sleep(Duration::from_millis(5));
            }
            child.kill().unwrap();
            child.wait().unwrap();
            seen = place.mails().len();
            let before: BTreeSet<String> = confirmed.clone();
            confirmed = place.confirmed().await;
            assert!(before.is_subset(&confirmed));
            assert!(confirmed.len() < PEOPLE, "killed too late to show anything");
            let doubled = arrivals(&place.mails()).into_iter().filter(|(_, times)| *times > 1).count();
            assert!(doubled <= SIDE_BY_SIDE * kill, "{doubled} came twice after {kill} kills");
        }
        let last_confirmed = confirmed;
        let ids_then = arrivals(&place.mails());
        place.run("2026-05-12T11:00").await;
        let (mails, all) = (place.mails(), place.confirmed().await);
        let (times, doubled): (_, Vec<_>) =
            (arrivals(&mails), arrivals(&mails).into_iter().filter(|(_, n)| *n > 1).collect());
        assert_eq!((times.len(), all.len()), (PEOPLE, PEOPLE), "every message came");
        assert!(doubled.len() <= SIDE_BY_SIDE * KILLS, "{doubled:?}");
        for id in &last_confirmed {
            assert_eq!(times[id], ids_then[id], "{id} was confirmed, and came again");
        }
        println!(
            "{:?}: {PEOPLE} messages, {KILLS} kills, {} came twice, none of those that were confirmed",
            test.db.engine,
            doubled.len()
        );
        place.check_refused().await;
    }
}

#[tokio::test]
async fn a_mail_arrives_whole_as_text_and_html_and_a_refused_box_is_a_bounce() {
    let test = databases().await.remove(0);
    let mut place = Place::new(&test, 2, 0).await;
    place.serve();
    let done = place.run("2026-05-12T10:00").await;
    assert_eq!(
        (done["delivered"]["sent"].as_u64(), done["delivered"]["bounced"].as_u64()),
        (Some(2), Some(1)),
        "{done}"
    );
    let mails = place.mails();
    assert!(mails.iter().all(|mail| mail.to != [REFUSED]));
    let mail = mails.iter().find(|mail| mail.to == ["p0@example.com"]).expect("it came");
    assert_eq!(mail.from, "noreply@effen.example");
    assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
    assert!(mail.header("Content-Type").starts_with("multipart/alternative"), "{}", mail.raw);
    let (text, html) = (mail.raw.find("Content-Type: text/plain"), mail.raw.find("Content-Type: text/html"));
    assert!(text.is_some() && text < html, "the plain words first, then what looks better: {}", mail.raw);
    place.check_refused().await;
}
