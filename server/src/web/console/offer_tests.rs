//! What an agent proposes in a conversation, and what the debtor does with it.

use super::tests::{call, count, lasting, text};
use crate::testing::databases;
use crate::testing::sample::{sample_debtor, sign_in};
use crate::testing::site::Site;

#[tokio::test]
async fn a_plan_is_proposed_once_and_agreed_with_one_tap_a_pay_button_leads_to_paying() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let cookie = lasting(&site.app).await;
        let debtor = sample_debtor(&test.db, "anna").await.unwrap().debtor;
        let message = crate::chat::Incoming { id: "0190abcd-0001", body: "Kan het in delen?" };
        let sent = crate::chat::send_from_debtor(&site.app, &debtor, false, message, None).await.unwrap();
        let path = format!("/console/conversation/{}/offer", sent.conversation_id);
        let propose = async |form: &str| call(&site.app, &cookie, &path, Some(form)).await;
        let wrong = propose("key=0190abcd-p000&kind=plan&amount=veel").await;
        assert_eq!(wrong.status().as_u16(), 422);
        assert!(text(wrong).await.contains("value=\"veel\""), "what was typed stays");
        for _ in 0..2 {
            assert_eq!(propose("key=0190abcd-p001&kind=plan&amount=100").await.status().as_u16(), 303);
        }
        assert_eq!(propose("key=0190abcd-p002&kind=pay").await.status().as_u16(), 303);
        assert_eq!((count(&test.db, "plan_proposed").await, count(&test.db, "payment_proposed").await), (1, 1));

        let own = sign_in(&site.app, &debtor, "letter_code", None).await.unwrap();
        let page = text(call(&site.app, &own, "/chat", None).await).await;
        assert!(page.contains("termijnen van €\u{a0}100,00") && page.contains("Akkoord met deze regeling"), "{page}");
        assert!(page.contains("action=\"/pay\"") && page.contains("Kies en betaal"));
        let json = text(call(&site.app, &own, "/chat/messages?after=1", None).await).await;
        let batch: effen::chat::Batch = serde_json::from_str(&json).unwrap();
        let offer = batch.messages[0].offer.clone().unwrap();
        assert_eq!(offer.to, "/plan/agree");
        let tap = format!("key={0}&quote={0}", offer.quote);
        for _ in 0..2 {
            let agreed = call(&site.app, &own, "/plan/agree", Some(&tap)).await;
            assert_eq!(agreed.headers()["location"], "/plan?agreed=1");
        }
        let plans: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM plan").fetch_one(test.db.read()).await.unwrap();
        assert_eq!(plans, 1);
        let again = propose("key=0190abcd-p003&kind=plan").await;
        assert_eq!(again.status().as_u16(), 422);
        assert!(text(again).await.contains("Er loopt al een regeling"));

        let stranger = sample_debtor(&test.db, "bas").await.unwrap().debtor;
        let other = sign_in(&site.app, &stranger, "letter_code", None).await.unwrap();
        assert_eq!(call(&site.app, &other, "/plan/agree", Some(&tap)).await.status().as_u16(), 404);
    }
}

#[tokio::test]
async fn a_pause_is_confirmed_told_in_the_chat_holds_our_messages_and_can_be_undone() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let cookie = lasting(&site.app).await;
        let debtor = sample_debtor(&test.db, "anna").await.unwrap().debtor;
        let message = crate::chat::Incoming { id: "0190abcd-0001", body: "Ik heb rust nodig" };
        let sent = crate::chat::send_from_debtor(&site.app, &debtor, false, message, None).await.unwrap();
        let at = |act: &str| format!("/console/conversation/{}/{act}", sent.conversation_id);
        let holds = async || -> Vec<String> {
            let mut conn = test.db.read().acquire().await.unwrap();
            let rows = crate::db::hold::list(&mut conn, &debtor, site.app.now_ms()).await.unwrap();
            rows.into_iter().map(|row| row.id).collect()
        };
        for wrong in [
            "key=0190abcd-p001&kind=pause&until=2026-06-12",
            "key=0190abcd-p001&kind=pause&until=2026-05-12&sure=1",
            "key=0190abcd-p001&kind=pause&until=2027-05-12&sure=1",
            "key=0190abcd-p001&kind=what",
        ] {
            assert_eq!(call(&site.app, &cookie, &at("offer"), Some(wrong)).await.status().as_u16(), 422, "{wrong}");
        }
        assert_eq!(holds().await.len(), 0);
        let form = "key=0190abcd-p001&kind=pause&until=2026-06-12&sure=1";
        for _ in 0..2 {
            assert_eq!(call(&site.app, &cookie, &at("offer"), Some(form)).await.status().as_u16(), 303);
        }
        let held = holds().await;
        assert_eq!((held.len(), count(&test.db, "pause_given").await), (1, 1));
        let own = sign_in(&site.app, &debtor, "letter_code", None).await.unwrap();
        let page = text(call(&site.app, &own, "/chat", None).await).await;
        assert!(page.contains("stilgezet tot en met") && page.contains("12 juni"), "{page}");
        let page =
            text(call(&site.app, &cookie, &format!("/console/conversation/{}", sent.conversation_id), None).await)
                .await;
        assert!(page.contains("Stop de pauze tot") && page.contains(&held[0]));
        let end = format!("hold={}", held[0]);
        call(&site.app, &cookie, &at("unpause"), Some(&end)).await;
        assert_eq!((holds().await.len(), count(&test.db, "pause_ended").await), (0, 1));
    }
}
