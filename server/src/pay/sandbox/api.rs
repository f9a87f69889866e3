//! The protocol: payments, refunds and methods of the Mollie v2 API, with its refusals.

use super::customers::find_usable;
use super::json::{back_cents, link, method_json, payment_json};
use super::{Sandbox, new_id};
use crate::db::sandbox::{self as store, By, SandboxPayment, SandboxRefund};
use crate::error::Error;
use crate::new_id::{token, token_hash};
use crate::pay::wire::WireAmount;
use axum::body::Bytes;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use effen::money::Money;
use serde::Deserialize;
use serde_json::{Value, json};
use subtle::ConstantTimeEq as _;

/// The largest amount of one payment, in cents, as Mollie's usual limit.
pub(super) const AMOUNT_CENTS_MAX: i64 = 5_000_000;
/// The longest description, in characters.
const DESCRIPTION_CHARS_MAX: usize = 255;
/// The most payments in one list.
const LIST_MAX: i64 = 250;

/// The methods, with their names and how long a payment stays open, in minutes.
pub(super) const METHODS: [(&str, &str, i64); 4] = [
    ("ideal", "iDEAL | Wero", 15),
    ("bancontact", "Bancontact", 60),
    ("creditcard", "Card", 30),
    ("banktransfer", "Bank transfer", 12 * 24 * 60),
];

/// How long a direct debit may stay under way, in minutes; it is done long before.
const DEBIT_MINUTES: i64 = 100 * 24 * 60;

/// How long a payment stays open whose method the payer chooses, in minutes.
const OPEN_MINUTES: i64 = 15;

/// A refusal in the protocol's shape.
pub(super) struct Refusal {
    status: StatusCode,
    detail: String,
    field: Option<&'static str>,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), field: None }
    }

    pub(super) fn field(field: &'static str, detail: impl Into<String>) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, detail: detail.into(), field: Some(field) }
    }

    pub(super) fn no_payment(id: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("No payment exists with token {id}."))
    }
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        if error.as_database_error().is_some_and(|error| error.is_unique_violation()) {
            return Self::new(StatusCode::CONFLICT, "Another request with this Idempotency-Key is under way.");
        }
        tracing::error!(%error, "sandbox");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "Internal error")
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            other => {
                tracing::error!(error = %other, "sandbox");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "Internal error")
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let title = self.status.canonical_reason().unwrap_or("Error");
        let mut body = json!({ "status": self.status.as_u16(), "title": title, "detail": self.detail,
            "_links": { "documentation": { "href": "https://docs.mollie.com/errors", "type": "text/html" } } });
        if let Some(field) = self.field {
            body["field"] = json!(field);
        }
        hal(self.status, &body)
    }
}

pub(super) type Answer = Result<Response, Refusal>;

pub(super) fn hal(status: StatusCode, body: &Value) -> Response {
    let content_type = (header::CONTENT_TYPE, HeaderValue::from_static("application/hal+json"));
    (status, [content_type], body.to_string()).into_response()
}

/// Lets only requests with the test key through.
pub(super) async fn authorised(State(sandbox): State<Sandbox>, request: Request, next: Next) -> Response {
    let sent = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let expected = format!("Bearer {}", sandbox.0.key);
    if bool::from(sent.as_bytes().ct_eq(expected.as_bytes())) {
        return next.run(request).await;
    }
    Refusal {
        status: StatusCode::UNAUTHORIZED,
        detail: "Missing authentication, or failed to authenticate".into(),
        field: None,
    }
    .into_response()
}

/// Whatever the sandbox does not speak.
pub(super) async fn unknown() -> Response {
    Refusal::new(StatusCode::NOT_FOUND, "The sandbox does not know this address.").into_response()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreateRequest {
    amount: Option<WireAmount>,
    description: Option<String>,
    redirect_url: Option<String>,
    webhook_url: Option<String>,
    method: Option<Value>,
    locale: Option<String>,
    metadata: Option<Value>,
    sequence_type: Option<String>,
    customer_id: Option<String>,
    mandate_id: Option<String>,
}

/// `POST /v2/payments`
pub(super) async fn create(State(sandbox): State<Sandbox>, headers: HeaderMap, body: Bytes) -> Answer {
    let (key, fingerprint) = idempotency(&headers, "create", &body)?;
    let now = sandbox.now_ms();
    let mut tx = sandbox.0.db.begin().await?;
    if let Some(key) = &key
        && let Some(known) = store::find_payment(&mut tx, By::Key(key)).await?
    {
        return repeated(&known.fingerprint, &fingerprint, || payment_json(&sandbox, &known, 0));
    }
    let asked: CreateRequest = parse(&body)?;
    let payment = match asked.sequence_type.as_deref() {
        None | Some("oneoff") => new_payment(asked, key, fingerprint, now)?,
        Some("recurring") => recurring(&sandbox, asked, key, fingerprint, now).await?,
        Some(_) => return Err(Refusal::field("sequenceType", "The sandbox knows oneoff and recurring payments")),
    };
    store::create_payment(&mut tx, &payment).await?;
    tx.commit().await?;
    Ok(hal(StatusCode::CREATED, &payment_json(&sandbox, &payment, 0)))
}

/// A payment by a mandate: nobody is sent to a bank, and it is under way at once.
async fn recurring(
    sandbox: &Sandbox,
    mut asked: CreateRequest,
    key: Option<String>,
    fingerprint: String,
    now: i64,
) -> Result<SandboxPayment, Refusal> {
    if asked.method.take().is_some_and(|method| method != json!("directdebit")) {
        return Err(Refusal::field("method", "The payment method is invalid for a recurring payment"));
    }
    let customer = asked.customer_id.take().unwrap_or_default();
    let mandate = find_usable(sandbox, &customer, asked.mandate_id.as_deref()).await?;
    asked.redirect_url = Some(asked.redirect_url.unwrap_or_else(|| sandbox.0.public_url.clone()));
    let payment = new_payment(asked, key, fingerprint, now)?;
    Ok(SandboxPayment {
        method: "directdebit".to_owned(),
        status: "pending".to_owned(),
        expires_at: now + DEBIT_MINUTES * 60_000,
        customer_id: mandate.customer_id,
        mandate_id: mandate.id,
        ..payment
    })
}

fn new_payment(
    asked: CreateRequest,
    idempotency_key: Option<String>,
    fingerprint: String,
    now: i64,
) -> Result<SandboxPayment, Refusal> {
    let amount = read_amount(asked.amount)?;
    let (method, minutes) = read_method(asked.method)?;
    let description = read_description(asked.description)?;
    let redirect_url = read_url(asked.redirect_url, "redirectUrl")?;
    let webhook_url = asked.webhook_url.map_or(Ok(String::new()), |url| read_url(Some(url), "webhookUrl"))?;
    Ok(SandboxPayment {
        id: new_id("tr"),
        bank_token: token(),
        idempotency_key,
        fingerprint,
        amount_cents: amount.cents,
        currency: amount.currency.code().to_owned(),
        description,
        method,
        locale: asked.locale.unwrap_or_else(|| "nl_NL".to_owned()),
        metadata: asked.metadata.unwrap_or(Value::Null).to_string(),
        redirect_url,
        webhook_url,
        status: "open".to_owned(),
        charged_back_cents: 0,
        charged_back_at: None,
        created_at: now,
        expires_at: now + minutes * 60_000,
        ended_at: None,
        hook_tries: 0,
        customer_id: String::new(),
        mandate_id: String::new(),
    })
}

/// The method and how long the payment stays open. Without one, or with several, the payer chooses at the bank.
fn read_method(asked: Option<Value>) -> Result<(String, i64), Refusal> {
    let known = |id: &Value| METHODS.iter().find(|(name, _, _)| id.as_str() == Some(name));
    let wrong = || Refusal::field("method", "The payment method is invalid or not switched on");
    match asked {
        None | Some(Value::Null) => Ok((String::new(), OPEN_MINUTES)),
        Some(Value::Array(ids)) if !ids.is_empty() && ids.iter().all(|id| known(id).is_some()) => {
            let one = ids.first().filter(|_| ids.len() == 1).and_then(known);
            Ok(one.map_or((String::new(), OPEN_MINUTES), |(id, _, minutes)| ((*id).to_owned(), *minutes)))
        }
        Some(id) => known(&id).map(|(id, _, minutes)| ((*id).to_owned(), *minutes)).ok_or_else(wrong),
    }
}

fn read_description(text: Option<String>) -> Result<String, Refusal> {
    let text = text.unwrap_or_default();
    if text.is_empty() || text.chars().count() > DESCRIPTION_CHARS_MAX {
        return Err(Refusal::field("description", "The description is missing or too long"));
    }
    Ok(text)
}

fn read_url(url: Option<String>, field: &'static str) -> Result<String, Refusal> {
    url.filter(|url| reqwest::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https")))
        .ok_or_else(|| Refusal::field(field, "The URL is invalid"))
}

/// `PATCH /v2/payments/{id}`: what a shop may still change of an open payment.
pub(super) async fn update(State(sandbox): State<Sandbox>, Path(id): Path<String>, body: Bytes) -> Answer {
    let (mut payment, refunds) = load(&sandbox, &id).await?;
    let asked: CreateRequest = parse(&body)?;
    if let Some(text) = asked.description {
        payment.description = read_description(Some(text))?;
    }
    if let Some(url) = asked.redirect_url {
        payment.redirect_url = read_url(Some(url), "redirectUrl")?;
    }
    if let Some(url) = asked.webhook_url {
        payment.webhook_url = read_url(Some(url), "webhookUrl")?;
    }
    if let Some(metadata) = asked.metadata {
        payment.metadata = metadata.to_string();
    }
    let mut tx = sandbox.0.db.begin().await?;
    store::update_payment(&mut tx, &payment).await?;
    tx.commit().await?;
    Ok(hal(StatusCode::OK, &payment_json(&sandbox, &payment, back_cents(&refunds))))
}

/// `GET /v2/payments/{id}`
pub(super) async fn show(State(sandbox): State<Sandbox>, Path(id): Path<String>) -> Answer {
    let (payment, refunds) = load(&sandbox, &id).await?;
    Ok(hal(StatusCode::OK, &payment_json(&sandbox, &payment, back_cents(&refunds))))
}

#[derive(Deserialize)]
pub(super) struct ListQuery {
    limit: Option<i64>,
    from: Option<String>,
}

/// `GET /v2/payments`
pub(super) async fn list(State(sandbox): State<Sandbox>, Query(query): Query<ListQuery>) -> Answer {
    let limit = query.limit.unwrap_or(50);
    if !(1..=LIST_MAX).contains(&limit) {
        return Err(Refusal::new(StatusCode::BAD_REQUEST, "The limit is not between 1 and 250"));
    }
    sandbox.expire().await?;
    let mut conn = sandbox.0.db.read().acquire().await?;
    let mut payments = store::list_payments(&mut conn, query.from.as_deref(), limit + 1).await?;
    let shown = usize::try_from(limit).unwrap_or(usize::MAX);
    let next = payments.get(shown).map(|payment| {
        link(&format!("{}{}/v2/payments?from={}&limit={limit}", sandbox.0.public_url, super::PATH, payment.id))
    });
    payments.truncate(shown);
    let mut shown = Vec::with_capacity(payments.len());
    for payment in &payments {
        let refunds = store::list_refunds(&mut conn, &payment.id).await?;
        shown.push(payment_json(&sandbox, payment, back_cents(&refunds)));
    }
    let body = json!({ "count": shown.len(), "_embedded": { "payments": shown },
        "_links": { "self": link(&format!("{}{}/v2/payments?limit={limit}", sandbox.0.public_url, super::PATH)),
            "previous": null, "next": next } });
    Ok(hal(StatusCode::OK, &body))
}

/// `DELETE /v2/payments/{id}`: only a transfer and a direct debit can be called off by the shop, as with Mollie.
pub(super) async fn cancel(State(sandbox): State<Sandbox>, Path(id): Path<String>) -> Answer {
    let (payment, _) = load(&sandbox, &id).await?;
    if !cancellable(&payment) || !sandbox.end(&id, "canceled").await? {
        return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "The payment cannot be canceled"));
    }
    let (payment, _) = load(&sandbox, &id).await?;
    Ok(hal(StatusCode::OK, &payment_json(&sandbox, &payment, 0)))
}

/// `GET /v2/methods`
pub(super) async fn methods() -> Response {
    let methods: Vec<Value> = METHODS.iter().map(|(id, name, _)| method_json(id, name)).collect();
    hal(
        StatusCode::OK,
        &json!({ "count": methods.len(), "_embedded": { "methods": methods },
        "_links": { "self": link("/v2/methods"), "previous": null, "next": null } }),
    )
}

/// `GET /v2/methods/{id}`
pub(super) async fn method(Path(id): Path<String>) -> Answer {
    let known = METHODS.iter().find(|(name, _, _)| *name == id);
    let (id, name, _) = known.ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND, "No such method."))?;
    Ok(hal(StatusCode::OK, &method_json(id, name)))
}

/// The payment as it stands now, with its refunds; a payment whose time is over is expired first.
pub(super) async fn load(sandbox: &Sandbox, id: &str) -> Result<(SandboxPayment, Vec<SandboxRefund>), Refusal> {
    sandbox.expire().await?;
    let mut conn = sandbox.0.db.read().acquire().await?;
    let payment = store::find_payment(&mut conn, By::Id(id)).await?.ok_or_else(|| Refusal::no_payment(id))?;
    let refunds = store::list_refunds(&mut conn, id).await?;
    Ok((payment, refunds))
}

pub(super) fn idempotency(headers: &HeaderMap, what: &str, body: &[u8]) -> Result<(Option<String>, String), Refusal> {
    let key = headers
        .get("idempotency-key")
        .map(|value| value.to_str().map(str::to_owned))
        .transpose()
        .map_err(|_| Refusal::new(StatusCode::BAD_REQUEST, "The Idempotency-Key is not text."))?;
    Ok((key, token_hash(&format!("{what}\n{}", String::from_utf8_lossy(body)))))
}

pub(super) fn repeated(known: &str, sent: &str, answer: impl FnOnce() -> Value) -> Answer {
    if known != sent {
        return Err(Refusal::new(StatusCode::BAD_REQUEST, "This Idempotency-Key has already been used."));
    }
    Ok(hal(StatusCode::CREATED, &answer()))
}

pub(super) fn parse<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body)
        .map_err(|error| Refusal::new(StatusCode::BAD_REQUEST, format!("Not readable: {error}")))
}

pub(super) fn read_amount(amount: Option<WireAmount>) -> Result<Money, Refusal> {
    let amount = amount.ok_or_else(|| Refusal::field("amount", "The amount is required"))?;
    let sum = amount.read().map_err(|_| Refusal::field("amount", "The amount is not a valid amount"))?;
    match sum.cents {
        ..=0 => Err(Refusal::field("amount", "The amount is lower than the minimum")),
        cents if cents > AMOUNT_CENTS_MAX => Err(Refusal::field("amount", "The amount is higher than the maximum")),
        _ => Ok(sum),
    }
}

pub(super) fn cancellable(payment: &SandboxPayment) -> bool {
    matches!((payment.status.as_str(), payment.method.as_str()), ("open", "banktransfer") | ("pending", "directdebit"))
}
