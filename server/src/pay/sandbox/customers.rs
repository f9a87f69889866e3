//! The protocol: customers and their mandates.

use super::api::{Answer, Refusal, hal, idempotency, parse, repeated};
use super::json::{back_cents, customer_json, embedded, mandate_json, payment_json};
use super::{Sandbox, new_id};
use crate::clock::{from_ms, local};
use crate::db::sandbox::{list_payments_of, list_refunds};
use crate::db::sandbox_mandate::{self as store, By, SandboxCustomer, SandboxMandate};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse as _;
use effen::reference::Iban;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

/// The most customers in one list.
const LIST_MAX: i64 = 250;

#[derive(Deserialize)]
struct CustomerRequest {
    name: Option<String>,
    email: Option<String>,
    locale: Option<String>,
    metadata: Option<Value>,
}

/// `POST /v2/customers`
pub(super) async fn create(State(sandbox): State<Sandbox>, headers: HeaderMap, body: Bytes) -> Answer {
    let (key, fingerprint) = idempotency(&headers, "customer", &body)?;
    let asked: CustomerRequest = parse(&body)?;
    let mut tx = sandbox.0.db.begin().await?;
    if let Some(key) = &key
        && let Some(known) = store::find_customer(&mut tx, By::Key(key)).await?
    {
        return repeated(&known.fingerprint, &fingerprint, || customer_json(&sandbox, &known));
    }
    let customer = SandboxCustomer {
        id: new_id("cst"),
        idempotency_key: key,
        fingerprint,
        name: asked.name.unwrap_or_default(),
        email: asked.email.unwrap_or_default(),
        locale: asked.locale.unwrap_or_default(),
        metadata: asked.metadata.unwrap_or(Value::Null).to_string(),
        created_at: sandbox.now_ms(),
    };
    store::create_customer(&mut tx, &customer).await?;
    tx.commit().await?;
    Ok(hal(StatusCode::CREATED, &customer_json(&sandbox, &customer)))
}

/// `GET /v2/customers`
pub(super) async fn list(State(sandbox): State<Sandbox>) -> Answer {
    let mut conn = sandbox.0.db.read().acquire().await?;
    let customers = store::list_customers(&mut conn, LIST_MAX).await?;
    Ok(embedded("customers", customers.iter().map(|customer| customer_json(&sandbox, customer)).collect()))
}

/// `GET /v2/customers/{id}`
pub(super) async fn show(State(sandbox): State<Sandbox>, Path(id): Path<String>) -> Answer {
    let customer = load(&sandbox, &id).await?;
    Ok(hal(StatusCode::OK, &customer_json(&sandbox, &customer)))
}

async fn load(sandbox: &Sandbox, id: &str) -> Result<SandboxCustomer, Refusal> {
    let mut conn = sandbox.0.db.read().acquire().await?;
    let found = store::find_customer(&mut conn, By::Id(id)).await?;
    found.ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND, format!("No customer exists with token {id}.")))
}

/// `GET /v2/customers/{id}/payments`: what was collected from a customer, the newest first.
pub(super) async fn list_payments(State(sandbox): State<Sandbox>, Path(id): Path<String>) -> Answer {
    load(&sandbox, &id).await?;
    let mut conn = sandbox.0.db.read().acquire().await?;
    let mut shown = Vec::new();
    for payment in list_payments_of(&mut conn, &id, LIST_MAX).await? {
        let refunds = list_refunds(&mut conn, &payment.id).await?;
        shown.push(payment_json(&sandbox, &payment, back_cents(&refunds)));
    }
    Ok(embedded("payments", shown))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MandateRequest {
    method: Option<String>,
    consumer_name: Option<String>,
    consumer_account: Option<String>,
    signature_date: Option<String>,
    mandate_reference: Option<String>,
}

/// `POST /v2/customers/{id}/mandates`
pub(super) async fn create_mandate(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let (key, fingerprint) = idempotency(&headers, &format!("mandate {id}"), &body)?;
    let customer = load(&sandbox, &id).await?;
    let mut tx = sandbox.0.db.begin().await?;
    if let Some(key) = &key
        && let Some(known) = store::find(&mut tx, By::Key(key)).await?
    {
        return repeated(&known.fingerprint, &fingerprint, || mandate_json(&sandbox, &known));
    }
    let mandate = new_mandate(&sandbox, &customer.id, parse(&body)?, key, fingerprint)?;
    store::create(&mut tx, &mandate).await?;
    tx.commit().await?;
    Ok(hal(StatusCode::CREATED, &mandate_json(&sandbox, &mandate)))
}

fn new_mandate(
    sandbox: &Sandbox,
    customer_id: &str,
    asked: MandateRequest,
    idempotency_key: Option<String>,
    fingerprint: String,
) -> Result<SandboxMandate, Refusal> {
    if asked.method.as_deref() != Some("directdebit") {
        return Err(Refusal::field("method", "The payment method is invalid"));
    }
    let holder = asked.consumer_name.unwrap_or_default();
    if holder.trim().is_empty() {
        return Err(Refusal::field("consumerName", "The consumer name is required"));
    }
    let iban: Iban = asked
        .consumer_account
        .and_then(|account| account.parse().ok())
        .ok_or_else(|| Refusal::field("consumerAccount", "The consumer account is invalid"))?;
    let now = sandbox.now_ms();
    let signed_on = match asked.signature_date {
        None => local(from_ms(now)).date().to_string(),
        Some(day) if day.parse::<Date>().is_ok() => day,
        Some(_) => return Err(Refusal::field("signatureDate", "The signature date is invalid")),
    };
    let id = new_id("mdt");
    Ok(SandboxMandate {
        reference: asked.mandate_reference.unwrap_or_else(|| format!("SANDBOX-{id}")),
        id,
        customer_id: customer_id.to_owned(),
        idempotency_key,
        fingerprint,
        holder,
        iban: iban.as_str().to_owned(),
        signed_on,
        created_at: now,
        revoked_at: None,
    })
}

/// `GET /v2/customers/{id}/mandates`
pub(super) async fn list_mandates(State(sandbox): State<Sandbox>, Path(id): Path<String>) -> Answer {
    load(&sandbox, &id).await?;
    let mut conn = sandbox.0.db.read().acquire().await?;
    let mandates = store::list(&mut conn, &id).await?;
    Ok(embedded("mandates", mandates.iter().map(|mandate| mandate_json(&sandbox, mandate)).collect()))
}

/// `GET /v2/customers/{id}/mandates/{mandate}`
pub(super) async fn show_mandate(
    State(sandbox): State<Sandbox>,
    Path((id, mandate)): Path<(String, String)>,
) -> Answer {
    let found = find_mandate(&sandbox, &id, &mandate).await?;
    Ok(hal(StatusCode::OK, &mandate_json(&sandbox, &found)))
}

/// `DELETE /v2/customers/{id}/mandates/{mandate}`
pub(super) async fn revoke_mandate(
    State(sandbox): State<Sandbox>,
    Path((id, mandate)): Path<(String, String)>,
) -> Answer {
    find_mandate(&sandbox, &id, &mandate).await?;
    let mut tx = sandbox.0.db.begin().await?;
    store::update_revoked(&mut tx, &mandate, sandbox.now_ms()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A customer's mandate that was not ended.
pub(super) async fn find_mandate(sandbox: &Sandbox, customer: &str, id: &str) -> Result<SandboxMandate, Refusal> {
    let mut conn = sandbox.0.db.read().acquire().await?;
    let found = store::find(&mut conn, By::Id(id)).await?;
    found
        .filter(|mandate| mandate.customer_id == customer && mandate.revoked_at.is_none())
        .ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND, format!("No mandate exists with token {id}.")))
}

/// The mandate that a recurring payment asks for: the one named, or the customer's newest.
pub(super) async fn find_usable(
    sandbox: &Sandbox,
    customer: &str,
    id: Option<&str>,
) -> Result<SandboxMandate, Refusal> {
    let none = || Refusal::field("customerId", "No suitable mandates found for customer");
    if let Some(id) = id {
        return find_mandate(sandbox, customer, id)
            .await
            .map_err(|_| Refusal::field("mandateId", "The mandate is invalid"));
    }
    load(sandbox, customer).await.map_err(|_| none())?;
    let mut conn = sandbox.0.db.read().acquire().await?;
    store::list(&mut conn, customer).await?.into_iter().next().ok_or_else(none)
}
