//! Calls: the list, taking one, and how it ended. The guard is asked in the moment an agent takes a call; the number and
//! the script are shown only then.

use super::{AnyPage, frame, queue, respond};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::call::{self as table, TaskRow};
use crate::db::submission::{self, Submission};
use crate::error::{Error, Result};
use crate::new_id;
use crate::outreach::call::{self, Ended, Start, Unfit};
use crate::outreach::words::{call::AGENT, put};
use crate::pay::promise::Refused;
use crate::web::session::AgentSession;
use crate::web::{problem, render};
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::chat::time_words;
use effen::dates::parse_iso;
use effen::ids::{DebtorId, NoticeId};
use effen::kinds::Lang;
use effen::people::call::CallOutcome;
use effen::promise::DayRefused;
use effen_app::frame::Flash;
use effen_app::pages::console::calls::{
    Asked, CallModel, Caller, CallsModel, Ended as EndedItem, Task, Typed, call as call_page, list as list_page,
};
use effen_app::texts::console_calls::{ConsoleCallTexts, texts};
use effen_app::texts::fill;
use jiff::Timestamp;
use serde::Deserialize;

/// The most characters of when to call.
const WHEN_MAX: usize = 200;

#[derive(Debug, Default, Deserialize)]
pub(super) struct DoneQuery {
    #[serde(default)]
    done: String,
    #[serde(default)]
    from: i64,
}

fn moment(app: &App, at: Timestamp, lang: Lang) -> String {
    time_words(local(at).datetime(), app.today(), lang)
}

/// The list.
pub(super) async fn list(State(app): State<App>, session: AgentSession, Query(query): Query<DoneQuery>) -> Response {
    let lang = session.visitor.lang;
    let t = texts(lang);
    let made = async {
        let mut frame = frame(&app, &session, t.title, "/console/calls").await?;
        let attention = |text: &str| Some(Flash { kind: "attention", text: text.to_owned() });
        frame.flash = match query.done.as_str() {
            "saved" => Some(Flash { kind: "success", text: t.saved.to_owned() }),
            "taken" => attention(t.taken),
            "gone" => attention(t.gone),
            "never" => attention(t.never),
            "later" => attention(&fill(t.later, &[("time", &moment(&app, from_ms(query.from), lang))])),
            _ => None,
        };
        let model = load(&app, &session).await?;
        Ok::<_, Error>(render::page(frame, StatusCode::OK, Box::new(move || list_page(model))).await)
    };
    match made.await {
        Ok(response) => response,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

async fn load(app: &App, session: &AgentSession) -> Result<CallsModel> {
    let lang = session.visitor.lang;
    let time = |ms| moment(app, from_ms(ms), lang);
    let tasks = table::list_tasks(&app.db, &session.agent, app.now_ms()).await?.into_iter().map(|row| Task {
        caller: caller(app, session, &row),
        since: time(row.next_try_at.min(app.now_ms())),
        id: row.id,
        name: row.name,
        reference: row.reference,
        subject: row.subject,
    });
    let asked = table::list_asked(&app.db, &session.agent).await?.into_iter().map(|row| Asked {
        asked: time(row.created_at),
        case: row.id,
        name: row.name,
        reference: row.reference,
        when: row.body,
    });
    let ended = table::list_ended(&app.db, &session.agent).await?.into_iter().map(|row| EndedItem {
        time: time(row.ended_at),
        outcome: row.outcome.parse().ok(),
        debtor_id: row.debtor_id,
        name: row.name,
        agent: row.agent,
    });
    let (tasks, asked, ended) = (tasks.collect(), asked.collect(), ended.collect());
    Ok(CallsModel { lang, queue: queue::load(app, session).await?, tasks, asked, ended })
}

/// Who makes it: nobody any more, when the time for it has run out.
fn caller(app: &App, session: &AgentSession, row: &TaskRow) -> Caller {
    match row.status.as_str() {
        "sending" if row.next_try_at <= app.now_ms() => Caller::Nobody,
        "sending" if row.agent_id == session.agent.as_str() => Caller::Me,
        "sending" => Caller::Colleague,
        _ => Caller::Nobody,
    }
}

/// Takes a call.
pub(super) async fn start(State(app): State<App>, session: AgentSession, Path(id): Path<String>) -> Response {
    let started = async {
        let id = NoticeId(id);
        let row = table::find_task(&app.db, &id).await?.ok_or(Error::NotFound("call"))?;
        if caller(&app, &session, &row) == Caller::Me {
            return Ok(format!("/console/call/{id}"));
        }
        let debtor = DebtorId(row.debtor_id);
        Ok::<_, Error>(match call::start(&app, &id, &debtor, session.agent.as_str()).await? {
            Start::Theirs => format!("/console/call/{id}"),
            Start::From(at) => format!("/console/calls?done=later&from={}", at.as_millisecond()),
            Start::Never(_) => "/console/calls?done=never".to_owned(),
            Start::Gone => "/console/calls?done=taken".to_owned(),
        })
    };
    match started.await {
        Ok(to) => Redirect::to(&to).into_response(),
        Err(Error::NotFound(_)) => Redirect::to("/console/calls?done=gone").into_response(),
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

/// One call, for the agent who makes it.
pub(super) async fn show(State(app): State<App>, session: AgentSession, Path(id): Path<String>) -> Response {
    page(&app, &session, &NoticeId(id), Typed::default(), Vec::new()).await
}

async fn page(
    app: &App,
    session: &AgentSession,
    id: &NoticeId,
    typed: Typed,
    errors: Vec<(&'static str, String)>,
) -> Response {
    let lang = session.visitor.lang;
    let title = texts(lang).title;
    let row = match table::find_task(&app.db, id).await {
        Ok(Some(row)) if caller(app, session, &row) == Caller::Me => row,
        Ok(_) => return Redirect::to("/console/calls?done=gone").into_response(),
        Err(error) => return problem::respond(app, &session.visitor, &error).await,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let made = async {
        let script = put(&row.body_text, &[(AGENT.trim_matches(['{', '}']), &session.name)]);
        let model = CallModel {
            lang,
            queue: queue::load(app, session).await?,
            id: row.id,
            debtor_id: row.debtor_id,
            name: row.name,
            reference: row.reference,
            number: row.recipient,
            spoken: row.language.parse()?,
            script: script.split("\n\n").map(str::to_owned).collect(),
            attempts: row.attempts,
            key: new_id::uuid(),
            typed,
            errors,
        };
        let page: AnyPage = (status, Box::new(move || call_page(model)));
        Ok(page)
    };
    respond(app, session, title, "/console/calls", made.await).await
}

#[derive(Debug, Deserialize)]
pub(super) struct EndForm {
    key: String,
    attempts: i64,
    #[serde(default)]
    outcome: String,
    #[serde(default)]
    pay_on: String,
    #[serde(default)]
    when: String,
    #[serde(default)]
    no_more: String,
}

/// How a call ended.
pub(super) async fn end(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(form): Form<EndForm>,
) -> Response {
    let id = NoticeId(id);
    let typed = Typed {
        outcome: form.outcome.clone(),
        pay_on: form.pay_on.clone(),
        when: form.when.clone(),
        no_more: !form.no_more.is_empty(),
    };
    match try_end(&app, &session, &id, &form).await {
        Ok(Ok(to)) => Redirect::to(to).into_response(),
        Ok(Err(errors)) => page(&app, &session, &id, typed, errors).await,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

type Wrong = Vec<(&'static str, String)>;

/// Where to go, or what is wrong.
async fn try_end(
    app: &App,
    session: &AgentSession,
    id: &NoticeId,
    form: &EndForm,
) -> Result<Result<&'static str, Wrong>> {
    const SAVED: &str = "/console/calls?done=saved";
    let t = texts(session.visitor.lang);
    let ended = match read(form, t) {
        Ok(ended) => ended,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let (agent, key) = (session.agent.as_str(), format!("call:{}", form.key));
    let content = [id.as_str(), &form.outcome, &form.pay_on, &form.when, &form.no_more].join("\u{1f}");
    let fingerprint = new_id::token_hash(&content);
    let mut tx = app.db.begin().await?;
    let seen = submission::find(&mut tx, agent, &key, &fingerprint).await?;
    tx.rollback().await?;
    if let Submission::Repeat(_) = seen {
        return Ok(Ok(SAVED));
    }
    let Some(row) = table::find_task(&app.db, id).await? else { return Ok(Ok("/console/calls?done=gone")) };
    let debtor = DebtorId(row.debtor_id);
    Ok(match call::end(app, (id, &debtor), agent, form.attempts, &ended, (&key, &fingerprint)).await? {
        Ok(()) => Ok(SAVED),
        Err(Unfit::Gone) => Ok("/console/calls?done=gone"),
        Err(Unfit::NoDay) => Err(vec![("pay_on", t.wrong_day.to_owned())]),
        Err(Unfit::Promise(refused)) => Err(vec![("pay_on", refused_words(&refused, t).to_owned())]),
    })
}

fn read(form: &EndForm, t: &'static ConsoleCallTexts) -> Result<Ended, Wrong> {
    let Ok(outcome) = form.outcome.parse::<CallOutcome>() else {
        return Err(vec![("outcome", t.wrong_outcome.to_owned())]);
    };
    let pay_on = parse_iso(form.pay_on.trim()).ok();
    let when: String = form.when.trim().chars().take(WHEN_MAX).collect();
    if outcome == CallOutcome::Promised && pay_on.is_none() {
        return Err(vec![("pay_on", t.wrong_day.to_owned())]);
    }
    if outcome == CallOutcome::CallBack && when.is_empty() {
        return Err(vec![("when", t.wrong_when.to_owned())]);
    }
    Ok(Ended { outcome, pay_on, when, no_more: !form.no_more.is_empty() })
}

const fn refused_words(refused: &Refused, t: &'static ConsoleCallTexts) -> &'static str {
    match refused {
        Refused::Day(DayRefused::NotAhead) => t.day_past,
        Refused::Day(DayRefused::TooFar) => t.day_far,
        Refused::Running => t.day_runs,
        Refused::TooOften => t.day_often,
        Refused::Choice => t.day_gone,
    }
}
