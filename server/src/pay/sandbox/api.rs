//! The protocol: payments, refunds and methods of the Mollie v2 API, with its refusals.

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
use effen::money::{Currency, Money};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use subtle::ConstantTimeEq as _;

/// The largest amount of one payment, in cents, as Mollie's usual limit.
const AMOUNT_CENTS_MAX: i64 = 5_000_000;
/// The longest description, in characters.
const DESCRIPTION_CHARS_MAX: usize = 255;
/// The most payments in one list.
const LIST_MAX: i64 = 250;

/// The methods, with their names and how long a payment stays open, in minutes.
const METHODS: [(&str, &str, i64); 4] = [
    ("ideal", "iDEAL | Wero", 15),
    ("bancontact", "Bancontact", 60),
    ("creditcard", "Card", 30),
    ("banktransfer", "Bank transfer", 12 * 24 * 60),
];

/// A refusal in the protocol's shape.
pub(super) struct Refusal {
    status: StatusCode,
    detail: String,
    field: Option<&'static str>,
}

impl Refusal {
    fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), field: None }
    }

    fn field(field: &'static str, detail: impl Into<String>) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, detail: detail.into(), field: Some(field) }
    }

    fn no_payment(id: &str) -> Self {
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

type Answer = Result<Response, Refusal>;

fn hal(status: StatusCode, body: &Value) -> Response {
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
    method: Option<String>,
    locale: Option<String>,
    metadata: Option<Value>,
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
    let payment = new_payment(&body, key, fingerprint, now)?;
    store::create_payment(&mut tx, &payment).await?;
    tx.commit().await?;
    Ok(hal(StatusCode::CREATED, &payment_json(&sandbox, &payment, 0)))
}

fn new_payment(
    body: &[u8],
    idempotency_key: Option<String>,
    fingerprint: String,
    now: i64,
) -> Result<SandboxPayment, Refusal> {
    let asked: CreateRequest = parse(body)?;
    let amount = read_amount(asked.amount)?;
    let method = asked.method.unwrap_or_default();
    let Some((_, _, minutes)) = METHODS.iter().find(|(id, _, _)| *id == method) else {
        return Err(Refusal::field("method", "The payment method is invalid or not switched on"));
    };
    let description = asked.description.unwrap_or_default();
    if description.is_empty() || description.chars().count() > DESCRIPTION_CHARS_MAX {
        return Err(Refusal::field("description", "The description is missing or too long"));
    }
    let address = |url: Option<String>| {
        url.filter(|url| reqwest::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https")))
    };
    let redirect_url =
        address(asked.redirect_url).ok_or_else(|| Refusal::field("redirectUrl", "The redirect URL is invalid"))?;
    let webhook_url = match asked.webhook_url {
        None => String::new(),
        url => address(url).ok_or_else(|| Refusal::field("webhookUrl", "The webhook URL is invalid"))?,
    };
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
        created_at: now,
        expires_at: now + minutes * 60_000,
        ended_at: None,
        hook_tries: 0,
    })
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
        "_links": { "previous": null, "next": next } });
    Ok(hal(StatusCode::OK, &body))
}

/// `DELETE /v2/payments/{id}`: only a transfer can be called off by the shop, as with Mollie.
pub(super) async fn cancel(State(sandbox): State<Sandbox>, Path(id): Path<String>) -> Answer {
    let (payment, _) = load(&sandbox, &id).await?;
    if !cancellable(&payment) || !sandbox.end(&id, "canceled").await? {
        return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "The payment cannot be canceled"));
    }
    let (payment, _) = load(&sandbox, &id).await?;
    Ok(hal(StatusCode::OK, &payment_json(&sandbox, &payment, 0)))
}

#[derive(Deserialize)]
struct RefundRequest {
    amount: Option<WireAmount>,
    description: Option<String>,
}

/// `POST /v2/payments/{id}/refunds`
pub(super) async fn refund(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let (key, fingerprint) = idempotency(&headers, &format!("refund {id}"), &body)?;
    let asked: RefundRequest = parse(&body)?;
    let amount = read_amount(asked.amount)?;
    let now = sandbox.now_ms();
    let mut tx = sandbox.0.db.begin().await?;
    let payment = store::find_payment(&mut tx, By::Id(&id)).await?.ok_or_else(|| Refusal::no_payment(&id))?;
    if let Some(key) = &key
        && let Some(known) = store::find_refund(&mut tx, key).await?
    {
        return repeated(&known.fingerprint, &fingerprint, || refund_json(&known, &payment.currency));
    }
    if payment.status != "paid" {
        return Err(Refusal::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "The payment is not paid, so it cannot be refunded",
        ));
    }
    let before = back_cents(&store::list_refunds(&mut tx, &id).await?);
    if amount.currency.code() != payment.currency
        || before + payment.charged_back_cents + amount.cents > payment.amount_cents
    {
        return Err(Refusal::field("amount", "The amount is higher than the maximum"));
    }
    let refund = SandboxRefund {
        id: new_id("re"),
        payment_id: id.clone(),
        idempotency_key: key,
        fingerprint,
        amount_cents: amount.cents,
        description: asked.description.unwrap_or_default(),
        status: "pending".to_owned(),
        created_at: now,
    };
    store::create_refund(&mut tx, &refund).await?;
    tx.commit().await?;
    sandbox.0.wake.notify_one();
    Ok(hal(StatusCode::CREATED, &refund_json(&refund, &payment.currency)))
}

/// `GET /v2/payments/{id}/refunds`
pub(super) async fn refunds(State(sandbox): State<Sandbox>, Path(id): Path<String>) -> Answer {
    let (payment, refunds) = load(&sandbox, &id).await?;
    let refunds: Vec<Value> = refunds.iter().map(|refund| refund_json(refund, &payment.currency)).collect();
    let body = json!({ "count": refunds.len(), "_embedded": { "refunds": refunds },
        "_links": { "previous": null, "next": null } });
    Ok(hal(StatusCode::OK, &body))
}

/// `GET /v2/methods`
pub(super) async fn methods() -> Response {
    let euro = |cents| WireAmount::from(Money::euro(cents));
    let methods: Vec<Value> = METHODS
        .iter()
        .map(|(id, name, _)| {
            json!({ "resource": "method", "id": id, "description": name, "status": "activated",
                "minimumAmount": euro(1), "maximumAmount": euro(AMOUNT_CENTS_MAX) })
        })
        .collect();
    hal(StatusCode::OK, &json!({ "count": methods.len(), "_embedded": { "methods": methods } }))
}

/// The payment as it stands now, with its refunds; a payment whose time is over is expired first.
async fn load(sandbox: &Sandbox, id: &str) -> Result<(SandboxPayment, Vec<SandboxRefund>), Refusal> {
    sandbox.expire().await?;
    let mut conn = sandbox.0.db.read().acquire().await?;
    let payment = store::find_payment(&mut conn, By::Id(id)).await?.ok_or_else(|| Refusal::no_payment(id))?;
    let refunds = store::list_refunds(&mut conn, id).await?;
    Ok((payment, refunds))
}

fn idempotency(headers: &HeaderMap, what: &str, body: &[u8]) -> Result<(Option<String>, String), Refusal> {
    let key = headers
        .get("idempotency-key")
        .map(|value| value.to_str().map(str::to_owned))
        .transpose()
        .map_err(|_| Refusal::new(StatusCode::BAD_REQUEST, "The Idempotency-Key is not text."))?;
    Ok((key, token_hash(&format!("{what}\n{}", String::from_utf8_lossy(body)))))
}

fn repeated(known: &str, sent: &str, answer: impl FnOnce() -> Value) -> Answer {
    if known != sent {
        return Err(Refusal::new(StatusCode::BAD_REQUEST, "This Idempotency-Key has already been used."));
    }
    Ok(hal(StatusCode::CREATED, &answer()))
}

fn parse<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body)
        .map_err(|error| Refusal::new(StatusCode::BAD_REQUEST, format!("Not readable: {error}")))
}

fn read_amount(amount: Option<WireAmount>) -> Result<Money, Refusal> {
    let amount = amount.ok_or_else(|| Refusal::field("amount", "The amount is required"))?;
    let sum = amount.read().map_err(|_| Refusal::field("amount", "The amount is not a valid amount"))?;
    match sum.cents {
        ..=0 => Err(Refusal::field("amount", "The amount is lower than the minimum")),
        cents if cents > AMOUNT_CENTS_MAX => Err(Refusal::field("amount", "The amount is higher than the maximum")),
        _ => Ok(sum),
    }
}

fn cancellable(payment: &SandboxPayment) -> bool {
    payment.status == "open" && payment.method == "banktransfer"
}

fn back_cents(refunds: &[SandboxRefund]) -> i64 {
    refunds.iter().map(|refund| refund.amount_cents).sum()
}

fn link(href: &str) -> Value {
    json!({ "href": href, "type": "application/hal+json" })
}

fn iso(ms: i64) -> String {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH).strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}

fn payment_json(sandbox: &Sandbox, payment: &SandboxPayment, refunded_cents: i64) -> Value {
    let sum = |cents| amount_json(cents, &payment.currency);
    let base = format!("{}{}", sandbox.0.public_url, super::PATH);
    let mut body = json!({
        "resource": "payment", "id": payment.id, "mode": "test", "createdAt": iso(payment.created_at),
        "amount": sum(payment.amount_cents), "description": payment.description, "method": payment.method,
        "metadata": serde_json::from_str::<Value>(&payment.metadata).unwrap_or(Value::Null),
        "status": payment.status, "profileId": "pfl_sandbox", "sequenceType": "oneoff", "locale": payment.locale,
        "redirectUrl": payment.redirect_url,
        "_links": { "self": link(&format!("{base}/v2/payments/{}", payment.id)) },
    });
    if !payment.webhook_url.is_empty() {
        body["webhookUrl"] = json!(payment.webhook_url);
    }
    if payment.method == "banktransfer" {
        body["details"] = json!({ "bankName": "Stichting Testbank Effen", "bankAccount": "NL13TEST0123456789",
            "bankBic": "TESTNL2A", "transferReference": super::bank::reference(&payment.id) });
    }
    match payment.status.as_str() {
        "open" => {
            body["isCancelable"] = json!(cancellable(payment));
            body["expiresAt"] = json!(iso(payment.expires_at));
            body["_links"]["checkout"] =
                json!({ "href": format!("{base}/bank/{}", payment.bank_token), "type": "text/html" });
        }
        "paid" => {
            body["paidAt"] = json!(iso(payment.ended_at.unwrap_or(payment.created_at)));
            body["amountRefunded"] = json!(sum(refunded_cents));
            body["amountRemaining"] = json!(sum(payment.amount_cents - refunded_cents));
            if payment.charged_back_cents > 0 {
                body["amountChargedBack"] = json!(sum(payment.charged_back_cents));
            }
        }
        ended => body[format!("{ended}At")] = json!(iso(payment.ended_at.unwrap_or(payment.created_at))),
    }
    body
}

/// An amount as the protocol writes it. The currency was checked when the payment was made.
fn amount_json(cents: i64, currency: &str) -> WireAmount {
    WireAmount::from(Money { cents, currency: currency.parse().unwrap_or(Currency::EUR) })
}

fn refund_json(refund: &SandboxRefund, currency: &str) -> Value {
    json!({ "resource": "refund", "id": refund.id, "paymentId": refund.payment_id, "status": refund.status,
        "amount": amount_json(refund.amount_cents, currency), "description": refund.description,
        "createdAt": iso(refund.created_at) })
}
