//! Whom a helper helps; going on as a company's colleague; signing out.

use super::session::{self as helper_session, Any, HelperSession, Helping};
use super::{answer, frame, helped};
use crate::app::App;
use crate::cases::end_of;
use crate::db::session::{self as sessions, NewSession};
use crate::db::{access, helper_use};
use crate::error::{Error, Result};
use crate::new_id::{token, token_hash};
use crate::web::portal::forms::see_other;
use crate::web::render;
use crate::web::session::{self, Assurance, DEBTOR_LIFE_MS, with_cookie};
use crate::web::visitor::Visitor;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::access::{HelperKind, Standing, Use};
use effen_app::pages::helping::home;
use effen_app::texts::helping::texts;

pub(super) async fn show(State(app): State<App>, session: HelperSession) -> Response {
    let result = home_page(&app, &session).await;
    answer(&app, &session, result).await
}

async fn home_page(app: &App, session: &HelperSession) -> Result<Response> {
    let (lang, today) = (session.visitor.lang, app.today());
    let mut rows = access::list_of_helper(&app.db, &session.helper).await?;
    rows.retain(|row| row.access.standing(today) == Standing::Running);
    let all = rows.iter().map(helped).collect();
    let frame = frame(app, session, None, texts(lang).title, "/helping");
    let key = crate::new_id::uuid();
    Ok(render::page(frame, StatusCode::OK, move || home(lang, all, key)).await)
}

/// A company's colleague goes on in the company's own pages: a debtor's session that ends with the access.
pub(super) async fn enter(State(app): State<App>, headers: HeaderMap, helping: Helping<Any>) -> Response {
    let result = try_enter(&app, &headers, &helping).await;
    answer(&app, &helping.session, result).await
}

async fn try_enter(app: &App, headers: &HeaderMap, helping: &Helping<Any>) -> Result<Response> {
    if helping.row.kind != HelperKind::Colleague {
        return Err(Error::NotFound("page"));
    }
    let Some(mut tx) = helping.open(app).await? else { return Ok(helping.closed()) };
    let (token, now) = (token(), tx.now_ms());
    let hash = token_hash(&token);
    let new = NewSession {
        token_hash: &hash,
        debtor_id: Some(helping.row.debtor.as_str()),
        agent_id: None,
        assurance: Assurance::EmailLink.as_str(),
        claim_id: None,
        notice_id: None,
        device: if helping.session.visitor.phone { "phone" } else { "desktop" },
        browser: "",
        now,
        ends_at: (now + DEBTOR_LIFE_MS).min(end_of(helping.row.access.ends_on)),
    };
    sessions::create_in(&mut tx.tx, &new).await?;
    sessions::update_access(&mut tx.tx, &hash, &helping.row.id).await?;
    helper_use::create(&mut tx, &helping.row.id, Use::Saw, "").await?;
    tx.commit().await?;
    session::leave(app, headers, false).await?;
    Ok(with_cookie(see_other("/overview"), session::set_cookie(app, false, &token)))
}

pub(super) async fn sign_out(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Response {
    match helper_session::leave(&app, &headers).await {
        Ok(()) => {
            let out = Redirect::to("/sign-in?why=out").into_response();
            crate::web::leave::leave_nothing(with_cookie(out, helper_session::set_cookie(&app, "")))
        }
        Err(error) => crate::web::problem::respond(&app, &visitor, &error).await,
    }
}

/// Opened from the warning before a session ends: opening it is what moves the end on.
pub(super) async fn stay(State(app): State<App>, session: HelperSession) -> Response {
    let lang = session.visitor.lang;
    let ends = app.now() + jiff::SignedDuration::from_secs(i64::from(session.seconds_left));
    let until = crate::clock::local(ends).strftime("%H:%M").to_string();
    let title = effen_app::texts::shell::texts(lang).stay_title;
    let frame = frame(&app, &session, None, title, "/helping/stay");
    render::page(frame, StatusCode::OK, move || effen_app::pages::stay::page(lang, until)).await
}
