//! Addresses that only take a form: who types one, comes back to it by a bookmark, or reloads after signing in, is led to
//! the page the form stands on, instead of an empty answer.

use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};

/// Addresses that machines post to: for them 405 is the right answer.
const MACHINES: &str = "/webhook/";
/// Where a form does not stand on the page right above its address: how its address begins, and the page.
const ELSEWHERE: &[(&str, &str)] =
    &[("/payments/", "/payments"), ("/console/payments/", "/console/payments"), ("/helpers/", "/helpers")];

/// The layer: a GET that found only a POST goes to the form's page.
pub async fn to_page(request: Request, next: Next) -> Response {
    let asked = (request.method() == Method::GET || request.method() == Method::HEAD)
        .then(|| request.uri().path().to_owned())
        .filter(|path| !path.starts_with(MACHINES));
    let response = next.run(request).await;
    match asked {
        Some(path) if response.status() == StatusCode::METHOD_NOT_ALLOWED => {
            Redirect::to(page_of(&path)).into_response()
        }
        _ => response,
    }
}

/// The page on which the form of an address stands: one step up, unless the table says otherwise.
fn page_of(path: &str) -> &str {
    let elsewhere = ELSEWHERE.iter().find(|(begins, _)| path.starts_with(begins));
    match (elsewhere, path.rsplit_once('/')) {
        (Some((_, page)), _) => page,
        (None, Some((above, _))) if !above.is_empty() => above,
        _ => "/",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;
    use crate::testing::sample;
    use axum::body::Body;
    use axum::http::header;
    use tower::ServiceExt as _;

    /// Every address of the site that only takes a form.
    const FORMS: &[&str] = &[
        "/pay/later",
        "/pay/later/1/undo",
        "/payments/credit/apply",
        "/payments/credit/refund",
        "/payment/abc/retry",
        "/sign-out",
        "/sign-out-everywhere",
        "/sign-in/mail",
        "/helpers/again/1",
        "/helpers/end/1",
        "/helpers/decline/1",
        "/helping/sign-out",
        "/helping/1/enter",
        "/resume/drop",
        "/chat/send",
        "/profile/contact",
        "/profile/preferences",
        "/profile/reminders",
        "/profile/objection",
        "/profile/view",
        "/profile/answer",
        "/cases/1/answer",
        "/cases/1/withdraw",
        "/help/pause",
        "/plan/agree",
        "/plan/budget/forget",
        "/overview/view",
        "/demo/sign-in",
        "/demo/agent",
        "/console/sign-out",
        "/console/conversation/1/send",
        "/console/plans/1",
        "/console/payments/1/book",
        "/console/debtor/1/refund",
        "/console/debtor/1/refund/2",
        "/console/case/1/take",
    ];

    #[tokio::test]
    async fn a_typed_address_of_a_form_leads_to_a_page() {
        let test = databases().await.remove(0);
        let app = sample::app(&test.db).await;
        let get = async |path: &str| {
            let request = axum::http::Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty());
            crate::web::router(app.clone()).oneshot(request.unwrap()).await.unwrap()
        };
        for form in FORMS {
            let first = get(form).await;
            assert_eq!(first.status(), StatusCode::SEE_OTHER, "{form}");
            let mut at = first.headers()[header::LOCATION].to_str().unwrap().to_owned();
            let mut steps = 0;
            loop {
                let response = get(&at).await;
                assert_ne!(response.status(), StatusCode::METHOD_NOT_ALLOWED, "{form} leads to {at}");
                match response.headers().get(header::LOCATION) {
                    Some(on) => at = on.to_str().unwrap().to_owned(),
                    None => break,
                }
                steps += 1;
                assert!(steps < 5, "{form} goes round");
            }
        }
        assert_eq!(get("/webhook/payment").await.status(), StatusCode::METHOD_NOT_ALLOWED, "a machine's address");
    }

    #[test]
    fn a_form_stands_one_step_up_unless_the_table_says_otherwise() {
        assert_eq!(page_of("/pay/later"), "/pay");
        assert_eq!(page_of("/payments/credit/apply"), "/payments");
        assert_eq!(page_of("/console/payments/7/book"), "/console/payments");
        assert_eq!(page_of("/sign-out"), "/");
    }
}
