//! HTTP: one file a subject, each with its `routes()`.

pub mod access_form;
pub mod assets;
pub mod assurance;
pub mod chat;
pub mod console;
pub mod console_access;
pub mod console_sign_in;
#[cfg(test)]
mod console_sign_in_tests;
pub mod console_steps;
pub mod demo;
pub mod draft;
#[cfg(test)]
mod draft_tests;
pub mod guard;
pub mod helping;
pub mod leave;
pub mod link;
pub mod log;
pub mod next;
pub mod pay;
pub mod portal;
pub mod post_only;
pub mod problem;
pub mod really_us;
pub mod render;
pub mod session;
pub mod sign_in;
pub mod sign_in_mail;
#[cfg(test)]
mod sign_in_tests;
pub mod source;
pub mod upload;
pub mod upload_form;
pub mod visitor;

use crate::app::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

/// A form is never larger than this; uploads have their own limit.
pub const BODY_BYTES_MAX: usize = 64 * 1024;

/// The whole site.
pub fn router(app: App) -> Router {
    let files = ServeDir::new(&app.config.site_root).precompressed_br().precompressed_gzip();
    let pages = Router::new()
        .merge(pay::routes())
        .merge(sign_in::routes())
        .merge(sign_in_mail::routes())
        .merge(link::routes())
        .merge(portal::routes())
        .merge(leave::routes())
        .merge(draft::routes())
        .merge(helping::routes())
        .merge(really_us::routes())
        .merge(console_sign_in::routes())
        .merge(console_steps::routes())
        .merge(console::routes())
        .merge(upload::routes())
        .merge(demo::routes())
        .merge(chat::routes())
        .fallback_service(axum::routing::any(problem::not_found).with_state(app.clone()))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(from_fn_with_state(app.clone(), draft::keep))
        .layer(from_fn_with_state(app.clone(), guard::same_origin))
        .layer(from_fn(post_only::to_page))
        .layer(from_fn(guard::headers))
        .layer(CompressionLayer::new())
        .layer(from_fn(log::requests))
        .with_state(app.clone());
    Router::new()
        .merge(pay::sandbox(&app))
        .nest_service("/pkg", guard::immutable_compressed(app.config.site_root.join("pkg")))
        .nest_service("/fonts", guard::immutable(app.config.site_root.join("fonts")))
        .route_service("/favicon.svg", files.clone())
        .route_service("/logo.svg", files.clone())
        .route_service("/manifest.webmanifest", files.clone())
        .nest_service("/marks", guard::immutable(app.config.site_root.join("marks")))
        .nest_service("/icons", guard::immutable(app.config.site_root.join("icons")))
        .route("/health", axum::routing::get(|| async { "ok" }))
        .merge(pages)
}
