//! A payment provider inside the program, for the demo and for tests: it speaks the Mollie v2 protocol over HTTP, keeps
//! its payments in tables of its own (so that a restart loses none), shows a bank-like page and calls the webhook as
//! the real one does. The program under test talks to it through the same adapter as to the real one.
//!
//! Architecture invariant: nothing outside this folder reads the sandbox's tables, and the sandbox reads no other.

mod api;
mod bank;
mod customers;
mod hooks;
mod json;
mod refunds;

use crate::clock::Clock;
use crate::db::Db;
use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use rand::Rng as _;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::sync::Notify;

/// Where the sandbox hangs in the site.
pub const PATH: &str = "/sandbox";

/// The creditor identifier that a demonstration's collections go under: its check digits fit, and it is nobody's.
pub const CREDITOR_ID: &str = "NL79ZZZ999999990000";

/// The statuses a payer can choose on the bank's page.
pub const CHOICES: [&str; 4] = ["paid", "failed", "canceled", "expired"];
/// What a payer can choose of a payment that was made: their bank takes it back.
pub const TAKE_BACK: &str = "chargeback";

/// The sandbox; a cheap handle.
#[derive(Clone)]
pub struct Sandbox(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Clock,
    key: String,
    public_url: String,
    style: String,
    wake: Notify,
    client: reqwest::Client,
}

/// What a sandbox is made of.
pub struct Setup {
    /// The database with the sandbox's tables.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// The test key that requests must carry.
    pub key: String,
    /// The address under which browsers reach this site, without a trailing slash.
    pub public_url: String,
    /// Address of the style sheet.
    pub style: String,
}

impl Sandbox {
    /// A sandbox; nothing runs until [`Sandbox::run`] or [`Sandbox::tick`].
    ///
    /// # Errors
    /// When no HTTP client can be made.
    pub fn new(setup: Setup) -> Result<Self, reqwest::Error> {
        // Installing twice is refused and harmless.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // Webhooks go to this machine over http, or (demo on the local network) to our own self-made certificate.
        let client = reqwest::Client::builder()
            .no_proxy()
            .tls_certs_only([])
            .timeout(hooks::CALL_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent("Effen-Sandbox/1")
            .build()?;
        let Setup { db, clock, key, public_url, style } = setup;
        Ok(Self(Arc::new(Inner { db, clock, key, public_url, style, wake: Notify::new(), client })))
    }

    /// The API and the bank's page, to be mounted at [`PATH`]. Only this machine is answered; with `lan` the bank's
    /// page is also shown to others, for a demo on a phone.
    pub fn router(&self, lan: bool) -> Router {
        let api = Router::new()
            .route("/v2/payments", get(api::list).post(api::create))
            .route("/v2/payments/{id}", get(api::show).patch(api::update).delete(api::cancel))
            .route("/v2/payments/{id}/refunds", get(refunds::list).post(refunds::create))
            .route("/v2/payments/{id}/refunds/{refund}", get(refunds::show).delete(refunds::cancel))
            .route("/v2/payments/{id}/chargebacks", get(refunds::chargebacks))
            .route("/v2/payments/{id}/chargebacks/{chargeback}", get(refunds::chargeback))
            .route("/v2/customers", get(customers::list).post(customers::create))
            .route("/v2/customers/{id}", get(customers::show))
            .route("/v2/customers/{id}/payments", get(customers::list_payments))
            .route("/v2/customers/{id}/mandates", get(customers::list_mandates).post(customers::create_mandate))
            .route(
                "/v2/customers/{id}/mandates/{mandate}",
                get(customers::show_mandate).delete(customers::revoke_mandate),
            )
            .route("/v2/methods", get(api::methods))
            .route("/v2/methods/{id}", get(api::method))
            .fallback(api::unknown)
            .layer(from_fn_with_state(self.clone(), api::authorised))
            .layer(from_fn_with_state(false, loopback_only));
        let bank = Router::new()
            .route("/bank/{token}", get(bank::show).post(bank::choose))
            .layer(from_fn_with_state(lan, loopback_only));
        Router::new().merge(bank).merge(api).with_state(self.clone())
    }

    fn now_ms(&self) -> i64 {
        self.0.clock.now().as_millisecond()
    }
}

/// Turns away who is not on this machine, unless `open`.
async fn loopback_only(State(open): State<bool>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0);
    if open || peer.is_some_and(|peer| peer.ip().to_canonical().is_loopback()) {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, "The test bank answers on its own machine only.").into_response()
}

/// An id in the provider's manner.
fn new_id(prefix: &str) -> String {
    let tail: String = rand::rng().sample_iter(rand::distr::Alphanumeric).take(14).map(char::from).collect();
    format!("{prefix}_{tail}")
}
