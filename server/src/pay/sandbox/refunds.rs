//! The protocol: refunds and chargebacks of a payment.

use super::api::{Answer, Refusal, hal, idempotency, load, parse, read_amount, repeated};
use super::json::{back_cents, chargeback_json, embedded, refund_json};
use super::{Sandbox, new_id};
use crate::db::sandbox::{self as store, By, SandboxRefund};
use crate::pay::wire::WireAmount;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse as _;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct RefundRequest {
    amount: Option<WireAmount>,
    description: Option<String>,
    metadata: Option<Value>,
}

/// `POST /v2/payments/{id}/refunds`
pub(super) async fn create(
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
        return repeated(&known.fingerprint, &fingerprint, || refund_json(&sandbox, &known, &payment.currency));
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
        metadata: asked.metadata.unwrap_or(Value::Null).to_string(),
        status: "pending".to_owned(),
        created_at: now,
    };
    store::create_refund(&mut tx, &refund).await?;
    tx.commit().await?;
    sandbox.0.wake.notify_one();
    Ok(hal(StatusCode::CREATED, &refund_json(&sandbox, &refund, &payment.currency)))
}

/// `GET /v2/payments/{id}/refunds`
pub(super) async fn list(State(sandbox): State<Sandbox>, Path(id): Path<String>) -> Answer {
    let (payment, refunds) = load(&sandbox, &id).await?;
    let refunds: Vec<Value> = refunds.iter().map(|refund| refund_json(&sandbox, refund, &payment.currency)).collect();
    Ok(embedded("refunds", refunds))
}

/// `GET /v2/payments/{id}/refunds/{refund}`
pub(super) async fn show(State(sandbox): State<Sandbox>, Path((id, refund)): Path<(String, String)>) -> Answer {
    let (payment, refunds) = load(&sandbox, &id).await?;
    let found = refunds.iter().find(|known| known.id == refund).ok_or_else(|| no_refund(&refund))?;
    Ok(hal(StatusCode::OK, &refund_json(&sandbox, found, &payment.currency)))
}

/// `DELETE /v2/payments/{id}/refunds/{refund}`: as long as the money has not left.
pub(super) async fn cancel(State(sandbox): State<Sandbox>, Path((id, refund)): Path<(String, String)>) -> Answer {
    let (_, refunds) = load(&sandbox, &id).await?;
    if !refunds.iter().any(|known| known.id == refund) {
        return Err(no_refund(&refund));
    }
    let mut tx = sandbox.0.db.begin().await?;
    if !store::cancel_refund(&mut tx, &id, &refund).await? {
        return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "The refund can no longer be canceled"));
    }
    store::queue_hook(&mut tx, &id, sandbox.now_ms()).await?;
    tx.commit().await?;
    sandbox.0.wake.notify_one();
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /v2/payments/{id}/chargebacks`
pub(super) async fn chargebacks(State(sandbox): State<Sandbox>, Path(id): Path<String>) -> Answer {
    let (payment, _) = load(&sandbox, &id).await?;
    Ok(embedded("chargebacks", Vec::from_iter(chargeback_json(&sandbox, &payment))))
}

/// `GET /v2/payments/{id}/chargebacks/{chargeback}`
pub(super) async fn chargeback(State(sandbox): State<Sandbox>, Path((id, back)): Path<(String, String)>) -> Answer {
    let (payment, _) = load(&sandbox, &id).await?;
    let found = chargeback_json(&sandbox, &payment).filter(|found| found["id"] == json!(back));
    let found = found.ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND, "No such chargeback."))?;
    Ok(hal(StatusCode::OK, &found))
}

fn no_refund(id: &str) -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, format!("No refund exists with token {id}."))
}
