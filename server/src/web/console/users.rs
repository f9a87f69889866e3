//! Colleagues: roles, limits, creditors, access. Nobody changes their own rights, gives a role as powerful as only an
//! administrator may, or a limit above their own; every change stands in the audit log with what was before.

use super::AnyPage;
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::agent_rights::{self, UserRow};
use crate::db::submission::{self, Submission};
use crate::db::{Tx, access_code, agent, agent_creditor, agent_step, audit, word};
use crate::error::{Error, Result};
use crate::web::session::AgentSession;
use crate::web::sign_in::field;
use crate::web::{problem, render};
use crate::{new_id, owned_key};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::Form;
use effen::chat::time_words;
use effen::ids::AgentId;
use effen::kinds::Lang;
use effen::money::{Cents, parse_typed};
use effen::staff::{Role, within};
use effen_app::frame::Flash;
use effen_app::pages::console::users::{
    MayChange, NAME_CHARS_MAX, UserForm, UserItem, UserModel, UserProblem, UserTyped, UsersModel, page, password_page,
    user_page,
};
use effen_app::texts::console_users::texts;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The routes.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/console/users", get(list).post(create))
        .route("/console/user/{id}", get(show).post(update))
        .route("/console/user/{id}/access", post(access))
}

async fn respond(app: &App, session: &AgentSession, flash: Option<Flash>, made: Result<AnyPage>) -> Response {
    let made = async {
        let (status, view) = made?;
        let title = texts(session.visitor.lang).title;
        let mut frame = render::console_frame(app, session, title, "/console/users").await?;
        frame.flash = flash;
        Ok::<_, Error>(render::page(frame, status, view).await)
    };
    match made.await {
        Ok(response) => response,
        Err(error) => problem::respond(app, &session.visitor, &error).await,
    }
}

fn status(problems: &[UserProblem]) -> StatusCode {
    if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}

async fn list(State(app): State<App>, session: AgentSession) -> Response {
    let typed = UserTyped { role: Role::Agent.to_string(), all: true, ..UserTyped::default() };
    list_page(&app, &session, typed, Vec::new()).await
}

async fn list_page(app: &App, session: &AgentSession, typed: UserTyped, problems: Vec<UserProblem>) -> Response {
    let status = status(&problems);
    let made = async {
        let users = agent_rights::list(&app.db).await?;
        let model = UsersModel {
            lang: session.visitor.lang,
            users: users.into_iter().map(|row| item(app, session, row)).collect::<Result<_>>()?,
            form: form(app, session, typed, problems).await?,
        };
        let page: AnyPage = (status, Box::new(move || page(model)));
        Ok(page)
    };
    respond(app, session, None, made.await).await
}

async fn form(app: &App, session: &AgentSession, typed: UserTyped, problems: Vec<UserProblem>) -> Result<UserForm> {
    Ok(UserForm {
        typed,
        roles: Role::ALL.iter().copied().filter(|&role| session.role.may_manage(role)).collect(),
        creditors: agent_rights::list_creditors(&app.db).await?,
        problems,
        key: new_id::uuid(),
    })
}

fn item(app: &App, session: &AgentSession, row: UserRow) -> Result<UserItem> {
    let (lang, t) = (session.visitor.lang, texts(session.visitor.lang));
    let state = match (row.disabled_at, row.must_change, row.seen_at) {
        (Some(_), ..) => t.out.to_owned(),
        (None, 1, _) => t.waits.to_owned(),
        (None, _, None) => t.never.to_owned(),
        (None, _, Some(at)) => {
            let time = time_words(local(from_ms(at)).datetime(), app.today(), lang);
            effen_app::texts::fill(t.seen, &[("time", &time)])
        }
    };
    Ok(UserItem {
        role: word(&row.role)?,
        creditors: (row.all_creditors == 0).then_some(row.creditors),
        waive_cents_max: row.waive_cents_max,
        second_step: row.second_step != 0,
        state,
        me: row.id == session.agent.as_str(),
        id: row.id,
        name: row.name,
        email: row.email,
    })
}

#[derive(Debug, Default, Deserialize)]
struct SentForm {
    #[serde(default)]
    key: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    limit: String,
    #[serde(default)]
    serves: String,
    #[serde(default)]
    creditor: Vec<String>,
}

impl SentForm {
    fn typed(&self) -> UserTyped {
        UserTyped {
            name: self.name.trim().to_owned(),
            email: self.email.trim().to_owned(),
            role: self.role.clone(),
            limit: self.limit.trim().to_owned(),
            all: self.serves != "some",
            creditors: self.creditor.clone(),
        }
    }
}

/// What was typed, read.
struct Rights {
    role: Role,
    limit: Option<i64>,
    creditors: Option<Vec<String>>,
}

fn read(session: &AgentSession, typed: &UserTyped) -> Result<Rights, Vec<UserProblem>> {
    let mut problems = Vec::new();
    if typed.name.is_empty() || typed.name.chars().count() > NAME_CHARS_MAX {
        problems.push(UserProblem::Name);
    }
    let role = typed.role.parse::<Role>().ok().filter(|&role| session.role.may_manage(role));
    if role.is_none() {
        problems.push(UserProblem::Role);
    }
    let limit = match typed.limit.as_str() {
        "" => Ok(None),
        text => parse_typed(text, session.visitor.lang).map(|cents| Some(cents.0)).map_err(|_| UserProblem::Limit),
    };
    let limit = limit.and_then(|limit| match (session.waive_cents_max, limit) {
        (None, any) => Ok(any),
        (Some(_), None) => Err(UserProblem::LimitAbove),
        (mine, Some(cents)) if within(mine, cents) => Ok(Some(cents)),
        _ => Err(UserProblem::LimitAbove),
    });
    if let Err(problem) = limit {
        problems.push(problem);
    }
    if !typed.all && typed.creditors.is_empty() {
        problems.push(UserProblem::NoCreditor);
    }
    match (role, limit) {
        (Some(role), Ok(limit)) if problems.is_empty() => {
            Ok(Rights { role, limit, creditors: (!typed.all).then(|| typed.creditors.clone()) })
        }
        _ => Err(problems),
    }
}

/// Rights as the audit log keeps them: no name of a person.
fn noted(role: &str, limit: Option<i64>, creditors: Option<&[String]>) -> String {
    let limit = limit.map_or_else(|| "any".to_owned(), |cents| Cents(cents).decimal());
    let serves = creditors.map_or_else(|| "all".to_owned(), |ids| ids.join(","));
    format!("role {role}, waives {limit}, serves {serves}")
}

async fn note(tx: &mut Tx, app: &App, session: &AgentSession, id: &str, action: &str, detail: &str) -> Result<()> {
    let actor = format!("agent:{}", session.agent);
    audit::create_without_debtor(tx, app.now_ms(), &actor, action, id, detail).await
}

fn one_time() -> String {
    format!("{}-{}", access_code::generate(), access_code::generate())
}

async fn create(State(app): State<App>, session: AgentSession, Form(sent): Form<SentForm>) -> Response {
    let typed = sent.typed();
    let mut problems = Vec::new();
    if typed.email.parse::<lettre::Address>().is_err() {
        problems.push(UserProblem::Email);
    }
    let rights = match read(&session, &typed) {
        Ok(rights) if problems.is_empty() => rights,
        Ok(_) => return list_page(&app, &session, typed, problems).await,
        Err(more) => {
            problems.extend(more);
            return list_page(&app, &session, typed, problems).await;
        }
    };
    match try_create(&app, &session, &sent, &typed, &rights).await {
        Ok(Some((id, password))) => show_password(&app, &session, id, typed.name, password).await,
        // The same form once more: the password was shown then.
        Ok(None) => Redirect::to("/console/users").into_response(),
        Err(Error::Refused(_)) => list_page(&app, &session, typed, vec![UserProblem::Taken]).await,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

async fn try_create(
    app: &App,
    session: &AgentSession,
    sent: &SentForm,
    typed: &UserTyped,
    rights: &Rights,
) -> Result<Option<(String, String)>> {
    owned_key::check_length(&sent.key)?;
    let password = one_time();
    let (hash, now) = (app.hashing.hash(&password).await?, app.now_ms());
    let (key, me) = (format!("user:{}", sent.key), session.agent.as_str());
    let fingerprint = new_id::token_hash(&format!("{typed:?}"));
    let mut tx = app.db.begin().await?;
    if submission::find(&mut tx, me, &key, &fingerprint).await? != Submission::Fresh {
        return Ok(None);
    }
    let id = agent::create_in(&mut tx, &typed.email, &typed.name, rights.role.as_str(), &hash, now).await?;
    agent_rights::update(&mut tx, &id, &typed.name, rights.role.as_str(), rights.limit).await?;
    agent_creditor::update(&mut tx, &id, rights.creditors.as_deref()).await?;
    let detail = noted(rights.role.as_str(), rights.limit, rights.creditors.as_deref());
    note(&mut tx, app, session, id.as_str(), "agent_added", &detail).await?;
    submission::create(&mut tx, me, &key, &fingerprint, "", now).await?;
    tx.commit().await?;
    Ok(Some((id.0, password)))
}

async fn show_password(app: &App, session: &AgentSession, id: String, name: String, password: String) -> Response {
    let lang = session.visitor.lang;
    let page: AnyPage = (StatusCode::OK, Box::new(move || password_page(lang, id, name, password)));
    respond(app, session, None, Ok(page)).await
}

fn may_change(session: &AgentSession, row: &UserRow) -> Result<MayChange> {
    Ok(match () {
        () if row.id == session.agent.as_str() => MayChange::Self_,
        () if session.role.may_manage(word(&row.role)?) => MayChange::Yes,
        () => MayChange::Above,
    })
}

async fn show(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let t = texts(session.visitor.lang);
    let done = match field(&query, "done") {
        "saved" => Some(t.done_saved),
        "step" => Some(t.done_step),
        "out" => Some(t.done_out),
        "disable" => Some(t.done_disabled),
        "enable" => Some(t.done_enabled),
        _ => None,
    };
    let flash = done.map(|text| Flash { kind: "success", text: text.to_owned() });
    one_page(&app, &session, &id, flash, None).await
}

async fn one_page(
    app: &App,
    session: &AgentSession,
    id: &str,
    flash: Option<Flash>,
    typed: Option<(UserTyped, Vec<UserProblem>)>,
) -> Response {
    let made = async {
        let mut tx = app.db.snapshot().await?;
        let row = agent_rights::find(&mut tx, id).await?;
        drop(tx);
        let creditors = agent_creditor::list_ids(&app.db, &AgentId(id.to_owned())).await?;
        let (typed, problems) =
            typed.unwrap_or_else(|| (as_it_stands(session.visitor.lang, &row, creditors), Vec::new()));
        let status = status(&problems);
        let model = UserModel {
            lang: session.visitor.lang,
            disabled: row.disabled_at.is_some(),
            may: may_change(session, &row)?,
            user: item(app, session, row)?,
            form: form(app, session, typed, problems).await?,
        };
        let page: AnyPage = (status, Box::new(move || user_page(model)));
        Ok(page)
    };
    respond(app, session, flash, made.await).await
}

fn as_it_stands(lang: Lang, row: &UserRow, creditors: Vec<String>) -> UserTyped {
    let decimal = |cents: i64| match lang {
        Lang::En => Cents(cents).decimal(),
        Lang::Nl | Lang::Fr => Cents(cents).decimal().replace('.', ","),
    };
    UserTyped {
        name: row.name.clone(),
        email: row.email.clone(),
        role: row.role.clone(),
        limit: row.waive_cents_max.map(decimal).unwrap_or_default(),
        all: row.all_creditors != 0,
        creditors,
    }
}

async fn update(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(sent): Form<SentForm>,
) -> Response {
    let typed = sent.typed();
    let rights = match read(&session, &typed) {
        Ok(rights) => rights,
        Err(problems) => return one_page(&app, &session, &id, None, Some((typed, problems))).await,
    };
    match try_update(&app, &session, &id, &typed, &rights).await {
        Ok(None) => Redirect::to(&format!("/console/user/{id}?done=saved")).into_response(),
        Ok(Some(problem)) => one_page(&app, &session, &id, None, Some((typed, vec![problem]))).await,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

/// The colleague, if the one who asks may change them.
async fn changeable(tx: &mut Tx, session: &AgentSession, id: &str) -> Result<UserRow> {
    let row = agent_rights::find(tx, id).await?;
    match may_change(session, &row)? {
        MayChange::Yes => Ok(row),
        MayChange::Self_ | MayChange::Above => Err(Error::Forbidden),
    }
}

async fn try_update(
    app: &App,
    session: &AgentSession,
    id: &str,
    typed: &UserTyped,
    rights: &Rights,
) -> Result<Option<UserProblem>> {
    let agent = AgentId(id.to_owned());
    let before = agent_creditor::list_ids(&app.db, &agent).await?;
    let mut tx = app.db.begin().await?;
    let row = changeable(&mut tx, session, id).await?;
    let was_admin = row.role == Role::Admin.as_str() && row.disabled_at.is_none();
    if was_admin && rights.role != Role::Admin && agent_rights::count_admins(&mut tx).await? <= 1 {
        return Ok(Some(UserProblem::LastAdmin));
    }
    let before = noted(&row.role, row.waive_cents_max, (row.all_creditors == 0).then_some(before.as_slice()));
    let after = noted(rights.role.as_str(), rights.limit, rights.creditors.as_deref());
    agent_rights::update(&mut tx, &agent, &typed.name, rights.role.as_str(), rights.limit).await?;
    agent_creditor::update(&mut tx, &agent, rights.creditors.as_deref()).await?;
    if before != after {
        note(&mut tx, app, session, id, "agent_changed", &format!("{before} -> {after}")).await?;
        // An open chat of a file they no longer see closes with the session.
        agent::end_sessions(&mut tx, &agent, None, app.now_ms()).await?;
    }
    tx.commit().await?;
    Ok(None)
}

#[derive(Debug, Deserialize)]
struct AccessForm {
    act: String,
}

async fn access(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(form): Form<AccessForm>,
) -> Response {
    match try_access(&app, &session, &id, &form.act).await {
        Ok(Some((name, password))) => show_password(&app, &session, id, name, password).await,
        Ok(None) => Redirect::to(&format!("/console/user/{id}?done={}", form.act)).into_response(),
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

/// Gives the name and the one-time password, where one was made.
async fn try_access(app: &App, session: &AgentSession, id: &str, act: &str) -> Result<Option<(String, String)>> {
    let (agent, now) = (AgentId(id.to_owned()), app.now_ms());
    let made = match act {
        "password" => {
            let password = one_time();
            Some((app.hashing.hash(&password).await?, password))
        }
        _ => None,
    };
    let mut tx = app.db.begin().await?;
    let row = changeable(&mut tx, session, id).await?;
    let action = match (act, &made) {
        ("password", Some((hash, _))) => {
            agent::set_password(&mut tx, &agent, hash, true, None, now).await?;
            "agent_password"
        }
        ("step", _) => {
            agent_step::delete(&mut tx, &agent).await?;
            agent::end_sessions(&mut tx, &agent, None, now).await?;
            "agent_second_step_off"
        }
        ("out", _) => {
            agent::end_sessions(&mut tx, &agent, None, now).await?;
            agent_step::delete_devices(&mut tx, &agent).await?;
            "agent_signed_out"
        }
        ("disable", _) => {
            agent::set_disabled(&mut tx, &agent, Some(now), now).await?;
            "agent_disabled"
        }
        ("enable", _) => {
            agent::set_disabled(&mut tx, &agent, None, now).await?;
            "agent_enabled"
        }
        _ => return Err(Error::Refused("an act that does not exist".to_owned())),
    };
    note(&mut tx, app, session, id, action, "").await?;
    tx.commit().await?;
    Ok(made.map(|(_, password)| (row.name, password)))
}
