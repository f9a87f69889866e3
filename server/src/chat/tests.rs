//! The chat over real sockets against the real router, on both engines.

mod client;
mod house;

use client::Client;
use effen::chat::ServerFrame;
use house::{House, Person};
use rand::{Rng as _, SeedableRng as _};
use std::time::{Duration, Instant};

#[tokio::test]
async fn every_message_is_stored_once_and_shown_once_in_one_order_whatever_breaks() {
    for test in crate::testing::databases().await {
        let mut house = House::open(&test).await;
        let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(20_261_121);
        let debtor = house.debtor("d1").await;
        let agent = house.agent("a1").await;
        let mut clients = vec![Client::new(&debtor, "/chat/socket"), Client::new(&debtor, "/chat/socket")];
        clients[0].connect(&house).await;
        clients[0].type_message("eerste").await;
        clients[0].settle().await;
        let conversation = house.conversation("d1").await;
        clients.push(Client::new(&agent, &format!("/console/conversation/{conversation}/socket")));
        let mut typed = 1;
        for step in 0..160 {
            let who = random.random_range(0..clients.len());
            match random.random_range(0..20) {
                0..=9 => {
                    clients[who].type_message(&format!("bericht {step}")).await;
                    typed += 1;
                }
                10..=12 => clients[who].send_all_again().await,
                13..=15 => clients[who].drop_line(),
                16..=18 => clients[who].connect(&house).await,
                _ => {
                    house.restart().await;
                    clients.iter_mut().for_each(Client::drop_line);
                }
            }
            if random.random_bool(0.3) {
                clients[who].listen(Duration::from_millis(5)).await;
            }
        }
        for client in &mut clients {
            client.drop_line();
            client.connect(&house).await;
        }
        let stored = house.messages(&conversation).await;
        for _ in 0..200 {
            let mut all = true;
            for client in &mut clients {
                client.listen(Duration::from_millis(10)).await;
                all &= client.shown.len() == typed;
            }
            if all {
                break;
            }
        }
        let stored = if stored.len() == typed { stored } else { house.messages(&conversation).await };
        assert_eq!(stored.len(), typed, "each message once");
        assert!(stored.iter().zip(1..).all(|((seq, _), n)| *seq == n), "numbers without gaps");
        for client in &clients {
            assert_eq!(client.shown, stored, "the same order for everybody");
            assert!(client.log.pending().is_empty(), "nothing is left on the way");
        }
        assert_eq!(house.count_signals("chat_started_unprompted").await, 1);
        assert_eq!(house.count_signals("chat_message").await as usize, house.count_from("debtor").await);
    }
}

#[tokio::test]
async fn a_plain_form_stores_once_and_a_plain_request_reads_what_came_after() {
    for test in crate::testing::databases().await {
        let house = House::open(&test).await;
        let debtor = house.debtor("d1").await;
        let form = [("id", "0190abcd-0001"), ("body", "Mag ik later betalen?")];
        for _ in 0..2 {
            let answer = house.post(&debtor, "/chat/send", &form).await;
            assert_eq!((answer.status().as_u16(), answer.headers()["location"].to_str().unwrap()), (303, "/chat#last"));
        }
        let other = [("id", "0190abcd-0001"), ("body", "Iets <b>anders</b> & meer")];
        let refused = house.post(&debtor, "/chat/send", &other).await;
        assert_eq!(refused.status().as_u16(), 422);
        let page = refused.text().await.unwrap();
        assert!(page.contains("Iets &lt;b&gt;anders&lt;/b&gt; &amp; meer"), "what was typed is still there");

        let batch = house.batch(&debtor, "/chat/messages?after=0").await;
        assert_eq!(
            (batch.last, batch.messages.len(), batch.messages[0].body.as_str()),
            (1, 1, "Mag ik later betalen?")
        );
        assert!(house.batch(&debtor, "/chat/messages?after=1").await.messages.is_empty());

        let page = house.get(&debtor, "/chat").await.text().await.unwrap();
        assert!(page.contains("Mag ik later betalen?") && page.contains("method=\"post\""));
        // That we cannot look is no end of the session: the page asks again.
        house.db.close().await;
        for path in ["/chat/messages?after=0", "/chat/messages?after=0&wait=1"] {
            assert_eq!(house.get(&debtor, path).await.status().as_u16(), 500, "{path}");
        }
    }
}

#[tokio::test]
async fn whoever_only_reads_writes_to_nobody_and_leaves_no_mark() {
    use effen::chat::mark::Marks;
    for test in crate::testing::databases().await {
        let house = House::open(&test).await;
        let (debtor, auditor, agent) = (house.debtor("d1").await, house.agent("a1").await, house.agent("a2").await);
        house.make_auditor("a1").await;
        house.post(&debtor, "/chat/send", &[("id", "0190abcd-0001"), ("body", "Is er iemand?")]).await;
        let path = format!("/console/conversation/{}", house.conversation("d1").await);
        assert!(!Client::new(&auditor, &format!("{path}/socket")).try_connect(&house).await);
        let page = house.get(&auditor, &path).await.text().await.unwrap();
        assert!(page.contains("Is er iemand?") && page.contains("U leest mee") && !page.contains("id=\"composer\""));
        assert_eq!(house.batch(&auditor, &format!("{path}/messages?after=1&seen=1")).await.last, 1);
        let form = [("id", "0190abcd-0002"), ("body", "Van de controle")];
        assert_eq!(house.post(&auditor, &format!("{path}/send"), &form).await.status().as_u16(), 403);
        let told = async || house.batch(&debtor, "/chat/messages?after=1").await.marks();
        assert_eq!((told().await, house.count_from("agent").await), (Marks::new(0, 0), 0));
        // Who answers is another matter, with a socket or without.
        house.batch(&agent, &format!("{path}/messages?after=1")).await;
        assert_eq!(told().await, Marks::new(1, 0));
        house.batch(&agent, &format!("{path}/messages?after=1&seen=7")).await;
        assert_eq!(told().await, Marks::new(1, 1));
    }
}

#[tokio::test]
async fn whatever_is_stored_is_told_even_when_whoever_sent_it_has_gone() {
    for test in crate::testing::databases().await {
        let app = crate::testing::sample::app(&test.db).await;
        let debtor = crate::testing::sample::sample_debtor(&test.db, "anna").await.unwrap().debtor;
        let mut seat = app.chat.sit(debtor.as_str(), super::Side::Agent, "t", "a1").unwrap();
        let mut told = 0;
        for n in 0..60_u64 {
            let id = format!("0190abcd-{n:04}");
            let message = super::Incoming { id: &id, body: "Hallo" };
            // The browser goes at any moment, in the middle of storing as well.
            let sent = super::send_from_debtor(&app, &debtor, false, message, None);
            let _ = tokio::time::timeout(Duration::from_micros(n * 150), sent).await;
            tokio::time::sleep(Duration::from_millis(20)).await;
            while let Ok(event) = seat.events.try_recv() {
                told += usize::from(matches!(event, super::hub::Event::Stored(_)));
            }
        }
        let stored: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM message").fetch_one(test.db.read()).await.unwrap();
        assert!(stored > 0);
        assert_eq!(told as i64, stored);
    }
}

#[tokio::test]
async fn nobody_reaches_what_is_not_theirs() {
    for test in crate::testing::databases().await {
        let house = House::open(&test).await;
        let (one, two, agent) = (house.debtor("d1").await, house.debtor("d2").await, house.agent("a1").await);
        house.post(&one, "/chat/send", &[("id", "0190abcd-0001"), ("body", "geheim van één")]).await;
        let conversation = house.conversation("d1").await;

        assert!(!house.get(&two, "/chat").await.text().await.unwrap().contains("geheim van één"));
        assert!(house.batch(&two, "/chat/messages?after=0").await.messages.is_empty());
        for path in ["", "/messages?after=0", "/file.json", "/socket"] {
            let path = format!("/console/conversation/{conversation}{path}");
            let answer = house.get(&two, &path).await;
            assert_ne!(answer.status().as_u16(), 200, "{path} is for agents");
        }
        assert_eq!(house.get(&agent, &format!("/console/conversation/{conversation}")).await.status().as_u16(), 200);

        // A page that was opened for somebody else hears nothing and sends nothing here.
        let of_one = crate::owned_key::mark(&effen::ids::DebtorId("d1".into()));
        let heard = house.get(&two, &format!("/chat/messages?whose={of_one}&after=0")).await;
        assert_eq!(heard.status().as_u16(), 401);
        let form = [("id", "0190abcd-0002"), ("body", "voor één getypt")];
        let page = house.post(&two, &format!("/chat/send?whose={of_one}"), &form).await;
        assert_eq!(page.status().as_u16(), 409);
        assert!(!house.get(&two, "/chat").await.text().await.unwrap().contains("voor één getypt"));
        let mut left_over = Client::new(&two, &format!("/chat/socket?whose={of_one}"));
        assert!(!left_over.try_connect(&house).await, "a page of somebody else opens no socket");

        let mut elsewhere = Client::new(&one, "/chat/socket");
        elsewhere.origin = Some("https://evil.example".into());
        assert!(!elsewhere.try_connect(&house).await, "another site opens no socket");
        let mut nobody = Client::new(&Person { cookie: "effen=nothing".into(), ..one.clone() }, "/chat/socket");
        assert!(!nobody.try_connect(&house).await, "no session, no socket");
    }
}

#[tokio::test]
async fn a_revoked_session_closes_its_socket_within_a_second_and_stores_nothing_more() {
    for test in crate::testing::databases().await {
        let house = House::open(&test).await;
        let debtor = house.debtor("d1").await;
        let mut client = Client::new(&debtor, "/chat/socket");
        client.connect(&house).await;
        client.type_message("hallo").await;
        client.settle().await;
        crate::db::session::revoke(&house.db, &debtor.token_hash, house.now()).await.unwrap();
        let began = Instant::now();
        client.type_message("te laat").await;
        while client.is_open() && began.elapsed() < Duration::from_secs(3) {
            client.listen(Duration::from_millis(20)).await;
        }
        assert!(began.elapsed() < Duration::from_secs(1), "closed after {:?}", began.elapsed());
        assert!(client.frames.contains(&ServerFrame::Ended), "and said why");
        let conversation = house.conversation("d1").await;
        assert_eq!(house.messages(&conversation).await.len(), 1);
    }
}

#[tokio::test]
async fn typing_presence_and_read_marks_reach_the_other_side_and_no_persona_does() {
    for test in crate::testing::databases().await {
        let house = House::open(&test).await;
        let (debtor, agent) = (house.debtor("d1").await, house.agent("a1").await);
        let mut there = Client::new(&debtor, "/chat/socket");
        there.connect(&house).await;
        there.type_message("Ik wil graag hulp").await;
        there.settle().await;
        let conversation = house.conversation("d1").await;
        let mut here = Client::new(&agent, &format!("/console/conversation/{conversation}/socket"));
        here.connect(&house).await;
        there.wait_for(|frame| *frame == ServerFrame::Presence { here: true }).await;
        here.say(&effen::chat::ClientFrame::Typing).await;
        there.wait_for(|frame| *frame == ServerFrame::Typing).await;
        here.say(&effen::chat::ClientFrame::Read { seq: 1 }).await;
        there.wait_for(|frame| matches!(frame, ServerFrame::Batch(batch) if batch.read == 1)).await;
        here.type_message("Wij kijken met u mee").await;
        there.wait_for(|frame| matches!(frame, ServerFrame::Batch(batch) if batch.last == 2)).await;
        here.drop_line();
        there.wait_for(|frame| *frame == ServerFrame::Presence { here: false }).await;
        let all = serde_json::to_string(&there.frames).unwrap().to_lowercase();
        for &persona in effen::kinds::Persona::ALL {
            assert!(!all.contains(persona.as_str()), "{persona} reached a debtor");
        }
        assert!(all.contains("\"name\":\"anouk\"") && !all.contains("de vries"), "an agent's first name only");
    }
}

#[tokio::test]
async fn a_message_is_sent_then_delivered_then_read_on_both_sides_and_never_moves_back() {
    use effen::chat::ClientFrame;
    use effen::chat::mark::Marks;
    for test in crate::testing::databases().await {
        let house = House::open(&test).await;
        let (debtor, agent) = (house.debtor("d1").await, house.agent("a1").await);
        let mut there = Client::new(&debtor, "/chat/socket");
        there.connect(&house).await;
        there.type_message("Is dit aangekomen?").await;
        there.settle().await;
        let conversation = house.conversation("d1").await;
        let console = format!("/console/conversation/{conversation}");
        let told = async |who, path: &str| house.batch(who, path).await.marks();
        assert_eq!(told(&debtor, "/chat/messages?after=1").await, Marks::new(0, 0), "sent");

        // The agent's tab is open, but not before anybody's eyes.
        let mut here = Client::new(&agent, &format!("{console}/socket"));
        here.connect(&house).await;
        here.wait_for(|frame| matches!(frame, ServerFrame::Batch(batch) if batch.last == 1)).await;
        here.say(&ClientFrame::Got { seq: 1 }).await;
        there.wait_for(|frame| matches!(frame, ServerFrame::Batch(batch) if batch.marks() == Marks::new(1, 0))).await;
        here.say(&ClientFrame::Read { seq: 1 }).await;
        there.wait_for(|frame| matches!(frame, ServerFrame::Batch(batch) if batch.marks() == Marks::new(1, 1))).await;
        for late in [ClientFrame::Got { seq: 0 }, ClientFrame::Got { seq: 99 }, ClientFrame::Read { seq: -4 }] {
            here.say(&late).await;
        }
        here.type_message("Ja").await;
        here.settle().await;
        assert_eq!(told(&debtor, "/chat/messages?after=1").await, Marks::new(2, 2), "who answers has read");

        // The debtor's other device has no socket: it says what it has by asking for what came after.
        there.drop_line();
        assert_eq!(told(&agent, &format!("{console}/messages?after=2")).await, Marks::new(1, 0));
        told(&debtor, "/chat/messages?after=2").await;
        assert_eq!(told(&agent, &format!("{console}/messages?after=2")).await, Marks::new(2, 0));
        let page = house.get(&agent, &console).await.text().await.unwrap();
        assert!(page.contains(">aangekomen<") && !page.contains(">gelezen<"));
        let page = house.get(&debtor, "/chat").await.text().await.unwrap();
        assert!(page.contains(">Gelezen<"));
        assert_eq!(told(&agent, &format!("{console}/messages?after=2")).await, Marks::new(2, 2), "a page was opened");
    }
}

#[tokio::test]
async fn who_claims_to_have_more_than_there_is_gets_the_next_message_and_marks_nothing_in_advance() {
    use effen::chat::ClientFrame;
    use effen::chat::mark::Marks;
    for test in crate::testing::databases().await {
        let house = House::open(&test).await;
        let (debtor, agent) = (house.debtor("d1").await, house.agent("a1").await);
        let mut there = Client::new(&debtor, "/chat/socket");
        there.connect(&house).await;
        there.type_message("Een").await;
        there.settle().await;
        let console = format!("/console/conversation/{}", house.conversation("d1").await);
        let mut here = Client::new(&agent, &format!("{console}/socket"));
        assert!(here.try_connect(&house).await);
        here.say(&ClientFrame::Hello { after: 99 }).await;
        here.wait_for(|frame| matches!(frame, ServerFrame::Batch(batch) if batch.last == 1)).await;
        there.type_message("Twee").await;
        there.settle().await;
        let second = |frame: &ServerFrame| matches!(frame, ServerFrame::Batch(batch) if batch.messages.iter().any(|message| message.seq == 2));
        here.wait_for(second).await;
        let told = house.batch(&debtor, "/chat/messages?after=2").await.marks();
        assert!(!told.beyond(Marks::new(1, 0)), "the second is on its way: {told:?}");
        here.say(&ClientFrame::Read { seq: 2 }).await;
        there.wait_for(|frame| matches!(frame, ServerFrame::Batch(batch) if batch.marks() == Marks::new(2, 2))).await;
    }
}

#[tokio::test]
async fn two_servers_on_one_database_carry_one_conversation() {
    for test in crate::testing::databases().await {
        let house = House::open(&test).await;
        let second = House::open(&test).await;
        let debtor = house.debtor("d1").await;
        let (mut left, mut right) = (Client::new(&debtor, "/chat/socket"), Client::new(&debtor, "/chat/socket"));
        left.connect(&house).await;
        right.connect(&second).await;
        left.type_message("van links").await;
        right.wait_for(|frame| matches!(frame, ServerFrame::Batch(batch) if batch.last == 1)).await;
        right.type_message("van rechts").await;
        left.wait_for(|frame| matches!(frame, ServerFrame::Batch(batch) if batch.last == 2)).await;
        right.settle().await;
        assert_eq!(left.shown, right.shown);
    }
}

#[tokio::test]
async fn a_plain_request_that_waits_is_answered_when_there_is_news_and_when_the_session_ends() {
    for test in crate::testing::databases().await {
        let house = House::open(&test).await;
        let second = House::open(&test).await;
        let (debtor, agent) = (house.debtor("d1").await, house.agent("a1").await);
        house.post(&debtor, "/chat/send", &[("id", "0190abcd-0001"), ("body", "Mag ik later betalen?")]).await;
        let conversation = house.conversation("d1").await;
        let at_once = house.batch(&debtor, "/chat/messages?after=0&wait=1").await;
        assert_eq!(at_once.last, 1, "what is there already is not waited for");

        // Another process stores the answer.
        let path = format!("/console/conversation/{conversation}/send");
        let answer = async {
            tokio::time::sleep(Duration::from_millis(700)).await;
            second.post(&agent, &path, &[("id", "0190abcd-0002"), ("body", "Dat mag")]).await
        };
        let began = Instant::now();
        let (batch, _) = tokio::join!(house.batch(&debtor, "/chat/messages?after=1&read=9&wait=1"), answer);
        assert_eq!(batch.messages.iter().map(|message| message.body.as_str()).collect::<Vec<_>>(), ["Dat mag"]);
        assert!((Duration::from_millis(700)..Duration::from_secs(6)).contains(&began.elapsed()));

        let revoke = async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            crate::db::session::revoke(&house.db, &debtor.token_hash, house.now()).await.unwrap();
            Instant::now()
        };
        let (ended, revoked) = tokio::join!(house.get(&debtor, "/chat/messages?after=2&read=9&wait=1"), revoke);
        assert_eq!(ended.status().as_u16(), 401);
        assert!(revoked.elapsed() < Duration::from_secs(1), "answered {:?} after", revoked.elapsed());
    }
}

#[tokio::test]
async fn postgres_tells_what_was_committed_and_nothing_else() {
    for test in crate::testing::databases().await {
        let Some(mut ear) = test.db.listen().await.unwrap() else {
            assert_eq!(test.db.engine, crate::db::Engine::Sqlite, "only SQLite tells nothing");
            continue;
        };
        let house = House::open(&test).await;
        for id in ["d1", "d2"] {
            house.debtor(id).await;
        }
        let begin = async |id: &str| {
            let debtor = effen::ids::DebtorId(id.to_owned());
            test.db.begin_debtor(&debtor, crate::clock::Clock::System.now()).await.unwrap()
        };
        let lost = begin("d1").await;
        drop(lost);
        crate::db::conversation::commit(&test.db, begin("d2").await, "me").await.unwrap();
        let told = tokio::time::timeout(Duration::from_secs(5), ear.next()).await.unwrap().unwrap();
        let told = told.unwrap();
        assert_eq!((told.teller.as_str(), told.debtors), ("me", vec!["d2".to_owned()]));
    }
}
