//! Finding a file. What is typed may be an account, a telephone number or a name: it goes in the body of a request and is
//! kept for a day under a random id, which stands in the address, so that going back shows the same list again.

use super::{AnyPage, file, queue, respond};
use crate::app::App;
use crate::db::search::FoundRow;
use crate::db::search_asked;
use crate::error::Result;
use crate::search::{Hits, find};
use crate::web::chat::json_or_failure;
use crate::web::problem;
use crate::web::session::AgentSession;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::kinds::Lang;
use effen_app::console_texts::texts;
use effen_app::islands::console::view::FoundFile;
use effen_app::pages::console::search::{Found, SearchModel, page};
use serde::Deserialize;

/// The most characters of a search.
const Q_CHARS_MAX: usize = 200;
/// Files that the command bar shows.
const BAR_MAX: usize = 8;

#[derive(Debug, Deserialize)]
pub struct AskForm {
    #[serde(default)]
    q: String,
}

impl AskForm {
    fn q(&self) -> String {
        self.q.trim().chars().take(Q_CHARS_MAX).collect()
    }
}

/// Keeps the search and leads to it.
pub async fn ask(State(app): State<App>, session: AgentSession, Form(form): Form<AskForm>) -> Response {
    let q = form.q();
    if q.is_empty() {
        return Redirect::to("/console/debtors").into_response();
    }
    match search_asked::create(&app.db, session.agent.as_str(), &q, app.now_ms()).await {
        Ok(id) => Redirect::to(&format!("/console/debtors?s={id}")).into_response(),
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

#[derive(Debug, Deserialize)]
pub struct ShowQuery {
    #[serde(default)]
    s: String,
}

/// What was found; without a search, or after a day, the empty page.
pub async fn show(State(app): State<App>, session: AgentSession, Query(query): Query<ShowQuery>) -> Response {
    let lang = session.visitor.lang;
    let path =
        if query.s.is_empty() { "/console/debtors".to_owned() } else { format!("/console/debtors?s={}", query.s) };
    let made = async {
        let q = search_asked::find(&app.db, session.agent.as_str(), &query.s).await?.unwrap_or_default();
        let hits = if q.is_empty() { Hits::default() } else { find(&app, &session.agent, &q).await? };
        let found = hits.files.into_iter().map(|row| found(lang, row)).collect();
        let queue = queue::load(&app, &session).await?;
        let (more, similar, behind) = (hits.more, hits.similar, hits.behind);
        let model = SearchModel { lang, queue, q, found, more, similar, behind };
        let page: AnyPage = (StatusCode::OK, Box::new(move || page(model)));
        Ok(page)
    };
    respond(&app, &session, texts(lang).search, &path, made.await).await
}

fn found(lang: Lang, row: FoundRow) -> Found {
    Found {
        persona: file::persona_name(lang, &row.persona),
        debtor_id: row.id,
        reference: row.reference,
        name: row.name,
        city: row.city,
        claims: row.claims,
    }
}

/// The first files, for the command bar; nothing of it is kept.
pub async fn json(
    State(app): State<App>,
    session: Result<AgentSession, Response>,
    Form(form): Form<AskForm>,
) -> Response {
    let Ok(session) = session else { return StatusCode::UNAUTHORIZED.into_response() };
    let hits = find(&app, &session.agent, &form.q()).await;
    json_or_failure(hits.map(|hits| hits.files.into_iter().take(BAR_MAX).map(bar_file).collect::<Vec<_>>()))
}

fn bar_file(row: FoundRow) -> FoundFile {
    let place = if row.city.is_empty() { String::new() } else { format!(", {}", row.city) };
    FoundFile {
        href: format!("/console/debtor/{}", row.id), label: format!("{}{place} · {}", row.name, row.reference)
    }
}
