//! How a conversation ends for the debtor: a rating, a mail of what was said, a text message where there is no mail.

use crate::testing::databases;
use crate::testing::sample::{sample_debtor, sign_in};
use crate::testing::site::Site;
use crate::web::console::tests::{call, lasting, text};

#[tokio::test]
async fn a_debtor_rates_once_how_a_matter_ended_and_agents_read_it() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let cookie = lasting(&site.app).await;
        let debtor = sample_debtor(&test.db, "anna").await.unwrap().debtor;
        let own = sign_in(&site.app, &debtor, "letter_code", None).await.unwrap();
        let message = crate::chat::Incoming { id: "0190abcd-0001", body: "Dag" };
        let sent = crate::chat::send_from_debtor(&site.app, &debtor, false, message, None).await.unwrap();
        let open = async |path: &str| text(call(&site.app, &own, path, None).await).await;
        assert!(!open("/chat").await.contains("/chat/rate"), "nothing has ended");
        let at = |act: &str| format!("/console/conversation/{}/{act}", sent.conversation_id);
        call(&site.app, &cookie, &at("close"), Some("reason=plan&outcome=answered")).await;
        assert!(open("/chat").await.contains("Hoe hebben wij u geholpen?"));
        let rate = async |form: &str| {
            let to = call(&site.app, &own, "/chat/rate", Some(form)).await.headers()["location"].clone();
            to.to_str().unwrap().to_owned()
        };
        assert_eq!(rate("rating=6").await, "/chat?done=rate_missing");
        assert_eq!(rate("rating=4").await, "/chat?done=rated");
        assert_eq!(rate("rating=1").await, "/chat?done=rated_before");
        assert!(!open("/chat?done=rated").await.contains("/chat/rate"));
        let page =
            text(call(&site.app, &cookie, &format!("/console/conversation/{}", sent.conversation_id), None).await);
        assert!(page.await.contains("beoordeeld met 4 van 5"));
    }
}

#[tokio::test]
async fn what_was_said_is_mailed_to_the_address_on_file_once_until_more_is_said() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let cookie = lasting(&site.app).await;
        let debtor = sample_debtor(&test.db, "anna").await.unwrap().debtor;
        let own = sign_in(&site.app, &debtor, "letter_code", None).await.unwrap();
        let message = crate::chat::Incoming { id: "0190abcd-0001", body: "Mag het later?" };
        let sent = crate::chat::send_from_debtor(&site.app, &debtor, false, message, None).await.unwrap();
        let answer = format!("/console/conversation/{}/send", sent.conversation_id);
        call(&site.app, &cookie, &answer, Some("id=0190abcd-a001&body=Dat+mag")).await;
        let page = text(call(&site.app, &own, "/chat", None).await).await;
        assert!(page.contains("Mail dit gesprek naar a•••@example.com"), "{page}");
        for _ in 0..2 {
            let asked = call(&site.app, &own, "/chat/transcript", Some("key=x")).await;
            assert_eq!(asked.headers()["location"], "/chat?done=mailed");
        }
        crate::outreach::deliver::run(&site.app, |_| {}).await.unwrap();
        let mails = crate::mail::outbox::list(&site.app.config, 9).await.unwrap();
        assert_eq!(mails.len(), 1);
        assert!(mails[0].text.contains("U: Mag het later?") && mails[0].text.contains("Anouk: Dat mag"));
    }
}
