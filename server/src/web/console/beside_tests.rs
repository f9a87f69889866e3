//! Conversations beside each other: one's own, at most three, by plain links and forms.

use super::tests::{call, lasting, text};
use crate::chat::{Incoming, send_from_debtor};
use crate::testing::databases;
use crate::testing::sample::{self, sample_debtor};
use sqlx::Executor as _;

#[tokio::test]
async fn an_agent_has_three_of_their_own_before_them_and_answers_in_each() {
    for test in databases().await {
        let app = sample::app(&test.db).await;
        let cookie = lasting(&app).await;
        let mut ids = Vec::new();
        for name in ["Anna", "Bas", "Cas", "Dirk", "Eva"] {
            let debtor = sample_debtor(&test.db, name).await.unwrap().debtor;
            let body = format!("Vraag van {name}");
            let message = Incoming { id: "0190abcd-0001", body: &body };
            ids.push(send_from_debtor(&app, &debtor, false, message, None).await.unwrap().conversation_id);
        }
        let open = async |path: &str| text(call(&app, &cookie, path, None).await).await;
        assert!(open("/console/beside").await.contains("U hebt nog geen gesprekken"));
        for id in &ids[..4] {
            call(&app, &cookie, &format!("/console/conversation/{id}/take"), Some("")).await;
        }
        let columns = |page: &str| page.matches("class=\"beside-talk\"").count();
        assert_eq!(columns(&open("/console/beside").await), 3, "asked for none: the first three");

        let path = format!("/console/beside?c={}&c={}&c={}", ids[1], ids[4], ids[3]);
        let page = open(&path).await;
        assert_eq!(columns(&page), 2, "the last one is nobody's");
        let talks = page.split("class=\"beside\"").nth(1).unwrap();
        assert!(talks.find("Vraag van Bas").unwrap() < talks.find("Vraag van Dirk").unwrap(), "in the order asked for");
        assert!(!talks.contains("Vraag van Eva"));
        assert!(
            page.contains("Anna de Vries ernaast")
                && page.contains("id=\"chat-body-1\"")
                && page.contains("id=\"chat-body-2\"")
        );
        let row = crate::db::conversation::find(&test.db, &ids[3]).await.unwrap().unwrap();
        assert_eq!((row.agent_read_seq, row.agent_delivered_seq), (1, 1), "what stands there was read");

        let here = format!("/console/beside?c={}&c={}", ids[1], ids[3]);
        let back = format!("{here}#composer-2");
        let form = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("id", "0190abcd-a001"), ("body", "Antwoord"), ("back", &back)])
            .finish();
        let send = format!("/console/conversation/{}/send", ids[3]);
        let answer = call(&app, &cookie, &send, Some(&form)).await;
        assert_eq!(answer.headers()["location"].to_str().unwrap(), back);
        assert!(open(&here).await.contains("Antwoord"));
        let away = call(&app, &cookie, &send, Some("id=0190abcd-a002&body=x&back=https%3A%2F%2Fevil.example")).await;
        assert!(away.headers()["location"].to_str().unwrap().starts_with("/console/conversation/"), "nowhere else");

        let mut tx = test.db.begin().await.unwrap();
        tx.execute("UPDATE agent SET all_creditors = 0 WHERE id = 'a1'").await.unwrap();
        tx.commit().await.unwrap();
        let page = open(&here).await;
        assert!(columns(&page) == 0 && !page.contains("Vraag van"), "nothing of a file that is not served");
    }
}
