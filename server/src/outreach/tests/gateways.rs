//! Text messages and WhatsApp, from the queue to what carries them.

use super::{House, be, number, run, text};
use crate::mail::outbox;
use crate::outreach::{deliver, plan};
use crate::testing::databases;
use crate::testing::sample::sample_debtor;
use axum::extract::Json;
use axum::http::StatusCode;
use axum::routing::post;
use effen::kinds::Persona;
use serde_json::Value;
use tokio::sync::mpsc;

/// A gateway that answers everything with one status; its address, and what it is sent.
async fn gateway(status: StatusCode) -> (String, mpsc::UnboundedReceiver<Value>) {
    let (told, heard) = mpsc::unbounded_channel();
    let take = move |Json(body): Json<Value>| async move {
        told.send(body).unwrap();
        status
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/sms", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, axum::Router::new().route("/sms", post(take))).await.unwrap() });
    (url, heard)
}

#[tokio::test]
async fn a_text_message_goes_through_the_gateway_once_and_a_number_it_refuses_leads_to_another_way() {
    for test in databases().await {
        let debtor = sample_debtor(&test.db, "Anna").await.unwrap().debtor;
        be(&test.db, &debtor, Some(Persona::Bryan)).await;
        let (url, mut heard) = gateway(StatusCode::ACCEPTED).await;
        let house = House::with(&test.db, |config| config.sms_url = Some(url)).await;
        assert_eq!(plan::run(&house.app, false, |_| {}).await.unwrap().channels.get("sms"), Some(&1));
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap().sent, 1);
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap(), deliver::Delivered::default());
        let sent = heard.try_recv().unwrap();
        assert_eq!((sent["to"].as_str(), sent["from"].as_str()), (Some("+31612345678"), Some("Effen")));
        let words = sent["text"].as_str().unwrap();
        assert!(words.contains("Waterland Energie: EUR") && words.contains("/link/"), "{words}");
        assert!(words.chars().count() <= crate::outreach::sms::CHARACTERS_MAX);
        let id = text(&test.db, "SELECT id FROM notice WHERE debtor_id = $1", &debtor).await;
        assert_eq!(sent["reference"].as_str(), Some(id.as_str()));
        assert!(heard.try_recv().is_err(), "once");

        let refused = sample_debtor(&test.db, "Bas").await.unwrap().debtor;
        be(&test.db, &refused, Some(Persona::Bryan)).await;
        let (url, _heard) = gateway(StatusCode::NOT_FOUND).await;
        let house = House::with(&test.db, |config| config.sms_url = Some(url)).await;
        plan::run(&house.app, false, |_| {}).await.unwrap();
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap().bounced, 1);
        let noted = "SELECT COUNT(*) FROM signal WHERE debtor_id = $1 AND kind = 'notice_bounced' AND channel = 'sms'";
        assert_eq!(number(&test.db, noted, &refused).await, 1);
        assert_eq!(plan::run(&house.app, false, |_| {}).await.unwrap().channels.get("email"), Some(&1));
    }
}

#[tokio::test]
async fn who_agreed_to_whatsapp_gets_an_approved_template_there_and_nobody_else_does() {
    for test in databases().await {
        run(&test.db, "INSERT INTO setting (key, value) VALUES ('demo', $1)", &["1"]).await;
        let agreed = sample_debtor(&test.db, "Anna").await.unwrap().debtor;
        let other = sample_debtor(&test.db, "Bas").await.unwrap().debtor;
        for debtor in [&agreed, &other] {
            be(&test.db, debtor, Some(Persona::Bryan)).await;
        }
        run(
            &test.db,
            "INSERT INTO preference (debtor_id, key, value, set_at) VALUES ($1, 'remind_whatsapp', '1', 0)",
            &[agreed.as_str()],
        )
        .await;
        let house = House::new(&test.db).await;
        let planned = plan::run(&house.app, false, |_| {}).await.unwrap();
        assert_eq!(
            (planned.channels.get("whatsapp"), planned.channels.get("sms")),
            (Some(&1), Some(&1)),
            "{planned:?}"
        );
        let template = text(&test.db, "SELECT template FROM notice WHERE debtor_id = $1", &agreed).await;
        assert!(template.contains("effen_reminder_after_coaching"), "{template}");
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap().sent, 2);
        let kept = outbox::list(&house.app.config, 9).await.unwrap();
        let message = kept.iter().find(|message| message.channel == "whatsapp").unwrap();
        assert_eq!(message.to, "+31612345678");
        assert!(
            message.text.starts_with("Beste Anna de Vries,\n\nDeze rekening is nog niet betaald."),
            "{}",
            message.text
        );
        assert!(message.text.contains("Waterland Energie, €") && message.text.contains("/link/"), "{}", message.text);

        // A template that nobody approved goes nowhere, and says nothing of the number.
        let third = sample_debtor(&test.db, "Cleo").await.unwrap().debtor;
        be(&test.db, &third, Some(Persona::Bryan)).await;
        run(
            &test.db,
            "INSERT INTO preference (debtor_id, key, value, set_at) VALUES ($1, 'remind_whatsapp', '1', 0)",
            &[third.as_str()],
        )
        .await;
        plan::run(&house.app, false, |_| {}).await.unwrap();
        run(
            &test.db,
            "UPDATE notice SET template = REPLACE(template, 'effen_', 'other_') WHERE debtor_id = $1",
            &[third.as_str()],
        )
        .await;
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap().later, 1, "tried again");
        let said = text(&test.db, "SELECT last_error FROM notice WHERE debtor_id = $1", &third).await;
        assert!(said.contains("not approved"), "{said}");
    }
}
