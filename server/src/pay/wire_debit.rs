//! The JSON of the Mollie v2 API around direct debits: customers, mandates, and what a payer's bank takes back. What is
//! unknown is an error here too.

use super::port::{Method, NewMandate, ProviderChargeback, ProviderError, ProviderMandate};
use super::wire::{WireAmount, method_name, read_time};
use serde::{Deserialize, Serialize};

/// The body of a request for a payer. Nothing but the name goes along: the provider needs no more.
#[derive(Debug, Serialize)]
pub struct CustomerBody<'a> {
    /// Who holds the account.
    pub name: &'a str,
}

/// A payer as the API gives it.
#[derive(Debug, Deserialize)]
pub struct WireCustomer {
    /// The provider's id.
    pub id: String,
}

/// The body of a request for a mandate.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MandateBody<'a> {
    method: &'static str,
    consumer_name: &'a str,
    consumer_account: &'a str,
    signature_date: String,
    mandate_reference: &'a str,
}

impl<'a> From<&'a NewMandate> for MandateBody<'a> {
    fn from(mandate: &'a NewMandate) -> Self {
        Self {
            method: method_name(Method::DirectDebit),
            consumer_name: &mandate.holder,
            consumer_account: mandate.iban.as_str(),
            signature_date: mandate.signed_on.to_string(),
            mandate_reference: &mandate.reference,
        }
    }
}

/// A mandate as the API gives it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WireMandate {
    id: String,
    status: String,
    mandate_reference: Option<String>,
}

impl WireMandate {
    /// What the program needs of it.
    ///
    /// # Errors
    /// An unknown status.
    pub fn read(self) -> Result<ProviderMandate, ProviderError> {
        let usable = match self.status.as_str() {
            "valid" | "pending" => true,
            "invalid" => false,
            other => return Err(ProviderError::Protocol(format!("mandate status '{other}'"))),
        };
        Ok(ProviderMandate { id: self.id, reference: self.mandate_reference, usable })
    }
}

/// Mandates in a list.
#[derive(Debug, Deserialize)]
pub struct Mandates {
    /// Newest first.
    pub mandates: Vec<WireMandate>,
}

/// A chargeback as the API gives it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WireChargeback {
    id: String,
    payment_id: String,
    amount: WireAmount,
    reversed_at: Option<String>,
    reason: Option<WireReason>,
}

#[derive(Debug, Deserialize)]
struct WireReason {
    #[serde(default)]
    code: String,
    #[serde(default)]
    description: String,
}

impl WireChargeback {
    /// What the program needs of it.
    ///
    /// # Errors
    /// An unreadable amount or time, or an amount that came in.
    pub fn read(self) -> Result<ProviderChargeback, ProviderError> {
        let amount = self.amount.read()?;
        if amount.cents <= 0 {
            return Err(ProviderError::Protocol(format!("a chargeback of {}", self.amount.value)));
        }
        let reason = self.reason.map_or_else(String::new, |reason| match reason.code.as_str() {
            "" => reason.description,
            _ => reason.code,
        });
        let reversed = read_time(self.reversed_at.as_deref())?.is_some();
        Ok(ProviderChargeback { id: self.id, payment_id: self.payment_id, amount, reason, reversed })
    }
}

/// Chargebacks in a list.
#[derive(Debug, Deserialize)]
pub struct Chargebacks {
    /// Newest first.
    pub chargebacks: Vec<WireChargeback>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use effen::money::Money;

    fn chargeback(json: &str) -> Result<ProviderChargeback, ProviderError> {
        serde_json::from_str::<WireChargeback>(json).expect("a chargeback's shape").read()
    }

    #[test]
    fn a_chargeback_is_read_with_its_reason_and_whether_it_was_undone() {
        let read = chargeback(
            r#"{"resource":"chargeback","id":"chb_1","paymentId":"tr_1","amount":{"value":"43.38","currency":"USD"},
                "settlementAmount":{"value":"-35.07","currency":"EUR"},"createdAt":"2026-03-14T17:00:52.0Z",
                "reversedAt":"2026-03-14T17:00:55.0Z","reason":{"code":"AC01","description":"Account unknown"}}"#,
        )
        .unwrap();
        assert_eq!((read.id.as_str(), read.payment_id.as_str(), read.reason.as_str()), ("chb_1", "tr_1", "AC01"));
        assert_eq!(read.amount, Money { cents: 4338, currency: "USD".parse().unwrap() });
        assert!(read.reversed);
        let plain = r#"{"id":"chb_2","paymentId":"tr_1","amount":{"value":"1.00","currency":"EUR"},"reversedAt":null}"#;
        let read = chargeback(plain).unwrap();
        assert_eq!((read.reason.as_str(), read.reversed), ("", false));
        let coming_in = r#"{"id":"chb_3","paymentId":"tr_1","amount":{"value":"-1.00","currency":"EUR"}}"#;
        assert!(matches!(chargeback(coming_in), Err(ProviderError::Protocol(_))));
    }

    #[test]
    fn a_mandate_is_usable_until_the_provider_says_that_it_is_not() {
        let of = |status: &str| {
            let json = format!(r#"{{"id":"mdt_1","status":"{status}","mandateReference":"EF-1-M1"}}"#);
            serde_json::from_str::<WireMandate>(&json).unwrap().read()
        };
        assert_eq!(of("valid").unwrap().reference.as_deref(), Some("EF-1-M1"));
        assert!(of("pending").unwrap().usable && !of("invalid").unwrap().usable);
        assert_eq!(of("sleeping").unwrap_err(), ProviderError::Protocol("mandate status 'sleeping'".into()));
    }

    #[test]
    fn a_mandate_goes_out_with_its_account_and_the_day_it_was_given() {
        let new = NewMandate {
            customer_id: "cst_1".into(),
            holder: "A. de Vries".into(),
            iban: "NL91ABNA0417164300".parse().unwrap(),
            reference: "EF-1-M1".into(),
            signed_on: jiff::civil::date(2026, 5, 12),
            idempotency_key: "k".into(),
        };
        let expected = serde_json::json!({ "method": "directdebit", "consumerName": "A. de Vries",
            "consumerAccount": "NL91ABNA0417164300", "signatureDate": "2026-05-12", "mandateReference": "EF-1-M1" });
        assert_eq!(serde_json::to_value(MandateBody::from(&new)).unwrap(), expected);
    }
}
