//! Paying: choosing what and how, the way to the bank, the status, and what the provider tells us.

mod choice;
mod choose;
mod later;
mod money;
mod status;
mod webhook;

pub(crate) use money::find_back;

use crate::app::App;
use crate::pay::desk::WEBHOOK_PATH;
use crate::pay::sandbox::PATH as SANDBOX_PATH;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

/// A webhook is an id and nothing else.
const WEBHOOK_BYTES_MAX: usize = 1_024;

/// The routes. Those under `/pay` and `/payments` need a session; those under `/payment` the opaque token of one payment.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/pay", get(choose::show).post(choose::submit))
        .route("/pay/later", post(later::submit))
        .route("/pay/later/{id}", get(later::show))
        .route("/pay/later/{id}/undo", post(later::undo))
        .route("/payments", get(money::show))
        .route("/payments/credit/apply", post(money::apply))
        .route("/payments/credit/refund", post(money::refund))
        .route("/payment/{token}", get(status::show))
        .route("/payment/{token}/status.json", get(status::json))
        .route("/payment/{token}/go", get(status::go))
        .route("/payment/{token}/retry", post(status::retry))
        .route(WEBHOOK_PATH, post(webhook::receive).layer(DefaultBodyLimit::max(WEBHOOK_BYTES_MAX)))
}

/// The sandbox, where there is one; nothing otherwise. It is another party's site, so our guards do not stand before it.
pub fn sandbox(app: &App) -> Router {
    match &app.pay.sandbox {
        Some(sandbox) => {
            let router = sandbox.router(false).layer(DefaultBodyLimit::max(super::BODY_BYTES_MAX));
            Router::new().nest(SANDBOX_PATH, router)
        }
        None => Router::new(),
    }
}
