//! Browsers that an agent signed in with before, by a cookie of its own. It lets nobody in; it only makes that the tries of
//! strangers elsewhere do not count against this browser.

use crate::app::App;
use crate::db::agent_step;
use crate::error::Result;
use crate::new_id::{token, token_hash};
use crate::web::visitor::cookie;
use axum::http::{HeaderMap, HeaderValue};
use effen::ids::AgentId;

/// How long a browser is known, in seconds: ninety days.
const KNOWN_S: i64 = 90 * 24 * 60 * 60;

fn name(app: &App) -> &'static str {
    if app.config.secure() { "__Host-effen-known" } else { "effen-known" }
}

/// Remembers this browser as one of the agent's; the cookie to set.
///
/// # Errors
/// When the database does not answer.
pub async fn remember(app: &App, agent: &AgentId) -> Result<HeaderValue> {
    let (token, now) = (token(), app.now_ms());
    agent_step::create_device(&app.db, agent, &token_hash(&token), now, now + KNOWN_S * 1000).await?;
    let secure = if app.config.secure() { "; Secure" } else { "" };
    let text = format!("{}={token}; Path=/; Max-Age={KNOWN_S}; HttpOnly; SameSite=Lax{secure}", name(app));
    Ok(HeaderValue::from_str(&text).expect("tokens and cookie names are plain ASCII"))
}

/// The hash that names this browser, if the agent with this address signed in with it before.
///
/// # Errors
/// When the database does not answer.
pub async fn known(app: &App, headers: &HeaderMap, email: &str) -> Result<Option<String>> {
    let Some(token) = cookie(headers, name(app)).filter(|token| !token.is_empty()) else { return Ok(None) };
    let hash = token_hash(&token);
    let known = agent_step::is_device(&app.db, email, &hash, app.now_ms()).await?;
    Ok(known.then_some(hash))
}
