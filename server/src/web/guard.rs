//! What holds for every request: same-origin writes, security headers.

use crate::app::App;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeader;

/// Paths that other machines may POST to: they carry no session and believe nothing they are told.
const OPEN_TO_MACHINES: &[&str] = &["/webhook/", "/sandbox/v2/"];

/// Refuses writes that another site made the browser send (CSRF): `Sec-Fetch-Site` decides, else `Origin`; a request
/// with neither did not come from a browser that could be tricked, but has no business here either.
pub async fn same_origin(State(app): State<App>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let path = request.uri().path();
    if safe || OPEN_TO_MACHINES.iter().any(|open| path.starts_with(open)) || from_here(&app, request.headers()) {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, "This request did not come from our own pages.").into_response()
}

/// Did our own page send this? Also asked for the upgrade of a socket, which is a GET.
pub fn from_here(app: &App, headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    match (text("origin"), text("host")) {
        (Some(origin), Some(host)) => {
            origin == app.config.public_url || origin.split_once("://").is_some_and(|(_, rest)| rest == host)
        }
        _ => false,
    }
}

/// Security headers for pages. A page's own CSP (with its nonce) stands; everything else gets the strict one.
pub async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let set = |response: &mut Response, name: header::HeaderName, value: &'static str| {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(&mut response, header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(&mut response, header::REFERRER_POLICY, "same-origin");
    set(&mut response, header::CACHE_CONTROL, "no-store");
    set(&mut response, header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(
        &mut response,
        header::HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=()",
    );
    response
}

/// Files whose name changes with their content may be kept for a year.
pub fn immutable(folder: std::path::PathBuf) -> SetResponseHeader<ServeDir, HeaderValue> {
    SetResponseHeader::if_not_present(
        ServeDir::new(folder),
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    )
}

/// The same, with .br and .gz beside each file.
pub fn immutable_compressed(folder: std::path::PathBuf) -> axum::Router {
    let files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
    axum::Router::new().fallback_service(SetResponseHeader::if_not_present(
        files,
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    ))
}
