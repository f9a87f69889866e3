//! An agent's own account: second step, recovery codes, password, sessions.

use super::AnyPage;
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::throttle::{self, Limit, QUARTER_MS};
use crate::db::{Tx, agent, agent_creditor, agent_step, session as table};
use crate::error::{Error, Result};
use crate::second_step;
use crate::web::console_steps::{change_password, device, note, take_code};
use crate::web::session::{AGENT_IDLE_MS, AgentSession, Assurance, EnteredAgent, enter_agent, with_cookie};
use crate::web::sign_in::field;
use crate::web::{problem, render};
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use effen::chat::time_words;
use effen_app::frame::Flash;
use effen_app::pages::console::account::{
    AccountModel, AccountProblem, SecretModel, SessionItem, codes_page, page, secret_page, title,
};
use effen_app::pages::console_steps::CodeProblem;
use effen_app::texts::console_account::texts;
use std::collections::BTreeMap;

/// Tries of one's own password from inside.
const PASSWORD_INSIDE: Limit = Limit { count_max: 8, window_ms: QUARTER_MS };

type Fields = Form<BTreeMap<String, String>>;

/// The routes.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/console/account", get(show))
        .route("/console/account/password", post(set_password))
        .route("/console/account/sessions/end", post(end_sessions))
        .route("/console/account/second-step", get(show))
        .route("/console/account/second-step/start", post(start))
        .route("/console/account/second-step/confirm", post(confirm))
        .route("/console/account/second-step/codes", post(new_codes))
        .route("/console/account/second-step/remove", post(remove))
}

/// A page of the account: without the queue beside it, for somebody who still has to set their second step up.
async fn respond(app: &App, session: &AgentSession, flash: Option<Flash>, made: Result<AnyPage>) -> Response {
    let made = async {
        let (status, view) = made?;
        let mut frame = render::console_frame(app, session, title(session.visitor.lang), "/console/account").await?;
        frame.flash = flash;
        Ok::<_, Error>(render::page(frame, status, view).await)
    };
    match made.await {
        Ok(response) => response,
        Err(error) => problem::respond(app, &session.visitor, &error).await,
    }
}

async fn show(
    State(app): State<App>,
    session: AgentSession,
    who: EnteredAgent,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let t = texts(session.visitor.lang);
    let done = match field(&query, "done") {
        "password" => Some(t.done_password),
        "ended" => Some(t.done_ended),
        "removed" => Some(t.done_removed),
        _ => None,
    };
    let flash = done.map(|text| Flash { kind: "success", text: text.to_owned() });
    overview(&app, &session, &who, flash, None).await
}

async fn overview(
    app: &App,
    session: &AgentSession,
    who: &EnteredAgent,
    flash: Option<Flash>,
    problem: Option<AccountProblem>,
) -> Response {
    let status = match problem {
        None => StatusCode::OK,
        Some(AccountProblem::TooMany | AccountProblem::Code(CodeProblem::TooMany)) => StatusCode::TOO_MANY_REQUESTS,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let made = load(app, session, who, problem).await.map(|model| {
        let page: AnyPage = (status, Box::new(move || page(model)));
        page
    });
    respond(app, session, flash, made).await
}

async fn load(
    app: &App,
    session: &AgentSession,
    who: &EnteredAgent,
    problem: Option<AccountProblem>,
) -> Result<AccountModel> {
    let (lang, today) = (session.visitor.lang, app.today());
    let words = |at: i64| time_words(local(from_ms(at)).datetime(), today, lang);
    let step = agent_step::find(&app.db, &session.agent).await?;
    let left = agent_step::count_codes(&app.db, &session.agent).await?;
    let sessions = table::list_of_agent(&app.db, &session.agent, app.now_ms(), AGENT_IDLE_MS).await?;
    let item = |row: table::AgentSessionRow| SessionItem {
        here: row.token_hash == session.token_hash,
        seen: words(row.seen_at),
        began: words(row.created_at),
        browser: row.browser,
        id: row.token_hash,
    };
    let creditors = match session.all_creditors {
        true => None,
        false => Some(agent_creditor::list_names(&app.db, &session.agent).await?),
    };
    Ok(AccountModel {
        lang,
        name: session.name.clone(),
        email: who.email.clone(),
        role: session.role,
        creditors,
        waive_cents_max: session.waive_cents_max,
        step: step.totp_since.filter(|_| who.second_step).map(|since| (words(since), left)),
        step_asked: app.config.agents_second_step && !app.demo,
        sessions: sessions.into_iter().map(item).collect(),
        problem,
    })
}

async fn set_password(
    State(app): State<App>,
    session: AgentSession,
    who: EnteredAgent,
    Form(fields): Fields,
) -> Response {
    let changed = async {
        throttle::count(&app.db, &format!("console-own:{}", session.agent), PASSWORD_INSIDE, app.now_ms()).await?;
        let old = agent::find_password(&app.db, &session.agent).await?;
        if !app.hashing.verify(field(&fields, "old"), old).await? {
            return Ok(Some(AccountProblem::OldPassword));
        }
        let problem = change_password(&app, &who, field(&fields, "new"), field(&fields, "again")).await?;
        Ok(problem.map(AccountProblem::NewPassword))
    };
    match changed.await {
        Ok(None) => Redirect::to("/console/account?done=password").into_response(),
        Ok(problem) => overview(&app, &session, &who, None, problem).await,
        Err(Error::TooMany(_)) => overview(&app, &session, &who, None, Some(AccountProblem::TooMany)).await,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

/// Ends one session of one's own, or all but this one. Their sockets close with them.
async fn end_sessions(State(app): State<App>, session: AgentSession, Form(fields): Fields) -> Response {
    let ended = async {
        let now = app.now_ms();
        let mut tx = app.db.begin().await?;
        match field(&fields, "session") {
            "" => agent::end_sessions(&mut tx, &session.agent, Some(&session.token_hash), now).await?,
            one => {
                table::revoke_of_agent(&mut tx, &session.agent, one, now).await?;
            }
        }
        note(&mut tx, &session.agent, &session.agent, "sessions_ended", now).await?;
        Ok::<_, Error>(tx.commit().await?)
    };
    match ended.await {
        Ok(()) => Redirect::to("/console/account?done=ended").into_response(),
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

/// Is the code that comes with a form right? Without a second step there is none to ask for.
async fn code_problem(
    app: &App,
    who: &EnteredAgent,
    headers: &HeaderMap,
    fields: &BTreeMap<String, String>,
) -> Result<Option<CodeProblem>> {
    if !who.second_step {
        return Ok(None);
    }
    match take_code(app, &who.session.agent, headers, &who.email, field(fields, "code")).await {
        Ok(Some(_)) => Ok(None),
        Ok(None) => Ok(Some(CodeProblem::Wrong)),
        Err(Error::TooMany(_)) => Ok(Some(CodeProblem::TooMany)),
        Err(error) => Err(error),
    }
}

/// Carries out what asks for a code first; without the right one the account comes back and says so.
async fn after_code(
    app: &App,
    session: &AgentSession,
    who: &EnteredAgent,
    headers: &HeaderMap,
    fields: &BTreeMap<String, String>,
    work: impl Future<Output = Result<Response>> + Send,
) -> Response {
    let done = match code_problem(app, who, headers, fields).await {
        Ok(Some(problem)) => return overview(app, session, who, None, Some(AccountProblem::Code(problem))).await,
        Ok(None) => work.await,
        Err(error) => Err(error),
    };
    match done {
        Ok(response) => response,
        Err(error) => problem::respond(app, &session.visitor, &error).await,
    }
}

/// Shows a new secret. The one in use, if there is one, stays in use until this one is confirmed.
async fn start(
    State(app): State<App>,
    session: AgentSession,
    who: EnteredAgent,
    headers: HeaderMap,
    Form(fields): Fields,
) -> Response {
    let work = async {
        let secret = second_step::new_secret();
        let mut tx = app.db.begin().await?;
        agent_step::set_pending(&mut tx, &session.agent, &secret).await?;
        tx.commit().await?;
        show_secret(&app, &session, &who, secret, None).await
    };
    after_code(&app, &session, &who, &headers, &fields, work).await
}

async fn show_secret(
    app: &App,
    session: &AgentSession,
    who: &EnteredAgent,
    secret: String,
    problem: Option<CodeProblem>,
) -> Result<Response> {
    let (link, image) = second_step::picture(&secret, &app.config.agency, &who.email)?;
    let model = SecretModel { lang: session.visitor.lang, secret, link, image, problem };
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page: AnyPage = (status, Box::new(move || secret_page(model)));
    Ok(respond(app, session, None, Ok(page)).await)
}

/// Puts a secret into use, when a code shows that the telephone has it; shows the recovery codes.
async fn confirm(
    State(app): State<App>,
    session: AgentSession,
    who: EnteredAgent,
    headers: HeaderMap,
    Form(fields): Fields,
) -> Response {
    match try_confirm(&app, &session, &who, &headers, &fields).await {
        Ok(response) => response,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

async fn try_confirm(
    app: &App,
    session: &AgentSession,
    who: &EnteredAgent,
    headers: &HeaderMap,
    fields: &BTreeMap<String, String>,
) -> Result<Response> {
    let pending = agent_step::find(&app.db, &session.agent).await?.totp_pending;
    if pending.is_empty() {
        // Confirmed before (a second tap), or never begun: the account shows how it stands.
        return Ok(Redirect::to("/console/account").into_response());
    }
    let now = app.now_ms();
    // A page from before another one was begun shows the other's picture now.
    let code = if field(fields, "secret") == pending { field(fields, "code") } else { "" };
    let Some(step) = second_step::step_of(&pending, code, now)? else {
        return show_secret(app, session, who, pending, Some(CodeProblem::Wrong)).await;
    };
    let mut tx = app.db.begin().await?;
    if !agent_step::confirm(&mut tx, &session.agent, &pending, step, now).await? {
        return Ok(Redirect::to("/console/account").into_response());
    }
    let codes = second_step::make_codes(&mut tx, &session.agent, now).await?;
    // Who was signed in elsewhere was so without this step.
    agent::end_sessions(&mut tx, &session.agent, None, now).await?;
    agent_step::delete_devices(&mut tx, &session.agent).await?;
    note(&mut tx, &session.agent, &session.agent, "second_step_on", now).await?;
    tx.commit().await?;
    let cookie = enter_agent(app, headers, &session.agent, Assurance::SecondStep).await?;
    let known = device::remember(app, &session.agent).await?;
    Ok(with_cookie(with_cookie(show_codes(app, session, codes).await, cookie), known))
}

async fn show_codes(app: &App, session: &AgentSession, codes: Vec<String>) -> Response {
    let lang = session.visitor.lang;
    let page: AnyPage = (StatusCode::OK, Box::new(move || codes_page(lang, codes)));
    respond(app, session, None, Ok(page)).await
}

async fn new_codes(
    State(app): State<App>,
    session: AgentSession,
    who: EnteredAgent,
    headers: HeaderMap,
    Form(fields): Fields,
) -> Response {
    if !who.second_step {
        return Redirect::to("/console/account").into_response();
    }
    let work = async {
        let now = app.now_ms();
        let mut tx = app.db.begin().await?;
        let codes = second_step::make_codes(&mut tx, &session.agent, now).await?;
        note(&mut tx, &session.agent, &session.agent, "recovery_codes_made", now).await?;
        tx.commit().await?;
        Ok(show_codes(&app, &session, codes).await)
    };
    after_code(&app, &session, &who, &headers, &fields, work).await
}

async fn remove(
    State(app): State<App>,
    session: AgentSession,
    who: EnteredAgent,
    headers: HeaderMap,
    Form(fields): Fields,
) -> Response {
    if app.config.agents_second_step && !app.demo {
        return problem::respond(&app, &session.visitor, &Error::Forbidden).await;
    }
    let work = async {
        let now = app.now_ms();
        let mut tx: Tx = app.db.begin().await?;
        agent_step::delete(&mut tx, &session.agent).await?;
        note(&mut tx, &session.agent, &session.agent, "second_step_off", now).await?;
        tx.commit().await?;
        Ok(Redirect::to("/console/account?done=removed").into_response())
    };
    after_code(&app, &session, &who, &headers, &fields, work).await
}
