//! Sessions: server-side, cookie with a random token of which only the hash is stored.

use super::visitor::{Visitor, cookie};
use super::{assurance, next, problem};
use crate::app::App;
use crate::db::session::{self, NewSession, SessionRow};
use crate::new_id::{token, token_hash};
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::{HeaderMap, HeaderValue, Method, header, request::Parts};
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::ids::{AgentId, DebtorId};

/// A debtor ends after this long without a request.
pub const DEBTOR_IDLE_MS: i64 = 30 * 60 * 1000;
/// A debtor's session never lasts longer.
pub const DEBTOR_LIFE_MS: i64 = 12 * 60 * 60 * 1000;
/// An agent ends after this long without a request.
pub const AGENT_IDLE_MS: i64 = 60 * 60 * 1000;
/// An agent's session never lasts longer.
pub const AGENT_LIFE_MS: i64 = 12 * 60 * 60 * 1000;

/// How surely we know who it is; higher allows more. One order for every decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assurance {
    /// A pay link: one claim, amount, creditor, pay. No name.
    PayLink,
    /// A single-use link by e-mail.
    EmailLink,
    /// The code of a letter.
    LetterCode,
    /// An agent's password.
    Password,
}

impl Assurance {
    /// The stored word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PayLink => "pay_link",
            Self::EmailLink => "email_link",
            Self::LetterCode => "letter_code",
            Self::Password => "password",
        }
    }

    /// Reads the stored word; anything else is the weakest.
    pub fn of(text: &str) -> Self {
        match text {
            "email_link" => Self::EmailLink,
            "letter_code" => Self::LetterCode,
            "password" => Self::Password,
            _ => Self::PayLink,
        }
    }
}

/// A signed-in debtor. The only source of a debtor's id in the portal.
#[derive(Debug, Clone)]
pub struct DebtorSession {
    /// Who.
    pub debtor: DebtorId,
    /// Hash of the token: names the session in our own tables.
    pub token_hash: String,
    /// How surely.
    pub assurance: Assurance,
    /// The one claim a pay link opens.
    pub claim_id: Option<String>,
    /// The message that led here; `None`: came unprompted.
    pub notice_id: Option<String>,
    /// Language and device.
    pub visitor: Visitor,
    /// Seconds until the session ends by itself.
    pub seconds_left: u32,
}

/// A signed-in agent.
#[derive(Debug, Clone)]
pub struct AgentSession {
    /// Who.
    pub agent: AgentId,
    /// Display name.
    pub name: String,
    /// 'agent' | 'supervisor' | 'admin'.
    pub role: String,
    /// Hash of the token.
    pub token_hash: String,
    /// Language and device.
    pub visitor: Visitor,
    /// Seconds until the session ends by itself.
    pub seconds_left: u32,
}

/// The name of a session cookie. `__Host-` needs https; loopback over http goes without.
pub fn cookie_name(app: &App, agent: bool) -> &'static str {
    match (app.config.secure(), agent) {
        (true, false) => "__Host-effen",
        (true, true) => "__Host-effen-agent",
        (false, false) => "effen",
        (false, true) => "effen-agent",
    }
}

/// The Set-Cookie value that starts (or, with an empty token, ends) a session.
pub fn set_cookie(app: &App, agent: bool, token: &str) -> HeaderValue {
    let secure = if app.config.secure() { "; Secure" } else { "" };
    let age = if token.is_empty() { "; Max-Age=0" } else { "" };
    let text = format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", cookie_name(app, agent));
    HeaderValue::from_str(&text).expect("tokens and cookie names are plain ASCII")
}

/// The live session behind the request's cookie, if there is one; moves its idle limit on.
pub async fn current(app: &App, headers: &HeaderMap, agent: bool) -> crate::error::Result<Option<SessionRow>> {
    let Some(token) = cookie(headers, cookie_name(app, agent)) else { return Ok(None) };
    let idle = if agent { AGENT_IDLE_MS } else { DEBTOR_IDLE_MS };
    session::find_live(&app.db, &token_hash(&token), app.now_ms(), idle).await
}

impl FromRequestParts<App> for DebtorSession {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let visitor = Visitor::of(&parts.headers);
        match current(app, &parts.headers, false).await {
            Ok(Some(row)) => {
                let session = Self::from_row(app, row, visitor).ok_or_else(|| to_sign_in(parts, "again"))?;
                match assurance::needed(&parts.method, path_and_query(parts).split('?').next().unwrap_or("/")) {
                    needed if session.assurance >= needed => Ok(session),
                    Assurance::LetterCode => Err(to_sign_in(parts, "code")),
                    _ => Err(to_sign_in(parts, "more")),
                }
            }
            Ok(None) => Err(to_sign_in(parts, "again")),
            Err(error) => Err(problem::respond(app, &visitor, &error).await),
        }
    }
}

impl DebtorSession {
    /// Reads a stored session.
    pub fn from_row(app: &App, row: SessionRow, visitor: Visitor) -> Option<Self> {
        let seconds_left = seconds_left(app, &row, DEBTOR_IDLE_MS);
        Some(Self {
            debtor: DebtorId(row.debtor_id?),
            assurance: Assurance::of(&row.assurance),
            claim_id: row.claim_id,
            notice_id: row.notice_id,
            visitor,
            seconds_left,
            token_hash: row.token_hash,
        })
    }
}

fn seconds_left(app: &App, row: &SessionRow, idle_ms: i64) -> u32 {
    let ends = row.ends_at.min(row.seen_at + idle_ms);
    u32::try_from((ends - app.now_ms()).max(0) / 1000).unwrap_or(u32::MAX)
}

impl FromRequestParts<App> for AgentSession {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let visitor = Visitor::of(&parts.headers);
        let row = match current(app, &parts.headers, true).await {
            Ok(row) => row,
            Err(error) => return Err(problem::respond(app, &visitor, &error).await),
        };
        let Some(row) = row else { return Err(to_console_sign_in(parts)) };
        let seconds_left = seconds_left(app, &row, AGENT_IDLE_MS);
        let Some(agent_id) = row.agent_id else { return Err(to_console_sign_in(parts)) };
        match session::find_agent(&app.db, &agent_id).await {
            Ok(Some((name, role))) => {
                Ok(Self { agent: AgentId(agent_id), name, role, token_hash: row.token_hash, visitor, seconds_left })
            }
            Ok(None) => Err(to_console_sign_in(parts)),
            Err(error) => Err(problem::respond(app, &visitor, &error).await),
        }
    }
}

fn to_console_sign_in(parts: &Parts) -> Response {
    let back = if parts.method == Method::GET {
        path_and_query(parts).to_owned()
    } else {
        form_page(&parts.headers).unwrap_or_default()
    };
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", &back).finish();
    Redirect::to(&format!("/console/sign-in?{query}")).into_response()
}

/// Where somebody goes whose session is missing or too weak; comes back here afterwards, or to the form's page.
fn to_sign_in(parts: &Parts, why: &str) -> Response {
    let back = if parts.method == Method::GET {
        path_and_query(parts).to_owned()
    } else {
        form_page(&parts.headers).unwrap_or_else(|| "/overview".into())
    };
    Redirect::to(&next::sign_in_then(&back, why)).into_response()
}

fn path_and_query(parts: &Parts) -> &str {
    let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
    uri.path_and_query().map_or("/", |text| text.as_str())
}

/// The page a form stood on: the path of `Referer`, which our own pages send (`Referrer-Policy: same-origin`).
pub fn form_page(headers: &HeaderMap) -> Option<String> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    let uri: axum::http::Uri = referer.parse().ok()?;
    let path = uri.path_and_query()?.as_str();
    next::local_path(path).map(str::to_owned)
}

/// A session to begin for a debtor.
#[derive(Debug, Clone, Default)]
pub struct Entry<'a> {
    /// The one claim a pay link opens.
    pub claim_id: Option<&'a str>,
    /// The message that led here.
    pub notice_id: Option<&'a str>,
}

/// Begins a debtor's session and ends the one this browser had; the cookie to set. Nobody keeps a token across a
/// sign-in, so one that was planted before is worth nothing.
pub async fn enter(
    app: &App,
    headers: &HeaderMap,
    debtor: &DebtorId,
    assurance: Assurance,
    entry: Entry<'_>,
) -> crate::error::Result<HeaderValue> {
    let before = same_debtor(current(app, headers, false).await?, debtor);
    let notice_id = entry.notice_id.or(before.as_ref().and_then(|row| row.notice_id.as_deref()));
    leave(app, headers, false).await?;
    let token = token();
    let now = app.now_ms();
    let device = if Visitor::of(headers).phone { "phone" } else { "desktop" };
    session::create(
        &app.db,
        &NewSession {
            token_hash: &token_hash(&token),
            debtor_id: Some(debtor.as_str()),
            agent_id: None,
            assurance: assurance.as_str(),
            claim_id: entry.claim_id,
            notice_id,
            device,
            now,
            ends_at: now + DEBTOR_LIFE_MS,
        },
    )
    .await?;
    Ok(set_cookie(app, false, &token))
}

/// The session this browser has already, if it is this debtor's. What led here stays what led here: somebody who came by
/// a message of ours and then signs in further did not come unprompted.
pub fn same_debtor(row: Option<SessionRow>, debtor: &DebtorId) -> Option<SessionRow> {
    row.filter(|row| row.debtor_id.as_deref() == Some(debtor.as_str()))
}

/// Begins an agent's session; the cookie to set.
pub async fn enter_agent(app: &App, headers: &HeaderMap, agent: &AgentId) -> crate::error::Result<HeaderValue> {
    leave(app, headers, true).await?;
    let token = token();
    let now = app.now_ms();
    let device = if Visitor::of(headers).phone { "phone" } else { "desktop" };
    session::create(
        &app.db,
        &NewSession {
            token_hash: &token_hash(&token),
            debtor_id: None,
            agent_id: Some(agent.as_str()),
            assurance: Assurance::Password.as_str(),
            claim_id: None,
            notice_id: None,
            device,
            now,
            ends_at: now + AGENT_LIFE_MS,
        },
    )
    .await?;
    Ok(set_cookie(app, true, &token))
}

/// Revokes the session of this browser, if it has one.
pub async fn leave(app: &App, headers: &HeaderMap, agent: bool) -> crate::error::Result<()> {
    match cookie(headers, cookie_name(app, agent)) {
        Some(token) if !token.is_empty() => session::revoke(&app.db, &token_hash(&token), app.now_ms()).await,
        _ => Ok(()),
    }
}

/// Adds the cookie to a response.
pub fn with_cookie(mut response: Response, cookie: HeaderValue) -> Response {
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}
