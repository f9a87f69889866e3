//! The JSON in which the protocol tells of payments, refunds, chargebacks and methods.

use super::Sandbox;
use super::api::{AMOUNT_CENTS_MAX, cancellable, hal};
use crate::db::sandbox::{SandboxPayment, SandboxRefund};
use crate::db::sandbox_mandate::{SandboxCustomer, SandboxMandate};
use crate::pay::wire::WireAmount;
use axum::http::StatusCode;
use effen::money::{Currency, Money};
use jiff::Timestamp;
use serde_json::{Value, json};

/// What of a payment went back by refunds that were not called off, in cents.
pub(super) fn back_cents(refunds: &[SandboxRefund]) -> i64 {
    refunds.iter().filter(|refund| refund.status != "canceled").map(|refund| refund.amount_cents).sum()
}

pub(super) fn link(href: &str) -> Value {
    json!({ "href": href, "type": "application/hal+json" })
}

pub(super) fn iso(ms: i64) -> String {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH).strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}

pub(super) fn payment_json(sandbox: &Sandbox, payment: &SandboxPayment, refunded_cents: i64) -> Value {
    let sum = |cents| amount_json(cents, &payment.currency);
    let base = format!("{}{}", sandbox.0.public_url, super::PATH);
    let mut body = json!({
        "resource": "payment", "id": payment.id, "mode": "test", "createdAt": iso(payment.created_at),
        "amount": sum(payment.amount_cents), "description": payment.description,
        "method": Some(&payment.method).filter(|method| !method.is_empty()),
        "metadata": serde_json::from_str::<Value>(&payment.metadata).unwrap_or(Value::Null),
        "status": payment.status, "profileId": "pfl_sandbox", "sequenceType": "oneoff", "locale": payment.locale,
        "redirectUrl": payment.redirect_url,
        "_links": { "self": link(&format!("{base}/v2/payments/{}", payment.id)),
            "documentation": { "href": "https://docs.mollie.com/reference/get-payment", "type": "text/html" } },
    });
    if !payment.webhook_url.is_empty() {
        body["webhookUrl"] = json!(payment.webhook_url);
    }
    if !payment.customer_id.is_empty() {
        body["sequenceType"] = json!("recurring");
        body["customerId"] = json!(payment.customer_id);
        body["mandateId"] = json!(payment.mandate_id);
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
        "pending" => {
            body["isCancelable"] = json!(cancellable(payment));
            // Where somebody who tries things out says how it ends, as Mollie's test mode has it.
            body["_links"]["changePaymentState"] =
                json!({ "href": format!("{base}/bank/{}", payment.bank_token), "type": "text/html" });
        }
        "paid" => {
            body["paidAt"] = json!(iso(payment.ended_at.unwrap_or(payment.created_at)));
            body["amountRefunded"] = json!(sum(refunded_cents));
            body["amountRemaining"] = json!(sum(payment.amount_cents - refunded_cents));
            if refunded_cents > 0 {
                body["_links"]["refunds"] = link(&format!("{base}/v2/payments/{}/refunds", payment.id));
            }
            if payment.charged_back_cents > 0 {
                body["amountChargedBack"] = json!(sum(payment.charged_back_cents));
                body["_links"]["chargebacks"] = link(&format!("{base}/v2/payments/{}/chargebacks", payment.id));
            }
        }
        ended => body[format!("{ended}At")] = json!(iso(payment.ended_at.unwrap_or(payment.created_at))),
    }
    body
}

/// An amount as the protocol writes it. The currency was checked when the payment was made.
pub(super) fn amount_json(cents: i64, currency: &str) -> WireAmount {
    WireAmount::from(Money { cents, currency: currency.parse().unwrap_or(Currency::EUR) })
}

pub(super) fn refund_json(sandbox: &Sandbox, refund: &SandboxRefund, currency: &str) -> Value {
    let payment = format!("{}{}/v2/payments/{}", sandbox.0.public_url, super::PATH, refund.payment_id);
    json!({ "resource": "refund", "id": refund.id, "mode": "test", "paymentId": refund.payment_id,
        "status": refund.status, "amount": amount_json(refund.amount_cents, currency),
        "description": refund.description, "createdAt": iso(refund.created_at),
        "metadata": serde_json::from_str::<Value>(&refund.metadata).unwrap_or(Value::Null),
        "_links": { "self": link(&format!("{payment}/refunds/{}", refund.id)), "payment": link(&payment) } })
}

/// The one chargeback that a payment can have here; `None` where it has none.
pub(super) fn chargeback_json(sandbox: &Sandbox, payment: &SandboxPayment) -> Option<Value> {
    let at = payment.charged_back_at?;
    let id = payment.id.replace("tr_", "chb_");
    let address = format!("{}{}/v2/payments/{}", sandbox.0.public_url, super::PATH, payment.id);
    let back = amount_json(-payment.charged_back_cents, &payment.currency);
    Some(json!({ "resource": "chargeback", "id": id, "paymentId": payment.id, "createdAt": iso(at), "reversedAt": null,
        "amount": amount_json(payment.charged_back_cents, &payment.currency), "settlementAmount": back,
        "_links": { "self": link(&format!("{address}/chargebacks/{id}")), "payment": link(&address) } }))
}

pub(super) fn method_json(id: &str, name: &str) -> Value {
    let euro = |cents| WireAmount::from(Money::euro(cents));
    json!({ "resource": "method", "id": id, "description": name, "status": "activated", "minimumAmount": euro(1),
        "maximumAmount": euro(AMOUNT_CENTS_MAX),
        "_links": { "self": link(&format!("/v2/methods/{id}")) } })
}

pub(super) fn customer_json(sandbox: &Sandbox, customer: &SandboxCustomer) -> Value {
    let base = format!("{}{}/v2/customers/{}", sandbox.0.public_url, super::PATH, customer.id);
    json!({ "resource": "customer", "id": customer.id, "mode": "test", "name": customer.name, "email": customer.email,
        "locale": Some(&customer.locale).filter(|locale| !locale.is_empty()), "createdAt": iso(customer.created_at),
        "metadata": serde_json::from_str::<Value>(&customer.metadata).unwrap_or(Value::Null),
        "_links": { "self": link(&base), "mandates": link(&format!("{base}/mandates")) } })
}

pub(super) fn mandate_json(sandbox: &Sandbox, mandate: &SandboxMandate) -> Value {
    let customer = format!("{}{}/v2/customers/{}", sandbox.0.public_url, super::PATH, mandate.customer_id);
    let status = if mandate.revoked_at.is_none() { "valid" } else { "invalid" };
    json!({ "resource": "mandate", "id": mandate.id, "mode": "test", "status": status, "method": "directdebit",
        "details": account_json(mandate), "mandateReference": mandate.reference, "signatureDate": mandate.signed_on,
        "createdAt": iso(mandate.created_at),
        "_links": { "self": link(&format!("{customer}/mandates/{}", mandate.id)), "customer": link(&customer) } })
}

fn account_json(mandate: &SandboxMandate) -> Value {
    json!({ "consumerName": mandate.holder, "consumerAccount": mandate.iban, "consumerBic": "TESTNL2A" })
}

/// A list.
pub(super) fn embedded(name: &str, items: Vec<Value>) -> axum::response::Response {
    let body = json!({ "count": items.len(), "_embedded": { name: items },
        "_links": { "self": link(&format!("/v2/{name}")), "previous": null, "next": null } });
    hal(StatusCode::OK, &body)
}
