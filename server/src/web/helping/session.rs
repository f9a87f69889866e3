//! Who is signed in as a helper, and what an address needs to have been given: asked before any handler runs, and once
//! more inside the transaction that writes.

use super::{frame, helped};
use crate::app::App;
use crate::db::access::{self, AccessRow};
use crate::db::helper::{self, HelperSessionRow};
use crate::db::{DebtorTx, helper_use};
use crate::error::{Error, Result};
use crate::new_id::token_hash;
use crate::web::session::DEBTOR_IDLE_MS;
use crate::web::visitor::{Visitor, cookie};
use crate::web::{next, problem, render};
use axum::extract::{FromRequestParts, OriginalUri, RawPathParams};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, request::Parts};
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::access::{Denied, Scope, Use};
use effen_app::pages::helping::denied;
use effen_app::texts::helping::texts;
use std::marker::PhantomData;

/// A signed-in helper. Says nothing yet about whose file they may open.
#[derive(Debug, Clone)]
pub struct HelperSession {
    /// Who.
    pub helper: String,
    /// Hash of the token.
    pub token_hash: String,
    /// Language and device.
    pub visitor: Visitor,
    /// Seconds until the session ends by itself.
    pub seconds_left: u32,
}

/// The name of the cookie.
fn cookie_name(app: &App) -> &'static str {
    if app.config.secure() { "__Host-effen-helper" } else { "effen-helper" }
}

/// The Set-Cookie value that starts (or, with an empty token, ends) a session.
pub fn set_cookie(app: &App, token: &str) -> HeaderValue {
    let secure = if app.config.secure() { "; Secure" } else { "" };
    let age = if token.is_empty() { "; Max-Age=0" } else { "" };
    let text = format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", cookie_name(app));
    HeaderValue::from_str(&text).expect("tokens and cookie names are plain ASCII")
}

async fn current(app: &App, headers: &HeaderMap) -> Result<Option<HelperSessionRow>> {
    let Some(token) = cookie(headers, cookie_name(app)) else { return Ok(None) };
    helper::find_session(&app.db, &token_hash(&token), app.now_ms(), DEBTOR_IDLE_MS).await
}

/// Is this browser signed in as a helper?
pub async fn is_in(app: &App, headers: &HeaderMap) -> bool {
    current(app, headers).await.is_ok_and(|row| row.is_some())
}

/// Ends the session of this browser, if it has one.
pub async fn leave(app: &App, headers: &HeaderMap) -> Result<()> {
    match cookie(headers, cookie_name(app)) {
        Some(token) if !token.is_empty() => helper::revoke_session(&app.db, &token_hash(&token), app.now_ms()).await,
        _ => Ok(()),
    }
}

impl FromRequestParts<App> for HelperSession {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> std::result::Result<Self, Response> {
        let visitor = Visitor::of(&parts.headers);
        match current(app, &parts.headers).await {
            Ok(Some(row)) => {
                let ends = row.ends_at.min(row.seen_at + DEBTOR_IDLE_MS);
                let seconds_left = u32::try_from((ends - app.now_ms()).max(0) / 1000).unwrap_or(u32::MAX);
                Ok(Self { helper: row.helper_id, token_hash: row.token_hash, visitor, seconds_left })
            }
            Ok(None) => Err(to_sign_in(parts)),
            Err(error) => Err(problem::respond(app, &visitor, &error).await),
        }
    }
}

fn to_sign_in(parts: &Parts) -> Response {
    let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
    let back = if parts.method == Method::GET { uri.path() } else { "/helping" };
    Redirect::to(&next::sign_in_then(back, "again")).into_response()
}

/// What an address needs to have been given.
pub trait Needs: Send + Sync + 'static {
    /// The scope; `None`: only that the access runs.
    const SCOPE: Option<Scope>;
}

macro_rules! needs {
    ($($(#[$meta:meta])* $name:ident = $scope:expr;)+) => {
        $($(#[$meta])* #[derive(Debug, Clone, Copy)] pub struct $name;
        impl Needs for $name { const SCOPE: Option<Scope> = $scope; })+
    };
}

needs! {
    /// A running access, whatever it opens.
    Any = None;
    /// Seeing the file.
    See = Some(Scope::See);
    /// Talking with the agency.
    Talk = Some(Scope::Talk);
    /// Proposing a plan.
    Plan = Some(Scope::Plan);
    /// Asking for a pause.
    Pause = Some(Scope::Pause);
}

/// A helper at a debtor's file, by an access of theirs that runs and opens `S`. The only source of a debtor's id in these
/// pages.
#[derive(Debug, Clone)]
pub struct Helping<S> {
    /// The access.
    pub row: AccessRow,
    /// Who is signed in.
    pub session: HelperSession,
    needs: PhantomData<S>,
}

impl<S: Needs> FromRequestParts<App> for Helping<S> {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> std::result::Result<Self, Response> {
        let session = HelperSession::from_request_parts(parts, app).await?;
        let id = match RawPathParams::from_request_parts(parts, app).await {
            Ok(params) => params.iter().find(|(name, _)| *name == "access").map(|(_, id)| id.to_owned()),
            Err(_) => None,
        };
        let found = access::find_of_helper(&app.db, &session.helper, &id.unwrap_or_default()).await;
        let row = match found {
            Ok(row) => row,
            Err(error) => return Err(problem::respond(app, &session.visitor, &error).await),
        };
        match row.access.check(S::SCOPE, app.today()) {
            Ok(()) => Ok(Self { row, session, needs: PhantomData }),
            Err(why) => Err(refuse(app, &session, &row, why).await),
        }
    }
}

/// The page that says why. Of a file that is closed to them, nothing is told but the name they know.
async fn refuse(app: &App, session: &HelperSession, row: &AccessRow, why: Denied) -> Response {
    let (lang, about) = (session.visitor.lang, helped(row));
    let known = matches!(why, Denied::NotGiven(_)).then_some(&about);
    let frame = frame(app, session, known, texts(lang).denied_title, "/helping");
    render::page(frame, StatusCode::FORBIDDEN, move || denied(lang, why, Some(about))).await
}

impl<S: Needs> Helping<S> {
    /// Begins a transaction about the debtor, if the access still opens this now that nobody can change it. `None`: it was
    /// ended or changed a moment ago.
    pub async fn open(&self, app: &App) -> Result<Option<DebtorTx>> {
        let mut tx = app.db.begin_debtor(&self.row.debtor, app.now()).await?;
        let row = access::find(&mut tx, &self.row.id).await?;
        let mine = row.helper_id == self.session.helper;
        Ok((mine && row.access.check(S::SCOPE, app.today()).is_ok()).then_some(tx))
    }

    /// Does the session still run, and does the access still open this? For requests that wait.
    pub async fn still_runs(&self, app: &App) -> Result<bool> {
        let session = helper::find_session(&app.db, &self.session.token_hash, app.now_ms(), DEBTOR_IDLE_MS).await?;
        if session.is_none() {
            return Ok(false);
        }
        let row = access::find_of_helper(&app.db, &self.session.helper, &self.row.id).await?;
        Ok(row.access.check(S::SCOPE, app.today()).is_ok())
    }

    /// Writes down that something was looked at, before it is shown.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the access was ended a moment ago; what cannot be written down is not shown.
    pub async fn note(&self, app: &App, what: Use, subject: &str) -> Result<()> {
        if helper_use::has_looked(&app.db, &self.row.id, what, subject, app.now_ms()).await? {
            return Ok(());
        }
        let mut tx = self.open(app).await?.ok_or(Error::NotFound("access"))?;
        helper_use::create(&mut tx, &self.row.id, what, subject).await?;
        tx.commit().await
    }

    /// Back to the access's own page, which says why it is closed now.
    pub fn closed(&self) -> Response {
        Redirect::to(&helped(&self.row).at("")).into_response()
    }
}
