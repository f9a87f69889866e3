//! One line in the log for every request. Never in it: queries, bodies, addresses of people, and tokens that stand in a
//! path.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;

/// A part of a path this long is a token (43 signs); ids are 36.
const TOKEN_LENGTH_MIN: usize = 40;

/// What `EFFEN_LOG` calls these lines: `EFFEN_LOG=info,effen_request=debug` shows them.
const TARGET: &str = "effen_request";

/// The middleware.
pub async fn requests(request: Request, next: Next) -> Response {
    if !tracing::enabled!(target: TARGET, tracing::Level::DEBUG) {
        return next.run(request).await;
    }
    let started = Instant::now();
    let (method, path) = (request.method().clone(), redacted(request.uri().path()));
    let response = next.run(request).await;
    let (status, ms) = (response.status().as_u16(), started.elapsed().as_millis());
    tracing::debug!(target: TARGET, %method, path, status, ms, "{method} {path} {status}");
    response
}

/// A path without its secrets.
pub fn redacted(path: &str) -> String {
    let mut secret_next = false;
    path.split('/')
        .map(|part| {
            let secret = secret_next || part.len() >= TOKEN_LENGTH_MIN;
            secret_next = matches!(part, "link");
            if secret && !part.is_empty() { "…" } else { part }
        })
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::new_id::{token, uuid};

    #[test]
    fn tokens_never_reach_the_log_and_ids_do() {
        for _ in 0..50 {
            let (token, id) = (token(), uuid());
            for path in [format!("/link/{token}"), format!("/payment/{token}/status.json"), format!("/x/{token}")] {
                assert!(!redacted(&path).contains(&token));
            }
            assert_eq!(redacted(&format!("/invoice/{id}")), format!("/invoice/{id}"));
        }
        assert_eq!(redacted("/link/short"), "/link/…");
        assert_eq!(redacted("/payment/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/status"), "/payment/…/status");
    }
}
