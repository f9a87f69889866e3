//! What the program asks of whoever moves the money. Everything that depends on one provider's protocol lives in an
//! adapter behind this port.

use async_trait::async_trait;
use effen::money::Money;
use effen::payment::PaymentStatus;
use effen::reference::Iban;
use jiff::Timestamp;
use jiff::civil::Date;

/// The ways to pay that the portal offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// iDEAL, which carries the name 'iDEAL | Wero'.
    Ideal,
    /// Bancontact.
    Bancontact,
    /// Credit or debit card.
    Card,
    /// A transfer that the debtor makes from the own bank, with a reference.
    Transfer,
    /// SEPA direct debit: collected by a mandate, never chosen on the page of paying.
    DirectDebit,
}

impl Method {
    /// Every method.
    pub const ALL: &[Method] =
        &[Method::Ideal, Method::Bancontact, Method::Card, Method::Transfer, Method::DirectDebit];
    /// Those that a payer chooses from, in the order in which they are offered.
    pub const OFFERED: &[Method] = &[Method::Ideal, Method::Bancontact, Method::Card, Method::Transfer];

    /// The text form, used in forms and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Ideal => "ideal",
            Method::Bancontact => "bancontact",
            Method::Card => "card",
            Method::Transfer => "transfer",
            Method::DirectDebit => "direct_debit",
        }
    }
}

impl std::str::FromStr for Method {
    type Err = effen::kinds::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Method::ALL
            .iter()
            .copied()
            .find(|method| method.as_str() == text)
            .ok_or_else(|| effen::kinds::UnknownWord { what: "payment method", value: text.to_owned() })
    }
}

/// A payment to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPayment {
    /// What is to be paid.
    pub amount: Money,
    /// Shown to the payer and on the bank statement; at most `DESCRIPTION_CHARS_MAX` characters are sent.
    pub description: String,
    /// How.
    pub method: Method,
    /// The mandate it is collected by, for a direct debit.
    pub mandate: Option<MandateKey>,
    /// Where the payer's browser goes afterwards.
    pub redirect_url: String,
    /// Where the provider tells that something changed; `None` where it could not be reached.
    pub webhook_url: Option<String>,
    /// Our own id of the payment, kept by the provider as metadata.
    pub our_id: String,
    /// Language of the checkout, as `nl_NL`.
    pub locale: &'static str,
    /// The same key gives the same payment, however often it is asked.
    pub idempotency_key: String,
}

/// The provider's names of a mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MandateKey {
    /// Its id of the payer.
    pub customer_id: String,
    /// Its id of the mandate.
    pub mandate_id: String,
}

/// A consent to collect from an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMandate {
    /// The provider's id of the payer.
    pub customer_id: String,
    /// Who holds the account.
    pub holder: String,
    /// The account.
    pub iban: Iban,
    /// The mandate reference.
    pub reference: String,
    /// The day it was given.
    pub signed_on: Date,
    /// The same key gives the same mandate, however often it is asked.
    pub idempotency_key: String,
}

/// A mandate as the provider knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderMandate {
    /// The provider's id.
    pub id: String,
    /// The reference that it was made with.
    pub reference: Option<String>,
    /// Whether it can be collected by, now or after the bank has looked.
    pub usable: bool,
}

/// Money that a payer's bank took back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderChargeback {
    /// The provider's id.
    pub id: String,
    /// The payment it belongs to.
    pub payment_id: String,
    /// How much went back.
    pub amount: Money,
    /// The bank's reason, as a code of ISO 20022 or in words; '' where it gives none.
    pub reason: String,
    /// Whether it was undone, and the money is back.
    pub reversed: bool,
}

/// Where a transfer has to go. The name must be the account's own, or the payer's bank warns of 'no match'.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TransferDetails {
    /// Payee as the account is named.
    pub name: String,
    /// Account.
    pub iban: String,
    /// Bank, or empty.
    pub bic: String,
    /// To be given exactly as it is.
    pub reference: String,
}

/// A payment as the provider knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderPayment {
    /// The provider's id.
    pub id: String,
    /// Where it stands, says the provider.
    pub status: PaymentStatus,
    /// What was asked.
    pub amount: Money,
    /// What of it went back by refunds, in cents.
    pub refunded_cents: i64,
    /// What of it the payer's bank took back, in cents.
    pub charged_back_cents: i64,
    /// Our own id, if the provider still has it.
    pub our_id: Option<String>,
    /// When it was paid.
    pub paid_at: Option<Timestamp>,
    /// Until when it can be paid.
    pub expires_at: Option<Timestamp>,
    /// The page where the payer pays; gone once the payment is done.
    pub checkout_url: Option<String>,
    /// For a transfer, where it has to go.
    pub transfer: Option<TransferDetails>,
    /// Whether it can still be cancelled.
    pub cancellable: bool,
}

/// Money going back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderRefund {
    /// The provider's id.
    pub id: String,
    /// The payment it belongs to.
    pub payment_id: String,
    /// Our own id of it, if the provider still has it.
    pub our_id: Option<String>,
    /// How much goes back.
    pub amount: Money,
    /// Whether the money has left.
    pub done: bool,
    /// Whether it will not happen after all.
    pub failed: bool,
}

/// A way to pay that the provider has switched on for us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedMethod {
    /// Which.
    pub method: Method,
    /// The smallest amount, in cents.
    pub min_cents: i64,
    /// The largest amount, in cents; `None` where there is no limit.
    pub max_cents: Option<i64>,
}

/// Why the provider did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProviderError {
    /// No answer after every retry. Asking again with the same key is safe.
    #[error("the payment provider cannot be reached: {0}")]
    Unreachable(String),
    /// It answered, but could not do it now (5xx or 429), after every retry.
    #[error("the payment provider cannot do it now (status {0})")]
    Busy(u16),
    /// Our key is not accepted: an operator has to act.
    #[error("the payment provider refuses our key")]
    Unauthorized,
    /// It does not know the payment.
    #[error("the payment provider does not know it")]
    NotFound,
    /// It refuses the request itself; the same request will be refused again.
    #[error("the payment provider refuses (status {status}): {detail}")]
    Refused {
        /// HTTP status.
        status: u16,
        /// Its explanation, for the log and never for a debtor.
        detail: String,
        /// The field it is about, if it says so.
        field: Option<String>,
    },
    /// Its answer could not be understood.
    #[error("the payment provider's answer is not understood: {0}")]
    Protocol(String),
}

impl ProviderError {
    /// Whether asking again later can help.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Busy(_))
    }
}

/// Whoever moves the money.
#[async_trait]
pub trait PaymentProvider: Send + Sync + 'static {
    /// Makes a payment. Safe to repeat with the same key.
    async fn create(&self, payment: &NewPayment) -> Result<ProviderPayment, ProviderError>;
    /// The payment as it stands now.
    async fn get(&self, id: &str) -> Result<ProviderPayment, ProviderError>;
    /// The newest payments first, at most `limit` (1 to 250).
    async fn list(&self, limit: u16) -> Result<Vec<ProviderPayment>, ProviderError>;
    /// What was collected from a payer by mandates, the newest first, at most 250.
    async fn list_of_customer(&self, customer_id: &str) -> Result<Vec<ProviderPayment>, ProviderError>;
    /// Stops a payment that nobody has paid yet.
    async fn cancel(&self, id: &str) -> Result<ProviderPayment, ProviderError>;
    /// Sends money back. Safe to repeat with the same key, which is also kept with the refund as our own id of it.
    async fn refund(
        &self,
        id: &str,
        amount: Money,
        description: &str,
        key: &str,
    ) -> Result<ProviderRefund, ProviderError>;
    /// The refunds of a payment.
    async fn refunds(&self, id: &str) -> Result<Vec<ProviderRefund>, ProviderError>;
    /// The ways to pay that are switched on and that this program offers.
    async fn methods(&self) -> Result<Vec<OfferedMethod>, ProviderError>;
    /// Makes a payer, under whom mandates stand. Gives the provider's id. Safe to repeat with the same key.
    async fn create_customer(&self, name: &str, key: &str) -> Result<String, ProviderError>;
    /// Hands over a mandate. Safe to repeat with the same key.
    async fn create_mandate(&self, mandate: &NewMandate) -> Result<ProviderMandate, ProviderError>;
    /// A payer's mandates.
    async fn mandates(&self, customer_id: &str) -> Result<Vec<ProviderMandate>, ProviderError>;
    /// Ends a mandate: nothing is collected by it any more.
    async fn revoke_mandate(&self, key: &MandateKey) -> Result<(), ProviderError>;
    /// What the payer's bank took back of a payment.
    async fn chargebacks(&self, id: &str) -> Result<Vec<ProviderChargeback>, ProviderError>;
}
