//! What we know of anybody who opens a page: the language and the kind of device.

use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, header, request::Parts};
use effen::kinds::Lang;
use std::convert::Infallible;

/// See the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visitor {
    /// Chosen before (cookie), else what the browser prefers, else Dutch.
    pub lang: Lang,
    /// Does the browser say it is a phone?
    pub phone: bool,
}

/// The cookie that remembers a language.
pub const LANGUAGE_COOKIE: &str = "effen_lang";

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

impl Visitor {
    /// Reads the headers.
    pub fn of(headers: &HeaderMap) -> Self {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let chosen = cookie(headers, LANGUAGE_COOKIE).and_then(|code| code.parse().ok());
        let phone = text(header::USER_AGENT).contains("Mobi");
        Self { lang: chosen.or_else(|| preferred(text(header::ACCEPT_LANGUAGE))).unwrap_or(Lang::Nl), phone }
    }
}

/// The first language of the header's list that we have; the list is in the order of preference in every browser.
fn preferred(header: &str) -> Option<Lang> {
    header.split(',').find_map(|part| part.trim().get(..2)?.to_lowercase().parse().ok())
}

/// The value of a cookie.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}
