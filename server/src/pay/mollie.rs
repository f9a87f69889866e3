//! The adapter for the Mollie v2 API. The sandbox speaks the same protocol, so the demo and the tests run this very
//! code.

use super::port::{
    MandateKey, NewMandate, NewPayment, OfferedMethod, PaymentProvider, ProviderChargeback, ProviderError,
    ProviderMandate, ProviderPayment, ProviderRefund,
};
use super::wire::{
    CreateBody, Methods, Payments, RefundBody, RefundMetadata, Refunds, WireAmount, WireError, WireList, WirePayment,
    WireRefund,
};
use super::wire_debit::{Chargebacks, CustomerBody, MandateBody, Mandates, WireChargeback, WireCustomer, WireMandate};
use async_trait::async_trait;
use effen::money::Money;
use reqwest::{Method as Verb, StatusCode, Url};
use serde::de::DeserializeOwned;
use std::time::Duration;

/// Where the real API lives.
pub const MOLLIE_URL: &str = "https://api.mollie.com";

/// The largest answer that is read: a list of 250 payments is under 1 MB.
const ANSWER_BYTES_MAX: usize = 4 * 1024 * 1024;

/// How long to wait, and how often to try again.
#[derive(Debug, Clone)]
pub struct Patience {
    /// For a connection.
    pub connect_timeout: Duration,
    /// For a whole answer.
    pub request_timeout: Duration,
    /// Before the second, third, … try; their number is the number of retries.
    pub pauses: Vec<Duration>,
}

impl Default for Patience {
    /// A person waits for this: at most a few seconds when nothing answers at once.
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(3),
            request_timeout: Duration::from_secs(8),
            pauses: vec![Duration::from_millis(200), Duration::from_millis(800)],
        }
    }
}

/// The adapter.
pub struct Mollie {
    client: reqwest::Client,
    base: Url,
    key: String,
    patience: Patience,
}

impl std::fmt::Debug for Mollie {
    /// The key never reaches a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mollie").field("base", &self.base.as_str()).finish_non_exhaustive()
    }
}

/// Why an adapter could not be made; names what to change.
#[derive(Debug, thiserror::Error)]
pub enum MollieSetupError {
    /// The address is no http or https URL.
    #[error("'{0}' is not an http or https address")]
    Address(String),
    /// No key.
    #[error("the key is empty")]
    EmptyKey,
    /// The HTTP client could not be made.
    #[error("no HTTP client: {0}")]
    Client(#[from] reqwest::Error),
}

impl Mollie {
    /// An adapter for the API at `base` (scheme and host, and a path before `/v2` if there is one).
    ///
    /// # Errors
    /// A wrong address, an empty key, or a machine without TLS roots for an https address.
    pub fn new(base: &str, key: &str, patience: Patience) -> Result<Self, MollieSetupError> {
        let wrong = || MollieSetupError::Address(base.to_owned());
        let mut url = Url::parse(base).map_err(|_| wrong())?;
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
            return Err(wrong());
        }
        if key.is_empty() {
            return Err(MollieSetupError::EmptyKey);
        }
        if !url.path().ends_with('/') {
            url.set_path(&format!("{}/", url.path()));
        }
        // Installing twice is refused and harmless: whoever came first installed the same provider.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .connect_timeout(patience.connect_timeout)
            .timeout(patience.request_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("Effen/", env!("CARGO_PKG_VERSION")));
        if url.scheme() == "http" {
            // The sandbox on this machine: no proxy may stand in between, and a machine without TLS roots will do.
            builder = builder.no_proxy().tls_certs_only([]);
        }
        Ok(Self { client: builder.build()?, base: url, key: key.to_owned(), patience })
    }

    fn url(&self, segments: &[&str]) -> Result<Url, ProviderError> {
        let mut url = self.base.clone();
        url.path_segments_mut()
            .map_err(|()| ProviderError::Protocol("the address has no path".into()))?
            .pop_if_empty()
            .push("v2")
            .extend(segments);
        Ok(url)
    }

    /// Asks, and asks again after a pause while the provider is out of reach or busy. Requests that change something
    /// carry a key, so that a retry never does it twice.
    async fn ask<T: DeserializeOwned>(&self, request: Ask<'_>) -> Result<T, ProviderError> {
        let mut pauses = self.patience.pauses.iter();
        loop {
            let error = match self.ask_once(&request).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let Some(pause) = pauses.next().filter(|_| error.is_passing()) else { return Err(error) };
            tracing::warn!(%error, "the payment provider is asked again");
            tokio::time::sleep(*pause).await;
        }
    }

    async fn ask_once<T: DeserializeOwned>(&self, ask: &Ask<'_>) -> Result<T, ProviderError> {
        let mut request = self.client.request(ask.verb.clone(), ask.url.clone()).bearer_auth(&self.key);
        if let Some(key) = ask.key {
            request = request.header("Idempotency-Key", key);
        }
        if let Some(body) = &ask.body {
            request = request.json(body);
        }
        let mut answer = request.send().await.map_err(out_of_reach)?;
        let status = answer.status();
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(out_of_reach)? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > ANSWER_BYTES_MAX {
                return Err(ProviderError::Protocol(format!("more than {ANSWER_BYTES_MAX} bytes")));
            }
        }
        if !status.is_success() {
            return Err(refusal(status, &bytes));
        }
        // 204: done, and nothing to say.
        let bytes = if bytes.is_empty() { b"null".to_vec() } else { bytes };
        serde_json::from_slice(&bytes).map_err(|error| ProviderError::Protocol(error.to_string()))
    }
}

struct Ask<'a> {
    verb: Verb,
    url: Url,
    key: Option<&'a str>,
    body: Option<serde_json::Value>,
}

impl Ask<'_> {
    fn get(url: Url) -> Self {
        Self { verb: Verb::GET, url, key: None, body: None }
    }
}

fn out_of_reach(error: reqwest::Error) -> ProviderError {
    // The URL is left out: it may hold an id.
    ProviderError::Unreachable(error.without_url().to_string())
}

fn refusal(status: StatusCode, bytes: &[u8]) -> ProviderError {
    match status.as_u16() {
        401 | 403 => ProviderError::Unauthorized,
        404 | 410 => ProviderError::NotFound,
        // 409: another request with this key is under way; like 429 and 5xx it passes.
        code @ (409 | 429 | 500..=599) => ProviderError::Busy(code),
        code => match serde_json::from_slice::<WireError>(bytes) {
            Ok(error) => {
                let detail = if error.detail.is_empty() { error.title } else { error.detail };
                ProviderError::Refused { status: code, detail, field: error.field }
            }
            Err(_) => ProviderError::Protocol(format!("status {code} without an explanation")),
        },
    }
}

fn to_json(body: &impl serde::Serialize) -> Result<Option<serde_json::Value>, ProviderError> {
    serde_json::to_value(body).map(Some).map_err(|error| ProviderError::Protocol(error.to_string()))
}

#[async_trait]
impl PaymentProvider for Mollie {
    async fn create(&self, payment: &NewPayment) -> Result<ProviderPayment, ProviderError> {
        let body = to_json(&CreateBody::from(payment))?;
        let url = self.url(&["payments"])?;
        let key = Some(payment.idempotency_key.as_str());
        self.ask::<WirePayment>(Ask { verb: Verb::POST, url, key, body }).await?.read()
    }

    async fn get(&self, id: &str) -> Result<ProviderPayment, ProviderError> {
        self.ask::<WirePayment>(Ask::get(self.url(&["payments", id])?)).await?.read()
    }

    async fn list(&self, limit: u16) -> Result<Vec<ProviderPayment>, ProviderError> {
        let mut url = self.url(&["payments"])?;
        url.query_pairs_mut().append_pair("limit", &limit.clamp(1, 250).to_string());
        let list: WireList<Payments> = self.ask(Ask::get(url)).await?;
        list.embedded.payments.into_iter().map(WirePayment::read).collect()
    }

    async fn list_of_customer(&self, customer_id: &str) -> Result<Vec<ProviderPayment>, ProviderError> {
        let mut url = self.url(&["customers", customer_id, "payments"])?;
        url.query_pairs_mut().append_pair("limit", "250");
        let list: WireList<Payments> = self.ask(Ask::get(url)).await?;
        list.embedded.payments.into_iter().map(WirePayment::read).collect()
    }

    async fn cancel(&self, id: &str) -> Result<ProviderPayment, ProviderError> {
        let url = self.url(&["payments", id])?;
        self.ask::<WirePayment>(Ask { verb: Verb::DELETE, url, key: None, body: None }).await?.read()
    }

    async fn refund(
        &self,
        id: &str,
        amount: Money,
        description: &str,
        key: &str,
    ) -> Result<ProviderRefund, ProviderError> {
        let body = to_json(&RefundBody {
            amount: WireAmount::from(amount),
            description,
            metadata: RefundMetadata { refund_id: key },
        })?;
        let url = self.url(&["payments", id, "refunds"])?;
        self.ask::<WireRefund>(Ask { verb: Verb::POST, url, key: Some(key), body }).await?.read()
    }

    async fn refunds(&self, id: &str) -> Result<Vec<ProviderRefund>, ProviderError> {
        let list: WireList<Refunds> = self.ask(Ask::get(self.url(&["payments", id, "refunds"])?)).await?;
        list.embedded.refunds.into_iter().map(WireRefund::read).collect()
    }

    async fn methods(&self) -> Result<Vec<OfferedMethod>, ProviderError> {
        let list: WireList<Methods> = self.ask(Ask::get(self.url(&["methods"])?)).await?;
        list.embedded.methods.into_iter().filter_map(|method| method.read().transpose()).collect()
    }

    async fn create_customer(&self, name: &str, key: &str) -> Result<String, ProviderError> {
        let (url, body) = (self.url(&["customers"])?, to_json(&CustomerBody { name })?);
        Ok(self.ask::<WireCustomer>(Ask { verb: Verb::POST, url, key: Some(key), body }).await?.id)
    }

    async fn create_mandate(&self, mandate: &NewMandate) -> Result<ProviderMandate, ProviderError> {
        let body = to_json(&MandateBody::from(mandate))?;
        let url = self.url(&["customers", &mandate.customer_id, "mandates"])?;
        let key = Some(mandate.idempotency_key.as_str());
        self.ask::<WireMandate>(Ask { verb: Verb::POST, url, key, body }).await?.read()
    }

    async fn mandates(&self, customer_id: &str) -> Result<Vec<ProviderMandate>, ProviderError> {
        let url = self.url(&["customers", customer_id, "mandates"])?;
        let list = self.ask::<WireList<Mandates>>(Ask::get(url)).await?;
        list.embedded.mandates.into_iter().map(WireMandate::read).collect()
    }

    async fn revoke_mandate(&self, key: &MandateKey) -> Result<(), ProviderError> {
        let url = self.url(&["customers", &key.customer_id, "mandates", &key.mandate_id])?;
        self.ask::<()>(Ask { verb: Verb::DELETE, url, key: None, body: None }).await
    }

    async fn chargebacks(&self, id: &str) -> Result<Vec<ProviderChargeback>, ProviderError> {
        let url = self.url(&["payments", id, "chargebacks"])?;
        let list = self.ask::<WireList<Chargebacks>>(Ask::get(url)).await?;
        list.embedded.chargebacks.into_iter().map(WireChargeback::read).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_address_or_an_empty_key_is_refused_at_once() {
        for base in ["", "api.mollie.com", "ftp://x", "http://"] {
            assert!(matches!(Mollie::new(base, "k", Patience::default()), Err(MollieSetupError::Address(_))), "{base}");
        }
        assert!(matches!(Mollie::new("http://x", "", Patience::default()), Err(MollieSetupError::EmptyKey)));
    }

    #[test]
    fn an_id_never_leaves_its_path_segment() {
        let mollie = Mollie::new("http://127.0.0.1:1/base", "k", Patience::default()).unwrap();
        let url = mollie.url(&["payments", "../x?y#z"]).unwrap();
        assert_eq!(url.as_str(), "http://127.0.0.1:1/base/v2/payments/..%2Fx%3Fy%23z");
    }

    #[test]
    fn the_key_is_not_in_the_debug_form() {
        let mollie = Mollie::new("http://x", "test_secret", Patience::default()).unwrap();
        assert!(!format!("{mollie:?}").contains("secret"));
    }

    #[test]
    fn refusals_are_told_apart() {
        let of = |code: u16, body: &str| refusal(StatusCode::from_u16(code).unwrap(), body.as_bytes());
        assert_eq!(of(401, ""), ProviderError::Unauthorized);
        assert_eq!(of(404, ""), ProviderError::NotFound);
        assert!(of(503, "<html>").is_passing() && of(429, "").is_passing());
        let refused = of(422, r#"{"status":422,"title":"Unprocessable Entity","detail":"Too much","field":"amount"}"#);
        let expected = ProviderError::Refused { status: 422, detail: "Too much".into(), field: Some("amount".into()) };
        assert_eq!(refused, expected);
        assert!(!refused.is_passing());
    }
}
