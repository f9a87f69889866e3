//! The JSON of the Mollie v2 API, as far as this program reads and writes it. Fields it does not need are ignored,
//! unknown statuses are an error: money is never booked on a guess.

use super::port::{Method, NewPayment, OfferedMethod, ProviderError, ProviderPayment, ProviderRefund, TransferDetails};
use effen::money::{Currency, Money};
use effen::payment::PaymentStatus;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The longest description that every method accepts, in characters.
pub const DESCRIPTION_CHARS_MAX: usize = 140;

/// An amount as the API writes it: a decimal text and a currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireAmount {
    /// `10.00`.
    pub value: String,
    /// `EUR`.
    pub currency: String,
}

impl From<Money> for WireAmount {
    fn from(money: Money) -> Self {
        Self { value: money.decimal(), currency: money.currency.code().to_owned() }
    }
}

impl WireAmount {
    /// Reads the decimal text to the smallest unit; exactly as many decimals as the currency has, as the API writes it.
    pub fn read(&self) -> Result<Money, ProviderError> {
        let wrong = || ProviderError::Protocol(format!("amount '{}' {}", self.value, self.currency));
        let currency: Currency = self.currency.parse().map_err(|_| wrong())?;
        let (negative, digits) = match self.value.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, self.value.as_str()),
        };
        let exponent = currency.exponent() as usize;
        let (whole, decimals) = match digits.split_once('.') {
            Some(parts) if exponent > 0 => parts,
            None if exponent == 0 => (digits, ""),
            _ => return Err(wrong()),
        };
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || decimals.len() != exponent || !all_digits(whole) || !all_digits(decimals) {
            return Err(wrong());
        }
        let cents: i64 = format!("{whole}{decimals}").parse().map_err(|_| wrong())?;
        Ok(Money { cents: if negative { -cents } else { cents }, currency })
    }
}

/// The body of a request for a payment.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateBody<'a> {
    amount: WireAmount,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    redirect_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    webhook_url: Option<&'a str>,
    method: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    locale: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sequence_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mandate_id: Option<&'a str>,
    metadata: Metadata<'a>,
}

#[derive(Debug, Serialize)]
struct Metadata<'a> {
    payment_id: &'a str,
}

impl<'a> From<&'a NewPayment> for CreateBody<'a> {
    /// A direct debit has no payer who is sent anywhere.
    fn from(payment: &'a NewPayment) -> Self {
        let mandate = payment.mandate.as_ref();
        Self {
            amount: WireAmount::from(payment.amount),
            description: payment.description.chars().take(DESCRIPTION_CHARS_MAX).collect(),
            redirect_url: mandate.is_none().then_some(payment.redirect_url.as_str()),
            webhook_url: payment.webhook_url.as_deref(),
            method: method_name(payment.method),
            locale: mandate.is_none().then_some(payment.locale),
            sequence_type: mandate.map(|_| "recurring"),
            customer_id: mandate.map(|key| key.customer_id.as_str()),
            mandate_id: mandate.map(|key| key.mandate_id.as_str()),
            metadata: Metadata { payment_id: &payment.our_id },
        }
    }
}

/// The body of a request for a refund.
#[derive(Debug, Serialize)]
pub struct RefundBody<'a> {
    /// How much goes back.
    pub amount: WireAmount,
    /// Shown to the payer.
    pub description: &'a str,
    /// What the API keeps for us.
    pub metadata: RefundMetadata<'a>,
}

/// What the API keeps of ours with a refund.
#[derive(Debug, Serialize)]
pub struct RefundMetadata<'a> {
    /// Our own id of it.
    pub refund_id: &'a str,
}

#[derive(Debug, Deserialize)]
struct WireLink {
    href: String,
}

#[derive(Debug, Default, Deserialize)]
struct WireLinks {
    checkout: Option<WireLink>,
}

/// A payment as the API gives it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WirePayment {
    id: String,
    status: String,
    amount: WireAmount,
    amount_refunded: Option<WireAmount>,
    amount_charged_back: Option<WireAmount>,
    metadata: Option<serde_json::Value>,
    method: Option<String>,
    paid_at: Option<String>,
    expires_at: Option<String>,
    is_cancelable: Option<bool>,
    details: Option<serde_json::Value>,
    #[serde(rename = "_links", default)]
    links: WireLinks,
}

impl WirePayment {
    /// What the program needs of it.
    ///
    /// # Errors
    /// An unknown status, an unreadable amount or time, or another currency coming back than went out.
    pub fn read(self) -> Result<ProviderPayment, ProviderError> {
        let amount = self.amount.read()?;
        let back = |part: &Option<WireAmount>| -> Result<i64, ProviderError> {
            let Some(part) = part else { return Ok(0) };
            let sum = part.read()?;
            if sum.currency != amount.currency || sum.cents < 0 {
                return Err(ProviderError::Protocol(format!("{} {} went back", part.value, part.currency)));
            }
            Ok(sum.cents)
        };
        let (refunded_cents, charged_back_cents) = (back(&self.amount_refunded)?, back(&self.amount_charged_back)?);
        let transfer = match (self.method.as_deref(), &self.details) {
            (Some("banktransfer"), Some(details)) => read_transfer(details),
            _ => None,
        };
        Ok(ProviderPayment {
            id: self.id,
            status: read_status(&self.status)?,
            refunded_cents,
            charged_back_cents,
            our_id: kept_id(self.metadata.as_ref(), "payment_id"),
            paid_at: read_time(self.paid_at.as_deref())?,
            expires_at: read_time(self.expires_at.as_deref())?,
            // Nothing but a web address is ever put into a link or a redirect.
            checkout_url: self
                .links
                .checkout
                .map(|link| link.href)
                .filter(|url| url.starts_with("https://") || url.starts_with("http://")),
            transfer,
            cancellable: self.is_cancelable.unwrap_or(false),
            amount,
        })
    }
}

/// An id of ours that the API kept; whatever else stands in the metadata is somebody else's.
fn kept_id(metadata: Option<&serde_json::Value>, name: &str) -> Option<String> {
    Some(metadata?.get(name)?.as_str()?.to_owned())
}

fn read_transfer(details: &serde_json::Value) -> Option<TransferDetails> {
    let text = |key: &str| details.get(key).and_then(|value| value.as_str()).map(str::to_owned);
    Some(TransferDetails {
        name: text("bankName")?,
        iban: text("bankAccount")?,
        bic: text("bankBic").unwrap_or_default(),
        reference: text("transferReference")?,
    })
}

/// Our statuses have the API's own words; any other is an error.
fn read_status(status: &str) -> Result<PaymentStatus, ProviderError> {
    status.parse().map_err(|_| ProviderError::Protocol(format!("status '{status}'")))
}

/// A time as the API writes it.
pub fn read_time(text: Option<&str>) -> Result<Option<Timestamp>, ProviderError> {
    text.map(|text| text.parse().map_err(|_| ProviderError::Protocol(format!("time '{text}'")))).transpose()
}

/// A refund as the API gives it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WireRefund {
    id: String,
    payment_id: String,
    amount: WireAmount,
    status: String,
    metadata: Option<serde_json::Value>,
}

impl WireRefund {
    /// What the program needs of it.
    pub fn read(self) -> Result<ProviderRefund, ProviderError> {
        let (done, failed) = match self.status.as_str() {
            "queued" | "pending" | "processing" => (false, false),
            "refunded" => (true, false),
            "failed" | "canceled" => (false, true),
            other => return Err(ProviderError::Protocol(format!("refund status '{other}'"))),
        };
        let our_id = kept_id(self.metadata.as_ref(), "refund_id");
        let amount = self.amount.read()?;
        Ok(ProviderRefund { id: self.id, payment_id: self.payment_id, our_id, amount, done, failed })
    }
}

/// A way to pay as the API gives it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WireMethod {
    id: String,
    minimum_amount: Option<WireAmount>,
    maximum_amount: Option<WireAmount>,
}

impl WireMethod {
    /// The method, or `None` where the portal does not offer it.
    pub fn read(self) -> Result<Option<OfferedMethod>, ProviderError> {
        let Some(method) = Method::OFFERED.iter().copied().find(|method| method_name(*method) == self.id) else {
            return Ok(None);
        };
        let cents = |amount: Option<WireAmount>| amount.map(|amount| amount.read().map(|sum| sum.cents)).transpose();
        Ok(Some(OfferedMethod {
            method,
            min_cents: cents(self.minimum_amount)?.unwrap_or(1),
            max_cents: cents(self.maximum_amount)?,
        }))
    }
}

/// A list as the API gives it; `T` is what each element of `_embedded` holds.
#[derive(Debug, Deserialize)]
pub struct WireList<T> {
    /// The elements.
    #[serde(rename = "_embedded")]
    pub embedded: T,
}

/// Payments in a list.
#[derive(Debug, Deserialize)]
pub struct Payments {
    /// Newest first.
    pub payments: Vec<WirePayment>,
}

/// Refunds in a list.
#[derive(Debug, Deserialize)]
pub struct Refunds {
    /// Newest first.
    pub refunds: Vec<WireRefund>,
}

/// Methods in a list.
#[derive(Debug, Deserialize)]
pub struct Methods {
    /// In the provider's order.
    pub methods: Vec<WireMethod>,
}

/// What the API says when it refuses.
#[derive(Debug, Deserialize)]
pub struct WireError {
    /// Short name of the status.
    #[serde(default)]
    pub title: String,
    /// Explanation.
    #[serde(default)]
    pub detail: String,
    /// The field it is about.
    pub field: Option<String>,
}

/// The API's name of a method.
pub fn method_name(method: Method) -> &'static str {
    match method {
        Method::Ideal => "ideal",
        Method::Bancontact => "bancontact",
        Method::Card => "creditcard",
        Method::Transfer => "banktransfer",
        Method::DirectDebit => "directdebit",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_amount_reads_back(cents in -9_000_000_000_000_i64..9_000_000_000_000) {
            for code in ["EUR", "JPY", "KWD"] {
                let money = Money { cents, currency: code.parse().unwrap() };
                prop_assert_eq!(WireAmount::from(money).read().unwrap(), money);
            }
        }

        #[test]
        fn an_amount_that_is_not_two_decimals_is_refused(text in "[-+0-9., e]{0,12}") {
            let amount = WireAmount { value: text.clone(), currency: "EUR".into() };
            if let Ok(money) = amount.read() {
                // What is read writes back as the same number: nothing is rounded or guessed.
                let written = WireAmount::from(money).value;
                let plain = |text: &str| text.trim_start_matches('-').trim_start_matches('0').to_owned();
                prop_assert_eq!(plain(&written), plain(&text));
            }
        }
    }

    fn payment(json: &str) -> Result<ProviderPayment, ProviderError> {
        serde_json::from_str::<WirePayment>(json).expect("a payment's shape").read()
    }

    #[test]
    fn a_paid_payment_is_read_with_what_went_back() {
        let read = payment(
            r#"{"resource":"payment","id":"tr_1","status":"paid","amount":{"value":"84.20","currency":"EUR"},
                "amountRefunded":{"value":"4.20","currency":"EUR"},"amountRemaining":{"value":"80.00","currency":"EUR"},
                "metadata":{"payment_id":"ours"},"method":"ideal","paidAt":"2026-03-20T09:14:37+00:00",
                "details":{"consumerName":"T. Est"},"_links":{"self":{"href":"https://x/","type":"application/hal+json"}}}"#,
        )
        .unwrap();
        assert_eq!((read.status, read.amount.cents, read.refunded_cents), (PaymentStatus::Paid, 8420, 420));
        assert_eq!(read.our_id.as_deref(), Some("ours"));
        assert_eq!(read.paid_at, Some("2026-03-20T09:14:37Z".parse().unwrap()));
        assert_eq!(read.checkout_url, None);
    }

    #[test]
    fn a_transfer_brings_its_details() {
        let read = payment(
            r#"{"id":"tr_2","status":"open","amount":{"value":"10.00","currency":"EUR"},"method":"banktransfer",
                "details":{"bankName":"Stichting Voorbeeld","bankAccount":"NL02ABNA0123456789","bankBic":"ABNANL2A",
                "transferReference":"RF12-3456-7890-1234"},"_links":{"checkout":{"href":"https://x/pay"}}}"#,
        )
        .unwrap();
        let transfer = read.transfer.unwrap();
        assert_eq!(
            (transfer.name.as_str(), transfer.reference.as_str()),
            ("Stichting Voorbeeld", "RF12-3456-7890-1234")
        );
        assert_eq!(read.checkout_url.as_deref(), Some("https://x/pay"));
    }

    #[test]
    fn an_unknown_status_or_another_currency_coming_back_is_never_guessed() {
        let unknown = payment(r#"{"id":"tr_3","status":"settled","amount":{"value":"1.00","currency":"EUR"}}"#);
        assert_eq!(unknown.unwrap_err(), ProviderError::Protocol("status 'settled'".into()));
        let mixed = payment(
            r#"{"id":"tr_4","status":"paid","amount":{"value":"1.00","currency":"EUR"},
                "amountRefunded":{"value":"1.00","currency":"USD"}}"#,
        );
        assert!(matches!(mixed, Err(ProviderError::Protocol(_))));
    }
}
