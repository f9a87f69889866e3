//! What the provider tells us.

use crate::app::App;
use crate::pay::settle;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;

/// The longest id of a provider that is looked up, in bytes.
const PROVIDER_ID_BYTES_MAX: usize = 64;

#[derive(Deserialize)]
pub(super) struct Webhook {
    id: String,
}

/// The provider says that something changed. Only the id is taken, and only to ask the provider; an id we do not know
/// is answered just like one we know, so that nobody learns which is which.
pub(super) async fn receive(State(app): State<App>, Form(Webhook { id }): Form<Webhook>) -> StatusCode {
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if id.is_empty() || id.len() > PROVIDER_ID_BYTES_MAX || !plain {
        return StatusCode::OK;
    }
    match settle::webhook(&app, &id).await {
        Ok(_) => StatusCode::OK,
        Err(error) => {
            tracing::error!(%error, "a payment's webhook could not be followed");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
