//! Text messages through a gateway over HTTP: one POST a message, as JSON.
//!
//! `{"reference": "…", "from": "Effen", "to": "+31612345678", "text": "…"}` with `Authorization: Bearer KEY` and the
//! reference once more as `Idempotency-Key`. What the answer's status means: 2xx taken over; 404, 410 and 422 there is no
//! such number; everything else (a wrong key, too many at once, a gateway that is down) says nothing of the number, and is
//! tried again. Gateways that want other fields stand behind a small translator.

use super::{SmsGateway, TextMessage};
use crate::error::{Error, Result};
use async_trait::async_trait;
use reqwest::{StatusCode, Url};
use std::time::Duration;

/// How long a gateway may take to answer.
const ANSWER_MAX: Duration = Duration::from_secs(20);
/// The most of a gateway's answer that is kept beside a message that failed, in characters.
const SAID_MAX: usize = 200;

/// See the module.
pub struct SmsHttp {
    client: reqwest::Client,
    url: Url,
    key: String,
    from: String,
}

impl SmsHttp {
    /// `url` takes the POSTs, `key` opens it, `from` is the sender people see.
    ///
    /// # Errors
    /// [`Error::Refused`] for an address that cannot be used, or a machine without TLS roots for an https address.
    pub fn new(url: &str, key: &str, from: &str) -> Result<Self> {
        let wrong = |error: String| Error::Refused(format!("EFFEN_SMS_URL: {error}"));
        let url: Url = url.parse().map_err(|error| wrong(format!("{error}")))?;
        // Installing twice is refused and harmless.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder().timeout(ANSWER_MAX).redirect(reqwest::redirect::Policy::none());
        if url.scheme() == "http" {
            builder = builder.no_proxy().tls_certs_only([]);
        }
        let client = builder.build().map_err(|error| wrong(error.to_string()))?;
        Ok(Self { client, url, key: key.to_owned(), from: from.to_owned() })
    }
}

#[async_trait]
impl SmsGateway for SmsHttp {
    async fn send(&self, message: &TextMessage) -> Result<()> {
        let body = serde_json::json!({
            "reference": message.id, "from": self.from, "to": message.to, "text": message.text,
        });
        let request = self.client.post(self.url.clone()).bearer_auth(&self.key).header("Idempotency-Key", &message.id);
        // The address, which may hold a key, stays out of the sentence.
        let failed = |error: reqwest::Error| Error::Outside(format!("SMS gateway: {}", error.without_url()));
        let answer = request.json(&body).send().await.map_err(failed)?;
        let status = answer.status();
        if status.is_success() {
            return Ok(());
        }
        let said: String = answer.text().await.map_err(failed)?.chars().take(SAID_MAX).collect();
        let error = format!("SMS gateway: {status}: {said}");
        match status {
            StatusCode::NOT_FOUND | StatusCode::GONE | StatusCode::UNPROCESSABLE_ENTITY => Err(Error::Refused(error)),
            _ => Err(Error::Outside(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::extract::{Json, State};
    use axum::http::HeaderMap;
    use axum::routing::post;
    use serde_json::Value;
    use std::sync::{Arc, Mutex};

    type Heard = Arc<Mutex<Vec<(HeaderMap, Value)>>>;

    /// A gateway that answers by the number: the last three digits are the status.
    async fn gateway(heard: Heard) -> String {
        let take = |State(heard): State<Heard>, headers: HeaderMap, Json(body): Json<Value>| async move {
            let to = body["to"].as_str().unwrap_or_default().to_owned();
            heard.lock().unwrap().push((headers, body));
            let status = to.len().checked_sub(3).and_then(|at| to[at..].parse().ok()).unwrap_or(400);
            (StatusCode::from_u16(status).unwrap(), "so it is")
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/messages", listener.local_addr().unwrap());
        let router = axum::Router::new().route("/messages", post(take)).with_state(heard);
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        url
    }

    #[tokio::test]
    async fn a_message_reaches_a_gateway_and_what_it_answers_is_told_apart() {
        let heard = Heard::default();
        let sms = SmsHttp::new(&gateway(heard.clone()).await, "geheim", "Effen").unwrap();
        let message = |to: &str| TextMessage { id: "n1".into(), to: to.into(), text: "Été: EUR 5".into() };
        sms.send(&message("+31612345202")).await.unwrap();
        {
            let heard = heard.lock().unwrap();
            let (headers, body) = &heard[0];
            assert_eq!(headers["authorization"], "Bearer geheim");
            assert_eq!(headers["idempotency-key"], "n1");
            let wanted =
                serde_json::json!({"reference": "n1", "from": "Effen", "to": "+31612345202", "text": "Été: EUR 5"});
            assert_eq!(*body, wanted);
        }
        for status in [404, 410, 422] {
            let error = sms.send(&message(&format!("+31612345{status}"))).await.unwrap_err();
            assert!(matches!(error, Error::Refused(_)), "{status}: {error}");
        }
        for status in [301, 400, 401, 403, 429, 500, 503] {
            let error = sms.send(&message(&format!("+31612345{status}"))).await.unwrap_err();
            assert!(matches!(error, Error::Outside(_)), "{status}: {error}");
            assert!(!error.to_string().contains("geheim"));
        }
    }

    #[tokio::test]
    async fn a_gateway_that_is_not_there_is_tried_again() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/?key=geheim", listener.local_addr().unwrap());
        drop(listener);
        let sms = SmsHttp::new(&url, "", "Effen").unwrap();
        let message = TextMessage { id: "n1".into(), to: "+31612345678".into(), text: "Dag".into() };
        let error = sms.send(&message).await.unwrap_err();
        assert!(matches!(error, Error::Outside(_)), "{error}");
        assert!(!error.to_string().contains("geheim"), "{error}");
    }
}
