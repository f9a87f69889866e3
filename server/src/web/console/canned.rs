//! Canned answers: putting one into the composer, and the editor with its history.

use super::talk::{self, Typed};
use super::{AnyPage, queue, respond};
use crate::app::App;
use crate::chat::canned::{self as answers, Unfit};
use crate::clock::{from_ms, local};
use crate::db::canned as table;
use crate::error::{Error, Result};
use crate::web::chat::wants_json;
use crate::web::problem;
use crate::web::session::AgentSession;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Json, Redirect, Response};
use effen::chat::canned::{Canned, Refused, TITLE_CHARS_MAX, Template, is_shortcut, shipped};
use effen::chat::time_words;
use effen::ids::DebtorId;
use effen::staff::Right;
use effen_app::islands::console::view::Inserted;
use effen_app::pages::console::canned::{
    EditModel, ListModel, Typed as Written, Version, edit as edit_page, list as list_page,
};
use effen_app::texts::canned::texts;
use effen_app::texts::fill;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct InsertForm {
    #[serde(default)]
    canned: String,
    #[serde(default)]
    body: String,
}

/// Puts a canned answer into the composer, after what stands there.
pub async fn insert(
    State(app): State<App>,
    session: Result<AgentSession, Response>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(form): Form<InsertForm>,
) -> Response {
    let json = wants_json(&headers);
    let session = match session {
        Ok(session) => session,
        Err(_) if json => return StatusCode::UNAUTHORIZED.into_response(),
        Err(to_sign_in) => return to_sign_in,
    };
    if !json {
        return put_in(&app, &session, &id, &form.canned, form.body).await;
    }
    match filled(&app, &session, &id, &form.canned).await {
        Ok(filled) => Json(match filled {
            Ok(text) => Inserted { text, error: String::new() },
            Err(error) => Inserted { text: String::new(), error },
        })
        .into_response(),
        Err(error) => crate::web::chat::json_or_failure::<()>(Err(error)),
    }
}

/// The conversation's page with the answer in its composer, or with why it cannot be.
pub(super) async fn put_in(app: &App, session: &AgentSession, id: &str, shortcut: &str, body: String) -> Response {
    let (status, typed) = match filled(app, session, id, shortcut).await {
        Ok(Ok(text)) => {
            let answer = if body.trim().is_empty() { text } else { format!("{}\n{text}", body.trim_end()) };
            (StatusCode::OK, Typed { answer, ..Typed::default() })
        }
        Ok(Err(error)) => {
            let typed = Typed { answer: body, canned_error: Some(error), ..Typed::default() };
            (StatusCode::UNPROCESSABLE_ENTITY, typed)
        }
        Err(error) => return problem::respond(app, &session.visitor, &error).await,
    };
    let made = talk::load(app, session, id, None, typed).await;
    talk::made_page(app, session, id, status, made).await
}

/// The text, or why there is none, in words.
async fn filled(app: &App, session: &AgentSession, id: &str, shortcut: &str) -> Result<Result<String, String>> {
    let t = texts(session.visitor.lang);
    let row = talk::find(app, id).await?;
    let debtor = DebtorId(row.debtor_id);
    Ok(match answers::fill(app, &debtor, &session.name, shortcut.trim_start_matches('/')).await? {
        Ok(text) => Ok(text),
        Err(Unfit::None) => Err(t.none_chosen.to_owned()),
        Err(Unfit::Missing(field)) => Err(fill(t.missing, &[("field", field.as_str())])),
    })
}

#[derive(Debug, Default, Deserialize)]
pub struct DoneQuery {
    #[serde(default)]
    done: String,
}

/// Every answer there is.
pub async fn list(State(app): State<App>, session: AgentSession, Query(query): Query<DoneQuery>) -> Response {
    let lang = session.visitor.lang;
    let made = async {
        let model = ListModel {
            lang,
            queue: queue::load(&app, &session).await?,
            answers: answers::list(&app).await?,
            can_save: may_save(&session),
            saved: !query.done.is_empty(),
        };
        let page: AnyPage = (StatusCode::OK, Box::new(move || list_page(model)));
        Ok(page)
    };
    respond(&app, &session, texts(lang).title, "/console/canned", made.await).await
}

/// Those who lead the agents write what they say.
fn may_save(session: &AgentSession) -> bool {
    session.role.may(Right::Steer)
}

#[derive(Debug, Default, Clone, Deserialize)]
pub struct EditForm {
    #[serde(default)]
    shortcut: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    tone: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    base: i64,
    #[serde(default)]
    act: String,
}

/// The editor of one answer; without a shortcut, of a new one.
pub async fn edit(State(app): State<App>, session: AgentSession, Query(asked): Query<EditForm>) -> Response {
    let made = async {
        let known = answers::list(&app).await?.into_iter().find(|one| is_asked(one, &asked));
        let base = table::list_versions(&app.db, &asked.shortcut, &asked.language, &asked.tone).await?;
        let base = base.first().map_or(0, |row| row.version);
        let (title, body) = known.map(|one| (one.title, one.body)).unwrap_or_default();
        editor(&app, &session, EditForm { title, body, base, ..asked }, Vec::new()).await
    };
    respond(&app, &session, texts(session.visitor.lang).title, "/console/canned", made.await).await
}

fn is_asked(one: &Canned, asked: &EditForm) -> bool {
    let tone = one.tone.map_or("", |tone| tone.as_str());
    (one.shortcut.as_str(), one.language.as_str(), tone) == (&*asked.shortcut, &*asked.language, &*asked.tone)
}

async fn editor(
    app: &App,
    session: &AgentSession,
    form: EditForm,
    errors: Vec<(&'static str, String)>,
) -> Result<AnyPage> {
    let lang = session.visitor.lang;
    let versions = table::list_versions(&app.db, &form.shortcut, &form.language, &form.tone).await?;
    let history = versions.into_iter().map(|row| Version {
        time: time_words(local(from_ms(row.made_at)).datetime(), app.today(), lang),
        by: row.by,
        title: row.title,
        body: row.body,
    });
    let ships = shipped().iter().find(|one| is_asked(one, &form)).map(|one| one.body.clone());
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let model = EditModel {
        lang,
        queue: queue::load(app, session).await?,
        history: history.collect(),
        shipped: ships,
        can_save: may_save(session),
        typed: Written {
            shortcut: form.shortcut,
            language: form.language,
            tone: form.tone,
            title: form.title,
            body: form.body,
            base: form.base,
        },
        errors,
    };
    let page: AnyPage = (status, Box::new(move || edit_page(model)));
    Ok(page)
}

/// Saves a version, or takes the answer away.
pub async fn save(State(app): State<App>, session: AgentSession, Form(form): Form<EditForm>) -> Response {
    let title = texts(session.visitor.lang).title;
    let again = async |errors: Vec<(&'static str, String)>| {
        respond(&app, &session, title, "/console/canned", editor(&app, &session, form.clone(), errors).await).await
    };
    if !may_save(&session) {
        let error = Error::Refused("canned answers are a supervisor's".to_owned());
        return problem::respond(&app, &session.visitor, &error).await;
    }
    let new = match read(&session, &form) {
        Ok(new) => new,
        Err(errors) => return again(errors).await,
    };
    match table::create(&app.db, &new, form.base, session.agent.as_str(), app.now_ms()).await {
        Ok(true) => Redirect::to("/console/canned?done=saved").into_response(),
        Ok(false) => again(vec![("body", texts(session.visitor.lang).stale.to_owned())]).await,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

/// What was written, or what is wrong with it.
fn read(session: &AgentSession, form: &EditForm) -> Result<Canned, Vec<(&'static str, String)>> {
    let t = texts(session.visitor.lang);
    let mut errors = Vec::new();
    let body = form.body.replace("\r\n", "\n").trim().to_owned();
    let takes_away = form.act == "retire";
    if !is_shortcut(&form.shortcut) {
        errors.push(("shortcut", t.wrong_shortcut.to_owned()));
    }
    if !takes_away && (form.title.trim().is_empty() || form.title.chars().count() > TITLE_CHARS_MAX) {
        errors.push(("title", fill(t.wrong_title, &[("max", &TITLE_CHARS_MAX.to_string())])));
    }
    if !takes_away && let Err(why) = Template::read(&body) {
        errors.push((
            "body",
            match why {
                Refused::Empty => t.empty.to_owned(),
                Refused::TooLong => t.long.to_owned(),
                Refused::Unknown(field) => fill(t.unknown, &[("field", &field)]),
                Refused::Brace => t.brace.to_owned(),
            },
        ));
    }
    let (Ok(language), Ok(tone)) =
        (form.language.parse(), Some(&form.tone).filter(|tone| !tone.is_empty()).map(|tone| tone.parse()).transpose())
    else {
        errors.push(("language", t.wrong_choice.to_owned()));
        return Err(errors);
    };
    if !errors.is_empty() {
        return Err(errors);
    }
    let body = if takes_away { String::new() } else { body };
    Ok(Canned { shortcut: form.shortcut.clone(), language, tone, title: form.title.trim().to_owned(), body })
}
