//! What the application holds of payments: the provider, and in a demonstration the sandbox behind it.

use super::mollie::{Mollie, Patience};
use super::port::{
    MandateKey, Method, NewMandate, NewPayment, OfferedMethod, PaymentProvider, ProviderChargeback, ProviderError,
    ProviderMandate, ProviderPayment, ProviderRefund,
};
use super::sandbox::{self, Sandbox};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::{Error, Result};
use async_trait::async_trait;
use effen::money::{Currency, Money};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The path of the webhook in our site.
pub const WEBHOOK_PATH: &str = "/webhook/payment";

/// How long the provider's word on its methods is taken.
const OFFER_AGE_MAX: Duration = Duration::from_secs(600);
/// How long it is not asked again when it said nothing.
const GUESS_AGE_MAX: Duration = Duration::from_secs(30);

/// See the module.
pub struct Desk {
    /// Whoever moves the money.
    pub provider: Arc<dyn PaymentProvider>,
    /// Where the provider tells of changes; `None` where it cannot reach us (then the job asks).
    pub webhook_url: Option<String>,
    /// Only in a demonstration.
    pub sandbox: Option<Sandbox>,
    /// The SEPA creditor identifier that collections go under; `None`: direct debit is not offered.
    pub creditor_id: Option<String>,
    offered: Mutex<Option<(Instant, Vec<OfferedMethod>)>>,
}

impl Desk {
    /// The desk for a database: the sandbox if it carries the demo mark, else Mollie. Without a key there is a desk that
    /// refuses every payment, so that commands which take none run without one; `serve` asks for the key itself.
    pub fn new(config: &Config, db: &Db, clock: &Clock, demo: bool, style: &str) -> Result<Self> {
        if demo {
            return Self::demo(config, db, clock, style);
        }
        let provider: Arc<dyn PaymentProvider> = match &config.mollie_key {
            Some(key) => Arc::new(mollie(&config.mollie_url, key)?),
            None => Arc::new(Closed),
        };
        // Mollie refuses a webhook address that it cannot reach.
        let reachable = config.public_url.starts_with("https://");
        let webhook_url = reachable.then(|| format!("{}{WEBHOOK_PATH}", config.public_url));
        let creditor_id = config.sepa_creditor_id.clone();
        Ok(Self { provider, webhook_url, sandbox: None, creditor_id, offered: Mutex::default() })
    }

    fn demo(config: &Config, db: &Db, clock: &Clock, style: &str) -> Result<Self> {
        // A key as the real test keys look; it opens nothing but the sandbox, which answers its own machine only.
        const KEY: &str = "test_sandbox_of_a_demonstration";
        let mut here = config.listen;
        if here.ip().is_unspecified() {
            here.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
        }
        let sandbox = Sandbox::new(sandbox::Setup {
            db: db.clone(),
            clock: clock.clone(),
            key: KEY.to_owned(),
            public_url: config.public_url.clone(),
            style: style.to_owned(),
        })
        .map_err(|error| Error::Outside(error.to_string()))?;
        Ok(Self {
            provider: Arc::new(mollie(&format!("http://{here}{}", sandbox::PATH), KEY)?),
            webhook_url: Some(format!("http://{here}{WEBHOOK_PATH}")),
            sandbox: Some(sandbox),
            creditor_id: Some(sandbox::CREDITOR_ID.to_owned()),
            offered: Mutex::default(),
        })
    }

    /// The ways to pay an amount, in the order in which they are offered. While the provider does not say, every way
    /// that could be: a page never waits for it twice, and it refuses by itself what it does not have.
    pub async fn methods(&self, amount: Money) -> Vec<Method> {
        let known = self.offered.lock().ok().and_then(|slot| slot.clone());
        let offered = match known {
            Some((until, offered)) if Instant::now() < until => offered,
            _ => self.ask_methods().await,
        };
        let all = || offered.iter().filter(|offer| amount.currency == Currency::EUR || offer.method == Method::Card);
        let fits = |offer: &&OfferedMethod| {
            amount.cents == 0
                || (offer.min_cents <= amount.cents && offer.max_cents.is_none_or(|most| amount.cents <= most))
        };
        let mut methods: Vec<Method> = all().filter(fits).map(|offer| offer.method).collect();
        methods.sort();
        methods
    }

    async fn ask_methods(&self) -> Vec<OfferedMethod> {
        let (offered, age_max) = match self.provider.methods().await {
            Ok(offered) => (offered, OFFER_AGE_MAX),
            Err(error) => {
                tracing::warn!(%error, "the provider does not say which ways to pay it has");
                let all = Method::OFFERED.iter().map(|&method| OfferedMethod { method, min_cents: 1, max_cents: None });
                (all.collect(), GUESS_AGE_MAX)
            }
        };
        if let Ok(mut slot) = self.offered.lock() {
            *slot = Some((Instant::now() + age_max, offered.clone()));
        }
        offered
    }
}

fn mollie(base: &str, key: &str) -> Result<Mollie> {
    Mollie::new(base, key, Patience::default()).map_err(|error| Error::Outside(error.to_string()))
}

/// No key: nothing can be paid.
struct Closed;

#[async_trait]
impl PaymentProvider for Closed {
    async fn create(&self, _: &NewPayment) -> Result<ProviderPayment, ProviderError> {
        Err(ProviderError::Unauthorized)
    }
    async fn get(&self, _: &str) -> Result<ProviderPayment, ProviderError> {
        Err(ProviderError::Unauthorized)
    }
    async fn list(&self, _: u16) -> Result<Vec<ProviderPayment>, ProviderError> {
        Err(ProviderError::Unauthorized)
    }
    async fn list_of_customer(&self, _: &str) -> Result<Vec<ProviderPayment>, ProviderError> {
        Err(ProviderError::Unauthorized)
    }
    async fn cancel(&self, _: &str) -> Result<ProviderPayment, ProviderError> {
        Err(ProviderError::Unauthorized)
    }
    async fn refund(&self, _: &str, _: Money, _: &str, _: &str) -> Result<ProviderRefund, ProviderError> {
        Err(ProviderError::Unauthorized)
    }
    async fn refunds(&self, _: &str) -> Result<Vec<ProviderRefund>, ProviderError> {
        Err(ProviderError::Unauthorized)
    }
    async fn methods(&self) -> Result<Vec<OfferedMethod>, ProviderError> {
        Err(ProviderError::Unauthorized)
    }
    async fn create_customer(&self, _: &str, _: &str) -> Result<String, ProviderError> {
        Err(ProviderError::Unauthorized)
    }
    async fn create_mandate(&self, _: &NewMandate) -> Result<ProviderMandate, ProviderError> {
        Err(ProviderError::Unauthorized)
    }
    async fn mandates(&self, _: &str) -> Result<Vec<ProviderMandate>, ProviderError> {
        Err(ProviderError::Unauthorized)
    }
    async fn revoke_mandate(&self, _: &MandateKey) -> Result<(), ProviderError> {
        Err(ProviderError::Unauthorized)
    }
    async fn chargebacks(&self, _: &str) -> Result<Vec<ProviderChargeback>, ProviderError> {
        Err(ProviderError::Unauthorized)
    }
}
