//! Sessions: server-side, cookie with a random token of which only the hash is stored.

use super::visitor::{Visitor, cookie};
use super::{assurance, console_access, next, problem};
use crate::app::App;
use crate::db::agent;
use crate::db::session::{self, NewSession, SessionRow};
use crate::new_id::{token, token_hash};
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts};
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::ids::{AgentId, DebtorId};
use effen::staff::Role;

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
    /// An agent's password and second step.
    SecondStep,
}

impl Assurance {
    /// The stored word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PayLink => "pay_link",
            Self::EmailLink => "email_link",
            Self::LetterCode => "letter_code",
            Self::Password => "password",
            Self::SecondStep => "second_step",
        }
    }

    /// Reads the stored word; anything else is the weakest.
    pub fn of(text: &str) -> Self {
        match text {
            "email_link" => Self::EmailLink,
            "letter_code" => Self::LetterCode,
            "password" => Self::Password,
            "second_step" => Self::SecondStep,
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
    /// A colleague at the company that the debtor is: the id of their access.
    pub access_id: Option<String>,
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
    /// What they are there for.
    pub role: Role,
    /// Do they see every creditor's files?
    pub all_creditors: bool,
    /// Cents of one waiver that they decide alone; `None`: no limit.
    pub waive_cents_max: Option<i64>,
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
            access_id: row.access_id,
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
        let entered = EnteredAgent::from_request_parts(parts, app).await?;
        let path = path_and_query(parts).split('?').next().unwrap_or("/").to_owned();
        match entered.missing(app, &path) {
            Some(Missing::Code) => return Err(to_console(parts, "/console/sign-in/code")),
            Some(Missing::Password) => return Err(to_console(parts, "/console/sign-in/password")),
            Some(Missing::SecondStep) => return Err(Redirect::to("/console/account/second-step").into_response()),
            None => {}
        }
        let visitor = entered.session.visitor;
        match console_access::check(app, &entered.session, parts, &path).await {
            Ok(()) => Ok(entered.session),
            Err(error) => Err(problem::respond(app, &visitor, &error).await),
        }
    }
}

/// Somebody whose password was right; their sign-in may still miss a step. Only the pages of those steps take it.
#[derive(Debug, Clone)]
pub struct EnteredAgent {
    /// The session, as it will be.
    pub session: AgentSession,
    /// How surely.
    pub assurance: Assurance,
    /// E-mail address.
    pub email: String,
    /// Do they have a second step?
    pub second_step: bool,
    /// Is the password a one-time one?
    pub must_change: bool,
}

/// What a sign-in still misses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The code of the second step.
    Code,
    /// A password of one's own.
    Password,
    /// A second step, which the operator asks for.
    SecondStep,
}

impl EnteredAgent {
    /// What is missing before `path` may be opened.
    pub fn missing(&self, app: &App, path: &str) -> Option<Missing> {
        if self.second_step && self.assurance < Assurance::SecondStep {
            return Some(Missing::Code);
        }
        if self.must_change {
            return Some(Missing::Password);
        }
        let asked = app.config.agents_second_step && !app.demo && !self.second_step;
        (asked && !path.starts_with("/console/account")).then_some(Missing::SecondStep)
    }
}

impl FromRequestParts<App> for EnteredAgent {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let visitor = Visitor::of(&parts.headers);
        match find_entered(app, &parts.headers, visitor).await {
            Ok(Some(entered)) => Ok(entered),
            Ok(None) => Err(to_console(parts, "/console/sign-in")),
            Err(error) => Err(problem::respond(app, &visitor, &error).await),
        }
    }
}

async fn find_entered(app: &App, headers: &HeaderMap, visitor: Visitor) -> crate::error::Result<Option<EnteredAgent>> {
    let Some(row) = current(app, headers, true).await? else { return Ok(None) };
    let seconds_left = seconds_left(app, &row, AGENT_IDLE_MS);
    let Some(agent_id) = row.agent_id else { return Ok(None) };
    let Some(standing) = agent::find_standing(&app.db, &agent_id).await? else { return Ok(None) };
    let session = AgentSession {
        agent: AgentId(agent_id),
        name: standing.name,
        role: crate::db::word(&standing.role)?,
        all_creditors: standing.all_creditors != 0,
        waive_cents_max: standing.waive_cents_max,
        token_hash: row.token_hash,
        visitor,
        seconds_left,
    };
    Ok(Some(EnteredAgent {
        session,
        assurance: Assurance::of(&row.assurance),
        email: standing.email,
        second_step: standing.second_step != 0,
        must_change: standing.must_change != 0,
    }))
}

/// To a page of the agents' sign-in, and back here afterwards.
fn to_console(parts: &Parts, page: &str) -> Response {
    let back = if parts.method == Method::GET {
        path_and_query(parts).to_owned()
    } else {
        form_page(&parts.headers).unwrap_or_default()
    };
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", &back).finish();
    Redirect::to(&format!("{page}?{query}")).into_response()
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

/// What a script is answered that has no session: 401, unless it was we who could not look. Only the first ends its page.
pub fn not_in(refused: &Response) -> Response {
    let status = refused.status();
    if status.is_server_error() { status.into_response() } else { StatusCode::UNAUTHORIZED.into_response() }
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
            browser: "",
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

/// Begins an agent's session and ends the one this browser had; the cookie to set.
pub async fn enter_agent(
    app: &App,
    headers: &HeaderMap,
    agent: &AgentId,
    assurance: Assurance,
) -> crate::error::Result<HeaderValue> {
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
            assurance: assurance.as_str(),
            claim_id: None,
            notice_id: None,
            device,
            browser: &browser_name(headers),
            now,
            ends_at: now + AGENT_LIFE_MS,
        },
    )
    .await?;
    Ok(set_cookie(app, true, &token))
}

/// A browser as people know it, for the list of sessions: 'Firefox, Windows'. '' when it does not say.
fn browser_name(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // Every browser names older ones as well: the most particular comes first.
    let first = |known: &[(&str, &'static str)]| known.iter().find(|(mark, _)| agent.contains(mark)).map(|row| row.1);
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(", ")
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
